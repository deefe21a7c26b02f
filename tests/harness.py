"""What must hold for any input whatever: an answer, or problems with their places; never a traceback, never long, never much memory."""

import json
import re
import resource
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings

from channelfit.advice.advise import advise
from channelfit.files import load_rulebook
from channelfit.language import Language
from channelfit.profile import missing_answers, read_profile
from channelfit.rulebook.model import Rulebook
from channelfit.rulebook.reader import read_rulebook
from channelfit.ruletools.checks.run import check
from channelfit.source.document import Document, read_documents
from channelfit.source.problem import LINE_BREAK, InvalidInput, Problem, describe
from conftest import HERE, SMALL, Ran, call_program, write_folder
from economy import parsed

CORPUS = HERE / "data" / "corpus"
# In `make test` a few, since each takes its time.
IS_FUZZ = settings().max_examples == settings.get_profile("fuzz").max_examples
FEW, FEWER = settings(max_examples=10_000 if IS_FUZZ else 60), settings(max_examples=2_000 if IS_FUZZ else 20)
MOST_SECONDS, MOST_MEGABYTES = 2, 300
# Of a file that is empty or not there, there is no line.
_PLACE = re.compile(r"^.+(:\d+:\d+: .+ \[[a-z0-9-]+\]|: .+ \[(no-document|missing-file)\])$", re.MULTILINE)
COMMANDS = [
    ("advise", "-"),
    ("advise", "-", "--details", "--lang", "de"),
    ("advise", "-", "--format", "json"),
    ("advise", "-", "--format", "html"),
    ("advise", "-", "--format", "markdown", "--details"),
    ("advise", "-", "--keep-going", "--format", "json"),
    ("explain", "linkedin", "-"),
    ("compare", "-", "--set", "hours_per_week=9"),
    ("profile", "check", "-"),
]
RULE_COMMANDS = [
    ("rules", "check", "DIR"),
    ("rules", "check", "DIR", "--format", "json"),
    ("rules", "test", "DIR"),
    ("rules", "show", "--rules", "DIR"),
    ("rules", "diff", "DIR", "DIR"),
    ("rules", "schema", "--rules", "DIR"),
    ("profile", "new", "--rules", "DIR"),
    ("advise", "-", "--rules", "DIR"),
    ("advise", "-", "--rules", "DIR", "--format", "html", "--details"),
]


@contextmanager
def bounded() -> Iterator[None]:
    """Two seconds of CPU and 300 MB on top of what was used before; only in `make fuzz`, since machines differ."""
    if sys.platform == "win32" or not IS_FUZZ:
        yield
        return

    def too_long(*_: object) -> None:
        raise AssertionError(f"more than {MOST_SECONDS} s of CPU")

    before, kept = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, signal.signal(signal.SIGVTALRM, too_long)
    signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, kept)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MOST_MEGABYTES * 1024


def told(problems: tuple[Problem, ...]) -> None:
    """Every problem has a place in the text, and one line in each language."""
    for found in problems:
        for language in Language:
            assert describe(found, language).strip()
        lines = re.split(LINE_BREAK, found.mark.source.text)
        assert 0 <= found.mark.line <= len(lines)
        assert found.mark.column >= 0


def try_profile(data: bytes, rulebook: Rulebook) -> int:
    """Any bytes as profiles: each document is advised or has problems. How many were advised."""
    advised = 0
    with bounded():
        documents, problems = read_documents(data, "profile")
        told(problems)
        for document in documents:
            profile, wrong = read_profile(document, rulebook)
            told(wrong)
            if not wrong and not missing_answers(rulebook, profile):
                advise(rulebook, profile)
                advised += 1
    return advised


def try_program(data: bytes) -> None:
    """Any bytes on standard input: the whole program ends with one of its codes, with a result or with the places of what is wrong.

    Which command it is goes by the bytes, so that each of them has its share.
    """
    command = COMMANDS[sum(data) % len(COMMANDS)]
    with bounded():
        ran = call_program(*command, stdin=data)
    assert ran.code in ((0, 1, 3) if "check" in command else (0, 2, 3)), (command, ran.err)
    assert "Traceback" not in ran.err
    assert ran.code != 2 or _is_placed(ran), (command, ran.err)
    assert ran.code or ran.out or ran.err


def _is_placed(ran: Ran) -> bool:
    """Places are told, in lines on stderr or as data on stdout."""
    if _PLACE.search(ran.err):
        return True
    results = [json.loads(line) for line in re.split(r"\n(?={)", ran.out)]
    # A run that keeps going ends with 2 for an answer that is missing too, which has no place.
    return any("missing" in result or any(found["line"] for found in result.get("problems", ())) for result in results)


def try_rules(path: str, data: bytes) -> int:
    """Any bytes as one of the files of a small rulebook: it advises, or all is told that is wrong. 1 if it is accepted."""
    documents: dict[str, Document] = {}
    problems: list[Problem] = []
    with bounded():
        for name, text in SMALL.items():
            found, wrong = read_documents(data, name, name) if name == path else parsed(text, name, name)
            problems += wrong
            documents |= {name: found[0]} if found else {}
        try:
            rulebook = read_rulebook(documents, "small", tuple(problems))
        except InvalidInput as error:
            told(error.problems)
            return 0
        _used(rulebook)
        return 1


def _used(rulebook: Rulebook) -> None:
    """Rules that are accepted can be checked and used."""
    check(rulebook, ())
    found, _ = read_documents("{market: b2b, goals: [image, recruiting], video: true, hours_per_week: 9}", "profile")
    profile, problems = read_profile(found[0], rulebook)
    if not problems and not missing_answers(rulebook, profile):
        advise(rulebook, profile)


def try_overlay(data: bytes) -> int:
    """Any bytes as the head of rules on top of others. 1 if it is accepted."""
    with _on_top(data) as mine, bounded():
        try:
            _used(load_rulebook([str(mine)]))
        except InvalidInput as error:
            told(error.problems)
            return 0
        return 1


@contextmanager
def _on_top(data: bytes) -> Iterator[Path]:
    """A folder of rules on top of others, with some bytes as its head."""
    with TemporaryDirectory() as home:
        write_folder(Path(home) / "small", SMALL)
        mine = write_folder(Path(home) / "mine", {"channels/delta.yaml": SMALL["channels/gamma.yaml"].replace("gamma", "delta")})
        (mine / "rulebook.yaml").write_bytes(data)
        yield mine


@contextmanager
def _among(path: str, data: bytes) -> Iterator[Path]:
    """A folder with the small rulebook, with some bytes as one of its files."""
    with TemporaryDirectory() as home:
        (write_folder(Path(home) / "small", SMALL) / path).write_bytes(data)
        yield Path(home) / "small"


def try_rule_commands(folder: Path, data: bytes) -> None:
    """A folder of rules is worked with by the whole program, by the command that its bytes say."""
    command = RULE_COMMANDS[sum(data) % len(RULE_COMMANDS)]
    given = "{market: b2b, goals: [image, recruiting], video: true, hours_per_week: 9}" if "-" in command else ""
    with bounded():
        ran = call_program(*(str(folder) if part == "DIR" else part for part in command), stdin=given)
    assert ran.code in (0, 1, 2, 3), (command, ran.err)
    assert "Traceback" not in ran.err
    assert ran.code != 2 or _is_placed(ran), (command, ran.err)
    assert ran.out or ran.err


def try_rows(ending: str, data: bytes) -> int:
    """Any bytes as a table: each row is answered or refused, or it is said why it is no table. How many were answered."""
    answered: list[object] = []
    with TemporaryDirectory() as home:
        table, output = Path(home) / f"rows.{ending}", Path(home) / "out.jsonl"
        table.write_bytes(data)
        with bounded():
            ran = call_program("batch", table, "--output", output, "--processes", "1")
        assert ran.code in (0, 1, 2), ran.err
        assert "Traceback" not in ran.err
        assert ran.code != 2 or ran.err.strip()
        if ran.code != 2:
            answered += map(json.loads, output.read_text(encoding="utf-8").split("\n")[:-1])
            assert all(answered)
        left = {path.name for path in Path(home).iterdir()} - {table.name, output.name}
        assert all("rejects" in name or ".parts" in name for name in left), left
    return len(answered)


def rule_file_of(data: bytes) -> tuple[str, bytes]:
    """A rule file as it lies in the corpus: its path on the first line."""
    path, _, text = data.partition(b"\n")
    return path.decode(), text


def try_any(kind: str, data: bytes, rulebook: Rulebook, *, is_whole: bool = True) -> int:
    """An input as it lies in the corpus, by the folder that it lies in; with `is_whole` by the whole program too.

    How many of what is in it were answered.
    """
    if kind == "profiles":
        if is_whole:
            try_program(data)
        return try_profile(data, rulebook)
    if kind == "rules":
        path, text = rule_file_of(data)
        if is_whole:
            with _among(path, text) as folder:
                try_rule_commands(folder, data)
        return try_rules(path, text)
    if kind == "overlays":
        if is_whole:
            with _on_top(data) as folder:
                try_rule_commands(folder, data)
        return try_overlay(data)
    assert kind == "rows"
    return try_rows("jsonl" if data.lstrip().startswith(b"{") else "csv", data)
