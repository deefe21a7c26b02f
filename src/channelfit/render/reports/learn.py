"""What was learned from cases: the changes and what speaks for them, what is not firm yet, and what the rules' own cases say."""

from collections.abc import Iterator

from channelfit.language import Counted, Text
from channelfit.render.forms.blocks import Block, Heading, Item, Listing, Paragraph, listed_under
from channelfit.render.phrases.findings import message_of
from channelfit.render.phrases.voice import Voice
from channelfit.ruletools.learn.learned import Learned, Proposal, Step, Trial, Unsettled, Verdict
from channelfit.ruletools.learn.points import Answered, Point
from channelfit.ruletools.learn.reasons import asked_for, because, signed

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
_SKIPPED = Text(
    "Übergangen, weil eine Pflichtantwort fehlt ({count}): {cases}.",
    "Passed over, as a required answer is lacking ({count}): {cases}.",
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
    Text("{count} Änderung", "{count} change"),
    Text("{count} Änderungen, die gefragteste zuerst", "{count} changes, what is asked for most first"),
)
_MISSING_RULES = Counted(
    Text("{count} Punkt in Regeln, die fehlen", "{count} point in rules that are missing"),
    Text(
        "{count} Punkte in Regeln, die fehlen, das Gefragteste zuerst",
        "{count} points in rules that are missing, what is asked for most first",
    ),
)
_QUESTIONED = Text(
    "Mit ! davor: Ergebnisse aus der Praxis sprechen dagegen ({count}).", "With ! in front: outcomes speak against it ({count})."
)
_UNSETTLED = Counted(
    Text("{count} Punkt, für den die Fälle nicht reichen", "{count} point for which the cases are too few"),
    Text("{count} Punkte, für die die Fälle nicht reichen", "{count} points for which the cases are too few"),
)
_MORE_IN_JSON = Text("Die übrigen {count} stehen in der Ausgabe mit --format json.", "The other {count} are in --format json.")
_CHANGE = Text("{point}, {goal}: {was} → {new}", "{point}, {goal}: {was} → {new}")
_ALL = Text("alle Ziele", "all goals")
_BASE = Text("{channel}, Ausgangswert", "{channel}, base")
_NEW = Text("{channel}, neu bei {question}: {option}", "{channel}, new for {question}: {option}")
_RULED = Text("{rule} ({channel})", "{rule} ({channel})")
_MISSING = Counted(
    Text("Es fehlt etwa {count} Unternehmen.", "About {count} company is missing."),
    Text("Es fehlen etwa {count} Unternehmen.", "About {count} companies are missing."),
)
_UNCLEAR = Text("Wie viele fehlen, ist offen.", "How many are missing is open.")
_OVERLAY = Text("Das Ergebnis", "The result")
_WRITTEN = Text(
    "Angelegt: {folder}. Lesen Sie jede Änderung, bevor Sie sie übernehmen.",
    "Written: {folder}. Read every change before you take it.",
)
_PASSED = Text("Testfälle: Alle {count} kommen heraus wie bisher.", "Cases: all {count} come out as before.")
_FLIPPED = Text(
    "Testfälle, die jetzt anders herauskommen ({count} von {all})", "Cases that come out otherwise now ({count} of {all})"
)
_FOUND = Text("Neue Befunde der Prüfung", "New findings of the check")
# So many points that are not firm are listed; JSON has them all.
_MOST = 20


def learned_blocks(learned: Learned, trial: Trial | None, folder: str, least: int, voice: Voice) -> Iterator[Block]:
    """The page: what was learned from and how well, the changes, what is not firm, and what the rules' own cases say."""
    companies, outcomes = voice.counted(learned.companies, _COMPANIES), voice.counted(learned.outcomes, _OUTCOMES)
    yield Heading(voice.say(_FROM, companies=companies, outcomes=outcomes), level=1)
    if learned.skipped:
        yield Paragraph(voice.say(_SKIPPED, count=str(len(learned.skipped)), cases=", ".join(learned.skipped)))
    if not learned.steps:
        yield Paragraph(voice.say(_TOO_FEW, least=str(least)))
    for step, title in zip(learned.steps, (_PROPOSED, _MISSING_RULES), strict=False):
        yield from _proposed(step, title, voice)
    unsettled = [one for step in learned.steps for one in step.unsettled]
    items = (_item(one.point, one.asked, _lacking(one, voice), voice) for one in unsettled[:_MOST])
    yield from listed_under(voice.counted(len(unsettled), _UNSETTLED), items)
    if len(unsettled) > _MOST:
        yield Paragraph(voice.say(_MORE_IN_JSON, count=str(len(unsettled) - _MOST)), quiet=True)
    yield from _tried(trial, folder, voice) if trial else [Paragraph(voice.say(_NOTHING))]


def _proposed(step: Step, title: Counted, voice: Voice) -> Iterator[Block]:
    before, changed, asked = map(voice.number, step.held_out)
    yield Heading(voice.counted(len(step.proposals), title))
    yield Paragraph(voice.say(_RIDGE, ridge=voice.number(step.ridge)))
    yield Paragraph(voice.say(_HELD_OUT, before=before, changed=changed, asked=asked))
    questioned = [one for one in step.proposals if one.outcomes is Verdict.QUESTION]
    if questioned:
        yield Paragraph(voice.say(_QUESTIONED, count=str(len(questioned))))
    if step.proposals:
        yield Listing(tuple(_change(one, voice) for one in step.proposals))


def _change(one: Proposal, voice: Voice) -> Item:
    found = _item(one.point, one.new, because(one, voice.language), voice)
    return found._replace(sign="!") if one.outcomes is Verdict.QUESTION else found


def _item(point: Point, new: float, quiet: str, voice: Voice) -> Item:
    was, wanted = (signed(points, voice.language) for points in (point.was, new))
    goal = point.goal or voice.say(_ALL)
    return Item(voice.say(_CHANGE, point=_named(point, voice), goal=goal, was=was, new=wanted), quiet=quiet)


def _lacking(one: Unsettled, voice: Voice) -> str:
    said = asked_for(one.asked, one.point.was, one.firmness, voice.language)
    return f"{said} {voice.say(_UNCLEAR) if one.missing is None else voice.counted(one.missing, _MISSING)}"


def _named(point: Point, voice: Voice) -> str:
    match point.origin:
        case Answered(question, option):
            return voice.say(_NEW, channel=point.channel, question=question, option=option)
        case "":
            return voice.say(_BASE, channel=point.channel)
        case rule:
            return rule if rule.startswith(f"{point.channel}/") else voice.say(_RULED, rule=rule, channel=point.channel)


def _tried(trial: Trial, folder: str, voice: Voice) -> Iterator[Block]:
    flipped = (Item(result.case.id, quiet=str(result.case.mark)) for result in trial.flipped)
    yield from listed_under(voice.say(_FLIPPED, count=str(len(trial.flipped)), all=str(trial.cases)), flipped)
    found = (Item(message_of(one, voice), quiet=f"{one.mark} [{one.id}]") for one in trial.findings)
    yield from listed_under(voice.say(_FOUND), found)
    yield Heading(voice.say(_OVERLAY))
    if trial.cases and not trial.flipped:
        yield Paragraph(voice.say(_PASSED, count=str(trial.cases)))
    yield Paragraph(voice.say(_WRITTEN, folder=folder))
