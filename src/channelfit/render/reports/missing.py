"""What must still be answered, as text: each question with its options and the option that answers it."""

from channelfit.language import Text
from channelfit.render.phrases.places import place_of
from channelfit.render.phrases.voice import Voice
from channelfit.render.plain.missing import set_example
from channelfit.rulebook.model import Question
from channelfit.source.written import visible

_TITLE = Text("Diese Antworten fehlen noch", "These answers are still missing")
_EXAMPLE = Text("zum Beispiel {example}", "for example {example}")


def render_missing(missing: tuple[Question, ...], voice: Voice, *, with_file: bool = False) -> str:
    """The questions, their options and the exact `--set` for each, and whom they are for."""
    about = visible(", ".join(filter(None, (place_of(voice, with_file=with_file), voice.profile.company))))
    lines = [f"{voice.say(_TITLE)} ({about}):" if about else f"{voice.say(_TITLE)}:"]
    for question in missing:
        lines += ["", f"  {question.id}: {voice.say(question.text)}"]
        width = max((len(option) for option in question.options), default=0)
        lines += [f"    {option:<{width}}  {voice.say(text)}" for option, text in question.options.items()]
        lines.append(f"    {voice.say(_EXAMPLE, example=set_example(question))}")
    return "\n".join(lines) + "\n"
