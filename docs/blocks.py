"""The parts of the docs that follow from the rules: each stands between markers, `<!-- name -->` and `<!-- /name -->`."""

import re
from collections.abc import Iterable

from channelfit.advice.portfolio import quarters_up
from channelfit.rulebook.model import Channel, Rulebook
from channelfit.ruletools.cases import Case

_MARKED = re.compile(r"(<!-- ([a-z]+) -->\n).*?(<!-- /\2 -->)", re.DOTALL)


def with_blocks(page: str, rulebook: Rulebook, cases: Iterable[Case]) -> str:
    """The page with what stands between markers as the rules have it now."""
    blocks = {
        "channels": _channels(rulebook),
        "counts": _counts(rulebook, len(tuple(cases))),
        "limits": _limits(rulebook),
        "settings": _settings(rulebook),
    }
    return _MARKED.sub(lambda found: f"{found.group(1)}{blocks[found.group(2)]}\n{found.group(3)}", page)


def _counts(rulebook: Rulebook, cases: int) -> str:
    rules, notes = len(rulebook.rules), len(rulebook.notes)
    cited, law = sum(bool(rule.basis) for rule in rulebook.rules), sum(note.is_law for note in rulebook.notes)
    return (
        f"The rulebook has {len(rulebook.questions)} questions, {len(rulebook.channels)} channels, {rules} rules, "
        f"{notes} notes ({law} of them points of law), {len(rulebook.evidence)} facts and {cases} cases.\n"
        f"{cited} of the {rules} rules cite facts or guides ({100 * cited // rules} %); "
        "the others say `judgement`, and so does the page a reader gets."
    )


def _settings(rulebook: Rulebook) -> str:
    """Every setting that is a number."""
    settings = rulebook.settings._asdict()
    told = [f"`{key}` {_said(value)}" for key, value in settings.items() if isinstance(value, int | float)]
    return f"The built-in rules set {', '.join(told)}."


def _channels(rulebook: Rulebook) -> str:
    rows = [
        (
            f"`{channel.id}`",
            f"{channel.name.en}{' (a basic)' if channel.upkeep else ''}",
            _hours(channel),
            _said(channel.effort.money_per_month),
            _said(channel.effort.first_results_weeks),
            str(sum(channel.id in rule.effects for rule in rulebook.rules)),
        )
        for channel in rulebook.channels.values()
    ]
    return _table(("id", "channel", "hours a week", "EUR a month", "first results after weeks", "rules"), rows)


def _hours(channel: Channel) -> str:
    """From how many to how many, and beside whom fewer will do."""
    effort = channel.effort
    told = _said(effort.hours_per_week)
    if effort.full_hours > effort.hours_per_week:
        told += f" to {_said(effort.full_hours)}"
    beside = [
        f"{_said(quarters_up(effort.hours_per_week * (1 - share)))} beside `{partner}`"
        for partner, share in channel.shares_work_with.items()
    ]
    return ", ".join([told, *beside])


def _limits(rulebook: Rulebook) -> str:
    rows = [(goal.name.en, _said(limit.at_most), limit.why.en) for goal in rulebook.goals.values() for limit in goal.limits]
    return _table(("goal", "at most", "why"), rows)


def _said(value: float) -> str:
    return f"{value:g}"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [f"| {' | '.join(cells)} |" for cells in (head, *rows)]
    return "\n".join([lines[0], "|---" * len(head) + "|", *lines[1:]])
