"""The reference page: it names every key in the words that editors show, and every id of the rulebook."""

import re

from channelfit.files import load_rulebook
from channelfit.language import Language
from channelfit.rulebook.labels import Labels
from channelfit.ruletools.schema.files import records_of_files
from channelfit.ruletools.schema.parts import Vocabulary
from channelfit.ruletools.schema.whole import whole_schema
from channelfit.source.record import record_of
from conftest import rulebook_of
from reference_page import reference_page

PAGE = reference_page(load_rulebook())


def test_every_file_and_every_key_of_it_is_described() -> None:
    """Whatever a record says of itself and of its keys stands on the page in the same words."""
    vocabulary = Vocabulary(load_rulebook(), Language.EN)
    records = {record.id: record for record in (*records_of_files(), record_of(Labels))}
    assert len(records) > 30
    for record in records.values():
        assert record.text.en in PAGE, record.id
        assert {key for key, said in record.keys.items() if f"| `{key}` |" not in PAGE or said.text.en not in PAGE} == set()
    assert set(records) <= set(whole_schema(*vocabulary)["$defs"])  # type: ignore[call-overload]


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
