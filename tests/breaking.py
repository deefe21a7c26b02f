"""What breaks between two JSON Schemas, for those who write what they describe and for those who read it."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

Schema = Mapping[str, Any]

_LEAST, _MOST = ("minimum", "minItems", "minLength"), ("maximum", "maxItems", "maxLength")
_INNER = ("items", "additionalProperties", "propertyNames")
_WORDS = ("title", "description", "markdownDescription", "examples", "default")


class _Pair(NamedTuple):
    """Two schemas with their parts; whether people write what they describe, or programs read it."""

    old_parts: Schema
    new_parts: Schema
    is_input: bool
    known: dict[tuple[str, str], list[str]]


def breaking(old: Schema, new: Schema, *, is_input: bool) -> list[str]:
    """What breaks, by its path.

    What could be written must stay right: no key, value or type less, no bound narrower, nothing more that must be there. What
    could be read must stay there: no key less, none that may now be missing, no type more, other values or bounds in no case.
    """
    pair = _Pair(old.get("$defs", {}), new.get("$defs", {}), is_input, {})
    return sorted(dict.fromkeys(_breaks(old, new, pair, "")))


def without_words(schema: Any) -> Any:
    """A schema without its texts, which may change; keys of records that are called alike stay."""
    if isinstance(schema, list):
        return [without_words(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: {name: without_words(part) for name, part in value.items()}
        if key in ("properties", "$defs")
        else without_words(value)
        for key, value in schema.items()
        if key not in _WORDS
    }


def _breaks(old: Any, new: Any, pair: _Pair, path: str) -> list[str]:
    if isinstance(old, bool) or isinstance(new, bool):
        needed, offered = (old, new) if pair.is_input else (new, old)
        return [] if old == new or needed is False or offered is True else [f"{path}: {old} became {new}"]
    refs = old.get("$ref", ""), new.get("$ref", "")
    if any(refs):
        if refs not in pair.known:
            pair.known[refs] = []
            pair.known[refs] = _breaks(_resolved(old, pair.old_parts), _resolved(new, pair.new_parts), pair, "")
        return (
            [f"{path}{found}" for found in pair.known[refs]]
            if all(refs)
            else _breaks(_resolved(old, pair.old_parts), _resolved(new, pair.new_parts), pair, path)
        )
    olds, news = _ways(old), _ways(new)
    if len(olds) > 1 or len(news) > 1:
        needed, offered = (olds, news) if pair.is_input else (news, olds)
        tries = [[_breaks(*((one, other) if pair.is_input else (other, one)), pair, path) for other in offered] for one in needed]
        return [found for some in tries for found in min(some, key=len)]
    if differs := _type_differs(olds[0], news[0], pair):
        return [f"{path}: {differs}"]
    return [
        *_values_differ(olds[0], news[0], pair, path),
        *_bounds(olds[0], news[0], pair, path),
        *_keys(olds[0], news[0], pair, path),
    ]


def _resolved(schema: Schema, parts: Schema) -> Schema:
    while "$ref" in schema:
        schema = parts[schema["$ref"].removeprefix("#/$defs/")]
    return schema


def _ways(schema: Schema) -> list[Schema]:
    """The alternatives of a schema; itself if there are none."""
    ways = schema.get("anyOf") or schema.get("oneOf")
    types = schema.get("type")
    if isinstance(types, list):
        return [{**schema, "type": one} for one in types]
    return list(ways) if ways and "properties" not in schema else [schema]


def _values(schema: Schema) -> list[Any] | None:
    return [schema["const"]] if "const" in schema else schema.get("enum")


def _type_of(schema: Schema) -> str | None:
    values = _values(schema)
    is_text = values and all(isinstance(value, str) for value in values)
    found: str | None = schema.get("type", "string" if is_text else None)
    return found


def _type_differs(old: Schema, new: Schema, pair: _Pair) -> str:
    before, after = _type_of(old), _type_of(new)
    wider, narrower = (after, before) if pair.is_input else (before, after)
    fits = wider in (None, narrower) or (wider, narrower) == ("number", "integer") or (_values(old) and _values(new))
    return "" if fits else f"{before or 'anything'} became {after or 'anything'}"


def _values_differ(old: Schema, new: Schema, pair: _Pair, path: str) -> Iterator[str]:
    values, others = _values(old), _values(new)
    if pair.is_input and others is not None and (values is None or any(value not in others for value in values)):
        yield f"{path}: no longer {', '.join(str(value) for value in values or ['any value'] if value not in others)}"
    if not pair.is_input and values is not None and (others is None or sorted(map(str, values)) != sorted(map(str, others))):
        yield f"{path}: other values than {', '.join(map(str, values))}"
    if pair.is_input and new.get("pattern") not in (None, old.get("pattern")):
        yield f"{path}: another pattern"


def _bounds(old: Schema, new: Schema, pair: _Pair, path: str) -> Iterator[str]:
    strict, loose = (new, old) if pair.is_input else (old, new)
    for key in (*_LEAST, *_MOST):
        sign = 1 if key in _LEAST else -1
        if key in strict and (key not in loose or sign * strict[key] > sign * loose[key]):
            yield f"{path}: {key} {old.get(key, 'none')} became {new.get(key, 'none')}"
    if strict.get("uniqueItems") and not loose.get("uniqueItems"):
        yield f"{path}: uniqueItems"


def _keys(old: Schema, new: Schema, pair: _Pair, path: str) -> Iterator[str]:
    before, after = old.get("properties", {}), new.get("properties", {})
    closed = new.get("additionalProperties") is False or not pair.is_input
    for key in before:
        if key in after:
            yield from _breaks(before[key], after[key], pair, f"{path}.{key}")
        elif closed:
            yield f"{path}.{key}: is gone"
    strict, loose = (new, old) if pair.is_input else (old, new)
    for key in strict.get("required", ()):
        if key not in loose.get("required", ()) and (pair.is_input or key in after):
            yield f"{path}.{key}: {'must be given now' if pair.is_input else 'may be missing now'}"
    for key in _INNER:
        if key in old and key in new:
            yield from _breaks(old[key], new[key], pair, f"{path}[]")
        elif pair.is_input and key in new and (old.get("type") in (None, "array", "object")) and new[key] is not True:
            yield f"{path}: {key} is bound now"
    for rule in new.get("allOf", ()) if pair.is_input else ():
        named = {name for part in rule.values() if isinstance(part, dict) for name in part.get("properties", {})}
        if rule not in old.get("allOf", ()) and named <= before.keys():
            yield f"{path}: another condition on {', '.join(sorted(named))}"
