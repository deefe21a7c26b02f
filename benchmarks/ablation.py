"""How often the advice changes when one criterion, or the rules of one file, are switched off.

    python benchmarks/ablation.py [COMPANIES]

A criterion that changes nothing would be decoration. `docs/method.md` shows the table.
"""

import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from channelfit import advise, load_rulebook
from channelfit.profile import Profile
from channelfit.rulebook.model import Criterion, Rule, Rulebook
from companies import draw_companies


def without(rulebook: Rulebook, is_off: Callable[[Rule], bool]) -> Rulebook:
    """The rulebook less some of its rules."""
    return rulebook._replace(rules=tuple(rule for rule in rulebook.rules if not is_off(rule)))


def sets(rulebook: Rulebook, companies: list[Profile]) -> list[frozenset[str]]:
    """The channels that each company is advised to use."""
    return [frozenset(one.fit.channel.id for one in advise(rulebook, company).recommended) for company in companies]


def main() -> None:
    """Print the share of companies whose set changes, for each part that is switched off."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    rulebook = load_rulebook()
    companies = draw_companies(rulebook, count, seed=5)
    full = sets(rulebook, companies)
    parts: dict[str, Callable[[Rule], bool]] = {
        f"criterion {one.value}": lambda rule, one=one: rule.criterion is one  # type: ignore[misc]
        for one in Criterion
    }
    for name in ("means", "restrictions", "reach", "industries"):
        parts[f"situations/{name}.yaml"] = lambda rule, name=name: rule.id.startswith(f"{name}/")  # type: ignore[misc]
    print(f"{count} companies, {len(rulebook.rules)} rules")
    for name, is_off in parts.items():
        changed = sum(a != b for a, b in zip(full, sets(without(rulebook, is_off), companies), strict=True))
        print(f"{name:30} {sum(map(is_off, rulebook.rules)):4} rules  another set in {100 * changed / count:.0f} of 100")


if __name__ == "__main__":
    main()
