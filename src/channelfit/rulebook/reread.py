"""Read one file of a rulebook again: what is said in it takes the place of what was said in it before."""

from collections.abc import Iterable
from typing import TypeVar

from channelfit.rulebook.context import Context, Located, check_schema, groups_of
from channelfit.rulebook.model import Channel, Note, Question, QuestionType, Rulebook
from channelfit.rulebook.names import Names, Shape
from channelfit.rulebook.rule_reader import BETWEEN_KEYS, read_channel, read_situation
from channelfit.rulebook.shares import relation_problems
from channelfit.rulebook.sizes import MAX_RULES
from channelfit.source.nodes import Document
from channelfit.source.problem import Problem

_Item = TypeVar("_Item", bound=Located)


def reread(rulebook: Rulebook, document: Document) -> Rulebook | None:
    """The rulebook with a file of channels or situations as it is now.

    Other files read no more of it than what its channel is called and which goals it serves. Nothing where that is other now, or
    anything is wrong: then all files have to be read. So they have where overlays have changed anything.
    """
    path = document.source.path
    if rulebook.amendments or rulebook.disabled:
        return None
    names, problems = names_of(rulebook), list[Problem]()
    context = Context(rulebook.id, names, problems, groups_of(names), BETWEEN_KEYS)
    check_schema(document, problems)
    channels, notes = rulebook.channels, tuple[Note, ...]()
    if path.startswith("channels/"):
        channel, rules = read_channel(document, context)
        before = channels.get(channel.id)
        if before is None or before.mark.source.path != path or _said(before) != _said(channel):
            return None
        channels = {**channels, channel.id: channel}
    else:
        rules, notes = read_situation(document, context)
    problems.extend(relation_problems(channels, rulebook.goals, rulebook.questions, {path: document}))
    every_rule, every_note = _with(rulebook.rules, rules, path), _with(rulebook.notes, notes, path)
    if problems or every_rule is None or every_note is None or len(every_rule) > MAX_RULES:
        return None
    return rulebook._replace(channels=channels, rules=every_rule, notes=every_note)


def _said(channel: Channel) -> object:
    """What other files are read by; in which order goals are served is the order of their points."""
    return channel.name, tuple(channel.serves)


def _with(items: Iterable[_Item], own: Iterable[_Item], path: str) -> tuple[_Item, ...] | None:
    """The items with those of one file as they are now, by id; nothing if two have one id or one has none."""
    every = [*(item for item in items if item.mark.source.path != path), *own]
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
