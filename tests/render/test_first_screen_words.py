"""What the first screen says of channels, and what it leaves out when there is no room."""

import re

import pytest

from channelfit.advice.advise import advise
from channelfit.advice.model import Advice, Kept, Merit
from channelfit.language import Language, Text, gist_of, held_together, opening
from channelfit.profile import Profile
from channelfit.render.brief.channel_table import Room, channel_table
from channelfit.render.brief.first_screen import render_first_screen
from channelfit.render.brief.summary import figures, recommended
from channelfit.render.forms.blocks import Deck
from channelfit.render.forms.terminal import printed
from channelfit.render.phrases.asked_about import asked_about, channel_to_explain
from channelfit.render.phrases.effort import together_text
from channelfit.render.phrases.first_steps import first_steps
from channelfit.render.phrases.headline import headline
from channelfit.render.phrases.in_use import kept_text
from channelfit.render.phrases.sentences import cause_text, reasons_for, source_of, telling_reason
from channelfit.render.phrases.sureness import firmness_text, is_firm, of_hundred, stability_text
from channelfit.render.phrases.voice import Voice
from channelfit.render.phrases.words import HOURS_A_WEEK
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import Rulebook
from conftest import SMALL, rulebook_of
from economy import certainty_of
from golden import RICH, RICH_PROFILE
from pages import NAMES, built_in, example, profile_of, voice_of

ENGLISH = Language.EN


def changed(name: str, **answers: Answer) -> Advice:
    """The advice for an example with other answers."""
    profile = example(name)
    return advise(built_in(), profile._replace(answers={**profile.answers, **answers}))


def lines_of(advice: Advice) -> list[str]:
    """What is said of what was not chosen, each with its most telling text."""
    voice = voice_of(advice, ENGLISH)
    lines = asked_about(advice, certainty_of(advice), voice).lines
    return [f"{voice.channels(line.channels)}: {line.texts[-1]}" for line in lines]


def test_what_is_in_use_stands_before_what_most_companies_use() -> None:
    """XING is in use and paused; then the commonest of those that were not chosen, not Telegram."""
    advice = changed("machine-builder", active_channels=("xing",), working_channels=())
    shares = built_in().questions["active_channels"].shares
    left = [rejected.fit.channel.id for rejected in advice.not_recommended if rejected.fit.channel.id != "xing"]
    [first, *others] = asked_about(advice, certainty_of(advice), voice_of(advice, ENGLISH)).lines
    assert first.channels == ("xing",)
    assert [id for line in others for id in line.channels] == sorted(left, key=lambda id: -shares.get(id, 0))[:2]


def test_many_channels_in_use_stand_together_by_what_to_do_with_them() -> None:
    """Three lines for however many."""
    many = ("x", "threads", "telegram", "twitch", "youtube", "snapchat")
    told = lines_of(changed("museum", active_channels=(*many, "instagram"), working_channels=("youtube",)))
    assert told[0].endswith(": pause them.")
    assert told[1] == "YouTube: only answer what people write."
    assert len(told) == 3


def test_what_waits_for_an_answer_is_not_put_to_rest() -> None:
    """With one channel in use of which nobody has said whether it works."""
    advice = advise(
        built_in(), Profile(answers={"market": ("b2b",), "goals": ("image",), "countries": ("uk",), "active_channels": ("x",)})
    )
    assert lines_of(advice)[0] == "X (Twitter): pause it unless it brings something."


def test_another_way_of_the_headline_is_not_among_what_not_to_do() -> None:
    """Whoever reads "Instagram or LinkedIn" must not read "not LinkedIn" below."""
    advice = changed("machine-builder", goals_defined=("no",))
    certainty = certainty_of(advice)
    [chosen] = advice.recommended
    unsure = certainty._replace(stability={**certainty.stability, chosen.fit.channel.id: 0.4})
    told = {id for line in asked_about(advice, unsure, voice_of(advice, ENGLISH), most=40).lines for id in line.channels}
    assert chosen.substitute
    assert chosen.substitute not in told


def test_the_channel_to_ask_about_is_one_that_was_not_chosen() -> None:
    """The first of them that is not in use; without any a chosen one."""
    advice = changed("museum")
    told = asked_about(advice, certainty_of(advice), voice_of(advice, ENGLISH))
    assert channel_to_explain(told, advice) == "linkedin"
    alone = advice._replace(not_recommended=(), park=(), keep_low=())
    assert channel_to_explain(told._replace(lines=()), alone) == advice.recommended[0].fit.channel.id


# Two goals; what speaks for Alpha most is a goal for which it still does not count.
OTHER_GOAL = {
    "channels/alpha.yaml": SMALL["channels/alpha.yaml"]
    .replace("serves: {image: 0, recruiting: -1, sales: 1}", "serves: {image: 0, recruiting: -9, sales: 1}")
    .replace(
        "  - id: young",
        """\
  - id: skill
    criterion: means
    when: {video: true}
    points: {image: 3}
    why: {de: Können., en: Skill.}
    basis: judgement
  - id: young""",
    )
}


def test_a_reason_is_one_for_a_goal_for_which_the_channel_counts() -> None:
    """Points for recruiting are none where Alpha cannot recruit; that one is able to run it comes last of what is told."""
    answers: dict[str, Answer] = {"market": ("b2b",), "goals": ("recruiting", "image"), "video": ("yes",), "hires": ("old",)}
    advice = advise(rulebook_of(OTHER_GOAL), Profile(answers=answers))
    fit = advice.fits["alpha"]
    assert [reason.rule.id for reason in reasons_for(fit, advice)] == ["alpha/skill", "alpha/companies"]
    reason = telling_reason(fit, advice)
    assert reason is not None
    assert reason.rule.id == "alpha/companies"
    nothing = fit._replace(goals={id: goal._replace(counts=False, segments={}) for id, goal in fit.goals.items()})
    assert telling_reason(nothing, advice) is None


@pytest.mark.parametrize(
    ("basis", "said"),
    [
        (("fact-two", "fact-one"), "Institute, undated and others"),
        (("fact-one", "fact-two"), "Office, 2024 and others"),
        (("a-law",), "Parliament, 2024"),
        ((), "our judgement"),
    ],
)
def test_the_source_shown_is_the_first(small: Rulebook, basis: tuple[str, ...], said: str) -> None:
    """It carries the sentence, whichever is newer."""
    assert source_of(basis, Voice(ENGLISH, small)) == said


@pytest.mark.parametrize("cases", range(150, 170))
def test_the_word_for_how_firm_follows_the_number_beside_it(small: Rulebook, cases: int) -> None:
    """From 80 of 100 on as it is printed, not as it is worked out."""
    share = cases / 200
    said = stability_text(share, 1, "beta", Voice(ENGLISH, small))
    assert ("firm" in said) == (int(of_hundred(share)) >= 80) == is_firm(share)
    assert "only" not in said


def test_firm_and_close_ones_are_told_apart_unless_all_is_preliminary() -> None:
    """A single channel by its name, several that are firm together."""
    advice = advise(rulebook_of(RICH), profile_of(RICH_PROFILE, rulebook_of(RICH)))
    ids = [one.fit.channel.id for one in (*advice.recommended, *advice.basics)]
    voice, certainty = voice_of(advice, ENGLISH), certainty_of(advice)

    def said(*shares: float, settled: float = 1.0) -> str:
        return firmness_text(certainty._replace(settled=settled, stability=dict(zip(ids, shares, strict=True))), advice, voice)

    assert said(*[1.0] * len(ids)) == "All recommendations are firm."
    assert said(0.5, *[1.0] * (len(ids) - 1)).endswith(f". A close call: {voice.channel(ids[0])}.")
    assert said(*[0.5] * len(ids)) == f"Close calls: {voice.channels(ids)}."
    assert said(*[1.0] * len(ids), settled=0.4) == ""


def test_what_blocks_comes_before_everything_else() -> None:
    """Where nothing works without it; otherwise management follows what the headline names, and is never left out."""
    blocked = changed("bakery", goals_defined=("no",))
    steps = first_steps(blocked, voice_of(blocked, ENGLISH), most=9).steps
    assert steps[0].startswith("Management: Write down three goals")
    assert steps[1].startswith("Set up a careers page (Management): ")
    usual = changed("bakery")
    steps = first_steps(usual, voice_of(usual, ENGLISH), most=1).steps
    basics = [voice_of(usual, ENGLISH).channels_first([one.fit.channel.id]) for one in usual.basics]
    assert [step.partition(":")[0] for step in steps] == [
        "Set up a careers page (Management)",
        "Bring the website up to date (Management)",
        "Management",
        *(f"{name} (Team, 0.5 hours a week)" for name in basics),
    ]


def test_what_runs_already_says_what_to_do_week_by_week() -> None:
    """The first step of an entry is for those who have not begun."""
    plan = built_in().channels["google_business"].plan
    for active, step in ((("google_business",), plan.cadence), ((), plan.first_steps[0])):
        advice = changed("museum", active_channels=active, working_channels=())
        assert opening(step.en).rstrip(".") in first_steps(advice, voice_of(advice, ENGLISH), most=9).steps[1]


@pytest.mark.parametrize("width", [40, 100])
def test_a_goal_without_a_label_is_named_in_full(width: int) -> None:
    """Rules of one's own need none; where the names leave no room for columns the facts stand in lines."""
    rulebook = rulebook_of({"goals.yaml": SMALL["goals.yaml"].replace("en: image}", "en: being known to everybody}")})
    advice = advise(rulebook, Profile(answers={"market": ("b2c",), "goals": ("image",), "video": ("yes",)}))
    table = printed(channel_table(advice, certainty_of(advice), voice_of(advice, ENGLISH), width, Room()), width, colour=False)
    if width == 40:
        assert "    2.5\u00a0hours · being known to\n    everybody: good · from now on\n" in table
    else:
        assert "hours  being known to everybody  start\n" in table


def test_without_channels_the_next_step_is_said(small: Rulebook) -> None:
    """And no table."""
    advice = advise(small, Profile(answers={"market": ("b2c",), "goals": ("image",), "hours_per_week": 0.0}))
    screen = render_first_screen(advice, certainty_of(advice), voice_of(advice, ENGLISH))
    assert "THE NEXT USEFUL STEP" in screen
    assert "YOUR CHANNELS" not in screen


def test_the_command_works_as_it_stands() -> None:
    """It has a line of its own, which the question above leads to; only what is too long for a line says what to type instead."""
    advice = changed("museum")
    certainty = certainty_of(advice)

    def said(path: str, language: Language = ENGLISH) -> list[str]:
        return render_first_screen(advice, certainty, voice_of(advice, language), profile=path).splitlines()[-2:]

    for path in ("p.yaml", "a/folder/with/a/rather/long/name/profile.yaml"):
        assert said(path, Language.DE)[0].endswith(" · warum nicht:")
        above, command = said(path)
        assert above == "NEXT        reasons: --details · page: --output page.html · why not:"
        assert command == f"  channelfit explain linkedin {path}"
    for path in ("", f"/{'long/' * 20}p.yaml"):
        assert said(path)[1] == "  your command with explain linkedin in place of advise"


@pytest.mark.parametrize("language", Language)
def test_an_interview_names_no_command_that_cannot_be_typed(language: Language) -> None:
    """Its answers are in no file; what is offered at its end follows at once."""
    advice = changed("bakery")
    screen = render_first_screen(advice, certainty_of(advice), voice_of(advice, language), profile=None)
    assert re.search(r"--|channelfit explain|\b(?:NEXT|WEITER)\b", screen) is None
    assert re.search(r"^(?:FIRST \(5 of 7\)|ZUERST \(5 von 7\))$", screen, re.MULTILINE)


@pytest.mark.parametrize(
    ("text", "first", "gist"),
    [
        ("Nach § 5 Abs. 2 Nr. 3 gilt das u. a. hier. Mehr.", "Nach § 5 Abs. 2 Nr. 3 gilt das u. a. hier.", None),
        ("It is short. The next one says what to do about it. More.", "It is short.", "It is short. The next one says what to do about it."),
        ("Wirklich? Ja! „Gut so.“ Ende.", "Wirklich?", "Wirklich? Ja!"),
        ("Seit dem 2. August und dem 26. März. Mehr dazu.", "Seit dem 2. August und dem 26. März.", "Seit dem 2. August und dem 26. März. Mehr dazu."),
        ("You serve people under 30. In Germany many do.", "You serve people under 30.", "You serve people under 30. In Germany many do."),
        ("Sie sind für Menschen über 50 da, auch über 65. Am 3. Mai und im 2. Quartal auch.", "Sie sind für Menschen über 50 da, auch über 65.", None),
        ("Without an end", "Without an end", None),
    ],
)  # fmt: skip
def test_the_first_sentence_of_a_text(text: str, first: str, gist: str | None) -> None:
    """Abbreviations end none; one that says little alone brings the next."""
    assert opening(text) == first
    assert gist_of(text) == (gist or text if len(first) < 45 else first)


@pytest.mark.parametrize(
    "amount", ["5 Stunden", "1 Stunde", "2.5 hours", "20 €", "EUR 1,610", "16 weeks", "Woche 5", "§ 22", "40 %"]
)
def test_a_number_stays_with_its_unit(amount: str) -> None:
    """On either side of it; other spaces are left as they are."""
    assert held_together(f"in {amount} of it") == f"in {amount.replace(' ', chr(0xA0))} of it"
    assert held_together("5 statt 4, 100 von 100") == "5 statt 4, 100 von 100"


def test_what_rules_out_a_channel_is_not_told_where_nobody_would_use_it() -> None:
    """Kununu is for staff only; a company that hires nobody reads no word on where it would look for people."""
    answers: dict[str, Answer] = {"market": ("b2b",), "goals": ("image",), "countries": ("us",)}
    for goals, said in (
        (("image",), "Serves none of your goals."),
        (("recruiting",), "Ruled out: You are looking for people outside"),
    ):
        advice = advise(built_in(), Profile(answers={**answers, "goals": goals}))
        [rejected] = [rejected for rejected in advice.not_recommended if rejected.fit.channel.id == "kununu"]
        assert cause_text(rejected, advice, voice_of(advice, ENGLISH)).startswith(said)


@pytest.mark.parametrize("labelled", [True, False])
def test_what_works_beside_channels_is_a_list_or_sentences(labelled: bool) -> None:
    """Notes with a label stand in one list, those of rules without one are told by their first sentence; so is what is left for."""
    notes = RICH["situations/places.yaml"]
    if labelled:
        notes = notes.replace("place: beside,", "place: beside, label: {de: m, en: fairs},").replace(
            "place: rest,", "place: rest, label: {de: f, en: photos},"
        )
    rulebook = rulebook_of({**RICH, "situations/places.yaml": notes})
    advice = advise(rulebook, profile_of(RICH_PROFILE.replace(": 20", ": 5000"), rulebook))
    screen = render_first_screen(advice, certainty_of(advice), voice_of(advice, ENGLISH))
    assert all(note.spends is None for note in advice.notes)
    said = ("\n  Fairs\n", "Best used for: photos.") if labelled else ("\n  · Fairs work.\n", "Take photos.")
    assert all(text in screen for text in said)


def test_a_company_that_is_not_ready_reads_what_comes_then() -> None:
    """The title says until when the choice holds, and the line below what is advised once the groundwork is laid."""
    advice = changed("machine-builder", goals_defined=("no",))
    screen = render_first_screen(advice, certainty_of(advice), voice_of(advice, Language.DE))
    assert set(advice.once_ready) > {one.fit.channel.id for one in advice.recommended}
    assert re.search(r"\nZUERST: DIE VORAUSSETZUNGEN(?: \(\d von \d, alle: --details\))?\n  1 Geschäftsführung: ", screen)
    assert "\nSOLANGE DAS FEHLT " in screen
    assert "\n  Ist das erledigt, dann empfehlen wir " in screen


@pytest.mark.parametrize(
    ("shares", "settled", "value", "quiet"),
    [
        ((0.9, 0.9), 1.0, "firm", "all channels"),
        ((0.9, 0.7), 0.6, "partly close", "a close call: {second}"),
        ((0.7, 0.7), 1.0, "close", "close calls: {first} and {second}"),
        ((0.9, 0.9), 0.4, "preliminary", "all channels"),
    ],
)
def test_the_tile_of_the_page_says_firm_of_nothing_that_is_close(
    shares: tuple[float, float], settled: float, value: str, quiet: str
) -> None:
    """One word for all channels together, and which of them are close."""
    advice = changed("law-firm")
    chosen = [one.fit.channel.id for one in (*advice.basics, *advice.recommended)][:2]
    advice = advice._replace(
        recommended=tuple(one for one in advice.recommended if one.fit.channel.id in chosen),
        basics=tuple(one for one in advice.basics if one.fit.channel.id in chosen),
    )
    certainty = certainty_of(changed("law-firm"))._replace(stability=dict(zip(chosen, shares, strict=True)), settled=settled)
    voice = voice_of(advice, ENGLISH)
    tile = figures(advice, certainty, voice).items[-1]
    deck = next(part for part in recommended(advice, certainty, voice) if isinstance(part, Deck))
    words = {card.facts[-1] for card in deck.cards}
    assert words == ({"preliminary"} if settled < 0.5 else {"firm" if share >= 0.8 else "close" for share in shares})
    names = dict(zip(("first", "second"), map(voice.channel, chosen), strict=True))
    assert (tile.value, tile.quiet) == (value, quiet.format(**names))


@pytest.mark.parametrize("language", Language)
def test_what_is_out_of_the_question_is_said_once(language: Language) -> None:
    """Not once more for each channel that it rules out."""
    advice = changed("museum", restrictions=("no_us_platforms",), active_channels=())
    lines = asked_about(advice, certainty_of(advice), voice_of(advice, language)).lines
    assert lines[0].channels == ("facebook", "instagram", "linkedin")
    assert len({line.texts for line in lines}) == len(lines)
    assert lines[0].texts == (
        ("Sie nutzen keine Plattformen aus den USA oder China.",)
        if language == Language.DE
        else ("You do not use platforms from the US or China.",)
    )


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", NAMES)
def test_the_headline_says_the_hours_that_the_table_adds_up_to(name: str, language: Language) -> None:
    """And the least, once, where that is another number."""
    advice = advise(built_in(), example(name))
    voice = voice_of(advice, language)
    said = headline(advice, voice, certainty_of(advice))
    shares = sum(one.hours_to_use for one in (*advice.recommended, *advice.basics))
    assert f" {voice.say(HOURS_A_WEEK, hours=voice.hours(shares))}" in said
    together = together_text(advice, voice)
    assert together.startswith(
        ("Mit den Einträgen oben ", "With the entries above ") if advice.basics else ("Zusammen ", "Together ")
    )
    assert f" {voice.number(shares)} " in together.partition(" pro " if language == Language.DE else " a ")[0]
    least = ("das Minimum", "the minimum")
    assert any(f"{word})" in said for word in least) == (advice.hours_per_week < shares)
    # The tile of the page has the same hours, and the least beside them.
    tile = figures(advice, certainty_of(advice), voice).items[0]
    assert (tile.label, tile.value) == (voice.say(Text("Zeit pro Woche", "Time a week")), voice.hours(shares))
    assert tile.quiet.endswith(least) == (advice.hours_per_week < shares)


def test_hours_that_are_only_assumed_are_not_said_to_be_there() -> None:
    """What is planned goes by an answer that nobody has given."""
    advice = changed("museum")
    advice = advice._replace(assumed={"hours_per_week": advice.to_use})
    assert "angenommen; " in headline(advice, voice_of(advice, Language.DE))
    assert "assumed; " in headline(advice, voice_of(advice, Language.EN))


@pytest.mark.parametrize(
    ("goals", "said"),
    [
        (("retention", "recruiting"), ("Best for staff, but too weak.",)),
        (
            ("retention",),
            ("You serve private individuals.", "Best for retention (aged 30 to 49), but too weak.", "Too weak for retention."),
        ),
        (
            ("recruiting",),
            (
                "Apprentices and helpers are seldom on LinkedIn.",
                "Best for staff (apprentices), but too weak.",
                "Too weak for staff.",
            ),
        ),
    ],
)
def test_what_is_said_against_a_channel_is_said_for_all_whom_it_would_reach(
    goals: tuple[str, ...], said: tuple[str, ...]
) -> None:
    """LinkedIn is none for the customers of a bakery, nor for its apprentices: one of the two alone is no answer to the other."""
    advice = changed("bakery", goals=goals)
    [rejected] = [one for one in advice.not_recommended if one.fit.channel.id == "linkedin"]
    voice = voice_of(advice, ENGLISH)
    lines = [line for line in asked_about(advice, certainty_of(advice), voice, most=30).lines if line.channels == ("linkedin",)]
    assert [line.texts[-len(said) :] for line in lines if len(said) > 1] in ([], [said])
    assert len(said) > 1 or not any(text == "You serve private individuals." for line in lines for text in line.texts)
    told = cause_text(rejected, advice, voice)
    assert ("You serve private individuals." in told) == ("retention" in goals)
    assert ("Apprentices and helpers are seldom on LinkedIn." in told) == ("recruiting" in goals)


@pytest.mark.parametrize(
    ("language", "unsaid", "said"), [(Language.DE, "für Ihre Ziele", "Zu schwach"), (ENGLISH, "for your goals", "Too weak")]
)
def test_what_a_channel_is_too_weak_for_is_said(language: Language, unsaid: str, said: str) -> None:
    """The goal, or the group, that it fits best: on the first screen and on the page no channel is too weak "for your goals"."""
    told = 0
    for name in NAMES:
        advice = advise(built_in(), example(name))
        for line in asked_about(advice, certainty_of(advice), voice_of(advice, language), most=40).lines:
            assert not any(unsaid in text for text in line.texts)
            told += any(said in text for text in line.texts)
    assert told > 20


@pytest.mark.parametrize(("hours", "said"), [(5.0, "only answer what people write."), (99.0, "keep it at a low level.")])
def test_what_is_kept_takes_no_hours_that_are_not_there(hours: float, said: str) -> None:
    """Where all hours are used up, a channel at a low level would take more than there are."""
    advice = changed("bakery", hours_per_week=hours)
    kept = Kept(advice.fits["linkedin"], Merit.FITS)
    advice = advice._replace(keep_low=(kept,))
    assert (advice.spare == 0) == (hours == 5)
    name = voice_of(advice, ENGLISH).channels((kept.channel.id,))
    assert f"{name}: {said}" in lines_of(advice)
    assert ("no hours are left for more" in kept_text(kept, advice, voice_of(advice, ENGLISH))) == (hours == 5)
