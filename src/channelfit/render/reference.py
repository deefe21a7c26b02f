"""The reference for rule authors in Markdown: every file, key, question and finding, from the schemas and the code."""

from collections.abc import Iterator, Mapping

from channelfit.rulebook.accepted import FINDING_IDS
from channelfit.rulebook.model import QuestionType, Rulebook
from channelfit.ruletools.check import CHECKS, Look, stale_accept
from channelfit.ruletools.schema import FILE_KINDS, schema_of

# Where the files of each kind lie.
_FILES = {
    "rulebook": "rulebook.yaml",
    "questions": "questions.yaml",
    "goals": "goals.yaml",
    "channel": "channels/<id>.yaml",
    "situation": "situations/<any>.yaml",
    "readiness": "readiness.yaml",
    "evidence": "evidence.yaml",
    "tests": "tests/<any>.yaml",
}
# What is described once, under its own heading, wherever it stands.
_ITEMS = ("change", "question", "goal", "rule", "situation_rule", "note", "check", "essential", "fact")
_NAMES = {
    "text": "text in each language",
    "name": "text, or one in each language",
    "because": "text, or one in each language",
    "words": "text",
    "id": "id",
    "condition": "condition",
    "basis": "evidence ids, or `judgement`",
    "points": "number, or numbers by goal",
    "goal_points": "numbers by goal",
    "goal_id": "goal",
    "channel_id": "channel",
    "question_id": "question",
    "evidence_id": "evidence id",
    "profile": "answers, as in a profile",
}
_MOST_VALUES = 12
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
    return "\n\n".join(_parts(rulebook)) + "\n"


def _parts(rulebook: Rulebook) -> Iterator[str]:
    yield "# Reference for rule files"
    yield (
        "This page is generated from the code by `python docs/generate.py`; a test keeps it true. `channelfit rules schema` "
        "prints the same as JSON Schema, with the ids of your own rulebook. [rules.md](rules.md) is the guide."
    )
    schemas = {kind: schema_of(kind, rulebook, "en") for kind in FILE_KINDS}
    for kind, schema in schemas.items():
        yield f"## `{_FILES[kind]}`"
        yield str(schema["description"])
        yield _table(schema)
    definitions: dict[str, object] = {}
    for schema in schemas.values():
        found = schema.get("$defs")
        definitions |= found if isinstance(found, dict) else {}
    for item in _ITEMS:
        definition = definitions.get(item)
        if isinstance(definition, dict):
            yield f"## {item.replace('_', ' ').capitalize()}"
            yield str(definition.get("description", ""))
            yield _table(definition)
    yield "## Conditions"
    yield _CONDITIONS
    yield "## Questions and their options"
    yield _questions(rulebook)
    yield "## Findings of `rules check`"
    yield (
        "A finding is accepted in `rulebook.yaml` under `accept`, with a reason. Errors cannot be meant as they are written, "
        "warnings are probably not meant, and infos ask for nothing. What is sampled says so, with number and seed."
    )
    looks: dict[str, Look] = {look.__name__.replace("_", "-"): look for look in CHECKS}
    for id in FINDING_IDS:
        documented = stale_accept.__doc__ if id == "stale-accept" else looks[id].__doc__
        yield f"### {id}\n\n{_paragraphs(documented or '')}"


def _paragraphs(docstring: str) -> str:
    blocks = docstring.strip().split("\n\n")
    return "\n\n".join(" ".join(block.split()) for block in blocks)


def _table(schema: Mapping[str, object]) -> str:
    rows = [f"| {key} | {kind} | {'yes' if required else ''} | {text} |" for key, kind, required, text in _rows(schema, "")]
    return "\n".join(["| key | value | required | meaning |", "|---|---|---|---|", *rows])


def _rows(schema: Mapping[str, object], before: str) -> Iterator[tuple[str, str, bool, str]]:
    """Every key with the kind of its value, whether it must be there, and what it means; of mappings by id one entry."""
    properties = schema.get("properties")
    required = schema.get("required")
    for key, part in properties.items() if isinstance(properties, dict) else ():
        name = f"{before}{key}"
        described = str(part.get("description", "")).replace("|", "\\|")
        yield f"`{name}`", _kind(part), isinstance(required, list) and key in required, described
        inner = part.get("items") if part.get("type") == "array" else part
        if isinstance(inner, dict) and _is_record(inner):
            yield from _rows(inner, f"{name}[]." if inner is not part else f"{name}.")


def _is_record(schema: Mapping[str, object]) -> bool:
    """Whether it is a mapping with keys of its own, and not one by ids."""
    properties = schema.get("properties")
    return isinstance(properties, dict) and all("description" in part for part in properties.values())


def _kind(part: Mapping[str, object]) -> str:
    """What sort of value it takes."""
    if "$ref" in part:
        name = str(part["$ref"]).rsplit("/", 1)[-1]
        return _NAMES.get(name, name.replace("_", " "))
    if "enum" in part and isinstance(part["enum"], list):
        values = [f"`{value}`" for value in part["enum"] if not isinstance(value, bool)]
        return ", ".join(dict.fromkeys(values[:_MOST_VALUES])) + (" ..." if len(values) > _MOST_VALUES else "")
    if "anyOf" in part and isinstance(part["anyOf"], list):
        return " or ".join(dict.fromkeys(_kind(one) for one in part["anyOf"]))
    types = part.get("type")
    match next((one for one in types if one != "null"), "") if isinstance(types, list) else types:
        case "array":
            items = part.get("items")
            return f"list of {_kind(items)}" if isinstance(items, dict) else "list"
        case "number" | "integer":
            bounds = [str(part[key]) for key in ("minimum", "maximum") if key in part]
            return f"number {' to '.join(bounds)}" if len(bounds) == 2 else "number"
        case "boolean":
            return "`true` or `false`"
        case "object":
            return "mapping" if _is_record(part) else "mapping by id"
        case "string":
            return "text"
        case _:
            return f"`{part['const']}`" if "const" in part else "value"


def _questions(rulebook: Rulebook) -> str:
    lines = ["| question | type | options |", "|---|---|---|"]
    for id, question in rulebook.questions.items():
        options = " ".join(f"`{option}`" for option in question.options)
        if question.type is QuestionType.NUMBER:
            options = f"{question.least:g} to {question.most:g}"
        if question.options_from:
            options = f"the {question.options_from}"
        lines.append(f"| `{id}` | {question.type.value} | {options} |")
    return "\n".join(lines)
