"""The first bytes of images, and how much of what somebody wrote is shown when it is refused."""

import pytest

from channelfit.language import Language
from channelfit.rulebook.logo import Active, Logo, logo_of
from channelfit.source.problem import InvalidInput, describe
from conftest import SMALL, rulebook_of

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"


def png(width: bytes, height: bytes) -> bytes:
    """A picture with these sizes."""
    return PNG + width + height + b"rest"


@pytest.mark.parametrize(
    ("data", "mime"),
    [
        (png(b"\0\0\1\0", b"\0\1\0\0"), "image/png"),
        (png(b"\1\0\0\0", b"\0\0\0\1"), "image/png"),
        (png(b"\0\0\0\1", b"\1\0\0\0"), "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"GIF89a\0\1\1\0", "image/gif"),
        (b"GIF87a\1\0\0\1rest", "image/gif"),
        (b"RIFF\1\2\3\4WEBPVP8 rest", "image/webp"),
        (b"RIFF\1\2\3\4WEBPVP8X", "image/webp"),
    ],
)
def test_a_picture_may_have_any_size_but_none(data: bytes, mime: str) -> None:
    """One byte of a size that is not zero is enough, wherever it stands."""
    assert logo_of(data) == Logo(mime, data)


@pytest.mark.parametrize(
    "data",
    [
        png(b"\0\0\0\0", b"\0\0\0\1"),
        png(b"\0\0\0\0", b"\1\0\0\0"),
        png(b"\0\0\0\1", b"\0\0\0\0"),
        PNG[:-1] + b"X\0\0\0\1\0\0\0\1",
        b"\xff\xd8\xff",
        b"\xff\xd8\xfe\xe0",
        b"GIF88a\1\0\1\0",
        b"GIF89a\0\0\1\0",
        b"GIF89a\1\0\0\0",
        b"GIF89a\1\0\0\0\1",
        b"RIFX\1\2\3\4WEBPVP8 ",
        b"RIFF\1\2\3\4WEBPVP7 ",
        b"RIFF\1\2\3\4WAVEVP8 ",
    ],
)
def test_a_picture_without_a_size_or_of_another_kind_is_none(data: bytes) -> None:
    """Whatever comes after it."""
    assert logo_of(data) is None


def test_an_outward_link_is_shown_in_part() -> None:
    """Sixty characters of it, without blanks around."""
    link = "https://example.org/" + "x" * 80
    found = logo_of(f'<svg xmlns="http://www.w3.org/2000/svg"><use href=" {link} "/></svg>'.encode())
    assert found == Active(f"href={link[:60]}")
    inside = '<svg xmlns="http://www.w3.org/2000/svg"><use href=" #a"/><use online="x"/></svg>'
    assert logo_of(inside.encode()) == Active("online")
    assert logo_of(inside.replace("online", "x").encode()) == Logo("image/svg+xml", inside.replace("online", "x").encode())


LONG = "x" * 70


@pytest.mark.parametrize(
    ("house", "message"),
    [
        (f"house: {{colours: {{accent: {LONG}}}}}", f"`{LONG[:60]}` is not a colour"),
        (f"house: {{colours: {{{LONG}: red}}}}", f"unknown key `{LONG[:60]}` in `colours`"),
        (f"house: {{sections: {{{LONG}: red}}}}", f"unknown section `{LONG[:60]}`"),
    ],
)
def test_something_long_is_shown_in_part(house: str, message: str) -> None:
    """Sixty characters are enough to know it again."""
    with pytest.raises(InvalidInput) as caught:
        rulebook_of({"rulebook.yaml": f"{SMALL['rulebook.yaml']}{house}\n"})
    [found] = caught.value.problems
    assert describe(found, Language.EN).startswith(message)


@pytest.mark.parametrize(
    ("written", "read"), [("#0B5d8A", "#0b5d8a"), ("#05a", "#0055aa"), ("#05A", "#0055aa"), ("#000000", "#000000")]
)
def test_short_colours_are_written_out(written: str, read: str) -> None:
    """Each digit twice, in lower case."""
    house = rulebook_of({"rulebook.yaml": f'{SMALL["rulebook.yaml"]}house: {{colours: {{accent: "{written}"}}}}\n'}).house
    assert house is not None
    assert (house.colours.accent, house.colours.accent_dark) == (read, "")


def test_a_name_serves_only_the_languages_of_the_rulebook() -> None:
    """Blanks around it are left out."""
    house = rulebook_of({"rulebook.yaml": f"{SMALL['rulebook.yaml']}house: {{name: '  Kontor '}}\n"}).house
    assert house is not None
    assert tuple(house.name) == ("Kontor", "Kontor")
