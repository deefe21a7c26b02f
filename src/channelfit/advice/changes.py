"""The single changes that a company can make to its answers: another option, one more or less of several, another number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from channelfit.advice.portfolio import quarters_up
from channelfit.profile import Profile, shape_of
from channelfit.rulebook.compiled import kept_with
from channelfit.rulebook.condition import Answer, Test, tests_in
from channelfit.rulebook.model import GOALS, HOURS, Question, QuestionType, Rulebook
from channelfit.rulebook.walk import conditions
from channelfit.typed import NamedTuple

# Hours come in quarters; other numbers in ones.
_HOURS_STEP = 0.25


class Change(NamedTuple):
    """One change of one answer.

    `option` is what is answered instead, or added to (`on`) or taken off several; empty and not `on`: none of them. A number
    has `number` instead, and no option.
    """

    question: str
    option: str = ""
    on: bool = True
    number: float | None = None


def changed(profile: Profile, rulebook: Rulebook, changes: Sequence[Change]) -> Profile:
    """The profile after some changes."""
    answers = dict(profile.answers)
    for change in changes:
        answers[change.question] = changed_answer(answers.get(change.question), change, rulebook.questions[change.question])
    return profile._replace(answers={id: answers[id] for id in rulebook.questions if id in answers})


def changed_answer(answer: Answer | None, change: Change, question: Question) -> Answer:
    """An answer (nothing: open) after a change."""
    if change.number is not None:
        return change.number
    if question.type is not QuestionType.MULTI:
        return (change.option,)
    before = answer if isinstance(answer, tuple) else ()
    return tuple(option for option in question.options if (change.on if option == change.option else option in before))


def possible_changes(rulebook: Rulebook, profile: Profile, places: int) -> tuple[Change, ...]:
    """Every change of one answer that a company can make, in the order of the rulebook.

    Numbers have a value for each region in which all conditions and the hours of all sets of up to `places` come out alike,
    the one nearest to the present number. Rankings are what a company wants, not what it can change.
    """
    found: list[Change] = []
    for question in rulebook.questions.values():
        if question.changeable and question.id != GOALS:
            answer = profile.answers.get(question.id)
            match question.type:
                case QuestionType.CHOICE | QuestionType.YES_NO:
                    found += [Change(question.id, option) for option in shape_of(question).options if answer != (option,)]
                case QuestionType.MULTI:
                    found += _flips(question, answer, profile.answers.get(question.subset_of))
                case QuestionType.NUMBER:
                    present = question.assume if answer is None else answer
                    values = _numbers(rulebook, question, present if isinstance(present, float) else None, places)
                    found += [Change(question.id, number=value) for value in values if value != answer]
                case QuestionType.RANKING:
                    pass
    return tuple(found)


def _flips(question: Question, answer: Answer | None, allowed: Answer | None) -> Iterator[Change]:
    """One option more or less; if it is open also none of them."""
    chosen = answer if isinstance(answer, tuple) else ()
    if answer is None and question.least == 0:
        yield Change(question.id, on=False)
    for option in question.options:
        on = option not in chosen
        fits = question.least <= len(chosen) + (1 if on else -1) <= question.most
        if fits and not (on and isinstance(allowed, tuple) and option not in allowed):
            yield Change(question.id, option, on)


def shaping_tests(rulebook: Rulebook) -> list[Test]:
    """The tests of all conditions that can change what is recommended."""

    def found() -> list[Test]:
        return [test for stated in conditions(rulebook) if stated.shapes for test in tests_in(stated.condition)]

    return kept_with(rulebook, shaping_tests, found)


def _numbers(rulebook: Rulebook, question: Question, present: float | None, places: int) -> list[float]:
    """The number of each region that is nearest to the present one; without it both ends of each."""
    step = _HOURS_STEP if question.id == HOURS else 1.0
    values = {question.least} if present is None else set()
    for cut in {test.number for test in shaping_tests(rulebook) if test.question == question.id}:
        values |= {cut - step, cut, cut + step}
    if question.id == HOURS:
        shares = {1.0} | {rule.times for rule in rulebook.hours if rule.times}
        for total in set_hours(rulebook, places):
            for share in shares:
                enough = _up_to_quarter(total / share)
                values.add(enough if present is None or enough > present else enough - step)
    return sorted(value for value in values if question.least <= value <= question.most)


def set_hours(rulebook: Rulebook, slots: int) -> tuple[float, ...]:
    """The hours that any basics and any set within the slots take together, in order, shared work included."""
    stages = [channel for channel in rulebook.channels.values() if not channel.upkeep]
    taken = [
        {quarters_up(channel.effort.hours_per_week * (1 - share)) for share in (0.0, *channel.shares_work_with.values())}
        for channel in stages
    ]
    upkeep = [{channel.effort.hours_per_week} for channel in rulebook.channels.values() if channel.upkeep]
    settings = rulebook.settings
    most = slots + (settings.max_companions if any(channel.shares_work_with for channel in stages) else 0)
    kept = _sums(upkeep, settings.max_basics)
    return tuple(sorted({first + more for first in _sums(taken, most) for more in kept}))


def _sums(hours: Iterable[Iterable[float]], most: int) -> set[float]:
    """What up to so many of these can come to, each with one of its values."""
    reached = {(0, 0.0)}
    for values in hours:
        reached |= {(count + 1, total + value) for count, total in reached if count < most for value in values}
    return {total for _, total in reached}


def _up_to_quarter(hours: float) -> float:
    return -(-round(hours * 4, 6) // 1) / 4
