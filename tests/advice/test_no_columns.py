"""One company needs no columns: nothing that is said of it takes NumPy."""

import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLE = str(Path(__file__).parents[2] / "examples" / "machine-builder.yaml")
WITHOUT_NUMPY = (
    "import runpy, sys; sys.modules['numpy'] = None; sys.argv[1:] = {!r}; runpy.run_module('channelfit', run_name='__main__')"
)
INTERVIEW = """
import sys
sys.modules["numpy"] = None
from channelfit.advice.interview import Extent, Interview, about_how_many, answered, next_question, standing_of
from channelfit.files import load_rulebook
from channelfit.profile import Profile
rulebook = load_rulebook()
state = Interview(Profile(answers={"market": ("b2b",), "goals": ("recruiting", "leads")}), extent=Extent.ALL)
assert about_how_many(rulebook, Interview(Profile(answers={}))) > 3
for _ in range(3):
    question = next_question(rulebook, state, standing_of(rulebook, state))
    state = answered(rulebook, state, question.id, None)
"""


@pytest.mark.parametrize(
    "command",
    [
        ["advise", EXAMPLE, "--format", "json"],
        ["advise", EXAMPLE, "--details"],
        ["compare", EXAMPLE, EXAMPLE, "--format", "json"],
    ],
    ids=lambda command: " ".join(command[::2]),
)
def test_a_result_takes_no_numpy(command: list[str]) -> None:
    """It is not there, and everything that is worked out comes out; so it is not imported where it is there."""
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_NUMPY.format(command)], capture_output=True, check=False, timeout=60, encoding="utf-8"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout) > 1000


def test_an_interview_takes_no_numpy() -> None:
    """The estimate at its start, and every question."""
    done = subprocess.run([sys.executable, "-c", INTERVIEW], capture_output=True, check=False, timeout=60, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")
