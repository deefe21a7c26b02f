"""The command line: what happens around each command, and the short way for what is asked for most."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from channelfit.cli.front import COMPLETE, plain_call, put_help, version_text
from channelfit.cli.output import INTERRUPTED, UNUSABLE, Closed, Ended, let_go, put, stdout_refuses, tell
from channelfit.cli.wishes import check_paths, language_of
from channelfit.language import Language
from channelfit.source.problem import InvalidInput, Mark, Source, problem
from channelfit.source.reasons import reason_of
from channelfit.typed import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO


class Streams(NamedTuple):
    """Where a run reads its profile, and where it prints results and problems; like those of a process they may be closed."""

    stdin: TextIO | None
    stdout: TextIO | None
    stderr: TextIO | None


def run(arguments: Sequence[str] | None = None, streams: Streams | None = None) -> int:
    """The exit code of a run; what is not given is that of the process."""
    if streams is None:
        # What typer does to the streams of a process whose reader has gone must last until its end.
        return _run(arguments)
    kept = Streams(sys.stdin, sys.stdout, sys.stderr)
    try:
        # typer looks for them there and nowhere else.
        sys.stdin, sys.stdout, sys.stderr = streams
        return _run(arguments)
    finally:
        sys.stdin, sys.stdout, sys.stderr = kept


def _run(arguments: Sequence[str] | None) -> int:
    """Results and problems are UTF-8 with LF on every system."""
    if sys.stdout is None:
        sys.stdout = Closed()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", newline="\n", errors="replace")
    if os.environ.get(COMPLETE) == "complete_bash":
        from channelfit.cli.completion import without_equals

        os.environ.update(without_equals(os.environ))
    given = [*(sys.argv[1:] if arguments is None else arguments)]
    spoken = language_of(given)
    try:
        check_paths(given)
        return _code_of(given, spoken)
    except InvalidInput as error:
        # What is wrong before a command begins, such as a variable of the environment.
        return _told(error, spoken)
    except OSError as error:
        if error.filename is not None:
            from channelfit.source.reasons import NOT_READABLE

            mark = Mark(Source(str(error.filename)), 0, 0)
            unusable = problem(NOT_READABLE, mark, path=error.filename, reason=reason_of(error))
            return _told(InvalidInput([unusable]), spoken)
        # Help is printed by typer, which minds only a reader who has gone.
        let_go(sys.stdout)
        return _told(stdout_refuses(error), spoken)


def _code_of(arguments: Sequence[str], spoken: Language) -> int:
    """The exit code; what a plain call needs is done without the parser, which takes longer to be there than most answers."""
    try:
        if [*arguments] == ["--version"]:
            put(version_text())
            return 0
        helped = put_help(arguments, spoken, lambda: _called(arguments, spoken))
        if helped is not None:
            return helped
        plain = plain_call(arguments)
        if plain is None:
            return _called(arguments, spoken)
        plain()
    except Ended as end:
        return end.code
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0


def _called(arguments: Sequence[str], spoken: Language) -> int:
    from channelfit.cli.program import called

    return called(arguments, spoken)


def _told(error: InvalidInput, spoken: Language) -> int:
    from channelfit.render.reports.problems import render_problems

    tell(render_problems(error.problems, spoken))
    return UNUSABLE
