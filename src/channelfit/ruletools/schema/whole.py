"""JSON Schema (draft 2020-12) of every file of a rulebook, of profiles and of results, filled with the rulebook's own ids.

An editor that knows a schema completes ids, options and keys while somebody types, says what each means, and marks what is wrong.
The schemas say what one good way of writing is; what the reader takes besides (a null for nothing, a list of one) they leave out.
"""

from collections.abc import Callable, Iterator, Mapping

from channelfit.language import Language
from channelfit.profile import LANGUAGES
from channelfit.rulebook.model import MOST_HOURLY_VALUE, Question, QuestionType, Rulebook
from channelfit.ruletools.schema import cases as cases
from channelfit.ruletools.schema import files as files
from channelfit.ruletools.schema.changes import accept_schema, change_parts, house_parts, rulebook_schema, settings_schema
from channelfit.ruletools.schema.of_results import Shape, result_parts
from channelfit.ruletools.schema.parts import Schema, Scope, listing, one_of, question_text, record, ref, shared_parts

DIALECT = "https://json-schema.org/draft/2020-12/schema"
# The kinds of rule files, and what else is written by hand; the kinds of results come with their shapes.
FILE_KINDS = ("rulebook", "questions", "goals", "channel", "situation", "readiness", "evidence", "tests")
KINDS = (*FILE_KINDS, "profile")
Shapes = Mapping[str, Shape]
NO_RESULTS: Shapes = {}


def schema_of(kind: str, rulebook: Rulebook, language: Language, results: Shapes = NO_RESULTS) -> Schema:
    """The schema of one kind, with the shared parts that it needs."""
    parts = _parts(Scope(rulebook, language), results)
    root = parts[kind]
    needed = _needed(root, parts)
    own = {name: parts[name] for name in sorted(needed)}
    return {"$schema": DIALECT, "title": _title(kind, rulebook), **root, **({"$defs": own} if own else {})}


def whole_schema(rulebook: Rulebook, language: Language, results: Shapes = NO_RESULTS) -> Schema:
    """All schemas in one, each under `$defs` by the name of its kind."""
    parts = _parts(Scope(rulebook, language), results)
    return {
        "$schema": DIALECT,
        "title": f"{rulebook.id} {rulebook.version}",
        "description": "; ".join(f"{kind}: {parts[kind]['description']}" for kind in (*KINDS, *results)),
        "$defs": parts,
    }


def schema_files(rulebook: Rulebook, language: Language, results: Shapes = NO_RESULTS) -> Mapping[str, Schema]:
    """The schema of each kind by the name of the file that editors are pointed to."""
    return {schema_file(kind): schema_of(kind, rulebook, language, results) for kind in (*KINDS, *results)}


def schema_file(kind: str) -> str:
    """The name of the file that holds the schema of a kind."""
    return f"{kind}.schema.json"


def kind_of_file(path: str) -> str:
    """The kind of a rule file, by its path below the folder of the rulebook."""
    folder, _, name = path.rpartition("/")
    return {"channels": "channel", "situations": "situation"}.get(folder, folder or name.removesuffix(".yaml"))


def profile_schema(scope: Scope) -> Schema:
    """A profile: every answer may be left open."""
    labels: dict[str, Schema] = {
        "company": {"type": ["string", "number", "boolean", "null"]},
        "language": {"enum": [*LANGUAGES, None]},
        "hourly_value": {"type": ["number", "null"], "minimum": 0, "maximum": MOST_HOURLY_VALUE},
    }
    found = record(scope, "profile", labels)
    properties = found["properties"]
    assert isinstance(properties, dict)
    answers = {id: _answers(question, scope.language) for id, question in scope.rulebook.questions.items()}
    return {**found, "properties": {**properties, **answers}}


def _answers(question: Question, language: Language) -> Schema:
    answer = ref(f"answer.{question.id}")
    ways = [answer]
    if question.type in (QuestionType.MULTI, QuestionType.RANKING):
        limits = {"minItems": int(question.least)} if question.least > 0 else {}
        limits |= {"maxItems": int(question.most)} if question.most < float("inf") else {}
        ways = [listing(answer, **limits, uniqueItems=True), answer]
    return {**question_text(question, language), **one_of(*ways, {"type": "null"})}


def _title(kind: str, rulebook: Rulebook) -> str:
    return f"{kind} ({rulebook.id} {rulebook.version})"


def _parts(scope: Scope, results: Shapes) -> dict[str, Schema]:
    """Every part of every schema by name, the kinds among them."""
    makers: dict[str, Callable[[Scope], Schema]] = {
        "rulebook": rulebook_schema,
        "questions": files.questions_schema,
        "goals": files.goals_schema,
        "channel": files.channel_schema,
        "situation": files.situation_schema,
        "readiness": files.readiness_schema,
        "evidence": files.evidence_schema,
        "tests": cases.tests_schema,
        "profile": profile_schema,
        "settings": settings_schema,
        "accept": accept_schema,
        "section": files.section_schema,
        "limit": files.limit_schema,
        "consequence": files.consequence_schema,
        "effort": files.effort_schema,
        "plan": files.plan_schema,
        "excluding": files.excluding_schema,
        "hours_rule": files.hours_schema,
        "case": cases.case_schema,
        "expect": cases.expect_schema,
        "expected_channels": cases.expected_channels_schema,
        "expected_notes": cases.expected_notes_schema,
        "coverage": cases.coverage_schema,
        "share": cases.share_schema,
        "rule": files.rule_schema,
        "situation_rule": files.situation_rule_schema,
        "note": files.note_schema,
        "question": files.question_schema,
        "goal": files.goal_schema,
        "check": files.check_schema,
        "essential": files.essential_schema,
        "fact": files.fact_schema,
    }
    made = {name: make(scope) for name, make in makers.items()}
    found = {**made, **change_parts(scope), **house_parts(scope), **shared_parts(scope)}
    return {**found, **result_parts(results, scope.rulebook, scope.language)}


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
