"""Advice as a page for the terminal: the only renderer that knows rich."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from channelfit.advice.certainty import Certainty
from channelfit.advice.model import Advice, Recommended, Role
from channelfit.advice.readiness import CheckResult, Level, Status
from channelfit.language import Counted
from channelfit.language import Text as Wording
from channelfit.render.forms.safe import visible
from channelfit.render.forms.terminal import printed
from channelfit.render.phrases.reasons import what_if_lines
from channelfit.render.phrases.sentences import (
    KEPT_LOW,
    headline,
    hours_text,
    left_out,
    next_step_text,
    once_ready_text,
    ranked_reasons,
    role_text,
    shortfall_text,
    source_of,
    source_text,
)
from channelfit.render.phrases.sureness import near_tie_text, settled_text, stability_text
from channelfit.render.phrases.voice import Voice
from channelfit.render.phrases.words import (
    ALREADY_ACTIVE,
    BASICS,
    CHANNELS,
    COVERAGE,
    COVERED,
    DISABLED,
    HOURS_A_WEEK,
    HOW_SURE,
    KEEP_LOW,
    LAW,
    LAY_GROUNDWORK,
    MONEY_A_MONTH,
    NOTES,
    OWNERS,
    PARK,
    SOURCES,
    STATUSES,
    WHAT_IF,
    coverage_word,
    fit_word,
    rulebook_text,
)
from channelfit.rulebook.model import Importance, Note, Rule

_CAPPED_CHANNELS = Wording("Ihre Kanalauswahl, solange das fehlt", "Your channels until this is done")
_ONCE_READY = Wording("Wenn das erledigt ist", "Once this is done")
_NEXT_STEP = Wording("Der nächste sinnvolle Schritt", "The next useful step")
_EFFORT = Wording("Aufwand", "Effort")
_OWN_RULES = Wording("Eigene Regeln", "Your own rules")
_NOT_NOW = Wording("Jetzt nicht", "Not now")
_NOT_READY = Wording("Zuerst: die Voraussetzungen", "First: the groundwork")
_ESSENTIALS = Wording("Bevor Sie entscheiden", "Before you decide")
_ASSUMED = Wording("Angenommen", "Assumed")
_FIRST_RESULTS = Wording("erste Ergebnisse nach {weeks}", "first results after {weeks}")
_MONEY = Counted(
    Wording("Dazu kommt {count} € im Monat.", "EUR {count} a month comes on top."),
    Wording("Dazu kommen {count} € im Monat.", "EUR {count} a month come on top."),
)
_COST = Wording(
    "Mit der Arbeitszeit, die Stunde zu {value}, kostet es {cost} im Monat.",
    "With the working time, at {value} an hour, it costs {cost} a month.",
)
_TO_DO = Wording("Zu tun ({owner}): {todo}", "To do ({owner}): {todo}")
_OPEN_CHECK = Wording("Noch nicht beantwortet: {texts}", "Not answered yet: {texts}")
_MORE_WHAT_IF = Wording(
    "Mehr dazu, auch je zwei Änderungen zusammen: channelfit explain {channel}",
    "More on this, pairs of changes too: channelfit explain {channel}",
)
_OTHERS = Wording("Auch nicht: {names}.", "Nor: {names}.")
_BAR = 10
_MOST_FOR = 3
_STATUS_STYLE = {Status.MET: "green", Status.PARTLY: "yellow", Status.UNMET: "bold red", Status.UNKNOWN: "dim"}
_NOTE_STYLE = {Importance.SERIOUS: "bold red", Importance.WARNING: "yellow", Importance.INFO: "cyan"}


def render_terminal(advice: Advice, certainty: Certainty, voice: Voice, *, width: int = 80, colour: bool = False) -> str:
    """The page as text, with ANSI colours if wanted."""
    return printed(_Page(advice, certainty, voice).parts(), width, colour=colour)


class _Page:
    """One advice in one voice; every part of the page needs both. It remembers which facts it has cited."""

    def __init__(self, advice: Advice, certainty: Certainty, voice: Voice) -> None:
        self.advice = advice
        self.certainty = certainty
        self.voice = voice
        self.cited: dict[str, None] = {}

    def parts(self) -> Iterator[RenderableType]:
        """All parts, top to bottom; what management must do comes first if nothing works without it."""
        advice = self.advice
        not_yet = advice.readiness.level is Level.NOT_YET
        yield self._company()
        yield Text(headline(advice, self.voice, preliminary=self.certainty.is_preliminary), style="bold")
        yield Text(settled_text(self.certainty, self.voice), style="dim")
        if not_yet:
            yield from self._to_dos(_NOT_READY, blocking=True)
        yield from self._section(BASICS, (part for one in advice.basics for part in self._basic(one)))
        chosen = [part for rank, one in enumerate(advice.recommended, 1) for part in self._channel(rank, one)]
        yield from self._section(_CAPPED_CHANNELS if not_yet else CHANNELS, chosen)
        if not_yet and (said := once_ready_text(advice, self.voice)):
            yield from self._section(_ONCE_READY, [self._text(said)])
        if step := next_step_text(advice, self.voice):
            yield from self._section(_NEXT_STEP, [self._text(step)])
        yield from self._section(COVERAGE, self._coverage())
        yield from self._section(_EFFORT, [self._text(self._effort()), *self._assumed()])
        yield from self._section(HOW_SURE, self._how_sure())
        yield from self._section(WHAT_IF, self._what_if())
        yield from self._section(_NOT_NOW, self._not_now())
        yield from self._section(PARK, self._park())
        kept = [self._item(self.voice.say(one.channel.name), self.voice.say(KEPT_LOW)) for one in advice.keep_low]
        yield from self._section(KEEP_LOW, kept)
        yield from self._to_dos(LAY_GROUNDWORK, blocking=False)
        yield from self._section(_ESSENTIALS, self._essentials())
        yield from self._section(NOTES, (self._note(note) for note in advice.notes if not note.law))
        yield from self._section(LAW, (self._note(note) for note in advice.notes if note.law))
        yield from self._section(SOURCES, self._sources())
        yield from self._section(_OWN_RULES, self._own_rules())

    def _section(self, title: Wording, parts: Iterable[RenderableType]) -> Iterator[RenderableType]:
        listed_parts = list(parts)
        if listed_parts:
            yield Text()
            yield Text(self.voice.say(title).upper(), style="bold cyan")
            yield from listed_parts

    def _text(self, text: str, style: str = "", indent: int = 2) -> RenderableType:
        return Padding(Text(visible(text), style=style), (0, 0, 0, indent))

    def _marked(self, sign: str, text: str | Text, style: str = "", indent: int = 4) -> RenderableType:
        """A text that hangs behind a sign."""
        grid = Table.grid(padding=(0, 1, 0, 0))
        grid.add_column(width=len(sign))
        grid.add_column(ratio=1)
        grid.add_row(Text(sign, style=style), Text(visible(text)) if isinstance(text, str) else text)
        return Padding(grid, (0, 0, 0, indent))

    def _item(self, name: str, text: str) -> RenderableType:
        body = Text(visible(name), style="bold")
        body.append(f"  {visible(text)}", style="not bold")
        return self._marked("·", body, indent=2)

    def _company(self) -> RenderableType:
        ruled = rulebook_text(self.voice)
        company = visible(self.advice.profile.company)[:200]
        return Text(f"{company} · {ruled}" if company else ruled, style="dim")

    def _basic(self, one: Recommended) -> Iterator[RenderableType]:
        yield self._title("·", one)
        yield from self._reasons(one, most_for=1)

    def _channel(self, rank: int, one: Recommended) -> Iterator[RenderableType]:
        if rank > 1:
            yield Text()
        yield self._title(f"{rank}", one)
        grid = Table.grid(padding=(0, 2, 0, 0))
        for goal in self.advice.coverage:
            fit = one.fit.goals.get(goal.goal.id)
            if fit is None:
                continue
            style = "green" if fit.points >= 2 else "yellow" if fit.counts else "red"
            share = fit.fit / self.advice.rulebook.settings.top_fit
            word = fit_word(fit.points, self.voice)
            grid.add_row(Text(self.voice.say(goal.goal.name)), _bar(share, style), Text(word, style=style))
        yield Padding(grid, (0, 0, 0, 4))
        yield from self._reasons(one, most_for=_MOST_FOR)

    def _title(self, sign: str, one: Recommended) -> RenderableType:
        voice = self.voice
        effort = one.fit.channel.effort
        title = Text(voice.say(one.fit.channel.name), style="bold")
        role = role_text(one, self.advice, self.voice)
        said = [role] if one.role is not Role.BASIC else []
        said += [voice.say(ALREADY_ACTIVE)] if one.already_active else []
        money = voice.number(effort.money_per_month)
        facts = [
            voice.say(HOURS_A_WEEK, hours=voice.hours(effort.hours_per_week)),
            voice.say(MONEY_A_MONTH, money=money),
            voice.say(_FIRST_RESULTS, weeks=voice.weeks(effort.first_results_weeks)),
        ]
        title.append(f"  {' · '.join(said)}" if said else "", style="not bold")
        title.append("\n" + " · ".join(facts), style="not bold dim")
        return self._marked(sign, title, style="bold", indent=2)

    def _reasons(self, one: Recommended, *, most_for: int) -> Iterator[RenderableType]:
        ranked = ranked_reasons(one.fit, self.advice)
        for _, reason in [pair for pair in ranked if pair[0] > 0][:most_for]:
            yield self._marked("+", self._why(reason.rule), style="green")
        for _, reason in [pair for pair in ranked if pair[0] < 0][:1]:
            yield self._marked("–", self._why(reason.rule), style="red")

    def _why(self, rule: Rule) -> Text:
        """A reason with its best source; the list at the end has all of them."""
        self._cite(rule.basis)
        text = Text(visible(self.voice.fill(rule.why)))
        text.append(f" ({visible(source_of(rule.basis, self.voice))})", style="dim")
        return text

    def _coverage(self) -> Iterator[RenderableType]:
        width = max(len(self.voice.say(goal.goal.name)) for goal in self.advice.coverage)
        for rank, goal in enumerate(self.advice.coverage, 1):
            style = "green" if goal.coverage >= 0.6 else "yellow" if goal.coverage >= 0.3 else "red"
            row = Text(f"{rank}. {self.voice.say(goal.goal.name):<{width}}  ")
            row.append_text(_bar(goal.coverage, style))
            word = coverage_word(goal.coverage, self.voice)
            row.append(f"  {self.voice.say(COVERED, word=word)}", style=style)
            yield Padding(row, (0, 0, 0, 2))
            self._cite(goal.limited_by.basis if goal.limited_by else ())
            if short := shortfall_text(goal, self.voice):
                yield self._text(short, indent=5)

    def _effort(self) -> str:
        advice, voice = self.advice, self.voice
        text = hours_text(advice, self.voice)
        if advice.money_per_month:
            text += " " + voice.counted(advice.money_per_month, _MONEY)
        if advice.hours_per_week and advice.hourly_value:
            cost, value = voice.euros(advice.cost_per_month), voice.amount(advice.hourly_value)
            text += " " + voice.say(_COST, cost=cost, value=value)
        return text

    def _assumed(self) -> Iterator[RenderableType]:
        rulebook = self.advice.rulebook
        for id, value in self.advice.assumed.items():
            question = self.voice.say(rulebook.questions[id].text)
            answer = self.voice.answer(id, value)
            yield self._item(self.voice.say(_ASSUMED), f"{question} {answer}")

    def _how_sure(self) -> Iterator[RenderableType]:
        """How firm each channel is, and what nearly came out instead."""
        for one in (*self.advice.basics, *self.advice.recommended):
            yield self._marked("·", stability_text(self.certainty, one.fit.channel.id, self.voice), indent=2)
        if tie := near_tie_text(self.certainty, self.voice):
            yield self._marked("≈", tie, style="yellow", indent=2)

    def _what_if(self) -> Iterator[RenderableType]:
        lines = what_if_lines(self.certainty.what_if, self.advice, self.voice)
        for change, effect in lines:
            yield self._marked("·", f"{change} → {effect}", indent=2)
        if lines:
            first = next(iter((*self.advice.recommended, *self.advice.basics)), None)
            channel = first.fit.channel.id if first else self.certainty.what_if[0].channel
            yield self._text(self.voice.say(_MORE_WHAT_IF, channel=channel), style="dim")

    def _not_now(self) -> Iterator[RenderableType]:
        left = left_out(self.advice, self.voice)
        for names, text in left.explained:
            yield self._item(names, text)
        if left.others:
            yield self._text(self.voice.say(_OTHERS, names=left.others), style="dim")

    def _park(self) -> Iterator[RenderableType]:
        for one in self.advice.park:
            yield self._item(self.voice.say(one.channel.name), self.voice.say(one.channel.plan.if_parked))

    def _to_dos(self, title: Wording, *, blocking: bool) -> Iterator[RenderableType]:
        """The groundwork that is not in place; blocking parts apart if the page opens with them."""
        not_yet = self.advice.readiness.level is Level.NOT_YET
        results = [one for one in self.advice.readiness.checks if one.status in (Status.PARTLY, Status.UNMET)]
        if not_yet:
            results = [one for one in results if (one.check.blocking and one.status is Status.UNMET) is blocking]
        unknown = [one for one in self.advice.readiness.checks if one.status is Status.UNKNOWN]
        parts = [self._to_do(one) for one in results]
        if unknown and not blocking:
            parts.append(self._open_checks(unknown))
        yield from self._section(title, parts)

    def _to_do(self, result: CheckResult) -> RenderableType:
        voice, check = self.voice, result.check
        text = Text(f"{voice.say(STATUSES[result.status])}: ", style=_STATUS_STYLE[result.status])
        text.append(visible(voice.say(check.text)), style="default")
        owner = voice.say(OWNERS[check.owner])
        text.append("\n" + voice.say(_TO_DO, owner=owner, todo=visible(voice.say(check.todo))), style="default")
        return self._marked("□", text, indent=2)

    def _open_checks(self, results: Sequence[CheckResult]) -> RenderableType:
        texts = " ".join(self.voice.say(one.check.text) for one in results)
        return self._marked("?", self.voice.say(_OPEN_CHECK, texts=texts), style="dim", indent=2)

    def _essentials(self) -> Iterator[RenderableType]:
        for one in self.advice.rulebook.essentials:
            self._cite(one.basis)
            yield self._marked("·", self.voice.say(one.says), indent=2)

    def _cite(self, basis: Iterable[str]) -> None:
        self.cited.update(dict.fromkeys(basis))

    def _sources(self) -> Iterator[RenderableType]:
        """Each source that the page rests on once; several facts may come from one."""
        texts = {source_text(self.advice.rulebook.evidence[id], self.voice): None for id in sorted(self.cited)}
        for text in texts:
            # A link that is cut leads nowhere.
            yield self._marked("·", Text(visible(text), style="dim", overflow="fold"), style="dim", indent=2)

    def _own_rules(self) -> Iterator[RenderableType]:
        """What overlays have changed in the rules behind this page, and why."""
        for one in self.advice.rulebook.amendments:
            because = one.because.or_other(self.voice.language)
            path = ".".join(one.path) or self.voice.say(DISABLED)
            yield self._marked("·", f"{one.target or one.kind} · {path}: {because} ({one.by})", style="dim", indent=2)

    def _note(self, note: Note) -> RenderableType:
        self._cite(note.basis)
        text = self.voice.fill(note.says)
        sign = "i" if note.severity is Importance.INFO else "!"
        return self._marked(sign, text, style=_NOTE_STYLE[note.severity], indent=2)


def _bar(share: float, style: str) -> Text:
    filled = max(0, min(_BAR, round(share * _BAR)))
    text = Text("█" * filled, style=style)
    text.append("░" * (_BAR - filled), style="dim")
    return text
