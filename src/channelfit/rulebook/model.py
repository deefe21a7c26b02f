"""The rulebook as plain, frozen data.

Named tuples and not dataclasses: every run of the program pays for defining them, and they cost a fifth.
"""

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from channelfit.language import Language, Text
from channelfit.rulebook.condition import Condition
from channelfit.source.problem import Mark

# The questions that the formulas of the advice read themselves; everything else is read by rules only.
MARKET = "market"
GOALS = "goals"
HOURS = "hours_per_week"
BUDGET = "budget_per_month"
# EUR that an hour of work can cost at most.
MOST_HOURLY_VALUE = 1000
ACTIVE = "active_channels"
WORKING = "working_channels"


class QuestionType(Enum):
    """How a question is answered."""

    CHOICE = "choice"
    MULTI = "multi"
    RANKING = "ranking"
    NUMBER = "number"
    YES_NO = "yes_no"


class Criterion(Enum):
    """What a rule looks at; the points of one criterion are cut before they are added up."""

    MARKET = "market"
    AUDIENCE = "audience"
    OFFER = "offer"
    MEANS = "means"
    EXPERIENCE = "experience"


class Kind(Enum):
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


class Section(NamedTuple):
    """A group of questions that are asked together."""

    id: str
    title: Text


class Question(NamedTuple):
    """Something to ask a company. A number has bounds; a choice has options; `least` and `most` bound how many."""

    id: str
    section: str
    type: QuestionType
    text: Text
    # What it is about in a word or two, for sentences and tables; its text if none is given.
    label: Text
    help: Text
    options: Mapping[str, Text]
    # A group whose names are options too: `goals` or `channels`.
    options_from: str
    required: bool
    changeable: bool
    ask_when: Condition
    least: float
    most: float
    unit: Text
    assume: float | None
    shares: Mapping[str, float]
    # Only options that were chosen in this other question make sense (`working_channels`).
    subset_of: str
    mark: Mark


class Limit(NamedTuple):
    """The share of a goal that channels can cover at best, in a situation."""

    when: Condition
    at_most: float
    why: Text
    basis: tuple[str, ...]
    mark: Mark


class Consequence(NamedTuple):
    """What it means for a goal if nothing is done."""

    says: Text
    basis: tuple[str, ...]
    mark: Mark


class Goal(NamedTuple):
    """Something that a company may want from communication."""

    id: str
    name: Text
    about: Text
    kpis: tuple[Text, ...]
    limits: tuple[Limit, ...]
    if_nothing: Consequence | None
    mark: Mark


class Effort(NamedTuple):
    """What a presence that deserves the name takes: hours a week, hours to start, EUR a month, weeks to first results."""

    hours_per_week: float
    startup_hours: float
    money_per_month: float
    first_results_weeks: float


class Plan(NamedTuple):
    """How to go about a channel."""

    formats: tuple[Text, ...]
    cadence: Text
    first_steps: tuple[Text, ...]
    kpis: Mapping[str, tuple[Text, ...]]
    stop_rule: Text
    if_parked: Text


class Channel(NamedTuple):
    """A channel: `serves` has the points per goal before any rule; an unlisted goal cannot be served."""

    id: str
    name: Text
    # The languages in which the name is a plural: "Jobportale fallen weg".
    plural: tuple[Language, ...]
    kind: Kind
    about: Text
    effort: Effort
    upkeep: bool
    # Channels of one group meet much the same people; empty if the channel stands alone.
    reaches: str
    serves: Mapping[str, float]
    plan: Plan
    mark: Mark


class Effect(NamedTuple):
    """What a rule does to one channel: points per goal, or exclusion."""

    points: Mapping[str, float]
    excludes: bool


class Rule(NamedTuple):
    """Points for channels in a situation. `id` is its address (`linkedin/specialist-buyers`), `place` file and line."""

    id: str
    criterion: Criterion
    when: Condition
    effects: Mapping[str, Effect]
    why: Text
    # Evidence ids; empty means judgement.
    basis: tuple[str, ...]
    place: str
    mark: Mark


class Note(NamedTuple):
    """Something that a company in a situation should know, whatever the channels."""

    id: str
    when: Condition
    severity: Importance
    addressee: Addressee
    law: bool
    says: Text
    basis: tuple[str, ...]
    mark: Mark


class Essential(NamedTuple):
    """Something that everyone who decides should know first, whatever the situation."""

    id: str
    says: Text
    basis: tuple[str, ...]
    mark: Mark


class Check(NamedTuple):
    """A part of the groundwork without which no channel works."""

    id: str
    applies_when: Condition
    met_when: Condition
    partly_when: Condition | None
    blocking: bool
    owner: Addressee
    text: Text
    todo: Text
    basis: tuple[str, ...]
    mark: Mark


class HoursRule(NamedTuple):
    """How many of the stated hours can be believed: at most so many, or so many times as much."""

    when: Condition
    at_most: float | None
    times: float | None
    why: Text
    basis: tuple[str, ...]
    mark: Mark


class Evidence(NamedTuple):
    """A dated, cited fact."""

    id: str
    kind: EvidenceKind
    statement: Text
    value: str | float | None
    unit: str
    population: str
    year: int | None
    publisher: str
    title: str
    url: str
    quality: Quality
    channels: tuple[str, ...]
    mark: Mark


class Settings(NamedTuple):
    """The numbers of the formulas; see the advice modules for what each does."""

    criterion_weights: Mapping[str, float]
    top_fit: float = 0.8
    min_points: float = 1
    max_criterion_points: float = 4
    focus_price: float = 0.04
    max_channels: int = 3
    max_basics: int = 2
    not_ready_max_channels: int = 1
    # EUR that an hour of work costs, where the company does not say; only the costs on the page depend on it.
    hourly_value: float = 48
    # For those who keep the rules; no result depends on it.
    evidence_max_age_years: float = 8


class Accepted(NamedTuple):
    """A finding of `rules check` that is as it should be: which, what it is about, and why."""

    finding: str
    at: str
    because: Text
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


class House(NamedTuple):
    """What a consultancy puts on the page in its own name; what it does not give is empty. It changes no result.

    `logo` is the path as written, which starts at the folder of the file of `logo_mark`; colours are `#rrggbb` in lower case.
    """

    name: Text
    logo: str
    logo_mark: Mark | None
    accent: str
    accent_dark: str
    closing: Text
    # By section of the page (`house.SECTIONS`).
    sections: Mapping[str, Text]
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
    house: House | None = None
