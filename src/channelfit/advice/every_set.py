"""Every small set of channels, tried on many situations at once; the same formulas as `portfolio`, one row per situation."""

from collections.abc import Sequence

import numpy as np

from channelfit.advice.portfolio import DECIMALS, AimKey, Candidate, Chosen, Picked, Terms, ids_of, shared_with
from channelfit.advice.rows import Column, Indices, Numbers, Situations, truth_at
from channelfit.advice.search import QUARTER, VARIED, basics_in_turn
from channelfit.advice.small_sets import Sets

_BLOCK = 128


class EverySet:
    """All small sets, tried on all rows at once; it keeps the columns it needs again, so it is a class."""

    def __init__(self, situations: Situations, terms: Terms, sets: Sets) -> None:
        self.situations = situations
        self.terms = terms
        self.sets = sets
        self.upkeep = tuple(
            channel
            for channel in situations.upkeep
            if any(column.any() for (id, _), column in situations.fits.items() if id == channel.id)
        )
        self.price = sets.price
        self.minded = np.sum([(weight > 0) * 2.0**place for place, weight in enumerate(situations.weights.values())], axis=0)
        self.hours = self._set_hours()
        self.barred = self._barred()
        everyone = np.arange(len(situations.hours))
        nothing = np.ones(len(everyone))
        self.left = {
            key: np.stack([*(self._uncovered(part, key, everyone) for part in sets.parts), nothing]) for key in situations.weights
        }

    def run(self) -> list[Picked]:
        """The best set of each row: of the basics that its hours allow, and of fewer basics where that is better."""
        rows = len(self.situations.hours)
        best = np.full(rows, -np.inf)
        chosen = np.zeros(rows, dtype=np.int64)
        taken = np.zeros(rows, dtype=np.int64)
        wishes = self._basics()
        for number, (basics, hours_left, concerned) in enumerate(wishes):
            worth, index = self._best(basics, hours_left, concerned)
            better = worth > best[concerned]
            best[concerned[better]] = worth[better]
            chosen[concerned[better]] = index[better]
            taken[concerned[better]] = number
        sets = self.sets.ids
        basics_of = [ids_of(basics) for basics, _, _ in wishes]
        return [Picked(sets[index], basics_of[number]) for index, number in zip(chosen.tolist(), taken.tolist(), strict=True)]

    def _set_hours(self) -> Numbers:
        """The hours of each set: one for all rows, or one for each where the hours of channels differ."""
        hours = self.situations.hours_of
        if hours is None:
            return self.sets.hours[:, None]
        found = np.zeros((len(self.price), len(self.situations.hours)))
        for index, members in enumerate(self.sets.members):
            ids = {channel.id for channel in members}
            for channel in members:
                share, partner = shared_with(channel, ids)
                saved = np.minimum(share * hours[channel.id], hours[partner]) if partner else 0.0
                found[index] += hours[channel.id] - saved
        return found

    def _barred(self) -> list[tuple[Column, Column]]:
        """The sets that share the work of a partner, and the rows in which that counts for nothing.

        It is not there to make others cheaper.
        """
        sharing: dict[str, list[int]] = {}
        for index, members in enumerate(self.sets.members):
            ids = {channel.id for channel in members}
            for partner in {partner for channel in members if channel.shares for partner in channel.shares if partner in ids}:
                sharing.setdefault(partner, []).append(index)
        found = []
        for id, sets in sorted(sharing.items()):
            counts = np.zeros(len(self.situations.hours), dtype=np.bool_)
            for key, weight in self.situations.weights.items():
                if (id, key) in self.situations.fits:
                    counts |= (self.situations.fits[id, key] > 0) & (weight > 0)
            if not counts.all():
                concerned = np.zeros(len(self.price), dtype=np.bool_)
                concerned[sets] = True
                found.append((concerned, ~counts))
        return found

    def _basic_hours(self, channel: Candidate, row: int) -> float:
        hours = self.situations.hours_of
        return channel.hours if hours is None else float(hours[channel.id][row])

    def _basics(self) -> list[tuple[tuple[Candidate, ...], Numbers, Indices]]:
        """The basics of the rows, with the hours they leave; rows alike together, the first wish of a row before the others."""
        rounded = {channel.id: np.round(self._weighted(channel), DECIMALS) for channel in self.upkeep}
        needed = float(self.hours.max(initial=0.0))
        step = QUARTER if self.situations.hours_of is None else VARIED
        groups: dict[tuple[int, tuple[str, ...]], list[tuple[int, float]]] = {}
        for row, hours in enumerate(self.situations.hours.tolist()):
            ranked = sorted(
                (channel for channel in self.upkeep if rounded[channel.id][row] > 0),
                key=lambda channel: (-rounded[channel.id][row], channel.id),
            )
            takes = [self._basic_hours(channel, row) for channel in ranked]
            for wish, (places, left) in enumerate(basics_in_turn(takes, hours, self.terms.max_basics, step, needed)):
                groups.setdefault((wish, tuple([ranked[place].id for place in places])), []).append((row, left))
        by_id = {channel.id: channel for channel in self.upkeep}
        return [
            (
                tuple(by_id[id] for id in ids),
                np.array([left for _, left in rows]),
                np.array([row for row, _ in rows], dtype=np.int64),
            )
            for (_, ids), rows in sorted(groups.items())
        ]

    def _weighted(self, channel: Candidate) -> Numbers:
        found = np.zeros(len(self.situations.hours))
        for key, weight in self.situations.weights.items():
            column = self.situations.fits.get((channel.id, key))
            if column is not None:
                found += weight * column
        return found

    def _best(self, basics: tuple[Candidate, ...], hours_left: Numbers, rows: Indices) -> tuple[Numbers, Indices]:
        """The worth and the index of the best set of these rows."""
        # Those who have the same groups in mind together, so that few aims concern a block.
        order = np.argsort(self.minded[rows], kind="stable")
        rows, hours_left = rows[order], hours_left[order]
        found_worth, found_index = [], []
        # A block of rows at a time stays in the cache of the processor.
        for start in range(0, len(rows), _BLOCK):
            block, left = rows[start : start + _BLOCK], hours_left[start : start + _BLOCK]
            hours = self.hours if self.hours.shape[1] == 1 else self.hours[:, block]
            fits_in = np.round(hours - left, DECIMALS) <= 0
            fitting = np.flatnonzero(fits_in.any(axis=1))
            worth = self._worth(basics, block, fitting)
            worth[~fits_in[fitting]] = -np.inf
            for sharing, nowhere in self.barred:
                if nowhere[block].any():
                    worth[np.ix_(sharing[fitting], nowhere[block])] = -np.inf
            index = worth.argmax(axis=0)
            highest = worth[index, np.arange(worth.shape[1])]
            for column in np.flatnonzero((worth == highest).sum(axis=0) > 1).tolist():
                tied = np.flatnonzero(worth[:, column] == highest[column]).tolist()
                index[column] = self._first(tied, fitting, int(block[column]))
            found_worth.append(highest)
            found_index.append(fitting[index])
        back = np.argsort(order)
        return np.concatenate(found_worth)[back], np.concatenate(found_index)[back]

    def _first(self, tied: Sequence[int], fitting: Indices, row: int) -> int:
        """Which of some sets of equal worth is chosen in a row."""
        return min((self._order(int(fitting[index]), row), index) for index in tied)[1]

    def _order(self, index: int, row: int) -> tuple[int, float, int, int, Chosen]:
        """What ties are settled by; see `search.Search`."""
        members = self.sets.members[index]
        hours = float(self.hours[index, 0 if self.hours.shape[1] == 1 else row])
        works = sum(truth_at(self.situations.working, channel.id, row) for channel in members)
        active = sum(truth_at(self.situations.active, channel.id, row) for channel in members)
        return len(members), round(hours, DECIMALS), -works, -active, self.sets.ids[index]

    def _worth(self, basics: tuple[Candidate, ...], rows: Indices, sets: Indices) -> Numbers:
        """The worth of sets with these basics, one column per row of the situations."""
        halves = [half[sets] for half in self.sets.halves]
        worth = np.repeat(-self.price[sets, None], len(rows), axis=1)
        for key, weight in self.situations.weights.items():
            scale = weight[rows] * self.situations.limits[key][rows]
            # Groups that few of the companies have in mind concern few rows.
            concerned = np.flatnonzero(scale)
            if not len(concerned):
                continue
            own = rows[concerned]
            left = self.left[key][:, own]
            pairs = left[self.sets.pairs[:, 0]] * left[self.sets.pairs[:, 1]]
            product = pairs[halves[0]]
            for half in halves[1:]:
                product *= pairs[half]
            product *= self._uncovered(basics, key, own)
            np.subtract(1, product, out=product)
            product *= scale[concerned]
            if len(concerned) == len(rows):
                worth += product
            else:
                worth[:, concerned] += product
        return np.round(worth, DECIMALS)

    def _uncovered(self, channels: Sequence[Candidate], key: AimKey, rows: Indices) -> Numbers:
        """What channels leave uncovered of an aim; of those who reach the same people each further fit counts half."""
        product = np.ones(len(rows))
        alike: dict[str, list[Numbers]] = {}
        for channel in channels:
            column = self.situations.fits.get((channel.id, key))
            if column is not None:
                entering = column[rows] * channel.enters
                if channel.reaches:
                    alike.setdefault(channel.reaches, []).append(entering)
                else:
                    product = product * (1 - entering)
        for fits in alike.values():
            best = fits[0] if len(fits) == 1 else np.maximum.reduce(fits)
            product = product * (1 - best)
            if len(fits) > 1:
                halves = np.ones(len(rows))
                for fit in fits:
                    halves = halves * (1 - fit / 2)
                product = product * halves / (1 - best / 2)
        return product
