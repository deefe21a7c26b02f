"""Streams: each document is answered as it comes, bad ones end the run or are passed over, and nothing is held that is done."""

import json
import subprocess
import sys
from collections.abc import Iterator
from io import BufferedReader, BytesIO, RawIOBase
from pathlib import Path

import pytest

from channelfit.source.decoding import MAX_BYTES
from channelfit.source.pieces import pieces
from channelfit.streams import documents_in_stream
from conftest import Run, plain_environment

GOOD = "company: {name}\nmarket: b2b\ngoals: [image]\n"
BAD = "company: Bad\nmarket: b3b\n"


def good(name: str) -> str:
    """A profile with a name."""
    return GOOD.format(name=name)


def companies(out: str) -> list[str]:
    """The companies of lines of JSON, or what else a line is."""
    said = [json.loads(line) for line in out.splitlines()]
    return [one.get("company") or f"{one['schema']} {one.get('document')}" for one in said]


@pytest.mark.parametrize(
    ("stream", "expected"),
    [
        ("a: 1\n---\nb: 1\n", ["a: 1\n", "---\nb: 1\n"]),
        ("# of a\n%YAML 1.1\n---\na: 1\n...\n# of b\n---\nb: 1", ["# of a\n%YAML 1.1\n---\na: 1\n...\n", "# of b\n---\nb: 1"]),
        ("--- {a: 1}\n---\tb\n----\n", ["--- {a: 1}\n", "---\tb\n----\n"]),
        ("a: |\n  x\n  ---\n ---\nb: 1\n", ["a: |\n  x\n  ---\n ---\nb: 1\n"]),
        ('{"a": 1}\n\n{"b": [}\nnonsense\n{"c": 1}', ['{"a": 1}\n', '\n{"b": [}\n', "nonsense\n", '{"c": 1}']),
        ('{"a": 1}\n---\nb: 1\nc: 1\n', ['{"a": 1}\n', "---\nb: 1\nc: 1\n"]),
        ('{"a":\n1}\n', ['{"a":\n1}\n']),
        ("\ufeff---\r\na: 1\r\n---\r\nb: 1\r\n", ["\ufeff---\r\na: 1\r\n", "---\r\nb: 1\r\n"]),
        ("", []),
    ],
)
def test_a_stream_is_cut_where_a_document_begins(stream: str, expected: list[str]) -> None:
    """At the marks of YAML and the lines of JSON, and nowhere else; together the pieces are the stream."""
    found = [piece.data.decode() for piece in pieces(BytesIO(stream.encode()))]
    assert found == expected
    assert "".join(found) == stream


class Endless(RawIOBase):
    """A stream that never ends, and says how much of it was read."""

    def __init__(self, line: bytes) -> None:
        self.line, self.lines = line, 0

    def readline(self, _: int | None = -1, /) -> bytes:
        """Another line."""
        self.lines += 1
        return self.line


@pytest.mark.parametrize("line", [b'{"market": "b2b"}\n', b"--- {market: b2b}\n"])
def test_no_more_is_read_than_a_document_needs(line: bytes) -> None:
    """The first document of an endless stream is there at once, and so is the next."""
    stream = Endless(line)
    read = documents_in_stream(stream)  # type: ignore[arg-type]
    next(read)
    next(read)
    assert stream.lines <= 4


def test_a_document_that_is_too_large_is_one_problem_and_the_rest_goes_on() -> None:
    """Limits are for each document: many small ones may be larger together, and the line of each is right."""
    large = b"a: " + b"x" * MAX_BYTES + b"\n"
    stream = BytesIO(b"---\n" + large + b"b: [\n" * 10 + b"---\nc: !!set {}\n---\nd: 1\n")
    read = [
        (document and document.root.mark.line, [(found.id, found.mark.line) for found in wrong])
        for document, wrong in documents_in_stream(stream)
    ]
    assert read == [(None, [("too-large", 0)]), (13, [("unknown-tag", 13)]), (15, [])]
    many = BytesIO(b'{"a": "%s"}\n' % (b"x" * 100_000) * 60)
    assert [wrong for _, wrong in documents_in_stream(many)] == [()] * 60


def test_a_bad_document_ends_the_run_after_the_results_before_it(run: Run, small_folder: Path) -> None:
    """With exit 2; a result that goes to a file is not begun."""
    stream = f"{good('One')}---\n{BAD}---\n{good('Three')}"
    lines = ("advise", "--rules", small_folder, "--format", "jsonl")
    ran = run(*lines, stdin=stream)
    assert (ran.code, companies(ran.out)) == (2, ["One", "channelfit.problems/1 None"])
    ran = run("advise", "--rules", small_folder, stdin=stream)
    assert (ran.code, ran.out.count("rulebook small")) == (2, 1)
    assert ran.err.startswith(
        "<stdin>:6:9: `market` has no option `b3b`; did you mean `b2b`? [unknown-option]\n    6 | market: b3b\n"
    )
    assert run(*lines, "--output", "out.jsonl", stdin=stream).code == 2
    assert not (small_folder.parent / "out.jsonl").exists()


def test_who_keeps_going_hears_of_every_bad_document(run: Run, small_folder: Path) -> None:
    """With its number, its company and its place; all others are answered, and the run ends with 2."""
    stream = f"{good('One')}---\n{BAD}---\n{good('Three')}---\ncompany: Four\nmarket: b2b\n---\n]\n---\n{good('Six')}"
    command = ("advise", "--keep-going", "--rules", small_folder)
    ran = run(*command, "--format", "jsonl", stdin=stream)
    assert (ran.code, ran.err) == (2, "")
    assert companies(ran.out) == ["One", "channelfit.problems/1 2", "Three", "Four", "channelfit.problems/1 5", "Six"]
    ran = run(*command, "--output", "out.jsonl", stdin=stream)
    assert (ran.code, companies((small_folder.parent / "out.jsonl").read_text(encoding="utf-8"))) == (2, ["One", "Three", "Six"])
    told = [line for line in ran.err.splitlines() if not line.startswith(" ")]
    assert told[:2] == ["document 2, Bad:", "<stdin>:6:9: `market` has no option `b3b`; did you mean `b2b`? [unknown-option]"]
    assert ran.out == ""
    assert "These answers are still missing (document 4, Four):" in told
    assert told[-2] == "document 5:"
    assert told[-1].startswith("<stdin>:15:1: ")
    ran = run(*command, "--set", "market=b3b", stdin=stream)
    assert (ran.code, ran.out, ran.err.count("[unknown-option]")) == (2, "", 1)
    assert run(*command, "--format", "jsonl", stdin=good("One")).code == 0


def test_a_file_that_is_not_there_is_bad_too(run: Run, small_folder: Path) -> None:
    """The others are answered."""
    for name in "ab":
        (small_folder.parent / f"{name}.yaml").write_text(good(name), encoding="utf-8")
    files = ("a.yaml", "nowhere.yaml", "b.yaml", "--rules", small_folder, "--format", "jsonl")
    ran = run("advise", "--keep-going", *files)
    assert (ran.code, companies(ran.out)) == (2, ["a", "channelfit.problems/1 1", "b"])
    ran = run("explain", "alpha", *files)
    assert (ran.code, len(ran.out.splitlines())) == (2, 2)


@pytest.fixture
def process(small_folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The program, waiting for lines of JSON."""
    command = [sys.executable, "-m", "channelfit", "advise", "--format", "jsonl", "--rules", str(small_folder)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=plain_environment(None)
    ) as started:
        yield started
        started.kill()


def test_the_first_result_is_there_before_the_second_profile(process: subprocess.Popen[bytes]) -> None:
    """A program may ask and wait for each answer; and whoever has seen enough ends the run quietly."""
    assert process.stdin
    assert process.stdout
    assert process.stderr
    for name in ("One", "Two"):
        process.stdin.write(b'{"company": "%s", "market": "b2b", "goals": ["image"]}\n' % name.encode())
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["company"] == name
    process.stdout.close()
    process.stdin.write(b'{"company": "Three", "market": "b2b", "goals": ["image"]}\n' * 5)
    process.stdin.close()
    assert (process.wait(60), process.stderr.read()) == (0, b"")


class _Endless(RawIOBase):
    """A device that never ends: the same bytes again and again."""

    def __init__(self, block: bytes) -> None:
        self.block = block
        self.most = 20_000

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: object) -> int:
        """Some more; who reads much too much of it is stopped."""
        self.most -= 1
        assert self.most
        assert isinstance(buffer, memoryview)
        count = min(len(buffer), len(self.block))
        buffer[:count] = self.block[:count]
        return count


@pytest.mark.parametrize("block", [bytes(4096), b"a" * 4095 + b"\n"])
def test_what_never_ends_is_refused_as_too_large(block: bytes) -> None:
    """A device or a pipe; whoever reads on behind it stops too, and says that it does."""
    found = [*documents_in_stream(BufferedReader(_Endless(block)))]
    assert [[problem.id for problem in problems] for _, problems in found] == [["too-large"], ["not-read-on"]]


@pytest.mark.parametrize(
    "line", [b"y" * 13_000_000, b"y: 1234567890123456789012345678901234567890\n" * 300_000], ids=["a-line", "lines"]
)
def test_what_is_not_read_behind_a_document_is_said(line: bytes) -> None:
    """Nothing is passed over in silence."""
    found = [*documents_in_stream(BytesIO(b"a: 1\n---\nx: " + line + b"\n---\nb: 2\n"))]
    assert [[problem.id for problem in problems] for _, problems in found] == [[], ["too-large"], ["not-read-on"]]


def test_behind_a_document_that_is_too_large_the_next_ones_are_read() -> None:
    """At the lines where they are."""
    large = b"x: " + b"y" * 5_000_000
    for text, lines in ((large + b"\n---\nmarket: b2b\n", [0, 2]), (b'{"a": 1}\n{"b": "' + large + b'"}\n{"c": 1}\n', [0, 1, 2])):
        found = [*documents_in_stream(BytesIO(text))]
        assert [
            document.root.mark.line if document else next(one.mark.line for one in wrong) for document, wrong in found
        ] == lines
