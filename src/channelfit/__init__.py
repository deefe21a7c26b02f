"""Which few communication channels a company should focus on, and why.

    rulebook = load_rulebook()                      # the built-in rules, or load_rulebook("my-rules")
    profile = load_profile("profile.yaml", rulebook)
    advice = advise(rulebook, profile)
    advice.to_text()                                # what the command prints
    advice.to_dict()                                # what it prints as JSON

    profile_from({"market": "b2b", "goals": ["image"]}, rulebook)

All of it is plain, frozen data; problems with any input come as one InvalidInput with every problem in it.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from channelfit.batch.frames import advise_batches
    from channelfit.files import load_profile, load_rulebook
    from channelfit.library import Advice, advise, profile_from
    from channelfit.source.problem import InvalidInput

__all__ = ["Advice", "InvalidInput", "advise", "advise_batches", "load_profile", "load_rulebook", "profile_from"]

_HOMES = {
    "Advice": "channelfit.library",
    "InvalidInput": "channelfit.source.problem",
    "advise": "channelfit.library",
    "advise_batches": "channelfit.batch.frames",
    "load_profile": "channelfit.files",
    "load_rulebook": "channelfit.files",
    "profile_from": "channelfit.library",
}


def __getattr__(name: str) -> object:
    # Loaded when asked for, so that `channelfit --help` need not read what only the advice needs.
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
