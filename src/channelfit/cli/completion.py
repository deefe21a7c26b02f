"""What a shell completes while somebody types: question ids and their options, channels, ids of rules, examples."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

import typer

from channelfit.files import load_rulebook
from channelfit.language import YES_NO, Language, Text
from channelfit.rulebook.model import Question, QuestionType, Rulebook
from channelfit.rulefiles import read_layers
from channelfit.shipped import example_profiles
from channelfit.source.problem import InvalidInput

# What is offered, and what it means, for shells that show that.
Offers = list[tuple[str, str]]


def complete_change(context: typer.Context, incomplete: str) -> Offers:
    """`question=` for `--set`, and its options once there is only one such question: `content=photo,text`."""
    rulebook = _rulebook(context)
    name, equals, answer = incomplete.partition("=")
    matching = [question for id, question in rulebook.questions.items() if (id == name if equals else id.startswith(name))]
    if len(matching) != 1:
        return [(f"{question.id}=", _said(context, question.label or question.text)) for question in matching]
    [question] = matching
    return [(f"{question.id}={value}", said) for value, said in _answers(context, question, answer)] or [(f"{question.id}=", "")]


def complete_profile(context: typer.Context, incomplete: str) -> Offers:
    """Nothing for the name of a file, which the shell knows; in bash the options of a question that `--set` names."""
    return [*_answers_apart(context, incomplete)]


def complete_channel(context: typer.Context, incomplete: str) -> Offers:
    """The ids of channels."""
    channels = _rulebook(context).channels.items()
    return [*_answers_apart(context, incomplete)] or [(id, _said(context, channel.name)) for id, channel in channels]


def complete_item(context: typer.Context) -> Offers:
    """The ids of everything that rules hold."""
    from channelfit.ruletools.show import show_items

    with suppress(InvalidInput):
        files = read_layers(context.params.get("rules"), with_tests=False)
        return [(item.id, item.kind) for item in show_items(files.documents, files.overlays, "*") if item.id]
    return []


def complete_example() -> list[str]:
    """The names of example companies."""
    return [*example_profiles()]


def without_equals(environment: Mapping[str, str]) -> dict[str, str]:
    """What bash says of the words typed so far, without the `=` that it takes for a word of its own in `--set market=b2b`."""
    words, at = environment.get("COMP_WORDS", "").split("\n"), int(environment.get("COMP_CWORD", "0"))
    apart = [place for place in range(2, len(words)) if words[place] == "=" and words[place - 2] == "--set" and place != at]
    left = [word for place, word in enumerate(words) if place not in apart]
    return {"COMP_WORDS": "\n".join(left), "COMP_CWORD": str(at - sum(place < at for place in apart))}


def _answers_apart(context: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """The options of a question that `--set` names without an answer, which is what follows."""
    changes = context.params.get("changes") or [""]
    question = _rulebook(context).questions.get(changes[-1])
    return _answers(context, question, incomplete) if question else iter(())


def _answers(context: typer.Context, question: Question, begun: str) -> Iterator[tuple[str, str]]:
    """The options that an answer may go on with; of several the last one is still being typed."""
    several = question.type in (QuestionType.MULTI, QuestionType.RANKING)
    before, comma, _ = begun.rpartition(",") if several else ("", "", begun)
    given = before.split(",")
    yes_no: Iterable[tuple[str, Text]] = YES_NO.items()
    options = yes_no if question.type is QuestionType.YES_NO else question.options.items()
    return ((f"{before}{comma}{id}", _said(context, text)) for id, text in options if id not in given)


def _rulebook(context: typer.Context) -> Rulebook:
    """The rules that the command names; the built-in ones if they cannot be read."""
    with suppress(InvalidInput):
        return load_rulebook(context.params.get("rules"))
    return load_rulebook()


def _said(context: typer.Context, text: Text) -> str:
    """A text in the language that the command line asks for, else in that of the user."""
    wish = context.params.get("lang") or getattr(context.command, "spoken", None)
    return text.or_other(wish if isinstance(wish, Language) else Language.EN)
