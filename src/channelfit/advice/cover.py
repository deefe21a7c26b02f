"""A set of channels that is being grown, step by step: what it covers and costs, and what more channels can gain at most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import mul

from channelfit.advice.players import Player
from channelfit.advice.portfolio import Terms
from channelfit.typed import NamedTuple


class Cover(NamedTuple):
    """A set that is being grown: what it leaves uncovered of each aim, times what the aim is worth; the best fits so far of those
    who reach the same people; its coverage less the least price it can have; and the least hours it can take."""

    left: Sequence[float]
    best: Mapping[str, Sequence[float]]
    worth: float
    hours: float


class Costs(NamedTuple):
    """What a set costs: its price and hours, and how many of it are companions."""

    price: float
    hours: float
    companions: int


def costs_of(members: Sequence[Player], terms: Terms) -> Costs:
    """What a set costs, as `portfolio.price_of` and `hours_of` have it, but by the hours of its players."""
    ids = [player.seat.candidate.id for player in members]
    places = hours = 0.0
    companions = 0
    for player in members:
        for share, partner, takes in player.beside:
            if partner in ids:
                places += 1 - share
                hours += takes
                companions += share >= terms.companion_share
                break
        else:
            places += 1
            hours += player.alone
    return Costs(terms.focus_price * places, hours, companions)


def grown(cover: Cover, player: Player, gain: float) -> Cover:
    """What a set covers with one more channel, which gains so much, less the least that it can cost."""
    left, best, worth, hours = cover
    group = player.group
    if not group:
        return Cover(
            [one - one * fit for one, fit in zip(left, player.fits, strict=True)], best, worth + gain, hours + player.hours
        )
    highest = [*map(max, best[group], player.fits)] if group in best else player.fits
    rests = [one * rest for one, rest in zip(left, _rests(cover, player), strict=True)]
    return Cover(rests, {**best, group: highest}, worth + gain, hours + player.hours)


def gain_of(cover: Cover, player: Player) -> float:
    """What one more channel covers, before its price."""
    if player.group in cover.best:
        return sum([left * (1 - rest) for left, rest in zip(cover.left, _rests(cover, player), strict=True)])
    return float(sum(map(mul, cover.left, player.fits)))


def _rests(cover: Cover, player: Player) -> list[float]:
    """The part of what is uncovered of each aim that one more channel leaves uncovered."""
    best = cover.best.get(player.group)
    if best is None:
        return [1 - fit for fit in player.fits]
    return [rest_of(fit, highest) for fit, highest in zip(player.fits, best, strict=True)]


def rest_of(fit: float, best: float) -> float:
    """The part of what is uncovered that a fit leaves uncovered beside the best one so far of those who reach the same people."""
    if not best:
        return 1 - fit
    if fit <= best:
        return 1 - fit / 2
    # The best so far of those who reach the same people counts one half from now on.
    return (1 - fit) * (1 - best / 2) / (1 - best)


def bound_of(gains: Sequence[tuple[float, Player]], hours: float, slots: int, free: int, needed: float) -> float:
    """More than any set of these channels can gain: the best for the slots, or for the hours if that is less.

    `slots` are those of all channels, `free` those of channels that can be no companions. Below what is `needed` nobody asks how
    far.
    """
    by_slots = taken = 0.0
    for gain, player in gains:
        if gain <= 0 or not slots:
            break
        if player.follows or free:
            free -= not player.follows
            slots -= 1
            by_slots += gain
            taken += player.hours
    if taken <= hours or by_slots < needed:
        return by_slots
    by_hours = 0.0
    paying = [pair for pair in gains if pair[0] > 0]
    for gain, player in sorted(paying, key=lambda pair: pair[1].hours / pair[0]):
        if player.hours > hours:
            return min(by_slots, by_hours + gain * hours / player.hours)
        by_hours += gain
        hours -= player.hours
    return min(by_slots, by_hours)
