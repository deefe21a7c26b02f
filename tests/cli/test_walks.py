"""Walks through a whole interview with the shipped rules: each size of window, each language, with arrow keys and line by line."""

import itertools
import re
import signal
from pathlib import Path
from typing import NamedTuple

import pytest

from terminal import DOWN, ENTER, LEFT, SPACE, UP, Terminal, answers_in, drafts, lines_seen

# One of each language, and of each form, is walked in every run.
QUICK = {("80x24", "de", "screen"), ("80x24", "en", "plain")}
PATHS = [
    pytest.param(*path, id="-".join(path), marks=() if path in QUICK else pytest.mark.slow)
    for path in itertools.product(("80x24", "60x20", "120x40"), ("de", "en"), ("screen", "plain"))
]


class Step(NamedTuple):
    """What is waited for in both languages, and what is pressed on the screen and typed line by line; None where it does not come."""

    text: tuple[str, str]
    keys: tuple[str, ...] | None
    line: str | None


NAME, OFFER, INDUSTRY = (
    ("heißt Ihr", "company called"),
    ("Ihr Angebot?", "your offer for?"),
    ("Branche arbeiten", "your industry?"),
)
GOALS, HOURS = ("Kommunikation erreichen?", "meant to achieve?"), ("aufbringen?", "really give?")
REVIEW, END, FILE = (
    ("Stimmt alles?", "everything right?"),
    ("Was möchten Sie noch?", "What else would"),
    ("welche Datei?", "which file?"),
)
LETTER = {"de": "l", "en": "f"}
WALK = (
    Step(NAME, ("?", ENTER), "?"),
    Step(("weglassen.", "out."), (*"Nut & Bolt", ENTER), "Nut & Bolt"),
    Step(OFFER, (DOWN, ENTER), "2"),
    Step(INDUSTRY, ("?",), "?"),
    Step(("weitere.", "others."), (LEFT,), "<"),
    Step(OFFER, (ENTER,), ""),
    # A letter twice is the second entry that begins with it.
    Step(INDUSTRY, ("letter", "letter", SPACE, ENTER), "1,2,3,4"),
    Step(("Höchstens 3", "At most 3"), None, "23"),
    Step(GOALS, (DOWN, SPACE, UP, SPACE, ENTER), "2 1"),
    Step(HOURS, (*"some", ENTER), "some"),
    Step(("keine Zahl", "no number"), ("<", ENTER), "<"),
    Step(GOALS, (ENTER,), ""),
    Step(HOURS, ("1", ENTER), "1"),
    Step(("weitergehen?", "go on?"), (ENTER,), ""),
    Step(REVIEW, (DOWN, ENTER), "2"),
    Step(NAME, ("?", ENTER), "?"),
    Step(("weglassen.", "out."), ("<", ENTER), "<"),
    Step(REVIEW, (ENTER,), ""),
    Step(END, (DOWN, ENTER), "1"),
    Step(FILE, ("?", ENTER), "?"),
    Step(("gibt,", "already"), (ENTER,), ""),
    Step(END, (DOWN, DOWN, ENTER), "2"),
    Step(FILE, (ENTER,), ""),
    Step(END, (UP, ENTER), "3"),
    Step(("Welchen Kanal?", "Which channel?"), ("l", "i", ENTER), "10"),
    Step(END, (ENTER,), ""),
)


@pytest.mark.unmeasured
@pytest.mark.parametrize(("size", "language", "form"), PATHS)
def test_every_path_leads_to_the_end(
    size: str, language: str, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Help, back, a word for a number, the review, page, answers and reasons; what was answered is saved."""
    monkeypatch.chdir(tmp_path)
    words = ["advise", "--lang", language, *(["--plain"] if form == "plain" else [])]
    terminal = Terminal(words, tmp_path / "result", on_screen=True, size=size, PAGER="cat")
    seen = ""
    for step in WALK:
        pressed = step.keys if form == "screen" else None if step.line is None else (f"{step.line}\n",)
        if pressed is None:
            continue
        for text in (step.text[language == "en"], *(["):"] if form == "plain" else [])):
            terminal.until(text)
            seen += terminal.before + text
        terminal.press(*(LETTER[language] if key == "letter" else key for key in pressed))
    assert terminal.end() == 0
    stands = lines_seen(seen + terminal.output.decode(), int(size.split("x")[0]))
    assert [line for line in stands if line.startswith("·")] == []
    headed = [(line, after) for line, after in itertools.pairwise(stands) if line.startswith("=== ")]
    assert [line for line, after in headed if not after or after.startswith("=== ")] == []
    assert len(headed) >= 3
    # What is longer than the screen goes through the pager, and its gist remains; read aloud it is there once.
    assert len([line for line in stands if line.startswith("LinkedIn: ")]) == (2 if form == "screen" else 1)
    assert (tmp_path / "nut-bolt.html").stat().st_size > 10_000
    saved = (tmp_path / "nut-bolt.yaml").read_text(encoding="utf-8")
    assert re.findall(r"^(?:company|market|industry|goals|hours_per_week): .*", saved, re.MULTILINE) == [
        'company: "Nut & Bolt"',
        'market: "b2c"',
        'industry: ["food_hospitality"]',
        'goals: ["retention", "image"]',
        "hours_per_week: 1",
    ]


@pytest.mark.parametrize("form", [(), ("--plain",)])
def test_pasted_lines_answer_one_question(small_folder: Path, tmp_path: Path, form: tuple[str, ...]) -> None:
    """In a terminal that does not mark what is pasted: a list of names is no answer to what comes after the name."""
    terminal = Terminal(["advise", "--rules", str(small_folder), *form], tmp_path / "result")
    terminal.until("called?")
    terminal.until("why")
    terminal.press("Nut & Bolt\n1\n2\n\n\n" if form else "Nut & Bolt\r1\r2\r\r\r")
    terminal.until("Market?")
    terminal.until("why")
    # Line by line this pseudo-terminal makes no signal of it.
    terminal.process.send_signal(signal.SIGINT)
    assert terminal.end() == 130
    [draft] = drafts(tmp_path)
    assert answers_in(draft) == 'company: "Nut & Bolt"\n'
