"""YAML in, located values and problems out, the same with both parsers."""

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from channelfit.source import parser
from channelfit.source.decoding import MAX_BYTES
from channelfit.source.document import MAX_DEPTH, MAX_VALUES, ListNode, MapNode, Node, Scalar, read_documents
from channelfit.source.parser import MAX_STRICT
from conftest import SMALL
from harness import FEW
from hostile import OVERLAY, PROFILES, nearly

HAS_C_PARSER = hasattr(yaml, "CSafeLoader")


def plain(node: Node) -> object:
    """The values without their places."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, ListNode):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.entries}


def values_of(text: str | bytes) -> list[object]:
    """The values of all documents of a text without problems."""
    documents, problems = read_documents(text, "t")
    assert problems == ()
    return [plain(one.root) for one in documents]


def problems_of(text: str | bytes) -> list[str]:
    """Line, column and id of every problem, counted from 1."""
    _, problems = read_documents(text, "t")
    return [f"{one.mark.line + 1}:{one.mark.column + 1} {one.id}" for one in problems]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NO", "NO"), ("yes", "yes"), ("on", "on"), ("off", "off"), ("true", True), ("False", False), ("TRUE", True),
        ("null", None), ("~", None), ("Null", None), ("12", 12), ("-3", -3), ("0o17", 15), ("0x1F", 31), ("017", 17),
        ("1_000", "1_000"), ("1.5", 1.5), (".5", 0.5), ("1e3", 1000.0), ("12:30", "12:30"), ("2024-01-01", "2024-01-01"),
        ("14-29", "14-29"), ("70+", "70+"), ("'12'", "12"), ('"true"', "true"), ("!!str 12", "12"), ("'null'", "null"),
        ("=", "="), ("<<", "<<"),
    ],
)  # fmt: skip
def test_scalars_follow_the_yaml_1_2_core_schema(text: str, value: object) -> None:
    """`NO` is text; quoted values are always text; old octals, sexagesimals and dates have no meaning."""
    found = values_of(f"a: {text}\n")
    assert found == [{"a": value}]
    assert type(found[0]["a"]) is type(value)  # type: ignore[index]


def test_a_key_is_always_text() -> None:
    """`on:` is a plain key, and so is a number."""
    assert values_of("on: 1\n12: 2\nnull: 3\ntrue: 4\n") == [{"on": 1, "12": 2, "null": 3, "true": 4}]


def test_a_number_too_long_for_anybody_is_still_read() -> None:
    """Five thousand digits become infinity, which the fields refuse, not a crash."""
    assert values_of("a: " + "9" * 5000) == [{"a": float("inf")}]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: 1\nb: 2\na: 3\n", ["3:1 duplicate-key"]),
        ("a: {x: 1, x: 2}\n", ["1:11 duplicate-key"]),
        ("a: [1, 2\nb: 3\n", ["2:2 syntax"]),
        ("a: b: c\n", ["1:5 syntax"]),
        ("a:\n  - b\n c: d\n", ["3:2 syntax"]),
        ("a: @b\n", ["1:4 syntax"]),
        ("a: 'b\n", ["2:1 syntax"]),
        ("\ta: b\n", ["1:1 syntax"]),
        ("a:\tb\n", ["1:3 syntax"]),
        ("a: *x\n", ["1:4 unknown-alias"]),
        ("a: &x [*x]\n", ["1:8 recursive-alias"]),
        ("a: !!python/object:os.system x\nb: !mine {a: 1}\n", ["1:4 unknown-tag", "2:4 unknown-tag"]),
        ("? [a]\n: b\n", ["1:3 key-not-text"]),
        ("a: {x: is it?, y: 1}\n", ["1:13 syntax"]),
        ("a: b\x00c", ["1:5 bad-character"]),
        ("ä: \x1b[0m", ["1:4 bad-character"]),
        (b"a: 1\nb\xc3\xa4: \xff\n", ["2:5 not-utf8"]),
        (b"\xff\xfea", ["1:1 not-utf8"]),
        ("a" * (MAX_BYTES + 1), ["1:1 too-large"]),
        ("[" * (MAX_DEPTH + 5), [f"1:{MAX_DEPTH + 1} too-deep"]),
        ("a: 1\na: 2\nb: *x\nc: [\n", ["2:1 duplicate-key", "3:4 unknown-alias", "5:1 syntax"]),
    ],
)  # fmt: skip
def test_each_problem_has_its_place(text: str | bytes, found: list[str]) -> None:
    """Line and column as an editor counts them; several problems in one run."""
    assert problems_of(text) == found


@pytest.mark.parametrize(
    ("data", "value"),
    [
        ("a: ä\n".encode(), "ä"),
        (b"\xef\xbb\xbfa: \xc3\xa4\n", "ä"),
        ("a: ä\n".encode("utf-16"), "ä"),
        ("\ufeffa: ä\n".encode("utf-16-be"), "ä"),
        ("\ufeffa: ä\n", "ä"),
        (b"a: \xc3\xa4\r\nb: 1\r\n", "ä"),
        (b"a: \xc3\xa4\rb: 1\r", "ä"),
    ],
)
def test_encodings_and_line_ends_just_work(data: bytes | str, value: str) -> None:
    """UTF-8 with or without BOM, UTF-16 with BOM, CRLF and CR."""
    found = values_of(data)[0]
    assert isinstance(found, dict)
    assert found["a"] == value


def test_marks_count_characters_of_the_text_as_written() -> None:
    """Wide and combined characters and Windows line ends do not shift the place."""
    documents, _ = read_documents("ü: x\r\n😀: [a, béé, c]\r\n", "t")
    root = documents[0].root
    assert isinstance(root, MapNode)
    key, value = root.entries[1]
    assert isinstance(value, ListNode)
    assert [(one.mark.line, one.mark.column) for one in (key, *value.items)] == [(1, 0), (1, 4), (1, 7), (1, 12)]
    assert str(key.mark) == "t:2:1"
    assert key.mark.source.line(1) == "😀: [a, béé, c]"


def test_json_is_read_as_yaml_with_tabs_and_surrogate_pairs() -> None:
    """JSON as other programs write it; a tab inside a string stays."""
    text = '{\n\t"company":\t"A \\ud83d\\ude00 B",\n\t"tab": "x\\ty",\n\t"a": [1, 2.5, true, null, "\\/"]\n}\n'
    assert values_of(text) == [{"company": "A 😀 B", "tab": "x\ty", "a": [1, 2.5, True, None, "/"]}]


def test_a_half_surrogate_becomes_a_visible_sign() -> None:
    """It could not be printed."""
    assert values_of('{"a": "x\\ud83dy"}') == [{"a": "x\ufffdy"}]


def test_several_documents_keep_their_places() -> None:
    """Each with its own anchors; after a syntax error the documents before it are there."""
    documents, problems = read_documents("a: &x 1\n---\nb: 2\n...\n---\n- [\n", "t")
    assert [plain(one.root) for one in documents] == [{"a": 1}, {"b": 2}]
    assert [one.id for one in problems] == ["syntax"]
    assert problems_of("a: &x 1\n---\nb: *x\n") == ["3:4 unknown-alias"]


@pytest.mark.parametrize("text", ["", "  \n", "# only a comment\n", "\ufeff"])
def test_nothing_is_no_document(text: str) -> None:
    """An empty file has no documents and no problems."""
    assert read_documents(text, "t") == ((), ())


def laughs(levels: int) -> str:
    """The billion laughs: ten times as much on each level."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, levels)]
    return "\n".join(lines) + "\n"


def test_aliases_are_filled_in_but_not_without_end() -> None:
    """A few are convenient; a billion are stopped early, and so is a flood of plain values."""
    assert values_of("a: &a [1]\nb: [*a, *a]\n") == [{"a": [1], "b": [[1], [1]]}]
    assert [found.split()[1] for found in problems_of(laughs(9))] == ["too-many-values"]
    assert [found.split()[1] for found in problems_of("- x\n" * (MAX_VALUES + 10))] == ["too-many-values"]


SOUP = st.lists(
    st.sampled_from(
        ["a", "b: ", "- ", "? ", ": ", "\n", "\n  ", "\n ", "[", "]", "{", "}", ", ", "'", '"', "|", "|-\n", ">", "#", " # c", "&x ",
         "*x", "!t ", "!!str ", "%", "@", "`", "---\n", "...\n", "é", "😀", "~", "null", "1.5", "\\n", "\\u", "\\ud83d", "\t", " ", ":",
         "-", "?", "\r\n", "\r", "\x85", "\u2028", "\ufeff", "%YAML 1.1\n", "<<: ", "=", "0x1", "\x00"]
    ),
    max_size=16,
)  # fmt: skip


def read_by_both(text: str) -> tuple[object, object]:
    """What the fast parser makes of a text, and the pure one."""
    fast = read_documents(text, "t")
    kept = parser.FAST
    parser.FAST = yaml.SafeLoader
    try:
        return fast, read_documents(text, "t")
    finally:
        parser.FAST = kept


needs_c_parser = pytest.mark.skipif(not HAS_C_PARSER, reason="PyYAML was built without libyaml")


@needs_c_parser
@given(SOUP)
def test_both_parsers_give_the_same_values_marks_and_problems(parts: list[str]) -> None:
    """Whatever is thrown at them; the pure parser decides where they differ."""
    fast, pure = read_by_both("".join(parts))
    assert fast == pure


@needs_c_parser
@FEW
@given(nearly([*SMALL.values(), OVERLAY, *PROFILES]))
def test_both_parsers_read_rule_files_and_profiles_that_are_nearly_right_alike(data: bytes) -> None:
    """After a few changes of what people and programs write."""
    fast, pure = read_by_both(data.decode("utf-8", "replace"))
    assert fast == pure


BLANK = st.sampled_from(["", " ", "\n", " # c\n"])
LEAF = st.sampled_from(["", "a", "'b'", '"c"', "~", "1", "?", "? ", "&x ", "&x a", "*x", "!!str", "!!str ", "!t "])


def flow_of(nodes: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Lists and mappings in brackets, whose keys and values may be left out, with blanks and comments between."""
    entry = st.one_of(
        nodes,
        st.builds("{}: {}".format, LEAF, nodes),
        st.builds("? {}{}".format, nodes, BLANK),
        st.builds("? {}{}: {}".format, nodes, BLANK, nodes),
    )
    entries = st.lists(st.builds("{}{}{}".format, BLANK, entry, BLANK), max_size=3).map(",".join)
    return st.builds("[{}]".format, entries) | st.builds("{{{}}}".format, entries)


@needs_c_parser
@given(st.sampled_from(["", "a: ", "- "]), st.recursive(LEAF, flow_of, max_leaves=6))
def test_both_parsers_agree_on_what_stands_in_brackets(before: str, text: str) -> None:
    """Keys and values that are left out, marked with `?`, tagged or named, on one line or several."""
    fast, pure = read_by_both(before + text)
    assert fast == pure


@needs_c_parser
@pytest.mark.parametrize(
    ("text", "column"),
    [("{? }", 3), ("{? , a: b}", 3), ("[? ]", 3), ("{a: 1, ? }", 9), ("{? : b}", 3), ("{?\n}", 3), ("{? # c\n}", 3), ("? \n: b", 2)],
)  # fmt: skip
def test_a_key_that_is_left_out_has_one_place_on_every_machine(text: str, column: int) -> None:
    """Behind its question mark, whichever parser there is."""
    fast, pure = read_by_both(text)
    assert fast == pure
    root = read_documents(text, "t")[0][0].root
    mapping = root.items[0] if isinstance(root, ListNode) else root
    assert isinstance(mapping, MapNode)
    assert [key.mark.column + 1 for key, _ in mapping.entries if not key.text] == [column]


@needs_c_parser
def test_a_comma_belongs_to_a_tag_in_brackets_on_every_machine() -> None:
    """The parsers differ on where a tag ends."""
    for text, found in {
        "{!!str, a: 1}": ["1:2 unknown-tag"],
        "{market: b2b, goals: [image], company: !!str, language: de}": ["1:40 unknown-tag", "1:55 syntax"],
        "[!,]": ["1:2 unknown-tag", "2:1 syntax"],
    }.items():
        fast, pure = read_by_both(text)
        assert fast == pure
        assert problems_of(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('a: "b"# c\n', ["1:7 syntax"]),
        ("a: [b,# c\n  d]\n", ["1:7 syntax"]),
        ("a: &b:c d\n", ["1:6 syntax"]),
        ("a: [-, -]\n", ["1:5 syntax"]),
        ("a: {?b: c}\n", ["1:5 syntax"]),
        ("a: b\n%YAML 1.2\n---\n", ["2:1 syntax"]),
        ("a: >\n   \n # b\n", ["3:2 syntax"]),
        ("a: [b,\nc]\n", ["2:1 syntax"]),
        ('a:\n  b: "c\n  d"\n', ["3:3 syntax"]),
        ("a:\n- &x\n  b: [c,\n\td]\n", ["4:1 syntax"]),
        # What is as YAML 1.2 has it, or does no harm.
        ("a: [\n  b,\n# c\n\n  d\n]\n", []),
        ('"a\nb"\n', []),
        ("[a,\nb]\n", []),
        ("- &x\n  - [a,\n    b]\n", []),
        ("a: R&D:x, Kund*innen, b#c, Achtung!\n", []),
        ("a: '#ffffff'\nb: |\n\n  c\n", []),
        ("%YAML 1.2\n---\na: b\n...\n%YAML 1.2\n---\nc: d\n", []),
    ],
)  # fmt: skip
def test_what_yaml_1_2_forbids_has_its_place_though_the_parsers_read_it(text: str, found: list[str]) -> None:
    """By both parsers alike."""
    assert problems_of(text) == found
    fast, pure = read_by_both(text)
    assert fast == pure


SUITE = json.loads((Path(__file__).parent.parent / "data" / "yaml-test-suite.json").read_text(encoding="utf-8"))["documents"]


def test_every_document_of_the_yaml_test_suite_is_read_as_it_should_be_or_refused() -> None:
    """By both parsers alike, and never without a place; an empty document among others is none."""
    refused = 0
    for case in SUITE:
        fast, pure = read_by_both(case["text"])
        assert fast == pure, case["id"]
        documents, problems = read_documents(case["text"], "t")
        refused += bool(problems)
        assert all(found.mark.line <= case["text"].count("\n") + 1 and found.mark.column >= 0 for found in problems), case["id"]
        if case.get("fails"):
            assert problems, case["id"]
        elif not problems and "values" in case:
            found = [plain(one.root) for one in documents]
            filled = [value for value in case["values"] if value is not None]
            assert found == (filled or case["values"][:1]), case["id"]
    assert (len(SUITE), refused) == (402, 185)


def test_a_large_text_is_read_by_the_fast_parser_alone() -> None:
    """The pure one would take seconds, for a tab in a comment or for a mistake at the end."""
    long = "a: " + "b" * MAX_STRICT + "\n"
    documents, problems = read_documents(long + "c: d #\t\n", "f")
    assert (len(documents), problems) == (1, ())
    documents, problems = read_documents(long + "c: [!!x d]\n", "f")
    assert [(found.id, found.mark.line, found.mark.column) for found in problems] == [("unknown-tag", 1, 4)]
    documents, problems = read_documents(long + "c: [d\n", "f")
    assert [(found.id, found.mark.line) for found in problems] == [("syntax", 2)]
