"""Read the profiles that a command is about, from a file, a pipe or options, and end if answers are missing."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from itertools import chain, islice

from channelfit.cli.output import MISSING, Ended, put, tell
from channelfit.cli.wishes import language
from channelfit.files import standard_input
from channelfit.language import Language
from channelfit.profile import Profile, Spoken, missing_answers, read_profile
from channelfit.render.forms.form import Form
from channelfit.render.forms.table import JSON, JSONL
from channelfit.render.phrases.places import place_of
from channelfit.render.phrases.voice import Voice
from channelfit.rulebook.model import Question, Rulebook
from channelfit.source.problem import InvalidInput, Mark, Mistake, Problem, Source, in_order, problem
from channelfit.streams import Read, documents_in_file, documents_in_stream

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
A_CHANNEL = Mistake(
    "channel-not-profile",
    de="`{found}` ist ein Kanal; erwartet wird die Datei eines Profils, und eine dieses Namens gibt es nicht",
    en="`{found}` is a channel; expected the file of a profile, and there is none of that name",
)

STDIN = "-"
# A profile, and what is wrong with it.
Checked = tuple[Profile, tuple[Problem, ...]]


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
    rulebook: Rulebook, profiles: Sequence[str], changes: list[str], heard: Spoken, *, ask: bool = False, at_once: bool = False
) -> Iterator[Checked]:
    """The profiles of all documents of all files as they come, each with its problems.

    Whether a document is alone in its file is known when the next one begins; `at_once` does not wait for that.
    """
    origin = origin_of(profiles, changes)
    if origin is Origin.FILE or (origin is Origin.STDIN and not (ask and not profiles)):
        for profile in profiles or (STDIN,):
            if (id := channel_called(rulebook, profile)) and not os.path.exists(profile):  # noqa: PTH110 (pathlib loads slowly)
                found = problem(A_CHANNEL, Mark(Source(profile), 0, 0), found=profile)
                raise InvalidInput([found._replace(meant=f"channelfit explain {id}")])
            yield from checked(documents_of(profile), rulebook, changes, heard, at_once=at_once)
    else:
        yield read_profile(None, rulebook, changes, heard)


def channel_called(rulebook: Rulebook, name: str) -> str:
    """The id of a channel given by id or by name in any language; empty if it is none."""
    known = {called.casefold(): id for id, channel in rulebook.channels.items() for called in (*channel.name, id)}
    return known.get(name.casefold(), "")


def spoken(lang: Language | None) -> Spoken:
    """The language wished for, and the one of the system."""
    return Spoken(lang, lang or language())


def documents_of(profile: str) -> Iterator[Read]:
    """The documents of a profile file, or of standard input for `-`, each with what is wrong with it as YAML."""
    return documents_in_stream(standard_input()) if profile == STDIN else documents_in_file(profile)


def checked(
    documents: Iterable[Read], rulebook: Rulebook, changes: list[str], heard: Spoken, *, at_once: bool = False
) -> Iterator[Checked]:
    """The profile of each document of a file with the changes on top, and all its problems; numbered if there are several."""
    rest = iter(documents)
    begun = [*islice(rest, 1 if at_once else 2)]
    is_numbered = at_once or len(begun) > 1
    for number, (document, wrong) in enumerate(chain(begun, rest), 1):
        profile, found = read_profile(document, rulebook, changes, heard)
        yield profile._replace(number=number) if is_numbered else profile, (*wrong, *found)


def profiles_in(read: Iterable[Checked]) -> list[Profile]:
    """All profiles. Raises InvalidInput with all problems of all of them."""
    every = [*read]
    if wrong := [found for _, problems in every for found in problems]:
        raise InvalidInput(wrong)
    return [profile for profile, _ in every]


def paths_of(profiles: Sequence[str] | None, example: str | None = None) -> list[str]:
    """The profiles to read, an example last. Raises InvalidInput if there is none such, or standard input is to be read twice."""
    paths = [*(profiles or ())]
    if paths.count(STDIN) > 1:
        raise InvalidInput([problem(STDIN_TWICE, Mark(Source("<PROFILE>"), 0, 0))])
    if example is None:
        return paths
    from channelfit.shipped import example_profiles

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
    if any(gaps):
        with_file = len({voice.profile.file for voice in voices}) > 1
        for missing, voice in zip(gaps, voices, strict=True):
            if missing:
                tell_missing(missing, voice, form, with_file=with_file, compact=len(voices) > 1)
        raise Ended(MISSING)


def tell_missing(missing: tuple[Question, ...], voice: Voice, form: Form, *, with_file: bool, compact: bool) -> None:
    """Say which required answers are missing; where programs read results, there."""
    if form in (JSON, JSONL):
        from channelfit.render.forms.data import render_json
        from channelfit.render.plain.missing import missing_as_plain

        put(render_json(missing_as_plain(missing, voice), compact=compact or form is JSONL))
    else:
        from channelfit.render.reports.missing import render_missing

        tell(render_missing(missing, voice, with_file=with_file))


def name_of(voice: Voice, *, with_file: bool) -> str:
    """Which of several profiles one is, if its company has no name that would say so."""
    return "" if voice.profile.company else place_of(voice, with_file=with_file)
