"""What was not chosen: why, what becomes of the channels in use, and what to do where no channel was chosen."""

from __future__ import annotations

from collections.abc import Sequence

from channelfit.advice.candidates import Situation
from channelfit.advice.fit import ChannelFit
from channelfit.advice.model import Cause, Kept, Merit, NextStep, NotRecommended
from channelfit.advice.portfolio import DECIMALS, Aim, Candidate, Portfolio, Terms, further_price, gain_of, hours_of
from channelfit.advice.readiness import Status
from channelfit.profile import Profile
from channelfit.rulebook.model import CONTACTS, WORKING


def not_recommended(situation: Situation, portfolio: Portfolio, terms: Terms) -> tuple[NotRecommended, ...]:
    """What was not chosen: what adds most first, then what fits best, what cannot be chosen last."""
    taken = {candidate.id for candidate in portfolio.all}
    found = []
    for fit in situation.fits.values():
        if fit.channel.id not in taken:
            candidate = situation.candidates[fit.channel.id]
            adds = gain_of(candidate, situation.aims, portfolio.all)
            found.append(NotRecommended(fit, _cause(fit, candidate, adds, portfolio, terms), adds))
    last = (Cause.EXCLUDED, Cause.DOES_NOT_SERVE)

    def order(one: NotRecommended) -> tuple[object, ...]:
        fits = mean_fit_of(one.fit, situation.aims)
        return one.cause in last, -round(one.adds, DECIMALS), -round(fits, DECIMALS), one.fit.channel.id

    return tuple(sorted(found, key=order))


def mean_fit_of(fit: ChannelFit, aims: Sequence[Aim]) -> float:
    """The mean of a channel's fits by the weights of the aims, those that do not count too."""
    fits = fit.aims
    return sum(aim.weight * fits[aim.key].fit for aim in aims if aim.key in fits)


def _cause(fit: ChannelFit, candidate: Candidate, adds: float, portfolio: Portfolio, terms: Terms) -> Cause:
    if fit.excluded_by:
        return Cause.EXCLUDED
    if not fit.goals:
        return Cause.DOES_NOT_SERVE
    if not fit.is_eligible:
        return Cause.TOO_WEAK
    if not _pays(candidate, adds, portfolio, terms):
        return Cause.ADDS_TOO_LITTLE
    if candidate.is_upkeep and len(portfolio.basics) >= terms.max_basics:
        return Cause.CAP
    hours = hours_of((*portfolio.chosen, candidate))
    return Cause.NO_HOURS if round(hours - portfolio.hours_left, DECIMALS) > 0 else Cause.CAP


def _pays(candidate: Candidate, adds: float, portfolio: Portfolio, terms: Terms) -> bool:
    """Whether a channel adds more than it would cost beside the chosen ones."""
    return round(adds - further_price(candidate, portfolio.chosen, terms), DECIMALS) > 0


def active_ones(
    situation: Situation, profile: Profile, rejected: Sequence[NotRecommended], portfolio: Portfolio, terms: Terms
) -> tuple[tuple[ChannelFit, ...], tuple[Kept, ...]]:
    """The channels in use that were not chosen: those to pause, and those to keep at a low level.

    Nothing that may work is paused: where that is open, it is held until somebody has said so. An entry to keep in order stays
    where people find it, whatever else is done.
    """
    park: list[ChannelFit] = []
    keep_low: list[Kept] = []
    is_open = WORKING in situation.rulebook.questions and WORKING not in profile.answers
    for one in rejected:
        if one.fit.channel.id not in situation.active:
            continue
        if one.cause is Cause.EXCLUDED:
            park.append(one.fit)
        elif merit := _merit(situation, one, portfolio, terms):
            keep_low.append(Kept(one.fit, merit))
        elif is_open:
            keep_low.append(Kept(one.fit, until=WORKING))
        else:
            park.append(one.fit)
    return tuple(park), tuple(keep_low)


def _merit(situation: Situation, one: NotRecommended, portfolio: Portfolio, terms: Terms) -> Merit | None:
    """What a channel in use has to its credit, if anything."""
    channel, settings = one.fit.channel, situation.rulebook.settings
    if channel.id in situation.working:
        return Merit.WORKS
    if channel.upkeep:
        return Merit.UPKEEP
    if _pays(situation.candidates[channel.id], one.adds, portfolio, terms):
        return Merit.ADDS
    first = situation.goals[: settings.keep_low_goals]
    if any(aim.counts and aim.points >= settings.keep_low_points for (goal, _), aim in one.fit.aims.items() if goal in first):
        return Merit.FITS
    has_contacts = channel.keeps_contacts and situation.table.includes(CONTACTS, channel.keeps_contacts) is True
    return Merit.CONTACTS if has_contacts else None


def next_step_of(situation: Situation, rejected: Sequence[NotRecommended], portfolio: Portfolio) -> NextStep:
    """What helps most where no channel was chosen: hours, an entry to put in order, or the first check not met."""
    lacking_hours = [one.fit for one in rejected if one.cause is Cause.NO_HOURS]
    if lacking_hours:
        return NextStep(channel=min(lacking_hours, key=lambda fit: (fit.channel.effort.hours_per_week, fit.channel.id)))
    if portfolio.basics:
        return NextStep(basic=situation.fits[portfolio.basics[0].id])
    to_do = [result.check for result in situation.readiness.checks if result.status is not Status.MET]
    return NextStep(check=to_do[0]) if to_do else NextStep()
