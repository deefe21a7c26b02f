"""How large a rulebook may be."""

from pathlib import Path

import pytest

from channelfit.files import load_rulebook
from channelfit.rulebook.sizes import MAX_CHANNELS, MAX_RULES
from channelfit.source.problem import InvalidInput


def overlay(folder: Path, files: dict[str, str]) -> Path:
    """An overlay on the built-in rules with some files."""
    for path, text in {"rulebook.yaml": "schema: 1\nid: big\nversion: 1\nextends: channelfit\n", **files}.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return folder


def test_channels_beyond_the_limit_are_refused_at_the_first_of_them(tmp_path: Path) -> None:
    """What else is wrong with so large a rulebook is not looked for; at the limit all of that is said."""
    left = MAX_CHANNELS - len(load_rulebook().channels)
    named = [f"zz-{index:03}" for index in range(left + 2)]
    folder = overlay(tmp_path, {f"channels/{id}.yaml": f"schema: 1\nchannel: {id}\n" for id in named})
    with pytest.raises(InvalidInput) as raised:
        load_rulebook(folder)
    (found,) = raised.value.problems
    assert str(found.mark) == f"{folder / 'channels' / named[left]}.yaml:1:1"
    said = f"the rulebook has {MAX_CHANNELS + 2} channels, at most {MAX_CHANNELS} are possible; this is the first beyond them"
    assert f"{said} [too-many-channels]" in str(raised.value)
    for id in named[left:]:
        (folder / "channels" / f"{id}.yaml").unlink()
    with pytest.raises(InvalidInput, match="missing-key"):
        load_rulebook(folder)


def test_rules_beyond_the_limit_are_refused_at_the_first_of_them(tmp_path: Path) -> None:
    """Wherever they stand, those of the rulebook below included."""
    left = MAX_RULES - len(load_rulebook().rules)
    rules = "".join(f"  - id: r{index}\n" for index in range(left + 1))
    folder = overlay(tmp_path, {"situations/zz.yaml": f"schema: 1\nrules:\n{rules}"})
    with pytest.raises(InvalidInput) as raised:
        load_rulebook(folder)
    (found,) = raised.value.problems
    assert str(found.mark) == f"{folder / 'situations' / 'zz.yaml'}:{left + 3}:5"
    said = f"the rulebook has {MAX_RULES + 1} rules, at most {MAX_RULES} are possible; this is the first beyond them"
    assert f"{said} [too-many-rules]" in str(raised.value)
