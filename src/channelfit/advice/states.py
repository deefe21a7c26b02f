"""What the choice depends on in some hundred situations, and what is recommended in each, one after the other without NumPy."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import mul

from channelfit.advice.branching import MOST_GAINS, Allowance, id_of
from channelfit.advice.cover import costs_of
from channelfit.advice.parted import Parts, Rows, places_of
from channelfit.advice.players import Player, Seat, in_play, player_of, seats_of, with_hours
from channelfit.advice.portfolio import DECIMALS, Aim, AimKey, Candidate, Chosen, Picked, Terms
from channelfit.advice.search import QUARTER, VARIED, Asked, Taken, choose_among, nearly_chosen
from channelfit.typed import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from channelfit.advice.truths import Truths, Values


class Listed(NamedTuple):
    """A column: its values, and for each row the place of its value; no places where all rows have the same one."""

    values: Sequence[float]
    places: Sequence[int]

    def value(self, row: int) -> float:
        """The value of a row."""
        return self.values[self.places[row]] if self.places else self.values[0]

    def at(self, rows: Sequence[int]) -> list[float]:
        """The values of some rows."""
        values, places = self.values, self.places
        if places == rows == range(len(values)):
            return [*values]
        return [values[places[row]] for row in rows] if places else [values[0]] * len(rows)


def listed(value: Values | Truths, count: int) -> Listed:
    """A value, the same in all rows or one a row, as a column."""
    if isinstance(value, Parts):
        values = list(value.of)
        return Listed(values, places_of([*value.of.values()], count) if len(values) > 1 else ())
    if isinstance(value, Rows):
        return Listed((0.0, 1.0), places_of((0, value.bits), count))
    assert isinstance(value, float | int)
    return Listed((float(value),), ())


class States(NamedTuple):
    """What the choice depends on, in columns, a row a situation.

    `stages` are the channels to play and `upkeep` the entries to keep in order, in id order, without fits; `fits` are those that
    count, by channel and aim, zero elsewhere. `working` and `active` say where a channel works and is in use, for ties;
    `hours_of` has the hours of each channel, if they are not what they are. Where only one thing is `asked` of what is chosen,
    anything that says the same of it will do.
    """

    rows: int
    stages: tuple[Candidate, ...]
    upkeep: tuple[Candidate, ...]
    fits: Mapping[tuple[str, AimKey], Listed]
    weights: Mapping[AimKey, Listed]
    limits: Mapping[AimKey, Listed]
    hours: Listed
    working: Mapping[str, Listed]
    active: Mapping[str, Listed]
    hours_of: Mapping[str, Listed] | None = None
    asked: Asked | None = None

    @property
    def aims(self) -> Iterator[Listed]:
        """The columns of weights and limits."""
        return chain(self.weights.values(), self.limits.values())

    @property
    def marks(self) -> Iterator[Listed]:
        """The columns of what works and of what is in use."""
        return chain(self.working.values(), self.active.values())


def one_by_one(states: States, terms: Terms, rows: Sequence[int]) -> list[Picked]:
    """Each of some rows on its own, the most hours first; where the same channels are in play with the same fits they are one."""
    states = hopeful(states, terms)
    rivals, hours = _rivals_by_row(states, terms, rows), states.hours.at(rows)
    varied = {id: column.at(rows) for id, column in (states.hours_of or {}).items()}
    step, allowance = VARIED if varied else QUARTER, Allowance(MOST_GAINS * (2 + len(rows) // 100))
    # What was chosen, and down to how many hours it stays.
    known: dict[int, tuple[float, Picked]] = {}
    likely: Chosen = ()
    found: dict[int, Picked] = {}
    for index in sorted(range(len(rows)), key=lambda index: -hours[index]):
        aims, players, ranked, _ = rivals[index]
        key = id(rivals[index])
        if varied:
            own = {id: column[index] for id, column in varied.items()}
            players, ranked = ([with_hours(one, own) for one in some] for some in (players, ranked))
            # Where hours vary no row is like another one.
            key = index
        if key not in known or hours[index] < known[key][0]:
            within = terms._replace(hours=hours[index])
            nearly = nearly_chosen(players, ranked, aims, within, allowance, likely, states.asked) if states.asked else None
            taken = nearly or choose_among(players, ranked, aims, within, allowance, step, likely)
            chosen, basics = (tuple(sorted(map(id_of, some))) for some in (taken.chosen, taken.basics))
            known[key] = _enough(taken, terms), Picked(chosen, basics)
        found[index] = known[key][1]
        likely = found[index].chosen
    return [found[index] for index in range(len(rows))]


def _rivals_by_row(states: States, terms: Terms, rows: Sequence[int]) -> list[_Rivals]:
    """What there is to choose from in each of some rows: one and the same where nothing tells the choice from another."""
    fits = {one.id: [states.fits.get((one.id, key)) for key in states.weights] for one in (*states.stages, *states.upkeep)}
    counting = [column for some in fits.values() for column in some if column]
    marks = [of[one.id] for one in states.stages for of in (states.working, states.active) if one.id in of]
    places = places_in(chain(counting, states.aims, marks), rows)
    seats: dict[tuple[float, ...], _Seats] = {}
    rivals: dict[tuple[int, ...], _Rivals] = {}
    same: dict[object, _Rivals] = {}
    for row, alike in zip(rows, places, strict=True):
        if alike not in rivals:
            in_use = tuple([column.value(row) for column in marks])
            if in_use not in seats:
                seats[in_use] = _seats_in(states, terms, row)
            made = _rivals_in(states, fits, seats[in_use], terms, row)
            rivals[alike] = same.setdefault(made.told, made)
    return [rivals[alike] for alike in places]


def places_in(columns: Iterable[Listed], rows: Sequence[int]) -> list[tuple[int, ...]]:
    """What tells some rows from one another: the places of their values, in the columns in which not all rows have the same."""
    varying = [[*map(column.places.__getitem__, rows)] for column in columns if column.places]
    return [*zip(*varying, strict=True)] if varying else [()] * len(rows)


class _Rivals(NamedTuple):
    """What there is to choose from in some rows: the aims, the channels that may be chosen, and the entries to keep in order, the
    best first; and what tells the choice from others."""

    aims: list[Aim]
    players: list[Player]
    ranked: list[Player]
    told: object


def hopeful(states: States, terms: Terms) -> States:
    """The same without channels that can be in the best set of no row."""
    weights = {key: max(column.values) for key, column in states.weights.items()}
    most: dict[str, float] = {}
    for (id, key), fits in states.fits.items():
        if weights.get(key) and (fit := max(fits.values)):
            most[id] = most.get(id, 0.0) + weights[key] * max(states.limits[key].values) * fit
    stages = {one.id: one for one in states.stages if one.id in most}
    seats = in_play({id: most[id] for id in stages}, lambda ids: seats_of([stages[id] for id in ids], states.upkeep, terms))
    upkeep = tuple([one for one in states.upkeep if one.id in most])
    return states._replace(stages=tuple([one.candidate for one in seats]), upkeep=upkeep)


def keys_of(states: States, terms: Terms, rows: Sequence[int]) -> list[tuple[str, bytes]]:
    """For each of some rows all that the choice depends on there, in short: rows of one key are recommended the same."""
    channels = (*states.stages, *states.upkeep)
    known = [(key, [one.id for one in channels if (one.id, key) in states.fits]) for key in states.weights]
    shared = [(*one._replace(fits={}, shares={}), sorted(one.shares.items())) for one in channels]
    same = repr((tuple(terms._replace(hours=0.0)), known, shared, list(states.working)))
    marks = [*states.working.values(), *states.active.values()]
    aims = [(states.weights[key], states.limits[key], [states.fits[id, key] for id in ids]) for key, ids in known]
    found = []
    for row in rows:
        told = [one.value(row) for one in (states.hours, *marks)]
        for number, (weights, limits, fits) in enumerate(aims):
            # What is no aim there decides nothing.
            if weight := weights.value(row):
                told += (number, weight, limits.value(row), *[fit.value(row) for fit in fits])
        found.append((same, array("d", told).tobytes()))
    return found


def _enough(taken: Taken, terms: Terms) -> float:
    """Down to how many hours what was chosen with more stays chosen.

    So it does where the same basics can be had, the set still fits beside them, and nothing that comes with fewer basics leaves
    more hours: the best of many sets is the best of those of them that are left.
    """
    used = sum([basic.hours for basic in taken.basics])
    return used + max(used, costs_of(taken.chosen, terms).hours)


def _rivals_in(states: States, fits: Mapping[str, Sequence[Listed | None]], seats: _Seats, terms: Terms, row: int) -> _Rivals:
    """What there is to choose from in a row, by the columns of the fits of each channel, an aim each."""
    aims = [Aim(*key, weight.value(row), states.limits[key].value(row)) for key, weight in states.weights.items()]
    own = {id: [column.value(row) if column else 0.0 for column in some] for id, some in fits.items()}
    players, ranked = _players(states, seats, own, aims, terms), _ranked(seats.upkeep, own, aims)
    return _Rivals(aims, players, ranked, (tuple([(id(one.seat), *one.fits) for one in (*players, *ranked)]), tuple(aims)))


class _Seats(NamedTuple):
    """The seats of the channels to play, those of the entries to keep in order, and those of some channels only, by their ids."""

    stages: Sequence[Seat]
    upkeep: Sequence[Seat]
    narrowed: dict[Chosen, Sequence[Seat]]


def _seats_in(states: States, terms: Terms, row: int) -> _Seats:
    """The seats in a row, with what works and is in use there."""
    stages = [
        channel._replace(works=bool(states.working[channel.id].value(row)), is_active=bool(states.active[channel.id].value(row)))
        if channel.id in states.working
        else channel
        for channel in states.stages
    ]
    return _Seats(seats_of(stages, states.upkeep, terms), seats_of(states.upkeep, stages, terms), {})


def _players(
    states: States, seats: _Seats, fits: Mapping[str, Sequence[float]], aims: Sequence[Aim], terms: Terms
) -> list[Player]:
    """The channels that may be chosen."""
    weights, scale = [aim.weight for aim in aims], [aim.weight * aim.limit for aim in aims]
    gains: dict[str, float] = {}
    for id in [one.candidate.id for one in seats.stages]:
        # What is no aim of this company makes no channel eligible.
        if any(map(mul, weights, fits[id])):
            gains[id] = sum(map(mul, scale, fits[id]))

    def seated(ids: Chosen) -> Sequence[Seat]:
        if ids not in seats.narrowed:
            left = [one.candidate for one in seats.stages if one.candidate.id in ids]
            seats.narrowed[ids] = seats_of(left, states.upkeep, terms)
        return seats.narrowed[ids]

    return [player_of(one, fits[one.candidate.id]) for one in in_play(gains, seated)]


def _ranked(seats: Sequence[Seat], fits: Mapping[str, Sequence[float]], aims: Sequence[Aim]) -> list[Player]:
    """The entries to keep in order that count, the best first."""
    weights, found = [aim.weight for aim in aims], []
    for seat in seats:
        own = fits[seat.candidate.id]
        rank = round(sum(map(mul, weights, own)), DECIMALS)
        if rank > 0:
            enters = seat.candidate.enters
            found.append((-rank, seat.candidate.id, player_of(seat, [fit * enters for fit in own])))
    return [player for _, _, player in sorted(found, key=lambda one: one[:2])]
