"""The figures of a score in text: by the answers to some questions, beside those of other rules, and over all cases."""

from collections.abc import Iterator, Mapping, Sequence

from channelfit.language import Counted, Language, Text, counted, hundredths, percent
from channelfit.render.phrases.words import OPEN
from channelfit.rulebook.model import GOALS
from channelfit.ruletools.against import Against, Change, Turn
from channelfit.ruletools.case_sets import CaseSet, Kind
from channelfit.ruletools.figures import MEASURES, Measure, Score, SetScore, Tally
from channelfit.ruletools.intervals import Interval
from channelfit.ruletools.measured import Figure, Part, measured, parted
from channelfit.source.written import visible

_LABELS: Mapping[Measure, Text] = {
    Measure.HIT_1: Text("ein Kanal, der gewirkt hat, steht bei uns an erster Stelle", "a channel that worked is our first"),
    Measure.HIT_3: Text("… ist unter unseren ersten 3", "… is among our first 3"),
    Measure.HIT_5: Text("… ist unter unseren ersten 5", "… is among our first 5"),
    Measure.DROPPED_SHOWN: Text("ein Kanal, der aufgegeben wurde, wird empfohlen", "a channel that was given up is recommended"),
    Measure.AGREEMENT: Text(
        "der ersten 3 eines Urteils sind unter unseren ersten 4", "of a judge's first 3 are among our first 4"
    ),
    Measure.FIRST_CHOICE_SHOWN: Text("der ersten Wahlen sind unter unseren ersten 3", "of first choices are among our first 3"),
    Measure.FIRST_CHOICE_COUNTS: Text("der ersten Wahlen zählen für ein Ziel", "of first choices count for a goal"),
    Measure.NEVER_SHOWN: Text(
        "als Fehler genannte Kanäle je 100 Urteile unter unseren ersten 3",
        "channels named as a mistake among our first 3, in 100 judgements",
    ),
    Measure.GOOD_SHOWN: Text("der guten Kanäle werden empfohlen", "of the good channels are recommended"),
    Measure.GOOD_IN_FOUR: Text("… sind unter den ersten 4", "… are among the first 4"),
    Measure.BAD_SHOWN: Text("der schlechten Kanäle werden empfohlen", "of the bad channels are recommended"),
}
# The same as heads of columns.
_HEADS: Mapping[Measure, Text] = {
    Measure.HIT_1: Text("Platz 1", "first"),
    Measure.HIT_3: Text("erste 3", "first 3"),
    Measure.HIT_5: Text("erste 5", "first 5"),
    Measure.DROPPED_SHOWN: Text("aufgegeben", "given up"),
    Measure.AGREEMENT: Text("erste 3 in 4", "first 3 in 4"),
    Measure.FIRST_CHOICE_SHOWN: Text("1. Wahl in 3", "choice in 3"),
    Measure.FIRST_CHOICE_COUNTS: Text("1. Wahl zählt", "choice counts"),
    Measure.NEVER_SHOWN: Text("Fehler", "mistakes"),
    Measure.GOOD_SHOWN: Text("gute", "good"),
    Measure.GOOD_IN_FOUR: Text("gute in 4", "good in 4"),
    Measure.BAD_SHOWN: Text("schlechte", "bad"),
}
_CASES = Counted(Text("{count} Fall", "{count} case"), Text("{count} Fälle", "{count} cases"))
HOW_MANY = Text("Fälle", "cases")
_OF = Text("{got} von {of}", "{got} of {of}")
_BY = Text("{name} nach {question}: {cells}", "{name} by {question}: {cells}")
_BY_FIRST = Text("{name} nach dem ersten von {question}: {cells}", "{name} by the first of {question}: {cells}")
_CELLS = Text("Prozent (Konfidenzintervall)", "percent (confidence interval)")
_CELLS_AND_LIST = Text("Prozent (Konfidenzintervall) | eine Liste für alle", "percent (confidence interval) | one list for all")
_TO = Text(" bis ", " to ")
_WITH_INTERVAL = Text("In Klammern: das Konfidenzintervall (95 %).", "In parentheses: the confidence interval (95%).")
_WITH_LIST = Text(
    "Nach dem Strich: was eine Liste erreicht, die für alle dieselbe ist ({channels}).",
    "After the bar: what a list reaches that is the same for everybody ({channels}).",
)
_COMPARED = Text(
    "Vorher ({id} {version}), jetzt ({other} {now}), der Unterschied in Prozentpunkten (Konfidenzintervall, 95 %):",
    "Before ({id} {version}), now ({other} {now}), the difference in percentage points (confidence interval, 95%):",
)
_TURNED = Text("{word} ({count}): {cases}", "{word} ({count}): {cases}")
_WON = Text("gewonnen", "won")
_LOST = Text("verloren", "lost")
_COUNTED_BEFORE = Text("zählt nur vorher", "counts before only")
_COUNTED_AFTER = Text("zählt nur jetzt", "counts now only")
_NOT_SCORED = Text("nicht gewertet, weil eine Pflichtantwort fehlt", "not scored, as a required answer is lacking")
_SKIPPED = Text("nicht verglichen, weil dort eine Pflichtantwort fehlt", "not compared, as a required answer is lacking there")
_DASH = "-"
# The kinds of cases, for files that have several.
_KINDS: Mapping[Kind, Text] = {
    Kind.OUTCOMES: Text("Ergebnisse", "outcomes"),
    Kind.COMPANIES: Text("Urteile", "judgements"),
    Kind.SITUATIONS: Text("Lagen", "situations"),
}


def title_of(cases: CaseSet, language: Language) -> str:
    """What a list of cases is called: as its file, and where that has several kinds, by its kind too."""
    name = visible(cases.name)
    return name if cases.is_alone else f"{name} ({_KINDS[cases.kind].of(language)})"


def whole_figures(score: Score, language: Language) -> Iterator[str]:
    """The figures over all cases of each file."""
    yield from _legend(score, language)
    for one in score.sets:
        yield f"{title_of(one.cases, language)}: {counted(len(one.scores), _CASES, language)}"
        figures = measured(one.scores, one.cases.kind)
        yield from _aligned([_row(measure, figure, score, language) for measure, figure in figures.items()])
        yield from _named(_NOT_SCORED, one.cases.skipped, language)


def _legend(score: Score, language: Language) -> Iterator[str]:
    yield _WITH_INTERVAL.of(language)
    if score.popular:
        yield _WITH_LIST.filled(language, channels=", ".join(score.popular))


def _row(measure: Measure, figure: Figure, score: Score, language: Language) -> tuple[str, ...]:
    counts = _OF.filled(language, got=figure.tally.got, of=figure.tally.of)
    listed = ("|", _share(measure, figure.popular, language)) if score.popular else ()
    share, found = _share(measure, figure.tally, language), _range(figure.interval, language)
    return (share, found, counts, *listed, _LABELS[measure].of(language))


def parted_figures(score: Score, language: Language) -> Iterator[str]:
    """The figures of each file by the answers to some questions, a line for each answer; nothing where there are no cases."""
    for one in score.sets:
        for question, parts in parted(one, score.rulebook).items() if one.scores else ():
            title = _BY_FIRST if question == GOALS else _BY
            cells = (_CELLS_AND_LIST if score.popular else _CELLS).of(language)
            yield title.filled(language, name=title_of(one.cases, language), question=question, cells=cells)
            heads = [_HEADS[measure].of(language) for measure in MEASURES[one.cases.kind]]
            rows = [_part(part, one, score, language) for part in parts]
            yield from _aligned([("", HOW_MANY.of(language), *heads), *rows], left=0)
            yield ""


def _part(part: Part, one: SetScore, score: Score, language: Language) -> tuple[str, ...]:
    cells = [_cell(figure, score, language) for figure in measured(part.scores, one.cases.kind).values()]
    return (" + ".join(part.options) or OPEN.of(language), str(len(part.scores)), *cells)


def _cell(figure: Figure, score: Score, language: Language) -> str:
    """A figure with its range and what the list reaches, without signs of percent."""
    if figure.tally.share is None:
        return _DASH
    share, found = hundredths(figure.tally.share, language), _range(figure.interval, language)
    listed = hundredths(figure.popular.share, language) if figure.popular and figure.popular.share is not None else _DASH
    return f"{share} {found} | {listed:>3}" if score.popular else f"{share} {found}"


def differences(score: Score, against: Against, language: Language) -> Iterator[str]:
    """Every figure under both rulebooks, and every case that is won or lost."""
    before, now = against.rulebook, score.rulebook
    names = {"id": before.id, "version": before.version, "other": now.id, "now": now.version}
    yield _COMPARED.filled(language, **{key: visible(name) for key, name in names.items()})
    for one in against.sets:
        yield f"{title_of(one.cases, language)}:"
        rows = [_changed(measure, change, language) for measure, change in one.changes.items()]
        for line, change in zip(_aligned(rows), one.changes.values(), strict=True):
            yield line
            yield from _turned(change, language)
        yield from _named(_SKIPPED, one.skipped, language)
    yield ""


def _changed(measure: Measure, change: Change, language: Language) -> tuple[str, ...]:
    before, after = (_share(measure, tally, language) for tally in (change.before, change.after))
    if change.difference is None:
        return before, "->", after, _DASH, "", _LABELS[measure].of(language)
    ends = [_signed(end, language) for end in change.interval or ()]
    found = f"({_TO.of(language).join(ends)})" if ends else ""
    return (before, "->", after, _signed(change.difference, language), found, _LABELS[measure].of(language))


def _turned(change: Change, language: Language) -> Iterator[str]:
    yield from _named(_WON, [_turn(one) for one in change.won], language)
    yield from _named(_LOST, [_turn(one) for one in change.lost], language)
    yield from _named(_COUNTED_BEFORE, change.counted_before, language)
    yield from _named(_COUNTED_AFTER, change.counted_after, language)


def _named(word: Text, cases: Sequence[str], language: Language) -> Iterator[str]:
    if cases:
        yield f"    {_TURNED.filled(language, word=word.of(language), count=len(cases), cases=', '.join(cases))}"


def _turn(turn: Turn) -> str:
    return f"{turn.case} ({', '.join(turn.channels)})" if turn.channels else turn.case


def _share(measure: Measure, tally: Tally | None, language: Language) -> str:
    """A share in percent; what may be more than one in a judgement is no share."""
    if tally is None or tally.share is None:
        return _DASH
    return hundredths(tally.share, language) if measure is Measure.NEVER_SHOWN else percent(tally.share, language)


def _range(interval: Interval | None, language: Language) -> str:
    return f"({hundredths(interval.low, language)}–{hundredths(interval.high, language)})" if interval else ""


def _signed(share: float, language: Language) -> str:
    """A difference in percentage points with its sign."""
    text = hundredths(share, language)
    return text if text.startswith("-") or text == "0" else f"+{text}"


def _aligned(rows: Sequence[Sequence[str]], left: int | None = None) -> Iterator[str]:
    """Rows with their cells below each other: to the right, but for the last one or the one that is said."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    kept = len(widths) - 1 if left is None else left
    for row in rows:
        cells = [
            f"{cell:<{width}}" if place == kept else f"{cell:>{width}}"
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield f"  {'  '.join(cells)}".rstrip()
