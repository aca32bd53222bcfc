from collections.abc import Callable

import numpy as np
import pytest

from samspel.dynamics.budget import step_region
from samspel.dynamics.equalisation import Position, equalise_income
from samspel.dynamics.town import Town
from samspel.economy.municipal_finance import measure_equalisation
from samspel.observations.building import Observations
from samspel.scenarios.model import Model

PACE = 282_095.9 / 246_177.0
"""How much the country's uprated mean tax capacity grew from 2022, the year of the costs, to the rules' year, 2025."""


def test_gotland_has_both_rates_in_one(town_of: Callable[[str], Town]) -> None:
    gotland = town_of("0980")
    assert gotland.region is None
    assert gotland.economy.rules.grant_rate[0] == pytest.approx(0.2908)


def test_gotland_pays_for_both_tasks_in_one_budget(
    model: Model, observations: Observations, town_of: Callable[[str], Town]
) -> None:
    gotland, place = town_of("0980"), observations.catalogue.places.by_code["0980"]
    municipal = observations.series("expenditure_per_inhabitant").in_year(2022)[place.index]
    alone = gotland.economy.need / gotland.economy.people - municipal * PACE
    mainland = town_of("0880")
    assert mainland.region is not None
    assert alone == pytest.approx(mainland.region.need / mainland.region.people, rel=0.1)
    assert gotland.economy.other > 0.0, "tax and equalisation alone are more than the municipal cost in the table"


@pytest.mark.parametrize("code", ["10", "24"])
def test_the_parts_of_a_region_are_the_region(model: Model, observations: Observations, code: str) -> None:
    places = observations.catalogue.places
    parts = [model.calibration.town(place, 1).region for place in places.members_of(places.by_code[code])]
    known = [part for part in parts if part is not None]
    assert len(known) == len(parts) > 1
    people, need = sum(part.people for part in known), sum(part.need for part in known)
    assert need == pytest.approx(known[0].total)
    assert need / people == pytest.approx(known[0].mean_need)
    assert sum(part.other for part in known) / people == pytest.approx(known[0].other_per_head)


def test_people_who_move_within_a_region_take_only_tax_with_them(model: Model, observations: Observations) -> None:
    """Equalisation, other revenue and need follow people: with the same base a head, what one loses the other gains."""
    places, one = observations.catalogue.places, np.ones(1)
    here, there = (model.calibration.town(places.by_code[code], 1).region for code in ("1060", "1081"))
    assert here is not None
    assert there is not None
    moved, change = 100.0, 0.0
    for part, more in ((here, -moved), (there, moved)):
        base, need = part.base + more * 2e5, part.need + more * 4e4
        cost = one * part.need
        accounts = step_region(cost, part, one * base, one * (part.people + more), one * need, 0.0, one * 0.9, one)
        change += accounts.balance[0]
    assert change == pytest.approx(0.0, abs=1.0)


def test_the_countrys_regions_cost_what_was_published(model: Model, observations: Observations) -> None:
    places = observations.catalogue.places
    first = [model.calibration.town(places.members_of(region)[0], 1) for region in places.regions]
    total = sum(town.region.total for town in first if town.region is not None)
    gotland = sum(town.economy.people for town in first if town.region is None)
    assert total == pytest.approx(460e9 * PACE * (1 - gotland / 10.587e6), rel=0.02)


def test_a_rich_part_moves_the_rate_that_applies_to_its_region(town_of: Callable[[str], Town]) -> None:
    lidingo, danderyd, burlov = (town_of(code).region for code in ("0186", "0162", "1231"))
    assert lidingo is not None
    assert danderyd is not None
    assert burlov is not None
    assert danderyd.rules.grant_rate[0] == danderyd.rules.fee_rate[0] == lidingo.rules.fee_rate[0]
    assert danderyd.rules.fee_rate[0] == pytest.approx(0.0951), "Stockholm as a whole pays a fee"
    assert burlov.rules.grant_rate[0] == pytest.approx(0.0938), "Skåne gets a grant"


def test_older_people_cost_the_region_more(model: Model, town_of: Callable[[str], Town]) -> None:
    town = town_of("1060")
    assert town.region is not None
    assert len(town.region.cost) == len(town.bands)
    by_age = dict(zip(town.bands, town.region.cost, strict=True))
    assert by_age[85] > by_age[75] > by_age[65] > by_age[45] > by_age[20] > by_age[0] > 0.0


@pytest.mark.parametrize("code", ["1060", "0162", "0980", "1880"])
def test_the_first_year_has_the_equalisation_of_its_year(
    model: Model, observations: Observations, town_of: Callable[[str], Town], code: str
) -> None:
    """Per inhabitant the model's rules and figures give what the place's page gives for the same year."""
    economy, place = town_of(code).economy, observations.catalogue.places.by_code[code]
    side = measure_equalisation(observations, place, model.calibration.rules_year).own
    assert side is not None
    position = Position(np.array([economy.base]), np.array([economy.people]), economy.mean_capacity)
    each = float(equalise_income(economy.rules, position)[0]) / economy.people
    assert model.calibration.rules_year == 2025
    assert each == pytest.approx(side.values["grant_each" if side.is_receiver else "fee_each"], abs=0.01)
