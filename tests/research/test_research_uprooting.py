"""Moving where few commute: found again in made-up places, and in the tables and the model alike."""

from statistics import mean

import numpy as np
import pytest

from samspel.observations.building import Observations
from samspel.research.uprooting import Panel, Uprooted, ask_model, estimate_uprooted, read_panel
from samspel.scenarios.model import Model
from samspel.scenarios.sampling import sample_parameters
from samspel.terms.place import Place
from samspel.trials.cases import load_backtests

WORKING = slice(18, 66)
YEARS, COMMUTING = (2011, 2022), 2020
FEW = 0.2
"""Where fewer residents than this commute out they are few."""
SPREAD_OUT = 6
"""Every sixth of those places is asked of the model."""
DRAWS = 60


def made_up(brought: float) -> Panel:
    """Places where for each newly unemployed 0.4 leave in the year and 0.5 in the next, and take wages with them."""
    luck = np.random.default_rng(3)
    places, years = 3000, 13
    real = luck.normal(0.0, 3.0, (places, years + 2))
    idle, commuting = -0.1 * real[:, 2:], luck.uniform(0.0, 0.4, places)
    moving = 0.6 * 0.1 * (0.4 * real[:, 1:] + 0.5 * real[:, :-1]) + luck.normal(0.0, 0.5, (places, years + 1))
    moved = (moving[:, 1:] + moving[:, :-1]) / 2.0
    wages = real[:, 2:] + brought * (1.0 - commuting[:, None]) * moved
    codes = tuple(str(number) for number in range(places))
    return Panel(codes=codes, wages=wages, idle=idle, moving=moving[:, 1:], moved=moved, commuting=commuting)


def test_what_was_put_in_is_found_if_what_movers_bring_is_known() -> None:
    panel = made_up(0.6)
    everywhere = np.ones(len(panel.codes), dtype=bool)
    found = [estimate_uprooted(panel, everywhere, brought, 0.6).people for brought in (0.0, 0.6, 1.0)]
    assert found[1] == pytest.approx(0.9, abs=0.06)
    assert found[0] > found[1] + 0.05 > found[2] + 0.1


def _estimate(observations: Observations, model: Model, few: bool) -> tuple[Uprooted, Uprooted, list[Place]]:
    catalogue = observations.catalogue
    cases = {case.place for case in load_backtests(catalogue)}
    panel = read_panel(observations, catalogue.inputs, YEARS, COMMUTING, cases)
    chosen = (panel.commuting < FEW) == few
    ages = model.calibration.people.ages.sum(axis=(0, 1))
    share = float(ages[WORKING].sum() / ages.sum())
    low, high = (estimate_uprooted(panel, chosen, brought, share) for brought in (1.0, 0.0))
    places = [catalogue.places.by_code[code] for code, taken in zip(panel.codes, chosen, strict=True) if taken]
    return low, high, places


def _ask(model: Model, places: list[Place], size: float, **changed: float) -> float:
    draws = sample_parameters(model.parameters, DRAWS, 1)
    known = {**draws, **{name: np.full(DRAWS, value) for name, value in changed.items()}}
    return mean(ask_model(model.calibration.town(place, 2), known, size / 100.0) for place in places[::SPREAD_OUT])


def test_where_few_commute_the_model_says_what_the_tables_do(observations: Observations, model: Model) -> None:
    low, high, places = _estimate(observations, model, few=True)
    assert len(places) == 54
    assert low.size == pytest.approx(4.1, abs=0.05)
    assert (low.people, low.error) == pytest.approx((0.67, 0.33), abs=0.005)
    assert (high.people, high.error) == pytest.approx((1.109, 0.465), abs=0.001)
    asked = _ask(model, places, low.size)
    none = _ask(model, places, low.size, uprooted_share=0.0)
    assert low.people < none < asked - 0.15
    assert asked < high.people


def test_where_more_commute_the_model_says_more_than_the_tables_but_within_what_they_can_tell(
    observations: Observations, model: Model
) -> None:
    _, high, places = _estimate(observations, model, few=False)
    assert len(places) == 225
    asked = _ask(model, places, high.size)
    assert high.people < asked < high.people + 2.0 * high.error
