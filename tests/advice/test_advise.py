"""From answers to advice, with numbers that were worked out by hand."""

import json
import random
from collections.abc import Mapping

import pytest

from channelfit.advice.advise import advise
from channelfit.advice.certainty import certainty_of
from channelfit.advice.model import Advice, Cause, Role
from channelfit.advice.readiness import Level, Status
from channelfit.language import Language
from channelfit.profile import Profile, read_profile
from channelfit.render.forms.data import render_json
from channelfit.render.plain.advice import advice_as_plain
from channelfit.rulebook.model import Rulebook
from channelfit.source.document import read_documents
from conftest import SMALL, rulebook_of
from economy import draws
from pages import voice_of
from recomputed import recompute


def profile_of(text: str, rulebook: Rulebook) -> Profile:
    """The profile in a YAML text that has no problems."""
    documents, problems = read_documents(text, "profile")
    profile, wrong = read_profile(documents[0] if documents else None, rulebook)
    assert (*problems, *wrong) == ()
    return profile


def advice_for(text: str, rulebook: Rulebook, max_channels: int | None = None) -> Advice:
    """The advice for a YAML text."""
    return advise(rulebook, profile_of(text, rulebook), max_channels=max_channels)


def ids(advice: Advice) -> list[str]:
    """The recommended channels."""
    return [advised.fit.channel.id for advised in advice.recommended]


def causes(advice: Advice) -> dict[str, Cause]:
    """Why each other channel is not recommended, in the order of the result."""
    return {rejection.fit.channel.id: rejection.cause for rejection in advice.not_recommended}


def test_the_whole_way_by_hand(small: Rulebook) -> None:
    """From answers to points, fit, coverage, set and what each channel adds.

    Goals recruiting and image weigh 2/3 and 1/3. The company sells to companies, hires the young, has video, 5 hours.

    alpha: recruiting -1 base +3 market -1 audience = 1, fit 0.8/(1+2^-1) = 0.5333; image 0 +2 = 2, fit 0.8/1.25 = 0.64
    beta:  recruiting 0 +1 means = 1, fit 0.5333; image 1 +1 = 2, fit 0.64
    gamma: recruiting 1, fit 0.5333; image -3, fit 0.8/9 = 0.0889, does not count
    upkeep (basic, half an hour): recruiting 1, fit 0.5333

    4.5 hours are left for the set: alpha (3), beta (2.5), gamma (1) fit in pairs, not alpha with beta.
    Of the basic 0.3 times its fit enters, so that 0.84 of recruiting is uncovered after it. With beta 0.392, with gamma too
    0.18293; image with beta 0.64. beta and gamma: 2/3 * 0.817067 + 1/3 * 0.64 = 0.758044; alpha and gamma cover the same but
    take half an hour more.
    """
    advice = advice_for("market: b2b\ngoals: [recruiting, image]\nhires: young\nvideo: true\nhours_per_week: 5", small)
    by_id = {advised.fit.channel.id: advised for advised in (*advice.recommended, *advice.basics)}
    fits = {id: {goal: fit.points for goal, fit in advised.fit.goals.items()} for id, advised in by_id.items()}
    assert fits == {
        "beta": {"recruiting": 1, "image": 2},
        "gamma": {"recruiting": 1, "image": -3},
        "upkeep": {"recruiting": 1},
    }
    alpha = next(rejection for rejection in advice.not_recommended if rejection.fit.channel.id == "alpha")
    assert {goal: (fit.base, dict(fit.criteria), fit.points) for goal, fit in alpha.fit.goals.items()} == {
        "recruiting": (-1, {"audience": -1, "market": 3}, 1),
        "image": (0, {"market": 2}, 2),
    }
    assert alpha.fit.goals["recruiting"].fit == pytest.approx(0.8 / 1.5)
    assert by_id["gamma"].fit.goals["image"].fit == pytest.approx(0.8 / 9)
    assert not by_id["gamma"].fit.goals["image"].counts
    assert ids(advice) == ["beta", "gamma"]
    open_share = 1 - 0.8 / 1.5
    beside_basic = 1 - 0.3 * 0.8 / 1.5
    recruiting = 1 - beside_basic * open_share**2
    assert [goal.coverage for goal in advice.coverage] == pytest.approx([recruiting, 0.64])
    total = 2 / 3 * recruiting + 1 / 3 * 0.64
    assert advice.total_coverage == pytest.approx(total) == pytest.approx(0.758044, abs=1e-6)
    without_gamma = 2 / 3 * (1 - beside_basic * open_share) + 1 / 3 * 0.64
    without_beta = 2 / 3 * (1 - beside_basic * open_share)
    assert by_id["gamma"].adds == pytest.approx(total - without_gamma) == pytest.approx(0.139378, abs=1e-6)
    assert by_id["beta"].adds == pytest.approx(total - without_beta) == pytest.approx(0.352711, abs=1e-6)
    # alpha meets the people that beta meets: each fit counts in full once and half the second time.
    beside = 2 / 3 * (1 - beside_basic * open_share**2 * (1 - 0.8 / 3)) + 1 / 3 * (1 - 0.36 * 0.68)
    assert alpha.adds == pytest.approx(beside - total)
    assert alpha.cause is Cause.NO_HOURS
    assert advice.hours_per_week == 4
    assert advice.money_per_month == 50


def test_roles_are_shared_in_a_tie_and_basics_have_their_own(small: Rulebook) -> None:
    """Main for each goal where the fit is highest in the set and counts."""
    advice = advice_for("market: b2b\ngoals: [recruiting, image]\nhires: young\nvideo: true\nhours_per_week: 5", small)
    roles = {advised.fit.channel.id: (advised.role, advised.main_for) for advised in (*advice.recommended, *advice.basics)}
    assert roles == {
        "beta": (Role.MAIN, ("recruiting", "image")),
        "gamma": (Role.MAIN, ("recruiting",)),
        "upkeep": (Role.BASIC, ()),
    }


def test_a_channel_that_leads_nowhere_supports() -> None:
    """Delta serves the goal less well than alpha and still adds enough."""
    delta = (
        SMALL["channels/gamma.yaml"]
        .replace("gamma", "delta")
        .replace("{image: -3, recruiting: 1}", "{image: 1.5}")
    )  # fmt: skip
    rulebook = rulebook_of({"channels/delta.yaml": delta})
    advice = advice_for("market: b2b\ngoals: [image]\nhours_per_week: 9", rulebook)
    assert {advised.fit.channel.id: advised.role for advised in advice.recommended} == {
        "alpha": Role.MAIN,
        "delta": Role.SUPPORTING,
    }


def test_an_assumed_number_is_used_by_the_formulas_and_unseen_by_rules() -> None:
    """Five hours are assumed, shown as such; a rule on hours stays unknown until somebody answers."""
    rules = SMALL["situations/general.yaml"] + (
        "  - {id: few-hours, when: {hours_per_week: {at_most: 5}}, severity: info, for: team,\n"
        "     says: {de: Wenig., en: Few.}, basis: judgement}\n"
    )
    rulebook = rulebook_of({"situations/general.yaml": rules})
    assumed = advice_for("market: b2c\ngoals: image", rulebook)
    assert (assumed.assumed, assumed.available_hours, assumed.notes) == ({"hours_per_week": 5}, 5, ())
    told = advice_for("market: b2c\ngoals: image\nhours_per_week: 5", rulebook)
    assert (told.assumed, told.available_hours, [note.id for note in told.notes]) == ({}, 5, ["few-hours"])


def test_a_limit_bounds_the_coverage_of_its_goal(small: Rulebook) -> None:
    """B2B sales stay at 0.3 of what the set would cover; consumers do not know that limit."""
    limited, free = (advice_for(f"market: {market}\ngoals: sales\nhours_per_week: 9", small) for market in ("b2b", "b2c"))
    assert limited.coverage[0].limited_by is not None
    assert free.coverage[0].limited_by is None
    assert limited.coverage[0].coverage == pytest.approx(0.3 * 0.8 / 1.5)
    assert free.coverage[0].coverage == pytest.approx(0.8 / 1.5)


EXCLUDED = """\
rules:
  - {id: no-alpha, criterion: market, when: {market: b2c}, channels: [alpha], exclude: true, why: {de: Nein., en: No.}, basis: judgement}
"""


@pytest.mark.parametrize(
    ("answers", "channel", "cause"),
    [
        ("market: b2c\ngoals: image\nhours_per_week: 9", "alpha", Cause.EXCLUDED),
        ("market: b2b\ngoals: sales\nhours_per_week: 9", "gamma", Cause.DOES_NOT_SERVE),
        ("market: b2b\ngoals: image\nhours_per_week: 9", "gamma", Cause.TOO_WEAK),
        ("market: b2b\ngoals: [recruiting]\nhours_per_week: 30\nvideo: true", "beta", Cause.ADDS_TOO_LITTLE),
        ("market: b2b\ngoals: image\nhours_per_week: 2.75", "alpha", Cause.NO_HOURS),
        ("market: b2b\ngoals: [recruiting, image]\nhours_per_week: 30\nbacking: 'no'", "gamma", Cause.CAP),
    ],
)
def test_each_cause_of_not_being_recommended(answers: str, channel: str, cause: Cause) -> None:
    """The first cause that applies, in the order of the contract."""
    rulebook = rulebook_of({"situations/excluded.yaml": EXCLUDED})
    assert causes(advice_for(answers, rulebook))[channel] is cause


@pytest.mark.parametrize("hours", [9, 3, 1])
def test_an_entry_beyond_the_limit_is_told_that_there_is_no_room_however_many_hours_there_are(hours: float) -> None:
    """An entry to keep in order has no price, so it never adds too little beside those that were taken."""
    entries = {
        f"channels/entry{place}.yaml": SMALL["channels/upkeep.yaml"].replace("channel: upkeep", f"channel: entry{place}")
        for place in range(2)
    }
    advice = advice_for(f"market: b2b\ngoals: [recruiting]\nhours_per_week: {hours}", rulebook_of(entries))
    assert len(advice.basics) == advice.terms.max_basics
    assert causes(advice)["upkeep"] is Cause.CAP


def test_what_is_excluded_or_cannot_serve_comes_last(small: Rulebook) -> None:
    """The others are sorted by what they would add."""
    advice = advice_for("market: b2b\ngoals: sales\nhours_per_week: 0", small)
    assert list(causes(advice).items()) == [
        ("alpha", Cause.NO_HOURS),
        ("beta", Cause.DOES_NOT_SERVE),
        ("gamma", Cause.DOES_NOT_SERVE),
        ("upkeep", Cause.DOES_NOT_SERVE),
    ]


def test_without_a_channel_the_next_step_is_never_empty(small: Rulebook) -> None:
    """No hours: the cheapest channel that would pay; only a basic: that; nothing serves: the open groundwork."""
    no_hours = advice_for("market: b2b\ngoals: [recruiting]\nhours_per_week: 0", small).next_step
    assert no_hours is not None
    assert no_hours.channel is not None
    assert no_hours.channel.channel.id == "upkeep"
    basic = advice_for("market: b2c\ngoals: [recruiting]\nhours_per_week: 9", small, max_channels=0).next_step
    assert basic is not None
    assert basic.basic is not None
    assert basic.basic.channel.id == "upkeep"
    nothing = advice_for("market: b2b\ngoals: sales\nhours_per_week: 9\nbacking: partly", small, max_channels=0).next_step
    assert nothing is not None
    assert nothing.check is not None
    assert nothing.check.id == "backing"
    ready = advice_for("market: b2b\ngoals: sales\nhours_per_week: 9\nbacking: 'yes'", small, max_channels=0).next_step
    assert ready is not None
    assert (ready.channel, ready.basic, ready.check) == (None, None, None)


def test_active_channels_are_parked_or_kept_low(small: Rulebook) -> None:
    """Kept low if it works, would pay or is an entry to keep; parked otherwise; what is working counts as active.

    Where nobody has said what works, what would be parked is held until somebody has.
    """
    text = "market: b2c\ngoals: image\nhours_per_week: 3\nactive_channels: [alpha, gamma, upkeep]"
    advice = advice_for(f"{text}\nworking_channels: []", small)
    assert [fit.channel.id for fit in advice.park] == ["alpha", "gamma"]
    assert [(kept.channel.id, kept.until) for kept in advice.keep_low] == [("upkeep", "")]
    unsaid = advice_for(text, small)
    assert unsaid.park == ()
    assert [(kept.channel.id, kept.until) for kept in unsaid.keep_low] == [
        ("alpha", "working_channels"),
        ("gamma", "working_channels"),
        ("upkeep", ""),
    ]
    working = advice_for("market: b2c\ngoals: image\nhours_per_week: 3\nworking_channels: gamma", small)
    assert ([fit.channel.id for fit in working.keep_low], working.park) == (["gamma"], ())
    pays = advice_for("market: b2b\ngoals: image\nhours_per_week: 3\nactive_channels: beta", small)
    assert ids(pays) == ["alpha"]
    assert [fit.channel.id for fit in pays.keep_low] == ["beta"]
    basic = advice_for("market: b2b\ngoals: recruiting\nhours_per_week: 3\nactive_channels: upkeep", small)
    assert [advised.already_active for advised in basic.basics] == [True]
    assert (basic.park, basic.keep_low) == ((), ())


@pytest.mark.parametrize(
    ("backing", "level", "status", "believable"),
    [
        ("'yes'", Level.READY, Status.MET, 8),
        ("partly", Level.CONDITIONAL, Status.PARTLY, 4),
        ("'no'", Level.NOT_YET, Status.UNMET, 8),
        ("null", Level.CONDITIONAL, Status.UNKNOWN, 8),
    ],
)
def test_readiness_and_the_hours_that_can_be_believed(
    small: Rulebook, backing: str, level: Level, status: Status, believable: float
) -> None:
    """Met, partly, unmet and unanswered; half the hours where backing is only partly there."""
    advice = advice_for(f"market: b2b\ngoals: image\nhours_per_week: 8\nbacking: {backing}", small)
    assert advice.readiness.level is level
    assert [result.status for result in advice.readiness.checks] == [status]
    assert advice.believable_hours == believable


def test_a_company_that_is_not_ready_gets_one_channel_whatever_is_wished(small: Rulebook) -> None:
    """The cap is never lifted; `once_ready` is the set without it."""
    text = "market: b2b\ngoals: [recruiting, image]\nhours_per_week: 20\nvideo: true"
    free = advice_for(text, small)
    capped = advice_for(f"{text}\nbacking: 'no'", small, max_channels=3)
    assert len(ids(free)) > 1
    assert len(ids(capped)) == 1
    assert capped.max_channels == 1
    assert set(capped.once_ready) == set(ids(free)) == set(free.once_ready)


def test_a_missing_required_answer_is_an_error_of_the_caller(small: Rulebook) -> None:
    """The core does not guess; it names what is missing."""
    with pytest.raises(ValueError, match="required answers are missing: market, goals"):
        advise(small, Profile(answers={}))


@pytest.mark.parametrize("exclusive", ["exclude", "cut"])
def test_the_points_of_a_criterion_are_cut_then_weighed(exclusive: str) -> None:
    """Three rules of +3 in one criterion count as +4, times the weight of the criterion."""
    extra = "".join(
        f"  - {{id: more-{number}, criterion: market, when: {{market: b2b}}, channels: {{alpha: {{image: 3}}}}, "
        "why: {de: M., en: M.}, basis: judgement}\n"
        for number in range(2)
    )
    head = SMALL["rulebook.yaml"] + ("settings: {criterion_weights: {market: 0.5}}\n" if exclusive == "cut" else "")
    rulebook = rulebook_of({"situations/more.yaml": f"rules:\n{extra}", "rulebook.yaml": head})
    advice = advice_for("market: b2b\ngoals: image\nhours_per_week: 9", rulebook)
    alpha = next(advised for advised in advice.recommended if advised.fit.channel.id == "alpha").fit.goals["image"]
    weight = 0.5 if exclusive == "cut" else 1
    assert dict(alpha.criteria) == {"market": 4 * weight}
    assert alpha.points == 4 * weight


def random_rulebook(rng: random.Random) -> tuple[dict[str, str], int]:
    """The small rulebook with random points, hours, groups and exclusions."""
    files = {**SMALL, "situations/general.yaml": SMALL["situations/general.yaml"].replace("{image: -2}", "-2")}
    for name in ("d", "e", "f"):
        files[f"channels/{name}.yaml"] = files["channels/gamma.yaml"].replace("gamma", name)
    for path in [path for path in files if path.startswith("channels/")]:
        serves = {goal: rng.randint(-2, 2) for goal in ("image", "recruiting", "sales") if rng.random() < 0.8}
        channel = path[9:-5]
        rules = "".join(
            f"  - {{id: r{number}, criterion: {rng.choice(['market', 'audience', 'means'])}, when: {when}, "
            f"points: {rng.randint(-3, 3) or 1}, why: {{de: W., en: W.}}, basis: judgement}}\n"
            for number, when in enumerate(rng.sample(["{market: b2b}", "{hires: young}", "{video: true}", "{video: false}"], 2))
        )
        upkeep = "true" if rng.random() < 0.3 else "false"
        files[path] = (
            f"channel: {channel}\nname: X\nkind: owned\nabout: {{de: a, en: a}}\nupkeep: {upkeep}\n"
            f"effort: {{hours_per_week: {rng.choice([0.5, 1, 2, 3.25, 5])}, first_results_weeks: 1}}\n"
            f"reaches: {rng.choice(['feeds', 'others', 'null'])}\n"
            f"serves: {{{', '.join(f'{goal}: {points}' for goal, points in serves.items())}}}\nrules:\n{rules}"
            "plan: {cadence: {de: c, en: c}, stop_rule: {de: s, en: s}, if_parked: {de: p, en: p}}\n"
        )
    return files, rng.randint(0, 10**9)


def random_profile(rng: random.Random, hours: float) -> str:
    """A random profile with some questions open."""
    goals = rng.sample(["image", "recruiting", "sales"], rng.randint(1, 3))
    lines = [f"market: {rng.choice(['b2b', 'b2c'])}", f"goals: [{', '.join(goals)}]", f"hours_per_week: {hours}"]
    optional = ["hires: [young, old]", "hires: young", "video: true", "video: false", "backing: 'no'", "backing: 'yes'"]
    used: dict[str, str] = {line.split(":")[0]: line for line in rng.sample(optional, 3)}
    return "\n".join([*lines, *used.values()])


def shuffled(files: Mapping[str, str], rng: random.Random) -> dict[str, str]:
    """The same files in another order, with the rules of each channel in another order and file."""
    names = list(files)
    rng.shuffle(names)
    found = {}
    for name in names:
        head, mark, rules = files[name].partition("rules:\n")
        if name.startswith("channels/") and mark:
            lines = rules.splitlines(keepends=True)
            own = [line for line in lines if line.startswith("  - ")]
            rng.shuffle(own)
            found[name] = head + mark + "".join(own) + "".join(line for line in lines if not line.startswith("  - "))
        else:
            found[name] = files[name]
    return found


def outcome(advice: Advice) -> object:
    """Everything that was decided, without places in files."""
    rows = [
        [(advised.fit.channel.id, round(advised.adds, 9), dict(advised.fit.goals)) for advised in group]
        for group in (advice.recommended, advice.basics, advice.not_recommended)
    ]
    return rows, advice.once_ready, round(advice.total_coverage, 9), advice.park, advice.keep_low


@pytest.mark.drawn
@pytest.mark.unmeasured
def test_order_of_rules_files_and_channels_never_matters() -> None:
    """Random rulebooks, read in two orders, give the same advice."""
    rng = random.Random(7)
    for _ in range(draws(12, 200)):
        files, _ = random_rulebook(rng)
        text = random_profile(rng, rng.choice([0, 2, 5, 20]))
        first, second = rulebook_of(files), rulebook_of(shuffled({**SMALL, **files}, rng))
        assert outcome(advice_for(text, first)) == outcome(advice_for(text, second))


@pytest.mark.drawn
@pytest.mark.unmeasured
def test_more_hours_never_lower_the_worth_of_the_advice() -> None:
    """Total coverage minus focus price over random rulebooks and profiles, basics of any cost included."""
    rng = random.Random(8)
    for _ in range(draws(12, 200)):
        files, seed = random_rulebook(rng)
        rulebook = rulebook_of(files)
        worths = []
        for hours in (0, 0.5, 1, 2, 3.25, 4, 5, 6.5, 8, 12, 40):
            advice = advice_for(random_profile(random.Random(seed), hours), rulebook)
            worths.append(round(advice.total_coverage - 0.04 * len(advice.recommended), 9))
        assert worths == sorted(worths)


@pytest.mark.drawn
@pytest.mark.unmeasured
def test_points_fit_coverage_and_adds_of_random_advice_can_be_recomputed() -> None:
    """From the JSON alone, over random rulebooks and profiles."""
    rng = random.Random(9)
    for _ in range(draws(12, 200)):
        files, _ = random_rulebook(rng)
        advice = advice_for(random_profile(rng, rng.choice([0, 2, 5, 9, 20])), rulebook_of(files))
        recompute(json.loads(render_json(advice_as_plain(advice, certainty_of(advice), voice_of(advice, Language.EN)))))
