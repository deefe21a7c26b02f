"""`channelfit batch`: tables of every kind, what is wrong with them, runs that are stopped, and the same advice as `advise`."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor
from io import BytesIO, TextIOWrapper
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pytest

from channelfit import advise, load_rulebook
from channelfit.advice.fit import Reason
from channelfit.cli import batch as command
from channelfit.cli.app import Streams
from channelfit.cli.app import run as call
from channelfit.language import Language, Text
from channelfit.profile import Profile, Spoken, read_profile
from channelfit.render.phrases.sentences import reasons_for
from channelfit.render.phrases.voice import Voice
from channelfit.source.problem import InvalidInput, Source, describe
from companies import draw_companies
from conftest import Run, Terminal, plain_environment

pa = pytest.importorskip("pyarrow", reason="the extra `batch` is not installed")

import numpy as np  # noqa: E402

from advice.test_batch import coded_answers  # noqa: E402
from channelfit import advise_batches  # noqa: E402
from channelfit.advice.batch.telling import groups_in  # noqa: E402
from channelfit.batch import tables, unknown  # noqa: E402
from channelfit.batch.cells import Cell, CellReader  # noqa: E402
from channelfit.batch.reasons import Reasons  # noqa: E402
from channelfit.rulebook.model import Question  # noqa: E402
from tables import half_open, write_tables  # noqa: E402

FULL = load_rulebook()
HEAD = "id,market,goals,hires,video,hours_per_week\n"
GOOD = "1,b2b,image;recruiting,young,yes,9\n"


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks of ten rows."""
    monkeypatch.setattr(tables, "ROWS", 10)


def lines_of(path: Path) -> list[dict[str, Any]]:
    """The rows of JSON Lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def cells_of(path: Path) -> list[dict[str, str]]:
    """The rows of CSV."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize(
    "endings", [("jsonl",), pytest.param(("csv", "parquet", "jsonl"), marks=pytest.mark.slow)], ids=["one", "all"]
)
def test_every_kind_of_table_gives_the_advice_of_each_company(run: Run, tmp_path: Path, endings: tuple[str, ...]) -> None:
    """Nine ways from three kinds to three kinds: three files, and in them what `advise` says, half-open companies included."""
    rows = half_open([company.answers for company in draw_companies(FULL, 25, 3)], Random(1))
    paths = write_tables(FULL, rows, tmp_path)
    for ending in endings:
        written = set()
        for kind, path in paths.items():
            ran = run("batch", path, "--output", f"{kind}.out.{ending}", "--keep", "id", "--lang", "de", "--processes", "1")
            assert (ran.code, ran.out, ran.err) == (0, "", "25 Zeilen beantwortet\n")
            written.add((tmp_path / f"{kind}.out.{ending}").read_bytes())
        assert len(written) == 1
    for number, (row, told) in enumerate(zip(rows, lines_of(tmp_path / "csv.out.jsonl"), strict=True)):
        advice = advise(FULL, Profile(answers=row))
        reasons = reasons_for(advice.recommended[0].fit, advice) if advice.recommended else ()
        assert told == {
            "id": f"C{number:08}",
            "recommended": [one.fit.channel.id for one in advice.recommended],
            "basics": [one.fit.channel.id for one in advice.basics],
            "hours_at_least": advice.hours_per_week,
            "hours_to_use": advice.to_use,
            "coverage": round(advice.total_coverage, 6),
            "readiness": advice.readiness.level.value,
            "reason": Voice(Language.DE, FULL, advice.profile).why(reasons[0]) if reasons else None,
            "problems": None,
        }
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("cells", "answers"),
    [
        ("b2b;image|recruiting;young|old;ja;2,5", {"hires": ["young", "old"], "video": "yes", "hours_per_week": 2.5}),
        ("b2b;image|recruiting;-;nein;", {"hires": [], "video": "no"}),
        ("b2b;image|recruiting; ;false; 3 Stunden", {"video": "no", "hours_per_week": 3}),
        ('"b2b";"image|recruiting";"young";?;1.000', {"hires": ["young"], "hours_per_week": 1}),
    ],
)
def test_cells_are_read_as_what_is_typed(run: Run, small_folder: Path, cells: str, answers: dict[str, Any]) -> None:
    """A semicolon between columns, `|` between answers; numbers and yes and no as people write them; `-` is none of them."""
    (small_folder.parent / "t.csv").write_text(f"market;goals;hires;video;hours_per_week\r\n{cells}\r\n", encoding="utf-8")
    ran = run("batch", "t.csv", "-o", "out.jsonl", "--rules", small_folder, "--lang", "de")
    if "1.000" in cells:
        assert (ran.code, cells_of(small_folder.parent / "out.jsonl.rejects.csv")[0]["row"]) == (1, "1")
        return
    assert ran.code == 0
    [told] = lines_of(small_folder.parent / "out.jsonl")
    rulebook = load_rulebook(small_folder)
    from channelfit import profile_from

    advice = advise(rulebook, profile_from({"market": "b2b", "goals": ["image", "recruiting"], **answers}, rulebook))
    assert told["recommended"] == [one.fit.channel.id for one in advice.recommended]
    assert told["hours_to_use"] == advice.to_use
    assert told["problems"] is None


def test_columns_are_checked_before_anything_is_read(run: Run, small_folder: Path) -> None:
    """All that is wrong with them at once, each with what may be meant."""
    (small_folder.parent / "t.csv").write_text(
        "id,markt,goals,goals,video,Ziele\n1,b2b,image,image,yes,image\n", encoding="utf-8"
    )
    ran = run(
        "batch",
        "t.csv",
        "-o",
        "out.csv",
        "--rules",
        small_folder,
        "--keep",
        "ids",
        "--map",
        "Ziel=goals",
        "--map",
        "video=vido",
        "--map",
        "x",
    )
    assert (ran.code, ran.out) == (2, "")
    assert [line for line in ran.err.splitlines() if "[" in line] == [
        "--keep:1:1: there is no column `ids`; did you mean `id`? [no-such-column]",
        "--map:1:1: `--map x` lacks the question; expected `--map column=question` [no-question]",
        "--map:1:1: there is no column `Ziel`; did you mean `Ziele`? [no-such-column]",
        "--map:1:7: unknown question `vido`; did you mean `video`? [unknown-question]",
        "t.csv:1:1: column `id` is no question; pass it on with --keep id, or leave it out with --map id=; expected any of market, goals, hires, video, hours_per_week, active_channels, working_channels, backing [unknown-column]",
        "t.csv:1:4: column `markt` is no question; pass it on with --keep markt, or leave it out with --map markt=; did you mean `market`? [unknown-column]",
        "t.csv:1:10: column `goals` stands there 2 times [repeated-column]",
        "t.csv:1:28: column `Ziele` is no question; pass it on with --keep Ziele, or leave it out with --map Ziele=; did you mean `goals`? [unknown-column]",
    ]  # fmt: skip
    assert not (small_folder.parent / "out.csv").exists()
    two = run(
        "batch",
        "t.csv",
        "-o",
        "out.csv",
        "--rules",
        small_folder,
        "--map",
        "markt=market",
        "--map",
        "Ziele=goals",
        "--map",
        "id=",
    )
    assert "columns `goals`, `Ziele` both answer `goals` [answered-twice]" in two.err


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_rows_that_cannot_be_answered_are_never_lost(
    run: Run, small_folder: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They stand with number and reason beside the result, which has all others; the exit code is 1."""
    # A name that comes later than those that are looked at before is a problem of its row.
    monkeypatch.setattr(tables, "_LOOKED_AT", 2)
    bad = ["2,b3b,image,,,\n", "3,b2b,,,many,\n", "4,b2b\n", "5,b2b,image;image,,,999\n"]
    good = '{"id": 1, "market": "b2b", "goals": ["image"], "video": true, "hours_per_week": 9}\n'
    lines = ['{"id": 2, "market": "b3b", "goals": "image"}\n', '{"id": 3, "market": "b2b", "video": "many"}\n', "{\n", '{"id": 5, "market": "b2b", "goals": ["image", "image"], "hours_per_week": 999}\n', "\n", '{"id": 7, "marke": "b2b"}\n']  # fmt: skip
    text = HEAD + GOOD + "".join(bad) + GOOD if kind == "csv" else good + "".join(lines) + good
    (small_folder.parent / f"t.{kind}").write_text(text, encoding="utf-8")
    ran = run("batch", f"t.{kind}", "-o", "out.jsonl", "--rules", small_folder, "--keep", "id", "--rejects", "bad.csv")
    count = 4 if kind == "csv" else 5
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines() == [
        f"t.{kind}: `market` has no option `b3b`; did you mean `b2b`? (row 2)",
        f"t.{kind}: `video` has no option `many`; expected any of yes, no (row 3)",
        f"{count} of {count + 2} rows could not be answered; which and why is in bad.csv",
    ]
    assert [row["id"] for row in lines_of(small_folder.parent / "out.jsonl")] == ["1", "1"]
    rejects = cells_of(small_folder.parent / "bad.csv")
    assert [row["row"] for row in rejects] == (["2", "3", "4", "5"] if kind == "csv" else ["2", "3", "4", "5", "7"])
    assert rejects[0]["problems"] == "`market` has no option `b3b`; did you mean `b2b`?"
    assert rejects[1]["problems"] == "`video` has no option `many`; expected any of yes, no"
    assert rejects[3]["problems"] == "`goals` lists `image` twice; `hours_per_week` is 999, expected 0 - 200"
    if kind == "jsonl":
        assert rejects[4]["problems"] == "unknown column `marke`; did you mean `market`?"
    (small_folder.parent / f"t.{kind}").write_text(HEAD + GOOD if kind == "csv" else good, encoding="utf-8")
    assert run("batch", f"t.{kind}", "-o", "out.jsonl", "--rules", small_folder, "--keep", "id", "--rejects", "bad.csv").code == 0
    assert not (small_folder.parent / "bad.csv").exists()


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
def test_unknown_options_are_told_before_the_first_row_is_answered(
    run: Run, small_folder: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each once, with what may be meant, how many rows name it and the first of them; of a long table the first rows only."""
    import pyarrow.csv as pacsv
    import pyarrow.parquet as pq

    from channelfit.batch import run as running

    cells = {2: ("b3b", "image"), 14: ("b2b", "image|imag"), 17: ("b3b", "recruting"), 34: ("b4b", "image")}
    rows = [cells.get(number, ("b2b", "image")) for number in range(1, 41)]
    text = "market,goals\n" + "".join(f"{market},{goals}\n" for market, goals in rows)
    table = pacsv.read_csv(pa.BufferReader(text.encode()))
    if kind == "csv":
        (small_folder.parent / "t.csv").write_text(text, encoding="utf-8")
    elif kind == "parquet":
        pq.write_table(table, small_folder.parent / "t.parquet")
    else:
        lines = [json.dumps({"market": market, "goals": goals.split("|")}) for market, goals in rows]
        (small_folder.parent / "t.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")

    def told(language: str) -> list[str]:
        # Several processes, which take long to be there, say the same of one kind.
        processes = "2" if (kind, language) == ("csv", "en") else "1"
        ran = run("batch", f"t.{kind}", "-o", "out.csv", "--rules", small_folder, "--lang", language, "--processes", processes)
        assert ran.code == 1
        return ran.err.splitlines()

    expected = [
        f"t.{kind}: `market` has no option `b3b`; did you mean `b2b`? (2 rows, first row 2)",
        f"t.{kind}: `goals` has no option `imag`; did you mean `image`? (row 14)",
        f"t.{kind}: `goals` has no option `recruting`; did you mean `recruiting`? (row 17)",
        f"t.{kind}: `market` has no option `b4b`; did you mean `b2b`? (row 34)",
        "4 of 40 rows could not be answered; which and why is in out.rejects.csv",
    ]
    assert told("en") == expected
    assert [row["row"] for row in cells_of(small_folder.parent / "out.rejects.csv")] == ["2", "14", "17", "34"]
    monkeypatch.setattr(unknown, "_SHOWN", 1)
    monkeypatch.setattr(unknown, "LOOKED_AT", 20)
    german = told("de")
    assert german[0] == f"t.{kind}: `market` kennt die Antwort `b3b` nicht; meinten Sie `b2b`? (2 Zeilen, zuerst Zeile 2)"
    if kind == "parquet":
        assert german[1] == f"t.{kind}: und 3 weitere unbekannte Antworten"
    else:
        assert german[1] == f"t.{kind}: und 2 weitere unbekannte Antworten"
        assert german[2] == f"t.{kind}: das steht in den ersten 20 Zeilen; was später kommt, steht am Ende in out.rejects.csv"

    def nothing(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(running, "_worked", nothing)
    ran = run("batch", f"t.{kind}", "-o", "out.jsonl", "--rules", small_folder)
    assert (ran.code, ran.err.count("b3b")) == (130, 1)


def test_what_is_odd_stands_beside_the_result(run: Run, small_folder: Path) -> None:
    """What works but is not in use, and a number that may have been meant otherwise."""
    text = "market,goals,active_channels,working_channels,hours_per_week\nb2b,image,alpha,alpha;beta,2-3\n"
    (small_folder.parent / "t.csv").write_text(text, encoding="utf-8")
    assert run("batch", "t.csv", "-o", "out.jsonl", "--rules", small_folder).code == 0
    [told] = lines_of(small_folder.parent / "out.jsonl")
    assert told["problems"] == (
        "`hours_per_week` is `2-3`, understood as 2.5; `working_channels` has `beta`, but `active_channels` does not"
    )


@pytest.mark.parametrize("kind", ["csv", *(pytest.param(kind, marks=pytest.mark.slow) for kind in ("jsonl", "parquet"))])
@pytest.mark.parametrize("spoken", Language)
def test_numbers_are_read_in_the_language_of_their_row(run: Run, tmp_path: Path, kind: str, spoken: Language) -> None:
    """As `advise` reads the same profile; whoever names no language of ours has that of the run, in which all is told."""
    import pyarrow.parquet as pq

    monies = ["1.000 €", "1,000 €", "250,5", "1.000.000", "", "7"]
    languages = ["de", "en", " de ", "", "fr"]
    rows = [("b2b", "image", money, language) for money in monies for language in languages]
    names = ["market", "goals", "budget_per_month", "language"]
    table = pa.table([pa.array(column) for column in zip(*rows, strict=True)], names)
    if kind == "csv":
        pa.csv.write_csv(table, tmp_path / "t.csv")
    elif kind == "parquet":
        pq.write_table(table, tmp_path / "t.parquet")
    else:
        (tmp_path / "t.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in table.to_pylist()), encoding="utf-8")

    def told_with(*kept: str) -> list[dict[str, Any]]:
        """The results and what could not be answered."""
        ran = run("batch", f"t.{kind}", "-o", "out.jsonl", "--lang", spoken, "--force", *kept)
        assert ran.code == 1
        return [*lines_of(tmp_path / "out.jsonl"), *cells_of(tmp_path / "out.jsonl.rejects.csv")]

    told = told_with("--keep", "budget_per_month", "--keep", "language")
    found = {(row["budget_per_month"], row["language"]): row["problems"] for row in told}
    assert len(found) == len(rows)
    for _, _, money, language in rows:
        own = Language(language.strip()) if language.strip() in ("de", "en") else spoken
        profile, problems = read_profile(None, FULL, (f"budget_per_month={money or '?'}",), Spoken(own))
        assert (found[money, language] or "") == "; ".join(describe(one, spoken) for one in (*problems, *profile.notices))
    assert [row["problems"] for row in told_with()] == [row["problems"] for row in told]


def test_rows_of_one_language_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A column that says the language of the run costs nothing; of another one, texts that are numbers are read once more each."""
    seen: list[object] = []
    read = CellReader.cell

    def noted(self: CellReader, question: Question, value: object, language: Language) -> Cell:
        seen.append((question.id, value, str(language)))
        return read(self, question, value, language)

    monkeypatch.setattr(CellReader, "cell", noted)
    columns = {
        "market": ["b2b"] * 4,
        "goals": ["image"] * 4,
        "budget_per_month": ["5", "6", "5", "6"],
        "hours_per_week": [4.5] * 4,
    }
    for language, more in (("en", []), ("de", [("budget_per_month", "5", "de"), ("budget_per_month", "6", "de")])):
        seen.clear()
        list(advise_batches([pa.record_batch({**columns, "language": ["en", "", language, "fr"]})], language="en"))
        once = [("market", "b2b", "en"), ("goals", "image", "en"), ("hours_per_week", 4.5, "en")]
        once += [("budget_per_month", "5", "en"), ("budget_per_month", "6", "en"), *more]
        assert sorted(map(str, seen)) == sorted(map(str, once))


def test_formulas_in_cells_are_inert(run: Run, small_folder: Path) -> None:
    """What a spreadsheet would work out is a text in CSV; numbers stay numbers, and other files have what was there."""
    ids = ["=1+1", "+49 30 1", "-5", "@SUM(A1)", "\tx", "a=b", '"=""x"""']
    text = "id,market,goals\n" + "".join(f"{id},b2b,image\n" for id in ids)
    (small_folder.parent / "t.csv").write_text(text, encoding="utf-8")
    for ending in ("csv", "jsonl"):
        assert run("batch", "t.csv", "-o", f"out.{ending}", "--rules", small_folder, "--keep", "id").code == 0
    told = [row["id"] for row in cells_of(small_folder.parent / "out.csv")]
    assert told == ["'=1+1", "'+49 30 1", "-5", "'@SUM(A1)", "'\tx", "a=b", '\'="x"']
    assert lines_of(small_folder.parent / "out.jsonl")[0]["id"] == "=1+1"


@pytest.mark.parametrize(
    ("rows", "german", "english"),
    [
        ("+", "1 Zeile beantwortet", "1 row answered"),
        ("++", "2 Zeilen beantwortet", "2 rows answered"),
        ("-", "1 von 1 Zeile konnte nicht beantwortet werden", "1 of 1 row could not be answered"),
        ("+-", "1 von 2 Zeilen konnte nicht beantwortet werden", "1 of 2 rows could not be answered"),
        ("--", "2 von 2 Zeilen konnten nicht beantwortet werden", "2 of 2 rows could not be answered"),
    ],
)
def test_a_row_is_one_row(run: Run, small_folder: Path, rows: str, german: str, english: str) -> None:
    """Nouns and verbs in their number, in both languages."""
    lines = {"+": "b2b,image\n", "-": "b3b,image\n"}
    (small_folder.parent / "t.csv").write_text("market,goals\n" + "".join(map(lines.__getitem__, rows)), encoding="utf-8")
    for language, said in (("de", german), ("en", english)):
        ran = run("batch", "t.csv", "-o", f"{language}.csv", "--rules", small_folder, "--lang", language)
        assert ran.err.splitlines()[-1].startswith(said)


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("utf-8", ""), ("utf-8-sig", ""), ("utf-16", ""), ("cp1252", "notice: t.csv is not UTF-8, and is read as Windows-1252.\n")],
)
def test_texts_are_read_in_whatever_they_were_written(run: Run, small_folder: Path, encoding: str, said: str) -> None:
    """Names and cells with umlauts; what is not UTF-8 is told."""
    (small_folder.parent / "t.csv").write_bytes("Größe\tmarket\tgoals\nMüller €\tb2b\timage\n".encode(encoding))
    ran = run("batch", "t.csv", "-o", "out.csv", "--rules", small_folder, "--keep", "Größe")
    assert (ran.code, ran.err) == (0, f"{said}1 row answered\n")
    assert [row["Größe"] for row in cells_of(small_folder.parent / "out.csv")] == ["Müller €"]


def test_files_that_cannot_be_meant_are_refused(run: Run, small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Endings, the table itself as result, what is no table, and a machine without the library; nothing is written."""
    folder = small_folder.parent
    (folder / "t.csv").write_text(HEAD + GOOD, encoding="utf-8")
    (folder / "empty.csv").write_text("", encoding="utf-8")
    (folder / "no.parquet").write_text("x", encoding="utf-8")
    rest = ("--rules", small_folder, "--keep", "id")
    for arguments, id in (
        (("t.csv", "-o", "out.xlsx"), "unknown-ending"),
        (("t.xls", "-o", "out.csv"), "unknown-ending"),
        (("t.csv", "-o", "t.csv"), "is-read"),
        (("nowhere.csv", "-o", "out.csv"), "no-such-file"),
        (("empty.csv", "-o", "out.csv"), "no-columns"),
        (("no.parquet", "-o", "out.csv"), "not-a-table"),
        (("t.csv", "-o", "nowhere/out.csv"), "not-writable"),
    ):
        ran = run("batch", *arguments, *rest)
        assert (ran.code, ran.out, f"[{id}]" in ran.err) == (2, "", True), ran.err
    assert sorted(path.name for path in folder.iterdir()) == ["empty.csv", "no.parquet", "small", "t.csv"]
    # A name that the result has, and a folder of somebody else where the parts of a run would lie.
    (folder / "own.csv").write_text(HEAD.replace("id", "basics") + GOOD, encoding="utf-8")
    assert "[taken-name]" in run("batch", "own.csv", "-o", "out.csv", "--rules", small_folder, "--keep", "basics").err
    (folder / ".out.csv.parts").mkdir()
    (folder / ".out.csv.parts" / "mine").touch()
    ran = run("batch", "t.csv", "-o", "out.csv", *rest)
    assert (ran.code, "[other-run]" in ran.err, (folder / ".out.csv.parts" / "mine").exists()) == (2, True, True)
    monkeypatch.setattr(command, "find_spec", lambda _: None)
    ran = run("batch", "t.csv", "-o", "out.csv", *rest)
    assert (ran.code, ran.err) == (
        2,
        'batch: `channelfit batch` needs pyarrow; install it with: pip install "channelfit[batch]" [lacks-pyarrow]\n',
    )


def test_a_process_that_the_system_ends_is_told(run: Run, small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the call that goes on."""
    from channelfit.batch import run as running

    def ended(*_: object) -> None:
        raise BrokenExecutor

    monkeypatch.setattr(running, "_worked", ended)
    (small_folder.parent / "t.csv").write_text(HEAD + GOOD, encoding="utf-8")
    ran = run("batch", "t.csv", "-o", "out.csv", "--rules", small_folder, "--keep", "id")
    assert (ran.code, "[process-ended]" in ran.err, "--processes 1" in ran.err) == (2, True, True)


@pytest.fixture
def stopped_after(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], list[int]]:
    """Let a run stop after some blocks; says which blocks are worked out."""
    from channelfit.batch import run as running

    worked: list[int] = []
    answer = running._answer

    def stopping(blocks: int) -> list[int]:
        worked.clear()

        def limited(desk: Any, begun: unknown.Begun, *rest: Any) -> tuple[int, int]:
            if len(worked) >= blocks:
                raise KeyboardInterrupt
            worked.append(begun.raw.number)
            return answer(desk, begun, *rest)

        monkeypatch.setattr(running, "_answer", limited)
        return worked

    return stopping


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet"])
def test_a_run_goes_on_where_it_was_stopped(
    run: Run, small_folder: Path, stopped_after: Callable[[int], list[int]], ending: str
) -> None:
    """With the same bytes as in one go, rejects included; parts of another run are no help."""
    folder = small_folder.parent
    rows = "".join(f"{number},{'b3b' if number % 7 == 3 else 'b2b'},image,,,{number % 9}\n" for number in range(45))
    (folder / "t.csv").write_text(HEAD + rows, encoding="utf-8")
    command = ("batch", "t.csv", "--rules", small_folder, "--keep", "id", "--processes", "1")
    assert run(*command, "-o", f"whole.{ending}").code == 1
    worked = stopped_after(3)
    assert run(*command, "-o", f"out.{ending}").code == 130
    assert not (folder / f"out.{ending}").exists()
    worked = stopped_after(99)
    assert run(*command, "-o", f"out.{ending}").code == 1
    assert worked == [3, 4]
    for name in (ending, "rejects.csv" if ending == "csv" else f"{ending}.rejects.csv"):
        assert (folder / f"out.{name}").read_bytes() == (folder / f"whole.{name}").read_bytes()
    worked = stopped_after(2)
    assert run(*command, "-o", f"out.{ending}").code == 130
    worked = stopped_after(99)
    assert run(*command, "-o", f"out.{ending}", "--max-channels", "1").code == 1
    assert worked == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_what_turns_text_around_is_told_by_a_sign_and_escaped_in_json(run: Run, small_folder: Path, ending: str) -> None:
    """What is passed on is what it was when it is read."""
    name = "A\u202e\u2028B"
    rows = [{"id": name, "market": "b2b", "goals": "image"}, {"id": name, "market": "b\u202e3b", "goals": "image"}]
    for kind, text in (
        ("csv", "id,market,goals\n" + "".join(",".join(row.values()) + "\n" for row in rows) + "\u202e,x\n"),
        ("jsonl", "".join(json.dumps(row) + "\n" for row in rows) + '{"goals": "image\u202e"}\n'),
    ):
        (small_folder.parent / f"t.{kind}").write_text(text, encoding="utf-8")
    command = ("batch", f"t.{ending}", "-o", "out.jsonl", "--rules", small_folder, "--keep", "id", "--processes", "1")
    assert run(*command).code == 1
    text = (small_folder.parent / "out.jsonl").read_text(encoding="utf-8")
    assert ("\u202e" in text, json.loads(text)["id"]) == (False, name)
    rejects = cells_of(small_folder.parent / "out.jsonl.rejects.csv")
    assert rejects[0]["id"] == name
    assert [("\ufffd" in row["problems"], "\u202e" in row["problems"]) for row in rejects] == [(True, False)] * 2


def test_a_list_and_an_object_of_json_are_taken_as_they_are(run: Run, small_folder: Path) -> None:
    """As in a profile: what stands in a list is one answer each, and no key may be there twice."""
    lines = [
        '{"market": "b2b", "goals": ["image,recruiting"]}',
        '{"market": "b2b", "goals": [["image"]]}',
        '{"market": "b2b", "goals": ["image"], "market": "b2c"}',
        '{"market": "b2b", "goals": ["image", "recruiting"], "hires": ["old", "young"]}',
    ]
    (small_folder.parent / "t.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    assert run("batch", "t.jsonl", "-o", "out.csv", "--rules", small_folder, "--lang", "en").code == 1
    told = [row["problems"] for row in cells_of(small_folder.parent / "out.rejects.csv")]
    assert told == [
        "`goals` has no option `image,recruiting`; expected any of image, recruiting, sales",
        "`goals` has 0, expected at least 1; `goals` is a list, expected a text",
        "`market` stands in the line twice",
    ]


@pytest.mark.parametrize("kind", ["jsonl", "parquet"])
@pytest.mark.parametrize("goals", [[["image"]], [{"a": 1}], [[]]])
def test_a_column_in_which_all_have_what_is_no_answer(run: Run, small_folder: Path, kind: str, goals: list[object]) -> None:
    """Where one row is as it should be the others are told by number; so they are where none is."""
    import pyarrow.parquet as pq

    rows = [{"market": "b2b", "goals": goals}] * 2
    path = small_folder.parent / f"t.{kind}"
    if kind == "jsonl":
        path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    else:
        pq.write_table(pa.Table.from_pylist(rows), path)
    assert run("batch", path.name, "-o", "out.csv", "--rules", small_folder, "--lang", "en").code == 1
    told = cells_of(small_folder.parent / "out.rejects.csv")
    assert [row["row"] for row in told] == ["1", "2"]
    assert all("`goals`" in row["problems"] for row in told)


def test_what_is_no_number_is_nothing_in_json(run: Run, small_folder: Path) -> None:
    """JSON has no other word for it; and it does not change how the numbers beside it are written."""
    import pyarrow.parquet as pq

    rows = [{"id": id, "market": "b2b", "goals": "image"} for id in (1.0, 2.5, float("nan"), float("inf"), None)]
    pq.write_table(pa.Table.from_pylist(rows), small_folder.parent / "t.parquet")
    assert run("batch", "t.parquet", "-o", "out.jsonl", "--rules", small_folder, "--keep", "id").code == 0
    text = (small_folder.parent / "out.jsonl").read_text(encoding="utf-8")
    assert [line.split(",")[0] for line in text.splitlines()] == [f'{{"id":{id}' for id in ("1", "2.5", "null", "null", "null")]


def test_numbers_in_json_are_written_as_python_writes_them() -> None:
    """Whole ones without a fraction, all others with as few digits as they need, however large or small."""
    from channelfit.batch.written import as_lines

    rng = Random(8)
    drawn = [rng.choice((-1, 1)) * rng.random() * 10.0 ** rng.randrange(-8, 22) for _ in range(2000)]
    quarters = [rng.randrange(-4000, 4000) / 4 for _ in range(200)]
    edges = [0.0, -0.0, 1e-4, 9.999e-5, 999999999.0, 1e9, 1e15, 1e16, 5e-324, None]
    for kind in (pa.float64(), pa.float32()):
        column = pa.array([*drawn, *quarters, *edges], kind)
        lines = as_lines(pa.record_batch({"a": column})).decode().splitlines()
        wanted = [int(one) if one is not None and one.is_integer() else one for one in column.to_pylist()]
        assert lines == [json.dumps({"a": one}, separators=(",", ":")) for one in wanted]


def test_lines_of_json_are_counted_off_wherever_the_file_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks of as many lines each, empty ones and a last one without an end included, however much is read at once."""
    rng = Random(9)
    path = tmp_path / "t.jsonl"
    for _ in range(300):
        rows = rng.choice((1, 2, 3, 10))
        monkeypatch.setattr(tables, "ROWS", rows)
        monkeypatch.setattr(tables, "_LOOKED_THROUGH_AT_ONCE", rng.choice((1, 2, 3, 7, 64)))
        path.write_bytes(b"".join(rng.choice((b"{}", b"\n", b"[1]\n", b"\n\n", b"\r")) for _ in range(rng.randrange(40))))
        table = tables.Table(path, tables.JSONL, (), Source(""), "", "", path.stat().st_size)
        lines = BytesIO(path.read_bytes()).readlines()
        blocks = [lines[start : start + rows] for start in range(0, len(lines), rows)]
        raws = list(tables.raws_of(table, (), ()))
        assert [raw.number for raw in raws] == list(range(len(blocks)))
        assert [raw.lines[1] for raw in raws] == [len(b"".join(block)) for block in blocks]
        assert [number for raw in raws for number in raw.numbers] == list(range(1, len(lines) + 1))
        assert [raw.lines[0] for raw in raws] == [sum(raw.lines[1] for raw in raws[:before]) for before in range(len(raws))]


@pytest.mark.skipif(sys.platform == "win32", reason="pipes with names are those of POSIX")
@pytest.mark.parametrize(
    ("arguments", "id"),
    [(("pipe.csv", "-o", "out.csv"), "not-readable"), (("t.csv", "-o", "-"), "no-stream"), (("-", "-o", "o.csv"), "no-stream")],
)
def test_a_run_takes_files(run: Run, small_folder: Path, arguments: tuple[str, ...], id: str) -> None:
    """A pipe keeps nobody waiting, and `-` is told why it is not possible."""
    os.mkfifo(small_folder.parent / "pipe.csv")
    (small_folder.parent / "t.csv").write_text(HEAD + GOOD, encoding="utf-8")
    ran = run("batch", *arguments, "--rules", small_folder, "--keep", "id")
    assert (ran.code, ran.out, ran.err.count("["), f"[{id}]" in ran.err) == (2, "", 1, True), ran.err


def test_results_of_one_name_and_two_endings_have_rejects_of_their_own(run: Run, small_folder: Path) -> None:
    """Else the one without any would take away those of the other."""
    folder = small_folder.parent
    (folder / "bad.csv").write_text(HEAD + GOOD + GOOD.replace("b2b", "b3b"), encoding="utf-8")
    (folder / "good.csv").write_text(HEAD + GOOD, encoding="utf-8")
    rest = ("--rules", small_folder, "--keep", "id")
    assert run("batch", "bad.csv", "-o", "out.csv", *rest).code == 1
    assert run("batch", "bad.csv", "-o", "out.jsonl", *rest).code == 1
    assert run("batch", "good.csv", "-o", "out.jsonl", *rest).code == 0
    assert sorted(path.name for path in folder.glob("out*")) == ["out.csv", "out.jsonl", "out.rejects.csv"]


@pytest.mark.usefixtures("small_blocks")
def test_a_run_goes_on_wherever_it_was_stopped_while_files_are_put_in_place(
    run: Run, small_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At each of these moments a result is the old or the new one, never without its rejects; then all is as in one go."""
    folder = small_folder.parent
    rows = "".join(f"{number},{'b3b' if number % 7 == 3 else 'b2b'},image,,,{number % 9}\n" for number in range(15))
    (folder / "t.csv").write_text(HEAD + rows, encoding="utf-8")
    command = ("batch", "t.csv", "--rules", small_folder, "--keep", "id", "--processes", "1", "-o", "out.csv")
    assert run(*command).code == 1
    whole = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    for moment in count():
        (folder / "out.csv").write_text("old")
        (folder / "out.rejects.csv").unlink()
        left = iter(range(moment))

        def mortal(real: Callable[..., Any], left: Iterator[int] = left) -> Callable[..., Any]:
            def call(*args: object, **kwargs: object) -> object:
                if next(left, None) is None:
                    raise KeyboardInterrupt
                return real(*args, **kwargs)

            return call

        with monkeypatch.context() as patch:
            for owner, name in ((Path, "replace"), (Path, "unlink"), (Path, "mkdir"), (os, "link"), (os, "rmdir")):
                patch.setattr(owner, name, mortal(getattr(owner, name)))
            code = run(*command).code
        found = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
        assert found["out.csv"] in (b"old", whole["out.csv"])
        assert "out.rejects.csv" in found or found["out.csv"] == b"old"
        if code == 1:
            break
        assert code == 130
        for path in folder.glob(".channelfit-unfinished-*"):
            os.utime(path, (0, 0))
        assert run(*command).code == 1
        assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == whole
    assert moment > 15
    assert not (folder / ".out.csv.parts").exists()


@pytest.mark.slow
def test_kill_9_and_several_processes_change_no_byte(tmp_path: Path) -> None:
    """A run on two processes that is killed and started again writes what a run on one writes."""
    rows = half_open([company.answers for company in draw_companies(FULL, 2000, 4)], Random(2))
    path = write_tables(FULL, rows, tmp_path, times=60)["csv"]

    def started(*options: str) -> "subprocess.Popen[bytes]":
        line = [sys.executable, "-m", "channelfit", "batch", str(path), "--keep", "id", *options]
        return subprocess.Popen(line, env=plain_environment(None), stderr=subprocess.PIPE)

    with started("--processes", "1", "--output", str(tmp_path / "one.jsonl")) as one:
        assert one.wait(300) == 0
    parts = tmp_path / ".two.jsonl.parts"
    with started("--processes", "2", "--output", str(tmp_path / "two.jsonl")) as two:
        while not any(parts.glob("*.count")):
            time.sleep(0.05)
        os.kill(two.pid, signal.SIGKILL)
    with started("--processes", "2", "--output", str(tmp_path / "two.jsonl")) as again:
        assert again.wait(300) == 0
    assert (tmp_path / "two.jsonl").read_bytes() == (tmp_path / "one.jsonl").read_bytes()
    assert not parts.exists()


@pytest.mark.usefixtures("small_blocks")
def test_a_bar_shows_how_far_it_is_where_somebody_watches(small_folder: Path) -> None:
    """With rows a second; nothing of it is left."""
    table = small_folder.parent / "t.csv"
    table.write_text(HEAD + GOOD * 25, encoding="utf-8")
    out, err = BytesIO(), BytesIO()
    arguments = [
        "batch",
        str(table),
        "-o",
        str(table.with_name("out.csv")),
        "--keep",
        "id",
        "--rules",
        str(small_folder),
        "--lang",
        "en",
    ]
    assert call(arguments, Streams(None, TextIOWrapper(out), Terminal(err))) == 0
    assert "rows/s" in err.getvalue().decode()
    assert err.getvalue().decode().endswith("25 rows answered\n")


@pytest.mark.parametrize("language", Language)
def test_a_reason_is_said_to_each_as_to_one_alone(language: Language) -> None:
    """In the words of the company, with its answers and its groups, whatever rule it is and whoever is beside it."""
    rng = Random(7)
    rows = half_open([company.answers for company in draw_companies(FULL, 400, 9)], rng)
    groups = groups_in(FULL)
    named = ("{hires}", "{market}, {audience_age}", "{500 EUR}, {hires}", "Sie verkaufen an Unternehmen")
    rules = [rule._replace(why=Text(text, text)) for rule, text in zip(FULL.rules, named, strict=False)]
    rulebook = FULL._replace(rules=(*rules, *FULL.rules[len(rules) :]))
    # Few rules, so that many rows differ in an answer, a group or a word alone.
    numbers = np.array([rng.randrange(-1, 8) for _ in rows])
    held = np.array([rng.choice((0, 1, 5, 1 << len(groups) - 1)) for _ in rows])
    said = Reasons(rulebook, language).say(numbers, held, coded_answers(FULL, rows)).to_pylist()
    for row, number, bits, text in zip(rows, numbers.tolist(), held.tolist(), said, strict=True):
        segments: dict[str, tuple[str, ...]] = {}
        for goal in FULL.goals.values():
            options = [option for bit, (question, option) in enumerate(groups) if bits >> bit & 1 and question == goal.split_by]
            segments |= {goal.id: tuple(options)} if options else {}
        voice = Voice(language, rulebook, Profile(answers=row))
        assert text == (voice.why(Reason(rulebook.rules[number], {}, segments)) if number >= 0 else None)


def test_batches_of_a_program_give_the_rows_of_the_command(run: Run, tmp_path: Path) -> None:
    """As record batches, a row that cannot be answered in its place."""
    import pyarrow.parquet as pq

    rows = half_open([company.answers for company in draw_companies(FULL, 20, 5)], Random(3))
    rows[4] = rows[4] | {"market": ("b3b",)}
    path = write_tables(FULL, rows, tmp_path)["parquet"]
    assert run("batch", path, "-o", "out.parquet", "--keep", "id").code == 1
    batches = list(advise_batches(pq.ParquetFile(path).iter_batches(batch_size=7), keep=["id"]))
    told = pa.Table.from_batches(batches)
    assert [batch.num_rows for batch in batches] == [7, 7, 6]
    assert told.slice(4, 1).to_pylist()[0] | {"id": ""} == dict.fromkeys(told.schema.names) | {
        "id": "",
        "problems": "`market` has no option `b3b`; did you mean `b2b`?",
    }
    good = pa.concat_tables([told.slice(0, 4), told.slice(5)])
    assert good.combine_chunks().equals(pq.read_table(tmp_path / "out.parquet").combine_chunks())
    with pytest.raises(InvalidInput, match="column `id` is no question"):
        list(advise_batches(pq.ParquetFile(path).iter_batches()))
    with pytest.raises(ValueError, match=r"^there is no language 'fr', only de, en$"):
        list(advise_batches([], language="fr"))
    german = [list(advise_batches(pq.ParquetFile(path).iter_batches(), keep=["id"], language=said)) for said in ("de", "de_AT")]
    assert german[0] == german[1] != list(advise_batches(pq.ParquetFile(path).iter_batches(), keep=["id"]))
