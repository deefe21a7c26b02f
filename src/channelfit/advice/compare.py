"""Two situations side by side: what comes out differently, and which answers and rules make the difference."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from channelfit.advice.fit import Reason
from channelfit.advice.model import Advice
from channelfit.advice.portfolio import DECIMALS, AimKey
from channelfit.advice.situations import recommended_in
from channelfit.advice.uncertainty import settled_of
from channelfit.profile import missing_answers
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import Rule
from channelfit.typed import NamedTuple


class AnswerDifference(NamedTuple):
    """An answer that differs (nothing: open).

    `alone`: taken over into the first situation on its own, it changes what is recommended there. `needed`: left as it was, the
    second situation does not come to the same recommendation.
    """

    question: str
    before: Answer | None
    after: Answer | None
    alone: bool
    needed: bool

    @property
    def matters(self) -> bool:
        """Whether it has a part in what is recommended."""
        return self.alone or self.needed


class Turned(NamedTuple):
    """A rule that holds in one of two situations only, for a channel that is recommended in one of them only.

    `segments` are the groups of a goal for which it does; it may hold for others in both.
    """

    channel: str
    rule: Rule
    points: Mapping[str, float]
    holds_after: bool
    segments: Mapping[str, tuple[str, ...]]


class Comparison(NamedTuple):
    """Two situations; `entering` and `leaving` are the channels (basics too) recommended in the second or first only.

    `settled`: for each of them the share of completions of what is open in which the same set comes out.
    """

    before: Advice
    after: Advice
    settled: tuple[float, float]
    entering: tuple[str, ...]
    leaving: tuple[str, ...]
    differences: tuple[AnswerDifference, ...]
    rules: tuple[Turned, ...]


def compare(before: Advice, after: Advice) -> Comparison:
    """What differs between two situations under the same rulebook, and why."""
    first, second = before.members, after.members
    rulebook = before.rulebook
    differing = [id for id in rulebook.questions if before.profile.answers.get(id) != after.profile.answers.get(id)]
    moved = sorted(first ^ second)
    return Comparison(
        before=before,
        after=after,
        settled=(settled_of(before), settled_of(after)),
        entering=tuple(sorted(second - first)),
        leaving=tuple(sorted(first - second)),
        differences=_differences(before, after, differing),
        rules=tuple(turned for channel in moved for turned in _turned(before, after, channel)),
    )


def _differences(before: Advice, after: Advice, questions: Sequence[str]) -> tuple[AnswerDifference, ...]:
    own, other = ([advice.profile.answers.get(question) for question in questions] for advice in (before, after))
    alone = _is_other_with(before, dict(zip(questions, other, strict=True)))
    needed = _is_other_with(after, dict(zip(questions, own, strict=True)))
    return tuple(map(AnswerDifference, questions, own, other, alone, needed))


def _is_other_with(advice: Advice, answers: Mapping[str, Answer | None]) -> list[bool]:
    """For each of some answers (nothing: open) whether another set is recommended if it alone is changed.

    It is not where a required answer would be missing then.
    """
    rulebook, given = advice.rulebook, advice.profile.answers
    changed = {}
    for id, answer in answers.items():
        others = {other: given[other] for other in given if other != id}
        profile = advice.profile._replace(answers=others if answer is None else {**others, id: answer})
        if not missing_answers(rulebook, profile):
            changed[id] = profile.answers
    found = dict(zip(changed, recommended_in(rulebook, [*changed.values()], advice.max_channels_wished), strict=True))
    return [found.get(id, advice.members) != advice.members for id in answers]


def _turned(before: Advice, after: Advice, channel: str) -> list[Turned]:
    """The rules for a channel that hold on one side only, in whole or for some groups, the weightiest first."""
    sides = (before, after)
    fits = [advice.fits[channel] for advice in sides]
    shared = fits[0].aims.keys() & fits[1].aims.keys()
    reasons = [{reason.rule.id: reason for reason in fit.reasons} for fit in fits]
    excluding = [
        {rule.id: Reason(rule, {}, {}) for rule in fit.excluded_by}
        | {exclusion.rule.id: exclusion for exclusion in fit.excluded_for}
        for fit in fits
    ]
    found: list[tuple[float, str, Turned]] = []
    for side in (0, 1):
        held, other = reasons[side].keys() | excluding[side].keys(), reasons[1 - side].keys() | excluding[1 - side].keys()
        for id, reason in reasons[side].items():
            aims = _aims_of(reason)
            if id in other:
                # Of a rule that holds on both sides, the groups of both for which it does on one.
                there = reasons[1 - side].get(id)
                aims = (aims & shared) - (_aims_of(there) if there else aims)
            if aims:
                found.append(
                    (-_weight(reason, aims, sides[side]), id, _turned_rule(channel, reason, aims, holds_after=bool(side)))
                )
        for id in held - other - reasons[side].keys():
            exclusion = excluding[side][id]
            found.append((float("-inf"), id, Turned(channel, exclusion.rule, {}, bool(side), exclusion.segments)))
    return [turned for _, _, turned in sorted(found, key=lambda entry: (*entry[:2], entry[2].holds_after))]


def _aims_of(reason: Reason) -> set[AimKey]:
    """The aims for which a rule holds."""
    return {(goal, group) for goal in reason.points for group in reason.segments.get(goal, ("",))}


def _weight(reason: Reason, aims: Collection[AimKey], advice: Advice) -> float:
    """How much a rule gives for some aims, by their weights."""
    weights = {aim.key: aim.weight for aim in advice.aims}
    return round(abs(sum(weights[key] * reason.points[key[0]] for key in aims)), DECIMALS)


def _turned_rule(channel: str, reason: Reason, aims: Collection[AimKey], *, holds_after: bool) -> Turned:
    concerned = {goal for goal, _ in aims}
    return Turned(
        channel=channel,
        rule=reason.rule,
        points={goal: given for goal, given in reason.points.items() if goal in concerned},
        holds_after=holds_after,
        segments={
            goal: tuple(group for group in groups if (goal, group) in aims)
            for goal, groups in reason.segments.items()
            if goal in concerned
        },
    )
