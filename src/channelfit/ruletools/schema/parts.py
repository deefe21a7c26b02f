"""The parts that every JSON Schema of a rulebook is made of: texts, ids, answers, conditions."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from channelfit.language import Language
from channelfit.rulebook.condition import NUMERIC
from channelfit.rulebook.condition_reader import SUITABLE
from channelfit.rulebook.model import Question, QuestionType, Rulebook
from channelfit.ruletools.schema.words import key_text, place_text
from channelfit.source.document import Scalar
from channelfit.source.problem import Mark, Source

Schema = dict[str, object]

MAX_POINTS = 10
_NOWHERE = Mark(Source(""), 0, 0)
_TRUE_AND_FALSE: dict[str, object] = {"yes": True, "no": False}


class Vocabulary(NamedTuple):
    """The rulebook whose ids a schema offers, and the language of its descriptions."""

    rulebook: Rulebook
    language: Language


def record(vocabulary: Vocabulary, place: str, properties: Mapping[str, Schema], required: Iterable[str] = ()) -> Schema:
    """A mapping with these keys and no others, each with what it means."""
    described = {key: {"description": key_text(place, key, vocabulary.language), **part} for key, part in properties.items()}
    found: Schema = {"description": place_text(place, vocabulary.language), "type": "object", "properties": described}
    return {**found, **({"required": list(required)} if required else {}), "additionalProperties": False}


def ref(name: str) -> Schema:
    """A reference to a shared part."""
    return {"$ref": f"#/$defs/{name}"}


def one_of(*schemas: Schema) -> Schema:
    """Any of several ways to write it."""
    return {"anyOf": list(schemas)}


def listing(item: Schema, **limits: object) -> Schema:
    """A list."""
    return {"type": "array", "items": item, **limits}


def some(item: Schema) -> Schema:
    """One value, or a list of at least one."""
    return one_of(item, listing(item, minItems=1))


def number(lowest: float | None = None, highest: float | None = None) -> Schema:
    """A number within bounds, both included."""
    bounds = {"minimum": lowest, "maximum": highest}
    return {"type": "number"} | {key: shortened(bound) for key, bound in bounds.items() if bound is not None}


def shortened(value: float) -> int | float:
    """A number without a fraction that says nothing."""
    return int(value) if float(value).is_integer() else value


def keyed(keys: Iterable[str], value: Schema) -> Schema:
    """A mapping with some of these keys."""
    return {"type": "object", "properties": dict.fromkeys(keys, value), "additionalProperties": False}


def choice(options: Mapping[str, str]) -> Schema:
    """One of some words, each with what it means; words that YAML reads as something else may be written as they are."""
    values = [(value, text) for option, text in options.items() for value in _written(option)]
    return {"enum": [value for value, _ in values], "enumDescriptions": [text for _, text in values]}


def ids(known: Iterable[str]) -> Schema:
    """One of some words that explain themselves."""
    return {"enum": list(known)}


def _written(option: str) -> Sequence[object]:
    value = _TRUE_AND_FALSE.get(option, Scalar(option, True, _NOWHERE).value)
    return (option,) if value == option else (option, value)


def answer_schema(question: Question, language: Language) -> Schema:
    """What one answer to the question may be: a number within its bounds, or one of its options."""
    match question.type:
        case QuestionType.NUMBER:
            least, most = (None if abs(bound) == float("inf") else bound for bound in (question.least, question.most))
            return number(least, most)
        case QuestionType.YES_NO:
            return choice({"yes": "ja" if language == "de" else "yes", "no": "nein" if language == "de" else "no"})
        case _:
            return choice({option: text.of(language) for option, text in question.options.items()})


def _test_schema(question: Question, vocabulary: Vocabulary) -> Schema:
    """A comparison with the answer to the question."""
    answer = ref(f"answer.{question.id}")
    operators = SUITABLE[question.type]
    is_number = operators == NUMERIC
    operand: Schema = {"type": "number"} if is_number else some(answer)
    tests = record(vocabulary, "test", {operator.value: operand for operator in operators})
    ways = (operand,) if is_number else (answer, listing(answer, minItems=1))
    described = question_text(question, vocabulary.language)
    return {**described, **one_of(*ways, {**tests, "minProperties": 1})}


def question_text(question: Question, language: Language) -> Schema:
    """The title and the description of whatever is about a question."""
    help = question.help.of(language)
    text = question.text.of(language)
    return {"title": question.label.of(language), "description": f"{text} {help}" if help else text}


def _condition_schema(vocabulary: Vocabulary) -> Schema:
    """A mapping of questions to tests, with `all`, `any` and `not`."""
    inner = ref("condition")
    several = listing(inner, minItems=1)
    asked: dict[str, Schema] = {id: ref(f"test.{id}") for id in vocabulary.rulebook.questions}
    joined = {"all": several, "any": several, "not": inner}
    # What is said about a question stands with its test, so that it is there once.
    found = record(vocabulary, "condition", joined)
    properties = found["properties"]
    assert isinstance(properties, dict)
    return {**found, "properties": {**asked, **properties}, "minProperties": 1}


def shared_parts(vocabulary: Vocabulary) -> dict[str, Schema]:
    """Every part that several files share, by the name that `ref` takes."""
    rulebook, language = vocabulary
    judgement = {"judgement": "fachliche Einschätzung" if language == "de" else "professional judgement"}
    facts = {id: fact.statement.of(language) for id, fact in rulebook.evidence.items()}
    every_channel = {**rulebook.channels, **rulebook.disabled}
    parts: dict[str, Schema] = {
        "words": {"type": ["string", "number", "boolean"], "minLength": 1},
        "id": {"type": "string", "pattern": "^[a-z0-9][a-z0-9_+-]*$"},
        "text": {**keyed(rulebook.languages, ref("words")), "required": list(rulebook.languages)},
        "name": one_of(ref("words"), ref("text")),
        "because": one_of(
            ref("words"),
            {**keyed(dict.fromkeys((*rulebook.languages, "de", "en")), ref("words")), "minProperties": 1},
        ),
        "goal_id": choice({id: goal.name.of(language) for id, goal in rulebook.goals.items()}),
        "channel_id": choice({id: every_channel[id].name.of(language) for id in sorted(every_channel)}),
        "question_id": choice({id: question.text.of(language) for id, question in rulebook.questions.items()}),
        "evidence_id": choice(facts),
        "basis": one_of(
            choice({**judgement, **facts}), listing(ref("evidence_id"), minItems=1), listing(choice(judgement), maxItems=1)
        ),
        "points": one_of(number(-MAX_POINTS, MAX_POINTS), ref("goal_points")),
        "goal_points": keyed(rulebook.goals, number(-MAX_POINTS, MAX_POINTS)),
        "condition": _condition_schema(vocabulary),
    }
    for id, question in rulebook.questions.items():
        parts[f"answer.{id}"] = answer_schema(question, language)
        parts[f"test.{id}"] = _test_schema(question, vocabulary)
    return parts
