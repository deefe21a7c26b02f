"""The cases of a rulebook: what was expected, what came out, and the points that decided."""

from collections.abc import Iterable, Iterator

from channelfit.advice.fit import ChannelFit
from channelfit.advice.model import Advice
from channelfit.language import Counted, Text
from channelfit.profile import known_answers
from channelfit.render.phrases.reasons import condition_text
from channelfit.render.phrases.voice import STILL_OPEN, Voice
from channelfit.render.phrases.words import NOTHING, OF_SO_MANY_CASES, SERVES_NONE, SO_MANY_RULES
from channelfit.rulebook.condition import All, Truth, evaluate
from channelfit.ruletools.cases_run import CaseResult, CasesRun, Mismatch
from channelfit.source.written import visible

_FAILED = Text("Nicht bestanden: {case}  ({origin})", "Failed: {case}  ({origin})")
_MISSING = Text("es fehlt {ids}", "missing {ids}")
_UNWANTED = Text("unerwünscht {ids}", "unwanted {ids}")
_WANTED = Text("erwartet wird {wanted}", "expected {wanted}")
_FOUND = Text("herausgekommen ist: {ids}", "came out: {ids}")
_BASE = Text("Grundwert", "base")
_COUNTS = Text("zählt", "counts")
_COUNTS_NOT = Text("zählt nicht", "does not count")
_EXCLUDED = Text("ausgeschlossen durch {rule} ({origin})", "ruled out by {rule} ({origin})")
_CHOSEN = Text("gewählt", "chosen")
_TRUTHS = {
    Truth.YES: Text("trifft zu", "holds"),
    Truth.NO: Text("trifft nicht zu", "does not hold"),
    Truth.UNKNOWN: STILL_OPEN,
}
_TODO = Text("Bekannte Lücke: {case}", "Known gap: {case}")
_TODO_HOLDS = Text(
    "Bestanden, aber als bekannte Lücke vermerkt: {case}  ({origin}); entfernen Sie `todo`",
    "Holds, but is marked as a known gap: {case}  ({origin}); remove `todo`",
)
_SKIPPED = Text(
    "Übersprungen, denn diese Testfälle nennen abgeschaltete Kanäle ({channels}): {cases}",
    "Skipped, as these cases name disabled channels ({channels}): {cases}",
)
_UNFIRED = Text("Gilt in keinem Testfall: {rule}", "Fires in no case: {rule}")
_COVERAGE = Counted(
    Text("{some} von {all} gilt in mindestens einem Testfall.", "{some} of {all} fires in some case."),
    Text("{some} von {all} gelten in mindestens einem Testfall.", "{some} of {all} fire in some case."),
)
_SUMMARY = Counted(
    Text("{some} von {all} bestanden.", "{some} of {all} holds."), Text("{some} von {all} bestanden.", "{some} of {all} hold.")
)


def render_case_results(run: CasesRun, voice: Voice, *, with_unfired: bool = False) -> str:
    """Every failed case with its contributions, what was skipped or is known to fail, and how many hold."""
    failed = [result for result in run.results if result.failed]
    lines = [line for result in failed for line in (*_failure(result, voice), "")]
    by_channels: dict[tuple[str, ...], list[str]] = {}
    for case in run.skipped:
        by_channels.setdefault(case.channels, []).append(case.id)
    lines += [_skipped(channels, ids, voice) for channels, ids in sorted(by_channels.items())]
    todo = [result.case.id for result in run.results if result.case.todo and not result.failed]
    lines += [voice.say(_TODO, case=id) for id in todo]
    if with_unfired:
        lines += [voice.say(_UNFIRED, rule=id) for id in run.unfired]
    rules = len(run.rulebook.rules)
    lines.append(_some_of(rules - len(run.unfired), rules, (_COVERAGE, SO_MANY_RULES), voice))
    held = len(run.results) - len(failed) - len(todo)
    lines.append(_some_of(held, len(run.results), (_SUMMARY, OF_SO_MANY_CASES), voice))
    return "".join(f"{line}\n" for line in lines)


def _some_of(some: int, all_of_them: int, wordings: tuple[Counted, Counted], voice: Voice) -> str:
    """So many of all: the verb goes with some of them, the noun with all; none of one is one."""
    verb, noun = wordings
    wording = verb.of(some if all_of_them != 1 else 1)
    return voice.say(wording, some=voice.number(some), all=voice.counted(all_of_them, noun))


def render_junit(run: CasesRun, voice: Voice) -> str:
    """The cases as JUnit XML, which build servers read."""
    from xml.etree.ElementTree import Element, SubElement, indent, tostring

    failed = [result for result in run.results if result.failed]
    todo = [result for result in run.results if result.case.todo and not result.failed]
    counts = {"tests": len(run.results) + len(run.skipped), "failures": len(failed), "skipped": len(run.skipped) + len(todo)}
    suite = Element("testsuite", {"name": run.rulebook.id, "errors": "0", **{key: str(count) for key, count in counts.items()}})

    def case_element(address: str) -> Element:
        stem, _, id = address.partition("/")
        return SubElement(suite, "testcase", {"classname": stem, "name": id})

    for result in run.results:
        case = case_element(result.case.id)
        if result.failed:
            lines = [visible(line) for line in _failure(result, voice)]
            SubElement(case, "failure", {"message": lines[0]}).text = "\n".join(lines)
        elif result.case.todo:
            SubElement(case, "skipped", {"message": "todo"})
    for skipped in run.skipped:
        message = visible(_skipped(skipped.channels, [skipped.id], voice))
        SubElement(case_element(skipped.id), "skipped", {"message": message})
    indent(suite)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(suite, encoding="unicode")}\n'


def _skipped(channels: Iterable[str], ids: Iterable[str], voice: Voice) -> str:
    return voice.say(_SKIPPED, channels=", ".join(channels), cases=", ".join(ids))


def _failure(result: CaseResult, voice: Voice) -> Iterator[str]:
    origin = str(result.case.mark)
    if not result.mismatches:
        yield voice.say(_TODO_HOLDS, case=result.case.id, origin=origin)
        return
    yield voice.say(_FAILED, case=result.case.id, origin=origin)
    concerned: dict[str, None] = {}
    for mismatch in result.mismatches:
        yield f"  {mismatch.part}: {_said(mismatch, voice)}"
        yield f"    {voice.say(_FOUND, ids=', '.join(mismatch.found) or voice.say(NOTHING))}"
        concerned |= dict.fromkeys((*mismatch.missing, *mismatch.unwanted, *mismatch.found))
    yield from _rules_concerned(concerned, result, voice)
    yield from _channels_concerned(concerned, result, voice)


def _rules_concerned(concerned: Iterable[str], result: CaseResult, voice: Voice) -> Iterator[str]:
    """Of rules that should fire or not: their condition in words, and what of it holds."""
    answers = known_answers(voice.rulebook, result.case.profile)
    rules = {rule.id: rule for rule in voice.rulebook.rules}
    for id in concerned:
        if id in rules:
            yield f"  {id}  ({rules[id].origin})"
            when = rules[id].when
            for part in when.parts if isinstance(when, All) else (when,):
                yield f"    {voice.say(_TRUTHS[evaluate(part, answers).truth])}: {condition_text(part, voice)}"


def _channels_concerned(concerned: Iterable[str], result: CaseResult, voice: Voice) -> Iterator[str]:
    """Of channels that should come out or not: what became of them, and how their points come about."""
    advice = result.advice
    if advice is None:
        return
    fits = advice.fits
    causes = {rejected.fit.channel.id: rejected.cause.value for rejected in advice.not_recommended}
    for id in concerned:
        if id in fits:
            yield f"  {id}: {causes.get(id) or voice.say(_CHOSEN)}"
            yield from (f"    {line}" for line in _contributions(fits[id], advice, voice))


def _said(mismatch: Mismatch, voice: Voice) -> str:
    parts = ((_MISSING, mismatch.missing), (_UNWANTED, mismatch.unwanted))
    said = [voice.say(wording, ids=", ".join(ids)) for wording, ids in parts if ids]
    return "; ".join([*said, *([voice.say(_WANTED, wanted=mismatch.wanted)] if mismatch.wanted else [])])


def _contributions(fit: ChannelFit, advice: Advice, voice: Voice) -> Iterator[str]:
    """Per goal the points: base, each criterion after the cut, and the rules behind them."""
    for rule in fit.excluded_by:
        yield voice.say(_EXCLUDED, rule=rule.id, origin=rule.origin)
    if not fit.goals:
        yield voice.say(SERVES_NONE)
    for covered in advice.coverage:
        goal = fit.goals.get(covered.goal.id)
        if goal is not None:
            criteria = (f"{criterion} {_signed(points, voice)}" for criterion, points in goal.criteria.items())
            sums = ", ".join([f"{voice.say(_BASE)} {_signed(goal.base, voice)}", *criteria])
            counts = voice.say(_COUNTS if goal.counts else _COUNTS_NOT)
            yield f"{covered.goal.id} {_signed(goal.points, voice)} = {sums} ({counts})"
    for reason in fit.reasons:
        points = ", ".join(f"{goal} {_signed(given, voice)}" for goal, given in reason.points.items())
        yield f"  {reason.rule.id}: {points}  ({reason.rule.origin})"


def _signed(points: float, voice: Voice) -> str:
    text = voice.number(abs(points))
    return f"-{text}" if points < 0 else f"+{text}" if points > 0 else text
