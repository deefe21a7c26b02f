"""Check what channels and goals say of each other: shared work, full hours, groups, contacts."""

from collections.abc import Iterator, Mapping

from channelfit.rulebook.model import CONTACTS, Channel, Effort, Goal, Question, QuestionType
from channelfit.source.nodes import Document, ListNode, value_at_key
from channelfit.source.problem import Mark, Mistake, Problem, problem

UNFIT_PARTNER = Mistake(
    "unfit-partner",
    de="`{channel}` kann seine Arbeit nicht mit `{found}` teilen; ein Partner ist ein anderer Kanal, der bespielt wird",
    en="`{channel}` cannot share its work with `{found}`; a partner is another channel to play",
)
CIRCULAR_PARTNERS = Mistake(
    "circular-partners",
    de="wer mit wem Arbeit teilt, führt im Kreis: {path}",
    en="who shares work with whom goes in a circle: {path}",
)
TOO_MUCH_SHARED = Mistake(
    "too-much-shared",
    de="`{channel}` spart neben `{found}` {saved} Stunden, erwartet werden weniger als dessen {hours}",
    en="`{channel}` saves {saved} hours beside `{found}`, expected less than the {hours} of that channel",
)
FULL_BELOW_LEAST = Mistake(
    "full-below-least",
    de="`full_hours` von `{channel}` ist {found}, erwartet werden mindestens die {hours} von `hours_per_week`",
    en="`full_hours` of `{channel}` is {found}, expected at least the {hours} of `hours_per_week`",
)
NOT_SEVERAL = Mistake(
    "not-several",
    de="`{goal}` lässt sich nicht nach `{found}` teilen; erwartet wird eine Mehrfachauswahl",
    en="`{goal}` cannot be split by `{found}`; expected a multiple choice",
)
UNKNOWN_CONTACTS = Mistake(
    "unknown-contacts",
    de="`{channel}` lebt von `{found}`, das keine Antwort auf `contacts` ist",
    en="`{channel}` lives on `{found}`, which is no option of `contacts`",
)


def relation_problems(
    channels: Mapping[str, Channel],
    goals: Mapping[str, Goal],
    questions: Mapping[str, Question],
    documents: Mapping[str, Document],
) -> Iterator[Problem]:
    """What cannot be meant of all channels (those that are disabled aside) and goals of a rulebook, overlays included.

    Each problem stands at the value that is wrong, which may be one that an overlay has set. A channel whose hours could not be
    read has its problem already.
    """
    channels = {id: channel for id, channel in channels.items() if _has_hours(channel)}
    for channel in channels.values():
        effort = channel.effort
        if effort.full_hours and effort.full_hours < effort.hours_per_week:
            values = {"channel": channel.id, "found": f"{effort.full_hours:g}", "hours": f"{effort.hours_per_week:g}"}
            yield problem(FULL_BELOW_LEAST, _mark_of(channel, documents, "effort", "full_hours"), **values)
        if channel.keeps_contacts:
            options = questions[CONTACTS].options if CONTACTS in questions else {}
            if channel.keeps_contacts not in options:
                found, mark = channel.keeps_contacts, _mark_of(channel, documents, "keeps_contacts")
                yield problem(UNKNOWN_CONTACTS, mark, channel=channel.id, found=found, expected=options, nearest_to=found)
        yield from _partner_problems(channel, channels, documents)
    for goal in goals.values():
        asked = questions.get(goal.split_by)
        if asked is not None and asked.type is not QuestionType.MULTI:
            yield problem(NOT_SEVERAL, _mark_of(goal, documents, "split_by"), goal=goal.id, found=goal.split_by)


def _partner_problems(channel: Channel, channels: Mapping[str, Channel], documents: Mapping[str, Document]) -> Iterator[Problem]:
    for partner, share in channel.shares_work_with.items():
        # A partner that is disabled is as if not there.
        other = channels.get(partner)
        mark = _mark_of(channel, documents, "shares_work_with", partner)
        if partner == channel.id or channel.upkeep or (other is not None and other.upkeep):
            yield problem(UNFIT_PARTNER, mark, channel=channel.id, found=partner)
        elif other is not None:
            saved, hours = share * channel.effort.hours_per_week, other.effort.hours_per_week
            if saved >= hours and share:
                values = {"saved": f"{saved:g}", "hours": f"{hours:g}"}
                yield problem(TOO_MUCH_SHARED, mark, channel=channel.id, found=partner, **values)
    if path := _circle(channel.id, channels):
        yield problem(CIRCULAR_PARTNERS, _mark_of(channel, documents, "shares_work_with"), path=" -> ".join(path))


def _has_hours(channel: Channel) -> bool:
    effort: Effort | None = channel.effort
    return effort is not None and isinstance(effort.hours_per_week, float | int)


def _mark_of(item: Channel | Goal, documents: Mapping[str, Document], *path: str) -> Mark:
    """Where a value of a channel or goal stands; where the item does, if it cannot be found."""
    found = documents[item.mark.source.path].root if item.mark.source.path in documents else None
    if isinstance(item, Goal):
        listed = value_at_key(found, "goals")
        nodes = listed.items if isinstance(listed, ListNode) else ()
        found = next((node for node in nodes if node.mark == item.mark), None)
    for key in path:
        found = value_at_key(found, key)
    return found.mark if found is not None else item.mark


def _circle(start: str, channels: Mapping[str, Channel]) -> tuple[str, ...]:
    """A way from a channel by partners back to itself, of two channels or more; nothing if there is none."""
    paths: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    while paths:
        path = paths.pop()
        for partner in channels[path[-1]].shares_work_with:
            if partner == start and len(path) > 1:
                return (*path, start)
            if partner in channels and partner not in seen:
                seen.add(partner)
                paths.append((*path, partner))
    return ()
