"""Whoever has the JSON can work the advice out anew."""

import json
from functools import cache

import pytest

from channelfit.advice.advise import advise
from channelfit.advice.portfolio import worth_of
from channelfit.advice.situations import candidates_in
from channelfit.files import load_rulebook
from channelfit.language import Language
from channelfit.render.forms.data import render_json
from channelfit.render.plain.advice import advice_as_plain
from channelfit.rulebook.model import Rulebook
from companies import draw_companies
from economy import certainty_of, draws
from pages import voice_of
from recomputed import recompute


@cache
def built_in() -> Rulebook:
    """The built-in rulebook."""
    return load_rulebook()


@pytest.mark.slow
@pytest.mark.drawn
@pytest.mark.unmeasured
@pytest.mark.parametrize("seed", range(4))
def test_the_advice_for_drawn_companies_can_be_worked_out_anew(seed: int) -> None:
    """Points of every group, fit, coverage, what each channel adds, hours and what is left of them; the worth is that maximised."""
    for profile in draw_companies(built_in(), draws(10, 50), seed):
        advice = advise(built_in(), profile)
        plain = advice_as_plain(advice, certainty_of(advice), voice_of(advice, Language.EN))
        candidates = {candidate.id: candidate for part in candidates_in(advice) for candidate in part}
        chosen, basics = (
            [candidates[advised.fit.channel.id] for advised in part] for part in (advice.recommended, advice.basics)
        )
        worth = worth_of(chosen, basics, advice.aims, advice.terms)
        assert recompute(json.loads(render_json(plain))) == pytest.approx(worth, abs=1e-5)
