"""Read one file, whatever it is."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress

from channelfit.source.decoding import MAX_BYTES, decoded
from channelfit.source.flat import flat_document
from channelfit.source.nodes import Document
from channelfit.source.problem import Mark, Problem, Source, problem
from channelfit.source.reasons import NO_ORDINARY_FILE, NO_SUCH_FILE, NOT_READABLE, reason_of

TYPE_CHECKING = False
if TYPE_CHECKING:  # Loading it takes as long as reading a profile.
    from pathlib import Path


def read_file(path: str | Path, name: str, relative: str = "") -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """The documents of a file that is known by a name, and what is wrong with it; `relative` is its path below a rule folder."""
    mark = Mark(Source(name, "", relative), 0, 0)
    if relative and os.path.exists(path) and not (os.path.isfile(path) or os.path.isdir(path)):
        return (), (problem(NOT_READABLE, mark, path=name, reason=NO_ORDINARY_FILE),)
    try:
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return (), (problem(NO_SUCH_FILE, mark, path=name),)
    except (OSError, ValueError) as error:
        return (), (problem(NOT_READABLE, mark, path=name, reason=reason_of(error)),)
    if not relative and (document := flat_document(data, name)):
        return (document,), ()
    from channelfit.source.document import read_documents  # What is plain needs no YAML library.

    return read_documents(data, name, relative)


def with_texts(found: Iterable[Problem]) -> list[Problem]:
    """Problems with the texts of the files in which they are: rules that were kept only know where these lie."""
    texts: dict[str, str] = {}
    told = []
    for one in found:
        source = one.mark.source
        if source.path and not source.text:
            if source.name not in texts:
                texts[source.name] = _text_of(source.name)
            one = one._replace(mark=one.mark._replace(source=source._replace(text=texts[source.name])))
        told.append(one)
    return told


def _text_of(path: str) -> str:
    """What stands in a file; nothing where it cannot be read, or would keep whoever reads it waiting."""
    if os.path.isfile(path):
        with suppress(OSError, ValueError), open(path, "rb") as file:
            return decoded(file.read(MAX_BYTES + 1), path)[0]
    return ""
