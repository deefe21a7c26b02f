"""`channelfit rules`: for those who edit rule files."""

import typer

from channelfit.cli.rules_init import init_command
from channelfit.cli.rules_learn import learn_command
from channelfit.cli.rules_options import check_command, diff_command, run_cases_command
from channelfit.cli.rules_score import score_command
from channelfit.cli.rules_show import show_command
from channelfit.cli.schema import rules_schema_command
from channelfit.cli.speech import SpeakingGroup, add_command, in_german, said

app = typer.Typer(
    cls=SpeakingGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    help=said(
        "Regeln anlegen, prüfen, testen, vergleichen, bewerten und aus Fällen lernen.",
        "Make, check, test, compare, score and learn rules.",
    ),
)


@app.callback()
@in_german("Regeln anlegen, prüfen, testen, vergleichen, bewerten und aus Fällen lernen.")
def rules_group() -> None:
    """Make, check, test, compare, score and learn rules."""


add_command(app, "init", init_command, "channelfit rules init my-rules", "channelfit rules init my-rules --full")
add_command(app, "show", show_command, "channelfit rules show linkedin", "channelfit rules show 'linkedin/*' --format json")
add_command(app, "check", check_command, "channelfit rules check my-rules", "channelfit rules check my-rules --fail-on warning")
add_command(
    app, "test", run_cases_command, "channelfit rules test my-rules", "channelfit rules test my-rules --output report.xml"
)
add_command(app, "diff", diff_command, "channelfit rules diff channelfit my-rules --profiles profiles")
add_command(
    app,
    "score",
    score_command,
    "channelfit rules score panel --rules my-rules --against channelfit",
    "channelfit rules score outcomes.yaml",
)
add_command(app, "learn", learn_command, "channelfit rules learn our-cases.yaml --output learned")
add_command(app, "schema", rules_schema_command, "channelfit rules schema --into .schema", "channelfit rules schema channel")
