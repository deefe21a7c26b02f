"""Items of a rulebook as pages and as plain data, and the list of everything in it."""

from collections.abc import Iterator, Sequence

from channelfit.language import Language, hours, number
from channelfit.render.forms.blocks import Block, Heading, Item, Listing
from channelfit.render.phrases.words import CRITERIA
from channelfit.rulebook.model import Amendment, Criterion, Rule, Rulebook
from channelfit.ruletools.show import Shown

_WORDS = {
    "history": {"de": "Geändert", "en": "Changed"},
    "was": {"de": "{path}: {before} → {after}", "en": "{path}: {before} → {after}"},
    "added": {"de": "{path}: neu, {after}", "en": "{path}: new, {after}"},
    "disabled": {"de": "abgeschaltet", "en": "disabled"},
    "because": {"de": "{because} ({by}, {place})", "en": "{because} ({by}, {place})"},
    "questions": {"de": "Fragen", "en": "Questions"},
    "goals": {"de": "Ziele", "en": "Goals"},
    "channels": {"de": "Kanäle", "en": "Channels"},
    "rules": {"de": "Regeln zum Kriterium {criterion}", "en": "Rules of the criterion {criterion}"},
    "notes": {"de": "Hinweise", "en": "Notes"},
    "checks": {"de": "Voraussetzungen", "en": "Groundwork"},
    "excludes": {"de": "schließt aus", "en": "rules out"},
}
_KINDS = {
    "rule": {"de": "Regel", "en": "rule"},
    "channel": {"de": "Kanal", "en": "channel"},
    "question": {"de": "Frage", "en": "question"},
    "goal": {"de": "Ziel", "en": "goal"},
    "note": {"de": "Hinweis", "en": "note"},
    "check": {"de": "Voraussetzung", "en": "check"},
    "essential": {"de": "Grundsatz", "en": "essential"},
    "evidence": {"de": "Beleg", "en": "evidence"},
    "settings": {"de": "Einstellungen", "en": "settings"},
    "case": {"de": "Testfall", "en": "case"},
}


def items_blocks(items: Sequence[Shown], language: Language) -> Iterator[Block]:
    """Each item: its fields with their places, then what was changed and why."""
    for one in items:
        state = f" ({_word('disabled', language)})" if one.is_disabled else ""
        yield Heading(f"{_KINDS[one.kind][language]} {one.id}{state}".strip(), level=1)
        if one.fields:
            yield Listing(tuple(Item(f"{field.path}: {_value(field.value, language)}", "·", field.place) for field in one.fields))
        if one.amendments:
            yield Heading(_word("history", language))
            yield Listing(tuple(_change(change, language) for change in one.amendments))


def _change(change: Amendment, language: Language) -> Item:
    path, before, after = ".".join(change.path), _value(change.before, language), _value(change.after, language)
    key = "disabled" if not change.path else "added" if change.before is None else "was"
    because = change.because.or_other(language)
    place = f"{change.mark.source.path}:{change.mark.line + 1}"
    said = _word("because", language, because=because, by=change.by, place=place)
    return Item(_word(key, language, path=path, before=before, after=after), "≠", said)


def _value(value: object, language: Language) -> str:
    """A value in one line; of a text only the language that is read."""
    if isinstance(value, dict):
        if value and set(value) <= {"de", "en"}:
            return str(value.get(language, next(iter(value.values()))))
        return f"{{{', '.join(f'{key}: {_value(inner, language)}' for key, inner in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(_value(inner, language) for inner in value)}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def overview_blocks(rulebook: Rulebook, language: Language, kinds: Sequence[str]) -> Iterator[Block]:
    """Everything in a rulebook in a line each: what it is, and where it stands."""
    yield Heading(f"{rulebook.id} {rulebook.version}", level=1)
    if "question" in kinds:
        yield Heading(_word("questions", language))
        yield Listing(tuple(Item(f"{id}  {one.text.of(language)}") for id, one in rulebook.questions.items()))
    if "goal" in kinds:
        yield Heading(_word("goals", language))
        yield Listing(tuple(Item(f"{id}  {one.name.of(language)}") for id, one in rulebook.goals.items()))
    if "channel" in kinds:
        yield Heading(_word("channels", language))
        yield Listing(tuple(_channels(rulebook, language)))
    if "rule" in kinds:
        for criterion in Criterion:
            rules = [rule for rule in rulebook.rules if rule.criterion is criterion]
            if rules:
                yield Heading(_word("rules", language, criterion=CRITERIA[criterion].of(language)))
                yield Listing(tuple(Item(f"{rule.id}  {_effects(rule, language)}", "·", rule.place) for rule in rules))
    if "note" in kinds and rulebook.notes:
        yield Heading(_word("notes", language))
        yield Listing(tuple(Item(f"{note.id}  {note.says.of(language)}") for note in rulebook.notes))
    if "check" in kinds and rulebook.checks:
        yield Heading(_word("checks", language))
        yield Listing(tuple(Item(f"{check.id}  {check.text.of(language)}") for check in rulebook.checks))
    if rulebook.amendments:
        yield Heading(_word("history", language))
        yield Listing(tuple(_named(change, language) for change in rulebook.amendments))


def _channels(rulebook: Rulebook, language: Language) -> Iterator[Item]:
    for id, one in rulebook.channels.items():
        yield Item(f"{id}  {one.name.of(language)} · {hours(one.effort.hours_per_week, language)}")
    for id, one in rulebook.disabled.items():
        yield Item(f"{id}  {one.name.of(language)} · {_word('disabled', language)}", "–")


def _named(change: Amendment, language: Language) -> Item:
    item = _change(change, language)
    return item._replace(text=f"{_KINDS[change.kind][language]} {change.target} · {item.text}".replace("  ", " "))


def _effects(rule: Rule, language: Language) -> str:
    parts = []
    for channel, effect in rule.effects.items():
        points = ", ".join(f"{goal} {number(given, language)}" for goal, given in effect.points.items())
        parts.append(f"{channel}: {_word('excludes', language) if effect.excludes else points}")
    return "; ".join(parts)


def _word(key: str, language: Language, **parts: str) -> str:
    return _WORDS[key][language].format(**parts)
