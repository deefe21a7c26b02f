"""What every key of a result means, in German and English."""

from channelfit.language import Language

PLACES: dict[str, dict[str, str]] = {}
KEYS: dict[str, dict[str, str]] = {}


def place_text(place: str, language: Language) -> str:
    """What a file or a mapping in it is."""
    return PLACES[place][language]


def key_text(place: str, key: str, language: Language) -> str:
    """What a key means."""
    return KEYS[f"{place}.{key}"][language]
