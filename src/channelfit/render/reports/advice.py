"""Advice as a page for the terminal: the only renderer that knows rich."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from channelfit.advice.certainty import Certainty
from channelfit.advice.model import Advice, Recommended, Role
from channelfit.advice.readiness import CheckResult, Level, Status
from channelfit.language import Language, amount, euros, hours, number, weeks
from channelfit.render.forms.safe import visible
from channelfit.render.forms.terminal import printed
from channelfit.render.phrases.reasons import what_if_lines
from channelfit.render.phrases.sentences import (
    answer_text,
    fill,
    headline,
    hours_text,
    keep_low_text,
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
from channelfit.render.phrases.words import coverage_word, fit_word, heading, line, name_of, phrase
from channelfit.rulebook.model import Importance, Note, Rule

_BAR = 10
_MOST_FOR = 3
_STATUS_STYLE = {Status.MET: "green", Status.PARTLY: "yellow", Status.UNMET: "bold red", Status.UNKNOWN: "dim"}
_NOTE_STYLE = {Importance.SERIOUS: "bold red", Importance.WARNING: "yellow", Importance.INFO: "cyan"}


def render_terminal(advice: Advice, certainty: Certainty, language: Language, *, width: int = 80, colour: bool = False) -> str:
    """The page as text, with ANSI colours if wanted."""
    return printed(_Page(advice, certainty, language).parts(), width, colour=colour)


class _Page:
    """One advice in one language; every part of the page needs both. It remembers which facts it has cited."""

    def __init__(self, advice: Advice, certainty: Certainty, language: Language) -> None:
        self.advice = advice
        self.certainty = certainty
        self.language = language
        self.cited: dict[str, None] = {}

    def parts(self) -> Iterator[RenderableType]:
        """All parts, top to bottom; what management must do comes first if nothing works without it."""
        advice = self.advice
        not_yet = advice.readiness.level is Level.NOT_YET
        yield self._company()
        yield Text(headline(advice, self.language, preliminary=self.certainty.is_preliminary), style="bold")
        yield Text(settled_text(advice, self.certainty, self.language), style="dim")
        if not_yet:
            yield from self._to_dos("not_ready", blocking=True)
        yield from self._section("basics", (part for one in advice.basics for part in self._basic(one)))
        chosen = [part for number_, one in enumerate(advice.recommended, 1) for part in self._channel(number_, one)]
        yield from self._section("capped_channels" if not_yet else "channels", chosen)
        if not_yet and (said := once_ready_text(advice, self.language)):
            yield from self._section("once_ready", [self._text(said)])
        if step := next_step_text(advice, self.language):
            yield from self._section("next_step", [self._text(step)])
        yield from self._section("coverage", self._coverage())
        yield from self._section("effort", [self._text(self._effort()), *self._assumed()])
        yield from self._section("how_sure", self._how_sure())
        yield from self._section("what_if", self._what_if())
        yield from self._section("not_now", self._not_now())
        yield from self._section("park", self._park())
        kept = [self._item(one.channel.name.of(self.language), keep_low_text(self.language)) for one in advice.keep_low]
        yield from self._section("keep_low", kept)
        yield from self._to_dos("to_do", blocking=False)
        yield from self._section("essentials", self._essentials())
        yield from self._section("notes", (self._note(note) for note in advice.notes if not note.law))
        yield from self._section("law", (self._note(note) for note in advice.notes if note.law))
        yield from self._section("sources", self._sources())
        yield from self._section("own_rules", self._own_rules())

    def _section(self, key: str, parts: Iterable[RenderableType]) -> Iterator[RenderableType]:
        listed_parts = list(parts)
        if listed_parts:
            yield Text()
            yield Text(heading(key, self.language).upper(), style="bold cyan")
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
        rulebook = self.advice.rulebook
        ruled = line("rulebook", self.language, id=rulebook.id, version=rulebook.version)
        company = visible(self.advice.profile.company)[:200]
        return Text(f"{company} · {ruled}" if company else ruled, style="dim")

    def _basic(self, one: Recommended) -> Iterator[RenderableType]:
        yield self._title("·", one)
        yield from self._reasons(one, most_for=1)

    def _channel(self, place: int, one: Recommended) -> Iterator[RenderableType]:
        if place > 1:
            yield Text()
        yield self._title(f"{place}", one)
        grid = Table.grid(padding=(0, 2, 0, 0))
        for goal in self.advice.coverage:
            fit = one.fit.goals.get(goal.goal.id)
            if fit is None:
                continue
            style = "green" if fit.points >= 2 else "yellow" if fit.counts else "red"
            share = fit.fit / self.advice.rulebook.settings.top_fit
            word = fit_word(fit.points, self.language)
            grid.add_row(Text(goal.goal.name.of(self.language)), _bar(share, style), Text(word, style=style))
        yield Padding(grid, (0, 0, 0, 4))
        yield from self._reasons(one, most_for=_MOST_FOR)

    def _title(self, sign: str, one: Recommended) -> RenderableType:
        language = self.language
        effort = one.fit.channel.effort
        title = Text(one.fit.channel.name.of(language), style="bold")
        role = role_text(one, self.advice, language)
        said = [role] if one.role is not Role.BASIC else []
        said += [line("active", language)] if one.already_active else []
        money = number(effort.money_per_month, language)
        facts = [
            line("hours", language, hours=hours(effort.hours_per_week, language)),
            line("money", language, money=money),
            line("weeks", language, weeks=weeks(effort.first_results_weeks, language)),
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
        text = Text(visible(fill(rule.why, self.advice.profile, self.advice.rulebook, self.language)))
        text.append(f" ({visible(source_of(rule.basis, self.advice.rulebook, self.language))})", style="dim")
        return text

    def _coverage(self) -> Iterator[RenderableType]:
        width = max(len(goal.goal.name.of(self.language)) for goal in self.advice.coverage)
        for place, goal in enumerate(self.advice.coverage, 1):
            style = "green" if goal.coverage >= 0.6 else "yellow" if goal.coverage >= 0.3 else "red"
            row = Text(f"{place}. {goal.goal.name.of(self.language):<{width}}  ")
            row.append_text(_bar(goal.coverage, style))
            word = coverage_word(goal.coverage, self.language)
            row.append(f"  {line('covered', self.language, word=word)}", style=style)
            yield Padding(row, (0, 0, 0, 2))
            self._cite(goal.limited_by.basis if goal.limited_by else ())
            if short := shortfall_text(goal, self.advice, self.language):
                yield self._text(short, indent=5)

    def _effort(self) -> str:
        advice, language = self.advice, self.language
        text = hours_text(advice, language)
        if advice.money_per_month:
            text += " " + line("effort_money", language, money=number(advice.money_per_month, language))
        if advice.hours_per_week and advice.hourly_value:
            cost, value = euros(advice.cost_per_month, language), amount(advice.hourly_value, language)
            text += " " + line("effort_cost", language, cost=cost, value=value)
        return text

    def _assumed(self) -> Iterator[RenderableType]:
        rulebook = self.advice.rulebook
        for id, value in self.advice.assumed.items():
            question = rulebook.questions[id].text.of(self.language)
            answer = answer_text(rulebook, id, value, self.language)
            yield self._item(heading("assumed", self.language), f"{question} {answer}")

    def _how_sure(self) -> Iterator[RenderableType]:
        """How firm each channel is, and what nearly came out instead."""
        for one in (*self.advice.basics, *self.advice.recommended):
            yield self._marked("·", stability_text(self.advice, self.certainty, one.fit.channel.id, self.language), indent=2)
        if tie := near_tie_text(self.advice, self.certainty, self.language):
            yield self._marked("≈", tie, style="yellow", indent=2)

    def _what_if(self) -> Iterator[RenderableType]:
        lines = what_if_lines(self.certainty.what_if, self.advice, self.language)
        for change, effect in lines:
            yield self._marked("·", f"{change} → {effect}", indent=2)
        if lines:
            first = next(iter((*self.advice.recommended, *self.advice.basics)), None)
            channel = first.fit.channel.id if first else self.certainty.what_if[0].channel
            yield self._text(phrase("more_what_if", self.language, channel=channel), style="dim")

    def _not_now(self) -> Iterator[RenderableType]:
        left = left_out(self.advice, self.language)
        for names, text in left.explained:
            yield self._item(names, text)
        if left.others:
            yield self._text(line("others", self.language, names=left.others), style="dim")

    def _park(self) -> Iterator[RenderableType]:
        for one in self.advice.park:
            yield self._item(one.channel.name.of(self.language), one.channel.plan.if_parked.of(self.language))

    def _to_dos(self, key: str, *, blocking: bool) -> Iterator[RenderableType]:
        """The groundwork that is not in place; blocking parts apart if the page opens with them."""
        not_yet = self.advice.readiness.level is Level.NOT_YET
        results = [one for one in self.advice.readiness.checks if one.status in (Status.PARTLY, Status.UNMET)]
        if not_yet:
            results = [one for one in results if (one.check.blocking and one.status is Status.UNMET) is blocking]
        unknown = [one for one in self.advice.readiness.checks if one.status is Status.UNKNOWN]
        parts = [self._to_do(one) for one in results]
        if unknown and not blocking:
            parts.append(self._open_checks(unknown))
        yield from self._section(key, parts)

    def _to_do(self, result: CheckResult) -> RenderableType:
        language, check = self.language, result.check
        text = Text(f"{name_of(result.status, language)}: ", style=_STATUS_STYLE[result.status])
        text.append(visible(check.text.of(language)), style="default")
        owner = name_of(check.owner.value, language)
        text.append("\n" + line("to_do", language, owner=owner, todo=visible(check.todo.of(language))), style="default")
        return self._marked("□", text, indent=2)

    def _open_checks(self, results: Sequence[CheckResult]) -> RenderableType:
        texts = " ".join(one.check.text.of(self.language) for one in results)
        return self._marked("?", line("open_check", self.language, texts=texts), style="dim", indent=2)

    def _essentials(self) -> Iterator[RenderableType]:
        for one in self.advice.rulebook.essentials:
            self._cite(one.basis)
            yield self._marked("·", one.says.of(self.language), indent=2)

    def _cite(self, basis: Iterable[str]) -> None:
        self.cited.update(dict.fromkeys(basis))

    def _sources(self) -> Iterator[RenderableType]:
        """Each source that the page rests on once; several facts may come from one."""
        texts = {source_text(self.advice.rulebook.evidence[id], self.language): None for id in sorted(self.cited)}
        for text in texts:
            # A link that is cut leads nowhere.
            yield self._marked("·", Text(visible(text), style="dim", overflow="fold"), style="dim", indent=2)

    def _own_rules(self) -> Iterator[RenderableType]:
        """What overlays have changed in the rules behind this page, and why."""
        for one in self.advice.rulebook.amendments:
            because = one.because.or_other(self.language)
            path = ".".join(one.path) or name_of("disabled", self.language)
            yield self._marked("·", f"{one.target or one.kind} · {path}: {because} ({one.by})", style="dim", indent=2)

    def _note(self, note: Note) -> RenderableType:
        self._cite(note.basis)
        text = fill(note.says, self.advice.profile, self.advice.rulebook, self.language)
        sign = "i" if note.severity is Importance.INFO else "!"
        return self._marked(sign, text, style=_NOTE_STYLE[note.severity], indent=2)


def _bar(share: float, style: str) -> Text:
    filled = max(0, min(_BAR, round(share * _BAR)))
    text = Text("█" * filled, style=style)
    text.append("░" * (_BAR - filled), style="dim")
    return text
