"""Items of a rulebook as pages, and the list of everything in it."""

from collections.abc import Iterator, Sequence

from channelfit.language import Text
from channelfit.render.forms.blocks import Block, Heading, Item, Listing, listed_under
from channelfit.render.phrases.voice import Voice
from channelfit.render.phrases.words import ALL_CHANNELS, CRITERIA, DISABLED, GROUNDWORK, ITEMS
from channelfit.rulebook.model import Amendment, Criterion, Rule
from channelfit.ruletools.show import Shown

_HISTORY = Text("Geändert", "Changed")
_CHANGED = Text("{path}: {before} → {after}", "{path}: {before} → {after}")
_ADDED = Text("{path}: neu, {after}", "{path}: new, {after}")
_BECAUSE = Text("{because} ({by}, {origin})", "{because} ({by}, {origin})")
_QUESTIONS = Text("Fragen", "Questions")
_GOALS = Text("Ziele", "Goals")
_RULES = Text("Regeln zum Kriterium {criterion}", "Rules of the criterion {criterion}")
_NOTES = Text("Hinweise", "Notes")
_EXCLUDES = Text("schließt aus", "rules out")


def items_blocks(items: Sequence[Shown], voice: Voice) -> Iterator[Block]:
    """Each item: its fields with their places, then what was changed and why."""
    for item in items:
        state = f" ({voice.say(DISABLED)})" if item.is_disabled else ""
        yield Heading(f"{voice.say(ITEMS[item.kind])} {item.id}{state}".strip(), level=1)
        if item.fields:
            fields = (Item(f"{field.path}: {_value(field.value, voice)}", "·", field.origin) for field in item.fields)
            yield Listing(tuple(fields))
        yield from listed_under(voice.say(_HISTORY), (_change(change, voice) for change in item.amendments))


def _change(change: Amendment, voice: Voice) -> Item:
    path, before, after = ".".join(change.path), _value(change.before, voice), _value(change.after, voice)
    wording = DISABLED if not change.path else _ADDED if change.before is None else _CHANGED
    because = change.because.or_other(voice.language)
    origin = f"{change.mark.source.path}:{change.mark.line + 1}"
    said = voice.say(_BECAUSE, because=because, by=change.by, origin=origin)
    return Item(voice.say(wording, path=path, before=before, after=after), "≠", said)


def _value(value: object, voice: Voice) -> str:
    """A value in one line; of a text only the language that is read."""
    if isinstance(value, dict):
        if value and set(value) <= {"de", "en"}:
            return str(value.get(voice.language, next(iter(value.values()))))
        return f"{{{', '.join(f'{key}: {_value(inner, voice)}' for key, inner in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(_value(inner, voice) for inner in value)}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def overview_blocks(voice: Voice, kinds: Sequence[str]) -> Iterator[Block]:
    """Everything of some kinds in a rulebook in a line each: what it is, and where it stands."""
    rulebook = voice.rulebook
    yield Heading(f"{rulebook.id} {rulebook.version}", level=1)
    if "question" in kinds:
        questions = (Item(f"{id}  {voice.say(question.text)}") for id, question in rulebook.questions.items())
        yield from (Heading(voice.say(_QUESTIONS)), Listing(tuple(questions)))
    if "goal" in kinds:
        goals = (Item(f"{id}  {voice.say(goal.name)}") for id, goal in rulebook.goals.items())
        yield from (Heading(voice.say(_GOALS)), Listing(tuple(goals)))
    if "channel" in kinds:
        yield from (Heading(voice.say(ALL_CHANNELS)), Listing(tuple(_channels(voice))))
    if "rule" in kinds:
        yield from _rules(voice)
    if "note" in kinds:
        yield from listed_under(voice.say(_NOTES), (Item(f"{note.id}  {voice.say(note.says)}") for note in rulebook.notes))
    if "check" in kinds:
        checks = (Item(f"{check.id}  {voice.say(check.text)}") for check in rulebook.checks)
        yield from listed_under(voice.say(GROUNDWORK), checks)
    yield from listed_under(voice.say(_HISTORY), (_named(change, voice) for change in rulebook.amendments))


def _channels(voice: Voice) -> Iterator[Item]:
    for id, channel in voice.rulebook.channels.items():
        yield Item(f"{id}  {voice.say(channel.name)} · {voice.hours(channel.effort.hours_per_week)}")
    for id, channel in voice.rulebook.disabled.items():
        yield Item(f"{id}  {voice.say(channel.name)} · {voice.say(DISABLED)}", "–")


def _rules(voice: Voice) -> Iterator[Block]:
    for criterion in Criterion:
        rules = (rule for rule in voice.rulebook.rules if rule.criterion is criterion)
        items = (Item(f"{rule.id}  {_effects(rule, voice)}", "·", rule.origin) for rule in rules)
        yield from listed_under(voice.say(_RULES, criterion=voice.say(CRITERIA[criterion])), items)


def _named(change: Amendment, voice: Voice) -> Item:
    item = _change(change, voice)
    return item._replace(text=f"{voice.say(ITEMS[change.kind])} {change.target} · {item.text}".replace("  ", " "))


def _effects(rule: Rule, voice: Voice) -> str:
    parts = []
    for channel, effect in rule.effects.items():
        points = ", ".join(f"{goal} {voice.number(given)}" for goal, given in effect.points.items())
        parts.append(f"{channel}: {voice.say(_EXCLUDES) if effect.excludes else points}")
    return "; ".join(parts)
