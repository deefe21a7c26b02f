"""The package as other programs use it: profiles from their own data, advice as data and as text."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress

from channelfit.advice import model
from channelfit.advice.advise import advise as work_out
from channelfit.language import Language, language_meant
from channelfit.profile import Profile, read_profile
from channelfit.render.phrases.places import argument_of
from channelfit.render.phrases.voice import Voice
from channelfit.rulebook.labels import PROFILE
from channelfit.rulebook.model import QuestionType, Rulebook
from channelfit.source.nodes import Document, ListNode, MapNode, Node, Scalar
from channelfit.source.problem import InvalidInput, Mark, Problem, Source
from channelfit.source.values import A_MAPPING, wrong_type

_MAPPING = Source("<mapping>")
_PLACE = Mark(_MAPPING, 0, 0)
# What a profile has in quotes or not, so that a number or yes and no may come as a text, as they do from tables.
_UNQUOTED = (QuestionType.NUMBER, QuestionType.YES_NO)


class Advice(model.Advice):
    """An advice that can be had as data and as text: in a language of its rulebook, else the profile's, else English.

    A language is written as behind `--lang` (de, DE, de_DE); another one, or one that the rulebook lacks, is a ValueError.
    """

    __slots__ = ()

    def to_dict(self, language: str | None = None) -> dict[str, object]:
        """What `channelfit advise --format json` prints: plain data by the schema `channelfit.advice/1`."""
        from channelfit.advice.certainty import certainty_of
        from channelfit.render.plain.advice import advice_as_plain

        return {**advice_as_plain(self, certainty_of(self), self._voice(language))}

    def to_text(self, language: str | None = None, *, width: int = 80, details: bool = False) -> str:
        """What `channelfit advise` prints, or with details all that `--details` prints, in lines of a width."""
        from channelfit.advice.certainty import certainty_of
        from channelfit.render.brief.first_screen import render_first_screen
        from channelfit.render.reports.advice import render_terminal

        certainty, voice = certainty_of(self), self._voice(language)
        if details:
            return render_terminal(self, certainty, voice, width=width, colour=False)
        return render_first_screen(self, certainty, voice, width=width, profile=argument_of(self.profile))

    def _voice(self, wish: str | None) -> Voice:
        has = self.rulebook.languages
        meant = None if wish is None else language_meant(str(wish))
        if wish is not None and meant not in has:
            raise ValueError(f"the rulebook has no language {wish!r}, only {', '.join(has)}")
        wishes = (meant, self.profile.language, Language.EN, has[0])
        return Voice(Language(next(one for one in wishes if one in has)), self.rulebook, self.profile)


def advise(rulebook: Rulebook, profile: Profile, *, max_channels: int | None = None) -> Advice:
    """The advice for a company: which channels, why, and what else. Raises ValueError if a required answer is missing."""
    return Advice(*work_out(rulebook, profile, max_channels=max_channels))


def profile_from(mapping: Mapping[str, object], rulebook: Rulebook) -> Profile:
    """The profile that a mapping of questions to answers is, with `company`, `language` and `hourly_value` besides.

    An answer is a text, a number, True or False, or a list of texts (a set where their order says nothing). None, an empty text
    and what stands for a gap in a table (NaN) leave a question open; an empty list means none of these. Raises InvalidInput with
    all problems.
    """
    if not callable(getattr(mapping, "items", None)):
        wrong: list[Problem] = []
        wrong_type(wrong, PROFILE, _node("", mapping, rulebook), A_MAPPING)
        raise InvalidInput(wrong)
    profile, problems = read_profile(Document(_MAPPING, MapNode(_entries(mapping, rulebook), _PLACE)), rulebook)
    if problems:
        raise InvalidInput(problems)
    return profile


def _entries(mapping: Mapping[str, object], rulebook: Rulebook) -> tuple[tuple[Scalar, Node], ...]:
    return tuple((Scalar(str(key), True, _PLACE), _node(str(key), value, rulebook)) for key, value in mapping.items())


def _node(key: str, value: object, rulebook: Rulebook) -> Node:
    """A value as it would stand in a profile."""
    value, question = _plain(value), rulebook.questions.get(key)
    if isinstance(value, (set, frozenset)) and question and question.type is QuestionType.MULTI:
        value = sorted(map(str, value))
    if isinstance(value, Mapping):
        return MapNode(
            tuple((Scalar(str(name), True, _PLACE), _node("", part, rulebook)) for name, part in value.items()), _PLACE
        )
    if isinstance(value, Sequence) and not isinstance(value, (str, bytes)):
        return ListNode(tuple(_node(key, part, rulebook) for part in _without_gaps(value)), _PLACE)
    if value is None or (isinstance(value, str) and not value.strip()):
        return Scalar("", True, _PLACE)
    if isinstance(value, bool):
        return Scalar("true" if value else "false", True, _PLACE)
    is_unquoted = question.type in _UNQUOTED if question else key == "hourly_value"
    return Scalar(str(value).strip(), is_unquoted or isinstance(value, (int, float)), _PLACE)


def _without_gaps(values: Iterable[object]) -> list[object]:
    return [value for value in map(_plain, values) if value is not None]


def _plain(value: object) -> object:
    """A value of Python for one of numpy or pandas, known by what it can do; nothing for a gap."""
    for name in ("tolist", "item"):
        if hasattr(value, name):
            value = getattr(value, name)()
    # NaN and NaT are not equal to themselves, and of pandas' NA nobody can say so.
    with suppress(TypeError, ValueError):
        return None if value != value else value
    return None if type(value).__name__ == "NAType" else value
