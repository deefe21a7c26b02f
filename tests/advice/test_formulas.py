"""The example of `docs/formulas.md`: every number in its tables is what comes out."""

import re
from pathlib import Path

import pytest

from channelfit.advice.advise import advise
from channelfit.advice.model import Advice, Cause, Role
from channelfit.advice.portfolio import hours_of, price_of, worth_of
from channelfit.advice.situations import candidates_in
from channelfit.profile import read_profile
from channelfit.rulebook.reader import read_rulebook
from channelfit.source.document import read_documents
from conftest import SMALL, documents_of

PAGE = (Path(__file__).parents[2] / "docs" / "formulas.md").read_text(encoding="utf-8")
BLOCKS = dict(re.findall(r"```yaml (\S+)\n(.*?)```", PAGE, re.DOTALL))


def table(head: str) -> list[list[str]]:
    """The rows of the table that begins with this column."""
    rows = PAGE.partition(f"\n| {head} |")[2].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


@pytest.fixture(scope="module")
def advice() -> Advice:
    """The advice for the profile of the page under its rules."""
    files = {"rulebook.yaml": SMALL["rulebook.yaml"], **{name: text for name, text in BLOCKS.items() if name != "profile"}}
    files |= {"readiness.yaml": "checks: []\n", "evidence.yaml": "evidence: []\n"}
    documents, problems = documents_of(files)
    rulebook = read_rulebook(documents, "example", problems)
    profile, wrong = read_profile(read_documents(BLOCKS["profile"], "profile")[0][0], rulebook)
    assert wrong == ()
    return advise(rulebook, profile)


def key_of(cell: str) -> tuple[str, str]:
    """An aim by its goal and group."""
    goal, _, group = cell.partition(", ")
    return goal, group


def test_aims_with_weight_and_limit(advice: Advice) -> None:
    """Each goal by its rank, each group an equal part."""
    rows = [(key_of(aim), float(weight), float(limit)) for aim, weight, limit in table("aim | weight")]
    assert [(aim.key, round(aim.weight, 3), aim.limit) for aim in advice.aims] == rows


def test_points_and_fits(advice: Advice) -> None:
    """Each group by itself; what does not reach half a point does not count."""
    rows = [(*row[0].split(", ", 1), *row[1:]) for row in table("channel, aim")]
    found = [
        (channel, ", ".join(filter(None, key)), f"{aim.points:.3f}", f"{aim.fit:.3f}", "yes" if aim.counts else "no")
        for channel in ("alpha", "beta", "gamma", "entry")
        for key, aim in advice.fits[channel].aims.items()
    ]
    assert found == rows


def test_coverage(advice: Advice) -> None:
    """Of each aim, and in total."""
    found = [
        (", ".join(filter(None, (goal.goal.id, group))), f"{segment.coverage:.3f}")
        for goal in advice.coverage
        for group, segment in goal.segments.items()
    ]
    assert [*found, ("total", f"{advice.total_coverage:.3f}")] == [tuple(row) for row in table("aim | coverage")]


def test_sets(advice: Advice) -> None:
    """Hours, price and worth of the sets of the page; the best is the chosen one."""
    stages, upkeep = candidates_in(advice)
    worths = {}
    for names, *numbers in table("set"):
        members = tuple(candidate for candidate in stages if candidate.id in names.split(", "))
        worth = worth_of(members, upkeep, advice.aims, advice.terms)
        worths[names] = worth
        assert [f"{hours_of(members):.2f}", f"{price_of(members, advice.terms):.3f}", f"{worth:.3f}"] == numbers
    best = max(worths, key=lambda names: worths[names])
    assert best == ", ".join(channel.fit.channel.id for channel in advice.recommended)


def test_what_each_brings_and_what_is_left(advice: Advice) -> None:
    """Roles, adds, hours, substitutes; the near miss; the hours that are left."""
    found = [
        [
            channel.fit.channel.id,
            channel.role.value,
            f"{channel.adds:.3f}",
            f"{channel.hours:.2f}",
            f"{channel.hours_to_use:.2f}",
            channel.substitute or "-",
        ]
        for channel in (*advice.recommended, *advice.basics)
    ]
    assert found == table("channel | role")
    assert advice.recommended[0].main_for == ("image", "sales")
    assert advice.recommended[1].role is Role.COMPANION
    assert advice.recommended[1].partner == "alpha"
    [gamma] = advice.not_recommended
    said = f"Gamma would add {gamma.adds:.3f} and cost {advice.terms.focus_price:.3f}: adds too little."
    assert gamma.cause is Cause.ADDS_TOO_LITTLE
    assert f"{said} Of the 8 hours {advice.to_use:g} are used, {advice.spare:g} are left." in PAGE
