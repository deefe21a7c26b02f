"""What the advice costs, in time and money, and what it costs to do nothing."""

from collections.abc import Iterator

from channelfit.advice.cost import time_cost
from channelfit.advice.model import Advice
from channelfit.language import Language, amount, euros, hours, listed, number
from channelfit.render.brief.words import word
from channelfit.render.forms.blocks import Bar, Item, Listing, Paragraph, Part, Portion
from channelfit.render.phrases.sentences import hours_text, source_of
from channelfit.render.phrases.voice import voice_of


def cost(advice: Advice, language: Language) -> Iterator[Part]:
    """The hours of each channel against those there are, what they come to in a month, and what an hour is counted at."""
    ones = (*advice.recommended, *advice.basics)
    if not ones:
        yield Paragraph(word("no_cost", language))
        return
    yield _bar(advice, language)
    free = advice.believable_hours - advice.hours_per_week
    left = word("bar_free", language, free=hours(free, language)) if free > 0 else word("bar_full", language)
    yield Paragraph(" ".join([hours_text(advice, voice_of(advice, language)), left, *_budget(advice, language)]))
    value = amount(advice.hourly_value, language)
    said = [word("guide_value" if advice.profile.hourly_value is None else "own_value", language, value=value)]
    setup = sum(one.fit.channel.effort.startup_hours for one in ones if not one.already_active)
    if setup:
        worth = euros(setup * advice.hourly_value, language)
        said.append(word("startup", language, hours=hours(setup, language), cost=worth))
    yield Paragraph(" ".join(said), quiet=True)


def _budget(advice: Advice, language: Language) -> list[str]:
    """The money that is needed against the money there is, where both are known."""
    if not advice.money_per_month or advice.budget is None:
        return []
    key = "budget_over" if advice.money_per_month > advice.budget else "budget_of"
    money, budget = amount(advice.money_per_month, language), amount(advice.budget, language)
    return [word(key, language, money=money, budget=budget)]


def _bar(advice: Advice, language: Language) -> Bar:
    ones = (*advice.recommended, *advice.basics)

    def cells(needed: float, money: float) -> tuple[str, ...]:
        time = time_cost(needed, advice.hourly_value)
        return (number(needed, language), *(euros(one, language) for one in (time, money, time + money)))

    efforts = [(one.fit.channel.name.of(language), one.fit.channel.effort) for one in ones]
    heads = (word(key, language) for key in ("channel", "hours_short", "working_time", "money", "total"))
    return Bar(
        caption=word("bar_caption", language),
        portions=tuple(
            Portion(name, effort.hours_per_week, cells(effort.hours_per_week, effort.money_per_month)) for name, effort in efforts
        ),
        whole=advice.believable_hours,
        head=tuple(heads),
        total=(word("sum", language), *cells(advice.hours_per_week, advice.money_per_month)) if len(ones) > 1 else (),
    )


def nothing(advice: Advice, language: Language) -> Iterator[Part]:
    """What doing nothing means for each goal, and what goes on without it being decided."""
    told = [(goal.goal.name.of(language), goal.goal.if_nothing) for goal in advice.coverage]
    items = [
        Item(one.says.of(language), quiet=source_of(one.basis, voice_of(advice, language)), name=name)
        for name, one in told
        if one
    ]
    if advice.park:
        names = listed([one.channel.name.of(language) for one in advice.park], language)
        items.append(Item(word("nothing_running", language, names=names)))
    if items:
        yield Paragraph(word("nothing_lead", language))
        yield Listing(tuple(items))
