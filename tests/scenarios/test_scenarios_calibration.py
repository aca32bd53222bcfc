"""The start of every municipality: measured totals met, first years that go on as observed, and a look back that was
never fitted.
"""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from samspel.dynamics.budget import step_region
from samspel.dynamics.circle import Town, run_circle
from samspel.dynamics.jobs import no_events
from samspel.observations.building import Observations
from samspel.scenarios.calibration import grow_older, load_care_groups
from samspel.scenarios.sampling import sample_parameters
from samspel.scenarios.simulation import Model
from samspel.terms.errors import BadInputError, ContentError
from samspel.trials.hindcast import look_back

PLACES = ("1060", "2482", "2181", "1860", "0180", "0980", "0127")


@pytest.mark.parametrize("code", PLACES)
def test_the_start_is_the_measured_year_end(
    observations: Observations, town_of: Callable[[str], Town], code: str
) -> None:
    place, town = observations.catalogue.places.by_code[code], town_of(code)
    assert town.year == 2024
    assert town.people.sum() == pytest.approx(observations.latest("population", place).value)
    jobs = town.industry + town.local + town.rest
    assert jobs == pytest.approx(observations.latest("jobs", place).value)
    bands = np.add.reduceat(town.people.sum(axis=0), town.bands)
    assert bands @ town.cost == pytest.approx(town.economy.need)


@pytest.mark.parametrize("code", PLACES)
def test_the_first_year_continues_the_observed_flows(
    model: Model, observations: Observations, town_of: Callable[[str], Town], code: str
) -> None:
    row, flows, town = observations.catalogue.places.by_code[code].index, model.calibration.flows, town_of(code)
    one = {name: np.array([record.value]) for name, record in model.parameters.items()}
    paths = run_circle(town, one, no_events(15))
    assert paths["moved_in"][0, 1] == pytest.approx(flows.moved_in[row])
    assert paths["moved_out"][0, 1] == pytest.approx(flows.moved_out[row], rel=2e-3)
    assert paths["born"][0, 1] == pytest.approx(flows.births[row], rel=0.25, abs=15)
    assert paths["dead"][0, 1] == pytest.approx(flows.deaths[row], rel=0.25, abs=15)
    np.testing.assert_allclose(paths["people"][0], town.reference, rtol=5e-3)


def test_births_and_deaths_of_the_country_are_met(model: Model, observations: Observations) -> None:
    calibration = model.calibration
    risk = calibration.country_rates
    people = grow_older(calibration.ages.sum(axis=0), risk.death, calibration.flows.years)
    assert (people * risk.death).sum() == pytest.approx(calibration.flows.deaths.sum(), rel=1e-9)
    assert people[0] @ risk.birth == pytest.approx(calibration.flows.births.sum())


def test_every_municipality_can_be_set(model: Model, observations: Observations) -> None:
    for place in observations.catalogue.places.municipalities:
        town = model.calibration.town(place, 1)
        assert np.isfinite(town.people).all()
        assert town.rest > 0.0, place.name
        assert 0.0 < town.leaving < 1.0
        assert town.economy.need > 0.0


def test_gotland_has_both_rates_in_one(town_of: Callable[[str], Town]) -> None:
    gotland = town_of("0980")
    assert gotland.region is None
    assert gotland.economy.rules.grant_rate[0] == pytest.approx(0.2908)


def test_gotland_pays_for_both_tasks_in_one_budget(
    model: Model, observations: Observations, town_of: Callable[[str], Town]
) -> None:
    gotland, place = town_of("0980"), observations.catalogue.places.by_code["0980"]
    municipal = observations.series("expenditure_per_inhabitant").in_year(2022)[place.index]
    alone = gotland.economy.need / gotland.economy.people - municipal
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
    assert total == pytest.approx(460e9 * (1 - gotland / 10.587e6), rel=0.02)


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


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("first = 20", "first = 21", "20_44.first"),
        ("last = 44", "last = 46", "45_64.first"),
        ("last = 100", "last = 99", "85_plus.last"),
        ("weight = 2.4", "weight = 0.0", "75_84.weight"),
        ("weight = 2.4", 'weight = "2.4"', "group[4].weight"),
        ('grade = "D"', "", "group[0].grade"),
    ],
)
def test_wrong_groups_of_care_are_told(content_copy: Path, old: str, new: str, key: str) -> None:
    path = content_copy / "circle" / "region_cost_by_age.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(ContentError) as caught:
        load_care_groups(content_copy)
    assert (caught.value.facts["file"], caught.value.key) == ("region_cost_by_age.toml", key)


def test_a_region_cannot_be_simulated(model: Model, observations: Observations) -> None:
    with pytest.raises(BadInputError) as caught:
        model.calibration.town(observations.catalogue.places.regions[0], 5)
    assert caught.value.code == "simulate_municipality"


def test_the_look_back_beats_no_change_over_the_country(model: Model, observations: Observations) -> None:
    draws = sample_parameters(model.parameters, 50, 1)
    looks = [
        look_back(observations, model.calibration, place, draws)
        for place in observations.catalogue.places.municipalities
    ]
    assert [look.year for look in looks[0]] == [2019, 2021, 2023, 2024]
    last = [look[-1] for look in looks]
    modelled = np.mean([abs(look.median / look.observed - 1) for look in last])
    unchanged = np.mean([abs(look.start / look.observed - 1) for look in last])
    assert modelled < unchanged
    assert np.mean([look.is_inside for look in last]) > 0.7
