"""How like places are, by weights that are told."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from samspel.observations.building import Observations
from samspel.observations.likeness import measure_distances, measure_likeness

VALUES = arrays(float, (5, 3), elements=st.floats(-5, 5))
WEIGHTS = np.array([0.5, 0.3, 0.2])


def test_the_distance_is_the_root_of_the_weighted_mean_of_squares() -> None:
    values = np.array([[0.0, 0.0, 0.0], [1.0, 1.0, 1.0], [2.0, 0.0, 0.0], [np.nan, 3.0, 0.0]])
    found = measure_distances(values, WEIGHTS, 0)
    assert found[:3] == pytest.approx([0.0, 1.0, np.sqrt(2.0)])
    assert found[3] == pytest.approx(
        np.sqrt(0.3 * 9.0 / 0.5)
    )  # what one lacks is left out, and the others fill its room


@given(VALUES)
def test_two_places_are_as_far_from_each_other_either_way(values: np.ndarray) -> None:
    assert measure_distances(values, WEIGHTS, 0)[1] == pytest.approx(measure_distances(values, WEIGHTS, 1)[0])


@pytest.mark.parametrize("code", ["2181", "2523", "21", "0980"])
def test_weights_sum_to_one_and_those_compared_stand_by_nearness(observations: Observations, code: str) -> None:
    places = observations.catalogue.places
    place = places.by_code[code]
    likeness = measure_likeness(observations, place)
    assert sum(one.share for one in likeness.features) == pytest.approx(1.0)
    first, *others = likeness.peers
    assert (first.place, first.weight, first.distance) == (place, None, None)
    assert {peer.place for peer in others} == set(places.similar_to(place))
    assert sum(peer.weight or 0.0 for peer in others) == pytest.approx(1.0)
    ranks = [peer.rank or 0 for peer in others]
    assert ranks == sorted(ranks)
    assert min(ranks) >= 1
    assert max(ranks) <= likeness.count


def test_a_distance_can_be_worked_out_again_from_what_is_shown(observations: Observations) -> None:
    likeness = measure_likeness(observations, observations.catalogue.places.by_code["2523"])
    here, nearest = likeness.peers[0], likeness.peers[1]
    total = 0.0
    for weighed, one, other in zip(likeness.features, here.observations, nearest.observations, strict=True):
        assert one.value is not None
        assert other.value is not None
        a, b = (np.log(each) if weighed.feature.log else each for each in (one.value, other.value))
        total += weighed.share * ((a - b) / weighed.spread) ** 2
    assert nearest.distance == pytest.approx(np.sqrt(total))


def test_kiruna_is_nearer_gallivare_than_any_that_it_is_compared_with(observations: Observations) -> None:
    likeness = measure_likeness(observations, observations.catalogue.places.by_code["2523"])
    assert likeness.nearest[0].name == "Kiruna"
    assert not {peer.place for peer in likeness.peers[1:]} & set(likeness.nearest)
