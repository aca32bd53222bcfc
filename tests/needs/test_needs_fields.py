"""One measure at all places: small numbers, exceptions, limits and counts, each by what the content says."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.needs import Demand
from samspel.needs.answers import Answers
from samspel.needs.fields import Silence, chance_of_so_few
from samspel.needs.judging import Judgement
from samspel.needs.measuring import NeedsAssessor
from samspel.needs.verdict import Verdict
from samspel.observations.building import Observations
from samspel.terms.place import Place

MakeAssessor = Callable[..., NeedsAssessor]
MakeDemand = Callable[..., Demand]
Floats = npt.NDArray[np.float64]
RELATIVE = {"indicator": "z", "role": "leading", "strength": "measured", "rule": "relative", "need": "high"}
ROWS = 312


@pytest.fixture(scope="module")
def here(catalogue: Catalogue) -> Place:
    return catalogue.places.municipalities[0]


@pytest.fixture(scope="module")
def spread(catalogue: Catalogue) -> Floats:
    """Values from 0 to 100 in an order of no meaning; the first place has the most, and all like it the middle."""
    values = np.full(ROWS, np.nan)
    values[:290] = np.random.default_rng(7).permutation(np.linspace(0.0, 99.0, 290))
    values[catalogue.places.similar[0]] = 50.0
    values[0] = 100.0
    return values


Judged = Callable[..., Judgement]


@pytest.fixture(scope="module")
def judged(make_assessor: MakeAssessor, make_demand: MakeDemand, here: Place) -> Judged:
    def judge(measure: Mapping[str, Any], given: Mapping[str, Floats], place: Place | None = None) -> Judgement:
        need = make_assessor(given).measure_demand(make_demand(measure), place or here)
        found = need.measurements[0].judgement
        assert found is not None
        return found

    return judge


def test_the_worst_of_all_has_a_large_need(judged: Judged, spread: Floats) -> None:
    found = judged(RELATIVE, {"z": spread})
    assert (found.verdict, found.silence, found.similar) == (Verdict.LARGE, None, 50.0)
    assert (found.better, found.count) == (289, 290)


def test_the_direction_is_the_measure_s(judged: Judged, spread: Floats) -> None:
    assert judged({**RELATIVE, "need": "low"}, {"z": spread}).verdict is Verdict.SMALL


@pytest.mark.parametrize(("cases", "verdict"), [(20.0, Verdict.LARGE), (19.0, Verdict.UNKNOWN)])
def test_fewer_than_twenty_cases_do_not_decide(judged: Judged, spread: Floats, cases: float, verdict: Verdict) -> None:
    found = judged({**RELATIVE, "cases": {"indicator": "n"}}, {"z": spread, "n": np.full(ROWS, cases)})
    assert found.verdict is verdict
    assert (found.silence is Silence.FEW) == (verdict is Verdict.UNKNOWN)
    assert found.cases == cases


def test_cases_can_be_the_value_of_so_many(judged: Judged, spread: Floats) -> None:
    """A hundred per cent of thirty is thirty, and ten per cent of them is three."""
    measure = {**RELATIVE, "cases": {"indicator": "n", "times": 0.01}}
    assert judged(measure, {"z": spread, "n": np.full(ROWS, 30.0)}).cases == pytest.approx(30.0)
    assert judged(measure, {"z": spread, "n": np.full(ROWS, 10.0)}).silence is Silence.FEW


def test_a_share_of_few_has_a_sampling_error_that_a_difference_must_exceed(judged: Judged, spread: Floats) -> None:
    shares = spread * 0.9
    measure = {**RELATIVE, "cases": {"indicator": "n", "sampling": "share"}}
    assert judged(measure, {"z": shares, "n": np.full(ROWS, 1000.0)}).verdict is Verdict.LARGE
    close = np.where(np.arange(ROWS) == 0, 68.0, shares)
    assert judged(RELATIVE, {"z": close}).verdict is Verdict.SOME
    assert judged(measure, {"z": close, "n": np.full(ROWS, 20.0)}).verdict is Verdict.SIMILAR


def test_a_measure_does_not_decide_for_a_group_that_it_misleads_for(
    judged: Judged, spread: Floats, catalogue: Catalogue, here: Place
) -> None:
    found = judged({**RELATIVE, "not_for_group": (here.group,)}, {"z": spread})
    assert (found.verdict, found.silence) == (Verdict.UNKNOWN, Silence.GROUP)
    other = next(place for place in catalogue.places.municipalities if place.group != here.group)
    assert judged({**RELATIVE, "not_for_group": (here.group,)}, {"z": spread}, other).silence is not Silence.GROUP


@pytest.mark.parametrize(("bought", "verdict"), [(4.9, Verdict.SMALL), (5.0, Verdict.LARGE)])
def test_where_the_demand_has_nothing_to_bite_on_the_need_is_small(
    judged: Judged, spread: Floats, bought: float, verdict: Verdict
) -> None:
    measure = {**RELATIVE, "concerns": {"indicator": "b", "least": 5.0}}
    found = judged(measure, {"z": spread, "b": np.full(ROWS, bought)})
    assert (found.verdict, found.is_spared) == (verdict, verdict is Verdict.SMALL)


def test_a_blank_where_the_demand_has_nothing_to_bite_on_is_a_small_need_too(judged: Judged, spread: Floats) -> None:
    blank = np.where(np.arange(ROWS) == 0, np.nan, spread)
    measure = {**RELATIVE, "concerns": {"indicator": "b", "least": 5.0}}
    assert judged(measure, {"z": blank, "b": np.zeros(ROWS)}).verdict is Verdict.SMALL
    assert judged(measure, {"z": blank, "b": np.full(ROWS, 9.0)}).silence is Silence.BLANK


def test_a_measure_that_shows_some_at_most_never_shows_a_large_need(judged: Judged, spread: Floats) -> None:
    assert judged({**RELATIVE, "most": "some"}, {"z": spread}).verdict is Verdict.SOME


EXPECTED = {
    "indicator": "z",
    "role": "leading",
    "strength": "indicated",
    "rule": "expected",
    "need": "low",
    "base": "b",
}


@pytest.mark.parametrize(
    ("count", "children", "verdict"),
    [
        (12.0, 1000.0, Verdict.SMALL),
        (10.0, 1000.0, Verdict.SMALL),
        (6.0, 1000.0, Verdict.SIMILAR),
        (4.0, 1000.0, Verdict.SIMILAR),
        (2.0, 1000.0, Verdict.SOME),
        (1.0, 200.0, Verdict.UNKNOWN),
        (3.0, 200.0, Verdict.SMALL),
        (np.nan, 1000.0, Verdict.UNKNOWN),
    ],
)
def test_a_count_is_set_beside_what_the_country_s_share_leads_one_to_expect(
    judged: Judged, count: float, children: float, verdict: Verdict
) -> None:
    """One per cent in the country: ten of a thousand; two or fewer would come by chance three times in a thousand."""
    counts, base = np.full(ROWS, 5.0), np.full(ROWS, 500.0)
    counts[0], base[0] = count, children
    counts[-1], base[-1] = 100.0, 10_000.0
    found = judged(EXPECTED, {"z": counts, "b": base})
    assert found.verdict is verdict
    assert (found.silence is Silence.FEW) == (count == 1.0)


@pytest.mark.parametrize(("count", "expected", "chance"), [(0.0, 5.0, 0.0067), (2.0, 10.0, 0.0028), (5.0, 0.0, 1.0)])
def test_how_likely_so_few_are(count: float, expected: float, chance: float) -> None:
    assert chance_of_so_few(count, expected) == pytest.approx(chance, abs=1e-4)


# The shipped handbook


@pytest.fixture(scope="module")
def assessor(observations: Observations) -> NeedsAssessor:
    return NeedsAssessor(observations, Answers())


@pytest.mark.parametrize(
    ("code", "number", "verdict"),
    [
        ("2181", 1, Verdict.LARGE),
        ("2181", 27, Verdict.LARGE),
        ("1060", 28, Verdict.LARGE),
        ("1060", 27, Verdict.LARGE),
        ("2523", 14, Verdict.LARGE),
        ("0180", 9, Verdict.SOME),
        ("1262", 30, Verdict.LARGE),
        ("1262", 26, Verdict.LARGE),
        ("1488", 27, Verdict.LARGE),
        ("0617", 22, Verdict.LARGE),
    ],
)
def test_what_two_tries_found_of_a_place_stands(
    code: str, number: int, verdict: Verdict, assessor: NeedsAssessor, catalogue: Catalogue
) -> None:
    need = assessor.measure_demand(catalogue.demands_by_number[number], catalogue.places.by_code[code])
    assert need.verdict is verdict


def test_metres_of_cycle_path_decide_nothing_for_the_three_large_cities(
    assessor: NeedsAssessor, catalogue: Catalogue
) -> None:
    demand = catalogue.demands["cycle-paths-to-work"]
    for code in ("0180", "1280", "1480"):
        need = assessor.measure_demand(demand, catalogue.places.by_code[code])
        judged = {one.measure.role: one.judgement for one in need.measurements if one.judgement is not None}
        assert judged["reserve"].silence is Silence.GROUP
        assert judged["reserve"].verdict is Verdict.UNKNOWN


def test_a_blank_of_children_at_odd_hours_is_never_read_as_none(
    assessor: NeedsAssessor, catalogue: Catalogue, observations: Observations
) -> None:
    demand = catalogue.demands["childcare-odd-hours"]
    course = observations.yearly("children_odd_hours")
    blank = np.asarray(np.isnan(course.values[:290, -3:]).all(axis=1))
    assert blank.sum() > 50
    unknown = [place for place in catalogue.places.municipalities if blank[place.index]]
    assert {assessor.measure_demand(demand, place).verdict for place in unknown} == {Verdict.UNKNOWN}


def test_zeros_of_a_year_that_were_not_told_are_not_counted(observations: Observations) -> None:
    """61 places have nought vocational students in 2020 and none in other years."""
    course = observations.yearly("komvux_vocational_per_1000")
    assert not (course.in_year(2020)[:290] == 0.0).any()


def test_a_fossil_share_is_never_read_into_a_blank(assessor: NeedsAssessor, catalogue: Catalogue) -> None:
    demand = catalogue.demands["fossil-free-energy-company"]
    needs = [assessor.measure_demand(demand, place) for place in catalogue.places.municipalities]
    silent = [need for need in needs if need.measurements[0].judgement and need.measurements[0].judgement.value is None]
    assert len(silent) > 20
    assert {need.verdict for need in silent} == {Verdict.UNKNOWN}
