"""Say in both languages what speaks for a change."""

from channelfit.language import Counted, Language, Text, counted, number
from channelfit.ruletools.learn.learned import BOOTSTRAPS, Firmness, Proposal, Verdict

_CASES = Counted(
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


def because(proposal: Proposal, language: Language) -> str:
    """What speaks for a change: how many cases, what they ask for, its interval, how often the direction stays, and outcomes."""
    said = asked_for(proposal.asked, proposal.point.was, proposal.firmness, language)
    return said + _OUTCOMES[proposal.outcomes].filled(language, count=proposal.outcome_cases)


def asked_for(asked: float, was: float, firmness: Firmness, language: Language) -> str:
    """How many cases there are, what they ask for, its interval, and how often the direction stays."""
    low, high = (signed(was + shift, language) for shift in (firmness.low, firmness.high))
    wanted = _ASKED.filled(language, asked=signed(asked, language), low=low, high=high)
    kept = _KEPT.filled(language, kept=round(firmness.kept * BOOTSTRAPS), of=BOOTSTRAPS)
    return f"{counted(firmness.cases, _CASES, language)}: {wanted}; {kept}."


def rule_reason(question: Text, option: Text, count: int, language: Language) -> str:
    """The reason of a new rule, which says no more than its condition and where it comes from."""
    said = question.or_other(language).rstrip("?:. "), option.or_other(language)
    return _RULE.filled(language, question=said[0], option=said[1], count=count)


def signed(points: float, language: Language) -> str:
    """Points with their sign."""
    text = number(abs(round(points, 1)), language)
    return f"-{text}" if round(points, 1) < 0 else f"+{text}" if round(points, 1) > 0 else text
