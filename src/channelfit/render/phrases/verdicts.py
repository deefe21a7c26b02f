"""Whether a channel is recommended, and what two situations differ in, in a sentence or two."""

from channelfit.advice.compare import Comparison, Turned
from channelfit.advice.explain import Explanation
from channelfit.advice.model import Cause
from channelfit.language import Language, hours, hundredths, listed, number
from channelfit.render.phrases.reasons import Turn, effect_text
from channelfit.render.phrases.sentences import cause_text, fill, source_of
from channelfit.render.phrases.sureness import stability_text
from channelfit.render.phrases.words import line, phrase


def verdict(one: Explanation, language: Language) -> str:
    """Why the channel is recommended or not, and how sure or how far off that is, in two or three sentences."""
    advice, channel = one.advice, one.fit.channel
    if one.chosen is not None:
        goals = [each.goal.name.of(language) for each in advice.coverage if each.goal.id in one.chosen.main_for]
        key = "chosen_main" if goals else f"chosen_{one.chosen.role.value}"
        said = phrase(key, language, name=channel.name.of(language), goals=listed(goals, language))
        adds = phrase("adds", language, share=hundredths(one.chosen.adds, language))
        return f"{said} {adds} {stability_text(advice, one.certainty, channel.id, language)}"
    assert one.rejected is not None
    return f"{cause_text(one.rejected, advice, language)} {_distance_text(one, one.rejected.cause, language)}".strip()


def _distance_text(one: Explanation, cause: Cause, language: Language) -> str:
    advice = one.advice
    adds = hundredths(one.rejected.adds if one.rejected else 0.0, language)
    needed = hundredths(advice.rulebook.settings.focus_price, language)
    match cause:
        case Cause.TOO_WEAK:
            goal = advice.rulebook.goals[one.distance.goal].name.of(language)
            return phrase("lacks_points", language, points=number(one.distance.points, language), goal=goal)
        case Cause.ADDS_TOO_LITTLE:
            return phrase("lacks_gain", language, adds=adds, needed=needed)
        case Cause.NO_HOURS:
            return phrase("lacks_hours", language, hours=hours(one.distance.hours, language), adds=adds)
        case Cause.CAP:
            return phrase("lacks_places", language, count=str(advice.max_channels), adds=adds)
        case Cause.DOES_NOT_SERVE:
            goals = [advice.rulebook.goals[id].name.of(language) for id in one.fit.channel.serves]
            return phrase("serves_others", language, goals=listed(goals, language))
        case Cause.EXCLUDED:
            return line("source", language, source=source_of(one.fit.excluded_by[0].basis, advice.rulebook, language))


def comparison_text(one: Comparison, language: Language) -> str:
    """What changes, in a sentence or two."""
    parts = []
    if one.entering or one.leaving:
        effect = effect_text(Turn(one.entering, one.leaving), one.before.rulebook, language)
        parts.append(phrase("compare_changed", language, effect=effect))
    else:
        parts.append(phrase("compare_same", language))
    if not one.differences:
        parts.append(phrase("compare_no_difference", language))
    elif not any(each.matters for each in one.differences):
        key = "compare_harmless" if not (one.entering or one.leaving) else "compare_together"
        parts.append(phrase(key, language, count=str(len(one.differences))))
    return " ".join(parts)


def reason_text(each: Turned, one: Comparison, language: Language) -> str:
    advice = one.after if each.holds_after else one.before
    return fill(each.rule.why, advice.profile, advice.rulebook, language)
