"""Ask with arrow keys. What draws the screen is loaded once a question stands there, so that nobody waits for it."""

from channelfit.cli.ask.asked import EMPTY, Listing, Marks, Picked
from channelfit.cli.ask.say import show
from channelfit.language import Text
from channelfit.render.phrases.voice import Voice

_KEYS = Text("<\u00a0zurück · ?\u00a0warum", "<\u00a0back · ?\u00a0why")


class Prompts:
    """Lists with arrow keys and lines to type, in one voice."""

    def __init__(self, voice: Voice) -> None:
        self.voice = voice
        self.in_colour = True

    def pick(self, listing: Listing, marks: Marks) -> tuple[Picked, Marks]:
        """What was chosen, or a key; the list makes way for the answer."""
        from channelfit.cli.ask.screen import picked_on_screen

        picked, marks = picked_on_screen(listing, marks, self.voice)
        if isinstance(picked, tuple):
            texts = {entry.value: entry.text for entry in listing.entries}
            show(listing.text, style="bold")
            show("  " + ", ".join(texts[value] for value in picked), style="bold")
        return picked, marks

    def type(self, text: str, hint: str, *, empty: str, before: str = "") -> str:
        """A line that was typed; of what is pasted the first one."""
        if text:
            show(text, style="bold")
            show(f"({hint} · {self.voice.say(EMPTY, text=empty)} · {self.voice.say(_KEYS)})")
        from channelfit.cli.ask.screen import typed_on_screen

        return typed_on_screen(before)
