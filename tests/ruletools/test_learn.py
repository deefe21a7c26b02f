"""Learning: the columns are those of the advice, the slope is that of the loss, and in worlds with known points it finds them."""

from collections.abc import Mapping
from math import exp, log
from random import Random

import numpy as np
import pytest

from channelfit.advice.advise import advise
from channelfit.advice.left_out import mean_fit_of
from channelfit.language import Language, Text
from channelfit.profile import Profile
from channelfit.render.forms.terminal import render_page
from channelfit.render.phrases.voice import Voice
from channelfit.render.reports.learn import learned_blocks
from channelfit.rulebook.model import Rulebook
from channelfit.rulebook.overlay.address import Layer
from channelfit.rulebook.overlay.merge import merge
from channelfit.rulebook.reader import read_rulebook
from channelfit.ruletools.case_sets import CaseSet, JudgedCompany, Judgement, Kind, Outcome, OutcomeSource, Situation
from channelfit.ruletools.cases import read_cases
from channelfit.ruletools.learn.descent import least_of
from channelfit.ruletools.learn.design import design_of, moved, points_in
from channelfit.ruletools.learn.fit import in_halves
from channelfit.ruletools.learn.learned import BOOTSTRAPS, Firmness, HeldOut, Learned, Proposal, Step, Unsettled, Verdict
from channelfit.ruletools.learn.learning import learn
from channelfit.ruletools.learn.likelihood import TEMPERATURE, loss_of, weighted_fits
from channelfit.ruletools.learn.outcomes import heard
from channelfit.ruletools.learn.overlay import Base, overlay_files
from channelfit.ruletools.learn.points import Answered, Point, criterion_of, new_points, points_of
from channelfit.ruletools.learn.resample import FOLDS, bootstraps_of, folds_of
from channelfit.ruletools.learn.trial import OnTrial, trial_of
from channelfit.ruletools.learn.votes import Judged, votes_of
from conftest import SMALL, documents_of, rulebook_of
from worlds import MARK, World, judged, profiles_of, world, world_files
from zoo import sets_in, zoo_rulebook

FIRM = Firmness(cases=9, kept=1.0, low=0.5, high=1.0)
UNSETTLED = (
    Unsettled(Point("general/no-video", "beta", "image", -2.0), -1.4, Firmness(4, 0.75, -0.5, 1.5), 5),
    Unsettled(Point(Answered("hires", "old"), "gamma", "", 0.0), 0.6, Firmness(12, 0.5, -0.5, 1.5), None),
)
GERMAN = """\
Gelernt aus: 80 beurteilte Unternehmen, 9 Ergebnisse.
  Übergangen, weil eine Pflichtantwort fehlt (1): p/a.

1 ÄNDERUNG
  Was von den gesetzten Punkten wegführt, kostet: Stärke 10, gewählt an
  zurückgehaltenen Unternehmen.
  Wie weit die Regeln neben Urteilen liegen, die sie nicht kennen: 20,5 bisher,
  18 mit diesen Änderungen, 17,25 mit allen Verschiebungen.
  Mit ! davor: Ergebnisse aus der Praxis sprechen dagegen (1).
  ! alpha, Ausgangswert, image: 0 → -4
    Gelernt aus 9 beurteilten Unternehmen: verlangt ist -4, in neun von zehn
    Ziehungen +0,5 bis +1; die Richtung ist in 40 von 40 dieselbe. Ergebnisse
    aus der Praxis (9) sprechen dagegen.

2 PUNKTE, FÜR DIE DIE FÄLLE NICHT REICHEN
  · general/no-video (beta), image: -2 → -1,4
    Gelernt aus 4 beurteilten Unternehmen: verlangt ist -1,4, in neun von zehn
    Ziehungen -2,5 bis -0,5; die Richtung ist in 30 von 40 dieselbe. Es fehlen
    etwa 5 Unternehmen.
  · gamma, neu bei hires: old, alle Ziele: 0 → +0,6
    Gelernt aus 12 beurteilten Unternehmen: verlangt ist +0,6, in neun von zehn
    Ziehungen -0,5 bis +1,5; die Richtung ist in 20 von 40 dieselbe. Wie viele
    fehlen, ist offen.

TESTFÄLLE, DIE JETZT ANDERS HERAUSKOMMEN (1 VON 2)
  · t/held
    tests/t.yaml:2:5

DAS ERGEBNIS
  Angelegt: own. Lesen Sie jede Änderung, bevor Sie sie übernehmen.
"""


@pytest.fixture(scope="module")
def drawn() -> World:
    """A world, with a goal that is split."""
    return world("first")


def test_columns_have_the_weighted_fits_of_the_advice(drawn: World) -> None:
    """Split goals, open answers, excluded channels and entries to keep in order included."""
    zoo = zoo_rulebook()
    panel = [case.profile for case in sets_in(zoo, "panel", "consultant")[0].cases]
    for rulebook, profiles in ((drawn.rulebook, profiles_of("fits", 20)), (zoo, panel)):
        design = design_of(rulebook, profiles)
        found = weighted_fits(design, np.zeros(len(design.points)))
        for company, profile in enumerate(profiles):
            advice = advise(rulebook, profile)
            wanted = [mean_fit_of(advice.fits[channel], advice.aims) for channel in design.channels]
            assert found[company] == pytest.approx(wanted)


def test_shifts_are_those_of_a_rulebook_with_other_points(drawn: World) -> None:
    """The overlay with the changes has the very fits that the columns have with shifts; so have the columns once moved."""
    profiles = profiles_of("shifted", 20)
    design = design_of(drawn.rulebook, profiles)
    shifts = np.array([drawn.off.get(point, 0.0) for point in design.points])
    proposals = tuple(Proposal(point, point.was + shift, point.was + shift, FIRM) for point, shift in drawn.off.items())
    changed = design_of(overlaid(drawn.rulebook, world_files(Random("first")), proposals, profiles), profiles)
    wanted = np.zeros(len(changed.points))
    assert weighted_fits(design, shifts) == pytest.approx(weighted_fits(changed, wanted))
    assert points_in(moved(design, shifts), np.zeros(len(shifts))) == pytest.approx(points_in(changed, wanted))


def overlaid(rulebook: Rulebook, files: Mapping[str, str], proposals: tuple[Proposal, ...], profiles: list[Profile]) -> Rulebook:
    """The rulebook with the overlay that is written for proposals."""
    documents, _ = documents_of(files)
    texts = overlay_files(Base(rulebook, documents, "channelfit"), "own", learned_of(proposals), profiles)
    above, problems = documents_of(texts)
    assert problems == ()
    found: list[object] = []
    merged, overlays = merge([Layer("below", documents), Layer("above", above)], found)  # type: ignore[arg-type]
    assert found == []
    return read_rulebook(merged, "above", (), overlays)


def learned_of(proposals: tuple[Proposal, ...]) -> Learned:
    """Proposals as a result."""
    return Learned(9, 0, (Step(10, HeldOut(1, 1, 1), proposals, ()),))


def test_one_number_for_every_goal_changes_as_a_whole() -> None:
    """Below a channel and in a situation; the goals that do not change keep what they had."""
    small = rulebook_of()
    points = {(point.origin, point.channel, point.goal): point for point in points_of(small)}
    video, without = points["beta/with-video", "beta", "image"], points["general/no-video", "alpha", "sales"]
    other = points["general/no-video", "beta", "image"]
    proposals = tuple(Proposal(point, new, new, FIRM) for point, new in ((video, 2.0), (without, -0.5), (other, -1.5)))
    found = {rule.id: rule for rule in overlaid(small, SMALL, proposals, []).rules}
    assert found["beta/with-video"].effects["beta"].points == {"image": 2, "recruiting": 1}
    assert found["general/no-video"].effects["alpha"].points == {"image": -1, "recruiting": -1, "sales": -0.5}
    assert found["general/no-video"].effects["beta"].points == {"image": -1.5}


def test_new_rules_are_added_with_a_reason_and_a_case() -> None:
    """Points for all goals and for one of them add up; the criterion is that of the rules which read the question already."""
    small = rulebook_of()
    profile = Profile(answers={"market": ("b2b",), "goals": ("recruiting",), "hires": ("old",), "video": ("no",)})
    old, without = Answered("hires", "old"), Answered("video", "no")
    proposals = (
        Proposal(Point(old, "gamma", "", 0.0), 1.0, 0.9, FIRM),
        Proposal(Point(old, "gamma", "image", 0.0), -0.5, -0.6, FIRM, Verdict.CONFIRM, 7),
        Proposal(Point(without, "gamma", "recruiting", 0.0), 0.5, 0.6, FIRM),
    )
    documents, _ = documents_of(SMALL)
    files = overlay_files(Base(small, documents, "../below"), "own", learned_of(proposals), [profile])
    assert sorted(files) == ["rulebook.yaml", "situations/learned.yaml", "tests/learned.yaml"]
    assert "confirm it." in files["situations/learned.yaml"]
    assert files["tests/learned.yaml"].splitlines()[2:5] == [
        "  - id: hires-old",
        "    profile: {market: b2b, goals: recruiting, hires: old}",
        "    expect: {fires: [learned/hires-old]}",
    ]
    with_goal = [
        Profile(answers={**profile.answers, "goals": goals}) for goals in (("image",), ("sales", "recruiting"), ("sales",))
    ]
    rules = {rule.id: rule for rule in overlaid(small, SMALL, proposals, [profile, *with_goal]).rules}
    assert rules["learned/hires-old"].effects["gamma"].points == {"image": 0.5, "recruiting": 1}
    assert rules["learned/hires-old"].criterion is criterion_of(small, "hires")
    # Gamma does not serve sales, so the company that wants nothing else says nothing.
    assert rules["learned/hires-old"].why == Text(
        "Entwurf, gelernt aus Urteilen über 3 Unternehmen mit der Antwort „Wen: Alte“; sie wurden beurteilt, nicht beobachtet.",
        "Draft, learned from judgements on 3 companies with the answer “Whom: the old”; they were judged, not observed.",
    )
    assert rules["learned/video-no"].effects["gamma"].points == {"recruiting": 0.5}


def test_what_a_rule_says_already_is_no_new_point() -> None:
    """`beta/with-video` gives points for video; another rule of the same condition would only repeat it."""
    found = new_points(rulebook_of(), [Answered("video", "yes"), Answered("market", "b2b")])
    of_beta = [(point.origin, point.goal) for point in found if point.channel == "beta"]
    assert of_beta == [(Answered("market", "b2b"), goal) for goal in ("", "image", "recruiting")]
    assert [point.goal for point in found if point.channel == "alpha" and point.origin == Answered("market", "b2b")] == ["sales"]


def test_the_slope_is_that_of_the_loss(drawn: World) -> None:
    """Of every kind of vote, new points and split goals included; where a sum is cut, its points move nothing."""
    cases = judged(drawn, "slope", 30).cases
    profiles = [case.profile for case in cases]
    situation = Situation("named", profiles[0], ("b", "a"), ("h",), False, "", MARK)
    all_cases: tuple[Judged, ...] = (*(case for case in cases if isinstance(case, JudgedCompany)), situation)
    design = design_of(drawn.rulebook, [*profiles, profiles[0]], with_new=True)
    votes, random = votes_of(design, all_cases), Random("slope")
    shifts = np.array([random.gauss(0, 1.5) for _ in design.points])
    weights = np.array([random.random() for _ in range(design.count)])
    found = loss_of(design, votes, shifts, weights).slope
    for point in random.sample([int(place) for place in np.flatnonzero(design.support)], 40):
        step = np.zeros(len(shifts))
        step[point] = 1e-6
        up, down = (float(weights @ loss_of(design, votes, shifts + sign * step, weights).by_company) for sign in (1, -1))
        assert found[point] == pytest.approx((up - down) / 2e-6, rel=1e-4, abs=1e-5)


def test_the_loss_of_a_judgement_by_hand() -> None:
    """Three channels and one goal: the first is taken from all, the second from those left; for the goal the second alone."""
    files = {path: text for path, text in SMALL.items() if not path.startswith(("channels/upkeep", "situations"))}
    documents, problems = documents_of(files)
    rulebook = read_rulebook(documents, "three", problems)
    profile = Profile(answers={"market": ("b2c",), "goals": ("image",)})
    # Points 0, 1 and -3: what counts stays where it is, gamma should come up to 1.25, beta below 0.
    case = JudgedCompany("one", profile, (Judgement(("alpha", "gamma"), {"image": ("gamma",)}, ("beta",)),), MARK)
    design = design_of(rulebook, [profile])
    votes = votes_of(design, [case])
    a, b, c = (0.8 / (1 + 2**-points) / TEMPERATURE for points in (0, 1, -3))
    ranked = -a + log(exp(a) + exp(b) + exp(c)) - c + log(exp(b) + exp(c))
    named = -c + log(exp(a) + exp(b) + exp(c))
    level = (1.25 + 3) / 0.5 - 0.5 + 0.5 * ((1 - 0) / 0.5 - 0.5)
    found = loss_of(design, votes, np.zeros(len(design.points)), np.ones(1)).by_company
    assert found[0] == pytest.approx(ranked + named + level)


def test_points_far_below_nought_are_worth_nothing(drawn: World) -> None:
    """A fit may try them on its way; that is no error, and the loss stays a number."""
    cases = [case for case in judged(drawn, "far", 3).cases if isinstance(case, JudgedCompany)]
    design = design_of(drawn.rulebook, [case.profile for case in cases])
    shifts = np.full(len(design.points), -1e5)
    with np.errstate(all="raise", under="ignore"):
        fits = weighted_fits(design, shifts)
        found = loss_of(design, votes_of(design, cases), shifts, np.ones(3))
    assert float(fits.max()) < 1e-200
    assert np.isfinite(found.by_company).all()
    assert np.isfinite(found.slope).all()


def test_the_least_of_a_function_is_found() -> None:
    """A valley that is bent and narrow (Rosenbrock's), and a bowl of many dimensions."""

    def valley(at: np.ndarray) -> tuple[float, np.ndarray]:
        x, y = at
        return float((1 - x) ** 2 + 100 * (y - x**2) ** 2), np.array([-2 * (1 - x) - 400 * x * (y - x**2), 200 * (y - x**2)])

    scales = np.arange(1.0, 40.0)
    assert least_of(valley, np.array([-1.2, 1.0]), tolerance=1e-6) == pytest.approx([1, 1], abs=1e-4)
    bowl = least_of(lambda at: (float(scales @ (at - 1) ** 2), 2 * scales * (at - 1)), np.zeros(39), tolerance=1e-6)
    assert bowl == pytest.approx(np.ones(39), abs=1e-4)


def test_points_become_halves_and_never_say_the_opposite() -> None:
    """A base may change its sign; a rule, whose reason would then be wrong, comes to nothing at most."""
    small = rulebook_of()
    design = design_of(small, [Profile(answers={"market": ("b2b",), "goals": ("image",)})])
    places = {(point.origin, point.channel, point.goal): place for place, point in enumerate(design.points)}
    shifts = np.zeros(len(design.points))
    base, rule, far = places["", "beta", "image"], places["alpha/companies", "alpha", "image"], places["", "gamma", "image"]
    shifts[[base, rule, far]] = -1.7, -2.9, -20.0
    found = in_halves(design, shifts, 10)
    assert (found[base], found[rule], found[far], float(np.abs(found).sum())) == (-1.5, -2.0, -7.0, 10.5)


def test_draws_are_the_same_every_time_and_take_every_company() -> None:
    """Folds are as equal as can be; a bootstrap draws as many companies as there are."""
    folds = folds_of(23)
    assert sorted(np.bincount(folds).tolist()) == [4, 4, 5, 5, 5]
    assert (folds == folds_of(23)).all()
    drawn = bootstraps_of(23)
    assert (len(drawn), {float(weights.sum()) for weights in drawn}) == (BOOTSTRAPS, {23.0})
    assert all((first == second).all() for first, second in zip(drawn, bootstraps_of(23), strict=True))
    assert len(set(folds.tolist())) == FOLDS


def test_what_comes_out_otherwise_is_told() -> None:
    """A case that held and does not any more is one; what has failed all along is not, nor a finding that was there before."""
    small, documents = rulebook_of(), documents_of(SMALL)[0]
    texts = """\
cases:
  - {id: held, profile: {market: b2b, goals: image}, expect: {recommended: {includes: [alpha]}}}
  - {id: failed, profile: {market: b2b, goals: image}, expect: {recommended: {includes: [gamma]}}}
"""
    cases, _, problems = read_cases({**documents, **documents_of({"tests/t.yaml": texts})[0]}, small)
    assert problems == ()
    base = next(point for point in points_of(small) if point == Point("", "alpha", "image", 0.0))
    changed = overlaid(small, SMALL, (Proposal(base, -4.0, -4.0, FIRM),), [])
    found = trial_of(OnTrial(small, cases), OnTrial(changed, cases))
    assert (found.cases, [result.case.id for result in found.flipped]) == (2, ["t/held"])
    step = Step(10, HeldOut(20.5, 18, 17.25), (Proposal(base, -4.0, -4.0, FIRM, Verdict.QUESTION, 9),), UNSETTLED)
    learned, voice = Learned(80, 9, (step,), ("p/a",)), Voice(Language.DE, small)
    assert render_page(learned_blocks(learned, found, "own", 10, voice)) == GERMAN
    narrow = render_page(learned_blocks(learned, found, "own", 10, voice), width=50)
    assert 40 < max(map(len, narrow.splitlines())) <= 50
    assert trial_of(OnTrial(small, ()), OnTrial(small, ())).findings == ()


def test_fewer_than_ten_companies_teach_nothing(drawn: World) -> None:
    """Nothing could be held out; and a company that nobody has judged is none."""
    nobody = JudgedCompany("nobody", profiles_of("nobody", 1)[0], (), MARK)
    cases = judged(drawn, "few", 9)
    found = learn([cases._replace(cases=(*cases.cases, nobody))], drawn.rulebook).learned
    assert found == Learned(companies=9, outcomes=0)


@pytest.mark.slow
def test_what_is_told_on_the_way_comes_to_the_whole(drawn: World) -> None:
    """Each share is more than the one before; cases that lack a required answer are named."""
    shares: list[float] = []
    cases = judged(drawn, "told", 12)._replace(skipped=("lacking",))
    found = learn([cases], drawn.rulebook, with_new=True, told=shares.append).learned
    assert found.skipped == ("lacking",)
    assert shares == sorted(set(shares))
    assert shares[-1] == pytest.approx(1)


def test_outcomes_confirm_or_question_a_change(drawn: World) -> None:
    """What works where a rule holds speaks for its points; what works everywhere is the channel's own and says nothing."""
    rulebook, points = drawn.rulebook, points_of(drawn.rulebook)
    rule = next(point for point in points if point.origin and str(point.origin).endswith("market-b2b"))
    base = next(point for point in points if not point.origin and point.channel == rule.channel and point.goal == rule.goal)
    other = next(channel for channel in rulebook.channels if channel != rule.channel)

    def told(market: str, worked: str, count: int) -> list[Outcome]:
        profile = Profile(answers={"goals": (rule.goal,), "market": (market,)})
        known = OutcomeSource("", "")
        return [Outcome("told", profile, {}, (worked,), (), None, None, None, None, known, "", MARK) for _ in range(count)]

    def verdicts(outcomes: list[Outcome]) -> list[Verdict]:
        raised = [Proposal(point, point.was + 1, point.was + 1, FIRM) for point in (rule, base)]
        return [one.outcomes for one in heard(raised, outcomes, rulebook)]

    confirming = [*told("b2b", rule.channel, 12), *told("b2c", other, 12)]
    questioning = [*told("b2b", other, 12), *told("b2c", rule.channel, 12)]
    assert verdicts(confirming)[0] is Verdict.CONFIRM
    assert verdicts(questioning)[0] is Verdict.QUESTION
    assert verdicts([*told("b2b", rule.channel, 12), *told("b2c", rule.channel, 12)])[1] is Verdict.SILENT
    assert verdicts(told("b2b", rule.channel, 4)) == [Verdict.SILENT, Verdict.SILENT]


def test_votes_of_a_consultant_are_a_ranking_without_goals(drawn: World) -> None:
    """What is good stands in order; what is bad is a mistake; channels that are not known to the rules take no part."""
    profile = Profile(answers={"goals": ("image",)})
    situation = Situation("one", profile, ("c", "zebra", "a"), ("b",), False, "", MARK)
    votes = votes_of(design_of(drawn.rulebook, [profile]), [situation])
    assert votes.overall.place.tolist() == [[1, 2, 0, 2, 2, 2, 2, 2]]
    assert votes.overall.never[0].tolist() == [place == 1 for place in range(8)]
    assert (len(votes.of_goals.row), len(votes.up.cell), votes.up.weight.tolist()) == (0, 2, [0.5, 0.5])


def test_cases_of_all_kinds_are_told_apart(drawn: World) -> None:
    """Companies and situations teach, outcomes are counted."""
    cases = judged(drawn, "kinds", 12)
    situation = Situation("one", profiles_of("kinds", 1)[0], ("a",), (), False, "", MARK)
    found = learn([cases, CaseSet("named", Kind.SITUATIONS, (situation,), MARK)], drawn.rulebook).learned
    assert (found.companies, found.outcomes, len(found.steps)) == (13, 0, 1)
