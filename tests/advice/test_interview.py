"""The interview without a terminal: what is asked next, when it stops, and what going back keeps."""

import pytest

from channelfit.advice.advise import advise
from channelfit.advice.interview import (
    SETTLED,
    Extent,
    Interview,
    Part,
    answered,
    back,
    finished,
    groundwork,
    next_question,
    parts_that_read,
)
from channelfit.advice.standing import standing_of
from channelfit.advice.uncertainty import uncertainty_of
from channelfit.files import load_rulebook
from channelfit.profile import Profile
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import Rulebook
from companies import draw_companies
from economy import draws

FULL = load_rulebook()
ANSWERS: dict[str, Answer] = {
    "market": ("b2b",),
    "goals": ("recruiting", "image"),
    "hires": ("young",),
    "video": ("yes",),
    "hours_per_week": 7.5,
    "working_channels": (),
    "active_channels": (),
    "backing": ("yes",),
}


def led(rulebook: Rulebook, interview: Interview, answers: dict[str, Answer]) -> Interview:
    """The state when nothing is left to ask; what has no answer here is not known."""
    while (question := next_question(rulebook, interview, standing_of(rulebook, interview))) is not None:
        interview = answered(rulebook, interview, question.id, answers.get(question.id))
    return interview


def test_what_is_required_comes_first_and_the_groundwork_last(small: Rulebook) -> None:
    """Then what could change the channels most, which is not all of the groundwork; the rest only if it is wished for."""
    settled = led(small, Interview(Profile(answers={})), ANSWERS)
    assert settled.trail[:2] == ("market", "goals")
    # Backing halves the hours that can be believed.
    assert settled.trail[2:] == ("hours_per_week", "backing", "video")
    known = {"hours_per_week": 20.0, "backing": None, "video": ("yes",)}
    early = led(small, Interview(Profile(answers={})), {**ANSWERS, **{id: given for id, given in known.items() if given}})
    assert "backing" not in early.trail
    ready = led(small, early._replace(extent=Extent.GROUNDWORK), ANSWERS)
    assert ready.trail == (*early.trail, "backing")
    everything = led(small, settled._replace(extent=Extent.ALL), ANSWERS)
    assert set(everything.trail) == set(ANSWERS) - {"working_channels"}
    assert groundwork(small) == {"backing"}


@pytest.mark.drawn
@pytest.mark.unmeasured
def test_it_stops_when_the_set_is_settled() -> None:
    """And then the open answers would hardly change anything."""
    for company in draw_companies(FULL, draws(2, 20), seed=4):
        answers = dict(company.answers)
        end = led(FULL, Interview(Profile(answers={})), answers)
        standing = standing_of(FULL, end)
        assert standing is not None
        assert standing.next is None
        assert standing.remaining == (0, 0)
        assert standing.settled >= SETTLED
        assert standing.unknown == ()
        # Of the groundwork only what lowers the hours that can be believed.
        assert groundwork(FULL) & set(end.trail) <= {"responsible", "management_role"}


def test_what_everybody_expects_is_asked_at_once() -> None:
    """The industry stands between what is required, and is not asked again by those who do not know it."""
    state = Interview(Profile(answers={}))
    for expected in ("market", "industry", "goals"):
        question = next_question(FULL, state, standing_of(FULL, state))
        assert question is not None
        assert question.id == expected
        state = answered(FULL, state, expected, {"market": ("b2c",), "goals": ("visits",)}.get(expected))
    question = next_question(FULL, state, standing_of(FULL, state))
    assert question is not None
    assert question.id != "industry"


def test_it_names_what_nobody_knew_and_asks_nothing_that_tells_nothing() -> None:
    """What is open may come from answers nobody knows: then questions that would change nothing are not asked for the channels."""
    answers: dict[str, Answer] = {
        "market": ("b2c",),
        "goals": ("visits",),
        "industry": ("machinery",),
        "size": ("micro",),
        "area": ("local",),
    }
    end = led(FULL, Interview(Profile(answers={})), answers)
    standing = standing_of(FULL, end)
    assert standing is not None
    assert standing.settled < SETTLED
    assert standing.remaining == (0, 0)
    assert "hours_per_week" in standing.unknown
    assert set(standing.unknown) <= end.unknown
    influences = {one.question.id: one.influence for one in uncertainty_of(advise(FULL, end.profile)).open}
    assert all(influences[id] >= 0.01 for id in standing.unknown)
    assert all(influences[id] < 0.01 for id in influences.keys() - end.unknown - groundwork(FULL))


def test_the_standing_has_what_to_put_in_order(small: Rulebook) -> None:
    """Besides the channels."""
    state = Interview(Profile(answers={"market": ("b2b",), "goals": ("recruiting",), "hours_per_week": 7.5}))
    standing = standing_of(small, state)
    assert standing is not None
    assert standing.basics == ("upkeep",)


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("goals", (Part.GOALS, Part.QUESTIONS)),
        ("hours_per_week", (Part.HOURS,)),
        ("budget_per_month", (Part.MONEY,)),
        ("responsible", (Part.BELIEVABLE,)),
        ("active_channels", (Part.IN_USE,)),
        ("audience_age", (Part.GROUPS,)),
        ("hires", (Part.GROUPS,)),
        ("contacts", (Part.CONTACTS,)),
        ("market", (Part.LIMITS,)),
        ("guidelines", ()),
    ],
)
def test_what_reads_an_answer_besides_rules(question: str, parts: tuple[Part, ...]) -> None:
    """What the formulas read is as good a reason to ask as a rule."""
    assert set(parts) <= set(parts_that_read(FULL, question))
    assert bool(parts) == bool(parts_that_read(FULL, question))


def test_do_not_know_everywhere_ends_too(small: Rulebook) -> None:
    """Only what is required must be answered; nothing is asked twice."""
    known: dict[str, Answer] = {"market": ("b2b",), "goals": ("recruiting",)}
    end = led(small, Interview(Profile(answers={}), extent=Extent.ALL), known)
    assert end.profile.answers == known
    assert len(end.trail) == len(set(end.trail))
    full = led(FULL, Interview(Profile(answers={})), {"market": ("b2c",), "goals": ("sales",)})
    assert set(full.profile.answers) == {"market", "goals"}


def test_back_keeps_later_answers_and_voids_what_no_longer_applies(small: Rulebook) -> None:
    """Going back over the goals: without recruiting the answer to `hires` goes, with it again it is asked again or kept."""
    state = Interview(Profile(answers={}))
    for id in ("market", "goals", "hires", "video"):
        state = answered(small, state, id, ANSWERS[id])
    for expected in ("video", "hires", "goals"):
        earlier = back(small, state)
        assert earlier is not None
        state, question = earlier
        assert question.id == expected
    assert state.profile.answers["video"] == ("yes",)
    changed = answered(small, state, "goals", ("image",))
    assert finished(small, changed).answers == {"market": ("b2b",), "goals": ("image",), "video": ("yes",)}
    again = answered(small, changed, "goals", ("recruiting",))
    assert finished(small, again).answers["hires"] == ("young",)
    assert back(small, Interview(Profile(answers={}))) is None


def test_options_that_are_no_longer_possible_go(small: Rulebook) -> None:
    """A channel that is not in use any more cannot be one that works."""
    state = answered(small, Interview(Profile(answers={})), "active_channels", ("alpha", "beta"))
    state = answered(small, state, "working_channels", ("alpha", "beta"))
    assert answered(small, state, "active_channels", ("beta",)).profile.answers["working_channels"] == ("beta",)


def test_an_answer_taken_back_counts_as_unknown(small: Rulebook) -> None:
    """And an unknown one that is answered later is known."""
    state = answered(small, Interview(Profile(answers={})), "video", ("yes",))
    state = answered(small, state, "video", None)
    assert not state.profile.answers
    assert state.unknown == {"video"}
    assert answered(small, state, "video", ("no",)).unknown == frozenset()
