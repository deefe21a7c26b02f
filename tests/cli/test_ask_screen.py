"""What remains of questions on a screen, and which keys count: with what somebody presses, without a terminal."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.input.base import PipeInput
from prompt_toolkit.output import DummyOutput

from channelfit.advice.interview import Interview
from channelfit.cli.ask import screen as screens
from channelfit.cli.ask.asked import NOTHING_ABOVE, Above, Entry, Field, Key, Kind, Listing, Marks, Picked
from channelfit.cli.ask.ending import Deeds, ending
from channelfit.cli.ask.frame import frame
from channelfit.cli.ask.lead import lead
from channelfit.cli.ask.lines import Lines
from channelfit.cli.ask.prompts import Prompts
from channelfit.language import Language
from channelfit.profile import Profile
from channelfit.render.phrases.voice import Voice
from channelfit.rulebook.model import Rulebook
from conftest import SMALL, rulebook_of
from terminal import CTRL_C, DOWN, ENTER, LEFT, SPACE, UP

# Two sections: what is asked about the company, and what it wants.
PARTED = {
    "questions.yaml": SMALL["questions.yaml"]
    .replace("[{id: all, ", "[{id: want, title: {de: Ziele, en: Aims}}, {id: all, ")
    .replace("{id: goals, section: all", "{id: goals, section: want")
}
ABC = Listing(
    "Which?", Kind.SEVERAL, tuple(Entry(id, text) for id, text in (("a", "Ab"), ("f", "Fa"), ("g", "Go Fo"), ("h", "Fi")))
)


class Pressed(Prompts):
    """A screen on which somebody presses keys, some for each question."""

    def __init__(self, voice: Voice, pipe: PipeInput, *keys: str) -> None:
        super().__init__(voice)
        self.pipe, self.waiting = pipe, list(keys)

    def pick(self, listing: Listing, marks: Marks) -> tuple[Picked, Marks]:
        """With the next keys."""
        with self._keys():
            return super().pick(listing, marks)

    def type(self, field: Field) -> tuple[str, Key | None]:
        """With the next keys."""
        with self._keys():
            return super().type(field)

    @contextmanager
    def _keys(self) -> Iterator[None]:
        keys = self.waiting.pop(0)
        self.pipe.send_text(keys + CTRL_C)
        try:
            yield
        except KeyboardInterrupt:
            pytest.fail(f"{keys!r} did not answer")


@pytest.fixture
def pressed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Pressed]]:
    """A screen that nobody sees, for somebody who speaks English."""
    monkeypatch.setattr(screens, "_screen", DummyOutput)

    @contextmanager
    def session() -> Iterator[PipeInput]:
        with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
            yield pipe

    with session() as pipe:
        yield lambda rulebook, *keys: Pressed(Voice(Language.EN, rulebook), pipe, *keys)


def test_nothing_remains_of_a_question_that_was_left(pressed: Callable[..., Pressed], capsys: pytest.CaptureFixture[str]) -> None:
    """Neither an empty heading, nor one said twice, nor how things stood: only questions with their answers."""
    rulebook = rulebook_of(PARTED)
    keys = ["Nut\r", ENTER, LEFT, ENTER, DOWN + SPACE + UP + SPACE + ENTER, "<\r", DOWN + LEFT, ENTER, "7,5\r"]
    keys += [LEFT, "\r", "?", ENTER, ENTER, LEFT, ENTER, ENTER, ENTER]
    lead(Voice(Language.EN, rulebook), pressed(rulebook, *keys), lambda _: None, Interview(Profile(answers={})), asks_name=True)
    said = "".join(capsys.readouterr().err.partition("\nWhat is your company")[1:])
    assert "\n\n\n" not in said
    assert said == (
        "\nWhat is your company called?\n  Nut\n"
        "\n=== All ===\nMarket?\n  companies\n"
        "\nMarket?\n  companies\n"
        "\n=== Aims ===\nGoals?\n  recruiting, image\n"
        "\n=== All ===\nMarket?\n  companies\n"
        "\nHours?\n  7,5\n"
        "\nHours?\n  7.5\n"
        "\nBacking?\n  yes\n"
        "\nVideo?\n  yes\n"
        "\nVideo?\n  yes\n"
        "\nHow would you like to go on?\n  See the advice\n"
        "\nYour answers. Is everything right?\n  Yes, to the advice\n"
    )


def test_lines_pasted_without_marks_answer_one_question(pressed: Callable[..., Pressed], small: Rulebook) -> None:
    """Of keys that come together those up to the first answer count; the next question waits for its own."""
    screen = pressed(small, "Nut\rBolt\r\r", " \r \r", "\r")
    assert screen.type(Field("Name?", "name", "none")) == ("Nut", None)
    assert screen.pick(ABC, Marks())[0] == ("a",)
    assert screen.type(Field("Name?", "name", "none")) == ("", None)


@pytest.mark.parametrize(
    ("typed", "before", "is_free", "found"),
    [
        ("?", "", True, ("", Key.HELP)),
        ("page.html?", "page.html", True, ("page.html", Key.HELP)),
        ("page.html <", "page.html", True, ("page.html", Key.BACK)),
        ("Why not?", "", True, ("Why not?", None)),
        ("5?", "", False, ("5", Key.HELP)),
        ("?<", "", False, ("", Key.BACK)),
        (" 5 ", "3", False, ("5", None)),
    ],
)
def test_a_key_counts_behind_what_stood_there(typed: str, before: str, is_free: bool, found: tuple[str, Key | None]) -> None:
    """On a screen the field is filled, so that nothing but the key is typed; in a name it may be meant."""
    assert Field("Q?", "hint", "empty", before, is_free=is_free).read(typed) == found


def test_help_and_back_from_a_proposed_file_write_nothing(
    pressed: Callable[..., Pressed], small: Rulebook, capsys: pytest.CaptureFixture[str]
) -> None:
    """The proposal stays in the field while it is explained."""
    written: list[Path] = []
    deeds = Deeds(page=written.append, save=written.append, explain=lambda _: None, pages=True)
    screen = pressed(small, DOWN + ENTER, "?\r", "<\r", ENTER)
    assert ending("Concentrate.", screen.voice, screen, deeds) is None
    assert written == []
    assert "Written" not in capsys.readouterr().err


def test_there_is_no_way_back_from_the_first_question(
    pressed: Callable[..., Pressed], small: Rulebook, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is not offered there, and `<` is no name: what the name is for is said, and it is asked again."""
    screen = pressed(small, "<\r", "Nut\r", CTRL_C)
    with pytest.raises(pytest.fail.Exception):
        lead(screen.voice, screen, lambda _: None, Interview(Profile(answers={})), asks_name=True)
    assert capsys.readouterr().err.endswith("What is your company called?\n  Nut\n")


def test_a_letter_again_goes_on_to_the_next(pressed: Callable[..., Pressed], small: Rulebook) -> None:
    """Round and round those with a word that begins so; what nothing begins with stays where it is."""
    for letters, chosen in (("f", "f"), ("ff", "g"), ("fff", "h"), ("ffff", "f"), ("fi", "h"), ("fx", "f")):
        picked, _ = pressed(small, f"{letters} \r").pick(ABC, Marks())
        assert picked == (chosen,), letters


def test_what_stands_above_makes_way_for_a_long_list(small: Rulebook) -> None:
    """The title and how things stand are there as long as nine rows remain for the answers; a title told before is not."""
    voice, entries = Voice(Language.EN, small), tuple(Entry(f"{id}", f"Option {id}") for id in range(30))
    listing = Listing("Which?", Kind.ONE, entries, 1, above=Above("Means", "At present: Alpha"))
    for rows, is_there in ((24, True), (15, True), (14, False)):
        lines = [line.text for line in frame(listing, Marks(), voice, (79, rows))]
        assert (lines[:3] == ["", "=== Means ===", "At present: Alpha"]) is is_there
        assert len(lines) < rows


def typed_lines(rulebook: Rulebook, listing: Listing, *typed: str, language: Language = Language.EN) -> Picked:
    """What is picked line by line."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in typed)))
        return Lines(Voice(language, rulebook)).pick(listing, Marks())[0]


@pytest.mark.parametrize(
    ("listing", "hint"),
    [
        (ABC, "numbers, separated by commas ("),
        (ABC._replace(most=3), "up to 3 numbers, separated by commas ("),
        (ABC._replace(kind=Kind.RANKED, most=2), "up to 2 numbers, separated by commas, most important first ("),
        (ABC._replace(kind=Kind.RANKED), "numbers, separated by commas, most important first ("),
        (ABC._replace(entries=ABC.entries[:1]), "number ("),
        (ABC._replace(kind=Kind.ONE, most=1), "number ("),
    ],
)
def test_how_to_give_several_numbers_is_right_for_the_question(
    listing: Listing, hint: str, small: Rulebook, capsys: pytest.CaptureFixture[str]
) -> None:
    """How many there may be, and in which order; one where there is one."""
    assert typed_lines(small, listing, "1") == ("a",)
    assert f"\n{hint}" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("listing", "typed", "said"),
    [
        (ABC._replace(most=3), "1,2,3,4", "At most 3 numbers are possible."),
        (ABC._replace(kind=Kind.ONE, most=1), "1,2", "Only one number is possible."),
        (ABC, "", "An answer is needed here. Numbers from 1 to 4 are possible."),
        (ABC, "5", "“5” does not fit. Numbers from 1 to 4 are possible."),
        (ABC._replace(entries=ABC.entries[:1]), "2", "“2” does not fit. Only number 1 is possible."),
    ],
)
def test_a_line_is_refused_for_what_is_wrong_with_it(
    listing: Listing, typed: str, said: str, small: Rulebook, capsys: pytest.CaptureFixture[str]
) -> None:
    """Numbers that are there are not said to be impossible."""
    assert typed_lines(small, listing, typed, "1") == ("a",)
    assert f"): {said}\n" in capsys.readouterr().err


@pytest.mark.parametrize("typed", ["1,3", "1 3", "1; 3", " 1 ,3, "])
def test_numbers_may_be_parted_as_people_do(typed: str, small: Rulebook) -> None:
    """By commas, semicolons and spaces."""
    assert typed_lines(small, ABC, typed) == ("a", "g")


def test_how_things_stand_is_read_out_when_it_has_changed(small: Rulebook, capsys: pytest.CaptureFixture[str]) -> None:
    """Line by line, and a title only where a section begins."""
    lines = Lines(Voice(Language.EN, small))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdin", io.StringIO("1\n" * 4))
        for above in (Above("Means", "Alpha"), Above("Means", "Alpha"), Above("Means", "Beta"), NOTHING_ABOVE):
            lines.pick(ABC._replace(above=above, text=f"{above.said}?"), Marks())
    heard = capsys.readouterr().err.replace("): ", "):\n")
    said = [line for line in heard.splitlines() if not line.startswith(("  ", "numbers"))]
    assert said == ["", "=== Means ===", "Alpha", "Alpha?", "", "Alpha?", "", "Beta", "Beta?", "", "?"]
