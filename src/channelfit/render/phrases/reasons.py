"""Conditions and changes in words, and what would change a recommendation."""

from __future__ import annotations

from collections.abc import Sequence

from channelfit.advice.changes import Change, changed
from channelfit.advice.model import Advice
from channelfit.advice.what_if import WhatIf, present_number
from channelfit.language import AND, OR, Counted, Text
from channelfit.render.phrases.voice import NONE_OF_THEM, Voice
from channelfit.rulebook.condition import All, AnyOf, Condition, Not, Operator, Test
from channelfit.rulebook.model import Question, QuestionType
from channelfit.source.written import written_number
from channelfit.typed import NamedTuple

_NOT = Text("nicht ({condition})", "not ({condition})")
_ALWAYS = Text("immer", "always")
_NOT_ONE = Text("nicht {options}", "not {options}")
_NEITHER = Text("weder {options}", "neither {options}")
_NOR = Text(" noch ", " nor ")
_FIRST = Text("an erster Stelle {options}", "{options} first")
_BOUNDS = {
    Operator.AT_LEAST: Text("mindestens {number}", "at least {number}"),
    Operator.AT_MOST: Text("höchstens {number}", "at most {number}"),
    Operator.ABOVE: Text("mehr als {number}", "more than {number}"),
    Operator.BELOW: Text("weniger als {number}", "less than {number}"),
}
_ALSO = Text("auch {option}", "also {option}")
_WITHOUT = Text("ohne {option}", "without {option}")
_INSTEAD = Text("{number} statt {present}", "{number} instead of {present}")
_ENTER = Counted(Text("{names} kommt dazu", "{names} comes in"), Text("{names} kommen dazu", "{names} come in"))
_LEAVE = Counted(Text("{names} fällt weg", "{names} drops out"), Text("{names} fallen weg", "{names} drop out"))

_MOST_ON_A_PAGE = 6
_MOST_OF_A_QUESTION = 2


def condition_text(condition: Condition, voice: Voice) -> str:
    """A condition in words: "people to hire: apprentices or skilled workers; content of your own: short videos"."""
    match condition:
        case Test():
            return _labelled(voice.rulebook.questions[condition.question], _operand(condition, voice), voice)
        case All(parts):
            return _all_text(parts, voice) or voice.say(_ALWAYS)
        case AnyOf(parts):
            return voice.listed([_bracketed(part, voice) for part in parts], OR)
        case Not(part):
            return voice.say(_NOT, condition=condition_text(part, voice))


def _all_text(parts: Sequence[Condition], voice: Voice) -> str:
    """Everything that must hold; what concerns one question stands together behind its label."""
    texts: list[str] = []
    before = ""
    for part in parts:
        question = part.question if isinstance(part, Test) else ""
        if isinstance(part, Test) and question == before:
            texts[-1] += f", {_operand(part, voice)}"
        else:
            texts.append(condition_text(part, voice))
        before = question
    return "; ".join(texts)


def _bracketed(condition: Condition, voice: Voice) -> str:
    text = condition_text(condition, voice)
    return f"({text})" if isinstance(condition, All) and len(condition.parts) > 1 else text


def _operand(test: Test, voice: Voice) -> str:
    question = voice.rulebook.questions[test.question]
    if question.type is QuestionType.NUMBER:
        return voice.say(_BOUNDS[test.operator], number=voice.measured(question, test.number))
    options = [option for option in [*question.options, "yes", "no"] if option in test.options]
    names = [voice.option(question.id, option) for option in options]
    match test.operator:
        case Operator.NONE_OF:
            return voice.say(_NEITHER if len(names) > 1 else _NOT_ONE, options=voice.listed(names, _NOR))
        case Operator.FIRST:
            return voice.say(_FIRST, options=voice.listed(names, OR))
        case operator:
            return voice.listed(names, AND if operator is Operator.ALL_OF else OR)


def changes_text(changes: Sequence[Change], advice: Advice, voice: Voice) -> str:
    """Changes in words: "time available: 7 hours a week instead of 5, content of your own: also short videos"."""
    return ", ".join(_change_text([change], advice, voice) for change in changes)


def _change_text(alike: Sequence[Change], advice: Advice, voice: Voice) -> str:
    """One change, or several of one question each of which will do."""
    first = alike[0]
    question = voice.rulebook.questions[first.question]
    if first.number is not None:
        return _labelled(question, _number_text(first.number, question, advice, voice), voice)
    if not first.option:
        return _labelled(question, voice.say(NONE_OF_THEM), voice)
    names = voice.listed([voice.option(change.question, change.option) for change in alike], OR)
    if question.type is QuestionType.MULTI:
        names = voice.say(_ALSO if first.on else _WITHOUT, option=names)
    return _labelled(question, names, voice)


def _number_text(number: float, question: Question, advice: Advice, voice: Voice) -> str:
    given = advice.profile.answers.get(question.id, advice.assumed.get(question.id))
    measured = voice.measured(question, number)
    return voice.say(_INSTEAD, number=measured, present=voice.number(given)) if isinstance(given, (int, float)) else measured


def _labelled(question: Question, said: str, voice: Voice) -> str:
    label = voice.say(question.label)
    return f"{label} {said}" if label.endswith("?") else f"{label}: {said}"


def settings_for(changes: Sequence[Change], advice: Advice) -> list[str]:
    """The `question=answer` texts that make these changes, for `--set`."""
    answers = changed(advice.profile, advice.rulebook, changes).answers
    found: dict[str, str] = {}
    for change in changes:
        answer = answers[change.question]
        found[change.question] = ",".join(answer) if isinstance(answer, tuple) else written_number(answer)
    return [f"{question}={answer}" for question, answer in found.items()]


class Turn(NamedTuple):
    """What some changes do to the set: the channels that come in and those that leave."""

    entering: tuple[str, ...]
    leaving: tuple[str, ...]


def turn_of(found: WhatIf, advice: Advice) -> Turn:
    """What the changes do, all channels together."""
    before = [advised.fit.channel.id for advised in (*advice.recommended, *advice.basics)]
    return Turn(tuple(id for id in found.after if id not in before), tuple(id for id in before if id not in found.after))


def what_if_lines(found: Sequence[WhatIf], advice: Advice, voice: Voice) -> list[tuple[str, str]]:
    """The single changes that a reader would ask about first, each in words with what it does; at most two of each question.

    What more hours, money or skills bring in comes first, then what less of them costs, then the rest.
    """
    lines: list[tuple[str, str]] = []
    shown: dict[str, int] = {}
    for alike, turn in sorted(_grouped(found, advice), key=lambda group: _order(group[0], group[1], advice)):
        question = alike[0].question
        shown[question] = shown.get(question, 0) + 1
        if shown[question] <= _MOST_OF_A_QUESTION and len(lines) < _MOST_ON_A_PAGE:
            lines.append((_change_text(alike, advice, voice), effect_text(turn, voice)))
    return lines


def _grouped(found: Sequence[WhatIf], advice: Advice) -> list[tuple[list[Change], Turn]]:
    """The single changes, those of one question that do the same together."""
    groups: dict[tuple[object, ...], tuple[list[Change], Turn]] = {}
    for what_if in found:
        if len(what_if.changes) > 1:
            continue
        [change], turn = what_if.changes, turn_of(what_if, advice)
        alike: object = change.number if change.number is not None else (change.on, bool(change.option))
        changes, _ = groups.setdefault((change.question, alike, turn), ([], turn))
        if change not in changes:
            changes.append(change)
    return list(groups.values())


def _order(alike: Sequence[Change], turn: Turn, advice: Advice) -> tuple[int, int, float]:
    """What is asked about first: by rank, then as the questions are asked, the nearest number first."""
    change = alike[0]
    return _rank(change, turn, advice), list(advice.rulebook.questions).index(change.question), _distance(change, advice)


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


def effect_text(turn: Turn, voice: Voice) -> str:
    """What changes do, in words."""
    moves = ((_ENTER, turn.entering), (_LEAVE, turn.leaving))
    return ", ".join(voice.of_channels(wording, ids) for wording, ids in moves if ids)
