"""Read some files of a rulebook again: what is said in them takes the place of what was said in them before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from channelfit.rulebook.context import Context, check_schema, groups_of
from channelfit.rulebook.model import Channel, Note, Question, QuestionType, Rule, Rulebook
from channelfit.rulebook.names import Names, Shape
from channelfit.rulebook.rule_reader import BETWEEN_KEYS, read_channel, read_situation
from channelfit.rulebook.shares import relation_problems
from channelfit.rulebook.sizes import MAX_RULES
from channelfit.source.nodes import Document
from channelfit.source.problem import Problem
from channelfit.typed import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    from channelfit.rulebook.context import Located

    _Item = TypeVar("_Item", bound=Located)


class Part(NamedTuple):
    """What one file of channels or situations says."""

    channel: Channel | None
    rules: tuple[Rule, ...]
    notes: tuple[Note, ...]


def part_of(rulebook: Rulebook, document: Document) -> Part | None:
    """What a file of channels or situations of a rulebook says now.

    Other files read no more of it than what its channel is called and which goals it serves. Nothing where that is other now, or
    anything is wrong: then all files have to be read.
    """
    names, problems = names_of(rulebook), list[Problem]()
    context = Context(rulebook.id, names, problems, groups_of(names), BETWEEN_KEYS)
    check_schema(document, problems)
    path = document.source.path
    if path.startswith("channels/"):
        channel, rules = read_channel(document, context)
        before = rulebook.channels.get(channel.id)
        if before is None or before.mark.source.path != path or _said(before) != _said(channel):
            return None
        part = Part(channel, rules, ())
    else:
        part = Part(None, *read_situation(document, context))
    return None if problems else part


def with_parts(rulebook: Rulebook, parts: Mapping[str, Part]) -> Rulebook | None:
    """A rulebook with some files, by their paths, as they are now; nothing where all of them have to be read.

    So they have where overlays have changed anything, and where the files do not go together.
    """
    channels = {**rulebook.channels, **{part.channel.id: part.channel for part in parts.values() if part.channel}}
    rules = _with(rulebook.rules, [rule for part in parts.values() for rule in part.rules], parts)
    notes = _with(rulebook.notes, [note for part in parts.values() for note in part.notes], parts)
    if rulebook.amendments or rulebook.disabled or rules is None or notes is None or len(rules) > MAX_RULES:
        return None
    if any(relation_problems(channels, rulebook.goals, rulebook.questions, {})):
        return None
    return rulebook._replace(channels=channels, rules=rules, notes=notes)


def _said(channel: Channel) -> object:
    """What other files are read by; in which order goals are served is the order of their points."""
    return channel.name, tuple(channel.serves)


def _with(items: Iterable[_Item], own: Iterable[_Item], paths: Collection[str]) -> tuple[_Item, ...] | None:
    """The items with those of some files as they are now, by id; nothing if two have one id or one has none."""
    every = [*(item for item in items if item.mark.source.path not in paths), *own]
    found = {item.id: item for item in every}
    return tuple(found[id] for id in sorted(found)) if len(found) == len(every) and all(found) else None


def names_of(rulebook: Rulebook) -> Names:
    """The ids that a rulebook defines, as `collect_names` finds them in its files, in an order of their own."""
    return Names(
        languages=tuple(rulebook.languages),
        questions={id: _shape(question) for id, question in rulebook.questions.items()},
        goals=tuple(sorted(rulebook.goals)),
        channels={id: tuple(channel.serves) for id, channel in rulebook.channels.items()},
        titles=rulebook.titles,
        evidence=frozenset(rulebook.evidence),
        sections=tuple(section.id for section in rulebook.sections),
    )


def _shape(question: Question) -> Shape:
    return Shape(question.type, ("yes", "no") if question.type is QuestionType.YES_NO else tuple(question.options))
