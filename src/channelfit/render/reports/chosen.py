"""What the page in the terminal says of the channels that are recommended, and of the goals that they cover."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from channelfit.advice.certainty import Certainty
from channelfit.advice.fit import Reason
from channelfit.advice.model import Advice, GoalCoverage, Recommended, Role
from channelfit.language import Text
from channelfit.render.forms.parts import BAD, GOOD, QUIET, Printable, Words, bar, bars, indented, marked, styled
from channelfit.render.phrases.groups import goal_fit_word, is_covered_unevenly, reached_text, reaches_some
from channelfit.render.phrases.headline import title_first
from channelfit.render.phrases.sentences import ranked_reasons, reasons_for, role_text, shortfall_text, source_of
from channelfit.render.phrases.voice import Voice
from channelfit.render.phrases.words import (
    A_MONTH,
    ALREADY_ACTIVE,
    COVERED,
    HOURS_A_WEEK,
    coverage_grade,
    coverage_tenths,
    coverage_word,
    fit_tenths,
)
from channelfit.typed import NamedTuple

_FIRST_RESULTS = Text("erste Ergebnisse nach etwa {weeks}", "first results after about {weeks}")
_HOURS_BESIDE = Text("{hours} pro Woche neben {partner}, allein {alone}", "{hours} a week beside {partner}, alone {alone}")
_MOST_FOR = 3


class Reading(NamedTuple):
    """One advice in one voice, and which facts have been cited so far."""

    advice: Advice
    certainty: Certainty
    voice: Voice
    cited: dict[str, None]

    def cite(self, basis: Iterable[str]) -> None:
        """Remember that these facts are to be among the sources."""
        self.cited.update(dict.fromkeys(basis))


def basics(reading: Reading) -> Iterator[Printable]:
    """The entries to keep in order."""
    for advised in reading.advice.basics:
        yield _title(reading, "·", advised)
        yield from _reasons(reading, advised, most_for=1)


def channels(reading: Reading) -> Iterator[Printable]:
    """The chosen channels with their numbers; a companion has none of its own and stands under its partner."""
    rank = 0
    for advised in reading.advice.recommended:
        is_companion = advised.role is Role.COMPANION
        if rank and not is_companion:
            yield styled(("", ""))
        rank += not is_companion
        yield _title(reading, " " if is_companion else f"{rank}", advised)
        if not is_companion:
            yield bars(_fits(reading, advised))
        if reached := reached_text(advised.fit, reading.advice, reading.voice):
            yield indented(styled((reached, "")), 4)
        yield from _reasons(reading, advised, most_for=1 if is_companion else _MOST_FOR)


def _fits(reading: Reading, advised: Recommended) -> Iterator[tuple[str, int, str, str]]:
    """How well a channel fits each goal that it serves."""
    for covered in reading.advice.coverage:
        fit = advised.fit.goals.get(covered.goal.id)
        if fit is not None:
            style = GOOD if fit.points >= 2 else "" if fit.counts else BAD
            share = fit.fit / reading.advice.rulebook.settings.top_fit
            # Who is reached only in part has a word and a line of its own.
            tenths = round(10 * share) if reaches_some(fit) else fit_tenths(fit.points, share)
            yield reading.voice.say(covered.goal.name), tenths, goal_fit_word(fit, reading.voice), style


def _title(reading: Reading, sign: str, advised: Recommended) -> Printable:
    voice, effort = reading.voice, advised.fit.channel.effort
    said = [role_text(advised, reading.advice, voice)] if advised.role is not Role.BASIC else []
    said += [voice.say(ALREADY_ACTIVE)] if advised.already_active else []
    facts = [
        _hours(advised, voice),
        voice.say(A_MONTH, money=voice.amount(effort.money_per_month)),
        voice.say(_FIRST_RESULTS, weeks=voice.weeks(effort.first_results_weeks)),
    ]
    name = (title_first(advised, reading.advice, reading.certainty, voice), "bold")
    roles = (f"  {' · '.join(said)}" if said else "", "not bold")
    return marked(sign, styled(name, roles, below=(" · ".join(facts), f"not bold {QUIET}")), "bold")


def _hours(advised: Recommended, voice: Voice) -> str:
    """What a channel takes; where another one takes work off it, also what it would take alone."""
    hours, alone = voice.hours(advised.hours), advised.fit.channel.effort.hours_per_week
    if advised.hours == alone or advised.role is Role.COMPANION:
        return voice.say(HOURS_A_WEEK, hours=hours)
    return voice.say(_HOURS_BESIDE, hours=hours, partner=voice.channel(advised.partner), alone=voice.number(alone))


def _reasons(reading: Reading, advised: Recommended, *, most_for: int) -> Iterator[Printable]:
    for reason in reasons_for(advised.fit, reading.advice)[:most_for]:
        yield _why(reading, "+", reason, GOOD)
    against = [reason for weight, reason in ranked_reasons(advised.fit, reading.advice) if weight < 0]
    for reason in against[:1]:
        yield _why(reading, "–", reason, BAD)


def _why(reading: Reading, sign: str, reason: Reason, style: str) -> Printable:
    """A reason with its best source; the list at the end has all of them."""
    reading.cite(reason.rule.basis)
    source = (f" ({source_of(reason.rule.basis, reading.voice)})", QUIET)
    return marked(sign, styled((reading.voice.why(reason), ""), source), style, indent=4)


def coverage(reading: Reading) -> Iterator[Printable]:
    """How far each goal is covered, group by group where that differs, and why one stays low."""
    rows = [(goal, list(_bars(rank, goal, reading.voice))) for rank, goal in enumerate(reading.advice.coverage, 1)]
    width = max(len(name) for _, shares in rows for name, _ in shares)
    for goal, shares in rows:
        for name, share in shares:
            yield _covered(f"{name:<{width}}", share, reading.voice)
        reading.cite(goal.limited_by.basis if goal.limited_by else ())
        if short := shortfall_text(goal, reading.voice):
            yield indented(styled((short, "")), 5)


def _bars(rank: int, goal: GoalCoverage, voice: Voice) -> Iterator[tuple[str, float]]:
    yield f"{rank}. {voice.say(goal.goal.name)}", goal.coverage
    if is_covered_unevenly(goal):
        for group, segment in goal.segments.items():
            yield f"   {voice.option(goal.split_by, group)}", segment.coverage


def _covered(name: str, share: float, voice: Voice) -> Printable:
    style = (BAD, "", GOOD)[coverage_grade(share)]
    word = f"  {voice.say(COVERED, word=coverage_word(share, voice))}"
    return indented(Words((*styled((f"{name}  ", "")).spans, *bar(coverage_tenths(share), style).spans, (word, style))))
