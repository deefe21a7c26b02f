"""What is written where it is read again is harmless, and says the same when it is read."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channelfit.source import written
from channelfit.source.document import Scalar, read_documents
from channelfit.source.written import escaped, quoted, visible, written_number

HARMFUL = [chr(code) for code in (0, 7, 9, 10, 13, 27, 0x7F, 0x85, 0x9B, 0xAD, 0x61C, 0x200B, 0x200C, 0x200D, 0x200E, 0x2028)]
HARMFUL += [chr(code) for code in (0x2029, 0x202E, 0x2060, 0x2066, 0x2069, 0xD800, 0xFEFF, 0xFFFE, 0xE0041)]


def value_of(text: str) -> object:
    """What a value of YAML says."""
    documents, problems = read_documents(f"key: {text}\n", "profile.yaml")
    assert problems == ()
    [(_, value)] = documents[0].root.entries  # type: ignore[union-attr]
    assert isinstance(value, Scalar)
    return value.value


@pytest.mark.parametrize("character", HARMFUL, ids=lambda character: f"U+{ord(character):04X}")
def test_nothing_harmful_stays_in_a_line_or_in_json(character: str) -> None:
    """A text for people has a visible sign for it, or nothing; one for programs has its escape."""
    assert character not in visible(f"a{character}b")
    assert len(visible(f"a{character}b").splitlines()) == 1
    assert character not in escaped(json.dumps(f"a{character}b", ensure_ascii=False))
    assert json.loads(escaped(json.dumps(f"a{character}b", ensure_ascii=False))) == f"a{character}b"


def test_nothing_harmful_is_ours() -> None:
    """What is taken as it is, without a look at the pattern, is nothing that the pattern would find."""
    ours = "".join(map(chr, written._ASCII)) + "".join(written._OURS)
    assert not re.search(written._HARMFUL, ours)
    assert not re.search(written._ESCAPED, f"{ours}\n")


def test_joiners_stay_where_a_script_or_a_sign_needs_them() -> None:
    """A family of signs and a Persian word are written with them; between our letters they only hide something."""
    for text in ("\U0001f469\u200d\U0001f52c", "می\u200cخواهم"):
        assert visible(text) == text
    assert visible("mar\u200dket\u200c") == "mar\ufffdket\ufffd"


@given(st.text())
def test_any_text_in_quotes_is_the_same_when_it_is_read(text: str) -> None:
    """Whatever characters it has, in one line, as YAML and as JSON."""
    said = quoted(text)
    assert value_of(said) == text
    assert json.loads(said) == text
    assert len(said.splitlines()) == 1
    assert visible(said) == said or "\u200c" in text or "\u200d" in text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_any_number_is_the_same_when_it_is_read(number: float) -> None:
    """None is rounded."""
    assert float(str(value_of(written_number(number)))) == number


def test_no_number_looks_like_thousands() -> None:
    """In German 1.234 is a thousand."""
    assert [written_number(number) for number in (1.234, 12.5, 1234, 0.125)] == ["1.2340", "12.5", "1234", "0.1250"]
