"""Score rules on cases: how often what worked, what judges rank first and what a consultant names comes first with us."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from math import inf

from channelfit.advice.advise import advise
from channelfit.advice.left_out import mean_fit_of
from channelfit.advice.model import Advice, Cause, Recommended
from channelfit.advice.portfolio import DECIMALS
from channelfit.profile import Profile
from channelfit.rulebook.model import HOURS, Rulebook
from channelfit.ruletools.case_sets import Case, CaseSet, JudgedCompany, Kind, Outcome, Situation
from channelfit.ruletools.figures import (
    FEWER_IS_BETTER,
    FIRST,
    HITS,
    MEASURES,
    WIDER,
    CaseScore,
    Fault,
    LeftOut,
    Measure,
    Score,
    SetScore,
    Tally,
)
from channelfit.typed import NamedTuple, assert_never

# An outcome seldom says how many hours there were; it happened, so there were enough.
USUAL_HOURS = 20.0


def score_cases(
    sets: Iterable[CaseSet], rulebook: Rulebook, *, with_after_choice: bool = False, popular: Sequence[str] = ()
) -> Score:
    """Score a rulebook on cases, beside a list of popular channels, best first, that is the same for everybody.

    Answers that describe the work on a channel are left out unless asked for.
    """
    scored = [
        SetScore(
            one,
            tuple(score_case(case, rulebook, with_after_choice=with_after_choice, popular=popular) for case in one.cases),
        )
        for one in sets
    ]
    return Score(rulebook, tuple(scored), with_after_choice, tuple(popular))


def score_case(case: Case, rulebook: Rulebook, *, with_after_choice: bool = False, popular: Sequence[str] = ()) -> CaseScore:
    """Advise the company of a case, and count; a popular list gets the same to do."""
    match case:
        case Outcome():
            profile = profile_of(case, rulebook, with_after_choice=with_after_choice)
            return _score_outcome(case, advise(rulebook, profile), popular)
        case JudgedCompany():
            return _score_company(case, advise(rulebook, case.profile), popular)
        case Situation():
            return _score_situation(case, advise(rulebook, case.profile), popular)
        case _:
            assert_never(case)


class _Count(NamedTuple):
    """What an order of channels gets of a case, and what keeps it from more."""

    tallies: Mapping[Measure, Tally]
    faults: tuple[Fault, ...] = ()


def _score_outcome(case: Outcome, advice: Advice, popular: Sequence[str]) -> CaseScore:
    out = _left_out_of(advice, case)
    shown = _ids(advice.recommended)
    order = (*shown, *(one.fit.channel.id for one in advice.not_recommended if one.fit.channel.id not in out))
    worked = [channel for channel in case.worked if channel not in out]
    # An entry to keep in order has no place in the order of outcomes, whoever makes it.
    listed = [channel for channel in popular if out.get(channel) is not LeftOut.UPKEEP]
    count = _count_outcome(case, worked, shown, order)
    return CaseScore(
        case=case,
        shown=shown,
        order=order,
        tallies=count.tallies,
        faults=count.faults,
        left_out={channel: out[channel] for channel in case.worked if channel in out},
        fits=advice.fits,
        popular=_count_outcome(case, worked, listed[: len(shown)], listed).tallies if popular else {},
    )


def _count_outcome(case: Outcome, worked: Sequence[str], shown: Sequence[str], order: Sequence[str]) -> _Count:
    best = min((order.index(channel) for channel in worked if channel in order), default=inf)
    bad = [channel for channel in case.dropped if channel in shown]
    hits = {measure: Tally(int(best < places), 1) for measure, places in HITS.items()} if worked else {}
    dropped = {Measure.DROPPED_SHOWN: Tally(int(bool(bad)), 1)} if case.dropped else {}
    missed = worked if best >= FIRST else ()
    return _Count(hits | dropped, _faults({Measure.HIT_3: missed, Measure.DROPPED_SHOWN: bad}))


def profile_of(case: Outcome, rulebook: Rulebook, *, with_after_choice: bool = False) -> Profile:
    """What is taken as known of the company of an outcome."""
    usual = {HOURS: USUAL_HOURS} if HOURS in rulebook.questions else {}
    answers = {**usual, **case.profile.answers, **(case.after_choice if with_after_choice else {})}
    ordered = {question: answers[question] for question in rulebook.questions if question in answers}
    return Profile(company=case.profile.company, hourly_value=case.profile.hourly_value, answers=ordered)


def _left_out_of(advice: Advice, case: Outcome) -> dict[str, LeftOut]:
    """The channels that no outcome can be expected of: excluded, of no use for the goals, entries to keep in order, disabled.

    What a rulebook does not know at all is as if it were disabled.
    """
    unknown = (channel for channel in case.worked if channel not in advice.rulebook.channels)
    found = dict.fromkeys((*advice.rulebook.disabled, *unknown), LeftOut.DISABLED)
    for channel in advice.rulebook.channels.values():
        if channel.upkeep:
            found[channel.id] = LeftOut.UPKEEP
    for one in advice.not_recommended:
        if one.cause is Cause.EXCLUDED:
            found[one.fit.channel.id] = LeftOut.EXCLUDED
        elif one.cause is Cause.DOES_NOT_SERVE:
            found[one.fit.channel.id] = LeftOut.DOES_NOT_SERVE
    return found


def by_weighted_fit(advice: Advice) -> tuple[str, ...]:
    """All channels that nothing excludes, entries to keep in order too, by weighted fit; hours aside."""
    fits = [fit for fit in advice.fits.values() if not fit.excluded_by]
    return tuple(
        fit.channel.id for fit in sorted(fits, key=lambda fit: (-round(mean_fit_of(fit, advice.aims), DECIMALS), fit.channel.id))
    )


def _score_company(case: JudgedCompany, advice: Advice, popular: Sequence[str]) -> CaseScore:
    order, fits = by_weighted_fit(advice), advice.fits
    counting = {channel for channel, fit in fits.items() if fit.is_eligible}
    count = _count_company(case, order, counting)
    return CaseScore(
        case=case,
        shown=order[:FIRST],
        order=order,
        tallies=count.tallies,
        faults=count.faults,
        left_out={},
        fits=fits,
        popular=_count_company(case, popular, None).tallies if popular else {},
    )


def _count_company(case: JudgedCompany, order: Sequence[str], counting: Collection[str] | None) -> _Count:
    """A list does not say which channels count for a company; nothing is counted of that."""
    shown, wider = order[:FIRST], order[:WIDER]
    found: dict[Measure, list[str]] = {
        measure: [] for measure in MEASURES[Kind.COMPANIES] if counting is not None or measure is not Measure.FIRST_CHOICE_COUNTS
    }
    of = Counter[Measure]()
    for judgement in case.judgements:
        first, choice = judgement.rank[:FIRST], judgement.rank[0]
        of += Counter(dict.fromkeys(found, 1) | {Measure.AGREEMENT: len(first)})
        found[Measure.AGREEMENT] += [channel for channel in first if channel not in wider]
        found[Measure.FIRST_CHOICE_SHOWN] += [] if choice in shown else [choice]
        if counting is not None:
            found[Measure.FIRST_CHOICE_COUNTS] += [] if choice in counting else [choice]
        found[Measure.NEVER_SHOWN] += [channel for channel in judgement.never if channel in shown]
    return _Count(_tallies(found, of), _faults(found))


def _score_situation(case: Situation, advice: Advice, popular: Sequence[str]) -> CaseScore:
    shown = (*_ids(advice.basics), *_ids(advice.recommended))
    order = (*shown, *(channel for channel in by_weighted_fit(advice) if channel not in shown))
    count = _count_situation(case, len(shown), order)
    return CaseScore(
        case=case,
        shown=shown,
        order=order,
        tallies=count.tallies,
        faults=count.faults,
        left_out={},
        fits=advice.fits,
        popular=_count_situation(case, len(shown), popular).tallies if popular else {},
    )


def _count_situation(case: Situation, places: int, order: Sequence[str]) -> _Count:
    """So many channels of the order are recommended."""
    shown, wider = order[:places], order[: max(WIDER, places)]
    found = {
        Measure.GOOD_SHOWN: [channel for channel in case.good if channel not in shown],
        Measure.GOOD_IN_FOUR: [channel for channel in case.good if channel not in wider],
        Measure.BAD_SHOWN: [channel for channel in case.bad if channel in shown],
    }
    good = len(case.good)
    of = {Measure.GOOD_SHOWN: good, Measure.GOOD_IN_FOUR: good, Measure.BAD_SHOWN: len(case.bad)}
    return _Count(_tallies(found, of), _faults(found))


def _tallies(found: Mapping[Measure, Sequence[str]], of: Mapping[Measure, int]) -> dict[Measure, Tally]:
    """What the channels at fault leave of each figure; of what should not be shown, they are the figure."""
    return {
        measure: Tally(len(channels) if measure in FEWER_IS_BETTER else of[measure] - len(channels), of[measure])
        for measure, channels in found.items()
        if of[measure]
    }


def _faults(found: Mapping[Measure, Sequence[str]]) -> tuple[Fault, ...]:
    return tuple(
        Fault(measure, channel, judges) for measure, channels in found.items() for channel, judges in Counter(channels).items()
    )


def _ids(channels: Sequence[Recommended]) -> tuple[str, ...]:
    return tuple(one.fit.channel.id for one in channels)
