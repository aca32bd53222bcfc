"""The start of every municipality: measured totals met, first years that go on as observed, and a look back that was
never fitted.
"""

from collections.abc import Callable

import numpy as np
import pytest

from samspel.dynamics.circle import run_circle
from samspel.dynamics.jobs import no_events
from samspel.dynamics.town import LEVELS, Town
from samspel.observations.building import Observations
from samspel.scenarios.model import Model
from samspel.terms.errors import BadInputError
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
def test_people_follow_the_baseline_and_the_other_flows_go_on(
    model: Model, observations: Observations, town_of: Callable[[str], Town], code: str
) -> None:
    row, flows, town = observations.catalogue.places.by_code[code].index, model.calibration.people.flows, town_of(code)
    one = {name: np.array([record.value]) for name, record in model.parameters.items()}
    paths = run_circle(town, one, no_events(15))
    assert paths["moved_out"][0, 1] == pytest.approx(flows.moved_out[row], rel=0.1)
    assert paths["born"][0, 1] == pytest.approx(flows.births[row], rel=0.25, abs=15)
    assert paths["dead"][0, 1] == pytest.approx(flows.deaths[row], rel=0.25, abs=15)
    np.testing.assert_allclose(paths["people"][0], town.course[:, LEVELS.tolist().index(0.5)], rtol=1e-9)


def test_every_municipality_can_be_set(model: Model, observations: Observations) -> None:
    for place in observations.catalogue.places.municipalities:
        town = model.calibration.town(place, 1)
        assert np.isfinite(town.people).all()
        assert town.rest > 0.0, place.name
        assert 0.0 < town.leaving < 1.0
        assert town.economy.need > 0.0


def test_a_region_cannot_be_simulated(model: Model, observations: Observations) -> None:
    with pytest.raises(BadInputError) as caught:
        model.calibration.town(observations.catalogue.places.regions[0], 5)
    assert caught.value.code == "simulate_municipality"


def test_the_look_back_beats_no_change_over_the_country(model: Model, observations: Observations) -> None:
    looks = [
        look_back(observations, model.calibration, place) for place in observations.catalogue.places.municipalities
    ]
    assert [look.year for look in looks[0]] == [2019, 2021, 2023, 2024]
    last = [look[-1] for look in looks]
    modelled = np.mean([abs(look.median / look.observed - 1) for look in last])
    unchanged = np.mean([abs(look.start / look.observed - 1) for look in last])
    assert modelled < unchanged
    assert np.mean([look.is_inside for look in last]) > 0.65, "one year of many: over all of them it is about 0.8"


def test_other_jobs_are_split_as_the_branches_of_the_place(observations: Observations, model: Model) -> None:
    place = observations.catalogue.places.by_code["1060"]
    town, read = model.calibration.town(place, 1), observations.latest
    apart, firm, welfare = (
        sum(read(f"share_jobs_{name}", place).value or 0.0 for name in names)
        for names in (
            ("manufacturing", "hospitality", "personal_services"),
            ("business_services", "information", "transport"),
            ("education", "care", "administration"),
        )
    )
    assert town.firm_share == pytest.approx(firm / (100.0 - apart))
    assert town.welfare_share == pytest.approx(welfare / (100.0 - apart))
    assert town.sectors.sum() == pytest.approx(town.jobs)
