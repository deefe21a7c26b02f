"""The parts of the docs that follow from the rules: each stands between markers, `<!-- name -->` and `<!-- /name -->`."""

import re
from collections.abc import Iterable
from functools import lru_cache

from channelfit.advice.portfolio import quarters_up
from channelfit.rulebook.model import Channel, Rulebook
from channelfit.rulefiles import read_layers, rulebook_in
from channelfit.ruletools.case_files import case_documents, read_case_sets
from channelfit.ruletools.cases import Case
from channelfit.ruletools.figures import Measure, Tally
from channelfit.ruletools.score import score_cases

_MARKED = re.compile(r"(<!-- ([a-z]+) -->\n).*?(<!-- /\2 -->)", re.DOTALL)

# What the first edition's points reach with the formulas of today, and how each figure is told.
FIRST_EDITION: dict[tuple[str, Measure], tuple[str, Tally]] = {
    ("panel", Measure.AGREEMENT): ("panel: a judge's first three among our first four", Tally(1534, 2160)),
    ("panel", Measure.FIRST_CHOICE_SHOWN): ("panel: the first choice among our first three", Tally(557, 720)),
    ("panel", Measure.FIRST_CHOICE_COUNTS): ("panel: the first choice counts for a goal", Tally(599, 720)),
    ("panel", Measure.NEVER_SHOWN): ("panel: named as a mistake, among our first three, by judgement", Tally(45, 720)),
    ("consultant", Measure.GOOD_SHOWN): ("consultant: good channels among basics and recommended", Tally(32, 48)),
    ("consultant", Measure.GOOD_IN_FOUR): ("consultant: good ones among the first four", Tally(39, 48)),
    ("consultant", Measure.BAD_SHOWN): ("consultant: bad ones recommended", Tally(3, 207)),
    ("outcomes", Measure.HIT_3): ("outcomes: one that worked is among the first three", Tally(49, 92)),
    ("outcomes", Measure.DROPPED_SHOWN): ("outcomes: one that was given up is recommended", Tally(8, 31)),
}


def with_blocks(page: str, rulebook: Rulebook, cases: Iterable[Case]) -> str:
    """The page with what stands between markers as the rules have it now."""
    blocks = {
        "channels": _channels(rulebook),
        "counts": _counts(rulebook, len(tuple(cases))),
        "limits": _limits(rulebook),
        "scores": _scores(),
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


@lru_cache
def _scores() -> str:
    """The figures of the built-in rules on the cases that come with them, beside those of the first edition's points."""
    files = read_layers(with_tests=False, with_cases=True)
    rulebook = rulebook_in(files)
    sets, _ = read_case_sets(case_documents(files.documents).values(), rulebook)
    scored = score_cases(sets, rulebook).sets
    now = {(one.cases.name, measure): tally for one in scored for measure, tally in one.figures.items()}
    rows = [(label, _tallied(before), _tallied(now[key])) for key, (label, before) in FIRST_EDITION.items()]
    return _table(("figure", "the first edition's points", "now"), rows)


def _tallied(tally: Tally) -> str:
    return f"{100 * tally.got / tally.of:.1f} % ({tally.got:,} of {tally.of:,})"


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
