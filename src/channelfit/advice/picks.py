"""What is recommended in some hundred situations: what coincides is chosen for once, and a few need no NumPy."""

from collections import Counter
from collections.abc import Callable, Sequence
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
    """What is recommended in some rows; `terms.hours` are not read, each row has its own."""
    varied = [column.places for column in states.columns if column.places]
    if len(rows) < states.rows:
        varied = [[places[row] for row in rows] for places in varied]
    keys = zip(*varied, strict=True) if varied else ((),) * len(rows)
    first: dict[object, int] = {}
    own = [first.setdefault(key, row) for key, row in zip(keys, rows, strict=True)]
    distinct = list(first.values())
    found = dict(zip(distinct, _remembered(states, terms, distinct), strict=True))
    return [found[row] for row in own]


def _remembered(states: States, terms: Terms, rows: Sequence[int]) -> list[Picked]:
    """What is recommended in some rows, or was in an earlier run where everything was the same."""
    memory = present_memory()
    if memory is None or states.hours_of is not None:
        return _distinct(states, terms, rows)
    keys = keys_of(states, terms, rows)
    known = {row: found for row, key in zip(rows, keys, strict=True) if (found := memory.known(key, 2)) is not None}
    left = [row for row in rows if row not in known]
    fresh = dict(zip(left, _distinct(states, terms, left), strict=True)) if left else {}
    for row, key in zip(rows, keys, strict=True):
        if row in fresh:
            memory.note(key, tuple(fresh[row]))
    return [fresh[row] if row in fresh else Picked(*known[row]) for row in rows]


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
