"""Say which of several profiles is meant."""

from __future__ import annotations

import shlex

from channelfit.language import Text
from channelfit.profile import Profile
from channelfit.render.phrases.voice import Voice
from channelfit.source.written import visible

_DOCUMENT = Text("Dokument {number}", "document {number}")


def place_of(voice: Voice, *, with_file: bool) -> str:
    """The document if its file has several, and the file if that is wanted; empty where neither is."""
    profile = voice.profile
    document = voice.say(_DOCUMENT, number=str(profile.number)) if profile.number is not None else ""
    return ", ".join(filter(None, (profile.file if with_file else "", document)))


def whose(voice: Voice, *, with_file: bool) -> str:
    """The document and the company, as far as there are such, safe to be printed."""
    return visible(", ".join(filter(None, (place_of(voice, with_file=with_file), voice.profile.company))))


def argument_of(profile: Profile) -> str:
    """The file of a profile as it is typed in a command; empty if it comes from no file, or is one of several in it."""
    return "" if profile.number is not None or profile.file.startswith("<") or not profile.file else shlex.quote(profile.file)
