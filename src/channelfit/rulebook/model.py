"""The rulebook as plain, frozen data; what stands in rule files says its keys here.

Named tuples and not dataclasses: every run of the program pays for defining them, and they cost a fifth.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from functools import cache

from channelfit.language import Language, Text, both
from channelfit.rulebook.condition import Condition
from channelfit.rulebook.condition import QuestionType as QuestionType
from channelfit.rulebook.context import read_replacements, read_words
from channelfit.source.nodes import Scalar
from channelfit.source.problem import Called, Mark
from channelfit.source.record import (
    Choice,
    Key,
    Known,
    ListOf,
    MapOf,
    Number,
    OneOf,
    Part,
    Plain,
    Record,
    SomeOf,
    Whole,
    record,
    variant,
)
from channelfit.typed import Annotated, NamedTuple

# The questions that the formulas of the advice read themselves; everything else is read by rules only.
MARKET = "market"
GOALS = "goals"
HOURS = "hours_per_week"
BUDGET = "budget_per_month"
COUNTRIES = "countries"
# EUR that an hour of work can cost at most.
MOST_HOURLY_VALUE = 1000
ACTIVE = "active_channels"
WORKING = "working_channels"
CONTACTS = "contacts"


class Criterion(Enum):
    """What a rule looks at; the points of one criterion are cut before they are added up."""

    MARKET = "market"
    AUDIENCE = "audience"
    OFFER = "offer"
    MEANS = "means"
    EXPERIENCE = "experience"


class ChannelKind(Enum):
    """What sort of channel it is."""

    SOCIAL_NETWORK = "social_network"
    VIDEO = "video"
    MESSENGER = "messenger"
    EMPLOYER_REVIEWS = "employer_reviews"
    OWNED = "owned"
    COMMUNITY = "community"
    AUDIO = "audio"
    LOCAL = "local"
    JOB_MARKET = "job_market"


class Importance(Enum):
    """How much a note matters."""

    INFO = "info"
    WARNING = "warning"
    SERIOUS = "serious"


class NotePlace(Enum):
    """Where a note belongs: before any channel, beside all of them, to what is left of hours or money, to know, to law."""

    FIRST = "first"
    BESIDE = "beside"
    REST = "rest"
    KNOW = "know"
    LAW = "law"


class Spare(Enum):
    """What may be left once the channels have theirs."""

    HOURS = "hours"
    MONEY = "money"


class Addressee(Enum):
    """Who is to read a note or to do a to-do."""

    MANAGEMENT = "management"
    TEAM = "team"


class Quality(Enum):
    """How close a piece of evidence is to its origin."""

    PRIMARY = "primary"
    PRESS = "press"
    SECONDARY = "secondary"


class EvidenceKind(Enum):
    """What a piece of evidence is."""

    STUDY = "study"
    GUIDE = "guide"
    LAW = "law"


MAX_POINTS = 10
# The questions that have options.
_WITH_OPTIONS = ("choice", "multi", "ranking")

VERSION = Key(Plain.VERSION, "Die Fassung des Dateiformats: 1.", "The version of the file format: 1.", fixed=True)
ID = Key(
    Plain.IDENTIFIER,
    "Die Kennung: Kleinbuchstaben, Ziffern, `-`, `_` und `+`.",
    "The id: lower-case letters, digits, `-`, `_` and `+`.",
    required=True,
    fixed=True,
)
Id = Annotated[str, ID]
When = Annotated[Condition, Key(Plain.CONDITION, "Die Bedingung.", "The condition.", required=True)]
Why = Annotated[
    Text,
    Key(
        Plain.WHY,
        "Der Grund, wie ihn der Leser sieht. `{frage}` setzt die Antwort auf diese Frage ein.",
        "The reason as the reader sees it. `{question}` puts in the answer to that question.",
        required=True,
    ),
]
Also = Annotated[
    tuple[str, ...],
    Key(
        SomeOf(Plain.WORDS),
        "Andere Namen, in jeder Sprache: Wer einen davon schreibt, dem wird die Kennung vorgeschlagen.",
        "Other names, in any language: whoever writes one of them is told the id.",
    ),
]
# Evidence ids; empty means judgement.
Basis = Annotated[
    tuple[str, ...],
    Key(
        Plain.BASIS,
        "Die Kennungen der Belege, oder `judgement` für eine fachliche Einschätzung.",
        "The ids of the evidence, or `judgement` for a professional judgement.",
        required=True,
    ),
]


@record(
    "section",
    name=Text("ein Abschnitt", "a section"),
    de="Fragen, die zusammen gestellt werden.",
    en="Questions that are asked together.",
)
class Section(NamedTuple):
    """A group of questions that are asked together."""

    id: Id
    title: Annotated[Text, Key(Plain.TEXT, "Die Überschrift.", "The heading.", required=True)]


@record("question", name=Text("eine Frage", "a question"), de="Eine Frage an das Unternehmen.", en="A question to the company.")
class Question(NamedTuple):
    """Something to ask a company. A number has bounds; a choice has options; `least` and `most` bound how many."""

    id: Id
    section: Annotated[str, Key(Known("section"), "Der Abschnitt, in dem sie steht.", "The section it stands in.", required=True)]
    type: Annotated[
        QuestionType,
        Key(
            Choice(QuestionType),
            "choice: eine Antwort; multi: mehrere; ranking: mehrere, Wichtigstes zuerst; number: Zahl; yes_no: ja oder nein.",
            "choice: one answer; multi: several; ranking: several, most important first; number; yes_no: yes or no.",
            required=True,
        ),
    ]
    text: Annotated[
        Text,
        Key(
            Plain.TEXT,
            "Die Frage, in zehn Sekunden zu beantworten.",
            "The question, to be answered within ten seconds.",
            required=True,
        ),
    ]
    # For sentences and tables; its text if none is given.
    label: Annotated[Text, Key(Plain.TEXT, "Worum es geht, in ein, zwei Wörtern.", "What it is about, in a word or two.")]
    help: Annotated[Text, Key(Plain.TEXT, "Wie die Frage gemeint ist.", "How the question is meant.")]
    options: Annotated[
        Mapping[str, Text],
        Key(
            MapOf(None, Plain.NAME),
            "Die Antworten mit ihren Texten.",
            "The options with their texts.",
            only_if=("type", _WITH_OPTIONS),
            levels=1,
        ),
    ]
    options_from: Annotated[
        str,
        Key(
            OneOf(("goals", "channels")),
            "Alle Ziele oder alle Kanäle als Antworten.",
            "All goals or all channels as options.",
            default="",
        ),
    ]
    required: Annotated[bool, Key(Plain.FLAG, "Ohne Antwort gibt es keine Empfehlung.", "There is no advice without an answer.")]
    changeable: Annotated[
        bool,
        Key(
            Plain.FLAG,
            "Kann das Unternehmen daran etwas ändern? Sonst wird es nie vorgeschlagen.",
            "Can the company change this? Otherwise it is never suggested.",
        ),
    ]
    ask_when: Annotated[
        Condition,
        Key(Plain.CONDITION, "Wann die Frage gestellt wird; sonst immer.", "When the question is asked; always, if left out."),
    ]
    least: Annotated[
        float,
        Key(
            Number(),
            "Die kleinste Zahl, oder wie viele Antworten mindestens.",
            "The least number, or how many options at least.",
            default=float("-inf"),
            name="min",
        ),
    ]
    most: Annotated[
        float,
        Key(
            Number(),
            "Die größte Zahl, oder wie viele Antworten höchstens.",
            "The greatest number, or how many options at most.",
            default=float("inf"),
            name="max",
        ),
    ]
    unit: Annotated[Text, Key(Plain.TEXT, "Die Einheit der Zahl.", "The unit of the number.")]
    unit_of_one: Annotated[
        Text,
        Key(
            Plain.TEXT,
            "Die Einheit bei der Zahl 1, wenn sie dort anders heißt.",
            "The unit of the number 1, where it is another word.",
        ),
    ]
    assume: Annotated[
        float | None,
        Key(
            Number(),
            "Die Zahl, die ohne Antwort angenommen und als Annahme gezeigt wird.",
            "The number that is assumed without an answer, and shown as an assumption.",
            only_if=("type", ("number",)),
        ),
    ]
    shares: Annotated[
        Mapping[str, float],
        Key(
            MapOf(None, Number(0, 1)),
            "Wie oft jede Antwort unter Unternehmen vorkommt, von 0 bis 1.",
            "How often each answer occurs among companies, from 0 to 1.",
            levels=1,
        ),
    ]
    subset_of: Annotated[
        str,
        Key(
            Known("question"), "Nur was dort gewählt wurde, kommt hier in Frage.", "Only what was chosen there makes sense here."
        ),
    ]
    mark: Mark
    early: Annotated[
        bool,
        Key(
            Plain.FLAG,
            "Im Gespräch gleich nach dem Nötigen fragen, weil jeder das erwartet.",
            "To be asked at the beginning of the interview, because everybody expects that.",
        ),
    ] = False
    never_none: Annotated[
        bool,
        Key(
            Plain.FLAG,
            "Im Gespräch kein „nichts davon“ anbieten: Das gibt es hier nicht.",
            'Not to offer "none of these" in the interview: there is no such company.',
        ),
    ] = False
    also: Annotated[
        Mapping[str, tuple[str, ...]],
        Key(
            MapOf(None, SomeOf(Plain.WORDS)),
            "Andere Namen der Antworten, in jeder Sprache: Wer einen davon schreibt, dem wird die Kennung vorgeschlagen.",
            "Other names of the options, in any language: whoever writes one of them is told the id.",
            only_if=("type", _WITH_OPTIONS),
            levels=1,
            default={},
        ),
    ] = {}


@record(
    "limit",
    name=Text("eine Grenze", "a limit"),
    de="Der Anteil eines Ziels, den Kanäle in einer Lage höchstens schaffen.",
    en="The share of a goal that channels can cover at best in a situation.",
)
class Limit(NamedTuple):
    """The share of a goal that channels can cover at best, in a situation."""

    when: When
    at_most: Annotated[float, Key(Number(0, 1), "Der Anteil von 0 bis 1.", "The share from 0 to 1.", required=True)]
    why: Why
    basis: Basis
    mark: Mark


@record("consequence", de="Was es für ein Ziel heißt, nichts zu tun.", en="What doing nothing means for a goal.")
class Consequence(NamedTuple):
    """What it means for a goal if nothing is done."""

    says: Annotated[Text, Key(Plain.TEXT, "Was es heißt.", "What it means.", required=True)]
    basis: Basis
    mark: Mark


@record("goal", name=Text("ein Ziel", "a goal"), de="Ein Ziel.", en="A goal.")
class Goal(NamedTuple):
    """Something that a company may want from communication."""

    id: Id
    name: Annotated[Text, Key(Plain.NAME, "Der Name.", "The name.", required=True)]
    label: Annotated[Text, Key(Plain.NAME, "Der Name in einem Wort, über Spalten.", "The name in a word, above columns.")]
    about: Annotated[Text, Key(Plain.TEXT, "Was man darüber wissen sollte.", "What one should know about it.")]
    kpis: Annotated[tuple[Text, ...], Key(ListOf(Plain.TEXT), "Woran man den Erfolg misst.", "What success is measured by.")]
    limits: Annotated[
        tuple[Limit, ...],
        Key(
            ListOf(Limit),
            "Was Kanäle davon höchstens schaffen; das Niedrigste gilt.",
            "What channels can cover of it at best; the lowest applies.",
        ),
    ]
    split_by: Annotated[
        str,
        Key(
            Known("question"),
            "Die Mehrfachauswahl, deren Antworten das Ziel in Gruppen teilen: Jede wird für sich gerechnet.",
            "The multiple choice whose answers split the goal into groups: each is worked out by itself.",
        ),
    ]
    if_nothing: Annotated[
        Consequence | None,
        Key(
            Consequence, "Was es für dieses Ziel heißt, wenn nichts geschieht.", "What it means for this goal if nothing is done."
        ),
    ]
    mark: Mark
    also: Also = ()


@record("effort", de="Was ein Kanal kostet, der seinen Namen verdient.", en="What a channel takes to deserve the name.")
class Effort(NamedTuple):
    """What a presence that deserves the name takes: hours a week, hours up to which more make it better (0: none), hours to
    start, EUR a month, weeks to first results."""

    hours_per_week: Annotated[
        float, Key(Number(0, 100, step=0.25), "Stunden pro Woche, in Vierteln.", "Hours a week, in quarters.", required=True)
    ]
    full_hours: Annotated[
        float,
        Key(
            Number(0, 100, step=0.25),
            "Bis zu so vielen Stunden wird der Kanal mit mehr Zeit besser, in Vierteln.",
            "Up to so many hours more time makes the channel better, in quarters.",
            default=0.0,
        ),
    ]
    startup_hours: Annotated[float, Key(Number(0), "Stunden für den Anfang.", "Hours to start with.", default=0.0)]
    money_per_month: Annotated[float, Key(Number(0), "Euro im Monat.", "Euros a month.", default=0.0)]
    first_results_weeks: Annotated[
        float, Key(Number(0), "Wochen bis zu den ersten Ergebnissen.", "Weeks to the first results.", required=True)
    ]


@record("plan", de="Wie man den Kanal angeht.", en="How to go about the channel.")
class Plan(NamedTuple):
    """How to go about a channel."""

    formats: Annotated[tuple[Text, ...], Key(ListOf(Plain.TEXT), "Was man dort macht.", "What to do there.")]
    cadence: Annotated[Text, Key(Plain.TEXT, "Wie oft.", "How often.", required=True)]
    first_steps: Annotated[tuple[Text, ...], Key(ListOf(Plain.TEXT), "Die ersten Schritte.", "The first steps.")]
    kpis: Annotated[
        Mapping[str, tuple[Text, ...]],
        Key(MapOf("goal", ListOf(Plain.TEXT)), "Woran man den Erfolg misst, je Ziel.", "What success is measured by, per goal."),
    ]
    stop_rule: Annotated[Text, Key(Plain.TEXT, "Wann man aufhört.", "When to stop.", required=True)]
    if_parked: Annotated[
        Text,
        Key(Plain.TEXT, "Was bleibt, wenn der Kanal ruht.", "What remains to be done while the channel rests.", required=True),
    ]


class Effect(NamedTuple):
    """What a rule does to one channel: points per goal, or exclusion."""

    points: Mapping[str, float]
    excludes: bool


@record("excluding", de="Schließt diesen Kanal aus.", en="Rules this channel out.")
class Excluding(NamedTuple):
    """What a rule of a situation may say of one of several channels."""

    exclude: Annotated[bool, Key(Plain.FLAG, "Schließt den Kanal aus.", "Rules the channel out.", required=True)]


@record(
    "rule",
    name=Text("eine Regel", "a rule"),
    de="Punkte für einen Kanal in einer Lage, mit Grund.",
    en="Points for a channel in a situation, and why.",
    also={
        "points": Key(
            Part("points"),
            "Eine Zahl für jedes Ziel des Kanals, oder Punkte je Ziel.",
            "One number for every goal of the channel, or points per goal.",
            levels=1,
        ),
        "exclude": Key(
            Plain.FLAG, "Schließt den Kanal aus, statt Punkte zu geben.", "Rules the channel out instead of giving points."
        ),
    },
)
class Rule(NamedTuple):
    """Points for channels in a situation. `id` is its address (`linkedin/specialist-buyers`), `origin` says where it stands."""

    id: Id
    criterion: Annotated[
        Criterion,
        Key(
            Choice(Criterion),
            "Worauf die Regel schaut. Die Punkte eines Kriteriums werden begrenzt, bevor sie zusammenkommen.",
            "What the rule looks at. The points of one criterion are cut before they are added up.",
            required=True,
        ),
    ]
    when: When
    # These are filled in when it is known which channels the rule is of: what it does, where it stands, the questions it reads.
    effects: Mapping[str, Effect]
    why: Why
    basis: Basis
    origin: str
    reads: frozenset[str]
    mark: Mark


RULES = Key(ListOf(Rule), "Die Regeln.", "The rules.", fixed=True)


@cache
def situation_rule() -> Record:
    """A rule of a situation, which says of which channels it is."""
    return variant(
        Rule,
        "situation_rule",
        de="Punkte für mehrere Kanäle in einer Lage, mit Grund.",
        en="Points for several channels in a situation, and why.",
        also={
            "channels": Key(
                Part("effects"),
                "Je Kanal eine Zahl oder Punkte je Ziel; mit `exclude: true` eine Liste von Kanälen.",
                "For each channel a number or points per goal; with `exclude: true` a list of channels.",
                required=True,
                levels=2,
            ),
            "exclude": Key(
                Plain.FLAG, "Schließt die Kanäle aus, statt Punkte zu geben.", "Rules the channels out instead of giving points."
            ),
        },
    )


@record(
    "article",
    de="Der Artikel eines Namens, je Sprache; ohne einen steht der Name allein.",
    en="The article of a name, by language; without one the name stands alone.",
)
class Article(NamedTuple):
    """The article of a name, by language; German ones as in the nominative."""

    de: Annotated[
        str, Key(OneOf(("der", "die", "das")), "Auf Deutsch, im Nominativ.", "In German, in the nominative.", default="")
    ]
    en: Annotated[str, Key(OneOf(("a", "an", "the")), "Auf Englisch.", "In English.", default="")]

    def of(self, language: Language) -> str:
        """The one of a language."""
        return self.de if language == Language.DE else self.en


NO_ARTICLE = Article("", "")


@record(
    "channel",
    name=Text("eine Kanaldatei", "a channel file"),
    de="Ein Kanal: Aufwand, Ziele, Regeln und Plan. Die Datei heißt wie der Kanal.",
    en="One channel: effort, goals, rules and plan. The file is named after the channel.",
    also={"schema": VERSION, "rules": RULES},
)
class Channel(NamedTuple):
    """A channel: `serves` has the points per goal before any rule; an unlisted goal cannot be served."""

    id: Annotated[
        str,
        Key(
            Plain.IDENTIFIER,
            "Die Kennung, gleich dem Namen der Datei.",
            "The id, the same as the file name.",
            required=True,
            fixed=True,
            name="channel",
        ),
    ]
    name: Annotated[
        Text,
        Key(
            Plain.NAME,
            "Der Name, einer für alle Sprachen oder einer je Sprache.",
            "The name, one for all languages or one for each.",
            required=True,
        ),
    ]
    plural: Annotated[
        tuple[Language, ...],
        Key(
            SomeOf(Choice(Language)),
            "Die Sprachen, in denen der Name eine Mehrzahl ist: Jobportale fallen weg.",
            "The languages in which the name is a plural: job portals come in.",
        ),
    ]
    article: Annotated[
        Article,
        Key(
            Article,
            "Der Artikel, mit dem der Name im Satz steht.",
            "The article that the name has in a sentence.",
            default=NO_ARTICLE,
        ),
    ]
    kind: Annotated[
        ChannelKind, Key(Choice(ChannelKind), "Was für ein Kanal es ist.", "What sort of channel it is.", required=True)
    ]
    about: Annotated[
        Text, Key(Plain.TEXT, "Was der Kanal ist und wen er erreicht.", "What the channel is and whom it reaches.", required=True)
    ]
    effort: Annotated[Effort, Key(Effort, "Der Aufwand.", "The effort.", required=True, levels=1, default=Effort(0, 0, 0, 0, 0))]
    upkeep: Annotated[
        bool,
        Key(
            Plain.FLAG,
            "Ein Eintrag, der in Ordnung zu halten ist, keine Bühne, die bespielt wird.",
            "An entry to keep in order, not a stage to play.",
        ),
    ]
    reaches: Annotated[
        str,
        Key(
            Part("reaches", read_words),
            "Die Gruppe: Weitere Kanäle derselben Gruppe treffen fast dieselben Menschen und zählen halb.",
            "The group: further channels of the same group meet much the same people and count half.",
        ),
    ]
    serves: Annotated[
        Mapping[str, float],
        Key(
            MapOf("goal", Number(-MAX_POINTS, MAX_POINTS)),
            "Die Punkte je Ziel vor allen Regeln, als fehle alles Nötige. Was hier fehlt, kann der Kanal nicht bedienen.",
            "The points per goal before any rule, as if all it needs were missing. It cannot serve a goal that is not listed.",
            required=True,
            levels=1,
        ),
    ]
    shares_work_with: Annotated[
        Mapping[str, float],
        Key(
            MapOf("channel", Number(0, 1)),
            "Je Partner der Teil der Stunden, der wegfällt, wenn auch dieser Kanal gewählt ist.",
            "For each partner the share of the hours that falls away if that channel is chosen too.",
            levels=1,
        ),
    ]
    keeps_contacts: Annotated[
        str,
        Key(
            Plain.WORDS,
            "Die Antwort auf `contacts`, von der dieser Kanal lebt; wo sie gegeben ist, ruht er nie ganz.",
            "The option of `contacts` that this channel lives on; where it is answered, it is never paused.",
        ),
    ]
    plan: Annotated[Plan, Key(Plan, "Der Plan.", "The plan.", required=True, levels=1)]
    mark: Mark
    also: Also = ()


@record(
    "note",
    name=Text("ein Hinweis", "a note"),
    de="Was ein Unternehmen in einer Lage wissen sollte.",
    en="What a company in a situation should know.",
)
class Note(NamedTuple):
    """Something that a company in a situation should know, whatever the channels."""

    id: Id
    when: When
    channels: Annotated[
        tuple[str, ...],
        Key(
            SomeOf(Known("channel"), 1, once=True),
            "Nur wo einer dieser Kanäle empfohlen wird oder in Gebrauch ist; sonst überall.",
            "Only where one of these channels is advised or in use; everywhere, if left out.",
        ),
    ]
    severity: Annotated[Importance, Key(Choice(Importance), "Wie wichtig er ist.", "How much it matters.", required=True)]
    addressee: Annotated[
        Addressee, Key(Choice(Addressee), "Wer ihn lesen soll.", "Who is to read it.", required=True, name="for")
    ]
    place: Annotated[
        NotePlace,
        Key(
            Choice(NotePlace),
            "first: vor jedem Kanal zu tun; beside: was neben allen Kanälen wirkt; rest: wofür übrige Stunden oder Geld am "
            "besten sind; know: gut zu wissen; law: eine Rechtsfrage.",
            "first: to do before any channel; beside: what works beside all channels; rest: what spare hours or money are best "
            "spent on; know: good to know; law: a point of law.",
            default=NotePlace.KNOW,
        ),
    ]
    label: Annotated[
        Text,
        Key(
            Plain.TEXT,
            "Worum es geht, in ein paar Wörtern für eine Aufzählung; nur bei `place: beside` und `rest`.",
            "What it is about, in a few words for a list; with `place: beside` and `rest` only.",
            only_if=("place", ("beside", "rest")),
        ),
    ]
    spends: Annotated[
        Spare | None,
        Key(
            Choice(Spare),
            "Was davon übrig sein muss, damit der Hinweis gilt: hours oder money; ohne Angabe eines von beiden. Was nicht "
            "beantwortet ist, gilt als übrig. Bei `place: beside`: Dorthin kann fließen, was übrig ist. Nur bei diesen beiden.",
            "Which of the two must be left for the note to hold: hours or money; either, if left out. What is not answered "
            "counts as left. With `place: beside`: what is left may go there. With these two only.",
            only_if=("place", ("beside", "rest")),
            default=None,
        ),
    ]
    says: Annotated[
        Text,
        Key(
            Plain.WHY,
            "Der Hinweis. `{frage}` setzt die Antwort auf diese Frage ein.",
            "The note. `{question}` puts in the answer to that question.",
            required=True,
        ),
    ]
    todo: Annotated[
        Text,
        Key(
            Plain.TEXT,
            "Was vor jedem Kanal da sein soll, in ein, zwei Wörtern; nur bei `place: first`.",
            "What is to be there before any channel, in a word or two; with `place: first` only.",
            only_if=("place", ("first",)),
        ),
    ]
    step: Annotated[
        Text,
        Key(
            Plain.TEXT,
            "Was dafür zu tun ist, in ein paar Wörtern; ohne Angabe steht dort `todo`. Nur bei `place: first`.",
            "What is to be done for it, in a few words; `todo` stands there, if left out. With `place: first` only.",
            only_if=("place", ("first",)),
        ),
    ]
    basis: Basis
    mark: Mark

    @property
    def is_law(self) -> bool:
        """Whether it is about a point of law."""
        return self.place is NotePlace.LAW


@record(
    "essential",
    name=Text("ein Grundsatz", "an essential"),
    de="Was alle wissen sollten, die entscheiden.",
    en="What everyone who decides should know.",
)
class Essential(NamedTuple):
    """Something that everyone who decides should know first, whatever the situation."""

    id: Id
    says: Annotated[Text, Key(Plain.TEXT, "Der Grundsatz.", "The essential.", required=True)]
    basis: Basis
    mark: Mark


@record(
    "check",
    name=Text("eine Voraussetzung", "a readiness check"),
    de="Eine Voraussetzung im Haus.",
    en="A part of the groundwork in the company.",
)
class Check(NamedTuple):
    """A part of the groundwork without which no channel works."""

    id: Id
    applies_when: Annotated[
        Condition, Key(Plain.CONDITION, "Für wen sie gilt; sonst für alle.", "Whom it applies to; everybody, if left out.")
    ]
    met_when: Annotated[Condition, Key(Plain.CONDITION, "Wann sie erfüllt ist.", "When it is met.", required=True)]
    partly_when: Annotated[
        Condition | None, Key(Plain.CONDITION, "Wann sie teilweise erfüllt ist.", "When it is partly met.", default=None)
    ]
    blocking: Annotated[
        bool,
        Key(
            Plain.FLAG,
            "Solange sie fehlt, wird nur der kleinste Anfang empfohlen.",
            "While it is missing, only the smallest start is advised.",
        ),
    ]
    owner: Annotated[Addressee, Key(Choice(Addressee), "Wer dafür sorgen muss.", "Who has to see to it.", required=True)]
    text: Annotated[Text, Key(Plain.TEXT, "Was da sein muss.", "What must be there.", required=True)]
    todo: Annotated[Text, Key(Plain.TEXT, "Was zu tun ist, wenn es fehlt.", "What to do if it is not.", required=True)]
    basis: Basis
    mark: Mark


@record(
    "hours_rule",
    name=Text("eine Regel für Stunden", "a rule on hours"),
    de="Wie viele der genannten Stunden glaubhaft sind: `at_most` oder `times`.",
    en="How many of the stated hours can be believed: `at_most` or `times`.",
)
class HoursRule(NamedTuple):
    """How many of the stated hours can be believed: at most so many, or so many times as much."""

    when: When
    at_most: Annotated[float | None, Key(Number(0), "So viele Stunden höchstens.", "So many hours at most.")]
    times: Annotated[
        float | None, Key(Number(0, 1), "Dieser Anteil der Stunden, von 0 bis 1.", "This share of the hours, from 0 to 1.")
    ]
    why: Why
    basis: Basis
    mark: Mark


@record(
    "word_choice",
    name=Text("eine Wortwahl", "a choice of words"),
    de="Andere Wörter für manche Unternehmen: in allen Texten der Regeln, außer in Belegen.",
    en="Other words for some companies: in all texts of the rules, except in evidence.",
)
class Words(NamedTuple):
    """Other words for some companies, by language: what stands in the texts, and what is said instead."""

    when: When
    de: Annotated[
        Mapping[str, str],
        Key(
            Part("replacements", read_replacements),
            "Die deutschen: ein Wort oder mehrere, wie sie in den Texten stehen, und was stattdessen gesagt wird.",
            "The German ones: a word or several as they stand in the texts, and what is said instead.",
            default={},
        ),
    ]
    en: Annotated[
        Mapping[str, str],
        Key(Part("replacements", read_replacements), "Die englischen ebenso.", "The English ones likewise.", default={}),
    ]
    mark: Mark

    def of(self, language: Language) -> Mapping[str, str]:
        """Those of one language."""
        return self.de if language == Language.DE else self.en


@record(
    "fact",
    name=Text("ein Beleg", "a piece of evidence"),
    de="Ein datierter Beleg mit Quelle.",
    en="A dated fact with its source.",
)
class Evidence(NamedTuple):
    """A dated, cited fact."""

    id: Id
    kind: Annotated[
        EvidenceKind,
        Key(
            Choice(EvidenceKind),
            "study: eine Untersuchung; guide: ein Ratgeber; law: eine Rechtsnorm.",
            "study: a survey or study; guide: an expert guide; law: a norm.",
            default=EvidenceKind.STUDY,
        ),
    ]
    statement: Annotated[
        Text, Key(Plain.TEXT, "Was der Beleg sagt, mit eigenen Worten.", "What it says, in your own words.", required=True)
    ]
    value: Annotated[str | float | None, Key(Plain.AMOUNT, "Die Zahl.", "The number.")]
    unit: Annotated[str, Key(Plain.WORDS, "Wovon die Zahl ein Teil ist.", "What the number is a part of.")]
    population: Annotated[str, Key(Plain.WORDS, "Wer befragt oder gezählt wurde.", "Who was asked or counted.")]
    year: Annotated[
        int | None,
        Key(Whole(1, 9999, Text("ein Jahr", "a year")), "Das Jahr der Erhebung.", "The year of the survey.", nullable=True),
    ]
    publisher: Annotated[
        Text,
        Key(
            Plain.NAME,
            "Wer es herausgibt. Ein Name für alle Sprachen oder einer je Sprache.",
            "Who publishes it. One name for all languages or one for each.",
            required=True,
        ),
    ]
    title: Annotated[
        Text,
        Key(
            Plain.NAME,
            "Der Titel. Einer für alle Sprachen oder einer je Sprache.",
            "The title. One for all languages or one for each.",
        ),
    ]
    url: Annotated[str, Key(Plain.WORDS, "Wo es nachzulesen ist.", "Where it can be read.")]
    quality: Annotated[
        Quality,
        Key(
            Choice(Quality),
            "primary: vom Urheber selbst; press: aus der Presse; secondary: aus anderer Hand.",
            "primary: from its author; press: from the press; secondary: from other hands.",
            required=True,
        ),
    ]
    channels: Annotated[
        tuple[str, ...], Key(SomeOf(Part("any_channel", read_words)), "Welche Kanäle er betrifft.", "Which channels it is about.")
    ]
    mark: Mark


EQUAL_WEIGHTS = {criterion.value: 1.0 for criterion in Criterion}


@record("currency", de="Das Geld eines Landes.", en="The money of a country.")
class Currency(NamedTuple):
    """The money of a country, by its code, and roughly how much of it a euro was when."""

    code: Annotated[str, Key(Plain.WORDS, "Die Abkürzung, etwa `CHF`.", "The code, such as `CHF`.", required=True)]
    rate: Annotated[
        float,
        Key(Number(0.0001, 1_000_000), "So viel davon ist ein Euro, grob.", "So much of it is a euro, roughly.", required=True),
    ]
    as_of: Annotated[
        str, Key(Plain.WORDS, "Von wann der Kurs ist, etwa `09/2025`.", "What the rate is of, such as `09/2025`.", required=True)
    ]


@record("settings", de="Die Zahlen der Formeln.", en="The numbers of the formulas.")
class Settings(NamedTuple):
    """The numbers of the formulas; see the advice modules for what each does."""

    criterion_weights: Annotated[
        Mapping[str, float],
        Key(
            MapOf(Criterion, Number(0, 10)),
            "Womit die Punkte jedes Kriteriums malgenommen werden.",
            "What the points of each criterion are multiplied by.",
            levels=1,
        ),
    ] = EQUAL_WEIGHTS
    top_fit: Annotated[
        float, Key(Number(0, 1), "Die beste Eignung, die ein Kanal erreichen kann.", "The best fit that any channel can reach.")
    ] = 0.8
    min_points: Annotated[
        float, Key(Number(-10, 10), "Ab hier zählt ein Kanal für ein Ziel.", "A channel counts for a goal from here on.")
    ] = 0.5
    max_criterion_points: Annotated[
        float,
        Key(
            Number(0, 100),
            "Auf so viele Punkte wird jedes Kriterium begrenzt, nach oben und unten.",
            "The points of each criterion are cut to this, up and down.",
        ),
    ] = 4
    focus_price: Annotated[
        float,
        Key(
            Number(0, 1),
            "Was ein weiterer Kanal mindestens zur Zielabdeckung beitragen muss.",
            "What a further channel must add to the coverage at least.",
        ),
    ] = 0.04
    max_channels: Annotated[int, Key(Whole(0, 100), "So viele Kanäle höchstens.", "So many channels at most.")] = 3
    max_basics: Annotated[
        int,
        Key(
            Whole(0, 100),
            "So viele Einträge höchstens, die zuerst in Ordnung zu bringen sind.",
            "So many entries to put in order first at most.",
        ),
    ] = 2
    not_ready_max_channels: Annotated[
        int,
        Key(
            Whole(0, 100),
            "So viele Kanäle höchstens, solange eine wichtige Voraussetzung fehlt.",
            "So many channels at most while a blocking part of the groundwork is missing.",
        ),
    ] = 1
    # Only the costs on the page depend on it.
    hourly_value: Annotated[
        float,
        Key(
            Number(0, MOST_HOURLY_VALUE),
            "Was eine Arbeitsstunde kostet (EUR), wenn das Profil nichts anderes sagt; nur für die Kosten auf der Seite.",
            "What an hour of work costs (EUR) unless the profile says otherwise; for the costs on the page only.",
        ),
    ] = 48
    # By options of `countries`; where all that are answered have the same one, amounts are typed and shown in it.
    currencies: Annotated[
        Mapping[str, Currency],
        Key(
            MapOf(None, Currency),
            "Das Geld eines Landes (eine Antwort auf `countries`), in dem Beträge stehen, wenn es das einzige ist; sonst Euro.",
            "The money of a country (an option of `countries`) that amounts stand in where it is the only one; else in EUR.",
            levels=2,
        ),
    ] = {}
    # For those who keep the rules; no result depends on it.
    evidence_max_age_years: Annotated[
        float,
        Key(
            Number(0, 100),
            "Ältere Belege meldet `rules check`, vom Jahr der Fassung an gerechnet.",
            "`rules check` reports older facts, counted from the year of the version.",
        ),
    ] = 8
    upkeep_weight: Annotated[
        float,
        Key(
            Number(0, 1),
            "Dieser Teil der Eignung eines Eintrags zählt zur Zielabdeckung: In Ordnung zu sein heißt nicht, gefunden zu werden.",
            "So much of the fit of an entry to keep in order enters coverage: being found in order is not finding people.",
        ),
    ] = 0.3
    companion_share: Annotated[
        float,
        Key(
            Number(0, 1),
            "Ab diesem geteilten Aufwand läuft ein Kanal bei seinem Partner mit und braucht keinen Platz.",
            "From this share of its work on a channel goes along with its partner and takes no slot.",
        ),
    ] = 0.5
    max_companions: Annotated[
        int, Key(Whole(0, 100), "So viele Kanäle höchstens, die mitlaufen.", "So many companions at most.")
    ] = 1
    keep_low_points: Annotated[
        float,
        Key(
            Number(-10, 100),
            "Mit so vielen Punkten für eines der ersten Ziele ruht ein Kanal in Gebrauch nie ganz.",
            "With so many points for one of the first goals a channel in use is never paused.",
        ),
    ] = 2
    keep_low_goals: Annotated[
        int, Key(Whole(0, 100), "So viele Ziele sind damit gemeint.", "So many goals are meant by that.")
    ] = 2
    alternative_below: Annotated[
        float,
        Key(
            Number(0, 1),
            "Was in weniger Abwandlungen dabei bleibt, wird als Alternative genannt.",
            "What stays in fewer of the variations is named as an alternative.",
        ),
    ] = 0.5


@record(
    "accept",
    name=both("`accept`"),
    de="Ein Befund von `rules check`, der so gewollt ist.",
    en="A finding of `rules check` that is as it should be.",
)
class Accepted(NamedTuple):
    """A finding of `rules check` that is as it should be: which, what it is about, and why."""

    finding: Annotated[str, Key(Part("finding", read_words), "Die Kennung des Befunds.", "The id of the finding.", required=True)]
    at: Annotated[
        str,
        Key(Plain.WORDS, "Worum es geht, wie der Befund es nennt.", "What it is about, as the finding names it.", required=True),
    ]
    because: Annotated[
        Text,
        Key(
            Plain.NAME,
            "Warum. Ein Text für alle Sprachen oder einer je Sprache.",
            "Why. One text for all languages or one for each.",
            required=True,
        ),
    ]
    mark: Mark


class Amendment(NamedTuple):
    """A change that an overlay made to what it inherits: the part, what it was and is, why, and by which rulebook.

    Without a path the whole item was disabled; without `before` the part was added.
    """

    kind: str
    target: str
    path: tuple[str, ...]
    before: object
    after: object
    because: Text
    by: str
    mark: Mark


@record(
    "house_colours",
    de="Die Farben von Überschriften, Balken und Linien. Jede muss sich gut lesen lassen: Kontrast 4,5:1.",
    en="The colours of headings, bars and lines. Each must be easy to read: contrast 4.5:1.",
)
class Colours(NamedTuple):
    """The colours of headings, bars and lines, as `#rrggbb` in lower case; what is not given is empty."""

    accent: Annotated[
        str,
        Key(
            Part("colour"),
            'Auf hellem Grund, etwa `"#0b5d8a"`. Ohne Anführungszeichen wäre es ein Kommentar.',
            'On light paper, such as `"#0b5d8a"`. Without quotes it would be a comment.',
        ),
    ] = ""
    accent_dark: Annotated[str, Key(Part("colour"), "Auf dunklen Bildschirmen.", "On dark screens.")] = ""


@record(
    "house",
    de="Was auf der HTML-Seite in Ihrem Namen steht. Am Ergebnis ändert es nichts.",
    en="What stands on the HTML page in your name. It changes no result.",
)
class House(NamedTuple):
    """What a consultancy puts on the page in its own name; what it does not give is empty. It changes no result.

    `logo` is the path as written, which starts at the folder of the file that it is written in.
    """

    name: Annotated[
        Text,
        Key(
            Plain.NAME,
            "Ihr Name, einer für alle Sprachen oder einer je Sprache.",
            "Your name, one for all languages or one for each.",
        ),
    ]
    logo: Annotated[
        Scalar | None,
        Key(
            Part("logo"),
            "Ein Bild unterhalb des Ordners dieser Datei: PNG, JPEG, GIF, WebP oder SVG, höchstens 32 KB.",
            "An image below the folder of this file: PNG, JPEG, GIF, WebP or SVG, at most 32 KB.",
        ),
    ]
    colours: Annotated[Colours, Key(Colours, "Ihre Farben.", "Your colours.", default=Colours())]
    closing: Annotated[Text, Key(Plain.TEXT, "Der Satz am Schluss.", "The sentence at the end.")]
    # By section of the page (`house.SECTIONS`).
    sections: Annotated[
        Mapping[str, Text],
        Key(Part("house_sections"), "Ihre Texte zu den Abschnitten.", "Your texts for the sections.", default={}),
    ]
    mark: Mark


class Rulebook(NamedTuple):
    """All rule files together; channels, rules, notes and evidence in id order, so that file order never matters."""

    id: str
    version: str
    languages: tuple[str, ...]
    settings: Settings
    sections: tuple[Section, ...]
    questions: Mapping[str, Question]
    goals: Mapping[str, Goal]
    channels: Mapping[str, Channel]
    rules: tuple[Rule, ...]
    notes: tuple[Note, ...]
    checks: tuple[Check, ...]
    hours: tuple[HoursRule, ...]
    essentials: tuple[Essential, ...]
    evidence: Mapping[str, Evidence]
    # Channels that an overlay has disabled: valid answers, but never recommended.
    disabled: Mapping[str, Channel] = {}
    # What overlays have changed, in the order of making; no part of the digest, which names the result.
    amendments: tuple[Amendment, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    # Those of `accepted` that stand in a rulebook below: finding and place. Whoever builds on it cannot take them out.
    accepted_below: frozenset[tuple[str, str]] = frozenset()
    house: House | None = None
    # Where several say something else instead of the same word, the last one counts.
    words: tuple[Words, ...] = ()

    @property
    def titles(self) -> dict[str, Called]:
        """What every channel is called, and what is said of it, those that are disabled too."""
        every = (*self.channels.items(), *self.disabled.items())
        return {id: Called(channel.name, channel.also, channel.about) for id, channel in every}

    def called(self, question: Question) -> dict[str, Called]:
        """What the options of a question are called."""
        goals = {id: Called(goal.name, goal.also) for id, goal in self.goals.items()}
        group = {"channels": self.titles, "goals": goals}.get(question.options_from, {})
        return {id: group.get(id, Called(text, question.also.get(id, ()))) for id, text in question.options.items()}
