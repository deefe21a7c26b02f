"""What a check of `rules check` is, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from channelfit.language import Text
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import Accepted
from channelfit.ruletools.checks.material import Material
from channelfit.ruletools.checks.sample import SampleSize
from channelfit.source.problem import Mark, Severity
from channelfit.typed import NamedTuple


class Check(NamedTuple):
    """One thing that is looked for: the list of ids, the docs and the reports read everything about it from here.

    The id is never reused. `wording` has a `{part}` for each value of a finding; `counted` is what many of them are called where
    only their number is told. The docstring of `find` is the manual: what is found, why that matters, a bad and a good sample.
    """

    id: str
    severity: Severity
    wording: Text
    find: Callable[[Material], Iterator[Finding]]
    counted: Text | None = None

    @property
    def documentation(self) -> str:
        """What the manual says of it, in English."""
        return self.find.__doc__ or ""


class Finding(NamedTuple):
    """One thing that was found.

    `at` is what it is about (a rule, a question and its option, a channel ...), the same as long as that keeps its name;
    `mark` is where that stands; `values` are the parts of the message; `witness` are answers that show it, ready to be advised;
    `sampled` is what it rests on if it is not exact.
    """

    check: Check
    at: str
    mark: Mark
    values: Mapping[str, str | Text]
    witness: Mapping[str, Answer] | None = None
    sampled: SampleSize | None = None
    accepted: Accepted | None = None

    @property
    def id(self) -> str:
        """The id of the check."""
        return self.check.id

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return self.check.severity

    @property
    def order(self) -> tuple[str, int, int, str, str, tuple[tuple[str, str], ...]]:
        """What findings are sorted by: where they stand first."""
        values = tuple(sorted((name, str(value)) for name, value in self.values.items()))
        return (self.mark.source.name, self.mark.line, self.mark.column, self.id, self.at, values)
