"""What a company says: its answers, read and checked against the questions of a rulebook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from channelfit.language import YES_NO, Language, language_meant
from channelfit.rulebook.compiled import evaluator_of
from channelfit.rulebook.condition import NOTHING, Answer, Answers, Doubtful, Truth, evaluate
from channelfit.rulebook.condition_reader import option_of
from channelfit.rulebook.context import Context, groups_of
from channelfit.rulebook.labels import PROFILE, Labels
from channelfit.rulebook.model import MOST_HOURLY_VALUE, Currency, Question, QuestionType, Rulebook
from channelfit.rulebook.money import currency_typed, money_of, unit_of
from channelfit.rulebook.names import UNKNOWN_OPTION, UNKNOWN_QUESTION, Names, Shape
from channelfit.rulebook.record_reader import read_value
from channelfit.rulebook.typed_changes import read_changes
from channelfit.source.nodes import Document, ListNode, MapNode, Node, Scalar
from channelfit.source.problem import Mark, Mistake, Problem, Severity, Source, problem
from channelfit.source.record import record_of
from channelfit.source.typed_number import as_yaml
from channelfit.source.values import A_MAPPING, A_TEXT, LISTED_TWICE, Limits, is_null, names_of, number_of, shown, wrong_type
from channelfit.typed import NamedTuple

TOO_FEW = Mistake(
    "too-few",
    de="`{question}` hat {count}, erwartet werden mindestens {limit}",
    en="`{question}` has {count}, expected at least {limit}",
)
TOO_MANY = Mistake(
    "too-many",
    de="`{question}` hat {count}, erwartet werden höchstens {limit}",
    en="`{question}` has {count}, expected at most {limit}",
)
# What works is in use, whoever forgot to say so: this is told, and nobody is stopped by it.
NOT_AMONG = Mistake(
    "not-among",
    de="`{question}` nennt `{found}`, `{whole}` aber nicht",
    en="`{question}` has `{found}`, but `{whole}` does not",
)

LANGUAGES = tuple(Language)
_HOURLY_VALUE = "hourly_value"
_OF_HOURS = Limits(0, MOST_HOURLY_VALUE)
# By what else yes and no may be said, wherever they are options.
YES_NO_SAID = {word: option for option, words in YES_NO.items() for word in words} | {"true": "yes", "false": "no"}


class Profile(NamedTuple):
    """All answers of a company; a question that is not in `answers` is open. `notices` are what is odd about them.

    `file` is where they were read, and `number` which of several documents there they are; two are equal that say the same.
    """

    company: str = ""
    language: Language | None = None
    # What an hour of work costs in this company, in its own currency.
    hourly_value: float | None = None
    answers: Mapping[str, Answer] = {}
    notices: tuple[Problem, ...] = ()
    file: str = ""
    number: int | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Profile) and self[:4] == other[:4]

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash((self.company, self.language, self.hourly_value, frozenset(self.answers.items())))


class Spoken(NamedTuple):
    """Which language was wished for, and which is usual where changes are typed; numbers are read in it."""

    wished: Language | None = None
    usual: Language | None = None


def read_profile(
    document: Document | None,
    rulebook: Rulebook,
    changes: Sequence[str] = (),
    spoken: Spoken = Spoken(),  # noqa: B008 (frozen, so that all may share it)
) -> tuple[Profile, tuple[Problem, ...]]:
    """The profile of one document (none: nothing said) with `question=answer` changes on top, and all problems.

    Without a wish the language of the profile says what `1.000` is; without that, what is not clear is a problem.
    """
    problems: list[Problem] = []
    root = document.root if document else None
    if root is None or is_null(root):
        root = MapNode((), Mark(document.source if document else Source("<profile>"), 0, 0))
    if not isinstance(root, MapNode):
        wrong_type(problems, PROFILE, root, A_MAPPING)
    entries = [*root.entries] if isinstance(root, MapNode) else []
    changed = read_changes(changes, rulebook, problems)
    named = next((value.text for key, value in (*changed, *entries) if key.text == "language" and isinstance(value, Scalar)), "")
    own = spoken.wished or language_meant(named)
    notices: list[Problem] = []
    currency = currency_typed(rulebook.settings, (*entries, *changed))
    entries = [
        *_with_numbers(entries, own, rulebook, currency, problems, notices),
        *_with_numbers(changed, own or spoken.usual, rulebook, currency, problems, notices),
    ]
    profile = _read_entries(entries, rulebook, problems)
    file = document.source.name if document else ""
    return profile._replace(file=file, notices=(*notices, *profile.notices)), tuple(problems)


def _with_numbers(
    entries: Iterable[tuple[Scalar, Node]],
    language: Language | None,
    rulebook: Rulebook,
    currency: Currency,
    problems: list[Problem],
    notices: list[Problem],
) -> Iterator[tuple[Scalar, Node]]:
    """The entries with numbers as YAML writes them, where people have written them; what may be another one is told."""
    for key, node in entries:
        question = rulebook.questions.get(key.text)
        is_number = question.type is QuestionType.NUMBER if question else key.text == _HOURLY_VALUE
        if not (is_number and isinstance(node, Scalar)):
            yield key, node
            continue
        unit, limits = (unit_of(question, currency), _limits_of(question)) if question else (money_of(currency), _OF_HOURS)
        number = as_yaml(key.text, node, language, (unit, limits), problems, notices)
        if number is not None:
            yield key, number


def _read_entries(entries: Iterable[tuple[Scalar, Node]], rulebook: Rulebook, problems: list[Problem]) -> Profile:
    """What some keys and their values say; of two that are the same the second one counts."""
    answers: dict[str, Answer] = {}
    labels: dict[str, object] = {}
    known, names = record_of(Labels).keys, Names()
    context = Context("", names, problems, groups_of(names), said=shown)
    expected = dict.fromkeys(known) | {id: question.label for id, question in rulebook.questions.items()}
    for key, value in entries:
        if key.text in known:
            labels[key.text] = None if is_null(value) else read_value(known[key.text].kind, context, key.text, value)
        elif key.text not in rulebook.questions:
            problems.append(problem(UNKNOWN_QUESTION, key.mark, found=key.text, expected=expected, nearest_to=key.text))
        else:
            answers.pop(key.text, None)
            if not is_null(value):
                question = rulebook.questions[key.text]
                answer = read_answer(problems, question, value, rulebook)
                if answer is not None:
                    answers[key.text] = answer
    ordered = {id: answers[id] for id in rulebook.questions if id in answers}
    company, language, hourly_value = (labels.get(key) for key in known)
    return Profile(
        company=company if isinstance(company, str) else "",
        language=language if isinstance(language, Language) else None,
        hourly_value=hourly_value if isinstance(hourly_value, float) else None,
        answers=ordered,
        notices=tuple(_notices(entries, ordered, rulebook)),
    )


def _notices(entries: Iterable[tuple[Scalar, Node]], answers: Mapping[str, Answer], rulebook: Rulebook) -> Iterator[Problem]:
    """Every option that is chosen of a part but not of the whole, where it stands."""
    for name, node in {key.text: (key.text, value) for key, value in entries if key.text in answers}.values():
        whole = rulebook.questions[name].subset_of
        chosen = answers.get(whole)
        if not isinstance(chosen, tuple):
            continue
        for scalar in names_of([], name, node):
            option = _option_meant(scalar, shape_of(rulebook.questions[name]))
            if option and option not in chosen:
                found = problem(NOT_AMONG, scalar.mark, question=name, found=scalar.text, whole=whole)
                yield found._replace(severity=Severity.WARNING)


def read_answer(problems: list[Problem], question: Question, node: Node, rulebook: Rulebook | None = None) -> Answer | None:
    """The answer that a value is; nothing, with a problem, if it is none: what may be meant is looked for in all names."""
    match question.type:
        case QuestionType.NUMBER:
            return number_of(problems, question.id, node, _limits_of(question), shown)
        case QuestionType.CHOICE | QuestionType.YES_NO:
            return _read_choice(problems, question, node, rulebook)
        case QuestionType.MULTI | QuestionType.RANKING:
            return _read_options(problems, question, node, rulebook)


def _limits_of(question: Question) -> Limits:
    return Limits(question.least, question.most)


def shape_of(question: Question) -> Shape:
    """The type and options of a question."""
    return Shape(question.type, ("yes", "no") if question.type is QuestionType.YES_NO else tuple(question.options))


def _read_choice(problems: list[Problem], question: Question, node: Node, rulebook: Rulebook | None) -> Answer | None:
    if isinstance(node, ListNode) and len(node.items) == 1:
        node = node.items[0]
    if not isinstance(node, Scalar):
        wrong_type(problems, question.id, node, A_TEXT)
        return None
    option = _read_option(problems, question, shape_of(question), node, rulebook)
    return (option,) if option else None


def _read_options(problems: list[Problem], question: Question, node: Node, rulebook: Rulebook | None) -> Answer | None:
    scalars = names_of(problems, question.id, node)
    if isinstance(node, MapNode):
        return None
    found: list[str] = []
    shape = shape_of(question)
    for scalar in scalars:
        option = _read_option(problems, question, shape, scalar, rulebook)
        if option in found:
            problems.append(problem(LISTED_TWICE, scalar.mark, question=question.id, found=option))
        elif option:
            found.append(option)
    count = len(scalars)
    if count < question.least:
        problems.append(problem(TOO_FEW, node.mark, question=question.id, count=count, limit=shown(question.least)))
    if count > question.most:
        problems.append(problem(TOO_MANY, node.mark, question=question.id, count=count, limit=shown(question.most)))
    # The order of a multiple choice says nothing, so that of the rulebook stands for all.
    return tuple(found) if question.type is QuestionType.RANKING else tuple(o for o in question.options if o in found)


def _read_option(problems: list[Problem], question: Question, shape: Shape, scalar: Scalar, rulebook: Rulebook | None) -> str:
    option = _option_meant(scalar, shape)
    if not option:
        found = scalar.text
        expected = (rulebook.called(question) if rulebook else question.options) or shape.options
        unknown = problem(UNKNOWN_OPTION, scalar.mark, question=question.id, found=found, expected=expected, nearest_to=found)
        problems.append(unknown)
    return option


def _option_meant(scalar: Scalar, shape: Shape) -> str:
    """The option that a value names, if any; yes and no may be said in any language, and be true or false, in quotes too."""
    said = YES_NO_SAID.get(scalar.text.strip().casefold(), "")
    return option_of(scalar, shape) or (said if said in shape.options else "")


def missing_answers(rulebook: Rulebook, profile: Profile) -> tuple[Question, ...]:
    """The required questions that apply, or may apply, and have no answer."""
    answers = known_answers(rulebook, profile)
    required = (question for question in rulebook.questions.values() if question.required)
    return tuple(question for question in required if question.id not in answers)


def open_questions(rulebook: Rulebook, profile: Profile) -> tuple[Question, ...]:
    """The questions that apply, or may apply, and have no answer, in the order of asking."""
    answers = known_answers(rulebook, profile)
    return tuple(question for question in rulebook.questions.values() if question.id not in answers)


def known_answers(rulebook: Rulebook, profile: Profile) -> Answers:
    """What rules may read: the answers given, and "nothing" for every question that does not apply."""
    known: dict[str, Answer | Doubtful] = {}
    for question in evaluator_of(rulebook).questions:
        given = profile.answers.get(question.id)
        applies = evaluate(question.ask_when, known)
        if applies.truth is Truth.NO or (given is None and known.get(question.subset_of) == NOTHING):
            known[question.id] = NOTHING
        elif given is not None:
            known[question.id] = given if applies.truth is Truth.YES else Doubtful(given, applies.missing)
    return known
