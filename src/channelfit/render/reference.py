"""A reference of all files, keys and conditions in Markdown, made of the same schemas that editors read."""

import re
from collections.abc import Iterable, Iterator, Mapping

from channelfit.rulebook.condition_reader import SUITABLE
from channelfit.rulebook.model import Question, QuestionType, Rulebook
from channelfit.ruletools.schema import FILE_KINDS, whole_schema
from channelfit.ruletools.schema_parts import Schema

_WORDS: dict[str, dict[str, str]] = {
    "title": {"de": "Alle Dateien und Schlüssel", "en": "All files and keys"},
    "intro": {
        "de": "Aus den Schemas erzeugt, die auch Editoren lesen (`channelfit rules schema`). "
        "Wie man eigene Regeln schreibt, steht in [rules.md](rules.md).",
        "en": "Made from the schemas that editors read too (`channelfit rules schema`). "
        "How to write rules of your own is told in [rules.md](rules.md).",
    },
    "texts": {
        "de": "Ein *Text* steht in jeder Sprache des Regelwerks: `{de: ..., en: ...}`. "
        "Ein *Name* darf ein Wort für alle Sprachen sein.",
        "en": "A *text* stands in every language of the rulebook: `{de: ..., en: ...}`. "
        "A *name* may be one word for all languages.",
    },
    "head": {
        "de": "| Schlüssel | Wert | nötig | Bedeutung |",
        "en": "| key | value | required | meaning |",
    },
    "required": {"de": "ja", "en": "yes"},
    "entry": {"de": "Ein Eintrag von `{key}`", "en": "An entry of `{key}`"},
    "condition": {"de": "Bedingung", "en": "Condition"},
    "profile": {"de": "Ein Profil", "en": "A profile"},
    "result": {"de": "Das Ergebnis", "en": "The result"},
    "answers": {
        "de": "Dazu jede Frage mit ihrer Antwort. Was fehlt oder leer ist, ist offen; `[]` heißt: nichts davon.",
        "en": "And every question with its answer. What is missing or empty is open; `[]` means none of them.",
    },
    "operators": {"de": "| Frage vom Typ | Prüfungen |", "en": "| question of type | tests |"},
    "value": {"de": "eine Antwort, eine Liste von Antworten", "en": "an option, a list of options"},
    "number_value": {"de": "eine Zahl", "en": "a number"},
    "questions": {"de": "Die Fragen", "en": "The questions"},
    "questions_head": {"de": "| Frage | Typ | Antworten |", "en": "| question | type | options |"},
    "names": {"de": "Ziele und Kanäle", "en": "Goals and channels"},
    "names_head": {"de": "| Kennung | Name |", "en": "| id | name |"},
    "list": {"de": "Liste: {item}", "en": "list: {item}"},
    "or": {"de": " oder ", "en": " or "},
    "mapping": {"de": "Zuordnung", "en": "mapping"},
    "by": {"de": "je {keys}: {value}", "en": "by {keys}: {value}"},
    "range": {"de": "{low} bis {high}", "en": "{low} to {high}"},
    "least": {"de": "{type} ab {low}", "en": "{type} from {low}"},
    "below": {"de": "Zuordnung, siehe unten", "en": "mapping, see below"},
    "string": {"de": "Wort", "en": "word"},
    "number": {"de": "Zahl", "en": "number"},
    "integer": {"de": "ganze Zahl", "en": "whole number"},
    "boolean": {"de": "true oder false", "en": "true or false"},
    "null": {"de": "nichts", "en": "nothing"},
    "id": {"de": "Kennung", "en": "id"},
    "option": {"de": "Antwort", "en": "option"},
    "all_goals": {"de": "alle Ziele", "en": "all goals"},
    "all_channels": {"de": "alle Kanäle", "en": "all channels"},
    "anything": {"de": "Teile des Ziels", "en": "parts of the target"},
}
# What a shared part is called where a value is named.
_PARTS: dict[str, dict[str, str]] = {
    "words": {"de": "Text ohne Sprache", "en": "words"},
    "id": {"de": "Kennung", "en": "id"},
    "text": {"de": "Text", "en": "text"},
    "name": {"de": "Name", "en": "name"},
    "because": {"de": "Name", "en": "name"},
    "goal_id": {"de": "Ziel", "en": "goal id"},
    "answer": {"de": "Antwort", "en": "option"},
    "profile": {"de": "[Profil](#ein-profil)", "en": "[profile](#a-profile)"},
    "goal_points": {"de": "Punkte je Ziel", "en": "points by goal"},
    "channel_id": {"de": "Kanal", "en": "channel id"},
    "question_id": {"de": "Frage", "en": "question id"},
    "evidence_id": {"de": "Beleg", "en": "evidence id"},
    "basis": {"de": "Belege oder `judgement`", "en": "evidence ids or `judgement`"},
    "points": {"de": "Zahl von -10 bis 10, oder Punkte je Ziel", "en": "number from -10 to 10, or points by goal"},
    "condition": {"de": "[Bedingung](#bedingung)", "en": "[condition](#condition)"},
}
# More words than this are not listed.
_MANY = 40
_FILES = {
    "rulebook": "rulebook.yaml",
    "questions": "questions.yaml",
    "goals": "goals.yaml",
    "channel": "channels/<id>.yaml",
    "situation": "situations/<name>.yaml",
    "readiness": "readiness.yaml",
    "evidence": "evidence.yaml",
    "tests": "tests/<name>.yaml",
}
_SAMPLE = """\
```yaml
when:                                   # a mapping: all must hold
  market: b2b                           # choice: is; multi and ranking: includes
  hires: [apprentices, skilled_workers] # any of these
  content: {none_of: [short_video, long_video]}
  hours_per_week: {at_least: 3, below: 10}
  any:                                  # also all:, not:
    - goals: {first: recruiting}
    - offer: {all_of: [visual, emotional]}
```
"""


def render_reference(rulebook: Rulebook, language: str) -> str:
    """The page: every file with its keys, conditions, profiles and results, then the ids of this rulebook."""
    return "\n".join(_Reference(rulebook, language).page())


class _Reference:
    """One page being written: the rulebook and its parts, and which of them have been described."""

    def __init__(self, rulebook: Rulebook, language: str) -> None:
        self.rulebook = rulebook
        self.language = language
        parts = whole_schema(rulebook, language)["$defs"]
        assert isinstance(parts, dict)
        self.parts: dict[str, Schema] = parts
        self._described: set[str] = set()

    def page(self) -> Iterator[str]:
        yield f"# {self._word('title')}\n"
        yield f"{self._word('intro')}\n"
        yield f"{self._word('texts')}\n"
        for kind in FILE_KINDS:
            yield f"## `{_FILES[kind]}`\n"
            yield from self._record(self.parts[kind])
        yield f"## {self._word('condition')}\n"
        yield from self._condition()
        yield f"## {self._word('profile')}\n"
        labels = self._without_questions("profile")
        yield from self._record({**self.parts["profile"], "properties": labels})
        yield f"{self._word('answers')}\n"
        yield f"## {self._word('result')}\n"
        yield f"{self.parts['result']['description']}\n"
        yield from self._table(self.parts["result"])
        yield from self._ids()

    def _record(self, schema: Schema) -> Iterator[str]:
        """What a mapping is, its keys, and then every mapping inside that has not been described yet."""
        yield f"{schema['description']}\n"
        yield from self._table(schema)
        inside: dict[str, tuple[list[str], Schema]] = {}
        for key, part in _mapping(schema, "properties").items():
            for inner, is_entry in _records_in(part, self.parts):
                title = self._word("entry", key=key) if is_entry else f"`{key}`"
                inside.setdefault(str(inner["description"]), ([], inner))[0].append(title)
        for text, (titles, inner) in inside.items():
            if text not in self._described:
                self._described.add(text)
                yield f"### {', '.join(dict.fromkeys(titles))}\n"
                yield from self._record(inner)

    def _table(self, schema: Schema) -> Iterator[str]:
        yield self._word("head")
        yield "| --- | --- | --- | --- |"
        required = schema.get("required")
        for key, part in _mapping(schema, "properties").items():
            needed = self._word("required") if isinstance(required, list) and key in required else ""
            yield f"| `{key}` | {self._value(part)} | {needed} | {_cell(str(part.get('description', '')))} |"
        yield ""

    def _condition(self) -> Iterator[str]:
        yield f"{self.parts['condition']['description']}\n"
        yield _SAMPLE
        yield from self._table({"properties": self._without_questions("condition")})
        yield self._word("operators")
        yield "| --- | --- |"
        for kind, operators in SUITABLE.items():
            value = self._word("number_value" if kind is QuestionType.NUMBER else "value")
            yield f"| `{kind.value}` | {value}, {', '.join(f'`{operator.value}`' for operator in operators)} |"
        yield ""
        asked = next(question for question in self.rulebook.questions.values() if question.type is QuestionType.RANKING)
        number = next(question for question in self.rulebook.questions.values() if question.type is QuestionType.NUMBER)
        tests = {**self._tests(asked), **self._tests(number)}
        yield from self._table({"properties": tests})

    def _without_questions(self, name: str) -> dict[str, Schema]:
        properties = _mapping(self.parts[name], "properties")
        return {key: part for key, part in properties.items() if key not in self.rulebook.questions}

    def _tests(self, question: Question) -> dict[str, Schema]:
        ways = self.parts[f"test.{question.id}"]["anyOf"]
        assert isinstance(ways, list)
        return _mapping(ways[-1], "properties")

    def _ids(self) -> Iterator[str]:
        yield f"## {self._word('questions')}\n"
        yield self._word("questions_head")
        yield "| --- | --- | --- |"
        for id, question in self.rulebook.questions.items():
            yield f"| `{id}` | `{question.type.value}` | {self._options(question)} |"
        yield f"\n## {self._word('names')}\n"
        yield self._word("names_head")
        yield "| --- | --- |"
        names = {id: goal.name for id, goal in self.rulebook.goals.items()}
        names |= {id: channel.name for id, channel in self.rulebook.channels.items()}
        for id, name in names.items():
            yield f"| `{id}` | {_cell(name[self.language])} |"
        yield ""

    def _options(self, question: Question) -> str:
        if question.type is QuestionType.NUMBER:
            return self._value(self.parts[f"answer.{question.id}"])
        if question.options_from:
            return self._word(f"all_{question.options_from}")
        return " ".join(f"`{option}`" for option in question.options or ("yes", "no"))

    def _value(self, part: Schema) -> str:
        """What a value may be, in a few words."""
        if "$ref" in part:
            return self._named(str(part["$ref"]).removeprefix("#/$defs/"))
        if "const" in part:
            return f"`{part['const']}`"
        if "enum" in part:
            return self._choices(part["enum"])
        if "anyOf" in part and "type" not in part:
            ways = part["anyOf"]
            assert isinstance(ways, list)
            return self._word("or").join(dict.fromkeys(self._value(way) for way in ways))
        return self._typed(part)

    def _choices(self, values: object) -> str:
        assert isinstance(values, list)
        words = [value for value in values if isinstance(value, str)]
        if group := self._group(words):
            return _PARTS[group][self.language]
        # A number may be written as text too, which goes without saying.
        found = values[:1] if len(words) == 1 and len(values) > 1 else words
        return " ".join(f"`{value}`" for value in found) if len(found) <= _MANY else self._word("id")

    def _named(self, name: str) -> str:
        if name in _PARTS or name.startswith("answer."):
            return _PARTS[name.split(".")[0]][self.language]
        return self._value(self.parts[name])

    def _typed(self, part: Schema) -> str:
        kinds = part.get("type", ())
        if not isinstance(kinds, list):
            return self._of_kind(part, str(kinds) if kinds else "")
        if "number" in kinds and "string" in kinds:
            return _PARTS["words"][self.language]
        return self._word("or").join(self._of_kind(part, str(kind)) for kind in kinds)

    def _of_kind(self, part: Schema, kind: str) -> str:
        if kind == "array":
            items = part["items"]
            assert isinstance(items, dict)
            return self._word("list", item=self._value(items))
        if kind == "object":
            return self._object(part)
        if kind in ("number", "integer"):
            return self._bounded(part, kind)
        return self._word(kind or "anything")

    def _object(self, part: Schema) -> str:
        properties = _mapping(part, "properties")
        if _is_record(part) and len(properties) > 1:
            return self._word("below")
        if _is_record(part) or part.get("required"):
            return f"{self._word('mapping')}: {', '.join(f'`{key}`' for key in properties)}"
        value = next(iter(properties.values()), None) or part.get("additionalProperties")
        if not isinstance(value, dict):
            return self._word("mapping")
        group = self._group(properties)
        keys = _PARTS[group][self.language] if group else " ".join(f"`{key}`" for key in properties) or self._word("option")
        return self._word("by", keys=keys, value=self._value(value))

    def _group(self, ids: Iterable[str]) -> str:
        """The name of the group that these ids are, or a good part of."""
        found = set(ids)
        if not found:
            return ""
        if found <= set(self.rulebook.goals):
            return "goal_id"
        if found == {*self.rulebook.channels, *self.rulebook.disabled}:
            return "channel_id"
        return "question_id" if found == set(self.rulebook.questions) else ""

    def _bounded(self, part: Schema, kind: str) -> str:
        low, high = part.get("minimum"), part.get("maximum")
        if low is None:
            return self._word(kind)
        if high is None:
            return self._word("least", type=self._word(kind), low=str(low))
        return self._word("range", low=str(low), high=str(high))

    def _word(self, word: str, **parts: str) -> str:
        return _WORDS[word][self.language].format(**parts) if parts else _WORDS[word][self.language]


def _mapping(value: object, key: str) -> dict[str, Schema]:
    found = value.get(key, {}) if isinstance(value, Mapping) else {}
    assert isinstance(found, dict)
    return found


def _records_in(part: Schema, parts: Mapping[str, Schema]) -> Iterator[tuple[Schema, bool]]:
    """The mappings with keys of their own that a value may be, or (true) that its entries are."""
    if "$ref" in part:
        name = str(part["$ref"]).removeprefix("#/$defs/")
        if name not in _PARTS:
            yield from _records_in(parts[name], parts)
        return
    ways = part.get("anyOf", ())
    assert isinstance(ways, (list, tuple))
    for way in ways:
        yield from _records_in(way, parts)
    items = part.get("items")
    if isinstance(items, dict):
        yield from ((inner, True) for inner, _ in _records_in(items, parts))
    elif _is_record(part):
        yield part, False


def _is_record(part: Schema) -> bool:
    """Whether a mapping has keys that each mean something of their own, and not just ids."""
    values = list(_mapping(part, "properties").values())
    return part.get("type") == "object" and bool(values) and all("description" in value for value in values)


def _cell(text: str) -> str:
    """A text that stays in its cell."""
    return re.sub(r"([|<])", r"\\\1", text)
