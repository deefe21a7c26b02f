"""How lists stand on a screen of any size: nothing cut, what is beyond the edge announced, what stands apart in sight."""

import io
import itertools

import pytest

from channelfit.cli.ask.asked import NOBODY_KNOWS, NONE_OF_THEM, Entry, Key, Kind, Listing, Marks, listing_of, marks_of
from channelfit.cli.ask.frame import found_by, frame
from channelfit.cli.ask.lines import Lines
from channelfit.files import load_rulebook
from channelfit.language import Language
from channelfit.render.phrases.voice import Voice
from channelfit.rulebook.model import QuestionType

FULL = load_rulebook()
LISTED = [question for question in FULL.questions.values() if question.type is not QuestionType.NUMBER]


def texts_of(listing: Listing, marks: Marks, voice: Voice, size: tuple[int, int], note: str = "") -> list[str]:
    """The lines of a list, without the empty one that may stand above it."""
    lines = [line.text for line in frame(listing, marks, voice, size, note)]
    return lines[1:] if not lines[0] else lines


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(("width", "height"), [(119, 40), (79, 24), (59, 20), (39, 24)])
def test_every_question_fits_every_screen(language: Language, width: int, height: int) -> None:
    """Wherever somebody is in it, that entry and those that stand apart are there in whole words, and the rest is counted."""
    voice = Voice(language, FULL)
    for question in LISTED:
        listing = listing_of(question, tuple(question.options), voice)
        for at in range(len(listing.entries)):
            lines = texts_of(listing, Marks(at=at), voice, (width, height))
            assert len(lines) < height, (question.id, at)
            assert max(map(len, lines)) <= width
            said = " ".join(" ".join(lines).split())
            shown = [entry for entry in listing.entries if entry.text in said]
            assert listing.entries[at] in shown
            assert all(entry in shown for entry in listing.entries if entry.apart)
            hidden = len(listing.entries) - len(shown)
            edges = [line for line in lines if line.strip()[0] in "↑↓"]
            assert bool(edges) == bool(hidden) or any(one.text in other.text for one, other in itertools.permutations(shown, 2))


def test_a_long_list_in_full() -> None:
    """The industry at 80 columns and 12 rows, somewhere in the middle."""
    voice = Voice(Language.EN, FULL)
    listing = listing_of(FULL.questions["industry"], tuple(FULL.questions["industry"].options), voice)
    assert texts_of(listing, Marks(("trades",), 6), voice, (79, 12)) == [
        "What is your industry?",
        "(space chooses, Enter confirms · at most 3 · ← back · ? why · letters jump)",
        "   ↑ 3 more above",
        "   [ ] automotive industry and suppliers",
        "   [ ] construction",
        "   [x] skilled trades",
        " » [ ] energy and utilities",
        "   [ ] logistics and transport",
        "   [ ] IT and software",
        "   ↓ 26 more below",
        "   [ ] I don't know",
    ]


def test_a_list_with_ranks_and_two_columns() -> None:
    """Ranks in the order of choosing; a review with nothing cut."""
    voice = Voice(Language.DE, FULL)
    ranked = Listing("Ziele?", Kind.RANKED, (Entry("a", "Anfragen"), Entry("b", "Bekanntheit"), Entry("c", "Verkauf")), 2)
    assert texts_of(ranked, Marks(("c", "a"), 1), voice, (79, 24))[-3:] == [
        "   [2] Anfragen",
        " » [ ] Bekanntheit",
        "   [1] Verkauf",
    ]
    answer = "Gesundheit und Pflege, Beratung und Ingenieurbüro, andere Dienstleistung"
    review = Listing("Alles?", Kind.ONE, (Entry("", "Ja", apart=True), Entry("i", "Branche", answer)), 1, has_usual=True)
    assert texts_of(review, Marks(), voice, (79, 24)) == [
        "Alles?",
        "(↑ ↓ und Eingabe · ← zurück · ? warum)",
        " » Ja",
        "   Branche                             Gesundheit und Pflege, Beratung und",
        "                                       Ingenieurbüro, andere Dienstleistung",
    ]
    assert texts_of(review, Marks(), voice, (39, 24))[2:] == [
        " » Ja",
        "   Branche:",
        "     Gesundheit und Pflege, Beratung",
        "     und Ingenieurbüro, andere",
        "     Dienstleistung",
    ]


def test_what_makes_no_sense_is_not_offered() -> None:
    """Nobody has customers of no age, in no country, or no industry; whoever must answer cannot say that nobody knows."""
    voice = Voice(Language.EN, FULL)
    offered = {
        question.id: {entry.value for entry in listing_of(question, tuple(question.options), voice).entries if entry.apart}
        for question in LISTED
    }
    assert {id for id, apart in offered.items() if NOBODY_KNOWS not in apart} == {"market", "goals"}
    several = {question.id for question in LISTED if question.type is QuestionType.MULTI}
    assert {id for id in several if NONE_OF_THEM not in offered[id]} == {"industry", "audience_age", "countries"}


def test_choosing() -> None:
    """What stands apart is alone; more than may be are not taken; an answer given before is marked."""
    entries = (Entry("a", "A"), Entry("b", "B"), Entry("c", "C"), Entry(NONE_OF_THEM, "none", apart=True))
    listing = Listing("?", Kind.SEVERAL, entries, 2)
    assert listing.toggled((), "b") == ("b",)
    assert listing.toggled(("b",), "a") == ("b", "a")
    assert listing.toggled(("b", "a"), "c") == ("b", "a")
    assert listing.toggled(("b", "a"), "b") == ("a",)
    assert listing.toggled(("b", "a"), NONE_OF_THEM) == (NONE_OF_THEM,)
    assert listing.toggled((NONE_OF_THEM,), "c") == ("c",)
    assert marks_of(listing, ("b", "gone")) == Marks(("b",), 1)
    assert marks_of(listing, ()) == Marks((NONE_OF_THEM,), 3)
    assert marks_of(listing, None) == Marks()


def test_letters_jump() -> None:
    """To what begins with them, else to a word that does."""
    voice = Voice(Language.DE, FULL)
    listing = listing_of(FULL.questions["industry"], tuple(FULL.questions["industry"].options), voice)
    found = {typed: found_by(listing, typed) for typed in ("h", "pflege", "IT", "qq")}
    texts = {typed: None if place is None else listing.entries[place].text for typed, place in found.items()}
    assert texts == {"h": "Handwerk", "pflege": "Gesundheit und Pflege", "IT": "IT und Software", "qq": None}


@pytest.mark.parametrize("language", list(Language))
def test_line_by_line_says_the_same_words(
    language: Language, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The question, every option, and what stands apart; `?` and `<` are keys there too."""
    voice = Voice(language, FULL)
    for question in LISTED:
        listing = listing_of(question, tuple(question.options), voice)
        monkeypatch.setattr("sys.stdin", io.StringIO("999\n<\n?\n"))
        lines = Lines(voice)
        picked = lines.pick(listing, Marks()), lines.pick(listing, Marks())
        assert [key for key, _ in picked] == [Key.BACK, Key.HELP]
        said = " ".join(capsys.readouterr().err.split())
        on_screen = " ".join(" ".join(texts_of(listing, Marks(), voice, (79, 200))).split())
        words = [listing.text, *(entry.text for entry in listing.entries)]
        assert [word for word in words if word not in said or word not in on_screen] == []
