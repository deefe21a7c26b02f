"""What `rules check` finds, what it leaves alone, and that every witness shows what it claims."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from random import Random

import pytest
import yaml

from channelfit.advice.advise import advise
from channelfit.advice.fit import score
from channelfit.advice.model import Advice
from channelfit.files import load_rulebook, read_rule_files
from channelfit.language import Language, Text
from channelfit.profile import Profile, known_answers, missing_answers, read_profile
from channelfit.render.phrases.findings import message_of
from channelfit.render.plain.findings import findings_as_plain
from channelfit.render.reports.findings import render_findings
from channelfit.render.reports.profile_text import render_profile
from channelfit.rulebook.accepted import FINDING_IDS
from channelfit.rulebook.condition import Answer, holds
from channelfit.rulebook.digest import digest
from channelfit.rulebook.model import Criterion, Effect, Rule, Rulebook
from channelfit.rulebook.reader import read_rulebook
from channelfit.ruletools.cases import Case, read_cases
from channelfit.ruletools.checks.check import CHECKS, check, stale_accept
from channelfit.ruletools.checks.conditions import condition_always_holds, condition_never_holds
from channelfit.ruletools.checks.finding import Finding, Scope, Severity
from channelfit.ruletools.checks.points import counted_twice, opposite_points, points_on_excluded
from channelfit.ruletools.checks.questions import unread_question
from channelfit.ruletools.checks.sample import sample_of
from channelfit.source.document import read_documents
from channelfit.source.problem import InvalidInput
from conftest import HERE, SMALL, documents_of, rulebook_of
from ruletools.test_boxes import profiles, random_condition

PAIRS = HERE / "data" / "check"


def laid_over(path: Path) -> dict[str, str]:
    """The small rulebook with the files of a sample laid over it; a name that ends in `+` adds to the file."""
    files = dict(SMALL)
    for name, text in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        files[name.removesuffix("+")] = files[name[:-1]] + text if name.endswith("+") else text
    return files


def read(files: Mapping[str, str]) -> tuple[Rulebook, tuple[Case, ...]]:
    """A rulebook and its cases."""
    documents, problems = documents_of(files)
    rulebook = read_rulebook(documents, "small", problems)
    cases, _, wrong = read_cases(documents, rulebook)
    assert wrong == ()
    return rulebook, cases


USUAL = {(finding.id, finding.at) for finding in check(*read(SMALL))}


@cache
def new_findings(id: str, sample: str) -> tuple[Rulebook, list[Finding]]:
    """What a sample of an id has that the small rulebook does not have."""
    rulebook, cases = read(laid_over(PAIRS / id / f"{sample}.yaml"))
    return rulebook, [one for one in check(rulebook, cases) if one.id == id and (id, one.at) not in USUAL]


EXPECTED: dict[str, tuple[str, str]] = {
    "condition-never-holds": (
        "more/nobody-asked",
        "rule `more/nobody-asked` holds for no profile; what it wants of `goals`, `hires` does not go together",
    ),
    "condition-always-holds": (
        "more/everyone",
        "rule `more/everyone` holds for every complete profile and so says nothing about the situation",
    ),
    "counted-twice": (
        "more/companies-on-video",
        "`more/companies-on-video` holds only where `alpha/companies` holds too; both count (alpha: image +1 +2)",
    ),
    "opposite-points": (
        "more/no-consumers",
        "`more/no-consumers` holds exactly where `alpha/companies` does, with opposite points (alpha: image -1 +2)",
    ),
    "points-on-excluded": (
        "more/unseen",
        "`more/unseen` gives `alpha` points that never count; the channel is ruled out there by more/ruled-out, more/unbacked",
    ),
    "outweighing-rule": ("more/decides", "`more/decides` outweighs all other rules of `alpha` together (sales +4)"),
    "unread-question": ("founded", "nothing reads question `founded`; its answer changes nothing"),
    "unread-option": ("size/small", "nothing reads option `small` of question `size`"),
    "silent-region": ("b2b/support", "`b2b` with `support` as the first goal: no rule ever speaks for a channel"),
    "never-recommended": ("zeta", '`zeta` is never recommended (sampled: 2000 profiles, seed "rules check")'),
    "always-recommended": ("zeta", '`zeta` is always recommended (sampled: 2000 profiles, seed "rules check")'),
    "dominated-channel": (
        "zeta",
        '`zeta` never fits better than gamma and takes no fewer hours (sampled: 2000 profiles, seed "rules check")',
    ),
    "placeholder-differs": ("more/told", "the text of `more/told` does not name `{hires}` in each language; missing in: en"),
    "no-basis": ("more/believed", "`more/believed` rests on judgement"),
    "outdated-evidence": (
        "alpha/companies",
        "`alpha/companies` rests on evidence from before 2032 alone: fact-one (2024)",
    ),
    "unused-evidence": ("fact-three", "nothing cites evidence `fact-three`"),
    "untested-rule": ("more/untried", "`more/untried` holds in no case"),
    "stale-accept": ("hires/nobody", "`unread-option` is accepted at `hires/nobody`, but there is none"),
}


@pytest.mark.parametrize("id", FINDING_IDS)
def test_a_bad_sample_is_found_and_a_near_miss_is_not(id: str) -> None:
    """With the message as it reads, and the same in German with the same parts."""
    at, message = EXPECTED[id]
    _, found = new_findings(id, "bad")
    messages = {(one.at, message_of(one, Language.EN)): one for one in found}
    assert (at, message) in messages
    german = message_of(messages[at, message], Language.DE)
    assert german != message
    assert sorted(re.findall(r"`[^`]*`", german)) == sorted(re.findall(r"`[^`]*`", message))
    assert new_findings(id, "near-miss")[1] == []


def test_every_check_is_documented_and_named_like_its_id() -> None:
    """What, why, a bad and a good sample; ids are known to who reads `accept`."""
    looks = (*CHECKS, stale_accept)
    assert [look.__name__.replace("_", "-") for look in looks] == list(FINDING_IDS)
    for look in looks:
        said = look.__doc__ or ""
        assert "Bad" in said, look
        assert "Good" in said, look
        assert "itness" in said, look
    assert {path.name for path in PAIRS.iterdir()} == set(FINDING_IDS)


# --- witnesses ---


def advised(finding: Finding, rulebook: Rulebook) -> Advice:
    """The advice for a witness, read from the text that a user would pipe."""
    assert finding.witness is not None
    text = render_profile(Profile(answers=finding.witness), rulebook)
    [document], problems = read_documents(text, "witness")
    profile, wrong = read_profile(document, rulebook)
    assert (problems, wrong, missing_answers(rulebook, profile)) == ((), (), ())
    return advise(rulebook, profile)


def fired(advice: Advice) -> dict[str, Rule]:
    """The rules that hold."""
    answers = known_answers(advice.rulebook, advice.profile)
    return {rule.id: rule for rule in advice.rulebook.rules if holds(rule.when, answers)}


def chosen(advice: Advice) -> set[str]:
    """What is recommended."""
    return {one.fit.channel.id for one in (*advice.recommended, *advice.basics)}


def without(advice: Advice, question: str, option: str = "") -> Advice:
    """The advice without an answer, or without an option of it."""
    answers = dict(advice.profile.answers)
    given = answers.pop(question)
    if option and isinstance(given, tuple) and len(given) > 1:
        answers[question] = tuple(one for one in given if one != option)
    return advise(advice.rulebook, Profile(answers=answers))


def shows(finding: Finding, advice: Advice) -> bool:
    """Whether the advice for the witness shows what the finding says."""
    values, rules = finding.values, fired(advice)
    match finding.id:
        case "condition-never-holds":
            return finding.at not in rules
        case "condition-always-holds" | "no-basis" | "untested-rule":
            return finding.at in rules or finding.at in {note.id for note in advice.notes}
        case "counted-twice" | "opposite-points":
            channel = re.split(r"[:;]", values["sums"])[0]
            reasons = {reason.rule.id for reason in advice.fits[channel].reasons}
            return {finding.at, values["other"]} <= reasons
        case "points-on-excluded":
            fit = advice.fits[values["channel"]]
            return finding.at in rules and {rule.id for rule in fit.excluded_by} <= set(values["others"].split(", "))
        case "outweighing-rule":
            [fit] = [one for id, one in advice.fits.items() if id == values["channel"]]
            reason = next(one for one in fit.reasons if one.rule.id == finding.at)
            [(goal, points)] = reason.points.items()
            rest = sum(one.points.get(goal, 0) for one in fit.reasons) - points
            return rest < 0 < rest + points
        case "unread-question":
            return without(advice, finding.at).fits == advice.fits
        case "unread-option":
            question, option = finding.at.split("/")
            return without(advice, question, option).fits == advice.fits
        case "silent-region":
            goal = values["goal"]
            fits = [fit.goals[goal] for fit in advice.fits.values() if goal in fit.goals]
            return advice.profile.answers["market"] == (values["market"],) and not any(fit.counts for fit in fits)
        case "never-recommended":
            return finding.at not in chosen(advice)
        case "always-recommended":
            return finding.at in chosen(advice)
        case "dominated-channel":
            other = values["others"].split(", ")[0]
            ours, theirs = advice.fits[finding.at].goals, advice.fits[other].goals
            return all(goal in theirs and theirs[goal].fit >= fit.fit for goal, fit in ours.items() if fit.counts)
        case _:
            return finding.at in rules


@pytest.mark.parametrize("id", FINDING_IDS)
def test_the_witness_can_be_advised_and_shows_what_is_claimed(id: str) -> None:
    """Only what is about no company has none."""
    rulebook, found = new_findings(id, "bad")
    for finding in found:
        if id in ("unused-evidence", "stale-accept"):
            assert finding.witness is None
        else:
            assert shows(finding, advised(finding, rulebook)), finding


BUILT_IN = load_rulebook()
BUILT_IN_CASES = read_cases(read_rule_files(None)[0], BUILT_IN)[0]
BUILT_IN_FOUND = check(BUILT_IN, BUILT_IN_CASES)


def test_the_built_in_rulebook_has_nothing_that_is_not_explained() -> None:
    """What is accepted has a reason in both languages."""
    left = [one for one in BUILT_IN_FOUND if one.severity is not Severity.INFO and one.accepted is None]
    assert left == []
    for accepted in BUILT_IN.accepted:
        assert all(len(text) > 20 and text.endswith(".") for text in accepted.because)
        assert accepted.because.de != accepted.because.en


@pytest.mark.parametrize("id", sorted({one.id for one in BUILT_IN_FOUND}))
def test_every_witness_in_the_built_in_rulebook_shows_its_finding(id: str) -> None:
    """Also with 33 questions and 334 rules."""
    for finding in [one for one in BUILT_IN_FOUND if one.id == id]:
        assert shows(finding, advised(finding, BUILT_IN)), finding


# --- accepting ---


def accepting(entries: str, version: str = "1") -> dict[str, str]:
    """The head of the small rulebook, with what it accepts."""
    head = f"schema: 1\nid: small\nversion: {version}\nlanguages: [de, en]\naccept:\n{entries}"
    return {"rulebook.yaml": head}


def test_what_is_accepted_keeps_its_reason_and_does_not_count() -> None:
    """The finding is still there; a plain reason serves both languages; the digest stays."""
    rulebook = rulebook_of(accepting("  - {finding: unread-option, at: hires/old, because: The rest.}\n"))
    [found] = [one for one in check(rulebook, ()) if one.id == "unread-option"]
    assert found.accepted is not None
    assert found.accepted.because == Text("The rest.", "The rest.")
    assert digest(rulebook) == digest(rulebook_of())
    assert "Accepted with a reason: 1.\n" in render_findings(check(rulebook, ()), rulebook, 0, Language.EN)


def test_an_unknown_finding_or_a_missing_reason_makes_the_rulebook_unreadable() -> None:
    """With the nearest id."""
    with pytest.raises(InvalidInput) as caught:
        rulebook_of(accepting("  - {finding: counted-twise, at: alpha/companies}\n  - {finding: no-basis, because: x, att: y}\n"))
    assert str(caught.value).splitlines() == [
        "rulebook.yaml:6:5: `accept` lacks `because` [missing-key]",
        "rulebook.yaml:6:15: `finding` has unknown value `counted-twise`; did you mean `counted-twice`? [unknown-value]",
        "rulebook.yaml:7:5: `accept` lacks `at` [missing-key]",
        "rulebook.yaml:7:37: unknown key `att` in `accept`; did you mean `at`? [unknown-key]",
    ]


# --- details of single checks ---


def found_in(changes: Mapping[str, str], look: Callable[[Scope], Iterator[Finding]], count: int = 200) -> list[Finding]:
    """What one check finds."""
    rulebook, cases = read({**SMALL, **changes})
    return list(look(Scope(rulebook, cases, count)))


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
    found = found_in(changes, condition_never_holds)
    places = [one.at for one in found]
    assert places == [
        "alpha/young", "sales/limit-1", "backing/applies_when", "backing/met_when", "backing/partly_when", "hours-1", "hires",
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
    assert [one.at for one in found_in(changes, condition_always_holds)] == ["b2b-sales", "backing/met_when"]


def test_the_same_condition_twice_is_named_once() -> None:
    """At the later one."""
    found = found_in(situation("again | market: b2b | channels: {alpha: {image: 1}} | market"), counted_twice)
    assert [(one.at, one.values["other"]) for one in found] == [("more/again", "alpha/companies")]


def test_points_count_together_only_where_the_goal_is_a_goal() -> None:
    """Whoever has the goal satisfies the wider rule; the points for other goals are another matter."""
    changes = situation(
        "recruits | goals: recruiting | channels: {alpha: {image: 1, recruiting: 1}} | offer",
        "backed | backing: partly | channels: {alpha: {image: 1, recruiting: 1}} | offer",
    )
    found = found_in(changes, counted_twice)
    assert [(one.at, one.values["sums"]) for one in found] == [("more/backed", "alpha: recruiting +1 +1")]


def test_an_unread_question_with_options_has_a_witness_that_answers_it() -> None:
    """And a question that only another unread one narrows is read by nobody either."""
    questions = SMALL["questions.yaml"] + (
        "  - {id: press, section: all, type: multi, text: {de: P, en: P}, options: {tv: {de: t, en: t}}}\n"
        "  - {id: best, section: all, type: multi, text: {de: B, en: B}, options: {tv: {de: t, en: t}}, subset_of: press}\n"
    )
    found = found_in({"questions.yaml": questions}, unread_question)
    assert [(one.at, one.witness) for one in found] == [
        ("press", {"market": ("b2b",), "goals": ("image",), "press": ("tv",)}),
        ("best", {"market": ("b2b",), "goals": ("image",), "press": ("tv",), "best": ("tv",)}),
    ]
    note = "  - {id: n, when: {best: tv}, severity: info, for: team, says: {de: a., en: b.}, basis: judgement}\n"
    read_by_one = {"questions.yaml": questions, "situations/general.yaml": SMALL["situations/general.yaml"] + note}
    assert found_in(read_by_one, unread_question) == []


def test_a_rulebook_in_one_language_can_be_checked_in_the_other() -> None:
    """What the rulebook says stays in its language, the findings are worded in both."""
    head = "id: small\nversion: 1\nlanguages: [de]\naccept:\n  - {finding: unread-option, at: hires/old, because: {de: Rest.}}\n"
    german = {path: re.sub(r", en: ('[^']*'|\"[^\"]*\"|[^,}]*)}", "}", text) for path, text in SMALL.items()}
    rulebook, cases = read({**german, "rulebook.yaml": head})
    plain = findings_as_plain(check(rulebook, cases), rulebook, Language.EN)
    assert isinstance(plain["findings"], list)
    assert [one["accepted"] for one in plain["findings"] if one["id"] == "unread-option"] == ["Rest."]


def test_a_region_that_is_silent_for_some_is_told_with_its_share() -> None:
    """Sampled, and says so; exact only if it is silent for all."""
    files = laid_over(PAIRS / "silent-region" / "bad.yaml")
    files["situations/more.yaml"] = files["situations/more.yaml"].replace("{market: b2b, goals: {first: image}}", "{video: true}")
    rulebook, cases = read(files)
    found = [one for one in check(rulebook, cases) if one.id == "silent-region"]
    assert [(one.at, one.severity) for one in found] == [("b2b/support", Severity.INFO), ("b2c/support", Severity.INFO)]
    assert all(shows(one, advised(one, rulebook)) and one.drawn is not None for one in found)
    assert re.fullmatch(
        r'`b2b` with `support` as the first goal: in \d+ of \d+ profiles no rule speaks for a channel \(sampled: 2000 .*"\)',
        message_of(found[0], Language.EN),
    )


def test_a_version_without_a_year_has_no_old_facts_and_a_newer_fact_saves_an_old_one() -> None:
    """And the age is a setting."""
    head = SMALL["rulebook.yaml"].replace("version: 1", "version: 2026.3")
    strict = {"rulebook.yaml": head + "settings: {evidence_max_age_years: 1}\n"}
    assert {one.at for one in check(rulebook_of(strict), ()) if one.id == "outdated-evidence"} == {
        "alpha/companies",
        "general/no-video",
    }
    both = {**strict, "situations/general.yaml": SMALL["situations/general.yaml"].replace("[fact-one]", "[fact-one, fact-two]")}
    assert [one.at for one in check(rulebook_of(both), ()) if one.id == "outdated-evidence"] == ["alpha/companies"]
    assert [one for one in check(rulebook_of({"rulebook.yaml": head}), ()) if one.id == "outdated-evidence"] == []


# --- the exact checks against trying all profiles ---


def random_rulebook(number: int, small: Rulebook) -> Rulebook:
    """The small rulebook with four or five random rules over its questions."""
    draw = Random(f"rulebook {number}")
    questions = {id: small.questions[id] for id in ("market", "goals", "hires", "video", "backing")}
    rules = []
    for place in range(draw.randint(4, 5)):
        points = {goal: draw.choice([-2.0, 1.0, 2.0]) for goal in draw.sample(["image", "recruiting"], draw.randint(1, 2))}
        effect = Effect(points={}, excludes=True) if draw.random() < 0.2 else Effect(points=points, excludes=False)
        rules.append(
            small.rules[0]._replace(
                id=f"r/{place}",
                criterion=draw.choice([Criterion.MARKET, Criterion.MEANS]),
                when=random_condition(draw, questions, draw.randint(1, 2)),
                effects={"alpha": effect},
            )
        )
    return small._replace(rules=tuple(rules))


def all_profiles(small: Rulebook) -> list[dict[str, Answer]]:
    """Every complete profile as far as the random rules read it."""
    return list(profiles({id: small.questions[id] for id in ("market", "goals", "hires", "video", "backing")}))


def test_exact_findings_agree_with_trying_all_profiles(small: Rulebook) -> None:
    """Which rules never and always hold, count together, contradict each other, or give points to what is excluded."""
    everyone = all_profiles(small)
    total = dict.fromkeys(("never", "always", "twice", "opposite", "excluded"), 0)
    for number in range(250):
        rulebook = random_rulebook(number, small)
        where = {
            rule.id: frozenset(row for row, known in enumerate(everyone) if holds(rule.when, known)) for rule in rulebook.rules
        }
        scope = Scope(rulebook, (), 16)
        never = {one.at for one in condition_never_holds(scope) if one.at.startswith("r/")}
        assert never == {id for id, rows in where.items() if not rows}
        always = {one.at for one in condition_always_holds(scope) if one.at.startswith("r/")}
        assert always == {id for id, rows in where.items() if len(rows) == len(everyone)}
        with_goal = {goal: _rows_with(goal, everyone) for goal in ("image", "recruiting")}
        twice = {(one.at, one.values["other"]) for one in counted_twice(scope)}
        expected = _expected_pairs(rulebook, where, with_goal)
        assert {frozenset(pair) for pair in twice} == {frozenset(pair) for pair in expected}, number
        assert twice <= expected, number
        opposite = {frozenset((one.at, one.values["other"])) for one in opposite_points(scope)}
        assert opposite == _expected_opposites(rulebook, where, with_goal), number
        excluded = frozenset().union(*(where[rule.id] for rule in rulebook.rules if rule.effects["alpha"].excludes))
        late = {one.at for one in points_on_excluded(scope)}
        giving = [rule.id for rule in rulebook.rules if rule.effects["alpha"].points]
        has_excluding = any(rule.effects["alpha"].excludes for rule in rulebook.rules)
        assert late == {id for id in giving if has_excluding and where[id] and where[id] <= excluded}, number
        counts = (len(never), len(always), len(twice), len(opposite), len(late))
        total = {key: before + more for (key, before), more in zip(total.items(), counts, strict=True)}
    assert all(count > 3 for count in total.values()), total


def _rows_with(goal: str, everyone: list[dict[str, Answer]]) -> set[int]:
    goals = [known["goals"] for known in everyone]
    return {row for row, some in enumerate(goals) if isinstance(some, tuple) and goal in some}


Rows = Mapping[str, frozenset[int]]


def _expected_pairs(rulebook: Rulebook, where: Rows, with_goal: Mapping[str, set[int]]) -> set[tuple[str, str]]:
    """(narrow, wide): the narrow one holds somewhere where the goal counts, and the wide one holds wherever it does."""
    return {
        (narrow.id, wide.id)
        for narrow in rulebook.rules
        for wide in rulebook.rules
        if narrow.id != wide.id and narrow.criterion is wide.criterion
        for goal, points in narrow.effects["alpha"].points.items()
        if points * wide.effects["alpha"].points.get(goal, 0) > 0
        and where[narrow.id] & with_goal[goal]
        and where[narrow.id] & with_goal[goal] <= where[wide.id]
    }


def _expected_opposites(rulebook: Rulebook, where: Rows, with_goal: Mapping[str, set[int]]) -> set[frozenset[str]]:
    return {
        frozenset((one.id, other.id))
        for one in rulebook.rules
        for other in rulebook.rules
        for goal, points in one.effects["alpha"].points.items()
        if points * other.effects["alpha"].points.get(goal, 0) < 0
        and where[one.id] & with_goal[goal]
        and where[one.id] & with_goal[goal] == where[other.id] & with_goal[goal]
    }


# --- random profiles ---


def test_what_the_columns_recommend_is_what_is_advised() -> None:
    """Chosen set and basics, with caps, limits and believable hours; and every random profile is one that can be read."""
    for rulebook, count in ((BUILT_IN, 40), (rulebook_of(), 80)):
        sample = sample_of(rulebook, count)
        for answers, pick in zip(sample.answers, sample.picks, strict=True):
            profile = Profile(answers=answers)
            [document], _ = read_documents(render_profile(profile, rulebook), "random")
            assert read_profile(document, rulebook) == (profile, ())
            known = known_answers(rulebook, profile)
            assert set(known) == set(rulebook.questions)
            advice = advise(rulebook, profile)
            assert tuple(sorted(one.fit.channel.id for one in advice.recommended)) == pick.chosen
            assert tuple(sorted(one.fit.channel.id for one in advice.basics)) == pick.basics


def test_a_larger_sample_begins_with_the_smaller_one() -> None:
    """Every answer depends on its question, its row and the seed alone."""
    assert sample_of(BUILT_IN, 30).answers[:10] == sample_of(BUILT_IN, 10).answers
    assert sample_of(BUILT_IN, 10, "other").answers != sample_of(BUILT_IN, 10).answers


def test_fits_of_the_sample_are_those_of_the_advice() -> None:
    """Channel by channel and goal by goal, where they count."""
    sample = sample_of(BUILT_IN, 20)
    for row, answers in enumerate(sample.answers):
        goals = answers["goals"]
        assert isinstance(goals, tuple)
        for id, fit in score(BUILT_IN, known_answers(BUILT_IN, Profile(answers=answers)), goals).items():
            for goal, scored in fit.goals.items():
                expected = scored.fit if scored.counts and not fit.excluded_by else 0.0
                assert sample.fits[id, goal][row] == pytest.approx(expected)
