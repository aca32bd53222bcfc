"""Maps: what they can be of, for which places, and the mistakes that are told."""

import pytest

from samspel.app.desk import Desk
from samspel.app.mapping import MapChoice, find_first_subject, find_subject, find_years, make_map
from samspel.catalogue.records.needs import Demand
from samspel.needs.mapping import DemandMap
from samspel.observations.mapping import MeasureMap
from samspel.observations.measures import Measured
from samspel.terms.errors import BadInputError, NotFoundError


def test_a_subject_is_a_demand_or_a_measure(desk: Desk) -> None:
    demand = find_subject(desk, "sv", "16")
    assert isinstance(demand, Demand)
    assert find_subject(desk, "sv", demand.id) is demand
    assert find_subject(desk, "sv", demand.sv.title) is demand
    measure = find_subject(desk, "sv", "N00090")
    assert isinstance(measure, Measured)
    assert find_subject(desk, "sv", measure.indicator.sv.name) is measure


def test_words_that_are_neither_get_the_nearest_of_both(desk: Desk) -> None:
    with pytest.raises(NotFoundError) as told:
        find_subject(desk, "sv", "energiplan")
    assert told.value.code == "no_map_subject"
    assert "energiplan" in str(told.value.facts["nearest"])
    with pytest.raises(NotFoundError) as held:
        find_subject(desk, "sv", "sjukfrånvaro")
    assert "jukfrånvaro" in str(held.value.facts["nearest"])


@pytest.mark.parametrize("words", ["", ":", "%", "-1", ", ."])
def test_words_too_short_to_mean_anything_get_no_nearest(desk: Desk, words: str) -> None:
    with pytest.raises(NotFoundError) as told:
        find_subject(desk, "sv", words)
    assert told.value.facts["nearest"] == ""


def test_the_country_has_every_municipality_and_a_region_its_own(desk: Desk) -> None:
    places, subject = desk.catalogue.places, find_first_subject(desk)
    whole = make_map(desk, "sv", subject)
    assert isinstance(whole, MeasureMap)
    assert whole.places == places.municipalities
    region = places.by_code["21"]
    part = make_map(desk, "sv", subject, MapChoice(place=region))
    assert part.places == places.members_of(region)
    town = make_map(desk, "sv", subject, MapChoice(place=places.by_code["2181"]))
    assert town.places == places.municipalities


def test_a_demand_of_the_regions_is_mapped_for_regions(desk: Desk) -> None:
    regional = next(one for one in desk.catalogue.demands.values() if one.responsible == "region")
    found = make_map(desk, "sv", regional, MapChoice(place=desk.catalogue.places.by_code["21"]))
    assert isinstance(found, DemandMap)
    assert found.places == desk.catalogue.places.regions
    assert find_years(found) == ()


def test_another_year_can_be_chosen_and_one_without_values_is_told(desk: Desk) -> None:
    subject = find_subject(desk, "sv", "N00090")
    latest = make_map(desk, "sv", subject)
    years = find_years(latest)
    earlier = make_map(desk, "sv", subject, MapChoice(year=years[3], gender="K"))
    assert isinstance(earlier, MeasureMap)
    assert (earlier.year, earlier.gender) == (years[3], "K")
    with pytest.raises(BadInputError, match="map year"):
        make_map(desk, "sv", subject, MapChoice(year=1800))


def test_a_measure_without_figures_is_told(desk: Desk) -> None:
    missing = next(name for name, one in desk.catalogue.indicators.items() if one.missing is not None)
    with pytest.raises(NotFoundError):
        make_map(desk, "sv", desk.base.measures.everything[missing])


def test_own_values_do_not_colour_the_map(desk: Desk) -> None:
    """Values laid over the tables are one place's own, and no match for the others'."""
    subject = find_first_subject(desk)
    before = make_map(desk, "sv", subject)
    assert isinstance(before, MeasureMap)
    assert not any(one.is_own for one in before.observations)
