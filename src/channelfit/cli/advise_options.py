"""How `channelfit advise` is called: its options and its help. What it does stands apart, and can be done without a parser."""

from pathlib import Path
from typing import Annotated

import typer

from channelfit.cli.advise import advise_command as advise_command
from channelfit.cli.options import AdviceForm, Changes, Example, Force, KeepGoing, Lang, MaxChannels, Output, Profiles, Rules
from channelfit.cli.speech import in_german, said

Ask = Annotated[
    bool,
    typer.Option(
        "--ask",
        help=said("Im Terminal fragen, was das Profil offenlässt.", "Ask in the terminal for what the profile leaves open."),
    ),
]
Plain = Annotated[
    bool,
    typer.Option(
        "--plain",
        help=said("Zeile für Zeile fragen, mit nummerierten Antworten.", "Ask line by line, with numbered choices."),
    ),
]
Details = Annotated[
    bool,
    typer.Option(
        "--details",
        help=said(
            "Alles zeigen, mit Gründen und Quellen, Seiten mit Anhang; JSON hat es ohnehin.",
            "Print everything, with reasons and sources, pages with their appendix; JSON has it anyway.",
        ),
    ),
]
Save = Annotated[
    Path | None,
    typer.Option(
        "--save",
        metavar="FILE",
        help=said("Die Antworten als kommentiertes Profil schreiben.", "Write the answers as a commented profile."),
    ),
]

# In the order of the help; the defaults are those of the command.
advise_command.__annotations__ = {
    "profiles": Profiles,
    "example": Example,
    "changes": Changes,
    "rules": Rules,
    "lang": Lang,
    "max_channels": MaxChannels,
    "ask": Ask,
    "form": AdviceForm,
    "output": Output,
    "plain": Plain,
    "details": Details,
    "save": Save,
    "keep_going": KeepGoing,
    "force": Force,
    "return": None,
}
in_german(
    "Auf welche wenigen Kanäle Sie sich konzentrieren sollten, und warum.\n\n"
    "Liest Profile aus Dateien oder einer Pipe; ohne beides wird im Terminal gefragt. Mehrere Dateien, YAML-Dokumente oder "
    "Zeilen JSON geben mehrere Ergebnisse."
)(advise_command)
