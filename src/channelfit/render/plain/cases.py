"""The cases of a rulebook and what came out, as plain data for JSON."""

from channelfit.render.plain.advice import Plain
from channelfit.ruletools.cases_run import CasesRun

SCHEMA = "channelfit.cases/1"


def cases_as_plain(run: CasesRun) -> Plain:
    """Every case with what came out otherwise, ready for JSON."""
    return {
        "schema": SCHEMA,
        "rulebook": {"id": run.rulebook.id, "version": run.rulebook.version},
        "cases": [
            {
                "case": result.case.id,
                "source": str(result.case.mark),
                "failed": result.failed,
                "todo": result.case.todo,
                "fires": list(result.fired),
                "differences": [
                    {
                        "part": one.part,
                        "missing": list(one.missing),
                        "unwanted": list(one.unwanted),
                        "wanted": one.wanted or None,
                        "found": list(one.found),
                    }
                    for one in result.mismatches
                ],
            }
            for result in run.results
        ],
        "skipped": [{"case": one.id, "channels": list(one.channels)} for one in run.skipped],
        "rules": len(run.rulebook.rules),
        "unfired": list(run.unfired),
    }
