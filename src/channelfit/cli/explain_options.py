"""How `channelfit explain` is called: its options and its help. What it does stands apart, and can be done without a parser."""

from typing import Annotated

import typer

from channelfit.cli.completion import complete_channel
from channelfit.cli.explain import explain_command as explain_command
from channelfit.cli.options import Changes, Example, Force, KeepGoing, Lang, MaxChannels, Output, Profiles, ReportForm, Rules
from channelfit.cli.speech import in_german, said

Channel = Annotated[
    str,
    typer.Argument(
        metavar="CHANNEL",
        help=said("Ein Kanal, mit Kennung oder Namen.", "A channel, by its id or name."),
        autocompletion=complete_channel,
    ),
]

# In the order of the help; the defaults are those of the command.
explain_command.__annotations__ = {
    "channel": Channel,
    "profiles": Profiles,
    "example": Example,
    "changes": Changes,
    "rules": Rules,
    "lang": Lang,
    "max_channels": MaxChannels,
    "form": ReportForm,
    "output": Output,
    "keep_going": KeepGoing,
    "force": Force,
    "return": None,
}
in_german("Warum ein Kanal empfohlen wird oder nicht, und was das ändern würde.")(explain_command)
