"""Other names of options, goals and channels: read, merged and described, and no part of what a result rests on."""

import pytest

from channelfit.language import Language
from channelfit.profile import read_profile
from channelfit.rulebook.digest import digest
from channelfit.source.document import read_documents
from channelfit.source.problem import InvalidInput, describe
from conftest import SMALL, rulebook_of

NAMED = {
    "channels/alpha.yaml": SMALL["channels/alpha.yaml"].replace("kind:", "also: [Al, First One]\nkind:", 1),
    "goals.yaml": SMALL["goals.yaml"].replace("- id: recruiting\n", "- id: recruiting\n    also: jobs\n"),
    "questions.yaml": SMALL["questions.yaml"].replace("- {id: market,", "- {id: market, also: {b2b: [Firmen]},"),
}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("market: firmen", "meinten Sie `b2b`?"),
        ("market: b2c\ngoals: [Jobs]", "meinten Sie `recruiting`?"),
        ("market: b2c\ngoals: image\nactive_channels: first-one", "meinten Sie `alpha`?"),
    ],
)
def test_whoever_writes_another_name_is_told_the_id(written: str, said: str) -> None:
    """It is proposed and never taken for an answer, in whichever question the channel or the goal is an option."""
    rulebook = rulebook_of(NAMED)
    documents, _ = read_documents(written, "profile")
    profile, [found] = read_profile(documents[0], rulebook)
    assert describe(found, Language.DE).endswith(said)
    assert profile.answers.get(found.value("question"), ()) == ()


def test_other_names_change_no_result() -> None:
    """Nor the digest that results are traced by."""
    assert digest(rulebook_of(NAMED)) == digest(rulebook_of({}))


def test_other_names_are_those_of_options() -> None:
    """A misspelt option is told as anywhere else."""
    with pytest.raises(InvalidInput) as error:
        rulebook_of({"questions.yaml": NAMED["questions.yaml"].replace("also: {b2b:", "also: {b2bb:")})
    [found] = error.value.problems
    assert (found.id, found.found, found.nearest) == ("unknown-option", "b2bb", "b2b")
