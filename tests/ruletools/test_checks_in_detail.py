"""What single checks of `rules check` look at, beyond their samples."""

import re

from channelfit.advice.drawing import drawn_companies
from channelfit.language import Language
from channelfit.render.phrases.voice import Voice
from channelfit.render.plain.findings import findings_as_plain
from channelfit.render.reports.findings import render_findings
from channelfit.ruletools.checks.condition_always_holds import CONDITION_ALWAYS_HOLDS
from channelfit.ruletools.checks.condition_never_holds import CONDITION_NEVER_HOLDS
from channelfit.ruletools.checks.counted_twice import COUNTED_TWICE
from channelfit.ruletools.checks.no_basis import NO_BASIS
from channelfit.ruletools.checks.outdated_evidence import OUTDATED_EVIDENCE
from channelfit.ruletools.checks.run import check
from channelfit.ruletools.checks.silent_region import SILENT_REGION
from channelfit.ruletools.checks.unread_question import UNREAD_QUESTION
from channelfit.source.problem import Severity
from conftest import SMALL, rulebook_of
from ruletools.found import PAIRS, assert_shown, found_in, laid_over, message, read


def situation(*rules: str) -> dict[str, str]:
    """A situation file: `id | when | effect | criterion`."""
    lines = ["rules:"]
    for rule in rules:
        id, when, effect, criterion = (part.strip() for part in rule.split("|"))
        lines.append(
            f"  - {{id: {id}, criterion: {criterion}, when: {{{when}}}, {effect}, why: {{de: D., en: E.}}, basis: judgement}}"
        )
    return {"situations/more.yaml": "\n".join(lines) + "\n"}


def test_conditions_of_all_kinds_are_looked_at() -> None:
    """Limits, checks, rules on hours, notes and `ask_when`, each named by where it stands."""
    never = "{goals: {none_of: [image, recruiting, sales]}}"
    readiness = SMALL["readiness.yaml"].replace('met_when: {backing: "yes"}', f"applies_when: {never}, met_when: {never}")
    changes = {
        "goals.yaml": SMALL["goals.yaml"].replace("when: {market: b2b}", "when: {goals: {none_of: [sales]}}"),
        "readiness.yaml": readiness.replace("{when: {backing: partly}", f"{{when: {never}"),
        "questions.yaml": SMALL["questions.yaml"].replace(
            "ask_when: {goals: recruiting}", "ask_when: {market: b2b, not: {market: b2b}}"
        ),
    }
    found = found_in(changes, CONDITION_NEVER_HOLDS)
    places = [finding.at for finding in found]
    assert places == [
        "hires", "sales/limit-1", "alpha/young", "backing/applies_when", "backing/met_when", "backing/partly_when", "hours-1",
    ]  # fmt: skip


def test_a_check_that_everyone_meets_and_a_note_for_everyone_are_found() -> None:
    """But not a limit or a rule on hours that always holds: they have no other place."""
    always = "{any: [{market: b2b}, {market: b2c}]}"
    changes = {
        "readiness.yaml": SMALL["readiness.yaml"]
        .replace('{backing: "yes"}', always)
        .replace("{backing: partly}, times", f"{always}, times"),
        "situations/general.yaml": SMALL["situations/general.yaml"].replace("{market: b2b, goals: sales}", always),
        "goals.yaml": SMALL["goals.yaml"].replace("when: {market: b2b}", f"when: {always}"),
    }
    assert [finding.at for finding in found_in(changes, CONDITION_ALWAYS_HOLDS)] == ["b2b-sales", "backing/met_when"]


def test_the_same_condition_twice_is_named_once() -> None:
    """At the later one."""
    found = found_in(situation("again | market: b2b | channels: {alpha: {image: 1}} | market"), COUNTED_TWICE)
    assert [(finding.at, finding.values["other"]) for finding in found] == [("more/again", "alpha/companies")]


def test_points_count_together_only_where_the_goal_is_a_goal() -> None:
    """Whoever has the goal satisfies the wider rule; the points for other goals are another matter."""
    changes = situation(
        "recruits | goals: recruiting | channels: {alpha: {image: 1, recruiting: 1}} | offer",
        "backed | backing: partly | channels: {alpha: {image: 1, recruiting: 1}} | offer",
    )
    found = found_in(changes, COUNTED_TWICE)
    assert [(finding.at, finding.values["sums"]) for finding in found] == [("more/backed", "alpha: recruiting +1 +1")]


def test_an_unread_question_with_options_has_a_witness_that_answers_it() -> None:
    """And a question that only another unread one narrows is read by nobody either."""
    questions = SMALL["questions.yaml"] + (
        "  - {id: press, section: all, type: multi, text: {de: P, en: P}, options: {tv: {de: t, en: t}}}\n"
        "  - {id: best, section: all, type: multi, text: {de: B, en: B}, options: {tv: {de: t, en: t}}, subset_of: press}\n"
    )
    found = found_in({"questions.yaml": questions}, UNREAD_QUESTION)
    assert [(finding.at, finding.witness) for finding in found] == [
        ("press", {"market": ("b2b",), "goals": ("image",), "press": ("tv",)}),
        ("best", {"market": ("b2b",), "goals": ("image",), "press": ("tv",), "best": ("tv",)}),
    ]
    note = "  - {id: n, when: {best: tv}, severity: info, for: team, says: {de: a., en: b.}, basis: judgement}\n"
    read_by_one = {"questions.yaml": questions, "situations/general.yaml": SMALL["situations/general.yaml"] + note}
    assert found_in(read_by_one, UNREAD_QUESTION) == []


def test_who_is_drawn_can_be_answered() -> None:
    """Whoever names two of what is read reads two: what is drawn with less of it is no example of anything."""
    two = "options: {tv: {de: t, en: t}, radio: {de: r, en: r}}"
    questions = SMALL["questions.yaml"] + (
        f"  - {{id: press, section: all, type: multi, text: {{de: P, en: P}}, {two}}}\n"
        f"  - {{id: best, section: all, type: multi, min: 2, text: {{de: B, en: B}}, {two}, subset_of: press}}\n"
    )
    changes = {"questions.yaml": questions} | situation(
        "narrow | best: tv | channels: {alpha: {image: 1}} | offer",
        "wide | press: radio | channels: {alpha: {image: 1}} | offer",
        "never | best: tv, press: {none_of: [radio]} | channels: {alpha: {image: 1}} | audience",
    )
    assert [finding.at for finding in found_in(changes, COUNTED_TWICE)] == ["more/narrow"]
    assert [finding.at for finding in found_in(changes, CONDITION_NEVER_HOLDS)] == ["more/never"]
    drawn = drawn_companies(rulebook_of(changes), 200, "some")
    assert {answers.get("best") for answers in drawn} == {None, ("tv", "radio")}


def test_a_rulebook_in_one_language_can_be_checked_in_the_other() -> None:
    """What the rulebook says stays in its language, the findings are worded in both."""
    head = "id: small\nversion: 1\nlanguages: [de]\naccept:\n  - {finding: unread-option, at: hires/old, because: {de: Rest.}}\n"
    german = {path: re.sub(r", en: ('[^']*'|\"[^\"]*\"|[^,}]*)}", "}", text) for path, text in SMALL.items()}
    rulebook, cases = read({**german, "rulebook.yaml": head})
    plain = findings_as_plain(check(rulebook, cases), Voice(Language.EN, rulebook))
    assert isinstance(plain["findings"], list)
    assert [entry["accepted"] for entry in plain["findings"] if entry["id"] == "unread-option"] == ["Rest."]


def test_a_region_that_is_silent_for_some_is_told_with_its_share() -> None:
    """Sampled, and says so; exact only if it is silent for all."""
    files = laid_over(PAIRS / "silent-region" / "bad.yaml")
    files["situations/more.yaml"] = files["situations/more.yaml"].replace("{market: b2b, goals: {first: image}}", "{video: true}")
    rulebook, cases = read(files)
    found = [finding for finding in check(rulebook, cases) if finding.id == SILENT_REGION.id]
    assert [(finding.at, finding.severity) for finding in found] == [
        ("b2b/support", Severity.INFO),
        ("b2c/support", Severity.INFO),
    ]
    for finding in found:
        assert finding.sampled is not None
        assert_shown(finding, rulebook)
    assert re.fullmatch(
        r'`b2b` with `support` as the first goal: in \d+ of \d+ profiles no rule speaks for a channel \(sampled: 2000 .*"\)',
        message(found[0], rulebook),
    )


def test_a_version_without_a_year_has_no_old_facts_and_a_newer_fact_saves_an_old_one() -> None:
    """And the age is a setting."""
    head = SMALL["rulebook.yaml"].replace("version: 1", "version: 2026.3")
    strict = {"rulebook.yaml": head + "settings: {evidence_max_age_years: 1}\n"}
    assert {finding.at for finding in check(rulebook_of(strict), ()) if finding.id == OUTDATED_EVIDENCE.id} == {
        "alpha/companies",
        "general/no-video",
    }
    both = {**strict, "situations/general.yaml": SMALL["situations/general.yaml"].replace("[fact-one]", "[fact-one, fact-two]")}
    assert [finding.at for finding in check(rulebook_of(both), ()) if finding.id == OUTDATED_EVIDENCE.id] == ["alpha/companies"]
    assert [finding for finding in check(rulebook_of({"rulebook.yaml": head}), ()) if finding.id == OUTDATED_EVIDENCE.id] == []


def test_an_info_without_a_name_for_many_of_them_is_told_one_by_one() -> None:
    """One with such a name is only counted."""
    rulebook, cases = read(SMALL)
    found = [finding for finding in check(rulebook, cases) if finding.id == NO_BASIS.id]
    unnamed = [finding._replace(check=NO_BASIS._replace(counted=None)) for finding in found]
    voice = Voice(Language.EN, rulebook)
    assert render_findings(found, 0, voice).splitlines()[:-1] == [
        "info: rules that rest on judgement (2): alpha/young, beta/with-video [no-basis]"
    ]
    told = [line for line in render_findings(unnamed, 0, voice).splitlines() if line.endswith("[no-basis]")]
    assert [line.split(": ", 1)[1] for line in told] == [
        "info: `alpha/young` rests on judgement [no-basis]",
        "info: `beta/with-video` rests on judgement [no-basis]",
    ]
