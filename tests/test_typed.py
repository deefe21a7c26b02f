"""Named tuples of our own are those of `typing`, but for how they show themselves."""

from __future__ import annotations

import copy
import pickle
import typing

import pytest

from channelfit import typed


class Ours(typed.NamedTuple):
    """A place."""

    name: str
    line: int = 0
    parts: tuple[str, ...] = ()

    @property
    def is_first(self) -> bool:
        """Whether nothing stands before it."""
        return not self.line


class Theirs(typing.NamedTuple):
    """A place."""

    name: str
    line: int = 0
    parts: tuple[str, ...] = ()


class Alone(Ours):
    """A class of one."""

    __slots__ = ()


@pytest.mark.parametrize("values", [("a",), ("a", 1), ("a", 1, ("b",))])
def test_they_hold_the_same(values: tuple[typing.Any, ...]) -> None:
    ours, theirs = Ours(*values), Theirs(*values)
    assert tuple(ours) == tuple(theirs)
    assert hash(ours) == hash(theirs)
    assert ours._asdict() == theirs._asdict()
    assert [ours.name, ours.line, ours.parts] == [*theirs]
    assert [*ours._replace(line=7)] == [*theirs._replace(line=7)]
    assert Ours._make(theirs) == ours


@pytest.mark.parametrize("attribute", ["_fields", "_field_defaults", "__match_args__", "__doc__", "__slots__"])
def test_their_classes_say_the_same(attribute: str) -> None:
    assert getattr(Ours, attribute) == getattr(Theirs, attribute)


@pytest.mark.parametrize(("given", "named"), [((), {}), (("a", 1, (), 2), {}), (("a",), {"name": "b"}), (("a",), {"other": 1})])
def test_they_refuse_the_same(given: tuple[typing.Any, ...], named: dict[str, typing.Any]) -> None:
    with pytest.raises(TypeError) as theirs:
        Theirs(*given, **named)
    with pytest.raises(TypeError) as ours:
        Ours(*given, **named)
    assert str(ours.value) == str(theirs.value).replace("Theirs", "Ours")


def test_nothing_can_be_changed_or_added() -> None:
    place = Ours("a")
    with pytest.raises(AttributeError):
        place.name = "b"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        place.other = "b"  # type: ignore[attr-defined]
    with pytest.raises(ValueError, match="other"):
        place._replace(other=1)  # type: ignore[call-arg]


def test_they_can_be_taken_apart_copied_and_sent() -> None:
    place = Alone("a", 2, ("b",))
    match place:
        case Ours(name, line):
            assert (name, line) == ("a", 2)
        case _:
            pytest.fail("It was not recognised.")
    for other in (pickle.loads(pickle.dumps(place)), copy.deepcopy(place), place._replace()):
        assert other == place
        assert type(other) is Alone
    assert not Ours("a", 1).is_first


def test_they_show_themselves_in_one_short_line() -> None:
    assert repr(Ours("a", 1, ("b", "c"))) == "Ours(name='a', line=1, parts=<2>)"
    assert len(repr(Ours("x" * 10_000, 1, tuple("b" * 10_000)))) < 200


def test_what_was_thought_of_nowhere_is_an_error() -> None:
    with pytest.raises(AssertionError, match="'other'"):
        typed.assert_never("other")  # type: ignore[arg-type]
