"""Show what is longer than the screen in the pager that the user has chosen."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
from contextlib import suppress

from channelfit.cli.output import is_read_aloud

# What is shorter than the screen is only printed, and colours and links are let through.
_LESS = "FR"


def is_screen() -> bool:
    """Whether somebody sits at a terminal."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def is_long(text: str) -> bool:
    """Whether a text is for somebody who looks at a terminal, and does not fit its screen."""
    return not is_read_aloud() and is_screen() and text.count("\n") >= shutil.get_terminal_size((80, 24)).lines


def page(text: str) -> bool:
    """Show a text in the pager until the reader has seen enough; False if there is none."""
    command = shlex.split(os.environ.get("PAGER", "less" if shutil.which("less") else "more"))
    if not command or shutil.which(command[0]) is None:
        return False
    environment = {"LESS": _LESS, "LESSCHARSET": "utf-8", **os.environ}
    # Ctrl-C is for the pager.
    handled = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with subprocess.Popen(command, stdin=subprocess.PIPE, env=environment) as pager, suppress(BrokenPipeError):
            pager.communicate(text.encode())
    except OSError:
        return False
    finally:
        signal.signal(signal.SIGINT, handled)
    return True
