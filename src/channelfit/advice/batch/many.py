"""What comes out for some profiles, in short and in a fraction of the time that whole advice takes."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from channelfit.advice.batch.coded import Answered, Coded
from channelfit.advice.batch.work import LEVELS, Plan, work_out
from channelfit.advice.model import Advice
from channelfit.advice.readiness import Level
from channelfit.advice.rows import Indices
from channelfit.brevity import brief
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import Rulebook


@brief
class InShort(NamedTuple):
    """What is advised, as `advise` has it: ids in printed order, the total coverage and the readiness."""

    recommended: tuple[str, ...]
    basics: tuple[str, ...]
    coverage: float
    level: Level

    @property
    def members(self) -> frozenset[str]:
        """The ids of everything recommended, basics included."""
        return frozenset((*self.recommended, *self.basics))


def in_short(plan: Plan, companies: Sequence[Mapping[str, Answer]]) -> list[InShort]:
    """What is advised to each of some companies, by their answers; none may lack a required one."""
    if not companies:
        return []
    found = work_out(plan, coded_answers(plan.rulebook, companies), len(companies))
    ids = sorted(plan.rulebook.channels)
    columns = (_named(found.channels, ids), _named(found.basics, ids), found.coverage.tolist(), found.level.tolist())
    return [
        InShort(recommended, basics, coverage, LEVELS[level])
        for recommended, basics, coverage, level in zip(*columns, strict=True)
    ]


def short_of(advice: Advice) -> InShort:
    """The same of whole advice."""
    recommended, basics = (tuple(one.fit.channel.id for one in some) for some in (advice.recommended, advice.basics))
    return InShort(recommended, basics, advice.total_coverage, advice.readiness.level)


def coded_answers(rulebook: Rulebook, companies: Sequence[Mapping[str, Answer]]) -> Answered:
    """The answers of some companies, question by question."""
    found = {}
    for id in rulebook.questions:
        places: dict[Answer | None, int] = {}
        codes = [places.setdefault(company.get(id), len(places)) for company in companies]
        found[id] = Coded(tuple(places), np.array(codes, dtype=np.int64))
    return found


def _named(places: Indices, ids: Sequence[str]) -> list[tuple[str, ...]]:
    """The ids of channels by their places, row by row."""
    return [tuple(ids[place] for place in row if place >= 0) for row in places.T.tolist()]
