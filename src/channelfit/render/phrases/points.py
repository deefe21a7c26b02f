"""How the points of a channel come about: the arithmetic of each goal, and the rules behind it with their places."""

from collections.abc import Iterator, Mapping

from channelfit.advice.fit import ChannelFit, sum_before_cut
from channelfit.advice.model import Advice
from channelfit.language import Language, number, percent
from channelfit.render.forms.blocks import Item, Table
from channelfit.render.phrases.sentences import fill, ranked_reasons, source_of
from channelfit.render.phrases.words import fit_word, line, name_of
from channelfit.rulebook.model import Criterion, Rule


def arithmetic(advice: Advice, fit: ChannelFit, language: Language) -> Table:
    """How the points of each goal add up: the start, each criterion (with what was cut), the points and the fit."""
    settings = advice.rulebook.settings
    goals = list(fit.goals.items())
    rows = [(name_of("start", language), *(signed(scored.base, language) for _, scored in goals))]
    for criterion in Criterion:
        cells = []
        for goal, scored in goals:
            kept = scored.criteria.get(criterion.value)
            given = sum_before_cut(fit, goal, criterion.value)
            cell = "" if kept is None else signed(kept, language)
            if kept is not None and abs(given) > settings.max_criterion_points:
                cell = line("cut", language, kept=cell, given=signed(given, language))
            cells.append(cell)
        if any(cells):
            rows.append((name_of(criterion, language), *cells))
    rows.append((name_of("points", language), *(signed(scored.points, language) for _, scored in goals)))
    fits = (f"{fit_word(scored.points, language)} ({percent(scored.fit, language)})" for _, scored in goals)
    rows.append((name_of("fit", language), *fits))
    counts = (name_of("yes" if scored.counts else "no", language) for _, scored in goals)
    rows.append((line("counts", language, points=number(settings.min_points, language)), *counts))
    return Table(("", *(advice.rulebook.goals[goal].name.of(language) for goal, _ in goals)), tuple(rows))


def signed(value: float, language: Language) -> str:
    """Points with their sign."""
    return f"+{number(value, language)}" if value > 0 else number(value, language).replace("-", "–")


def reason_items(advice: Advice, fit: ChannelFit, language: Language) -> Iterator[Item]:
    """Each rule that holds, the weightiest first: its words, points, source and place."""
    for rule in fit.excluded_by:
        text = fill(rule.why, advice.profile, advice.rulebook, language)
        yield Item(text, "–", provenance(advice, rule, {}, language))
    for weight, reason in ranked_reasons(fit, advice):
        text = fill(reason.rule.why, advice.profile, advice.rulebook, language)
        yield Item(text, "+" if weight > 0 else "–", provenance(advice, reason.rule, reason.points, language))


def provenance(advice: Advice, rule: Rule, points: Mapping[str, float], language: Language, *, excludes: bool = False) -> str:
    """Points by goal, the criterion, where it comes from, and the place of the rule."""
    said = [f"{advice.rulebook.goals[goal].name.of(language)} {signed(value, language)}" for goal, value in points.items()]
    if excludes or not points:
        said = [name_of("excludes", language)]
    source = source_of(rule.basis, advice.rulebook, language)
    return " · ".join([", ".join(said), name_of(rule.criterion, language), source, rule.origin])
