"""Units are found by name or number, and a slip is told with the nearest."""

import pytest

from samspel.terms.errors import BadInputError, NotFoundError
from samspel.workspace.models import Unit
from samspel.workspace.units import find_unit, find_units


@pytest.mark.parametrize("words", ["Avdelning 1", " avdelning  1 "])
def test_a_unit_is_found_by_its_name_however_it_is_written(branch: Unit, club: Unit, words: str) -> None:
    assert find_unit(words) == branch
    assert find_units(words) == (branch,)


def test_a_unit_is_found_by_its_number(branch: Unit, club: Unit) -> None:
    assert find_unit(str(club.pk)) == club


def test_no_words_are_every_unit_or_none(branch: Unit, club: Unit) -> None:
    assert set(find_units("")) == {branch, club}
    with pytest.raises(NotFoundError):
        find_unit(" ")


def test_the_nearest_names_are_told(branch: Unit, club: Unit, other_branch: Unit) -> None:
    for find in (find_unit, find_units):
        with pytest.raises(NotFoundError) as raised:
            find("Avdelnin 2")
        assert str(raised.value.facts["nearest"]).startswith("Avdelning 2")


def test_a_name_that_several_have_is_asked_for_by_number(branch: Unit) -> None:
    other = Unit.objects.create(kind=Unit.Kind.CLUB, name="avdelning 1")
    assert set(find_units("Avdelning 1")) == {branch, other}
    with pytest.raises(BadInputError) as raised:
        find_unit("Avdelning 1")
    assert str(raised.value.facts["numbers"]) == ", ".join(str(one.pk) for one in find_units("Avdelning 1"))
