"""The cases that rules are judged by, as plain, frozen data: outcomes, judgements, and what a consultant names."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import TypeAlias

from channelfit.language import Text
from channelfit.profile import Profile
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.labels import Labels
from channelfit.rulebook.model import GOALS, MARKET, VERSION, Id
from channelfit.source.nodes import Node
from channelfit.source.problem import Mark
from channelfit.source.record import Choice, Key, Known, ListOf, MapOf, Part, Plain, SomeOf, Whole, record
from channelfit.typed import Annotated, NamedTuple

CHANNELS = SomeOf(Known("channel"), once=True)
# What work on a channel does not change, and so is no answer after it was chosen.
NOT_AFTER_CHOICE = (*Labels._fields, MARKET, GOALS)
CaseProfile = Annotated[
    Profile,
    Key(
        Part("profile"),
        "Die Antworten eines Unternehmens; die Pflichtfragen müssen dabei sein.",
        "The answers of a company; the required ones must be there.",
        required=True,
        default=Profile(answers={}),
    ),
]


class Kind(Enum):
    """What kind of cases a list holds; the value is its key."""

    OUTCOMES = "outcomes"
    COMPANIES = "companies"
    SITUATIONS = "situations"


class Evidence(Enum):
    """What an outcome is known by."""

    BUSINESS = "business"
    REACH = "reach"
    QUALITATIVE = "qualitative"
    NEGATIVE = "negative"


class Tier(Enum):
    """How firmly an outcome is told: with figures or first-hand, else, or as a failure."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    NEGATIVE = "negative"


class Paid(Enum):
    """Whether it was mostly paid advertising that worked."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


@record(
    "outcome_source",
    name=Text("die Quelle", "the source"),
    de="Woher ein Ergebnis bekannt ist.",
    en="What an outcome is known from.",
)
class OutcomeSource(NamedTuple):
    """Who says so, and where."""

    publisher: Annotated[str, Key(Plain.WORDS, "Wer das sagt.", "Who says so.")] = ""
    url: Annotated[str, Key(Plain.WORDS, "Die Adresse.", "The address.")] = ""


@record(
    "outcome",
    name=Text("ein Ergebnis", "an outcome"),
    de="Was bei einem Unternehmen gewirkt hat.",
    en="What worked at a company.",
)
class Outcome(NamedTuple):
    """What worked at a real company, and what it gave up; `after_choice` are answers that describe the work on the channel."""

    id: Id
    profile: CaseProfile
    after_choice: Annotated[
        Mapping[str, Answer],
        Key(
            Part("answers"),
            "Antworten, die die Arbeit auf dem Kanal beschreiben; Markt und Ziele gehören in `profile`.",
            "Answers that describe the work on the channel; market and goals belong in `profile`.",
            default={},
        ),
    ]
    worked: Annotated[tuple[str, ...], Key(CHANNELS, "Was gewirkt hat.", "What worked.")]
    dropped: Annotated[tuple[str, ...], Key(CHANNELS, "Was aufgegeben wurde.", "What was given up.")]
    year: Annotated[int | None, Key(Whole(1990, 2100), "Das Jahr.", "The year.")]
    tier: Annotated[Tier | None, Key(Choice(Tier), "Wie fest es erzählt wird.", "How firmly it is told.", default=None)]
    evidence: Annotated[Evidence | None, Key(Choice(Evidence), "Woran es zu erkennen ist.", "What it is known by.", default=None)]
    paid: Annotated[
        Paid | None, Key(Choice(Paid), "Ob es vor allem Anzeigen waren.", "Whether it was mostly paid advertising.", default=None)
    ]
    source: Annotated[
        OutcomeSource, Key(OutcomeSource, "Woher das bekannt ist.", "What it is known from.", default=OutcomeSource())
    ]
    says: Annotated[str, Key(Plain.WORDS, "Was erzählt wird.", "What is told.")]
    mark: Mark


@record("judgement", name=Text("ein Urteil", "a judgement"), de="Wie jemand Kanäle ordnet.", en="How a judge ranks channels.")
class Judgement(NamedTuple):
    """How one judge ranks channels for a company, best first; hours do not count, entries to keep in order do."""

    rank: Annotated[
        tuple[str, ...],
        Key(SomeOf(Known("channel"), 1, once=True), "Die Kanäle, der beste zuerst.", "The channels, best first.", required=True),
    ]
    good_for: Annotated[
        Mapping[str, tuple[str, ...]],
        Key(MapOf("goal", CHANNELS), "Je Ziel die besten Kanäle.", "The best channels for each goal."),
    ]
    never: Annotated[tuple[str, ...], Key(CHANNELS, "Was ein Fehler wäre.", "What would be a mistake.")]


@record(
    "judged_company",
    name=Text("ein Unternehmen", "a company"),
    de="Ein Unternehmen mit Urteilen.",
    en="A company with judgements.",
)
class JudgedCompany(NamedTuple):
    """A company that judges have ranked channels for."""

    id: Id
    profile: CaseProfile
    judgements: Annotated[tuple[Judgement, ...], Key(ListOf(Judgement), "Die Urteile.", "The judgements.", required=True)]
    mark: Mark


@record(
    "judged_situation",
    name=Text("eine Lage", "a situation"),
    de="Was ein Berater empfehlen würde.",
    en="What a consultant would recommend.",
)
class Situation(NamedTuple):
    """A company with the channels that a consultant would name, and those that must not be recommended."""

    id: Id
    profile: CaseProfile
    good: Annotated[tuple[str, ...], Key(CHANNELS, "Diese passen.", "These fit.")]
    bad: Annotated[tuple[str, ...], Key(CHANNELS, "Diese dürfen nicht empfohlen werden.", "These must not be recommended.")]
    little_known: Annotated[bool, Key(Plain.FLAG, "Dass wenig bekannt ist.", "That little is known.")]
    why: Annotated[str, Key(Plain.WORDS, "Warum.", "Why.")]
    mark: Mark


@record(
    "case_file",
    name=Text("eine Falldatei", "a case file"),
    de="Fälle, an denen Regeln gemessen werden.",
    en="Cases that rules are judged by.",
    also={"schema": VERSION},
)
class CaseFile(NamedTuple):
    """The cases of a file, of each kind, or a list to compare with; what is said about them is free."""

    outcomes: Annotated[tuple[Outcome, ...], Key(ListOf(Outcome, 1), "Was gewirkt hat.", "What worked.")]
    companies: Annotated[tuple[JudgedCompany, ...], Key(ListOf(JudgedCompany, 1), "Urteile.", "Judgements.")]
    situations: Annotated[tuple[Situation, ...], Key(ListOf(Situation, 1), "Was ein Berater nennt.", "What a consultant names.")]
    popular: Annotated[
        tuple[str, ...],
        Key(
            CHANNELS,
            "Beliebte Kanäle, der beliebteste zuerst; in `cases` die Liste, die neben jeder Kennzahl steht.",
            "Popular channels, the most popular first; below `cases` the list that stands beside every figure.",
        ),
    ]
    meta: Annotated[
        Mapping[str, Node], Key(MapOf(None, Part("anything")), "Was über die Fälle zu sagen ist.", "What there is to say.")
    ]
    mark: Mark


Case: TypeAlias = Outcome | JudgedCompany | Situation


class CaseSet(NamedTuple):
    """The cases of one kind in a file, by the name of the file; `skipped` are those that lack what only an overlay requires.

    `is_alone` unless the file has cases of other kinds too.
    """

    name: str
    kind: Kind
    cases: tuple[Case, ...]
    mark: Mark
    skipped: tuple[str, ...] = ()
    is_alone: bool = True
