"""What the choice makes of plausible companies: sizes of sets, shares of channels, hours used, who is met where, what is parked.

    python benchmarks/choice.py [COMPANIES [RULES]]

Run it before and after a change of rules or formulas: a channel that crowds out others, or hours that lie idle, show here first.
"""

import sys
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from channelfit import advise, load_rulebook
from channelfit.advice.model import Advice, Role
from channelfit.advice.readiness import Level
from channelfit.profile import Profile
from companies import draw_companies

SEED = 11
# Hours from which on what is left of them is asked after.
MANY_HOURS = 10
DESK = {"professionals"}
WORKSHOP = {"apprentices", "skilled_workers", "helpers"}
# What nearly everybody could do a little of, and few should.
SMALL_NETWORKS = {"bluesky", "mastodon", "threads", "reddit", "snapchat", "discord"}
# A channel in use with so many points for one of the first goals should not be paused, whatever the settings say.
STRONG_POINTS, FIRST_GOALS = 2, 2


class Advised(NamedTuple):
    """A company and its advice."""

    company: Profile
    advice: Advice

    def named(self, question: str) -> frozenset[str]:
        """The options that the company has answered."""
        answer = self.company.answers.get(question, ())
        return frozenset(answer) if isinstance(answer, tuple) else frozenset()


def percent(part: float, whole: float) -> str:
    """A share in words."""
    return f"{100 * part / whole:.0f} %" if whole else "-"


def sizes(advised: Sequence[Advised]) -> str:
    """How many channels are recommended, companions aside."""
    found = Counter(sum(one.role is not Role.COMPANION for one in each.advice.recommended) for each in advised)
    return ", ".join(f"{size}: {count}" for size, count in sorted(found.items()))


def shares(advised: Sequence[Advised], among: Collection[str] = ()) -> str:
    """The share of companies that each channel is named to, basics included; all channels or some."""
    found = Counter(id for each in advised for id in each.advice.members)
    return ", ".join(f"{id} {percent(count, len(advised))}" for id, count in found.most_common() if not among or id in among)


def companions(advised: Iterable[Advised]) -> str:
    """How often each channel goes along with another."""
    found = Counter(one.fit.channel.id for each in advised for one in each.advice.recommended if one.role is Role.COMPANION)
    return ", ".join(f"{id} {count}" for id, count in found.most_common()) or "none"


def hours_used(advised: Iterable[Advised]) -> str:
    """The mean share of believable hours that is used where there are many, of all and of those not held back."""
    able = [each.advice for each in advised if each.advice.believable_hours >= MANY_HOURS]
    free = [advice for advice in able if advice.readiness.level is not Level.NOT_YET]
    told = []
    for name, some in (("all", able), ("groundwork not missing", free)):
        used = sum(advice.to_use / advice.believable_hours for advice in some)
        told.append(f"{percent(used, len(some))} ({name}: {len(some)})")
    return ", ".join(told)


def parked(advised: Iterable[Advised]) -> str:
    """How many channels are paused, and how many of them are strong for one of the first goals."""
    count, strong = 0, []
    for _, advice in advised:
        first = [covered.goal.id for covered in advice.coverage[:FIRST_GOALS]]
        for fit in advice.park:
            count += 1
            if any(aim.counts and aim.points >= STRONG_POINTS for (goal, _), aim in fit.aims.items() if goal in first):
                strong.append(fit.channel.id)
    return f"{count}, of them with {STRONG_POINTS} points or more for one of the first {FIRST_GOALS} goals: {len(strong)}"


def small_networks(advised: Iterable[Advised]) -> str:
    """How often a small network is among the three next best."""
    named = [sum(one.fit.channel.id in SMALL_NETWORKS for one in each.advice.not_recommended[:3]) for each in advised]
    return f"{sum(named)} times, with {sum(map(bool, named))} companies"


def main() -> None:
    """Print all of it."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    rulebook = load_rulebook(sys.argv[2] if len(sys.argv) > 2 else None)
    advised = [Advised(company, advise(rulebook, company)) for company in draw_companies(rulebook, count, SEED)]
    both = [each for each in advised if each.named("hires") & DESK and each.named("hires") & WORKSHOP]
    print(f"{count} companies, rules {rulebook.id} {rulebook.version}")
    print("channels in a set, companions aside:", sizes(advised))
    print("companies with a channel:", shares(advised))
    print("companions:", companions(advised))
    print(f"hours used where there are {MANY_HOURS} or more:", hours_used(advised))
    for name, some in (("", both), (" with four hours or more", [each for each in both if each.advice.believable_hours >= 4])):
        named = shares(some, ("linkedin", "instagram", "facebook", "job_portals"))
        print(f"who hires for desk and workshop{name} ({len(some)}): {named}")
    print("paused:", parked(advised))
    print("small networks among the three next best:", small_networks(advised))


if __name__ == "__main__":
    main()
