"""The reference page: it is the one that the schemas make, and it names everything."""

import re

import pytest

from channelfit.files import load_rulebook
from channelfit.render.reference import render_reference
from channelfit.ruletools.schema import KINDS
from channelfit.ruletools.schema_words import KEYS, PLACES
from conftest import HERE, rulebook_of

PAGE = HERE.parent / "docs" / "reference.md"


def test_the_committed_page_is_the_one_that_the_schemas_make() -> None:
    """After a change: `python docs/generate.py`."""
    assert PAGE.read_text(encoding="utf-8") == render_reference(load_rulebook(), "en")


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_file_and_every_key_of_it_is_described(language: str) -> None:
    """Whatever has words for editors stands on the page in these words, and nothing has words that are used nowhere."""
    page = render_reference(load_rulebook(), language)
    assert {place for place, text in PLACES.items() if text[language] not in page} - _UNSHOWN == set()
    assert {key for key, text in KEYS.items() if text[language] not in page} - _UNSHOWN == set()


# A mapping of a single key is shown where it stands, what a test is by its table, and the reason of a change as a name.
_UNSHOWN = {"excluding", "excluding.exclude", "test"}


def test_every_question_goal_and_channel_of_a_rulebook_is_named() -> None:
    """Also those of another rulebook than the built-in one."""
    rulebook = rulebook_of()
    page = render_reference(rulebook, "en")
    assert all(f"| `{id}` |" in page for id in (*rulebook.questions, *rulebook.goals, *rulebook.channels))
    assert "linkedin" not in page


def test_tables_have_as_many_cells_in_every_row() -> None:
    """No sign in a text breaks its table."""
    tables = re.findall(r"(?:^\|.*\|\n)+", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(tables) > len(KINDS)
    for table in tables:
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}) == 1, table
