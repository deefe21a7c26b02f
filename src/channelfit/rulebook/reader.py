"""Read the documents of a rule folder into a rulebook, with all problems of all files in one run."""

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as MappingOf
from typing import Protocol, TypeVar

from channelfit.rulebook.condition import Condition
from channelfit.rulebook.condition_reader import read_condition
from channelfit.rulebook.model import (
    Addressee,
    Check,
    Criterion,
    Evidence,
    EvidenceKind,
    Goal,
    HoursRule,
    Limit,
    Quality,
    Rulebook,
    Settings,
)
from channelfit.rulebook.names import collect_names, first_line
from channelfit.rulebook.question_reader import check_circles, check_needed, read_questions, with_group_options
from channelfit.rulebook.rule_reader import Context, check_schema, read_basis, read_channel, read_situation, read_why
from channelfit.source.document import Document, Node, Scalar
from channelfit.source.fields import Fields
from channelfit.source.problem import InvalidInput, Mark, Problem, Source, problem

REQUIRED_FILES = ("rulebook.yaml", "questions.yaml", "goals.yaml")
SINGLE_FILES = (*REQUIRED_FILES, "readiness.yaml", "evidence.yaml")
FOLDERS = ("channels", "situations", "tests")


class _Located(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def mark(self) -> Mark: ...


_Item = TypeVar("_Item", bound=_Located)


def read_rulebook(documents: MappingOf[str, Document], folder: str, problems: Iterable[Problem] = ()) -> Rulebook:
    """The rulebook in the documents (by path below the folder).

    Raises InvalidInput with all problems, those given included.
    """
    found = list(problems)
    rulebook = _read(documents, folder, found)
    if found:
        raise InvalidInput(_without_echoes(found, documents))
    return rulebook


# What follows everywhere else when one file cannot be read, and would bury the cause.
_ECHOES = {
    "questions.yaml": ("unknown-question", "unknown-option", "unknown-placeholder"),
    "goals.yaml": ("unknown-goal", "unserved-goal", "unknown-option"),
    "evidence.yaml": ("unknown-evidence",),
    "channels": ("unknown-channel", "unknown-option"),
}


def _without_echoes(problems: list[Problem], documents: MappingOf[str, Document]) -> list[Problem]:
    unread = {one.mark.source.path for one in problems} - set(documents)
    lacking = {dict(one.values)["found"] for one in problems if one.id == "missing-file"}
    broken = lacking | unread | {path.split("/")[0] for path in unread}
    echoes = {id for path, ids in _ECHOES.items() if path in broken for id in ids}
    return [one for one in problems if one.id not in echoes]


def _read(documents: MappingOf[str, Document], folder: str, problems: list[Problem]) -> Rulebook:
    names = collect_names(documents)
    broken = {found.mark.source.path for found in problems}
    for path in REQUIRED_FILES:
        if path not in documents and path not in broken:
            problems.append(problem("missing-file", Mark(Source(folder), 0, 0), found=path))
    head = _root(documents, "rulebook.yaml", Context("", names, problems))
    id, version, settings = _read_head(head)
    context = Context(id, names, problems)
    channels = [read_channel(document, context) for document in _below(documents, "channels/")]
    situations = [read_situation(document, context) for document in _below(documents, "situations/")]
    question_fields = _root(documents, "questions.yaml", context)
    sections, asked = read_questions(question_fields, context) if question_fields else ((), ())
    goals = _unique(_read_goals(documents, context), "goal", problems)
    checks, hours = _read_readiness(documents, context)
    known_channels = _by_id(_unique((channel for channel, _ in channels), "channel", problems))
    groups = {
        "goals": {id: goal.name for id, goal in goals.items()},
        "channels": {id: channel.name for id, channel in known_channels.items()},
    }
    questions = _unique((with_group_options(question, groups) for question in asked), "question", problems)
    rules = [rule for _, own in channels for rule in own] + [rule for own, _ in situations for rule in own]
    rulebook = Rulebook(
        id=id,
        version=version,
        languages=names.languages,
        settings=settings,
        sections=sections,
        questions=questions,
        goals=goals,
        channels=known_channels,
        rules=tuple(_by_id(_unique(rules, "rule", problems)).values()),
        notes=tuple(_by_id(_unique((note for _, own in situations for note in own), "note", problems)).values()),
        checks=tuple(_unique(checks, "readiness check", problems).values()),
        hours=hours,
        evidence=_by_id(_unique(_read_evidence(documents, context), "evidence", problems)),
    )
    if question_fields:
        problems.extend(check_needed(questions, question_fields.mark))
    problems.extend(check_circles(questions))
    return rulebook


def _below(documents: MappingOf[str, Document], folder: str) -> Iterator[Document]:
    return (documents[path] for path in sorted(documents) if path.startswith(folder))


def _root(documents: MappingOf[str, Document], path: str, context: Context) -> Fields | None:
    document = documents.get(path)
    if document is None:
        return None
    fields = context.fields(document.root, f"`{path}`")
    check_schema(fields)
    return fields


def _unique(items: Iterable[_Item], kind: str, problems: list[Problem]) -> dict[str, _Item]:
    """The items by id, in their order; the second of two with one id is a problem that names the first."""
    found: dict[str, _Item] = {}
    for item in items:
        if item.id in found:
            first = first_line(found[item.id].mark)
            problems.append(problem("duplicate-id", item.mark, kind=kind, found=item.id, first=first))
        elif item.id:
            found[item.id] = item
    return found


def _by_id(items: dict[str, _Item]) -> dict[str, _Item]:
    return {id: items[id] for id in sorted(items)}


def _read_head(fields: Fields | None) -> tuple[str, str, Settings]:
    weights = {criterion.value: 1.0 for criterion in Criterion}
    if fields is None:
        return "", "", Settings(criterion_weights=weights)
    extends = fields.scalar("extends")
    if extends is not None:
        fields.report("overlay-unsupported", extends.mark, found=fields.string("id") or extends.text)
        fields.node("changes")
    id = fields.identifier("id").text
    version = fields.string("version", required=True)
    _check_languages(fields)
    node = fields.node("settings")
    settings = Settings(criterion_weights=weights)
    if node is not None:
        settings = _read_settings(Fields(node, "`settings`", fields.problems), settings)
    fields.close()
    return id, version, settings


def _check_languages(fields: Fields) -> None:
    fields.node("languages", required=True)
    for language in fields.names("languages"):
        if language.text not in ("de", "en"):
            fields.report("unknown-language", language.mark, found=language.text, expected=("de", "en"))


def _read_settings(fields: Fields, default: Settings) -> Settings:
    def number(key: str, usual: float, lowest: float, highest: float) -> float:
        found = fields.number(key, lowest=lowest, highest=highest)
        return usual if found is None else found

    def count(key: str, usual: int) -> int:
        node = fields.node(key)
        if node is not None and not (isinstance(node, Scalar) and type(node.value) is int):
            fields.wrong_type(key, node, "a whole number")
            return usual
        return int(number(key, usual, 0, 100))

    weights = dict(default.criterion_weights)
    for key, value in fields.entries("criterion_weights"):
        if key.text in weights:
            weights[key.text] = fields.number_of(key.text, value, 0, 10) or 0.0
        else:
            fields.report(
                "unknown-value", key.mark, key="criterion_weights", found=key.text, expected=weights, nearest_to=key.text
            )
    settings = Settings(
        top_fit=number("top_fit", default.top_fit, 0, 1),
        min_points=number("min_points", default.min_points, -10, 10),
        max_criterion_points=number("max_criterion_points", default.max_criterion_points, 0, 100),
        focus_price=number("focus_price", default.focus_price, 0, 1),
        max_channels=count("max_channels", default.max_channels),
        max_basics=count("max_basics", default.max_basics),
        not_ready_max_channels=count("not_ready_max_channels", default.not_ready_max_channels),
        criterion_weights=weights,
    )
    fields.close()
    return settings


def _read_goals(documents: MappingOf[str, Document], context: Context) -> tuple[Goal, ...]:
    fields = _root(documents, "goals.yaml", context)
    if fields is None:
        return ()
    goals = tuple(_read_goal(node, context) for node in fields.items("goals", required=True))
    fields.close()
    return goals


def _read_goal(node: Node, context: Context) -> Goal:
    languages = context.names.languages
    fields = context.fields(node, "a goal")
    goal = Goal(
        id=fields.identifier("id").text,
        name=fields.text("name", languages, required=True, plain=True),
        about=fields.text("about", languages),
        kpis=fields.texts("kpis", languages),
        limits=tuple(_read_limit(item, context) for item in fields.items("limits")),
        mark=fields.mark,
    )
    fields.close()
    return goal


def _read_limit(node: Node, context: Context) -> Limit:
    fields = context.fields(node, "a limit")
    at_most = fields.number("at_most", lowest=0, highest=1, required=True)
    limit = Limit(
        when=read_condition(fields, "when", context.names.questions, required=True),
        at_most=1.0 if at_most is None else at_most,
        why=read_why(fields, "why", context.names),
        basis=read_basis(fields, context.names),
        mark=fields.mark,
    )
    fields.close()
    return limit


def _read_readiness(documents: MappingOf[str, Document], context: Context) -> tuple[tuple[Check, ...], tuple[HoursRule, ...]]:
    fields = _root(documents, "readiness.yaml", context)
    if fields is None:
        return (), ()
    checks = tuple(_read_check(node, context) for node in fields.items("checks"))
    hours = tuple(_read_hours(node, context) for node in fields.items("hours"))
    fields.close()
    return checks, hours


def _read_check(node: Node, context: Context) -> Check:
    questions = context.names.questions
    fields = context.fields(node, "a readiness check")
    partly: Condition | None = None
    if fields.has("partly_when"):
        partly = read_condition(fields, "partly_when", questions)
    check = Check(
        id=fields.identifier("id").text,
        applies_when=read_condition(fields, "applies_when", questions),
        met_when=read_condition(fields, "met_when", questions, required=True),
        partly_when=partly,
        blocking=fields.flag("blocking"),
        owner=fields.choice("owner", Addressee) or Addressee.MANAGEMENT,
        text=fields.text("text", context.names.languages, required=True),
        todo=fields.text("todo", context.names.languages, required=True),
        basis=read_basis(fields, context.names),
        mark=fields.mark,
    )
    fields.close()
    return check


def _read_hours(node: Node, context: Context) -> HoursRule:
    fields = context.fields(node, "a rule on hours")
    at_most = fields.number("at_most", lowest=0)
    times = fields.number("times", lowest=0, highest=1)
    if (at_most is None) == (times is None):
        fields.report("one-of-two", fields.mark, first="at_most", second="times")
    rule = HoursRule(
        when=read_condition(fields, "when", context.names.questions, required=True),
        at_most=at_most,
        times=times,
        why=read_why(fields, "why", context.names),
        basis=read_basis(fields, context.names),
        mark=fields.mark,
    )
    fields.close()
    return rule


def _read_evidence(documents: MappingOf[str, Document], context: Context) -> tuple[Evidence, ...]:
    fields = _root(documents, "evidence.yaml", context)
    if fields is None:
        return ()
    evidence = tuple(_read_fact(node, context) for node in fields.items("evidence"))
    fields.close()
    return evidence


def _read_fact(node: Node, context: Context) -> Evidence:
    fields = context.fields(node, "a piece of evidence")
    year = fields.scalar("year")
    if year is not None and not isinstance(year.value, int):
        fields.wrong_type("year", year, "a year")
    value = fields.scalar("value")
    channels = fields.names("channels")
    fact = Evidence(
        id=fields.identifier("id").text,
        kind=(fields.choice("kind", EvidenceKind) if fields.has("kind") else None) or EvidenceKind.STUDY,
        statement=fields.text("statement", context.names.languages, required=True),
        value=value.value if value is not None else None,
        unit=fields.string("unit"),
        population=fields.string("population"),
        year=year.value if year is not None and isinstance(year.value, int) else None,
        publisher=fields.string("publisher", required=True),
        title=fields.string("title"),
        url=fields.string("url"),
        quality=fields.choice("quality", Quality) or Quality.SECONDARY,
        channels=tuple(channel.text for channel in channels),
        mark=fields.mark,
    )
    fields.close()
    return fact
