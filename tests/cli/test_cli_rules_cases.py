"""The cases that come with rules: found by name, checked with them, copied with them, and no concern of advice."""

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from channelfit.files import load_rulebook
from channelfit.rulebook.digest import digest
from channelfit.rulefiles import read_layers, read_rule_files, rulebook_in
from channelfit.ruletools.case_files import popular_in
from channelfit.ruletools.case_sets import JudgedCompany, Outcome, Situation
from channelfit.ruletools.figures import FIRST, WIDER
from channelfit.shipped import built_in_rules
from conftest import SMALL, Run, plain_environment, write_folder
from zoo import CASES, NAMES, ZOO, bundled_sets

OWN = """\
companies:
  - {id: ours, profile: {market: b2b, goals: image}, judgements: [{rank: [linkedin, blog, newsletter]}]}
"""
THEIRS = OWN.replace("id: ours", "id: theirs")
OVERLAY = "schema: 1\nid: mine\nversion: 1\nextends: channelfit\n"
PROFILE = "market: b2b\ngoals: image\n"


def titles(out: str) -> list[str]:
    """The sets of cases whose figures are printed, with how many cases each has."""
    return re.findall(r"^(\S+: \d+ cases?)$", out, re.MULTILINE)


# --- by name ---


@pytest.mark.slow
@pytest.mark.smoke
@pytest.mark.unmeasured
def test_a_name_stands_for_the_cases_that_come_with_the_rules(run: Run) -> None:
    """One, several in the order asked for, or all of them for none."""
    assert titles(run("rules", "score", "consultant").out) == ["consultant: 14 cases"]
    assert titles(run("rules", "score", "outcomes", "consultant").out) == ["outcomes: 123 cases", "consultant: 14 cases"]
    assert titles(run("rules", "score").out) == ["consultant: 14 cases", "outcomes: 123 cases", "panel: 360 cases"]


def test_a_file_wins_over_a_name_and_a_folder_does_not(run: Run, tmp_path: Path) -> None:
    """Whoever has a file `panel` means it; a folder of that name holds no cases."""
    write_folder(tmp_path, {"consultant": OWN, "outcomes/some.yaml": OWN})
    assert titles(run("rules", "score", "consultant", cwd=tmp_path).out) == ["consultant: 1 case"]
    assert titles(run("rules", "score", "outcomes", cwd=tmp_path).out) == ["outcomes: 123 cases"]


def test_a_file_is_scored_as_its_name_is(run: Run) -> None:
    """The same figures, parts and cases."""
    path = built_in_rules() / "cases" / "consultant.yaml"
    by_name, by_path = (json.loads(run("rules", "score", asked, "--format", "json").out) for asked in ("consultant", path))
    assert by_name == by_path


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ("pannel", "did you mean `panel`?"),
        ("nowhere/to/be-found.yaml", "expected any of consultant, outcomes, panel"),
        # The list beside the figures is no set of cases.
        ("popular", "expected any of consultant, outcomes, panel"),
        # Too long for any file system.
        ("x" * 300, "expected any of consultant, outcomes, panel"),
    ],
)
def test_an_unknown_name_is_told_with_the_nearest_or_all(run: Run, asked: str, hint: str) -> None:
    """And nothing is scored, of what is known neither."""
    ran = run("rules", "score", "consultant", asked)
    named = asked if len(asked) < 200 else f"{asked[:200]}..."
    said = f"{asked}: `{named}` is neither a file nor a name of cases of these rules; {hint} [unknown-cases]\n"
    assert (ran.code, ran.out, ran.err) == (2, "", said)


def test_rules_without_cases_say_so(run: Run, small_folder: Path) -> None:
    """A rulebook that stands alone has those in its own folder only."""
    ran = run("rules", "score", "--rules", small_folder)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.strip() == "small: these rules come with no cases; name a file of cases [no-cases-of-rules]"


@pytest.mark.slow
def test_an_overlay_adds_files_and_adds_to_files(run: Run, tmp_path: Path) -> None:
    """Under a name of its own, and under one that is there already."""
    more = OWN.replace("companies", "situations").replace(
        "judgements: [{rank: [linkedin, blog, newsletter]}]", "good: [linkedin]"
    )
    folder = write_folder(tmp_path / "mine", {"rulebook.yaml": OVERLAY, "cases/ours.yaml": OWN, "cases/consultant.yaml": more})
    assert titles(run("rules", "score", "ours", "consultant", "--rules", folder).out) == ["ours: 1 case", "consultant: 15 cases"]
    assert run("rules", "check", folder).code == 0


@pytest.mark.slow
def test_no_file_below_cases_is_lost(run: Run, tmp_path: Path) -> None:
    """Of two with one name each has its path; what only differs in its ending is told, in every folder of rules."""
    files = {"rulebook.yaml": OVERLAY, "cases/ours.yaml": OWN, "cases/sub/ours.yaml": OWN, "cases/.old/ours.yaml": "{"}
    folder = write_folder(tmp_path / "mine", files)
    assert titles(run("rules", "score", "ours", "sub/ours", "--rules", folder).out) == ["ours: 1 case", "sub/ours: 1 case"]
    assert titles(run("rules", "score", "--rules", folder).out)[-1] == "sub/ours: 1 case"
    assert run("rules", "check", folder).code == 0
    write_folder(folder, {"cases/sub/ours.yml": OWN})
    ran = run("rules", "check", "mine", cwd=tmp_path)
    said = "`mine/cases/sub/ours.yml` has the name of mine/cases/sub/ours.yaml with another ending; rename one of the two"
    assert (ran.code, ran.err) == (1, f"mine/cases/sub/ours.yml: {said} [same-file-name]\n")


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ("mixed (outcomes)", "mixed (situations)", " by ")), ("de", ("mixed (Ergebnisse)", "mixed (Lagen)", " nach "))],
)
def test_of_several_kinds_in_a_file_each_is_named(
    run: Run, small_folder: Path, tmp_path: Path, language: str, words: tuple[str, ...]
) -> None:
    """Over every table and every list of figures, beside other rules, and where cases are not counted."""
    case = "{id: %s, profile: {market: b2b, goals: image}, %s}"
    text = f"outcomes: [{case % ('a', 'dropped: alpha')}]\nsituations: [{case % ('b', 'bad: beta')}]\n"
    write_folder(tmp_path, {"mixed.yaml": text})
    use = ("--rules", small_folder, "--against", small_folder, "--lang", language)
    out = run("rules", "score", "mixed.yaml", *use, cwd=tmp_path).out
    lines = [line for line in out.splitlines() if line.startswith("mixed")]
    outcomes, situations, by = words
    assert [line for line in lines if not line.startswith((outcomes, situations))] == []
    for title in (outcomes, situations):
        found = [line.removeprefix(title)[:1] for line in lines if line.startswith(title)]
        # Not counted, by each of two questions, against other rules, over all cases.
        assert found == [",", by[0], by[0], ":", ":"]


@pytest.mark.slow
def test_a_file_counts_once_however_it_is_named(run: Run, tmp_path: Path) -> None:
    """Twice, by another path, by a link, and beside the name that it adds to."""
    write_folder(tmp_path, {"a.yaml": OWN, "mine/rulebook.yaml": OVERLAY, "mine/cases/panel.yaml": OWN})
    (tmp_path / "b.yaml").symlink_to(tmp_path / "a.yaml")
    assert titles(run("rules", "score", "a.yaml", "a.yaml", "./a.yaml", "b.yaml", cwd=tmp_path).out) == ["a: 1 case"]
    named = ("panel", "mine/cases/panel.yaml")
    for asked in (named, named[::-1], ("panel", "panel")):
        assert titles(run("rules", "score", *asked, "--rules", "mine", cwd=tmp_path).out) == ["panel: 361 cases"]


def test_the_list_of_an_overlay_takes_the_place_of_the_one_below(run: Run, tmp_path: Path) -> None:
    """In a file of the same name or another; with none of its own it inherits it."""
    write_folder(tmp_path, {"mine/rulebook.yaml": OVERLAY, "mine/cases/ours.yaml": OWN})
    popular = "popular: [linkedin, xing]\n"

    def found(*rules: str) -> list[str]:
        layers = [each for rule in rules for each in ("--rules", rule)]
        ran = run("rules", "score", "ours", *layers, "--format", "json", cwd=tmp_path)
        return list(json.loads(ran.out)["popular"])

    assert len(found("mine")) == 10
    for name in ("popular", "ours"):
        write_folder(
            tmp_path, {f"{name}/rulebook.yaml": OVERLAY, f"{name}/cases/{name}.yaml": popular + THEIRS * (name == "ours")}
        )
        assert found("mine", name) == ["linkedin", "xing"], name
    # What stands above has its own, or none.
    write_folder(tmp_path, {"top/rulebook.yaml": OVERLAY.replace("channelfit", "../popular"), "top/cases/popular.yaml": popular})
    assert found("mine", "top") == ["linkedin", "xing"]


def test_an_id_that_an_overlay_repeats_names_both_files(run: Run, tmp_path: Path) -> None:
    """They have the same path below `cases`."""
    write_folder(tmp_path, SMALL_BELOW)
    ran = run("rules", "check", "mine", cwd=tmp_path)
    said = "case `a` is defined twice; first at below/cases/some.yaml:1 [duplicate-id]"
    assert (ran.code, ran.err.splitlines()[0]) == (1, f"mine/cases/some.yaml:1:13: {said}")


def test_other_rules_are_those_of_a_folder_or_the_built_in_ones(run: Run, tmp_path: Path) -> None:
    """Scored on the cases of the rules at hand; a folder that is not there is told."""
    head = f"{OVERLAY}changes:\n  - {{channel: linkedin, disable: true, because: Nobody asks for it.}}\n"
    folder = write_folder(tmp_path / "mine", {"rulebook.yaml": head, "cases/ours.yaml": OWN})
    ran = run("rules", "score", "ours", "--rules", folder, "--against", "channelfit")
    assert (ran.code, ran.err) == (0, "")
    assert "Before (channelfit " in ran.out
    assert "    lost (1): ours (linkedin)\n" in ran.out
    wrong = run("rules", "score", "consultant", "--against", tmp_path / "gone")
    assert (wrong.code, wrong.out) == (2, "")
    assert f"there is no file or folder `{tmp_path / 'gone'}` [no-such-file]" in wrong.err


@pytest.mark.slow
def test_help_has_an_example_that_works(run: Run, tmp_path: Path) -> None:
    """As it stands there."""
    said = next(iter(re.findall(r"^ +channelfit (.+)", run("rules", "score", "--help").out, re.MULTILINE)))
    write_folder(tmp_path / "my-rules", {"rulebook.yaml": OVERLAY})
    ran = run(*said.split(), cwd=tmp_path)
    assert (ran.code, ran.err, titles(ran.out)) == (0, "", ["panel: 360 cases"])


# --- with their rules ---


def test_the_check_finds_what_is_wrong_with_cases_and_with_the_list(run: Run, tmp_path: Path) -> None:
    """Unknown options, channels and keys, each where it stands, in one run."""
    wrong = OWN.replace("b2b", "b2x").replace("blog", "blogg")
    write_folder(
        tmp_path,
        {
            "mine/rulebook.yaml": OVERLAY,
            "mine/cases/ours.yaml": wrong,
            "mine/cases/popular.yaml": "popular: [linkedn]\nlist: 1\n",
        },
    )
    ran = run("rules", "check", "mine", cwd=tmp_path)
    assert ran.code == 1
    assert re.findall(r"^mine/cases/(.+)$", ran.err, re.MULTILINE) == [
        "ours.yaml:2:34: `market` has no option `b2x`; did you mean `b2c`? [unknown-option]",
        "ours.yaml:2:85: unknown channel `blogg`; did you mean `blog`? [unknown-channel]",
        "popular.yaml:1:11: unknown channel `linkedn`; did you mean `linkedin`? [unknown-channel]",
        "popular.yaml:2:1: unknown key `list` in a case file; expected any of companies, meta, outcomes, popular, schema, situations [unknown-key]",
    ]


def test_advice_tests_and_differences_read_no_cases(run: Run, small_folder: Path) -> None:
    """Not even if nobody could: only those who check or score hear of it."""
    write_folder(small_folder, {"cases/broken.yaml": "companies: [\n"})
    for command in (("advise",), ("rules", "show"), ("explain", "alpha")):
        assert run(*command, "--rules", small_folder, stdin=PROFILE).err == "", command
    assert run("rules", "test", small_folder).code == 0
    assert run("rules", "diff", small_folder, small_folder, "--sample", "1").code == 0
    assert (run("rules", "check", small_folder).code, run("rules", "score", "--rules", small_folder).code) == (1, 2)


def test_a_rule_folder_may_be_called_as_its_parts_are(run: Run, tmp_path: Path) -> None:
    """A rulebook in a folder named `cases` or `tests` is one like any other."""
    for name in ("cases", "tests"):
        folder = write_folder(tmp_path / name, SMALL)
        assert run("advise", "--rules", folder, stdin=PROFILE).code == 0


REQUIRED = "  - {id: fairs, section: audience, type: yes_no, required: true, label: {de: M, en: F}, text: {de: 'M?', en: 'F?'}}\n"


def test_inherited_cases_need_not_answer_what_only_an_overlay_requires(run: Run, tmp_path: Path) -> None:
    """Nobody could add the answer in files that are not his; they are named and left out. His own cases must have it."""
    answered = OWN.replace("goals: image", "goals: image, fairs: true")
    files = {"mine/rulebook.yaml": OVERLAY, "mine/questions.yaml": f"questions:\n{REQUIRED}", "mine/cases/ours.yaml": answered}
    write_folder(tmp_path, files)
    ran = run("rules", "score", "--rules", "mine", "--format", "json", cwd=tmp_path)
    sets = {one["name"]: one for one in json.loads(ran.out)["sets"]}
    assert {name: (len(one["cases"]), len(one["skipped"])) for name, one in sets.items()} == {
        "consultant": (0, 14),
        "ours": (1, 0),
        "outcomes": (0, 123),
        "panel": (0, 360),
    }
    assert "    not scored, as a required answer is lacking (14): " in run("rules", "score", "--rules", "mine", cwd=tmp_path).out
    write_folder(tmp_path, {"mine/cases/ours.yaml": OWN})
    lacking = run("rules", "score", "ours", "--rules", "mine", cwd=tmp_path)
    assert (lacking.code, lacking.err.splitlines()[0]) == (
        2,
        "mine/cases/ours.yaml:2:25: the profile lacks `fairs` [missing-key]",
    )


def test_answers_to_disabled_questions_are_passed_over(run: Run, tmp_path: Path) -> None:
    """As channels that are disabled stay valid; a question that never was is still a mistake."""
    below = write_folder(tmp_path / "below", SMALL | {"cases/some.yaml": BELOW})
    write_folder(tmp_path, {"mine/rulebook.yaml": DISABLED, "cases.yaml": BELOW.replace("hires", "hirse")})
    assert titles(run("rules", "score", "--rules", "mine", cwd=tmp_path).out) == ["some: 1 case"]
    assert titles(run("rules", "score", below / "cases" / "some.yaml", "--rules", "mine", cwd=tmp_path).out) == ["some: 1 case"]
    wrong = run("rules", "score", "cases.yaml", "--rules", "mine", cwd=tmp_path)
    assert (wrong.code, "unknown question `hirse`" in wrong.err) == (2, True)


BELOW = "companies: [{id: a, profile: {market: b2b, goals: recruiting, hires: old}, judgements: [{rank: [alpha]}]}]\n"
SMALL_BELOW = {
    **{f"below/{path}": text for path, text in SMALL.items()},
    "below/cases/some.yaml": BELOW,
    "mine/rulebook.yaml": "id: mine\nversion: 1\nextends: ../below\n",
    "mine/cases/some.yaml": BELOW,
}
DISABLED = """\
id: mine
version: 1
extends: ../below
changes:
  - {rule: alpha/young, disable: true, because: Nobody asks.}
  - {question: hires, disable: true, because: Nobody asks.}
"""


def test_cases_are_no_part_of_the_digest() -> None:
    """They change no advice."""
    assert digest(rulebook_in(read_layers(with_cases=True))) == digest(load_rulebook())


def test_a_full_copy_has_the_cases(run: Run, tmp_path: Path) -> None:
    """Word for word, below the line for editors, and scored by its own names."""
    texts = {f"cases/{name}.yaml": (CASES / f"{name}.yaml").read_text() for name in NAMES}
    rules = write_folder(tmp_path / "zoo", ZOO | texts | {"cases/sub/panel.yaml": texts["cases/panel.yaml"]})
    assert run("rules", "init", tmp_path / "copy", "--full", "--rules", rules).code == 0
    copied = (tmp_path / "copy" / "cases" / "panel.yaml").read_text(encoding="utf-8")
    assert copied.partition("\n")[2] == (CASES / "panel.yaml").read_text(encoding="utf-8")
    assert titles(run("rules", "score", "panel", "--rules", tmp_path / "copy").out) == ["panel: 3 cases"]
    deeper = (tmp_path / "copy" / "cases" / "sub" / "panel.yaml").read_text(encoding="utf-8")
    for text, up in ((copied, ".."), (deeper, "../..")):
        assert text.splitlines()[0] == f"# yaml-language-server: $schema={up}/.schema/case_file.schema.json"


@pytest.mark.unmeasured
def test_scoring_works_out_neither_how_settled_nor_how_firm_a_result_is() -> None:
    """No figure needs the hundreds of completions and variations behind that, so their modules are not even loaded."""
    command = [sys.executable, "-X", "importtime", "-m", "channelfit", "rules", "score", "consultant", "--format", "json"]
    done = subprocess.run(command, capture_output=True, check=True, timeout=60, env=plain_environment({}))
    modules = {line.rsplit("|", 1)[1].strip() for line in done.stderr.decode().splitlines() if "|" in line}
    assert "channelfit.advice.advise" in modules
    assert (
        modules & {"numpy", "channelfit.advice.columns", "channelfit.advice.certainty", "channelfit.advice.uncertainty"} == set()
    )


# --- what is shipped ---


def test_each_file_says_what_it_is_who_judged_and_how_far_to_trust_it() -> None:
    """At its top, in words; nobody should take a language model for a crowd, or stories for a census."""
    documents, problems = read_rule_files(None, with_cases=True)
    assert problems == ()
    for name in NAMES:
        text = documents[f"cases/{name}.yaml"].source.text
        meta = " ".join(text.partition("meta:")[2].partition("\n  fields:")[0].split())
        assert re.search(r"what: .+who: .*large language model.+limits: ", meta), name


def test_the_numbers_said_of_the_cases_are_true() -> None:
    """So many of each; and of one role's first three so many are among the first four of the other."""
    _, sets = bundled_sets()
    kinds = Counter(type(case) for one in sets for case in one.cases)
    assert kinds == {Outcome: 123, JudgedCompany: 360, Situation: 14}
    companies = [case for one in sets for case in one.cases if isinstance(case, JudgedCompany)]
    shares = []
    for first, second in ((0, 1), (1, 0)):
        found = [
            channel in company.judgements[second].rank[:WIDER]
            for company in companies
            for channel in company.judgements[first].rank[:FIRST]
        ]
        shares.append(sum(found) / len(found))
    assert [round(100 * share) for share in shares] == [96, 96]
    text = read_rule_files(None, with_cases=True)[0]["cases/panel.yaml"].source.text
    assert "Of the first three of one, 96 of 100 are among the first four of the other." in text


def test_the_list_for_everybody_is_what_occurs_most_in_the_three_sets() -> None:
    """The mean of its shares among first threes, among what worked, and among what is good."""
    rulebook, sets = bundled_sets()
    counts: dict[str, Counter[str]] = {one.name: Counter() for one in sets}
    for one in sets:
        for case in one.cases:
            match case:
                case Outcome():
                    counts[one.name].update(case.worked)
                case JudgedCompany():
                    counts[one.name].update(channel for judged in case.judgements for channel in judged.rank[:FIRST])
                case Situation():
                    counts[one.name].update(case.good)
    shares = {id: sum(count[id] / count.total() for count in counts.values()) for id in rulebook.channels}
    most = sorted(shares, key=lambda id: -shares[id])[:10]
    assert popular_in(read_layers(with_cases=True).documents, rulebook) == tuple(most)
