"""Whatever is read: an answer, or problems with their places; never a traceback. `make fuzz` draws anew, and watches time and memory.

An input that ever failed lies in `tests/data/corpus`, in the folder of what it was read as. Whoever finds another puts it there.
"""

from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given

from channelfit.files import load_rulebook
from conftest import SMALL
from harness import CORPUS, FEW, FEWER, try_any, try_overlay, try_profile, try_program, try_rows, try_rules
from hostile import OVERLAY, OVERLAYS, PROFILE_BYTES, PROFILES, ROWS, RULE_FILES, TABLES

FULL = load_rulebook()
KEPT = sorted(path for path in CORPUS.rglob("*") if path.is_file())


@pytest.mark.parametrize("path", KEPT, ids=[f"{path.parent.name}/{path.name}" for path in KEPT])
def test_what_failed_once_never_fails_again(path: Path) -> None:
    """All of it."""
    try_any(path.parent.name, path.read_bytes(), FULL)


@FEW
@given(PROFILE_BYTES)
def test_any_bytes_can_be_a_profile(data: bytes) -> None:
    """Read and advised by the built-in rules."""
    try_profile(data, FULL)


@pytest.mark.slow
@FEWER
@given(PROFILE_BYTES)
def test_any_bytes_can_be_piped_into_the_program(data: bytes) -> None:
    """It ends with one of its codes, and says what is wrong where."""
    try_program(data)


@FEW
@given(RULE_FILES)
def test_any_bytes_can_be_a_rule_file(given: tuple[str, bytes]) -> None:
    """Beside the others of a small rulebook, which is then used."""
    try_rules(*given)


@FEWER
@given(OVERLAYS)
def test_any_bytes_can_be_an_overlay(data: bytes) -> None:
    """On top of a small rulebook, which is then used."""
    try_overlay(data)


@pytest.mark.skipif(find_spec("channelfit.batch") is None, reason="there are no tables yet")
@pytest.mark.slow
@FEWER
@given(ROWS)
def test_any_bytes_can_be_a_table(given: tuple[str, bytes]) -> None:
    """Each row is answered or refused."""
    try_rows(*given)


def test_what_is_changed_at_random_is_right_before() -> None:
    """Else all of it would be refused for the same fault, and nothing tried."""
    assert all(try_profile(text.encode(), FULL) for text in PROFILES)
    assert all(try_rules(path, text.encode()) for path, text in SMALL.items())
    assert try_overlay(OVERLAY.encode())
    for ending, text in zip(("csv", "jsonl"), TABLES, strict=True):
        assert try_rows(ending, text.encode()) >= 50
