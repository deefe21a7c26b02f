"""`channelfit profile check`: what is wrong with a profile."""

from __future__ import annotations

from collections.abc import Sequence

from channelfit.cli.output import PROBLEMS_FOUND, problems_reported, put
from channelfit.cli.profiles import checked, documents_of, end_if_missing, paths_of, profiles_in, tell_notices
from channelfit.cli.profiles import spoken as heard
from channelfit.cli.wishes import AS_TEXT, language, voice_for
from channelfit.files import load_rulebook
from channelfit.language import Language, Text
from channelfit.render.forms.form import Form
from channelfit.render.forms.table import JSON
from channelfit.render.phrases.voice import Voice
from channelfit.source.problem import InvalidInput, Mark, Source, in_order, problem
from channelfit.source.reasons import NO_DOCUMENT, NO_SUCH_FILE, NOT_READABLE
from channelfit.streams import Read

TYPE_CHECKING = False
if TYPE_CHECKING:  # It is only named here.
    from pathlib import Path

_NO_PROBLEMS = Text("Keine Probleme gefunden.", "No problems found.")


def check_command(
    profiles: list[str],
    changes: list[str] = [],  # noqa: B006 (typer wants a list)
    rules: list[str | Path] | None = None,
    lang: Language | None = None,
    form: Form = AS_TEXT,
) -> None:
    """Print every problem of a profile; exit 1 if there is any, 3 if a required answer is missing."""
    spoken = language(lang)
    with problems_reported(spoken, form=form):
        rulebook = load_rulebook(rules)
        files = [[*documents_of(profile)] for profile in paths_of(profiles)]
        every = [found for file in files for _, problems in file for found in problems]
        if unreadable := [found for found in every if found.mistake in (NO_SUCH_FILE, NOT_READABLE)]:
            raise InvalidInput(unreadable)
    with problems_reported(spoken, PROBLEMS_FOUND, form=form):
        some = [_or_none(*file) for file in zip(profiles, files, strict=True)]
        read = profiles_in(one for file in some for one in checked(file, rulebook, changes, heard(lang)))
    voices = [voice_for(lang, rulebook, answered) for answered in read]
    if form is not JSON:
        tell_notices(voices)
    end_if_missing(voices, form)
    # Notices are in the language of each profile; where there is one for all, what is said of them is in it too.
    heard_in = {voice.language for voice in voices}
    spoken = heard_in.pop() if len(heard_in) == 1 else spoken
    with problems_reported(spoken):
        put(_render_notices(voices, spoken) if form is JSON else f"{_NO_PROBLEMS.of(spoken)}\n")


def _or_none(profile: str, file: list[Read]) -> list[Read]:
    """The documents of a file; a file that has none is a problem here."""
    nothing = problem(NO_DOCUMENT, Mark(Source(profile), 0, 0), wanted=Text("ein Profil", "a profile"))
    return [(None, (nothing,))] if file == [(None, ())] else file


def _render_notices(voices: Sequence[Voice], spoken: Language) -> str:
    """What is odd about the answers, though nothing is wrong with them, as JSON."""
    from channelfit.render.forms.data import render_json
    from channelfit.render.plain.problems import problems_as_plain

    return render_json(problems_as_plain(in_order(notice for voice in voices for notice in voice.profile.notices), spoken))
