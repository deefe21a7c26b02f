"""`channelfit profile`: a profile to fill in, and what is wrong with one."""

from typing import Annotated

import typer

from channelfit.cli.completion import complete_profile
from channelfit.cli.options import PROFILES_HELP, Changes, Force, Lang, Output, Rules, form_option, language, voice_for
from channelfit.cli.output import problems_reported
from channelfit.cli.profile_check import check_command
from channelfit.cli.results import put_text
from channelfit.cli.schema import profile_schema_command
from channelfit.cli.speech import SpeakingGroup, add_command, in_german, said
from channelfit.cli.targets import YAML_ENDINGS, check_ending, check_targets
from channelfit.files import load_rulebook
from channelfit.render.forms.form import Form
from channelfit.render.forms.table import LIST_FORMS

app = typer.Typer(
    cls=SpeakingGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    help=said("Profile von Unternehmen schreiben und prüfen.", "Write and check company profiles."),
)


@in_german("Ein kommentiertes Profil zum Ausfüllen ausgeben.")
def new_command(rules: Rules = None, lang: Lang = None, output: Output = None, force: Force = False) -> None:
    """Print a commented profile to fill in."""
    from channelfit.render.reports.profile_text import render_blank_profile

    with problems_reported(language(lang)):
        check_ending("--output", output, YAML_ENDINGS)
        rulebook = load_rulebook(rules)
        check_targets({"--output": output}, rulebook, force=force)
        put_text(render_blank_profile(voice_for(lang, rulebook)), output)


# In the order of the help; the defaults are those of the command.
check_command.__annotations__ = {
    "profiles": Annotated[list[str], typer.Argument(metavar="PROFILE...", help=PROFILES_HELP, autocompletion=complete_profile)],
    "changes": Changes,
    "rules": Rules,
    "lang": Lang,
    "form": Annotated[Form, form_option(LIST_FORMS, said("Die Form der Probleme.", "How to print the problems."))],
    "return": None,
}
in_german("Alle Probleme eines Profils ausgeben; Rückgabewert 1, wenn es welche gibt, 3, wenn eine Pflichtantwort fehlt.")(
    check_command
)

add_command(app, "new", new_command, "channelfit profile new --output profile.yaml", "channelfit profile new --lang de")
add_command(app, "check", check_command, "channelfit profile check profile.yaml")
add_command(app, "schema", profile_schema_command, "channelfit profile schema --output profile.schema.json")
