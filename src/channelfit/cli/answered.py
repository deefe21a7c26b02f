"""Many profiles, one at a time: those that can be answered as they come, and what becomes of those that cannot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from channelfit.cli.output import MISSING, UNUSABLE, Ended, report_problems, tell
from channelfit.cli.profiles import Checked, name_of, tell_missing, tell_notices
from channelfit.cli.wishes import voice_for
from channelfit.language import Language
from channelfit.profile import missing_answers, read_profile
from channelfit.render.forms.form import Form, Report
from channelfit.render.forms.table import JSON, JSONL, TEXT
from channelfit.render.phrases.places import whose
from channelfit.render.phrases.voice import Voice
from channelfit.rulebook.model import Rulebook
from channelfit.source.problem import InvalidInput, in_order
from channelfit.typed import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:  # It is only named here.
    from pathlib import Path


class Run(NamedTuple):
    """A run over many profiles: the form and the file of results, the language, how many files there are, whether it goes on."""

    form: Form
    output: Path | None
    lang: Language | None
    files: int
    keeps_going: bool
    # The profiles that could not be answered; those who count them read it when all is done.
    bad: list[int]

    def named(self, report: Report, voice: Voice) -> Report:
        """A result with what says which of several it is."""
        several = self.files > 1 or voice.profile.number is not None
        return report._replace(name=name_of(voice, with_file=self.files > 1) if several else "", is_one_of_several=several)

    @property
    def spoken_form(self) -> Form:
        """The form in which is told what hinders an answer: for programs only where they read the results."""
        return self.form if self.output is None else TEXT

    def end(self) -> None:
        """End with exit code 2 if a profile could not be answered."""
        if self.bad:
            raise Ended(UNUSABLE)


def check_changes(changes: Sequence[str], rulebook: Rulebook) -> None:
    """Raises InvalidInput with what is wrong with the changes themselves, which no profile can help."""
    _, problems = read_profile(None, rulebook, changes)
    if problems:
        raise InvalidInput(problems)


def answerable(read: Iterable[Checked], rulebook: Rulebook, run: Run) -> Iterator[Voice]:
    """The profiles that can be answered, as they come.

    The first other one is told and ends the command, with exit code 2 or, where answers are missing, 3; who keeps going is told
    of all of them.
    """
    for index, (profile, problems) in enumerate(read):
        voice = voice_for(run.lang, rulebook, profile)
        several = run.files > 1 or profile.number is not None
        if problems:
            if not run.keeps_going:
                raise InvalidInput(problems)
            if several and run.spoken_form in (JSON, JSONL):
                report_problems(in_order(problems), voice.language, run.form, None, document=profile.number, compact=True)
            else:
                tell(f"{whose(voice, with_file=run.files > 1)}:\n" if several else "")
                report_problems(in_order(problems), voice.language, run.form, run.output)
            run.bad.append(index)
            continue
        if missing := missing_answers(rulebook, profile):
            tell_missing(missing, voice, run.spoken_form, with_file=run.files > 1, compact=several)
            if not run.keeps_going:
                raise Ended(MISSING)
            run.bad.append(index)
            continue
        tell_notices([voice])
        yield voice
