"""Ask on a screen, with arrow keys: the only module that knows the prompt library."""

import shutil
import sys
import textwrap
from collections.abc import Callable, Sequence
from typing import Any

import questionary
from prompt_toolkit import print_formatted_text
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.output import Output, create_output
from prompt_toolkit.styles import Style
from questionary import Choice

from channelfit.cli.ask.lead import MOST_WIDTH, UNKNOWN, Key, Reply, number_of, show
from channelfit.language import Text
from channelfit.render.phrases.voice import NO, YES, Voice
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import Question, QuestionType
from channelfit.source.values import shown

_UNKNOWN = "?"
_DONE = "."
_HELP = object()
_STYLE = Style([("question", "bold"), ("answer", "fg:ansigreen bold")])  # green can be read on dark and on light
_NO_MORE = Text("keine weiteren", "no further ones")
_NONE = Text("nichts davon", "none of these")
_KEYS = Text("(↑ ↓ Eingabe · ← zurück · ? warum)", "(↑ ↓ Enter · ← back · ? why)")
_KEYS_FOR_SEVERAL = Text(
    "(Leertaste wählt, Eingabe bestätigt · ← zurück · ? warum)", "(space chooses, Enter confirms · ← back · ? why)"
)
_RANK = Text("Ziel {rank}", "goal {rank}")
_SO_FAR = Text("bisher: {names}", "so far: {names}")
_KEYS_FOR_NUMBER = Text("Zahl, leer: weiß ich nicht · < zurück · ? warum", "a number, empty: I don't know · < back · ? why")
_ASSUMED = Text("sonst rechnen wir mit {value}", "otherwise we assume {value}")
_BETWEEN = Text("Bitte eine Zahl von {least} bis {most}.", "Please give a number from {least} to {most}.")


class Prompts:
    """Questions with arrow keys, in one voice."""

    def __init__(self, voice: Voice) -> None:
        self.voice = voice
        self.in_colour = True

    def ask(self, question: Question, given: Answer | None, offered: Sequence[str], explain: Callable[[], str]) -> Reply:
        """The answer to one question; the key for help explains and asks again."""
        while True:
            reply = self._ask(question, given, offered)
            if reply is not _HELP:
                return reply  # type: ignore[no-any-return]  # The library's answers have no type.
            show(explain())

    def choose(self, text: str, choices: Sequence[str]) -> int | Key:
        """The index of one of the choices."""
        chosen = self._select(text, [Choice(said, value=index) for index, said in enumerate(choices)], None)
        return chosen if isinstance(chosen, (int, Key)) else self.choose(text, choices)

    def _ask(self, question: Question, given: Answer | None, offered: Sequence[str]) -> Any:
        match question.type:
            case QuestionType.CHOICE | QuestionType.YES_NO:
                return self._ask_choice(question, given)
            case QuestionType.MULTI:
                return self._ask_several(question, given, offered)
            case QuestionType.RANKING:
                return self._ask_ranking(question)
            case QuestionType.NUMBER:
                return self._ask_number(question, given)

    def _select(self, text: str, choices: list[Choice], default: object) -> Any:
        prompt = questionary.select(
            _wrapped(text),
            choices=choices,
            default=default,  # type: ignore[arg-type]  # It takes the value of any choice, but says otherwise.
            instruction=self.voice.say(_KEYS),
            use_jk_keys=False,
            qmark="",
            style=_STYLE,
            output=_screen(),
        )
        return _run(prompt, "left")

    def _ask_choice(self, question: Question, given: Answer | None) -> Any:
        yes_no = {"yes": self.voice.say(YES), "no": self.voice.say(NO)}
        texts = {option: self.voice.say(text) for option, text in question.options.items()} or yes_no
        choices = [Choice(text, value=option) for option, text in texts.items()]
        if not question.required:
            choices.append(Choice(self.voice.say(UNKNOWN), value=_UNKNOWN))
        default = given[0] if isinstance(given, tuple) and given else None
        chosen = self._select(self.voice.say(question.text), choices, default)
        return Key.UNKNOWN if chosen == _UNKNOWN else (chosen,) if isinstance(chosen, str) else chosen

    def _ask_several(self, question: Question, given: Answer | None, offered: Sequence[str]) -> Any:
        before = given if isinstance(given, tuple) else ()
        choices = [Choice(self.voice.say(question.options[option]), value=option, checked=option in before) for option in offered]
        choices.append(Choice(self.voice.say(_NONE), value=_DONE, checked=given == ()))
        if not question.required:
            choices.append(Choice(self.voice.say(UNKNOWN), value=_UNKNOWN))
        prompt = questionary.checkbox(
            _wrapped(self.voice.say(question.text)),
            choices=choices,
            instruction=self.voice.say(_KEYS_FOR_SEVERAL),
            use_jk_keys=False,
            qmark="",
            style=_STYLE,
            output=_screen(),
            erase_when_done=True,
        )
        chosen = _run(prompt, "left")
        if not isinstance(chosen, list):
            return chosen
        options = tuple(option for option in question.options if option in chosen)
        names = ", ".join(self.voice.say(question.options[option]) for option in options)
        self._echo(question, names or self.voice.say(_NONE if _DONE in chosen else UNKNOWN))
        return options if options else () if _DONE in chosen else Key.UNKNOWN

    def _echo(self, question: Question, said: str) -> None:
        """Leave the question and its answer on the screen; the library's own line for several choices is English."""
        asked = ("class:question", f" {_wrapped(self.voice.say(question.text))}")
        width = min(shutil.get_terminal_size((80, 24)).columns, MOST_WIDTH) - 2
        answer = ("class:answer", textwrap.fill(said, width, initial_indent=" ", subsequent_indent=" "))
        print_formatted_text(FormattedText([asked, answer]), style=_STYLE, output=_screen())

    def _ask_ranking(self, question: Question) -> Any:
        """Ask for the most important one, then the next, until enough are named; back takes the last one off."""
        ranked: list[str] = []
        while len(ranked) < min(question.most, len(question.options)):
            choices = [
                Choice(self.voice.say(text), value=option) for option, text in question.options.items() if option not in ranked
            ]
            if len(ranked) >= max(1, question.least):
                choices.insert(0, Choice(self.voice.say(_NO_MORE), value=_DONE))
            elif not question.required and not ranked:
                choices.append(Choice(self.voice.say(UNKNOWN), value=_UNKNOWN))
            names = ", ".join(f"{rank}. {self.voice.say(question.options[option])}" for rank, option in enumerate(ranked, 1))
            so_far = f" ({self.voice.say(_SO_FAR, names=names)})" if ranked else ""
            rank = self.voice.say(_RANK, rank=f"{len(ranked) + 1}")
            text = f"{rank}{so_far}" if ranked else f"{self.voice.say(question.text)} {rank}"
            chosen = self._select(text, choices, None)
            if chosen is Key.BACK and ranked:
                ranked.pop()
            elif chosen in (_DONE, _UNKNOWN):
                break
            elif not isinstance(chosen, str):
                return chosen
            else:
                ranked.append(chosen)
        return tuple(ranked) or Key.UNKNOWN

    def _ask_number(self, question: Question, given: Answer | None) -> Any:
        hint = self.voice.say(_KEYS_FOR_NUMBER)
        if question.assume is not None:
            hint += " · " + self.voice.say(_ASSUMED, value=shown(question.assume))
        wrong = self.voice.say(_BETWEEN, least=shown(question.least), most=shown(question.most))

        def check(text: str) -> bool | str:
            return text.strip() in ("", "<", "?") or number_of(text, question) is not None or wrong

        before = shown(given) if isinstance(given, float) else ""
        show(f"({hint})")
        prompt = questionary.text(
            _wrapped(self.voice.say(question.text)), default=before, validate=check, qmark="", style=_STYLE, output=_screen()
        )
        typed = str(_run(prompt)).strip()
        if typed == "?":
            return _HELP
        number = number_of(typed, question)
        return Key.BACK if typed == "<" else Key.UNKNOWN if number is None else number


def _wrapped(text: str) -> str:
    """A question in whole words, with the line for keys or the answer below it."""
    width = min(shutil.get_terminal_size((80, 24)).columns, MOST_WIDTH) - 2
    return textwrap.fill(text, width, subsequent_indent=" ") + "\n"


def _screen() -> Output:
    return create_output(stdout=sys.stderr)


def _run(prompt: questionary.Question, *back_keys: str) -> Any:
    """Run a prompt with the keys for going back and for help on top of its own."""
    if back_keys:
        keys = KeyBindings()

        def leave(event: KeyPressEvent, result: object) -> None:
            event.app.erase_when_done = True
            event.app.exit(result=result)

        for key in back_keys:
            keys.add(key, eager=True)(lambda event: leave(event, Key.BACK))
        keys.add("?", eager=True)(lambda event: leave(event, _HELP))
        own = prompt.application.key_bindings
        prompt.application.key_bindings = merge_key_bindings([own, keys] if own else [keys])
    return prompt.unsafe_ask()
