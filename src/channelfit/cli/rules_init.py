"""`channelfit rules init`: a folder to start own rules from."""

import os
import re
import shlex
from pathlib import Path
from typing import Annotated

import typer

from channelfit.cli.options import Lang, language, voice_for
from channelfit.cli.output import UNUSABLE, problems_reported, put, tell
from channelfit.cli.speech import in_german, said
from channelfit.cli.targets import check_folder
from channelfit.files import load_rulebook, read_logo
from channelfit.folders import PARTS
from channelfit.language import Language, Text
from channelfit.rulebook.model import Rulebook
from channelfit.rulebook.overlay.address import HEAD
from channelfit.rulebook.overlay.merge import extends_of
from channelfit.rulefiles import BUILT_IN, read_rule_files
from channelfit.shipped import starter_texts
from channelfit.source.document import Document, MapNode, Scalar, read_documents
from channelfit.source.problem import InvalidInput, Mistake, problem
from channelfit.source.written import quoted, visible
from channelfit.writing import is_free, write_folder

NO_COPY_OF_OVERLAY = Mistake(
    "no-copy-of-overlay",
    de="`{found}` baut auf einem anderen Regelwerk auf und kann nicht allein kopiert werden; lassen Sie `--full` weg",
    en="`{found}` builds on another rulebook and cannot be copied as one that stands alone; leave out `--full`",
)

SCHEMA_FOLDER = ".schema"
_WIRE = "# yaml-language-server: $schema="
_CASES = "tests/own.yaml"
_PLAIN_PATH = re.compile(r"[\w./][\w./-]*", re.ASCII)
NOT_EMPTY = Text(
    "{folder}: der Ordner ist nicht leer; nennen Sie einen neuen oder leeren",
    "{folder}: the folder is not empty; name a new or empty one",
)
_PARTS_SAID = Text(
    "# Daraus bestehen diese Regeln. Was hier steht und fehlt, wird gemeldet; eigene Dateien gehören nicht hierher.\n",
    "# What these rules consist of. What stands here and is missing is told; files of your own need not stand here.\n",
)
_DONE = Text("Angelegt: {folder}. Weiter mit:", "Written: {folder}. Go on with:")
_NEXT = ("channelfit rules check {folder}", "channelfit rules test {folder}", "channelfit advise --rules {folder}")


@in_german("Eigene Regeln anlegen, kommentiert, mit einem Testfall und Schemas für Editoren.")
def init_command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=said("Ein neuer oder leerer Ordner.", "A new or empty folder."))],
    full: Annotated[
        bool,
        typer.Option(
            "--full", help=said("Die Regeln kopieren, sodass sie für sich stehen.", "Copy the rules, so that they stand alone.")
        ),
    ] = False,
    rules: Annotated[
        Path | None,
        typer.Option(
            "--rules",
            metavar="DIR",
            help=said(
                "Die Regeln, auf denen aufgebaut wird oder die kopiert werden; sonst die mitgelieferten.",
                "The rules to build on or to copy; else the built-in ones.",
            ),
        ),
    ] = None,
    lang: Lang = None,
) -> None:
    """Write an overlay to start from, commented, with a test and with schemas for editors."""
    from channelfit.render.forms.data import render_json
    from channelfit.render.plain.results import RESULTS
    from channelfit.ruletools.schema.whole import schema_files

    spoken = language(lang)
    with problems_reported(spoken):
        check_folder("<DIR>", folder)
        free = is_free(folder)
    if not free:
        tell(f"{NOT_EMPTY.filled(spoken, folder=visible(str(folder)))}\n")
        raise typer.Exit(UNUSABLE)
    with problems_reported(spoken):
        rulebook = load_rulebook(rules)
        voice = voice_for(lang, rulebook)
        files = _wired(_copied(folder, rules)) if full else _fitting(_starter(folder, rules, voice.language), rulebook)
        schemas = schema_files(rulebook, voice.language, {"result": RESULTS["result"]})
        files |= {f"{SCHEMA_FOLDER}/{name}": render_json(schema) for name, schema in schemas.items()}
        if full:
            logo = _logo(rulebook)
            files |= {PARTS: _PARTS_SAID.of(voice.language) + "".join(f"{path}\n" for path in sorted((*files, *logo)))}
            write_folder(folder, {**files, **logo})
        else:
            write_folder(folder, files)
    steps = [visible(step.format(folder=shlex.quote(str(folder)))) for step in _NEXT]
    put("\n  ".join([_DONE.filled(spoken, folder=visible(str(folder))), *steps]) + "\n")


def _logo(rulebook: Rulebook) -> dict[str, bytes]:
    """The logo by its path, if there is one; a copy without it would not pass its own check."""
    logo = read_logo(rulebook)
    return {rulebook.house.logo.text: logo.data} if logo and rulebook.house and rulebook.house.logo else {}


def _wired(files: dict[str, str]) -> dict[str, str]:
    """The files with a first line that tells editors where their schema is."""
    from channelfit.ruletools.schema.whole import kind_of_file, schema_file

    found = {}
    for path, text in files.items():
        up = "../" * path.count("/")
        # What was made by this command before has such a line already.
        rest = text.partition("\n")[2] if text.startswith(_WIRE) else text
        found[path] = f"{_WIRE}{up}{SCHEMA_FOLDER}/{schema_file(kind_of_file(path))}\n{rest}"
    return found


def _copied(folder: Path, rules: Path | None) -> dict[str, str]:
    """The rule files of a rulebook that stands alone, as they are written, with an id of their own. Raises InvalidInput."""
    documents, _ = read_rule_files(rules, with_cases=True)
    extends = extends_of(documents)
    if extends is not None:
        raise InvalidInput([problem(NO_COPY_OF_OVERLAY, extends.mark, found=rules)])
    files = {path: document.source.text for path, document in sorted(documents.items())}
    return {**files, HEAD: _renamed(documents[HEAD], id_of(folder))}


def _renamed(head: Document, id: str) -> str:
    """The head of a rulebook with another id, so that results tell the copy from what it was made of."""
    lines = head.source.text.splitlines(keepends=True)
    for key, value in head.root.entries if isinstance(head.root, MapNode) else ():
        if key.text == "id" and isinstance(value, Scalar):
            line = lines[value.mark.line]
            start = value.mark.column
            lines[value.mark.line] = line[:start] + line[start:].replace(value.text, id, 1)
    return "".join(lines)


def id_of(folder: Path) -> str:
    """An id made of the name of a folder."""
    return re.sub(r"[^a-z0-9_+-]+", "-", folder.resolve().name.lower()).strip("-+_") or "own-rules"


def _starter(folder: Path, rules: Path | None, language: Language) -> dict[str, str]:
    """The files of a new overlay, with its name and what it builds on filled in."""
    below = BUILT_IN if rules is None or str(rules) == BUILT_IN else str(rules)
    extends = below if below == BUILT_IN else os.path.relpath(below, folder)
    named = {"@folder@": str(folder), "@below@": below}
    values = {key: visible(shlex.quote(name)) for key, name in named.items()}
    values |= {"@id@": id_of(folder), "@extends@": extends if _PLAIN_PATH.fullmatch(extends) else quoted(extends)}
    files = starter_texts(language)
    for placeholder, value in values.items():
        files = {path: text.replace(placeholder, value) for path, text in files.items()}
    return files


def _fitting(files: dict[str, str], rulebook: Rulebook) -> dict[str, str]:
    """The files without the sample case, which is about the built-in rules, if this rulebook does not know what it names."""
    from channelfit.ruletools.cases import read_cases

    found, _ = read_documents(files[_CASES], _CASES, _CASES)
    wrong = read_cases({_CASES: found[0]}, rulebook)[2]
    return {**files, _CASES: files[_CASES].partition("cases:")[0] + "cases: []\n"} if wrong else files
