"""What was worked out of rules, as it is kept between runs: what was drawn, and what was chosen from what.

It is found by all that it depends on, so that after an edit it is used as far as it is still the same.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from channelfit.advice.memory import Memory, remembered
from channelfit.cache import cache_folder, entry_name, keep, kept
from channelfit.kept import place
from channelfit.signatures import program

# What works it out, and so must be the same.
_WORKERS = ("", "advice", "rulebook")


@contextmanager
def remembering(kind: str, *folders: object) -> Iterator[None]:
    """Work something out of folders of rules, with what is kept of the last time that was done."""
    about = (program(_WORKERS), place(), kind, *map(str, folders))
    if not cache_folder() or not about[0]:
        yield
        return
    name = entry_name("worked", about[1:])
    found = kept(name, about)
    with remembered(Memory(found if isinstance(found, dict) else {})) as memory:
        yield
    if memory.has_changed:
        keep(name, about, memory.asked)
