"""What must still be answered, as text: each question with its options and the option that answers it."""

from channelfit.language import Text
from channelfit.render.forms.safe import visible
from channelfit.render.phrases.voice import Voice
from channelfit.render.plain.missing import set_example
from channelfit.rulebook.model import Question

_TITLE = Text("Diese Antworten fehlen noch", "These answers are still missing")
_DOCUMENT = Text("Dokument {number}", "document {number}")
_EXAMPLE = Text("zum Beispiel {example}", "for example {example}")


def render_missing(missing: tuple[Question, ...], voice: Voice, document: int | None = None) -> str:
    """The questions, their options and the exact `--set` for each."""
    about = [voice.say(_DOCUMENT, number=str(document))] if document is not None else []
    about += [visible(voice.profile.company)] if voice.profile.company else []
    lines = [f"{voice.say(_TITLE)} ({', '.join(about)}):" if about else f"{voice.say(_TITLE)}:"]
    for question in missing:
        lines += ["", f"  {question.id}: {voice.say(question.text)}"]
        width = max((len(option) for option in question.options), default=0)
        lines += [f"    {option:<{width}}  {voice.say(text)}" for option, text in question.options.items()]
        lines.append(f"    {voice.say(_EXAMPLE, example=set_example(question))}")
    return "\n".join(lines) + "\n"
