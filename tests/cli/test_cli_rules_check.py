"""`channelfit rules check`: formats, exit codes, languages, and what to do with what it prints."""

import json
from pathlib import Path

import pytest

from channelfit.language import Language
from conftest import SMALL, Run, write_folder

TWICE = """\
rules:
  - {id: twice, criterion: market, when: {market: b2b, video: true}, channels: {alpha: {image: 1}}, why: {de: D., en: E.}, basis: [fact-one]}
"""
NEVER = TWICE.replace("video: true}", "not: {market: b2b}}").replace("id: twice", "id: never")
CASES = """\
cases:
  - {id: one, profile: {market: b2b, goals: [recruiting], hires: young, video: true}, expect: {readiness: conditional}}
  - {id: two, profile: {market: b2b, goals: [image], video: false}, expect: {readiness: conditional}}
"""


def folder(parent: Path, **files: str) -> Path:
    """The small rulebook with a situation more, and cases in which its rules hold."""
    return write_folder(parent / "my", {**SMALL, "tests/some.yaml": CASES, **files})


def test_a_warning_is_printed_with_its_place_and_a_profile_and_fails_only_on_wish(run: Run, tmp_path: Path) -> None:
    """Whole text in both languages; 0 by default, 1 with `--fail-on warning`."""
    my = folder(tmp_path, **{"situations/more.yaml": TWICE})
    ran = run("rules", "check", "my")
    assert (ran.code, ran.err) == (0, "")
    assert (
        ran.out
        == f"""\
{Path("my/situations/more.yaml")}:2:5: warning: `more/twice` holds only where `alpha/companies` holds too; both count (alpha: image +1 +2) [counted-twice]
    profile: {{"market": "b2b", "goals": ["image"], "video": true}}
info: rules that rest on judgement (2): alpha/young, beta/with-video [no-basis]
info: options that nothing reads (1): hires/old [unread-option]
Found: 1 warning (8 questions, 4 channels, 5 rules, 2 notes, 3 facts, 2 cases).
"""
    )
    assert run("rules", "check", my, "--fail-on", "warning").code == 1
    german = run("rules", "check", "my", "--lang", "de", "--fail-on", "error")
    assert german.code == 0
    assert (
        german.out
        == f"""\
{Path("my/situations/more.yaml")}:2:5: Warnung: `more/twice` gilt nur, wo auch `alpha/companies` gilt; beide zählen (alpha: image +1 +2) [counted-twice]
    Profil: {{"market": "b2b", "goals": ["image"], "video": true}}
Info: Regeln, die auf fachlicher Einschätzung beruhen (2): alpha/young, beta/with-video [no-basis]
Info: Optionen, die nichts liest (1): hires/old [unread-option]
Gefunden: 1 Warnung (8 Fragen, 4 Kanäle, 5 Regeln, 2 Hinweise, 3 Belege, 2 Testfälle).
"""
    )


def test_an_error_fails_and_names_what_clashes(run: Run, tmp_path: Path) -> None:
    """Exit 1 without any option; the profile satisfies as much as goes together."""
    folder(tmp_path, **{"situations/more.yaml": NEVER})
    ran = run("rules", "check", "my", "--lang", "de")
    assert (ran.code, ran.err) == (1, "")
    assert ran.out.splitlines()[0].endswith(
        "2:5: Fehler: Regel `more/never` gilt für kein Profil; was zu `market` verlangt wird, geht nicht zusammen [condition-never-holds]"
    )
    assert ran.out.splitlines()[-1].startswith("Gefunden: 1 Fehler (")


def test_json_has_all_findings_with_witnesses_that_can_be_piped_into_advise(run: Run, tmp_path: Path) -> None:
    """`channelfit.findings/1`; the witness shows both rules among the reasons."""
    folder(tmp_path, **{"situations/more.yaml": TWICE})
    ran = run("rules", "check", "my", "--format", "json")
    result = json.loads(ran.out)
    assert (ran.code, result["schema"], result["counts"]) == (
        0, "channelfit.findings/1", {"error": 0, "warning": 1, "info": 3, "accepted": 0},
    )  # fmt: skip
    [twice] = [entry for entry in result["findings"] if entry["id"] == "counted-twice"]
    assert twice == {
        "id": "counted-twice",
        "severity": "warning",
        "at": "more/twice",
        "place": {"file": str(Path("my/situations/more.yaml")), "line": 2, "column": 5},
        "message": "`more/twice` holds only where `alpha/companies` holds too; both count (alpha: image +1 +2)",
        "witness": {"market": "b2b", "goals": ["image"], "video": True},
        "exact": True,
        "n": None,
        "seed": None,
        "accepted": None,
    }
    advice = json.loads(run("advise", "--rules", "my", "--format", "json", stdin=json.dumps(twice["witness"])).out)
    [alpha] = [entry for entry in advice["recommended"] if entry["channel"] == "alpha"]
    assert {"more/twice", "alpha/companies"} <= {reason["rule"] for reason in alpha["reasons"]}


def test_what_is_accepted_is_not_counted_and_stands_in_json_with_its_reason(run: Run, tmp_path: Path) -> None:
    """Then nothing is left, even for `--fail-on warning`; an entry that matches nothing is a warning itself."""
    head = (
        SMALL["rulebook.yaml"]
        + "accept:\n  - {finding: counted-twice, at: more/twice, because: {de: So gemeint., en: Meant so.}}\n"
    )
    folder(tmp_path, **{"situations/more.yaml": TWICE, "rulebook.yaml": head})
    ran = run("rules", "check", "my", "--fail-on", "warning")
    assert (ran.code, ran.out.splitlines()[-2:]) == (
        0,
        ["Accepted with a reason: 1.", "No problems found: 8 questions, 4 channels, 5 rules, 2 notes, 3 facts, 2 cases."],
    )
    result = json.loads(run("rules", "check", "my", "--format", "json", "--lang", "de").out)
    assert [entry["accepted"] for entry in result["findings"] if entry["id"] == "counted-twice"] == ["So gemeint."]
    assert result["counts"] == {"error": 0, "warning": 0, "info": 3, "accepted": 1}
    (tmp_path / "my/situations/more.yaml").unlink()
    stale = run("rules", "check", "my", "--fail-on", "warning")
    assert stale.code == 1
    assert (
        "my/rulebook.yaml:6:5: warning: `counted-twice` is accepted at `more/twice`, but there is none [stale-accept]\n"
        in stale.out
    )


def test_a_finding_that_there_is_not_cannot_be_accepted(run: Run, tmp_path: Path) -> None:
    """Told beside all else that makes the rulebook unreadable; `rules test` tells it too, and advice does not need to know."""
    head = SMALL["rulebook.yaml"] + "accept:\n  - {finding: counted-twise, at: more/twice, because: So.}\n"
    folder(tmp_path, **{"rulebook.yaml": head})
    name = str(Path("my/rulebook.yaml"))
    unknown = f"{name}:6:15: `finding` has unknown value `counted-twise`; did you mean `counted-twice`? [unknown-value]\n"
    for command, code in (("check", 1), ("test", 2)):
        ran = run("rules", command, "my")
        assert (ran.code, ran.out) == (code, "")
        assert ran.err.startswith(unknown)
    assert run("advise", "--rules", "my", stdin="{market: b2b, goals: [image]}").code == 0
    folder(tmp_path, **{"rulebook.yaml": head.replace("at: more/twice", "att: more/twice")})
    where = [line.split(": ")[0] for line in run("rules", "check", "my").err.splitlines() if line.startswith(name)]
    assert where == [f"{name}:6:5", f"{name}:6:15", f"{name}:6:30"]


def test_a_sampled_finding_says_so_with_number_and_seed(run: Run, tmp_path: Path) -> None:
    """In the text and in JSON; a long profile stands in JSON only if it is too long for a line."""
    weak = SMALL["channels/gamma.yaml"].replace("{image: -3, recruiting: 1}", "{image: -3}")
    folder(tmp_path, **{"channels/gamma.yaml": weak})
    text = run("rules", "check", "my").out
    assert '1:1: warning: `gamma` is never recommended (sampled: 2000 profiles, seed "rules check") [never-recommended]\n' in text
    result = json.loads(run("rules", "check", "my", "--format", "json").out)
    [found] = [entry for entry in result["findings"] if entry["id"] == "never-recommended"]
    assert (found["exact"], found["n"], found["seed"]) == (False, 2000, "rules check")
    assert set(found["witness"]) >= {"market", "goals", "video", "hours_per_week"}


def test_very_many_findings_of_a_kind_are_cut_short(run: Run, tmp_path: Path) -> None:
    """Twenty, and how many more."""
    rule = TWICE.splitlines()[1]
    rules = [
        rule.replace("id: twice", f"id: twice-{number}").replace("video: true", f"hours_per_week: {number}")
        for number in range(30)
    ]
    folder(tmp_path, **{"situations/more.yaml": "rules:\n" + "\n".join(rules) + "\n"})
    lines = run("rules", "check", "my").out.splitlines()
    assert sum("[counted-twice]" in line and "warning" in line for line in lines) == 20
    assert "... and 10 more [counted-twice]" in lines


def test_an_unknown_finding_in_accept_is_a_problem_like_any_other(run: Run, tmp_path: Path) -> None:
    """On stderr, with the nearest id, exit 1; nothing else is looked at."""
    head = SMALL["rulebook.yaml"] + "accept:\n  - {finding: count-twice, at: more/twice, because: x}\n"
    folder(tmp_path, **{"rulebook.yaml": head})
    ran = run("rules", "check", "my")
    assert (ran.code, ran.out) == (1, "")
    assert "`finding` has unknown value `count-twice`; did you mean `counted-twice`? [unknown-value]" in ran.err


@pytest.mark.slow
@pytest.mark.unmeasured
@pytest.mark.parametrize("language", ["de", "en"])
def test_the_built_in_rulebook_has_nothing_to_warn_of(run: Run, language: Language) -> None:
    """Whatever is found has a reason; the last line is the one that was always there."""
    ran = run("rules", "check", "--fail-on", "warning", "--lang", language)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[-1].startswith("Keine Probleme gefunden: " if language == "de" else "No problems found: ")


def test_a_folder_that_is_not_there_ends_with_2(run: Run) -> None:
    """As for every other command."""
    assert run("rules", "check", "nowhere").code == 2
    assert run("rules", "check", "--fail-on", "info").code == 2


LOGOS = [
    (None, "no-such-file", "es gibt keine Datei und keinen Ordner"),
    ("Kein Bild.", "logo-not-an-image", "enthält kein Bild; erwartet wird PNG, JPEG, GIF, WebP oder ein SVG in UTF-8"),
    ("x" * 70_000, "logo-too-large", "das Logo ist 69 KB groß, erwartet werden höchstens 32 KB"),
    ("<svg><script/></svg>", "logo-active-content", "das Logo hat `<script`; erwartet wird ein SVG ohne Skripte"),
]


@pytest.mark.parametrize(("logo", "id", "said"), LOGOS)
def test_a_logo_that_cannot_be_shown_is_a_problem_like_any_other(
    run: Run, tmp_path: Path, logo: str | None, id: str, said: str
) -> None:
    """On stderr with its line, exit 1; who only tests the rules does not need it."""
    my = folder(tmp_path, **{"rulebook.yaml": SMALL["rulebook.yaml"] + "house:\n  logo: logo.svg\n"})
    if logo is not None:
        write_folder(my, {"logo.svg": logo})
    ran = run("rules", "check", "my", "--lang", "de")
    assert (ran.code, ran.out) == (1, "")
    first, *excerpt = ran.err.splitlines()
    assert first.startswith(f"{Path('my/rulebook.yaml')}:6:9: ")
    assert said in first
    assert first.endswith(f"[{id}]")
    assert excerpt == ["    6 |   logo: logo.svg", "      |         ^~~~~~~~"]
    assert run("rules", "test", "my").code == 0


def test_a_logo_that_can_be_shown_is_not_mentioned(run: Run, tmp_path: Path) -> None:
    """Relative to the folder of the rules, wherever the program is started."""
    my = folder(tmp_path, **{"rulebook.yaml": SMALL["rulebook.yaml"] + "house:\n  logo: logo.svg\n"})
    write_folder(my, {"logo.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>'})
    for name, cwd in ((my, None), (".", my)):
        ran = run("rules", "check", name, cwd=cwd)
        assert (ran.code, ran.err) == (0, "")


def test_what_the_rules_below_accept_is_no_finding_of_who_builds_on_them(run: Run, tmp_path: Path) -> None:
    """Nobody there could take the entry out; nor is it stale that a channel is drawn after all, which comes and goes."""
    head = SMALL["rulebook.yaml"] + "accept:\n  - {finding: counted-twice, at: more/twice, because: {de: So., en: So.}}\n"
    folder(tmp_path, **{"rulebook.yaml": head})
    assert "[stale-accept]" in run("rules", "check", "my").out
    drawn = SMALL["rulebook.yaml"] + "accept:\n  - {finding: never-recommended, at: alpha, because: {de: So., en: So.}}\n"
    write_folder(tmp_path / "drawn", {**SMALL, "rulebook.yaml": drawn})
    assert "[stale-accept]" not in run("rules", "check", "drawn").out
    write_folder(tmp_path / "top", {"rulebook.yaml": "schema: 1\nid: top\nversion: 1\nextends: ../my\n"})
    assert "[stale-accept]" not in run("rules", "check", "top").out
