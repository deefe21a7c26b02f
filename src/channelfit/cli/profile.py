"""`channelfit profile`: a profile to fill in, and what is wrong with one."""

from collections.abc import Sequence
from typing import Annotated

import typer

from channelfit.cli.completion import complete_profile
from channelfit.cli.options import AS_TEXT, PROFILES_HELP, Changes, Force, Lang, Output, Rules, form_option, language, voice_for
from channelfit.cli.output import PROBLEMS_FOUND, problems_reported, put
from channelfit.cli.profiles import checked, documents_of, end_if_missing, paths_of, profiles_in, tell_notices
from channelfit.cli.profiles import spoken as heard
from channelfit.cli.results import put_text
from channelfit.cli.schema import profile_schema_command
from channelfit.cli.speech import SpeakingGroup, add_command, in_german, said
from channelfit.cli.targets import YAML_ENDINGS, check_ending, check_targets
from channelfit.files import load_rulebook
from channelfit.language import Language, Text
from channelfit.render.forms.form import Form
from channelfit.render.forms.table import JSON, LIST_FORMS, TEXT
from channelfit.render.phrases.voice import Voice
from channelfit.rulefiles import NO_DOCUMENT
from channelfit.source.problem import InvalidInput, Mark, Source, in_order, problem
from channelfit.source.reasons import NO_SUCH_FILE, NOT_READABLE
from channelfit.streams import Read

app = typer.Typer(
    cls=SpeakingGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    help=said("Profile von Unternehmen schreiben und prüfen.", "Write and check company profiles."),
)

_NO_PROBLEMS = Text("Keine Probleme gefunden.", "No problems found.")


@in_german("Ein kommentiertes Profil zum Ausfüllen ausgeben.")
def new_command(rules: Rules = None, lang: Lang = None, output: Output = None, force: Force = False) -> None:
    """Print a commented profile to fill in."""
    from channelfit.render.reports.profile_text import render_blank_profile

    with problems_reported(language(lang)):
        check_ending("--output", output, YAML_ENDINGS)
        rulebook = load_rulebook(rules)
        check_targets({"--output": output}, rulebook, force=force)
        put_text(render_blank_profile(voice_for(lang, rulebook)), output)


@in_german("Alle Probleme eines Profils ausgeben; Rückgabewert 1, wenn es welche gibt, 3, wenn eine Pflichtantwort fehlt.")
def check_command(
    profiles: Annotated[list[str], typer.Argument(metavar="PROFILE...", help=PROFILES_HELP, autocompletion=complete_profile)],
    changes: Changes = [],  # noqa: B006 (typer wants a list)
    rules: Rules = None,
    lang: Lang = None,
    form: Annotated[Form, form_option(LIST_FORMS, said("Die Form der Probleme.", "How to print the problems."))] = AS_TEXT,
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
    if form is TEXT:
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


add_command(app, "new", new_command, "channelfit profile new --output profile.yaml", "channelfit profile new --lang de")
add_command(app, "check", check_command, "channelfit profile check profile.yaml")
add_command(app, "schema", profile_schema_command, "channelfit profile schema --output profile.schema.json")
