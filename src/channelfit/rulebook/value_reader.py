"""Read values that hold no others, each by its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from channelfit.language import Language, Text
from channelfit.rulebook.condition_reader import read_condition
from channelfit.rulebook.context import Context, is_known, read_basis, read_scalar, read_why, read_words
from channelfit.source.nodes import MapNode, Node, Scalar
from channelfit.source.problem import Mistake, problem
from channelfit.source.record import Choice, Known, Number, OneOf, Part, Plain, Whole
from channelfit.source.values import (
    A_NUMBER_OR_TEXT,
    UNKNOWN_VALUE,
    Limits,
    flag_of,
    identifier_of,
    in_file,
    number_of,
    text_of,
    words_of,
)
from channelfit.typed import assert_never

PARTIAL_HOURS = Mistake(
    "partial-hours",
    de="`{key}` ist {found}, erwartet werden Viertelstunden wie 2.25",
    en="`{key}` is {found}, expected quarters of an hour such as 2.25",
)

Reader = Callable[[Context, str, Node], object]


def value_reader(kind: Plain | Number | Whole | Choice | OneOf | Known | Part) -> Reader:
    """What reads a value of a kind, and reports what is wrong with it."""
    match kind:
        case Plain():
            return _PLAIN[kind]
        case Number(lowest, highest, step):
            return partial(_read_number, Limits(lowest, highest), step)
        case Whole(lowest, highest, wanted):
            return partial(_read_number, Limits(lowest, highest, is_whole=True, wanted=wanted), 0)
        case Choice(values):
            return partial(_read_choice, {str(member.value): member for member in values})
        case OneOf(words):
            return partial(_read_choice, {word: word for word in words})
        case Known(group):
            return partial(_read_known, group)
        case Part(name, reader):
            return reader or partial(_read_part, name)
        case _:
            assert_never(kind)


def _read_number(limits: Limits, step: float, context: Context, key: str, node: Node) -> float | None:
    found = number_of(context.problems, key, node, limits, context.said)
    if step and found is not None and found / step % 1:
        context.problems.append(problem(PARTIAL_HOURS, node.mark, key=key, found=in_file(found)))
    return int(found) if limits.is_whole and found is not None else found


def _read_choice(allowed: Mapping[str, object], context: Context, key: str, node: Node) -> object:
    found = read_scalar(context, key, node)
    if found is not None and found.text not in allowed:
        unknown = problem(UNKNOWN_VALUE, found.mark, key=key, found=found.text, expected=allowed, nearest_to=found.text)
        context.problems.append(unknown)
    return allowed.get(found.text if found else "", next(iter(allowed.values())))


def _read_known(group: str, context: Context, key: str, node: Node) -> str:
    found = read_scalar(context, key, node)
    if found is None:
        return ""
    mistake, allowed = context.groups[group]
    is_known(context, mistake, found, allowed)
    return found.text


def _read_part(name: str, context: Context, key: str, node: Node) -> object:
    """A value that only those can read who asked for the record; without a reader it comes as it is."""
    reader = context.readers.get(name)
    return reader(context, key, node) if reader else node


def _as_it_is(_: Context, __: str, node: Node) -> Node:
    return node


def _read_amount(context: Context, key: str, node: Node) -> object:
    """A number or a text; true and false are neither."""
    value = node.value if isinstance(node, Scalar) else None
    if isinstance(value, str):
        return words_of(context.problems, key, node)
    return value if number_of(context.problems, key, node, Limits(wanted=A_NUMBER_OR_TEXT)) is not None else None


def _read_because(context: Context, key: str, node: Node) -> Text:
    """A reason in every language that it is given in."""
    given = [name.text for name, _ in node.entries if name.text in tuple(Language)] if isinstance(node, MapNode) else []
    return text_of(context.problems, key, node, given or tuple(Language), plain=True)


_PLAIN: dict[Plain, Reader] = {
    Plain.WORDS: read_words,
    Plain.AMOUNT: _read_amount,
    Plain.IDENTIFIER: lambda context, key, node: identifier_of(context.problems, key, node),
    Plain.TEXT: lambda context, key, node: text_of(context.problems, key, node, context.names.languages),
    Plain.NAME: lambda context, key, node: text_of(context.problems, key, node, context.names.languages, plain=True),
    Plain.BECAUSE: _read_because,
    Plain.WHY: read_why,
    Plain.FLAG: lambda context, key, node: flag_of(context.problems, key, node),
    Plain.CONDITION: read_condition,
    Plain.BASIS: read_basis,
    Plain.VERSION: _as_it_is,
}
