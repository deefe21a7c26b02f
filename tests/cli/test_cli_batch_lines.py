"""Lines of JSON as a table: the same however many are looked at and parsed at a time."""

import json
from pathlib import Path
from random import Random

import pytest

from channelfit.language import Language

pytest.importorskip("pyarrow", reason="the extra `batch` is not installed")

from channelfit.batch import blocks, tables
from channelfit.batch.cells import _plain
from channelfit.batch.layout import Layout

KINDS: tuple[tuple[object, ...], ...] = (
    ("a", "b", ""),
    ("2026-01-01", "2026-01-02"),
    (1, 2, -3),
    (1.5, 2.0),
    (2**70,),
    (True, False),
    (["a"], ["a", "b"], []),
    ([1], [2, 3]),
    ([None],),
    (None,),
    ({"k": 1},),
    ("\ud800", 'q"'),
)


def test_lines_are_the_same_however_many_are_parsed_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Columns whose kind changes, that come late or stay open, empty lines and halves of characters included."""
    rng = Random(10)
    path = tmp_path / "t.jsonl"
    for _ in range(100):
        first, then = ([rng.choice(KINDS) for _ in "ab"] for _ in range(2))
        turn, open_share = rng.choice((0, 15, 25, 30)), rng.choice((0.0, 0.5, 0.95))
        lines = []
        for row in range(30):
            said = zip("ab", first if row < turn else then, strict=True)
            answers = {name: rng.choice(kind) for name, kind in said if rng.random() >= open_share}
            odd = rng.choice(("", "  ", " {}", "{bad", '{"a": 1, "a": 2}'))
            lines.append(odd if rng.random() < 0.01 else json.dumps({"id": str(row), **answers}))
        path.write_text("\n".join(lines) + rng.choice(("", "\n")), encoding="utf-8")
        table = tables.table_of(path, tables.JSONL)
        layout = Layout({name: name for name in table.names if name != "id"}, ("id",))
        found = []
        for size in (40, 300, 1 << 20):
            monkeypatch.setattr(tables, "_LOOKED_THROUGH_AT_ONCE", size)
            monkeypatch.setattr(blocks, "_READ_AT_ONCE", size)
            [raw] = tables.raws_of(table, (), ())
            block = blocks.block_of(raw, table, layout, Language.EN)
            told = {name: repr(_plain(values, values.codes)) for name, values in block.columns.items()}
            found.append((told, block.kept["id"].to_pylist(), block.numbers.tolist(), block.wrong))
        assert found[0] == found[1] == found[2]
