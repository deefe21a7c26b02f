"""Several profiles at once: files, streams of documents, JSON Lines; and messages that say which of them is meant."""

import json
from pathlib import Path
from shutil import copytree

import pytest

from channelfit.source.document import read_documents
from conftest import Run

ONE = "company: One\nmarket: b2b\ngoals: [image]\n"
TWO = "company: Two\nmarket: b2c\ngoals: [recruiting]\n"
LINES = '{"company": "One", "market": "b2b", "goals": ["image"]}\n{"company": "Two", "market": "b2c", "goals": ["recruiting"]}\n'


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Two profiles, a stream of both, and both as JSON Lines, in the folder where the program runs."""
    texts = {"one.yaml": ONE, "two.yaml": TWO, "both.yaml": f"{ONE}---\n{TWO}", "both.jsonl": LINES}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("command", [("advise",), ("explain", "alpha")])
def test_files_documents_and_lines_give_the_same_results(
    run: Run, files: Path, small_folder: Path, command: tuple[str, ...]
) -> None:
    """In every form, in the order given; standard input may be one of the files."""
    for form in ("text", "json", "jsonl", "markdown"):
        # The first screen names the files in the commands to type next.
        end = ("--rules", small_folder, "--format", form, *(("--details",) if command == ("advise",) else ()))
        expected = run(*command, "one.yaml", "two.yaml", *end)
        assert (expected.code, expected.err) == (0, "")
        for profiles in (("both.yaml",), ("both.jsonl",), ("one.yaml", "-")):
            assert run(*command, *profiles, *end, stdin=TWO) == expected
    assert (files / "one.yaml").read_text(encoding="utf-8") == ONE


def test_json_lines_are_one_line_each_however_many_there_are(run: Run, files: Path, small_folder: Path) -> None:
    """`--format jsonl`, or a file that ends so; what was written is read again by whatever reads JSON Lines."""
    for profiles, companies in ((("one.yaml",), ["One"]), (("both.jsonl",), ["One", "Two"])):
        printed = run("advise", *profiles, "--rules", small_folder, "--format", "jsonl")
        assert [json.loads(line)["company"] for line in printed.out.splitlines()] == companies
        assert run("advise", *profiles, "--rules", small_folder, "--output", "out.jsonl").code == 0
        assert (files / "out.jsonl").read_text(encoding="utf-8") == printed.out
    assert run("advise", "both.jsonl", "--rules", small_folder, "--output", "out.ndjson").code == 0


def test_problems_and_missing_answers_are_lines_too(run: Run, small_folder: Path) -> None:
    """A reader of JSON Lines gets a line for each profile that lacks an answer, and one for all problems."""
    command = ("advise", "--keep-going", "--rules", small_folder, "--format", "jsonl")
    missing = run(*command, stdin='{"market": "b2b"}\n{"company": "Two", "goals": ["image"]}\n')
    said = [json.loads(line) for line in missing.out.splitlines()]
    assert missing.code == 2
    assert [(one["file"], one["document"], one["company"]) for one in said] == [("<stdin>", 1, None), ("<stdin>", 2, "Two")]
    wrong = run(*command, stdin='{"market": "b2x"}\n')
    assert wrong.code == 2
    assert [one["id"] for one in json.loads(wrong.out)["problems"]] == ["unknown-option"]
    assert wrong.out.count("\n") == 1


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("break_in_text", ["", "\u2028"])
def test_each_line_of_json_lines_has_its_place(end: str, break_in_text: str) -> None:
    """Empty lines, tabs between tokens and breaks of lines that only YAML knows are in nobody's way."""
    text = end.join(('{"a":\t1}', "", f'{{"b": "x{break_in_text}y"}}', '{"c": *x}', '{"d": 1}', ""))
    documents, problems = read_documents(text, "x.jsonl")
    offset = len(break_in_text)
    assert [document.root.mark.line for document in documents] == [0, 2, 3 + offset, 4 + offset]
    assert [(found.id, found.mark.line, found.mark.column) for found in problems] == [("unknown-alias", 3 + offset, 6)]


def test_a_broken_line_is_shown_where_it_is(run: Run, small_folder: Path) -> None:
    """With the line as it was written."""
    ran = run("advise", "--rules", small_folder, stdin=LINES + '{"market": "b2b", "goals": [}\n')
    assert ran.code == 2
    assert ran.err.startswith("<stdin>:3:29: ")
    assert '    3 | {"market": "b2b", "goals": [}\n' in ran.err


@pytest.mark.parametrize("text", ['{"market": "b2b",\n"goals": ["image"]}\n', '{"market": "b2b", "goals": ["image"]}'])
def test_one_object_of_json_is_one_profile(run: Run, small_folder: Path, text: str) -> None:
    """On one line or on several."""
    printed = run("advise", "--rules", small_folder, "--format", "json", stdin=text)
    assert json.loads(printed.out)["answers"] == {"market": "b2b", "goals": ["image"]}


@pytest.mark.parametrize("stream", ["{0}---\n", "---\n{0}---\n---\n", "{0}...\n---\n# that is all\n", "---\n---\n{0}"])
def test_an_empty_document_among_others_is_none(run: Run, small_folder: Path, stream: str) -> None:
    """Templates and programs end a stream with `---`: that was taken for a second profile without answers."""
    expected = run("advise", "--rules", small_folder, "--format", "json", stdin=ONE)
    assert run("advise", "--rules", small_folder, "--format", "json", stdin=stream.format(ONE)) == expected
    both = run("compare", "-", "--rules", small_folder, stdin=f"{ONE}---\n{TWO}---\n")
    assert both.code == 0
    (small_folder / "goals.yaml").write_text(
        (small_folder / "goals.yaml").read_text(encoding="utf-8") + "---\n", encoding="utf-8"
    )
    assert run("rules", "check", small_folder).code == 0


@pytest.mark.parametrize("stream", ["", "---\n", "---\n---\n", "# nothing yet\n"])
def test_an_empty_stream_stays_an_empty_profile(run: Run, small_folder: Path, stream: str) -> None:
    """What is missing is asked for once."""
    ran = run("advise", "--rules", small_folder, stdin=stream)
    assert ran.code == 3
    assert ran.err.count("These answers are still missing") == 1


def test_messages_say_which_company_or_document_is_meant(run: Run, files: Path, small_folder: Path) -> None:
    """The file if there are several, the document if its file has several, the company if it has a name."""
    (files / "a.yaml").write_text("market: b2b\n", encoding="utf-8")
    (files / "b.yaml").write_text(f"{ONE}---\ncompany: Bee\ngoals: [image]\n", encoding="utf-8")

    def titles(*profiles: str) -> list[str]:
        ran = run("advise", *profiles, "--keep-going", "--rules", small_folder)
        assert ran.code == 2
        return [line for line in ran.err.splitlines() if line.startswith("These")]

    assert titles("a.yaml") == ["These answers are still missing:"]
    assert titles("b.yaml") == ["These answers are still missing (document 2, Bee):"]
    assert titles("a.yaml", "b.yaml") == [
        "These answers are still missing (a.yaml):",
        "These answers are still missing (b.yaml, document 2, Bee):",
    ]


def test_results_without_a_company_are_named_where_there_are_several(run: Run, files: Path, small_folder: Path) -> None:
    """Otherwise nobody could tell which text belongs to which profile."""
    (files / "a.yaml").write_text("market: b2b\ngoals: image\n---\nmarket: b2c\ngoals: image\n", encoding="utf-8")
    lines = run("advise", "a.yaml", "one.yaml", "--rules", small_folder).out.splitlines()
    assert [line for line in lines if line.startswith("a.yaml")] == ["a.yaml, document 1", "a.yaml, document 2"]
    german = run("advise", "a.yaml", "--rules", small_folder, "--lang", "de").out.splitlines()
    assert [line for line in german if line.startswith("Dokument")] == ["Dokument 1", "Dokument 2"]
    assert run("advise", "one.yaml", "--rules", small_folder).out.startswith("One · ")


def test_commands_to_type_next_name_the_profile(run: Run, files: Path, small_folder: Path) -> None:
    """The file or the example, with the options that came with it; of several documents in one file none, for a command takes all."""
    copytree(small_folder, files / "r")

    def explained(*profiles: str) -> list[str]:
        lines = run("advise", *profiles, "--rules", "r", "--lang", "en").out.splitlines()
        return [line.partition("channelfit explain ")[2].split("  ")[0].strip() for line in lines if "channelfit explain" in line]

    named = explained("one.yaml", "two.yaml")
    assert [line.split(" ")[1:] for line in named] == [["one.yaml", "--rules", "r"], ["two.yaml", "--rules", "r"]]
    [changed] = explained("one.yaml", "--set", "video=no")
    assert changed.split(" ")[1:] == ["one.yaml", "--rules", "r", "--set", "video=no"]
    ran = run("explain", *changed.split(" "))
    assert (ran.code, ran.err) == (0, "")
    assert explained("both.yaml") == []
    assert run("advise", "both.yaml", "--rules", "r", "--lang", "en").out.count("\n  your command with explain ") == 2
    example = run("advise", "--example", "museum", "--lang", "en").out
    assert " --example museum" in example
    assert str(files) not in example


def test_all_problems_of_all_files_are_told(run: Run, files: Path, small_folder: Path) -> None:
    """In one run, each with its file; `profile check` takes several too."""
    (files / "a.yaml").write_text("market: b3b\n", encoding="utf-8")
    (files / "b.yaml").write_text("goals: [imag]\n", encoding="utf-8")
    for command, code in (("advise", "--keep-going"), 2), (("explain", "alpha", "--keep-going"), 2), (("profile", "check"), 1):
        ran = run(*command, "a.yaml", "one.yaml", "b.yaml", "--rules", small_folder)
        assert (ran.code, bool(ran.out)) == (code, code == 2)
        assert [line.partition(" ")[0] for line in ran.err.splitlines() if "[unknown-option]" in line] == [
            "a.yaml:1:9:",
            "b.yaml:1:9:",
        ]
    assert run("profile", "check", "one.yaml", "both.jsonl", "--rules", small_folder).code == 0


def test_standard_input_is_read_once_and_no_name_is_no_file(run: Run, small_folder: Path) -> None:
    """`advise - -` would find nothing the second time; `advise "$UNSET"` must not wait for standard input."""
    rules = ("--rules", small_folder)
    for twice in ("advise", "-", "-"), ("explain", "alpha", "-", "-"), ("compare", "-", "-"), ("profile", "check", "-", "-"):
        ran = run(*twice, *rules, stdin=ONE)
        assert (ran.code, ran.err) == (2, "<PROFILE>: `-` stands twice; standard input can be read once only [stdin-twice]\n")
    for command in ("advise", ""), ("explain", "alpha", ""), ("compare", "", "-"), ("profile", "check", ""):
        ran = run(*command, *rules, stdin=ONE)
        assert (ran.code, ran.err) == (2, "<PROFILE>: there is no file or folder `` [no-such-file]\n")
