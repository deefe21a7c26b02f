"""Many situations at once: what a choice depends on, and what is picked, one row per situation."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from channelfit.advice.formulas import fit_of
from channelfit.advice.portfolio import DECIMALS, AimKey, Candidate
from channelfit.brevity import brief
from channelfit.rulebook.model import Settings

Column = NDArray[np.bool_]
Numbers = NDArray[np.float64]
Indices = NDArray[np.int64]
Truths = bool | Column
Chosen = tuple[str, ...]


@brief
class Situations(NamedTuple):
    """What the choice depends on, one row per situation.

    `stages` are the channels to play and `upkeep` the entries to keep in order, in id order, without fits; `fits` are those that
    count, by channel and aim, zero elsewhere. `working` and `active` say where a channel works and is in use, for ties; `factors`
    multiply the hours of each channel, if they are not what they are.
    """

    stages: tuple[Candidate, ...]
    upkeep: tuple[Candidate, ...]
    fits: Mapping[tuple[str, AimKey], Numbers]
    weights: Mapping[AimKey, Numbers]
    limits: Mapping[AimKey, Numbers]
    hours: Numbers
    working: Mapping[str, Truths] = {}
    active: Mapping[str, Truths] = {}
    factors: Mapping[str, Numbers] | None = None


@brief
class Picked(NamedTuple):
    """What is recommended in one situation: the chosen set and the basics, by id, in id order."""

    chosen: Chosen
    basics: Chosen


def fit_column(points: Numbers, settings: Settings) -> Numbers:
    """The fit for each of some points, zero where they do not count."""
    values, where = np.unique(np.round(points, DECIMALS), return_inverse=True)
    # Powers by the math library, value by value: NumPy's differ in the last digit between machines.
    fits = [fit_of(float(value), settings.top_fit) if value >= settings.min_points else 0.0 for value in values]
    return np.array(fits, dtype=np.float64)[where]


def rows_of(situations: Situations, rows: Indices) -> Situations:
    """Some of the situations."""

    def some(truths: Mapping[str, Truths]) -> dict[str, Truths]:
        return {id: truth if isinstance(truth, bool) else truth[rows] for id, truth in truths.items()}

    return situations._replace(
        fits={key: column[rows] for key, column in situations.fits.items()},
        weights={key: column[rows] for key, column in situations.weights.items()},
        limits={key: column[rows] for key, column in situations.limits.items()},
        hours=situations.hours[rows],
        working=some(situations.working),
        active=some(situations.active),
        factors=None if situations.factors is None else {id: column[rows] for id, column in situations.factors.items()},
    )


def alike(situations: Situations) -> tuple[Indices, Indices]:
    """One row of each that are the same, and for each row which of them it is."""
    columns = [
        *situations.fits.values(),
        *situations.weights.values(),
        *situations.limits.values(),
        situations.hours,
        *(np.asarray(truth) for truth in (*situations.working.values(), *situations.active.values())),
        *(situations.factors.values() if situations.factors else ()),
    ]
    varied = [column.astype(np.float64) for column in columns if column.ndim and (column != column[0]).any()]
    if not varied:
        return np.zeros(1, dtype=np.int64), np.zeros(len(situations.hours), dtype=np.int64)
    whole = np.ascontiguousarray(np.stack(varied, axis=1))
    keys = whole.view(np.dtype((np.void, whole.dtype.itemsize * whole.shape[1]))).ravel()
    _, first, index = np.unique(keys, return_index=True, return_inverse=True)
    return first, index


def truth_at(truths: Mapping[str, Truths], channel: str, row: int) -> bool:
    """What holds of a channel in one row; nothing is said of it where it is not."""
    truth = truths.get(channel, False)
    return truth if isinstance(truth, bool) else bool(truth[row])


def ids_of(channels: Sequence[Candidate]) -> Chosen:
    """The ids of some channels, in their order."""
    return tuple(sorted(channel.id for channel in channels))
