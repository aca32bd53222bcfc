"""What a user needs around a reckoning of reach."""

import pytest

from samspel.app.desk import Desk
from samspel.app.reach_asking import describe_timetable_file
from samspel.terms.place import PlaceKind


@pytest.mark.parametrize(
    ("code", "address"),
    [
        ("2181", "https://opendata.samtrafiken.se/gtfs/xt/xt.zip?key=DIN-NYCKEL"),
        ("21", "https://opendata.samtrafiken.se/gtfs/xt/xt.zip?key=DIN-NYCKEL"),
        ("0180", "https://opendata.samtrafiken.se/gtfs/sl/sl.zip?key=DIN-NYCKEL"),
        ("0880", "https://opendata.samtrafiken.se/gtfs/klt/klt.zip?key=DIN-NYCKEL"),
        ("0980", "https://opendata.samtrafiken.se/gtfs/gotland/gotland.zip?key=DIN-NYCKEL"),
    ],
)
def test_a_place_is_told_its_countys_file(desk: Desk, code: str, address: str) -> None:
    told = describe_timetable_file(desk, "sv", desk.catalogue.places.by_code[code])
    assert address in told
    assert "50 gånger" in told


def test_the_country_has_no_file_of_its_own(desk: Desk) -> None:
    country = next(place for place in desk.catalogue.places.everywhere if place.kind is PlaceKind.COUNTRY)
    assert describe_timetable_file(desk, "sv", country) == ""
