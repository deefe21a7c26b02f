"""Write what was learned as an overlay: changes with what was there before, and rules that were missing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from channelfit.language import YES_NO, Language
from channelfit.profile import Profile
from channelfit.rulebook.condition import questions_in
from channelfit.rulebook.model import GOALS, QuestionType, Rulebook
from channelfit.rulebook.overlay.address import HEAD, addresses_of, item_at
from channelfit.rulebook.overlay.amend import Path, plain_of, value_at
from channelfit.ruletools.learn.learned import Learned, Proposal
from channelfit.ruletools.learn.points import Answered, criterion_of
from channelfit.ruletools.learn.reasons import because, rule_reason
from channelfit.source.nodes import Document, Node, Scalar
from channelfit.source.written import quoted, visible, written_number
from channelfit.typed import NamedTuple

_PLAIN = re.compile(r"[a-z][a-z0-9_/-]*")


class Base(NamedTuple):
    """What an overlay stands on: the rulebook, the files it was read from, and how the overlay names it."""

    rulebook: Rulebook
    documents: Mapping[str, Document]
    extends: str


def overlay_files(base: Base, id: str, learned: Learned, profiles: Sequence[Profile]) -> dict[str, str]:
    """The files of the overlay, by path. `profiles` are those that were learned from; cases for new rules are made of them."""
    stem = _stem(base.documents)
    changed = [one for one in learned.proposals if not one.point.is_new]
    files = {HEAD: _head(base, id, changed)}
    new: dict[Answered, list[Proposal]] = {}
    for one in learned.proposals:
        if isinstance(one.point.origin, Answered):
            new.setdefault(one.point.origin, []).append(one)
    if new:
        files[f"situations/{stem}.yaml"] = _rules(base.rulebook, new, profiles)
        files[f"tests/{stem}.yaml"] = _cases(base.rulebook, stem, new, profiles)
    return files


def _stem(documents: Mapping[str, Document]) -> str:
    """The name of the file of new rules, which no file below has."""
    names = ("learned", *(f"learned-{count}" for count in range(2, len(documents) + 3)))
    return next(name for name in names if not {f"situations/{name}.yaml", f"tests/{name}.yaml"} & documents.keys())


def _head(base: Base, id: str, proposals: Sequence[Proposal]) -> str:
    lines = ["schema: 1", f"id: {_written(id)}", f"version: {quoted(base.rulebook.version)}", f"extends: {quoted(base.extends)}"]
    lines += ["", "# The change that the cases ask for most comes first.", "changes:"] if proposals else []
    for change in _changes(base, proposals):
        lines += change
    return "".join(f"{line}\n" for line in lines)


def _changes(base: Base, proposals: Sequence[Proposal]) -> Iterator[list[str]]:
    """One entry for each part that changes, in the order of the proposals."""
    places = {kind: dict(addresses_of(base.documents, kind)) for kind in ("channel", "rule")}
    parts: dict[tuple[str, str, Path], list[Proposal]] = {}
    for one in proposals:
        kind, target = ("rule", str(one.point.origin)) if one.point.origin else ("channel", one.point.channel)
        item = item_at(base.documents, places[kind][target])
        parts.setdefault((kind, target, _path(one, item)), []).append(one)
    for (kind, target, path), alike in parts.items():
        item = item_at(base.documents, places[kind][target])
        was = plain_of(_found(item, path))
        new: object = alike[0].new
        if path[-1] != alike[0].point.goal:
            # One number for every goal becomes a number for each.
            serves = base.rulebook.channels[alike[0].point.channel].serves
            new = dict.fromkeys(serves, was) | {one.point.goal: one.new for one in alike}
        yield [
            f"  - {kind}: {_written(target)}",
            f"    was: {_written(_nested(path, was))}",
            f"    set: {_written(_nested(path, new))}",
            "    because:",
            *(f"      {language}: {quoted(' '.join(because(one, language) for one in alike))}" for language in Language),
        ]


def _path(proposal: Proposal, item: Node) -> Path:
    """Where a point stands in its item; one number for all goals changes as a whole."""
    point = proposal.point
    if not point.origin:
        return ("serves", point.goal)
    above: Path = ("points",) if value_at(item, ("points",)) is not None else ("channels", point.channel)
    return above if isinstance(value_at(item, above), Scalar) else (*above, point.goal)


def _found(item: Node, path: Path) -> Node:
    found = value_at(item, path)
    assert found is not None
    return found


def _nested(path: Path, value: object) -> object:
    for key in reversed(path):
        value = {key: value}
    return value


def _rules(rulebook: Rulebook, new: Mapping[Answered, Sequence[Proposal]], profiles: Sequence[Profile]) -> str:
    lines = ["schema: 1", "rules:"]
    for condition, proposals in new.items():
        channels: dict[str, dict[str, float]] = {}
        for one in proposals:
            given = channels.setdefault(one.point.channel, {})
            given.update({goal: given.get(goal, 0.0) + one.new for goal in _goals_of(rulebook, one)})
        question = rulebook.questions[condition.question]
        goals = {goal for one in proposals for goal in _goals_of(rulebook, one)}
        count = sum(_meets(profile, condition, goals) for profile in profiles)
        option = question.options.get(condition.option)
        said = {
            str(language): rule_reason(question.label, option or YES_NO[condition.option], count, language)
            for language in Language
            if language in rulebook.languages
        }
        lines += [
            visible(f"  # {one.point.channel}, {one.point.goal or 'all goals'}: {because(one, Language.EN)}") for one in proposals
        ]
        lines += [
            f"  - id: {_written(_id(condition))}",
            f"    criterion: {criterion_of(rulebook, condition.question).value}",
            f"    when: {_written({condition.question: _answer(rulebook, condition)})}",
            f"    channels: {_written({id: _shortest(rulebook, id, points) for id, points in channels.items()})}",
            "    why:",
            *(f"      {language}: {quoted(text.replace('{', '(').replace('}', ')'))}" for language, text in said.items()),
            "    basis: judgement",
        ]
    return "".join(f"{line}\n" for line in lines)


def _goals_of(rulebook: Rulebook, proposal: Proposal) -> Collection[str]:
    """The goals that a new point is for."""
    return (proposal.point.goal,) if proposal.point.goal else rulebook.channels[proposal.point.channel].serves


def _shortest(rulebook: Rulebook, channel: str, points: Mapping[str, float]) -> object:
    """Points for each goal; one number if it is the same for every goal of the channel."""
    alike = set(points.values())
    return alike.pop() if len(alike) == 1 and points.keys() == rulebook.channels[channel].serves.keys() else dict(points)


def _cases(rulebook: Rulebook, stem: str, new: Mapping[Answered, Sequence[Proposal]], profiles: Sequence[Profile]) -> str:
    """A case for each new rule: what must be known of a company for it, and no more."""
    lines = ["schema: 1", "cases:"]
    for condition, proposals in new.items():
        goals = {goal for one in proposals for goal in _goals_of(rulebook, one)}
        profile = next(one for one in profiles if _meets(one, condition, goals))
        needed = _needed(rulebook, condition.question)
        answers = {
            question.id: _plain(profile.answers[question.id], question.type)
            for question in rulebook.questions.values()
            if question.id in profile.answers and (question.required or question.id in needed)
        } | {condition.question: _answer(rulebook, condition)}
        lines += [
            f"  - id: {_written(_id(condition))}",
            f"    profile: {_written(answers)}",
            f"    expect: {{fires: [{stem}/{_id(condition)}]}}",
        ]
    return "".join(f"{line}\n" for line in lines)


def _meets(profile: Profile, condition: Answered, goals: set[str]) -> bool:
    answer = profile.answers.get(condition.question, ())
    asked = profile.answers.get(GOALS, ())
    return isinstance(answer, tuple) and condition.option in answer and isinstance(asked, tuple) and not goals.isdisjoint(asked)


def _needed(rulebook: Rulebook, question: str) -> set[str]:
    """The questions that decide whether a question is asked at all."""
    record = rulebook.questions[question]
    above = questions_in(record.ask_when) | ({record.subset_of} if record.subset_of else set())
    return set(above).union(*(_needed(rulebook, one) for one in above))


def _id(condition: Answered) -> str:
    return f"{condition.question}-{condition.option}".replace("_", "-").lower()


def _answer(rulebook: Rulebook, condition: Answered) -> object:
    return _plain((condition.option,), rulebook.questions[condition.question].type)


def _plain(answer: object, kind: QuestionType) -> object:
    if not isinstance(answer, tuple):
        return answer
    if kind is QuestionType.YES_NO:
        return answer == ("yes",)
    return answer[0] if len(answer) == 1 else list(answer)


def _written(value: object) -> str:
    """A value in one line of YAML."""
    match value:
        case dict():
            return f"{{{', '.join(f'{_written(key)}: {_written(inner)}' for key, inner in value.items())}}}"
        case list():
            return f"[{', '.join(map(_written, value))}]"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return written_number(value)
        case _:
            return str(value) if _PLAIN.fullmatch(str(value)) and value not in ("true", "false", "null") else quoted(str(value))
