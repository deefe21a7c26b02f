"""Read files of cases that rules are judged by: what worked at real companies, how judges rank, what a consultant names."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from channelfit.profile import LISTED_TWICE, PROFILE, Profile, missing_answers, read_profile
from channelfit.rulebook.context import Context, Group, check_schema
from channelfit.rulebook.model import Rulebook
from channelfit.rulebook.names import UNKNOWN_CHANNEL, UNKNOWN_GOAL, Names, first_line
from channelfit.rulebook.overlay.address import DUPLICATE_ID, KINDS
from channelfit.rulebook.reader import CASES
from channelfit.rulebook.record_reader import read
from channelfit.ruletools.case_sets import POPULAR, Case, CaseFile, CaseSet, Judgement, Kind, Outcome, Situation
from channelfit.source.document import Document, ListNode, MapNode, Node, Scalar, value_at_key
from channelfit.source.problem import Mark, Mistake, Problem, Source, problem
from channelfit.source.values import MISSING_KEY, dative

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


def read_case_sets(documents: Iterable[Document], rulebook: Rulebook) -> tuple[tuple[CaseSet, ...], tuple[Problem, ...]]:
    """The cases of all files, and all problems."""
    problems: list[Problem] = []
    sets = [found for document in documents for found in _read_file(document, rulebook, problems)]
    return tuple(sets), tuple(problems)


def case_documents(documents: Mapping[str, Document]) -> dict[str, Document]:
    """The documents of a rulebook that hold cases, by the name that they are asked for by."""
    below = ((path, document) for path, document in sorted(documents.items()) if path.startswith(CASES))
    return {_stem(path): document for path, document in below if any(True for kind in Kind if _holds(document, kind))}


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


def _read_file(document: Document, rulebook: Rulebook, problems: list[Problem]) -> list[CaseSet]:
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
            _report_repeated(cases, problems)
            lacking = {case.id for case in cases if missing_answers(rulebook, case.profile)}
            kept = tuple(case for case in cases if case.id not in lacking)
            skipped = tuple(case.id for case in cases if case.id in lacking)
            found.append(CaseSet(_stem(document.source.name), kind, kept, node.mark, skipped))
    if not found and isinstance(document.root, MapNode) and value_at_key(document.root, POPULAR) is None:
        problems.append(problem(NO_CASES, document.root.mark, expected=[kind.value for kind in Kind]))
    return found


def _stem(name: str) -> str:
    """The name of a file without its folder and ending."""
    return name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]


def _context(document: Document, rulebook: Rulebook, problems: list[Problem]) -> Context:
    groups: dict[str, Group] = {
        "channel": (UNKNOWN_CHANNEL, rulebook.titles),
        "goal": (UNKNOWN_GOAL, rulebook.goals),
    }
    rules: dict[object, Callable[..., Iterable[Problem]]] = {
        Outcome: partial(_list_problems, ("worked", "dropped")),
        Judgement: partial(_list_problems, ("rank", "never")),
        Situation: partial(_list_problems, ("good", "bad")),
    }
    readers: dict[str, Callable[..., object]] = {
        "profile": partial(_read_profile, document, rulebook),
        "answers": partial(_read_answers, document, rulebook),
    }
    return Context(rulebook.id, Names(rulebook.languages), problems, groups, rules, readers=readers)


def _report_repeated(cases: Sequence[Case], problems: list[Problem]) -> None:
    first: dict[str, Mark] = {}
    for case in cases:
        if case.id and case.id in first:
            line = first_line(first[case.id])
            problems.append(problem(DUPLICATE_ID, case.mark, kind=KINDS["case"], found=case.id, first=line))
        first.setdefault(case.id, case.mark)


def _read_answers(document: Document, rulebook: Rulebook, context: Context, _: str, node: Node) -> Mapping[str, object]:
    """Answers, whatever else is open."""
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


def _list_problems(keys: tuple[str, str], _: Outcome | Judgement | Situation, node: Node, __: Context) -> Iterator[Problem]:
    """No channel stands twice in a list, nor in two lists that deny each other."""
    first, second = ({name.text: name for name in reversed(_names(node, key))} for key in keys)
    for key in keys:
        listed: set[str] = set()
        for name in _names(node, key):
            if name.text in listed:
                yield problem(LISTED_TWICE, name.mark, question=key, found=name.text)
            listed.add(name.text)
    for id, name in sorted(second.items(), key=lambda entry: (entry[1].mark.line, entry[1].mark.column)):
        if id in first:
            yield problem(CONTRADICTION, name.mark, found=id, key=keys[0], other=keys[1])


def _names(node: Node, key: str) -> tuple[Scalar, ...]:
    """The words that are listed under a key; one alone stands for a list of one."""
    value = value_at_key(node, key)
    items = value.items if isinstance(value, ListNode) else (value,)
    return tuple(item for item in items if isinstance(item, Scalar))
