"""Items of a rulebook, as plain data for JSON."""

from collections.abc import Sequence
from typing import Annotated, Literal, TypedDict

from channelfit.language import Text
from channelfit.render.plain.shared_shape import LanguageCode
from channelfit.rulebook.model import Amendment
from channelfit.rulebook.overlay.address import KINDS
from channelfit.ruletools.schema.of_results import Ids
from channelfit.ruletools.show import Shown


class PlainField(TypedDict):
    """A field of an item."""

    path: Annotated[str, Text("Wo er in dem Eintrag steht.", "Where it is in the item.")]
    value: Annotated[object, Text("Sein Wert.", "Its value.")]
    source: Annotated[str, Text("Woher er stammt: Regelwerk, Datei und Zeile.", "Where it comes from: rulebook, file and line.")]


class PlainHistory(TypedDict):
    """A change that an overlay made to an item."""

    path: Annotated[str, Text("Welcher Teil; leer, wenn es abgeschaltet wurde.", "Which part of it; empty if it was disabled.")]
    before: Annotated[object, Text("Was vorher galt; nichts, wenn es neu ist.", "What held before; nothing if it is new.")]
    after: Annotated[object, Text("Was nun gilt.", "What holds now.")]
    because: Annotated[dict[LanguageCode, str], Text("Warum, je Sprache.", "Why, in each language.")]
    by: Annotated[str, Text("Das Regelwerk, das die Änderung macht.", "The rulebook that makes the change.")]
    source: Annotated[str, Text("Wo sie steht: Regelwerk, Datei und Zeile.", "Where it stands: rulebook, file and line.")]


class PlainItem(TypedDict):
    """An item of a rulebook."""

    kind: Annotated[str, Ids(lambda _: KINDS), Text("Was es ist.", "What it is.")]
    id: Annotated[str, Text("Seine Kennung; leer bei den Einstellungen.", "Its id; empty for the settings.")]
    disabled: Annotated[bool, Text("Ob eigene Regeln es abgeschaltet haben.", "Whether an overlay has disabled it.")]
    fields: Annotated[list[PlainField], Text("Alles, was darin steht.", "All that is in it.")]
    changes: Annotated[
        list[PlainHistory],
        Text("Was eigene Regeln daran geändert haben, in dieser Reihenfolge.", "What overlays changed in it, in this order."),
    ]


class PlainItems(TypedDict):
    """The whole result of `rules show`."""

    schema: Annotated[Literal["channelfit.items/1"], Text("Die Fassung des Ergebnisses.", "The version of the result.")]
    items: Annotated[list[PlainItem], Text("Die Einträge, nach Art und Kennung.", "The items, by kind and id.")]


def items_as_plain(items: Sequence[Shown]) -> PlainItems:
    """The items with their fields and changes, ready for JSON."""
    return {"schema": "channelfit.items/1", "items": [_item(item) for item in items]}


def _item(item: Shown) -> PlainItem:
    return {
        "kind": item.kind,
        "id": item.id,
        "disabled": item.is_disabled,
        "fields": [{"path": field.path, "value": field.value, "source": field.origin} for field in item.fields],
        "changes": [_change(change) for change in item.amendments],
    }


def _change(change: Amendment) -> PlainHistory:
    return {
        "path": ".".join(change.path),
        "before": change.before,
        "after": change.after,
        "because": {language: said for language, said in change.because._asdict().items() if said},
        "by": change.by,
        "source": f"{change.by}/{change.mark.source.path}:{change.mark.line + 1}",
    }
