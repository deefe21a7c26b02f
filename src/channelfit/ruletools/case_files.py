"""Read files of cases that rules are judged by: what worked at real companies, how judges rank, what a consultant names."""

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Mapping as MappingOf
from enum import Enum
from typing import TypeVar

from channelfit.profile import LISTED_TWICE, TOO_FEW, Profile, missing_answers, read_profile
from channelfit.rulebook.context import check_schema
from channelfit.rulebook.model import Rulebook
from channelfit.rulebook.names import UNKNOWN_CHANNEL, UNKNOWN_GOAL, first_line
from channelfit.rulebook.overlay.address import DUPLICATE_ID
from channelfit.ruletools.case_sets import (
    Case,
    CaseSet,
    Evidence,
    JudgedCompany,
    Judgement,
    Kind,
    Outcome,
    Paid,
    Situation,
    Tier,
)
from channelfit.source.document import Document, Mapping, Node, Scalar
from channelfit.source.fields import MISSING_KEY, Fields
from channelfit.source.problem import Mark, Mistake, Problem, problem

NO_CASES = Mistake(
    "no-cases",
    de="die Datei nennt keine Fälle",
    en="the file has no cases",
)
CONTRADICTION = Mistake(
    "contradictory-case",
    de="`{found}` steht unter `{key}` und unter `{other}`",
    en="`{found}` is listed under `{key}` and under `{other}`",
)

_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_Choice = TypeVar("_Choice", bound=Enum)


def read_case_sets(documents: Iterable[Document], rulebook: Rulebook) -> tuple[tuple[CaseSet, ...], tuple[Problem, ...]]:
    """The cases of all files, and all problems."""
    problems: list[Problem] = []
    sets = [found for document in documents for found in _read_file(document, rulebook, problems)]
    return tuple(sets), tuple(problems)


def _read_file(document: Document, rulebook: Rulebook, problems: list[Problem]) -> list[CaseSet]:
    fields = Fields(document.root, "a case file", problems)
    check_schema(fields)
    fields.entries("meta")
    found = []
    for kind, read in _READERS.items():
        if (node := fields.node(kind.value)) is not None:
            nodes = fields.items(kind.value)
            cases = tuple(read(one, document, rulebook, problems) for one in nodes)
            _report_repeated(cases, nodes, problems)
            found.append(CaseSet(_stem(document.source.name), kind, cases, node.mark))
    if not found and isinstance(document.root, Mapping):
        fields.report(NO_CASES, document.root.mark, expected=[kind.value for kind in Kind])
    fields.close()
    return found


def _stem(name: str) -> str:
    """The name of a file without its folder and ending."""
    return name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]


def _report_repeated(cases: Sequence[Case], nodes: Sequence[Node], problems: list[Problem]) -> None:
    first: dict[str, Mark] = {}
    for case, node in zip(cases, nodes, strict=True):
        if case.id and case.id in first:
            place = first_line(first[case.id])
            problems.append(problem(DUPLICATE_ID, node.mark, kind="case", found=case.id, first=place))
        first.setdefault(case.id, node.mark)


def _read_outcome(node: Node, document: Document, rulebook: Rulebook, problems: list[Problem]) -> Outcome:
    fields = Fields(node, "an outcome", problems)
    after_choice = fields.node("after_choice")
    worked, dropped = (_read_channels(fields, key, rulebook) for key in ("worked", "dropped"))
    _report_contradiction(fields, ("worked", worked), ("dropped", dropped))
    year = fields.number("year", lowest=_FIRST_YEAR, highest=_LAST_YEAR)
    publisher, url = _read_source(fields)
    outcome = Outcome(
        id=fields.identifier("id").text,
        profile=_read_profile(fields, document, rulebook),
        after_choice=_answers(after_choice, document, rulebook, problems).answers if after_choice else {},
        worked=_ids(worked),
        dropped=_ids(dropped),
        year=None if year is None else int(year),
        tier=_read_choice(fields, "tier", Tier),
        evidence=_read_choice(fields, "evidence", Evidence),
        paid=_read_choice(fields, "paid", Paid),
        publisher=publisher,
        url=url,
        says=fields.string("says"),
        mark=node.mark,
    )
    fields.close()
    return outcome


def _read_source(fields: Fields) -> tuple[str, str]:
    """The publisher and the address of what an outcome is known from."""
    node = fields.node("source")
    if node is None:
        return "", ""
    source = Fields(node, "the source", fields.problems)
    found = source.string("publisher"), source.string("url")
    source.close()
    return found


def _read_company(node: Node, document: Document, rulebook: Rulebook, problems: list[Problem]) -> JudgedCompany:
    fields = Fields(node, "a company", problems)
    company = JudgedCompany(
        id=fields.identifier("id").text,
        profile=_read_profile(fields, document, rulebook),
        judgements=tuple(_read_judgement(one, rulebook, problems) for one in fields.items("judgements", required=True)),
        mark=node.mark,
    )
    fields.close()
    return company


def _read_judgement(node: Node, rulebook: Rulebook, problems: list[Problem]) -> Judgement:
    fields = Fields(node, "a judgement", problems)
    ranked = fields.node("rank", required=True)
    rank, never = (_read_channels(fields, key, rulebook) for key in ("rank", "never"))
    if ranked is not None and not rank:
        fields.report(TOO_FEW, ranked.mark, question="rank", count=0, limit=1)
    _report_contradiction(fields, ("rank", rank), ("never", never))
    judgement = Judgement(_ids(rank), _read_good_for(fields, rulebook), _ids(never))
    fields.close()
    return judgement


def _read_good_for(fields: Fields, rulebook: Rulebook) -> dict[str, tuple[str, ...]]:
    """The channels that serve each goal best, by goal."""
    found = {}
    for goal, node in fields.entries("good_for"):
        if goal.text not in rulebook.goals:
            fields.report(UNKNOWN_GOAL, goal.mark, found=goal.text, expected=rulebook.goals, nearest_to=goal.text)
        found[goal.text] = _ids(_known_channels(fields, goal.text, fields.names_in(goal.text, node), rulebook))
    return found


def _read_situation(node: Node, document: Document, rulebook: Rulebook, problems: list[Problem]) -> Situation:
    fields = Fields(node, "a situation", problems)
    good, bad = (_read_channels(fields, key, rulebook) for key in ("good", "bad"))
    _report_contradiction(fields, ("good", good), ("bad", bad))
    situation = Situation(
        id=fields.identifier("id").text,
        profile=_read_profile(fields, document, rulebook),
        good=_ids(good),
        bad=_ids(bad),
        little_known=fields.flag("little_known"),
        why=fields.string("why"),
        mark=node.mark,
    )
    fields.close()
    return situation


_READERS: MappingOf[Kind, Callable[[Node, Document, Rulebook, list[Problem]], Case]] = {
    Kind.OUTCOMES: _read_outcome,
    Kind.COMPANIES: _read_company,
    Kind.SITUATIONS: _read_situation,
}


def _read_profile(fields: Fields, document: Document, rulebook: Rulebook) -> Profile:
    """The profile of a case, which must be enough for advice."""
    node = fields.node("profile", required=True)
    if node is None:
        return Profile(answers={})
    known = len(fields.problems)
    profile = _answers(node, document, rulebook, fields.problems)
    if len(fields.problems) == known:
        for question in missing_answers(rulebook, profile):
            fields.report(MISSING_KEY, node.mark, place="the profile", key=question.id)
    return profile


def _answers(node: Node, document: Document, rulebook: Rulebook, problems: list[Problem]) -> Profile:
    profile, wrong = read_profile(Document(document.source, node), rulebook)
    problems.extend(wrong)
    return profile


def _read_channels(fields: Fields, key: str, rulebook: Rulebook) -> tuple[Scalar, ...]:
    return _known_channels(fields, key, fields.names(key), rulebook)


def _known_channels(fields: Fields, key: str, names: Iterable[Scalar], rulebook: Rulebook) -> tuple[Scalar, ...]:
    """Channels, each once; what is no channel or listed twice is reported. Those that an overlay has disabled are channels."""
    known = (*rulebook.channels, *rulebook.disabled)
    found: dict[str, Scalar] = {}
    for name in names:
        if name.text not in known:
            fields.report(UNKNOWN_CHANNEL, name.mark, found=name.text, expected=known, nearest_to=name.text)
        elif name.text in found:
            fields.report(LISTED_TWICE, name.mark, question=key, found=name.text)
        found.setdefault(name.text, name)
    return tuple(found.values())


def _ids(channels: Iterable[Scalar]) -> tuple[str, ...]:
    return tuple(channel.text for channel in channels)


def _report_contradiction(fields: Fields, one: tuple[str, Sequence[Scalar]], other: tuple[str, Sequence[Scalar]]) -> None:
    """Report every channel that stands in both of two lists that deny each other."""
    for channel in other[1]:
        if channel.text in _ids(one[1]):
            fields.report(CONTRADICTION, channel.mark, found=channel.text, key=one[0], other=other[0])


def _read_choice(fields: Fields, key: str, values: type[_Choice]) -> _Choice | None:
    return fields.choice(key, values) if fields.has(key) else None
