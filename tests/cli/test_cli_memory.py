"""What a long run keeps."""

import gc
import weakref

import pytest

from channelfit.__main__ import main


class _Ring:
    """Something that holds itself, as what was worked out for a company does."""

    def __init__(self) -> None:
        self.own = self


def test_a_run_over_many_documents_does_not_keep_what_it_is_done_with(monkeypatch: pytest.MonkeyPatch) -> None:
    """Garbage is collected in time, though not while rules are read."""
    kept: list[bool] = []

    def run() -> int:
        first = weakref.ref(_Ring())
        few: list[list[int]] = [[] for _ in range(50_000)]
        kept.append(first() is not None)
        many = [_Ring() for _ in range(500_000)]
        kept.append(first() is not None)
        return len(few) - len(many) // 10

    before = gc.get_threshold()
    monkeypatch.setattr("channelfit.cli.app.run", run)
    gc.freeze()  # What was there before is looked at no more.
    try:
        with pytest.raises(SystemExit) as ended:
            main()
    finally:
        gc.set_threshold(*before)
        gc.enable()
    assert (ended.value.code, kept) == (0, [True, False])
