"""Read the cases of a rulebook (a profile and what must come out of it), and run them."""

from collections.abc import Mapping as MappingOf
from dataclasses import dataclass

from channelfit.advice.advise import advise
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

    def differences(self, found: set[str]) -> tuple[str, ...]:
        """What is not as expected, each as one short text."""
        missing = [f"lacks {id}" for id in self.includes if id not in found]
        unwanted = [f"has {id}" for id in self.excludes if id in found]
        if self.exactly is not None and set(self.exactly) != found:
            missing.append(f"is {sorted(found)}, expected {sorted(self.exactly)}")
        return (*missing, *unwanted)


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


def run_case(case: Case, rulebook: Rulebook) -> tuple[str, ...]:
    """What came out otherwise than expected; nothing if the case holds."""
    advice = advise(rulebook, case.profile)
    found = {
        "recommended": (case.recommended, {one.fit.channel.id for one in advice.recommended}),
        "basics": (case.basics, {one.fit.channel.id for one in advice.basics}),
        "notes": (case.notes, {note.id for note in advice.notes}),
    }
    differences = [f"{key} {text}" for key, (expected, ids) in found.items() for text in expected.differences(ids)]
    if case.readiness is not None and case.readiness is not advice.readiness.level:
        differences.append(f"readiness is {advice.readiness.level.value}, expected {case.readiness.value}")
    return tuple(differences)
