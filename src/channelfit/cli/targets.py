"""Where results go: the endings that a file may have, and the files that nothing is written over."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import combinations

from channelfit.files import read_profile_file
from channelfit.language import Text
from channelfit.rulebook.labels import Labels
from channelfit.rulebook.model import Rulebook
from channelfit.source.nodes import MapNode, Scalar, value_at_key
from channelfit.source.problem import InvalidInput, Mark, Mistake, Problem, Source, problem
from channelfit.source.record import record_of

TYPE_CHECKING = False
if TYPE_CHECKING:  # It is only named here.
    from pathlib import Path

UNKNOWN_ENDING = Mistake(
    "unknown-ending",
    de="was in einer Datei mit der Endung `{found}` stehen soll, ist nicht bekannt",
    en="what belongs in a file with the ending `{found}` is not known",
)
NO_PDF = Mistake(
    "no-pdf",
    de="`{found}` kann nicht geschrieben werden; drucken Sie page.html als PDF",
    en="`{found}` cannot be written; print page.html as PDF",
)
IS_READ = Mistake(
    "is-read",
    de="`{path}` ist die Datei, die gelesen wird; nennen Sie eine andere, oder ersetzen Sie sie mit --force",
    en="`{path}` is the file that is read; name another file, or replace it with --force",
)
HOLDS_INPUT = Mistake(
    "holds-input",
    de="in `{path}` {what}; nennen Sie eine andere Datei, oder ersetzen Sie sie mit --force",
    en="`{path}` {what}; name another file, or replace it with --force",
)
SAME_TARGET = Mistake(
    "same-target",
    de="{options} schreiben beide in `{path}`; nennen Sie zwei Dateien",
    en="{options} both write to `{path}`; name two files",
)

NO_FOLDER = Mistake(
    "no-folder",
    de="`-` ist die Standardausgabe und kein Ordner; nennen Sie einen Ordner",
    en="`-` is standard output and no folder; name a folder",
)

PDF = ".pdf"
YAML_ENDINGS = (".yaml", ".yml")
_A_PROFILE = Text("steht ein Profil", "holds a profile")
_RULES = Text("stehen Regeln", "holds rules")
_SOME_CASES = Text("stehen Fälle", "holds cases")
_A_TABLE = Text("steht eine Tabelle mit Unternehmen", "holds a table of companies")
# Tables of results and of rows that cannot be answered have this column, and no profile and no table of companies has.
_PROBLEMS = "problems"
_TABLES = (".csv", ".parquet")
# What stands at the top of a rule file, or of one with cases, and nowhere else.
_HEADS = ("extends", "languages", "changes", "house", "channel", "sections")
_LISTS = ("questions", "goals", "checks", "hours", "essentials", "evidence", "rules", "notes", "words")
_RULE_KEYS = frozenset((*_HEADS, *_LISTS))
_CASE_KEYS = frozenset(("cases", "outcomes", "companies", "situations", "popular"))
_KEY = r"""(?m)^["']?([a-z][a-z0-9_]*)["']?[ ]*:"""
_PREAMBLE = r"\A(?:[ ]*(?:#.*|---)?\r?\n)*"


def ending_of(path: Path) -> str:
    """The ending of a file in small letters; `.html` alone is one too."""
    name, dot, ending = path.name.rpartition(".")
    return f".{ending.lower()}" if dot and (ending or name) else ""


def check_folder(option: str, folder: Path) -> None:
    """Refuse `-` where a folder is written. Raises InvalidInput."""
    if str(folder) == "-":
        raise InvalidInput([problem(NO_FOLDER, Mark(Source(option), 0, 0))])


def check_ending(option: str, path: Path | None, endings: Sequence[str]) -> None:
    """Raises InvalidInput if the ending of a file says that something else is wanted in it; a file may have none."""
    if path is not None and ending_of(path) not in ("", *endings):
        raise InvalidInput([unknown_ending(option, path, endings)])


def unknown_ending(option: str, path: Path, endings: Sequence[str]) -> Problem:
    """The problem that an ending is none of these, with the way to a PDF where there is one."""
    ending, said = ending_of(path), str(path)
    mark = Mark(Source(option, said), 0, max(0, len(said) - len(ending)), len(ending))
    mistake = NO_PDF if ending == PDF and ".html" in endings else UNKNOWN_ENDING
    return problem(mistake, mark, found=ending, expected=endings)


def check_targets(
    targets: Mapping[str, Path | None], rulebook: Rulebook, read: Sequence[str | Path | None] = (), *, force: bool = False
) -> None:
    """Raises InvalidInput with every file, by the option that names it, that would be lost if it were written.

    That is a file that is `read`, or a link to it, and whatever else reads as a profile, as rules or as a table of companies.
    With `force` they are written over.
    """
    named = {option: path for option, path in targets.items() if path is not None}
    problems = [] if force else [found for option, path in named.items() if (found := _lost(option, path, rulebook, read))]
    for (option, path), (other, second) in combinations(named.items(), 2):
        if _is_same(path, second) or os.path.realpath(path) == os.path.realpath(second):
            problems.append(problem(SAME_TARGET, _mark(other, second), options=f"{option}, {other}", path=second))
    if problems:
        raise InvalidInput(problems)


def _lost(option: str, path: Path, rulebook: Rulebook, read: Sequence[str | Path | None]) -> Problem | None:
    if any(_is_same(path, other) for other in read if other is not None and str(other) != "-"):
        return problem(IS_READ, _mark(option, path), path=path)
    what = _held_in(path, rulebook)
    return problem(HOLDS_INPUT, _mark(option, path), path=path, what=what) if what else None


def _mark(option: str, path: Path) -> Mark:
    return Mark(Source(option, str(path)), 0, 0, len(str(path)))


def _is_same(path: Path, other: str | Path) -> bool:
    """Whether two names lead to one file, by whatever links."""
    with suppress(OSError, ValueError):
        return path.is_file() and path.samefile(other)
    return False


def _held_in(path: Path, rulebook: Rulebook) -> Text | None:
    """What somebody has written in a file: a profile, rules, cases or a table, even with mistakes in it."""
    with suppress(OSError, ValueError):
        is_table = ending_of(path) in _TABLES
        keys = (_columns_of(path) if is_table else _keys_in(path)) if path.is_file() else frozenset()
        if _PROBLEMS in keys:
            return None
        labels = record_of(Labels).keys
        for what, known in () if is_table else ((_RULES, _RULE_KEYS), (_SOME_CASES, _CASE_KEYS)):
            if keys & known - rulebook.questions.keys():
                return what
        if keys & rulebook.questions.keys() or (keys and keys <= labels.keys()):
            return _A_TABLE if is_table else _A_PROFILE
    return None


def _columns_of(path: Path) -> frozenset[str]:
    """The columns of a table."""
    from channelfit.batch.tables import KINDS, table_of  # Nothing but a table is written over a table.

    return frozenset(table_of(path, KINDS[ending_of(path)]).names)


def _keys_in(path: Path) -> frozenset[str]:
    """The keys at the top of a YAML file; nothing for a result of ours, which says so."""
    documents, problems = read_profile_file(str(path))
    roots = [document.root for document in documents if isinstance(document.root, MapNode)]
    schemas = [value_at_key(root, "schema") for root in roots]
    if any(isinstance(schema, Scalar) and schema.text.startswith("channelfit.") for schema in schemas):
        return frozenset()
    broken = problems[0].mark.source.text if problems else ""
    # A page for those who decide has a profile in it, but it does not begin with one.
    found = re.findall(_KEY, broken) if re.match(_KEY, re.sub(_PREAMBLE, "", broken)) else ()
    return frozenset((*found, *(key.text for root in roots for key, _ in root.entries)))
