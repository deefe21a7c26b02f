"""The reference for rule authors in Markdown: every file, key, question and finding, from the schemas and the code."""

from collections.abc import Iterator, Mapping

from channelfit.language import Language
from channelfit.render.plain.results import RESULTS
from channelfit.rulebook.model import QuestionType, Rulebook
from channelfit.ruletools.checks.run import CHECKS
from channelfit.ruletools.schema.parts import Schema
from channelfit.ruletools.schema.whole import FILE_KINDS, whole_schema

# Where the files of each kind lie, and what else has a schema.
_TITLES = {
    "rulebook": "`rulebook.yaml`",
    "questions": "`questions.yaml`",
    "goals": "`goals.yaml`",
    "channel": "`channels/<id>.yaml`",
    "situation": "`situations/<any>.yaml`",
    "readiness": "`readiness.yaml`",
    "evidence": "`evidence.yaml`",
    "wording": "`wording.yaml`",
    "tests": "`tests/<any>.yaml`",
    "case_file": "`cases/<any>.yaml`",
    "profile": "Profile",
    "result": "Result",
    "missing": "Missing answers",
    "problems": "Problems",
    "explanation": "Explanation",
    "comparison": "Comparison",
    "items": "Items",
    "findings": "Findings",
    "cases": "Outcome of cases",
    "rulediff": "Comparison of rules",
    "score": "Score of rules",
    "learned": "What was learned",
}
_NAMES = {
    "text": "text in each language",
    "name": "text, or one in each language",
    "because": "text, or one in each language",
    "words": "text",
    "replacements": "text by text",
    "answers": "[profile](#profile)",
    "printed_profile": "[profile](#profile)",
    "company": "text",
    "anything": "anything",
    "id": "id",
    "condition": "[condition](#conditions)",
    "basis": "evidence ids, or `judgement`",
    "points": "number -10 to 10, or numbers by goal",
    "goal_points": "numbers by goal, -10 to 10",
    "goal_id": "goal",
    "channel_id": "channel",
    "question_id": "question",
    "evidence_id": "evidence id",
}
# Longer lists of ids say no more than that they are ids.
_MOST_VALUES = 20
_PROFILE = "And every question with its answer. What is missing or empty is open; `[]` means none of these."
_CONDITIONS = """\
A condition is a mapping; all its entries must hold. Each entry is a question with a test, or `all`, `any` or `not`.

| question | tests |
|---|---|
| choice, yes/no | `question: option`, `question: [one, or, other]`, `{any_of: [...]}`, `{none_of: [...]}` |
| multiple choice | the same (includes), and `{all_of: [...]}` |
| ranking | the same, and `{first: option}` |
| number | `{at_least: 3}`, `{at_most: 3}`, `{above: 3}`, `{below: 3}`, several of them together |

`all: [...]` and `any: [...]` take lists of conditions, `not: {...}` one. A question without an answer makes a test unknown,
never false; a question that does not apply counts as answered with nothing. Rules count only where their condition
certainly holds."""


def reference_page(rulebook: Rulebook) -> str:
    """The whole page, in English."""
    return "\n\n".join(_sections(rulebook)) + "\n"


def _sections(rulebook: Rulebook) -> Iterator[str]:
    yield "# Reference for rule files"
    yield (
        "This page is generated from the code by `python docs/generate.py`; a test keeps it true. `channelfit rules schema` "
        "prints the same as JSON Schema, with the ids of your own rulebook. [rules.md](rules.md) is the guide."
    )
    parts = _mapping(whole_schema(rulebook, Language.EN, RESULTS), "$defs")
    asked = {key: part for key, part in _mapping(parts["profile"], "properties").items() if key not in rulebook.questions}
    parts = {**parts, "profile": {**parts["profile"], "properties": asked}}
    told: set[str] = set()
    for kind in FILE_KINDS:
        yield from _section(kind, parts, told)
    yield "## Conditions"
    yield _CONDITIONS
    yield from _section("profile", parts, told)
    yield _PROFILE
    for kind in RESULTS:
        yield from _section(kind, parts, told)
    yield "## Questions and their options"
    yield _questions(rulebook)
    yield "## Findings of `rules check`"
    yield (
        "A finding is accepted in `rulebook.yaml` under `accept`, with a reason. Errors cannot be meant as they are written, "
        "warnings are probably not meant, and infos ask for nothing. What is sampled says so, with number and seed."
    )
    for check in CHECKS:
        yield f"### {check.id}\n\n{_paragraphs(check.documentation)}"


def _section(name: str, parts: Mapping[str, Schema], told: set[str]) -> Iterator[str]:
    """A mapping with its keys, and then each mapping in it that was not told of before."""
    told.add(name)
    yield f"## {_TITLES[name]}" if name in _TITLES else f"### {_title(name)}"
    if said := _said(parts[name]):
        yield said
    yield _table(parts[name], parts)
    for part in _mapping(parts[name], "properties").values():
        for inner in _records_in(part, parts):
            if inner not in told:
                yield from _section(inner, parts, told)


def _title(name: str) -> str:
    words = name.replace("_", " ").capitalize()
    return f"{words.removeprefix('Result.').capitalize()} in results" if words.startswith("Result.") else words


def _records_in(part: object, parts: Mapping[str, Schema]) -> Iterator[str]:
    """The names of the mappings with keys of their own that a value may be, or hold."""
    for value in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        if isinstance(value, str) and value.startswith("#/$defs/"):
            name = value.removeprefix("#/$defs/")
            if name not in _TITLES and name not in _NAMES:
                # What is no mapping with keys of its own may hold one.
                yield from (name,) if _is_record(parts[name]) else _records_in(parts[name], parts)
        else:
            yield from _records_in(value, parts)


def _paragraphs(docstring: str) -> str:
    blocks = docstring.strip().split("\n\n")
    return "\n\n".join(" ".join(block.split()) for block in blocks)


def _table(schema: Schema, parts: Mapping[str, Schema]) -> str:
    """Every key with the kind of its value, whether it must be there, and what it means."""
    required = schema.get("required")
    rows = [
        f"| `{key}` | {_kind(part, parts)} | {'yes' if isinstance(required, list) and key in required else ''} | {_said(part)} |"
        for key, part in _mapping(schema, "properties").items()
    ]
    return "\n".join(["| key | value | required | meaning |", "|---|---|---|---|", *rows])


def _said(part: Schema) -> str:
    return str(part.get("description", "")).replace("|", "\\|")


def _mapping(schema: object, key: str) -> dict[str, Schema]:
    found = schema.get(key, {}) if isinstance(schema, dict) else {}
    assert isinstance(found, dict)
    return found


def _is_record(schema: Schema) -> bool:
    """Whether it is a mapping with keys of its own, and not one by ids."""
    properties = _mapping(schema, "properties")
    return bool(properties) and all("description" in part for part in properties.values())


def _kind(part: Schema, parts: Mapping[str, Schema]) -> str:
    """What sort of value it takes."""
    if "$ref" in part:
        return _named(str(part["$ref"]).removeprefix("#/$defs/"), parts)
    values, ways = part.get("enum"), part.get("anyOf")
    if isinstance(ways, list) and len(ways) > 1 and all("const" in way for way in ways):
        values = [way["const"] for way in ways]
    if isinstance(values, list):
        listed = [f"`{value}`" for value in values if not isinstance(value, bool) and value is not None]
        return ", ".join(dict.fromkeys(listed)) if len(listed) <= _MOST_VALUES else "id"
    if isinstance(ways, list):
        return " or ".join(dict.fromkeys(_kind(way, parts) for way in ways if way.get("type") != "null"))
    types = part.get("type", "")
    known = [name for name in (types if isinstance(types, list) else [types]) if name != "null"]
    return _typed(part, str(known[0]) if known else "nothing", parts)


def _named(name: str, parts: Mapping[str, Schema]) -> str:
    if name in _NAMES:
        return _NAMES[name]
    title = _TITLES.get(name, _title(name)).lower()
    return f"[{title}](#{title.replace(' ', '-')})" if _is_record(parts[name]) else _kind(parts[name], parts)


def _typed(part: Schema, name: str, parts: Mapping[str, Schema]) -> str:
    match name:
        case "array":
            items = part["items"]
            assert isinstance(items, dict)
            return f"list of {_kind(items, parts)}"
        case "number" | "integer":
            low, high = part.get("minimum"), part.get("maximum")
            return f"number {low} to {high}" if high is not None else "number" if low is None else f"number from {low}"
        case "boolean":
            return "`true` or `false`"
        case "object":
            values = [*_mapping(part, "properties").values(), part.get("additionalProperties")]
            if part.get("required"):
                return f"mapping: {', '.join(f'`{key}`' for key in _mapping(part, 'properties'))}"
            return f"by id: {_kind(values[0], parts)}" if isinstance(values[0], dict) else "mapping"
        case "string":
            return "text"
        case "nothing":
            return ""
        case _:
            return f"`{part['const']}`" if "const" in part else "parts of the target"


def _questions(rulebook: Rulebook) -> str:
    rows = []
    for id, question in rulebook.questions.items():
        options = ", ".join(f"`{option}`" for option in question.options)
        if question.options_from:
            options = f"the {question.options_from}"
        elif question.type is QuestionType.NUMBER:
            options = "a number"
        elif question.type is QuestionType.YES_NO:
            options = "`yes`, `no`"
        rows.append(f"| `{id}` | {question.type.value} | {question.text.en} | {options} |")
    return "\n".join(["| id | type | question | options |", "|---|---|---|---|", *rows])
