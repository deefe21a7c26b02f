"""Ask with arrow keys. The first question stands there before what draws the screen is loaded, so that nobody waits for it."""

import sys

from channelfit.cli.ask.asked import Above, Field, Key, Listing, Marks, Picked
from channelfit.cli.ask.frame import field_lines
from channelfit.cli.ask.say import drop_input, heading, room, show, unseen
from channelfit.render.phrases.voice import Voice


class Prompts:
    """Lists with arrow keys and lines to type, in one voice. What is asked makes way for what was answered."""

    def __init__(self, voice: Voice) -> None:
        self.voice, self.title = voice, ""

    def pick(self, listing: Listing, marks: Marks) -> tuple[Picked, Marks]:
        """What was chosen, or a key."""
        from channelfit.cli.ask.screen import picked_on_screen

        picked, marks = picked_on_screen(listing._replace(above=self._untold(listing.above)), marks, self.voice)
        if isinstance(picked, tuple):
            self.leave(listing.above, listing.text, listing.said(picked))
        return picked, marks

    def type(self, field: Field) -> tuple[str, Key | None]:
        """The line that was typed, of what is pasted the first one; and the key in it."""
        field = field._replace(above=self._untold(field.above))
        is_first = "prompt_toolkit" not in sys.modules
        with unseen():
            rows = _shown_meanwhile(field, self.voice) if is_first else 0
            from channelfit.cli.ask.screen import typed_on_screen

            return field.read(typed_on_screen(field, self.voice, rows))

    def _untold(self, above: Above) -> Above:
        """What stands above a question, without a title that is there already."""
        return above._replace(title="" if above.title == self.title else above.title)

    def leave(self, above: Above, text: str, answer: str) -> None:
        """The question and its answer, below the title of its section."""
        title = self._untold(above).title
        show(f"\n{heading(title)}" if title else "")
        show(text, style="bold")
        show(f"  {answer}", style="bold")
        self.title = title or self.title


def _shown_meanwhile(field: Field, voice: Voice) -> int:
    """Show a question as the screen will; how many rows it takes, none where it has no room."""
    lines = field_lines(field, voice, size := room())
    if len(lines) >= size[1] - 1:
        return 0
    drop_input()
    for line in lines:
        show(line.text, style="bold" if line.style == "class:question" else "")
    return len(lines)
