"""The logo of a house style: what is an image, what is refused and why, and where it is looked for."""

import os
import struct
from pathlib import Path

import pytest

from channelfit.files import load_rulebook, read_logo
from channelfit.language import Language
from channelfit.rulebook.logo import Logo
from channelfit.source.problem import InvalidInput, describe
from conftest import SMALL, rulebook_of, write_folder

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">IIBBBBB", 3, 2, 8, 6, 0, 0, 0) + b"rest"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00rest\xff\xd9"
GIF = b"GIF89a" + struct.pack("<HH", 3, 2) + b"\x00\x00\x00;"
WEBP = b"RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00rest"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"><path d="M0 0h3v2z" fill="#0b5d8a"/></svg>'
NAMESPACE = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def folder_with(tmp_path: Path, logo: str, data: bytes | str | None) -> Path:
    """The small rulebook with a house style, and a file where its logo should be."""
    head = f'{SMALL["rulebook.yaml"]}house: {{logo: "{logo}"}}\n'
    folder = write_folder(tmp_path / "rules", {**SMALL, "rulebook.yaml": head})
    if data is not None:
        target = folder / logo
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data.encode() if isinstance(data, str) else data)
    return folder


def logo_in(folder: Path) -> Logo | None:
    """The logo of the rules in a folder."""
    return read_logo(load_rulebook(folder))


def refused(folder: Path) -> tuple[str, str]:
    """The id and the message of the problem with a logo, which stands where the logo is named."""
    with pytest.raises(InvalidInput) as caught:
        logo_in(folder)
    [found] = caught.value.problems
    assert str(found.mark) == f"{folder / 'rulebook.yaml'}:5:15"
    assert describe(found, Language.DE) != describe(found, Language.EN)
    return found.id, describe(found, Language.EN)


@pytest.mark.parametrize(
    ("data", "mime"),
    [
        (PNG, "image/png"),
        (JPEG, "image/jpeg"),
        (GIF, "image/gif"),
        (GIF.replace(b"89a", b"87a"), "image/gif"),
        (WEBP, "image/webp"),
        (SVG.encode(), "image/svg+xml"),
        (b'\xef\xbb\xbf<?xml version="1.0" encoding="UTF-8"?>\n<!-- made by hand -->\n' + SVG.encode(), "image/svg+xml"),
        (SVG.replace("<svg ", "<s:svg ").replace("</svg", "</s:svg").replace("xmlns=", "xmlns:s=").encode(), "image/svg+xml"),
    ],
)
def test_an_image_is_known_by_its_content(tmp_path: Path, data: bytes, mime: str) -> None:
    """Whatever its name ends in."""
    assert logo_in(folder_with(tmp_path, "logo.txt", data)) == Logo(mime, data)


def test_without_a_house_style_or_a_logo_there_is_none(tmp_path: Path) -> None:
    """Nothing is looked for then."""
    assert read_logo(rulebook_of()) is None
    assert read_logo(rulebook_of({"rulebook.yaml": SMALL["rulebook.yaml"] + "house: {name: X}\n"})) is None
    assert logo_in(folder_with(tmp_path, "a/b/logo ä.png", PNG)) == Logo("image/png", PNG)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Our logo is on paper.\n",
        PNG[:8],
        PNG[:18],
        PNG.replace(b"\x00\x00\x00\x03", b"\x00\x00\x00\x00"),
        b"\xff\xd8\xff",
        b"GIF89a",
        b"GIF89a\x00\x00\x02\x00\x00\x00\x00;",
        b"RIFF\x24\x00\x00\x00WAVEfmt ",
        b"BM\x00\x00\x00\x00",
        b"<html><body>a</body></html>",
        b"<svg>no namespace</svg>",
        SVG.encode()[:-3],
        b"\n<?xml version='1.0'?>" + SVG.encode(),
        SVG.encode("utf-16"),
        b'<?xml version="1.0" encoding="iso-8859-1"?>' + SVG.encode(),
        b"<?xml version='1.0' encoding='utf-7'?>" + SVG.encode(),
        SVG.replace("M0", "M\x00").encode(),
        SVG.encode().replace(b"M0", b"\xff\xfe"),
        b"<g>" * 7_000 + b"</g>" * 2_000,
    ],
)
def test_what_is_no_image_is_refused(tmp_path: Path, data: bytes) -> None:
    """Also if it is called `logo.png`, and whatever it begins like."""
    folder = folder_with(tmp_path, "logo.png", data)
    said = f"`{folder / 'logo.png'}` holds no image; expected PNG, JPEG, GIF, WebP or an SVG in UTF-8"
    assert refused(folder) == ("logo-not-an-image", said)


BOMB = f"""\
<?xml version="1.0"?>
<!DOCTYPE svg [<!ENTITY a "{"x" * 100}">{"".join(f'<!ENTITY {name} "{10 * f"&{before};"}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True))}]>
<svg xmlns="http://www.w3.org/2000/svg"><text>&i;</text></svg>
"""
OUTSIDE = '<!DOCTYPE svg SYSTEM "file:///etc/passwd">' + SVG


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (BOMB, "<!DOCTYPE"),
        (OUTSIDE, "<!DOCTYPE"),
        ("<!doctype html><svg></svg>", "<!doctype"),
        ('<?xml-stylesheet href="https://example.org/a.css"?>' + SVG, "<?xml-stylesheet"),
        (f"<svg {NAMESPACE}><script>alert(1)</script></svg>", "<script"),
        (f"<svg {NAMESPACE}><SCRIPT/></svg>", "<SCRIPT"),
        (f'<s:svg xmlns:s="http://www.w3.org/2000/svg" {NAMESPACE}><s:script/></s:svg>', "<s:script"),
        (f"<svg {NAMESPACE}><style><![CDATA[</style><script>]]></style></svg>", "<script"),
        (f"<svg {NAMESPACE}><foreignObject><p>a</p></foreignObject></svg>", "<foreignObject"),
        (f'<svg {NAMESPACE} onload="alert(1)"/>', "onload"),
        (f'<svg {NAMESPACE}><g><path OnClick="a"/></g></svg>', "OnClick"),
        (f'<svg {NAMESPACE}><a xlink:href="javascript:alert(1)"/></svg>', "<a"),
        (f'<svg {NAMESPACE}><image href="https://example.org/a.png"/></svg>', "href=https://example.org/a.png"),
        (f'<svg {NAMESPACE}><use href="other.svg#a"/></svg>', "href=other.svg#a"),
        (f'<svg {NAMESPACE}><rect style="fill:url(http://a.example/x)"/></svg>', "style=fill:url(http://a.example/x)"),
        (f'<svg {NAMESPACE}><rect fill="URL( //a.example/x )"/></svg>', "fill=URL( //a.example/x )"),
        (f'<svg {NAMESPACE}><rect style="fill:\\75rl(x)"/></svg>', "style=fill:\\75rl(x)"),
        (f"<svg {NAMESPACE}><rect style=\"mask:image-set('x.png' 1x)\"/></svg>", "style=mask:image-set('x.png' 1x)"),
        (f"<svg {NAMESPACE}><style>@import 'http://a.example/a.css';</style></svg>", "@import 'http://a.example/a.css';"),
        (f"<svg {NAMESPACE}><style>a<g/>{{fill:url(x)}}</style></svg>", "url(x)}"),
        (f'<svg {NAMESPACE}><a><animate attributeName="href" to="javascript:a"/></a></svg>', "<a"),
        (f'<svg {NAMESPACE}><set attributeName="onload" to="a"/></svg>', "<set"),
        (f'<svg {NAMESPACE}><animate attributeName="x" to="1"/></svg>', "<animate"),
        (f'<svg {NAMESPACE} xml:base="http://a.example/"/>', "base=http://a.example/"),
        (f'<svg {NAMESPACE}><h:img xmlns:h="http://www.w3.org/1999/xhtml" src="x"/></svg>', "<img"),
        (
            f'<svg {NAMESPACE}><image href="data:image/svg+xml,%3Csvg onload=a%3E"/></svg>',
            "href=data:image/svg+xml,%3Csvg onload=a%3E",
        ),
        (f'<svg {NAMESPACE}><image href="data:image/png,a"/></svg>', "href=data:image/png,a"),
        (f'<svg {NAMESPACE}><image src="x.png"/></svg>', "src=x.png"),
        (f"<svg {NAMESPACE}><cursor/></svg>", "<cursor"),
    ],
)
def test_what_does_more_than_show_a_picture_is_refused(tmp_path: Path, data: str, found: str) -> None:
    """Before anything in it is filled in or fetched; the message names the first part that is too much."""
    said = f"the logo has `{found}`; expected an SVG without scripts, events, animation, foreign parts, outward links, DOCTYPE"
    assert refused(folder_with(tmp_path, "logo.svg", data)) == ("logo-active-content", said)


@pytest.mark.parametrize(
    "part",
    [
        '<use href="#a"/>',
        '<use xlink:href="#a"/>',
        '<image href="data:image/png;base64,AAAA"/>',
        "<title>On our own: description &lt;script&gt;</title>",
        '<g font-family="Ontario" data-on="1" aria-label="on"/><desc>onload="a" url(http://a.example)</desc>',
        '<style type="text/css">.a{fill:#fff;stroke:url(#b)}</style><rect class="a" style="fill:url( \'#b\' )" clip-path="url(#c)"/>',
        "<g>" * 4_000 + "</g>" * 4_000,
    ],
)
def test_a_picture_may_have_all_that_pictures_have(tmp_path: Path, part: str) -> None:
    """References within itself, pictures in it, and words that only look like something."""
    logo = logo_in(folder_with(tmp_path, "logo.svg", f"<svg {NAMESPACE}>{part}</svg>"))
    assert logo is not None
    assert logo.mime == "image/svg+xml"


def test_32_kb_are_enough_and_one_byte_more_is_too_much(tmp_path: Path) -> None:
    """The size found is rounded up, so that it is never the size allowed."""
    full = PNG + bytes(32 * 1024 - len(PNG))
    assert logo_in(folder_with(tmp_path, "logo.png", full)) == Logo("image/png", full)
    more = folder_with(tmp_path, "logo.png", full + b"x")
    assert refused(more) == ("logo-too-large", "the logo is 33 KB, expected at most 32 KB")
    much = folder_with(tmp_path, "logo.png", PNG + bytes(300 * 1024))
    assert refused(much) == ("logo-too-large", "the logo is 301 KB, expected at most 32 KB")


@pytest.mark.parametrize("name", ["logo.png", "below/logo.png", "questions.yaml/logo.png"])
def test_a_missing_file_is_named_with_its_folder(tmp_path: Path, name: str) -> None:
    """So that one sees where it was looked for."""
    folder = folder_with(tmp_path, name, None)
    id, said = refused(folder)
    assert str(folder / name) in said
    assert id == ("not-readable" if "questions" in name else "no-such-file")


@pytest.mark.parametrize(
    "name", ["../x.png", "a/../../x.png", "../rules/logo.png", "{tmp_path}/rules/logo.png", "/dev/zero", ".."]
)
def test_a_logo_from_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    """Also if there is an image, and also if the path comes back: the folder must be complete wherever it lies."""
    name = name.format(tmp_path=tmp_path)
    folder = folder_with(tmp_path, name, None)
    for image in (tmp_path / "x.png", folder / "logo.png"):
        image.write_bytes(PNG)
    said = f"`{name}` is no path below `{folder}`; put the logo there, and name it as seen from there"
    assert refused(folder) == ("logo-outside", said)


def test_links_are_followed_before_anything_is_decided(tmp_path: Path) -> None:
    """One that stays in the folder is as good as a file; one that leaves it, leads nowhere or to itself is not."""
    folder = folder_with(tmp_path, "logo.png", None)
    logo = folder / "logo.png"
    (folder / "real.png").write_bytes(PNG)
    (tmp_path / "x.png").write_bytes(PNG)
    logo.symlink_to("real.png")
    assert logo_in(folder) == Logo("image/png", PNG)
    for target, id in ((tmp_path / "x.png", "logo-outside"), ("gone.png", "no-such-file"), ("logo.png", "not-readable")):
        logo.unlink()
        logo.symlink_to(target)
        assert refused(folder)[0] == id


def test_a_folder_that_is_a_link_itself_is_no_obstacle(tmp_path: Path) -> None:
    """What counts is where things really lie."""
    folder_with(tmp_path, "logo.png", PNG)
    (tmp_path / "link").symlink_to("rules")
    assert logo_in(tmp_path / "link") == Logo("image/png", PNG)


@pytest.mark.parametrize("name", ["channels", "."])
def test_a_folder_is_no_logo(tmp_path: Path, name: str) -> None:
    """It is said, not tried."""
    id, said = refused(folder_with(tmp_path, name, None))
    assert (id, said.endswith("cannot be read: it is no ordinary file")) == ("not-readable", True)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """Nobody ever writes into it."""
    folder = folder_with(tmp_path, "logo.png", None)
    os.mkfifo(folder / "logo.png")
    assert refused(folder)[0] == "not-readable"


def test_names_that_no_file_can_have_are_refused(tmp_path: Path) -> None:
    """A zero byte, and more characters than a name may have."""
    for name in ("a\\0b.png", "x" * 5000):
        assert refused(folder_with(tmp_path, name, None))[0] == "not-readable"


def test_an_inherited_logo_lies_beside_the_file_that_names_it(tmp_path: Path) -> None:
    """An overlay that only changes points has no picture of its own; one with a house style has its own or none."""
    folder_with(tmp_path, "logo.png", PNG)
    head = "schema: 1\nid: mine\nversion: 1\nextends: ../rules\n"
    mine = write_folder(tmp_path / "mine", {"rulebook.yaml": head})
    (mine / "logo.png").write_bytes(JPEG)
    assert logo_in(mine) == Logo("image/png", PNG)
    write_folder(mine, {"rulebook.yaml": head + "house: {logo: logo.png}\n"})
    assert logo_in(mine) == Logo("image/jpeg", JPEG)
    write_folder(mine, {"rulebook.yaml": head + "house: {name: Mine}\n"})
    assert logo_in(mine) is None


def test_of_stacked_folders_the_logo_of_the_last_is_taken(tmp_path: Path) -> None:
    """Each path starts at the folder in which it was written."""
    folder_with(tmp_path, "logo.png", PNG)
    for name, data in (("first", JPEG), ("second", GIF)):
        head = f"schema: 1\nid: {name}\nversion: 1\nextends: ../rules\nhouse: {{logo: logo.png}}\n"
        (write_folder(tmp_path / name, {"rulebook.yaml": head}) / "logo.png").write_bytes(data)
    rulebook = load_rulebook([tmp_path / "first", tmp_path / "second"])
    assert read_logo(rulebook) == Logo("image/gif", GIF)
