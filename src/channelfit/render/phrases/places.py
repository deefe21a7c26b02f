"""Say which of several profiles is meant."""

from channelfit.language import Text
from channelfit.render.phrases.voice import Voice

_DOCUMENT = Text("Dokument {number}", "document {number}")


def place_of(voice: Voice, *, with_file: bool) -> str:
    """The document if its file has several, and the file if that is wanted; empty where neither is."""
    profile = voice.profile
    document = voice.say(_DOCUMENT, number=str(profile.number)) if profile.number is not None else ""
    return ", ".join(filter(None, (profile.file if with_file else "", document)))
