"""The options that several commands share, and what they mean."""

import os
from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from channelfit.language import Language
from channelfit.rulebook.model import Rulebook
from channelfit.source.problem import InvalidInput, Mark, Mistake, Source, problem

NO_SUCH_FORMAT = Mistake(
    "no-such-format",
    de="dieser Befehl kann `{found}` nicht schreiben; wählen Sie eine andere Endung oder das Format mit --format",
    en="this command cannot write `{found}`; name the file otherwise, or say which format with --format",
)

EXIT_CODES = "Exit codes: 0 result, 1 problems found by a check, 2 unusable input, 3 answers missing, 130 interrupted."


class Format(str, Enum):  # noqa: UP042 (typer shows the values of a str enum)
    """How a result is printed."""

    TEXT = "text"
    JSON = "json"


class PageFormat(str, Enum):  # noqa: UP042 (typer shows the values of a str enum)
    """How advice is printed."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"


class ReportFormat(str, Enum):  # noqa: UP042 (typer shows the values of a str enum)
    """How an explanation or a comparison is printed."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


_FORMAT_HELP = "How to print the result; else by the ending of --output, else text."
Rules = Annotated[
    list[Path] | None,
    typer.Option(
        "--rules",
        metavar="DIR",
        envvar="CHANNELFIT_RULES",
        help="Use these rules; of several each stands on the one before. Instead of the built-in ones, unless they extend them.",
    ),
]
Lang = Annotated[
    Language | None,
    typer.Option("--lang", help="Language; else that of the profile, CHANNELFIT_LANG, or the system's."),
]
Changes = Annotated[
    list[str],
    typer.Option("--set", metavar="QUESTION=ANSWER", help="Answer a question: content=photo,text. Answer ? leaves it open."),
]
MaxChannels = Annotated[int | None, typer.Option("--max-channels", min=0, max=100, help="Recommend at most so many.")]
Page = Annotated[PageFormat | None, typer.Option("--format", help=_FORMAT_HELP)]
Report = Annotated[ReportFormat | None, typer.Option("--format", help=_FORMAT_HELP)]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the result to a file.")]


_ENDINGS = {".json": "json", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html"}
_Formats = TypeVar("_Formats", PageFormat, ReportFormat)


def format_for(wish: _Formats | None, output: Path | None, formats: type[_Formats]) -> _Formats:
    """The format wished for, else the one that the file is named for, else text. Raises InvalidInput if there is none such."""
    ending = output.suffix if output else ""
    name = _ENDINGS.get(ending.lower(), "text")
    allowed = [one.value for one in formats]
    if wish is None and name not in allowed:
        place = Mark(Source("--output", str(output)), 0, 0, len(str(output)))
        raise InvalidInput([problem(NO_SUCH_FORMAT, place, found=ending, expected=allowed)])
    return formats(name) if wish is None else wish


def language(*wishes: Language | None, rulebook: Rulebook | None = None) -> Language:
    """The first language wished for, else CHANNELFIT_LANG, the system's, English; one that the rulebook has."""
    system = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    candidates: Sequence[str] = (*filter(None, wishes), os.environ.get("CHANNELFIT_LANG", ""), system[:2], Language.EN)
    allowed = rulebook.languages if rulebook else tuple(Language)
    return Language(next((wish.lower() for wish in candidates if wish.lower() in allowed), allowed[0]))
