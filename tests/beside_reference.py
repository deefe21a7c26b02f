"""The program beside the formulas: companies as they occur, half answered and wild, and what both say about them."""

from collections.abc import Iterator
from random import Random

from channelfit.advice.advise import advise
from channelfit.advice.changes import changed
from channelfit.advice.model import Advice
from channelfit.advice.what_if import what_if
from channelfit.profile import Profile, shape_of
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import Question, QuestionType, Rulebook
from companies import draw_company
from reference import Company

NUMBERS = (0.0, 0.1, 0.25, 1.0, 2.0, 3.3, 5.0, 7.75, 12.0, 40.0, 200.0)
WISHED = (None, None, None, 1, 2, 5)


def wild_answer(question: Question, rng: Random) -> Answer:
    """Any answer that a question takes."""
    options = shape_of(question).options
    if question.type is QuestionType.NUMBER:
        return rng.choice([number for number in NUMBERS if question.least <= number <= question.most])
    if question.type in (QuestionType.CHOICE, QuestionType.YES_NO):
        return (rng.choice(options),)
    most = int(min(question.most, len(options)))
    some = rng.sample(options, rng.randint(int(max(question.least, 0)), rng.choice((min(2, most), most))))
    return tuple(some) if question.type is QuestionType.RANKING else tuple(option for option in options if option in some)


def drawn_profile(rulebook: Rulebook, rng: Random) -> Profile:
    """A company as they occur, one that has answered some questions only, or one that no one has ever met."""
    kind = rng.randrange(3)
    if kind == 2:
        return loose_profile(rulebook, rng)
    whole = draw_company(rulebook, rng)
    share = rng.random() if kind else 1.0
    required = {question.id for question in rulebook.questions.values() if question.required}
    return Profile(answers={id: answer for id, answer in whole.answers.items() if id in required or rng.random() < share})


def loose_profile(rulebook: Rulebook, rng: Random) -> Profile:
    """A company by whatever rules, with some of its questions answered anyhow."""
    share = rng.random()
    kept = [one for one in rulebook.questions.values() if one.required or rng.random() < share]
    return Profile(answers={question.id: wild_answer(question, rng) for question in kept})


def said_by_program(advice: Advice) -> dict[str, object]:
    """What the program has worked out, as plain values."""
    chosen = {one.fit.channel.id: one for one in (*advice.basics, *advice.recommended)}
    return {
        "readiness": (advice.readiness.level.value, {one.check.id: one.status.value for one in advice.readiness.checks}),
        "fits": {
            id: {key: (aim.points, aim.fit, aim.counts, aim.is_excluded) for key, aim in fit.aims.items()}
            for id, fit in advice.fits.items()
        },
        "hours": (advice.believable_hours, advice.hours_left, advice.to_use, advice.spare),
        "basics": [one.fit.channel.id for one in advice.basics],
        "recommended": [(one.fit.channel.id, one.role.value, one.main_for, one.share, one.partner) for one in advice.recommended],
        "once_ready": advice.once_ready,
        "adds": {id: one.adds for id, one in chosen.items()},
        "hours_per_week": {id: (one.hours, one.hours_to_use) for id, one in chosen.items()},
        "substitutes": {one.fit.channel.id: one.substitute for one in advice.recommended},
        "coverage": {
            one.goal.id: (one.weight, {group: (part.limit, part.coverage) for group, part in one.segments.items()})
            for one in advice.coverage
        },
        "total": advice.total_coverage,
        "near_misses": [(one.fit.channel.id, one.cause.value, one.adds) for one in advice.not_recommended],
        "parked": [fit.channel.id for fit in advice.park],
        "kept_low": [(one.channel.id, one.until) for one in advice.keep_low],
    }


def said_by_reference(rulebook: Rulebook, profile: Profile, wished: int | None) -> dict[str, object]:
    """The same by the formulas."""
    company = Company(rulebook, profile.answers)
    terms = company.terms(company.level, wished)
    choice = company.choose(terms)
    once_ready = company.choose(company.terms("ready", wished))
    main, used = company.printed(choice), company.hours_to_use(choice)
    used |= {id: rulebook.channels[id].effort.hours_per_week for id in choice.basics}
    everybody = (*choice.basics, *choice.chosen)
    parked, kept = company.put_away(choice)
    roles = {id: "companion" if company.partner(id, main) else "main" if main[id] else "supporting" for id in main}
    return {
        "readiness": (company.level, company.checks),
        "fits": {id: {key: tuple(fit) for key, fit in fits.items()} for id, fits in company.fits.items()},
        "hours": (company.hours(), choice.left, sum(used.values()), company.hours() - sum(used.values())),
        "basics": list(choice.basics),
        "recommended": [(id, roles[id], main[id], *company.shared(id, main)) for id in main],
        "once_ready": tuple(company.printed(once_ready)),
        "adds": {id: company.adds(choice, id) for id in everybody},
        "hours_per_week": {id: (company.needs(id, choice.chosen if id in main else ()), used[id]) for id in everybody},
        "substitutes": {id: company.substitute(choice, terms, id) for id in main},
        "coverage": {
            goal: (
                weight,
                {key[1]: (company.limits[key], company.covered(key, everybody)) for key in company.weights if key[0] == goal},
            )
            for goal, weight in company.goal_weights.items()
        },
        "total": company.total(everybody),
        "near_misses": [(id, why, company.adds(choice, id)) for id, why in company.near_misses(choice).items()],
        "parked": list(parked),
        "kept_low": list(kept.items()),
    }


def differences(one: object, other: object, path: str = "") -> Iterator[str]:
    """Where two plain values differ by more than rounding."""
    if isinstance(one, dict) and isinstance(other, dict):
        if one.keys() != other.keys():
            yield f"{path}: {sorted(one.keys() ^ other.keys())}"
        for key in one.keys() & other.keys():
            yield from differences(one[key], other[key], f"{path}.{key}")
    elif isinstance(one, list | tuple) and isinstance(other, list | tuple):
        if len(one) != len(other):
            yield f"{path}: {one} and {other}"
        for index, pair in enumerate(zip(one, other, strict=False)):
            yield from differences(*pair, f"{path}[{index}]")
    elif isinstance(one, float | int) and isinstance(other, float | int):
        if abs(one - other) > 1e-8:
            yield f"{path}: {one} and {other}"
    elif one != other:
        yield f"{path}: {one} and {other}"


def compared(rulebook: Rulebook, seed: str) -> list[str]:
    """What program and formulas say differently about the company of a seed."""
    rng = Random(seed)
    profile, wished = drawn_profile(rulebook, rng), rng.choice(WISHED)
    advice = advise(rulebook, profile, max_channels=wished)
    return list(differences(said_by_program(advice), said_by_reference(rulebook, profile, wished)))


def compared_what_ifs(rulebook: Rulebook, seed: str) -> list[str]:
    """Where program and formulas recommend something else to the company of a seed after one of its smallest changes."""
    rng = Random(seed)
    profile, wished = drawn_profile(rulebook, rng), rng.choice(WISHED)
    found = []
    for outcome in what_if(advise(rulebook, profile, max_channels=wished)):
        company = Company(rulebook, changed(profile, rulebook, outcome.changes).answers)
        choice = company.choose(company.terms(company.level, wished))
        if outcome.after != tuple(sorted((*choice.basics, *choice.chosen))):
            found.append(f"{outcome.changes}: {outcome.after} and {choice.basics} {choice.chosen}")
    return found
