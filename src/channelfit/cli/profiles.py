"""Read the profiles that a command is about, from a file, a pipe or options, and end if answers are missing."""

import sys
from collections.abc import Sequence
from enum import Enum

import typer

from channelfit.cli.options import language
from channelfit.cli.output import MISSING, put, tell
from channelfit.files import read_profile_file, read_stream, standard_input
from channelfit.language import Language
from channelfit.profile import Profile, Spoken, missing_answers, read_profile
from channelfit.render.forms.form import Form
from channelfit.render.forms.table import JSON
from channelfit.render.phrases.voice import Voice
from channelfit.render.reports.missing import render_missing
from channelfit.render.reports.problems import render_problems
from channelfit.rulebook.model import Rulebook
from channelfit.source.document import Document
from channelfit.source.problem import InvalidInput, Problem, in_order

Documents = tuple[tuple[Document, ...], tuple[Problem, ...]]


class Origin(Enum):
    """Where the answers come from."""

    FILE = "file"
    STDIN = "stdin"
    OPTIONS = "options"
    INTERVIEW = "interview"


def origin_of(profile: str | None, changes: list[str]) -> Origin:
    """Where the answers come from: a file, standard input, `--set` alone, or an interview."""
    if profile is not None and profile != "-":
        return Origin.FILE
    if profile == "-" or sys.stdin is None or not sys.stdin.isatty():
        return Origin.STDIN
    return Origin.INTERVIEW if not changes and is_terminal() else Origin.OPTIONS


def is_terminal() -> bool:
    """Whether somebody can be asked."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def read_profiles(
    rulebook: Rulebook, profile: str | None, changes: list[str], lang: Language | None = None, *, ask: bool = False
) -> list[Profile]:
    """The profiles of all documents; all problems of all of them, if there are any."""
    documents: Documents = ((), ())
    origin = origin_of(profile, changes)
    if origin is Origin.FILE or (origin is Origin.STDIN and not (ask and profile is None)):
        documents = read_documents_of(profile or "-")
    return profiles_in(documents, rulebook, changes, spoken(lang))


def spoken(lang: Language | None) -> Spoken:
    """The language wished for, and the one of the system."""
    return Spoken(lang, language())


def read_documents_of(profile: str) -> Documents:
    """The documents of a profile file, or of standard input for `-`, and what is wrong with them as YAML."""
    return read_stream(standard_input()) if profile == "-" else read_profile_file(profile)


def profiles_in(documents: Documents, rulebook: Rulebook, changes: list[str], heard: Spoken) -> list[Profile]:
    """The profile of each document with the changes on top. Raises InvalidInput with all problems of all of them."""
    found, problems = documents
    read = [read_profile(document, rulebook, changes, heard) for document in found or (None,)]
    wrong = [problem for _, some in read for problem in some]
    if problems or wrong:
        raise InvalidInput((*problems, *wrong))
    return [profile for profile, _ in read]


def tell_notices(voices: Sequence[Voice]) -> None:
    """Say what is odd about the answers, though nothing is wrong with them."""
    notices = [notice for voice in voices for notice in voice.profile.notices]
    if notices:
        tell(render_problems(in_order(notices), voices[0].language))


def end_if_missing(voices: Sequence[Voice], form: Form) -> None:
    """End with exit code 3 if a required answer is missing anywhere, and say which."""
    gaps = [missing_answers(voice.rulebook, voice.profile) for voice in voices]
    if not any(gaps):
        return
    for number, (missing, voice) in enumerate(zip(gaps, voices, strict=True), 1):
        if missing and form is JSON:
            from channelfit.render.forms.data import render_json
            from channelfit.render.plain.missing import missing_as_plain

            put(render_json(missing_as_plain(missing, voice), compact=len(gaps) > 1))
        elif missing:
            tell(render_missing(missing, voice, document=number if len(gaps) > 1 else None))
    raise typer.Exit(MISSING)
