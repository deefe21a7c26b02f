"""What differs between two rulebooks, and whose advice changes, as a page."""

from collections.abc import Iterator

from channelfit.language import Counted, Text
from channelfit.render.forms.blocks import Block, Heading, Item, Paragraph, listed_under
from channelfit.render.phrases.voice import Voice
from channelfit.render.phrases.words import ITEMS, NOTHING, SO_MANY_CASES
from channelfit.render.plain.rule_diff import rules_behind, state_of
from channelfit.rulebook.model import GOALS
from channelfit.ruletools.diff import SEED, Affected, ItemChange, RuleDiff

_MOST_SHOWN = 5
_MOST_CHANGES = 40
_TITLE = Text("Vergleich der Regeln: {old} und {new}", "Comparison of rules: {old} and {new}")
_SAME = Text("Die Regeln sind gleich.", "The rules are the same.")
_CHANGES = Text("Was sich in den Regeln ändert", "What changes in the rules")
_MORE = Text("und {count} weitere; mit --format json stehen alle da", "and {count} more; --format json has them all")
_AFFECTED = Text("Wessen Empfehlung sich ändert", "Whose advice changes")
_NOBODY = Text("Bei niemandem ändert sich die Auswahl ({asked}).", "Nobody's channels change ({asked}).")
_SOME = Text(
    "Die Auswahl ändert sich bei {count} von {all} ({asked}).",
    "The channels change for {count} of {all} ({asked}).",
)
_SKIPPED = Counted(
    Text(
        "{count} Profil passt nur zu einem der beiden Regelwerke und blieb außen vor.",
        "{count} profile suits only one of the two rulebooks and was left out.",
    ),
    Text(
        "{count} Profile passen nur zu einem der beiden Regelwerke und blieben außen vor.",
        "{count} profiles suit only one of the two rulebooks and were left out.",
    ),
)
_WORST = Text("Die größten Änderungen", "The largest changes")
_COVERAGE = Text("Zielabdeckung {old} → {new}", "coverage {old} → {new}")
_OLD = Text("bisher: {names}", "before: {names}")
_NEW = Text("jetzt: {names}", "now: {names}")
_BECAUSE = Text("Regeln: {rules}", "rules: {rules}")
# Where companies come from, by the names of `RuleDiff.asked`.
_GROUPS = {
    "profiles": Counted(Text("{count} Profil", "{count} profile"), Text("{count} Profile", "{count} profiles")),
    "cases": SO_MANY_CASES,
    "sample": Counted(
        Text("{count} Unternehmen aus einer Stichprobe, Startwert „{seed}“", "{count} sampled company, seed “{seed}”"),
        Text("{count} Unternehmen aus einer Stichprobe, Startwert „{seed}“", "{count} sampled companies, seed “{seed}”"),
    ),
}
_STATES = {
    "added": ("+", Text("neu", "new")),
    "removed": ("–", Text("entfällt", "gone")),
    "changed": ("≠", Text("geändert", "changed")),
}
# The kinds of changes, by the names of `ItemChange.kind`.
_KINDS = {
    "channels": ITEMS["channel"],
    "questions": ITEMS["question"],
    "goals": ITEMS["goal"],
    "rules": ITEMS["rule"],
    "notes": ITEMS["note"],
    "checks": ITEMS["check"],
    "evidence": ITEMS["evidence"],
    "settings": ITEMS["settings"],
    "disabled": Text("abgeschalteter Kanal", "disabled channel"),
    "hours": Text("glaubhafte Stunden", "believable hours"),
    "essentials": Text("Grundsätze", "essentials"),
    "words": Text("Wortwahl", "choice of words"),
}


def diff_blocks(diff: RuleDiff, voice: Voice) -> Iterator[Block]:
    """The page: what changes in the rules, whose channels change, and the largest changes side by side."""
    old, new = _titles(diff)
    yield Heading(voice.say(_TITLE, old=old, new=new), level=1)
    if not diff.changes:
        yield Paragraph(voice.say(_SAME))
    yield from listed_under(voice.say(_CHANGES), (_change(change, voice) for change in diff.changes[:_MOST_CHANGES]))
    if len(diff.changes) > _MOST_CHANGES:
        yield Paragraph(voice.say(_MORE, count=str(len(diff.changes) - _MOST_CHANGES)), quiet=True)
    yield Heading(voice.say(_AFFECTED))
    yield Paragraph(_asked(diff, voice))
    if diff.skipped:
        yield Paragraph(voice.counted(diff.skipped, _SKIPPED), quiet=True)
    worst = (item for company in diff.affected[:_MOST_SHOWN] for item in _worst(company, voice))
    yield from listed_under(voice.say(_WORST), worst)


def _titles(diff: RuleDiff) -> tuple[str, str]:
    """What the two are called; of two with one name and version, where they lie as well."""
    old, new = (f"{rulebook.id} {rulebook.version}" for rulebook in (diff.old, diff.new))
    if old == new and diff.folders[0] != diff.folders[1]:
        return f"{old} ({diff.folders[0]})", f"{new} ({diff.folders[1]})"
    return old, new


def _asked(diff: RuleDiff, voice: Voice) -> str:
    """For how many of all who were asked the channels change, and where these come from."""
    asked = ", ".join(voice.counted(count, _GROUPS[group], seed=SEED) for group, count in diff.asked.items()) or "0"
    if not diff.affected:
        return voice.say(_NOBODY, asked=asked)
    return voice.say(_SOME, count=str(len(diff.affected)), all=str(sum(diff.asked.values())), asked=asked)


def _change(change: ItemChange, voice: Voice) -> Item:
    sign, state = _STATES[state_of(change)]
    fields = "; ".join(f"{name}: {voice.say(before)} → {voice.say(after)}" for name, before, after in change.fields)
    title = f"{voice.say(_KINDS[change.kind])} {change.id}".strip()
    return Item(f"{title}: {voice.say(state)}", sign, fields)


def _worst(company: Affected, voice: Voice) -> Iterator[Item]:
    known = {**company.old.rulebook.channels, **company.new.rulebook.channels}

    def said(wording: Text, ids: frozenset[str]) -> str:
        names = voice.listed([voice.say(known[id].name) for id in sorted(ids)])
        return voice.say(wording, names=names or voice.say(NOTHING))

    before, after = company.old, company.new
    goals = voice._replace(rulebook=before.rulebook).answer(GOALS, before.profile.answers[GOALS])
    coverage = (voice.percent(side.coverage) for side in (before, after))
    parts = [said(_OLD, before.members), said(_NEW, after.members)]
    parts.append(voice.say(_COVERAGE, old=next(coverage), new=next(coverage)))
    if rules := ", ".join(rules_behind(company)):
        parts.append(voice.say(_BECAUSE, rules=rules))
    yield Item(f"{company.label} ({goals})", "≠", " · ".join(parts))
