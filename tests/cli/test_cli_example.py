"""`--example`: advice in the first minute, from what comes with the program."""

import re
from pathlib import Path

import pytest

from channelfit.shipped import example_profiles
from conftest import EXAMPLES, HERE, Run

NAMES = sorted(path.stem for path in EXAMPLES.glob("*.yaml"))


@pytest.mark.smoke
@pytest.mark.parametrize("name", NAMES)
def test_an_example_is_known_by_its_name(run: Run, name: str) -> None:
    """In any folder, and it gives what the file gives."""
    ran = run("advise", "--example", name, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    assert ran == run("advise", EXAMPLES / f"{name}.yaml", "--format", "json")


@pytest.mark.smoke
def test_every_example_comes_with_the_program() -> None:
    """Also in the wheel, into which they are packed."""
    assert sorted(example_profiles()) == NAMES
    assert "bakery" in NAMES


def test_an_example_takes_options_and_other_profiles(run: Run, tmp_path: Path) -> None:
    """It can be changed, explained, and stand beside other profiles."""
    (tmp_path / "p.yaml").write_text("company: Mine\nmarket: b2b\ngoals: image\n", encoding="utf-8")
    both = run("advise", "p.yaml", "--example", "museum", "--format", "jsonl").out
    assert re.findall(r'"company":"([^"]*)"', both) == ["Mine", "Städtisches Museum am Wall"]
    assert run("explain", "instagram", "--example", "bakery").code == 0
    changed = run("advise", "--example", "bakery", "--set", "hours_per_week=7", "--format", "json")
    assert '"hours_per_week": 7' in changed.out


def test_an_example_that_there_is_not_is_told_with_the_nearest_one(run: Run) -> None:
    """Or with all of them."""
    ran = run("advise", "--example", "bakry")
    assert (ran.code, ran.out) == (2, "")
    assert "there is no example `bakry`; did you mean `bakery`? [no-such-example]" in ran.err
    german = run("advise", "--example", "xyz", "--lang", "de")
    assert f"es gibt kein Beispiel `xyz`; erwartet: {', '.join(NAMES)} [no-such-example]" in german.err


def test_the_wheel_is_checked_with_an_example() -> None:
    """Before any file of the checkout lies beside it, so that only what is packed can answer."""
    script = (HERE.parent / ".ci" / "wheel-check").read_text(encoding="utf-8")
    assert script.index("channelfit advise --example bakery") < script.index('cp -R "$here/tests"')
