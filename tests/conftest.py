"""One small rulebook for all tests, and one way to run the program."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from io import BytesIO, TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from channelfit import cache, kept, rulefiles
from channelfit.cli.app import Streams
from channelfit.cli.app import run as run_program
from channelfit.language import Language
from channelfit.rulebook.model import Rulebook
from channelfit.rulebook.reader import read_rulebook
from channelfit.source import document
from channelfit.source.nodes import Document
from channelfit.source.problem import Problem
from economy import certainty_once, leave_alone_what_stays, look_a_last_time, look_seldom_for_garbage, parsed, rulebook_read

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
  - {id: imprint, when: {video: true}, severity: warning, for: team, place: law,
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


# The interview and the pager need a pseudo-terminal.
collect_ignore = [f"cli/test_{name}.py" for name in ("cli_interview", "cli_pager", "first_question") if sys.platform == "win32"]


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Checks in a real browser, which not every machine has, run only if the command line names them."""
    if collection_path != BROWSER:
        return None
    named = (config.invocation_params.dir / argument.partition("::")[0] for argument in config.args)
    return None if any(path.resolve().is_relative_to(BROWSER.resolve()) for path in named) else True


@pytest.fixture(autouse=True)
def measured(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Where coverage is measured, it rests in tests marked `unmeasured`, and in the processes that they start."""
    rests = "COVERAGE_PROCESS_START" in os.environ and request.node.get_closest_marker("unmeasured")
    running = sys.modules["coverage"].Coverage.current() if rests else None
    if not running:
        yield
        return
    monkeypatch.delenv("COVERAGE_PROCESS_START", raising=False)
    running.stop()
    yield
    running.start()


def pytest_configure(config: pytest.Config) -> None:
    """What a text says is worked out once, and so is the rulebook in a folder, since most tests read the same rules.

    What programs that tests start keep between runs is in a folder of the tests; within this process nothing is kept.
    """
    look_seldom_for_garbage()
    patch = pytest.MonkeyPatch()
    patch.setattr(document, "read_documents", parsed)
    patch.setattr(rulefiles, "read_rulebook", rulebook_read)
    patch.setenv(cache.VARIABLE, "0")
    if not hasattr(config, "workerinput"):
        folder = TemporaryDirectory(prefix="channelfit-tests-")
        config.add_cleanup(folder.cleanup)
        for variable in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
            patch.setenv(variable, folder.name)


def pytest_collection_finish() -> None:
    """What is there before the first test stays."""
    leave_alone_what_stays()


def pytest_unconfigure() -> None:
    """Nothing that goes wrong when something is let go is passed over."""
    look_a_last_time()


def documents_of(texts: Mapping[str, str]) -> tuple[dict[str, Document], tuple[Problem, ...]]:
    """The documents of rule files given as texts, and their YAML problems."""
    documents: dict[str, Document] = {}
    problems: list[Problem] = []
    for path, text in texts.items():
        found, wrong = parsed(text, path, path)
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


class Terminal(TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Yes."""
        return True


@dataclass(frozen=True, slots=True)
class Ran:
    """How a run of the program ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


def plain_environment(env: Mapping[str, str] | None) -> dict[str, str]:
    """The variables of this process without those that shape results, and some on top."""
    plain = {key: value for key, value in os.environ.items() if not key.startswith(("CHANNELFIT", "LC_", "LANG"))}
    return {**plain, "LANG": "en_GB.UTF-8", **(env or {})}


def call_program(
    *args: str | Path, stdin: str | bytes = "", env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> Ran:
    """Call the program in this process: arguments, standard input, variables on top of a plain environment."""
    out, err = BytesIO(), BytesIO()
    given = BytesIO(stdin.encode() if isinstance(stdin, str) else stdin)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(cwd or Path.cwd())
        patch.setattr(os, "environ", plain_environment({cache.VARIABLE: "0", **(env or {})}))
        patch.setattr(sys, "excepthook", sys.excepthook)  # typer puts its own there.
        certainty_once(patch)
        streams = Streams(TextIOWrapper(given), TextIOWrapper(out), TextIOWrapper(err))
        code = run_program([*map(str, args)], streams)
        return Ran(code, out.getvalue().decode(), err.getvalue().decode())


def start_program(
    *args: str | Path, stdin: str | bytes = "", env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> Ran:
    """The same as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "channelfit", *map(str, args)],
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        capture_output=True,
        cwd=cwd,
        env=plain_environment(env),
        timeout=120,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Call the program in an empty folder."""
    return partial(call_program, cwd=tmp_path)


@pytest.fixture
def run_process(tmp_path: Path) -> Run:
    """Start the program in an empty folder, for what only a whole process shows; it takes ten times as long as `run`."""
    return partial(start_program, cwd=tmp_path)


NewOverlays = dict[Language, tuple[Path, Ran]]


@pytest.fixture(scope="session")
def new_overlays(tmp_path_factory: pytest.TempPathFactory) -> NewOverlays:
    """What `rules init` writes and says in each language. Whoever changes it makes a copy."""
    home = tmp_path_factory.mktemp("overlays")
    folders = {language: home / language / "My Rules" for language in Language}
    return {language: (folder, call_program("rules", "init", folder, "--lang", language)) for language, folder in folders.items()}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this test keeps things between runs; rules that have just been written are kept too."""
    monkeypatch.delenv(cache.VARIABLE)
    for variable in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(variable, str(tmp_path / "cache"))
    monkeypatch.setattr(kept, "_SETTLED", -1.0)
    return Path(cache.cache_folder())


@pytest.fixture
def small_folder(tmp_path: Path) -> Path:
    """The small rulebook as a folder."""
    return write_folder(tmp_path / "small", SMALL)


def write_folder(folder: Path, texts: Mapping[str, str]) -> Path:
    """Write files below a folder."""
    for path, text in texts.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return folder
