"""Say in both languages what speaks for a change."""

from channelfit.language import Counted, Language, Text, number
from channelfit.ruletools.learn.learned import BOOTSTRAPS, Firmness, Proposal, Verdict

CASES = Counted(
    Text("Gelernt aus {count} beurteilten Unternehmen", "Learned from {count} judged company"),
    Text("Gelernt aus {count} beurteilten Unternehmen", "Learned from {count} judged companies"),
)
_ASKED = Text(
    "verlangt ist {asked}, in neun von zehn Ziehungen {low} bis {high}",
    "asked for is {asked}, {low} to {high} in nine of ten draws",
)
_KEPT = Text("die Richtung ist in {kept} von {of} dieselbe", "the direction is the same in {kept} of {of}")
_OUTCOMES = {
    Verdict.CONFIRM: Text(" Ergebnisse aus der Praxis ({count}) bestätigen es.", " Outcomes ({count}) confirm it."),
    Verdict.QUESTION: Text(" Ergebnisse aus der Praxis ({count}) sprechen dagegen.", " Outcomes ({count}) speak against it."),
    Verdict.SILENT: Text(),
}
_RULE = Text(
    "Entwurf, gelernt aus Urteilen über {count} Unternehmen mit der Antwort „{question}: {option}“; sie wurden beurteilt, nicht "
    "beobachtet.",
    "Draft, learned from judgements on {count} companies with the answer “{question}: {option}”; they were judged, not observed.",
)

YES_NO_TEXTS = {"yes": Text("ja", "yes"), "no": Text("nein", "no")}


def because(proposal: Proposal, language: Language) -> str:
    """What speaks for a change: how many cases, what they ask for, its interval, and how often the direction stays."""
    return (
        CASES.of(proposal.firmness.cases).filled(language, count=proposal.firmness.cases)
        + ": "
        + ask_of(proposal.asked, proposal.point.was, proposal.firmness, language)
        + "."
        + _OUTCOMES[proposal.outcomes].filled(language, count=proposal.outcome_cases)
    )


def ask_of(asked: float, was: float, firmness: Firmness, language: Language) -> str:
    """What the cases ask for, its interval, and how often the direction stays."""
    low, high = (signed(was + shift, language) for shift in (firmness.low, firmness.high))
    kept = _KEPT.filled(language, kept=round(firmness.kept * BOOTSTRAPS), of=BOOTSTRAPS)
    return f"{_ASKED.filled(language, asked=signed(asked, language), low=low, high=high)}; {kept}"


def rule_reason(question: Text, option: Text, count: int, language: Language) -> str:
    """The reason of a new rule, which says no more than its condition and where it comes from."""
    said = question.or_other(language).rstrip("?:. "), option.or_other(language)
    return _RULE.filled(language, question=said[0], option=said[1], count=count)


def signed(points: float, language: Language) -> str:
    """Points with their sign."""
    text = number(abs(round(points, 1)), language)
    return f"-{text}" if round(points, 1) < 0 else f"+{text}" if round(points, 1) > 0 else text
