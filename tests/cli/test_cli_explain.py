"""`explain` and `compare` as they are typed."""

import json
import subprocess
import sys

import pytest

from channelfit.language import Language
from conftest import EXAMPLES, Run, plain_environment

MACHINES = EXAMPLES / "machine-builder.yaml"


@pytest.mark.slow
@pytest.mark.unmeasured
@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("channel", ["linkedin", "kununu", "tiktok", "xing", "podcast", "discord"])
def test_the_page_fits_eighty_columns(run: Run, channel: str, language: Language) -> None:
    """No line over 80 but for a link, which is in one piece; no escape, no brace left over, no language mixed in."""
    done = run("explain", channel, MACHINES, "--lang", language)
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert [line for line in lines if len(line) > 80 and not line.lstrip().startswith("http")] == []
    assert "\x1b" not in done.out
    assert "{" not in done.out
    headings = {line for line in lines if line.isupper()}
    assert ("BELEGE" in headings) is (language == "de")


@pytest.mark.smoke
def test_by_name_from_a_pipe_in_markdown(run: Run) -> None:
    """A name in any case; the same page for a wiki."""
    done = run("explain", "LinkedIn", "--format", "markdown", stdin=MACHINES.read_text(encoding="utf-8"))
    assert done.out.startswith("# LinkedIn: Hauptkanal\n")
    assert "\n## " in done.out
    assert "| --- | ---: |" in done.out
    assert "channelfit/channels/linkedin.yaml:" in done.out


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_it_says_what_the_channel_is(run: Run, form: str) -> None:
    """What the rulebook says about the channel stands under the heading, and in the data as `about`."""
    about = "The international network for working life."
    done = run("explain", "linkedin", MACHINES, "--lang", "en", "--format", form)
    said = json.loads(done.out)["about"] if form == "json" else done.out.split("\n", 1)[1].strip()
    assert said.startswith(about)


def test_markup_in_a_profile_stays_text(run: Run) -> None:
    """In Markdown nothing that somebody typed is a tag, a link or a table."""
    company = "<script>alert(1)</script> [x](javascript:y) | **b**"
    done = run("explain", "kununu", "--format", "markdown", stdin=f"company: '{company}'\nmarket: b2b\ngoals: image\n")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &#91;x&#93;(javascript:y) &#124; &#42;&#42;b&#42;&#42;" in done.out


def test_an_unknown_channel(run: Run) -> None:
    """The nearest one is named; nothing is printed."""
    done = run("explain", "linkdin", MACHINES)
    assert (done.code, done.out) == (2, "")
    assert "did you mean `linkedin`?" in done.err


def test_missing_answers_are_named(run: Run) -> None:
    """As `advise` does: exit 3, and what to set."""
    done = run("explain", "linkedin", "--format", "json", stdin="")
    assert done.code == 3
    assert json.loads(done.out)["schema"] == "channelfit.missing/1"
    assert run("compare", "-", "--set", "market=b2b", stdin="").code == 3


def test_several_documents_give_several_explanations(run: Run) -> None:
    """One compact line each."""
    profile = "market: b2b\ngoals: image\n"
    lines = run("explain", "linkedin", "--format", "json", stdin=f"{profile}---\n{profile}").out.splitlines()
    assert [json.loads(line)["channel"] for line in lines] == ["linkedin", "linkedin"]


@pytest.mark.unmeasured
def test_every_change_in_the_json_can_be_tried(run: Run) -> None:
    """The `set` texts, given to `advise`, lead to the channels that are named."""
    explained = json.loads(run("explain", "blog", MACHINES, "--format", "json").out)
    pairs = [one for one in explained["what_if"] if len(one["set"]) == 2]
    assert pairs
    for one in [*explained["what_if"][:3], *pairs[:3]]:
        options = [part for text in one["set"] for part in ("--set", text)]
        result = json.loads(run("advise", MACHINES, "--format", "json", *options).out)
        assert sorted(channel["channel"] for channel in result["recommended"] + result["basics"]) == one["after"]


def test_compare_with_changes(run: Run) -> None:
    """One profile and `--set`: the pipe is read once, both sides are shown, and the answer that decides is marked."""
    text = MACHINES.read_text(encoding="utf-8")
    plain = json.loads(run("compare", "-", "--set", "hours_per_week=3", "--format", "json", stdin=text).out)
    assert plain["schema"] == "channelfit.comparison/1"
    assert plain["before"]["effort"]["available"] == 8
    assert plain["after"]["effort"]["available"] == 3
    assert [(one["question"], one["before"], one["after"], one["alone"]) for one in plain["answers"]] == [
        ("hours_per_week", 8, 3, True)
    ]
    assert "instagram" in plain["leaving"]
    page = run("compare", MACHINES, "--set", "hours_per_week=3", "--lang", "de").out
    assert "Vergleich: Hellwig Sondermaschinen GmbH und hours_per_week=3" in page
    assert "ändert die Auswahl schon allein" in page
    assert max(map(len, page.splitlines())) <= 80


@pytest.mark.smoke
def test_compare_two_files_and_two_documents(run: Run) -> None:
    """Two files, or two documents of one."""
    other = EXAMPLES / "bakery.yaml"
    assert run("compare", MACHINES, other, "--format", "markdown").out.startswith("# Vergleich: Hellwig")
    both = f"{MACHINES.read_text(encoding='utf-8')}---\n{other.read_text(encoding='utf-8')}"
    assert json.loads(run("compare", "-", "--format", "json", stdin=both).out)["answers"]


def test_compare_needs_two(run: Run) -> None:
    """One alone is a usage error."""
    done = run("compare", MACHINES)
    assert (done.code, done.out) == (2, "")
    assert "two situations" in done.err


@pytest.mark.unmeasured
@pytest.mark.parametrize("command", [("explain", "linkedin"), ("compare", "--set", "hours_per_week=10")], ids=lambda one: one[0])
def test_pairs_of_changes_and_comparisons_need_no_numpy(command: tuple[str, ...]) -> None:
    """What `python -X importtime` lists."""
    name, *more = command
    profile = str(EXAMPLES / "machine-builder.yaml")
    typed = [sys.executable, "-X", "importtime", "-m", "channelfit", name, *more, profile]
    done = subprocess.run(typed, capture_output=True, check=True, timeout=60, env=plain_environment({}))
    modules = {line.rsplit("|", 1)[1].strip() for line in done.stderr.decode().splitlines() if "|" in line}
    assert "channelfit.advice.advise" in modules
    assert not modules & {"numpy", "channelfit.advice.columns", "jinja2", "rich"}
