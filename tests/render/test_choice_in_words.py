"""What is said of the choice: what may stand in for a channel, what goes along with one, who is reached, what is left, what is kept."""

from collections.abc import Mapping, Sequence

import pytest

from channelfit.advice.advise import advise
from channelfit.advice.certainty import Certainty
from channelfit.advice.model import Advice, Kept, Merit, Recommended, Role
from channelfit.advice.readiness import Level
from channelfit.language import Language
from channelfit.profile import Profile
from channelfit.render.phrases.effort import left_text, needed_text, use_text
from channelfit.render.phrases.groups import reached_text
from channelfit.render.phrases.headline import chosen_text, headline, title_of
from channelfit.render.phrases.in_use import kept_low, kept_text, merit_text, parked
from channelfit.render.phrases.sentences import cause_text, left_out, once_ready_text, ranked_reasons
from channelfit.rulebook.condition import Answer
from conftest import SMALL, rulebook_of
from economy import certainty_of
from pages import voice_of

ANSWERS: Mapping[str, Answer] = {
    "market": ("b2b",),
    "goals": ("recruiting", "image"),
    "hires": ("young", "old"),
    "hours_per_week": 9.0,
    "video": ("yes",),
    "backing": ("yes",),
}
SPLIT = {
    "goals.yaml": SMALL["goals.yaml"].replace("en: recruiting}", "en: recruiting}\n    split_by: hires"),
    "channels/alpha.yaml": SMALL["channels/alpha.yaml"].replace("points: {recruiting: -1}", "points: {recruiting: -3}"),
}
SHARED = {"channels/beta.yaml": SMALL["channels/beta.yaml"].replace("reaches: feeds", "shares_work_with: {alpha: 0.75}")}


def advised_with(answers: Mapping[str, Answer] | None = None, files: Mapping[str, str] | None = None) -> Advice:
    """The advice for some answers beside the usual ones, with some files of the small rulebook replaced."""
    return advise(rulebook_of(files), Profile(answers={**ANSWERS, **(answers or {})}))


ADVICE = advised_with()
CERTAINTY = certainty_of(ADVICE)


def chosen(*channels: tuple[str, float, str], companion: float | None = None) -> tuple[Advice, Certainty]:
    """An advice that chose these, each with its stability and who would come instead; Gamma may go along with the first."""
    some = [
        ADVICE.recommended[0]._replace(fit=ADVICE.fits[id], role=Role.MAIN, substitute=instead, partner="")
        for id, _, instead in channels
    ]
    shares = {id: stability for id, stability, _ in channels}
    if companion is not None:
        first = channels[0][0]
        some.insert(1, some[0]._replace(fit=ADVICE.fits["gamma"], role=Role.COMPANION, substitute="", partner=first))
        shares["gamma"] = companion
    return ADVICE._replace(recommended=tuple(some), basics=()), CERTAINTY._replace(stability=shares)


@pytest.mark.parametrize(
    ("channels", "german", "english"),
    [
        ([("alpha", 0.9, "gamma"), ("beta", 0.5, "gamma")], "Alpha und Beta-Kanal", "Alpha and Beta channel"),
        ([("alpha", 0.9, ""), ("beta", 0.4, "gamma")], "Alpha, und Beta-Kanal oder Gamma", "Alpha, and Beta channel or Gamma"),
        ([("alpha", 0.9, ""), ("beta", 0.4, "")], "Alpha, vielleicht Beta-Kanal", "Alpha, perhaps Beta channel"),
        ([("beta", 0.4, "gamma")], "Beta-Kanal oder Gamma", "Beta channel or Gamma"),
        ([("beta", 0.4, "")], "Beta-Kanal", "Beta channel"),
        (
            [("alpha", 0.1, "gamma"), ("beta", 0.2, "upkeep")],
            "Alpha oder Gamma, und Beta-Kanal oder Upkeep",
            "Alpha or Gamma, and Beta channel or Upkeep",
        ),
        (
            [("alpha", 0.1, "gamma"), ("beta", 0.2, "gamma")],
            "2 von Alpha, Beta-Kanal und Gamma",
            "2 of Alpha, Beta channel and Gamma",
        ),
        (
            [("upkeep", 0.9, ""), ("alpha", 0.1, "gamma"), ("beta", 0.2, "")],
            "Upkeep, und Alpha oder Gamma, vielleicht Beta-Kanal",
            "Upkeep, and Alpha or Gamma, perhaps Beta channel",
        ),
    ],
)
def test_a_channel_that_seldom_stays_is_an_alternative(
    channels: Sequence[tuple[str, float, str]], german: str, english: str
) -> None:
    """In fewer than half of the variations; it stands in the headline as such, and stays recommended."""
    advice, certainty = chosen(*channels)
    for language, said in ((Language.DE, german), (Language.EN, english)):
        voice = voice_of(advice, language)
        assert chosen_text(advice, certainty, voice) == said
        assert f" {said}: " in headline(advice, voice, certainty)
        # Without a certainty nobody can say so.
        assert chosen_text(advice, None, voice) == voice.channels([id for id, _, _ in channels])


@pytest.mark.parametrize(
    ("stability", "german", "english"),
    [
        (0.9, "Alpha (auch auf Gamma)", "Alpha (also on Gamma)"),
        (0.3, "Alpha (vielleicht auch auf Gamma)", "Alpha (perhaps also on Gamma)"),
    ],
)
def test_a_companion_goes_along_with_its_partner(stability: float, german: str, english: str) -> None:
    """In brackets behind it, whatever else is chosen."""
    advice, certainty = chosen(("alpha", 0.9, ""), ("beta", 0.9, ""), companion=stability)
    assert chosen_text(advice, certainty, voice_of(advice, Language.DE)) == f"{german} und Beta-Kanal"
    assert chosen_text(advice, certainty, voice_of(advice, Language.EN)) == f"{english} and Beta channel"


@pytest.mark.parametrize(
    ("stability", "instead", "role", "said"),
    [
        (0.5, "gamma", Role.MAIN, "Beta channel"),
        (0.4, "gamma", Role.MAIN, "Beta channel or Gamma"),
        (0.4, "", Role.SUPPORTING, "perhaps Beta channel"),
        (0.4, "", Role.COMPANION, "perhaps also on Beta channel"),
        (0.9, "", Role.COMPANION, "also on Beta channel"),
        (0.1, "", Role.BASIC, "Beta channel"),
    ],
)
def test_the_heading_of_a_channel_says_how_it_stands(stability: float, instead: str, role: Role, said: str) -> None:
    """Alternatives, companions, and entries to keep in order, which have no substitute."""
    advice, certainty = chosen(("beta", stability, instead))
    [one] = advice.recommended
    assert title_of(one._replace(role=role), advice, certainty, voice_of(advice, Language.EN)) == said


FIRST = {
    "situations/first.yaml": """\
notes:
  - {id: page, when: {market: b2b}, severity: info, for: team, place: first, todo: {de: eine Seite, en: a page},
     says: {de: Erst die Seite., en: First the page.}, basis: judgement}
  - {id: answers, when: {video: true}, severity: info, for: team, place: first, todo: {de: Antworten, en: answers},
     says: {de: Erst Antworten., en: First answers.}, basis: judgement}
"""
}


@pytest.mark.parametrize(
    ("files", "with_certainty", "german", "english"),
    [
        ({}, False, "Zuerst in Ordnung bringen: Upkeep, 0,5 Stunden", "Put in order first: Upkeep, 0.5 hours a week; we do"),
        (FIRST, False, "Zuerst eine Seite; dann Upkeep in Ordnung bringen, 0,5", "First a page; then put Upkeep in order, 0.5"),
        ({}, True, "Vorläufig: Upkeep in Ordnung bringen, 0,5 Stunden", "Preliminary: put Upkeep in order, 0.5 hours a week; we"),
    ],
)
def test_an_entry_alone_is_named_as_no_article_is_needed(
    files: Mapping[str, str], with_certainty: bool, german: str, english: str
) -> None:
    """A rulebook has names without articles, and "Bringen Sie Google-Unternehmensprofil in Ordnung" lacks one."""
    advice = advised_with({"video": ("no",), "hours_per_week": 0.5}, files)
    certainty = certainty_of(advice)._replace(settled=0.0) if with_certainty else None
    assert headline(advice, voice_of(advice, Language.DE), certainty).startswith(german)
    assert headline(advice, voice_of(advice, Language.EN), certainty).startswith(english)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({}, "First answers and a page; then concentrate on Gamma, Alpha and Beta channel: 7 hours a week, Upkeep included."),
        ({"video": ("no",), "hours_per_week": 0.5}, "First a page; then put Upkeep in order, 0.5 hours a week; we do not"),
        ({"hours_per_week": 0.0}, "First answers and a page; we advise no channel at present."),
        ({"backing": ("no",), "video": ("no",)}, "It is management's move first, also for a page; until then "),
        ({"backing": ("no",), "hours_per_week": 0.0}, "It is management's move first, also for answers and a page: without"),
    ],
)
def test_the_headline_begins_with_what_comes_before_any_channel(answers: Mapping[str, Answer], said: str) -> None:
    """One thing or several, whatever is advised then."""
    advice = advised_with(answers, FIRST)
    assert headline(advice, voice_of(advice, Language.EN)).startswith(said)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (SPLIT, "Reaches (recruiting): the young no, the old yes."),
        # A rule that reads the groups changes nothing where the goal is not split by them.
        (
            {**SPLIT, "goals.yaml": SPLIT["goals.yaml"].replace("en: image}", "en: image}\n    split_by: hires")},
            "Reaches (recruiting): the young no, the old yes.",
        ),
        ({}, ""),
    ],
)
def test_who_is_reached_is_said_where_it_is_not_everybody(files: Mapping[str, str], said: str) -> None:
    """With the goal, whether or not the others are split the same way."""
    advice = advised_with(files=files)
    assert reached_text(advice.fits["alpha"], advice, voice_of(advice, Language.EN)) == said


def test_a_reason_weighs_as_much_as_the_groups_that_it_is_for() -> None:
    """A rule that holds for one of two groups has half of the goal behind it."""
    advice = advised_with(files=SPLIT)
    weights = {reason.rule.id: weight for weight, reason in ranked_reasons(advice.fits["alpha"], advice)}
    assert weights["alpha/young"] == pytest.approx(2 / 3 * 1 / 2 * -3)
    assert weights["alpha/companies"] == pytest.approx(2 / 3 * 3 + 1 / 3 * 2)


def with_hours(to_use: float, spare: float, *, money: float = 0.0, budget: float | None = None) -> Advice:
    """An advice for Alpha that needs 3 hours, with so many to use and to spare."""
    fit = ADVICE.fits["alpha"]
    effort = fit.channel.effort._replace(money_per_month=money)
    one = ADVICE.recommended[0]._replace(
        fit=fit._replace(channel=fit.channel._replace(effort=effort)), hours=3.0, hours_to_use=to_use, partner=""
    )
    answers = {**ADVICE.profile.answers, **({} if budget is None else {"budget_per_month": budget})}
    return ADVICE._replace(
        recommended=(one,),
        basics=(),
        to_use=to_use,
        spare=spare,
        believable_hours=to_use + spare,
        profile=Profile(answers=answers),
    )


@pytest.mark.parametrize(
    ("to_use", "spare", "needed", "use", "planned"),
    [
        (3.0, 0.0, "3 hours a week", "That uses up the time.", "3 hours a week"),
        (3.0, 1.0, "3 hours a week", "", "3 hours a week"),
        (4.5, 0.0, "at least 3 hours a week", "Use all the time: Alpha 4.5.", "4.5 hours a week (3 is the minimum)"),
        (4.5, 1.5, "at least 3 hours a week", "Of 6 hours, use 4.5: Alpha 4.5.", "4.5 hours a week (3 is the minimum)"),
    ],
)
def test_hours_to_use(to_use: float, spare: float, needed: str, use: str, planned: str) -> None:
    """What is needed is the least only where more can be used; the headline says what is planned, and the least once."""
    advice = with_hours(to_use, spare)
    voice = voice_of(advice, Language.EN)
    assert (needed_text(advice, voice), use_text(advice, voice)) == (needed, use)
    assert headline(advice, voice) == f"Concentrate on Alpha: {planned}."


@pytest.mark.parametrize(
    ("spare", "money", "budget", "said"),
    [
        (0.0, 0.0, None, ""),
        (1.0, 0.0, None, "Übrig: 1 Stunde pro Woche."),
        (1.5, 20.0, 100.0, "Übrig: 1,5 Stunden pro Woche und 80\u00a0€ im Monat."),
        (0.0, 20.0, 100.0, "Übrig: 80\u00a0€ im Monat."),
        (0.0, 200.0, 100.0, ""),
    ],
)
def test_what_is_left(spare: float, money: float, budget: float | None, said: str) -> None:
    """Hours, money, both or neither; money of which nobody has said how much there is, is not left."""
    advice = with_hours(3.0, spare, money=money, budget=budget)
    assert left_text(advice, voice_of(advice, Language.DE)) == said


@pytest.mark.parametrize(
    ("merit", "german", "english"),
    [
        (Merit.WORKS, "Der Kanal bringt heute etwas.", "It brings something today."),
        (Merit.UPKEEP, "Der Kanal ist ein Ort, an dem man nachsieht", "It is where people look"),
        (Merit.ADDS, "Der Kanal lohnt sich, sobald Platz ist.", "Worth it once there is room."),
        (Merit.FITS, "Der Kanal passt zu einem Ihrer ersten Ziele.", "It suits one of your first goals."),
        (Merit.CONTACTS, "Der Kanal lebt von Kontakten", "It lives on contacts"),
    ],
)
def test_what_is_kept_low_says_why(merit: Merit, german: str, english: str) -> None:
    """Why it was not chosen, what it has to its credit, and how to go on."""
    few = advised_with({"hours_per_week": 4.0})
    [cause] = few.not_recommended
    advice = few._replace(keep_low=(Kept(cause.fit, merit),))
    for language, said in ((Language.DE, german), (Language.EN, english)):
        voice = voice_of(advice, language)
        [(name, text)] = kept_low(advice, voice)
        assert name == "Alpha"
        assert text.startswith(f"{cause_text(cause, advice, voice)} {said}")
        assert kept_text(advice.keep_low[0], advice, voice).startswith(said)


def test_what_brings_nothing_is_not_said_to_be_worth_it() -> None:
    """Whoever says that no channel brings anything reads that more of the same does not help."""
    few = advised_with({"hours_per_week": 4.0})
    profile = few.profile._replace(answers={**few.profile.answers, "working_channels": ()})
    kept = Kept(few.not_recommended[0].fit, Merit.ADDS)
    german, english = (voice_of(few._replace(profile=profile), language) for language in Language)
    assert (
        merit_text(kept, german) == "Der Kanal bringt heute nichts; mehr davon lohnt sich erst, wenn klar ist, woran das liegt."
    )
    assert merit_text(kept, english) == "It brings nothing today; more of it is worth it only once it is clear why."


def test_what_waits_for_an_answer_names_the_question_once() -> None:
    """The channels together, each of them with its cause among what not to begin now."""
    few = advised_with({"hours_per_week": 3.0})
    held = ("alpha", "gamma")
    advice = few._replace(keep_low=tuple(Kept(few.fits[id], until="working_channels") for id in held))
    german, english = (voice_of(advice, language) for language in Language)
    assert list(kept_low(advice, english)) == [("Alpha and Gamma", "Pause those that bring nothing. Not answered yet: Working?")]
    assert list(kept_low(advice, german)) == [
        ("Alpha und Gamma", "Ruhen lassen, was davon nichts bringt. Noch nicht beantwortet: Wirksam?")
    ]
    assert kept_text(advice.keep_low[0], advice, german) == (
        "Ruhen lassen, falls der Kanal nichts bringt. Noch nicht beantwortet: Wirksam?"
    )
    left = left_out(advice, english)
    assert all(name in " ".join(names for names, _ in left.explained) for name in ("Alpha", "Gamma"))


def test_what_works_and_is_left_behind_is_told_why() -> None:
    """The cause stands where it is kept low, and not once more among what not to begin."""
    advice = advised_with({"active_channels": ("alpha",), "working_channels": ("alpha",), "hours_per_week": 4.0})
    english = voice_of(advice, Language.EN)
    [(name, text)] = kept_low(advice, english)
    assert (name, text.split(". ")[0]) == ("Alpha", "Suitable, but there are not 3 hours a week left")
    assert name not in str(left_out(advice, english))


def test_what_is_put_to_rest_says_why_and_how() -> None:
    """Also what the rulebook has switched off."""
    advice = advised_with({"active_channels": ("beta",), "working_channels": (), "video": ("no",)})
    [(name, text)] = parked(advice, voice_of(advice, Language.EN))
    assert (name, text) == ("Beta channel", "Too weak a fit for your goals. Without video. Beta rests.")
    unknown = advice._replace(not_recommended=())
    assert next(iter(parked(unknown, voice_of(advice, Language.DE))))[1].startswith("Ihr Regelwerk sieht den Kanal nicht vor.")


def test_the_hours_that_are_not_left_are_those_beside_the_others() -> None:
    """Alpha would take most of the work off Beta, which is chosen: together they ask for little more."""
    advice = advised_with({"hours_per_week": 4.0}, SHARED)
    [rejected] = advice.not_recommended
    assert rejected.fit.channel.id == "alpha"
    assert cause_text(rejected, advice, voice_of(advice, Language.EN)) == "Suitable, but there are not 1.25 hours a week left."


@pytest.mark.parametrize(
    ("once_ready", "said"),
    [
        (("alpha", "gamma"), "Then we advise Alpha and Gamma."),
        (("alpha",), "Then the choice stays the same, but it will work."),
    ],
)
def test_once_this_is_done_nothing_more_is_promised_than_was_worked_out(once_ready: tuple[str, ...], said: str) -> None:
    """Even where a rule cuts the hours that can be believed."""
    one: Recommended = ADVICE.recommended[0]._replace(fit=ADVICE.fits["alpha"])
    advice = advised_with({"backing": ("partly",)})._replace(
        recommended=(one,), once_ready=once_ready, readiness=ADVICE.readiness._replace(level=Level.NOT_YET)
    )
    assert advice.hours_rule is not None
    assert once_ready_text(advice, voice_of(advice, Language.EN)) == said
