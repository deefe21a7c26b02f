"""Many situations at once: what a choice depends on, and what is picked, one row per situation."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from channelfit.advice.formulas import fit_of
from channelfit.advice.parted import Rows
from channelfit.advice.portfolio import DECIMALS, AimKey, Candidate
from channelfit.rulebook.model import Settings
from channelfit.typed import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from channelfit.advice.truths import Truths as AnyTruths

Column = NDArray[np.bool_]
Numbers = NDArray[np.float64]
Indices = NDArray[np.int64]
Truths = bool | Column


class Situations(NamedTuple):
    """What the choice depends on, one row per situation.

    `stages` are the channels to play and `upkeep` the entries to keep in order, in id order, without fits; `fits` are those that
    count, by channel and aim, zero elsewhere. `working` and `active` say where a channel works and is in use, for ties;
    `hours_of` has the hours of each channel, if they are not what they are.
    """

    stages: tuple[Candidate, ...]
    upkeep: tuple[Candidate, ...]
    fits: Mapping[tuple[str, AimKey], Numbers]
    weights: Mapping[AimKey, Numbers]
    limits: Mapping[AimKey, Numbers]
    hours: Numbers
    working: Mapping[str, Truths] = {}
    active: Mapping[str, Truths] = {}
    hours_of: Mapping[str, Numbers] | None = None


def fit_column(points: Numbers, settings: Settings) -> Numbers:
    """The fit for each of some points, zero where they do not count."""
    values, where = np.unique(np.round(points, DECIMALS), return_inverse=True)
    # Powers by the math library, value by value: NumPy's differ in the last digit between machines.
    fits = [fit_of(float(value), settings.top_fit) if value >= settings.min_points else 0.0 for value in values]
    return np.array(fits, dtype=np.float64)[where]


def truth_at(truths: Mapping[str, Truths], channel: str, row: int) -> bool:
    """What holds of a channel in one row; nothing is said of it where it is not."""
    truth = truths.get(channel, False)
    return truth if isinstance(truth, bool) else bool(truth[row])


def in_rows(truth: AnyTruths) -> Truths:
    """The same truth, which is known to be a value, or a column of NumPy."""
    assert not isinstance(truth, Rows)
    return truth
