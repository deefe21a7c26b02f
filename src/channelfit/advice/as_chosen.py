"""What an advice chose, as the choice sees it."""

from channelfit.advice.candidates import candidate_of, options_in
from channelfit.advice.model import Advice
from channelfit.advice.portfolio import Candidate, Portfolio
from channelfit.rulebook.model import ACTIVE, WORKING


def candidates_in(advice: Advice) -> tuple[tuple[Candidate, ...], tuple[Candidate, ...]]:
    """The channels to play and the entries to keep in order that may be recommended, with their fits, in id order."""
    stages: list[Candidate] = []
    upkeep: list[Candidate] = []
    working, active = (options_in(advice.profile.answers.get(question, ())) for question in (WORKING, ACTIVE))
    for fit in advice.fits.values():
        if fit.is_eligible:
            fits = {key: aim.fit for key, aim in fit.aims.items() if aim.counts}
            candidate = candidate_of(fit.channel, advice.rulebook.settings, fits)
            candidate = candidate._replace(works=candidate.id in working, is_active=candidate.id in {*working, *active})
            (upkeep if fit.channel.upkeep else stages).append(candidate)
    return tuple(stages), tuple(upkeep)


def portfolio_in(advice: Advice) -> Portfolio:
    """What an advice chose, as the choice sees it."""
    stages, upkeep = candidates_in(advice)
    chosen, kept = ({advised.fit.channel.id for advised in some} for some in (advice.recommended, advice.basics))
    return Portfolio(
        basics=tuple(candidate for candidate in upkeep if candidate.id in kept),
        chosen=tuple(candidate for candidate in stages if candidate.id in chosen),
        hours_left=advice.hours_left,
    )
