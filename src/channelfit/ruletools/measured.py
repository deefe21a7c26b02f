"""Figures with their intervals and with what a popular list reaches, over all cases of a file or over parts of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from channelfit.advice.candidates import options_in
from channelfit.rulebook.model import GOALS, MARKET, Question, QuestionType, Rulebook
from channelfit.ruletools.case_sets import Kind
from channelfit.ruletools.figures import FIRST, MEASURES, CaseScore, Measure, SetScore, Tally
from channelfit.ruletools.intervals import Interval, interval_of
from channelfit.typed import NamedTuple

INDUSTRY = "industry"
# What figures are parted by, where the rules ask for it.
PARTED_BY = (MARKET, GOALS, INDUSTRY)
NOTHING = Tally(0, 0)


class Figure(NamedTuple):
    """A figure, where it may well lie, and what the list of popular channels gets (nothing where a list cannot be counted)."""

    tally: Tally
    interval: Interval | None
    popular: Tally | None


class Part(NamedTuple):
    """Cases that have the answers to a question in common: all that were given, of a ranking the first; none where it is open."""

    options: tuple[str, ...]
    scores: tuple[CaseScore, ...]


def measured(scores: Sequence[CaseScore], kind: Kind) -> dict[Measure, Figure]:
    """Every figure over some cases of a kind."""
    return {measure: _figure(scores, measure) for measure in MEASURES[kind]}


def _figure(scores: Sequence[CaseScore], measure: Measure) -> Figure:
    tallies = [one.tallies.get(measure, NOTHING) for one in scores]
    found = interval_of(in_places(tallies, measure))
    listed = [one.popular[measure] for one in scores if measure in one.popular]
    return Figure(added(tallies), found.times(places_of(measure)) if found else None, added(listed) if listed else None)


def added(tallies: Iterable[Tally]) -> Tally:
    """All of them together."""
    got, of = 0, 0
    for tally in tallies:
        got, of = got + tally.got, of + tally.of
    return Tally(got, of)


def places_of(measure: Measure) -> int:
    """How many may be got in one that is counted: a judgement may call each of our first three a mistake."""
    return FIRST if measure is Measure.NEVER_SHOWN else 1


def in_places(tallies: Iterable[Tally], measure: Measure) -> list[Tally]:
    """The tallies with every place counted, so that they are shares."""
    return [Tally(tally.got, tally.of * places_of(measure)) for tally in tallies]


def parted(one: SetScore, rulebook: Rulebook) -> dict[str, tuple[Part, ...]]:
    """The cases of a file by the answer to each question that figures are parted by. Every case is in one part of each."""
    questions = (rulebook.questions[id] for id in PARTED_BY if id in rulebook.questions)
    return {question.id: tuple(_parts(one.scores, question)) for question in questions}


def _parts(scores: Iterable[CaseScore], question: Question) -> Iterator[Part]:
    """One option after the other as the question has them, then several at once, last what is open."""
    found: dict[tuple[str, ...], list[CaseScore]] = {}
    for one in scores:
        found.setdefault(_answer(one.case.profile.answers, question), []).append(one)
    places = {option: place for place, option in enumerate(question.options)}

    def order(options: tuple[str, ...]) -> tuple[bool, int, list[int]]:
        return not options, len(options), [places.get(option, len(places)) for option in options]

    yield from (Part(options, tuple(found[options])) for options in sorted(found, key=order))


def _answer(answers: Mapping[str, object], question: Question) -> tuple[str, ...]:
    given = answers.get(question.id)
    options = options_in(given) if isinstance(given, tuple) else ()
    return options[:1] if question.type is QuestionType.RANKING else options
