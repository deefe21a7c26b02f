"""Failed cases of a rulebook as text: what was expected, what came out, and the points that decided."""

from collections.abc import Iterable, Iterator, Sequence

from channelfit.advice.fit import ChannelFit
from channelfit.advice.model import Advice
from channelfit.render.words import number
from channelfit.ruletools.cases import CaseResult, Difference

_WORDS: dict[str, dict[str, str]] = {
    "failed": {"de": "Nicht bestanden: {case}  ({place})", "en": "Failed: {case}  ({place})"},
    "missing": {"de": "es fehlt {ids}", "en": "missing {ids}"},
    "unwanted": {"de": "unerwünscht {ids}", "en": "unwanted {ids}"},
    "found": {"de": "herausgekommen ist: {ids}", "en": "came out: {ids}"},
    "nothing": {"de": "nichts", "en": "nothing"},
    "base": {"de": "Grundwert", "en": "base"},
    "counts": {"de": "zählt", "en": "counts"},
    "counts_not": {"de": "zählt nicht", "en": "does not count"},
    "excluded": {"de": "ausgeschlossen durch {rule}", "en": "ruled out by {rule}"},
    "serves_not": {"de": "dient keinem der Ziele", "en": "serves none of the goals"},
    "chosen": {"de": "gewählt", "en": "chosen"},
    "summary": {"de": "{held} von {all} Testfällen bestanden.", "en": "{held} of {all} cases hold."},
}


def render_case_results(results: Sequence[CaseResult], language: str) -> str:
    """Every failed case with its contributions, and how many hold."""
    failed = [result for result in results if result.differences]
    lines = [line for result in failed for line in (*_failure(result, language), "")]
    held = _word("summary", language, held=str(len(results) - len(failed)), all=str(len(results)))
    return "".join(f"{line}\n" for line in (*lines, held))


def _word(key: str, language: str, **parts: str) -> str:
    return _WORDS[key][language].format(**parts)


def _failure(result: CaseResult, language: str) -> Iterator[str]:
    yield _word("failed", language, case=result.case.id, place=str(result.case.mark))
    concerned: dict[str, None] = {}
    for difference in result.differences:
        yield f"  {difference.part}: {_said(difference, language)}"
        found = ", ".join(difference.found) or _word("nothing", language)
        yield f"    {_word('found', language, ids=found)}"
        concerned |= dict.fromkeys((*difference.missing, *difference.unwanted, *difference.found))
    fits = {one.fit.channel.id: one.fit for one in (*result.advice.recommended, *result.advice.basics)}
    causes = {one.fit.channel.id: one.cause.value for one in result.advice.not_recommended}
    fits |= {one.fit.channel.id: one.fit for one in result.advice.not_recommended}
    for id in concerned:
        if id in fits:
            yield f"  {id}: {causes.get(id) or _word('chosen', language)}"
            yield from (f"    {line}" for line in _contributions(fits[id], result.advice, language))


def _said(difference: Difference, language: str) -> str:
    parts = {"missing": difference.missing, "unwanted": difference.unwanted}
    return "; ".join(_word(key, language, ids=", ".join(ids)) for key, ids in parts.items() if ids)


def _contributions(fit: ChannelFit, advice: Advice, language: str) -> Iterator[str]:
    """Per goal the points: base, each criterion after the cut, and the rules behind them."""
    for rule in fit.excluded_by:
        yield _word("excluded", language, rule=f"{rule.id} ({rule.place})")
    if not fit.goals:
        yield _word("serves_not", language)
    for coverage in advice.coverage:
        goal = fit.goals.get(coverage.goal.id)
        if goal is not None:
            criteria = (f"{criterion} {_signed(points, language)}" for criterion, points in goal.criteria.items())
            sums = _joined([f"{_word('base', language)} {_signed(goal.base, language)}", *criteria])
            counts = _word("counts" if goal.counts else "counts_not", language)
            yield f"{coverage.goal.id} {_signed(goal.points, language)} = {sums} ({counts})"
    for reason in fit.reasons:
        points = _joined(f"{goal} {_signed(points, language)}" for goal, points in reason.points.items())
        yield f"  {reason.rule.id}: {points}  ({reason.rule.place})"


def _joined(parts: Iterable[str]) -> str:
    return ", ".join(parts)


def _signed(points: float, language: str) -> str:
    text = number(abs(points), language)
    return f"-{text}" if points < 0 else f"+{text}" if points > 0 else text
