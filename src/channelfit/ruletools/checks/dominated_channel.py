"""A channel that is never the better choice."""

from collections.abc import Iterator

import numpy as np

from channelfit.advice.rows import Numbers
from channelfit.language import Text
from channelfit.rulebook.model import Channel
from channelfit.ruletools.checks.check import Check, Finding
from channelfit.ruletools.checks.material import Material
from channelfit.ruletools.checks.sample import Sample
from channelfit.source.problem import Severity


def find(material: Material) -> Iterator[Finding]:
    """Another channel takes no more hours and fits at least as well, for every goal (and group) of every random company.

    Beside that other one it may still add coverage, so this is an info; alone it is never the better choice. Channels to play are
    compared with each other, and entries to keep in order with each other. The witness is where the other one is ahead most.

    Bad: a copy of a channel with a point less for each goal. Good: each channel is the better one for somebody.
    """
    sample = material.sample
    channels = [channel for _, channel in sorted(material.rulebook.channels.items())]
    for channel in channels:
        if not sample.best_fit(channel.id).any():
            continue
        better = [other for other in channels if other is not channel and _dominates(sample, other, channel)]
        if better:
            values = {"channel": channel.id, "others": ", ".join(other.id for other in better)}
            witness = sample.answers[int(_lead(sample, better[0], channel).argmax())]
            yield Finding(DOMINATED_CHANNEL, channel.id, channel.mark, values, witness, sample.size)


def _dominates(sample: Sample, channel: Channel, other: Channel) -> bool:
    """Whether a channel is at least as good as another throughout; of two that are the same, the first by id."""
    hours, other_hours = channel.effort.hours_per_week, _least_hours(other)
    if channel.upkeep != other.upkeep or hours > other_hours:
        return False
    leads = [sample.fit(channel.id, aim) - sample.fit(other.id, aim) for aim in sample.aims]
    if any((lead < 0).any() for lead in leads):
        return False
    return hours < other_hours or any((lead > 0).any() for lead in leads) or channel.id < other.id


def _least_hours(channel: Channel) -> float:
    """The hours that a channel takes beside the partner that it shares most of its work with."""
    return channel.effort.hours_per_week * (1 - max(channel.shares_work_with.values(), default=0.0))


def _lead(sample: Sample, channel: Channel, other: Channel) -> Numbers:
    """How far a channel is ahead of another, over all aims of a company together."""
    lead = np.zeros(sample.count)
    for aim in sample.aims:
        lead = lead + sample.fit(channel.id, aim) - sample.fit(other.id, aim)
    return lead


DOMINATED_CHANNEL = Check(
    id="dominated-channel",
    severity=Severity.INFO,
    wording=Text(
        de="`{channel}` eignet sich nie besser als {others} und braucht nicht weniger Stunden",
        en="`{channel}` never fits better than {others} and takes no fewer hours",
    ),
    counted=Text("Kanäle, die nie besser sind als ein anderer", "channels that are never better than another"),
    find=find,
)
