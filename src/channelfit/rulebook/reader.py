"""Read the documents of a rule folder into a rulebook, with all problems of all files in one run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from channelfit.language import Text
from channelfit.rulebook.context import Context, check_schema, groups_of
from channelfit.rulebook.house import READERS, colour_problems, house_problems
from channelfit.rulebook.layout import CASES, EvidenceFile, GoalsFile, Head, QuestionsFile, ReadinessFile, WordsFile
from channelfit.rulebook.model import (
    EQUAL_WEIGHTS,
    GOALS,
    Channel,
    Colours,
    Goal,
    HoursRule,
    House,
    Question,
    Rulebook,
    Section,
)
from channelfit.rulebook.money import currency_problems
from channelfit.rulebook.names import (
    UNKNOWN_CHANNEL,
    UNKNOWN_EVIDENCE,
    UNKNOWN_GOAL,
    UNKNOWN_OPTION,
    UNKNOWN_PLACEHOLDER,
    UNKNOWN_QUESTION,
    UNSERVED_GOAL,
    asking_for,
    collect_names,
    first_line,
)
from channelfit.rulebook.overlay.address import DUPLICATE_ID, KINDS, origin_of
from channelfit.rulebook.overlay.merge import Overlays
from channelfit.rulebook.question_reader import check_circles, check_needed, finished, question_problems
from channelfit.rulebook.record_reader import read
from channelfit.rulebook.rule_reader import BETWEEN_KEYS, hours_problems, read_channel, read_situation
from channelfit.rulebook.shares import relation_problems
from channelfit.rulebook.sizes import size_problems
from channelfit.source.nodes import Document, ListNode, MapNode, value_at_key
from channelfit.source.problem import InvalidInput, Mark, Mistake, Problem, Source, problem
from channelfit.source.record import Record, record_of
from channelfit.source.values import MISSING_LANGUAGE, UNKNOWN_LANGUAGE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    from channelfit.rulebook.context import Located

    _Item = TypeVar("_Item", bound=Located)
    _File = TypeVar("_File")

MISSING_FILE = Mistake(
    "missing-file",
    de="dem Regelwerk fehlt `{found}`",
    en="the rulebook lacks `{found}`",
)
DISABLED_IN_USE = Mistake(
    "disabled-in-use",
    de="nicht abschaltbar: {kind} `{found}` wird noch gebraucht in {first}",
    en="the {kind} `{found}` cannot be disabled; it is still needed at {first}",
)

REQUIRED_FILES = ("rulebook.yaml", "questions.yaml", "goals.yaml")
SINGLE_FILES = (*REQUIRED_FILES, "readiness.yaml", "evidence.yaml", "wording.yaml")
# What lies below this, as below CASES, is the business of those who run or score it; advice needs none of it.
TESTS = "tests/"
FOLDERS = ("channels", "situations", "tests", "cases")


READINESS_CHECK = Text("Voraussetzung", "readiness check")
_NO_OVERLAYS = Overlays()
# What a rulebook builds on and what it changes is done with when its head is read.
_HEAD_ALONE = record_of(Head).without("extends", "changes")


def read_rulebook(
    documents: Mapping[str, Document], folder: str, problems: Iterable[Problem] = (), overlays: Overlays = _NO_OVERLAYS
) -> Rulebook:
    """The rulebook in the documents (by path below the folder), which overlays may have changed.

    Raises InvalidInput with all problems, those given included; of a rulebook that is too large nothing else is said.
    """
    found = list(problems)
    if too_many := size_problems(documents):
        raise InvalidInput([*found, *too_many])
    rulebook = _read(documents, folder, found, overlays)
    if found:
        raise InvalidInput(_blamed_on_changes(_without_echoes(found, documents), documents, overlays))
    return rulebook


# What is not known any more because an overlay has disabled it.
_DISABLED = {
    UNKNOWN_QUESTION: "question",
    UNKNOWN_PLACEHOLDER: "question",
    UNKNOWN_GOAL: "goal",
    UNKNOWN_EVIDENCE: "evidence",
}


def _blamed_on_changes(problems: list[Problem], documents: Mapping[str, Document], overlays: Overlays) -> list[Problem]:
    """The problems; those with what was disabled stand where it was disabled and name the first who needs it."""
    # A goal is an answer too.
    about_goals = asking_for("goals", documents)
    blamed: dict[object, Problem] = {}
    for wrong in sorted(problems, key=lambda wrong: wrong.order):
        is_goal = wrong.mistake == UNKNOWN_OPTION and wrong.value("question") in about_goals
        kind = "goal" if is_goal else _DISABLED.get(wrong.mistake, "")
        found = wrong.found
        mark = overlays.disabled.get((kind, found))
        if mark is None:
            blamed[wrong] = wrong
        else:
            first = origin_of(wrong.mark)
            blamed.setdefault((kind, found), problem(DISABLED_IN_USE, mark, kind=KINDS[kind], found=found, first=first))
    return list(blamed.values())


# What follows everywhere else when one file cannot be read, and would bury the cause.
_ECHOES = {
    "questions.yaml": (UNKNOWN_QUESTION, UNKNOWN_OPTION, UNKNOWN_PLACEHOLDER),
    "goals.yaml": (UNKNOWN_GOAL, UNSERVED_GOAL, UNKNOWN_OPTION),
    "evidence.yaml": (UNKNOWN_EVIDENCE,),
    "channels": (UNKNOWN_CHANNEL, UNKNOWN_OPTION),
}


def _without_echoes(problems: list[Problem], documents: Mapping[str, Document]) -> list[Problem]:
    unread = {wrong.mark.source.path for wrong in problems} - set(documents)
    if "rulebook.yaml" in unread:
        # Then nobody knows which rules these stand on, which may have all that is lacking here.
        problems = [wrong for wrong in problems if not wrong.mistake.id.startswith(("missing-", "unknown-"))]
    lacking = {wrong.found for wrong in problems if wrong.mistake == MISSING_FILE}
    broken = lacking | unread | {path.split("/")[0] for path in unread}
    echoes = {mistake for path, mistakes in _ECHOES.items() if path in broken for mistake in mistakes}
    head = documents.get("rulebook.yaml")
    listed = value_at_key(head.root, "languages") if head else None
    stated = {item.mark for item in listed.items} if isinstance(listed, ListNode) else set()
    if any(wrong.mistake == UNKNOWN_LANGUAGE and wrong.mark in stated for wrong in problems):
        # Then nobody knows in which languages texts should be.
        echoes |= {UNKNOWN_LANGUAGE, MISSING_LANGUAGE}
    return [wrong for wrong in problems if wrong.mistake not in echoes or wrong.mark in stated]


# What must hold between the keys of a record.
_RULES: dict[object, Callable[..., Iterable[Problem]]] = {
    **BETWEEN_KEYS,
    Colours: colour_problems,
    House: house_problems,
    HoursRule: hours_problems,
    Question: question_problems,
}


def _read(documents: Mapping[str, Document], folder: str, problems: list[Problem], overlays: Overlays) -> Rulebook:
    names = collect_names(documents)
    _check_files(documents, folder, problems)
    context = Context("", names, problems, groups_of(names), _RULES, overlays.ids, READERS)
    head = _file(Head, documents, "rulebook.yaml", context, _HEAD_ALONE)
    context = context._replace(rulebook=head.id)
    read_channels = [read_channel(document, context) for document in _below(documents, "channels/")]
    channels = _by_id(_unique((channel for channel, _ in read_channels), KINDS["channel"], problems))
    situations = [read_situation(document, context) for document in _below(documents, "situations/")]
    rules = [*(rule for _, own in read_channels for rule in own), *(rule for own, _ in situations for rule in own)]
    goals = _unique(_file(GoalsFile, documents, "goals.yaml", context).goals, KINDS["goal"], problems)
    sections, questions = _read_questions(documents, context, goals, channels)
    enabled = {id: channel for id, channel in channels.items() if ("channel", id) not in overlays.disabled}
    problems.extend(relation_problems(enabled, goals, questions, documents))
    if "rulebook.yaml" in documents:
        problems.extend(currency_problems(head.settings, questions, documents["rulebook.yaml"].root))
    readiness = _file(ReadinessFile, documents, "readiness.yaml", context)
    evidence = _file(EvidenceFile, documents, "evidence.yaml", context).evidence
    return Rulebook(
        id=head.id,
        version=head.version,
        languages=names.languages,
        settings=head.settings._replace(criterion_weights={**EQUAL_WEIGHTS, **head.settings.criterion_weights}),
        sections=sections,
        questions=questions,
        goals=goals,
        channels=enabled,
        disabled={id: channel for id, channel in channels.items() if ("channel", id) in overlays.disabled},
        amendments=overlays.amendments,
        rules=tuple(_by_id(_unique(rules, KINDS["rule"], problems)).values()),
        notes=tuple(_by_id(_unique((note for _, own in situations for note in own), KINDS["note"], problems)).values()),
        checks=tuple(_unique(readiness.checks, READINESS_CHECK, problems).values()),
        hours=readiness.hours,
        essentials=tuple(_unique(readiness.essentials, KINDS["essential"], problems).values()),
        evidence=_by_id(_unique(evidence, KINDS["evidence"], problems)),
        accepted=head.accepted,
        accepted_below=frozenset(
            (entry.finding, entry.at) for entry in head.accepted if overlays.ids.get(entry.mark.source.name, head.id) != head.id
        ),
        house=head.house,
        words=_file(WordsFile, documents, "wording.yaml", context).words,
    )


def _check_files(documents: Mapping[str, Document], folder: str, problems: list[Problem]) -> None:
    """All files are there that a rulebook needs, and of this version; tests and cases are for those who run them."""
    broken = {found.mark.source.path for found in problems}
    for path in REQUIRED_FILES:
        if path not in documents and path not in broken:
            problems.append(problem(MISSING_FILE, Mark(Source(folder), 0, 0), found=path))
    for path, document in documents.items():
        if not path.startswith((TESTS, CASES)):
            check_schema(document, problems)


def _read_questions(
    documents: Mapping[str, Document], context: Context, goals: Mapping[str, Goal], channels: Mapping[str, Channel]
) -> tuple[tuple[Section, ...], dict[str, Question]]:
    file = _file(QuestionsFile, documents, "questions.yaml", context)
    groups = {
        "goals": {id: goal.name for id, goal in goals.items()},
        "channels": {id: channel.name for id, channel in channels.items()},
    }
    questions = _unique((finished(question, groups) for question in file.questions), KINDS["question"], context.problems)
    if "questions.yaml" in documents:
        context.problems.extend(check_needed(questions, file.mark))
    context.problems.extend(check_circles(questions))
    if GOALS in questions:
        wanted = questions[GOALS]
        more = (option for option in wanted.options if option not in goals)
        context.problems.extend(problem(UNKNOWN_GOAL, wanted.mark, found=option, expected=goals) for option in more)
    return file.sections, questions


def _below(documents: Mapping[str, Document], folder: str) -> Iterator[Document]:
    return (documents[path] for path in sorted(documents) if path.startswith(folder))


def _file(
    record: Callable[..., _File], documents: Mapping[str, Document], path: str, context: Context, described: Record | None = None
) -> _File:
    """What a file says; nothing, whose problems nobody hears of, if it is not there."""
    document = documents.get(path)
    if document is None:
        nowhere = MapNode((), Mark(Source(path, "", path), 0, 0))
        return read(record, nowhere, context._replace(problems=[]), described=described)
    return read(record, document.root, context, described=described)


def _unique(items: Iterable[_Item], kind: Text, problems: list[Problem]) -> dict[str, _Item]:
    """The items by id, in their order; the second of two with one id is a problem that names the first."""
    found: dict[str, _Item] = {}
    for item in items:
        if item.id in found:
            before = found[item.id].mark
            # Two files of one name in different folders need more than that name.
            first = first_line(before) if before.source.path != item.mark.source.path else origin_of(before)
            problems.append(problem(DUPLICATE_ID, item.mark, kind=kind, found=item.id, first=first))
        elif item.id:
            found[item.id] = item
    return found


def _by_id(items: dict[str, _Item]) -> dict[str, _Item]:
    return {id: items[id] for id in sorted(items)}
