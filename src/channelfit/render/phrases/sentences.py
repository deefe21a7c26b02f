"""Sentences about one piece of advice: its headline, next step and causes, with the answers filled in."""

from typing import TYPE_CHECKING

from channelfit.advice.fit import ChannelFit, Reason
from channelfit.advice.model import Advice, NotRecommended, Recommended
from channelfit.language import Language
from channelfit.profile import Profile
from channelfit.render.phrases.words import phrase
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import Evidence, QuestionType, Rulebook

if TYPE_CHECKING:  # What it brings along takes a while to import; who has a certainty has paid for it.
    pass

import re
from collections.abc import Sequence
from typing import NamedTuple

from channelfit.advice.model import Cause, GoalCoverage
from channelfit.advice.readiness import Level
from channelfit.language import Text, hours, listed, number
from channelfit.render.phrases.words import line, name_of
from channelfit.rulebook.model import ACTIVE, HOURS, EvidenceKind, Quality

# The causes that many channels share: some of each are explained; JSON explains all.
_OFTEN = (Cause.TOO_WEAK, Cause.ADDS_TOO_LITTLE)
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def answer_text(rulebook: Rulebook, question: str, answer: Answer | None, language: Language) -> str:
    """An answer in words."""
    if answer is None:
        return name_of("open_answer", language)
    asked = rulebook.questions[question]
    if not isinstance(answer, tuple):
        return f"{number(answer, language)} {asked.unit.of(language)}".strip()
    if not answer:
        return name_of("none_of_them", language)
    if asked.type is QuestionType.YES_NO:
        return name_of(answer[0], language)
    return ", ".join(asked.options[option].of(language) for option in answer)


def fill(text: Text, profile: Profile, rulebook: Rulebook, language: Language) -> str:
    """A rule's text with the answers in place of `{question}`."""

    def answer(found: re.Match[str]) -> str:
        question = found.group(1)
        return answer_text(rulebook, question, profile.answers.get(question), language)

    return _PLACEHOLDER.sub(answer, text.of(language))


def headline(advice: Advice, language: Language, *, preliminary: bool = False) -> str:
    """The result in one sentence, and whether it is preliminary."""
    said = _headline(advice, language)
    return phrase("preliminary", language, headline=said) if preliminary else said


def _headline(advice: Advice, language: Language) -> str:
    chosen = [one.fit.channel.name.of(language) for one in advice.recommended]
    basics = [one.fit.channel.name.of(language) for one in advice.basics]
    takes = hours(advice.hours_per_week, language)
    if advice.readiness.level is Level.NOT_YET:
        names = listed(chosen or basics, language)
        return phrase("headline_not_yet" if names else "headline_not_yet_only", language, names=names, hours=takes)
    if chosen:
        return phrase("headline", language, names=listed(chosen, language), hours=takes)
    key = "headline_basics" if basics else "headline_none"
    return phrase(key, language, names=listed(basics, language), hours=takes)


def role_text(one: Recommended, advice: Advice, language: Language) -> str:
    """What a channel is for; several goals apart from each other, for their names have commas and "and" in them."""
    names = [goal.goal.name.of(language) for goal in advice.coverage if goal.goal.id in one.main_for]
    return line("main_for", language, goals="; ".join(names)) if names else name_of(one.role, language)


def available_text(advice: Advice, language: Language) -> str:
    """The hours that are there, and whether they are only assumed."""
    said = hours(advice.available_hours, language)
    return line("assumed_hours", language, hours=said) if HOURS in advice.assumed else said


def hours_text(advice: Advice, language: Language) -> str:
    """The hours that are needed, those that are there, and those that can be believed, with the reason."""
    needed, available = hours(advice.hours_per_week, language), available_text(advice, language)
    if not advice.hours_rule:
        return line("effort", language, needed=needed, available=available)
    why = fill(advice.hours_rule.why, advice.profile, advice.rulebook, language)
    believable = hours(advice.believable_hours, language)
    return line("effort_believable", language, needed=needed, available=available, believable=believable, why=why)


def once_ready_text(advice: Advice, language: Language) -> str:
    """What is advised once the groundwork is laid; nothing if there is nothing to say."""
    names = [advice.rulebook.channels[id].name.of(language) for id in advice.once_ready]
    if set(advice.once_ready) != {one.fit.channel.id for one in advice.recommended}:
        return line("once_ready", language, names=listed(names, language))
    # Hours that cannot be believed now may be believable then, and nobody has worked that out.
    if advice.hours_rule:
        return line("once_ready_hours", language)
    return line("once_ready_same", language) if names else ""


def next_step_text(advice: Advice, language: Language) -> str | None:
    """The cheapest useful step where no channel was chosen."""
    step = advice.next_step
    if step is None:
        return None
    if step.channel or step.basic:
        fit = step.channel or step.basic
        assert fit is not None
        needed = hours(fit.channel.effort.hours_per_week, language)
        basics = sum(one.fit.channel.effort.hours_per_week for one in advice.basics)
        left = hours(advice.believable_hours - basics, language)
        key = "next_channel" if step.channel else "next_basic"
        return phrase(key, language, name=fit.channel.name.of(language), hours=needed, left=left)
    return step.check.todo.of(language) if step.check else phrase("next_none", language)


def cause_text(one: NotRecommended, advice: Advice, language: Language) -> str:
    """Why a channel is not recommended, with the strongest reason against it where that is the cause."""
    channel = one.fit.channel
    key = f"cause_{one.cause.value}"
    if one.cause is Cause.EXCLUDED:
        why = fill(one.fit.excluded_by[0].why, advice.profile, advice.rulebook, language)
        return phrase(key, language, why=why)
    text = phrase(key, language, hours=hours(channel.effort.hours_per_week, language))
    if one.cause is Cause.TOO_WEAK and (against := _strongest_against(one.fit, advice, language)):
        return f"{text} {against}"
    return text


def ranked_reasons(fit: ChannelFit, advice: Advice) -> tuple[tuple[float, Reason], ...]:
    """The reasons of a channel with what they weigh (points times goal weights), the weightiest first."""
    weights = {goal.goal.id: goal.weight for goal in advice.coverage}
    weighed = [(sum(weights[goal] * points for goal, points in one.points.items()), one) for one in fit.reasons]
    return tuple(sorted(weighed, key=lambda pair: (-round(abs(pair[0]), 9), pair[1].rule.id)))


def shortfall_text(goal: GoalCoverage, advice: Advice, language: Language) -> str:
    """What is said of a goal that stays low, and why."""
    if goal.limited_by:
        return fill(goal.limited_by.why, advice.profile, advice.rulebook, language)
    if goal.coverage == 0:
        return line("uncovered", language)
    return line("low", language) if goal.coverage < 0.3 else ""


class LeftOut(NamedTuple):
    """The channels that were not chosen: some by name with the reason, and the names of all others."""

    explained: tuple[tuple[str, str], ...]
    others: str


def left_out(advice: Advice, language: Language, *, most: int = 5, in_use: bool = True) -> LeftOut:
    """What was not chosen, with or without what is in use, by cause; of the commonest causes so many by name with a reason."""
    by_text: dict[str, list[str]] = {}
    others = []
    used = {one.channel.id for one in (*advice.park, *advice.keep_low)}
    rejected = [one for one in advice.not_recommended if in_use or one.fit.channel.id not in used]
    explained = _worth_explaining(rejected, used, advice, most)
    for one in rejected:
        name = one.fit.channel.name.of(language)
        if one.cause is Cause.DOES_NOT_SERVE or one.fit.channel.id not in explained:
            others.append(name)
        else:
            by_text.setdefault(cause_text(one, advice, language), []).append(name)
    return LeftOut(tuple((listed(names, language), text) for text, names in by_text.items()), listed(others, language))


def _worth_explaining(rejected: Sequence[NotRecommended], in_use: set[str], advice: Advice, most: int) -> set[str]:
    """Of those too weak the few in use, then those that most companies use; of those that add too little the first."""
    question = advice.rulebook.questions.get(ACTIVE)
    shares = question.shares if question else {}
    of_cause: dict[Cause, list[str]] = {cause: [] for cause in Cause}
    for one in rejected:
        of_cause[one.cause].append(one.fit.channel.id)
    of_cause[Cause.TOO_WEAK].sort(key=lambda id: (id not in in_use, -shares.get(id, 0.0), id))
    return {id for cause, ids in of_cause.items() for id in (ids[:most] if cause in _OFTEN else ids)}


def _strongest_against(fit: ChannelFit, advice: Advice, language: Language) -> str:
    against = [reason for weight, reason in ranked_reasons(fit, advice) if weight < 0]
    return fill(against[0].rule.why, advice.profile, advice.rulebook, language) if against else ""


def source_of(basis: tuple[str, ...], rulebook: Rulebook, language: Language) -> str:
    """The best source in short: the first norm, else publisher and year, studies before guides, then the newest; or judgement."""
    facts = [rulebook.evidence[id] for id in basis]
    if not facts:
        return name_of("judgement", language)
    others = f" {name_of('and_others', language)}" if len(facts) > 1 else ""
    norms = [fact.title for fact in facts if fact.kind is EvidenceKind.LAW and fact.quality is Quality.PRIMARY and fact.title]
    if norms:
        return f"{norms[0]}{others}"
    best = max(facts, key=lambda fact: (fact.kind is not EvidenceKind.GUIDE, fact.year or 0, fact.id))
    publisher = name_of("guide", language) if best.kind is EvidenceKind.GUIDE else _short(best.publisher)
    year = str(best.year) if best.year else name_of("no_year", language)
    return f"{publisher}, {year}{others}"


def source_text(fact: Evidence, language: Language) -> str:
    """A source as a list of sources has it: publisher, year and link; a law with its name."""
    year = str(fact.year) if fact.year else name_of("no_year", language)
    title = f": {fact.title}" if fact.title and fact.kind is EvidenceKind.LAW else ""
    return f"{fact.publisher}, {year}{title}" + (f" {fact.url}" if fact.url else "")


def _short(publisher: str) -> str:
    """The publisher without who relayed it, and of a long row of publishers the first."""
    first = publisher.split(" (")[0]
    return first if len(first) <= 40 else first.split(" / ")[0]


def keep_low_text(language: Language) -> str:
    """What to do with a channel that is kept low."""
    return phrase("keep_low", language)
