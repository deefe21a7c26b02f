"""What somebody may want after the advice, line by line."""

import io
from pathlib import Path

import pytest

from channelfit.cli.ask.ending import Deeds, ending
from channelfit.cli.ask.lines import Lines
from channelfit.files import load_rulebook
from channelfit.language import Language
from channelfit.render.phrases.voice import Voice


def test_help_for_the_name_of_a_file_explains_and_asks_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The hint offers it, so it must not end the question."""
    voice = Voice(Language.EN, load_rulebook())
    saved: list[Path] = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO("2\n?\nmine\n4\n"))
    wanted = Deeds(page=saved.append, save=saved.append, explain=lambda _: None, pages=False)
    assert ending("Concentrate on nothing.", voice, Lines(voice), wanted) == Path("mine.yaml")
    assert saved == [Path("mine.yaml")]
    said = capsys.readouterr().err
    assert said.count("Into which file?") == 1
    assert said.count("a file name (empty: leave it so, -: write nothing") == 2
    assert "so far" not in said, "nothing was there before that is proposed"
    assert "It says: channelfit.yaml\n" in said
    assert "The file appears in the folder you are in" in said


@pytest.mark.parametrize(
    ("choice", "refused", "taken"), [("1", "x.pdf", "x.html"), ("1", "x.yaml", "x"), ("2", "x.html", "x.yml")]
)
def test_an_ending_that_says_something_else_is_asked_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, choice: str, refused: str, taken: str
) -> None:
    """As on the command line: no page lies in a file that is called a PDF."""
    voice = Voice(Language.EN, load_rulebook())
    written: list[Path] = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{choice}\n{refused}\n{taken}\n4\n"))
    ending("Concentrate.", voice, Lines(voice), Deeds(written.append, written.append, print, pages=False))
    assert written == [Path(taken if "." in taken else f"{taken}.html")]
    said = capsys.readouterr().err
    assert (
        "`.pdf` cannot be written; print page.html as PDF" if refused == "x.pdf" else f"`.{refused[2:]}` is not known"
    ) in said


@pytest.mark.parametrize("pages", [True, False])
@pytest.mark.parametrize(("language", "said"), [(Language.DE, "(q führt hierher zurück)"), (Language.EN, "(q leads back here)")])
def test_who_is_to_read_in_the_pager_knows_the_way_back(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], language: Language, said: str, pages: bool
) -> None:
    """Before it opens; where none opens nothing is said of it."""
    voice = Voice(language, load_rulebook())
    monkeypatch.setattr("sys.stdin", io.StringIO("4\n"))
    ending("Nothing.", voice, Lines(voice), Deeds(print, print, print, pages))
    assert (said in capsys.readouterr().err) == pages
