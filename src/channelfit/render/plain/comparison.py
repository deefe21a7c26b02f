"""Two situations side by side, as plain data for JSON."""

from channelfit.advice.certainty import Certainty
from channelfit.advice.compare import Comparison
from channelfit.advice.model import Advice
from channelfit.language import Language
from channelfit.render.phrases.verdicts import comparison_text, turned_text
from channelfit.render.phrases.voice import voice_of
from channelfit.render.plain.advice import Plain, answer_as_plain, rounded, rulebook_as_plain
from channelfit.rulebook.condition import Answer

SCHEMA = "channelfit.comparison/1"


def comparison_as_plain(one: Comparison, certainties: tuple[Certainty, Certainty], language: Language) -> Plain:
    """Everything, ready for JSON."""
    rulebook = one.before.rulebook
    return {
        "schema": SCHEMA,
        "rulebook": rulebook_as_plain(rulebook, language),
        "language": language,
        "text": comparison_text(one, voice_of(one.before, language)),
        "before": _side(one.before, certainties[0]),
        "after": _side(one.after, certainties[1]),
        "entering": list(one.entering),
        "leaving": list(one.leaving),
        "answers": [
            {
                "question": each.question,
                "text": rulebook.questions[each.question].text.of(language),
                "before": _plain_answer(one, each.question, each.before),
                "after": _plain_answer(one, each.question, each.after),
                "alone": each.alone,
                "needed": each.needed,
            }
            for each in one.differences
        ],
        "rules": [
            {
                "channel": each.channel,
                "rule": each.rule.id,
                "holds": "after" if each.holds_after else "before",
                "points": {goal: rounded(points) for goal, points in each.points.items()},
                "text": turned_text(each, one, voice_of(one.before, language)),
                "evidence": list(each.rule.basis),
                "source": each.rule.origin,
            }
            for each in one.rules
        ],
    }


def _plain_answer(one: Comparison, question: str, answer: Answer | None) -> object:
    return None if answer is None else answer_as_plain(answer, one.before.rulebook.questions[question].type)


def _side(advice: Advice, certainty: Certainty) -> Plain:
    return {
        "company": advice.profile.company or None,
        "recommended": [each.fit.channel.id for each in advice.recommended],
        "basics": [each.fit.channel.id for each in advice.basics],
        "coverage": {
            "total": rounded(advice.total_coverage),
            "goals": {each.goal.id: rounded(each.coverage) for each in advice.coverage},
        },
        "effort": {
            "hours_per_week": rounded(advice.hours_per_week),
            "available": rounded(advice.available_hours),
            "believable": rounded(advice.believable_hours),
            "money_per_month": rounded(advice.money_per_month),
        },
        "readiness": advice.readiness.level.value,
        "settled": rounded(certainty.settled),
    }
