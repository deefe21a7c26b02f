"""Advice as plain, frozen data; texts are chosen when it is printed."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from channelfit.advice.cost import time_cost
from channelfit.advice.fit import ChannelFit
from channelfit.advice.portfolio import Aim, Terms
from channelfit.advice.readiness import Readiness
from channelfit.profile import Profile
from channelfit.rulebook.model import BUDGET, COUNTRIES, Channel, Check, Currency, Goal, HoursRule, Limit, Note, Rulebook
from channelfit.rulebook.money import currency_of
from channelfit.typed import NamedTuple


class Role(Enum):
    """What a recommended channel is for."""

    MAIN = "main"
    SUPPORTING = "supporting"
    COMPANION = "companion"
    BASIC = "basic"


class Cause(Enum):
    """Why a channel is not recommended; the first that applies, in this order."""

    EXCLUDED = "excluded"
    DOES_NOT_SERVE = "does_not_serve"
    TOO_WEAK = "too_weak"
    ADDS_TOO_LITTLE = "adds_too_little"
    NO_HOURS = "no_hours"
    CAP = "cap"


class Recommended(NamedTuple):
    """A channel of the portfolio or a basic.

    `adds` is the total coverage lost without it, `hours` what it takes beside the others, `hours_to_use` what it gets when what
    is left is used. Beside the `partner` that it shares work with, if there is one, `share` of its work falls away; a companion
    is fed by its partner. `substitute` is the channel that would join if it left with its companions (empty: nobody, or it is a
    companion).
    """

    fit: ChannelFit
    role: Role
    main_for: tuple[str, ...]
    adds: float
    already_active: bool
    hours: float
    hours_to_use: float
    share: float = 0.0
    partner: str = ""
    substitute: str = ""


class NotRecommended(NamedTuple):
    """A channel that was not chosen; `adds` is what it would add if hours and slots allowed."""

    fit: ChannelFit
    cause: Cause
    adds: float


class Merit(Enum):
    """Why a channel in use that was not chosen is kept at a low level and not paused; the first that applies, in this order."""

    WORKS = "works"
    UPKEEP = "upkeep"
    ADDS = "adds"
    FITS = "fits"
    CONTACTS = "contacts"


class Kept(NamedTuple):
    """A channel in use that is kept at a low level, for what it has to its credit.

    With nothing to its credit it would be paused but for an open question: `until` names that (empty: there is none).
    """

    fit: ChannelFit
    merit: Merit | None = None
    until: str = ""

    @property
    def channel(self) -> Channel:
        """The channel."""
        return self.fit.channel


class SegmentCoverage(NamedTuple):
    """How far one group of a goal is covered, at best up to the limit; `limited_by` is what limits it, if anything."""

    limit: float
    coverage: float
    limited_by: Limit | None


class GoalCoverage(NamedTuple):
    """How far the recommended channels and basics cover a goal: the means over its groups, one without a name if it is not split;
    `limited_by` is the lowest limit that applies to any of them."""

    goal: Goal
    weight: float
    limit: float
    limited_by: Limit | None
    coverage: float
    split_by: str
    segments: Mapping[str, SegmentCoverage]


class NextStep(NamedTuple):
    """The cheapest useful step where no channel can be chosen: a channel that lacks hours, a basic, or a to-do."""

    channel: ChannelFit | None = None
    basic: ChannelFit | None = None
    check: Check | None = None


class Advice(NamedTuple):
    """The result: what to do, what not to do, and everything needed to say why. Texts are chosen when it is printed."""

    rulebook: Rulebook
    profile: Profile
    assumed: Mapping[str, float]
    recommended: tuple[Recommended, ...]
    basics: tuple[Recommended, ...]
    once_ready: tuple[str, ...]
    coverage: tuple[GoalCoverage, ...]
    total_coverage: float
    available_hours: float
    believable_hours: float
    hours_rule: HoursRule | None
    # What the basics leave to the chosen set; nothing else of the believable hours counts.
    hours_left: float
    # All hours with what is left used, and what is left then.
    to_use: float
    spare: float
    not_recommended: tuple[NotRecommended, ...]
    park: tuple[ChannelFit, ...]
    keep_low: tuple[Kept, ...]
    next_step: NextStep | None
    readiness: Readiness
    notes: tuple[Note, ...]
    max_channels: int
    # The slots without the cap of a company that is not ready.
    wished_channels: int
    # The slots that somebody asked for instead of the setting; nothing if nobody did.
    max_channels_wished: int | None
    aims: tuple[Aim, ...]
    terms: Terms

    @property
    def fits(self) -> dict[str, ChannelFit]:
        """The fit of every channel, in id order."""
        found = {advised.fit.channel.id: advised.fit for advised in (*self.recommended, *self.basics)}
        found |= {rejection.fit.channel.id: rejection.fit for rejection in self.not_recommended}
        return dict(sorted(found.items()))

    @property
    def members(self) -> frozenset[str]:
        """The ids of everything recommended, basics included."""
        return frozenset(advised.fit.channel.id for advised in (*self.recommended, *self.basics))

    @property
    def hourly_value(self) -> float:
        """EUR that an hour of work costs: what the company says, else the guide value of the rulebook."""
        own = self.profile.hourly_value
        return self.rulebook.settings.hourly_value if own is None else own / self.currency.rate

    @property
    def budget(self) -> float | None:
        """The EUR a month besides salaries that the company has; nothing if it has not said."""
        answer = self.profile.answers.get(BUDGET)
        return answer / self.currency.rate if isinstance(answer, (int, float)) else None

    @property
    def currency(self) -> Currency:
        """The money that the company types and reads."""
        return currency_of(self.rulebook.settings, self.profile.answers.get(COUNTRIES))

    @property
    def cost_per_month(self) -> float:
        """The EUR a month of all recommended channels and basics, working time and money together."""
        return time_cost(self.hours_per_week, self.hourly_value) + self.money_per_month

    @property
    def hours_per_week(self) -> float:
        """The hours a week of all recommended channels and basics."""
        return sum(channel.hours for channel in (*self.basics, *self.recommended))

    @property
    def money_per_month(self) -> float:
        """The EUR a month of all recommended channels and basics, besides salaries."""
        return sum(advised.fit.channel.effort.money_per_month for advised in (*self.basics, *self.recommended))


def companions_of(advised: Recommended, advice: Advice) -> tuple[Recommended, ...]:
    """The chosen channels that go along with another."""
    return tuple(
        other for other in advice.recommended if other.role is Role.COMPANION and other.partner == advised.fit.channel.id
    )
