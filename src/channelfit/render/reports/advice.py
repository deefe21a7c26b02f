"""Advice with everything behind it, as a page for the terminal in a shape of its own."""

from collections.abc import Iterable, Iterator, Sequence

from channelfit.advice.certainty import Certainty
from channelfit.advice.model import Advice
from channelfit.advice.readiness import CheckResult, Level, Status
from channelfit.language import Counted, Text
from channelfit.render.forms.parts import BAD, GOOD, QUIET, Printable, indented, marked, styled, titled
from channelfit.render.forms.terminal import printed
from channelfit.render.phrases.asked_about import put_off
from channelfit.render.phrases.effort import (
    budget_text,
    converted_text,
    hour_text,
    hours_text,
    is_over_budget,
    left_text,
    use_text,
    uses_more,
    uses_of_rest,
)
from channelfit.render.phrases.first_steps import first_steps
from channelfit.render.phrases.headline import headline
from channelfit.render.phrases.in_use import kept_low, parked
from channelfit.render.phrases.reasons import what_if_lines
from channelfit.render.phrases.sentences import (
    left_out,
    next_step_text,
    once_ready_text,
    source_text,
)
from channelfit.render.phrases.sureness import near_tie_text, settled_text, stability_text
from channelfit.render.phrases.voice import Voice
from channelfit.render.phrases.words import (
    BASICS,
    BESIDE,
    CHANNELS,
    COVERAGE,
    DISABLED,
    FIRST,
    FIRST_STEPS,
    HOW_SURE,
    KEEP_LOW,
    LAW,
    LAY_GROUNDWORK,
    NEXT_STEP,
    NOT_READY,
    NOTES,
    OWNERS,
    PARK,
    REST,
    SOURCES,
    STATUSES,
    WHAT_IF,
    rulebook_text,
)
from channelfit.render.reports.chosen import Reading, basics, channels, coverage
from channelfit.rulebook.model import Importance, Note, NotePlace

_CAPPED_CHANNELS = Text("Ihre Kanalauswahl, solange das fehlt", "Your channels until this is done")
_ONCE_READY = Text("Wenn das erledigt ist", "Once this is done")
_EFFORT = Text("Aufwand", "Effort")
_OWN_RULES = Text("Eigene Regeln", "Your own rules")
_NOT_NOW = Text("Jetzt nicht", "Not now")
_ESSENTIALS = Text("Bevor Sie entscheiden", "Before you decide")
_ASSUMED = Text("Angenommen", "Assumed")
_MONEY = Counted(
    Text("Dazu kommt {money} im Monat.", "{money} a month comes on top."),
    Text("Dazu kommen {money} im Monat.", "{money} a month comes on top."),
)
_LEAST_COST = Text(
    "Mit der Mindestzeit, die Stunde zu {value}, kostet es {cost} im Monat.",
    "With the least time, at {value} an hour, it costs {cost} a month.",
)
_COST = Text(
    "Mit der Arbeitszeit, die Stunde zu {value}, kostet es {cost} im Monat.",
    "With the working time, at {value} an hour, it costs {cost} a month.",
)
_TO_DO = Text("Zu tun ({owner}): {todo}", "To do ({owner}): {todo}")
_OPEN_CHECK = Text("Noch nicht beantwortet: {texts}", "Not answered yet: {texts}")
_MORE_WHAT_IF = Text(
    "Mehr dazu, auch je zwei Änderungen zusammen: channelfit explain {channel}, mit demselben Profil",
    "More on this, pairs of changes too: channelfit explain {channel}, with the same profile",
)
_OTHERS = Text("Auch nicht: {names}.", "Nor: {names}.")
_STATUS_STYLE = {Status.MET: GOOD, Status.PARTLY: "bold", Status.UNMET: f"bold {BAD}", Status.UNKNOWN: QUIET}
# There are never so many steps.
_ALL = 100
_NOTE_STYLE = {Importance.SERIOUS: f"bold {BAD}", Importance.WARNING: "bold", Importance.INFO: ""}


def render_terminal(advice: Advice, certainty: Certainty, voice: Voice, *, width: int = 80, colour: bool = False) -> str:
    """The page as text, with ANSI colours if wanted."""
    return printed(_Page(advice, certainty, voice).parts(), width, colour=colour)


def render_headline(advice: Advice, certainty: Certainty, voice: Voice, *, width: int = 80, colour: bool = False) -> str:
    """The result in one sentence, as text."""
    return printed([styled((headline(advice, voice, certainty), "bold"))], width, colour=colour)


class _Page:
    """One advice in one voice; every part of the page needs both. It remembers which facts it has cited."""

    def __init__(self, advice: Advice, certainty: Certainty, voice: Voice) -> None:
        self.advice = advice
        self.certainty = certainty
        self.voice = voice
        self.reading = Reading(advice, certainty, voice, {})

    def parts(self) -> Iterator[Printable]:
        """All parts, in the order of the first screen; what management must do comes first if nothing works without it."""
        advice = self.advice
        not_yet = advice.readiness.level is Level.NOT_YET
        yield self._company()
        yield styled((headline(advice, self.voice, self.certainty), "bold"))
        yield styled((settled_text(self.certainty, self.voice), QUIET))
        yield from self._section(FIRST_STEPS, self._first_steps())
        if not_yet:
            yield from self._to_dos(NOT_READY, blocking=True)
        yield from self._section(FIRST, self._notes(NotePlace.FIRST))
        yield from self._section(BASICS, basics(self.reading))
        yield from self._section(_CAPPED_CHANNELS if not_yet else CHANNELS, channels(self.reading))
        if not_yet and (said := once_ready_text(advice, self.voice)):
            yield from self._section(_ONCE_READY, [indented(styled((said, "")))])
        if step := next_step_text(advice, self.voice):
            yield from self._section(NEXT_STEP, [indented(styled((step, "")))])
        yield from self._section(COVERAGE, coverage(self.reading))
        yield from self._section(_EFFORT, [indented(styled((self._effort(), ""))), *self._assumed()])
        yield from self._section(REST, self._rest())
        yield from self._section(BESIDE, self._notes(NotePlace.BESIDE))
        left = put_off(advice, self.certainty)
        yield from self._section(PARK, (self._item(names, text) for names, text in parked(left, self.voice)))
        yield from self._section(KEEP_LOW, (self._item(names, text) for names, text in kept_low(left, self.voice)))
        yield from self._section(_NOT_NOW, self._not_now())
        yield from self._section(HOW_SURE, self._how_sure())
        yield from self._section(WHAT_IF, self._what_if())
        yield from self._to_dos(LAY_GROUNDWORK, blocking=False)
        yield from self._section(_ESSENTIALS, self._essentials())
        yield from self._section(NOTES, self._notes(NotePlace.KNOW))
        yield from self._section(LAW, self._notes(NotePlace.LAW))
        yield from self._section(SOURCES, self._sources())
        yield from self._section(_OWN_RULES, self._own_rules())

    def _first_steps(self) -> Iterator[Printable]:
        """All steps of which the first screen has what there is room for."""
        steps = first_steps(self.advice, self.voice, most=_ALL).steps
        return (marked(f"{number}", styled((step, ""))) for number, step in enumerate(steps, 1))

    def _section(self, title: Text, parts: Iterable[Printable]) -> Iterator[Printable]:
        if section := titled(self.voice.say(title), parts):
            yield from (styled(("", "")), *section)

    def _item(self, name: str, text: str) -> Printable:
        return marked("·", styled((name, "bold"), (f"  {text}", "not bold")))

    def _company(self) -> Printable:
        ruled = rulebook_text(self.voice)
        company = self.advice.profile.company[:200]
        return styled((f"{company} · {ruled}" if company else ruled, QUIET))

    def _effort(self) -> str:
        advice, voice = self.advice, self.voice
        said = [hours_text(advice, voice), use_text(advice, voice)]
        if is_over_budget(advice):
            said.append(budget_text(advice, voice))
        elif advice.money_per_month:
            said.append(voice.counted(advice.money_per_month, _MONEY, money=voice.amount(advice.money_per_month)))
        if advice.hours_per_week and advice.hourly_value:
            cost, value = voice.euros(advice.cost_per_month), hour_text(advice, voice)
            said.append(voice.say(_LEAST_COST if uses_more(advice) else _COST, cost=cost, value=value))
        said.append(converted_text(voice))
        if not uses_of_rest(advice):
            said.append(left_text(advice, voice))
        return " ".join(filter(None, said))

    def _assumed(self) -> Iterator[Printable]:
        rulebook = self.advice.rulebook
        for id, value in self.advice.assumed.items():
            question = self.voice.say(rulebook.questions[id].text)
            answer = self.voice.answer(id, value)
            yield self._item(self.voice.say(_ASSUMED), f"{question} {answer}")

    def _how_sure(self) -> Iterator[Printable]:
        """How firm each channel is, and what nearly came out instead."""
        for advised in (*self.advice.basics, *self.advice.recommended):
            id, certainty = advised.fit.channel.id, self.certainty
            yield marked("·", styled((stability_text(certainty.stability[id], certainty.settled, id, self.voice), "")))
        if tie := near_tie_text(self.certainty, self.voice):
            yield marked("≈", styled((tie, "")), "bold")

    def _what_if(self) -> Iterator[Printable]:
        lines = what_if_lines(self.certainty.what_if, self.advice, self.voice)
        for change, effect in lines:
            yield marked("·", styled((f"{change} → {effect}", "")))
        if lines:
            first = next(iter((*self.advice.recommended, *self.advice.basics)), None)
            channel = first.fit.channel.id if first else self.certainty.what_if[0].channel
            yield indented(styled((self.voice.say(_MORE_WHAT_IF, channel=channel), QUIET)))

    def _not_now(self) -> Iterator[Printable]:
        left = left_out(put_off(self.advice, self.certainty), self.voice)
        for names, text in left.explained:
            yield self._item(names, text)
        if left.others:
            yield indented(styled((self.voice.say(_OTHERS, names=left.others), QUIET)))

    def _to_dos(self, title: Text, *, blocking: bool) -> Iterator[Printable]:
        """The groundwork that is not in place; blocking parts apart if the page opens with them."""
        not_yet = self.advice.readiness.level is Level.NOT_YET
        results = [result for result in self.advice.readiness.checks if result.status in (Status.PARTLY, Status.UNMET)]
        if not_yet:
            results = [result for result in results if (result.check.blocking and result.status is Status.UNMET) is blocking]
        unknown = [result for result in self.advice.readiness.checks if result.status is Status.UNKNOWN]
        parts = [self._to_do(result) for result in results]
        if unknown and not blocking:
            parts.append(self._open_checks(unknown))
        yield from self._section(title, parts)

    def _to_do(self, result: CheckResult) -> Printable:
        voice, check = self.voice, result.check
        status = (f"{voice.say(STATUSES[result.status])}: ", _STATUS_STYLE[result.status])
        to_do = voice.say(_TO_DO, owner=voice.say(OWNERS[check.owner]), todo=voice.say(check.todo))
        return marked("□", styled(status, (voice.say(check.text), "default"), below=(to_do, "default")))

    def _open_checks(self, results: Sequence[CheckResult]) -> Printable:
        texts = " ".join(self.voice.say(result.check.text) for result in results)
        return marked("?", styled((self.voice.say(_OPEN_CHECK, texts=texts), "")), QUIET)

    def _essentials(self) -> Iterator[Printable]:
        for essential in self.advice.rulebook.essentials:
            self.reading.cite(essential.basis)
            yield marked("·", styled((self.voice.say(essential.says), "")))

    def _sources(self) -> Iterator[Printable]:
        """Each source that the page rests on once; several facts may come from one."""
        texts = {source_text(self.advice.rulebook.evidence[id], self.voice): None for id in sorted(self.reading.cited)}
        for text in texts:
            # A link that is cut leads nowhere.
            yield marked("·", styled((text, QUIET)), QUIET)

    def _own_rules(self) -> Iterator[Printable]:
        """What overlays have changed in the rules behind this page, and why."""
        for change in self.advice.rulebook.amendments:
            because = change.because.or_other(self.voice.language)
            path = ".".join(change.path) or self.voice.say(DISABLED)
            yield marked("·", styled((f"{change.target or change.kind} · {path}: {because} ({change.by})", "")), QUIET)

    def _rest(self) -> Iterator[Printable]:
        """What spare hours and money are best spent on."""
        notes = uses_of_rest(self.advice)
        if notes and (left := left_text(self.advice, self.voice)):
            yield indented(styled((left, "")))
        yield from map(self._note, notes)

    def _notes(self, place: NotePlace) -> Iterator[Printable]:
        yield from (self._note(note) for note in self.advice.notes if note.place is place)

    def _note(self, note: Note) -> Printable:
        self.reading.cite(note.basis)
        text = self.voice.fill(note.says)
        sign = "i" if note.severity is Importance.INFO else "!"
        return marked(sign, styled((text, "")), _NOTE_STYLE[note.severity])
