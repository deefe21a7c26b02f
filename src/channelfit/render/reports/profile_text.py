"""Profiles as YAML: a commented one to fill in, and the answers of one as they are."""

import json
import textwrap

from channelfit.language import Language
from channelfit.profile import Profile, known_answers
from channelfit.render.plain.advice import answers_as_plain
from channelfit.rulebook.model import Question, QuestionType, Rulebook

_HEAD = {
    "de": """\
        # Profil Ihres Unternehmens für channelfit.
        # Tragen Sie Ihre Antworten hinter dem Doppelpunkt ein. Was leer bleibt, gilt als "weiß ich nicht".
        # [] heißt "nichts davon". Nötig sind nur: {required}.
        # Empfehlung: channelfit advise DATEI   Prüfen: channelfit profile check DATEI
        """,
    "en": """\
        # Your company's profile for channelfit.
        # Write your answers behind the colons. What stays empty counts as "I don't know".
        # [] means "none of them". Only these are required: {required}.
        # Advice: channelfit advise FILE   Check: channelfit profile check FILE
        """,
}
_HOURLY_VALUE = {
    "de": "# Was eine Arbeitsstunde bei Ihnen kostet, in Euro (leer: ein Richtwert). Nur für die Kosten, nicht für die Auswahl.",
    "en": "# What an hour of work costs at your company, in EUR (empty: a guide value). For the costs only, not for the choice.",
}
_HINT = {
    QuestionType.CHOICE: {"de": "eine Antwort", "en": "one answer"},
    QuestionType.MULTI: {"de": "mehrere möglich: [a, b]", "en": "several possible: [a, b]"},
    QuestionType.RANKING: {"de": "das Wichtigste zuerst: [a, b]", "en": "the most important first: [a, b]"},
    QuestionType.NUMBER: {"de": "eine Zahl", "en": "a number"},
    QuestionType.YES_NO: {"de": "yes oder no", "en": "yes or no"},
}


def render_blank_profile(rulebook: Rulebook, language: Language) -> str:
    """A profile with every question as a comment and nothing answered."""
    required = ", ".join(question.id for question in rulebook.questions.values() if question.required)
    lines = [textwrap.dedent(_HEAD[language]).format(required=required), "company:", f"language: {language}"]
    lines += [_HOURLY_VALUE[language], "hourly_value:"]
    for section in rulebook.sections:
        lines += ["", f"# === {section.title.of(language)} ==="]
        for question in rulebook.questions.values():
            if question.section == section.id:
                lines += ["", *_asked(question, language), f"{question.id}:"]
    return "\n".join(lines) + "\n"


def render_filled_profile(profile: Profile, rulebook: Rulebook, language: Language) -> str:
    """A commented profile with the answers given; what was not answered stays open, what does not apply is left out."""
    required = ", ".join(question.id for question in rulebook.questions.values() if question.required)
    answers = answers_as_plain(profile, rulebook)
    known = known_answers(rulebook, profile)
    company = json.dumps(profile.company, ensure_ascii=False) if profile.company else ""
    lines = [textwrap.dedent(_HEAD[language]).format(required=required), f"company: {company}".rstrip(), f"language: {language}"]
    hourly_value = "" if profile.hourly_value is None else f"{profile.hourly_value:g}"
    lines += [_HOURLY_VALUE[language], f"hourly_value: {hourly_value}".rstrip()]
    for section in rulebook.sections:
        asked = [one for one in rulebook.questions.values() if one.section == section.id]
        applying = [one for one in asked if one.id in answers or one.id not in known]
        if applying:
            lines += ["", f"# === {section.title.of(language)} ==="]
        for question in applying:
            value = json.dumps(answers[question.id], ensure_ascii=False) if question.id in answers else ""
            lines += ["", *_asked(question, language), f"{question.id}: {value}".rstrip()]
    return "\n".join(lines) + "\n"


def _asked(question: Question, language: Language) -> list[str]:
    said = f"{question.text.of(language)} ({_HINT[question.type][language]})"
    lines = textwrap.wrap(said, 96) + textwrap.wrap(question.help.of(language), 96)
    width = max((len(option) for option in question.options), default=0)
    lines += [f"  {option:<{width}}  {text.of(language)}" for option, text in question.options.items()]
    return [f"# {line}" for line in lines]


def render_profile(profile: Profile, rulebook: Rulebook) -> str:
    """The answers given, as a profile that can be read again."""
    labels = {"company": profile.company, "language": profile.language}
    values: dict[str, object] = {key: label for key, label in labels.items() if label}
    if profile.hourly_value is not None:
        values["hourly_value"] = profile.hourly_value
    values |= answers_as_plain(profile, rulebook)
    # JSON is YAML, and quotes whatever needs it.
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items())
