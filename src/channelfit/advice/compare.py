"""Two situations side by side: what comes out differently, and which answers and rules make the difference."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from channelfit.advice.advise import advise
from channelfit.advice.model import Advice
from channelfit.profile import Profile, missing_answers
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import Rule


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
    """A rule that holds in one of two situations only, for a channel that is recommended in one of them only."""

    channel: str
    rule: Rule
    points: Mapping[str, float]
    holds_after: bool


class Comparison(NamedTuple):
    """Two situations; `entering` and `leaving` are the channels (basics too) recommended in the second or first only."""

    before: Advice
    after: Advice
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
        entering=tuple(sorted(second - first)),
        leaving=tuple(sorted(first - second)),
        differences=tuple(_difference(before, after, id) for id in differing),
        rules=tuple(turned for channel in moved for turned in _turned(before, after, channel)),
    )


def _difference(before: Advice, after: Advice, question: str) -> AnswerDifference:
    own, other = before.profile.answers.get(question), after.profile.answers.get(question)
    return AnswerDifference(
        question=question,
        before=own,
        after=other,
        alone=_recommended_with(before, question, other) not in (None, before.members),
        needed=_recommended_with(after, question, own) not in (None, after.members),
    )


def _recommended_with(advice: Advice, question: str, answer: Answer | None) -> frozenset[str] | None:
    """What is recommended with one answer changed; nothing if a required one would be missing then."""
    answers = {id: given for id, given in advice.profile.answers.items() if id != question}
    if answer is not None:
        answers[question] = answer
    profile: Profile = replace(advice.profile, answers=answers)
    if missing_answers(advice.rulebook, profile):
        return None
    return advise(advice.rulebook, profile, max_channels=advice.wished_channels).members


def _turned(before: Advice, after: Advice, channel: str) -> list[Turned]:
    """The rules for a channel that hold on one side only, the weightiest first."""
    sides = (before.fits[channel], after.fits[channel])
    points = [{reason.rule.id: reason.points for reason in fit.reasons} for fit in sides]
    rules = {rule.id: rule for fit in sides for rule in (*(reason.rule for reason in fit.reasons), *fit.excluded_by)}
    held = [{rule.id for rule in (*(reason.rule for reason in fit.reasons), *fit.excluded_by)} for fit in sides]
    weights = [{covered.goal.id: covered.weight for covered in advice.coverage} for advice in (before, after)]
    found = []
    for id in held[0] ^ held[1]:
        side = int(id in held[1])
        given = points[side].get(id, {})
        weight = sum(weights[side][goal] * value for goal, value in given.items())
        found.append((-round(abs(weight), 9) if given else float("-inf"), id, Turned(channel, rules[id], given, bool(side))))
    return [turned for _, _, turned in sorted(found, key=lambda entry: entry[:2])]
