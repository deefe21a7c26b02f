"""Help and usage errors in the user's language: every text is said in both, and what typer says by itself is said anew."""

import re
import shutil
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar, cast

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from channelfit.language import Language, Text
from channelfit.source.problem import nearest
from channelfit.source.written import visible

if TYPE_CHECKING:
    from typer._click import Command, Context, HelpFormatter
    from typer._click import Command as _Command
    from typer._click.exceptions import UsageError
else:
    # Beside the parser's own classes, which are commands.
    _Command = object

# The parser tells every misuse as this or something below it; its own name for it is private.
USAGE_ERROR = cast("type[UsageError]", typer.BadParameter.__mro__[1])
_PARTED = "\x1f"
# Columns of help, and of the names in it.
_WIDEST, _NARROWEST, _NAMES = 80, 32, 30
_Function = TypeVar("_Function", bound=Callable[..., object])
_EXAMPLES = Text("Beispiele:", "Examples:")
_EXIT_CODES = Text(
    "Rückgabewerte: 0 Ergebnis, 1 Probleme gefunden, 2 unbrauchbare Eingabe, 3 Antworten fehlen, 130 abgebrochen.",
    "Exit codes: 0 result, 1 problems found by a check, 2 unusable input, 3 answers missing, 130 interrupted.",
)
# What typer and its parser say by themselves.
_USAGE = Text("Aufruf: ", "Usage: ")
_TRY = Text("Hilfe: {command} -h", "Try '{command} -h' for help.")
_ERROR = Text("Fehler: {message}", "Error: {message}")
_MEANT = Text("Meinten Sie {word}?", "Did you mean {word}?")
_NO_CHOICE = re.compile(r".*?'([^']*)' is not one of ('.*')\.", re.DOTALL)
_VARIABLE = Text("Variable: {name}", "env var: {name}")
_OPTIONS = Text("[OPTIONEN]", "[OPTIONS]")
_COMMANDS = Text("BEFEHL [ARGUMENTE]...", "COMMAND [ARGS]...")
_IN_HELP = (
    (r"^Arguments:$", "Argumente:"),
    (r"^Options:$", "Optionen:"),
    (r"^Commands:$", "Befehle:"),
    (r"\[required\]", "[nötig]"),
    (r"\[default:", "[Standard:"),
)
_OWN = {
    text.en: text
    for text in (
        Text("Diese Hilfe zeigen.", "Show this message and exit."),
        Text("Die Vervollständigung in der Shell einrichten.", "Install completion for the current shell."),
        Text(
            "Die Vervollständigung zeigen, um sie zu kopieren oder anzupassen.",
            "Show completion for the current shell, to copy it or customize the installation.",
        ),
    )
}
_ERRORS = (
    (r"No such option: (.+?) \(Possible options: (.+)\)", "Die Option {0} gibt es nicht; ähnlich: {1}"),
    (r"No such option: (.+)", "Die Option {0} gibt es nicht."),
    (r"No such command '(.+?)'\. Did you mean (.+)\?", "Den Befehl {0} gibt es nicht; meinten Sie {1}?"),
    (r"No such command '(.+)'\.", "Den Befehl {0} gibt es nicht."),
    (r"Missing command\.", "Es fehlt der Befehl."),
    (r"Missing argument '(.+)'\.", "Es fehlt {0}."),
    (r"Missing option '(.+)'\.", "Es fehlt die Option {0}."),
    (r"Got unexpected extra arguments?(?:\(s\))? \((.+)\)", "Das ist zu viel: {0}"),
    (r"Option '(.+)' requires an argument\.", "Die Option {0} braucht einen Wert."),
    (r"Option '(.+)' does not take a value\.", "Die Option {0} nimmt keinen Wert."),
    (r"Invalid value for (?:'\[?)?(.+?)(?:\]?')?: (.+)", "Der Wert für {0} passt nicht: {1}"),
    (r"'(.*)' is not one of (.+)\.", "`{0}` gibt es nicht, nur {1}."),
    (r"'(.*)' is not a valid int(?:eger)?(?: range)?\.", "`{0}` ist keine ganze Zahl."),
    (r"(.+) is not in the range (.+)\.", "{0} liegt nicht im Bereich {1}."),
)


def said(german: str, english: str) -> str:
    """A text for typer in both languages, of which `localized` leaves one."""
    return f"{english}{_PARTED}{german}"


def in_german(text: str) -> Callable[[_Function], _Function]:
    """Say the help of a command, which is its docstring, in German too."""

    def told(function: _Function) -> _Function:
        function.__doc__ = said(text, function.__doc__ or "")
        return function

    return told


def ending(*examples: str) -> str:
    """What stands below the help of a command: examples that work as they are, and the exit codes."""
    lines = "".join(f"\n  {example}" for example in examples)
    return said(*(f"\b\n{_EXAMPLES.of(spoken)}{lines}\n\n{_EXIT_CODES.of(spoken)}" for spoken in Language))


def spoken_in(text: str | None, language: Language) -> str:
    """A text for typer in one language."""
    english, _, german = (text or "").partition(_PARTED)
    own = _OWN.get(" ".join(english.split()))
    return own.of(language) if own else german if german and language == Language.DE else english


def add_command(app: typer.Typer, name: str, function: Callable[..., object], *examples: str) -> None:
    """Give a program a command that speaks, with examples in its help."""
    app.command(name, cls=SpeakingCommand, epilog=ending(*examples))(function)


class _Speaking(_Command):
    """A command whose help is in one language, and whole on a terminal of any width."""

    spoken = Language.EN

    def format_usage(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        """The line that says how it is called."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), _USAGE.of(self.spoken))

    def format_help(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        """The whole help; names leave the larger part of a narrow line to what is said of them."""
        # The parser can be told of the width, but not of this.
        vars(formatter)["write_dl"] = partial(formatter.write_dl, col_max=min(_NAMES, 2 * formatter.width // 5))
        super().format_help(ctx, formatter)

    def get_help(self, ctx: "Context") -> str:
        """The whole help, translated."""
        if option := self.get_help_option(ctx):
            option.help = spoken_in(option.help, self.spoken)
        return _translated(super().get_help(ctx), self.spoken)

    def get_short_help_str(self, limit: int = 0) -> str:
        """The first sentence, which no limit cuts."""
        return super().get_short_help_str(max(limit, len(self.help or "")))


class SpeakingCommand(_Speaking, TyperCommand):
    """A command that speaks."""


class SpeakingGroup(_Speaking, TyperGroup):
    """A group of commands that speaks."""


def help_width() -> int:
    """How wide help is: as the terminal, and at most 80 columns; the parser by itself has no less than 50."""
    return max(min(shutil.get_terminal_size().columns, _WIDEST), _NARROWEST) - 2


def _translated(text: str, spoken: Language) -> str:
    for english, german in _IN_HELP if spoken == Language.DE else ():
        text = re.sub(english, german, text, flags=re.MULTILINE)
    return text


def localized(command: "Command", spoken: Language) -> "Command":
    """A command with all below it, in one language."""
    command.help, command.epilog = spoken_in(command.help, spoken), spoken_in(command.epilog, spoken)
    if isinstance(command, _Speaking):
        command.spoken, command.options_metavar = spoken, _OPTIONS.of(spoken)
    for param in command.params:
        if isinstance(param, (TyperOption, TyperArgument)):
            param.help, param.show_envvar = spoken_in(param.help, spoken) + _variable_of(param.envvar, spoken), False
    if isinstance(command, TyperGroup):
        command.subcommand_metavar = _COMMANDS.of(spoken)
        for below in command.commands.values():
            localized(below, spoken)
    return command


def _variable_of(names: Sequence[str] | str | None, spoken: Language) -> str:
    """The variable that an option is taken from too."""
    return f"  [{_VARIABLE.filled(spoken, name=names)}]" if isinstance(names, str) else ""


def usage_error(error: "UsageError", spoken: Language) -> str:
    """What is wrong with a call, as text: how the command is called, where its help is, and the error."""
    if error.ctx is not None and error.message == error.ctx.get_help():
        # Whoever names no command gets the help of all of them.
        return f"{error.message}\n"
    message = error.format_message()
    said = _message(message) if spoken == Language.DE else message
    lines = [_ERROR.filled(spoken, message=f"{said}{_meant(message, spoken)}")]
    if error.ctx is not None:
        lines = [error.ctx.get_usage(), _TRY.filled(spoken, command=error.ctx.command_path), "", *lines]
    return "".join(f"{visible(line) if line else ''}\n" for text in lines for line in text.split("\n"))


def _meant(message: str, spoken: Language) -> str:
    """The word of a choice that is most like the one that is none, if there is one."""
    found = _NO_CHOICE.fullmatch(message)
    word = nearest(found[1], re.findall("'([^']*)'", found[2])) if found else ""
    return f" {_MEANT.filled(spoken, word=word)}" if word else ""


def _message(english: str) -> str:
    """A message of the parser in German, as far as it is known."""
    for pattern, german in _ERRORS:
        if found := re.fullmatch(pattern, english, re.DOTALL):
            return german.format(*(_message(part) for part in found.groups()))
    return english
