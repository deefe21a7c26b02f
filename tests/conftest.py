"""One small rulebook for all tests, and one way to run the program."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from channelfit.rulebook.model import Rulebook
from channelfit.rulebook.reader import read_rulebook
from channelfit.source.document import Document, read_documents
from channelfit.source.problem import Problem

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples"
BROWSER = HERE / "browser"

# Two stages in one group, a third alone, one basic; numbers that can be added up by hand.
SMALL: dict[str, str] = {
    "rulebook.yaml": "schema: 1\nid: small\nversion: 1\nlanguages: [de, en]\n",
    "questions.yaml": """\
sections: [{id: all, title: {de: Alles, en: All}}]
questions:
  - {id: market, section: all, type: choice, required: true, text: {de: 'Markt?', en: 'Market?'},
     options: {b2b: {de: Firmen, en: companies}, b2c: {de: Privat, en: consumers}}}
  - {id: goals, section: all, type: ranking, required: true, min: 1, max: 3, text: {de: 'Ziele?', en: 'Goals?'}, options_from: goals}
  - {id: hires, section: all, type: multi, text: {de: 'Wen?', en: 'Whom?'}, ask_when: {goals: recruiting},
     options: {young: {de: Junge, en: the young}, old: {de: Alte, en: the old}}}
  - {id: video, section: all, type: yes_no, changeable: true, text: {de: 'Video?', en: 'Video?'}}
  - {id: hours_per_week, section: all, type: number, min: 0, max: 200, assume: 5, changeable: true,
     text: {de: 'Stunden?', en: 'Hours?'}, unit: {de: Stunden, en: hours}}
  - {id: active_channels, section: all, type: multi, text: {de: 'Aktiv?', en: 'Active?'}, options_from: channels}
  - {id: working_channels, section: all, type: multi, text: {de: 'Wirksam?', en: 'Working?'},
     options_from: channels, subset_of: active_channels}
  - {id: backing, section: all, type: choice, text: {de: 'Rückhalt?', en: 'Backing?'},
     options: {"yes": {de: ja, en: "yes"}, partly: {de: teils, en: partly}, "no": {de: nein, en: "no"}}}
""",
    "goals.yaml": """\
goals:
  - id: image
    name: {de: Bekanntheit, en: image}
  - id: recruiting
    name: {de: Bewerbungen, en: recruiting}
  - id: sales
    name: {de: Verkauf, en: sales}
    limits:
      - {when: {market: b2b}, at_most: 0.3, why: {de: Maschinen kauft man anders., en: Machines sell otherwise.}, basis: judgement}
""",
    "channels/alpha.yaml": """\
channel: alpha
name: Alpha
kind: social_network
about: {de: A., en: A.}
effort: {hours_per_week: 3, first_results_weeks: 8}
reaches: feeds
serves: {image: 0, recruiting: -1, sales: 1}
rules:
  - id: companies
    criterion: market
    when: {market: b2b}
    points: {image: 2, recruiting: 3}
    why: {de: Firmen sind dort., en: Companies are there.}
    basis: [fact-one]
  - id: young
    criterion: audience
    when: {hires: young}
    points: {recruiting: -1}
    why: {de: "Junge nicht: {hires}.", en: "Not the young: {hires}."}
    basis: judgement
plan: {cadence: {de: wöchentlich, en: weekly}, stop_rule: {de: Halt., en: Stop.}, if_parked: {de: Ruhe., en: Rest.}}
""",
    "channels/beta.yaml": """\
channel: beta
name: {de: Beta-Kanal, en: Beta channel}
kind: video
about: {de: B., en: B.}
effort: {hours_per_week: 2.5, money_per_month: 50, first_results_weeks: 4}
reaches: feeds
serves: {image: 1, recruiting: 0}
rules:
  - id: with-video
    criterion: means
    when: {video: true}
    points: 1
    why: {de: Sie können Video., en: You can do video.}
    basis: judgement
plan: {cadence: {de: c, en: c}, stop_rule: {de: s, en: s}, if_parked: {de: Beta ruht., en: Beta rests.}}
""",
    "channels/gamma.yaml": """\
channel: gamma
name: Gamma
kind: owned
about: {de: G., en: G.}
effort: {hours_per_week: 1, first_results_weeks: 2}
serves: {image: -3, recruiting: 1}
plan: {cadence: {de: c, en: c}, stop_rule: {de: s, en: s}, if_parked: {de: p, en: p}}
""",
    "channels/upkeep.yaml": """\
channel: upkeep
name: Upkeep
kind: local
about: {de: U., en: U.}
effort: {hours_per_week: 0.5, first_results_weeks: 2}
upkeep: true
serves: {recruiting: 1}
plan: {cadence: {de: c, en: c}, stop_rule: {de: s, en: s}, if_parked: {de: p, en: p}}
""",
    "situations/general.yaml": """\
rules:
  - id: no-video
    criterion: means
    when: {video: false}
    channels: {beta: {image: -2}, alpha: -1}
    why: {de: Ohne Video., en: Without video.}
    basis: [fact-one]
notes:
  - {id: b2b-sales, when: {market: b2b, goals: sales}, severity: warning, for: management,
     says: {de: Selten., en: Seldom.}, basis: [fact-two]}
  - {id: imprint, when: {video: true}, severity: warning, for: team, law: true,
     says: {de: Impressum nötig., en: An imprint is due.}, basis: [a-law]}
""",
    "readiness.yaml": """\
checks:
  - {id: backing, met_when: {backing: "yes"}, partly_when: {backing: partly}, blocking: true, owner: management,
     text: {de: Rückhalt., en: Backing.}, todo: {de: Entscheiden., en: Decide.}, basis: judgement}
hours:
  - {when: {backing: partly}, times: 0.5, why: {de: Halb., en: Half.}, basis: judgement}
essentials:
  - {id: patience, says: {de: Es dauert., en: It takes time.}, basis: [fact-two]}
""",
    "evidence.yaml": """\
evidence:
  - {id: fact-one, statement: {de: Eins., en: One.}, value: 80, year: 2024, publisher: "Office (relayed)", quality: primary}
  - {id: fact-two, statement: {de: Zwei., en: Two.}, publisher: Institute, quality: press}
  - {id: a-law, kind: law, statement: {de: Norm., en: Norm.}, year: 2024, publisher: Parliament, quality: primary}
""",
}


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Checks in a real browser, which not every machine has, run only if the command line names them."""
    if collection_path != BROWSER:
        return None
    named = (config.invocation_params.dir / argument.partition("::")[0] for argument in config.args)
    return None if any(path.resolve().is_relative_to(BROWSER.resolve()) for path in named) else True


def documents_of(files: Mapping[str, str]) -> tuple[dict[str, Document], tuple[Problem, ...]]:
    """The documents of rule files given as texts, and their YAML problems."""
    documents: dict[str, Document] = {}
    problems: list[Problem] = []
    for path, text in files.items():
        found, wrong = read_documents(text, path, path)
        problems += wrong
        if found:
            documents[path] = found[0]
    return documents, tuple(problems)


def rulebook_of(changes: Mapping[str, str] | None = None) -> Rulebook:
    """The small rulebook with some files replaced."""
    documents, problems = documents_of({**SMALL, **(changes or {})})
    return read_rulebook(documents, "small", problems)


@pytest.fixture(scope="session")
def small() -> Rulebook:
    """The small rulebook."""
    return rulebook_of()


@dataclass(frozen=True, slots=True)
class Ran:
    """How a run of the program ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the real program: arguments, standard input (none: empty), variables on top of a plain environment."""

    def start(*args: str | Path, stdin: str | bytes = "", env: Mapping[str, str] | None = None, cwd: Path | None = None) -> Ran:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        plain = {key: value for key, value in os.environ.items() if not key.startswith(("CHANNELFIT", "LC_", "LANG"))}
        done = subprocess.run(
            [sys.executable, "-m", "channelfit", *map(str, args)],
            input=data,
            capture_output=True,
            cwd=cwd or tmp_path,
            env={**plain, "LANG": "en_GB.UTF-8", **(env or {})},
            timeout=120,
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return start


@pytest.fixture
def small_folder(tmp_path: Path) -> Path:
    """The small rulebook as a folder."""
    return write_folder(tmp_path / "small", SMALL)


def write_folder(folder: Path, files: Mapping[str, str]) -> Path:
    """Write files below a folder."""
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return folder


def recompute(result: dict[str, Any]) -> None:
    """Work out reasons to criteria to points to fit to coverage to what each channel adds, from the JSON alone."""
    goals = result["coverage"]["goals"]
    channels = [*result["basics"], *result["recommended"]]
    top, least = result["limits"]["top_fit"], result["limits"]["min_points"]
    for channel in channels:
        for goal, fit in channel["goals"].items():
            sums: dict[str, float] = {}
            for reason in channel["reasons"]:
                if goal in reason["points"]:
                    sums[reason["criterion"]] = sums.get(reason["criterion"], 0) + reason["points"][goal]
            assert fit["criteria"] == {criterion: max(-4, min(4, points)) for criterion, points in sums.items()}
            assert fit["points"] == fit["base"] + sum(fit["criteria"].values())
            assert fit["fit"] == pytest.approx(top / (1 + 2 ** -fit["points"]), abs=1e-6)
            assert fit["counts"] == (fit["points"] >= least)

    def covered(goal: str, some: list[dict[str, Any]]) -> float:
        groups: dict[object, list[float]] = {}
        for place, one in enumerate(some):
            if one["goals"].get(goal, {}).get("counts"):
                groups.setdefault(one["reaches"] or place, []).append(one["goals"][goal]["fit"])
        uncovered = 1.0
        for fits in groups.values():
            for rank, fit in enumerate(sorted(fits, reverse=True)):
                uncovered *= 1 - (fit if rank == 0 else fit / 2)
        return float(goals[goal]["limit"] * (1 - uncovered))

    def total(some: list[dict[str, Any]]) -> float:
        return float(sum(one["weight"] * covered(goal, some) for goal, one in goals.items()))

    for goal, one in goals.items():
        assert one["coverage"] == pytest.approx(covered(goal, channels), abs=1e-5)
    assert result["coverage"]["total"] == pytest.approx(total(channels), abs=1e-5)
    for channel in channels:
        others = [one for one in channels if one is not channel]
        assert channel["adds"] == pytest.approx(total(channels) - total(others), abs=1e-5)
    for channel in result["not_recommended"]:
        expected = 0 if channel["cause"] == "excluded" else total([*channels, channel]) - total(channels)
        assert channel["adds"] == pytest.approx(expected, abs=1e-5)
    assert result["effort"]["hours_per_week"] == sum(one["hours_per_week"] for one in channels)
    cited = {id for one in channels for reason in one["reasons"] for id in reason["evidence"]}
    assert cited <= {fact["id"] for fact in result["evidence"]}
