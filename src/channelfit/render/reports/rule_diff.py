"""What differs between two rulebooks, and whose advice changes: as plain data, and as a page."""

from collections.abc import Iterator

from channelfit.language import Language, listed, percent
from channelfit.render.forms.blocks import Block, Heading, Item, Listing, Paragraph
from channelfit.render.phrases.voice import voice_of
from channelfit.render.plain.rule_diff import rules_behind, state_of
from channelfit.ruletools.diff import SEED, Affected, ItemChange, RuleDiff

_MOST_SHOWN = 5
_MOST_CHANGES = 40
_WORDS = {
    "title": {"de": "Vergleich der Regeln: {old} und {new}", "en": "Comparison of rules: {old} and {new}"},
    "same": {"de": "Die Regeln sind gleich.", "en": "The rules are the same."},
    "changes": {"de": "Was sich in den Regeln ändert", "en": "What changes in the rules"},
    "more": {"de": "und {count} weitere; mit --format json stehen alle da", "en": "and {count} more; --format json has them all"},
    "added": {"de": "neu", "en": "new"},
    "removed": {"de": "entfällt", "en": "gone"},
    "changed": {"de": "geändert", "en": "changed"},
    "affected": {"de": "Wessen Empfehlung sich ändert", "en": "Whose advice changes"},
    "nobody": {"de": "Bei niemandem ändert sich die Auswahl ({asked}).", "en": "Nobody's channels change ({asked})."},
    "some": {
        "de": "Die Auswahl ändert sich bei {count} von {all} ({asked}).",
        "en": "The channels change for {count} of {all} ({asked}).",
    },
    "skipped": {
        "de": "{count} Profile passen nur zu einem der beiden Regelwerke und blieben außen vor.",
        "en": "{count} profiles suit only one of the two rulebooks and were left out.",
    },
    "profiles": {"de": "{count} Profile", "en": "{count} profiles"},
    "cases": {"de": "{count} Testfälle", "en": "{count} cases"},
    "sample": {
        "de": "{count} Unternehmen aus einer Stichprobe, Startwert „{seed}“",
        "en": "{count} sampled companies, seed “{seed}”",
    },
    "worst": {"de": "Die größten Änderungen", "en": "The largest changes"},
    "coverage": {"de": "Zielabdeckung {old} → {new}", "en": "coverage {old} → {new}"},
    "old": {"de": "bisher: {names}", "en": "before: {names}"},
    "new": {"de": "jetzt: {names}", "en": "now: {names}"},
    "nothing": {"de": "nichts", "en": "nothing"},
    "because": {"de": "Regeln: {rules}", "en": "rules: {rules}"},
}
_KINDS = {
    "channels": {"de": "Kanal", "en": "channel"},
    "questions": {"de": "Frage", "en": "question"},
    "goals": {"de": "Ziel", "en": "goal"},
    "rules": {"de": "Regel", "en": "rule"},
    "notes": {"de": "Hinweis", "en": "note"},
    "checks": {"de": "Voraussetzung", "en": "check"},
    "evidence": {"de": "Beleg", "en": "evidence"},
    "disabled": {"de": "abgeschalteter Kanal", "en": "disabled channel"},
    "settings": {"de": "Einstellungen", "en": "settings"},
    "hours": {"de": "glaubhafte Stunden", "en": "believable hours"},
    "essentials": {"de": "Grundsätze", "en": "essentials"},
}


def diff_blocks(one: RuleDiff, language: Language) -> Iterator[Block]:
    """The page: what changes in the rules, whose channels change, and the largest changes side by side."""
    old, new = (f"{rulebook.id} {rulebook.version}" for rulebook in (one.old, one.new))
    yield Heading(_word("title", language, old=old, new=new), level=1)
    if not one.changes:
        yield Paragraph(_word("same", language))
    else:
        yield Heading(_word("changes", language))
        yield Listing(tuple(_change(each, language) for each in one.changes[:_MOST_CHANGES]))
        if len(one.changes) > _MOST_CHANGES:
            yield Paragraph(_word("more", language, count=len(one.changes) - _MOST_CHANGES), quiet=True)
    yield Heading(_word("affected", language))
    asked = ", ".join(_word(group, language, count=count, seed=SEED) for group, count in one.asked.items())
    key = "some" if one.affected else "nobody"
    yield Paragraph(_word(key, language, count=len(one.affected), all=sum(one.asked.values()), asked=asked or "0"))
    if one.skipped:
        yield Paragraph(_word("skipped", language, count=one.skipped), quiet=True)
    if one.affected:
        yield Heading(_word("worst", language))
        yield Listing(tuple(item for each in one.affected[:_MOST_SHOWN] for item in _worst(each, language)))


def _change(each: ItemChange, language: Language) -> Item:
    sign = {"added": "+", "removed": "–", "changed": "≠"}[state_of(each)]
    fields = "; ".join(f"{name}: {before} → {after}" for name, before, after in each.fields)
    title = f"{_KINDS[each.kind][language]} {each.id}".strip()
    return Item(f"{title}: {_word(state_of(each), language)}", sign, fields)


def _worst(one: Affected, language: Language) -> Iterator[Item]:
    first, second = one.sets
    names = {**one.old.rulebook.channels, **one.new.rulebook.channels}

    def said(key: str, ids: frozenset[str]) -> str:
        found = [names[id].name.of(language) for id in sorted(ids)]
        return _word(key, language, names=listed(found, language) or _word("nothing", language))

    goals = voice_of(one.old, language).answer("goals", one.old.profile.answers["goals"])
    coverage = _word(
        "coverage", language, old=percent(one.old.total_coverage, language), new=percent(one.new.total_coverage, language)
    )
    rules = ", ".join(rules_behind(one))
    because = f" · {_word('because', language, rules=rules)}" if rules else ""
    yield Item(f"{one.label} ({goals})", "≠", f"{said('old', first)} · {said('new', second)} · {coverage}{because}")


def _word(key: str, language: Language, **parts: object) -> str:
    return _WORDS[key][language].format(**parts)
