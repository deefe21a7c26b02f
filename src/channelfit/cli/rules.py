"""`channelfit rules`: for those who edit rule files."""

import typer

from channelfit.cli.rules_check import check_command
from channelfit.cli.rules_diff import diff_command
from channelfit.cli.rules_init import init_command
from channelfit.cli.rules_learn import learn_command
from channelfit.cli.rules_score import EXAMPLE, score_command
from channelfit.cli.rules_show import show_command
from channelfit.cli.rules_test import run_cases_command
from channelfit.cli.schema import rules_schema_command

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Make, check, test, compare, score and learn rules.")


@app.callback()
def rules_group() -> None:
    """Make, check, test, compare, score and learn rules."""


app.command("init")(init_command)
app.command("show")(show_command)
app.command("check")(check_command)
app.command("test")(run_cases_command)
app.command("diff")(diff_command)
app.command("score", epilog=EXAMPLE)(score_command)
app.command("learn")(learn_command)
app.command("schema")(rules_schema_command)
