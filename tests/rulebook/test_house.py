"""The house style: what an overlay may put on the page in its own name, how it is inherited, and what cannot be read."""

import colorsys
from pathlib import Path
from random import Random

import pytest

from channelfit.files import load_rulebook
from channelfit.language import Language, Text
from channelfit.render.reports.problems import render_problems
from channelfit.rulebook.digest import digest
from channelfit.rulebook.house import DARK_SURFACES, LEAST_CONTRAST, LIGHT_SURFACES, SECTIONS, contrast, readable
from channelfit.rulebook.model import Colours, House
from channelfit.source.problem import InvalidInput, describe
from conftest import HERE, SMALL, Run, rulebook_of, write_folder

WHOLE = """\
house:
  name: Kontor Kommunikation
  logo: pictures/logo.svg
  colours: {accent: "#0B5D8A", accent_dark: "#7cc4ee"}
  closing: {de: Wir begleiten Sie., en: We go with you.}
  sections:
    sources: {de: Quellen von uns., en: Sources of ours.}
    cost: {de: Unsere Sätze., en: Our rates.}
"""


def head(house: str) -> dict[str, str]:
    """The head of the small rulebook with a house style."""
    return {"rulebook.yaml": SMALL["rulebook.yaml"] + house}


def house_of(house: str) -> House:
    """The house style that is read."""
    found = rulebook_of(head(house)).house
    assert found is not None
    return found


def problems_of(house: str, language: Language = Language.EN) -> list[str]:
    """Place, message and id of each problem; the house style starts on line 5."""
    with pytest.raises(InvalidInput) as caught:
        rulebook_of(head(house))
    return [f"{one.mark.line + 1}:{one.mark.column + 1}: {describe(one, language)} [{one.id}]" for one in caught.value.problems]


def test_everything_is_read_with_its_place() -> None:
    """A plain name serves all languages; colours are lower case; sections stand in the order of the page."""
    house = house_of(WHOLE)
    assert house.name == Text("Kontor Kommunikation", "Kontor Kommunikation")
    assert house.colours == Colours("#0b5d8a", "#7cc4ee")
    assert house.closing == Text("Wir begleiten Sie.", "We go with you.")
    assert list(house.sections.items()) == [
        ("cost", Text("Unsere Sätze.", "Our rates.")),
        ("sources", Text("Quellen von uns.", "Sources of ours.")),
    ]
    assert house.logo is not None
    assert house.logo.text == "pictures/logo.svg"
    assert (house.logo.mark.line, house.logo.mark.source.name, house.mark.line) == (6, "rulebook.yaml", 5)


def test_the_sample_of_the_guide_is_read() -> None:
    """As it stands in `docs/rules.md`."""
    guide = (HERE.parent / "docs" / "rules.md").read_text(encoding="utf-8")
    sample = "house:" + guide.partition("```yaml\nhouse:")[2].partition("```")[0]
    assert house_of(sample).colours.accent_dark == "#7cc4ee"


def test_whatever_is_left_out_is_empty() -> None:
    """Nobody has to ask whether it is there; null counts as left out."""
    house = house_of("house: {name: {de: Haus, en: House}, logo: null, colours: {accent: null}, closing: , sections: {cost: }}\n")
    assert house[:-1] == (Text("Haus", "House"), None, Colours(), Text("", ""), {})
    assert house_of('house: {colours: {accent: "#00f"}}\n')[:3] == (Text("", ""), None, Colours("#0000ff"))


@pytest.mark.parametrize("text", ["", "house:\n", "house: null\n", "house: ~\n"])
def test_no_house_style_is_none(text: str) -> None:
    """Left out or null."""
    assert rulebook_of(head(text)).house is None


def test_every_section_can_have_a_text() -> None:
    """All twenty-three, each once."""
    texts = "".join(f"    {section}: {{de: Hier., en: Here.}}\n" for section in SECTIONS)
    assert tuple(house_of(f"house:\n  sections:\n{texts}").sections) == tuple(SECTIONS)
    assert len(set(SECTIONS)) == 23


@pytest.mark.parametrize(
    "text",
    [
        "</p><script>alert(1)</script>",
        "\u202egnp.exe\u2066",
        "{{ company }} {hours_per_week}",
        '"><img src=x onerror=y>',
        "x" * 10_000,
        "A\nB",
    ],
)
def test_hostile_texts_are_text(text: str) -> None:
    """They come out as they were written; whoever puts them on a page has to escape them."""
    import json

    quoted = json.dumps(text)
    house = house_of(
        f"house: {{name: {quoted}, closing: {{de: {quoted}, en: {quoted}}}, sections: {{cost: {{de: {quoted}, en: E}}}}}}\n"
    )
    assert house.name == house.closing == Text(text, text)
    assert house.sections["cost"] == Text(text, "E")


@pytest.mark.parametrize(
    ("house", "expected"),
    [
        ("house: Kontor", ["5:8: `house` is `Kontor`, expected a mapping [wrong-type]"]),
        ("house: []", ["5:8: `house` is a list, expected a mapping [wrong-type]"]),
        ("house: {}", ["5:8: `house` is empty [empty-text]"]),
        ("house: {nme: Kontor}", ["5:9: unknown key `nme` in `house`; did you mean `name`? [unknown-key]"]),
        ("house: {name: ' '}", ["5:15: `name` is empty [empty-text]"]),
        ("house: {name: [a]}", ["5:15: `name` is a list, expected a text in each language [wrong-type]"]),
        ("house: {name: {de: Kontor}}", ["5:15: `name` has no text in `en` [missing-language]"]),
        ("house: {logo: ''}", ["5:15: `logo` is empty [empty-text]"]),
        ("house: {logo: {de: a.png}}", ["5:15: `logo` is a mapping, expected a text [wrong-type]"]),
        ("house: {closing: Bye.}", ["5:18: `closing` is `Bye.`, expected a text in each language [wrong-type]"]),
        ("house: {closing: {de: A, en: B, fr: C}}", ["5:33: unknown language `fr`; expected any of de, en [unknown-language]"]),
        ("house: {sections: [cost]}", ["5:19: `sections` is a list, expected a mapping [wrong-type]"]),
        ("house: {sections: {costs: {de: A, en: B}}}", ["5:20: unknown section `costs`; did you mean `cost`? [unknown-section]"]),
        ("house: {sections: {cost: {de: A}}}", ["5:26: `sections.cost` has no text in `en` [missing-language]"]),
        ("house: {colours: blue}", ["5:18: `colours` is `blue`, expected a mapping [wrong-type]"]),
        ("house: {colours: {accnt: '#000'}}", ["5:19: unknown key `accnt` in `colours`; did you mean `accent`? [unknown-key]"]),
        ("house: {colours: {accent: [1]}}", ["5:27: `colours.accent` is a list, expected a text [wrong-type]"]),
        ("house:\n  colours:\n    accent: #0b5d8a", ["7:5: without quotes `#0b5d8a` is a comment; put it in quotes [unquoted-colour]"]),
        ("house:\n  colours:\n    accent_dark:   #FFF # white", ["7:5: without quotes `#FFF` is a comment; put it in quotes [unquoted-colour]"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_place(house: str, expected: list[str]) -> None:
    """What was found, and what was expected or is nearest."""
    assert problems_of(house + "\n") == expected


@pytest.mark.parametrize("comment", ["# our blue", "#", "#later", "# 0b5d8a", ""])
def test_another_comment_is_no_colour(comment: str) -> None:
    """Only what would be a colour in quotes was meant as one."""
    assert house_of(f"house:\n  colours:\n    accent: {comment}\n").colours.accent == ""


@pytest.mark.parametrize(
    "colour", ["red", "#12345", "#1234567", "#12345g", "123456", "#0b5d8a;}", "rgb(1,2,3)", "#１２３", "url(x)", "7"]
)
def test_what_is_no_colour_is_refused(colour: str) -> None:
    """So nothing but a colour ever reaches a style sheet."""
    assert problems_of(f'house: {{colours: {{accent: "{colour}"}}}}\n') == [
        f'5:27: `{colour}` is not a colour; expected one such as `"#0b5d8a"`, in quotes [bad-colour]'
    ]


def test_problems_in_german() -> None:
    """With a comma in the number."""
    house = 'house: {colours: {accent: "#777777", accent_dark: rot}}\n'
    assert problems_of(house, Language.DE) == [
        "5:27: `#777777` hat zum Hintergrund `#f2f5f7` einen Kontrast von 4,0:1, erwartet wird mindestens 4,5:1; meinten Sie `#707070`? [low-contrast]",
        '5:51: `rot` ist keine Farbe; erwartet wird eine wie `"#0b5d8a"`, in Anführungszeichen [bad-colour]',
    ]


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [
        ("#000000", "#ffffff", 21),
        ("#ffffff", "#ffffff", 1),
        ("#767676", "#ffffff", 4.54),
        ("#ffffff", "#777777", 4.48),
        ("#0000ff", "#ffffff", 8.59),
        ("#ff0000", "#ffffff", 4.0),
        ("#00ff00", "#ffffff", 1.37),
    ],
)
def test_the_contrast_of_known_pairs(first: str, second: str, ratio: float) -> None:
    """The ratios of WCAG 2.2, whichever comes first."""
    assert contrast(first, second) == pytest.approx(ratio, abs=0.006)
    assert contrast(first, second) == contrast(second, first)


@pytest.mark.parametrize(
    ("key", "colour", "said"),
    [
        ("accent", "#FFCC00", "`#FFCC00` has a contrast of 1.3:1 with the background `#f2f5f7`"),
        ("accent", "#757575", "`#757575` has a contrast of 4.2:1 with the background `#f2f5f7`"),
        ("accent_dark", "#0b5d8a", "`#0b5d8a` has a contrast of 2.2:1 with the background `#1d242b`"),
        ("accent_dark", "#000", "`#000` has a contrast of 1.1:1 with the background `#14181d`"),
    ],
)
def test_a_colour_that_is_hard_to_read_is_refused_with_the_nearest_that_is_not(key: str, colour: str, said: str) -> None:
    """The ratio found, cut to one decimal, and the one needed; what is suggested is taken."""
    [found] = problems_of(f'house: {{colours: {{{key}: "{colour}"}}}}\n')
    assert said in found
    assert "expected at least 4.5:1; did you mean `#" in found
    better = found.partition("did you mean `")[2][:7]
    assert better in house_of(f'house: {{colours: {{{key}: "{better}"}}}}\n').colours


@pytest.mark.parametrize(("surfaces", "end"), [(LIGHT_SURFACES, "#000000"), (DARK_SURFACES, "#ffffff")])
def test_suggested_colours_can_be_read_and_keep_their_hue(surfaces: tuple[str, ...], end: str) -> None:
    """For any colour; one that can be read already is left alone."""
    random = Random("colours")
    for _ in range(300):
        colour = f"#{random.randrange(1 << 24):06x}"
        better = readable(colour, surfaces, end)
        lowest = min(contrast(better, surface) for surface in surfaces)
        assert lowest >= LEAST_CONTRAST
        was_readable = min(contrast(colour, surface) for surface in surfaces) >= LEAST_CONTRAST
        assert (better == colour) is was_readable
        shades = [colorsys.rgb_to_hsv(*(part / 255 for part in bytes.fromhex(one[1:]))) for one in (colour, better)]
        if all(saturation * value > 0.2 for _, saturation, value in shades):
            apart = abs(shades[0][0] - shades[1][0])
            assert min(apart, 1 - apart) < 0.01


def test_it_is_no_part_of_the_digest() -> None:
    """Who signs a page changes nothing in what it says."""
    assert digest(rulebook_of(head(WHOLE))) == digest(rulebook_of())


OVERLAY = "schema: 1\nid: {id}\nversion: 1\nextends: ../{below}\n"


def layer(tmp_path: Path, id: str, below: str, house: str = "") -> Path:
    """An overlay beside the small rulebook."""
    return write_folder(tmp_path / id, {"rulebook.yaml": OVERLAY.format(id=id, below=below) + house})


def test_the_topmost_house_style_counts_as_a_whole(small_folder: Path, tmp_path: Path) -> None:
    """Over three layers: nothing of a lower one shines through, and one without inherits that of the layer below."""
    write_folder(small_folder, head(WHOLE))
    second = load_rulebook(layer(tmp_path, "second", "small"))
    assert second.house == load_rulebook(small_folder).house
    third = load_rulebook(layer(tmp_path, "third", "second", 'house: {colours: {accent: "#000"}}\n'))
    assert third.house is not None
    assert third.house[:-1] == (Text("", ""), None, Colours("#000000"), Text("", ""), {})
    fourth = load_rulebook(layer(tmp_path, "fourth", "third", "house: null\nlanguages:\n"))
    assert (fourth.house, fourth.languages) == (third.house, ("de", "en"))


def test_what_is_inherited_keeps_the_place_where_it_was_written(small_folder: Path, tmp_path: Path) -> None:
    """The logo is looked for beside the file that names it."""
    write_folder(small_folder, head(WHOLE))
    house = load_rulebook(layer(tmp_path, "mine", "small")).house
    assert house is not None
    assert house.logo is not None
    assert house.logo.mark.source.name == str(small_folder / "rulebook.yaml")
    assert house.mark.source.name == house.logo.mark.source.name


@pytest.mark.usefixtures("small_folder")
def test_of_several_folders_the_last_that_has_one_counts(tmp_path: Path) -> None:
    """Whatever order they are named in; it needs no `was`, and two of them do not clash."""
    first = layer(tmp_path, "first", "small", "house: {name: First}\n")
    second = layer(tmp_path, "second", "small", "house: {name: Second}\n")
    plain = layer(tmp_path, "plain", "small")
    names = [
        load_rulebook(folders).house.name.de  # type: ignore[union-attr]
        for folders in ([first, second], [second, first], [first, plain], [plain, first])
    ]
    assert names == ["Second", "First", "First", "First"]


@pytest.mark.usefixtures("small_folder")
def test_a_mistake_stands_in_the_file_that_makes_it(tmp_path: Path) -> None:
    """Also when another overlay inherits it; one that has its own house style is not bothered."""
    below = layer(tmp_path, "below", "small", "house: {colours: {accent: red}}\n")
    with pytest.raises(InvalidInput) as caught:
        load_rulebook(layer(tmp_path, "above", "below"))
    assert [one.mark.source.name for one in caught.value.problems] == [str(below / "rulebook.yaml")]
    assert "    5 | house: {colours: {accent: red}}\n" in render_problems(caught.value.problems, Language.EN)
    assert load_rulebook(layer(tmp_path, "own", "below", "house: {name: Own}\n")).house is not None


@pytest.mark.usefixtures("small_folder")
def test_it_is_not_changed_under_changes(tmp_path: Path) -> None:
    """It has no target there."""
    folder = layer(tmp_path, "mine", "small", "changes:\n  - {house: {name: X}, disable: true, because: x}\n")
    with pytest.raises(InvalidInput) as caught:
        load_rulebook(folder)
    assert {one.id for one in caught.value.problems} == {"unknown-key", "one-target"}


@pytest.mark.usefixtures("small_folder")
def test_the_advice_is_the_same_with_it(run: Run, tmp_path: Path) -> None:
    """A plain run neither needs the logo nor looks at it."""
    plain = layer(tmp_path, "mine", "small")
    wish = ("advise", "--rules", plain, "--set", "market=b2b", "--set", "goals=image", "--format", "json")
    before = run(*wish)
    layer(tmp_path, "mine", "small", WHOLE)
    assert (before.code, run(*wish)) == (0, before)
