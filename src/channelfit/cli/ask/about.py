"""About how many questions an interview takes, which is said before the first one."""

from channelfit.advice.interview import Interview
from channelfit.cache import cache_folder, entry_name, keep, kept
from channelfit.rulebook.digest import digest
from channelfit.rulebook.model import Rulebook
from channelfit.signatures import program

# What works it out, and so must be the same.
_READERS = ("", "advice", "rulebook")


def about_how_many(rulebook: Rulebook, interview: Interview) -> tuple[int, int]:
    """About how many questions come, to whoever knows the answers and to whoever knows few.

    For those who have answered nothing yet that is kept, since it goes by the rules alone.
    """
    if interview.profile.answers or interview.unknown or not cache_folder():
        return _worked_out(rulebook, interview)
    about = (program(_READERS), digest(rulebook))
    name = entry_name("questions", about[1:])
    found = kept(name, about) if about[0] else None
    match found:
        case int(known), int(most):
            return known, most
    count = _worked_out(rulebook, interview)
    if about[0]:
        keep(name, about, count)
    return count


def _worked_out(rulebook: Rulebook, interview: Interview) -> tuple[int, int]:
    from channelfit.advice import standing  # Loading it takes longer than all that comes before the first question.

    return standing.about_how_many(rulebook, interview)
