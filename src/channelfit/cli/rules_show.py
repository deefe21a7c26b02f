"""`channelfit rules show`: what a rulebook holds, as it is resolved."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, NoReturn

import typer

from channelfit.cli.completion import complete_item
from channelfit.cli.options import Force, Lang, ListForm, Output, Rules, form_for, language
from channelfit.cli.output import UNUSABLE, problems_reported, tell
from channelfit.cli.results import put_reports
from channelfit.cli.speech import in_german, said
from channelfit.cli.targets import check_targets
from channelfit.language import Text
from channelfit.render.forms.form import Report
from channelfit.render.forms.table import LIST_FORMS
from channelfit.render.phrases.voice import Voice
from channelfit.rulefiles import RuleFiles, read_layers, rulebook_in
from channelfit.source.written import visible

_NOT_FOUND = Text("Nichts gefunden zu `{id}`", "nothing found for `{id}`")
_NOT_FOUND_BUT = Text("Nichts gefunden zu `{id}`; meinten Sie `{meant}`?", "nothing found for `{id}`; did you mean `{meant}`?")


class ItemKind(StrEnum):
    """What may be listed."""

    CHANNEL = "channel"
    RULE = "rule"
    QUESTION = "question"
    GOAL = "goal"
    NOTE = "note"
    CHECK = "check"
    ESSENTIAL = "essential"
    EVIDENCE = "evidence"
    SETTINGS = "settings"


@in_german(
    "Was die Regeln enthalten: alles in je einer Zeile, oder Einträge mit der Stelle jedes Felds und allen Änderungen daran."
)
def show_command(
    id: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]",
            help=said(
                "Eine Kennung wie linkedin oder ein Muster: 'linkedin/*'.", "An id such as linkedin, or a pattern: 'linkedin/*'."
            ),
            autocompletion=complete_item,
        ),
    ] = None,
    rules: Rules = None,
    kind: Annotated[
        list[ItemKind] | None,
        typer.Option(
            "--kind", help=said("Nur Einträge dieser Art (mehrere möglich).", "Only items of this kind (several possible).")
        ),
    ] = None,
    lang: Lang = None,
    form: ListForm = None,
    output: Output = None,
    force: Force = False,
) -> None:
    """What the rules hold: everything in a line each, or items with the place of every field and what overlays changed."""
    from channelfit.render.plain.items import items_as_plain
    from channelfit.render.reports.items import items_blocks, overview_blocks
    from channelfit.ruletools.show import show_items

    # Not only the languages that the rulebook has: ids and places are most of it.
    spoken = language(lang)
    with problems_reported(spoken, form=form, output=output):
        chosen = form_for(form, output, LIST_FORMS)
        files = read_layers(rules, with_tests=False)
        voice = Voice(spoken, rulebook_in(files))
        check_targets({"--output": output}, voice.rulebook, force=force)
        kinds = [wanted.value for wanted in kind or ItemKind]
        items = show_items(files.documents, files.overlays, id or "*", kinds=kinds)
        if not items:
            _end_for(files, id or "*", kinds, voice)
        blocks = items_blocks(items, voice) if id else overview_blocks(voice, kinds)
        put_reports([Report(lambda: items_as_plain(items), lambda: blocks)], chosen, output)


def _end_for(files: RuleFiles, wanted: str, kinds: Sequence[str], voice: Voice) -> NoReturn:
    """Say that nothing was found, and what may have been meant."""
    from channelfit.ruletools.show import show_items
    from channelfit.source.problem import nearest

    titles = voice.rulebook.titles
    items = show_items(files.documents, files.overlays, "*", kinds=kinds)
    meant = nearest(wanted, {item.id: titles.get(item.id) for item in items})
    wording = _NOT_FOUND_BUT if meant else _NOT_FOUND
    tell(f"{voice.say(wording, id=visible(wanted), meant=meant)}\n")
    raise typer.Exit(UNUSABLE)
