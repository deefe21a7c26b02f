"""Every result that names a schema: the kind that its schema is asked for by, its shape, and what it is."""

from collections.abc import Mapping
from typing import Annotated

from channelfit.language import Text
from channelfit.render.plain.advice_shape import PlainAdvice
from channelfit.render.plain.cases import PlainCases
from channelfit.render.plain.comparison import PlainComparison
from channelfit.render.plain.explanation import PlainExplanation
from channelfit.render.plain.findings import PlainFindings
from channelfit.render.plain.items import PlainItems
from channelfit.render.plain.learn import PlainLearned
from channelfit.render.plain.missing import PlainMissing
from channelfit.render.plain.problems import PlainProblems
from channelfit.render.plain.rule_diff import PlainRuleDiff
from channelfit.render.plain.score_shape import PlainScore
from channelfit.ruletools.schema.of_results import Shape

RESULTS: Mapping[str, Shape] = {
    "result": Annotated[
        PlainAdvice,
        Text(
            "Die Empfehlung, wie `channelfit advise --format json` sie ausgibt.",
            "The advice as `channelfit advise --format json` prints it.",
        ),
    ],
    "missing": Annotated[
        PlainMissing,
        Text(
            "Was noch zu beantworten ist, wenn JSON verlangt wird und eine Pflichtfrage offen ist (Rückgabewert 3).",
            "What must still be answered, where JSON is asked for and a required question is open (exit code 3).",
        ),
    ],
    "problems": Annotated[
        PlainProblems,
        Text(
            "Was falsch ist, wenn JSON verlangt wird und ein Profil oder Regeln nicht zu lesen sind; auch von `profile check`.",
            "What is wrong, where JSON is asked for and a profile or rules cannot be read; of `profile check` too.",
        ),
    ],
    "explanation": Annotated[
        PlainExplanation,
        Text(
            "Die Erklärung, wie `channelfit explain --format json` sie ausgibt.",
            "The explanation as `channelfit explain --format json` prints it.",
        ),
    ],
    "comparison": Annotated[
        PlainComparison,
        Text(
            "Der Vergleich, wie `channelfit compare --format json` ihn ausgibt.",
            "The comparison as `channelfit compare --format json` prints it.",
        ),
    ],
    "items": Annotated[
        PlainItems,
        Text(
            "Die Einträge, wie `channelfit rules show --format json` sie ausgibt.",
            "The items as `channelfit rules show --format json` prints them.",
        ),
    ],
    "findings": Annotated[
        PlainFindings,
        Text(
            "Die Befunde, wie `channelfit rules check --format json` sie ausgibt.",
            "The findings as `channelfit rules check --format json` prints them.",
        ),
    ],
    "cases": Annotated[
        PlainCases,
        Text(
            "Die Testfälle, wie `channelfit rules test --format json` sie ausgibt.",
            "The cases as `channelfit rules test --format json` prints them.",
        ),
    ],
    "rulediff": Annotated[
        PlainRuleDiff,
        Text(
            "Der Vergleich der Regeln, wie `channelfit rules diff --format json` ihn ausgibt.",
            "The comparison of rules as `channelfit rules diff --format json` prints it.",
        ),
    ],
    "score": Annotated[
        PlainScore,
        Text(
            "Die Kennzahlen, wie `channelfit rules score --format json` sie ausgibt.",
            "The figures as `channelfit rules score --format json` prints them.",
        ),
    ],
    "learned": Annotated[
        PlainLearned,
        Text(
            "Was aus Fällen gelernt wurde, wie `channelfit rules learn --format json` es ausgibt.",
            "What was learned from cases, as `channelfit rules learn --format json` prints it.",
        ),
    ],
}
