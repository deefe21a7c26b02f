"""A channel that is right for everyone."""

from collections.abc import Iterator

from channelfit.language import Text
from channelfit.ruletools.checks.check import Check, Finding
from channelfit.ruletools.checks.material import Material
from channelfit.ruletools.checks.sample import first_of
from channelfit.source.problem import Severity


def find(material: Material) -> Iterator[Finding]:
    """A channel is recommended to every random company.

    Then the answers make no difference to it: nobody has to be everywhere, and no channel is right for everyone. The witness is
    the profile that it fits least, and where it is recommended all the same.

    Bad: base points of +4 for all goals. Good: points that come from rules.
    """
    sample = material.sample
    for id, channel in sorted(material.rulebook.channels.items()):
        if sample.is_always_recommended(id):
            witness = sample.answers(first_of(sample.best_fit(id).of[min(sample.best_fit(id).of)]))
            yield Finding(ALWAYS_RECOMMENDED, id, channel.mark, {"channel": id}, witness, sample.size)


ALWAYS_RECOMMENDED = Check(
    id="always-recommended",
    severity=Severity.WARNING,
    wording=Text("`{channel}` wird immer empfohlen", "`{channel}` is always recommended"),
    find=find,
)
