"""Read the cases of a rulebook: a profile and what must come out of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from channelfit.advice.readiness import Level
from channelfit.language import Text, both
from channelfit.profile import Profile, missing_answers, read_profile
from channelfit.rulebook.context import Context, Group, check_schema, file_stem
from channelfit.rulebook.labels import PROFILE
from channelfit.rulebook.model import VERSION, Id, Rulebook
from channelfit.rulebook.names import UNKNOWN_CHANNEL, UNKNOWN_GOAL, UNKNOWN_QUESTION, Names, first_line
from channelfit.rulebook.overlay.address import DUPLICATE_ID, KINDS
from channelfit.rulebook.record_reader import read, read_value
from channelfit.source.nodes import Document, MapNode, Node, value_at_key
from channelfit.source.problem import Mark, Mistake, Problem, problem
from channelfit.source.record import Choice, Key, Known, ListOf, MapOf, Number, Part, Plain, SomeOf, record
from channelfit.source.values import MISSING_KEY, Limits, dative, number_of
from channelfit.typed import Annotated, NamedTuple

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


@record("expected", de="Was in der Liste stehen muss.", en="What the list must have.")
class Expected(NamedTuple):
    """Ids that must be in a list, must not be, are all of it in any order, or stand in it in this order."""

    includes: Annotated[tuple[str, ...], Key(SomeOf(Known("expected")), "Diese müssen darin sein.", "These must be in it.")] = ()
    excludes: Annotated[
        tuple[str, ...], Key(SomeOf(Known("expected")), "Diese dürfen nicht darin sein.", "These must not be in it.")
    ] = ()
    exactly: Annotated[
        tuple[str, ...] | None,
        Key(SomeOf(Known("expected")), "Genau diese, in beliebiger Reihenfolge.", "Exactly these, in any order."),
    ] = None
    order: Annotated[
        tuple[str, ...], Key(SomeOf(Known("expected")), "Diese stehen in dieser Reihenfolge.", "These stand in this order.")
    ] = ()


@record("share", de="Grenzen eines Anteils von 0 bis 1.", en="Bounds of a share from 0 to 1.")
class Bounds(NamedTuple):
    """A share that must lie between two others."""

    at_least: Annotated[float, Key(Number(0, 1), "So viel oder mehr.", "So much or more.")] = 0.0
    at_most: Annotated[float, Key(Number(0, 1), "So viel oder weniger.", "So much or less.")] = 1.0


@record("coverage", de="Grenzen der Zielabdeckung.", en="Bounds of the coverage.")
class Coverage(NamedTuple):
    """Bounds of the coverage, in total and by goal."""

    at_least: Annotated[float, Key(Number(0, 1), "So viel oder mehr.", "So much or more.")] = 0.0
    at_most: Annotated[float, Key(Number(0, 1), "So viel oder weniger.", "So much or less.")] = 1.0
    goals: Annotated[Mapping[str, Bounds], Key(MapOf("goal", Bounds), "Je Ziel.", "Of each goal.")] = {}


def _read_expected(group: str, context: Context, key: str, node: Node) -> Expected:
    """What must be in a list of ids of a group."""
    groups = {**context.groups, "expected": context.groups[group]}
    return read(Expected, node, context._replace(groups=groups), both(f"`{key}`"))


def _read_stable(context: Context, key: str, node: Node) -> dict[str, Bounds]:
    """The bounds of channels, or (under no channel) of every recommended one."""
    if any(value_at_key(node, bound) is not None for bound in Bounds._fields):
        return {"": read(Bounds, node, context, both(f"`{key}`"))}
    found = read_value(MapOf("channel", Bounds), context, key, node)
    return {channel: bounds for channel, bounds in found.items() if isinstance(bounds, Bounds)} if isinstance(found, dict) else {}


@record("expect", de="Was herauskommen muss.", en="What must come out.")
class Expect(NamedTuple):
    """What must come out; `stable` has bounds for channels (none: every recommended one)."""

    recommended: Annotated[
        Expected,
        Key(
            Part("expected_channels", partial(_read_expected, "channel")), "Die empfohlenen Kanäle.", "The recommended channels."
        ),
    ] = Expected()
    basics: Annotated[
        Expected,
        Key(
            Part("expected_channels", partial(_read_expected, "channel")),
            "Was zuerst in Ordnung zu bringen ist.",
            "What is to be put in order first.",
        ),
    ] = Expected()
    notes: Annotated[Expected, Key(Part("expected_notes", partial(_read_expected, "note")), "Die Hinweise.", "The notes.")] = (
        Expected()
    )
    fires: Annotated[tuple[str, ...], Key(SomeOf(Known("rule")), "Diese Regeln gelten.", "These rules hold.")] = ()
    silent: Annotated[tuple[str, ...], Key(SomeOf(Known("rule")), "Diese Regeln gelten nicht.", "These rules do not hold.")] = ()
    readiness: Annotated[Level | None, Key(Choice(Level), "Wie weit die Voraussetzungen sind.", "How far the groundwork is.")] = (
        None
    )
    coverage: Annotated[
        Coverage | None,
        Key(
            Coverage,
            "Die Zielabdeckung, im Ganzen oder unter `goals` je Ziel.",
            "The coverage, in total or, under `goals`, of each goal.",
        ),
    ] = None
    stable: Annotated[
        Mapping[str, Bounds],
        Key(
            Part("stable", _read_stable),
            "Wie oft jeder empfohlene Kanal, oder ein genannter, bei anderen Gewichten gewählt bleibt.",
            "How often each recommended channel, or one that is named, stays chosen with other weights.",
        ),
    ] = {}
    next_question: Annotated[str, Key(Known("question"), "Was als Nächstes gefragt wird.", "What is asked next.")] = ""


@record("case", name=Text("ein Testfall", "a case"), de="Ein Testfall.", en="A case.")
class _Entry(NamedTuple):
    """A case as it stands in its file."""

    id: Id
    profile: Annotated[
        Node | None,
        Key(
            Part("profile"),
            "Die Antworten eines Unternehmens; die Pflichtfragen müssen dabei sein.",
            "The answers of a company; the required ones must be there.",
            required=True,
        ),
    ]
    expect: Annotated[Node | None, Key(Part("expect"), "Was herauskommen muss.", "What must come out.", required=True)]
    todo: Annotated[
        bool, Key(Plain.FLAG, "Der Testfall schlägt noch fehl, und das ist bekannt.", "The case is known to fail so far.")
    ]
    mark: Mark


@record(
    "tests",
    name=Text("eine Testdatei", "a test file"),
    de="Testfälle: ein Profil und was dabei herauskommen muss.",
    en="Cases: a profile and what must come out of it.",
    also={"schema": VERSION},
)
class CasesFile(NamedTuple):
    """A file of cases."""

    cases: Annotated[tuple[_Entry, ...], Key(ListOf(_Entry), "Die Testfälle.", "The cases.", required=True)]


class Case(NamedTuple):
    """A profile and what must come out of it. A case that is `todo` is known to fail."""

    id: str
    profile: Profile
    expect: Expect
    todo: bool
    mark: Mark


class Skipped(NamedTuple):
    """A case that names channels which an overlay has disabled."""

    id: str
    channels: tuple[str, ...]
    mark: Mark


def read_cases(
    documents: Mapping[str, Document], rulebook: Rulebook
) -> tuple[tuple[Case, ...], tuple[Skipped, ...], tuple[Problem, ...]]:
    """All cases below `tests/`, those to skip, and all problems; a case is addressed `filestem/id`."""
    problems: list[Problem] = []
    context = _context(rulebook, problems)
    cases: dict[str, Case] = {}
    skipped: list[Skipped] = []
    for path, document in sorted(documents.items()):
        for case in _cases_of(document, rulebook, context) if path.startswith("tests/") else ():
            if case.id in cases:
                first = first_line(cases[case.id].mark)
                problems.append(problem(DUPLICATE_ID, case.mark, kind=KINDS["case"], found=case.id, first=first))
            if disabled := tuple(sorted(_channels_of(case.expect) & set(rulebook.disabled))):
                skipped.append(Skipped(case.id, disabled, case.mark))
            cases[case.id] = case
    passed_over = {case.id for case in skipped}
    return tuple(cases[id] for id in sorted(cases) if id not in passed_over), tuple(skipped), tuple(problems)


def _context(rulebook: Rulebook, problems: list[Problem]) -> Context:
    groups: dict[str, Group] = {
        "channel": (UNKNOWN_CHANNEL, rulebook.titles),
        "goal": (UNKNOWN_GOAL, rulebook.goals),
        "note": (UNKNOWN_NOTE, tuple(note.id for note in rulebook.notes)),
        "question": (UNKNOWN_QUESTION, rulebook.questions),
        "rule": (UNKNOWN_RULE, tuple(rule.id for rule in rulebook.rules)),
    }
    rules: dict[object, Callable[..., Iterable[Problem]]] = {Bounds: _bound_problems, Coverage: _bound_problems}
    return Context(rulebook.id, Names(rulebook.languages), problems, groups, rules)


def _bound_problems(bounds: Bounds | Coverage, node: Node, _: Context) -> Iterator[Problem]:
    """Bounds leave room."""
    found: list[Problem] = []
    most = value_at_key(node, "at_most")
    if most is not None and bounds.at_most < bounds.at_least:
        number_of(found, "at_most", most, Limits(bounds.at_least, 1))
    yield from found


def _channels_of(expect: Expect) -> set[str]:
    """Every channel that a case expects something of."""
    parts = (expect.recommended, expect.basics)
    named = {id for part in parts for ids in (part.includes, part.excludes, part.order, part.exactly or ()) for id in ids}
    return named | set(expect.stable)


def _cases_of(document: Document, rulebook: Rulebook, context: Context) -> Iterator[Case]:
    check_schema(document, context.problems)
    for entry in read(CasesFile, document.root, context).cases:
        yield _case(entry, document, rulebook, context)


def _case(entry: _Entry, document: Document, rulebook: Rulebook, context: Context) -> Case:
    root, expected = (node if node is not None else MapNode((), entry.mark) for node in (entry.profile, entry.expect))
    profile, wrong = read_profile(Document(document.source, root), rulebook)
    context.problems.extend(wrong)
    keys = {key.text for key, _ in expected.entries} if isinstance(expected, MapNode) else set()
    if not keys and entry.expect is not None:
        context.problems.append(problem(NOTHING_EXPECTED, expected.mark, found=entry.id))
    if not wrong and entry.profile is not None and keys != {"next_question"}:
        for question in missing_answers(rulebook, profile):
            context.problems.append(problem(MISSING_KEY, root.mark, record=dative(PROFILE), key=question.id))
    expect = read(Expect, expected, context, both("`expect`"))
    return Case(f"{file_stem(document)}/{entry.id}", profile, expect, entry.todo, entry.mark)
