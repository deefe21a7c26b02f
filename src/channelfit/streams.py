"""Profiles as they come: the documents of files and streams, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from io import BytesIO

from channelfit.source.flat import flat_document
from channelfit.source.nodes import Document, Scalar
from channelfit.source.pieces import Piece, pieces
from channelfit.source.problem import Mark, Mistake, Problem, Source, problem
from channelfit.source.reasons import NO_SUCH_FILE, NOT_READABLE, reason_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import BinaryIO

NOT_READ_ON = Mistake(
    "not-read-on",
    de="dieses Dokument hört nicht auf; was hinter ihm steht, wurde nicht gelesen",
    en="this document does not end; what comes after it was not read",
)
# A document, if there is one, and what is wrong with it as YAML.
Read = tuple[Document | None, tuple[Problem, ...]]


def documents_in_file(path: str) -> Iterator[Read]:
    """The documents of a profile file. No name is no file, not the folder at hand."""
    if not path:
        yield None, (problem(NO_SUCH_FILE, Mark(Source("<PROFILE>"), 0, 0), path=path),)
        return
    yield from _documents(partial(_opened, path), path)


def _opened(path: str) -> BinaryIO:
    return open(path, "rb")


def documents_in_stream(stream: BinaryIO | None) -> Iterator[Read]:
    """The documents of a stream such as standard input; a closed one is empty."""
    yield from _documents(lambda: nullcontext(BytesIO() if stream is None else stream), "<stdin>")


def _documents(opened: Callable[[], AbstractContextManager[BinaryIO]], name: str) -> Iterator[Read]:
    """Each document, one at least: among others an empty one is none, since whoever writes streams ends them with `---`."""
    empty: Read = (None, ())
    is_empty = True
    try:
        with opened() as stream:
            for piece in pieces(stream):
                for read in _read(piece, name):
                    if read[1] or not _is_empty(read[0]):
                        is_empty = False
                        yield read
                    elif read[0] is not None:
                        empty = read
    except FileNotFoundError:
        is_empty = False
        yield None, (problem(NO_SUCH_FILE, Mark(Source(name), 0, 0), path=name),)
    except (OSError, ValueError) as error:
        is_empty = False
        yield None, (_unreadable(name, error),)
    if is_empty:
        yield empty


def _read(piece: Piece, name: str) -> Iterator[Read]:
    """The documents of a piece, each with its problems; a piece that could not be cut has several."""
    if piece.is_end:
        yield None, (problem(NOT_READ_ON, Mark(Source(name, "", "", piece.line), piece.line, 0)),)
        return
    if not piece.line and (plain := flat_document(piece.data, name)):
        yield plain, ()
        return
    from channelfit.source.document import read_documents  # What is plain needs no YAML library.

    documents, problems = read_documents(piece.data, name, start=piece.line)
    if not documents:
        yield None, problems
    for index, document in enumerate(documents):
        begins = [other.root.mark.line for other in documents[1:]]
        least = begins[index - 1] if index else -1
        most = begins[index] if index < len(begins) else float("inf")
        yield document, tuple(found for found in problems if least <= found.mark.line < most)


def _is_empty(document: Document | None) -> bool:
    return document is None or (isinstance(document.root, Scalar) and document.root.value is None)


def _unreadable(name: str, error: Exception) -> Problem:
    return problem(NOT_READABLE, Mark(Source(name), 0, 0), path=name, reason=reason_of(error))
