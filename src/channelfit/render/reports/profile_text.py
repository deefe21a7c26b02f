"""Profiles as YAML: a commented one to fill in, and the answers of one as they are."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from channelfit.language import Text
from channelfit.profile import Profile, known_answers
from channelfit.render.phrases.voice import Voice
from channelfit.render.plain.advice import answers_as_plain
from channelfit.rulebook.model import Question, QuestionType, Rulebook
from channelfit.source.written import quoted, visible

_HEAD = Text(
    """\
# Profil Ihres Unternehmens für channelfit.
# Tragen Sie Ihre Antworten hinter dem Doppelpunkt ein. Was leer bleibt, gilt als "weiß ich nicht".
# [] heißt "nichts davon". Nötig sind nur: {required}.
# Empfehlung: channelfit advise DATEI   Prüfen: channelfit profile check DATEI
""",
    """\
# Your company's profile for channelfit.
# Write your answers behind the colons. What stays empty counts as "I don't know".
# [] means "none of these". Only these are required: {required}.
# Advice: channelfit advise FILE   Check: channelfit profile check FILE
""",
)
_HOURLY_VALUE = Text(
    "# Was eine Arbeitsstunde bei Ihnen kostet, in Ihrem Geld (leer: ein Richtwert). Nur für die Kosten, nicht für die Auswahl.",
    "# What an hour of work costs at your company, in your money (empty: a guide value). For the costs only, not for the choice.",
)
_HINTS = {
    QuestionType.CHOICE: Text("eine Antwort", "one answer"),
    QuestionType.MULTI: Text("mehrere möglich: [a, b]", "several possible: [a, b]"),
    QuestionType.RANKING: Text("das Wichtigste zuerst: [a, b]", "the most important first: [a, b]"),
    QuestionType.NUMBER: Text("eine Zahl", "a number"),
    QuestionType.YES_NO: Text("yes oder no", "yes or no"),
}


def render_blank_profile(voice: Voice) -> str:
    """A profile with every question as a comment and nothing answered."""
    return _profile_text(voice, voice.rulebook.questions.values())


def render_filled_profile(voice: Voice) -> str:
    """A commented profile with the answers given; what was not answered stays open, what does not apply is left out."""
    given, known = voice.profile.answers, known_answers(voice.rulebook, voice.profile)
    questions = voice.rulebook.questions.values()
    return _profile_text(voice, [question for question in questions if question.id in given or question.id not in known])


def _profile_text(voice: Voice, questions: Iterable[Question]) -> str:
    """A commented profile with some of the questions, each with its answer if there is one."""
    rulebook, profile = voice.rulebook, voice.profile
    required = ", ".join(question.id for question in rulebook.questions.values() if question.required)
    hourly_value = "" if profile.hourly_value is None else quoted(profile.hourly_value)
    lines = [
        voice.say(_HEAD, required=required),
        _line("company", quoted(profile.company) if profile.company else ""),
    ]
    lines += [_line("language", voice.language), voice.say(_HOURLY_VALUE), _line("hourly_value", hourly_value)]
    answers = {id: quoted(answer) for id, answer in answers_as_plain(profile, rulebook).items()}
    asked = [*questions]
    for section in rulebook.sections:
        own = [question for question in asked if question.section == section.id]
        lines += ["", f"# === {visible(voice.say(section.title))} ==="] if own else []
        for question in own:
            lines += ["", *_asked(question, voice), _line(question.id, answers.get(question.id, ""))]
    return "\n".join(lines) + "\n"


def _line(key: str, value: str) -> str:
    return f"{key}: {value}".rstrip()


def _asked(question: Question, voice: Voice) -> list[str]:
    said = f"{voice.say(question.text)} ({voice.say(_HINTS[question.type])})"
    lines = textwrap.wrap(visible(said), 96) + textwrap.wrap(visible(voice.say(question.help)), 96)
    width = max((len(option) for option in question.options), default=0)
    lines += [visible(f"  {option:<{width}}  {voice.say(text)}") for option, text in question.options.items()]
    return [f"# {line}" for line in lines]


def render_profile(profile: Profile, rulebook: Rulebook) -> str:
    """The answers given, as a profile that can be read again."""
    labels = {"company": profile.company, "language": profile.language}
    values: dict[str, object] = {key: label for key, label in labels.items() if label}
    if profile.hourly_value is not None:
        values["hourly_value"] = profile.hourly_value
    values |= answers_as_plain(profile, rulebook)
    # JSON is YAML, and quotes whatever needs it.
    return "".join(f"{key}: {quoted(value)}\n" for key, value in values.items())
