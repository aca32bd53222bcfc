"""How a figure has moved: over five and ten years, beside similar places and the country, and for women and men."""

import numpy as np
import pytest

from samspel.catalogue.loading import Catalogue
from samspel.needs.answers import Answers
from samspel.needs.courses import Change, find_changes, find_genders, find_track
from samspel.needs.measuring import Measurement, NeedsAssessor
from samspel.observations.building import Observations


@pytest.fixture(scope="module")
def assessor(observations: Observations) -> NeedsAssessor:
    return NeedsAssessor(observations, Answers())


def measure(assessor: NeedsAssessor, catalogue: Catalogue, code: str, number: int, at: int = 0) -> Measurement:
    need = assessor.measure_demand(catalogue.demands_by_number[number], catalogue.places.by_code[code])
    return need.measurements[at]


def test_a_track_is_the_published_years_here_and_the_middle_of_the_similar(
    assessor: NeedsAssessor, catalogue: Catalogue, observations: Observations
) -> None:
    track = find_track(observations, measure(assessor, catalogue, "2181", 28))
    course = observations.yearly("neet_16_24")
    row = catalogue.places.by_code["2181"].index
    assert track is not None
    for year, here, similar in zip(track.years, track.here, track.similar, strict=True):
        column = course.in_year(year)
        assert here == (None if np.isnan(column[row]) else pytest.approx(column[row]))
        beside = column[catalogue.places.similar[row]]
        is_enough = (~np.isnan(beside)).sum() * 2 > len(beside)
        assert similar == (pytest.approx(np.nanmedian(beside)) if is_enough else None)
    assert track.here[0] is not None
    assert track.here[-1] is not None


def test_a_track_of_a_region_is_beside_all_other_regions(
    assessor: NeedsAssessor, catalogue: Catalogue, observations: Observations
) -> None:
    track = find_track(observations, measure(assessor, catalogue, "2181", 46))
    assert track is not None
    assert track.place.code == "21"
    others = [one.index for one in catalogue.places.regions if one.code != "21"]
    last = observations.yearly(track.indicator).in_year(track.years[-1])[others]
    assert track.similar[-1] == pytest.approx(np.nanmedian(last))


def test_a_single_year_is_no_track(assessor: NeedsAssessor, catalogue: Catalogue, observations: Observations) -> None:
    found = [
        (measurement, find_track(observations, measurement))
        for demand in catalogue.demands.values()
        for measurement in assessor.measure_demand(demand, catalogue.places.by_code["2181"]).measurements
    ]
    lone = [
        track
        for measurement, track in found
        if np.sum(
            ~np.isnan(observations.yearly(measurement.measure.indicator).values[measurement.observation.place.index])
        )
        < 2
    ]
    assert lone
    assert set(lone) == {None}


def test_a_change_is_that_of_the_published_years(
    assessor: NeedsAssessor, catalogue: Catalogue, observations: Observations
) -> None:
    """Young people who neither work nor study in Sandviken, by single years."""
    found = find_changes(observations, measure(assessor, catalogue, "2181", 28))
    course = observations.yearly("neet_16_24")
    row = catalogue.places.by_code["2181"].index
    assert [(change.first, change.last) for change in found] == [(2017, 2022), (2012, 2022)]
    for change in found:
        whole = course.in_year(change.last) - course.in_year(change.first)
        assert change.here == pytest.approx(whole[row])
        assert change.country == pytest.approx(whole[-1])
        assert change.similar == pytest.approx(np.nanmedian(whole[catalogue.places.similar[row]]))


def test_a_scale_of_words_has_no_change(
    assessor: NeedsAssessor, catalogue: Catalogue, observations: Observations
) -> None:
    """From no to yes is no one more."""
    place = catalogue.places.by_code["2181"]
    worded = {one.id for one in catalogue.indicators.values() if catalogue.units[one.unit].codes}
    found = [
        measurement
        for demand in catalogue.demands.values()
        for measurement in assessor.measure_demand(demand, place).measurements
        if measurement.measure.indicator in worded and measurement.observation.value is not None
    ]
    assert found
    assert all(find_changes(observations, one) == () for one in found)


def test_a_change_within_a_usual_swing_says_so(
    assessor: NeedsAssessor, catalogue: Catalogue, observations: Observations
) -> None:
    seen: dict[bool | None, Change] = {}
    for place in catalogue.places.municipalities[::10]:
        one = measure(assessor, catalogue, place.code, 1)
        swing = None if one.judgement is None else one.judgement.yearly_swing
        for change in find_changes(observations, one):
            assert change.is_usual == (None if swing is None else abs(change.here) <= swing)
            seen[change.is_usual] = change
    assert {True, False} <= set(seen)


def test_without_a_swing_nothing_is_said_of_it(
    assessor: NeedsAssessor, catalogue: Catalogue, observations: Observations
) -> None:
    exposed = find_changes(observations, measure(assessor, catalogue, "2181", 9))
    money = find_changes(observations, measure(assessor, catalogue, "2181", 30))
    assert exposed
    assert money
    assert {change.is_usual for change in (*exposed, *money)} == {None}


def test_women_and_men_are_those_of_one_year(
    assessor: NeedsAssessor, catalogue: Catalogue, observations: Observations
) -> None:
    found = find_genders(observations, measure(assessor, catalogue, "2181", 28))
    assert found is not None
    assert found.year == 2022
    row = catalogue.places.by_code["2181"].index
    assert found.women == pytest.approx(observations.latest("neet_women", catalogue.places.everywhere[row]).value)
    assert found.men == pytest.approx(observations.latest("neet_men", catalogue.places.everywhere[row]).value)


def test_what_is_not_told_by_gender_says_nothing(
    assessor: NeedsAssessor, catalogue: Catalogue, observations: Observations
) -> None:
    assert find_genders(observations, measure(assessor, catalogue, "2181", 1)) is None
    assert find_genders(observations, measure(assessor, catalogue, "2181", 18)) is None
