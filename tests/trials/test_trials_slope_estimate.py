"""The shock's slope: by hand, against a formula made another way, and on sets where the answer is known."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from samspel.app.backtesting import measure_slopes, try_all
from samspel.app.desk import Desk
from samspel.observations.building import Observations
from samspel.scenarios.model import Model
from samspel.terms.arrays import Floats
from samspel.trials.slope_estimate import Pair, estimate_slopes, find_middle, fit_slope, pair_up
from samspel.trials.surroundings import Surroundings


@pytest.fixture(scope="module")
def around(observations: Observations, model: Model) -> Surroundings:
    return Surroundings(observations, model.calibration.baseline)


def sandwich(x: Floats, y: Floats, clusters: Sequence[int]) -> float:
    """The clustered standard error of a line through the origin as matrices: bread, meat, bread."""
    slope = np.linalg.lstsq(x[:, None], y, rcond=None)[0]
    left = y - x * slope
    same = np.equal.outer(clusters, clusters)
    meat = x @ (np.outer(left, left) * same) @ x
    count = len(set(clusters))
    return float(np.sqrt(meat * count / (count - 1)) / (x @ x))


def test_a_slope_by_hand() -> None:
    slope, error = fit_slope(np.array([1.0, 2.0]), np.array([1.0, 4.0]), [1, 2])
    assert slope == pytest.approx(9.0 / 5.0), "(1 x 1 + 2 x 4) / (1 + 4)"
    assert error == pytest.approx(np.sqrt(2.0 * (0.8**2 + 0.8**2)) / 5.0), "left: -0.8 and 0.4, times 1 and 2"


def test_the_error_is_the_sandwich_and_grows_when_a_cluster_is_told_as_one() -> None:
    luck = np.random.default_rng(5)
    x = luck.normal(size=40)
    common = np.repeat(luck.normal(size=10), 4)
    y = 0.7 * x + common * np.repeat(luck.normal(size=10), 4) + 0.1 * luck.normal(size=40)
    groups = np.repeat(np.arange(10), 4).tolist()
    slope, error = fit_slope(x, y, groups)
    assert slope == pytest.approx(np.linalg.lstsq(x[:, None], y, rcond=None)[0][0])
    assert error == pytest.approx(sandwich(x, y, groups))
    held = np.repeat(x[:10], 4)
    alone = fit_slope(held, 0.7 * held + common, list(range(40)))[1]
    assert fit_slope(held, 0.7 * held + common, groups)[1] > 1.5 * alone


def make_pairs(around: Surroundings, times: float, rows: Sequence[int]) -> list[Pair]:
    """Events that did so many times what is predicted, on top of what the places met."""
    met = around.meet("unemployment", 2014, 2015)
    return [
        Pair(
            case=str(row),
            row=row,
            kind="unemployment",
            first=2014,
            after=1,
            predicted=1.0 + number % 3,
            observed=times * (1.0 + number % 3) + met[row],
        )
        for number, row in enumerate(rows)
    ]


def test_a_slope_that_was_put_in_comes_out_within_its_error(around: Surroundings) -> None:
    rows = list(range(0, 240, 6))
    for times in (0.0, 1.0):
        (slope,) = estimate_slopes(make_pairs(around, times, rows), around)
        assert slope.slope == pytest.approx(times, abs=3.0 * slope.error)
        assert slope.low < times < slope.high
        assert slope.is_right == (times == 1.0)
        assert (slope.events, slope.municipalities) == (40, 40)
    assert slope.chance == 0.0
    assert slope.error == pytest.approx(slope.stray, rel=0.4), "places without events stray as the error says"


def test_more_events_need_no_larger_effect_and_the_needed_number_holds(around: Surroundings) -> None:
    few, many = (estimate_slopes(make_pairs(around, 1.0, list(range(0, 288, step))), around)[0] for step in (24, 6))
    assert few.detectable > 1.5 * many.detectable
    assert few.needed == pytest.approx(many.needed, rel=0.6), "as many whichever set it is said from"
    assert many.needed_right == pytest.approx(25 * many.needed, rel=0.5)
    assert many.detectable_effect == pytest.approx(many.detectable * many.size)


def test_the_municipality_that_moves_it_the_most_is_named(around: Surroundings) -> None:
    pairs = make_pairs(around, 1.0, list(range(0, 240, 12)))
    odd = replace(pairs[7], predicted=4.0, observed=-4.0)
    (slope,) = estimate_slopes([*pairs[:7], odd, *pairs[8:]], around)
    assert slope.moved_by == odd.row
    assert slope.without == pytest.approx(estimate_slopes([*pairs[:7], *pairs[8:]], around)[0].slope)


def test_too_few_municipalities_give_no_slope(around: Surroundings) -> None:
    pairs = make_pairs(around, 1.0, [3, 9])
    assert len(pairs) < around.observations.catalogue.trial_rules.slopes.fewest
    assert estimate_slopes(pairs, around) == ()
    assert estimate_slopes([*pairs, replace(pairs[0], case="once more")], around) == ()


def test_what_was_met_is_net_of_the_country(around: Surroundings) -> None:
    for kind in ("people", "unemployment"):
        met = around.meet(kind, 2014, 2017)
        assert met.shape == (290,)
        assert np.nanmean(met) == pytest.approx(0.0, abs=0.1)
        assert np.nanstd(met) > 0.5


def test_the_cases_as_pairs(still_desk: Desk, around: Surroundings) -> None:
    done = try_all(still_desk)
    pairs = pair_up(done.trials, around)
    assert len(pairs) == len(done.outcomes)
    saab = next(one for one in pairs if (one.case, one.kind, one.after) == ("saab-trollhattan", "unemployment", 1))
    outcome = next(one for one in done.trials[0].outcomes if one.kind == "unemployment")
    assert saab.predicted == outcome.effect
    assert outcome.together is not None
    assert saab.observed == pytest.approx(outcome.observed - outcome.together)
    people = next(one for one in pairs if (one.case, one.kind, one.after) == ("saab-trollhattan", "people", 1))
    assert people.predicted == pytest.approx(100.0 * done.trials[0].outcomes[0].effect / 55_499)
    slopes = measure_slopes(still_desk, done)
    assert [(one.kind, one.after) for one in slopes] == [
        (kind, after) for kind in ("people", "unemployment") for after in (1, 3, 5)
    ]
    assert slopes == measure_slopes(still_desk, done), "the same luck every time"


def test_the_slope_of_the_smallest_distances() -> None:
    x, y = np.array([1.0, 2.0, -4.0, 0.0]), np.array([1.0, 4.0, -2.0, 9.0])
    found = find_middle(x, y)
    assert found == 0.5, "the ratios 1, 2 and 0.5 weigh 1, 2 and 4"
    lines = np.linspace(-3.0, 3.0, 601)
    sums = np.abs(y[:, None] - x[:, None] * lines).sum(axis=0)
    assert np.abs(y - x * found).sum() <= sums.min() + 1e-9


def test_an_event_where_places_swing_much_weighs_less(around: Surroundings) -> None:
    people = around.read("people", 2014)
    small, large = np.argsort(people)[:20:2].tolist(), np.argsort(people)[-20::2].tolist()
    pairs = [
        *(replace(one, predicted=1.0, observed=3.0) for one in make_pairs(around, 1.0, small)),
        *(replace(one, predicted=1.0, observed=1.0) for one in make_pairs(around, 1.0, large)),
    ]
    (slope,) = estimate_slopes(pairs, around)
    assert slope.slope == pytest.approx(2.0)
    assert slope.weighted < 1.5
    assert slope.middle in (1.0, 3.0)
