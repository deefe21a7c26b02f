"""What is recommended in some hundred situations: what coincides is chosen for once, and mostly without NumPy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from functools import cache
from itertools import chain

from channelfit.advice.memory import present_memory
from channelfit.advice.portfolio import Chosen, Picked, Terms
from channelfit.advice.side_by_side import side_by_side
from channelfit.advice.states import States, keys_of, one_by_one, places_in
from channelfit.source.problem import InvalidInput

# From so many different situations on columns of NumPy are faster: once it is loaded, and as long as it is not.
_MANY, _VERY_MANY = 120, 400
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
    # What differs in its hours alone is chosen for nearly at once.
    places = places_in(chain(states.fits.values(), states.aims, states.marks), rows)
    keys: Sequence[Hashable] = keys_of(states, terms, rows) if memory else [*zip(states.hours.at(rows), places, strict=True)]
    first: dict[Hashable, int] = {}
    for index, key in enumerate(keys):
        first.setdefault(key, index)
    found = {key: Picked(*known) for key in first if (known := memory.known(key, 2))} if memory else {}
    left = {key: index for key, index in first.items() if key not in found}
    several = len({places[index] for index in left.values()})
    asked = [rows[index] for index in left.values()]
    fresh = dict(zip(left, _distinct(states, terms, asked, several, likely), strict=True)) if left else {}
    if memory:
        for key, picked in fresh.items():
            memory.note(key, tuple(picked))
    found |= fresh
    return [found[key] for key in keys]


def _distinct(states: States, terms: Terms, rows: Sequence[int], several: int, likely: Chosen) -> list[Picked]:
    """What is recommended in rows of which so many differ in more than their hours: side by side, as far as that can tell."""
    _SO_FAR["situations"] += several
    is_loaded = bool(_in_columns.cache_info().currsize) or _SO_FAR["situations"] > _IN_ALL
    found: Sequence[Picked | None] = [None] * len(rows)
    # What differs in its hours alone is chosen for nearly at once, one after the other; so is what only one thing is asked of.
    if not states.asked and len(rows) <= (min(_MANY, 2 * several) if is_loaded else 2 * several):
        found = side_by_side(states, terms, rows, likely)
    left = [row for row, picked in zip(rows, found, strict=True) if picked is None]
    are_many = len(left) > _MANY if is_loaded else min(several, len(left)) > _VERY_MANY
    others = iter(_others(states, terms, left, are_many=are_many) if left else ())
    return [next(others) if picked is None else picked for picked in found]


def _others(states: States, terms: Terms, rows: Sequence[int], *, are_many: bool) -> list[Picked]:
    """One after the other, or in columns of NumPy where they are many; what is too much for one may not be for the other."""
    refused: InvalidInput | None = None
    if not are_many:
        try:
            return one_by_one(states, terms, rows)
        except InvalidInput as error:
            refused = error
    picks = _in_columns()(states, terms, rows)
    if picks is None and refused is not None:
        raise refused
    return one_by_one(states, terms, rows) if picks is None else picks


@cache
def _in_columns() -> Callable[[States, Terms, Sequence[int]], list[Picked] | None]:
    """What chooses in columns; loading it costs as much as hundreds of situations one after the other."""
    from channelfit.advice.columns import picks_in_columns

    return picks_in_columns
