"""What must hold for any input whatever: an answer, or problems with their places; never a traceback, never long, never much memory."""

import json
import re
import resource
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st

from channelfit.advice.advise import advise
from channelfit.files import load_rulebook
from channelfit.language import Language
from channelfit.profile import missing_answers, read_profile
from channelfit.rulebook.model import Rulebook
from channelfit.rulebook.reader import read_rulebook
from channelfit.ruletools.checks.run import check
from channelfit.source.document import Document, read_documents
from channelfit.source.problem import LINE_BREAK, InvalidInput, Problem, describe
from conftest import EXAMPLES, HERE, SMALL, call_program, write_folder
from economy import parsed

CORPUS = HERE / "data" / "corpus"
# In `make test` a few, since each takes its time.
IS_FUZZ = settings().max_examples == settings.get_profile("fuzz").max_examples
FEW, FEWER = settings(max_examples=10_000 if IS_FUZZ else 100), settings(max_examples=2_000 if IS_FUZZ else 20)
MOST_SECONDS, MOST_MEGABYTES = 2, 300
_PLACE = re.compile(r"^.+:\d+:\d+: .+ \[[a-z0-9-]+\]$", re.MULTILINE)


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
        lines = LINE_BREAK.split(found.mark.source.text)
        assert 0 <= found.mark.line <= len(lines)
        assert found.mark.column >= 0


def try_profile(data: bytes, rulebook: Rulebook) -> None:
    """Any bytes as profiles: each document is advised or has problems."""
    with bounded():
        documents, problems = read_documents(data, "profile")
        told(problems)
        for document in documents:
            profile, wrong = read_profile(document, rulebook)
            told(wrong)
            if not wrong and not missing_answers(rulebook, profile):
                advise(rulebook, profile)


def try_program(data: bytes) -> None:
    """Any bytes on standard input: the whole program ends with one of its codes, with a result or with the places of what is wrong."""
    with bounded():
        ran = call_program("advise", "-", stdin=data)
    assert ran.code in (0, 2, 3), ran.err
    assert "Traceback" not in ran.err
    assert ran.code != 2 or _PLACE.search(ran.err), ran.err
    assert ran.code or ran.out


def try_rules(path: str, data: bytes) -> None:
    """Any bytes as one of the files of a small rulebook: it advises, or all is told that is wrong."""
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
            return
        _used(rulebook)


def _used(rulebook: Rulebook) -> None:
    """Rules that are accepted can be checked and used."""
    check(rulebook, ())
    found, _ = read_documents("{market: b2b, goals: [image, recruiting], video: true, hours_per_week: 9}", "profile")
    profile, problems = read_profile(found[0], rulebook)
    if not problems and not missing_answers(rulebook, profile):
        advise(rulebook, profile)


def try_overlay(data: bytes) -> None:
    """Any bytes as the head of rules on top of others."""
    with TemporaryDirectory() as home:
        write_folder(Path(home) / "small", SMALL)
        write_folder(Path(home) / "mine", {"channels/delta.yaml": SMALL["channels/gamma.yaml"].replace("gamma", "delta")})
        (Path(home) / "mine" / "rulebook.yaml").write_bytes(data)
        with bounded():
            try:
                _used(load_rulebook([str(Path(home) / "mine")]))
            except InvalidInput as error:
                told(error.problems)


def try_rows(ending: str, data: bytes) -> None:
    """Any bytes as a table: each row is answered or refused, or it is said why it is no table."""
    with TemporaryDirectory() as home:
        table, output = Path(home) / f"rows.{ending}", Path(home) / "out.jsonl"
        table.write_bytes(data)
        with bounded():
            ran = call_program("batch", table, "--output", output, "--processes", "1")
        assert ran.code in (0, 1, 2), ran.err
        assert "Traceback" not in ran.err
        assert ran.code != 2 or ran.err.strip()
        if ran.code != 2:
            assert all(json.loads(line) for line in output.read_text(encoding="utf-8").splitlines())
        left = {path.name for path in Path(home).iterdir()} - {table.name, output.name}
        assert all("rejects" in name or ".parts" in name for name in left), left


# What is drawn: texts that are nearly right, and bytes that are nothing.

TOKENS = [
    "\n", "\n  ", "\n- ", "  ", ": ", "- ", "? ", ", ", "[", "]", "{", "}", "'", '"', "|\n", ">-\n", "# ", "&a ", "*a", "!!str ", "!x ",
    "---\n", "...\n", "%YAML 1.2\n", "~", "null", "true", "no", "-1", "0", "1e999", ".nan", "999999999999999999999", "1.000", "0x1f", "\t",
    "\r\n", "\x00", "\ufeff", "\u2028", "\x85", "\u202e", "\ud7ff", "😀", "é", "\\ud83d", "<<: *a\n", "a" * 300, "[" * 50, "{a: " * 45,
    "image", "recruiting", "alpha", "market", "goals", "b2b", "hires", "young", "points: 2", "exclude: true", "when: {}", "when: {any: []}",
    "not: ", "at_least: ", "none_of: ", "first: ", "schema: 2\n", "extends: .", "extends: ../small", "extends: channelfit",
    "changes:\n", "was: ", "set: ", "add: ", "disable: true", "because: x", "channel: beta", "rule: alpha/companies", "id: ", "1:1", "\\",
]  # fmt: skip


# Where in a text (as a share of it) something is put in, taken out (nothing) or said twice (0), and how much.
Change = tuple[float, str | int | None, int]


def changed(text: str, changes: Sequence[Change]) -> bytes:
    """A text after some changes."""
    for share, token, length in changes:
        place = round(share * len(text))
        if isinstance(token, str):
            text = text[:place] + token + text[place:]
        else:
            text = text[:place] + (text[place : place + length] * 2 if token == 0 else "") + text[place + length :]
    return text.encode("utf-8", "replace")


def nearly(texts: list[str]) -> st.SearchStrategy[bytes]:
    """One of some texts after a few changes, here or there."""
    change = st.tuples(st.floats(0, 1), st.sampled_from([*TOKENS, None, None, 0]), st.integers(1, 40))
    return st.builds(changed, st.sampled_from(texts), st.lists(change, max_size=5))


def drawn(texts: list[str], rng: Random) -> bytes:
    """The same from a seed, without shrinking and much faster; now and then a soup, or bytes that mean nothing."""
    kind = rng.random()
    if kind < 0.05:
        return rng.randbytes(rng.randrange(100))
    if kind < 0.15:
        return "".join(rng.choices(TOKENS, k=rng.randrange(20))).encode("utf-8", "replace")
    some: list[Change] = [
        (rng.random(), rng.choice([*TOKENS, None, None, 0]), rng.randint(1, 40)) for _ in range(rng.choice((0, 1, 1, 2, 3, 5)))
    ]
    return changed(rng.choice(texts), some)


OVERLAY = """\
schema: 1
id: mine
version: 1
extends: ../small
languages: [de, en]
settings: {max_channels: 2}
changes:
  - rule: alpha/companies
    was: {points: {image: 2}}
    set: {points: {image: 3}}
    because: Two tests.
  - channel: beta
    disable: true
    because: {de: Nein., en: No.}
  - question: video
    add: {text: {de: Filme?, en: Films?}}
    because: Words.
"""
CSV = """\
market,goals,hours_per_week,content,company
b2b,image;recruiting,3,text;photo,
b2c,visits,"2,5",-,"A ""B"", C"
both,sales|leads,,,
"""
JSONL = """\
{"market": "b2b", "goals": ["image", "recruiting"], "hours_per_week": 3, "content": []}
{"market": "b2c", "goals": "visits", "hours_per_week": null}
"""
# Fifty rows each.
TABLES = [CSV.partition("\n")[0] + "\n" + CSV.partition("\n")[2] * 17, JSONL * 25]
PROFILES = [
    *(path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.yaml"))),
    "market: b2b\ngoals: [image, recruiting]\nhours_per_week: 2,5\nvideo: yes\n",
    '{"market": "b2b", "goals": ["sales"], "company": "A\\u00e4", "hours_per_week": 3}\n{"market": "b2c"}\n',
]
SOUP = st.lists(st.sampled_from(TOKENS), max_size=20).map(lambda parts: "".join(parts).encode("utf-8", "replace"))
PROFILE_BYTES = st.one_of(nearly(PROFILES), SOUP, st.binary(max_size=100))
RULE_FILES = st.sampled_from(sorted(SMALL)).flatmap(
    lambda path: st.tuples(st.just(path), st.one_of(nearly([SMALL[path]]), SOUP, st.binary(max_size=60)))
)
ROWS = st.sampled_from(["csv", "jsonl"]).flatmap(
    lambda ending: st.tuples(
        st.just(ending), st.one_of(nearly([CSV if ending == "csv" else JSONL]), SOUP, st.binary(max_size=60))
    )
)
OVERLAYS = st.one_of(nearly([OVERLAY]), SOUP, st.binary(max_size=60))


def rule_file_of(data: bytes) -> tuple[str, bytes]:
    """A rule file as it lies in the corpus: its path on the first line."""
    path, _, text = data.partition(b"\n")
    return path.decode(), text


def try_any(kind: str, data: bytes, rulebook: Rulebook, *, is_whole: bool = True) -> None:
    """An input as it lies in the corpus, by the folder that it lies in; with `is_whole` by the whole program too."""
    if kind == "profiles":
        try_profile(data, rulebook)
        if is_whole:
            try_program(data)
    elif kind == "rules":
        try_rules(*rule_file_of(data))
    elif kind == "rows":
        try_rows("jsonl" if data.lstrip().startswith(b"{") else "csv", data)
    else:
        assert kind == "overlays"
        try_overlay(data)
