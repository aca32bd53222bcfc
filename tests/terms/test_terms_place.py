import pickle
from copy import deepcopy
from dataclasses import FrozenInstanceError

import pytest

from samspel.terms.blank import Blank
from samspel.terms.period import NOT_STATED, Period
from samspel.terms.place import Place, PlaceKind, PlaceName


def place(kind: PlaceKind) -> Place:
    return Place(
        code="2181",
        name="Sandviken",
        kind=kind,
        body="Sandvikens kommun",
        area="Sandvikens kommun",
        region="21",
        group="larger-city",
        index=0,
    )


def test_a_place_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        place(PlaceKind.MUNICIPALITY).name = "Gävle"  # type: ignore[misc]


def test_a_year_of_zero_is_a_year_that_the_source_does_not_state() -> None:
    assert Period(2024).is_stated
    assert not Period(NOT_STATED).is_stated


def test_periods_stand_in_order_of_year() -> None:
    assert sorted([Period(2024), Period(1990), Period(2019)]) == [Period(1990), Period(2019), Period(2024)]


def test_every_reason_for_a_blank_has_its_own_key() -> None:
    assert len({reason.value for reason in Blank}) == len(Blank)
    assert all(reason.value.replace("_", "").isalpha() for reason in Blank)


def test_a_name_of_a_place_is_its_swedish_one_and_keeps_the_english() -> None:
    name = PlaceName("Sandvikens kommun", "Sandviken municipality")
    assert name == "Sandvikens kommun"
    for copy in (deepcopy(name), pickle.loads(pickle.dumps(name))):
        assert (copy, copy.english) == (name, name.english)
    assert PlaceName("Region Gävleborg").english == "Region Gävleborg"
