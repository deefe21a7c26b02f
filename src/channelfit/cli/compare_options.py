"""How `channelfit compare` is called: its options and its help. What it does stands apart, and can be done without a parser."""

from typing import Annotated

import typer

from channelfit.cli.compare import compare_command as compare_command
from channelfit.cli.completion import complete_profile
from channelfit.cli.options import Changes, Force, Lang, MaxChannels, Output, ReportForm, Rules
from channelfit.cli.speech import in_german, said

One = Annotated[
    str,
    typer.Argument(
        metavar="PROFILE",
        help=said("Ein Profil in YAML; - ist die Standardeingabe.", "A YAML profile, or - for stdin."),
        autocompletion=complete_profile,
    ),
]
Other = Annotated[
    str | None,
    typer.Argument(
        metavar="[OTHER]",
        help=said("Das Profil, mit dem verglichen wird.", "The profile to compare it with."),
        autocompletion=complete_profile,
    ),
]

# In the order of the help; the defaults are those of the command.
compare_command.__annotations__ = {
    "profile": One,
    "other": Other,
    "changes": Changes,
    "rules": Rules,
    "lang": Lang,
    "max_channels": MaxChannels,
    "form": ReportForm,
    "output": Output,
    "force": Force,
    "return": None,
}
in_german(
    "Zwei Situationen nebeneinander: was sich ändert, und welche Antworten und Regeln den Unterschied machen.\n\n"
    "Ein Profil wird mit einem anderen verglichen, oder mit sich selbst nach den Änderungen von --set; zwei Dokumente in einer "
    "Datei miteinander."
)(compare_command)
