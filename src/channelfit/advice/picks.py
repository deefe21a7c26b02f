"""What is recommended in some hundred situations: what coincides is chosen for once, and a few need no NumPy."""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from functools import cache

from channelfit.advice.memory import present_memory
from channelfit.advice.portfolio import Picked, Terms
from channelfit.advice.states import States, keys_of, one_by_one
from channelfit.source.problem import InvalidInput

# From so many different situations on columns are faster: once NumPy is loaded, and as long as it is not.
_MANY, _VERY_MANY = 120, 400
# After so many in all loading it pays, since more will come: one company has some hundred.
_IN_ALL = 800
_SO_FAR = Counter[str]()


def picks_of(states: States, terms: Terms, rows: Sequence[int]) -> list[Picked]:
    """What is recommended in some rows; `terms.hours` are not read, each row has its own.

    What was recommended in an earlier run where everything was the same is remembered, if anything is.
    """
    memory = present_memory() if states.hours_of is None else None
    keys: Sequence[Hashable] = keys_of(states, terms, rows) if memory else _places(states, rows)
    first: dict[Hashable, int] = {}
    for key, row in zip(keys, rows, strict=True):
        first.setdefault(key, row)
    found = {key: Picked(*known) for key in first if (known := memory.known(key, 2))} if memory else {}
    left = [key for key in first if key not in found]
    fresh = dict(zip(left, _distinct(states, terms, [first[key] for key in left]), strict=True)) if left else {}
    if memory:
        for key, picked in fresh.items():
            memory.note(key, tuple(picked))
    found |= fresh
    return [found[key] for key in keys]


def _places(states: States, rows: Sequence[int]) -> list[tuple[int, ...]]:
    """What tells some rows from one another, within these states."""
    varied = [column.places for column in states.columns if column.places]
    if len(rows) < states.rows:
        varied = [[places[row] for row in rows] for places in varied]
    return [*zip(*varied, strict=True)] if varied else [()] * len(rows)


def _distinct(states: States, terms: Terms, rows: Sequence[int]) -> list[Picked]:
    refused: InvalidInput | None = None
    _SO_FAR["situations"] += len(rows)
    is_loaded = _in_columns.cache_info().currsize or _SO_FAR["situations"] > _IN_ALL
    if len(rows) <= (_MANY if is_loaded else _VERY_MANY):
        try:
            return one_by_one(states, terms, rows)
        except InvalidInput as error:
            refused = error
    # What is too much for one after the other may not be for columns, and the other way round.
    picks = _in_columns()(states, terms, rows)
    if picks is None and refused is not None:
        raise refused
    return one_by_one(states, terms, rows) if picks is None else picks


@cache
def _in_columns() -> Callable[[States, Terms, Sequence[int]], list[Picked] | None]:
    """What chooses in columns; loading it costs as much as hundreds of situations one after the other."""
    from channelfit.advice.columns import picks_in_columns

    return picks_in_columns
