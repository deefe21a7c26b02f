"""Where an interview stands: what would be advised now, how settled that is, and about how many questions are to come."""

from channelfit.advice.advise import advise
from channelfit.advice.drawing import drawn_companies
from channelfit.advice.interview import SETTLED, Interview, Standing, first_questions
from channelfit.advice.uncertainty import COMPLETIONS, uncertainty_of
from channelfit.profile import missing_answers
from channelfit.rulebook.model import Question, Rulebook

# A question of the section at hand is asked before another that tells hardly more.
_ABOUT_EQUAL = 0.8
# A question that tells less than this (in bits) is not asked for the channels: what is open then comes from other answers.
_TELLS = 0.01
# Of the questions that tell something, so many are asked of those who know the answers: one or two, and of each that tells much
# (in bits) this part.
_FIRST = 1.6
_EACH = 0.45
_TELLS_MUCH = 0.1
# So many companies are drawn to say beforehand how long it takes.
_COMPANIES = 5


def standing_of(rulebook: Rulebook, interview: Interview, count: int = COMPLETIONS) -> Standing | None:
    """The standing; nothing as long as a required answer is missing."""
    if missing_answers(rulebook, interview.profile):
        return None
    advice = advise(rulebook, interview.profile)
    uncertainty = uncertainty_of(advice, count)
    # What lowers the hours that can be believed is on the groundwork, and changes the set.
    telling = [undecided for undecided in uncertainty.open if undecided.shapes and undecided.influence >= _TELLS]
    askable = [undecided for undecided in telling if undecided.question.id not in interview.unknown]
    chosen = None
    if askable and uncertainty.settled < SETTLED:
        section = rulebook.questions[interview.trail[-1]].section if interview.trail else ""
        enough = _ABOUT_EQUAL * askable[0].influence
        near = [undecided for undecided in askable if undecided.question.section == section and undecided.influence >= enough]
        chosen = _whole_first(rulebook, interview, (near or askable)[0].question)
    return Standing(
        leading=tuple(advised.fit.channel.id for advised in advice.recommended),
        basics=tuple(advised.fit.channel.id for advised in advice.basics),
        settled=uncertainty.settled,
        remaining=_remaining([one.influence for one in askable], len(interview.unknown)) if chosen else (0, 0),
        most=len(askable) if chosen else 0,
        unknown=tuple(one.question.id for one in telling if one.question.id in interview.unknown),
        next=chosen,
    )


def _whole_first(rulebook: Rulebook, interview: Interview, question: Question) -> Question:
    """The question, or the one that its options are a part of, if nobody was asked for that: what is in use before what works."""
    whole = rulebook.questions.get(question.subset_of)
    is_open = whole and whole.id not in interview.profile.answers and whole.id not in interview.unknown
    return _whole_first(rulebook, interview, whole) if whole and is_open else question


def _remaining(influences: list[float], unknown: int) -> tuple[int, int]:
    """About how many questions will come, from and to: whoever knows all answers is done early, whoever knows none is asked all.

    What a question tells, up to a limit, is what it saves of the others: fitted on interviews of 120 drawn companies.
    """
    every = len(influences)
    known = min(every, max(1.0, _FIRST + _EACH * sum(min(1.0, influence / _TELLS_MUCH) for influence in influences)))
    low = round(known + unknown / (unknown + 2) * (every - known))
    return low, every if unknown else low


def about_how_many(rulebook: Rulebook, interview: Interview) -> tuple[int, int]:
    """About how many questions an interview takes that begins here: for whoever knows the answers, and up to how many at all.

    Nine of ten interviews in which answers are not known take no more than the most of a few drawn companies.
    """
    first = len(first_questions(rulebook, interview))
    standing = standing_of(rulebook, interview)
    if standing is not None:
        return first + standing.remaining[0], first + standing.most
    counts = []
    for answers in drawn_companies(rulebook, _COMPANIES, "interview"):
        required = {question.id for question in rulebook.questions.values() if question.required or question.early}
        begun = interview.profile._replace(
            answers={id: answer for id, answer in answers.items() if id in required} | dict(interview.profile.answers),
        )
        standing = standing_of(rulebook, Interview(begun))
        counts.append((standing.remaining[0], standing.most) if standing else (0, 0))
    known, most = zip(*counts, strict=True)
    return first + round(sum(known) / len(known)), first + max(most)
