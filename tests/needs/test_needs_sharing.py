"""How verdicts fall: the shares add up, chance is what noise gives, and what stays is counted over other years."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.figures import Indicator
from samspel.catalogue.records.needs import Demand
from samspel.needs.answers import Answers
from samspel.needs.judging import Judge
from samspel.needs.measuring import NeedsAssessor
from samspel.needs.sharing import DemandShares, MeasureShares, share_demands, share_measures
from samspel.needs.verdict import Verdict
from samspel.observations.building import Observations
from samspel.observations.series import BLANKS, Series
from samspel.terms.blank import Blank
from samspel.terms.place import PlaceKind

Floats = npt.NDArray[np.float64]
MakeDemand = Callable[..., Demand]
RELATIVE = {"indicator": "z", "role": "leading", "strength": "measured", "rule": "relative", "need": "high"}
YEARS = tuple(range(2013, 2023))


class Courses(Observations):
    """Observations whose courses over ten years are handed over."""

    def __init__(self, catalogue: Catalogue, given: Mapping[str, Floats]) -> None:
        super().__init__(catalogue, {})
        rows = len(catalogue.places.everywhere)
        blank = np.full(rows, BLANKS.index(Blank.NOT_PUBLISHED), dtype=np.uint8)
        flags = np.zeros(rows, dtype=np.uint8)
        self._given = {
            name: Series(indicator=name, years=YEARS, values=values, basis=flags, blank=blank, origins=())
            for name, values in given.items()
        }

    def series(self, name: str) -> Series:
        return self._given[name]


def share(catalogue: Catalogue, make_demand: MakeDemand, course: Floats) -> MeasureShares:
    """The shares of one relative measure with that course."""
    demand = make_demand(RELATIVE)
    indicators: dict[str, Indicator] = {
        name: replace_id(catalogue.indicators["population"], name) for name in ("z", "population")
    }
    made = replace(catalogue, indicators=indicators, demands={demand.id: demand})
    sizes = np.tile(np.arange(1.0, 1.0 + course.shape[0])[:, None], len(YEARS))
    (found,) = share_measures(Judge(Courses(made, {"z": course, "population": sizes})), made)
    return found


def replace_id(indicator: Indicator, name: str) -> Indicator:
    import msgspec

    return msgspec.structs.replace(indicator, id=name, direction="none", figure=None, computed=None)


@pytest.fixture(scope="module")
def noise() -> Floats:
    return np.random.default_rng(11).normal(50.0, 5.0, (312, len(YEARS)))


def test_where_there_is_nothing_but_noise_the_needs_are_those_of_chance(
    catalogue: Catalogue, make_demand: MakeDemand, noise: Floats
) -> None:
    found = share(catalogue, make_demand, noise)
    assert found.count == 290
    assert found.chance_large == pytest.approx(found.shares[Verdict.LARGE], abs=0.04)
    assert found.chance_some == pytest.approx(found.shares[Verdict.SOME], abs=0.05)
    assert 0.0 < (found.chance_large or 0.0) < (found.chance_some or 0.0) < 0.1


def test_where_places_differ_and_nothing_moves_chance_gives_no_need_and_every_verdict_stays(
    catalogue: Catalogue, make_demand: MakeDemand, noise: Floats
) -> None:
    still = np.tile(noise[:, :1], len(YEARS))
    moving = still + np.random.default_rng(12).normal(0.0, 0.01, still.shape)
    found = share(catalogue, make_demand, moving)
    assert found.shares[Verdict.LARGE] > 0.1
    assert found.chance_large == pytest.approx(0.0)
    assert found.chance_some == pytest.approx(0.0)
    assert found.same_before is not None
    assert found.same_before > 0.95


def test_what_does_not_stay_is_seen(catalogue: Catalogue, make_demand: MakeDemand, noise: Floats) -> None:
    found = share(catalogue, make_demand, noise)
    assert found.same_before is not None
    assert found.same_before < 0.85


# The shipped handbook


@pytest.fixture(scope="module")
def assessor(observations: Observations) -> NeedsAssessor:
    return NeedsAssessor(observations, Answers())


def test_the_shares_of_every_demand_and_measure_add_up(assessor: NeedsAssessor, catalogue: Catalogue) -> None:
    shared: list[DemandShares | MeasureShares] = [*share_demands(assessor, catalogue)]
    shared += share_measures(assessor.judge, catalogue)
    for one in shared:
        assert sum(one.shares.values()) == pytest.approx(1.0), one.demand.id
        assert one.count <= {PlaceKind.MUNICIPALITY: 290, PlaceKind.REGION: 21}[one.level]


def test_no_figure_that_sets_places_beside_each_other_gives_nearly_all_or_nearly_none_a_need(
    assessor: NeedsAssessor, catalogue: Catalogue
) -> None:
    """What had no middle gave more than half some need."""
    relative = [one for one in share_measures(assessor.judge, catalogue) if one.measure.rule == "relative"]
    assert relative
    for one in relative:
        need = one.shares[Verdict.LARGE] + one.shares[Verdict.SOME]
        assert 0.1 < need < 0.45, one.measure.indicator
        assert one.shares[Verdict.SIMILAR] > 0.15, one.measure.indicator


def test_less_large_needs_come_by_chance_than_there_are(assessor: NeedsAssessor, catalogue: Catalogue) -> None:
    """Of the large needs of all figures together at most one in six may be chance."""
    found = [one for one in share_measures(assessor.judge, catalogue) if one.chance_large is not None]
    chance = sum(one.chance_large or 0.0 for one in found)
    assert len(found) > 25
    assert chance < sum(one.shares[Verdict.LARGE] for one in found) / 6
