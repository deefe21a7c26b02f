"""What a profile may say besides its answers: who the company is, in which language, and what an hour costs it."""

from __future__ import annotations

from channelfit.language import Language, Text, language_meant
from channelfit.rulebook.context import Context, read_scalar
from channelfit.rulebook.model import MOST_HOURLY_VALUE
from channelfit.source.nodes import Node
from channelfit.source.problem import problem
from channelfit.source.record import Key, Number, Part, record
from channelfit.source.values import UNKNOWN_LANGUAGE
from channelfit.typed import Annotated, NamedTuple

PROFILE = Text("das Profil", "the profile")


def read_company(context: Context, key: str, node: Node) -> str:
    """A name, whatever it is."""
    found = read_scalar(context, key, node)
    return found.text if found else ""


def read_language(context: Context, key: str, node: Node) -> Language | None:
    """The language that a value means, as options and variables say it too."""
    found = read_scalar(context, key, node)
    meant = language_meant(found.text) if found else None
    if found and meant is None:
        known = tuple(Language)
        context.problems.append(problem(UNKNOWN_LANGUAGE, found.mark, found=found.text, expected=known, nearest_to=found.text))
    return meant


@record("profile", name=PROFILE, de="Die Antworten eines Unternehmens.", en="The answers of a company.")
class Labels(NamedTuple):
    """What a profile may say besides; none of it changes the recommendation."""

    company: Annotated[
        str, Key(Part("company", read_company), "Der Name des Unternehmens.", "The name of the company.", nullable=True)
    ]
    language: Annotated[
        Language | None,
        Key(
            Part("profile_language", read_language),
            "Die Sprache der Empfehlung: de, en, oder wie es `--lang` versteht (DE, de_DE, deutsch).",
            "The language of the advice: de, en, or as `--lang` understands it (DE, de_DE, german).",
            nullable=True,
        ),
    ]
    hourly_value: Annotated[
        float | None,
        Key(
            Number(0, MOST_HOURLY_VALUE),
            "Was eine Arbeitsstunde im Unternehmen kostet, in Euro oder der Währung der `countries`.",
            "What an hour of work costs in the company, in EUR or the currency of its `countries`.",
            nullable=True,
        ),
    ]
