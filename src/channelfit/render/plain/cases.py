"""The cases of a rulebook and what came out, as plain data for JSON."""

from typing import Annotated, Literal, TypedDict

from channelfit.language import Text
from channelfit.ruletools.cases_run import CaseResult, CasesRun


class PlainMismatch(TypedDict):
    """A part of the advice that came out otherwise."""

    part: Annotated[str, Text("Welcher Teil der Empfehlung.", "Which part of the advice.")]
    missing: Annotated[list[str], Text("Was fehlt.", "What is missing.")]
    unwanted: Annotated[list[str], Text("Was nicht darin sein darf.", "What must not be in it.")]
    wanted: Annotated[
        str | None, Text("Was erwartet wird, bei einer Reihenfolge oder Zahl.", "What is expected, of an order or a number.")
    ]
    found: Annotated[list[str], Text("Was herausgekommen ist.", "What came out.")]


class PlainCase(TypedDict):
    """A case that was run."""

    case: Annotated[str, Text("Die Kennung: `datei/fall`.", "The id: `file/case`.")]
    source: Annotated[str, Text("Wo er steht: Datei, Zeile und Spalte.", "Where it stands: file, line and column.")]
    failed: Annotated[bool, Text("Ob er nicht bestanden ist.", "Whether it failed.")]
    todo: Annotated[bool, Text("Ob er als bekannte Lücke vermerkt ist.", "Whether it is marked as a known gap.")]
    fires: Annotated[list[str], Text("Die Regeln, die darin gelten.", "The rules that hold in it.")]
    differences: Annotated[list[PlainMismatch], Text("Was anders herausgekommen ist.", "What came out otherwise.")]


class PlainSkipped(TypedDict):
    """A case that was not run."""

    case: Annotated[str, Text("Die Kennung: `datei/fall`.", "The id: `file/case`.")]
    channels: Annotated[list[str], Text("Die abgeschalteten Kanäle, die er nennt.", "The disabled channels that it names.")]


class PlainCasesRulebook(TypedDict):
    """Whose cases these are."""

    id: Annotated[str, Text("Die Kennung des Regelwerks.", "The id of the rulebook.")]
    version: Annotated[str, Text("Seine Fassung.", "Its version.")]


class PlainCases(TypedDict):
    """The whole result of `rules test`."""

    schema: Annotated[Literal["channelfit.cases/1"], Text("Die Fassung des Ergebnisses.", "The version of the result.")]
    rulebook: Annotated[PlainCasesRulebook, Text("Das Regelwerk.", "The rulebook.")]
    cases: Annotated[list[PlainCase], Text("Die Testfälle.", "The cases.")]
    skipped: Annotated[
        list[PlainSkipped],
        Text("Testfälle, die abgeschaltete Kanäle nennen.", "Cases that name disabled channels."),
    ]
    rules: Annotated[int, Text("So viele Regeln gibt es.", "So many rules there are.")]
    unfired: Annotated[list[str], Text("Die Regeln, die in keinem Testfall gelten.", "The rules that fire in no case.")]


def cases_as_plain(run: CasesRun) -> PlainCases:
    """Every case with what came out otherwise, ready for JSON."""
    return {
        "schema": "channelfit.cases/1",
        "rulebook": {"id": run.rulebook.id, "version": run.rulebook.version},
        "cases": [_case(result) for result in run.results],
        "skipped": [{"case": case.id, "channels": list(case.channels)} for case in run.skipped],
        "rules": len(run.rulebook.rules),
        "unfired": list(run.unfired),
    }


def _case(result: CaseResult) -> PlainCase:
    return {
        "case": result.case.id,
        "source": str(result.case.mark),
        "failed": result.failed,
        "todo": result.case.todo,
        "fires": list(result.fired),
        "differences": [
            {
                "part": mismatch.part,
                "missing": list(mismatch.missing),
                "unwanted": list(mismatch.unwanted),
                "wanted": mismatch.wanted or None,
                "found": list(mismatch.found),
            }
            for mismatch in result.mismatches
        ],
    }
