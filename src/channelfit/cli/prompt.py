"""Ask the questions in a terminal: the only module that knows the prompt library.

Prompts go to stderr, so that the result can be piped while the questions are answered.
"""

import shutil
import sys
import textwrap
from dataclasses import replace

import questionary
from prompt_toolkit.output import Output, create_output
from questionary import Choice

from channelfit.advice.interview import next_question
from channelfit.profile import Profile
from channelfit.render.profile_text import render_profile
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import Question, QuestionType, Rulebook
from channelfit.source.fields import shown

_OPEN = "?"
_DONE = "."
_WORDS = {
    "open": {"de": "weiß ich nicht", "en": "I don't know"},
    "done": {"de": "keine weiteren", "en": "no further ones"},
    "none": {"de": "nichts davon", "en": "none of these"},
    "yes": {"de": "ja", "en": "yes"},
    "no": {"de": "nein", "en": "no"},
    "select": {"de": "(Pfeiltasten, dann Eingabe)", "en": "(arrow keys, then Enter)"},
    "several": {
        "de": "(Leertaste wählt aus, Eingabe bestätigt; ohne Auswahl: weiß ich nicht)",
        "en": "(space to choose, Enter to confirm; nothing chosen: I don't know)",
    },
    "rank": {"de": "Ziel {place} nach Wichtigkeit", "en": "goal {place} by importance"},
    "number": {"de": "Zahl, leer: weiß ich nicht", "en": "a number, empty: I don't know"},
    "assumed": {"de": "sonst rechnen wir mit {value}", "en": "otherwise we assume {value}"},
    "range": {"de": "Bitte eine Zahl von {least} bis {most}.", "en": "Please give a number from {least} to {most}."},
    "farewell": {
        "de": "\n# Abgebrochen. Ihre Antworten bis hierher; gespeichert als profil.yaml geht es weiter mit:\n"
        "#   channelfit advise --ask profil.yaml\n",
        "en": "\n# Interrupted. Your answers so far; saved as profile.yaml you can go on with:\n"
        "#   channelfit advise --ask profile.yaml\n",
    },
}


class Interrupted(Exception):
    """Somebody pressed Ctrl-C; `farewell` keeps the answers given so far."""

    def __init__(self, farewell: str) -> None:
        super().__init__(farewell)
        self.farewell = farewell


def interview(rulebook: Rulebook, profile: Profile, language: str) -> Profile:
    """The profile with the answers to all open questions that matter. Raises Interrupted."""
    passed: frozenset[str] = frozenset()
    section = ""
    while (question := next_question(rulebook, profile, passed)) is not None:
        _introduce(rulebook, question, language, is_new_section=question.section != section)
        section = question.section
        try:
            answer = _ask(question, profile, language)
        except (KeyboardInterrupt, EOFError):
            raise Interrupted(_WORDS["farewell"][language] + render_profile(profile, rulebook)) from None
        if answer is None:
            passed |= {question.id}
        else:
            profile = replace(profile, answers={**profile.answers, question.id: answer})
    ordered = {id: profile.answers[id] for id in rulebook.questions if id in profile.answers}
    return replace(profile, answers=ordered)


def _introduce(rulebook: Rulebook, question: Question, language: str, *, is_new_section: bool) -> None:
    """Say what the question is about; the section only once."""
    width = min(shutil.get_terminal_size((80, 24)).columns, 100)
    title = next((one.title[language] for one in rulebook.sections if one.id == question.section), "")
    lines = ["", f"=== {title} ===", ""] if is_new_section and title else [""]
    lines += textwrap.wrap(question.help[language], width)
    sys.stderr.write("\n".join(lines) + "\n")
    sys.stderr.flush()


def _ask(question: Question, profile: Profile, language: str) -> Answer | None:
    """The answer to one question; nothing for "don't know"."""
    match question.type:
        case QuestionType.CHOICE | QuestionType.YES_NO:
            return _ask_choice(question, language)
        case QuestionType.MULTI:
            return _ask_several(question, profile, language)
        case QuestionType.RANKING:
            return _ask_ranking(question, language)
        case QuestionType.NUMBER:
            return _ask_number(question, language)


def _screen() -> Output:
    return create_output(stdout=sys.stderr)


def _select(text: str, choices: list[Choice], language: str) -> str:
    prompt = questionary.select(
        text, choices=choices, instruction=_WORDS["select"][language], use_jk_keys=False, qmark="", output=_screen()
    )
    return str(prompt.unsafe_ask())


def _ask_choice(question: Question, language: str) -> Answer | None:
    yes_no = {option: _WORDS[option][language] for option in ("yes", "no")}
    texts = {option: text[language] for option, text in question.options.items()} or yes_no
    choices = [Choice(text, value=option) for option, text in texts.items()]
    if not question.required:
        choices.append(Choice(_WORDS["open"][language], value=_OPEN))
    chosen = _select(question.text[language], choices, language)
    return None if chosen == _OPEN else (chosen,)


def _ask_several(question: Question, profile: Profile, language: str) -> Answer | None:
    offered = profile.answers.get(question.subset_of, tuple(question.options)) if question.subset_of else tuple(question.options)
    assert isinstance(offered, tuple)
    choices = [Choice(question.options[option][language], value=option) for option in offered]
    choices.append(Choice(_WORDS["none"][language], value=_DONE))
    instruction = _WORDS["several"][language]
    prompt = questionary.checkbox(
        question.text[language], choices=choices, instruction=instruction, use_jk_keys=False, qmark="", output=_screen()
    )
    chosen = prompt.unsafe_ask()
    options = tuple(option for option in question.options if option in chosen)
    return options if options or _DONE in chosen else None


def _ask_ranking(question: Question, language: str) -> Answer | None:
    """Ask for the most important one, then the next, until enough are named."""
    ranked: list[str] = []
    while len(ranked) < min(question.most, len(question.options)):
        choices = [Choice(text[language], value=option) for option, text in question.options.items() if option not in ranked]
        if len(ranked) >= max(1, question.least):
            choices.insert(0, Choice(_WORDS["done"][language], value=_DONE))
        elif not question.required and not ranked:
            choices.append(Choice(_WORDS["open"][language], value=_OPEN))
        place = _WORDS["rank"][language].format(place=len(ranked) + 1)
        chosen = _select(f"{question.text[language]} – {place}", choices, language)
        if chosen in (_DONE, _OPEN):
            break
        ranked.append(chosen)
    return tuple(ranked) or None


def _ask_number(question: Question, language: str) -> Answer | None:
    hint = _WORDS["number"][language]
    if question.assume is not None:
        hint += "; " + _WORDS["assumed"][language].format(value=shown(question.assume))
    wrong = _WORDS["range"][language].format(least=shown(question.least), most=shown(question.most))

    def check(text: str) -> bool | str:
        return not text.strip() or _number(text, question) is not None or wrong

    prompt = questionary.text(f"{question.text[language]} ({hint})", validate=check, qmark="", output=_screen())
    return _number(str(prompt.unsafe_ask()), question)


def _number(text: str, question: Question) -> float | None:
    try:
        number = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return number if question.least <= number <= question.most else None
