"""A small rulebook of animals for cases: what fits can be added up by hand."""

from collections.abc import Mapping
from functools import cache

from channelfit.rulebook.model import Rulebook
from channelfit.rulebook.reader import read_rulebook
from channelfit.rulefiles import read_layers, rulebook_in
from channelfit.ruletools.case_files import case_documents, read_case_sets
from channelfit.ruletools.case_sets import CaseSet
from channelfit.source.document import read_documents
from conftest import HERE, SMALL, documents_of

CASES = HERE / "data" / "score"
NAMES = ("outcomes", "panel", "consultant")

PLAN = "plan: {cadence: {de: c, en: c}, stop_rule: {de: s, en: s}, if_parked: {de: p, en: p}}"
FACTS = "kind: owned\nabout: {de: A., en: A.}"


def channel(id: str, serves: str, *, hours: float = 1, upkeep: bool = False, rules: str = "[]") -> dict[str, str]:
    """The file of a channel."""
    effort = f"effort: {{hours_per_week: {hours}, first_results_weeks: 1}}\nupkeep: {str(upkeep).lower()}"
    return {f"channels/{id}.yaml": f"channel: {id}\nname: {id}\n{FACTS}\n{effort}\nserves: {serves}\nrules: {rules}\n{PLAN}\n"}


def rule(id: str, when: str, effect: str) -> str:
    """A rule of a channel."""
    return f"{{id: {id}, criterion: audience, when: {when}, {effect}, why: {{de: W., en: W.}}, basis: judgement}}"


# Six channels that fit one after the other, one that consumers rule out, one for another goal, one to keep in order.
ZOO: dict[str, str] = {
    **{path: SMALL[path] for path in ("rulebook.yaml", "questions.yaml", "readiness.yaml", "evidence.yaml")},
    "goals.yaml": SMALL["goals.yaml"].replace("  - id: recruiting\n", "  - id: recruiting\n    split_by: hires\n"),
    **channel("ant", "{image: 3}", hours=6),
    **channel("bee", "{image: 2}"),
    **channel("cat", "{image: 1}"),
    **channel(
        "dog",
        "{image: 0, recruiting: 0}",
        rules=f"[{rule('the-young', '{hires: young}', 'points: {recruiting: 4}')}, {rule('video', '{video: true}', 'points: {image: 4}')}]",
    ),
    **channel("eel", "{image: -1}"),
    **channel("fox", "{image: -2}"),
    **channel("gnu", "{image: 1}", hours=9, rules=f"[{rule('no-consumers', '{market: b2c}', 'exclude: true')}]"),
    **channel("hen", "{sales: 1}"),
    **channel("ibis", "{image: 2, recruiting: 1}", hours=0.5, upkeep=True),
}

# The list that comes with it, and rules under which some cases come out otherwise.
LIST = ("eel", "ibis", "bee", "gnu", "dog")
POPULAR = {"cases/popular.yaml": f"popular: [{', '.join(LIST)}]\n"}
OTHER: dict[str, str] = {
    **channel("bee", "{image: -1}"),
    **channel("eel", "{image: 4}"),
    **channel("fox", "{sales: 1}"),
    **channel("hen", "{image: 1}"),
}


def zoo_rulebook(changed: Mapping[str, str] = {}) -> Rulebook:
    """The rulebook, with some files changed."""
    documents, problems = documents_of({**ZOO, **changed})
    return read_rulebook(documents, "zoo", problems)


def sets_in(rulebook: Rulebook, *names: str) -> tuple[CaseSet, ...]:
    """The cases of files."""
    texts = [((CASES / f"{name}.yaml").read_text(encoding="utf-8"), f"{name}.yaml") for name in names]
    sets, problems = read_case_sets([read_documents(text, name)[0][0] for text, name in texts], rulebook)
    assert problems == ()
    return sets


@cache
def bundled_sets(*names: str) -> tuple[Rulebook, tuple[CaseSet, ...]]:
    """The built-in rules, and the cases that come with them: those named, or all."""
    files = read_layers(with_tests=False, with_cases=True)
    rulebook, documents = rulebook_in(files), case_documents(files.documents)
    sets, problems = read_case_sets([documents[name] for name in names or documents], rulebook)
    assert problems == ()
    return rulebook, sets
