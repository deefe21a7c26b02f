"""The short way to what is asked for most: plain calls of a few commands, the version, and help that was shown before.

The parser is the only one that knows how commands are called; what is known here is a part of that, which a test holds against
it. Whatever is not as plain as can be is left to the parser, and so is everything that is wrong.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout, suppress
from functools import partial
from importlib import import_module

from channelfit.cache import cache_folder, entry_name, keep, kept
from channelfit.cli.output import put
from channelfit.cli.wishes import RULES_VARIABLE
from channelfit.language import Language, language_meant
from channelfit.signatures import program, signature_of
from channelfit.typed import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

PROGRAM = "channelfit"
# By this variable a shell asks what there is to complete.
COMPLETE = f"_{PROGRAM.upper()}_COMPLETE"


class Short(NamedTuple):
    """A command that a short way leads to: where it stands, what its words are, one by one and all further ones, how many of
    them there must be, what it can be given, and whether its words are folders."""

    module: str
    function: str
    words: tuple[str, ...]
    further: str
    needed: int
    options: frozenset[str]
    forms: tuple[str, ...]
    in_folders: bool = False


_SHARED = frozenset(("--format", "--lang", "--set", "--rules"))
_TOOLS = frozenset(("--format", "--lang"))
_ADVISED = _SHARED | {"--max-channels", "--example", "--keep-going"}
_FORMS = ("text", "json", "jsonl", "markdown", "html")
SHORT = {
    "advise": Short("advise", "advise_command", (), "profiles", 0, _ADVISED | {"--details", "--plain"}, _FORMS),
    "explain": Short("explain", "explain_command", ("channel",), "profiles", 1, _ADVISED, _FORMS[:4]),
    "compare": Short("compare", "compare_command", ("profile", "other"), "", 1, _SHARED | {"--max-channels"}, _FORMS[:4]),
    "profile check": Short("profile_check", "check_command", (), "profiles", 1, _SHARED, _FORMS[:2]),
    "rules check": Short("rules_check", "check_command", ("folder",), "", 0, _TOOLS | {"--fail-on"}, _FORMS[:2], in_folders=True),
    "rules test": Short(
        "rules_test", "run_cases_command", ("folder",), "", 0, _TOOLS | {"--coverage"}, (*_FORMS[:2], "junit"), in_folders=True
    ),
    "rules diff": Short(
        "rules_diff", "diff_command", ("old", "new"), "", 2, _TOOLS | {"--profiles", "--sample"}, _FORMS[:4], in_folders=True
    ),
}
_GROUPS = {name.partition(" ")[0] for name in SHORT if " " in name}
# What is taken once, what there may be several of, and what is there or not.
ONE = {
    "--format": "form",
    "--lang": "lang",
    "--example": "example",
    "--max-channels": "max_channels",
    "--fail-on": "fail_on",
    "--profiles": "profiles",
    "--sample": "sample",
}
SEVERAL = {"--set": "changes", "--rules": "rules"}
FLAGS = {"--details": "details", "--plain": "plain", "--keep-going": "keep_going", "--coverage": "coverage"}
# The highest number that an option takes.
MOST = {"--max-channels": 100, "--sample": 5000}


def version_text() -> str:
    """What `--version` prints."""
    from importlib.metadata import version

    return f"{PROGRAM} {version(PROGRAM)}\n"


def plain_call(arguments: Sequence[str]) -> partial[None] | None:
    """A plain call of a command that a short way leads to; nothing for any other, or if anything is odd about it."""
    if RULES_VARIABLE in os.environ or COMPLETE in os.environ:
        return None
    named = " ".join(arguments[: 2 if {*arguments[:1]} & _GROUPS else 1])
    short = SHORT.get(named)
    found = _given(short, arguments[1 + named.count(" ") :]) if short else None
    if short is None or found is None:
        return None
    command = getattr(import_module(f"channelfit.cli.{short.module}"), short.function)
    return partial(command, **found)


def _given(short: Short, arguments: Sequence[str]) -> dict[str, Any] | None:
    """What a command is called with."""
    found: dict[str, Any] = {}
    words: list[str] = []
    rest = [*reversed(arguments)]
    while rest:
        word = rest.pop()
        if word == "-" or (word and not word.startswith("-")):
            words.append(word)
        elif word not in short.options:
            return None
        elif word in FLAGS:
            found[FLAGS[word]] = True
        elif not (rest and _is_taken(word, rest.pop(), short, found)):
            return None
    found |= zip(short.words, map(_path, words) if short.in_folders else words, strict=False)
    further = words[len(short.words) :]
    if short.further:
        found[short.further] = further
    return found if len(words) >= short.needed and (short.further or not further) else None


def _is_taken(option: str, text: str, short: Short, found: dict[str, Any]) -> bool:
    """Whether an option takes a value, which it then has."""
    name = ONE.get(option) or SEVERAL[option]
    if not text or text.startswith("-") or (option in ONE and name in found):
        return False
    value = _read(option, text, short)
    if option in SEVERAL:
        found.setdefault(name, []).append(value)
    else:
        found[name] = value
    return value is not None


def _read(option: str, text: str, short: Short) -> object:
    """The value that a text stands for; nothing if it is none."""
    if option == "--format":
        from channelfit.render.forms.table import FORMS, JUNIT

        return next((form for form in (*FORMS, JUNIT) if form.name == text and text in short.forms), None)
    if option in ("--rules", "--profiles"):
        # The class takes a while to import, and only writes such a name as others do.
        return text if not short.in_folders and os.path.normpath(text) == text else _path(text)
    if option == "--fail-on":
        from channelfit.cli.rules_check import FailOn

        return next((severity for severity in FailOn if severity == text), None)
    if option in MOST:
        return int(text) if text.isdecimal() and int(text) <= MOST[option] else None
    return language_meant(text) if option == "--lang" else text


def _path(text: str) -> object:
    from pathlib import Path  # Few need it.

    return Path(text)


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
    parser = signature_of("typer", os.stat(origin)) if origin else ()
    return (parser, *program(("", "cli", "render/forms")))


def _shape() -> tuple[object, ...]:
    """What the width of help goes by."""
    with suppress(OSError, ValueError):
        return (os.environ.get("COLUMNS"), *os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else -1))
    return (os.environ.get("COLUMNS"),)
