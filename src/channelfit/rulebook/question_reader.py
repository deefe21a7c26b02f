"""Read what is asked: sections, questions and their options, and whether they can be asked at all."""

from collections.abc import Iterator, Mapping

from channelfit.language import Text
from channelfit.rulebook.condition import questions_in
from channelfit.rulebook.condition_reader import read_condition
from channelfit.rulebook.context import Context
from channelfit.rulebook.model import ACTIVE, GOALS, HOURS, MARKET, WORKING, Question, QuestionType, Section
from channelfit.rulebook.names import UNKNOWN_OPTION, UNKNOWN_QUESTION, UNKNOWN_SECTION, Names
from channelfit.source.document import Node
from channelfit.source.fields import A_NUMBER, UNKNOWN_VALUE, Fields
from channelfit.source.problem import Mark, Mistake, Problem, problem

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


def read_questions(fields: Fields, context: Context) -> tuple[tuple[Section, ...], tuple[Question, ...]]:
    """The sections and questions of `questions.yaml`, in the order of asking."""
    sections = tuple(_read_section(node, context) for node in fields.items("sections", required=True))
    known = tuple(section.id for section in sections)
    questions = tuple(_read_question(node, context, known) for node in fields.items("questions", required=True))
    fields.close()
    return sections, questions


def _read_section(node: Node, context: Context) -> Section:
    fields = context.fields(node, Text("ein Abschnitt", "a section"))
    section = Section(id=fields.identifier("id").text, title=fields.text("title", context.names.languages, required=True))
    fields.close()
    return section


def _read_question(node: Node, context: Context, sections: tuple[str, ...]) -> Question:
    names = context.names
    fields = context.fields(node, Text("eine Frage", "a question"))
    id = fields.identifier("id")
    section = fields.scalar("section", required=True)
    if section is not None and section.text not in sections:
        fields.report(UNKNOWN_SECTION, section.mark, found=section.text, expected=sections, nearest_to=section.text)
    known_type = fields.choice("type", QuestionType)
    type = known_type or QuestionType.CHOICE
    least = fields.number("min")
    most = fields.number("max")
    text = fields.text("text", names.languages, required=True)
    question = Question(
        id=id.text,
        section=section.text if section else "",
        type=type,
        text=text,
        label=fields.text("label", names.languages) if fields.node("label") is not None else text,
        help=fields.text("help", names.languages),
        options=_read_options(fields, names, known_type),
        options_from=fields.string("options_from"),
        required=fields.flag("required"),
        changeable=fields.flag("changeable"),
        ask_when=read_condition(fields, "ask_when", names.questions),
        least=least if least is not None else float("-inf") if type is QuestionType.NUMBER else 0,
        most=most if most is not None else float("inf"),
        unit=fields.text("unit", names.languages),
        assume=fields.number("assume") if type is QuestionType.NUMBER else None,
        shares=_read_shares(fields, names, id.text, type),
        subset_of=_read_subset(fields, names),
        mark=fields.mark,
    )
    fields.close()
    return question


def _read_options(fields: Fields, names: Names, type: QuestionType | None) -> dict[str, Text]:
    """The options written out; `with_group_options` adds those of a group."""
    group = fields.scalar("options_from")
    if group is not None and group.text not in ("goals", "channels"):
        fields.report(UNKNOWN_VALUE, group.mark, key="options_from", found=group.text, expected=("goals", "channels"))
    if type in (QuestionType.NUMBER, QuestionType.YES_NO):
        return {}
    entries = fields.entries("options", required=group is None and type is not None)
    return {key.text: fields.text_of(f"options.{key.text}", node, names.languages, plain=True) for key, node in entries}


def _read_shares(fields: Fields, names: Names, question: str, type: QuestionType) -> dict[str, float]:
    shape = names.questions.get(question)
    shares: dict[str, float] = {}
    for key, node in fields.entries("shares"):
        if type is not QuestionType.NUMBER and shape and key.text not in shape.options:
            fields.report(
                UNKNOWN_OPTION, key.mark, question=question, found=key.text, expected=shape.options, nearest_to=key.text
            )
        elif type is QuestionType.NUMBER and not isinstance(key.value, (int, float)):
            fields.wrong_type("shares", key, A_NUMBER)
        shares[key.text] = fields.number_of(key.text, node, 0, 1) or 0.0
    return shares


def _read_subset(fields: Fields, names: Names) -> str:
    other = fields.scalar("subset_of")
    if other is None:
        return ""
    if other.text not in names.questions:
        fields.report(UNKNOWN_QUESTION, other.mark, found=other.text, expected=names.questions, nearest_to=other.text)
    return other.text


def check_needed(questions: Mapping[str, Question], mark: Mark) -> Iterator[Problem]:
    """The formulas read a few questions themselves; without them there is no advice."""
    for id, type in {**_NEEDED, **_NEEDED_IF_THERE}.items():
        question = questions.get(id)
        if (question is None and id in _NEEDED) or (question is not None and question.type is not type):
            yield problem(MISSING_QUESTION, question.mark if question else mark, found=id, type=type.value)


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


def with_group_options(question: Question, groups: Mapping[str, Mapping[str, Text]]) -> Question:
    """The question with the options of its group (all goals, all channels) before its own."""
    group = groups.get(question.options_from, {})
    own = {id: text for id, text in question.options.items() if id not in group}
    return question._replace(options={**group, **own}) if group else question
