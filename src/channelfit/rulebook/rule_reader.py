"""Read channels, and the rules that stand in channel files and in situations."""

from collections.abc import Callable, Collection, Iterable, Iterator

from channelfit.language import Text, both
from channelfit.rulebook.condition import questions_in
from channelfit.rulebook.context import Context, file_stem, is_known
from channelfit.rulebook.model import MAX_POINTS, Channel, Effect, Excluding, Note, NotePlace, Rule, situation_rule
from channelfit.rulebook.names import UNKNOWN_CHANNEL, UNKNOWN_GOAL, UNSERVED_GOAL
from channelfit.rulebook.record_reader import read, read_value
from channelfit.source.nodes import Document, ListNode, MapNode, Node, Scalar, value_at_key
from channelfit.source.problem import Mistake, Problem, problem
from channelfit.source.record import Known, SomeOf, record_of
from channelfit.source.values import A_LIST, A_MAPPING, Limits, flag_of, is_null, number_of, wrong_type

NO_POINTS = Mistake(
    "no-points",
    de="Regel `{found}` braucht entweder `points` oder `exclude: true`",
    en="rule `{found}` needs one of `points` and `exclude: true`",
)
NAME_MISMATCH = Mistake(
    "name-mismatch",
    de="`{found}` steht in `{file}.yaml`; Dateiname und Kanal müssen gleich sein",
    en="`{found}` stands in `{file}.yaml`; file name and channel must agree",
)
FIRST_AND_TODO = Mistake(
    "first-and-todo",
    de="ein `todo` und `place: first` gehören zusammen; `{found}` hat nur eines davon",
    en="a `todo` and `place: first` belong together; `{found}` has only one of them",
)
ONE_OF_TWO = Mistake(
    "one-of-two",
    de="genau eines von `{first}` und `{second}` ist nötig",
    en="exactly one of `{first}` and `{second}` is needed",
)

_POINTS = Limits(-MAX_POINTS, MAX_POINTS)
A_NUMBER_OR_NUMBERS = Text("eine Zahl oder eine Zuordnung von Zielen zu Zahlen", "a number or a mapping of goals to numbers")


def read_channel(document: Document, context: Context) -> tuple[Channel, tuple[Rule, ...]]:
    """The channel of one file, and its rules."""
    channel = read(Channel, document.root, context)
    return channel, tuple(_rules(document, channel.id, channel.id, context))


def read_situation(document: Document, context: Context) -> tuple[tuple[Rule, ...], tuple[Note, ...]]:
    """The rules across channels and the notes of one file."""
    from channelfit.rulebook.layout import SituationFile  # The file of a channel needs no records of other files.

    notes = read(SituationFile, document.root, context).notes
    return tuple(_rules(document, file_stem(document), "", context)), notes


def channel_problems(channel: Channel, node: Node, context: Context) -> Iterator[Problem]:
    """A file is named after its channel, which measures only what it serves."""
    id, stem = value_at_key(node, "channel"), node.mark.source.path.rpartition("/")[2].rpartition(".")[0]
    if id is not None and channel.id and channel.id != stem:
        yield problem(NAME_MISMATCH, id.mark, found=channel.id, file=stem)
    measured = value_at_key(value_at_key(node, "plan"), "kpis")
    for goal, _ in measured.entries if isinstance(measured, MapNode) else ():
        if goal.text in context.names.goals and goal.text not in channel.serves:
            expected = channel.serves
            yield problem(UNKNOWN_GOAL, goal.mark, found=goal.text, expected=expected, nearest_to=goal.text)


def note_problems(note: Note, node: Node, _: Context) -> Iterator[Problem]:
    """What comes before any channel can be said in a word or two, and nothing else has to."""
    todo, place = (value_at_key(node, key) for key in ("todo", "place"))
    has_todo, is_open = todo is not None and not is_null(todo), place is None or is_null(place)
    is_first = isinstance(place, Scalar) and place.text == NotePlace.FIRST.value
    # With another place that is written down, `todo` is no key of a note at all.
    if (is_first and not has_todo) or (is_open and has_todo):
        yield problem(FIRST_AND_TODO, (place if is_first and place else node).mark, found=note.id)


# What must hold between the keys of a record in a file of channels or situations.
BETWEEN_KEYS: dict[object, Callable[..., Iterable[Problem]]] = {Channel: channel_problems, Note: note_problems}


def hours_problems(_: object, node: Node, __: Context) -> Iterator[Problem]:
    """A rule on believable hours says how many, or which share of them."""
    given = [value_at_key(node, key) for key in ("at_most", "times")]
    if sum(bound is not None and not is_null(bound) for bound in given) != 1:
        yield problem(ONE_OF_TWO, node.mark, first="at_most", second="times")


def _rules(document: Document, prefix: str, channel: str, context: Context) -> Iterator[Rule]:
    """The rules of a file; they are those of one channel, or each says of which."""
    listed = value_at_key(document.root, "rules")
    if listed is None or is_null(listed):
        return
    if not isinstance(listed, ListNode):
        wrong_type(context.problems, "rules", listed, A_LIST)
        return
    for node in listed.items:
        rule = read(Rule, node, context, described=record_of(Rule) if channel else situation_rule())
        effects = _own_effects(rule.id, channel, node, context) if channel else _effects(node, context)
        if rule.id:
            yield rule._replace(
                id=f"{prefix}/{rule.id}", effects=effects, origin=context.origin(node.mark), reads=questions_in(rule.when)
            )


def _given(node: Node, key: str) -> Node | None:
    found = value_at_key(node, key)
    return None if found is None or is_null(found) else found


def _excludes(node: Node, context: Context) -> bool:
    flag = _given(node, "exclude")
    return flag is not None and flag_of(context.problems, "exclude", flag)


def _own_effects(rule: str, channel: str, node: Node, context: Context) -> dict[str, Effect]:
    """What a rule of a channel file does: points, or exclusion."""
    excludes, points = _excludes(node, context), _given(node, "points")
    if (points is None) != excludes:
        context.problems.append(problem(NO_POINTS, node.mark, found=rule))
        return {}
    return {channel: Effect(points={}, excludes=True) if points is None else _read_points(channel, points, context)}


def _effects(node: Node, context: Context) -> dict[str, Effect]:
    """What a rule of a situation does to each channel; the channels that it excludes are a list."""
    excludes, channels = _excludes(node, context), _given(node, "channels")
    if channels is None:
        return {}
    if excludes:
        listed = read_value(SomeOf(Known("channel"), 1), context, "channels", channels)
        assert isinstance(listed, tuple)
        return {str(channel): Effect(points={}, excludes=True) for channel in listed}
    if not isinstance(channels, MapNode):
        wrong_type(context.problems, "channels", channels, A_MAPPING)
        return {}
    return {
        name.text: _effect(name.text, value, context)
        for name, value in channels.entries
        if is_known(context, UNKNOWN_CHANNEL, name, context.names.titles)
    }


def _effect(channel: str, node: Node, context: Context) -> Effect:
    if value_at_key(node, "exclude") is not None:
        excluding = read(Excluding, node, context, both(f"`{channel}`"))
        return Effect(points={}, excludes=excluding.exclude)
    return _read_points(channel, node, context)


def _read_points(channel: str, node: Node, context: Context) -> Effect:
    serves = context.names.channels.get(channel, ())
    if isinstance(node, ListNode):
        wrong_type(context.problems, "points", node, A_NUMBER_OR_NUMBERS)
        return Effect(points={}, excludes=False)
    if isinstance(node, Scalar):
        points = _points("points", node, context)
        return Effect(points=dict.fromkeys(serves, points), excludes=False)
    read = [
        (goal.text, _is_served(goal, channel, serves, context), _points(goal.text, value, context))
        for goal, value in node.entries
    ]
    return Effect(points={goal: points for goal, is_served, points in read if is_served}, excludes=False)


def _points(key: str, node: Node, context: Context) -> float:
    return number_of(context.problems, key, node, _POINTS) or 0.0


def _is_served(goal: Scalar, channel: str, serves: Collection[str], context: Context) -> bool:
    if not is_known(context, UNKNOWN_GOAL, goal, context.names.goals):
        return False
    if goal.text not in serves:
        context.problems.append(problem(UNSERVED_GOAL, goal.mark, found=goal.text, channel=channel))
    return goal.text in serves
