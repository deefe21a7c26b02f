"""Draw companies again: folds to hold out, and bootstraps to see what stays."""

from random import Random

import numpy as np

from channelfit.advice.rows import Indices, Numbers
from channelfit.ruletools.learn.learned import BOOTSTRAPS

FOLDS = 5
_SEED = "learn"


def folds_of(count: int) -> Indices:
    """For each company the fold that holds it out; folds are as equal as can be."""
    order = sorted(range(count), key=_draws("folds", count).__getitem__)
    found = np.zeros(count, dtype=np.int64)
    found[order] = np.arange(count) % FOLDS
    return found


def bootstraps_of(count: int) -> list[Numbers]:
    """For each bootstrap how often each company is drawn, of as many drawings as there are companies."""
    drawn = np.array(_draws("bootstraps", BOOTSTRAPS * count)).reshape(BOOTSTRAPS, count)
    places = (drawn * count).astype(np.int64)
    return [np.bincount(row, minlength=count).astype(np.float64) for row in places]


def _draws(name: str, count: int) -> list[float]:
    random = Random(f"{_SEED}/{name}").random
    return [random() for _ in range(count)]
