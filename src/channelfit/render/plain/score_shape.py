"""The shape of scores as plain data: every key with what it means."""

from typing import Annotated, Literal, TypedDict

from channelfit.language import Text


class PlainFigure(TypedDict):
    """So many of so many."""

    got: Annotated[int, Text("So viele.", "So many.")]
    of: Annotated[int, Text("Von so vielen.", "Of so many.")]
    share: Annotated[float | None, Text("Der Anteil; null ohne Fälle.", "The share; null without cases.")]


class PlainInterval(TypedDict):
    """Where a figure may well lie, with 95 %."""

    low: Annotated[float, Text("Von.", "From.")]
    high: Annotated[float, Text("Bis.", "To.")]


class PlainMeasured(PlainFigure):
    """A figure over many cases."""

    interval: Annotated[
        PlainInterval | None,
        Text("Wo der Anteil mit 95 % liegen kann; null ohne Fälle.", "Where the share may lie, with 95 %; null without cases."),
    ]
    popular: Annotated[
        PlainFigure | None,
        Text(
            "Was die Liste beliebter Kanäle erreicht; null, wo eine Liste nichts sagt.",
            "What the list of popular channels reaches; null where a list says nothing.",
        ),
    ]


class PlainPartOfCases(TypedDict):
    """The cases with one answer to a question."""

    options: Annotated[
        list[str],
        Text(
            "Die Antwort; vom wichtigsten Ziel nur dieses, leer ohne Antwort.",
            "The answer; of goals only the first, empty without an answer.",
        ),
    ]
    cases: Annotated[int, Text("So viele Fälle.", "So many cases.")]
    figures: Annotated[dict[str, PlainMeasured], Text("Die Kennzahlen.", "The figures.")]


class PlainFault(TypedDict):
    """A channel that keeps a figure from being better."""

    measure: Annotated[str, Text("Die Kennzahl.", "The figure.")]
    channel: Annotated[str, Text("Der Kanal.", "The channel.")]
    judges: Annotated[int, Text("In so vielen Urteilen.", "In so many judgements.")]


class PlainPoints(TypedDict):
    """The points of a channel for one group of people of a goal."""

    points: Annotated[float, Text("Die Punkte.", "The points.")]
    counts: Annotated[bool, Text("Ob er dafür zählt.", "Whether it counts for it.")]


class PlainGoalPoints(PlainPoints):
    """The points of a channel for a goal; if the goal is split, the means of its groups."""

    base: Annotated[float, Text("Der Ausgangswert.", "The start.")]
    criteria: Annotated[dict[str, float], Text("Was jedes Kriterium dazugibt.", "What each criterion adds.")]
    segments: Annotated[dict[str, PlainPoints], Text("Die Gruppen eines geteilten Ziels.", "The groups of a split goal.")]


class PlainStanding(TypedDict):
    """A channel between which and others the points decided."""

    rank: Annotated[int | None, Text("Sein Rang, ab 1; null ohne Rang.", "Its rank, from 1; null without one.")]
    disabled: Annotated[bool, Text("Ob er abgeschaltet ist.", "Whether it is disabled.")]
    excluded_by: Annotated[list[str], Text("Die Regeln, die ihn ausschließen.", "The rules that exclude it.")]
    goals: Annotated[dict[str, PlainGoalPoints], Text("Die Punkte je Ziel.", "The points for each goal.")]


class PlainCaseScore(TypedDict):
    """How a case came out."""

    case: Annotated[str, Text("Die Kennung.", "The id.")]
    source: Annotated[str, Text("Wo er steht: Datei, Zeile und Spalte.", "Where it stands: file, line and column.")]
    figures: Annotated[dict[str, PlainFigure], Text("Was der Fall beiträgt.", "What the case contributes.")]
    shown: Annotated[list[str], Text("Was als empfohlen gilt.", "What stands for a recommendation.")]
    order: Annotated[list[str], Text("Alle Kanäle der Reihe nach.", "All channels in order.")]
    faults: Annotated[list[PlainFault], Text("Was fehlt oder zu viel ist.", "What is missing or too much.")]
    left_out: Annotated[
        dict[str, str],
        Text("Kanäle, die gewirkt haben, aber nicht gesucht werden.", "Channels that worked and are not looked for."),
    ]
    channels: Annotated[
        dict[str, PlainStanding], Text("Zwischen wem die Punkte entschieden haben.", "Between whom the points decided.")
    ]


class PlainSetScore(TypedDict):
    """How the cases of a file came out."""

    name: Annotated[str, Text("Der Name der Datei.", "The name of the file.")]
    kind: Annotated[str, Text("Die Art der Fälle.", "The kind of cases.")]
    source: Annotated[str, Text("Wo sie stehen.", "Where they stand.")]
    figures: Annotated[dict[str, PlainMeasured], Text("Die Kennzahlen.", "The figures.")]
    by: Annotated[
        dict[str, list[PlainPartOfCases]],
        Text(
            "Die Kennzahlen nach der Antwort auf eine Frage; jeder Fall steht einmal darin.",
            "The figures by the answer to a question; every case stands in them once.",
        ),
    ]
    skipped: Annotated[
        list[str],
        Text("Fälle, denen eine Pflichtantwort dieser Regeln fehlt.", "Cases that lack an answer which these rules require."),
    ]
    not_counted: Annotated[list[str], Text("Die Fälle, die nicht zählen.", "The cases that do not count.")]
    cases: Annotated[list[PlainCaseScore], Text("Die Fälle.", "The cases.")]


class PlainScoredRulebook(TypedDict):
    """Whose rules these are."""

    id: Annotated[str, Text("Die Kennung des Regelwerks.", "The id of the rulebook.")]
    version: Annotated[str, Text("Seine Fassung.", "Its version.")]
    digest: Annotated[str, Text("Sein Fingerabdruck.", "Its digest.")]


class PlainTurn(TypedDict):
    """A case that comes out otherwise."""

    case: Annotated[str, Text("Die Kennung.", "The id.")]
    channels: Annotated[
        list[str],
        Text("Kanäle, an denen es nur bei einem der beiden liegt.", "Channels that are at fault under one of the two only."),
    ]


class PlainFigureChange(TypedDict):
    """A figure under both rulebooks."""

    before: Annotated[PlainFigure, Text("Mit den anderen Regeln.", "Under the other rules.")]
    after: Annotated[PlainFigure, Text("Mit diesen Regeln.", "Under these rules.")]
    difference: Annotated[
        float | None,
        Text(
            "Der Anteil mit diesen Regeln weniger dem mit den anderen; null ohne Fälle.",
            "The share under these rules less that under the others; null without cases.",
        ),
    ]
    interval: Annotated[
        PlainInterval | None, Text("Wo der Unterschied mit 95 % liegen kann.", "Where the difference may lie, with 95 %.")
    ]
    won: Annotated[list[PlainTurn], Text("Fälle, die besser sind.", "Cases that are better.")]
    lost: Annotated[list[PlainTurn], Text("Fälle, die schlechter sind.", "Cases that are worse.")]
    counted_before: Annotated[
        list[str], Text("Fälle, die nur mit den anderen Regeln zählen.", "Cases that count under the other rules only.")
    ]
    counted_after: Annotated[
        list[str], Text("Fälle, die nur mit diesen Regeln zählen.", "Cases that count under these rules only.")
    ]


class PlainSetChange(TypedDict):
    """How the figures of a file differ."""

    name: Annotated[str, Text("Der Name der Datei.", "The name of the file.")]
    kind: Annotated[str, Text("Die Art der Fälle.", "The kind of cases.")]
    figures: Annotated[dict[str, PlainFigureChange], Text("Die Kennzahlen.", "The figures.")]
    skipped: Annotated[
        list[str],
        Text("Fälle, denen eine Pflichtantwort der anderen fehlt.", "Cases that lack an answer which the others require."),
    ]


class PlainAgainst(TypedDict):
    """What the score is held against."""

    rulebook: Annotated[PlainScoredRulebook, Text("Die anderen Regeln.", "The other rules.")]
    sets: Annotated[list[PlainSetChange], Text("Die Dateien mit Fällen.", "The files of cases.")]


class PlainScore(TypedDict):
    """The whole result of `rules score`."""

    schema: Annotated[Literal["channelfit.score/1"], Text("Die Fassung des Ergebnisses.", "The version of the result.")]
    rulebook: Annotated[PlainScoredRulebook, Text("Das Regelwerk.", "The rulebook.")]
    after_choice: Annotated[
        bool, Text("Ob bekannt ist, wie gearbeitet wurde.", "Whether the answers about the work on the channel are known.")
    ]
    popular: Annotated[
        list[str],
        Text(
            "Die Liste beliebter Kanäle, für alle dieselbe; leer, wenn es keine gibt.",
            "The list of popular channels, the same for everybody; empty if there is none.",
        ),
    ]
    sets: Annotated[list[PlainSetScore], Text("Die Dateien mit Fällen.", "The files of cases.")]
    against: Annotated[
        PlainAgainst | None,
        Text("Der Vergleich mit anderen Regeln, wenn verlangt.", "The comparison with other rules, if any."),
    ]
