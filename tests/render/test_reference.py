"""The reference page: it names every key in the words that editors show, and every id of the rulebook."""

import re

from channelfit.files import load_rulebook
from channelfit.ruletools.schema.words import KEYS, PLACES
from conftest import rulebook_of
from reference_page import reference_page

PAGE = reference_page(load_rulebook())


def test_every_file_and_every_key_of_it_is_described() -> None:
    """Whatever has words for editors stands on the page in these words, and nothing has words that are used nowhere."""
    assert {place for place, text in PLACES.items() if text["en"] not in PAGE} == {"condition", "test"}
    tests = {key for key in KEYS if key.startswith(("condition.", "test."))}
    assert {key for key, text in KEYS.items() if text["en"] not in PAGE} <= tests


def test_every_question_of_a_rulebook_is_named() -> None:
    """Also of another rulebook than the built-in one, without a trace of that."""
    rulebook = rulebook_of()
    page = reference_page(rulebook)
    assert all(f"\n| `{id}` | {question.type.value} |" in page for id, question in rulebook.questions.items())
    assert "linkedin" not in page.partition("## Findings")[0]


def test_every_link_leads_to_a_heading() -> None:
    """Links are made of names, and so are headings."""
    headings = {
        re.sub(r"[^a-z0-9 _-]", "", line.lower()).strip().replace(" ", "-") for line in re.findall(r"^#+ (.*)", PAGE, re.M)
    }
    assert set(re.findall(r"\]\(#([^)]*)\)", PAGE)) <= headings


def test_tables_have_as_many_cells_in_every_row() -> None:
    """No sign in a text breaks its table."""
    tables = re.findall(r"(?:^\|.*\|$\n)+", PAGE, re.MULTILINE)
    assert len(tables) > 20
    for table in tables:
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}) == 1, table
