"""Advice as plain data in the shape of `channelfit.advice/1`: dicts, lists, texts and numbers, ready for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from channelfit.advice.cost import cost_of
from channelfit.advice.fit import ChannelFit, GoalFit, Reason
from channelfit.advice.model import Advice, NotRecommended, Recommended
from channelfit.advice.schedule import Stage, schedule
from channelfit.language import Language
from channelfit.profile import Profile
from channelfit.render.phrases.sentences import KEPT_LOW, cause_text, headline, next_step_text, ranked_reasons
from channelfit.render.phrases.voice import voice_of
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.digest import digest
from channelfit.rulebook.model import Channel, Evidence, Note, QuestionType, Rulebook

if TYPE_CHECKING:  # What these bring along takes a while to import; who has a certainty has paid for it.
    from channelfit.advice.certainty import Certainty, NearTie
    from channelfit.advice.what_if import WhatIf
    from channelfit.render.plain import advice_shape as shape


def advice_as_plain(advice: Advice, certainty: Certainty, language: Language) -> shape.PlainAdvice:
    """The whole result; texts in the language, numbers rounded to six decimals."""
    rulebook = advice.rulebook
    return {
        "schema": "channelfit.advice/1",
        "rulebook": rulebook_as_plain(rulebook, language),
        "company": advice.profile.company or None,
        "language": language,
        "answers": answers_as_plain(advice.profile, rulebook),
        "assumed": {question: rounded(value) for question, value in advice.assumed.items()},
        "headline": headline(advice, voice_of(advice, language), preliminary=certainty.is_preliminary),
        "recommended": [_recommended(one, advice, certainty, language) for one in advice.recommended],
        "basics": [_recommended(one, advice, certainty, language) for one in advice.basics],
        "once_ready": list(advice.once_ready),
        "coverage": _coverage(advice, language),
        "effort": _effort(advice),
        "first_90_days": [_stage(stage) for stage in schedule(advice)],
        "not_recommended": [_not_recommended(one, advice, language) for one in advice.not_recommended],
        "park": [{"channel": one.channel.id, "text": one.channel.plan.if_parked.of(language)} for one in advice.park],
        "keep_low": [{"channel": one.channel.id, "text": KEPT_LOW.of(language)} for one in advice.keep_low],
        "next_step": next_step_text(advice, voice_of(advice, language)),
        "readiness": _readiness(advice, language),
        "notes": [_note(note, advice, language) for note in advice.notes],
        "settled": rounded(certainty.settled),
        "likely": list(certainty.likely),
        "open_questions": [
            {"question": one.question.id, "text": one.question.text.of(language), "influence": rounded(one.influence)}
            for one in certainty.open
        ],
        "near_tie": near_tie_as_plain(certainty.near_tie),
        "what_if": [what_if_as_plain(one, advice, language) for one in certainty.what_if],
        "limits": _limits(advice),
        "evidence": [evidence_as_plain(fact, language) for fact in cited_evidence(advice)],
    }


def rulebook_as_plain(rulebook: Rulebook, language: Language) -> shape.PlainRulebook:
    """Which rules these are, and what overlays have changed in them, by whom and why."""
    return {
        "id": rulebook.id,
        "version": rulebook.version,
        "digest": digest(rulebook),
        "changes": [
            {
                "kind": one.kind,
                "target": one.target,
                "path": ".".join(one.path),
                "because": one.because.or_other(language),
                "by": one.by,
            }
            for one in rulebook.amendments
        ],
    }


def answers_as_plain(profile: Profile, rulebook: Rulebook) -> shape.PlainAnswers:
    """The answers as a profile has them, so that they can be piped in again."""
    return {id: answer_as_plain(answer, rulebook.questions[id].type) for id, answer in profile.answers.items()}


def answer_as_plain(answer: Answer, type: QuestionType) -> shape.PlainAnswer:
    """One answer as a profile has it."""
    if not isinstance(answer, tuple):
        return rounded(answer)
    if type is QuestionType.YES_NO:
        return answer == ("yes",)
    return answer[0] if type is QuestionType.CHOICE else list(answer)


def cited_evidence(advice: Advice) -> tuple[Evidence, ...]:
    """The facts behind the recommended channels, the goals and limits that apply, the notes and the essentials, in id order."""
    cited = {id for one in (*advice.recommended, *advice.basics) for reason in one.fit.reasons for id in reason.rule.basis}
    cited |= {id for goal in advice.coverage if goal.limited_by for id in goal.limited_by.basis}
    cited |= {id for goal in advice.coverage if goal.goal.if_nothing for id in goal.goal.if_nothing.basis}
    cited |= {id for note in advice.notes for id in note.basis}
    cited |= {id for essential in advice.rulebook.essentials for id in essential.basis}
    return tuple(advice.rulebook.evidence[id] for id in sorted(cited))


def rounded(value: float) -> int | float:
    """A number as JSON has it: six decimals at most, whole ones without any."""
    short = round(value, 6)
    return int(short) if float(short).is_integer() else short


def near_tie_as_plain(tie: NearTie | None) -> shape.PlainNearTie | None:
    """What was nearly chosen instead of what."""
    return {"inside": list(tie.inside), "outside": list(tie.outside), "gap": rounded(tie.gap)} if tie else None


def what_if_as_plain(one: WhatIf, advice: Advice, language: Language) -> shape.PlainWhatIf:
    """What would bring a channel in or drop it, with the options for `--set` that try it."""
    from channelfit.render.phrases.reasons import changes_text, settings_for

    return {
        "channel": one.channel,
        "enters": one.enters,
        "set": settings_for(one.changes, advice),
        "text": changes_text(one.changes, advice, voice_of(advice, language)),
        "after": list(one.after),
    }


def _recommended(one: Recommended, advice: Advice, certainty: Certainty, language: Language) -> shape.PlainRecommended:
    channel = one.fit.channel
    return {
        "channel": channel.id,
        "name": channel.name.of(language),
        "role": one.role.value,
        "main_for": list(one.main_for),
        "goals": goals_as_plain(one.fit),
        "reaches": channel.reaches or None,
        "adds": rounded(one.adds),
        "hours_per_week": rounded(channel.effort.hours_per_week),
        "money_per_month": rounded(channel.effort.money_per_month),
        "cost_per_month": rounded(cost_of(channel.effort, advice.hourly_value)),
        "startup_hours": rounded(channel.effort.startup_hours),
        "first_results_weeks": rounded(channel.effort.first_results_weeks),
        "already_active": one.already_active,
        "stability": rounded(certainty.stability[channel.id]),
        "reasons": [reason_as_plain(reason, advice, language) for _, reason in ranked_reasons(one.fit, advice)],
        "plan": _plan(channel, language),
    }


def goals_as_plain(fit: ChannelFit) -> dict[str, shape.PlainGoalFit]:
    """The fit of a channel for each goal that it serves."""
    return {id: _goal(goal) for id, goal in fit.goals.items()}


def _goal(goal: GoalFit) -> shape.PlainGoalFit:
    return {
        "base": rounded(goal.base),
        "criteria": {criterion: rounded(points) for criterion, points in goal.criteria.items()},
        "points": rounded(goal.points),
        "fit": rounded(goal.fit),
        "counts": goal.counts,
    }


def reason_as_plain(reason: Reason, advice: Advice, language: Language) -> shape.PlainReason:
    """A rule that holds, with its points, words and evidence."""
    rule = reason.rule
    return {
        "rule": rule.id,
        "criterion": rule.criterion.value,
        "points": {goal: rounded(points) for goal, points in reason.points.items()},
        "text": voice_of(advice, language).fill(rule.why),
        "evidence": list(rule.basis),
        "source": rule.place,
    }


def _plan(channel: Channel, language: Language) -> shape.PlainPlan:
    plan = channel.plan
    return {
        "formats": [text.of(language) for text in plan.formats],
        "cadence": plan.cadence.of(language),
        "first_steps": [text.of(language) for text in plan.first_steps],
        "kpis": {goal: [text.of(language) for text in texts] for goal, texts in plan.kpis.items()},
        "stop_rule": plan.stop_rule.of(language),
    }


def _coverage(advice: Advice, language: Language) -> shape.PlainCoverage:
    return {
        "total": rounded(advice.total_coverage),
        "goals": {
            one.goal.id: {
                "weight": rounded(one.weight),
                "limit": rounded(one.limit),
                "coverage": rounded(one.coverage),
                "why_limited": voice_of(advice, language).fill(one.limited_by.why) if one.limited_by else None,
                "if_nothing": one.goal.if_nothing.says.of(language) if one.goal.if_nothing else None,
            }
            for one in advice.coverage
        },
    }


def _effort(advice: Advice) -> shape.PlainEffort:
    return {
        "hours_per_week": rounded(advice.hours_per_week),
        "available": rounded(advice.available_hours),
        "believable": rounded(advice.believable_hours),
        "money_per_month": rounded(advice.money_per_month),
        "budget": None if advice.budget is None else rounded(advice.budget),
        "hourly_value": rounded(advice.hourly_value),
        "cost_per_month": rounded(advice.cost_per_month),
    }


def _stage(stage: Stage) -> shape.PlainStage:
    return {
        "channel": stage.advised.fit.channel.id,
        "setup_from": stage.setup_from or None,
        "setup_until": stage.setup_until or None,
        "runs_from": stage.runs_from or None,
    }


def _limits(advice: Advice) -> shape.PlainLimits:
    settings = advice.rulebook.settings
    return {
        "max_channels": advice.max_channels,
        "focus_price": rounded(settings.focus_price),
        "min_points": rounded(settings.min_points),
        "top_fit": rounded(settings.top_fit),
    }


def _note(note: Note, advice: Advice, language: Language) -> shape.PlainNote:
    return {
        "id": note.id,
        "severity": note.severity.value,
        "for": note.addressee.value,
        "law": note.law,
        "text": voice_of(advice, language).fill(note.says),
        "evidence": list(note.basis),
    }


def _not_recommended(one: NotRecommended, advice: Advice, language: Language) -> shape.PlainNotRecommended:
    return {
        "channel": one.fit.channel.id,
        "name": one.fit.channel.name.of(language),
        "cause": one.cause.value,
        "text": cause_text(one, advice, voice_of(advice, language)),
        "reaches": one.fit.channel.reaches or None,
        "adds": rounded(one.adds),
        "goals": goals_as_plain(one.fit),
    }


def _readiness(advice: Advice, language: Language) -> shape.PlainReadiness:
    return {
        "level": advice.readiness.level.value,
        "checks": [
            {
                "id": result.check.id,
                "status": result.status.value,
                "blocking": result.check.blocking,
                "owner": result.check.owner.value,
                "text": result.check.text.of(language),
                "todo": result.check.todo.of(language),
            }
            for result in advice.readiness.checks
        ],
        "essentials": [
            {"id": essential.id, "text": essential.says.of(language), "evidence": list(essential.basis)}
            for essential in advice.rulebook.essentials
        ],
    }


def evidence_as_plain(fact: Evidence, language: Language) -> shape.PlainEvidence:
    """A dated fact."""
    return {
        "id": fact.id,
        "kind": fact.kind.value,
        "statement": fact.statement.of(language),
        "value": rounded(fact.value) if isinstance(fact.value, float) else fact.value,
        "unit": fact.unit or None,
        "population": fact.population or None,
        "year": fact.year,
        "publisher": fact.publisher,
        "title": fact.title or None,
        "url": fact.url or None,
        "quality": fact.quality.value,
        "channels": list(fact.channels),
    }
