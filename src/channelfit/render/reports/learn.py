"""What was learned from cases: the changes and what speaks for them, what is not firm yet, and what the rules' own cases say."""

from collections.abc import Iterator, Mapping, Sequence

from channelfit.language import Counted, Language, Text, counted, number
from channelfit.render.forms.safe import visible
from channelfit.render.phrases.findings import message_of
from channelfit.render.phrases.voice import Voice
from channelfit.render.phrases.words import ITEMS
from channelfit.render.reports.score_figures import HOW_MANY
from channelfit.ruletools.learn.learned import BOOTSTRAPS, Learned, Proposal, Step, Trial, Unsettled, Verdict
from channelfit.ruletools.learn.points import Answered, Point
from channelfit.ruletools.learn.reasons import signed

_COMPANIES = Counted(
    Text("{count} beurteiltes Unternehmen", "{count} judged company"),
    Text("{count} beurteilte Unternehmen", "{count} judged companies"),
)
_OUTCOMES = Counted(Text("{count} Ergebnis", "{count} outcome"), Text("{count} Ergebnisse", "{count} outcomes"))
_FROM = Text("Gelernt aus: {companies}, {outcomes}.", "Learned from {companies}, {outcomes}.")
_TOO_FEW = Text(
    "Das sind zu wenige: Ab {least} beurteilten Unternehmen lässt sich etwas lernen. Ergebnisse allein verschieben keine Punkte.",
    "These are too few: learning starts with {least} judged companies. Outcomes alone move no points.",
)
_RIDGE = Text(
    "Was von den gesetzten Punkten wegführt, kostet: Stärke {ridge}, gewählt an zurückgehaltenen Unternehmen.",
    "What leads away from the points that were set has a price: strength {ridge}, chosen on companies held out.",
)
_HELD_OUT = Text(
    "Wie weit die Regeln neben Urteilen liegen, die sie nicht kennen: {before} bisher, {changed} mit diesen Änderungen, {asked} "
    "mit allen Verschiebungen.",
    "How far the rules are from judgements that they have not seen: {before} so far, {changed} with these changes, {asked} "
    "with all shifts.",
)
_NOTHING = Text(
    "Es gibt nichts vorzuschlagen; kein Ordner wurde angelegt.", "There is nothing to propose; no folder was written."
)
_PROPOSED = Counted(
    Text("{count} Änderung:", "{count} change:"),
    Text("{count} Änderungen, die gefragteste zuerst:", "{count} changes, what is asked for most first:"),
)
_MISSING_RULES = Counted(
    Text("{count} Punkt in Regeln, die fehlen:", "{count} point in rules that are missing:"),
    Text(
        "{count} Punkte in Regeln, die fehlen, das Gefragteste zuerst:",
        "{count} points in rules that are missing, what is asked for most first:",
    ),
)
_ALL = Text("alle", "all")
_UNSETTLED = Counted(
    Text("{count} Punkt, für den die Fälle nicht reichen:", "{count} point for which the cases are too few:"),
    Text("{count} Punkte, für die die Fälle nicht reichen:", "{count} points for which the cases are too few:"),
)
_COLUMNS = (
    Text("Punkt", "point"),
    ITEMS["goal"],
    Text("jetzt", "now"),
    Text("Vorschlag", "proposed"),
    Text("verlangt", "asked"),
    Text("in 9 von 10", "in 9 of 10"),
    HOW_MANY,
    Text("Richtung", "same way"),
    Text("Praxis", "outcomes"),
)
_MISSING = Text("es fehlen", "missing")
_VERDICTS: Mapping[Verdict, Text] = {
    Verdict.CONFIRM: Text("dafür", "for"),
    Verdict.QUESTION: Text("dagegen", "against"),
    Verdict.SILENT: Text("-", "-"),
}
_BASE = Text("{channel}, Ausgangswert", "{channel}, base")
_NEW = Text("{channel}, neu bei {question}: {option}", "{channel}, new for {question}: {option}")
_RULED = Text("{rule} ({channel})", "{rule} ({channel})")
_ABOUT = Text("etwa {count}", "about {count}")
_NOT_KNOWN = Text("?", "?")
_WRITTEN = Text(
    "Angelegt: {folder}. Lesen Sie jede Änderung, bevor Sie sie übernehmen.",
    "Written: {folder}. Read every change before you take it.",
)
_PASSED = Text("Testfälle: Alle {count} kommen heraus wie bisher.", "Cases: all {count} come out as before.")
_FLIPPED = Text(
    "Testfälle, die jetzt anders herauskommen ({count} von {all}):", "Cases that come out otherwise now ({count} of {all}):"
)
_FOUND = Text("Was `rules check` jetzt findet und vorher nicht:", "What `rules check` finds now and did not before:")
# So many points that are not firm are listed; JSON has them all.
_MOST = 20


def render_learned(learned: Learned, trial: Trial | None, folder: str, least: int, voice: Voice) -> str:
    """What was learned, as a text."""
    language = voice.language
    parts = [list(_head(learned, least, language))]
    for step, title in zip(learned.steps, (_PROPOSED, _MISSING_RULES), strict=False):
        parts += [list(_fitted(step, language)), list(_table(title, step.proposals, language))]
    parts += [list(_tried(trial, folder, voice)) if trial else [_NOTHING.of(language)]]
    parts += [list(_table(_UNSETTLED, [one for step in learned.steps for one in step.unsettled], language))]
    return "\n".join("".join(f"{line}\n" for line in part) for part in parts if part)


def _head(learned: Learned, least: int, language: Language) -> Iterator[str]:
    companies, outcomes = counted(learned.companies, _COMPANIES, language), counted(learned.outcomes, _OUTCOMES, language)
    yield _FROM.filled(language, companies=companies, outcomes=outcomes)
    if not learned.steps:
        yield _TOO_FEW.filled(language, least=least)


def _fitted(step: Step, language: Language) -> Iterator[str]:
    yield _RIDGE.filled(language, ridge=number(step.ridge, language))
    before, changed, asked = (number(value, language) for value in step.held_out)
    yield _HELD_OUT.filled(language, before=before, changed=changed, asked=asked)


def _table(title: Counted, listed: Sequence[Proposal] | Sequence[Unsettled], language: Language) -> Iterator[str]:
    if not listed:
        return
    yield counted(len(listed), title, language)
    is_firm = isinstance(listed[0], Proposal)
    names = [
        *(column.of(language) for column in _COLUMNS[: None if is_firm else -1]),
        *([] if is_firm else [_MISSING.of(language)]),
    ]
    if not is_firm:
        names.pop(3)
    rows = [names, *(_row(one, language) for one in (listed if is_firm else listed[:_MOST]))]
    widths = [max(len(row[column]) for row in rows) for column in range(len(names))]
    for row in rows:
        cells = [
            f"{cell:<{width}}" if place < 2 else f"{cell:>{width}}"
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield f"  {'  '.join(cells)}".rstrip()


def _row(one: Proposal | Unsettled, language: Language) -> list[str]:
    point, firmness = one.point, one.firmness
    low, high = (signed(point.was + shift, language) for shift in (firmness.low, firmness.high))
    row = [_named(point, language), point.goal or _ALL.of(language), signed(point.was, language)]
    if isinstance(one, Proposal):
        row.append(signed(one.new, language))
    row += [
        signed(one.asked, language),
        f"{low} … {high}",
        str(firmness.cases),
        f"{round(firmness.kept * BOOTSTRAPS)}/{BOOTSTRAPS}",
    ]
    if isinstance(one, Proposal):
        said = _VERDICTS[one.outcomes].of(language)
        row.append(f"{said} ({one.outcome_cases})" if one.outcomes is not Verdict.SILENT else said)
    else:
        row.append(_NOT_KNOWN.of(language) if one.missing is None else _ABOUT.filled(language, count=one.missing))
    return row


def _named(point: Point, language: Language) -> str:
    match point.origin:
        case Answered(question, option):
            return _NEW.filled(language, channel=point.channel, question=question, option=option)
        case "":
            return _BASE.filled(language, channel=point.channel)
        case rule:
            return rule if rule.startswith(f"{point.channel}/") else _RULED.filled(language, rule=rule, channel=point.channel)


def _tried(trial: Trial, folder: str, voice: Voice) -> Iterator[str]:
    yield voice.say(_WRITTEN, folder=visible(folder))
    if trial.flipped:
        yield voice.say(_FLIPPED, count=str(len(trial.flipped)), all=str(trial.cases))
        yield from (f"  {result.case.id}  ({visible(str(result.case.mark))})" for result in trial.flipped)
    elif trial.cases:
        yield voice.say(_PASSED, count=str(trial.cases))
    if trial.findings:
        yield voice.say(_FOUND)
        yield from (f"  {visible(str(finding.mark))}: {message_of(finding, voice)} [{finding.id}]" for finding in trial.findings)
