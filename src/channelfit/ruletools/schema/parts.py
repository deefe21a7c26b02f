"""The parts that every JSON Schema of a rulebook is made of: texts, ids, answers, conditions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from channelfit.language import YES_NO, Language, Text
from channelfit.rulebook.condition import NUMERIC
from channelfit.rulebook.condition_reader import SUITABLE
from channelfit.rulebook.model import MAX_POINTS, Question, QuestionType, Rulebook
from channelfit.source.nodes import Scalar
from channelfit.source.problem import Mark, Source
from channelfit.source.values import ID_PATTERN
from channelfit.typed import NamedTuple

Schema = dict[str, object]

_NOWHERE = Mark(Source(""), 0, 0)
_TRUE_AND_FALSE: dict[str, object] = {"yes": True, "no": False}
_JUDGEMENT = Text("fachliche Einschätzung", "professional judgement")
_NOTHING: Schema = {"not": {}}

CONDITION = Text(
    "Wann es gilt: Alle Einträge müssen zutreffen. Eine offene Frage macht das Ergebnis offen, nie falsch.",
    "When it holds: every entry must be true. An open question makes the result open, never false.",
)
_JOINED = {
    "all": Text("Alle diese Bedingungen müssen gelten.", "All of these conditions must hold."),
    "any": Text("Eine dieser Bedingungen muss gelten.", "One of these conditions must hold."),
    "not": Text("Diese Bedingung darf nicht gelten.", "This condition must not hold."),
}
TEST = Text("Ein Vergleich mit der Antwort.", "A comparison with the answer.")
_TESTS = {
    "any_of": Text("Eine dieser Antworten.", "One of these answers."),
    "all_of": Text("Alle diese Antworten.", "All of these answers."),
    "none_of": Text("Keine dieser Antworten.", "None of these answers."),
    "first": Text("Eine davon steht an erster Stelle.", "One of these stands first."),
    "at_least": Text("So viel oder mehr.", "So much or more."),
    "at_most": Text("So viel oder weniger.", "So much or less."),
    "above": Text("Mehr als so viel.", "More than this."),
    "below": Text("Weniger als so viel.", "Less than this."),
}


class Vocabulary(NamedTuple):
    """The rulebook whose ids a schema offers, and the language of its descriptions."""

    rulebook: Rulebook
    language: Language


def ref(name: str) -> Schema:
    """A reference to a shared part."""
    return {"$ref": f"#/$defs/{name}"}


def one_of(*schemas: Schema) -> Schema:
    """Any of several ways to write it."""
    return {"anyOf": list(schemas)}


def listing(item: Schema, **limits: object) -> Schema:
    """A list."""
    return {"type": "array", "items": item, **limits}


def some(item: Schema, least: int = 1, *, once: bool = False) -> Schema:
    """One value, or a list of so many at least, perhaps each of them once."""
    limits = {"minItems": least, "uniqueItems": once}
    return one_of(item, listing(item, **{key: limit for key, limit in limits.items() if limit}))


def number(lowest: float | None = None, highest: float | None = None, *, is_whole: bool = False) -> Schema:
    """A number within bounds, both included; an infinite bound is none."""
    bounds = {"minimum": lowest, "maximum": highest}
    found = {key: shortened(bound) for key, bound in bounds.items() if bound is not None and abs(bound) != float("inf")}
    return {"type": "integer" if is_whole else "number", **found}


def shortened(value: float) -> int | float:
    """A number without a fraction that says nothing."""
    return int(value) if float(value).is_integer() else value


def keyed(keys: Iterable[str], value: Schema) -> Schema:
    """A mapping with some of these keys."""
    return {"type": "object", "properties": dict.fromkeys(keys, value), "additionalProperties": False}


def choice(options: Mapping[str, str]) -> Schema:
    """One of some words, each with what it means; words that YAML reads as something else may be written as they are."""
    ways: list[Schema] = [{"const": value, "description": text} for option, text in options.items() for value in _written(option)]
    return one_of(*ways) if ways else _NOTHING


def ids(known: Iterable[str]) -> Schema:
    """One of some words that explain themselves."""
    return {"enum": found} if (found := list(known)) else _NOTHING


def any_case(words: Iterable[str]) -> str:
    """A pattern for some words in small or large letters, for which JSON Schema has no sign."""
    spelt = ("".join(f"[{sign.upper()}{sign}]" for sign in word) for word in words)
    return f"(?:{'|'.join(spelt)})"


def _written(option: str) -> Sequence[object]:
    value = _TRUE_AND_FALSE.get(option, Scalar(option, True, _NOWHERE).value)
    return (option,) if value == option else (option, value)


def answer_schema(question: Question, language: Language) -> Schema:
    """What one answer to the question may be: a number within its bounds, or one of its options."""
    if question.type is QuestionType.NUMBER:
        return number(question.least, question.most)
    options = YES_NO if question.type is QuestionType.YES_NO else question.options
    return choice({option: text.of(language) for option, text in options.items()})


def question_text(question: Question, language: Language) -> Schema:
    """The title and the description of whatever is about a question."""
    said = (question.text.of(language), question.help.of(language))
    return {"title": question.label.of(language), "description": " ".join(filter(None, said))}


def _described(keys: Mapping[str, Schema], texts: Mapping[str, Text], language: Language) -> Schema:
    """A mapping with at least one of these keys, each with what it means."""
    properties = {key: {"description": texts[key].of(language), **part} for key, part in keys.items()}
    return {"type": "object", "properties": properties, "additionalProperties": False, "minProperties": 1}


def _test_schema(question: Question, language: Language) -> Schema:
    """A comparison with the answer to the question."""
    answer = ref(f"answer.{question.id}")
    operators = SUITABLE[question.type]
    is_number = operators == NUMERIC
    operand: Schema = {"type": "number"} if is_number else some(answer)
    tests = _described({operator.value: operand for operator in operators}, _TESTS, language)
    ways = (operand,) if is_number else (answer, listing(answer, minItems=1))
    return {**question_text(question, language), **one_of(*ways, {"description": TEST.of(language), **tests})}


def _condition_schema(vocabulary: Vocabulary) -> Schema:
    """A mapping of questions to tests, with `all`, `any` and `not`."""
    inner = ref("condition")
    several = listing(inner, minItems=1)
    joined = _described({"all": several, "any": several, "not": inner}, _JOINED, vocabulary.language)
    properties = joined["properties"]
    assert isinstance(properties, dict)
    # What is said about a question stands with its test, so that it is there once.
    asked = {id: ref(f"test.{id}") for id in vocabulary.rulebook.questions}
    return {"description": CONDITION.of(vocabulary.language), **joined, "properties": {**asked, **properties}}


def shared_parts(vocabulary: Vocabulary) -> dict[str, Schema]:
    """Every part that several files share, by the name that `ref` takes."""
    rulebook, language = vocabulary
    judgement = {"judgement": _JUDGEMENT.of(language)}
    facts = {id: fact.statement.of(language) for id, fact in rulebook.evidence.items()}
    channels = sorted({**rulebook.channels, **rulebook.disabled}.items())
    said: Schema = {"type": "string", "pattern": r"\S"}
    parts: dict[str, Schema] = {
        "words": one_of(said, {"type": "number"}, {"type": "boolean"}),
        "amount": one_of({"type": "number"}, said),
        # What YAML reads as something else may be written as it is, as with options.
        "id": one_of({"type": "string", "pattern": f"^{ID_PATTERN}$"}, number(0, is_whole=True), {"type": "boolean"}),
        "text": {**keyed(rulebook.languages, ref("words")), "required": list(rulebook.languages)},
        "name": one_of(ref("words"), ref("text")),
        "because": one_of(ref("words"), {**keyed(Language, ref("words")), "minProperties": 1}),
        "goal_id": choice({id: goal.name.of(language) for id, goal in rulebook.goals.items()}),
        "channel_id": choice({id: channel.name.of(language) for id, channel in channels}),
        "question_id": choice({id: question.text.of(language) for id, question in rulebook.questions.items()}),
        "evidence_id": choice(facts),
        "basis": one_of(
            choice({**judgement, **facts}),
            listing(ref("evidence_id"), minItems=1),
            listing(choice(judgement), minItems=1, maxItems=1),
        ),
        "points": one_of(number(-MAX_POINTS, MAX_POINTS), ref("goal_points")),
        "goal_points": keyed(rulebook.goals, number(-MAX_POINTS, MAX_POINTS)),
        "condition": _condition_schema(vocabulary),
    }
    for id, question in rulebook.questions.items():
        parts[f"answer.{id}"] = answer_schema(question, language)
        parts[f"test.{id}"] = _test_schema(question, language)
    return parts
