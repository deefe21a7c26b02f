"""Checks of what is asked, and of the answers for which the rules have nothing to say."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from channelfit.profile import shape_of
from channelfit.rulebook.condition import Condition, Operator, Test, questions_in, tests_in
from channelfit.rulebook.model import ACTIVE, GOALS, HOURS, MARKET, WORKING, Question, QuestionType, Rule, Rulebook
from channelfit.ruletools.checks.finding import Finding, Scope, Severity, choice

# Read by the formulas, or demanded by the program whatever the rules say.
_READ_ANYWAY = {MARKET, GOALS, HOURS, ACTIVE, WORKING}
# A share of fewer profiles than this says little.
_FEWEST_PROFILES = 10


def unread_question(scope: Scope) -> Iterator[Finding]:
    """No rule, note, limit, check, `ask_when` or formula reads the question.

    People spend time on an answer that changes nothing. The witness answers it; without the answer the advice is the same.
    The market is left out: the program demands that question, whatever the rules read.

    Bad: a question on the founding year that no `when` names. Good: the same with a rule for young companies.
    """
    for question in _unread(scope.rulebook):
        witness = scope.witness(_answered(question))
        yield Finding("unread-question", Severity.WARNING, question.id, question.mark, {"question": question.id}, witness=witness)


def unread_option(scope: Scope) -> Iterator[Finding]:
    """No test names the option, and no formula reads it.

    Of several options that may be chosen, one that nothing names changes nothing. Of a choice, one such option is the natural
    rest ("something else"); two or more are the same to all rules, and could be one. The witness chooses it.

    Bad: two industries that no rule names. Good: one `other` beside options that rules name.
    """
    named: dict[str, set[str]] = defaultdict(set)
    for condition in _conditions(scope.rulebook):
        for test in tests_in(condition):
            named[test.question] |= test.options
    unread = {question.id for question in _unread(scope.rulebook)}
    for id, question in scope.rulebook.questions.items():
        if id in unread or (id in _READ_ANYWAY and id != MARKET) or question.type is QuestionType.YES_NO:
            continue
        left = [option for option in shape_of(question).options if option not in named[id]]
        if question.type is QuestionType.CHOICE and len(left) < 2:
            continue
        for option in left:
            values = {"question": id, "option": option}
            witness = scope.witness(choice(question, option))
            yield Finding("unread-option", Severity.INFO, f"{id}/{option}", question.mark, values, witness=witness)


def silent_region(scope: Scope) -> Iterator[Finding]:
    """Companies of one market with one most important goal for which no rule speaks.

    Silent means that no rule gives plus points for that goal to any channel, and that no channel counts for it by its base points
    alone, so that it is left uncovered. A warning if this is so for every such company, which is known exactly; an info with its
    share if it is so for some of the random profiles. The witness is such a company.

    Bad: recruiting is a goal, and no rule gives a channel points for it. Good: at least one does, in each market.
    """
    market, goals = scope.rulebook.questions[MARKET], scope.rulebook.questions[GOALS]
    speaking: dict[str, dict[str, Rule]] = defaultdict(dict)
    for rule, _, points, _ in scope.effects():
        for goal, given in points.items():
            if given > 0:
                speaking[goal][rule.id] = rule
    for goal in goals.options:
        if goal in scope.rulebook.goals and not _counts_anyway(scope.rulebook, goal):
            for option in shape_of(market).options:
                yield from _silence(scope, option, goal, tuple(speaking[goal].values()))


def _silence(scope: Scope, market: str, goal: str, speaking: Sequence[Rule]) -> Iterator[Finding]:
    region = (choice(scope.rulebook.questions[MARKET], market), scope.goal(goal, first=True))
    rows = scope.sample.column(region[0]) & scope.sample.column(region[1])
    silent = rows.copy()
    for rule in speaking:
        silent &= ~scope.sample.column(rule.when)
    mark = scope.rulebook.goals[goal].mark
    at = f"{market}/{goal}"
    values = {"market": market, "goal": goal}
    if (silent == rows).all() and all(scope.boxes.satisfy(*region, rule.when).is_impossible for rule in speaking):
        witness = scope.boxes.satisfy(*region).answers
        if witness is not None:
            yield Finding("silent-region", Severity.WARNING, at, mark, values, witness=witness)
    elif silent.any() and rows.sum() >= _FEWEST_PROFILES:
        values |= {"silent": str(int(silent.sum())), "region": str(int(rows.sum()))}
        witness = scope.sample.answers[int(np.flatnonzero(silent)[0])]
        yield Finding("silent-region", Severity.INFO, at, mark, values, "silent-profiles", witness, scope.drawn)


def _counts_anyway(rulebook: Rulebook, goal: str) -> bool:
    """Whether a channel counts for the goal before any rule."""
    return any(channel.serves.get(goal, float("-inf")) >= rulebook.settings.min_points for channel in rulebook.channels.values())


def _conditions(rulebook: Rulebook) -> Iterator[Condition]:
    """Every condition that makes a difference to a result."""
    yield from (rule.when for rule in rulebook.rules)
    yield from (note.when for note in rulebook.notes)
    yield from (limit.when for goal in rulebook.goals.values() for limit in goal.limits)
    yield from (rule.when for rule in rulebook.hours)
    yield from (question.ask_when for question in rulebook.questions.values())
    for check in rulebook.checks:
        yield from (check.applies_when, check.met_when)
        if check.partly_when is not None:
            yield check.partly_when


def _unread(rulebook: Rulebook) -> list[Question]:
    read = frozenset().union(*(questions_in(condition) for condition in _conditions(rulebook)), _READ_ANYWAY)
    # What may be chosen there decides what may be chosen here.
    read |= {question.subset_of for question in rulebook.questions.values() if question.id in read}
    return [question for id, question in rulebook.questions.items() if id not in read]


def _answered(question: Question) -> Condition:
    """A condition that makes a witness answer the question."""
    if question.type is QuestionType.NUMBER:
        return Test(question.id, Operator.AT_LEAST, frozenset(), question.least, question.mark)
    return choice(question, *shape_of(question).options)
