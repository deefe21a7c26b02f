"""What the page for those who decide begins with: the numbers at a glance, the channels, and which of them serves which goal."""

from collections.abc import Iterator

from channelfit.advice.certainty import FIRM, Certainty
from channelfit.advice.fit import ChannelFit, GoalFit
from channelfit.advice.model import Advice, GoalCoverage, Recommended, Role
from channelfit.advice.readiness import Level, Status
from channelfit.language import Language, amount, euros, hours, listed, number, weeks
from channelfit.render.brief.words import word
from channelfit.render.forms.blocks import Card, Deck, Figure, Figures, GoalRow, Grade, Item, Listing, Matrix, Paragraph, Part
from channelfit.render.phrases.sentences import (
    available_text,
    next_step_text,
    once_ready_text,
    ranked_reasons,
    role_text,
    shortfall_text,
    source_of,
)
from channelfit.render.phrases.sureness import is_settled, of_hundred
from channelfit.render.phrases.verdicts import serves_text
from channelfit.render.phrases.voice import Voice, voice_of
from channelfit.render.phrases.words import ALREADY_ACTIVE, COVERED, coverage_word, fit_grade, fit_word
from channelfit.rulebook.model import Criterion, Rule


def figures(advice: Advice, certainty: Certainty, language: Language) -> Figures:
    """Time, cost, results, groundwork and firmness at a glance."""
    time = Figure(word("time", language), hours(advice.hours_per_week, language), _of(advice, language))
    cost = Figure(word("cost", language), euros(advice.cost_per_month, language), _cost_parts(advice, language))
    return Figures((time, cost, _results(advice, language), _groundwork(advice, language), _sure(advice, certainty, language)))


def _of(advice: Advice, language: Language) -> str:
    available = available_text(advice, voice_of(advice, language))
    if advice.believable_hours < advice.available_hours:
        believable = hours(advice.believable_hours, language)
        return word("time_believable", language, available=available, believable=believable)
    return word("time_of", language, available=available)


def _cost_parts(advice: Advice, language: Language) -> str:
    value = amount(advice.hourly_value, language)
    if not advice.money_per_month:
        return word("cost_time", language, value=value)
    time, money = advice.cost_per_month - advice.money_per_month, advice.money_per_month
    return word("cost_both", language, time=euros(time, language), money=amount(money, language), value=value)


def _results(advice: Advice, language: Language) -> Figure:
    found = sorted(one.fit.channel.effort.first_results_weeks for one in (*advice.basics, *advice.recommended))
    label = word("results", language)
    if not found:
        return Figure(label, "–", word("no_results", language))
    text = weeks(found[-1], language)
    if found[0] < found[-1]:
        text = word("week_range", language, first=number(found[0], language), last=text)
    return Figure(label, text, word("results_from", language))


def _groundwork(advice: Advice, language: Language) -> Figure:
    """How much of it is in place, and how much nobody has said."""
    found = [one.status for one in advice.readiness.checks]
    met, unknown = found.count(Status.MET), found.count(Status.UNKNOWN)
    said = word("groundwork_of", language, met=f"{met}", all=f"{len(found)}") if found else ""
    if unknown and unknown < len(found):
        said = word("groundwork_open", language, met=f"{met}", all=f"{len(found)}", open=f"{unknown}")
    level = "not_answered" if found and unknown == len(found) else advice.readiness.level.value
    return Figure(word("groundwork", language), word(level, language), said)


def _sure(advice: Advice, certainty: Certainty, language: Language) -> Figure:
    key = "preliminary" if certainty.is_preliminary else "settled" if is_settled(certainty) else "nearly_settled"
    ones = (*advice.basics, *advice.recommended)
    close = [one.fit.channel.name.of(language) for one in ones if certainty.stability[one.fit.channel.id] < FIRM]
    said = word("close_ones", language, names=listed(close, language)) if close else word("all_firm", language)
    return Figure(word("sure", language), word(key, language), said if ones else "")


def recommended(advice: Advice, certainty: Certainty, language: Language) -> Iterator[Part]:
    """The chosen channels and the entries to keep in order, what comes once the groundwork is laid, and the next step."""
    ones = (*advice.recommended, *advice.basics)
    if ones:
        heads = ("channel", "hours_a_week", "results", "sure")
        cards = tuple(_card(one, advice, certainty, language) for one in ones)
        yield Deck(tuple(word(head, language) for head in heads), cards)
        yield Paragraph(word("of_hundred", language), quiet=True)
    if advice.readiness.level is Level.NOT_YET and (said := once_ready_text(advice, voice_of(advice, language))):
        yield Paragraph(f"{word('capped', language)} {word('once_ready', language)} {said}")
    if step := next_step_text(advice, voice_of(advice, language)):
        yield Paragraph(f"{word('next_step', language)} {step}")


def _card(one: Recommended, advice: Advice, certainty: Certainty, language: Language) -> Card:
    effort, id = one.fit.channel.effort, one.fit.channel.id
    share = certainty.stability[id]
    best = _best_reason(one.fit, advice)
    serves = [goal.goal.id for goal in advice.coverage if goal.goal.id in one.fit.goals]
    text = voice_of(advice, language).fill(best.why) if best else serves_text(serves, voice_of(advice, language))
    return Card(
        name=one.fit.channel.name.of(language),
        role=_role(one, advice, language),
        text=text,
        quiet=source_of(best.basis if best else (), voice_of(advice, language)),
        facts=(
            hours(effort.hours_per_week, language),
            word("after", language, weeks=weeks(effort.first_results_weeks, language)),
            word("firm" if share >= FIRM else "close", language, share=of_hundred(share)),
        ),
    )


def _best_reason(fit: ChannelFit, advice: Advice) -> Rule | None:
    """The weightiest reason for a channel; that one is able to run it comes last, for it is no reason to."""
    rules = [reason.rule for weight, reason in ranked_reasons(fit, advice) if weight > 0]
    return min(rules, key=lambda rule: rule.criterion is Criterion.MEANS, default=None)


def _role(one: Recommended, advice: Advice, language: Language) -> str:
    role = word("basic", language) if one.role is Role.BASIC else role_text(one, advice, voice_of(advice, language))
    return f"{role} · {ALREADY_ACTIVE.of(language)}" if one.already_active else role


def coverage(advice: Advice, language: Language) -> Iterator[Part]:
    """Goals by channels with the coverage of each goal, and what is said of those that stay low."""
    ones = (*advice.recommended, *advice.basics)
    head = (word("goal", language), *(one.fit.channel.name.of(language) for one in ones), word("coverage", language))
    rows = tuple(_goal_row(place, goal, ones, voice_of(advice, language)) for place, goal in enumerate(advice.coverage, 1))
    yield Matrix(word("matrix_caption" if ones else "nothing_served", language), head, rows)
    told = [(goal.goal.name.of(language), shortfall_text(goal, voice_of(advice, language))) for goal in advice.coverage]
    if notes := tuple(Item(text, name=name) for name, text in told if text):
        yield Listing(notes)


def _goal_row(place: int, goal: GoalCoverage, ones: tuple[Recommended, ...], voice: Voice) -> GoalRow:
    language = voice.language
    return GoalRow(
        name=word("goal_ranked", language, rank=f"{place}", goal=goal.goal.name.of(language)),
        grades=tuple(_grade(one.fit.goals.get(goal.goal.id), voice) for one in ones),
        share=goal.coverage,
        word=COVERED.filled(language, word=coverage_word(goal.coverage, voice)),
    )


def _grade(fit: GoalFit | None, voice: Voice) -> Grade:
    if fit is None:
        return Grade(word("not_served", voice.language), None)
    return Grade(fit_word(fit.points, voice), fit_grade(fit.points))
