"""`--save`: the answers as a commented profile, in a file or on standard output."""

from __future__ import annotations

from collections.abc import Sequence

from channelfit.cli.results import put_text
from channelfit.cli.targets import YAML_ENDINGS, check_ending
from channelfit.cli.wishes import STDOUT
from channelfit.render.forms.form import Form
from channelfit.render.forms.table import TEXT
from channelfit.render.phrases.voice import Voice
from channelfit.source.problem import InvalidInput, Mark, Mistake, Source, problem

TYPE_CHECKING = False
if TYPE_CHECKING:  # It is only named here.
    from pathlib import Path

TWO_ON_STDOUT = Mistake(
    "two-on-stdout",
    de="auf der Standardausgabe steht schon das Ergebnis als {found}; nennen Sie für eines von beiden eine Datei",
    en="standard output has the result as {found} already; name a file for one of the two",
)


def file_of(save: Path | None) -> Path | None:
    """The file that answers are to be written to; nothing for standard output."""
    return None if save is None or str(save) == STDOUT else save


def check_save(save: Path | None, output: Path | None, form: Form) -> None:
    """Raises InvalidInput if answers cannot be saved there, in the file or beside what else goes to standard output."""
    check_ending("--save", file_of(save), YAML_ENDINGS)
    if save is not None and file_of(save) is None and output is None and form is not TEXT:
        raise InvalidInput([problem(TWO_ON_STDOUT, Mark(Source("--save"), 0, 0), found=form.name)])


def save_answers(voices: Sequence[Voice], save: Path, *, parted: bool) -> None:
    """Write the answers of all companies; `parted` from the result where that follows on standard output."""
    from channelfit.render.reports.profile_text import render_filled_profile

    text = "---\n".join(render_filled_profile(voice) for voice in voices)
    put_text(text + ("---\n" if parted and file_of(save) is None else ""), file_of(save))
