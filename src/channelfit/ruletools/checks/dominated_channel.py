"""A channel that is never the better choice."""

from collections.abc import Iterator

from channelfit.advice.parted import Parts, rows_in
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
        if not any(sample.best_fit(channel.id).of):
            continue
        better = [other for other in channels if other is not channel and _dominates(sample, other, channel)]
        if better:
            values = {"channel": channel.id, "others": ", ".join(other.id for other in better)}
            lead = _lead(sample, better[0], channel)
            witness = sample.answers(lead.index(max(lead)))
            yield Finding(DOMINATED_CHANNEL, channel.id, channel.mark, values, witness, sample.size)


def _dominates(sample: Sample, channel: Channel, other: Channel) -> bool:
    """Whether a channel is at least as good as another throughout; of two that are the same, the first by id."""
    hours, other_hours = channel.effort.hours_per_week, _least_hours(other)
    if channel.upkeep != other.upkeep or hours > other_hours:
        return False
    fits = [*zip(sample.fits(channel.id), sample.fits(other.id), strict=True)]
    if any(_is_above(others, own) for own, others in fits):
        return False
    return hours < other_hours or any(_is_above(own, others) for own, others in fits) or channel.id < other.id


def _is_above(fits: Parts, others: Parts) -> bool:
    """Whether the first fit is higher than the second one anywhere."""
    return any(rows & theirs for fit, rows in fits.of.items() for other, theirs in others.of.items() if fit > other)


def _least_hours(channel: Channel) -> float:
    """The hours that a channel takes beside the partner that it shares most of its work with."""
    return channel.effort.hours_per_week * (1 - max(channel.shares_work_with.values(), default=0.0))


def _lead(sample: Sample, channel: Channel, other: Channel) -> list[float]:
    """How far a channel is ahead of another, over all aims of a company together."""
    lead = [0.0] * sample.count
    for own, others in zip(sample.fits(channel.id), sample.fits(other.id), strict=True):
        for fits, sign in ((own, 1), (others, -1)):
            for fit, rows in fits.of.items():
                for row in rows_in(rows) if fit else ():
                    lead[row] += sign * fit
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
