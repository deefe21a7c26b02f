"""What `rules check` found, as plain data for JSON."""

from collections.abc import Sequence
from typing import Annotated, Literal, TypedDict

from channelfit.language import Text
from channelfit.profile import Profile
from channelfit.render.phrases.findings import message_of, reason_of
from channelfit.render.phrases.voice import Voice
from channelfit.render.plain.advice import answers_as_plain
from channelfit.render.plain.shared_shape import LanguageCode, PlainAnswers
from channelfit.rulebook.digest import digest
from channelfit.rulebook.model import Rulebook
from channelfit.ruletools.checks.check import Finding
from channelfit.source.problem import Severity


class PlainMark(TypedDict):
    """Where something stands."""

    file: Annotated[str, Text("Die Datei.", "The file.")]
    line: Annotated[int, Text("Die Zeile, von 1 an.", "The line, from 1.")]
    column: Annotated[int, Text("Die Spalte, von 1 an.", "The column, from 1.")]


class PlainFinding(TypedDict):
    """A finding."""

    id: Annotated[str, Text("Welche Prüfung ihn gemacht hat.", "Which check made it.")]
    severity: Annotated[str, Severity, Text("Wie schwer er wiegt.", "How much it matters.")]
    at: Annotated[str, Text("Worum es geht, etwa eine Regel oder Frage.", "What it is about, such as a rule or a question.")]
    place: Annotated[PlainMark, Text("Wo es steht.", "Where that stands.")]
    message: Annotated[str, Text("Der Befund in Worten.", "The finding in words.")]
    witness: Annotated[PlainAnswers | None, Text("Antworten, bei denen es sich zeigt.", "Answers that show it.")]
    exact: Annotated[
        bool,
        Text(
            "Ob es für alle Profile feststeht; sonst an einer Stichprobe gesehen.",
            "Whether it is certain of all profiles; otherwise seen in a sample.",
        ),
    ]
    n: Annotated[int | None, Text("So viele Profile hat die Stichprobe.", "So many profiles are in the sample.")]
    seed: Annotated[str | None, Text("Der Startwert der Stichprobe.", "The seed of the sample.")]
    accepted: Annotated[
        str | None, Text("Warum er hingenommen ist; nichts, wenn er es nicht ist.", "Why it is accepted; nothing if it is not.")
    ]


class PlainCounts(TypedDict):
    """How many findings there are."""

    error: Annotated[int, Text("Fehler.", "Errors.")]
    warning: Annotated[int, Text("Warnungen.", "Warnings.")]
    info: Annotated[int, Text("Was man nur wissen sollte.", "What only needs to be known.")]
    accepted: Annotated[int, Text("Mit Begründung hingenommene.", "Those accepted with a reason.")]


class PlainCheckedRulebook(TypedDict):
    """What was checked."""

    id: Annotated[str, Text("Die Kennung des Regelwerks.", "The id of the rulebook.")]
    version: Annotated[str, Text("Seine Fassung.", "Its version.")]
    digest: Annotated[str, Text("Die Prüfsumme aller Regeln.", "The digest of all rules.")]


class PlainFindings(TypedDict):
    """The whole result of `rules check`."""

    schema: Annotated[Literal["channelfit.findings/1"], Text("Die Fassung des Ergebnisses.", "The version of the result.")]
    rulebook: Annotated[PlainCheckedRulebook, Text("Das Regelwerk.", "The rulebook.")]
    language: Annotated[LanguageCode, Text("Die Sprache der Texte.", "The language of the texts.")]
    counts: Annotated[PlainCounts, Text("Wie viele Befunde es gibt, nach Schwere.", "How many findings there are, by severity.")]
    findings: Annotated[list[PlainFinding], Text("Alle Befunde, auch die hingenommenen.", "All findings, those accepted too.")]


def findings_as_plain(found: Sequence[Finding], voice: Voice) -> PlainFindings:
    """All findings, those accepted too, each with its reason."""
    rulebook = voice.rulebook
    return {
        "schema": "channelfit.findings/1",
        "rulebook": {"id": rulebook.id, "version": rulebook.version, "digest": digest(rulebook)},
        "language": voice.language,
        "counts": _counts(found),
        "findings": [_finding(finding, voice) for finding in found],
    }


def _counts(found: Sequence[Finding]) -> PlainCounts:
    left = [finding.severity for finding in found if finding.accepted is None]
    return {
        "error": left.count(Severity.ERROR),
        "warning": left.count(Severity.WARNING),
        "info": left.count(Severity.INFO),
        "accepted": len(found) - len(left),
    }


def _finding(finding: Finding, voice: Voice) -> PlainFinding:
    size = finding.sampled
    return {
        "id": finding.id,
        "severity": finding.severity.value,
        "at": finding.at,
        "place": {"file": finding.mark.source.name, "line": finding.mark.line + 1, "column": finding.mark.column + 1},
        "message": message_of(finding, voice),
        "witness": witness_of(finding, voice.rulebook),
        "exact": size is None,
        "n": size.n if size else None,
        "seed": size.seed if size else None,
        "accepted": reason_of(finding, voice),
    }


def witness_of(finding: Finding, rulebook: Rulebook) -> PlainAnswers | None:
    """The answers that show a finding, as a profile has them."""
    return None if finding.witness is None else answers_as_plain(Profile(answers=finding.witness), rulebook)
