"""Say which records lie in which rule file."""

from __future__ import annotations

from channelfit.language import Text, both
from channelfit.rulebook.context import read_scalar
from channelfit.rulebook.model import (
    ID,
    VERSION,
    Accepted,
    Channel,
    Check,
    Essential,
    Evidence,
    Goal,
    HoursRule,
    House,
    Id,
    Note,
    Question,
    Rule,
    Section,
    Settings,
    Words,
    situation_rule,
)
from channelfit.source.nodes import Node, Scalar
from channelfit.source.problem import Mark
from channelfit.source.record import Key, Known, ListOf, Part, Plain, Record, SomeOf, record, record_of
from channelfit.typed import Annotated, NamedTuple

# Where cases lie that rules are scored by, and the key there of the list that every figure is compared with.
CASES = "cases/"
POPULAR = "popular"


@record(
    "change",
    name=Text("eine Änderung", "a change"),
    de="Eine Änderung an dem, was geerbt wird: genau ein Ziel, dazu `was` und `set`, `add` oder `disable`.",
    en="A change to what is inherited: exactly one target, with `was` and `set`, `add` or `disable`.",
)
class ChangeEntry(NamedTuple):
    """One entry of `changes`: its target, under the kind of item that it is, and what to do with it."""

    rule: Annotated[
        Scalar | None,
        Key(
            Part("target.rule", read_scalar),
            "Die Regel: `kanal/regel` oder `datei/regel`.",
            "The rule: `channel/rule` or `file/rule`.",
        ),
    ]
    channel: Annotated[Scalar | None, Key(Part("target.channel", read_scalar), "Der Kanal.", "The channel.")]
    note: Annotated[Scalar | None, Key(Part("target.note", read_scalar), "Der Hinweis.", "The note.")]
    question: Annotated[Scalar | None, Key(Part("target.question", read_scalar), "Die Frage.", "The question.")]
    goal: Annotated[Scalar | None, Key(Part("target.goal", read_scalar), "Das Ziel.", "The goal.")]
    check: Annotated[Scalar | None, Key(Part("target.check", read_scalar), "Die Voraussetzung.", "The readiness check.")]
    essential: Annotated[Scalar | None, Key(Part("target.essential", read_scalar), "Der Grundsatz.", "The essential.")]
    evidence: Annotated[Scalar | None, Key(Part("target.evidence", read_scalar), "Der Beleg.", "The fact.")]
    settings: Annotated[
        Scalar | None,
        Key(
            Part("target.settings", read_scalar),
            "Die Einstellungen des Regelwerks; hier steht kein Wert.",
            "The settings of the rulebook; no value stands here.",
        ),
    ]
    case: Annotated[Scalar | None, Key(Part("target.case", read_scalar), "Der Testfall: `datei/fall`.", "The case: `file/case`.")]
    was: Annotated[
        Node | None,
        Key(
            Part("was"),
            "Was bisher gilt. Gilt es nicht mehr, wird die Änderung abgelehnt.",
            "What holds so far. If it does not any more, the change is refused.",
        ),
    ]
    new: Annotated[Node | None, Key(Part("set"), "Was gelten soll.", "What is to hold.", name="set")]
    added: Annotated[
        Node | None,
        Key(Part("add"), "Was hinzukommt, etwa weitere Antworten.", "What is added, such as further options.", name="add"),
    ]
    disable: Annotated[bool, Key(Plain.FLAG, "Abschalten.", "Switch it off.")]
    because: Annotated[
        Text,
        Key(
            Plain.BECAUSE,
            "Warum. Ein Text für alle Sprachen oder einer je Sprache.",
            "Why. One text for all languages or one for each.",
            required=True,
        ),
    ]
    mark: Mark


@record(
    "rulebook",
    name=both("`rulebook.yaml`"),
    de="Der Kopf eines Regelwerks: was es ist und, wenn es auf einem anderen aufbaut, was es daran ändert.",
    en="The head of a rulebook: what it is and, if it builds on another one, what it changes in it.",
    also={
        "schema": VERSION,
        "extends": Key(
            Part("extends"),
            "Worauf diese Regeln aufbauen: `channelfit` oder der Pfad eines Ordners.",
            "What these rules build on: `channelfit` or the path of a folder.",
        ),
        "changes": Key(
            ListOf(ChangeEntry), "Was am Geerbten geändert wird.", "What is changed in what is inherited.", nullable=True
        ),
    },
)
class Head(NamedTuple):
    """What `rulebook.yaml` says of the rulebook."""

    id: Id
    version: Annotated[str, Key(Plain.WORDS, "Die Fassung des Regelwerks.", "The version of the rulebook.", required=True)]
    languages: Annotated[
        tuple[str, ...],
        Key(
            SomeOf(Known("language"), 1),
            "Die Sprachen aller Texte. Eigene Regeln erben sie.",
            "The languages of all texts. An overlay inherits them.",
            required=True,
            inherited=True,
        ),
    ]
    settings: Annotated[
        Settings,
        Key(
            Settings,
            "Die Zahlen der Formeln. Eigene Regeln ändern sie unter `changes`.",
            "The numbers of the formulas. An overlay changes them under `changes`.",
            default=Settings(),
        ),
    ]
    accepted: Annotated[
        tuple[Accepted, ...],
        Key(
            ListOf(Accepted),
            "Befunde von `rules check`, die so gewollt sind.",
            "Findings of `rules check` that are as they should be.",
            name="accept",
        ),
    ]
    house: Annotated[
        House | None,
        Key(
            House,
            "Ihr Name, Ihr Logo, Ihre Farben. Eigene Regeln ohne `house` erben sie als Ganzes.",
            "Your name, your logo, your colours. An overlay without `house` inherits them as a whole.",
            nullable=True,
        ),
    ]


@record(
    "questions",
    name=both("`questions.yaml`"),
    de="Was ein Unternehmen gefragt wird.",
    en="What a company is asked.",
    also={"schema": VERSION},
)
class QuestionsFile(NamedTuple):
    """What is asked."""

    sections: Annotated[
        tuple[Section, ...], Key(ListOf(Section), "Die Abschnitte.", "The sections.", required=True, inherited=True)
    ]
    questions: Annotated[
        tuple[Question, ...],
        Key(ListOf(Question), "Die Fragen in ihrer Reihenfolge.", "The questions in their order.", required=True, inherited=True),
    ]
    mark: Mark


@record(
    "goals",
    name=both("`goals.yaml`"),
    de="Was ein Unternehmen erreichen will.",
    en="What a company may want.",
    also={"schema": VERSION},
)
class GoalsFile(NamedTuple):
    """What a company may want."""

    goals: Annotated[tuple[Goal, ...], Key(ListOf(Goal), "Die Ziele.", "The goals.", required=True, inherited=True)]


@record(
    "readiness",
    name=both("`readiness.yaml`"),
    de="Die Voraussetzungen im Haus, die glaubhaften Stunden und was alle wissen sollten.",
    en="The groundwork in the company, the hours that can be believed, and what everyone should know.",
    also={"schema": VERSION},
)
class ReadinessFile(NamedTuple):
    """The groundwork, the believable hours, and what everyone should know."""

    checks: Annotated[tuple[Check, ...], Key(ListOf(Check), "Die Voraussetzungen.", "The readiness checks.")]
    hours: Annotated[
        tuple[HoursRule, ...],
        Key(
            ListOf(HoursRule),
            "Die Regeln für glaubhafte Stunden; die niedrigste Zahl gilt.",
            "The rules on believable hours; the lowest number applies.",
        ),
    ]
    essentials: Annotated[tuple[Essential, ...], Key(ListOf(Essential), "Die Grundsätze.", "The essentials.")]


@record(
    "wording",
    name=both("`wording.yaml`"),
    de="Andere Wörter für manche Unternehmen, etwa für solche, die nichts verkaufen.",
    en="Other words for some companies, such as those that sell nothing.",
    also={"schema": VERSION},
)
class WordsFile(NamedTuple):
    """Other words for some companies."""

    words: Annotated[
        tuple[Words, ...],
        Key(
            ListOf(Words),
            "Die Wortwahlen; für dasselbe Wort gilt die letzte.",
            "The choices of words; for the same word the last one counts.",
        ),
    ]


@record(
    "evidence",
    name=both("`evidence.yaml`"),
    de="Datierte Belege, auf die sich Regeln berufen.",
    en="Dated facts that rules cite.",
    also={"schema": VERSION},
)
class EvidenceFile(NamedTuple):
    """The facts that rules cite."""

    evidence: Annotated[tuple[Evidence, ...], Key(ListOf(Evidence), "Die Belege.", "The facts.")]


@record(
    "situation",
    name=Text("eine Situationsdatei", "a situation file"),
    de="Regeln, die mehrere Kanäle betreffen, und Hinweise.",
    en="Rules that concern several channels, and notes.",
    also={"schema": VERSION, "rules": Key(ListOf(situation_rule()), "Regeln über Kanäle hinweg.", "Rules across channels.")},
)
class SituationFile(NamedTuple):
    """Notes; the rules across channels are read on their own."""

    notes: Annotated[tuple[Note, ...], Key(ListOf(Note), "Hinweise.", "Notes.")]


# What lies in the files that every rulebook has once.
FILES: dict[str, type] = {
    "rulebook.yaml": Head,
    "questions.yaml": QuestionsFile,
    "goals.yaml": GoalsFile,
    "readiness.yaml": ReadinessFile,
    "evidence.yaml": EvidenceFile,
    "wording.yaml": WordsFile,
}
# What an overlay can change, as its changes call it; cases are known to those who run them only.
ITEMS: dict[str, tuple[Record, ...]] = {
    "rule": (record_of(Rule), situation_rule()),
    "channel": (record_of(Channel),),
    "note": (record_of(Note),),
    "question": (record_of(Question),),
    "goal": (record_of(Goal),),
    "check": (record_of(Check),),
    "essential": (record_of(Essential),),
    "evidence": (record_of(Evidence),),
    "settings": (record_of(Settings),),
    "case": (),
}


def keys_of(kind: str) -> dict[str, Key]:
    """The keys that an item of a kind can have."""
    return {"id": ID} | {key: said for record in ITEMS[kind] for key, said in record.keys.items()}


def list_of(kind: str) -> tuple[str, str]:
    """The file that has the items of a kind in a list, and the key of the list; nothing if they stand in several files."""
    classes = [record.cls for record in ITEMS[kind]]
    lists = ((path, key, said.kind) for path, file in FILES.items() for key, said in record_of(file).keys.items())
    return next(((path, key) for path, key, listed in lists if isinstance(listed, ListOf) and listed.items in classes), ("", ""))
