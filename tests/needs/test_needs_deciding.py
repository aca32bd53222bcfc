"""Who decides a demand: the municipality's own council, the regional council, or on Gotland one for both."""

import pytest

from samspel.catalogue.loading import Catalogue
from samspel.needs.deciding import find_addressee, has_regional_council
from samspel.terms.errors import BadInputError


@pytest.mark.parametrize(
    ("responsible", "code", "body"),
    [
        ("municipality", "2181", "2181"),
        ("shared", "2181", "2181"),
        ("region", "2181", "21"),
        ("region", "21", "21"),
        ("shared", "21", "21"),
        ("municipality", "0980", "0980"),
        ("region", "0980", "0980"),
        ("region", "09", "0980"),
        ("municipality", "09", "0980"),
    ],
)
def test_a_motion_goes_to_the_council_that_decides(
    catalogue: Catalogue, responsible: str, code: str, body: str
) -> None:
    places = catalogue.places
    for demand in catalogue.demands.values():
        if demand.responsible == responsible:
            assert find_addressee(places, demand, places.by_code[code]).code == body, demand.id


def test_a_municipal_demand_is_decided_by_no_regional_council(catalogue: Catalogue) -> None:
    for demand in catalogue.demands.values():
        if demand.responsible == "municipality":
            for region in catalogue.places.regions:
                if len(catalogue.places.members_of(region)) > 1:
                    with pytest.raises(BadInputError, match="wrong body"):
                        find_addressee(catalogue.places, demand, region)


@pytest.mark.parametrize(("code", "regional"), [("2181", False), ("21", True), ("0980", True), ("1480", False)])
def test_a_regional_council_sits_in_every_region_and_on_gotland(
    catalogue: Catalogue, code: str, regional: bool
) -> None:
    assert has_regional_council(catalogue.places, catalogue.places.by_code[code]) is regional
