"""`channelfit rules show`: what a rulebook holds, as it is resolved."""

from enum import Enum
from typing import Annotated

import typer

from channelfit.cli.options import Format, Lang, Output, Rules, language
from channelfit.cli.output import UNUSABLE, problems_reported, put, tell
from channelfit.cli.profiles import page_shape
from channelfit.files import read_layers, rulebook_in


class Kind(str, Enum):  # noqa: UP042 (typer shows the values of a str enum)
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


def show_command(
    id: Annotated[str | None, typer.Argument(metavar="[ID]", help="An id such as linkedin, or a pattern: 'linkedin/*'.")] = None,
    rules: Rules = None,
    kind: Annotated[list[Kind] | None, typer.Option("--kind", help="Only items of this kind (several possible).")] = None,
    lang: Lang = None,
    format: Annotated[Format, typer.Option("--format", help="How to print the result.")] = Format.TEXT,
    output: Output = None,
) -> None:
    """What the rules hold: everything in a line each, or items with the place of every field and what overlays changed."""
    from channelfit.render.forms.data import render_json
    from channelfit.render.forms.terminal import render_page
    from channelfit.render.plain.items import items_as_plain
    from channelfit.render.reports.items import items_blocks, overview_blocks
    from channelfit.ruletools.show import show_items
    from channelfit.source.problem import nearest

    wish = language(lang)
    with problems_reported(wish):
        files = read_layers(rules, with_tests=False)
        rulebook = rulebook_in(files)
        kinds = [one.value for one in kind or Kind]
        items = show_items(files.documents, files.overlays, id or "*", kinds=kinds)
        width, colour = page_shape(to_file=output is not None)
        if not items:
            ids = [one.id for one in show_items(files.documents, files.overlays, "*", kinds=kinds)]
            meant = nearest(id or "", ids)
            tell(_NOT_FOUND[wish].format(id=id) + (_MEANT[wish].format(meant=meant) if meant else "") + "\n")
            raise typer.Exit(UNUSABLE)
        if format is Format.JSON:
            text = render_json(items_as_plain(items))
        else:
            blocks = items_blocks(items, wish) if id else overview_blocks(rulebook, wish, kinds)
            text = render_page(blocks, width=width, colour=colour)
        put(text, str(output) if output else None)


_NOT_FOUND = {"de": "Nichts gefunden zu `{id}`", "en": "nothing found for `{id}`"}
_MEANT = {"de": "; meinten Sie `{meant}`?", "en": "; did you mean `{meant}`?"}
