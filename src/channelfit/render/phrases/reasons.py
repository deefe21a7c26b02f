"""Conditions and changes in words, and what would change a recommendation."""

from collections.abc import Sequence
from typing import NamedTuple

from channelfit.advice.changes import Change, changed
from channelfit.advice.model import Advice
from channelfit.advice.what_if import WhatIf, present_number
from channelfit.language import Language, listed, number
from channelfit.rulebook.condition import All, AnyOf, Condition, Not, Operator, Test
from channelfit.rulebook.model import Question, QuestionType, Rulebook

_WORDS = {
    "or": {"de": " oder ", "en": " or "},
    "and": {"de": " und ", "en": " and "},
    "none": {"de": "nichts davon", "en": "none of these"},
    "also": {"de": "auch {option}", "en": "also {option}"},
    "without": {"de": "ohne {option}", "en": "without {option}"},
    "instead": {"de": "{number} statt {present}", "en": "{number} instead of {present}"},
    "nor": {"de": " noch ", "en": " nor "},
    "not_one": {"de": "nicht {options}", "en": "not {options}"},
    "neither": {"de": "weder {options}", "en": "neither {options}"},
    "first": {"de": "an erster Stelle {options}", "en": "{options} first"},
    "not": {"de": "nicht ({condition})", "en": "not ({condition})"},
    "always": {"de": "immer", "en": "always"},
    "at_least": {"de": "mindestens {number}", "en": "at least {number}"},
    "at_most": {"de": "höchstens {number}", "en": "at most {number}"},
    "above": {"de": "mehr als {number}", "en": "more than {number}"},
    "below": {"de": "weniger als {number}", "en": "less than {number}"},
    "yes": {"de": "ja", "en": "yes"},
    "no": {"de": "nein", "en": "no"},
    "enters": {"de": "{names} kommt dazu", "en": "{names} comes in"},
    "enter": {"de": "{names} kommen dazu", "en": "{names} come in"},
    "leaves": {"de": "{names} fällt weg", "en": "{names} leaves"},
    "leave": {"de": "{names} fallen weg", "en": "{names} leave"},
    "swap": {"de": "{entering} statt {leaving}", "en": "{entering} instead of {leaving}"},
}
_MOST_ON_A_PAGE = 6
_MOST_OF_A_QUESTION = 2


def condition_text(condition: Condition, rulebook: Rulebook, language: Language) -> str:
    """A condition in words: "people to hire: apprentices or skilled workers; content of your own: short videos"."""
    match condition:
        case Test():
            return _labelled(rulebook.questions[condition.question], _operand(condition, rulebook, language), language)
        case All(parts):
            return _all_text(parts, rulebook, language) or _WORDS["always"][language]
        case AnyOf(parts):
            return _joined("or", [_bracketed(part, rulebook, language) for part in parts], language)
        case Not(part):
            return _say("not", language, condition=condition_text(part, rulebook, language))


def _all_text(parts: Sequence[Condition], rulebook: Rulebook, language: Language) -> str:
    """Everything that must hold; what concerns one question stands together behind its label."""
    texts: list[str] = []
    before = ""
    for part in parts:
        question = part.question if isinstance(part, Test) else ""
        if isinstance(part, Test) and question == before:
            texts[-1] += f", {_operand(part, rulebook, language)}"
        else:
            texts.append(condition_text(part, rulebook, language))
        before = question
    return "; ".join(texts)


def _joined(word: str, names: Sequence[str], language: Language) -> str:
    """Names as "a, b or c"."""
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + _WORDS[word][language] + names[-1]


def _bracketed(condition: Condition, rulebook: Rulebook, language: Language) -> str:
    text = condition_text(condition, rulebook, language)
    return f"({text})" if isinstance(condition, All) and len(condition.parts) > 1 else text


def _operand(test: Test, rulebook: Rulebook, language: Language) -> str:
    question = rulebook.questions[test.question]
    if question.type is QuestionType.NUMBER:
        value = f"{number(test.number, language)} {question.unit.of(language)}".strip()
        return _say(test.operator.value, language, number=value)
    options = [option for option in [*question.options, "yes", "no"] if option in test.options]
    names = [option_text(rulebook, test.question, option, language) for option in options]
    if test.operator is Operator.NONE_OF:
        return _say("neither" if len(names) > 1 else "not_one", language, options=_joined("nor", names, language))
    joined = _joined("and" if test.operator is Operator.ALL_OF else "or", names, language)
    return _say("first", language, options=joined) if test.operator is Operator.FIRST else joined


def option_text(rulebook: Rulebook, question: str, option: str, language: Language) -> str:
    """An option in words."""
    asked = rulebook.questions[question]
    return _WORDS[option][language] if asked.type is QuestionType.YES_NO else asked.options[option].of(language)


def changes_text(changes: Sequence[Change], advice: Advice, language: Language) -> str:
    """Changes in words: "hours a week: 7 instead of 5, content of your own: also short videos"."""
    return ", ".join(_change_text([change], advice, language) for change in changes)


def _change_text(alike: Sequence[Change], advice: Advice, language: Language) -> str:
    """One change, or several of one question each of which will do."""
    rulebook, first = advice.rulebook, alike[0]
    question = rulebook.questions[first.question]
    if first.number is not None:
        given = advice.profile.answers.get(first.question, advice.assumed.get(first.question))
        value = number(first.number, language)
        present = number(given, language) if isinstance(given, (int, float)) else ""
        said = _say("instead", language, number=value, present=present) if present else value
    elif not first.option:
        said = _WORDS["none"][language]
    else:
        names = _joined("or", [option_text(rulebook, one.question, one.option, language) for one in alike], language)
        several = question.type is QuestionType.MULTI
        said = _say("also" if first.on else "without", language, option=names) if several else names
    return _labelled(question, said, language)


def _labelled(question: Question, said: str, language: Language) -> str:
    label = question.label.of(language)
    return f"{label} {said}" if label.endswith("?") else f"{label}: {said}"


def settings_for(changes: Sequence[Change], advice: Advice) -> list[str]:
    """The `question=answer` texts that make these changes, for `--set`."""
    answers = changed(advice.profile, advice.rulebook, changes).answers
    found: dict[str, str] = {}
    for change in changes:
        answer = answers[change.question]
        found[change.question] = ",".join(answer) if isinstance(answer, tuple) else f"{answer:g}"
    return [f"{question}={answer}" for question, answer in found.items()]


class Turn(NamedTuple):
    """What some changes do to the set: the channels that come in and those that leave."""

    entering: tuple[str, ...]
    leaving: tuple[str, ...]


def turn_of(one: WhatIf, advice: Advice) -> Turn:
    """What the changes do, all channels together."""
    before = [each.fit.channel.id for each in (*advice.recommended, *advice.basics)]
    return Turn(tuple(id for id in one.after if id not in before), tuple(id for id in before if id not in one.after))


def what_if_lines(found: Sequence[WhatIf], advice: Advice, language: Language) -> list[tuple[str, str]]:
    """The single changes that a reader would ask about first, each in words with what it does; at most two of each question.

    What more hours, money or skills bring in comes first, then what less of them costs, then the rest.
    """
    grouped: dict[tuple[object, ...], list[Change]] = {}
    turns: dict[tuple[object, ...], Turn] = {}
    for one in found:
        if len(one.changes) > 1:
            continue
        [change], turn = one.changes, turn_of(one, advice)
        alike: object = change.number if change.number is not None else (change.on, bool(change.option))
        key: tuple[object, ...] = (change.question, alike, turn)
        turns[key] = turn
        if change not in grouped.setdefault(key, []):
            grouped[key].append(change)
    order = list(advice.rulebook.questions)

    def rank(key: tuple[object, ...]) -> tuple[object, ...]:
        change = grouped[key][0]
        return _rank(change, turns[key], advice), order.index(change.question), _distance(change, advice)

    lines: list[tuple[str, str]] = []
    counted: dict[str, int] = {}
    for key in sorted(turns, key=rank):
        question = grouped[key][0].question
        counted[question] = counted.get(question, 0) + 1
        if counted[question] <= _MOST_OF_A_QUESTION and len(lines) < _MOST_ON_A_PAGE:
            lines.append((_change_text(grouped[key], advice, language), effect_text(turns[key], advice.rulebook, language)))
    return lines


def _rank(change: Change, turn: Turn, advice: Advice) -> int:
    question = advice.rulebook.questions[change.question]
    if question.type not in (QuestionType.MULTI, QuestionType.NUMBER):
        return 2 if turn.leaving else 3
    more = bool(change.option) and change.on
    if change.number is not None:
        more = change.number > present_number(advice, change.question)
    return 0 if more and turn.entering else 1 if not more and turn.leaving else 3


def _distance(change: Change, advice: Advice) -> float:
    return 0.0 if change.number is None else abs(change.number - present_number(advice, change.question))


def effect_text(turn: Turn, rulebook: Rulebook, language: Language) -> str:
    """What changes do, in words."""
    channels = rulebook.channels
    entering = [channels[id].name.of(language) for id in turn.entering]
    leaving = [channels[id].name.of(language) for id in turn.leaving]
    if entering and leaving:
        return _say("swap", language, entering=listed(entering, language), leaving=listed(leaving, language))
    names = entering or leaving
    key = ("enter" if entering else "leave") + ("s" if len(names) == 1 else "")
    return _say(key, language, names=listed(names, language))


def _say(key: str, language: Language, **parts: str) -> str:
    return _WORDS[key][language].format(**parts)
