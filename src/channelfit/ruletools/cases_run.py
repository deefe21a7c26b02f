"""Run the cases of a rulebook, and say where the advice differs from what they expect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from channelfit.advice.advise import advise, notes_concerning
from channelfit.advice.candidates import options_in
from channelfit.advice.companies import Companies
from channelfit.advice.fit import rules_that_hold
from channelfit.advice.interview import Interview, next_question
from channelfit.advice.model import Advice
from channelfit.advice.parted import rows_in
from channelfit.advice.portfolio import Picked
from channelfit.advice.readiness import assess
from channelfit.advice.standing import standing_of
from channelfit.advice.table import Table, table_of
from channelfit.language import in_full
from channelfit.profile import known_answers, missing_answers
from channelfit.rulebook.model import GOALS, Rulebook
from channelfit.ruletools.cases import Bounds, Case, Expected, Skipped
from channelfit.typed import NamedTuple


class Mismatch(NamedTuple):
    """A part of the advice that came out otherwise: ids that are missing, that must not be there, and all that were found.

    Of an order or a share, `wanted` says in short what should have come out.
    """

    part: str
    missing: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    wanted: str = ""


class CaseResult(NamedTuple):
    """A case that was run: the rules that fire, where it differs, and for what differs the advice, if there can be any."""

    case: Case
    advice: Advice | None
    fired: tuple[str, ...]
    mismatches: tuple[Mismatch, ...]

    @property
    def failed(self) -> bool:
        """Whether it differs though it should not, or no longer differs though it is marked as known to."""
        return bool(self.mismatches) is not self.case.todo


class _Seen(NamedTuple):
    """What was seen of a company without advising it: what is recommended, in id order, and which rules and notes hold."""

    picked: Picked | None
    fired: tuple[str, ...]
    notes: frozenset[str]


def run_case(case: Case, rulebook: Rulebook) -> CaseResult:
    """Advise the company of one case and compare; `run_cases` says the same of many in less time."""
    if missing_answers(rulebook, case.profile):
        return _asked_only(case, rulebook)
    goals = options_in(case.profile.answers[GOALS])
    fired = tuple(rule.id for rule in rules_that_hold(rulebook, Table(rulebook, case.profile.answers), goals))
    return _compared(case, advise(rulebook, case.profile), fired, _asked(case, rulebook))


def _run_case(case: Case, rulebook: Rulebook, seen: _Seen) -> CaseResult:
    """Compare with what was seen. Whole advice takes long, and of what came out as expected nothing is told."""
    if seen.picked is None:
        return _asked_only(case, rulebook)
    asked, expect = _asked(case, rulebook), case.expect
    is_told = asked or expect.coverage or expect.stable or [*_rules(case, seen.fired)]
    if is_told or not _is_as_expected(case, rulebook, seen.picked, seen.notes):
        return _compared(case, advise(rulebook, case.profile), seen.fired, asked)
    return CaseResult(case=case, advice=None, fired=seen.fired, mismatches=())


def _asked_only(case: Case, rulebook: Rulebook) -> CaseResult:
    """What there is to compare where required answers are missing."""
    return CaseResult(case=case, advice=None, fired=(), mismatches=tuple(_asked(case, rulebook)))


def _compared(case: Case, advice: Advice, fired: tuple[str, ...], asked: Sequence[Mismatch]) -> CaseResult:
    """Compare with whole advice."""
    mismatches = (*_lists(case, advice), *_rules(case, fired), *_shares(case, advice), *asked)
    is_told = mismatches or case.expect.coverage or case.expect.stable
    return CaseResult(case=case, advice=advice if is_told else None, fired=fired, mismatches=mismatches)


def _is_as_expected(case: Case, rulebook: Rulebook, picked: Picked, notes: frozenset[str]) -> bool:
    """Whether all lists have what they must, as far as that is known here: in which order is not."""
    expect = case.expect
    if expect.recommended.order or expect.basics.order or expect.notes.order:
        return False
    if any(_compare("", *pair) for pair in ((expect.recommended, picked.chosen), (expect.basics, picked.basics))):
        return False
    if expect.readiness is not None:
        level = assess(rulebook, known_answers(rulebook, case.profile)).level
        if level is not expect.readiness:
            return False
    if expect.notes == Expected():
        return True
    concerning = notes_concerning(rulebook, case.profile.answers, (*picked.chosen, *picked.basics))
    return not _compare("", expect.notes, [note.id for note in concerning if note.id in notes])


def _lists(case: Case, advice: Advice) -> Iterator[Mismatch]:
    expect = case.expect
    lists = (
        ("recommended", expect.recommended, [one.fit.channel.id for one in advice.recommended]),
        ("basics", expect.basics, [one.fit.channel.id for one in advice.basics]),
        ("notes", expect.notes, [note.id for note in advice.notes]),
    )
    for part, expected, found in lists:
        yield from _compare(part, expected, found)
    if expect.readiness is not None:
        yield from _compare("readiness", Expected(exactly=(expect.readiness.value,)), [advice.readiness.level.value])


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
        wanted = f"{in_full(bounds.at_least)} - {in_full(bounds.at_most)}"
        yield Mismatch(part=f"{part} {id}".strip(), found=(in_full(round(value, 3)),), wanted=wanted)


def _asked(case: Case, rulebook: Rulebook) -> list[Mismatch]:
    if not case.expect.next_question:
        return []
    interview = Interview(case.profile)
    question = next_question(rulebook, interview, standing_of(rulebook, interview))
    if question is not None and question.id == case.expect.next_question:
        return []
    return [Mismatch(part="next_question", found=(question.id,) if question else (), wanted=case.expect.next_question)]


def _compare(part: str, expected: Expected, found: Sequence[str]) -> list[Mismatch]:
    wanted = dict.fromkeys((*expected.includes, *(expected.exactly or ()), *expected.order))
    missing = tuple(id for id in wanted if id not in found)
    others = () if expected.exactly is None else tuple(id for id in found if id not in expected.exactly)
    unwanted = tuple(id for id in found if id in expected.excludes or id in others)
    if missing or unwanted:
        return [Mismatch(part=part, missing=missing, unwanted=unwanted, found=tuple(found))]
    if [id for id in found if id in expected.order] != list(expected.order):
        return [Mismatch(part=part, found=tuple(found), wanted=" > ".join(expected.order))]
    return []


class CasesRun(NamedTuple):
    """All cases of a rulebook after running; `unfired` are the rules that fire in none of them."""

    rulebook: Rulebook
    results: tuple[CaseResult, ...]
    skipped: tuple[Skipped, ...]
    unfired: tuple[str, ...]


def run_cases(cases: Iterable[Case], skipped: Iterable[Skipped], rulebook: Rulebook) -> CasesRun:
    """Run all cases."""
    stated = [*cases]
    seen = _seen(stated, rulebook) if stated else []
    results = tuple(_run_case(case, rulebook, one) for case, one in zip(stated, seen, strict=True))
    fired = {id for result in results for id in result.fired}
    unfired = tuple(rule.id for rule in rulebook.rules if rule.id not in fired)
    return CasesRun(rulebook=rulebook, results=results, skipped=tuple(skipped), unfired=unfired)


def _seen(cases: Sequence[Case], rulebook: Rulebook) -> list[_Seen]:
    """What is seen of the companies of all cases at once."""
    companies = Companies(table_of(rulebook, [case.profile.answers for case in cases]))
    able = rows_in(companies.everyone ^ companies.lacking)
    picked = dict(zip(able, companies.picked(able), strict=True))
    fired: list[list[str]] = [[] for _ in cases]
    notes: list[list[str]] = [[] for _ in cases]
    holding = zip((rule.id for rule in rulebook.rules), companies.holding, strict=True)
    noted = ((note.id, companies.where(note.when)) for note in rulebook.notes)
    for lists, some in ((fired, holding), (notes, noted)):
        for id, rows in some:
            for row in rows_in(rows):
                lists[row].append(id)
    return [_Seen(picked.get(row), tuple(fired[row]), frozenset(notes[row])) for row in range(len(cases))]
