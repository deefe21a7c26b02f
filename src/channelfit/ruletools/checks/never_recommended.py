"""A channel that is right for nobody."""

from collections.abc import Iterator

from channelfit.language import Text
from channelfit.ruletools.checks.check import Check, Finding
from channelfit.ruletools.checks.material import Material
from channelfit.ruletools.checks.sample import first_of
from channelfit.source.problem import Severity


def find(material: Material) -> Iterator[Finding]:
    """A channel is recommended to none of the random companies, neither as a focus nor as a basic.

    It may be right for a rare kind of company only: then accept it. Else its base points are too low, its needs too high, or
    another channel is always better. The witness is the profile that it fits best, and where it is not recommended all the same.

    Bad: base points of -5 and rules that give +2 at most. Good: a channel that comes out for those it is made for.
    """
    sample = material.sample
    for id, channel in sorted(material.rulebook.channels.items()):
        if not sample.is_ever_recommended(id):
            witness = sample.answers(first_of(sample.best_fit(id).of[max(sample.best_fit(id).of)]))
            yield Finding(NEVER_RECOMMENDED, id, channel.mark, {"channel": id}, witness, sample.size)


NEVER_RECOMMENDED = Check(
    id="never-recommended",
    severity=Severity.WARNING,
    wording=Text("`{channel}` wird nie empfohlen", "`{channel}` is never recommended"),
    find=find,
)
