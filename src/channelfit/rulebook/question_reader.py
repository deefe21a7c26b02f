"""What must hold for questions: options where they are needed, bounds that leave room, no circles."""

from collections.abc import Iterator, Mapping

from channelfit.language import Text
from channelfit.rulebook.condition import questions_in
from channelfit.rulebook.context import Context
from channelfit.rulebook.model import ACTIVE, GOALS, HOURS, MARKET, WORKING, Question, QuestionType
from channelfit.rulebook.names import UNKNOWN_OPTION
from channelfit.rulebook.record_reader import missing_key
from channelfit.source.nodes import MapNode, Node, Scalar, value_at_key
from channelfit.source.problem import Mark, Mistake, Problem, problem
from channelfit.source.record import record_of
from channelfit.source.values import A_WHOLE_NUMBER, Limits, is_null, number_of

MISSING_QUESTION = Mistake(
    "missing-question",
    de="dem Regelwerk fehlt die Frage `{found}` vom Typ `{type}`, ohne die es keine Empfehlung gibt",
    en="the rulebook lacks the question `{found}` of type `{type}`, which the advice needs",
)
CIRCULAR_QUESTION = Mistake(
    "circular-question",
    de="ob `{found}` gefragt wird, hängt von der Antwort darauf ab: {path}",
    en="whether to ask `{found}` depends on its own answer: {path}",
)

# The questions that the formulas read, with the type they must have.
_NEEDED = {MARKET: QuestionType.CHOICE, GOALS: QuestionType.RANKING, HOURS: QuestionType.NUMBER}
_NEEDED_IF_THERE = {ACTIVE: QuestionType.MULTI, WORKING: QuestionType.MULTI}
_SELECTING = (QuestionType.MULTI, QuestionType.RANKING)
_WITH_OPTIONS = (QuestionType.CHOICE, *_SELECTING)


def question_problems(question: Question, node: Node, context: Context) -> Iterator[Problem]:
    """What must hold between the keys of a question; of a type that cannot be read nothing follows."""
    written = value_at_key(node, "type")
    if isinstance(written, Scalar) and written.text == question.type.value:
        if question.type in _WITH_OPTIONS and not _has(node, "options") and not _has(node, "options_from"):
            yield missing_key(record_of(Question).name, "options", node)
        yield from _bound_problems(question, node)
        yield from _option_problems(question, node, context)


def _has(node: Node, key: str) -> bool:
    found = value_at_key(node, key)
    return found is not None and not is_null(found)


def _bound_problems(question: Question, node: Node) -> Iterator[Problem]:
    """Bounds leave room, count options in whole numbers, and hold for what is assumed."""
    found: list[Problem] = []
    least, most, assumed = (value_at_key(node, key) for key in ("min", "max", "assume"))
    if question.type in _SELECTING:
        for key, bound in (("min", least), ("max", most)):
            if bound is not None and abs(question.least if key == "min" else question.most) != float("inf"):
                number_of(found, key, bound, Limits(0, is_whole=True, wanted=A_WHOLE_NUMBER))
    if most is not None and question.most < question.least:
        number_of(found, "max", most, Limits(question.least))
    elif assumed is not None and question.assume is not None:
        number_of(found, "assume", assumed, Limits(question.least, question.most))
    yield from found


def _option_problems(question: Question, node: Node, context: Context) -> Iterator[Problem]:
    """Shares are those of options, or of numbers within the bounds; other names are those of options."""
    found: list[Problem] = []
    shape = context.names.questions.get(question.id)
    given = [value for name in ("shares", "also") if isinstance(value := value_at_key(node, name), MapNode)]
    for key, _ in (entry for value in given for entry in value.entries):
        if question.type is QuestionType.NUMBER:
            number_of(found, "shares", key, Limits(question.least, question.most))
        elif shape and key.text not in shape.options:
            options = shape.options
            found.append(
                problem(UNKNOWN_OPTION, key.mark, question=question.id, found=key.text, expected=options, nearest_to=key.text)
            )
    yield from found


def finished(question: Question, groups: Mapping[str, Mapping[str, Text]]) -> Question:
    """The question with the options of its group (all goals, all channels) before its own, and its text where it has no label."""
    group = groups.get(question.options_from, {})
    own = {id: text for id, text in question.options.items() if id not in group}
    least = question.least if question.type is QuestionType.NUMBER else max(question.least, 0)
    return question._replace(
        options={**group, **own}, least=least, label=question.label if any(question.label) else question.text
    )


def check_needed(questions: Mapping[str, Question], mark: Mark) -> Iterator[Problem]:
    """The formulas read a few questions themselves; without them there is no advice."""
    for id, wanted in {**_NEEDED, **_NEEDED_IF_THERE}.items():
        question = questions.get(id)
        if (question is None and id in _NEEDED) or (question is not None and question.type is not wanted):
            yield problem(MISSING_QUESTION, question.mark if question else mark, found=id, type=wanted.value)


def check_circles(questions: Mapping[str, Question]) -> Iterator[Problem]:
    """Whether a question applies, or which options make sense, must not depend on its own answer, not even by way of others."""
    for start in questions.values():
        if circle := _circle(start.id, questions):
            yield problem(CIRCULAR_QUESTION, start.mark, found=start.id, path=" -> ".join(circle))


def _circle(start: str, questions: Mapping[str, Question]) -> tuple[str, ...]:
    paths: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while paths:
        path = paths.pop()
        asked = questions.get(path[-1])
        reads = sorted(questions_in(asked.ask_when) | ({asked.subset_of} - {""})) if asked else []
        for question in reads:
            if question == start:
                return (*path, start)
            if question not in seen:
                seen.add(question)
                paths.append((*path, question))
    return ()
