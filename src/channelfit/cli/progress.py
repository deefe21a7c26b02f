"""Say on stderr how far something is that takes a while."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from channelfit.cli.output import is_read_aloud, tell
from channelfit.language import Language, Text, percent


@contextmanager
def progress_of(wording: Text, language: Language) -> Iterator[Callable[[float], None]]:
    """Who is told shares of the work says them in a line of the terminal, which is gone in the end.

    What is read aloud has lines of its own, one for each quarter, and nothing is written over.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda _: None
        return
    shown, aloud = "", is_read_aloud()

    def told(share: float) -> None:
        nonlocal shown
        # Whole ones only, which never get shorter: a line is written over the one before.
        part = int(4 * share) / 4 if aloud else int(100 * share) / 100
        text = wording.filled(language, share=percent(part, language))
        if text != shown:
            tell(f"{text}\n" if aloud else f"\r{text}")
            shown = text

    told(0.0)
    try:
        yield told
    finally:
        if not aloud:
            tell(f"\r{' ' * len(shown)}\r")
