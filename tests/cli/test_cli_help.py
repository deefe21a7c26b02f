"""Help and usage errors, in the user's language, with examples that work."""

import re
import shlex
from collections.abc import Iterator

import pytest
from typer.core import TyperArgument, TyperGroup, TyperOption
from typer.main import get_command

from channelfit.cli.program import program
from channelfit.cli.speech import localized
from channelfit.language import Language
from conftest import Run

GERMAN, ENGLISH = ("--lang", "de"), ("--lang", "en")


def commands() -> list[tuple[str, ...]]:
    """The words of every command, the program itself first."""

    def below(words: tuple[str, ...], command: object) -> Iterator[tuple[str, ...]]:
        yield words
        for name, inner in command.commands.items() if isinstance(command, TyperGroup) else ():
            yield from below((*words, name), inner)

    return [*below((), get_command(program()))]


def texts(words: tuple[str, ...], language: Language) -> list[str]:
    """All texts of a command: its help, that of its arguments and options, and what stands below."""
    command = localized(get_command(program()), language)
    for word in words:
        assert isinstance(command, TyperGroup)
        command = command.commands[word]
    inner = [param.help or "" for param in command.params if isinstance(param, (TyperOption, TyperArgument))]
    return [command.help or "", command.epilog or "", *inner]


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_every_text_of_the_help_is_said_in_both_languages(words: tuple[str, ...]) -> None:
    """None is left out, none is the same in both, and nothing of the one stands in the other."""
    german, english = texts(words, Language.DE), texts(words, Language.EN)
    is_group = words in ((), ("profile",), ("rules",))
    for one, other in zip(german, english, strict=True):
        if not (is_group and one == other == ""):
            assert one
            assert one != other
        assert "\x1f" not in one + other
        assert re.findall(r"\b(the|of|and|with|this)\b", re.sub(r"[\w.-]*/[\w/.*-]*|--\S+", "", one)) == []
        assert re.findall(r"[äöüß]|\b(der|die|das|und|nicht)\b", other) == []


@pytest.mark.parametrize("words", commands(), ids=" ".join)
@pytest.mark.parametrize("variable", ["CHANNELFIT_LANG", "LANG"])
def test_help_is_in_the_language_of_the_user(run: Run, words: tuple[str, ...], variable: str) -> None:
    """Headings and what the library behind says by itself too; at most 80 columns."""
    german = run(*words, "--help", env={variable: "de_DE.UTF-8", "COLUMNS": "80"})
    assert german.code == 0
    assert german.out.startswith(f"Aufruf: {' '.join(('channelfit', *words))} [OPTIONEN]")
    assert "Diese Hilfe zeigen." in german.out
    assert (
        re.findall(r"Usage|Options|Arguments:|Commands|Show this|\[default|\[env|\[required|Exit codes|Examples", german.out)
        == []
    )
    assert max(map(len, german.out.splitlines())) <= 80
    english = run(*words, "-h", env={"COLUMNS": "80"})
    assert english.out.startswith(f"Usage: {' '.join(('channelfit', *words))} [OPTIONS]")
    assert "Show this message and exit." in english.out


def examples_in(run: Run) -> list[str]:
    """Every example of every help."""
    lines = [line.strip() for words in commands() for line in run(*words, "--help").out.partition("Examples:\n")[2].splitlines()]
    return [line for line in lines if line.startswith("channelfit ")]


@pytest.mark.slow
def test_every_command_has_examples_that_the_program_takes(run: Run) -> None:
    """Whatever files they name may be missing; the calls are right."""
    examples = examples_in(run)
    named = {" ".join(words) for words in commands() if words not in ((), ("profile",), ("rules",))}
    assert {name for name in named if not any(line.startswith(f"channelfit {name}") for line in examples)} == set()
    for line in examples:
        ran = run(*shlex.split(line)[1:])
        assert "Usage: " not in ran.err, line
    assert run("advise", "--example", "bakery", *ENGLISH).code == 0


MISUSED: list[tuple[tuple[str, ...], str, str]] = [
    (
        ("advise", "--outputt", "x"),
        "Die Option --outputt gibt es nicht; ähnlich: --output",
        "No such option: --outputt (Possible options: --output)",
    ),
    (("advise", "--zzz"), "Die Option --zzz gibt es nicht.", "No such option: --zzz"),
    (("advis",), "Den Befehl advis gibt es nicht; meinten Sie 'advise'?", "No such command 'advis'. Did you mean 'advise'?"),
    (("zzz",), "Den Befehl zzz gibt es nicht.", "No such command 'zzz'."),
    (("explain",), "Es fehlt CHANNEL.", "Missing argument 'CHANNEL'."),
    (("compare", "a", "b", "c"), "Das ist zu viel: c", "Got unexpected extra argument(s) (c)"),
    (("advise", "--output"), "Die Option --output braucht einen Wert.", "Option '--output' requires an argument."),
    (("advise", "--ask=1"), "Die Option --ask nimmt keinen Wert.", "Option '--ask' does not take a value."),
    (
        ("advise", "--format", "pdf"),
        "Der Wert für --format passt nicht: `pdf` gibt es nicht, nur 'text', 'json', 'jsonl', 'markdown', 'html'.",
        "Invalid value for '--format': 'pdf' is not one of 'text', 'json', 'jsonl', 'markdown', 'html'.",
    ),
    (
        ("advise", "--max-channels", "x"),
        "Der Wert für --max-channels passt nicht: `x` ist keine ganze Zahl.",
        "Invalid value for '--max-channels': 'x' is not a valid int range.",
    ),
    (
        ("advise", "--max-channels", "101"),
        "Der Wert für --max-channels passt nicht: 101 liegt nicht im Bereich 0<=x<=100.",
        "Invalid value for '--max-channels': 101 is not in the range 0<=x<=100.",
    ),
]


@pytest.mark.parametrize(
    ("arguments", "german", "english"), MISUSED, ids=lambda value: " ".join(value) if isinstance(value, tuple) else ""
)
def test_usage_errors_are_in_the_language_of_the_user(run: Run, arguments: tuple[str, ...], german: str, english: str) -> None:
    """The last line says what is wrong, those above how it is called; exit 2."""
    for language, said in (("de", f"Fehler: {german}"), ("en", f"Error: {english}")):
        ran = run(*arguments, env={"CHANNELFIT_LANG": language})
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.splitlines()[-1] == said
        assert len(ran.err.splitlines()) == 1 or ran.err.startswith("Aufruf: " if language == "de" else "Usage: ")


def test_the_language_of_the_option_counts_for_errors_too(run: Run) -> None:
    """Wherever it stands, in either notation."""
    for arguments in ("advise", *GERMAN, "--zzz"), ("advise", "--zzz", "--lang=DE"):
        assert run(*arguments).err.endswith("Fehler: Die Option --zzz gibt es nicht.\n")
    assert run("advise", "--zzz", *ENGLISH, env={"LANG": "de_DE"}).err.endswith("Error: No such option: --zzz\n")


def test_whoever_names_no_command_gets_help(run: Run) -> None:
    """Of all of them, in the user's language, without calling it an error."""
    for words in (), ("rules",), ("profile",):
        ran = run(*words, env={"LANG": "de_AT.UTF-8"})
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == run(*words, "--help", env={"LANG": "de_AT.UTF-8"}).out


def test_what_is_typed_cannot_steer_the_terminal(run: Run) -> None:
    """It is shown in the error, harmless."""
    assert "\x1b" not in run("advise", "--\x1b[31mred").err
    assert "\x1b" not in run("\x1b[31mred").err


def test_what_commands_say_themselves_is_in_both_languages(run: Run) -> None:
    """That there is no terminal, too many profiles to ask for, and too few to compare."""
    two = "market: b2b\n---\nmarket: b2c\n"
    for language, terminal, several, pair in (
        ("de", "hier ist kein Terminal", "es kann nur für ein Profil", "erwartet werden zwei Situationen"),
        ("en", "no terminal to ask in", "several profiles cannot be asked for", "expected two situations"),
    ):
        lang = ("--lang", language)
        assert f"--ask: {terminal}" in run("advise", "-", "--ask", *lang, stdin="market: b2b\n").err
        assert f"--ask: {several}" in run("advise", "-", "--ask", *lang, stdin=two).err
        ran = run("compare", "-", *lang, stdin="market: b2b\n")
        assert ran.code == 2
        assert ran.err.startswith(f"compare: {pair}")
        assert ran.err.endswith("[not-two-situations]\n")


@pytest.mark.parametrize(("language", "said"), [("en", "Did you mean learned?"), ("de", "Meinten Sie learned?")])
def test_of_many_choices_the_nearest_is_suggested(run: Run, language: str, said: str) -> None:
    """As with commands and options; for a word like none of them only the list stands there."""
    ran = run("rules", "schema", "learn", "--lang", language)
    assert (ran.code, ran.err.splitlines()[-1].endswith(f". {said}")) == (2, True)
    assert "?" not in run("rules", "schema", "zzz", "--lang", language).err
