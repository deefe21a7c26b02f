"""What was worked out of rules, as it is kept between runs: what was drawn, and what was chosen from what.

It is found by all that it depends on, so that after an edit it is used as far as it is still the same.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from channelfit.advice.memory import Memory, remembered
from channelfit.cache import entry_name, keep, kept
from channelfit.kept import about_folders

# What works it out, and so must be the same.
_WORKERS = ("", "advice", "rulebook")


@contextmanager
def remembering(kind: str, *folders: object) -> Iterator[None]:
    """Work something out of folders of rules, with what is kept of the last time that was done."""
    about = about_folders(_WORKERS, folders, kind)
    if not about[0]:
        yield
        return
    name = entry_name("worked", about[1:])
    found = kept(name, about)
    with remembered(Memory(found if isinstance(found, dict) else {})) as memory:
        yield
    if memory.has_changed:
        keep(name, about, memory.asked)
