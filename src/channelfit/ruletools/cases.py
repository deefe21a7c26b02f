"""Read the cases of a rulebook (a profile and what must come out of it), and run them."""

from collections.abc import Mapping as MappingOf
from collections.abc import Sequence as SequenceOf
from dataclasses import dataclass

from channelfit.advice.advise import advise
from channelfit.advice.model import Advice
from channelfit.advice.readiness import Level
from channelfit.profile import Profile, missing_answers, read_profile
from channelfit.rulebook.context import check_schema, file_stem
from channelfit.rulebook.model import Rulebook
from channelfit.rulebook.names import first_line
from channelfit.source.document import Document, Mapping, Node
from channelfit.source.fields import Fields
from channelfit.source.problem import Mark, Problem, problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """Ids that must be in a list, must not be, or (if given) are all of it in any order."""

    includes: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    exactly: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A part of the advice that came out otherwise: ids that are missing, that must not be there, and all that were found."""

    part: str
    missing: tuple[str, ...]
    unwanted: tuple[str, ...]
    found: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A profile and what must come out of it."""

    id: str
    profile: Profile
    recommended: Expected
    basics: Expected
    notes: Expected
    readiness: Level | None
    mark: Mark


def read_cases(documents: MappingOf[str, Document], rulebook: Rulebook) -> tuple[tuple[Case, ...], tuple[Problem, ...]]:
    """All cases below `tests/`, and all problems; a case is addressed `filestem/id`."""
    problems: list[Problem] = []
    cases: dict[str, Case] = {}
    for path in sorted(documents):
        if path.startswith("tests/"):
            document = documents[path]
            fields = Fields(document.root, "a test file", problems)
            check_schema(fields)
            for node in fields.items("cases", required=True):
                case = _read_case(node, file_stem(document), document, rulebook, problems)
                if case.id in cases:
                    first = first_line(cases[case.id].mark)
                    problems.append(problem("duplicate-id", node.mark, kind="case", found=case.id, first=first))
                cases[case.id] = case
            fields.close()
    return tuple(cases[id] for id in sorted(cases)), tuple(problems)


def _read_case(node: Node, stem: str, document: Document, rulebook: Rulebook, problems: list[Problem]) -> Case:
    fields = Fields(node, "a case", problems)
    id = fields.identifier("id")
    root = fields.node("profile", required=True) or Mapping((), node.mark)
    profile, wrong = read_profile(Document(document.source, root), rulebook)
    problems.extend(wrong)
    if not wrong and fields.has("profile"):
        for question in missing_answers(rulebook, profile):
            fields.report("missing-key", root.mark, place="the profile", key=question.id)
    expect = Fields(fields.node("expect", required=True) or Mapping((), node.mark), "`expect`", problems)
    channels, notes = tuple(rulebook.channels), tuple(note.id for note in rulebook.notes)
    case = Case(
        id=f"{stem}/{id.text}",
        profile=profile,
        recommended=_read_expected(expect, "recommended", channels, "unknown-channel"),
        basics=_read_expected(expect, "basics", channels, "unknown-channel"),
        notes=_read_expected(expect, "notes", notes, "unknown-note"),
        readiness=expect.choice("readiness", Level) if expect.has("readiness") else None,
        mark=node.mark,
    )
    expect.close()
    fields.close()
    return case


def _read_expected(expect: Fields, key: str, known: tuple[str, ...], unknown: str) -> Expected:
    node = expect.node(key)
    if node is None:
        return Expected()
    fields = Fields(node, f"`{key}`", expect.problems)
    lists: dict[str, tuple[str, ...]] = {}
    for kind in ("includes", "excludes", "exactly"):
        names = fields.names(kind)
        for name in names:
            if name.text not in known:
                fields.report(unknown, name.mark, found=name.text, expected=known, nearest_to=name.text)
        lists[kind] = tuple(name.text for name in names)
    fields.close()
    exactly = lists["exactly"] if fields.has("exactly") else None
    return Expected(includes=lists["includes"], excludes=lists["excludes"], exactly=exactly)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResult:
    """A case that was run: the advice, and where it differs; the case holds if it differs nowhere."""

    case: Case
    advice: Advice
    differences: tuple[Difference, ...]


def run_case(case: Case, rulebook: Rulebook) -> CaseResult:
    """Advise the company of a case and compare."""
    advice = advise(rulebook, case.profile)
    compared = [
        _compare("recommended", case.recommended, [one.fit.channel.id for one in advice.recommended]),
        _compare("basics", case.basics, [one.fit.channel.id for one in advice.basics]),
        _compare("notes", case.notes, [note.id for note in advice.notes]),
    ]
    if case.readiness is not None:
        compared.append(_compare("readiness", Expected(exactly=(case.readiness.value,)), [advice.readiness.level.value]))
    return CaseResult(case=case, advice=advice, differences=tuple(found for found in compared if found))


def _compare(part: str, expected: Expected, found: SequenceOf[str]) -> Difference | None:
    wanted = dict.fromkeys((*expected.includes, *(expected.exactly or ())))
    missing = tuple(id for id in wanted if id not in found)
    others = () if expected.exactly is None else tuple(id for id in found if id not in wanted)
    unwanted = tuple(id for id in found if id in expected.excludes or id in others)
    return Difference(part=part, missing=missing, unwanted=unwanted, found=tuple(found)) if missing or unwanted else None
