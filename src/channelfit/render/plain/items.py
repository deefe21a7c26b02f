"""Items of a rulebook, as plain data for JSON."""

from collections.abc import Sequence

from channelfit.render.plain.advice import Plain
from channelfit.rulebook.model import Amendment
from channelfit.ruletools.show import Shown

SCHEMA = "channelfit.items/1"


def items_as_plain(items: Sequence[Shown]) -> Plain:
    """The items with their fields and changes, ready for JSON."""
    return {
        "schema": SCHEMA,
        "items": [
            {
                "kind": one.kind,
                "id": one.id,
                "disabled": one.is_disabled,
                "fields": [{"path": field.path, "value": field.value, "source": field.origin} for field in one.fields],
                "changes": [_change_as_plain(change) for change in one.amendments],
            }
            for one in items
        ],
    }


def _change_as_plain(change: Amendment) -> Plain:
    return {
        "path": ".".join(change.path),
        "before": change.before,
        "after": change.after,
        "because": {language: said for language, said in change.because._asdict().items() if said},
        "by": change.by,
        "source": f"{change.by}/{change.mark.source.path}:{change.mark.line + 1}",
    }
