"""The short way to what is asked for most: a plain `advise`, the version, and help that was shown before.

The parser is the only one that knows how commands are called; what is known here is a part of that, which a test holds against
it. Whatever is not as plain as can be is left to the parser, and so is everything that is wrong.
"""

import io
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout, suppress
from pathlib import Path
from typing import Any

from channelfit.cache import cache_folder, entry_name, keep, kept
from channelfit.cli.output import put
from channelfit.cli.wishes import RULES_VARIABLE, language_meant
from channelfit.language import Language
from channelfit.signatures import program, signature_of

PROGRAM = "channelfit"
# By this variable a shell asks what there is to complete.
COMPLETE = f"_{PROGRAM.upper()}_COMPLETE"


def _form_named(name: str) -> object:
    from channelfit.render.forms.table import FORMS

    return next((form for form in FORMS if form.name == name), None)


# What is taken as it is, what there may be several of, and what is there or not.
_ONE: dict[str, tuple[str, Callable[[str], object]]] = {
    "--format": ("form", _form_named),
    "--lang": ("lang", language_meant),
    "--example": ("example", str),
    "--max-channels": ("max_channels", lambda text: int(text) if text.isdecimal() and int(text) <= 100 else None),
}
_SEVERAL: dict[str, tuple[str, Callable[[str], object]]] = {"--set": ("changes", str), "--rules": ("rules", Path)}
_FLAGS = {"--details": "details", "--plain": "plain", "--keep-going": "keep_going"}


def version_text() -> str:
    """What `--version` prints."""
    from importlib.metadata import version

    return f"{PROGRAM} {version(PROGRAM)}\n"


def plain_call(arguments: Sequence[str]) -> dict[str, Any] | None:
    """What a plain `advise` is called with; nothing for any other call, or if anything is odd about it."""
    if arguments[:1] != ["advise"] or RULES_VARIABLE in os.environ or COMPLETE in os.environ:
        return None
    found: dict[str, Any] = {"profiles": []}
    rest = [*reversed(arguments[1:])]
    while rest:
        word = rest.pop()
        if word in _FLAGS:
            found[_FLAGS[word]] = True
        elif word == "-" or (word and not word.startswith("-")):
            found["profiles"].append(word)
        elif not (rest and _is_taken(word, rest.pop(), found)):
            return None
    return found


def _is_taken(option: str, text: str, found: dict[str, Any]) -> bool:
    """Whether an option takes a value, which it then has."""
    if not text or text.startswith("-"):
        return False
    if option in _SEVERAL:
        name, read = _SEVERAL[option]
        found.setdefault(name, []).append(read(text))
        return True
    name, read = _ONE.get(option, ("", str))
    if not name or name in found:
        return False
    found[name] = read(text)
    return found[name] is not None


def put_help(arguments: Sequence[str], spoken: Language, call: Callable[[], int]) -> int | None:
    """Print the help that is asked for, as it was kept or as the call prints it; nothing if none is, or it cannot be kept."""
    *words, last = arguments or [""]
    if last not in ("-h", "--help") or not all(word.isalpha() for word in words) or COMPLETE in os.environ or not cache_folder():
        return None
    about = (_parser(), _shape(), str(spoken), *arguments)
    name = entry_name("help", about[1:])
    text = kept(name, about)
    if not isinstance(text, str):
        with redirect_stdout(io.StringIO()) as out:
            code = call()
        text = out.getvalue()
        if code:
            put(text)
            return code
        keep(name, about, text)
    put(text)
    return 0


def _parser() -> tuple[object, ...]:
    """What tells this program and its parser from others, whose help may be another one."""
    from importlib.util import find_spec

    found = find_spec("typer")
    origin = found.origin if found else None
    parser = signature_of("typer", Path(origin).stat()) if origin else ()
    return (parser, *program(("", "cli", "render/forms")))


def _shape() -> tuple[object, ...]:
    """What the width of help goes by."""
    with suppress(OSError, ValueError):
        return (os.environ.get("COLUMNS"), *os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else -1))
    return (os.environ.get("COLUMNS"),)
