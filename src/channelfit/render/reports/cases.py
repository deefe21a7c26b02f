"""The cases of a rulebook: what was expected, what came out, and the points that decided."""

from collections.abc import Iterable, Iterator

from channelfit.advice.fit import ChannelFit
from channelfit.advice.model import Advice
from channelfit.language import Language, number
from channelfit.profile import known_answers
from channelfit.render.forms.safe import visible
from channelfit.render.phrases.reasons import condition_text
from channelfit.render.phrases.voice import Voice
from channelfit.rulebook.condition import All, evaluate
from channelfit.rulebook.model import Rulebook
from channelfit.ruletools.cases import CaseResult, CasesRun, Difference

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
    "wanted": {"de": "erwartet wird {wanted}", "en": "expected {wanted}"},
    "yes": {"de": "trifft zu", "en": "holds"},
    "no": {"de": "trifft nicht zu", "en": "does not hold"},
    "unknown": {"de": "noch offen", "en": "still open"},
    "todo": {"de": "Bekannte Lücke: {case}", "en": "Known gap: {case}"},
    "todo_holds": {
        "de": "Bestanden, aber als bekannte Lücke vermerkt: {case}  ({place}); entfernen Sie `todo`",
        "en": "Holds, but is marked as a known gap: {case}  ({place}); remove `todo`",
    },
    "skipped": {
        "de": "Übersprungen, denn diese Testfälle nennen abgeschaltete Kanäle ({channels}): {cases}",
        "en": "Skipped, as these cases name disabled channels ({channels}): {cases}",
    },
    "unfired": {"de": "Gilt in keinem Testfall: {rule}", "en": "Fires in no case: {rule}"},
    "coverage": {
        "de": "{fired} von {all} Regeln gelten in mindestens einem Testfall.",
        "en": "{fired} of {all} rules fire in some case.",
    },
    "summary": {"de": "{held} von {all} Testfällen bestanden.", "en": "{held} of {all} cases hold."},
}


def render_case_results(run: CasesRun, language: Language, *, with_unfired: bool = False) -> str:
    """Every failed case with its contributions, what was skipped or is known to fail, and how many hold."""
    failed = [result for result in run.results if result.failed]
    lines = [line for result in failed for line in (*_failure(result, run.rulebook, language), "")]
    by_channels: dict[tuple[str, ...], list[str]] = {}
    for one in run.skipped:
        by_channels.setdefault(one.channels, []).append(one.id)
    lines += [_skipped(channels, ids, language) for channels, ids in sorted(by_channels.items())]
    todo = [result.case.id for result in run.results if result.case.todo and not result.failed]
    lines += [_word("todo", language, case=id) for id in todo]
    if with_unfired:
        lines += [_word("unfired", language, rule=id) for id in run.unfired]
    fired = len(run.rulebook.rules) - len(run.unfired)
    lines.append(_word("coverage", language, fired=str(fired), all=str(len(run.rulebook.rules))))
    held = str(len(run.results) - len(failed) - len(todo))
    lines.append(_word("summary", language, held=held, all=str(len(run.results))))
    return "".join(f"{line}\n" for line in lines)


def render_junit(run: CasesRun, language: Language) -> str:
    """The cases as JUnit XML, which build servers read."""
    from xml.etree.ElementTree import Element, SubElement, indent, tostring

    failed = [result for result in run.results if result.failed]
    todo = [result for result in run.results if result.case.todo and not result.failed]
    counts = {"tests": len(run.results) + len(run.skipped), "failures": len(failed), "skipped": len(run.skipped) + len(todo)}
    suite = Element("testsuite", {"name": run.rulebook.id, "errors": "0", **{key: str(count) for key, count in counts.items()}})
    for result in run.results:
        stem, _, id = result.case.id.partition("/")
        case = SubElement(suite, "testcase", {"classname": stem, "name": id})
        if result.failed:
            lines = [visible(line) for line in _failure(result, run.rulebook, language)]
            SubElement(case, "failure", {"message": lines[0]}).text = "\n".join(lines)
        elif result.case.todo:
            SubElement(case, "skipped", {"message": "todo"})
    for one in run.skipped:
        stem, _, id = one.id.partition("/")
        case = SubElement(suite, "testcase", {"classname": stem, "name": id})
        SubElement(case, "skipped", {"message": visible(_skipped(one.channels, [one.id], language))})
    indent(suite)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(suite, encoding="unicode")}\n'


def _word(key: str, language: Language, **parts: str) -> str:
    return _WORDS[key][language].format(**parts)


def _skipped(channels: Iterable[str], ids: Iterable[str], language: Language) -> str:
    return _word("skipped", language, channels=", ".join(channels), cases=", ".join(ids))


def _failure(result: CaseResult, rulebook: Rulebook, language: Language) -> Iterator[str]:
    place = str(result.case.mark)
    if not result.differences:
        yield _word("todo_holds", language, case=result.case.id, place=place)
        return
    yield _word("failed", language, case=result.case.id, place=place)
    concerned: dict[str, None] = {}
    for difference in result.differences:
        yield f"  {difference.part}: {_said(difference, language)}"
        found = ", ".join(difference.found) or _word("nothing", language)
        yield f"    {_word('found', language, ids=found)}"
        concerned |= dict.fromkeys((*difference.missing, *difference.unwanted, *difference.found))
    yield from _rules_concerned(concerned, result, rulebook, language)
    if result.advice is None:
        return
    fits = result.advice.fits
    causes = {one.fit.channel.id: one.cause.value for one in result.advice.not_recommended}
    for id in concerned:
        if id in fits:
            yield f"  {id}: {causes.get(id) or _word('chosen', language)}"
            yield from (f"    {line}" for line in _contributions(fits[id], result.advice, language))


def _rules_concerned(concerned: Iterable[str], result: CaseResult, rulebook: Rulebook, language: Language) -> Iterator[str]:
    """Of rules that should fire or not: their condition in words, and what of it holds."""
    answers = known_answers(rulebook, result.case.profile)
    rules = {rule.id: rule for rule in rulebook.rules}
    for id in concerned:
        if id in rules:
            yield f"  {id}  ({rules[id].place})"
            when = rules[id].when
            for part in when.parts if isinstance(when, All) else (when,):
                truth = _word(evaluate(part, answers).truth.name.lower(), language)
                yield f"    {truth}: {condition_text(part, Voice(language, rulebook))}"


def _said(difference: Difference, language: Language) -> str:
    parts = {"missing": difference.missing, "unwanted": difference.unwanted}
    said = [_word(key, language, ids=", ".join(ids)) for key, ids in parts.items() if ids]
    return "; ".join([*said, *([_word("wanted", language, wanted=difference.wanted)] if difference.wanted else [])])


def _contributions(fit: ChannelFit, advice: Advice, language: Language) -> Iterator[str]:
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


def _signed(points: float, language: Language) -> str:
    text = number(abs(points), language)
    return f"-{text}" if points < 0 else f"+{text}" if points > 0 else text
