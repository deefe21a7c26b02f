"""Rulebooks with something to find in them, and what the advice for a witness shows."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import yaml

from channelfit.advice.advise import advise
from channelfit.advice.fit import rules_that_hold
from channelfit.advice.model import Advice
from channelfit.advice.table import Table
from channelfit.language import Language
from channelfit.profile import Profile, missing_answers, read_profile
from channelfit.render.phrases.findings import message_of
from channelfit.render.phrases.voice import Voice
from channelfit.render.reports.profile_text import render_profile
from channelfit.rulebook.model import NotePlace, Rule, Rulebook
from channelfit.rulebook.reader import read_rulebook
from channelfit.ruletools.cases import Case, read_cases
from channelfit.ruletools.checks.check import Check, Finding
from channelfit.ruletools.checks.material import Material
from channelfit.source.document import read_documents
from conftest import HERE, SMALL, documents_of

PAIRS = HERE / "data" / "check"


def laid_over(path: Path) -> dict[str, str]:
    """The small rulebook with the files of a sample laid over it; a name that ends in `+` adds to the file."""
    files = dict(SMALL)
    for name, text in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        if name != "finding":
            files[name.removesuffix("+")] = files[name[:-1]] + text if name.endswith("+") else text
    return files


def read(files: Mapping[str, str]) -> tuple[Rulebook, tuple[Case, ...]]:
    """A rulebook and its cases."""
    documents, problems = documents_of(files)
    rulebook = read_rulebook(documents, "small", problems)
    cases, _, wrong = read_cases(documents, rulebook)
    assert wrong == ()
    return rulebook, cases


def found_in(changes: Mapping[str, str], check: Check, count: int = 200) -> list[Finding]:
    """What one check finds in the small rulebook with some files changed."""
    rulebook, cases = read({**SMALL, **changes})
    return list(check.find(Material(rulebook, cases, count)))


def message(finding: Finding, rulebook: Rulebook, language: Language = Language.EN) -> str:
    """The message as it reads."""
    return message_of(finding, Voice(language, rulebook))


def advised(finding: Finding, rulebook: Rulebook) -> Advice:
    """The advice for a witness, read from the text that a user would pipe; nothing is missing or unknown in it."""
    assert finding.witness is not None
    text = render_profile(Profile(answers=finding.witness), rulebook)
    [document], problems = read_documents(text, "witness")
    profile, wrong = read_profile(document, rulebook)
    assert (problems, wrong, missing_answers(rulebook, profile)) == ((), (), ())
    return advise(rulebook, profile)


def fired(advice: Advice) -> dict[str, Rule]:
    """The rules that hold."""
    table = Table(advice.rulebook, advice.profile.answers)
    goals = [goal.goal.id for goal in advice.coverage]
    return {rule.id: rule for rule in rules_that_hold(advice.rulebook, table, goals)}


def chosen(advice: Advice) -> set[str]:
    """What is recommended."""
    return {recommended.fit.channel.id for recommended in (*advice.recommended, *advice.basics)}


def without(advice: Advice, question: str, option: str = "") -> Advice:
    """The advice without an answer, or without an option of it."""
    answers = dict(advice.profile.answers)
    given = answers.pop(question)
    if option and isinstance(given, tuple) and len(given) > 1:
        answers[question] = tuple(chosen for chosen in given if chosen != option)
    return advise(advice.rulebook, Profile(answers=answers))


def _holds(finding: Finding, advice: Advice) -> bool:
    return finding.at in fired(advice)


def _holds_or_is_noted(finding: Finding, advice: Advice) -> bool:
    return _holds(finding, advice) or finding.at in {note.id for note in advice.notes}


def _both_are_reasons(finding: Finding, advice: Advice) -> bool:
    channel = re.split(r"[:;]", str(finding.values["sums"]))[0]
    return {finding.at, finding.values["other"]} <= {reason.rule.id for reason in advice.fits[channel].reasons}


def _is_ruled_out(finding: Finding, advice: Advice) -> bool:
    others = str(finding.values["others"]).split(", ")
    return _holds(finding, advice) and {rule.id for rule in advice.fits[str(finding.values["channel"])].excluded_by} <= {*others}


def _decides_alone(finding: Finding, advice: Advice) -> bool:
    fit = advice.fits[str(finding.values["channel"])]
    deciding = next(reason for reason in fit.reasons if reason.rule.id == finding.at)
    [(goal, points)] = deciding.points.items()
    rest = sum(reason.points.get(goal, 0) for reason in fit.reasons) - points
    return rest < 0 < rest + points


def _answer_changes_nothing(finding: Finding, advice: Advice) -> bool:
    return without(advice, *finding.at.split("/")).fits == advice.fits


def _nothing_counts(finding: Finding, advice: Advice) -> bool:
    goal, market = finding.values["goal"], finding.values["market"]
    fits = [fit.goals[str(goal)] for fit in advice.fits.values() if goal in fit.goals]
    return advice.profile.answers["market"] == (market,) and not any(fit.counts for fit in fits)


def _fits_no_better(finding: Finding, advice: Advice) -> bool:
    other = str(finding.values["others"]).split(", ")[0]
    ours, theirs = advice.fits[finding.at].goals, advice.fits[other].goals
    return all(goal in theirs and theirs[goal].fit >= fit.fit for goal, fit in ours.items() if fit.counts)


def _is_first(finding: Finding, advice: Advice) -> bool:
    return finding.at in {note.id for note in advice.notes if note.place is NotePlace.FIRST}


# What the advice for a witness must show; of others it is enough that there is one.
CLAIMS: dict[str, Callable[[Finding, Advice], bool]] = {
    "condition-never-holds": lambda finding, advice: not _holds(finding, advice),
    "condition-always-holds": _holds_or_is_noted,
    "counted-twice": _both_are_reasons,
    "opposite-points": _both_are_reasons,
    "points-on-excluded": _is_ruled_out,
    "outweighing-rule": _decides_alone,
    "unread-question": _answer_changes_nothing,
    "unread-option": _answer_changes_nothing,
    "silent-region": _nothing_counts,
    "never-recommended": lambda finding, advice: finding.at not in chosen(advice),
    "always-recommended": lambda finding, advice: finding.at in chosen(advice),
    "dominated-channel": _fits_no_better,
    "placeholder-differs": _holds,
    "long-todo": _is_first,
    "no-basis": _holds_or_is_noted,
    "outdated-evidence": _holds,
    "untested-rule": _holds_or_is_noted,
}


def assert_shown(finding: Finding, rulebook: Rulebook) -> None:
    """The advice for the witness shows what the finding says."""
    advice = advised(finding, rulebook)
    assert finding.id not in CLAIMS or CLAIMS[finding.id](finding, advice), finding
