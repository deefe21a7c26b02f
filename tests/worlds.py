"""Small worlds with known points: a rulebook as its author wrote it, by how much points are off, and judges who know."""

import json
from collections.abc import Mapping, Sequence
from random import Random
from typing import NamedTuple

import numpy as np

from channelfit.advice.rows import Column, Numbers
from channelfit.profile import Profile
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import Rulebook
from channelfit.rulebook.reader import read_rulebook
from channelfit.ruletools.case_sets import CaseSet, JudgedCompany, Judgement, Kind
from channelfit.ruletools.learn.design import Design, design_of, points_in
from channelfit.ruletools.learn.likelihood import TEMPERATURE, weighted_fits
from channelfit.ruletools.learn.points import Answered, Point, points_of
from channelfit.source.problem import Mark, Source
from conftest import documents_of

GOALS = ("image", "leads", "sales", "recruiting")
CHANNELS = tuple("abcdefgh")
CHOICES = {
    "market": ("b2b", "b2c", "both"),
    "size": ("solo", "small", "large"),
    "industry": ("trades", "machines", "shops", "software"),
}
MULTIPLE = {
    "hires": ("young", "old"),
    "offer": ("visual", "complex", "local", "new"),
    "content": ("words", "photo", "video"),
}
CRITERIA = {
    "market": "market",
    "size": "audience",
    "industry": "audience",
    "hires": "audience",
    "offer": "offer",
    "content": "means",
}
RULES_OF_A_CHANNEL = 6
RANKS = 5
MARK = Mark(Source("world.yaml"), 0, 0)


class World(NamedTuple):
    """A rulebook, and by how much some of its points are off; those of rules that it lacks are, too."""

    rulebook: Rulebook
    off: Mapping[Point, float]


def world(seed: str, changes: int = 12) -> World:
    """A world drawn at random: every channel serves every goal and has rules of one condition."""
    random = Random(seed)
    files = world_files(random)
    documents, problems = documents_of(files)
    rulebook = read_rulebook(documents, "world", problems)
    points = list(points_of(rulebook))
    random.shuffle(points)
    off: dict[Point, float] = {}
    for point in points:
        shift = random.choice((-2.0, -1.5, -1.0, 1.0, 1.5, 2.0))
        # A rule may turn out to say nothing, never the opposite.
        if len(off) < changes and (not point.origin or point.was * (point.was + shift) >= 0):
            off[point] = shift
    return World(rulebook, off)


def lacking(seed: str) -> World:
    """A world whose author has missed two rules and thinks too little of one channel."""
    rulebook = world(seed).rulebook
    missed = {Point(Answered("market", "b2b"), "b", "", 0.0): 2.0, Point(Answered("content", "photo"), "c", "", 0.0): -2.0}
    return World(rulebook, missed | {point: 2.0 for point in points_of(rulebook) if not point.origin and point.channel == "a"})


def world_files(random: Random) -> dict[str, str]:
    """The files of a rulebook drawn at random."""
    questions = [_question(id, "choice", options) for id, options in CHOICES.items()]
    questions += [_question(id, "multi", options) for id, options in MULTIPLE.items()]
    goals = "".join(f"  - {{id: {id}, name: {id}{', split_by: hires' if id == 'recruiting' else ''}}}\n" for id in GOALS)
    return {
        "rulebook.yaml": "schema: 1\nid: world\nversion: '1'\nlanguages: [en]\n",
        "questions.yaml": "sections: [{id: all, title: {en: All}}]\nquestions:\n"
        "  - {id: goals, section: all, type: ranking, required: true, min: 1, max: 3, text: {en: Goals}, options_from: goals}\n"
        "  - {id: hours_per_week, section: all, type: number, assume: 5, text: {en: Hours}}\n"
        "  - {id: active_channels, section: all, type: multi, text: {en: Active}, options_from: channels}\n"
        "  - {id: working_channels, section: all, type: multi, text: {en: Working}, options_from: channels}\n"
        + "".join(questions),
        "goals.yaml": f"goals:\n{goals}",
        **{f"channels/{id}.yaml": _channel(id, random) for id in CHANNELS},
    }


def _question(id: str, kind: str, options: Sequence[str]) -> str:
    listed = ", ".join(f"{option}: {{en: {option}}}" for option in options)
    return f"  - {{id: {id}, section: all, type: {kind}, text: {{en: {id}}}, options: {{{listed}}}}}\n"


def _channel(id: str, random: Random) -> str:
    conditions = [(question, option) for question, options in (CHOICES | MULTIPLE).items() for option in options]
    rules = ""
    for question, option in random.sample(conditions, RULES_OF_A_CHANNEL):
        points = {goal: random.choice((-2, -1, 1, 1, 2)) for goal in random.sample(GOALS, 2)}
        given = ", ".join(f"{goal}: {value}" for goal, value in points.items())
        rules += (
            f"  - {{id: {question}-{option}, criterion: {CRITERIA[question]}, when: {{{question}: {option}}}, "
            f"points: {{{given}}}, why: {{en: W.}}, basis: judgement}}\n"
        )
    serves = ", ".join(f"{goal}: {random.choice((-2, -1, 0, 0, 1))}" for goal in GOALS)
    return (
        f"channel: {id}\nname: {id}\nkind: owned\nabout: {{en: A.}}\neffort: {{hours_per_week: 1, first_results_weeks: 1}}\n"
        f"serves: {{{serves}}}\nrules:\n{rules}plan: {{cadence: {{en: c}}, stop_rule: {{en: s}}, if_parked: {{en: p}}}}\n"
    )


def profiles_of(seed: str, count: int) -> list[Profile]:
    """Companies drawn at random; a third of the answers are open."""
    random = Random(seed)
    return [Profile(answers=_answers(random)) for _ in range(count)]


def _answers(random: Random) -> dict[str, Answer]:
    found: dict[str, Answer] = {"goals": tuple(random.sample(GOALS, random.choice((1, 2, 3))))}
    found |= {id: (random.choice(options),) for id, options in CHOICES.items() if random.random() < 0.7}
    found |= {
        id: tuple(option for option in options if random.random() < 0.4)
        for id, options in MULTIPLE.items()
        if random.random() < 0.7
    }
    return found


class Truth(NamedTuple):
    """How channels really stand, by company and by its goals, and whether they count for these."""

    weighted: Numbers
    of_goal: Numbers
    counts: Column


def _truth(design: Design, shifts: Numbers) -> Truth:
    cells, points, settings = design.cells, points_in(design, shifts), design.rulebook.settings
    of_goal, counts = np.zeros((len(design.rows), len(CHANNELS))), np.zeros((len(design.rows), len(CHANNELS)), dtype=np.bool_)
    np.add.at(of_goal, (cells.row, cells.channel), cells.share * settings.top_fit / (1 + np.exp2(-points)))
    np.logical_or.at(counts, (cells.row, cells.channel), points >= settings.min_points)
    return Truth(weighted_fits(design, shifts) / TEMPERATURE, of_goal / TEMPERATURE, counts)


def judged(drawn: World, seed: str, count: int) -> CaseSet:
    """Companies with the judgements of two judges who rank by the points as they really are, channel after channel."""
    random, profiles = Random(seed), profiles_of(seed, count)
    design = design_of(drawn.rulebook, profiles, with_new=True)
    shifts = np.array([drawn.off.get(point, 0.0) for point in design.points])
    truth = _truth(design, shifts)
    cases = []
    for company, profile in enumerate(profiles):
        judgements = tuple(_judgement(design, company, truth, random) for _ in range(2))
        cases.append(JudgedCompany(f"company-{company}", profile, judgements, MARK))
    return CaseSet("world", Kind.COMPANIES, tuple(cases), MARK)


def _judgement(design: Design, company: int, truth: Truth, random: Random) -> Judgement:
    """Ranked by weighted fit; good for a goal is what a judge who ranks by it alone has first and what counts for it."""
    order = _drawn(truth.weighted[company], random)
    good_for = {}
    for goal, row in ((goal, row) for (owner, goal), row in design.rows.items() if owner == company):
        first = _drawn(truth.of_goal[row], random)[:3]
        good_for[goal] = tuple(CHANNELS[channel] for channel in first if truth.counts[row, channel])
    never = [channel for channel in order[RANKS:] if not any(truth.counts[row, channel] for row in _rows(design, company))]
    return Judgement(
        tuple(CHANNELS[channel] for channel in order[:RANKS]), good_for, tuple(CHANNELS[channel] for channel in never[-1:])
    )


def _rows(design: Design, company: int) -> list[int]:
    return [row for (owner, _), row in design.rows.items() if owner == company]


def _drawn(scores: Numbers, random: Random) -> list[int]:
    """One channel after the other, each as likely as its score has it."""
    left = list(range(len(scores)))
    found = []
    while left:
        weights = np.exp(scores[left] - max(scores[left]))
        found.append(random.choices(left, weights)[0])
        left.remove(found[-1])
    return found


def cases_text(cases: CaseSet) -> str:
    """A case file with judged companies; JSON is YAML too."""
    companies = [
        {
            "id": case.id,
            "profile": {question: list(answer) for question, answer in case.profile.answers.items() if isinstance(answer, tuple)},
            "judgements": [
                {
                    "rank": list(one.rank),
                    "good_for": {goal: list(ids) for goal, ids in one.good_for.items()},
                    "never": list(one.never),
                }
                for one in case.judgements
            ],
        }
        for case in cases.cases
        if isinstance(case, JudgedCompany)
    ]
    for company in companies:
        profile = company["profile"]
        assert isinstance(profile, dict)
        profile |= {question: answers[0] for question, answers in profile.items() if question in CHOICES}
    return json.dumps({"companies": companies})
