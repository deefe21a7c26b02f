"""What differs between two rulebooks, as plain data for JSON."""

from collections.abc import Iterator
from typing import Annotated, Literal, TypedDict

from channelfit.language import Text
from channelfit.render.phrases.voice import Voice
from channelfit.render.plain.advice import answers_as_plain
from channelfit.render.plain.numbers import rounded
from channelfit.render.plain.shared_shape import LanguageCode, PlainAnswer, Share
from channelfit.ruletools.diff import SEED, Affected, ItemChange, RuleDiff

ChangeState = Literal["added", "removed", "changed"]


class PlainFieldChange(TypedDict):
    """A field that differs."""

    field: Annotated[str, Text("Welcher Teil.", "Which part.")]
    before: Annotated[str, Text("Was bisher gilt, in Kürze.", "What held so far, in short.")]
    after: Annotated[str, Text("Was jetzt gilt, in Kürze.", "What holds now, in short.")]


class PlainItemChange(TypedDict):
    """An item that differs."""

    kind: Annotated[str, Text("Was es ist.", "What it is.")]
    id: Annotated[str | None, Text("Seine Kennung.", "Its id.")]
    change: Annotated[ChangeState, Text("Ob es neu ist, entfällt oder anders ist.", "Whether it is new, gone or different.")]
    fields: Annotated[list[PlainFieldChange], Text("Was daran anders ist.", "What is different in it.")]


class PlainChoice(TypedDict):
    """What comes out under one of the two."""

    channels: Annotated[list[str], Text("Alles Empfohlene.", "All that is recommended.")]
    coverage: Annotated[Share, Text("Die Zielabdeckung.", "The coverage of the goals.")]


class PlainAffected(TypedDict):
    """A company whose channels change."""

    label: Annotated[str, Text("Wer es ist.", "Who it is.")]
    answers: Annotated[
        dict[str, PlainAnswer],
        Text("Die Antworten, so dass sie wieder eingelesen werden können.", "The answers, so that they can be read in again."),
    ]
    before: Annotated[PlainChoice, Text("Was bisher herauskommt.", "What came out so far.")]
    after: Annotated[PlainChoice, Text("Was jetzt herauskommt.", "What comes out now.")]
    rules: Annotated[list[str], Text("Die Regeln, an denen es liegt.", "The rules behind it.")]


class PlainVersion(TypedDict):
    """One of the two rulebooks."""

    id: Annotated[str, Text("Die Kennung des Regelwerks.", "The id of the rulebook.")]
    version: Annotated[str, Text("Seine Fassung.", "Its version.")]


class PlainRuleDiff(TypedDict):
    """The whole result of `rules diff`."""

    schema: Annotated[Literal["channelfit.rulediff/1"], Text("Die Fassung des Ergebnisses.", "The version of the result.")]
    old: Annotated[PlainVersion, Text("Das bisherige Regelwerk.", "The rulebook so far.")]
    new: Annotated[PlainVersion, Text("Das neue Regelwerk.", "The new rulebook.")]
    language: Annotated[LanguageCode, Text("Die Sprache der Texte.", "The language of the texts.")]
    changes: Annotated[list[PlainItemChange], Text("Was sich in den Regeln ändert.", "What changes in the rules.")]
    asked: Annotated[
        dict[str, int],
        Text(
            "Wie viele gefragt wurden: aus Profilen, Testfällen und der Stichprobe.",
            "How many were asked: from profiles, cases and the sample.",
        ),
    ]
    seed: Annotated[str, Text("Der Startwert der Stichprobe.", "The seed of the sample.")]
    skipped: Annotated[
        int,
        Text("Wie viele Profile nur zu einem der beiden passen.", "How many profiles suit only one of the two."),
    ]
    affected: Annotated[
        list[PlainAffected],
        Text("Wessen Auswahl sich ändert, die größte Änderung zuerst.", "Whose channels change, the largest change first."),
    ]


def diff_as_plain(diff: RuleDiff, voice: Voice) -> PlainRuleDiff:
    """Everything, ready for JSON."""
    return {
        "schema": "channelfit.rulediff/1",
        "old": {"id": diff.old.id, "version": diff.old.version},
        "new": {"id": diff.new.id, "version": diff.new.version},
        "language": voice.language,
        "changes": [_change(change, voice) for change in diff.changes],
        "asked": dict(diff.asked),
        "seed": SEED,
        "skipped": diff.skipped,
        "affected": [_affected(company) for company in diff.affected],
    }


def _change(change: ItemChange, voice: Voice) -> PlainItemChange:
    return {
        "kind": change.kind,
        "id": change.id or None,
        "change": state_of(change),
        "fields": [
            {"field": name, "before": voice.say(before), "after": voice.say(after)} for name, before, after in change.fields
        ],
    }


def _affected(company: Affected) -> PlainAffected:
    return {
        "label": company.label,
        "answers": answers_as_plain(company.old.profile, company.old.rulebook),
        "before": {"channels": sorted(company.old.members), "coverage": rounded(company.old.coverage)},
        "after": {"channels": sorted(company.new.members), "coverage": rounded(company.new.coverage)},
        "rules": list(rules_behind(company)),
    }


def rules_behind(company: Affected) -> Iterator[str]:
    """The rules for the channels that move which hold on one side only, or give other points."""
    fits = [side.fits() for side in (company.old, company.new)]
    for channel in sorted(company.old.members ^ company.new.members):
        found = [some.get(channel) for some in fits]
        given = [{reason.rule.id: dict(reason.points) for reason in fit.reasons} if fit else {} for fit in found]
        yield from (id for id in sorted({*given[0], *given[1]}) if given[0].get(id) != given[1].get(id))


def state_of(change: ItemChange) -> ChangeState:
    """Whether an item is new, gone or different."""
    return "changed" if change.before and change.after else "added" if change.after else "removed"
