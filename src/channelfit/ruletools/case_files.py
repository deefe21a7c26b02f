"""Read files of cases that rules are judged by: what worked at real companies, how judges rank, what a consultant names."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from channelfit.profile import Profile, missing_answers, read_profile
from channelfit.rulebook.context import Context, Group, check_schema
from channelfit.rulebook.labels import PROFILE
from channelfit.rulebook.layout import CASES, POPULAR
from channelfit.rulebook.model import GOALS, Rulebook
from channelfit.rulebook.names import UNKNOWN_CHANNEL, UNKNOWN_GOAL, Names, first_line
from channelfit.rulebook.overlay.address import DUPLICATE_ID, KINDS, origin_of
from channelfit.rulebook.record_reader import read
from channelfit.ruletools.case_sets import (
    NOT_AFTER_CHOICE,
    Case,
    CaseFile,
    CaseSet,
    JudgedCompany,
    Judgement,
    Kind,
    Outcome,
    Situation,
)
from channelfit.source.nodes import Document, ListNode, MapNode, Node, Scalar, value_at_key
from channelfit.source.problem import Mark, Mistake, Problem, Source, problem
from channelfit.source.values import EMPTY_TEXT, MISSING_KEY, dative, is_null

NO_CASES = Mistake(
    "no-cases",
    de="die Datei nennt keine Fälle",
    en="the file has no cases",
)
UNKNOWN_CASES = Mistake(
    "unknown-cases",
    de="`{found}` ist weder eine Datei noch ein Name von Fällen dieser Regeln",
    en="`{found}` is neither a file nor a name of cases of these rules",
)
NO_CASES_OF_RULES = Mistake(
    "no-cases-of-rules",
    de="zu diesen Regeln gehören keine Fälle; nennen Sie eine Datei mit Fällen",
    en="these rules come with no cases; name a file of cases",
)
CONTRADICTION = Mistake(
    "contradictory-case",
    de="`{found}` steht unter `{key}` und unter `{other}`",
    en="`{found}` is listed under `{key}` and under `{other}`",
)
NO_CHANNEL = Mistake(
    "no-channel-in-outcome",
    de="das Ergebnis nennt keinen Kanal; erwartet wird `worked` oder `dropped`",
    en="the outcome names no channel; expected `worked` or `dropped`",
)
NOT_ITS_GOAL = Mistake(
    "not-its-goal",
    de="`{found}` ist keines der Ziele dieses Unternehmens",
    en="`{found}` is none of the goals of this company",
)
NOT_OF_THE_WORK = Mistake(
    "not-of-the-work",
    de="`{found}` ändert sich durch die Arbeit auf einem Kanal nicht; es gehört in `profile`",
    en="`{found}` is not changed by the work on a channel; it belongs in `profile`",
)


def read_case_sets(documents: Iterable[Document], rulebook: Rulebook) -> tuple[tuple[CaseSet, ...], tuple[Problem, ...]]:
    """The cases of all files, and all problems. The documents of one file are one, and files of one name have their path."""
    problems: list[Problem] = []
    sets: dict[tuple[str, Kind], CaseSet] = {}
    first: dict[tuple[str, str], Mark] = {}
    for document in documents:
        for found in _read_file(document, rulebook, first, problems):
            file = document.source.name, found.kind
            sets[file] = _together(sets[file], found) if file in sets else found
    return tuple(_named_apart(sets)), tuple(problems)


def _together(first: CaseSet, second: CaseSet) -> CaseSet:
    return first._replace(cases=(*first.cases, *second.cases), skipped=(*first.skipped, *second.skipped))


def _named_apart(sets: Mapping[tuple[str, Kind], CaseSet]) -> Iterator[CaseSet]:
    """The sets, so that no two are called the same: of several kinds in a file each says which it is."""
    files: dict[str, set[str]] = {}
    for (file, _), one in sets.items():
        files.setdefault(one.name, set()).add(file)
    for (file, _), one in sets.items():
        kinds = sum(other == file for other, _ in sets)
        yield one._replace(name=file if len(files[one.name]) > 1 else one.name, is_alone=kinds == 1)


def case_documents(documents: Mapping[str, Document]) -> dict[str, Document]:
    """The documents of a rulebook that hold cases, by the name that they are asked for by."""
    below = ((path, document) for path, document in sorted(documents.items()) if path.startswith(CASES))
    return {_name_of(path): document for path, document in below if any(True for kind in Kind if _holds(document, kind))}


def files_of(document: Document) -> frozenset[str]:
    """The files that the cases of a document stand in: its own, and those of overlays that add to it."""
    lists = (value_at_key(document.root, kind.value) for kind in Kind)
    items = (item for listed in lists if isinstance(listed, ListNode) for item in listed.items)
    return frozenset((document.source.name, *(item.mark.source.name for item in items)))


def popular_in(documents: Mapping[str, Document], rulebook: Rulebook) -> tuple[str, ...]:
    """The list of popular channels that comes with a rulebook, without those it does not have; none if there is no list."""
    known = {*rulebook.channels, *rulebook.disabled}
    below = (document for path, document in sorted(documents.items()) if path.startswith(CASES))
    named = (name.text for document in below for name in _names(document.root, POPULAR))
    return tuple(dict.fromkeys(channel for channel in named if channel in known))


def case_problems(documents: Mapping[str, Document], rulebook: Rulebook) -> tuple[Problem, ...]:
    """All problems of the cases that come with a rulebook."""
    return read_case_sets((document for path, document in sorted(documents.items()) if path.startswith(CASES)), rulebook)[1]


def _holds(document: Document, kind: Kind) -> bool:
    return value_at_key(document.root, kind.value) is not None


def _read_file(
    document: Document, rulebook: Rulebook, first: dict[tuple[str, str], Mark], problems: list[Problem]
) -> list[CaseSet]:
    """The cases of a document by their kind; `first` is where each id of a file stood first."""
    check_schema(document, problems)
    file = read(CaseFile, document.root, _context(document, rulebook, problems))
    lists: Mapping[Kind, tuple[Case, ...]] = {
        Kind.OUTCOMES: file.outcomes,
        Kind.COMPANIES: file.companies,
        Kind.SITUATIONS: file.situations,
    }
    found = []
    for kind, cases in lists.items():
        if (node := value_at_key(document.root, kind.value)) is not None:
            if is_null(node):
                problems.append(problem(EMPTY_TEXT, node.mark, key=kind.value))
            _report_repeated(document.source.name, cases, first, problems)
            lacking = {case.id for case in cases if missing_answers(rulebook, case.profile)}
            kept = tuple(case for case in cases if case.id not in lacking)
            skipped = tuple(case.id for case in cases if case.id in lacking)
            found.append(CaseSet(_name_of(document.source.path or document.source.name), kind, kept, node.mark, skipped))
    if not found and isinstance(document.root, MapNode) and value_at_key(document.root, POPULAR) is None:
        problems.append(problem(NO_CASES, document.root.mark, expected=[kind.value for kind in Kind]))
    return found


def _name_of(path: str) -> str:
    """The name of a file without its ending: of a rulebook its path below `cases`, else without its folder."""
    below = path.removeprefix(CASES) if path.startswith(CASES) else path.replace("\\", "/").rsplit("/", 1)[-1]
    return below.rsplit(".", 1)[0]


def _context(document: Document, rulebook: Rulebook, problems: list[Problem]) -> Context:
    groups: dict[str, Group] = {
        "channel": (UNKNOWN_CHANNEL, rulebook.titles),
        "goal": (UNKNOWN_GOAL, rulebook.goals),
    }
    rules: dict[object, Callable[..., Iterable[Problem]]] = {
        Outcome: _outcome_problems,
        JudgedCompany: _company_problems,
        Judgement: _judgement_problems,
        Situation: lambda _, node, __: _contradictions(node, ("good",), ("bad",)),
    }
    readers: dict[str, Callable[..., object]] = {
        "profile": partial(_read_profile, document, rulebook),
        "answers": partial(_read_answers, document, rulebook),
    }
    return Context(rulebook.id, Names(rulebook.languages), problems, groups, rules, readers=readers)


def _report_repeated(file: str, cases: Sequence[Case], first: dict[tuple[str, str], Mark], problems: list[Problem]) -> None:
    """An id stands once in a file, whatever kinds of cases and documents it has, and whoever adds to it."""
    for case in cases:
        before = first.setdefault((file, case.id), case.mark)
        if case.id and before is not case.mark:
            # An overlay's file has the same path as the one that it adds to.
            line = first_line(before) if before.source.name == case.mark.source.name else origin_of(before)
            problems.append(problem(DUPLICATE_ID, case.mark, kind=KINDS["case"], found=case.id, first=line))


def _read_answers(document: Document, rulebook: Rulebook, context: Context, _: str, node: Node) -> Mapping[str, object]:
    """Answers, whatever else is open; who the company is and what it wants stays as it is."""
    for key, _value in node.entries if isinstance(node, MapNode) else ():
        if key.text in NOT_AFTER_CHOICE:
            context.problems.append(problem(NOT_OF_THE_WORK, key.mark, found=key.text))
    profile, wrong = read_profile(Document(document.source, _without_disabled(node, rulebook)), rulebook)
    context.problems.extend(wrong)
    return profile.answers


def _read_profile(document: Document, rulebook: Rulebook, context: Context, _: str, node: Node) -> Profile:
    """The profile of a case, which must be enough for advice by the rules that it came with."""
    profile, wrong = read_profile(Document(document.source, _without_disabled(node, rulebook)), rulebook)
    context.problems.extend(wrong)
    for question in () if wrong else missing_answers(rulebook, profile):
        if not _is_inherited(node.mark.source, question.mark.source):
            context.problems.append(problem(MISSING_KEY, node.mark, record=dative(PROFILE), key=question.id))
    return profile


def _is_inherited(source: Source, asking: Source) -> bool:
    """Whether a case comes with other rules than those that ask: who wrote it could not know the question."""
    return bool(source.path) and _folder_of(source) != _folder_of(asking)


def _folder_of(source: Source) -> str:
    """The folder of the rulebook that a file belongs to."""
    return source.name.replace("\\", "/").rsplit("/", source.path.count("/") + 1)[0]


def _without_disabled(node: Node, rulebook: Rulebook) -> Node:
    """Answers without those to questions that an overlay has disabled: a case keeps its place, as it does with channels."""
    disabled = {change.target for change in rulebook.amendments if change.kind == "question" and not change.path}
    if not disabled or not isinstance(node, MapNode):
        return node
    return MapNode(tuple((key, value) for key, value in node.entries if key.text not in disabled), node.mark)


def _outcome_problems(outcome: Outcome, node: Node, _: Context) -> Iterator[Problem]:
    """What worked was not given up; and an outcome is one of some channel."""
    if not outcome.worked and not outcome.dropped:
        yield problem(NO_CHANNEL, node.mark)
    yield from _contradictions(node, ("worked",), ("dropped",))


def _judgement_problems(judgement: Judgement, node: Node, _: Context) -> Iterator[Problem]:
    """What is ranked, or good for a goal, is no mistake."""
    yield from _contradictions(node, ("rank",), ("never",))
    for goal in judgement.good_for:
        yield from _contradictions(node, ("never",), ("good_for", goal))


def _company_problems(company: JudgedCompany, node: Node, context: Context) -> Iterator[Problem]:
    """Nobody judges what is good for a goal that the company does not have."""
    goals = company.profile.answers.get(GOALS)
    judged = value_at_key(node, "judgements")
    if not isinstance(goals, tuple) or not isinstance(judged, ListNode):
        return
    for one in judged.items:
        named = value_at_key(one, "good_for")
        for goal, _value in named.entries if isinstance(named, MapNode) else ():
            if goal.text in context.groups["goal"][1] and goal.text not in goals:
                yield problem(NOT_ITS_GOAL, goal.mark, found=goal.text, expected=goals)


def _contradictions(node: Node, first: Sequence[str], second: Sequence[str]) -> Iterator[Problem]:
    """No channel stands in two lists that deny each other, each at its path of keys."""
    denied = {name.text for name in _names(node, *first)}
    said: dict[str, Scalar] = {}
    for name in _names(node, *second):
        said.setdefault(name.text, name)
    for id, name in said.items():
        if id in denied:
            yield problem(CONTRADICTION, name.mark, found=id, key=".".join(first), other=".".join(second))


def _names(node: Node, *keys: str) -> tuple[Scalar, ...]:
    """The words that are listed at a path of keys; one alone stands for a list of one."""
    value: Node | None = node
    for key in keys:
        value = value_at_key(value, key)
    items = value.items if isinstance(value, ListNode) else (value,)
    return tuple(item for item in items if isinstance(item, Scalar))
