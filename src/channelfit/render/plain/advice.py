"""Advice as plain data in the shape of `channelfit.advice/1`: dicts, lists, texts and numbers, ready for JSON."""

from __future__ import annotations

from channelfit.advice.model import Advice
from channelfit.advice.schedule import Stage, schedule
from channelfit.profile import Profile
from channelfit.render.phrases.headline import headline
from channelfit.render.phrases.in_use import kept_text
from channelfit.render.phrases.sentences import next_step_text
from channelfit.render.phrases.voice import Voice
from channelfit.render.plain.channels import not_recommended_as_plain, recommended_as_plain
from channelfit.render.plain.numbers import rounded
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.digest import digest
from channelfit.rulebook.model import Evidence, Note, Question, QuestionType, Rulebook, Settings

TYPE_CHECKING = False
if TYPE_CHECKING:  # What these bring along takes a while to import; who has a certainty has paid for it.
    from channelfit.advice.certainty import Certainty, NearTie
    from channelfit.advice.what_if import WhatIf
    from channelfit.render.plain.advice_shape import (
        PlainAdvice,
        PlainCoverage,
        PlainEffort,
        PlainLimits,
        PlainNearTie,
    )
    from channelfit.render.plain.channel_shape import PlainStage
    from channelfit.render.plain.groundwork_shape import PlainNote, PlainReadiness
    from channelfit.render.plain.shared_shape import (
        PlainAnswer,
        PlainAnswers,
        PlainEvidence,
        PlainFormulas,
        PlainRulebook,
        PlainWhatIf,
    )


def advice_as_plain(advice: Advice, certainty: Certainty, voice: Voice) -> PlainAdvice:
    """The whole result; texts in the language, numbers rounded to six decimals."""
    rulebook = advice.rulebook
    return {
        "schema": "channelfit.advice/1",
        "rulebook": rulebook_as_plain(voice),
        "company": advice.profile.company or None,
        "language": voice.language,
        "answers": answers_as_plain(advice.profile, rulebook),
        "assumed": {question: rounded(value) for question, value in advice.assumed.items()},
        "headline": headline(advice, voice, certainty),
        "recommended": [recommended_as_plain(advised, advice, certainty, voice) for advised in advice.recommended],
        "basics": [recommended_as_plain(advised, advice, certainty, voice) for advised in advice.basics],
        "once_ready": list(advice.once_ready),
        "coverage": _coverage(advice, voice),
        "effort": _effort(advice),
        "first_90_days": [_stage(stage) for stage in schedule(advice)],
        "not_recommended": [not_recommended_as_plain(rejected, advice, voice) for rejected in advice.not_recommended],
        "park": [{"channel": fit.channel.id, "text": voice.say(fit.channel.plan.if_parked)} for fit in advice.park],
        "keep_low": [
            {"channel": kept.channel.id, "text": kept_text(kept, advice, voice), "until": kept.until or None}
            for kept in advice.keep_low
        ],
        "next_step": next_step_text(advice, voice),
        "readiness": _readiness(advice, voice),
        "notes": [_note(note, voice) for note in advice.notes],
        "settled": rounded(certainty.settled),
        "likely": list(certainty.likely),
        "open_questions": [
            {"question": asked.question.id, "text": voice.say(asked.question.text), "influence": rounded(asked.influence)}
            for asked in certainty.open
        ],
        "near_tie": near_tie_as_plain(certainty.near_tie),
        "what_if": [what_if_as_plain(found, advice, voice) for found in certainty.what_if],
        "limits": _limits(advice),
        "evidence": [evidence_as_plain(fact, voice) for fact in cited_evidence(advice)],
    }


def rulebook_as_plain(voice: Voice) -> PlainRulebook:
    """Which rules these are, and what overlays have changed in them, by whom and why."""
    rulebook = voice.rulebook
    return {
        "id": rulebook.id,
        "version": rulebook.version,
        "digest": digest(rulebook),
        "changes": [
            {
                "kind": amendment.kind,
                "target": amendment.target,
                "path": ".".join(amendment.path),
                "because": amendment.because.or_other(voice.language),
                "by": amendment.by,
            }
            for amendment in rulebook.amendments
        ],
    }


def answers_as_plain(profile: Profile, rulebook: Rulebook) -> PlainAnswers:
    """The answers as a profile has them, so that they can be piped in again."""
    return {id: answer_as_plain(answer, rulebook.questions[id]) for id, answer in profile.answers.items()}


def answer_as_plain(answer: Answer, question: Question) -> PlainAnswer:
    """One answer as a profile has it."""
    if not isinstance(answer, tuple):
        return int(answer) if answer.is_integer() else answer
    if question.type is QuestionType.YES_NO:
        return answer == ("yes",)
    return answer[0] if question.type is QuestionType.CHOICE else list(answer)


def cited_evidence(advice: Advice) -> tuple[Evidence, ...]:
    """The facts behind the recommended channels, the goals and limits that apply, the notes and the essentials, in id order."""
    cited = {
        id for advised in (*advice.recommended, *advice.basics) for reason in advised.fit.reasons for id in reason.rule.basis
    }
    cited |= {id for goal in advice.coverage if goal.limited_by for id in goal.limited_by.basis}
    cited |= {id for goal in advice.coverage if goal.goal.if_nothing for id in goal.goal.if_nothing.basis}
    cited |= {id for note in advice.notes for id in note.basis}
    cited |= {id for essential in advice.rulebook.essentials for id in essential.basis}
    return tuple(advice.rulebook.evidence[id] for id in sorted(cited))


def near_tie_as_plain(tie: NearTie | None) -> PlainNearTie | None:
    """What was nearly chosen instead of what."""
    return {"inside": list(tie.inside), "outside": list(tie.outside), "gap": rounded(tie.gap)} if tie else None


def what_if_as_plain(found: WhatIf, advice: Advice, voice: Voice) -> PlainWhatIf:
    """What would bring a channel in or drop it, with the options for `--set` that try it."""
    from channelfit.render.phrases.reasons import changes_text, settings_for

    return {
        "channel": found.channel,
        "enters": found.enters,
        "set": settings_for(found.changes, advice),
        "text": changes_text(found.changes, advice, voice),
        "after": list(found.after),
    }


def _coverage(advice: Advice, voice: Voice) -> PlainCoverage:
    return {
        "total": rounded(advice.total_coverage),
        "goals": {
            covered.goal.id: {
                "weight": rounded(covered.weight),
                "limit": rounded(covered.limit),
                "coverage": rounded(covered.coverage),
                "why_limited": voice.why_limited(covered) or None,
                "if_nothing": voice.say(covered.goal.if_nothing.says) if covered.goal.if_nothing else None,
                "segments": {
                    option: {"limit": rounded(segment.limit), "coverage": rounded(segment.coverage)}
                    for option, segment in covered.segments.items()
                    if option
                },
            }
            for covered in advice.coverage
        },
    }


def _effort(advice: Advice) -> PlainEffort:
    return {
        "hours_per_week": rounded(advice.hours_per_week),
        "available": rounded(advice.available_hours),
        "believable": rounded(advice.believable_hours),
        "to_use": rounded(advice.to_use),
        "spare": rounded(advice.spare),
        "money_per_month": rounded(advice.money_per_month),
        "currency": advice.currency.code,
        "rate": rounded(advice.currency.rate),
        "budget": None if advice.budget is None else rounded(advice.budget),
        "hourly_value": rounded(advice.hourly_value),
        "cost_per_month": rounded(advice.cost_per_month),
    }


def _stage(stage: Stage) -> PlainStage:
    return {
        "channel": stage.advised.fit.channel.id,
        "setup_from": stage.setup_from or None,
        "setup_until": stage.setup_until or None,
        "runs_from": stage.runs_from or None,
    }


def _limits(advice: Advice) -> PlainLimits:
    settings, terms = advice.rulebook.settings, advice.terms
    return {
        **formulas_as_plain(settings),
        "max_channels": terms.max_channels,
        "max_basics": terms.max_basics,
        "max_companions": terms.max_companions,
        "companion_share": rounded(terms.companion_share),
        "upkeep_weight": rounded(settings.upkeep_weight),
        "keep_low_points": rounded(settings.keep_low_points),
        "keep_low_goals": settings.keep_low_goals,
        "alternative_below": rounded(settings.alternative_below),
    }


def formulas_as_plain(settings: Settings) -> PlainFormulas:
    """The numbers of the formulas of every channel."""
    return {
        "max_criterion_points": rounded(settings.max_criterion_points),
        "criterion_weights": {id: rounded(weight) for id, weight in sorted(settings.criterion_weights.items())},
        "min_points": rounded(settings.min_points),
        "top_fit": rounded(settings.top_fit),
        "focus_price": rounded(settings.focus_price),
    }


def _note(note: Note, voice: Voice) -> PlainNote:
    return {
        "id": note.id,
        "place": note.place.value,
        "spends": note.spends.value if note.spends else None,
        "severity": note.severity.value,
        "for": note.addressee.value,
        "law": note.is_law,
        "text": voice.fill(note.says),
        "todo": voice.say(note.todo) or None,
        "evidence": list(note.basis),
    }


def _readiness(advice: Advice, voice: Voice) -> PlainReadiness:
    return {
        "level": advice.readiness.level.value,
        "checks": [
            {
                "id": result.check.id,
                "status": result.status.value,
                "blocking": result.check.blocking,
                "owner": result.check.owner.value,
                "text": voice.say(result.check.text),
                "todo": voice.say(result.check.todo),
            }
            for result in advice.readiness.checks
        ],
        "essentials": [
            {"id": essential.id, "text": voice.say(essential.says), "evidence": list(essential.basis)}
            for essential in advice.rulebook.essentials
        ],
    }


def evidence_as_plain(fact: Evidence, voice: Voice) -> PlainEvidence:
    """A dated fact."""
    return {
        "id": fact.id,
        "kind": fact.kind.value,
        "statement": voice.quote(fact.statement),
        "value": rounded(fact.value) if isinstance(fact.value, float) else fact.value,
        "unit": fact.unit or None,
        "population": fact.population or None,
        "year": fact.year,
        "publisher": voice.quote(fact.publisher),
        "title": voice.quote(fact.title) or None,
        "url": fact.url or None,
        "quality": fact.quality.value,
        "channels": list(fact.channels),
    }
