"""The options that several commands share, and what they mean."""

import os
import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Annotated, cast

import typer

from channelfit.cli.completion import complete_change, complete_example, complete_profile
from channelfit.cli.speech import said
from channelfit.cli.targets import PDF, ending_of, unknown_ending
from channelfit.files import rule_folder
from channelfit.folders import folder_problem
from channelfit.language import Language
from channelfit.profile import Profile
from channelfit.render.forms.form import Form
from channelfit.render.forms.table import FORMS, LIST_FORMS, REPORT_FORMS, TEXT
from channelfit.render.phrases.voice import Voice
from channelfit.rulebook.model import Rulebook
from channelfit.source.problem import InvalidInput, Mark, Mistake, Source, problem
from channelfit.source.values import EMPTY_TEXT, UNKNOWN_LANGUAGE

NO_SUCH_FORMAT = Mistake(
    "no-such-format",
    de="dieser Befehl kann `{found}` nicht schreiben; wählen Sie eine andere Endung oder das Format mit --format",
    en="this command cannot write `{found}`; name the file otherwise, or say which format with --format",
)


def form_option(forms: Sequence[Form], said: str) -> object:
    """The option for one of some forms, by name."""
    names = [form.name for form in forms]

    def form_named(name: str) -> Form:
        if name in names:
            return forms[names.index(name)]
        raise typer.BadParameter(f"{name!r} is not one of {', '.join(map(repr, names))}.")

    metavar = f"<{'|'.join(names)}>"
    return typer.Option("--format", parser=form_named, metavar=metavar, autocompletion=lambda: names, help=said)


# What typer shows as a default, and reads as if it had been typed.
AS_TEXT = cast("Form", TEXT.name)
BY_ENDING = said(
    "Die Form des Ergebnisses; sonst nach der Endung von --output, sonst Text.",
    "How to print the result; else by the ending of --output, else text.",
)
# The options that name a file or a folder.
_PATHS = ("--output", "-o", "--save", "--into", "--rules", "--against", "--profiles")
# The commands of `rules` that are given folders.
_WITH_FOLDERS = ("check", "init", "test", "diff")
RULES_VARIABLE, LANGUAGE_VARIABLE = "CHANNELFIT_RULES", "CHANNELFIT_LANG"


def _folders_there(context: typer.Context, param: typer.CallbackParam, folders: list[Path] | None) -> list[Path] | None:
    """The folders; those of the variable must be there, since nobody sees in a command what it says."""
    source = context.get_parameter_source(param.name or "")
    if folders and not context.resilient_parsing and source is not None and source.name == "ENVIRONMENT":
        found = [folder_problem(rule_folder(folder), RULES_VARIABLE) for folder in folders]
        if problems := [one for one in found if one]:
            raise InvalidInput(problems)
    return folders


def language_named(text: str) -> Language:
    """The language that a code means: de, DE, de_DE.UTF-8, de-AT. Raises typer.BadParameter for any other."""
    spoken = _spoken(text)
    if spoken is None:
        raise typer.BadParameter(f"{text!r} is not one of {', '.join(map(repr, map(str, Language)))}.")
    return spoken


def _spoken(text: str) -> Language | None:
    code = re.split(r"[-_.@]", text.strip().lower())[0]
    return Language(code) if code in tuple(Language) else None


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


STDOUT = "-"
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


def form_for(wish: Form | None, output: Path | None, forms: Sequence[Form]) -> Form:
    """The form wished for, else the one that the file is named for, else text. Raises InvalidInput if there is none such."""
    ending = ending_of(output) if output else ""
    named = next((form for form in (*forms, *FORMS) if ending in form.endings), None)
    # Who says which form is wanted may name the file freely; but nothing that we write is a PDF.
    if output is None or (wish and ending != PDF) or named in forms or not ending:
        return wish or named or forms[0]
    if named is None:
        raise InvalidInput([unknown_ending("--output", output, [each for form in forms for each in form.endings])])
    mark = Mark(Source("--output", str(output)), 0, 0, len(str(output)))
    raise InvalidInput([problem(NO_SUCH_FORMAT, mark, found=ending, expected=[form.name for form in forms])])


def language(*wishes: Language | None, rulebook: Rulebook | None = None) -> Language:
    """The first language wished for, else CHANNELFIT_LANG, the system's, English; one that the rulebook has.

    Raises InvalidInput if it would be that of the variable, and there is no such language.
    """
    allowed = rulebook.languages if rulebook else tuple(Language)
    candidates = [*filter(None, wishes)]
    if not any(wish in allowed for wish in candidates):
        candidates += filter(None, (_language_of_variable(), system_language(), Language.EN))
    return Language(next((wish for wish in candidates if wish in allowed), allowed[0]))


def system_language() -> Language:
    """The language that the system is set to; English if it is another one than ours."""
    said = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return _spoken(said) or Language.EN


def language_of(arguments: Sequence[str]) -> Language:
    """The language that a command line is in before anybody has looked at it: of its `--lang`, the variable or the system."""
    wishes = [after for option, after in pairwise(arguments) if option == "--lang"]
    wishes += [argument.removeprefix("--lang=") for argument in arguments if argument.startswith("--lang=")]
    spoken = [*map(_spoken, wishes), _spoken(os.environ.get(LANGUAGE_VARIABLE, "")), system_language()]
    return next(language for language in spoken if language)


def check_paths(arguments: Sequence[str]) -> None:
    """Raises InvalidInput with every option for a file or folder that is given an empty name: nobody means the folder at hand."""
    before = [*arguments[: arguments.index("--")]] if "--" in arguments else [*arguments]
    empty = [option for option, after in pairwise(before) if not after and option in _PATHS]
    empty += [option for option in _PATHS if f"{option}=" in before]
    if before[:1] == ["rules"] and before[1:2] and before[1] in _WITH_FOLDERS:
        empty += ["<DIR>" for option, after in pairwise(before) if not after and not option.startswith("-")]
    if empty:
        raise InvalidInput([problem(EMPTY_TEXT, Mark(Source(option), 0, 0), key=option) for option in empty])


def _language_of_variable() -> Language | None:
    said = os.environ.get(LANGUAGE_VARIABLE, "")
    if said.strip() and _spoken(said) is None:
        mark = Mark(Source(LANGUAGE_VARIABLE, said), 0, 0, len(said))
        raise InvalidInput([problem(UNKNOWN_LANGUAGE, mark, found=said, expected=tuple(Language))])
    return _spoken(said)


def voice_for(wish: Language | None, rulebook: Rulebook, profile: Profile | None = None) -> Voice:
    """How to speak about a rulebook, and to a company if there is one: in the language wished for, else in its own."""
    if profile is None:
        return Voice(language(wish, rulebook=rulebook), rulebook)
    return Voice(language(wish, profile.language, rulebook=rulebook), rulebook, profile)
