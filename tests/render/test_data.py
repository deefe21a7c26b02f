"""JSON is written as Python's own library writes it, in a third of the time."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channelfit.language import Language
from channelfit.render.forms.data import render_json
from channelfit.source.written import escaped

_WORDS = st.text(st.characters(codec="utf-8") | st.sampled_from('"\\/\x00\x1f\x7f\x85\x9f\u2028\u2029é€😀'), max_size=8)
_LEAVES = _WORDS | st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(Language)
_DATA = st.dictionaries(
    _WORDS, st.recursive(_LEAVES, lambda of: st.lists(of, max_size=3) | st.dictionaries(_WORDS, of, max_size=3))
)


@given(_DATA)
def test_json_is_as_python_writes_it(data: dict[str, object]) -> None:
    """Indented and in one line, but for the signs that a terminal must not get."""
    for compact, shape in ((False, {"indent": 2}), (True, {"separators": (",", ":")})):
        plain = json.dumps(data, ensure_ascii=False, **shape)
        assert render_json(data, compact=compact) == escaped(plain) + "\n"


def test_what_json_has_no_word_for_is_refused() -> None:
    """By whoever knows all of it."""
    with pytest.raises(TypeError, match="not JSON serializable"):
        render_json({"a": {1, 2}})
