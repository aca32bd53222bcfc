"""Whether a gap is smaller than it was."""

from dataclasses import replace

import msgspec
import numpy as np
import pytest

from samspel.app.computed import COMPUTATIONS
from samspel.catalogue.follow_up import load_follow_up
from samspel.needs.again import Again, compare_again, compare_answers, find_sign
from samspel.needs.answers import Answers
from samspel.needs.measuring import Measurement, NeedsAssessor
from samspel.needs.verdict import Verdict
from samspel.observations.building import Observations
from samspel.observations.series import Series
from samspel.terms.place import Place
from shipped import load_shipped

RULES = load_follow_up()


class Moved:
    """Observations in which one measure has moved as told: here, and at all similar places alike."""

    def __init__(self, observations: Observations, place: Place, here: float, beside: float) -> None:
        self.catalogue = observations.catalogue
        self._series, self._place, self._change = observations, place, (here, beside)

    def yearly(self, indicator: str) -> Series:
        known = self._series.yearly(indicator)
        start = np.full(known.values.shape[0], 100.0)
        end = start + self._change[1]
        end[self._place.index] = 100.0 + self._change[0]
        return replace(known, years=(2018, 2022), values=np.stack([start, end], axis=1))

    def series(self, indicator: str) -> Series:
        return self.yearly(indicator)


class Meant(Moved):
    """The same where the indicator's own figure is a mean over years: other than the single year of its name."""

    def series(self, indicator: str) -> Series:
        yearly = self.yearly(indicator)
        return replace(yearly, values=yearly.values - 3.0)


@pytest.fixture(scope="module")
def observations() -> Observations:
    return Observations(load_shipped(), COMPUTATIONS)


@pytest.fixture(scope="module")
def measured(observations: Observations) -> Measurement:
    """A figure of some demand that stands beside similar places and has a usual swing."""
    assessor = NeedsAssessor(observations, Answers(()))
    place = observations.catalogue.places.by_code["2181"]
    for need in assessor.measure_place(place):
        for one in need.measurements:
            judged = one.judgement
            if judged is not None and judged.yearly_swing and one.measure.need == "high" and not one.measure.log:
                return replace(one, judgement=replace(judged, yearly_swing=2.0))
    raise LookupError


def compare(observations: Observations, measured: Measurement, here: float, beside: float, **more: object) -> Again:
    moved = Moved(observations, measured.observation.place, here, beside)
    left_out = more.get("left_out", set())
    return compare_again(moved, measured, int(str(more.get("first", 2018))), 100.0, left_out, RULES)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("here", "beside", "told"),
    [
        (-10.0, 0.0, "smaller"),
        (0.0, 10.0, "smaller"),
        (10.0, 0.0, "larger"),
        (-10.0, -10.0, "same"),
        (-3.9, 0.0, "same"),
        (-4.1, 0.0, "smaller"),
    ],
)
def test_the_change_here_is_set_against_that_of_similar_places_and_what_usually_moves(
    observations: Observations, measured: Measurement, here: float, beside: float, told: str
) -> None:
    """Over four years a yearly swing of 2 is a usual 4."""
    assert compare(observations, measured, here, beside).change == told


def test_where_a_low_value_is_the_need_the_same_move_says_the_opposite(
    observations: Observations, measured: Measurement
) -> None:
    low = replace(measured, measure=msgspec.structs.replace(measured.measure, need="low"))
    assert compare(observations, low, -10.0, 0.0).change == "larger"
    assert find_sign(low.measure) == -1.0


def test_what_cannot_be_told_says_why(observations: Observations, measured: Measurement) -> None:
    judged = measured.judgement
    assert judged is not None
    everyone = {place.code for place in observations.catalogue.places.everywhere}
    assert compare(observations, measured, -10.0, 0.0, first=2022).why == "no_newer"
    assert compare(observations, measured, -10.0, 0.0, left_out=everyone).why == "few_similar"
    without = replace(measured, judgement=replace(judged, yearly_swing=None))
    assert compare(observations, without, -10.0, 0.0).why == "no_swing"
    assert compare_again(observations, None, 2018, None, set(), RULES).why == "no_measure"
    for one in (compare(observations, without, -10.0, 0.0), compare_again(observations, None, 0, None, set(), RULES)):
        assert one.change == "unknown"


def test_a_value_that_the_publisher_has_changed_since_is_told(
    observations: Observations, measured: Measurement
) -> None:
    moved = Moved(observations, measured.observation.place, -10.0, 0.0)
    assert compare_again(moved, measured, 2018, 90.0, set(), RULES).is_revised  # type: ignore[arg-type]
    assert not compare(observations, measured, -10.0, 0.0).is_revised
    mean = Meant(observations, measured.observation.place, -10.0, 0.0)
    assert not compare_again(mean, measured, 2018, 97.0, set(), RULES).is_revised  # type: ignore[arg-type]
    assert compare_again(mean, measured, 2018, 100.0, set(), RULES).is_revised  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        ("large", Verdict.MET, "smaller"),
        ("met", Verdict.LARGE, "larger"),
        ("some", Verdict.SOME, "same"),
        ("unknown", Verdict.MET, "unknown"),
        ("large", Verdict.UNKNOWN, "unknown"),
    ],
)
def test_answers_are_set_against_answers(before: str, now: Verdict, told: str) -> None:
    assert compare_answers(before, now).change == told
