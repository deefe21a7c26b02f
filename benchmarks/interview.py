"""How many questions an interview needs, and whether it ends where all questions would have ended.

    python benchmarks/interview.py [COMPANIES]

Plausible whole companies (not drawn from the shares) answer question after question, once by influence and once in the order
of the rulebook, until the result is settled. Of the groundwork only what lowers the hours is asked, and only by influence; the
rest does not shape the channels, so it stays open in the set that is compared with.
"""

import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from channelfit import advise, load_rulebook
from channelfit.advice.interview import SETTLED, Interview, answered, groundwork
from channelfit.advice.standing import standing_of
from channelfit.advice.uncertainty import uncertainty_of
from channelfit.profile import Profile
from channelfit.rulebook.model import Question, Rulebook
from companies import draw_companies


def advised(rulebook: Rulebook, profile: Profile) -> frozenset[str]:
    """The set of channels."""
    return frozenset(one.fit.channel.id for one in advise(rulebook, profile).recommended)


def by_influence(rulebook: Rulebook, interview: Interview) -> Question | None:
    """The question that the interview would ask."""
    standing = standing_of(rulebook, interview)
    assert standing is not None
    return standing.next


def in_order(rulebook: Rulebook, interview: Interview) -> Question | None:
    """The first question of the rulebook that could still change the set, unless it is settled."""
    uncertainty = uncertainty_of(advise(rulebook, interview.profile))
    shaping = {one.question.id for one in uncertainty.open if one.shapes} - groundwork(rulebook)
    if uncertainty.settled >= SETTLED:
        return None
    return next((question for id, question in rulebook.questions.items() if id in shaping), None)


def main() -> None:
    """Print for both orders the questions beyond market and goals, how often the set is the same, and the time of a step."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    rulebook = load_rulebook()
    ground = groundwork(rulebook)
    companies = draw_companies(rulebook, count, seed=21)
    for name, choose in {"by influence": by_influence, "in fixed order": in_order}.items():
        asked, same, times = [], 0, []
        for company in companies:
            answers = company.answers
            interview = Interview(Profile(answers={id: answers[id] for id in ("market", "goals")}))
            number = 0
            while True:
                started = time.process_time()
                question = choose(rulebook, interview)
                times.append(time.process_time() - started)
                if question is None:
                    break
                interview = answered(rulebook, interview, question.id, answers.get(question.id, ()))
                number += 1
            asked.append(number)
            told = {id: answer for id, answer in answers.items() if id not in ground or id in interview.trail}
            same += advised(rulebook, interview.profile) == advised(rulebook, Profile(answers=told))
        asked.sort()
        times.sort()
        print(
            f"{name:15} {count} companies: median {statistics.median(asked):g}, p90 {asked[int(0.9 * count)]} questions "
            f"beyond market and goals; "
            f"same set as all questions in {100 * same / count:.1f} %; "
            f"a step takes {1000 * times[len(times) // 2]:.0f} ms of CPU (p95 {1000 * times[int(0.95 * len(times))]:.0f} ms, "
            f"p99 {1000 * times[int(0.99 * len(times))]:.0f} ms)"
        )


if __name__ == "__main__":
    main()
