import pytest

from samspel.observations.building import Observations
from samspel.scenarios.model import Model
from samspel.scenarios.population import grow_older


def test_births_and_deaths_of_the_country_are_met(model: Model, observations: Observations) -> None:
    calibration = model.calibration
    risk = calibration.people.country_rates
    people = grow_older(calibration.people.ages.sum(axis=0), risk.death, calibration.people.flows.years)
    assert (people * risk.death).sum() == pytest.approx(calibration.people.flows.deaths.sum(), rel=1e-9)
    assert people[0] @ risk.birth == pytest.approx(calibration.people.flows.births.sum())
