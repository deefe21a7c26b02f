"""`channelfit advise` as its users run it: files, pipes, options, exit codes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from channelfit.language import Language
from conftest import EXAMPLES, SMALL, Ran, Run, call_program, write_folder
from recomputed import recompute

FULL = "market: b2b\ngoals: [recruiting, image]\nhires: young\nvideo: true\nhours_per_week: 5\n"


def result_of(ran: Ran) -> dict[str, object]:
    """The JSON result of a run that went well."""
    assert (ran.code, ran.err) == (0, "")
    loaded = json.loads(ran.out)
    assert isinstance(loaded, dict)
    return loaded


def chosen(result: dict[str, object]) -> list[str]:
    """The recommended channels."""
    recommended = result["recommended"]
    assert isinstance(recommended, list)
    return [one["channel"] for one in recommended]


@pytest.mark.smoke
def test_a_file_a_pipe_and_a_dash_give_the_same_result(run: Run, small_folder: Path, tmp_path: Path) -> None:
    """Three ways in, one result; a file given leaves standard input alone."""
    profile = tmp_path / "profile.yaml"
    profile.write_text(FULL, encoding="utf-8")
    arguments = ("--rules", small_folder, "--format", "json")
    by_file = run("advise", profile, *arguments, stdin="not: [read")
    by_pipe = run("advise", *arguments, stdin=FULL)
    by_dash = run("advise", "-", *arguments, stdin=FULL)
    assert by_file == by_pipe == by_dash
    assert chosen(result_of(by_file)) == ["beta", "gamma"]


def test_set_answers_on_top_of_a_profile_and_opens_again(run: Run, small_folder: Path) -> None:
    """`--set` replaces an answer, `?` opens it, commas part several."""
    arguments = ("--rules", small_folder, "--format", "json")
    changed = result_of(run("advise", *arguments, "--set", "video=?", "--set", "hires=young,old", stdin=FULL))
    answers = {"market": "b2b", "goals": ["recruiting", "image"], "hires": ["young", "old"], "hours_per_week": 5}
    assert changed["answers"] == answers
    alone = run("advise", *arguments, "--set", "market=b2b", "--set", "goals=image", "--set", "company=Müller & Co")
    assert result_of(alone)["company"] == "Müller & Co"


def test_several_documents_give_one_compact_line_each(run: Run, small_folder: Path) -> None:
    """JSON lines in the order of the documents, each in its own language; text has a rule between."""
    stream = f"company: One\nlanguage: de\n{FULL}---\ncompany: Two\n{FULL}"
    lines = run("advise", "--rules", small_folder, "--format", "json", stdin=stream).out.splitlines()
    loaded = [json.loads(line) for line in lines]
    assert [(one["company"], one["language"]) for one in loaded] == [("One", "de"), ("Two", "en")]
    pages = run("advise", "--rules", small_folder, stdin=stream).out.split(f"\n{'─' * 80}\n\n")
    assert [page.splitlines()[0] for page in pages] == ["One · Regelwerk small 1", "Two · rulebook small 1"]


def test_the_first_bad_document_ends_the_run(run: Run, small_folder: Path) -> None:
    """After the results before it: one bad document of three leaves one result, and its problem."""
    alone = run("advise", "--rules", small_folder, "--format", "jsonl", stdin=FULL)
    ran = run("advise", "--rules", small_folder, "--format", "jsonl", stdin=f"{FULL}---\nmarket: b3b\n---\n{FULL}")
    assert ran.out.startswith(alone.out)
    assert json.loads(ran.out.removeprefix(alone.out))["schema"] == "channelfit.problems/1"
    ran = run("advise", "--rules", small_folder, stdin=f"{FULL}---\nmarket: b3b\n---\n{FULL}")
    assert (ran.code, ran.out.count("rulebook small")) == (2, 1)
    assert ran.err == (
        "<stdin>:7:9: `market` has no option `b3b`; did you mean `b2b`? [unknown-option]\n"
        "    7 | market: b3b\n"
        "      |         ^~~\n"
    )  # fmt: skip


def test_five_mistakes_in_a_profile_are_five_located_problems_in_one_run(run: Run, small_folder: Path) -> None:
    """A wrong question, option, number, type and a repeated key, sorted by place; exit 2; no traceback."""
    profile = "markt: b2b\ngoals: [imge]\nhours_per_week: many\nvideo: [a, b]\nhires: young\nhires: old\n"
    ran = run("advise", "--rules", small_folder, stdin=profile)
    assert (ran.code, ran.out) == (2, "")
    assert [line for line in ran.err.splitlines() if line.startswith("<stdin>")] == [
        "<stdin>:1:1: unknown question `markt`; did you mean `market`? [unknown-question]",
        "<stdin>:2:9: `goals` has no option `imge`; did you mean `image`? [unknown-option]",
        "<stdin>:3:17: `hours_per_week` is `many`, expected a number (hours) [wrong-type]",
        "<stdin>:4:8: `video` is a list, expected a text [wrong-type]",
        "<stdin>:6:1: `hires` stands twice; first on line 5 [duplicate-key]",
    ]


def test_problems_are_german_for_germans(run: Run, small_folder: Path) -> None:
    """`--lang`, CHANNELFIT_LANG or the locale decide."""
    expected = "<stdin>:1:1: unbekannte Frage `markt`; meinten Sie `market`? [unknown-question]"
    ways: list[tuple[tuple[str, ...], dict[str, str]]] = [
        (("--lang", "de"), {}),
        ((), {"CHANNELFIT_LANG": "de"}),
        ((), {"LANG": "de_DE.UTF-8"}),
    ]
    for options, env in ways:
        ran = run("advise", "--rules", small_folder, *options, stdin="markt: b2b", env=env)
        assert ran.err.splitlines()[0] == expected


@pytest.mark.parametrize(
    ("options", "profile", "env", "language"),
    [
        (("--lang", "en"), "language: de\n", {"CHANNELFIT_LANG": "de", "LANG": "de_DE"}, "en"),
        ((), "language: de\n", {"CHANNELFIT_LANG": "en"}, "de"),
        ((), "", {"CHANNELFIT_LANG": "de"}, "de"),
        ((), "", {"LC_ALL": "de_AT.UTF-8", "LANG": "en_GB"}, "de"),
        ((), "", {"LANG": "C", "CHANNELFIT_LANG": ""}, "en"),
    ],
)
def test_the_language_is_chosen_in_the_promised_order(
    run: Run, small_folder: Path, options: tuple[str, ...], profile: str, env: dict[str, str], language: Language
) -> None:
    """`--lang`, the profile, CHANNELFIT_LANG, the locale, English."""
    ran = run("advise", "--rules", small_folder, "--format", "json", *options, stdin=profile + FULL, env=env)
    assert result_of(ran)["language"] == language


def test_missing_required_answers_name_question_options_and_set(run: Run, small_folder: Path) -> None:
    """Exit 3; text on stderr, nothing on stdout."""
    ran = run("advise", "--rules", small_folder, stdin="market: b2b\n")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err == (
        "These answers are still missing:\n\n"
        "  goals: Goals?\n"
        "    image       image\n"
        "    recruiting  recruiting\n"
        "    sales       sales\n"
        "    for example --set goals=image,recruiting\n"
    )
    as_json = run("advise", "--rules", small_folder, "--format", "json", stdin="")
    assert (as_json.code, as_json.err) == (3, "")
    missing = json.loads(as_json.out)
    assert missing["schema"] == "channelfit.missing/1"
    assert [(one["question"], one["set"]) for one in missing["missing"]] == [
        ("market", "--set market=b2b"),
        ("goals", "--set goals=image,recruiting"),
    ]


def test_missing_answers_of_one_of_several_documents_name_the_document(run: Run, small_folder: Path) -> None:
    """The place in the stream and the company, in both formats."""
    stream = f"{FULL}---\ncompany: Two\nmarket: b2b\n"
    ran = run("advise", "--rules", small_folder, stdin=stream)
    assert (ran.code, ran.err.splitlines()[0]) == (3, "These answers are still missing (document 2, Two):")
    as_json = run("advise", "--rules", small_folder, "--format", "json", stdin=stream)
    said = [json.loads(line) for line in as_json.out.splitlines()]
    assert [(one["schema"], one["company"]) for one in said] == [("channelfit.advice/1", None), ("channelfit.missing/1", "Two")]


NOTHING_SAID = ["", "   \n", "# only a comment\n", "---\n", "null\n", "{}\n", "\ufeff"]


@pytest.mark.parametrize("text", NOTHING_SAID)
def test_an_empty_pipe_is_an_empty_profile(run: Run, small_folder: Path, text: str) -> None:
    """Nothing at all: exit 3 with what is missing."""
    ran = run("advise", "--rules", small_folder, stdin=text)
    assert (ran.code, ran.err.splitlines()[0]) == (3, "These answers are still missing:")


def test_dev_null_and_a_closed_stdin_are_empty_profiles(run: Run, small_folder: Path) -> None:
    """The device as file and a program started without standard input."""
    assert run("advise", os.devnull, "--rules", small_folder).code == 3
    command = f"exec {sys.executable} -m channelfit advise --rules {small_folder} <&-"
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (3, b"")


BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + place)}: &{chr(98 + place)} [{', '.join([f'*{chr(97 + place)}'] * 10)}]\n" for place in range(9)
)


@pytest.mark.parametrize(
    ("data", "id"),
    [
        (b"\x7fELF\x02\x01\x01\x00\x00", "bad-character"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "not-utf8"),
        (b"market: caf\xe9\n", "not-utf8"),
        (b"x" * (50 * 1024 * 1024), "too-large"),
        (BOMB.encode(), "too-many-values"),
        (b"[" * 100_000, "too-deep"),
        (b"a: &a [*a]\n", "recursive-alias"),
        (b"market: [b2b\ngoals: image\n", "syntax"),
        (b"- a\n- b\n", "wrong-type"),
    ],
)
def test_hostile_input_is_one_clear_error_in_bounded_time(run: Run, small_folder: Path, data: bytes, id: str) -> None:
    """Binary, wrong encoding, 50 MB, a billion laughs, deep nesting: exit 2, a located problem, no traceback.

    The program is stopped after two minutes, which fails the test.
    """
    ran = run("advise", "--rules", small_folder, stdin=data)
    assert (ran.code, ran.out) == (2, "")
    assert f"[{id}]" in ran.err
    assert "Traceback" not in ran.err
    assert ran.err.startswith("<stdin>")


@pytest.mark.parametrize(
    ("arguments", "id"),
    [
        (("advise", "no-such.yaml"), "no-such-file"),
        (("advise", "."), "not-readable"),
        (("advise", "--rules", "no-such-folder"), "no-such-file"),
        (("rules", "check", "no-such-folder"), "no-such-file"),
        (("profile", "check", "no-such.yaml"), "no-such-file"),
    ],
)
def test_a_missing_file_or_folder_is_unusable_input(run: Run, arguments: tuple[str, ...], id: str) -> None:
    """Exit 2, with the path."""
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert f"[{id}]" in ran.err
    assert len(ran.err.splitlines()) == 1


def test_a_broken_rule_folder_ends_with_all_its_problems(run: Run, small_folder: Path) -> None:
    """`advise` exits 2 where `rules check` exits 1; both say the same."""
    alpha = SMALL["channels/alpha.yaml"].replace("fact-one", "fact-won").replace("hires: young", "hire: young")
    write_folder(small_folder, {"channels/alpha.yaml": alpha, "goals.yaml": SMALL["goals.yaml"].replace("0.3", "3")})
    advised = run("advise", "--rules", small_folder, stdin=FULL)
    checked = run("rules", "check", small_folder)
    assert (advised.code, checked.code) == (2, 1)
    assert advised.err == checked.err
    found = [line.removeprefix(f"{small_folder}/") for line in checked.err.splitlines() if line.startswith(str(small_folder))]
    assert found == [
        "channels/alpha.yaml:14:13: unknown evidence `fact-won`; did you mean `fact-two`? [unknown-evidence]",
        "channels/alpha.yaml:17:12: unknown question `hire`; did you mean `hires`? [unknown-question]",
        "goals.yaml:9:40: `at_most` is 3, expected 0 - 1 [out-of-range]",
    ]


@pytest.mark.parametrize("name", ["[red]x[/red]", "\\u001b[31mred\\u001b[0m", "a\\u0007\\u009b31mb\\r\\nnext", "\\u202Eevil"])
def test_a_hostile_company_name_is_printed_as_harmless_text(run: Run, small_folder: Path, name: str) -> None:
    """Markup stays as written; control characters and escapes never reach the terminal, on no way."""
    profile = f'company: "{name}"\n{FULL}'
    page = run("advise", "--rules", small_folder, stdin=profile)
    assert page.code == 0
    harmful = [char for char in page.out if (ord(char) < 32 and char != "\n") or 0x7F <= ord(char) < 0xA0 or char == "\u202e"]
    assert harmful == []
    assert ("[red]x[/red] · rulebook small 1" in page.out) == (name == "[red]x[/red]")
    as_json = run("advise", "--rules", small_folder, "--format", "json", stdin=profile)
    assert [char for char in as_json.out if (ord(char) < 32 and char != "\n") or 0x7F <= ord(char) < 0xA0] == []
    assert result_of(as_json)["company"] == json.loads(f'"{name}"')
    incomplete = run("advise", "--rules", small_folder, stdin=f'company: "{name}"\nmarkt: "{name}"\n')
    assert [char for char in incomplete.err if (ord(char) < 32 and char != "\n") or 0x7F <= ord(char) < 0xA0] == []


def test_no_channels_are_possible(run: Run, small_folder: Path) -> None:
    """`--max-channels 0` leaves the basics; a negative number is a usage error."""
    arguments = ("advise", "--rules", small_folder, "--format", "json")
    assert chosen(result_of(run(*arguments, "--max-channels", "0", stdin=FULL))) == []
    assert chosen(result_of(run(*arguments, "--max-channels", "1", stdin=FULL))) == ["beta"]
    assert run(*arguments, "--max-channels", "-1", stdin=FULL).code == 2


def test_output_goes_to_a_file_at_once(run: Run, small_folder: Path, tmp_path: Path) -> None:
    """The file has the result, stdout nothing; a folder that is not there is an error."""
    target = tmp_path / "result.json"
    target.write_text("old", encoding="utf-8")
    arguments = ("advise", "--rules", small_folder, "--format", "json")
    ran = run(*arguments, "--output", target, stdin=FULL)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert json.loads(target.read_text(encoding="utf-8"))["schema"] == "channelfit.advice/1"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    failed = run(*arguments, "--output", tmp_path / "no" / "result.json", stdin=FULL)
    assert (failed.code, failed.out) == (2, "")
    assert "[not-writable]" in failed.err


def test_a_reader_who_has_seen_enough_ends_the_program_quietly(small_folder: Path, tmp_path: Path) -> None:
    """`channelfit advise | head -1` with a result larger than any pipe: exit 0, nothing on stderr."""
    profile = tmp_path / "many.yaml"
    profile.write_text("---\n".join([FULL] * 30), encoding="utf-8")
    arguments = f"advise --rules {small_folder} --format html {profile}"
    assert len(call_program(*arguments.split()).out) > 2 * 65536
    command = f"{sys.executable} -m channelfit {arguments}; echo $? >&2"
    done = subprocess.run(["sh", "-c", f"({command}) | head -1"], capture_output=True, check=False, timeout=60)
    assert (done.stdout.count(b"\n"), done.stderr) == (1, b"0\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_full_disk_is_an_error_without_a_traceback(small_folder: Path, tmp_path: Path) -> None:
    """Exit 2 and the reason, whether the result goes to stdout or to a file."""
    (tmp_path / "p.yaml").write_text(FULL, encoding="utf-8")
    command = f"{sys.executable} -m channelfit advise p.yaml --rules {small_folder}"
    for way, name in ((" > /dev/full", "<stdout>"), (" --output /dev/full", "/dev/full")):
        done = subprocess.run(["sh", "-c", command + way], capture_output=True, check=False, cwd=tmp_path, text=True)
        said = f"{name}: `{name}` cannot be written: No space left on device [not-writable]\n"
        assert (done.returncode, done.stderr) == (2, said)


@pytest.mark.slow
@pytest.mark.smoke
@pytest.mark.unmeasured
def test_the_same_input_gives_the_same_bytes(run_process: Run) -> None:
    """Two hash seeds, both languages, both formats; a process of its own prints what a call does."""
    example = (EXAMPLES / "machine-builder.yaml").read_text(encoding="utf-8")
    both = f"{example}---\n{example.replace('language: de', 'language: en')}"
    for options in ((), ("--format", "json")):
        runs = [run_process("advise", *options, stdin=both, env={"PYTHONHASHSEED": seed}) for seed in ("1", "2")]
        assert runs[0] == runs[1] == call_program("advise", *options, stdin=both)
        assert runs[0].code == 0


def test_asking_without_a_terminal_never_hangs(run: Run, small_folder: Path) -> None:
    """`--ask` in a pipe ends with exit 3 and a hint."""
    ran = run("advise", "--rules", small_folder, "--ask", stdin="")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err == "--ask: no terminal to ask in; answer with --set question=answer or a profile\n"


KEYS = {
    "schema", "rulebook", "company", "language", "answers", "assumed", "headline", "recommended", "basics", "once_ready",
    "coverage", "effort", "not_recommended", "park", "keep_low", "next_step", "readiness", "notes", "limits", "evidence",
    "settled", "likely", "open_questions", "near_tie", "what_if", "first_90_days",
}  # fmt: skip
CHANNEL_KEYS = {
    "channel", "name", "role", "main_for", "goals", "adds", "hours_per_week", "money_per_month", "first_results_weeks",
    "already_active", "stability", "reasons", "plan", "reaches", "cost_per_month", "startup_hours", "upkeep", "hours_alone",
    "full_hours", "hours_to_use", "shares_with", "substitute",
}  # fmt: skip


@pytest.mark.smoke
@pytest.mark.unmeasured
@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("example", sorted(path.name for path in EXAMPLES.glob("*.yaml")))
def test_the_json_result_has_the_keys_of_the_contract_and_adds_up(run: Run, example: str, language: Language) -> None:
    """Every example, both languages: the keys of what is built, no more and no less; points, fit, coverage and what each adds."""
    result = json.loads(run("advise", EXAMPLES / example, "--format", "json", "--lang", language).out)
    recompute(result)
    assert set(result) == KEYS
    assert result["language"] == language
    assert set(result["rulebook"]) == {"id", "version", "digest", "changes"}
    assert set(result["effort"]) == {
        "hours_per_week", "available", "believable", "to_use", "spare", "money_per_month", "hourly_value", "cost_per_month",
        "budget", "currency", "rate",
    }  # fmt: skip
    assert set(result["limits"]) == {
        "max_channels", "focus_price", "min_points", "top_fit", "upkeep_weight", "max_basics", "companion_share",
        "max_companions", "keep_low_points", "keep_low_goals", "alternative_below", "max_criterion_points", "criterion_weights",
    }  # fmt: skip
    for channel in (*result["recommended"], *result["basics"]):
        assert set(channel) == CHANNEL_KEYS
        assert set(channel["plan"]) == {"formats", "cadence", "first_steps", "kpis", "stop_rule"}
        for goal in channel["goals"].values():
            assert set(goal) == {"base", "criteria", "points", "fit", "counts", "split_by", "segments"}
            for segment in goal["segments"].values():
                assert set(segment) == {"base", "criteria", "points", "fit", "counts", "excluded"}
        for reason in channel["reasons"]:
            assert set(reason) == {"rule", "criterion", "points", "segments", "text", "evidence", "source"}
    for channel in result["not_recommended"]:
        assert set(channel) == {"channel", "name", "cause", "text", "adds", "goals", "reaches", "upkeep", "hours_alone"}
    for goal in result["coverage"]["goals"].values():
        assert set(goal) == {"weight", "limit", "coverage", "why_limited", "if_nothing", "segments"}
        for segment in goal["segments"].values():
            assert set(segment) == {"limit", "coverage"}
    for channel in result["keep_low"]:
        assert set(channel) == {"channel", "text", "until"}
    for check in result["readiness"]["checks"]:
        assert set(check) == {"id", "status", "blocking", "owner", "text", "todo"}
    for note in result["notes"]:
        assert set(note) == {"id", "place", "spends", "severity", "for", "law", "text", "todo", "evidence"}
        assert note["law"] == (note["place"] == "law")
        assert (note["todo"] is not None) == (note["place"] == "first")


HEAVY = {"rich", "prompt_toolkit", "jinja2", "markdown_it", "pygments"}


@pytest.mark.unmeasured
@pytest.mark.parametrize(("profile", "code", "heavy"), [(FULL, 0, HEAVY), ("market: b2b\n", 3, {*HEAVY, "numpy"})])
def test_a_json_run_loads_no_prompt_template_or_table_library(
    small_folder: Path, profile: str, code: int, heavy: set[str]
) -> None:
    """What `python -X importtime` lists; columns are only for those who get a result."""
    command = [sys.executable, "-X", "importtime", "-m", "channelfit", "advise", "--rules", str(small_folder), "--format", "json"]
    done = subprocess.run(command, input=profile.encode(), capture_output=True, check=False, timeout=60)
    assert done.returncode == code
    modules = {line.rsplit("|", 1)[1].strip() for line in done.stderr.decode().splitlines() if "|" in line}
    assert {module.split(".")[0] for module in modules} & heavy == set()
    assert "channelfit.rulebook.reader" in modules


def test_the_text_page_is_plain_in_a_pipe_and_fits_eighty_columns(run: Run, small_folder: Path) -> None:
    """No escape, no trailing space, no line over 80."""
    lines = run("advise", "--rules", small_folder, stdin=FULL).out.splitlines()
    assert max(map(len, lines)) <= 80
    assert [line for line in lines if "\x1b" in line or line != line.rstrip()] == []
