"""Read goals with their limits, readiness checks, rules on hours, and evidence."""

from channelfit.language import Text, both
from channelfit.rulebook.condition import Condition
from channelfit.rulebook.condition_reader import read_condition
from channelfit.rulebook.context import Context, read_basis, read_why
from channelfit.rulebook.model import (
    Addressee,
    Check,
    Consequence,
    Essential,
    Evidence,
    EvidenceKind,
    Goal,
    HoursRule,
    Limit,
    Quality,
)
from channelfit.source.document import Node
from channelfit.source.fields import Fields
from channelfit.source.problem import Mistake

ONE_OF_TWO = Mistake(
    "one-of-two",
    de="genau eines von `{first}` und `{second}` ist nötig",
    en="exactly one of `{first}` and `{second}` is needed",
)


def read_goals(fields: Fields, context: Context) -> tuple[Goal, ...]:
    """The goals of `goals.yaml`."""
    goals = tuple(_read_goal(node, context) for node in fields.items("goals", required=True))
    fields.close()
    return goals


def _read_goal(node: Node, context: Context) -> Goal:
    languages = context.names.languages
    fields = context.fields(node, Text("ein Ziel", "a goal"))
    goal = Goal(
        id=fields.identifier("id").text,
        name=fields.text("name", languages, required=True, plain=True),
        about=fields.text("about", languages),
        kpis=fields.texts("kpis", languages),
        limits=tuple(_read_limit(item, context) for item in fields.items("limits")),
        if_nothing=_read_consequence(fields, context),
        mark=fields.mark,
    )
    fields.close()
    return goal


def _read_consequence(goal: Fields, context: Context) -> Consequence | None:
    node = goal.node("if_nothing")
    if node is None:
        return None
    fields = context.fields(node, both("`if_nothing`"))
    says = fields.text("says", context.names.languages, required=True)
    found = Consequence(says=says, basis=read_basis(fields, context.names), mark=fields.mark)
    fields.close()
    return found


def _read_limit(node: Node, context: Context) -> Limit:
    fields = context.fields(node, Text("eine Grenze", "a limit"))
    at_most = fields.number("at_most", lowest=0, highest=1, required=True)
    limit = Limit(
        when=read_condition(fields, "when", context.names.questions, required=True),
        at_most=1.0 if at_most is None else at_most,
        why=read_why(fields, "why", context.names),
        basis=read_basis(fields, context.names),
        mark=fields.mark,
    )
    fields.close()
    return limit


def read_readiness(fields: Fields, context: Context) -> tuple[tuple[Check, ...], tuple[HoursRule, ...], tuple[Essential, ...]]:
    """The checks, the rules on believable hours, and what everyone who decides should know, of `readiness.yaml`."""
    checks = tuple(_read_check(node, context) for node in fields.items("checks"))
    hours = tuple(_read_hours(node, context) for node in fields.items("hours"))
    essentials = tuple(_read_essential(node, context) for node in fields.items("essentials"))
    fields.close()
    return checks, hours, essentials


def _read_essential(node: Node, context: Context) -> Essential:
    fields = context.fields(node, Text("ein Grundsatz", "an essential"))
    essential = Essential(
        id=fields.identifier("id").text,
        says=fields.text("says", context.names.languages, required=True),
        basis=read_basis(fields, context.names),
        mark=fields.mark,
    )
    fields.close()
    return essential


def _read_check(node: Node, context: Context) -> Check:
    questions = context.names.questions
    fields = context.fields(node, Text("eine Voraussetzung", "a readiness check"))
    partly: Condition | None = None
    if fields.has("partly_when"):
        partly = read_condition(fields, "partly_when", questions)
    check = Check(
        id=fields.identifier("id").text,
        applies_when=read_condition(fields, "applies_when", questions),
        met_when=read_condition(fields, "met_when", questions, required=True),
        partly_when=partly,
        blocking=fields.flag("blocking"),
        owner=fields.choice("owner", Addressee) or Addressee.MANAGEMENT,
        text=fields.text("text", context.names.languages, required=True),
        todo=fields.text("todo", context.names.languages, required=True),
        basis=read_basis(fields, context.names),
        mark=fields.mark,
    )
    fields.close()
    return check


def _read_hours(node: Node, context: Context) -> HoursRule:
    fields = context.fields(node, Text("eine Regel für Stunden", "a rule on hours"))
    at_most = fields.number("at_most", lowest=0)
    times = fields.number("times", lowest=0, highest=1)
    if (at_most is None) == (times is None):
        fields.report(ONE_OF_TWO, fields.mark, first="at_most", second="times")
    rule = HoursRule(
        when=read_condition(fields, "when", context.names.questions, required=True),
        at_most=at_most,
        times=times,
        why=read_why(fields, "why", context.names),
        basis=read_basis(fields, context.names),
        mark=fields.mark,
    )
    fields.close()
    return rule


def read_evidence(fields: Fields, context: Context) -> tuple[Evidence, ...]:
    """The facts of `evidence.yaml`."""
    evidence = tuple(_read_fact(node, context) for node in fields.items("evidence"))
    fields.close()
    return evidence


def _read_fact(node: Node, context: Context) -> Evidence:
    fields = context.fields(node, Text("ein Beleg", "a piece of evidence"))
    year = fields.scalar("year")
    if year is not None and not isinstance(year.value, int):
        fields.wrong_type("year", year, Text("ein Jahr", "a year"))
    value = fields.scalar("value")
    channels = fields.names("channels")
    fact = Evidence(
        id=fields.identifier("id").text,
        kind=(fields.choice("kind", EvidenceKind) if fields.has("kind") else None) or EvidenceKind.STUDY,
        statement=fields.text("statement", context.names.languages, required=True),
        value=value.value if value is not None else None,
        unit=fields.string("unit"),
        population=fields.string("population"),
        year=year.value if year is not None and isinstance(year.value, int) else None,
        publisher=fields.string("publisher", required=True),
        title=fields.string("title"),
        url=fields.string("url"),
        quality=fields.choice("quality", Quality) or Quality.SECONDARY,
        channels=tuple(channel.text for channel in channels),
        mark=fields.mark,
    )
    fields.close()
    return fact
