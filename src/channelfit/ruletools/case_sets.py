"""The cases that rules are judged by, as plain, frozen data: outcomes, judgements, and what a consultant names."""

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple, TypeAlias

from channelfit.profile import Profile
from channelfit.rulebook.condition import Answer
from channelfit.source.problem import Mark


class Kind(Enum):
    """What kind of cases a list holds; the value is its key."""

    OUTCOMES = "outcomes"
    COMPANIES = "companies"
    SITUATIONS = "situations"


class Evidence(Enum):
    """What an outcome is known by."""

    BUSINESS = "business"
    REACH = "reach"
    QUALITATIVE = "qualitative"
    NEGATIVE = "negative"


class Tier(Enum):
    """How firmly an outcome is told: with figures or first-hand, else, or as a failure."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    NEGATIVE = "negative"


class Paid(Enum):
    """Whether it was mostly paid advertising that worked."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


class Outcome(NamedTuple):
    """What worked at a real company, and what it gave up; `after_choice` are answers that describe the work on the channel."""

    id: str
    profile: Profile
    after_choice: Mapping[str, Answer]
    worked: tuple[str, ...]
    dropped: tuple[str, ...]
    year: int | None
    tier: Tier | None
    evidence: Evidence | None
    paid: Paid | None
    publisher: str
    url: str
    says: str
    mark: Mark


class Judgement(NamedTuple):
    """How one judge ranks channels for a company, best first; hours do not count, entries to keep in order do."""

    rank: tuple[str, ...]
    good_for: Mapping[str, tuple[str, ...]]
    never: tuple[str, ...]


class JudgedCompany(NamedTuple):
    """A company that judges have ranked channels for."""

    id: str
    profile: Profile
    judgements: tuple[Judgement, ...]
    mark: Mark


class Situation(NamedTuple):
    """A company with the channels that a consultant would name, and those that must not be recommended."""

    id: str
    profile: Profile
    good: tuple[str, ...]
    bad: tuple[str, ...]
    little_known: bool
    why: str
    mark: Mark


Case: TypeAlias = Outcome | JudgedCompany | Situation


class CaseSet(NamedTuple):
    """The cases of one kind in a file, by the name of the file."""

    name: str
    kind: Kind
    cases: tuple[Case, ...]
    mark: Mark
