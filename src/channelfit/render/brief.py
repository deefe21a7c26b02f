"""The page for those who decide, as neutral parts: what is recommended, what it takes, what to do first; then an appendix."""

from collections.abc import Iterator

from channelfit.advice.certainty import FIRM, Certainty
from channelfit.advice.cost import time_cost
from channelfit.advice.fit import GoalFit
from channelfit.advice.model import Advice, GoalCoverage, Recommended, Role
from channelfit.advice.readiness import Level, Status
from channelfit.render.blocks import (
    Bar,
    Brief,
    Card,
    Deck,
    Figure,
    Figures,
    Form,
    GoalRow,
    Grade,
    Item,
    Line,
    Listing,
    Matrix,
    Paragraph,
    Part,
    Portion,
    Section,
)
from channelfit.render.brief_appendix import appendix
from channelfit.render.brief_plan import plan_sections
from channelfit.render.brief_words import title, word
from channelfit.render.sentences import fill, headline, next_step_text, ranked_reasons, shortfall_text, source_of
from channelfit.render.sureness import of_hundred, settled_text
from channelfit.render.words import coverage_word, euros, fit_word, hours, line, listed, name_of, number
from channelfit.rulebook.model import Effort, House

_MOST_OF_A_NAME = 200


def brief_of(advice: Advice, certainty: Certainty, language: str) -> Brief:
    """The page in one language; sections without anything to say are left out."""
    rulebook = advice.rulebook
    company = advice.profile.company
    return Brief(
        language=language,
        title=word("title", language),
        company=company if len(company) <= _MOST_OF_A_NAME else f"{company[:_MOST_OF_A_NAME]}…",
        headline=headline(advice, language, preliminary=certainty.is_preliminary),
        lead=_lead(advice, certainty, language),
        figures=_figures(advice, certainty, language),
        decision=_with_own_texts(_decision(advice, certainty, language), rulebook.house, language),
        appendix_title=word("appendix", language),
        appendix=_with_own_texts(appendix(advice, certainty, language), rulebook.house, language),
        closing=rulebook.house.closing[language] if rulebook.house else "",
        origin=line("rulebook", language, id=rulebook.id, version=rulebook.version),
    )


def _with_own_texts(sections: Iterator[tuple[str, tuple[Part, ...]]], house: House | None, language: str) -> tuple[Section, ...]:
    """The sections that have anything to say; under the heading of each what the house says itself."""
    own = {id: (Paragraph(text[language]),) for id, text in house.sections.items()} if house else {}
    return tuple(Section(id, title(id, language), (*own.get(id, ()), *parts)) for id, parts in sections if parts)


def _decision(advice: Advice, certainty: Certainty, language: str) -> Iterator[tuple[str, tuple[Part, ...]]]:
    yield "recommended", tuple(_recommended(advice, certainty, language))
    yield "coverage", tuple(_coverage(advice, language))
    yield "cost", tuple(_cost(advice, language))
    yield "nothing", tuple(_nothing(advice, language))
    essentials = (
        Item(one.says[language], f"{place}", source_of(one.basis, advice.rulebook, language))
        for place, one in enumerate(advice.rulebook.essentials, 1)
    )
    yield "essentials", (Listing(tuple(essentials)),) if advice.rulebook.essentials else ()
    yield "decision", (Paragraph(word("we_resolve", language)), _form(advice, language))
    yield from plan_sections(advice, language)


def _lead(advice: Advice, certainty: Certainty, language: str) -> tuple[str, ...]:
    """How settled the headline is, and what comes first."""
    first = [one.check.todo[language] for one in advice.readiness.checks if one.status in (Status.UNMET, Status.PARTLY)]
    blocking = [one.check.todo[language] for one in advice.readiness.checks if one.check.blocking and one.status is Status.UNMET]
    lead = (settled_text(advice, certainty, language),)
    todo = (*blocking, *first)
    return (*lead, word("first", language, todo=todo[0])) if todo else lead


def _figures(advice: Advice, certainty: Certainty, language: str) -> Figures:
    """Time, cost, results, groundwork and firmness at a glance."""
    time = Figure(word("time", language), hours(advice.hours_per_week, language), _of(advice, language))
    cost = Figure(word("cost", language), euros(advice.cost_per_month, language), _cost_parts(advice, language))
    checks = advice.readiness.checks
    met = sum(one.status is Status.MET for one in checks)
    level = name_of(advice.readiness.level, language).removeprefix(word("groundwork", language)).strip()
    groundwork = Figure(
        word("groundwork", language),
        level.removeprefix("groundwork").strip(),
        word("groundwork_of", language, met=f"{met}", all=f"{len(checks)}") if checks else "",
    )
    return Figures((time, cost, _results(advice, language), groundwork, _sure(advice, certainty, language)))


def _of(advice: Advice, language: str) -> str:
    available = hours(advice.available_hours, language)
    if advice.believable_hours < advice.available_hours:
        believable = hours(advice.believable_hours, language)
        return word("time_believable", language, available=available, believable=believable)
    return word("time_of", language, available=available)


def _cost_parts(advice: Advice, language: str) -> str:
    value = euros(advice.hourly_value, language)
    if not advice.money_per_month:
        return word("cost_time", language, value=value)
    time, money = advice.cost_per_month - advice.money_per_month, advice.money_per_month
    return word("cost_both", language, time=euros(time, language), money=euros(money, language), value=value)


def _results(advice: Advice, language: str) -> Figure:
    weeks = sorted(one.fit.channel.effort.first_results_weeks for one in (*advice.basics, *advice.recommended))
    label = word("results", language)
    if not weeks:
        return Figure(label, "–", word("no_results", language))
    first, last = number(weeks[0], language), number(weeks[-1], language)
    if first == last:
        return Figure(label, word("weeks", language, weeks=first), word("results_from", language))
    return Figure(label, word("week_range", language, first=first, last=last), word("results_from", language))


def _sure(advice: Advice, certainty: Certainty, language: str) -> Figure:
    share = certainty.settled
    key = "preliminary" if certainty.is_preliminary else "settled" if share >= 0.95 else "nearly_settled"
    ones = (*advice.basics, *advice.recommended)
    close = [one.fit.channel.name[language] for one in ones if certainty.stability[one.fit.channel.id] < FIRM]
    said = word("close_ones", language, names=listed(close, language)) if close else word("all_firm", language)
    return Figure(word("sure", language), word(key, language), said if ones else word("nothing_chosen", language))


def _recommended(advice: Advice, certainty: Certainty, language: str) -> Iterator[Part]:
    not_yet = advice.readiness.level is Level.NOT_YET
    ones = (*advice.recommended, *advice.basics)
    if ones:
        heads = ("channel", "hours_a_week", "first_results", "sure")
        cards = tuple(_card(one, advice, certainty, language) for one in ones)
        yield Deck(tuple(word(head, language) for head in heads), cards)
    if not_yet and advice.recommended:
        yield Paragraph(word("capped", language))
    if not_yet:
        names = [advice.rulebook.channels[id].name[language] for id in advice.once_ready]
        same = set(advice.once_ready) == {one.fit.channel.id for one in advice.recommended}
        said = line("once_ready_same" if same else "once_ready", language, names=listed(names, language))
        yield Paragraph(f"{word('once_ready', language)} {said}")
    if step := next_step_text(advice, language):
        yield Paragraph(f"{word('next_step', language)} {step}")


def _card(one: Recommended, advice: Advice, certainty: Certainty, language: str) -> Card:
    effort, id = one.fit.channel.effort, one.fit.channel.id
    share = certainty.stability[id]
    best = next((reason.rule for weight, reason in ranked_reasons(one.fit, advice) if weight > 0), None)
    return Card(
        name=one.fit.channel.name[language],
        role=_role(one, advice, language),
        text=fill(best.why, advice.profile, advice.rulebook, language) if best else "",
        quiet=source_of(best.basis, advice.rulebook, language) if best else "",
        facts=(
            hours(effort.hours_per_week, language),
            word("weeks", language, weeks=number(effort.first_results_weeks, language)),
            word("firm" if share >= FIRM else "close", language, share=of_hundred(share)),
        ),
    )


def _role(one: Recommended, advice: Advice, language: str) -> str:
    names = [goal.goal.name[language] for goal in advice.coverage if goal.goal.id in one.main_for]
    role = word("basic", language) if one.role is Role.BASIC else name_of(one.role, language)
    if names:
        role = line("main_for", language, goals=", ".join(names))
    return f"{role} · {line('active', language)}" if one.already_active else role


def _coverage(advice: Advice, language: str) -> Iterator[Part]:
    """Goals by channels with the coverage of each goal, and what is said of those that stay low."""
    ones = (*advice.recommended, *advice.basics)
    head = (word("goal", language), *(one.fit.channel.name[language] for one in ones), word("coverage", language))
    rows = tuple(_goal_row(place, goal, ones, language) for place, goal in enumerate(advice.coverage, 1))
    yield Matrix(word("matrix_caption", language), head, rows)
    told = [(goal.goal.name[language], shortfall_text(goal, advice, language)) for goal in advice.coverage]
    if notes := tuple(Item(text, name=name) for name, text in told if text):
        yield Listing(notes)


def _goal_row(place: int, goal: GoalCoverage, ones: tuple[Recommended, ...], language: str) -> GoalRow:
    return GoalRow(
        name=word("goal_ranked", language, rank=f"{place}", goal=goal.goal.name[language]),
        grades=tuple(_grade(one.fit.goals.get(goal.goal.id), language) for one in ones),
        share=goal.coverage,
        word=line("covered", language, word=coverage_word(goal.coverage, language)),
    )


def _grade(fit: GoalFit | None, language: str) -> Grade:
    if fit is None:
        return Grade(word("not_served", language), None)
    dots = 3 if fit.points >= 3 else 2 if fit.points >= 2 else 1 if fit.points >= 1 else 0
    return Grade(fit_word(fit.points, language), dots)


def _cost(advice: Advice, language: str) -> Iterator[Part]:
    ones = (*advice.recommended, *advice.basics)
    if ones:
        yield _bar(ones, advice, language)
    needed = line("hours", language, hours=hours(advice.hours_per_week, language))
    free = advice.believable_hours - advice.hours_per_week
    rest = word("bar_free", language, free=hours(free, language)) if free > 0 else word("bar_full", language)
    why = fill(advice.hours_rule.why, advice.profile, advice.rulebook, language) if advice.hours_rule else ""
    yield Paragraph(f"{needed}, {_of(advice, language)}. {rest} {why}".strip())
    value = euros(advice.hourly_value, language)
    said = [word("guide_value" if advice.profile.hourly_value is None else "own_value", language, value=value)]
    setup = sum(one.fit.channel.effort.startup_hours for one in ones if not one.already_active)
    if setup:
        cost = euros(setup * advice.hourly_value, language)
        said.append(word("startup", language, hours=hours(setup, language), cost=cost))
    yield Paragraph(" ".join(said), quiet=True)


def _bar(ones: tuple[Recommended, ...], advice: Advice, language: str) -> Bar:
    """The hours of each channel, and what they and its money come to in a month."""

    def cells(effort: Effort) -> tuple[str, ...]:
        time, money = time_cost(effort.hours_per_week, advice.hourly_value), effort.money_per_month
        return (number(effort.hours_per_week, language), *(euros(one, language) for one in (time, money, time + money)))

    portions = (
        Portion(one.fit.channel.name[language], one.fit.channel.effort.hours_per_week, cells(one.fit.channel.effort))
        for one in ones
    )
    heads = (word(key, language) for key in ("channel", "hours_short", "working_time", "money", "cost_a_month"))
    total = cells(Effort(advice.hours_per_week, 0, advice.money_per_month, 0))
    return Bar(
        caption=word("bar_caption", language),
        portions=tuple(portions),
        whole=advice.believable_hours,
        head=tuple(heads),
        total=(word("sum", language), *total) if len(ones) > 1 else (),
    )


def _nothing(advice: Advice, language: str) -> Iterator[Part]:
    told = [(goal.goal.name[language], goal.goal.if_nothing) for goal in advice.coverage if goal.goal.if_nothing]
    items = [
        Item(one.says[language], quiet=source_of(one.basis, advice.rulebook, language), name=name) for name, one in told if one
    ]
    if advice.park:
        names = listed([one.channel.name[language] for one in advice.park], language)
        items.append(Item(word("nothing_running", language, names=names)))
    if items:
        yield Paragraph(word("nothing_lead", language))
        yield Listing(tuple(items))


def _form(advice: Advice, language: str) -> Form:
    """What is resolved, filled in as far as the advice goes."""
    ones = (*advice.recommended, *advice.basics)
    weeks = max((one.fit.channel.effort.first_results_weeks for one in ones), default=0)
    lines = [
        Line(word("resolve_channels", language), listed([one.fit.channel.name[language] for one in ones], language)),
        Line(
            word("resolve_hours", language), line("hours", language, hours=hours(advice.hours_per_week, language)) if ones else ""
        ),
        Line(
            word("resolve_money", language),
            line("euro", language, money=number(advice.money_per_month, language)) if ones else "",
        ),
        Line(word("resolve_person", language)),
        Line(word("resolve_goals", language)),
        Line(word("resolve_review", language)),
    ]
    if weeks:
        lines.append(Line(word("resolve_results", language, weeks=number(weeks, language))))
    return Form((*lines, Line(word("resolve_signature", language))))
