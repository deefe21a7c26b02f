"""Read single values by their kind; what is wrong goes to the problems of the context."""

from collections.abc import Callable, Mapping
from enum import Enum

from channelfit.language import Language, Text
from channelfit.rulebook.condition_reader import read_condition
from channelfit.rulebook.context import Context, is_known, read_basis, read_scalar, read_why, read_words
from channelfit.source.document import MapNode, Node, Scalar
from channelfit.source.problem import Mistake, problem
from channelfit.source.record import Number, Plain, Whole
from channelfit.source.values import A_NUMBER_OR_TEXT, UNKNOWN_VALUE, flag_of, identifier_of, number_of, text_of, words_of

PARTIAL_HOURS = Mistake(
    "partial-hours",
    de="`{key}` ist {found}, erwartet werden Viertelstunden wie 2.25",
    en="`{key}` is {found}, expected quarters of an hour such as 2.25",
)

Reader = Callable[[Context, str, Node], object]


def read_number(kind: Number | Whole, context: Context, key: str, node: Node) -> float | None:
    is_whole = isinstance(kind, Whole)
    found = number_of(context.problems, key, node, kind.lowest, kind.highest, wanted=kind.wanted, is_whole=is_whole)
    if isinstance(kind, Whole):
        return None if found is None else int(found)
    if kind.step and found is not None and found / kind.step % 1:
        context.problems.append(problem(PARTIAL_HOURS, node.mark, key=key, found=f"{found:g}"))
    return found


def read_choice(allowed: Mapping[str, object], context: Context, key: str, node: Node) -> object:
    found = read_scalar(context, key, node)
    if found is not None and found.text not in allowed:
        unknown = problem(UNKNOWN_VALUE, found.mark, key=key, found=found.text, expected=allowed, nearest_to=found.text)
        context.problems.append(unknown)
    return allowed.get(found.text if found else "", next(iter(allowed.values())))


def read_known(group: str, context: Context, key: str, node: Node) -> str:
    found = read_scalar(context, key, node)
    if found is None:
        return ""
    mistake, allowed = context.groups[group]
    is_known(context, mistake, found, allowed)
    return found.text


def is_key(keys: str | type[Enum], context: Context, key: str, name: Scalar) -> bool:
    if isinstance(keys, str):
        mistake, allowed = context.groups[keys]
        return is_known(context, mistake, name, allowed)
    known = [str(member.value) for member in keys]
    if name.text not in known:
        unknown = problem(UNKNOWN_VALUE, name.mark, key=key, found=name.text, expected=known, nearest_to=name.text)
        context.problems.append(unknown)
    return name.text in known


def as_it_is(_: Context, __: str, node: Node) -> Node:
    return node


def _read_amount(context: Context, key: str, node: Node) -> object:
    """A number or a text; true and false are neither."""
    value = node.value if isinstance(node, Scalar) else None
    if isinstance(value, str):
        return words_of(context.problems, key, node)
    return value if number_of(context.problems, key, node, wanted=A_NUMBER_OR_TEXT) is not None else None


def _read_because(context: Context, key: str, node: Node) -> Text:
    """A reason in every language that it is given in."""
    given = [name.text for name, _ in node.entries if name.text in tuple(Language)] if isinstance(node, MapNode) else []
    return text_of(context.problems, key, node, given or tuple(Language), plain=True)


PLAIN_READERS: dict[Plain, Reader] = {
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
    Plain.VERSION: as_it_is,
}
