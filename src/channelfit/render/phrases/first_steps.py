"""What comes first: what channels rest on, entries to keep in order, the groundwork, and where the first channel begins."""

from __future__ import annotations

from collections.abc import Iterator

from channelfit.advice.model import Advice, Recommended
from channelfit.advice.readiness import CheckResult, Level, Status
from channelfit.language import Counted, Text, capital, opening
from channelfit.render.phrases.headline import first_notes
from channelfit.render.phrases.in_use import in_vain, kept_in_vain
from channelfit.render.phrases.voice import Voice
from channelfit.render.phrases.words import HOURS_A_WEEK, OWNERS
from channelfit.rulebook.model import Addressee, Note
from channelfit.typed import NamedTuple

_WHO = Text("{owner}: {todo}", "{owner}: {todo}")
_ENTRY = Text("{name} ({owner}, {hours}): {step}", "{name} ({owner}, {hours}): {step}")
_BEFORE = Text("{todo} ({owner}): {why}", "{todo} ({owner}): {why}")
_STEP = Text("{name} ({owner}): {step}", "{name} ({owner}): {step}")
_WHY_IN_VAIN = Counted(
    Text(
        "Klären, warum der Kanal heute nichts bringt, bevor Sie dort mehr tun.",
        "Find out why it brings nothing today, before you do more there.",
    ),
    Text(
        "Klären, warum sie heute nichts bringen, bevor Sie dort mehr tun.",
        "Find out why they bring nothing today, before you do more there.",
    ),
)
_LACKING = (Status.UNMET, Status.PARTLY)


class FirstSteps(NamedTuple):
    """What to do first, the most urgent first, and how many further steps are left out of it."""

    steps: list[str]
    left_out: int


def first_steps(advice: Advice, voice: Voice, *, most: int) -> FirstSteps:
    """So many steps; all that the headline names, what management must do, and what is to be found out of chosen channels.

    Where the first channel begins comes last.
    """
    waits = advice.readiness.level is Level.NOT_YET
    urgent = sorted((result for result in advice.readiness.checks if result.status in _LACKING), key=_urgency)
    todos = [_todo(result, voice) for result in urgent]
    blocking = sum(result.check.blocking and result.status is Status.UNMET for result in urgent) if waits else 0
    notes = [_before(note, voice) for note in first_notes(advice)]
    basics = [_entry(basic, voice) for basic in advice.basics]
    vain = _find_out(advice, voice)
    manage = todos[blocking : blocking + 1]
    needed = len(notes) + len(manage) + len(basics) + bool(in_vain(advice.recommended, voice))
    # Without goals and backing no channel works, so management comes before any of them.
    steps = [*todos[:blocking], *notes, *manage, *basics, *vain, *_begin(advice, voice)]
    shown = steps[: max(most, needed)]
    return FirstSteps(shown, len(steps) - len(shown))


def _urgency(result: CheckResult) -> tuple[bool, bool]:
    """What blocks comes first, then what is missing altogether."""
    return not result.check.blocking, result.status is not Status.UNMET


def _todo(result: CheckResult, voice: Voice) -> str:
    return voice.say(_WHO, owner=_owner(result.check.owner, voice), todo=opening(voice.say(result.check.todo)))


def _before(note: Note, voice: Voice) -> str:
    """What is to be there before any channel, who sees to it, and why."""
    why = opening(voice.fill(note.says))
    todo = capital(voice.say(note.step if any(note.step) else note.todo))
    return voice.say(_BEFORE, todo=todo, owner=_owner(note.addressee, voice), why=why) if todo else why


def _entry(basic: Recommended, voice: Voice) -> str:
    """An entry to keep in order with its hours: its first step, or what is to be done week by week where it is there already."""
    channel, steps = basic.fit.channel, basic.fit.channel.plan.first_steps
    hours = voice.say(HOURS_A_WEEK, hours=voice.hours(basic.hours_to_use))
    step = opening(voice.say(steps[0] if steps and not basic.already_active else channel.plan.cadence))
    name, owner = voice.channels_first([channel.id]), _owner(Addressee.TEAM, voice)
    return voice.say(_ENTRY, name=name, owner=owner, hours=hours, step=_sentence(step))


def _find_out(advice: Advice, voice: Voice) -> Iterator[str]:
    """Why channels in use bring nothing, of which more is advised or would be worth it."""
    if vain := [*in_vain(advice.recommended, voice), *kept_in_vain(advice, voice)]:
        step = voice.say(voice.number_of(_WHY_IN_VAIN, vain))
        yield voice.say(_STEP, name=voice.channels_first(vain), owner=_owner(Addressee.TEAM, voice), step=step)


def _begin(advice: Advice, voice: Voice) -> Iterator[str]:
    """The first step of the first channel that does not run yet."""
    for advised in advice.recommended:
        steps = advised.fit.channel.plan.first_steps
        if steps and not advised.already_active:
            name, owner = voice.channels_first([advised.fit.channel.id]), _owner(Addressee.TEAM, voice)
            yield voice.say(_STEP, name=name, owner=owner, step=_sentence(voice.say(steps[0])))
            return


def _owner(addressee: Addressee, voice: Voice) -> str:
    """Who sees to it: on channels those who work on them."""
    return capital(voice.say(OWNERS[addressee]))


def _sentence(step: str) -> str:
    return step if step.endswith((".", "!", "?")) else f"{step}."
