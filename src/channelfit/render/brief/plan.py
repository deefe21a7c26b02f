"""The second half of what is decided on: groundwork, the first 90 days, how to measure, what to leave, points of law."""

from collections.abc import Iterator

from channelfit.advice.fit import ChannelFit
from channelfit.advice.model import Advice, Recommended
from channelfit.advice.readiness import CheckResult, Status
from channelfit.advice.schedule import CHECK_WEEK, GROUNDWORK_WEEKS, WEEKS, Stage, schedule
from channelfit.language import Language
from channelfit.render.brief.words import word
from channelfit.render.forms.blocks import Checklist, Item, Lane, Listing, Part, Table, Task, Timeline
from channelfit.render.phrases.sentences import KEPT_LOW, cause_text, left_out, source_of
from channelfit.render.phrases.voice import voice_of
from channelfit.render.phrases.words import OWNERS, STATUSES

_MOST_KPIS = 2
_MOST_EXPLAINED = 3
_ORDER = (Status.UNMET, Status.PARTLY, Status.UNKNOWN, Status.MET)


def plan_sections(advice: Advice, language: Language) -> Iterator[tuple[str, tuple[Part, ...]]]:
    """The sections by id, each with its parts."""
    tasks = tasks_of(advice, language)
    yield "groundwork", (Checklist(tasks),) if tasks else ()
    stages = schedule(advice)
    yield "first_90_days", (_timeline(stages, advice, language),) if stages else ()
    yield "measure", tuple(_measure(advice, language))
    yield "not_now", tuple(_not_now(advice, language))
    law = tuple(
        Item(voice_of(advice, language).fill(note.says), "§", source_of(note.basis, voice_of(advice, language)))
        for note in advice.notes
        if note.law
    )
    yield "law", (Listing(law),) if law else ()


def tasks_of(advice: Advice, language: Language) -> tuple[Task, ...]:
    """The groundwork, the most urgent first: what may block and is not in place, then what is missing, partly there, open."""

    def place(one: CheckResult) -> tuple[bool, int]:
        return not (one.check.blocking and one.status in (Status.UNMET, Status.PARTLY)), _ORDER.index(one.status)

    return tuple(_task(one, advice, language) for one in sorted(advice.readiness.checks, key=place))


def _task(one: CheckResult, advice: Advice, language: Language) -> Task:
    done, question = one.status is Status.MET, one.check.id
    answer = ""
    # The checks of the built-in rules are named after the questions that they rest on.
    if question in advice.profile.answers:
        said = voice_of(advice, language).answer(question, advice.profile.answers[question])
        answer = word("answered", language, answer=said)
    return Task(
        status=one.status.value,
        word=word("not_answered", language) if one.status is Status.UNKNOWN else STATUSES[one.status].of(language),
        text=one.check.text.of(language),
        answer=answer,
        owner="" if done else OWNERS[one.check.owner].of(language).capitalize(),
        todo="" if done else one.check.todo.of(language),
    )


def _timeline(stages: tuple[Stage, ...], advice: Advice, language: Language) -> Timeline:
    lanes = [_lane(stage, language) for stage in stages]
    if any(one.status in (Status.UNMET, Status.PARTLY) for one in advice.readiness.checks):
        last = word("weeks_1_to", language, last=f"{GROUNDWORK_WEEKS}")
        lanes.insert(0, Lane(word("lay_groundwork", language), 1, GROUNDWORK_WEEKS, 0, last))
    legend = (word("setup", language), word("running", language), word("look", language))
    return Timeline(word("timeline_caption", language), WEEKS, (CHECK_WEEK, WEEKS), tuple(lanes), legend)


def _lane(stage: Stage, language: Language) -> Lane:
    weeks = {"first": f"{stage.setup_from}", "last": f"{stage.setup_until}", "runs": f"{stage.runs_from}"}
    steps = stage.advised.fit.channel.plan.first_steps
    text = word(_way(stage), language, **weeks)
    if steps and not stage.advised.already_active:
        text += f". {word('first_step', language, step=steps[0].of(language))}"
    name = stage.advised.fit.channel.name.of(language)
    return Lane(name, stage.setup_from, min(stage.setup_until, WEEKS), stage.runs_from, text)


def _way(stage: Stage) -> str:
    """How a channel gets going, as the key of its words."""
    if not stage.runs_from:
        return "setup_never"
    if not stage.setup_from:
        return "runs"
    if stage.runs_from > WEEKS:
        return "setup_later" if stage.setup_from > WEEKS else "setup_long"
    return "setup_some" if stage.setup_until > stage.setup_from else "setup_one"


def _measure(advice: Advice, language: Language) -> Iterator[Part]:
    ones = (*advice.recommended, *advice.basics)
    rows = tuple(
        (one.fit.channel.name.of(language), "; ".join(_kpis(one, advice, language)), one.fit.channel.plan.stop_rule.of(language))
        for one in ones
    )
    if rows:
        heads = tuple(word(key, language) for key in ("channel", "kpis", "stop_rule"))
        yield Table(heads, rows, numeric=False)


def _kpis(one: Recommended, advice: Advice, language: Language) -> list[str]:
    """The first figures of the goals that the channel is for, the most important goal first."""
    kpis = one.fit.channel.plan.kpis
    served = [goal.goal.id for goal in advice.coverage if goal.goal.id in one.fit.goals and one.fit.goals[goal.goal.id].counts]
    goals = [id for id in served if id in one.main_for] or served
    found = [kpi.of(language) for id in goals for kpi in kpis.get(id, ())]
    return found[:_MOST_KPIS] or [kpi.of(language) for goal in advice.coverage for kpi in goal.goal.kpis][:_MOST_KPIS]


def _not_now(advice: Advice, language: Language) -> Iterator[Part]:
    """What to do with the channels in use, then what not to begin."""
    causes = {one.fit.channel.id: cause_text(one, advice, voice_of(advice, language)) for one in advice.not_recommended}

    def in_use(key: str, fit: ChannelFit, text: str) -> Item:
        return Item(
            f"{causes.get(fit.channel.id, '')} {text}".strip(), name=f"{word(key, language)}: {fit.channel.name.of(language)}"
        )

    items = [in_use("park", one, one.channel.plan.if_parked.of(language)) for one in advice.park]
    items += [in_use("keep_low", one, KEPT_LOW.of(language)) for one in advice.keep_low]
    left = left_out(advice, voice_of(advice, language), most=_MOST_EXPLAINED, in_use=False)
    items += [Item(text, name=names) for names, text in left.explained]
    if left.others:
        items.append(Item(f"{left.others}.", name=word("others", language)))
    if items:
        yield Listing(tuple(items))
