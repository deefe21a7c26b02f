"""`channelfit rules schema` and `channelfit profile schema`: what editors need to complete and check while somebody types."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from channelfit.cli.options import Force, Lang, Output, Rules, language
from channelfit.cli.output import problems_reported
from channelfit.cli.results import put_text
from channelfit.cli.speech import in_german, said
from channelfit.cli.targets import check_ending, check_folder, check_targets
from channelfit.files import load_rulebook
from channelfit.render.forms.table import JSON
from channelfit.writing import write_folder


class SchemaKind(StrEnum):
    """What has a schema."""

    RULEBOOK = "rulebook"
    QUESTIONS = "questions"
    GOALS = "goals"
    CHANNEL = "channel"
    SITUATION = "situation"
    READINESS = "readiness"
    EVIDENCE = "evidence"
    WORDING = "wording"
    TESTS = "tests"
    CASE_FILE = "case_file"
    PROFILE = "profile"
    RESULT = "result"
    MISSING = "missing"
    PROBLEMS = "problems"
    EXPLANATION = "explanation"
    COMPARISON = "comparison"
    ITEMS = "items"
    FINDINGS = "findings"
    CASES = "cases"
    RULEDIFF = "rulediff"
    SCORE = "score"
    LEARNED = "learned"


@in_german(
    "JSON Schema für Regeldateien und Ergebnisse ausgeben, mit den Kennungen dieses Regelwerks, für Editoren und Programme."
)
def rules_schema_command(
    kind: Annotated[
        SchemaKind | None,
        typer.Argument(
            metavar="[KIND]",
            help=said(
                "Eine Art von Datei oder Ergebnis, etwa channel; sonst alle in einem.",
                "A kind of file or result such as channel; else all in one.",
            ),
        ),
    ] = None,
    rules: Rules = None,
    lang: Lang = None,
    output: Output = None,
    into: Annotated[
        Path | None,
        typer.Option(
            "--into",
            metavar="DIR",
            help=said("Je Art eine Datei schreiben: channel.schema.json ...", "Write one file per kind: channel.schema.json ..."),
        ),
    ] = None,
    force: Force = False,
) -> None:
    """Print JSON Schema for rule files and results, with this rulebook's own ids, for editors and programs."""
    from channelfit.render.forms.data import render_json
    from channelfit.render.plain.results import RESULTS
    from channelfit.ruletools.schema.whole import schema_files, schema_of, whole_schema

    with problems_reported(language(lang)):
        check_ending("--output", output, JSON.endings)
        rulebook = load_rulebook(rules)
        check_targets({"--output": output}, rulebook, force=force)
        spoken = language(lang, rulebook=rulebook)
        if into is not None:
            check_folder("--into", into)
            files = schema_files(rulebook, spoken, RESULTS)
            wanted = {name: schema for name, schema in files.items() if kind in (None, name.split(".")[0])}
            write_folder(into, {name: render_json(schema) for name, schema in wanted.items()})
        else:
            schema = schema_of(kind.value, rulebook, spoken, RESULTS) if kind else whole_schema(rulebook, spoken, RESULTS)
            put_text(render_json(schema), output)


@in_german("Das JSON Schema eines Profils ausgeben, mit den Fragen dieses Regelwerks, für Editoren.")
def profile_schema_command(
    rules: Rules = None,
    lang: Lang = None,
    result: Annotated[
        bool,
        typer.Option(
            "--result", help=said("Stattdessen das Schema der Empfehlung.", "The schema of the advice as JSON instead.")
        ),
    ] = False,
    output: Output = None,
    force: Force = False,
) -> None:
    """Print the JSON Schema of a profile, with this rulebook's own questions, for editors."""
    from channelfit.render.forms.data import render_json
    from channelfit.render.plain.results import RESULTS
    from channelfit.ruletools.schema.whole import schema_of

    with problems_reported(language(lang)):
        check_ending("--output", output, JSON.endings)
        rulebook = load_rulebook(rules)
        check_targets({"--output": output}, rulebook, force=force)
        schema = schema_of("result" if result else "profile", rulebook, language(lang, rulebook=rulebook), RESULTS)
        put_text(render_json(schema), output)
