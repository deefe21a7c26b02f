"""Every colour that the program sends can be read on white and on black, in the terminals that people have."""

import re
from functools import cache
from io import BytesIO

import pytest

from channelfit.cli.app import Streams, run
from channelfit.cli.ask.say import STYLES
from channelfit.cli.ask.screen import STYLE
from channelfit.language import Language
from conftest import EXAMPLES, Terminal, rulebook_of
from golden import PROFILES, page_for

Rgb = tuple[float, float, float]
# What the sixteen colours with names are.
PALETTES = {
    "xterm": "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff",
    "VGA": "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa 555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff",
    "Terminal.app": "000000 990000 00a600 999900 0000b2 b200b2 00a6b2 bfbfbf 666666 e50000 00d900 e5e500 0000ff e500e5 00e5e5 e5e5e5",
    "GNOME": "171421 c01c28 26a269 a2734c 12488b a347ba 2aa1b3 d0cfcc 5e5c64 f66151 33da7a e9ad0c 2a7bde c061cb 33c7de ffffff",
    "Windows": "0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc 767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2",
}
WHITE, BLACK = (255.0, 255.0, 255.0), (0.0, 0.0, 0.0)
# Of text, by WCAG 2, level AA.
ENOUGH = 4.5
STEPS = (0, 95, 135, 175, 215, 255)
COMMANDS = (
    ("advise", "software-startup.yaml"),
    ("advise", "software-startup.yaml", "--details"),
    ("explain", "linkedin", "software-startup.yaml"),
    ("profile", "check", "museum.yaml"),
    ("rules", "show", "linkedin"),
)


def luminance(colour: Rgb) -> float:
    """How bright a colour is, by WCAG 2."""
    parts = [part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: Rgb, other: Rgb) -> float:
    """From 1, the same, to 21, black on white."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def numbered(number: int, palette: str) -> Rgb:
    """One of the 256 colours: sixteen as the terminal likes, a cube, and greys."""
    if number < 16:
        red, green, blue = bytes.fromhex(PALETTES[palette].split()[number])
        return red, green, blue
    if number >= 232:
        return (8.0 + 10 * (number - 232),) * 3
    place = number - 16
    return STEPS[place // 36], STEPS[place // 6 % 6], STEPS[place % 6]


def seen(codes: str, palette: str, ground: Rgb) -> Rgb:
    """What colour a text has on a ground; a faint one is halfway there."""
    colour, faint, left = (BLACK if ground == WHITE else WHITE), False, [int(code or 0) for code in codes.split(";")]
    while left:
        match left:
            case [38, 5, number, *left]:
                colour = numbered(number, palette)
            case [2, *left]:
                faint = True
            case [code, *left] if 30 <= code <= 37 or 90 <= code <= 97:
                colour = numbered(code % 10 + (8 if code >= 90 else 0), palette)
            case [0 | 1 | 22 | 39, *left]:
                pass
            case _:
                raise AssertionError(f"unknown way to show a text: {codes}")
    return tuple((one + other) / 2 for one, other in zip(colour, ground, strict=True)) if faint else colour  # type: ignore[return-value]


def codes_in(text: str) -> set[str]:
    """How texts are shown."""
    return set(re.findall(r"\x1b\[([0-9;]*)m", text))


def printed(*arguments: str) -> str:
    """What a command says in a terminal with colours."""
    words = [str(EXAMPLES / word) if (EXAMPLES / word).exists() else word for word in arguments]
    out = BytesIO()
    screen = Terminal(out)
    run([*words, "--lang", "en"], Streams(None, screen, screen))
    return out.getvalue().decode()


@cache
def shown() -> set[str]:
    """Every way in which the program shows a text: in what commands print, and between and in questions."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("NO_COLOR", raising=False)
        for name, value in {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PAGER": ""}.items():
            patch.setenv(name, value)
        texts = [printed(*command) for command in COMMANDS]
    assert all(map(codes_in, texts[:3]))
    texts += [page_for(name, rulebook_of(), Language.EN, colour=True) for name in PROFILES]
    return set().union(*map(codes_in, texts), STYLES.values())


@pytest.mark.parametrize("palette", PALETTES)
def test_every_colour_can_be_read_on_white_and_on_black(palette: str) -> None:
    """At the least 4.5 to 1; most of the sixteen named colours cannot, in any terminal, and faint text cannot."""
    poor = {
        f"{codes} on {'white' if ground == WHITE else 'black'}": round(contrast(seen(codes, palette, ground), ground), 2)
        for codes in shown()
        for ground in (WHITE, BLACK)
    }
    assert {said: value for said, value in poor.items() if value < ENOUGH} == {}


def test_lists_on_the_screen_have_no_colour() -> None:
    """Pointer and ticks say it."""
    assert {style for _, style in STYLE.style_rules} == {"bold"}


def test_the_measure_is_right() -> None:
    """Black on white is 21; the grey that is known to be just enough; yellow in xterm is not."""
    assert contrast(WHITE, BLACK) == pytest.approx(21)
    assert contrast(numbered(243, "VGA"), WHITE) == pytest.approx(4.54, abs=0.01)
    assert contrast(seen("33", "xterm", WHITE), WHITE) < 2
    assert contrast(seen("2", "xterm", WHITE), WHITE) < ENOUGH
