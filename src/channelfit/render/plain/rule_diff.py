"""What differs between two rulebooks, as plain data for JSON."""

from collections.abc import Iterator

from channelfit.language import Language
from channelfit.render.plain.advice import Plain, answers_as_plain, rounded
from channelfit.ruletools.diff import SEED, Affected, ItemChange, RuleDiff

SCHEMA = "channelfit.rulediff/1"


def diff_as_plain(one: RuleDiff, language: Language) -> Plain:
    """Everything, ready for JSON."""
    return {
        "schema": SCHEMA,
        "old": {"id": one.old.id, "version": one.old.version},
        "new": {"id": one.new.id, "version": one.new.version},
        "language": language,
        "changes": [
            {
                "kind": each.kind,
                "id": each.id or None,
                "change": state_of(each),
                "fields": [{"field": name, "before": before, "after": after} for name, before, after in each.fields],
            }
            for each in one.changes
        ],
        "asked": dict(one.asked),
        "seed": SEED,
        "skipped": one.skipped,
        "affected": [_affected_as_plain(each) for each in one.affected],
    }


def _affected_as_plain(one: Affected) -> Plain:
    return {
        "label": one.label,
        "answers": answers_as_plain(one.old.profile, one.old.rulebook),
        "before": {"channels": sorted(one.sets[0]), "coverage": rounded(one.old.total_coverage)},
        "after": {"channels": sorted(one.sets[1]), "coverage": rounded(one.new.total_coverage)},
        "rules": list(rules_behind(one)),
    }


def rules_behind(one: Affected) -> Iterator[str]:
    """The rules for the channels that move which hold on one side only, or give other points."""
    first, second = one.sets
    for channel in sorted(first ^ second):
        fits = [advice.fits.get(channel) for advice in (one.old, one.new)]
        given = [{each.rule.id: dict(each.points) for each in fit.reasons} if fit else {} for fit in fits]
        yield from (id for id in sorted({*given[0], *given[1]}) if given[0].get(id) != given[1].get(id))


def state_of(each: ItemChange) -> str:
    return "changed" if each.before and each.after else "added" if each.after else "removed"
