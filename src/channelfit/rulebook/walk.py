"""Walk over all conditions of a rulebook: the one list of where conditions stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from channelfit.rulebook.condition import ALWAYS, Condition, questions_in
from channelfit.rulebook.model import (
    ACTIVE,
    BUDGET,
    CONTACTS,
    GOALS,
    HOURS,
    WORKING,
    Check,
    Goal,
    HoursRule,
    Limit,
    Note,
    Question,
    Rule,
    Rulebook,
    Words,
)
from channelfit.source.problem import Mark
from channelfit.typed import NamedTuple

Item = Question | Limit | Rule | Note | Check | HoursRule | Words


class Stated(NamedTuple):
    """A condition, the item that states it, its key there, and how the two of them are named in messages.

    `goal` is the goal of a limit. `shapes` says whether the condition can change which channels are recommended.
    """

    item: Item
    key: str
    at: str
    condition: Condition
    goal: str = ""
    shapes: bool = True

    @property
    def mark(self) -> Mark:
        """Where the item stands."""
        return self.item.mark


def conditions(rulebook: Rulebook) -> Iterator[Stated]:
    """Every condition that somebody wrote."""
    for question in rulebook.questions.values():
        if question.ask_when is not ALWAYS:
            yield Stated(question, "ask_when", question.id, question.ask_when)
    for goal in rulebook.goals.values():
        yield from _of_goal(goal)
    for rule in rulebook.rules:
        yield Stated(rule, "when", rule.id, rule.when)
    for note in rulebook.notes:
        yield Stated(note, "when", note.id, note.when, shapes=False)
    for check in rulebook.checks:
        yield from _of_check(check)
    for number, hours in enumerate(rulebook.hours, 1):
        yield Stated(hours, "when", f"hours-{number}", hours.when)
    for number, words in enumerate(rulebook.words, 1):
        yield Stated(words, "when", f"words-{number}", words.when, shapes=False)


def _of_goal(goal: Goal) -> Iterator[Stated]:
    for number, limit in enumerate(goal.limits, 1):
        yield Stated(limit, "when", f"{goal.id}/limit-{number}", limit.when, goal=goal.id)


def _of_check(check: Check) -> Iterator[Stated]:
    for key, condition in (
        ("applies_when", check.applies_when),
        ("met_when", check.met_when),
        ("partly_when", check.partly_when),
    ):
        if condition is not None and condition is not ALWAYS:
            yield Stated(check, key, f"{check.id}/{key}", condition, shapes=check.blocking)


def read_anyway(rulebook: Rulebook) -> frozenset[str]:
    """The questions that the advice reads itself, whatever the conditions say: every one that splits a goal among them."""
    splitting = {goal.split_by for goal in rulebook.goals.values()}
    contacts = {CONTACTS for channel in rulebook.channels.values() if channel.keeps_contacts}
    read = {GOALS, HOURS, ACTIVE, WORKING, BUDGET} | splitting | contacts
    return frozenset(id for id in read if id in rulebook.questions)


def asked_order(questions: Mapping[str, Question]) -> Iterable[Question]:
    """The questions, each after those that decide whether it applies."""
    placed: dict[str, Question] = {}

    def put(question: Question) -> None:
        if question.id in placed:
            return
        for needed in sorted(questions_in(question.ask_when) | ({question.subset_of} - {""})):
            if needed in questions:
                put(questions[needed])
        placed[question.id] = question

    for question in questions.values():
        put(question)
    return placed.values()
