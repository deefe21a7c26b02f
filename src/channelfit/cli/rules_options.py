"""How the commands of `channelfit rules` are called that can be done without a parser: their options and their help."""

from pathlib import Path
from typing import Annotated

import typer

from channelfit.cli.options import BY_ENDING, Force, Lang, Output, ReportForm, folder_there, form_option
from channelfit.cli.rules_check import FailOn
from channelfit.cli.rules_check import check_command as check_command
from channelfit.cli.rules_diff import diff_command as diff_command
from channelfit.cli.rules_test import run_cases_command as run_cases_command
from channelfit.cli.speech import in_german, said
from channelfit.cli.wishes import RULES_VARIABLE
from channelfit.render.forms.form import Form
from channelfit.render.forms.table import CASE_FORMS, LIST_FORMS

Folder = Annotated[
    Path | None,
    typer.Argument(
        metavar="[DIR]",
        envvar=RULES_VARIABLE,
        callback=folder_there,
        help=said("Wo die Regeln liegen; sonst die mitgelieferten.", "Where the rules live; else the built-in ones."),
    ),
]

# In the order of the help; the defaults are those of the commands.
check_command.__annotations__ = {
    "folder": Folder,
    "form": Annotated[Form, form_option(LIST_FORMS, said("Die Form der Befunde.", "How to print the findings."))],
    "fail_on": Annotated[
        FailOn,
        typer.Option(
            "--fail-on", help=said("Rückgabewert 1 ab dieser Schwere.", "Exit 1 if there is a finding this bad or worse.")
        ),
    ],
    "lang": Lang,
    "return": None,
}
in_german("Alle Probleme eines Regelordners ausgeben, und was seine Regeln tun, das nicht gemeint sein kann.")(check_command)

run_cases_command.__annotations__ = {
    "folder": Folder,
    "coverage": Annotated[
        bool,
        typer.Option(
            "--coverage", help=said("Die Regeln nennen, die in keinem Fall greifen.", "List the rules that fire in no case.")
        ),
    ],
    "lang": Lang,
    "form": Annotated[Form | None, form_option(CASE_FORMS, BY_ENDING)],
    "output": Output,
    "force": Force,
    "return": None,
}
in_german("Die Testfälle eines Regelordners ausführen; was anders herauskam und warum. Rückgabewert 1, wenn einer scheitert.")(
    run_cases_command
)

diff_command.__annotations__ = {
    "old": Annotated[
        Path,
        typer.Argument(
            metavar="OLD",
            help=said(
                "Ein Regelordner, oder channelfit für die mitgelieferten Regeln.",
                "A rule folder, or channelfit for the built-in rules.",
            ),
        ),
    ],
    "new": Annotated[
        Path, typer.Argument(metavar="NEW", help=said("Die Regeln, mit denen verglichen wird.", "The rules to compare it with."))
    ],
    "profiles": Annotated[
        Path | None,
        typer.Option(
            "--profiles",
            metavar="DIR|FILE",
            help=said("Profile, die nach beiden beraten werden.", "Profiles to advise with both."),
        ),
    ],
    "sample": Annotated[
        int,
        typer.Option(
            "--sample",
            metavar="N",
            min=0,
            max=5000,
            help=said("Dazu so viele ausgeloste Unternehmen.", "So many drawn companies besides."),
        ),
    ],
    "lang": Lang,
    "form": ReportForm,
    "output": Output,
    "force": Force,
    "return": None,
}
in_german("Was sich an den Regeln ändert, und für wen sich die Empfehlung ändert; Rückgabewert 1, wenn sich Kanäle ändern.")(
    diff_command
)
