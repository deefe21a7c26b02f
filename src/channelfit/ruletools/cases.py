"""Read the cases of a rulebook (a profile and what must come out of it), and run them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from channelfit.advice.advise import advise
from channelfit.advice.interview import Interview, next_question, standing_of
from channelfit.advice.model import Advice
from channelfit.advice.readiness import Level
from channelfit.language import Text, both
from channelfit.profile import PROFILE, Profile, known_answers, missing_answers, read_profile
from channelfit.rulebook.condition import holds
from channelfit.rulebook.context import check_schema, file_stem
from channelfit.rulebook.model import Rulebook
from channelfit.rulebook.names import UNKNOWN_CHANNEL, UNKNOWN_GOAL, UNKNOWN_QUESTION, first_line
from channelfit.rulebook.overlay.address import DUPLICATE_ID, KINDS
from channelfit.source.document import Document, MapNode, Node
from channelfit.source.fields import A_MAPPING, MISSING_KEY, Fields, dative, shown
from channelfit.source.problem import Mark, Mistake, Problem, problem

NOTHING_EXPECTED = Mistake(
    "nothing-expected",
    de="der Testfall `{found}` erwartet nichts",
    en="the case `{found}` expects nothing",
)
UNKNOWN_RULE = Mistake(
    "unknown-rule",
    de="unbekannte Regel `{found}`",
    en="unknown rule `{found}`",
)
UNKNOWN_NOTE = Mistake(
    "unknown-note",
    de="unbekannter Hinweis `{found}`",
    en="unknown note `{found}`",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """Ids that must be in a list, must not be, are all of it in any order, or stand in it in this order."""

    includes: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    exactly: tuple[str, ...] | None = None
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """A share that must lie between two others."""

    at_least: float = 0.0
    at_most: float = 1.0


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A profile and what must come out of it.

    `coverage` has a bound for the total (no goal) and for goals, `stable` for channels (none: every recommended one). A case
    that is `todo` is known to fail.
    """

    id: str
    profile: Profile
    recommended: Expected
    basics: Expected
    notes: Expected
    fires: tuple[str, ...]
    silent: tuple[str, ...]
    readiness: Level | None
    coverage: Mapping[str, Bounds]
    stable: Mapping[str, Bounds]
    next_question: str
    todo: bool
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A case that names channels which an overlay has disabled."""

    id: str
    channels: tuple[str, ...]
    mark: Mark


def read_cases(
    documents: Mapping[str, Document], rulebook: Rulebook
) -> tuple[tuple[Case, ...], tuple[Skipped, ...], tuple[Problem, ...]]:
    """All cases below `tests/`, those to skip, and all problems; a case is addressed `filestem/id`."""
    problems: list[Problem] = []
    cases: dict[str, Case] = {}
    skipped: list[Skipped] = []
    for path in sorted(documents):
        if path.startswith("tests/"):
            document = documents[path]
            fields = Fields(document.root, Text("eine Testdatei", "a test file"), problems)
            check_schema(fields)
            for node in fields.items("cases", required=True):
                case = _read_case(node, file_stem(document), document, rulebook, problems)
                if case.id in cases:
                    first = first_line(cases[case.id].mark)
                    problems.append(problem(DUPLICATE_ID, node.mark, kind=KINDS["case"], found=case.id, first=first))
                if disabled := tuple(sorted(_channels_of(case) & set(rulebook.disabled))):
                    skipped.append(Skipped(id=case.id, channels=disabled, mark=case.mark))
                cases[case.id] = case
            fields.close()
    passed_over = {case.id for case in skipped}
    return tuple(cases[id] for id in sorted(cases) if id not in passed_over), tuple(skipped), tuple(problems)


def _channels_of(case: Case) -> set[str]:
    """Every channel that a case expects something of."""
    named = [id for part in (case.recommended, case.basics) for ids in (part.includes, part.excludes, part.order) for id in ids]
    exactly = [id for part in (case.recommended, case.basics) for id in part.exactly or ()]
    return {*named, *exactly, *case.stable}


def _read_case(node: Node, stem: str, document: Document, rulebook: Rulebook, problems: list[Problem]) -> Case:
    fields = Fields(node, Text("ein Testfall", "a case"), problems)
    id = fields.identifier("id")
    root = fields.node("profile", required=True) or MapNode((), node.mark)
    profile, wrong = read_profile(Document(document.source, root), rulebook)
    problems.extend(wrong)
    expected = fields.node("expect", required=True) or MapNode((), node.mark)
    expect = Fields(expected, both("`expect`"), problems)
    keys = {key.text for key, _ in expected.entries} if isinstance(expected, MapNode) else set()
    if not keys and fields.has("expect"):
        fields.report(NOTHING_EXPECTED, expected.mark, found=id.text)
    asks_only = keys == {"next_question"}
    if not wrong and fields.has("profile") and not asks_only:
        for question in missing_answers(rulebook, profile):
            fields.report(MISSING_KEY, root.mark, record=dative(PROFILE), key=question.id)
    channels, notes = (*rulebook.channels, *rulebook.disabled), tuple(note.id for note in rulebook.notes)
    case = Case(
        id=f"{stem}/{id.text}",
        profile=profile,
        recommended=_read_expected(expect, "recommended", channels, UNKNOWN_CHANNEL),
        basics=_read_expected(expect, "basics", channels, UNKNOWN_CHANNEL),
        notes=_read_expected(expect, "notes", notes, UNKNOWN_NOTE),
        fires=_read_ids(expect, "fires", [rule.id for rule in rulebook.rules], UNKNOWN_RULE),
        silent=_read_ids(expect, "silent", [rule.id for rule in rulebook.rules], UNKNOWN_RULE),
        readiness=expect.choice("readiness", Level) if expect.has("readiness") else None,
        coverage=_read_coverage(expect, rulebook),
        stable=_read_stable(expect, channels),
        next_question=next(iter(_read_ids(expect, "next_question", rulebook.questions, UNKNOWN_QUESTION)), ""),
        todo=fields.flag("todo"),
        mark=node.mark,
    )
    expect.close()
    fields.close()
    return case


def _read_ids(fields: Fields, key: str, known: Iterable[str], unknown: Mistake) -> tuple[str, ...]:
    """A list of ids, all of which must be known."""
    allowed = tuple(known)
    names = fields.names(key)
    for name in names:
        if name.text not in allowed:
            fields.report(unknown, name.mark, found=name.text, expected=allowed, nearest_to=name.text)
    return tuple(name.text for name in names)


def _read_expected(expect: Fields, key: str, known: tuple[str, ...], unknown: Mistake) -> Expected:
    node = expect.node(key)
    if node is None:
        return Expected()
    fields = Fields(node, both(f"`{key}`"), expect.problems)
    lists = {kind: _read_ids(fields, kind, known, unknown) for kind in ("includes", "excludes", "exactly", "order")}
    fields.close()
    exactly = lists["exactly"] if fields.has("exactly") else None
    return Expected(includes=lists["includes"], excludes=lists["excludes"], exactly=exactly, order=lists["order"])


def _read_coverage(expect: Fields, rulebook: Rulebook) -> dict[str, Bounds]:
    """The bounds of the total (under no goal) and of goals."""
    node = expect.node("coverage")
    if node is None:
        return {}
    fields = Fields(node, both("`coverage`"), expect.problems)
    found = {"": _read_bounds(fields)}
    for goal, value in fields.entries("goals"):
        if goal.text not in rulebook.goals:
            fields.report(UNKNOWN_GOAL, goal.mark, found=goal.text, expected=rulebook.goals, nearest_to=goal.text)
        inner = Fields(value, both(f"`{goal.text}`"), expect.problems)
        found[goal.text] = _read_bounds(inner)
        inner.close()
    fields.close()
    return found


def _read_stable(expect: Fields, channels: tuple[str, ...]) -> dict[str, Bounds]:
    """The bounds of channels, or (under no channel) of every recommended one."""
    node = expect.node("stable")
    if not isinstance(node, MapNode):
        if node is not None:
            expect.wrong_type("stable", node, A_MAPPING)
        return {}
    if any(key.text in ("at_least", "at_most") for key, _ in node.entries):
        fields = Fields(node, both("`stable`"), expect.problems)
        found = {"": _read_bounds(fields)}
        fields.close()
        return found
    bounds = {}
    for channel, value in node.entries:
        if channel.text not in channels:
            expect.report(UNKNOWN_CHANNEL, channel.mark, found=channel.text, expected=channels, nearest_to=channel.text)
        inner = Fields(value, both(f"`{channel.text}`"), expect.problems)
        bounds[channel.text] = _read_bounds(inner)
        inner.close()
    return bounds


def _read_bounds(fields: Fields) -> Bounds:
    least, most = fields.number("at_least", lowest=0, highest=1), fields.number("at_most", lowest=0, highest=1)
    return Bounds(at_least=0.0 if least is None else least, at_most=1.0 if most is None else most)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResult:
    """A case that was run: the advice (none if only a question was expected), the rules that fire, and where it differs."""

    case: Case
    advice: Advice | None
    fired: tuple[str, ...]
    mismatches: tuple[Mismatch, ...]

    @property
    def failed(self) -> bool:
        """Whether it differs though it should not, or no longer differs though it is marked as known to."""
        return bool(self.mismatches) is not self.case.todo


def run_case(case: Case, rulebook: Rulebook) -> CaseResult:
    """Advise the company of a case and compare."""
    if missing_answers(rulebook, case.profile):
        return CaseResult(case=case, advice=None, fired=(), mismatches=tuple(_asked(case, rulebook)))
    advice = advise(rulebook, case.profile)
    answers = known_answers(rulebook, case.profile)
    fired = tuple(rule.id for rule in rulebook.rules if holds(rule.when, answers))
    mismatches = (*_lists(case, advice), *_rules(case, fired), *_shares(case, advice), *_asked(case, rulebook))
    return CaseResult(case=case, advice=advice, fired=fired, mismatches=mismatches)


def _lists(case: Case, advice: Advice) -> Iterator[Mismatch]:
    yield from _compare("recommended", case.recommended, [chosen.fit.channel.id for chosen in advice.recommended])
    yield from _compare("basics", case.basics, [chosen.fit.channel.id for chosen in advice.basics])
    yield from _compare("notes", case.notes, [note.id for note in advice.notes])
    if case.readiness is not None:
        yield from _compare("readiness", Expected(exactly=(case.readiness.value,)), [advice.readiness.level.value])


def _rules(case: Case, fired: tuple[str, ...]) -> Iterator[Mismatch]:
    if missing := tuple(id for id in case.fires if id not in fired):
        yield Mismatch(part="fires", missing=missing, found=tuple(id for id in case.fires if id in fired))
    if unwanted := tuple(id for id in case.silent if id in fired):
        yield Mismatch(part="silent", unwanted=unwanted, found=unwanted)


def _shares(case: Case, advice: Advice) -> Iterator[Mismatch]:
    shares = {covered.goal.id: covered.coverage for covered in advice.coverage} | {"": advice.total_coverage}
    for goal, bounds in case.coverage.items():
        yield from _within("coverage", goal, bounds, shares.get(goal, 0.0))
    if not case.stable:
        return
    from channelfit.advice.certainty import stability_of

    stability = stability_of(advice)
    for channel in dict.fromkeys(id for wanted in case.stable for id in ([wanted] if wanted else sorted(stability))):
        bounds = case.stable.get(channel, case.stable.get("", Bounds()))
        yield from _within("stable", channel, bounds, stability.get(channel, 0.0))


def _within(part: str, id: str, bounds: Bounds, value: float) -> Iterator[Mismatch]:
    if not bounds.at_least <= round(value, 6) <= bounds.at_most:
        wanted = f"{shown(bounds.at_least)} - {shown(bounds.at_most)}"
        yield Mismatch(part=f"{part} {id}".strip(), found=(shown(round(value, 3)),), wanted=wanted)


def _asked(case: Case, rulebook: Rulebook) -> Iterator[Mismatch]:
    if not case.next_question:
        return
    interview = Interview(case.profile)
    question = next_question(rulebook, interview, standing_of(rulebook, interview))
    if question is None or question.id != case.next_question:
        yield Mismatch(part="next_question", found=(question.id,) if question else (), wanted=case.next_question)


def _compare(part: str, expected: Expected, found: Sequence[str]) -> Iterator[Mismatch]:
    wanted = dict.fromkeys((*expected.includes, *(expected.exactly or ()), *expected.order))
    missing = tuple(id for id in wanted if id not in found)
    others = () if expected.exactly is None else tuple(id for id in found if id not in expected.exactly)
    unwanted = tuple(id for id in found if id in expected.excludes or id in others)
    if missing or unwanted:
        yield Mismatch(part=part, missing=missing, unwanted=unwanted, found=tuple(found))
    elif [id for id in found if id in expected.order] != list(expected.order):
        yield Mismatch(part=part, found=tuple(found), wanted=" > ".join(expected.order))


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesRun:
    """All cases of a rulebook after running; `unfired` are the rules that fire in none of them."""

    rulebook: Rulebook
    results: tuple[CaseResult, ...]
    skipped: tuple[Skipped, ...]
    unfired: tuple[str, ...]


def run_cases(cases: Iterable[Case], skipped: Iterable[Skipped], rulebook: Rulebook) -> CasesRun:
    """Run all cases."""
    results = tuple(run_case(case, rulebook) for case in cases)
    fired = {id for result in results for id in result.fired}
    unfired = tuple(rule.id for rule in rulebook.rules if rule.id not in fired)
    return CasesRun(rulebook=rulebook, results=results, skipped=tuple(skipped), unfired=unfired)
