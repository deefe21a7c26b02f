"""What must still be answered, for JSON and as text: each question with its options and the option that answers it."""

from channelfit.language import Language
from channelfit.render.forms.safe import visible
from channelfit.render.plain.missing import set_example
from channelfit.rulebook.model import Question


def render_missing(missing: tuple[Question, ...], company: str, language: Language, document: int | None = None) -> str:
    """The questions, their options and the exact `--set` for each."""
    german = language == "de"
    title = "Diese Antworten fehlen noch" if german else "These answers are still missing"
    place = [f"Dokument {document}" if german else f"document {document}"] if document is not None else []
    place += [visible(company)] if company else []
    lines = [f"{title} ({', '.join(place)}):" if place else f"{title}:"]
    for question in missing:
        lines += ["", f"  {question.id}: {question.text.of(language)}"]
        width = max((len(option) for option in question.options), default=0)
        lines += [f"    {option:<{width}}  {text.of(language)}" for option, text in question.options.items()]
        lines.append(f"    {'zum Beispiel' if german else 'for example'} {set_example(question)}")
    return "\n".join(lines) + "\n"
