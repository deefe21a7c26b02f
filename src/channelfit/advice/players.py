"""Candidates as the search for the best set sees them."""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from channelfit.advice.portfolio import Aim, Candidate, Terms, quarters_up, shared_with
from channelfit.brevity import brief


@brief
class Player(NamedTuple):
    """A candidate in a search: what enters the coverage of each aim, its least price and hours, and how it goes with others.

    `group` is whom it reaches if another reaches them too.
    """

    candidate: Candidate
    fits: Sequence[float]
    price: float
    hours: float
    group: str
    is_companion: bool
    shares: bool
    is_kept: bool


def players_of(
    candidates: Sequence[Candidate], others: Sequence[Candidate], aims: Sequence[Aim], terms: Terms, kept: Collection[str]
) -> list[Player]:
    """Candidates in a search, beside others that are there anyway."""
    ids = {candidate.id for candidate in candidates}
    partners = {partner for candidate in candidates for partner in candidate.shares}
    reached = Counter(candidate.reaches for candidate in (*candidates, *others))
    keys = [aim.key for aim in aims]
    found = []
    for candidate in candidates:
        share = shared_with(candidate, ids)[0] if candidate.shares else 0.0
        hours = candidate.hours * (1 - share)
        fits, enters = candidate.fits.get, candidate.enters
        found.append(
            Player(
                candidate=candidate,
                fits=[fits(key, 0.0) * enters for key in keys],
                price=terms.focus_price * (1 - share),
                hours=quarters_up(hours) if terms.quarters else hours,
                group=candidate.reaches if candidate.reaches and reached[candidate.reaches] > 1 else "",
                is_companion=bool(share) and share >= terms.companion_share,
                shares=bool(share),
                is_kept=candidate.id in kept or candidate.id in partners,
            )
        )
    return found
