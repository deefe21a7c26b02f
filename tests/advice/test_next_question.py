"""Which question an interview asks next, how many are likely to come, and when it has asked enough."""

import pytest

from channelfit.advice.advise import advise
from channelfit.advice.interview import (
    Extent,
    Interview,
    answered,
    back,
    channels_that_read,
    finished,
    groundwork,
    next_question,
    questions_left,
    questions_that_matter,
)
from channelfit.advice.standing import standing_of
from channelfit.advice.uncertainty import uncertainty_of
from channelfit.profile import Profile, known_answers
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import Rulebook
from channelfit.rulebook.reader import read_rulebook
from conftest import SMALL, documents_of
from pages import built_in

HEAD = """\
sections: [{id: first, title: {de: A, en: A}}, {id: second, title: {de: B, en: B}}]
questions:
  - {id: market, section: first, type: choice, required: true, text: {de: 'M?', en: 'M?'}, options: {b2b: {de: f, en: f}, b2c: {de: p, en: p}}}
  - {id: goals, section: first, type: ranking, required: true, min: 1, max: 3, text: {de: 'Z?', en: 'G?'}, options_from: goals}
  - {id: hours_per_week, section: first, type: number, min: 0, max: 200, text: {de: 'S?', en: 'H?'}}
"""
CHANNEL = """\
channel: lone
name: Lone
kind: owned
about: {de: L., en: L.}
effort: {hours_per_week: 1, first_results_weeks: 2}
serves: {image: 0}
rules:
  - {id: r, criterion: means, when: WHEN, points: 2, why: {de: w, en: w}, basis: judgement}
plan: {cadence: {de: c, en: c}, stop_rule: {de: s, en: s}, if_parked: {de: p, en: p}}
"""
START: dict[str, Answer] = {"market": ("b2c",), "goals": ("image",), "hours_per_week": 9.0}


def world(when: str, sections: dict[str, str], readiness: str = "") -> Rulebook:
    """A rulebook with one channel, recommended under a condition, and yes/no questions in their sections."""
    asked = "".join(
        f"  - {{id: {id}, section: {said}, type: yes_no, text: {{de: 'F?', en: 'Q?'}}}}\n" for id, said in sections.items()
    )
    files = {path: SMALL[path] for path in ("rulebook.yaml", "goals.yaml", "evidence.yaml")}
    files |= {"questions.yaml": HEAD + asked, "channels/lone.yaml": CHANNEL.replace("WHEN", when)}
    if readiness:
        files["readiness.yaml"] = readiness
    documents, problems = documents_of(files)
    return read_rulebook(documents, "interviews", problems)


def asked_after(rulebook: Rulebook, last: str, unknown: frozenset[str] = frozenset()) -> str:
    """The question that comes after another."""
    state = Interview(Profile(answers=START), trail=(last,) if last else (), unknown=unknown)
    found = next_question(rulebook, state, standing_of(rulebook, state))
    return found.id if found else ""


def test_of_two_that_tell_about_the_same_the_one_of_the_open_section_is_asked() -> None:
    """So that an interview does not jump; without anything asked yet, or in a third section, the one that tells more."""
    rulebook = world("{any: [{p: true}, {q: true}]}", {"p": "first", "q": "second"})
    telling = uncertainty_of(advise(rulebook, Profile(answers=START))).open
    assert telling[0].influence > telling[1].influence > 0.8 * telling[0].influence
    assert asked_after(rulebook, "market") == "p"
    assert asked_after(rulebook, "q") == "q"
    assert asked_after(rulebook, "") == telling[0].question.id


def test_a_question_that_tells_much_more_is_asked_whatever_section_is_open() -> None:
    """What the other section holds is little."""
    rulebook = world("{any: [{p: true}, {q: true, r: true, s: true}]}", {"p": "second", "q": "first", "r": "first", "s": "first"})
    assert asked_after(rulebook, "market") == "p"
    assert asked_after(rulebook, "p") == "p"


def test_what_is_in_use_is_asked_for_before_what_of_it_works() -> None:
    """Though what works would tell more; whoever does not know what is in use may still know what works."""
    answers: dict[str, Answer] = {
        "market": ("b2c",), "industry": ("trades",), "goals": ("recruiting", "leads", "image"), "hours_per_week": 20.0,
        "responsible": ("on_the_side",),
    }  # fmt: skip
    begun = Interview(Profile(answers=answers), trail=tuple(answers))
    telling = uncertainty_of(advise(built_in(), begun.profile)).open
    assert telling[0].question.id == "working_channels"

    def asked(interview: Interview) -> str:
        found = next_question(built_in(), interview, standing_of(built_in(), interview))
        return found.id if found else ""

    assert asked(begun) == "active_channels"
    assert asked(begun._replace(unknown=frozenset({"active_channels"}))) == "working_channels"


def test_what_nobody_knows_is_not_asked_again() -> None:
    """The next best comes instead; when all are unknown, nothing."""
    rulebook = world("{any: [{p: true}, {q: true}]}", {"p": "first", "q": "first"})
    assert asked_after(rulebook, "market", frozenset("p")) == "q"
    assert asked_after(rulebook, "market", frozenset("q")) == "p"
    assert asked_after(rulebook, "market", frozenset("pq")) == ""


def test_the_standing_counts_what_may_come() -> None:
    """For those who know the answers not all of those that tell something; what nobody knew is named as long as it tells."""
    rulebook = world("{any: [{p: true}, {q: true}]}", {"p": "first", "q": "second", "idle": "first"})
    standing = standing_of(rulebook, Interview(Profile(answers=START)))
    assert standing is not None
    assert (standing.leading, standing.unknown, standing.remaining) == ((), (), (2, 2))
    assert standing.settled == pytest.approx(0.25, abs=0.05)
    known = standing_of(rulebook, Interview(Profile(answers=START), unknown=frozenset("p")))
    assert known is not None
    assert (known.unknown, known.remaining) == (("p",), (1, 1))
    done = standing_of(rulebook, Interview(Profile(answers=START | {"p": ("yes",)})))
    assert done is not None
    assert (done.leading, done.settled, done.unknown, done.remaining, done.next) == (("lone",), 1, (), (0, 0), None)
    letters = "abcdefghijkl"
    # One of four pairs: every question tells a little, though eleven of them are more than are likely to be asked.
    parts = ", ".join(f"{{{one}: true, {two}: true}}" for one, two in zip(letters[::2], letters[1::2], strict=True))
    many = standing_of(world(f"{{any: [{parts}]}}", dict.fromkeys(letters, "first")), Interview(Profile(answers=START)))
    assert many is not None
    low, high = many.remaining
    assert 1 < low == high < 12


def test_nothing_is_asked_for_the_set_where_it_is_settled_well_enough() -> None:
    """Five conditions that must all hold hold in 3 of 100 cases: the answers would hardly change anything."""
    rulebook = world("{p: true, q: true, r: true, s: true, t: true}", dict.fromkeys("pqrst", "first"))
    standing = standing_of(rulebook, Interview(Profile(answers=START)))
    assert standing is not None
    assert standing.settled >= 0.95
    assert (standing.remaining, standing.next) == ((0, 0), None)
    assert asked_after(rulebook, "market") == ""


def test_as_long_as_a_required_answer_is_missing_there_is_no_standing() -> None:
    """Required questions come first, in their order; what is answered is not asked again."""
    rulebook = world("{p: true}", {"p": "first"})
    state = Interview(Profile(answers={"goals": ("image",)}))
    assert standing_of(rulebook, state) is None
    found = next_question(rulebook, state, None)
    assert found is not None
    assert found.id == "market"
    assert next_question(rulebook, Interview(Profile(answers=START)), None) is None


GROUND = """\
checks:
  - {id: films, applies_when: {market: b2c}, met_when: {a: true}, partly_when: {b: true}, owner: team, text: {de: F., en: F.},
     todo: {de: D., en: S.}, basis: judgement}
  - {id: shared, applies_when: {market: b2b}, met_when: {p: true, e: true, market: b2c}, owner: team, text: {de: F., en: F.},
     todo: {de: D., en: S.}, basis: judgement}
hours:
  - {when: {c: true}, times: 0.5, why: {de: H., en: H.}, basis: judgement}
"""


def grounded() -> Rulebook:
    """A rulebook with groundwork: `p` decides the channel, a to c and e the groundwork, nobody reads `d`."""
    return world("{p: true}", dict.fromkeys("pabcde", "second"), GROUND)


def test_the_groundwork_is_what_checks_and_hours_read_and_no_channel() -> None:
    """Neither what is required, nor what decides whether a check applies."""
    assert groundwork(grounded()) == {"a", "b", "c", "e"}
    assert channels_that_read(grounded(), "p") == ("lone",)
    assert channels_that_read(grounded(), "a") == ()


def test_each_extent_asks_what_it_says() -> None:
    """The channels; then the groundwork of this company; or all that matters to it, in the order of the rulebook."""
    rulebook = grounded()

    def trail(extent: Extent) -> str:
        state = Interview(Profile(answers=START), extent=extent)
        while (question := next_question(rulebook, state, standing_of(rulebook, state))) is not None:
            state = answered(rulebook, state, question.id, ("no",) if question.id != "b" else None)
        return "".join(state.trail)

    assert trail(Extent.CHANNELS) == "p"
    assert trail(Extent.GROUNDWORK) == "pabc"
    assert trail(Extent.ALL) == "pabc"
    asked = [question.id for question in questions_left(rulebook, Profile(answers=START | {"market": ("b2b",)}))]
    assert asked == ["p", "c"]


def test_what_matters_is_what_an_undecided_condition_reads() -> None:
    """Rules, notes, limits, hours, checks that may apply, and whether to ask; and the hours, which the formulas read."""
    rulebook = grounded()

    def matter(**answers: Answer) -> str:
        found = questions_that_matter(rulebook, known_answers(rulebook, Profile(answers=answers)))
        return " ".join(sorted(found))

    assert matter(**START) == "a b c p"
    assert matter(**START, a=("yes",)) == "b c p"
    assert matter(**{**START, "market": ("b2b",)}) == "c p"
    assert matter(market=("b2c",), goals=("image",)) == "a b c hours_per_week p"
    assert matter(goals=("image",)) == "a b c e hours_per_week market p"
    small = documents_of(SMALL)
    other = read_rulebook(small[0], "small")
    given = known_answers(other, Profile(answers={"goals": ("sales",)}))
    assert questions_that_matter(other, given) == {
        *("market", "video", "hours_per_week", "active_channels", "working_channels", "backing"),
    }


def test_back_goes_to_the_last_question_that_still_applies() -> None:
    """What was asked after it is no longer in the trail, and what no longer applies is passed over."""
    rulebook = read_rulebook(documents_of(SMALL)[0], "small")
    answers: dict[str, Answer] = {"market": ("b2c",), "goals": ("image",), "hires": ("young",), "video": ("yes",)}
    state = Interview(Profile(answers=answers), trail=("market", "goals", "hires"))
    found = back(rulebook, state)
    assert found is not None
    assert (found[0].trail, found[1].id, found[0].profile) == (("market",), "goals", state.profile)
    assert finished(rulebook, state).answers == {id: given for id, given in answers.items() if id != "hires"}


def test_an_answer_given_again_moves_to_the_end_of_the_trail() -> None:
    """So that going back goes over it once."""
    rulebook = grounded()
    state = answered(rulebook, Interview(Profile(answers=START), trail=("p", "a", "b")), "a", ("no",))
    assert state.trail == ("p", "b", "a")
    assert state.profile.answers == START | {"a": ("no",)}
