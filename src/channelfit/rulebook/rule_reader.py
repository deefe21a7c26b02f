"""Read channels, and the rules that stand in channel files and in situations."""

from collections.abc import Mapping as MappingOf

from channelfit.language import Language
from channelfit.rulebook.condition_reader import read_condition
from channelfit.rulebook.context import Context, check_schema, file_stem, is_known, read_basis, read_why
from channelfit.rulebook.model import Addressee, Channel, Criterion, Effect, Effort, Importance, Kind, Note, Plan, Rule
from channelfit.rulebook.names import UNKNOWN_CHANNEL, UNKNOWN_GOAL, UNSERVED_GOAL, Names
from channelfit.source.document import Document, Mapping, Node, Scalar, Sequence
from channelfit.source.fields import UNKNOWN_LANGUAGE, Fields
from channelfit.source.problem import Mistake

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
PARTIAL_HOURS = Mistake(
    "partial-hours",
    de="`{key}` ist {found}, erwartet werden Viertelstunden wie 2.25",
    en="`{key}` is {found}, expected quarters of an hour such as 2.25",
)

_MAX_POINTS = 10


def read_channel(document: Document, context: Context) -> tuple[Channel, tuple[Rule, ...]]:
    """The channel of one file, and its rules."""
    names = context.names
    fields = context.fields(document.root, "a channel file")
    check_schema(fields)
    channel = fields.identifier("channel")
    stem = file_stem(document)
    if channel.text and channel.text != stem:
        fields.report(NAME_MISMATCH, channel.mark, found=channel.text, file=stem)
    serves = {
        key.text: fields.number_of(key.text, value, -_MAX_POINTS, _MAX_POINTS) or 0.0
        for key, value in fields.entries("serves", required=True)
        if is_known(fields, UNKNOWN_GOAL, key, names.goals)
    }
    rules = tuple(
        rule for node in fields.items("rules") if (rule := _read_rule(node, context, prefix=channel.text, channel=channel.text))
    )
    found = Channel(
        id=channel.text,
        name=fields.text("name", names.languages, required=True, plain=True),
        plural=_read_plural(fields),
        kind=fields.choice("kind", Kind) or Kind.OWNED,
        about=fields.text("about", names.languages, required=True),
        effort=_read_effort(fields, context),
        upkeep=fields.flag("upkeep"),
        reaches=fields.string("reaches"),
        serves=serves,
        plan=_read_plan(fields, context, serves),
        mark=fields.mark,
    )
    fields.close()
    return found, rules


def read_situation(document: Document, context: Context) -> tuple[tuple[Rule, ...], tuple[Note, ...]]:
    """The rules across channels and the notes of one file."""
    fields = context.fields(document.root, "a situation file")
    check_schema(fields)
    prefix = file_stem(document)
    rules = tuple(rule for node in fields.items("rules") if (rule := _read_rule(node, context, prefix=prefix, channel="")))
    notes = tuple(_read_note(node, context) for node in fields.items("notes"))
    fields.close()
    return rules, notes


def _read_plural(fields: Fields) -> tuple[Language, ...]:
    """The languages in which the name of a channel is a plural."""
    found = fields.names("plural")
    for language in found:
        if language.text not in tuple(Language):
            fields.report(UNKNOWN_LANGUAGE, language.mark, found=language.text, expected=tuple(Language))
    return tuple(language for language in Language if language in [given.text for given in found])


def _read_effort(fields: Fields, context: Context) -> Effort:
    node = fields.node("effort", required=True)
    if node is None:
        return Effort(hours_per_week=0, startup_hours=0, money_per_month=0, first_results_weeks=0)
    inner = context.fields(node, "`effort`")
    hours = inner.number("hours_per_week", lowest=0, highest=100, required=True) or 0.0
    hours_node = inner.node("hours_per_week")
    if hours_node is not None and hours * 4 % 1:
        inner.report(PARTIAL_HOURS, hours_node.mark, key="hours_per_week", found=f"{hours:g}")
    effort = Effort(
        hours_per_week=hours,
        startup_hours=inner.number("startup_hours", lowest=0) or 0,
        money_per_month=inner.number("money_per_month", lowest=0) or 0,
        first_results_weeks=inner.number("first_results_weeks", lowest=0, required=True) or 0,
    )
    inner.close()
    return effort


def _read_plan(fields: Fields, context: Context, serves: MappingOf[str, float]) -> Plan:
    languages = context.names.languages
    node = fields.node("plan", required=True)
    inner = context.fields(node if node is not None else Mapping((), fields.mark), "`plan`")
    required = node is not None
    kpis = {
        key.text: tuple(inner.text_of(f"kpis.{key.text}", item, languages) for item in value.items)
        if isinstance(value, Sequence)
        else ()
        for key, value in inner.entries("kpis")
        if is_known(inner, UNKNOWN_GOAL, key, serves)
    }
    plan = Plan(
        formats=inner.texts("formats", languages),
        cadence=inner.text("cadence", languages, required=required),
        first_steps=inner.texts("first_steps", languages),
        kpis=kpis,
        stop_rule=inner.text("stop_rule", languages, required=required),
        if_parked=inner.text("if_parked", languages, required=required),
    )
    inner.close()
    return plan


def _read_rule(node: Node, context: Context, *, prefix: str, channel: str) -> Rule | None:
    names = context.names
    fields = context.fields(node, "a rule")
    local_id = fields.identifier("id")
    criterion = fields.choice("criterion", Criterion)
    rule = Rule(
        id=f"{prefix}/{local_id.text}",
        criterion=criterion or Criterion.MARKET,
        when=read_condition(fields, "when", names.questions, required=True),
        effects=_read_effects(fields, names, local_id.text, channel),
        why=read_why(fields, "why", names),
        basis=read_basis(fields, names),
        place=context.place(node.mark),
        mark=node.mark,
    )
    fields.close()
    return rule if local_id.text else None


def _read_effects(fields: Fields, names: Names, rule: str, channel: str) -> dict[str, Effect]:
    excludes = fields.flag("exclude")
    key = "points" if channel else "channels"
    node = fields.node(key)
    if channel:
        if (node is None) != excludes:
            fields.report(NO_POINTS, fields.mark, found=rule)
            return {}
        return {channel: Effect(points={}, excludes=True) if node is None else _read_points(fields, names, channel, node)}
    if node is None:
        fields.node(key, required=True)
        return {}
    if excludes:
        listed = fields.names(key)
        return {name.text: Effect(points={}, excludes=True) for name in listed if _is_channel(fields, names, name)}
    return {
        name.text: _read_effect(fields, names, name.text, value)
        for name, value in fields.entries(key)
        if _is_channel(fields, names, name)
    }


def _is_channel(fields: Fields, names: Names, name: Scalar) -> bool:
    return is_known(fields, UNKNOWN_CHANNEL, name, names.channels)


def _read_effect(fields: Fields, names: Names, channel: str, node: Node) -> Effect:
    if isinstance(node, Mapping) and any(key.text == "exclude" for key, _ in node.entries):
        inner = Fields(node, f"`{channel}`", fields.problems)
        excludes = inner.flag("exclude")
        inner.close()
        return Effect(points={}, excludes=excludes)
    return _read_points(fields, names, channel, node)


def _read_points(fields: Fields, names: Names, channel: str, node: Node) -> Effect:
    serves = names.channels.get(channel, ())
    if isinstance(node, Mapping):
        points = {
            goal.text: fields.number_of(goal.text, value, -_MAX_POINTS, _MAX_POINTS) or 0.0
            for goal, value in node.entries
            if _is_served(fields, names, channel, goal)
        }
        return Effect(points=points, excludes=False)
    if isinstance(node, Sequence):
        fields.wrong_type("points", node, "a number or a mapping of goals to numbers")
        return Effect(points={}, excludes=False)
    number = fields.number_of("points", node, -_MAX_POINTS, _MAX_POINTS) or 0.0
    return Effect(points=dict.fromkeys(serves, number), excludes=False)


def _is_served(fields: Fields, names: Names, channel: str, goal: Scalar) -> bool:
    if not is_known(fields, UNKNOWN_GOAL, goal, names.goals):
        return False
    if goal.text not in names.channels.get(channel, ()):
        fields.report(UNSERVED_GOAL, goal.mark, found=goal.text, channel=channel)
        return False
    return True


def _read_note(node: Node, context: Context) -> Note:
    names = context.names
    fields = context.fields(node, "a note")
    note = Note(
        id=fields.identifier("id").text,
        when=read_condition(fields, "when", names.questions, required=True),
        severity=fields.choice("severity", Importance) or Importance.INFO,
        addressee=fields.choice("for", Addressee) or Addressee.TEAM,
        law=fields.flag("law"),
        says=read_why(fields, "says", names),
        basis=read_basis(fields, names),
        mark=node.mark,
    )
    fields.close()
    return note
