"""Read the profiles that a command is about, from a file, a pipe or options, and end if answers are missing."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum

from channelfit.cli.output import MISSING, Ended, put, tell
from channelfit.cli.wishes import language
from channelfit.files import read_profile_file, read_stream, standard_input
from channelfit.language import Language
from channelfit.profile import Profile, Spoken, missing_answers, read_profile
from channelfit.render.forms.form import Form
from channelfit.render.forms.table import JSON, JSONL
from channelfit.render.phrases.places import place_of
from channelfit.render.phrases.voice import Voice
from channelfit.rulebook.model import Rulebook
from channelfit.shipped import example_profiles
from channelfit.source.nodes import Document
from channelfit.source.problem import InvalidInput, Mark, Mistake, Problem, Source, in_order, problem

STDIN_TWICE = Mistake(
    "stdin-twice",
    de="`-` steht zweimal; die Standardeingabe lässt sich nur einmal lesen",
    en="`-` stands twice; standard input can be read once only",
)
NO_SUCH_EXAMPLE = Mistake(
    "no-such-example",
    de="es gibt kein Beispiel `{found}`",
    en="there is no example `{found}`",
)

STDIN = "-"
Documents = tuple[tuple[Document, ...], tuple[Problem, ...]]


class Origin(Enum):
    """Where the answers come from."""

    FILE = "file"
    STDIN = "stdin"
    OPTIONS = "options"
    INTERVIEW = "interview"


def origin_of(profiles: Sequence[str], changes: list[str]) -> Origin:
    """Where the answers come from: files, standard input, `--set` alone, or an interview."""
    if any(profile != STDIN for profile in profiles):
        return Origin.FILE
    if profiles or sys.stdin is None or not sys.stdin.isatty():
        return Origin.STDIN
    return Origin.INTERVIEW if not changes and is_terminal() else Origin.OPTIONS


def is_terminal() -> bool:
    """Whether somebody can be asked."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def read_profiles(
    rulebook: Rulebook, profiles: Sequence[str], changes: list[str], lang: Language | None = None, *, ask: bool = False
) -> list[Profile]:
    """The profiles of all documents of all files; all problems of all of them, if there are any."""
    origin = origin_of(profiles, changes)
    if origin is Origin.FILE or (origin is Origin.STDIN and not (ask and not profiles)):
        return profiles_in([read_documents_of(profile) for profile in profiles or (STDIN,)], rulebook, changes, spoken(lang))
    return profiles_in([((), ())], rulebook, changes, spoken(lang))


def spoken(lang: Language | None) -> Spoken:
    """The language wished for, and the one of the system."""
    return Spoken(lang, lang or language())


def read_documents_of(profile: str) -> Documents:
    """The documents of a profile file, or of standard input for `-`, and what is wrong with them as YAML."""
    return read_stream(standard_input()) if profile == STDIN else read_profile_file(profile)


def profiles_in(files: Sequence[Documents], rulebook: Rulebook, changes: list[str], heard: Spoken) -> list[Profile]:
    """The profile of each document with the changes on top. Raises InvalidInput with all problems of all of them."""
    wrong: list[Problem] = []
    profiles: list[Profile] = []
    for documents, problems in files:
        wrong += problems
        for number, document in enumerate(documents or (None,), 1):
            profile, found = read_profile(document, rulebook, changes, heard)
            wrong += found
            profiles.append(replace(profile, number=number) if len(documents) > 1 else profile)
    if wrong:
        raise InvalidInput(wrong)
    return profiles


def paths_of(profiles: Sequence[str] | None, example: str | None = None) -> list[str]:
    """The profiles to read, an example last. Raises InvalidInput if there is none such, or standard input is to be read twice."""
    paths = [*(profiles or ())]
    if paths.count(STDIN) > 1:
        raise InvalidInput([problem(STDIN_TWICE, Mark(Source("<PROFILE>"), 0, 0))])
    if example is None:
        return paths
    known = example_profiles()
    if example not in known:
        mark = Mark(Source("--example", example), 0, 0, len(example) or 1)
        raise InvalidInput([problem(NO_SUCH_EXAMPLE, mark, found=example, expected=known, nearest_to=example)])
    return [*paths, str(known[example])]


def tell_notices(voices: Sequence[Voice]) -> None:
    """Say what is odd about the answers, though nothing is wrong with them."""
    notices = [notice for voice in voices for notice in voice.profile.notices]
    if notices:
        from channelfit.render.reports.problems import render_problems

        tell(render_problems(in_order(notices), voices[0].language))


def end_if_missing(voices: Sequence[Voice], form: Form) -> None:
    """End with exit code 3 if a required answer is missing anywhere, and say which."""
    gaps = [missing_answers(voice.rulebook, voice.profile) for voice in voices]
    if not any(gaps):
        return
    from channelfit.render.reports.missing import render_missing

    for missing, voice in zip(gaps, voices, strict=True):
        if missing and form in (JSON, JSONL):
            from channelfit.render.forms.data import render_json
            from channelfit.render.plain.missing import missing_as_plain

            put(render_json(missing_as_plain(missing, voice), compact=form is JSONL or len(gaps) > 1))
        elif missing:
            tell(render_missing(missing, voice, with_file=_has_several_files(voices)))
    raise Ended(MISSING)


def name_of(voice: Voice, voices: Sequence[Voice]) -> str:
    """Which of several profiles one is, if its company has no name that would say so."""
    return "" if voice.profile.company else place_of(voice, with_file=_has_several_files(voices))


def _has_several_files(voices: Sequence[Voice]) -> bool:
    return len({voice.profile.file for voice in voices}) > 1
