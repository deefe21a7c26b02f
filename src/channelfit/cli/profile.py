"""`channelfit profile`: a profile to fill in, and what is wrong with one."""

from typing import Annotated

import typer

from channelfit.cli.options import Changes, Lang, Output, Rules, language
from channelfit.cli.output import MISSING, PROBLEMS_FOUND, problems_reported, put, tell
from channelfit.cli.schema import profile_schema_command
from channelfit.files import (
    NO_DOCUMENT,
    NO_SUCH_FILE,
    NOT_READABLE,
    load_rulebook,
    read_profile_file,
    read_stream,
    standard_input,
)
from channelfit.language import Text
from channelfit.profile import missing_answers, read_profile
from channelfit.render.reports.missing import render_missing
from channelfit.source.problem import InvalidInput, Mark, Source, problem

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Write and check company profiles.")


app.command("schema")(profile_schema_command)


@app.command("new")
def new_command(rules: Rules = None, lang: Lang = None, output: Output = None) -> None:
    """Print a commented profile to fill in."""
    from channelfit.render.reports.profile_text import render_blank_profile

    with problems_reported(language(lang)):
        rulebook = load_rulebook(rules)
        put(render_blank_profile(rulebook, language(lang, rulebook=rulebook)), str(output) if output else None)


@app.command("check")
def check_command(
    profile: Annotated[str, typer.Argument(metavar="PROFILE", help="A YAML profile, or - for stdin.")],
    changes: Changes = [],  # noqa: B006 (typer wants a list)
    rules: Rules = None,
    lang: Lang = None,
) -> None:
    """Print every problem of a profile; exit 1 if there is any, 3 if a required answer is missing."""
    wish = language(lang)
    with problems_reported(wish):
        rulebook = load_rulebook(rules)
        documents, problems = read_stream(standard_input()) if profile == "-" else read_profile_file(profile)
        if any(one.mistake in (NO_SUCH_FILE, NOT_READABLE) for one in problems):
            raise InvalidInput(problems)
    read = [read_profile(document, rulebook, changes) for document in documents]
    with problems_reported(wish, PROBLEMS_FOUND):
        wrong = [*problems, *(one for _, found in read for one in found)]
        if not documents and not wrong:
            wrong = [problem(NO_DOCUMENT, Mark(Source(profile), 0, 0), wanted=Text("ein Profil", "a profile"))]
        if wrong:
            raise InvalidInput(wrong)
    gaps = [(missing, one) for one, _ in read if (missing := missing_answers(rulebook, one))]
    for missing, one in gaps:
        tell(render_missing(missing, one.company, language(lang, one.language, rulebook=rulebook)))
    if gaps:
        raise typer.Exit(MISSING)
    with problems_reported(wish):
        put("Keine Probleme gefunden.\n" if wish == "de" else "No problems found.\n")
