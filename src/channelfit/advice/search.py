"""Look for the best set of channels, exactly: basics first, then the best set within the hours that they leave."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from channelfit.advice.branching import MARGIN, Allowance, Search, formula_worth, id_of
from channelfit.advice.players import Player, entering, player_of, seats_of
from channelfit.advice.portfolio import DECIMALS, Aim, Candidate, Portfolio, Terms, weighted_fit, worth_of
from channelfit.typed import NamedTuple

# Hours come in quarters; where they are varied they come in anything.
QUARTER, VARIED = 0.25, 1e-6


def choose(
    candidates: Sequence[Candidate],
    upkeep: Sequence[Candidate],
    aims: Sequence[Aim],
    terms: Terms,
    allowance: Allowance | None = None,
) -> Portfolio:
    """The portfolio: basics first, then the best set within the hours that they leave.

    Raises InvalidInput where that takes more than is allowed.
    """
    players, entries = _players(candidates, upkeep, aims, terms), _players(upkeep, candidates, aims, terms)
    entries.sort(key=lambda one: (-round(weighted_fit(one.seat.candidate, aims), DECIMALS), one.seat.candidate.id))
    taken = choose_among(players, entries, aims, terms, allowance or Allowance())
    basics, chosen = (tuple([player.seat.candidate for player in some]) for some in (taken.basics, taken.chosen))
    return Portfolio(basics, chosen, taken.hours_left)


def _players(
    candidates: Sequence[Candidate], others: Sequence[Candidate], aims: Sequence[Aim], terms: Terms, kept: Collection[str] = ()
) -> list[Player]:
    return [player_of(seat, entering(seat.candidate, aims)) for seat in seats_of(candidates, others, terms, kept)]


class Taken(NamedTuple):
    """The players that were chosen, in id order, the entries to keep in order before them, and the hours that were left."""

    basics: tuple[Player, ...]
    chosen: tuple[Player, ...]
    hours_left: float


def choose_among(
    players: Sequence[Player],
    ranked: Sequence[Player],
    aims: Sequence[Aim],
    terms: Terms,
    allowance: Allowance,
    step: float = QUARTER,
    likely: Collection[str] = (),
) -> Taken:
    """What is chosen of some players, with the entries to keep in order by rank; hours come in steps.

    A set that is `likely` is tried first, which saves time and changes nothing.

    Basics come first as a matter of order, even where that costs a channel. But an hour more must never make the
    result worse: where a basic that has just become affordable would, the hours are used as if there were fewer.
    """
    found: list[tuple[float, Taken]] = []
    best = float("-inf")
    for places, left in basics_in_turn([player.hours for player in ranked], terms.hours, terms.max_basics, step):
        basics = tuple([ranked[place] for place in places])
        search = Search(players, basics, aims, terms._replace(hours=left), allowance, best)
        search.run(likely)
        if search.worth > best - MARGIN:
            best = max(best, search.worth)
            found.append((search.worth, Taken(basics, search.best, left)))
    near = [taken for worth, taken in found if worth >= best - MARGIN]
    if len(near) < 2:
        return near[0] if near else Taken((), (), 0.0)
    return max(near, key=lambda one: formula_worth(one.chosen, one.basics, aims, terms))


class Asked(NamedTuple):
    """What alone is asked of some choices: whether a channel is in them other than now."""

    channel: str
    is_in: bool


def nearly_chosen(
    players: Sequence[Player],
    ranked: Sequence[Player],
    aims: Sequence[Aim],
    terms: Terms,
    allowance: Allowance,
    likely: Collection[str],
    asked: Asked,
) -> Taken | None:
    """A likely set in which a channel is as now, where nothing in which it is not can be as good; so it is in the best one.

    That takes a look at those others alone, and most of them are far behind.
    """
    likely_one: Taken | None = None
    least = float("-inf")
    others = [player for player in players if id_of(player) != asked.channel]
    for places, left in basics_in_turn([player.hours for player in ranked], terms.hours, terms.max_basics, QUARTER):
        basics, within = tuple([ranked[place] for place in places]), terms._replace(hours=left)
        if likely_one is None:
            search = Search(players, basics, aims, within, allowance)
            search.offer(likely)
            likely_one, least = Taken(basics, search.best, left), search.worth
            if least == float("-inf") or (asked.channel in map(id_of, likely_one.chosen)) is not asked.is_in:
                return None
        if asked.is_in:
            search = Search(others, basics, aims, within, allowance, least)
            search.run()
        else:
            search = Search(players, basics, aims, within, allowance, least)
            if len(others) < len(players):
                search.offer((asked.channel,))
                search.run_beyond((asked.channel,))
        if search.worth > float("-inf"):
            return None
    return likely_one


def basics_in_turn(
    ranked: Sequence[float], hours: float, most: int, step: float, ample: float = float("inf")
) -> Iterator[tuple[tuple[int, ...], float]]:
    """The basics that hours allow, by their places among all hours, with the hours they leave; then what fewer hours allow.

    Fewer of the first ones only where they leave more hours, unless these left `ample` ones.
    """
    first: tuple[float, frozenset[int]] | None = None
    while hours >= 0:
        places = affordable(ranked, hours, most)
        left = hours - sum([ranked[place] for place in places])
        if first is None or not first[1].issuperset(places) or first[0] < min(left, ample):
            first = first or (left, frozenset(places))
            yield places, left
        # All of them leave more than fewer ones could, which have less than these need.
        if not places or (len(places) == len(ranked) and 2 * left >= hours):
            return
        # The same basics are taken down to the hours they need.
        hours = hours - left - step


def affordable(ranked: Sequence[float], hours: float, most: int) -> tuple[int, ...]:
    """The places of the basics that fit into the hours, the best first; one that does not fit is skipped. They share no work."""
    taken: list[int] = []
    for place, takes in enumerate(ranked):
        if len(taken) < most and takes <= hours:
            taken.append(place)
            hours -= takes
    return tuple(taken)


def best_set(
    candidates: Sequence[Candidate], basics: Sequence[Candidate], aims: Sequence[Aim], hours: float, terms: Terms
) -> tuple[Candidate, ...]:
    """The set that maximises `total coverage - price`, in id order; ties as `Search` settles them."""
    search = _search(candidates, basics, aims, hours, terms)
    search.run()
    return tuple([player.seat.candidate for player in search.best])


def _search(
    candidates: Sequence[Candidate],
    basics: Sequence[Candidate],
    aims: Sequence[Aim],
    hours: float,
    terms: Terms,
    kept: Collection[str] = (),
) -> Search:
    players, entries = _players(candidates, basics, aims, terms, kept), _players(basics, candidates, aims, terms)
    return Search(players, tuple(entries), aims, terms._replace(hours=hours), Allowance())


def runner_up(
    candidates: Sequence[Candidate], aims: Sequence[Aim], terms: Terms, portfolio: Portfolio
) -> tuple[tuple[Candidate, ...], float] | None:
    """The best other set beside the same basics, and by how much it is worth less; nothing if there is no other.

    It lacks one of the chosen channels, or has all of them and more.
    """
    chosen, basics, hours = portfolio.chosen, portfolio.basics, portfolio.hours_left
    others = []
    for out in chosen:
        rest = [candidate for candidate in candidates if candidate.id != out.id]
        others.append(best_set(rest, basics, aims, hours, terms))
    # The best set with more channels may be one that does not pay.
    search = _search(candidates, basics, aims, hours, terms, kept={candidate.id for candidate in candidates})
    search.run_beyond({candidate.id for candidate in chosen})
    others += [tuple([player.seat.candidate for player in search.best])] if search.best else []
    if not others:
        return None
    best = max(others, key=lambda some: worth_of(some, basics, aims, terms))
    return best, round(worth_of(chosen, basics, aims, terms) - worth_of(best, basics, aims, terms), DECIMALS)
