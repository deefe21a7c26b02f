"""What is recommended in some hundred situations: what coincides is chosen for once, and a few need no NumPy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from functools import cache

from channelfit.advice.memory import present_memory
from channelfit.advice.portfolio import Chosen, Picked, Terms
from channelfit.advice.side_by_side import side_by_side
from channelfit.advice.states import States, keys_of, one_by_one
from channelfit.source.problem import InvalidInput

# From so many different situations on columns are faster: once NumPy is loaded, and as long as it is not.
_MANY, _VERY_MANY = 120, 400
# Below so many going side by side does not pay.
_FEW = 16
# After so many in all loading it pays, since more will come: one company has some hundred.
_IN_ALL = 800
_SO_FAR = Counter[str]()


def picks_of(states: States, terms: Terms, rows: Sequence[int], likely: Chosen = ()) -> list[Picked]:
    """What is recommended in some rows, a likely set in most of them; `terms.hours` are not read, each row has its own.

    What was recommended in an earlier run where everything was the same is remembered, if anything is.
    """
    if states.hours_of is not None:
        # Where hours are varied no row is like another one.
        return _distinct(states, terms, rows, len(rows), likely)
    memory = None if states.asked else present_memory()
    places = _places(states, rows)
    keys: Sequence[Hashable] = keys_of(states, terms, rows) if memory else places
    first: dict[Hashable, int] = {}
    for index, key in enumerate(keys):
        first.setdefault(key, index)
    found = {key: Picked(*known) for key in first if (known := memory.known(key, 2))} if memory else {}
    left = {key: index for key, index in first.items() if key not in found}
    # What differs in its hours alone is chosen for nearly at once.
    several = len({places[index][1:] for index in left.values()})
    asked = [rows[index] for index in left.values()]
    fresh = dict(zip(left, _distinct(states, terms, asked, several, likely), strict=True)) if left else {}
    if memory:
        for key, picked in fresh.items():
            memory.note(key, tuple(picked))
    found |= fresh
    return [found[key] for key in keys]


def _places(states: States, rows: Sequence[int]) -> list[tuple[int, ...]]:
    """What tells some rows from one another, within these states: the place of their hours, then those of all else."""
    columns = [states.hours, *[column for column in states.columns if column is not states.hours and column.places]]
    columns_of_places = [column.places or [0] * states.rows for column in columns]
    return [*zip(*[map(places.__getitem__, rows) for places in columns_of_places], strict=True)]


def _distinct(states: States, terms: Terms, rows: Sequence[int], several: int, likely: Chosen) -> list[Picked]:
    refused: InvalidInput | None = None
    _SO_FAR["situations"] += several
    is_loaded = _in_columns.cache_info().currsize or _SO_FAR["situations"] > _IN_ALL
    if len(rows) <= _MANY if is_loaded else several <= _VERY_MANY:
        try:
            return _without_numpy(states, terms, rows, likely)
        except InvalidInput as error:
            refused = error
    # What is too much for one after the other may not be for columns, and the other way round.
    picks = _in_columns()(states, terms, rows)
    if picks is None and refused is not None:
        raise refused
    return one_by_one(states, terms, rows) if picks is None else picks


def _without_numpy(states: States, terms: Terms, rows: Sequence[int], likely: Chosen) -> list[Picked]:
    """One after the other, where many rows are alike; where hours vary none is like another, and all go side by side."""
    if states.hours_of is None or len(rows) < _FEW:
        return one_by_one(states, terms, rows)
    found = side_by_side(states, terms, rows, likely)
    left = [row for row, picked in zip(rows, found, strict=True) if picked is None]
    others = iter(one_by_one(states, terms, left) if left else ())
    return [next(others) if picked is None else picked for picked in found]


@cache
def _in_columns() -> Callable[[States, Terms, Sequence[int]], list[Picked] | None]:
    """What chooses in columns; loading it costs as much as hundreds of situations one after the other."""
    from channelfit.advice.columns import picks_in_columns

    return picks_in_columns
