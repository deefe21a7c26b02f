"""Run the cases of a rulebook, and say where the advice differs from what they expect."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from channelfit.advice.advise import advise, notes_that_hold
from channelfit.advice.batch.many import InShort, in_short, short_of
from channelfit.advice.batch.work import plan_of
from channelfit.advice.candidates import options_in
from channelfit.advice.fit import rules_that_hold
from channelfit.advice.interview import Interview, next_question
from channelfit.advice.model import Advice
from channelfit.advice.standing import standing_of
from channelfit.advice.table import Table
from channelfit.brevity import brief
from channelfit.profile import missing_answers
from channelfit.rulebook.model import GOALS, Rulebook
from channelfit.ruletools.cases import Bounds, Case, Expected, Skipped
from channelfit.source.values import shown


@brief
@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """A part of the advice that came out otherwise: ids that are missing, that must not be there, and all that were found.

    Of an order or a share, `wanted` says in short what should have come out.
    """

    part: str
    missing: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    wanted: str = ""


@brief
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResult:
    """A case that was run: the rules that fire, where it differs, and for what differs the advice, if there can be any."""

    case: Case
    advice: Advice | None
    fired: tuple[str, ...]
    mismatches: tuple[Mismatch, ...]

    @property
    def failed(self) -> bool:
        """Whether it differs though it should not, or no longer differs though it is marked as known to."""
        return bool(self.mismatches) is not self.case.todo


def run_case(case: Case, rulebook: Rulebook) -> CaseResult:
    """Advise the company of one case and compare; `run_cases` says the same of many in less time."""
    advice = None if missing_answers(rulebook, case.profile) else advise(rulebook, case.profile)
    return _run_case(case, rulebook, advice and short_of(advice))


def _run_case(case: Case, rulebook: Rulebook, short: InShort | None) -> CaseResult:
    """Compare with what is advised, which is given in short; nothing if required answers are missing."""
    if short is None:
        return CaseResult(case=case, advice=None, fired=(), mismatches=tuple(_asked(case, rulebook)))
    table = Table(rulebook, case.profile.answers)
    goals = options_in(case.profile.answers[GOALS])
    fired = tuple(rule.id for rule in rules_that_hold(rulebook, table, goals))
    mismatches = [*_lists(case, short, table), *_rules(case, fired)]
    needs_shares = bool(case.expect.coverage or case.expect.stable)
    # Whole advice takes long, and of what came out as expected nothing is told.
    advice = advise(rulebook, case.profile) if mismatches or needs_shares else None
    if advice is not None:
        mismatches += _shares(case, advice)
    mismatches += _asked(case, rulebook)
    if mismatches and advice is None:
        advice = advise(rulebook, case.profile)
    return CaseResult(case=case, advice=advice, fired=fired, mismatches=tuple(mismatches))


def _lists(case: Case, short: InShort, table: Table) -> Iterator[Mismatch]:
    yield from _compare("recommended", case.expect.recommended, short.recommended)
    yield from _compare("basics", case.expect.basics, short.basics)
    if case.expect.notes != Expected():
        notes = notes_that_hold(table.rulebook, table, short.members)
        yield from _compare("notes", case.expect.notes, [note.id for note in notes])
    if case.expect.readiness is not None:
        yield from _compare("readiness", Expected(exactly=(case.expect.readiness.value,)), [short.level.value])


def _rules(case: Case, fired: tuple[str, ...]) -> Iterator[Mismatch]:
    if missing := tuple(id for id in case.expect.fires if id not in fired):
        yield Mismatch(part="fires", missing=missing, found=tuple(id for id in case.expect.fires if id in fired))
    if unwanted := tuple(id for id in case.expect.silent if id in fired):
        yield Mismatch(part="silent", unwanted=unwanted, found=unwanted)


def _shares(case: Case, advice: Advice) -> Iterator[Mismatch]:
    shares = {covered.goal.id: covered.coverage for covered in advice.coverage} | {"": advice.total_coverage}
    wanted = case.expect.coverage
    for goal, bounds in {"": Bounds(wanted.at_least, wanted.at_most), **wanted.goals}.items() if wanted else ():
        yield from _within("coverage", goal, bounds, shares.get(goal, 0.0))
    if not case.expect.stable:
        return
    from channelfit.advice.stability import stability_of

    stability = stability_of(advice)
    for channel in dict.fromkeys(id for wanted in case.expect.stable for id in ([wanted] if wanted else sorted(stability))):
        bounds = case.expect.stable.get(channel, case.expect.stable.get("", Bounds()))
        yield from _within("stable", channel, bounds, stability.get(channel, 0.0))


def _within(part: str, id: str, bounds: Bounds, value: float) -> Iterator[Mismatch]:
    if not bounds.at_least <= round(value, 6) <= bounds.at_most:
        wanted = f"{shown(bounds.at_least)} - {shown(bounds.at_most)}"
        yield Mismatch(part=f"{part} {id}".strip(), found=(shown(round(value, 3)),), wanted=wanted)


def _asked(case: Case, rulebook: Rulebook) -> Iterator[Mismatch]:
    if not case.expect.next_question:
        return
    interview = Interview(case.profile)
    question = next_question(rulebook, interview, standing_of(rulebook, interview))
    if question is None or question.id != case.expect.next_question:
        yield Mismatch(part="next_question", found=(question.id,) if question else (), wanted=case.expect.next_question)


def _compare(part: str, expected: Expected, found: Sequence[str]) -> Iterator[Mismatch]:
    wanted = dict.fromkeys((*expected.includes, *(expected.exactly or ()), *expected.order))
    missing = tuple(id for id in wanted if id not in found)
    others = () if expected.exactly is None else tuple(id for id in found if id not in expected.exactly)
    unwanted = tuple(id for id in found if id in expected.excludes or id in others)
    if missing or unwanted:
        yield Mismatch(part=part, missing=missing, unwanted=unwanted, found=tuple(found))
    elif [id for id in found if id in expected.order] != list(expected.order):
        yield Mismatch(part=part, found=tuple(found), wanted=" > ".join(expected.order))


@brief
@dataclass(frozen=True, slots=True, kw_only=True)
class CasesRun:
    """All cases of a rulebook after running; `unfired` are the rules that fire in none of them."""

    rulebook: Rulebook
    results: tuple[CaseResult, ...]
    skipped: tuple[Skipped, ...]
    unfired: tuple[str, ...]


def run_cases(cases: Iterable[Case], skipped: Iterable[Skipped], rulebook: Rulebook) -> CasesRun:
    """Run all cases."""
    stated = [*cases]
    able = [case for case in stated if not missing_answers(rulebook, case.profile)]
    shorts = in_short(plan_of(rulebook), [case.profile.answers for case in able]) if able else []
    by_id = {case.id: short for case, short in zip(able, shorts, strict=True)}
    results = tuple(_run_case(case, rulebook, by_id.get(case.id)) for case in stated)
    fired = {id for result in results for id in result.fired}
    unfired = tuple(rule.id for rule in rulebook.rules if rule.id not in fired)
    return CasesRun(rulebook=rulebook, results=results, skipped=tuple(skipped), unfired=unfired)
