"""What another rulebook understands of the answers that were given to one."""

from collections.abc import Mapping

from channelfit.profile import Profile, missing_answers, shape_of
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import Rulebook


def as_read(profile: Profile, rulebook: Rulebook) -> Profile | None:
    """The answers that mean something in a rulebook; nothing if a required one is not among them."""
    read = profile._replace(answers=answers_in(profile.answers, rulebook))
    return None if missing_answers(rulebook, read) else read


def answers_in(given: Mapping[str, Answer], rulebook: Rulebook) -> dict[str, Answer]:
    """The answers that a rulebook has questions and options for."""
    answers: dict[str, Answer] = {}
    for id, question in rulebook.questions.items():
        answer = given.get(id)
        if isinstance(answer, tuple) and answer:
            options = shape_of(question).options
            answer = tuple(option for option in answer if option in options) or None
        if answer is not None:
            answers[id] = answer
    return answers
