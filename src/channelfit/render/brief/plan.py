"""The plan of what is decided on: what to leave, groundwork, the first 90 days, how to measure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from channelfit.advice.certainty import Certainty
from channelfit.advice.model import Advice, Recommended
from channelfit.advice.readiness import CheckResult, Status
from channelfit.advice.schedule import CHECK_WEEK, GROUNDWORK_WEEKS, WEEKS, Stage, schedule
from channelfit.language import Text
from channelfit.render.forms.blocks import Chapter, Checklist, Item, Lane, Listing, Part, Table, Task, Timeline
from channelfit.render.phrases.asked_about import OTHERS, asked_about, put_off
from channelfit.render.phrases.in_use import kept_low, parked
from channelfit.render.phrases.voice import Voice
from channelfit.render.phrases.words import CHANNEL, KEEP_LOW, LAY_GROUNDWORK, OWNERS, PARK, STATUSES

NOT_ANSWERED = Text("nicht beantwortet", "not answered")
_GROUNDWORK = Text("Voraussetzungen: wer was zu tun hat", "Groundwork: who has to do what")
_FIRST_90_DAYS = Text("Die ersten 90 Tage", "The first 90 days")
_MEASURE = Text("Woran Sie merken, ob es wirkt", "How you can tell whether it works")
_ANSWERED = Text("Ihre Antwort: {answer}", "Your answer: {answer}")
_CAPTION = Text(
    "Woche für Woche, gerechnet mit den genannten Stunden; ein Vorschlag.",
    "Week by week, worked out with the hours given; a suggestion.",
)
_SETUP = Text("Aufbau", "set-up")
_RUNNING = Text("laufender Betrieb", "running")
_LOOK = Text("prüfen: Wird der Rhythmus gehalten?", "check: is the rhythm kept?")
_WEEKS_1_TO = Text("Woche 1 bis {last}", "weeks 1 to {last}")
_SETUP_ONE = Text("Aufbau in Woche {first}, läuft ab Woche {runs}", "set-up in week {first}, runs from week {runs}")
_SETUP_SOME = Text(
    "Aufbau in Woche {first} bis {last}, läuft ab Woche {runs}",
    "set-up in weeks {first} to {last}, runs from week {runs}",
)
_SETUP_LONG = Text(
    "Aufbau ab Woche {first}, über die 90 Tage hinaus bis Woche {last}",
    "set-up from week {first}, beyond the 90 days until week {last}",
)
_SETUP_LATER = Text("beginnt in Woche {first}", "begins in week {first}")
_SETUP_NEVER = Text(
    "mit diesen Stunden in einem Jahr nicht aufzubauen",
    "cannot be set up within a year on these hours",
)
_RUNS = Text("läuft ab Woche {runs}", "runs from week {runs}")
_FIRST_STEP = Text("Erster Schritt: {step}", "First step: {step}")
_KPIS = Text("Zahlen", "Figures")
_STOP_RULE = Text("Wann Sie aufhören", "When to stop")

_MOST_KPIS = 2
_ORDER = (Status.UNMET, Status.PARTLY, Status.UNKNOWN, Status.MET)
_LACKING = (Status.UNMET, Status.PARTLY)


def plan_chapters(advice: Advice, voice: Voice) -> Iterator[Chapter]:
    """The chapters, each with its parts."""
    tasks, stages = tasks_of(advice, voice), schedule(advice)
    yield Chapter("groundwork", voice.say(_GROUNDWORK), (Checklist(tasks),) if tasks else ())
    yield Chapter("first_90_days", voice.say(_FIRST_90_DAYS), (_timeline(stages, advice, voice),) if stages else ())
    yield Chapter("measure", voice.say(_MEASURE), tuple(measure(advice.recommended or advice.basics, advice, voice)))


def tasks_of(advice: Advice, voice: Voice) -> tuple[Task, ...]:
    """The groundwork, the most urgent first: what may block and is not in place, then what is missing, partly there, open."""

    def order(result: CheckResult) -> tuple[bool, int]:
        return not (result.check.blocking and result.status in _LACKING), _ORDER.index(result.status)

    return tuple(_task(result, voice) for result in sorted(advice.readiness.checks, key=order))


def _task(result: CheckResult, voice: Voice) -> Task:
    done, question = result.status is Status.MET, result.check.id
    answer = ""
    # The checks of the built-in rules are named after the questions that they rest on.
    if question in voice.profile.answers:
        answer = voice.say(_ANSWERED, answer=voice.answer(question, voice.profile.answers[question]))
    return Task(
        status=result.status.value,
        word=voice.say(NOT_ANSWERED if result.status is Status.UNKNOWN else STATUSES[result.status]),
        text=voice.say(result.check.text),
        answer=answer,
        owner="" if done else voice.say(OWNERS[result.check.owner]).capitalize(),
        todo="" if done else voice.say(result.check.todo),
    )


def _timeline(stages: tuple[Stage, ...], advice: Advice, voice: Voice) -> Timeline:
    lanes = [_lane(stage, voice) for stage in stages]
    if any(result.status in _LACKING for result in advice.readiness.checks):
        last = voice.say(_WEEKS_1_TO, last=f"{GROUNDWORK_WEEKS}")
        lanes.insert(0, Lane(voice.say(LAY_GROUNDWORK), 1, GROUNDWORK_WEEKS, 0, last))
    legend = (voice.say(_SETUP), voice.say(_RUNNING), voice.say(_LOOK))
    return Timeline(voice.say(_CAPTION), WEEKS, (CHECK_WEEK, WEEKS), tuple(lanes), legend)


def _lane(stage: Stage, voice: Voice) -> Lane:
    channel = stage.advised.fit.channel
    text = voice.say(_way(stage), first=f"{stage.setup_from}", last=f"{stage.setup_until}", runs=f"{stage.runs_from}")
    if channel.plan.first_steps and not stage.advised.already_active:
        text += f". {voice.say(_FIRST_STEP, step=voice.say(channel.plan.first_steps[0]))}"
    return Lane(voice.say(channel.name), stage.setup_from, min(stage.setup_until, WEEKS), stage.runs_from, text)


def _way(stage: Stage) -> Text:
    """How a channel gets going."""
    if not stage.runs_from:
        return _SETUP_NEVER
    if not stage.setup_from:
        return _RUNS
    if stage.setup_until > WEEKS:
        return _SETUP_LATER if stage.setup_from > WEEKS else _SETUP_LONG
    return _SETUP_SOME if stage.setup_until > stage.setup_from else _SETUP_ONE


def measure(channels: Sequence[Recommended], advice: Advice, voice: Voice) -> Iterator[Part]:
    """What to count for channels, and when to stop."""
    rows = []
    for advised in channels:
        channel = advised.fit.channel
        rows.append((voice.say(channel.name), "; ".join(_kpis(advised, advice, voice)), voice.say(channel.plan.stop_rule)))
    if rows:
        yield Table((voice.say(CHANNEL), voice.say(_KPIS), voice.say(_STOP_RULE)), tuple(rows), numeric=False)


def _kpis(advised: Recommended, advice: Advice, voice: Voice) -> list[str]:
    """The first figures of the goals that the channel is for, the most important goal first."""
    kpis, goals = advised.fit.channel.plan.kpis, advised.fit.goals
    wanted = [covered.goal for covered in advice.coverage]
    served = [goal.id for goal in wanted if goal.id in goals and goals[goal.id].counts]
    mainly = [id for id in served if id in advised.main_for] or served
    found = [kpi for id in mainly for kpi in kpis.get(id, ())] or [kpi for goal in wanted for kpi in goal.kpis]
    return [voice.say(kpi) for kpi in found[:_MOST_KPIS]]


def not_now(advice: Advice, certainty: Certainty, voice: Voice) -> Iterator[Part]:
    """What to do with the channels in use, then what not to begin, as far as a reader would have asked about it."""
    left = put_off(advice, certainty)
    items = [Item(text, name=f"{voice.say(PARK)}: {name}") for name, text in parked(left, voice)]
    items += [Item(text, name=f"{voice.say(KEEP_LOW)}: {name}") for name, text in kept_low(left, voice)]
    used = {fit.channel.id for fit in (*advice.park, *(kept.fit for kept in advice.keep_low))}
    asked = asked_about(advice, certainty, voice)
    for line in asked.lines:
        if used.isdisjoint(line.channels):
            items.append(Item(line.texts[0], name=voice.channels_first(line.channels)))
    if asked.others:
        items.append(Item(voice.say(OTHERS)))
    if items:
        yield Listing(tuple(items))
