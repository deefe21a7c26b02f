"""Every record of a rule file: which of its keys must be there, and that it has no others."""

import copy
from typing import Any

import pytest
import yaml

from channelfit.language import Language
from channelfit.rulebook.reader import read_rulebook
from channelfit.source.problem import InvalidInput, describe
from conftest import SMALL, documents_of

# The small rulebook with at least one record of each kind in it, with every key that the kind has.
MORE: dict[str, str] = {
    "rulebook.yaml": SMALL["rulebook.yaml"]
    + """\
settings: {max_channels: 3, criterion_weights: {market: 1}}
accept:
  - {finding: no-basis, at: x, because: {de: w, en: w}}
house: {name: H, closing: {de: c, en: c}, colours: {accent: '#000', accent_dark: '#fff'}, sections: {cost: {de: s, en: s}}}
""",
    "goals.yaml": SMALL["goals.yaml"]
    + """\
  - {id: more, name: M, about: {de: a, en: a}, kpis: [{de: k, en: k}], if_nothing: {says: {de: s, en: s}, basis: judgement}}
""",
    "channels/full.yaml": SMALL["channels/gamma.yaml"].replace("gamma", "full").partition("serves:")[0].replace(
        "effort: {hours_per_week: 1,", "effort: {hours_per_week: 1, startup_hours: 1, money_per_month: 1,"
    )
    + """\
upkeep: false
article: {de: der, en: a}
reaches: feeds
serves: {image: 1}
rules:
  - {id: r, criterion: offer, when: {video: true}, points: 1, why: {de: w, en: w}, basis: judgement}
  - {id: e, criterion: offer, when: {video: true}, exclude: true, why: {de: w, en: w}, basis: judgement}
plan: {formats: [{de: f, en: f}], cadence: {de: c, en: c}, first_steps: [{de: f, en: f}], kpis: {image: [{de: k, en: k}]},
  stop_rule: {de: s, en: s}, if_parked: {de: p, en: p}}
""",
    "readiness.yaml": SMALL["readiness.yaml"].replace("checks:\n  - {id: backing,", "checks:\n  - {id: backing, applies_when: {market: b2b},"),
    "wording.yaml": "words:\n  - {when: {video: false}, de: {Alpha: Aleph}, en: {alpha: aleph}}\n",
    "evidence.yaml": SMALL["evidence.yaml"]
    + "  - {id: full, kind: guide, statement: {de: s, en: s}, value: 1, unit: '%', population: p, year: 2024, publisher: p, title: t, "
    "url: 'https://example.org', quality: press, channels: [alpha]}\n",
}  # fmt: skip
FILES: dict[str, Any] = {path: yaml.safe_load(text) for path, text in {**SMALL, **MORE}.items()}
Path = tuple[str | int, ...]

# For each kind of record the file and where in it one stands, with the keys that must be there.
RECORDS: dict[str, tuple[str, Path, str]] = {
    "rulebook": ("rulebook.yaml", (), "id version languages"),
    "settings": ("rulebook.yaml", ("settings",), ""),
    "accepted finding": ("rulebook.yaml", ("accept", 0), "finding at because"),
    "house style": ("rulebook.yaml", ("house",), ""),
    "colours": ("rulebook.yaml", ("house", "colours"), ""),
    "texts of sections": ("rulebook.yaml", ("house", "sections"), ""),
    "questions": ("questions.yaml", (), "sections questions"),
    "section": ("questions.yaml", ("sections", 0), "id title"),
    "choice": ("questions.yaml", ("questions", 0), "id section type text options"),
    "ranking": ("questions.yaml", ("questions", 1), "id section type text options_from"),
    "number": ("questions.yaml", ("questions", 4), "id section type text"),
    "goals": ("goals.yaml", (), "goals"),
    "goal": ("goals.yaml", ("goals", 3), "id name"),
    "limit": ("goals.yaml", ("goals", 2, "limits", 0), "when at_most why basis"),
    "consequence": ("goals.yaml", ("goals", 3, "if_nothing"), "says basis"),
    "channel": ("channels/full.yaml", (), "channel name kind about effort serves plan"),
    "article": ("channels/full.yaml", ("article",), ""),
    "effort": ("channels/full.yaml", ("effort",), "hours_per_week first_results_weeks"),
    "plan": ("channels/full.yaml", ("plan",), "cadence stop_rule if_parked"),
    "rule of a channel": ("channels/full.yaml", ("rules", 0), "id criterion when points why basis"),
    "excluding rule": ("channels/full.yaml", ("rules", 1), "id criterion when exclude why basis"),
    "situation": ("situations/general.yaml", (), ""),
    "rule of a situation": ("situations/general.yaml", ("rules", 0), "id criterion when channels why basis"),
    "note": ("situations/general.yaml", ("notes", 0), "id when severity for says basis"),
    "groundwork": ("readiness.yaml", (), ""),
    "check": ("readiness.yaml", ("checks", 0), "id met_when owner text todo basis"),
    "hours": ("readiness.yaml", ("hours", 0), "when times why basis"),
    "essential": ("readiness.yaml", ("essentials", 0), "id says basis"),
    "all words": ("wording.yaml", (), ""),
    "choice of words": ("wording.yaml", ("words", 0), "when"),
    "all evidence": ("evidence.yaml", (), ""),
    "evidence": ("evidence.yaml", ("evidence", 3), "id statement publisher quality"),
}
# Left out, the whole small rulebook would lack what its rules refer to.
NEEDED_ELSEWHERE = {("evidence.yaml", "evidence")}


def record_in(files: dict[str, Any], path: str, steps: Path) -> dict[str, Any]:
    """The record at a place."""
    found = files[path]
    for step in steps:
        found = found[step]
    assert isinstance(found, dict)
    return found


DOCUMENTS, _ = documents_of({**SMALL, **MORE})
# What is said where one of two keys is needed; else that the key is missing.
ONE_OF_TWO = {
    "points": "no-points",
    "exclude": "no-points",
    "times": "one-of-two",
    "options_from": "missing-key questions.yaml a question lacks `options`",
}


def problems_of(path: str, content: object) -> list[str]:
    """The id, the file and the message of every problem, with something else in one file."""
    changed, wrong = documents_of({path: yaml.safe_dump(content, sort_keys=False, allow_unicode=True)})
    assert wrong == ()
    try:
        read_rulebook({**DOCUMENTS, **changed}, "small")
    except InvalidInput as caught:
        return [f"{one.id} {one.mark.source.path} {describe(one, Language.EN)}" for one in caught.problems]
    return []


@pytest.mark.parametrize("kind", RECORDS)
def test_a_key_that_must_be_there_is_missed(kind: str) -> None:
    """Each on its own, in the file it belongs to."""
    path, steps, required = RECORDS[kind]
    for key in required.split():
        files = copy.deepcopy(FILES)
        del record_in(files, path, steps)[key]
        found = problems_of(path, files[path])
        if key in ONE_OF_TWO:
            assert any(one.startswith(ONE_OF_TWO[key]) and path in one for one in found), (key, found)
        else:
            assert any(one.startswith(f"missing-key {path} ") and one.endswith(f" lacks `{key}`") for one in found), (key, found)


@pytest.mark.parametrize("kind", RECORDS)
def test_all_other_keys_may_be_left_out_or_be_empty(kind: str) -> None:
    """A key without a value is as good as none."""
    path, steps, required = RECORDS[kind]
    for empty in (True, False):
        files = copy.deepcopy(FILES)
        record = record_in(files, path, steps)
        for key in [key for key in record if key not in required.split() and (path, key) not in NEEDED_ELSEWHERE]:
            record[key] = None
            if not empty and len(record) > 1:
                del record[key]
        assert problems_of(path, files[path]) == []


@pytest.mark.parametrize("kind", RECORDS)
def test_a_key_that_nobody_knows_is_refused(kind: str) -> None:
    """A mistyped key would be lost without a word."""
    path, steps, _ = RECORDS[kind]
    files = copy.deepcopy(FILES)
    record_in(files, path, steps)["colour_of"] = "red"
    [found] = problems_of(path, files[path])
    assert found.split()[:2] in (["unknown-key", path], ["unknown-section", path])
    assert "`colour_of`" in found


@pytest.mark.parametrize("kind", [kind for kind, (_, steps, _) in RECORDS.items() if steps])
def test_something_else_than_a_record_is_refused(kind: str) -> None:
    """A text in its place, where it stands."""
    path, steps, _ = RECORDS[kind]
    files = copy.deepcopy(FILES)
    holder = files[path]
    for step in steps[:-1]:
        holder = holder[step]
    holder[steps[-1]] = "text"
    found = problems_of(path, files[path])
    assert any(one.startswith(f"wrong-type {path}") for one in found), found
