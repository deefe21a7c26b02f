"""What a command line wishes for: the language, the form of a result, and whether its paths can be meant."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import pairwise

from channelfit.language import Language, language_meant
from channelfit.source.problem import InvalidInput, Mark, Mistake, Source, problem
from channelfit.source.values import EMPTY_TEXT, UNKNOWN_LANGUAGE

TYPE_CHECKING = False
if TYPE_CHECKING:  # Whoever asks for help or the version should not wait for it.
    from pathlib import Path

    from channelfit.profile import Profile
    from channelfit.render.forms.form import Form
    from channelfit.render.phrases.voice import Voice
    from channelfit.rulebook.model import Rulebook

NO_SUCH_FORMAT = Mistake(
    "no-such-format",
    de="dieser Befehl kann `{found}` nicht schreiben; wählen Sie eine andere Endung oder das Format mit --format",
    en="this command cannot write `{found}`; name the file otherwise, or say which format with --format",
)

STDOUT = "-"
# What the parser shows as a default, and reads as if it had been typed.
AS_TEXT: Form = "text"  # type: ignore[assignment]
RULES_VARIABLE, LANGUAGE_VARIABLE = "CHANNELFIT_RULES", "CHANNELFIT_LANG"
# The options that name a file or a folder.
_PATHS = ("--output", "-o", "--save", "--into", "--rules", "--against", "--profiles")
# The commands of `rules` that are given folders.
_WITH_FOLDERS = ("check", "init", "test", "diff")


def form_for(wish: Form | None, output: Path | None, forms: Sequence[Form]) -> Form:
    """The form wished for, else the one that the file is named for, else text. Raises InvalidInput if there is none such."""
    if output is None:
        return wish or forms[0]
    from channelfit.cli.targets import PDF, ending_of, unknown_ending
    from channelfit.render.forms.table import FORMS

    ending = ending_of(output)
    named = next((form for form in (*forms, *FORMS) if ending in form.endings), None)
    # Who says which form is wanted may name the file freely; but nothing that we write is a PDF.
    if (wish and ending != PDF) or named in forms or not ending:
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
    return language_meant(said) or Language.EN


def language_of(arguments: Sequence[str]) -> Language:
    """The language that a command line is in before anybody has looked at it: of its `--lang`, the variable or the system."""
    wishes = [after for option, after in pairwise(arguments) if option == "--lang"]
    wishes += [argument.removeprefix("--lang=") for argument in arguments if argument.startswith("--lang=")]
    spoken = [*map(language_meant, wishes), language_meant(os.environ.get(LANGUAGE_VARIABLE, "")), system_language()]
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
    if said.strip() and language_meant(said) is None:
        mark = Mark(Source(LANGUAGE_VARIABLE, said), 0, 0, len(said))
        raise InvalidInput([problem(UNKNOWN_LANGUAGE, mark, found=said, expected=tuple(Language))])
    return language_meant(said)


def voice_for(wish: Language | None, rulebook: Rulebook, profile: Profile | None = None) -> Voice:
    """How to speak about a rulebook, and to a company if there is one: in the language wished for, else in its own."""
    from channelfit.render.phrases.voice import Voice

    if profile is None:
        return Voice(language(wish, rulebook=rulebook), rulebook)
    return Voice(language(wish, profile.language, rulebook=rulebook), rulebook, profile)
