"""JSON Schema (draft 2020-12) of every file of a rulebook, of profiles and of results, filled with the rulebook's own ids.

An editor that knows a schema completes ids, options and keys while somebody types, says what each means, and marks what is wrong.
The schemas of rule files say what one good way of writing is; what the reader takes besides (a null for nothing, a list of one)
they leave out. That of a profile takes what people write in it: `ja` for yes, `3 Stunden` for three hours.
"""

from collections.abc import Iterator, Mapping, Sequence

from channelfit.language import Language
from channelfit.profile import YES_NO_SAID, shape_of
from channelfit.rulebook.labels import Labels
from channelfit.rulebook.model import Question, QuestionType, Rulebook
from channelfit.ruletools.schema.files import record_parts, special_parts
from channelfit.ruletools.schema.of_records import Groups, groups_of, record_schema
from channelfit.ruletools.schema.of_results import Shape, result_parts
from channelfit.ruletools.schema.parts import Schema, Vocabulary, any_case, ids, listing, one_of, question_text, ref, shared_parts
from channelfit.source.record import record_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"
# The kinds of rule files, and what else is written by hand; the kinds of results come with their shapes.
FILE_KINDS = ("rulebook", "questions", "goals", "channel", "situation", "readiness", "evidence", "wording", "tests", "case_file")
KINDS = (*FILE_KINDS, "profile")
Shapes = Mapping[str, Shape]
NO_RESULTS: Shapes = {}


def schema_of(kind: str, rulebook: Rulebook, language: Language, results: Shapes = NO_RESULTS) -> Schema:
    """The schema of one kind, with the shared parts that it needs."""
    return _with_parts(kind, rulebook, _parts(Vocabulary(rulebook, language), results))


def _with_parts(kind: str, rulebook: Rulebook, parts: Mapping[str, Schema]) -> Schema:
    root = parts[kind]
    needed = _needed(root, parts)
    own = {name: parts[name] for name in sorted(needed)}
    return {"$schema": DIALECT, "title": _title(kind, rulebook), **root, **({"$defs": own} if own else {})}


def whole_schema(rulebook: Rulebook, language: Language, results: Shapes = NO_RESULTS) -> Schema:
    """All schemas in one, each under `$defs` by the name of its kind."""
    parts = _parts(Vocabulary(rulebook, language), results)
    return {
        "$schema": DIALECT,
        "title": f"{rulebook.id} {rulebook.version}",
        "description": "; ".join(f"{kind}: {parts[kind]['description']}" for kind in (*KINDS, *results)),
        "$defs": parts,
    }


def schema_files(rulebook: Rulebook, language: Language, results: Shapes = NO_RESULTS) -> Mapping[str, Schema]:
    """The schema of each kind by the name of the file that editors are pointed to."""
    parts = _parts(Vocabulary(rulebook, language), results)
    return {schema_file(kind): _with_parts(kind, rulebook, parts) for kind in (*KINDS, *results)}


def schema_file(kind: str) -> str:
    """The name of the file that holds the schema of a kind."""
    return f"{kind}.schema.json"


def kind_of_file(path: str) -> str:
    """The kind of a rule file, by its path below the folder of the rulebook, however deep."""
    folder, below, _ = path.partition("/")
    return {"channels": "channel", "situations": "situation", "cases": "case_file"}.get(
        folder, folder if below else folder.removesuffix(".yaml")
    )


def profile_schema(vocabulary: Vocabulary, groups: Groups, *, printed: bool = False) -> Schema:
    """A profile: every answer may be left open. As it is `printed` in results each answer has one form."""
    found = record_schema(record_of(Labels), vocabulary, groups)
    properties = found["properties"]
    assert isinstance(properties, dict)
    hourly, language = properties["hourly_value"], properties["language"]
    if printed:
        properties["language"] = {**language, "anyOf": [ids(Language), {"type": "null"}]}
    else:
        properties["hourly_value"] = {**hourly, "anyOf": [*hourly["anyOf"], ref("typed_number")]}
    questions = vocabulary.rulebook.questions
    answers = {id: _answers(question, vocabulary.language, printed=printed) for id, question in questions.items()}
    return {**found, "properties": {**properties, **answers}}


def _answers(question: Question, language: Language, *, printed: bool) -> Schema:
    said = ref(f"answer.{question.id}"), *(() if printed else _as_people_write(question))
    ways = [*said]
    if question.type in (QuestionType.MULTI, QuestionType.RANKING):
        limits = {"minItems": int(question.least)} if question.least > 0 else {}
        limits |= {"maxItems": int(question.most)} if question.most < float("inf") else {}
        answer = one_of(*said) if len(said) > 1 else said[0]
        ways = [listing(answer, **limits, uniqueItems=True), *([answer] if question.least <= 1 <= question.most else [])]
    return {**question_text(question, language), **one_of(*ways, {"type": "null"})}


def _as_people_write(question: Question) -> Sequence[Schema]:
    """What the reader takes besides: yes and no in any language and any letters, numbers with their units."""
    if question.type is QuestionType.NUMBER:
        return (ref("typed_number"),)
    words = [word for word, option in YES_NO_SAID.items() if option in shape_of(question).options]
    return ({"type": "string", "pattern": rf"^\s*{any_case(words)}\s*$"},) if words else ()


def _title(kind: str, rulebook: Rulebook) -> str:
    return f"{kind} ({rulebook.id} {rulebook.version})"


def _parts(vocabulary: Vocabulary, results: Shapes) -> dict[str, Schema]:
    """Every part of every schema by name, the kinds among them."""
    groups = groups_of(vocabulary)
    own = {**record_parts(vocabulary, groups), "profile": profile_schema(vocabulary, groups)}
    own["printed_profile"] = profile_schema(vocabulary, groups, printed=True)
    found = {**own, **special_parts(vocabulary, groups), **shared_parts(vocabulary)}
    return {**found, **result_parts(results, vocabulary.rulebook, vocabulary.language)}


def _needed(schema: Schema, parts: Mapping[str, Schema]) -> set[str]:
    """The names of all parts that a schema refers to, directly or not."""
    found: set[str] = set()
    waiting = list(_references(schema))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _references(parts[name])
    return found


def _references(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "$ref" and isinstance(inner, str):
                yield inner.removeprefix("#/$defs/")
            else:
                yield from _references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _references(inner)
