"""`channelfit advise`: a profile goes in, advice comes out."""

import os
import shutil
import sys
from enum import Enum
from typing import Annotated

import typer

from channelfit.advice.advise import advise
from channelfit.advice.model import Advice
from channelfit.cli.options import Changes, Format, Lang, Output, Rules, language, value_of
from channelfit.cli.output import INTERRUPTED, MISSING, UNUSABLE, problems_reported, put, tell
from channelfit.files import load_rulebook, read_profile_file, read_stream, standard_input
from channelfit.profile import Profile, missing_answers, read_profile
from channelfit.render.missing import render_missing
from channelfit.render.plain import advice_as_plain, missing_as_plain, render_json
from channelfit.rulebook.model import Rulebook
from channelfit.source.document import Document
from channelfit.source.problem import InvalidInput, Problem


class Origin(Enum):
    """Where the answers come from."""

    FILE = "file"
    STDIN = "stdin"
    OPTIONS = "options"
    INTERVIEW = "interview"


def advise_command(
    profile: Annotated[str | None, typer.Argument(metavar="[PROFILE]", help="A YAML profile, or - for stdin.")] = None,
    changes: Changes = [],  # noqa: B006 (typer wants a list)
    rules: Rules = None,
    lang: Lang = None,
    max_channels: Annotated[int | None, typer.Option("--max-channels", min=0, max=100, help="Recommend at most so many.")] = None,
    ask: Annotated[bool, typer.Option("--ask", help="Ask in the terminal for what the profile leaves open.")] = False,
    format: Annotated[Format, typer.Option("--format", help="How to print the result.")] = Format.TEXT,
    output: Output = None,
) -> None:
    """Which few channels to focus on, and why.

    Reads a profile from a file or a pipe; without either it asks in the terminal. Several YAML documents give several
    results.
    """
    with problems_reported(language(value_of(lang))):
        rulebook = load_rulebook(rules)
        profiles = _profiles(rulebook, profile, changes, ask=ask)
        wishes = [language(value_of(lang), one.language, rulebook=rulebook) for one in profiles]
        if ask or _origin(profile, changes) is Origin.INTERVIEW:
            profiles = _interviewed(rulebook, profiles, wishes)
        _end_if_missing(rulebook, profiles, wishes, format)
        results = [advise(rulebook, one, max_channels=max_channels) for one in profiles]
        put(_rendered(results, wishes, format, to_file=output is not None), str(output) if output else None)


def _origin(profile: str | None, changes: list[str]) -> Origin:
    if profile is not None and profile != "-":
        return Origin.FILE
    if profile == "-" or sys.stdin is None or not sys.stdin.isatty():
        return Origin.STDIN
    return Origin.INTERVIEW if not changes and _is_terminal() else Origin.OPTIONS


def _is_terminal() -> bool:
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def _profiles(rulebook: Rulebook, profile: str | None, changes: list[str], *, ask: bool) -> list[Profile]:
    """The profiles of all documents; all problems of all of them, if there are any."""
    documents: tuple[Document, ...] = ()
    problems: tuple[Problem, ...] = ()
    origin = _origin(profile, changes)
    if origin is Origin.FILE and profile is not None:
        documents, problems = read_profile_file(profile)
    elif origin is Origin.STDIN and not (ask and profile is None):
        documents, problems = read_stream(standard_input())
    read = [read_profile(document, rulebook, changes) for document in documents or (None,)]
    wrong = [problem for _, found in read for problem in found]
    if problems or wrong:
        raise InvalidInput((*problems, *wrong))
    return [found for found, _ in read]


def _interviewed(rulebook: Rulebook, profiles: list[Profile], wishes: list[str]) -> list[Profile]:
    if len(profiles) != 1:
        tell("--ask: several profiles cannot be asked for at once; expected one document\n")
        raise typer.Exit(UNUSABLE)
    if not _is_terminal():
        tell("--ask: no terminal to ask in; answer with --set question=answer or a profile\n")
        raise typer.Exit(MISSING)
    from channelfit.cli.prompt import Interrupted, interview

    try:
        return [interview(rulebook, profiles[0], wishes[0])]
    except Interrupted as interrupted:
        tell(interrupted.farewell)
        raise typer.Exit(INTERRUPTED) from None


def _end_if_missing(rulebook: Rulebook, profiles: list[Profile], wishes: list[str], format: Format) -> None:
    """End with exit code 3 if a required answer is missing anywhere, and say which."""
    gaps = [(missing_answers(rulebook, one), one, wish) for one, wish in zip(profiles, wishes, strict=True)]
    if not any(missing for missing, _, _ in gaps):
        return
    for place, (missing, one, wish) in enumerate(gaps, 1):
        if missing and format is Format.JSON:
            put(render_json(missing_as_plain(missing, one.company, wish), compact=len(gaps) > 1))
        elif missing:
            tell(render_missing(missing, one.company, wish, document=place if len(gaps) > 1 else None))
    raise typer.Exit(MISSING)


def _rendered(results: list[Advice], wishes: list[str], format: Format, *, to_file: bool) -> str:
    several = len(results) > 1
    pairs = zip(results, wishes, strict=True)
    if format is Format.JSON:
        return "".join(render_json(advice_as_plain(advice, wish), compact=several) for advice, wish in pairs)
    from channelfit.render.terminal import render_terminal

    is_screen = not to_file and sys.stdout is not None and sys.stdout.isatty()
    width = shutil.get_terminal_size((80, 24)).columns if is_screen else 80
    colour = is_screen and _has_colour()
    pages = [render_terminal(advice, wish, width=width, colour=colour) for advice, wish in pairs]
    return f"\n{'─' * min(width, 80)}\n\n".join(pages)


def _has_colour() -> bool:
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM", "") not in ("", "dumb", "unknown")
