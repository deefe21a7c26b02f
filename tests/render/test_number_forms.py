"""One or several: verbs agree with the channels that they speak of, nouns and verbs with their numbers, in both languages."""

from pathlib import Path

import pytest

from channelfit.advice.advise import advise
from channelfit.advice.certainty import Certainty, NearTie
from channelfit.advice.compare import compare
from channelfit.advice.explain import Distance, Explanation
from channelfit.advice.model import Advice, Cause, NextStep, NotRecommended, Role
from channelfit.advice.readiness import Level
from channelfit.batch.unknown import Foreseen, Unknown, told_of
from channelfit.language import Case, Language, percentage_points
from channelfit.profile import Profile
from channelfit.render.brief.cost import cost
from channelfit.render.forms.blocks import Paragraph
from channelfit.render.phrases.beside import beside_text
from channelfit.render.phrases.effort import hours_text
from channelfit.render.phrases.findings import sample_size
from channelfit.render.phrases.headline import headline
from channelfit.render.phrases.reasons import Turn, effect_text
from channelfit.render.phrases.sentences import cause_text, left_out, next_step_text
from channelfit.render.phrases.sureness import near_tie_text, settled_text
from channelfit.render.phrases.verdicts import comparison_text, verdict
from channelfit.render.phrases.voice import Voice
from channelfit.render.reports.cases import render_case_results
from channelfit.render.reports.findings import render_findings
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.digest import digest
from channelfit.rulebook.model import Rulebook
from channelfit.ruletools.cases_run import CasesRun
from channelfit.ruletools.checks.sample import SampleSize
from channelfit.source.problem import InvalidInput
from conftest import SMALL, rulebook_of
from pages import voice_of

ONE = ("beta",)
PLURAL = ("alpha",)
GERMAN_PLURAL = ("gamma",)
SEVERAL = ("beta", "upkeep")


def with_article(channel: str, articles: str) -> dict[str, str]:
    """The small rulebook's file of a channel whose name has an article."""
    file = f"channels/{channel}.yaml"
    return {file: SMALL[file].replace("\nkind:", f"\narticle: {articles}\nkind:")}


def with_plural(channel: str, languages: str) -> dict[str, str]:
    """The small rulebook's file of a channel whose name is a plural."""
    file = f"channels/{channel}.yaml"
    return {file: SMALL[file].replace("\nkind:", f"\nplural: {languages}\nkind:")}


@pytest.fixture(scope="module")
def rules() -> Rulebook:
    """The small rulebook, in which Alpha is a plural in both languages, Gamma in German."""
    return rulebook_of({**with_plural("alpha", "[de, en]"), **with_plural("gamma", "de")})


@pytest.fixture(scope="module")
def advice(rules: Rulebook) -> Advice:
    """An advice with two channels and a basic."""
    answers: dict[str, Answer] = {
        "market": ("b2b",),
        "goals": ("recruiting", "image"),
        "hours_per_week": 9.0,
        "video": ("yes",),
        "backing": ("yes",),
    }
    return advise(rules, Profile(answers=answers))


def in_both(rules: Rulebook) -> tuple[Voice, Voice]:
    """A German and an English voice."""
    return Voice(Language.DE, rules), Voice(Language.EN, rules)


@pytest.mark.parametrize(
    ("entering", "leaving", "german", "english"),
    [
        (ONE, (), "Beta-Kanal kommt dazu", "Beta channel comes in"),
        (PLURAL, (), "Alpha kommen dazu", "Alpha come in"),
        (SEVERAL, (), "Beta-Kanal und Upkeep kommen dazu", "Beta channel and Upkeep come in"),
        ((), ONE, "Beta-Kanal fällt weg", "Beta channel drops out"),
        ((), GERMAN_PLURAL, "Gamma fallen weg", "Gamma drops out"),
        ((), SEVERAL, "Beta-Kanal und Upkeep fallen weg", "Beta channel and Upkeep drop out"),
        (ONE, PLURAL, "Beta-Kanal kommt dazu, Alpha fallen weg", "Beta channel comes in, Alpha drop out"),
    ],
)
def test_channels_come_and_go_in_their_number(
    rules: Rulebook, entering: tuple[str, ...], leaving: tuple[str, ...], german: str, english: str
) -> None:
    """Job portals drop out, website content drops out, in German both "fallen weg"."""
    assert tuple(effect_text(Turn(entering, leaving), voice) for voice in in_both(rules)) == (german, english)


@pytest.mark.parametrize(
    ("inside", "outside", "german", "english"),
    [
        (ONE, PLURAL, "Beta-Kanal liegt nur wenig vor Alpha.", "Beta channel is only just ahead of Alpha."),
        (PLURAL, ONE, "Alpha liegen nur wenig vor Beta-Kanal.", "Alpha are only just ahead of Beta channel."),
        (GERMAN_PLURAL, (), "Gamma sind ihren Aufwand gerade noch wert.", "Gamma is only just worth its effort."),
        (PLURAL, (), "Alpha sind ihren Aufwand gerade noch wert.", "Alpha are only just worth their effort."),
        ((), ONE, "Beta-Kanal wäre seinen Aufwand fast wert gewesen.", "Beta channel would almost have been worth its effort."),
        ((), PLURAL, "Alpha wären ihren Aufwand fast wert gewesen.", "Alpha would almost have been worth their effort."),
    ],
)
def test_a_near_tie_agrees_with_what_it_speaks_of(
    rules: Rulebook, inside: tuple[str, ...], outside: tuple[str, ...], german: str, english: str
) -> None:
    """The verb and the possessive."""
    certainty = Certainty(1.0, (), (), {}, NearTie(inside, outside, 0.001), ())
    said = tuple(near_tie_text(certainty, voice) for voice in in_both(rules))
    assert said == (f"Knapp entschieden: {german}", f"A near tie: {english}")


@pytest.mark.parametrize(("likely", "verb"), [(ONE, "ist"), (GERMAN_PLURAL, "sind"), (SEVERAL, "sind")])
def test_what_is_likeliest(rules: Rulebook, likely: tuple[str, ...], verb: str) -> None:
    """A set of several is spoken of in the plural."""
    certainty = Certainty(0.4, likely, (), {}, None, ())
    assert f"Am wahrscheinlichsten {verb} " in settled_text(certainty, Voice(Language.DE, rules))


@pytest.mark.parametrize(
    ("channels", "german", "english"),
    [
        (ONE, "genügt Beta-Kanal mit", "is enough"),
        (PLURAL, "genügen Alpha mit", "are enough"),
        (SEVERAL, "genügen", "are enough"),
    ],
)
def test_what_is_enough_for_now(advice: Advice, channels: tuple[str, ...], german: str, english: str) -> None:
    """The headline as long as nothing works without the groundwork."""
    chosen = tuple(advice.recommended[0]._replace(fit=advice.fits[channel]) for channel in channels)
    capped = advice._replace(recommended=chosen, basics=(), readiness=advice.readiness._replace(level=Level.NOT_YET))
    assert german in headline(capped, voice_of(advice, Language.DE))
    assert english in headline(capped, voice_of(advice, Language.EN))


@pytest.mark.parametrize(
    ("chosen", "other", "german", "english"),
    [
        ("beta", "alpha", "genügt Beta-Kanal oder Alpha mit", "Beta channel or Alpha are enough"),
        ("alpha", "beta", "genügen Alpha oder Beta-Kanal mit", "Alpha or Beta channel is enough"),
        ("beta", "gamma", "genügt Beta-Kanal oder Gamma mit", "Beta channel or Gamma is enough"),
    ],
)
def test_one_or_another_is_enough(advice: Advice, chosen: str, other: str, german: str, english: str) -> None:
    """The verb goes with the name beside it."""
    one = advice.recommended[0]._replace(fit=advice.fits[chosen], role=Role.MAIN, substitute=other)
    capped = advice._replace(recommended=(one,), basics=(), readiness=advice.readiness._replace(level=Level.NOT_YET))
    certainty = Certainty(0.4, (), (), {chosen: 0.1}, None, ())
    assert german in headline(capped, voice_of(advice, Language.DE), certainty)
    assert english in headline(capped, voice_of(advice, Language.EN), certainty)


@pytest.mark.parametrize(
    ("channel", "german", "english"), [("beta", "gehört", "is"), ("alpha", "gehören", "are"), ("gamma", "gehören", "is")]
)
@pytest.mark.parametrize("role", Role)
def test_what_is_among_the_chosen(advice: Advice, role: Role, channel: str, german: str, english: str) -> None:
    """As the main one, in support, or to be put in order first."""
    goals = ("image",) if role is Role.MAIN else ()
    partner = "upkeep" if role is Role.COMPANION else ""
    chosen = advice.recommended[0]._replace(fit=advice.fits[channel], role=role, main_for=goals, adds=0.01, partner=partner)
    explanation = Explanation(advice, advice.fits[channel], chosen, None, Distance(), 1.0, 1.0, (), (), ())
    assert f" {german} zu" in verdict(explanation, voice_of(advice, Language.DE))
    said = verdict(explanation, voice_of(advice, Language.EN))
    assert f" {'should be put in order first' if role is Role.BASIC else f'{english} among your channels'}" in said
    assert "1 percentage point lower" in said


@pytest.mark.parametrize(
    ("channel", "hours", "german", "english"),
    [
        (
            "beta",
            1.0,
            "Kanal ist Beta-Kanal. Er braucht 2,5 Stunden pro Woche, verfügbar ist 1 Stunde.",
            "It needs 2.5 hours a week; 1 hour is there.",
        ),
        (
            "alpha",
            0.0,
            "Kanal sind Alpha. Sie brauchen 3 Stunden pro Woche, verfügbar sind 0 Stunden.",
            "They need 3 hours a week; 0 hours are there.",
        ),
    ],
)
def test_the_smallest_useful_channel(advice: Advice, channel: str, hours: float, german: str, english: str) -> None:
    """The channel, and the hours that are there."""
    stuck = advice._replace(next_step=NextStep(channel=advice.fits[channel]), basics=(), hours_left=hours)
    assert str(next_step_text(stuck, voice_of(advice, Language.DE))).endswith(german)
    assert str(next_step_text(stuck, voice_of(advice, Language.EN))).endswith(english)


@pytest.mark.parametrize(
    ("channel", "available", "german", "english"),
    [
        (
            "gamma",
            1.0,
            "Gebraucht wird 1 Stunde pro Woche, verfügbar ist 1 Stunde.",
            "This takes 1 hour a week; 1 hour is available.",
        ),
        (
            "beta",
            0.5,
            "Gebraucht werden 2,5 Stunden pro Woche, verfügbar sind 0,5 Stunden.",
            "This takes 2.5 hours a week; 0.5 hours are available.",
        ),
    ],
)
def test_hours_needed_and_there(advice: Advice, channel: str, available: float, german: str, english: str) -> None:
    """Each with the verb in its number."""
    fit = advice.fits[channel]
    chosen = (advice.recommended[0]._replace(fit=fit, hours=fit.channel.effort.hours_per_week),)
    changed = advice._replace(recommended=chosen, basics=(), available_hours=available, hours_rule=None, to_use=0.0)
    assert hours_text(changed, voice_of(advice, Language.DE)) == german
    assert hours_text(changed, voice_of(advice, Language.EN)) == english


@pytest.mark.parametrize(
    ("channel", "german", "english"),
    [("gamma", "ist nicht übrig", "is not 1 hour a week left"), ("beta", "sind nicht übrig", "are not 2.5 hours a week left")],
)
def test_hours_that_are_not_left(advice: Advice, channel: str, german: str, english: str) -> None:
    """One hour, two and a half hours."""
    rejected = NotRecommended(advice.fits[channel], Cause.NO_HOURS, 0.1)
    assert german in cause_text(rejected, advice, voice_of(advice, Language.DE))
    assert english in cause_text(rejected, advice, voice_of(advice, Language.EN))


@pytest.mark.parametrize(
    ("points", "german", "english"),
    [(1.0, "Es fehlt 1 Punkt bis", "1 point short"), (0.5, "Es fehlen 0,5 Punkte bis", "0.5 points short")],
)
def test_points_that_are_lacking(advice: Advice, points: float, german: str, english: str) -> None:
    """A point, half points."""
    fit, distance = advice.fits["beta"], Distance(points=points, goal="image")
    rejected = NotRecommended(fit, Cause.TOO_WEAK, 0.0)
    explanation = Explanation(advice, fit, None, rejected, distance, None, None, (), (), ())
    assert german in verdict(explanation, voice_of(advice, Language.DE))
    assert english in verdict(explanation, voice_of(advice, Language.EN))
    alone = explanation._replace(advice=advice._replace(coverage=advice.coverage[:1]))
    assert f"zählt, {german.removeprefix('Es ').removesuffix(' bis')}." in verdict(alone, voice_of(advice, Language.DE))
    assert f"It is {english} of a fit" in verdict(alone, voice_of(advice, Language.EN))


def test_a_single_answer_that_differs(rules: Rulebook) -> None:
    """One answer differs; two answers differ."""
    first, second, third = (
        advise(rules, Profile(answers={"market": ("b2c",), "goals": ("image",), "hours_per_week": 9.0, **more}))
        for more in ({}, {"video": ("yes",)}, {"video": ("yes",), "active_channels": ()})
    )
    german, english = in_both(rules)
    assert comparison_text(compare(first, second), english).endswith("1 answer differs, but it does not change the choice.")
    assert comparison_text(compare(first, second), german).endswith(
        "1 Antwort unterscheidet sich, aber sie ändert die Auswahl nicht."
    )
    assert comparison_text(compare(first, third), english).endswith("2 answers differ, but none of them changes the choice.")


@pytest.mark.parametrize(
    ("needed", "budget", "said"),
    [
        (1.0, 5.0, "Von 5 € im Monat wird 1 € gebraucht"),
        (50.0, 60.0, "Von 60 € im Monat werden 50 € gebraucht"),
        (50.0, 1.0, "Gebraucht werden 50 € im Monat, vorhanden ist nur 1 €"),
        (50.0, 20.0, "Gebraucht werden 50 € im Monat, vorhanden sind nur 20 €"),
    ],
)
def test_money_needed_and_there(advice: Advice, needed: float, budget: float, said: str) -> None:
    """One euro is, several are."""
    fit = advice.fits["beta"]
    effort = fit.channel.effort._replace(money_per_month=needed)
    chosen = advice.recommended[0]._replace(fit=fit._replace(channel=fit.channel._replace(effort=effort)))
    profile = Profile(answers={**advice.profile.answers, "budget_per_month": budget})
    page = cost(advice._replace(recommended=(chosen,), basics=(), profile=profile), voice_of(advice, Language.DE))
    texts = " ".join(part.text for part in page if isinstance(part, Paragraph))
    assert said in texts.replace("\u00a0", " ")


def test_the_form_goes_with_the_number_that_is_written() -> None:
    """0.0104 is written as 1, and a percentage point it is."""
    assert percentage_points(0.0104, Language.EN) == "1 percentage point"
    assert percentage_points(0.0113, Language.DE) == "1,1 Prozentpunkte"


def test_the_grammar_of_a_name_is_no_content(small: Rulebook, rules: Rulebook) -> None:
    """A result can be traced to its rules as before."""
    assert rules != small
    assert digest(rules) == digest(small)


def test_a_plural_in_an_unknown_language_is_a_problem() -> None:
    """With the languages there are."""
    with pytest.raises(InvalidInput) as raised:
        rulebook_of(with_plural("alpha", "[de, fr]"))
    [problem] = raised.value.problems
    assert (problem.id, problem.expected) == ("unknown-value", ("de", "en"))


@pytest.fixture(scope="module")
def with_articles() -> Rulebook:
    """The small rulebook, in which Alpha has an article in both languages, Beta in German."""
    return rulebook_of({**with_article("alpha", "{de: der, en: an}"), **with_article("beta", "{de: das}")})


@pytest.mark.parametrize(
    ("channel", "german", "english"),
    [("alpha", ("der Alpha", "den Alpha", "dem Alpha"), "an Alpha"), ("beta", ("das Beta-Kanal", "das Beta-Kanal", "dem Beta-Kanal"), "Beta channel")],
)  # fmt: skip
def test_a_name_in_a_sentence_has_its_article(
    with_articles: Rulebook, channel: str, german: tuple[str, ...], english: str
) -> None:
    """In its case; in lists and tables the name stands alone."""
    de, en = in_both(with_articles)
    assert tuple(de.named(channel, case) for case in Case) == german
    assert {en.named(channel, case) for case in Case} == {english}
    assert de.named(channel, None) == de.channel(channel)


def test_sentences_have_the_articles_of_what_they_name(with_articles: Rulebook) -> None:
    """Concentrate on an e-mail newsletter; until then the Google Business Profile is enough."""
    answers: dict[str, Answer] = {
        "market": ("b2b",),
        "goals": ("recruiting", "image"),
        "hours_per_week": 9.0,
        "backing": ("yes",),
    }
    advice = advise(with_articles, Profile(answers=answers))
    [chosen, *_] = advice.recommended
    alone = advice._replace(recommended=(chosen._replace(fit=advice.fits["alpha"]),), basics=())
    capped = alone._replace(readiness=advice.readiness._replace(level=Level.NOT_YET))
    basics = advice._replace(recommended=(), basics=alone.recommended)
    german, english = (voice_of(advice, language) for language in Language)
    assert headline(alone, german).startswith("Konzentrieren Sie sich auf den Alpha: ")
    assert headline(alone, english).startswith("Concentrate on an Alpha: ")
    assert "bis dahin genügt der Alpha mit" in headline(capped, german)
    assert headline(basics, german).startswith("Zuerst in Ordnung bringen: Alpha, ")
    step = advice._replace(next_step=NextStep(channel=None, basic=advice.fits["alpha"], check=None))
    assert (next_step_text(step, german) or "").startswith("Bringen Sie den Alpha in Ordnung.")
    tie = Certainty(1.0, (), (), {}, NearTie(("beta",), ("alpha",), 0.001), ())
    assert near_tie_text(tie, german) == "Knapp entschieden: das Beta-Kanal liegt nur wenig vor dem Alpha."


@pytest.mark.parametrize(("plural", "german", "english"), [("[de, en]", "Dienen", "Serve"), ("[]", "Dient", "Serves")])
def test_what_serves_no_goal_agrees_with_the_name_before_it(plural: str, german: str, english: str) -> None:
    """Job portals serve none of your goals."""
    advice = advise(rulebook_of(with_plural("gamma", plural)), Profile(answers={"market": ("b2b",), "goals": ("image",)}))
    rejected = NotRecommended(advice.fits["gamma"], Cause.DOES_NOT_SERVE, 0.0)
    said = [cause_text(rejected, advice, voice_of(advice, language)) for language in Language]
    assert said == [f"{german} keinem Ihrer Ziele.", f"{english} none of your goals."]


def test_what_is_said_of_several_channels_agrees_with_them() -> None:
    """One line, whatever the number of each name, and the verb for all of them."""
    advice = advise(rulebook_of(with_plural("gamma", "[de, en]")), Profile(answers={"market": ("b2b",), "goals": ("image",)}))
    little = tuple(NotRecommended(advice.fits[id], Cause.ADDS_TOO_LITTLE, 0.01) for id in ("alpha", "gamma"))
    for left, german, english in (
        (little, "Bringen neben Ihren Kanälen wenig zusätzlich.", "Add little to your channels."),
        (little[:1], "Bringt neben Ihren Kanälen wenig zusätzlich.", "Adds little to your channels."),
    ):
        for language, said in ((Language.DE, german), (Language.EN, english)):
            [(_, text)] = left_out(
                advice._replace(not_recommended=left, park=(), keep_low=()), voice_of(advice, language)
            ).explained
            assert text == said


def test_an_entry_beyond_the_limit_is_no_channel_to_run(advice: Advice) -> None:
    """It would be put in order, not run."""
    said = [
        cause_text(NotRecommended(advice.fits[id], Cause.CAP, 0.1), advice, voice_of(advice, Language.EN))
        for id in ("upkeep", "beta")
    ]
    assert said == [
        "Suitable, but other entries come first.",
        "Suitable, but we do not advise you to run more channels at once.",
    ]


@pytest.mark.parametrize(("hours", "verb"), [(1.0, "wird daraus 1 Stunde"), (1.5, "werden daraus 1,5 Stunden")])
def test_what_the_time_left_makes_agrees_with_its_hours(advice: Advice, hours: float, verb: str) -> None:
    """Of one hour in the singular."""
    chosen = advice.recommended[0]._replace(hours=0.5, hours_to_use=hours, partner="")
    assert verb in beside_text(chosen, advice, voice_of(advice, Language.DE))


@pytest.mark.parametrize(
    ("some", "all_of_them", "german", "english"),
    [
        (0, 1, "0 von 1 Regel gilt in", "0 of 1 rule fires"),
        (1, 1, "1 von 1 Regel gilt in", "1 of 1 rule fires"),
        (1, 4, "1 von 4 Regeln gilt in", "1 of 4 rules fires"),
        (0, 4, "0 von 4 Regeln gelten in", "0 of 4 rules fire"),
        (2, 4, "2 von 4 Regeln gelten in", "2 of 4 rules fire"),
    ],
)
def test_rules_that_fire_in_some_case(rules: Rulebook, some: int, all_of_them: int, german: str, english: str) -> None:
    """The noun goes with all of them, the verb with those that do."""
    [rule, *_] = rules.rules
    several = rules._replace(rules=(rule,) * all_of_them)
    run = CasesRun(several, (), (), tuple(f"{place}" for place in range(all_of_them - some)))
    for voice, said in zip(in_both(rules), (german, english), strict=True):
        assert render_case_results(run, voice).startswith(said)


def test_one_of_what_was_looked_at(rules: Rulebook) -> None:
    """One rule, one note, one case, one sampled profile."""
    [rule, *_], [note, *_] = rules.rules, rules.notes
    german, english = in_both(rules._replace(rules=(rule,), notes=(note,)))
    assert render_findings([], 1, german).endswith(" 1 Regel, 1 Hinweis, 3 Belege, 1 Testfall.\n")
    assert render_findings([], 1, english).endswith(" 1 rule, 1 note, 3 facts, 1 case.\n")
    assert sample_size(SampleSize(1, "a"), german) == ' (Stichprobe: 1 Profil, Startwert "a")'
    assert sample_size(SampleSize(2, "a"), english) == ' (sampled: 2 profiles, seed "a")'


@pytest.mark.parametrize(("count", "german", "english"), [(21, "1 weitere unbekannte Antwort", "1 more unknown option"), (22, "2 weitere unbekannte Antworten", "2 more unknown options")])  # fmt: skip
def test_unknown_options_that_are_not_told(count: int, german: str, english: str) -> None:
    """One more, two more."""
    found = Foreseen(tuple(Unknown(f"{place}", 1, place) for place in range(count)), count, is_all=True)
    for language, said in ((Language.DE, german), (Language.EN, english)):
        assert told_of(found, Path("t.csv"), Path("r.csv"), language).endswith(f" {said}\n")
