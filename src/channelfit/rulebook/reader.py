"""Read the documents of a rule folder into a rulebook, with all problems of all files in one run."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, Protocol, TypeVar

from channelfit.language import Text, both
from channelfit.rulebook.accepted import read_accepted
from channelfit.rulebook.context import Context, check_schema
from channelfit.rulebook.house import read_house
from channelfit.rulebook.item_reader import read_evidence, read_goals, read_readiness
from channelfit.rulebook.model import (
    GOALS,
    MOST_HOURLY_VALUE,
    Accepted,
    Channel,
    Criterion,
    Goal,
    House,
    Question,
    Rulebook,
    Section,
    Settings,
)
from channelfit.rulebook.names import (
    UNKNOWN_CHANNEL,
    UNKNOWN_EVIDENCE,
    UNKNOWN_GOAL,
    UNKNOWN_OPTION,
    UNKNOWN_PLACEHOLDER,
    UNKNOWN_QUESTION,
    UNSERVED_GOAL,
    collect_names,
    first_line,
)
from channelfit.rulebook.overlay.address import DUPLICATE_ID, KINDS, origin_of
from channelfit.rulebook.overlay.merge import Overlays
from channelfit.rulebook.question_reader import check_circles, check_needed, read_questions, with_group_options
from channelfit.rulebook.rule_reader import read_channel, read_situation
from channelfit.source.document import Document, MapNode, Scalar
from channelfit.source.fields import A_WHOLE_NUMBER, UNKNOWN_LANGUAGE, UNKNOWN_VALUE, Fields
from channelfit.source.problem import InvalidInput, Mark, Mistake, Problem, Source, problem

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
SINGLE_FILES = (*REQUIRED_FILES, "readiness.yaml", "evidence.yaml")
FOLDERS = ("channels", "situations", "tests")


READINESS_CHECK = Text("Voraussetzung", "readiness check")
_NO_OVERLAYS = Overlays()


class _Located(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def mark(self) -> Mark: ...


_Item = TypeVar("_Item", bound=_Located)


def read_rulebook(
    documents: Mapping[str, Document], folder: str, problems: Iterable[Problem] = (), overlays: Overlays = _NO_OVERLAYS
) -> Rulebook:
    """The rulebook in the documents (by path below the folder), which overlays may have changed.

    Raises InvalidInput with all problems, those given included.
    """
    found = list(problems)
    rulebook = _read(documents, folder, found, overlays)
    if found:
        raise InvalidInput(_blamed_on_changes(_without_echoes(found, documents), overlays))
    return rulebook


# What is not known any more because an overlay has disabled it.
_DISABLED = {
    UNKNOWN_QUESTION: "question",
    UNKNOWN_PLACEHOLDER: "question",
    UNKNOWN_GOAL: "goal",
    UNKNOWN_EVIDENCE: "evidence",
}


def _blamed_on_changes(problems: list[Problem], overlays: Overlays) -> list[Problem]:
    """The problems; those with what was disabled stand where it was disabled and name the first who needs it."""
    blamed: dict[object, Problem] = {}
    for wrong in sorted(problems, key=lambda wrong: wrong.order):
        kind = _DISABLED.get(wrong.mistake, "")
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
    lacking = {wrong.found for wrong in problems if wrong.mistake == MISSING_FILE}
    broken = lacking | unread | {path.split("/")[0] for path in unread}
    echoes = {mistake for path, mistakes in _ECHOES.items() if path in broken for mistake in mistakes}
    return [wrong for wrong in problems if wrong.mistake not in echoes]


def _read(documents: Mapping[str, Document], folder: str, problems: list[Problem], overlays: Overlays) -> Rulebook:
    names = collect_names(documents)
    broken = {found.mark.source.path for found in problems}
    for path in REQUIRED_FILES:
        if path not in documents and path not in broken:
            problems.append(problem(MISSING_FILE, Mark(Source(folder), 0, 0), found=path))
    head = _read_head(_fields(documents, "rulebook.yaml", Context("", names, problems)), names.languages)
    context = Context(head.id, names, problems, overlays.ids)
    read_channels = [read_channel(document, context) for document in _below(documents, "channels/")]
    channels = _by_id(_unique((channel for channel, _ in read_channels), KINDS["channel"], problems))
    situations = [read_situation(document, context) for document in _below(documents, "situations/")]
    rules = [*(rule for _, own in read_channels for rule in own), *(rule for own, _ in situations for rule in own)]
    goals = _unique(read_goals(_fields(documents, "goals.yaml", context), context), KINDS["goal"], problems)
    sections, questions = _read_questions(documents, context, goals, channels)
    checks, hours, essentials = read_readiness(_fields(documents, "readiness.yaml", context), context)
    evidence = read_evidence(_fields(documents, "evidence.yaml", context), context)
    return Rulebook(
        id=head.id,
        version=head.version,
        languages=names.languages,
        settings=head.settings,
        sections=sections,
        questions=questions,
        goals=goals,
        channels={id: channel for id, channel in channels.items() if ("channel", id) not in overlays.disabled},
        disabled={id: channel for id, channel in channels.items() if ("channel", id) in overlays.disabled},
        amendments=overlays.amendments,
        rules=tuple(_by_id(_unique(rules, KINDS["rule"], problems)).values()),
        notes=tuple(_by_id(_unique((note for _, own in situations for note in own), KINDS["note"], problems)).values()),
        checks=tuple(_unique(checks, READINESS_CHECK, problems).values()),
        hours=hours,
        essentials=tuple(_unique(essentials, KINDS["essential"], problems).values()),
        evidence=_by_id(_unique(evidence, KINDS["evidence"], problems)),
        accepted=head.accepted,
        house=head.house,
    )


def _read_questions(
    documents: Mapping[str, Document], context: Context, goals: Mapping[str, Goal], channels: Mapping[str, Channel]
) -> tuple[tuple[Section, ...], dict[str, Question]]:
    fields = _fields(documents, "questions.yaml", context)
    sections, asked = read_questions(fields, context)
    groups = {
        "goals": {id: goal.name for id, goal in goals.items()},
        "channels": {id: channel.name for id, channel in channels.items()},
    }
    questions = _unique((with_group_options(question, groups) for question in asked), KINDS["question"], context.problems)
    if "questions.yaml" in documents:
        context.problems.extend(check_needed(questions, fields.mark))
    context.problems.extend(check_circles(questions))
    if GOALS in questions:
        wanted = questions[GOALS]
        more = (option for option in wanted.options if option not in goals)
        context.problems.extend(problem(UNKNOWN_GOAL, wanted.mark, found=option, expected=goals) for option in more)
    return sections, questions


def _below(documents: Mapping[str, Document], folder: str) -> Iterator[Document]:
    return (documents[path] for path in sorted(documents) if path.startswith(folder))


def _fields(documents: Mapping[str, Document], path: str, context: Context) -> Fields:
    """The fields of a file; those of an empty one, whose problems nobody hears of, if it is not there."""
    document = documents.get(path)
    if document is None:
        return Fields(MapNode((), Mark(Source(path, "", path), 0, 0)), both(f"`{path}`"), [])
    fields = context.fields(document.root, both(f"`{path}`"))
    check_schema(fields)
    return fields


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


class _Head(NamedTuple):
    """What `rulebook.yaml` says."""

    id: str
    version: str
    settings: Settings
    accepted: tuple[Accepted, ...]
    house: House | None


def _read_head(fields: Fields, languages: tuple[str, ...]) -> _Head:
    weights = {criterion.value: 1.0 for criterion in Criterion}
    id = fields.identifier("id").text
    version = fields.string("version", required=True)
    _check_languages(fields)
    node = fields.node("settings")
    settings = Settings(criterion_weights=weights)
    if node is not None:
        settings = _read_settings(Fields(node, both("`settings`"), fields.problems), settings)
    accepted = read_accepted(fields, languages)
    house = read_house(fields, languages)
    fields.close()
    return _Head(id, version, settings, accepted, house)


def _check_languages(fields: Fields) -> None:
    fields.node("languages", required=True)
    for language in fields.names("languages"):
        if language.text not in ("de", "en"):
            fields.report(UNKNOWN_LANGUAGE, language.mark, found=language.text, expected=("de", "en"))


def _read_settings(fields: Fields, default: Settings) -> Settings:
    def number(key: str, usual: float, lowest: float, highest: float) -> float:
        found = fields.number(key, lowest=lowest, highest=highest)
        return usual if found is None else found

    def count(key: str, usual: int) -> int:
        node = fields.node(key)
        if node is not None and not (isinstance(node, Scalar) and type(node.value) is int):
            fields.wrong_type(key, node, A_WHOLE_NUMBER)
            return usual
        return int(number(key, usual, 0, 100))

    weights = dict(default.criterion_weights)
    for key, value in fields.entries("criterion_weights"):
        if key.text in weights:
            weights[key.text] = fields.number_of(key.text, value, 0, 10) or 0.0
        else:
            fields.report(UNKNOWN_VALUE, key.mark, key="criterion_weights", found=key.text, expected=weights, nearest_to=key.text)
    settings = Settings(
        top_fit=number("top_fit", default.top_fit, 0, 1),
        min_points=number("min_points", default.min_points, -10, 10),
        max_criterion_points=number("max_criterion_points", default.max_criterion_points, 0, 100),
        focus_price=number("focus_price", default.focus_price, 0, 1),
        max_channels=count("max_channels", default.max_channels),
        max_basics=count("max_basics", default.max_basics),
        not_ready_max_channels=count("not_ready_max_channels", default.not_ready_max_channels),
        hourly_value=number("hourly_value", default.hourly_value, 0, MOST_HOURLY_VALUE),
        evidence_max_age_years=number("evidence_max_age_years", default.evidence_max_age_years, 0, 100),
        criterion_weights=weights,
    )
    fields.close()
    return settings
