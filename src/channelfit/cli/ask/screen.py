"""Ask on a screen, with arrow keys: the only module that knows the prompt library."""

import sys
from collections.abc import Callable, Sequence

from prompt_toolkit import Application, PromptSession
from prompt_toolkit.application.current import get_app_session
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.input.typeahead import clear_typeahead
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import Layout, Window
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.output import Output, create_output
from prompt_toolkit.styles import Style

from channelfit.cli.ask.asked import Field, Key, Kind, Listing, Marks, Picked
from channelfit.cli.ask.frame import Line, field_lines, found_by, frame
from channelfit.cli.ask.say import drop_input, room, show
from channelfit.language import Text
from channelfit.render.phrases.voice import Voice

# No colour: the pointer and the ticks say it, in signs that can be read on dark and on light.
STYLE = Style([("question", "bold"), ("here", "bold"), ("note", "bold")])
_NOTHING_CHOSEN = Text(
    "Noch nichts gewählt. Eingabe nimmt „{text}“, die Leertaste wählt mehreres.",
    "Nothing chosen yet. Enter takes “{text}”, space chooses several.",
)
_FULL = Text(
    "Mehr als {most} gehen nicht. Die Leertaste nimmt eine Wahl zurück.", "No more than {most}. Space takes a choice back."
)
_PAGE = 8


def picked_on_screen(listing: Listing, marks: Marks, voice: Voice) -> tuple[Picked, Marks]:
    """What was chosen with arrow keys, or a key; the list makes way for the answer."""
    if listing.help and len(frame(listing, marks, voice, size := room())) >= size[1]:
        show(listing.help)
        listing = listing._replace(help="")
    state = _State(listing, marks)

    def ask_back(text: str) -> str:
        return voice.say(_NOTHING_CHOSEN, text=text)

    def too_many(most: float) -> str:
        return voice.say(_FULL, most=f"{most:g}")

    control = FormattedTextControl(
        lambda: _formatted(frame(listing, state.marks, voice, room(), state.note)),
        show_cursor=False,
        focusable=True,
    )
    app: Application[Picked] = Application(
        Layout(Window(control, dont_extend_height=True)),
        key_bindings=_keys(state, ask_back, too_many),
        style=STYLE,
        output=_screen(),
        erase_when_done=True,
    )
    _drop_what_waits()
    return app.run(), state.marks


def typed_on_screen(field: Field, voice: Voice, rows: int = 0) -> str:
    """A line that was typed, of what is pasted the first one. So many rows of the question stand there already."""
    output, keys = _screen(), KeyBindings()
    if field.note and len(field_lines(field, voice, size := room())) >= size[1] - 1:
        show(field.note)
        field = field._replace(note="")

    @keys.add(Keys.BracketedPaste)
    def paste(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text((event.data.splitlines() or [""])[0])

    session: PromptSession[str] = PromptSession(
        lambda: _formatted([*field_lines(field, voice, room()), Line("", " > ")]),
        key_bindings=keys,
        style=STYLE,
        output=output,
        erase_when_done=True,
    )
    if rows:
        # What was typed since the question stands there is an answer to it.
        output.write_raw("\r")
        output.cursor_up(rows)
        output.erase_down()
        output.flush()
    else:
        _drop_what_waits()
    return session.prompt(default=field.before)


class _State:
    """What changes while somebody is at a list."""

    def __init__(self, listing: Listing, marks: Marks) -> None:
        self.listing, self.marks, self.note = listing, marks._replace(typed=""), ""

    def move(self, to: int) -> None:
        """Go to an entry; beyond the end is the beginning."""
        self.marks, self.note = self.marks._replace(at=to % len(self.listing.entries), typed=""), ""

    def look_for(self, typed: str) -> None:
        """Go to the first entry with what is typed, with a letter again to the next; what nothing begins with is not taken."""
        place = found_by(self.listing, typed, self.marks.at) if typed else self.marks.at
        if place is not None:
            is_again = typed.casefold() not in self.listing.entries[place].text.casefold()
            self.marks, self.note = self.marks._replace(at=place, typed=typed[:1] if is_again else typed), ""

    def tick(self, too_many: Callable[[float], str]) -> None:
        """Choose the entry at hand, or take that back."""
        here = self.listing.entries[self.marks.at].value
        chosen = self.listing.toggled(self.marks.chosen, here)
        self.note = too_many(self.listing.most) if chosen == self.marks.chosen else ""
        self.marks = self.marks._replace(chosen=chosen, typed="")


def _keys(state: _State, ask_back: Callable[[str], str], too_many: Callable[[float], str]) -> KeyBindings:
    keys = KeyBindings()
    listing = state.listing
    moves = {"up": -1, "down": 1, "pageup": -_PAGE, "pagedown": _PAGE}
    for key, step in moves.items():
        keys.add(key)(lambda _, step=step: state.move(_stepped(state.marks.at, step, len(listing.entries))))
    keys.add("home")(lambda _: state.move(0))
    keys.add("end")(lambda _: state.move(-1))
    for key, meant in (("left", Key.BACK), ("?", Key.HELP)):
        if meant in listing.keys:
            keys.add(key)(lambda event, meant=meant: event.app.exit(result=meant))
    # Typed, and sent by another process.
    for key in ("c-c", Keys.SIGINT):
        keys.add(key)(lambda event: event.app.exit(exception=KeyboardInterrupt))
    keys.add("c-z")(lambda event: event.app.suspend_to_background())
    keys.add("c-d")(lambda event: event.app.exit(exception=EOFError))
    keys.add("backspace")(lambda _: state.look_for(state.marks.typed[:-1]))
    # A list takes no text.
    keys.add(Keys.BracketedPaste)(lambda _: None)

    @keys.add("enter")
    def enter(event: KeyPressEvent) -> None:
        here = listing.entries[state.marks.at]
        if listing.kind is Kind.ONE or (here.apart and not state.marks.chosen):
            event.app.exit(result=(here.value,))
        elif state.marks.chosen:
            event.app.exit(result=state.marks.chosen)
        elif state.note:
            event.app.exit(result=(here.value,))
        else:
            state.note = ask_back(here.text)

    @keys.add(Keys.Any)
    def typed(event: KeyPressEvent) -> None:
        if event.data == " " and listing.kind is not Kind.ONE:
            state.tick(too_many)
        elif event.data.isprintable() and (event.data != " " or state.marks.typed):
            state.look_for(state.marks.typed + event.data)

    return keys


def _stepped(at: int, step: int, count: int) -> int:
    """A page stops at the ends, a step goes round."""
    return at + step if abs(step) == 1 else max(0, min(count - 1, at + step))


def _screen() -> Output:
    return create_output(stdout=sys.stderr)


def _formatted(lines: Sequence[Line]) -> FormattedText:
    return FormattedText([part for line in lines for part in ((line.style, line.text), ("", "\n"))][:-1])


def _drop_what_waits() -> None:
    """What came before a question is no answer to it."""
    clear_typeahead(get_app_session().input)
    drop_input()
