"""What is drawn to be tried: texts that are nearly right, and bytes that are nothing."""

from collections.abc import Sequence
from random import Random

from hypothesis import strategies as st

from conftest import EXAMPLES, SMALL

TOKENS = [
    "\n", "\n  ", "\n- ", "  ", ": ", "- ", "? ", ", ", "[", "]", "{", "}", "'", '"', "|\n", ">-\n", "# ", "&a ", "*a", "!!str ", "!x ",
    "---\n", "...\n", "%YAML 1.2\n", "~", "null", "true", "no", "-1", "0", "1e999", ".nan", "999999999999999999999", "1.000", "0x1f", "\t",
    "\r\n", "\x00", "\ufeff", "\u2028", "\x85", "\u202e", "\ud7ff", "😀", "é", "\\ud83d", "<<: *a\n", "a" * 300, "[" * 50, "{a: " * 45,
    "image", "recruiting", "alpha", "market", "goals", "b2b", "hires", "young", "points: 2", "exclude: true", "when: {}", "when: {any: []}",
    "not: ", "at_least: ", "none_of: ", "first: ", "schema: 2\n", "extends: .", "extends: ../small", "extends: channelfit",
    "changes:\n", "was: ", "set: ", "add: ", "disable: true", "because: x", "channel: beta", "rule: alpha/companies", "id: ", "1:1", "\\",
]  # fmt: skip


# Where in a text (as a share of it) something is put in, taken out (nothing) or said twice (0), and how much.
Change = tuple[float, str | int | None, int]


def changed(text: str, changes: Sequence[Change]) -> bytes:
    """A text after some changes."""
    for share, token, length in changes:
        place = round(share * len(text))
        if isinstance(token, str):
            text = text[:place] + token + text[place:]
        else:
            text = text[:place] + (text[place : place + length] * 2 if token == 0 else "") + text[place + length :]
    return text.encode("utf-8", "replace")


def nearly(texts: list[str]) -> st.SearchStrategy[bytes]:
    """One of some texts after a few changes, here or there."""
    change = st.tuples(st.floats(0, 1), st.sampled_from([*TOKENS, None, None, 0]), st.integers(1, 40))
    return st.builds(changed, st.sampled_from(texts), st.lists(change, max_size=5))


def drawn(texts: list[str], rng: Random) -> bytes:
    """The same from a seed, without shrinking and much faster; now and then a soup, or bytes that mean nothing."""
    kind = rng.random()
    if kind < 0.05:
        return rng.randbytes(rng.randrange(100))
    if kind < 0.15:
        return "".join(rng.choices(TOKENS, k=rng.randrange(20))).encode("utf-8", "replace")
    some: list[Change] = [
        (rng.random(), rng.choice([*TOKENS, None, None, 0]), rng.randint(1, 40)) for _ in range(rng.choice((0, 1, 1, 2, 3, 5)))
    ]
    return changed(rng.choice(texts), some)


OVERLAY = """\
schema: 1
id: mine
version: 1
extends: ../small
languages: [de, en]
changes:
  - settings:
    add: {max_channels: 2}
    because: Fewer.
  - rule: alpha/companies
    was: {points: {image: 2}}
    set: {points: {image: 3}}
    because: Two tests.
  - channel: beta
    disable: true
    because: {de: Nein., en: No.}
  - question: video
    add: {help: {de: "Filme?", en: "Films?"}}
    because: Words.
"""
CSV = """\
market,goals,hours_per_week,content,company
b2b,image;recruiting,3,text;photo,
b2c,visits,"2,5",-,"A ""B"", C"
both,sales|leads,,,
"""
JSONL = """\
{"market": "b2b", "goals": ["image", "recruiting"], "hours_per_week": 3, "content": []}
{"market": "b2c", "goals": "visits", "hours_per_week": null}
"""
# About fifty rows each.
TABLES = [CSV.partition("\n")[0] + "\n" + CSV.partition("\n")[2] * 17, JSONL * 25]
PROFILES = [
    *(path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.yaml"))),
    "market: b2b\ngoals: [image, recruiting]\nhours_per_week: 2,5\ncareers_page: yes\n",
    '{"market": "b2b", "goals": ["sales"], "company": "A\\u00e4", "hours_per_week": 3}\n{"market": "b2c"}\n',
]
SOUP = st.lists(st.sampled_from(TOKENS), max_size=20).map(lambda parts: "".join(parts).encode("utf-8", "replace"))
PROFILE_BYTES = st.one_of(nearly(PROFILES), SOUP, st.binary(max_size=100))
RULE_FILES = st.sampled_from(sorted(SMALL)).flatmap(
    lambda path: st.tuples(st.just(path), st.one_of(nearly([SMALL[path]]), SOUP, st.binary(max_size=60)))
)
ROWS = st.sampled_from(["csv", "jsonl"]).flatmap(
    lambda ending: st.tuples(
        st.just(ending), st.one_of(nearly([CSV if ending == "csv" else JSONL]), SOUP, st.binary(max_size=60))
    )
)
OVERLAYS = st.one_of(nearly([OVERLAY]), SOUP, st.binary(max_size=60))
