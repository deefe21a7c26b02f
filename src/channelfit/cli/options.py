"""The options that several commands share, and what they mean."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from channelfit.cli.completion import complete_change, complete_example, complete_profile
from channelfit.cli.speech import said
from channelfit.cli.wishes import AS_TEXT as AS_TEXT
from channelfit.cli.wishes import LANGUAGE_VARIABLE as LANGUAGE_VARIABLE
from channelfit.cli.wishes import RULES_VARIABLE, STDOUT
from channelfit.cli.wishes import form_for as form_for
from channelfit.cli.wishes import language as language
from channelfit.cli.wishes import voice_for as voice_for
from channelfit.language import Language, language_meant
from channelfit.render.forms.form import Form
from channelfit.render.forms.table import FORMS, LIST_FORMS, REPORT_FORMS
from channelfit.source.problem import InvalidInput


def form_option(forms: Sequence[Form], said: str) -> object:
    """The option for one of some forms, by name."""
    names = [form.name for form in forms]

    def form_named(name: str) -> Form:
        if name in names:
            return forms[names.index(name)]
        raise typer.BadParameter(f"{name!r} is not one of {', '.join(map(repr, names))}.")

    metavar = f"<{'|'.join(names)}>"
    return typer.Option("--format", parser=form_named, metavar=metavar, autocompletion=lambda: names, help=said)


BY_ENDING = said(
    "Die Form des Ergebnisses; sonst nach der Endung von --output, sonst Text.",
    "How to print the result; else by the ending of --output, else text.",
)


def _folders_there(context: typer.Context, param: typer.CallbackParam, folders: list[Path] | None) -> list[Path] | None:
    """The folders; those of the variable must be there, since nobody sees in a command what it says."""
    source = context.get_parameter_source(param.name or "")
    if folders and not context.resilient_parsing and source is not None and source.name == "ENVIRONMENT":
        from channelfit.folders import folder_problem
        from channelfit.rulefiles import rule_folder

        found = [folder_problem(rule_folder(folder), RULES_VARIABLE) for folder in folders]
        if problems := [one for one in found if one]:
            raise InvalidInput(problems)
    return folders


def folder_there(context: typer.Context, param: typer.CallbackParam, folder: Path | None) -> Path | None:
    """The same of one folder."""
    _folders_there(context, param, [folder] if folder else None)
    return folder


def language_named(text: str) -> Language:
    """The language that a code means: de, DE, de_DE.UTF-8, de-AT. Raises typer.BadParameter for any other."""
    spoken = language_meant(text)
    if spoken is None:
        raise typer.BadParameter(f"{text!r} is not one of {', '.join(map(repr, map(str, Language)))}.")
    return spoken


Rules = Annotated[
    list[Path] | None,
    typer.Option(
        "--rules",
        metavar="DIR",
        envvar=RULES_VARIABLE,
        callback=_folders_there,
        help=said(
            "Diese Regeln statt der mitgelieferten verwenden, außer sie bauen darauf auf; jede weitere steht auf der vorigen.",
            "Use these rules; of several each stands on the one before. Instead of the built-in ones, unless they extend them.",
        ),
    ),
]
Lang = Annotated[
    Language | None,
    typer.Option(
        "--lang",
        parser=language_named,
        metavar=f"<{'|'.join(Language)}>",
        autocompletion=lambda: [*Language],
        help=said(
            "Die Sprache; sonst die des Profils, von CHANNELFIT_LANG oder des Systems.",
            "Language; else that of the profile, CHANNELFIT_LANG, or the system's.",
        ),
    ),
]
Changes = Annotated[
    list[str],
    typer.Option(
        "--set",
        metavar="QUESTION=ANSWER",
        autocompletion=complete_change,
        help=said(
            "Eine Frage beantworten: content=photo,text. Mit ? bleibt sie offen.",
            "Answer a question: content=photo,text. Answer ? leaves it open.",
        ),
    ),
]
MaxChannels = Annotated[
    int | None,
    typer.Option(
        "--max-channels", metavar="N", min=0, max=100, help=said("Höchstens so viele empfehlen.", "Recommend at most so many.")
    ),
]
PROFILES_HELP = said(
    "Profile in YAML oder JSON Lines; - ist die Standardeingabe.", "YAML profiles or JSON Lines; - is standard input."
)
Profiles = Annotated[
    list[str] | None, typer.Argument(metavar="[PROFILE]...", help=PROFILES_HELP, autocompletion=complete_profile)
]
Example = Annotated[
    str | None,
    typer.Option(
        "--example",
        metavar="NAME",
        autocompletion=complete_example,
        help=said("Das Profil eines Beispiels nehmen, etwa bakery.", "Take the profile of an example company, such as bakery."),
    ),
]
AdviceForm = Annotated[Form | None, form_option(FORMS, BY_ENDING)]
ReportForm = Annotated[Form | None, form_option(REPORT_FORMS, BY_ENDING)]
ListForm = Annotated[Form | None, form_option(LIST_FORMS, BY_ENDING)]


def _no_dash(path: Path | None) -> Path | None:
    """A file, or nothing for `-`, which is standard output."""
    return None if path is not None and str(path) == STDOUT else path


Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        callback=_no_dash,
        help=said(
            "Das Ergebnis in eine Datei schreiben; - ist die Standardausgabe.",
            "Write the result to a file; - is standard output.",
        ),
    ),
]
KeepGoing = Annotated[
    bool,
    typer.Option(
        "--keep-going",
        help=said(
            "Nach einem Profil, das sich nicht beantworten lässt, weitermachen; es wird gemeldet, und am Ende steht Code 2.",
            "Go on after a profile that cannot be answered; it is reported, and the run ends with code 2.",
        ),
    ),
]
Force = Annotated[
    bool,
    typer.Option(
        "--force",
        help=said(
            "Eine Datei auch ersetzen, wenn sie das gelesene Profil, ein anderes oder Regeln enthält.",
            "Write over a file even if it is the profile that is read, another profile or rules.",
        ),
    ),
]
