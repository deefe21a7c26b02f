"""What is read without the YAML library is what the library reads, marks included."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channelfit.source.document import read_documents
from channelfit.source.flat import flat_document
from conftest import EXAMPLES

# Pieces of which lines are made, some of them with a meaning in YAML.
_PIECES = ("a", "key", "b_2", ": ", ":", " ", "  ", "#", " # c", "[", "]", "[a, b]", ", ", ",", "-", "- ", "1.5", "true", "~", "ja", "Ä ö", '"', '"x y"', "'", "&", "*", "!", "|", "?", "{", "\n", "\n", "\nkey: ", "\nother: ", "\t", "\r", "...", "---", "\\", "\u2028", "\x85", "\u00a0", "%", "@", "(b)", "e+1", "²")  # fmt: skip


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_examples_are_that_plain(path: Path) -> None:
    """They need no library."""
    assert flat_document(path.read_bytes(), "x") == read_documents(path.read_bytes(), "x")[0][0]


@given(st.lists(st.sampled_from(_PIECES), max_size=14).map("".join))
def test_whatever_is_seen_is_what_yaml_means(text: str) -> None:
    """Or it is left to the library."""
    for said in (text, f"key: {text}", f"key: a\nlist: [a, b]\nother: {text}\n"):
        found = flat_document(said.encode(), "x")
        if found is not None:
            documents, problems = read_documents(said.encode(), "x")
            assert (documents, problems) == ((found,), ())
            assert repr(documents) == repr((found,))


@pytest.mark.parametrize(
    "text",
    ["", "# only a comment\n", "a: 1\na: 2", "a:", "a: |\n  x", "- a", "{a: 1}", "a: [b, [c]]", "a: 'b'", "a: b: c", "a: b\n  c", "a: b #", "\ufeffa: b", "a: b\r\n", "---\na: b"],
)  # fmt: skip
def test_everything_else_is_left_to_the_library(text: str) -> None:
    """What is empty, nested, twice there, or could be meant otherwise; only a comment may stand behind an answer."""
    found = flat_document(text.encode(), "x")
    assert found is None or ((found,), ()) == read_documents(text.encode(), "x")


def test_what_is_too_large_or_no_text_is_left_to_the_library() -> None:
    """It has the messages for it."""
    assert flat_document(b"a: b # " + b"x" * 20_000, "x") is None
    assert flat_document(b"a: \xff", "x") is None
