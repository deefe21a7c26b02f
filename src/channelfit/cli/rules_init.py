"""`channelfit rules init`: a folder to start own rules from."""

import os
import re
from pathlib import Path
from typing import Annotated

import typer

from channelfit.cli.options import Lang, language, value_of
from channelfit.cli.output import UNUSABLE, problems_reported, put, tell
from channelfit.files import BUILT_IN, load_rulebook, read_texts, rule_folder, starter_folder, write_folder

SCHEMA_FOLDER = ".schema"
_WORDS = {
    "not_empty": {
        "de": "{folder}: der Ordner ist nicht leer; nennen Sie einen neuen oder leeren",
        "en": "{folder}: the folder is not empty; name a new or empty one",
    },
    "done": {"de": "Angelegt: {folder}. Weiter mit:", "en": "Written: {folder}. Go on with:"},
}
_NEXT = ("channelfit rules check {folder}", "channelfit rules test {folder}", "channelfit advise --rules {folder}")


def init_command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")],
    full: Annotated[bool, typer.Option("--full", help="Copy the rules, so that they stand alone.")] = False,
    rules: Annotated[
        Path | None, typer.Option("--rules", metavar="DIR", help="The rules to build on or to copy; else the built-in ones.")
    ] = None,
    lang: Lang = None,
) -> None:
    """Write an overlay to start from, commented, with a test and with schemas for editors."""
    from channelfit.render.plain import render_json
    from channelfit.ruletools.schema import schema_files

    wish = language(value_of(lang))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        tell(_WORDS["not_empty"][wish].format(folder=folder) + "\n")
        raise typer.Exit(UNUSABLE)
    with problems_reported(wish):
        rulebook = load_rulebook(rules)
        spoken = language(value_of(lang), rulebook=rulebook)
        files = _wired(read_texts(rule_folder(rules))) if full else _starter(folder, rules, spoken)
        schemas = schema_files(rulebook, spoken)
        files |= {f"{SCHEMA_FOLDER}/{name}": render_json(schema) for name, schema in schemas.items()}
        write_folder(folder, files)
    put("\n  ".join([_WORDS["done"][wish], *_NEXT]).format(folder=folder) + "\n")


def _wired(files: dict[str, str]) -> dict[str, str]:
    """The files with a first line that tells editors where their schema is."""
    from channelfit.ruletools.schema import kind_of_file, schema_file

    found = {}
    for path, text in files.items():
        up = "../" * path.count("/")
        found[path] = f"# yaml-language-server: $schema={up}{SCHEMA_FOLDER}/{schema_file(kind_of_file(path))}\n{text}"
    return found


def _starter(folder: Path, rules: Path | None, language: str) -> dict[str, str]:
    """The files of a new overlay, with its name and what it builds on filled in."""
    below = BUILT_IN if rules is None or str(rules) == BUILT_IN else str(rules)
    extends = below if below == BUILT_IN else os.path.relpath(below, folder)
    id = re.sub(r"[^a-z0-9_+-]+", "-", folder.resolve().name.lower()).strip("-+_") or "own-rules"
    values = {"@id@": id, "@folder@": str(folder), "@extends@": extends, "@below@": below}
    files = read_texts(starter_folder(language))
    for placeholder, value in values.items():
        files = {path: text.replace(placeholder, value) for path, text in files.items()}
    return files
