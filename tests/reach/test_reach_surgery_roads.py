"""Emergency surgery along the roads: measured on the map, estimated beyond its edge, and which of the two counts."""

import numpy as np
import pytest

from reach.made_roads import Road, make_map, place, plain
from samspel.catalogue.loading import Catalogue
from samspel.reach.road_map import Gap
from samspel.reach.road_network import Network
from samspel.reach.roads import make_car_network
from samspel.reach.surgery import Hospital, estimate_minutes
from samspel.reach.surgery_roads import measure_surgery, summarise_surgery
from samspel.terms.origin import Basis

KM = 1000.0
NODES = [(10.0 * KM * row, 0.0) for row in range(6)]


def hospital(name: str, *metres: float) -> Hospital:
    east, north = metres
    lat, lon = place((east, north))[0]
    return Hospital(name=name, town=name, point=(float(lat), float(lon)), certainty="likely")


@pytest.fixture
def values(catalogue: Catalogue) -> Catalogue:
    """A kilometre a minute on the map; off it, the straight line times 1.5 at 90 km/h and four minutes."""
    return plain(
        catalogue,
        road_end_minutes=3.0,
        detour_factor=1.5,
        road_speed_kmh=90.0,
        urban_minutes=4.0,
        surgery_limit_minutes=30.0,
    )


@pytest.fixture
def network(values: Catalogue) -> Network:
    """Fifty kilometres of straight road at 60 km/h."""
    return make_car_network(values, make_map(NODES, [Road(row, row + 1, limit=60) for row in range(5)]))


def test_the_nearest_on_the_map_is_measured_with_the_time_at_both_ends(values: Catalogue, network: Network) -> None:
    hospitals = (hospital("far", *NODES[5]), hospital("near", *NODES[0]))
    times = measure_surgery(values, network, place(NODES[1], NODES[4]), hospitals)
    assert times.minutes.tolist() == [pytest.approx(13.0, abs=0.01)] * 2
    assert (times.hospital.tolist(), times.estimated.tolist(), times.off_map) == ([1, 0], [False, False], ())
    assert (times.basis(0), times.gaps) == (Basis.CALCULATED, (None, None))


def test_a_hospital_across_the_border_counts_by_the_estimate_where_that_is_shorter(
    values: Catalogue, network: Network
) -> None:
    """Off the map 10 km south of the road's far end; 1.5 * km at 90 km/h is a minute a kilometre, and four more."""
    hospitals = (hospital("inside", *NODES[0]), hospital("beyond", 50 * KM, -10 * KM))
    times = measure_surgery(values, network, place(NODES[5], NODES[1]), hospitals)
    assert times.off_map == (hospitals[1],)
    assert times.minutes[0] == pytest.approx(float(estimate_minutes(values, np.array([10.0]))[0]), abs=0.01)
    assert times.minutes.tolist() == [pytest.approx(14.0, abs=0.01), pytest.approx(13.0, abs=0.01)]
    assert (times.hospital.tolist(), times.estimated.tolist()) == ([1, 0], [True, False])
    assert (times.basis(0), times.basis(1)) == (Basis.ESTIMATED, Basis.CALCULATED)


def test_a_map_without_a_single_hospital_gives_estimates_alone(values: Catalogue, network: Network) -> None:
    times = measure_surgery(values, network, place(NODES[5]), (hospital("beyond", 50 * KM, -10 * KM),))
    assert (times.estimated.tolist(), times.gaps, times.hospital.tolist()) == ([True], (None,), [0])


def test_a_place_off_the_map_stays_blank_even_when_an_estimate_could_be_made(
    values: Catalogue, network: Network
) -> None:
    hospitals = (hospital("inside", *NODES[0]), hospital("beyond", 50 * KM, -10 * KM))
    times = measure_surgery(values, network, place((50 * KM, -11 * KM)), hospitals)
    assert (np.isnan(times.minutes).tolist(), times.gaps) == ([True], (Gap.OUTSIDE_MAP,))
    assert (times.hospital.tolist(), times.estimated.tolist()) == ([-1], [False])


def test_a_hospital_on_roads_of_its_own_has_no_time_and_no_estimate(values: Catalogue) -> None:
    """The straight line across the water is 5 km and would be 12 minutes."""
    nodes = [*NODES, (0.0, 5 * KM), (1 * KM, 5 * KM)]
    network = make_car_network(
        values, make_map(nodes, [*(Road(row, row + 1, limit=60) for row in range(5)), Road(6, 7)])
    )
    hospitals = (hospital("across", 0.0, 5 * KM), hospital("far", 0.0, -300 * KM))
    times = measure_surgery(values, network, place(NODES[0], (1 * KM, 5 * KM)), hospitals[:1])
    assert (np.isnan(times.minutes).tolist(), times.gaps) == ([True, False], (Gap.NOT_JOINED, None))
    both = measure_surgery(values, network, place(NODES[0]), hospitals)
    assert (both.hospital.tolist(), both.estimated.tolist(), both.off_map) == ([1], [True], hospitals[1:])


def test_without_any_hospital_all_is_blank(values: Catalogue, network: Network) -> None:
    times = measure_surgery(values, network, place(NODES[5]), ())
    assert np.isnan(times.minutes).all()
    assert times.gaps == (Gap.NO_GOAL,)
    assert times.off_map == ()


def test_share_and_mean_are_weighted_by_people(values: Catalogue, network: Network) -> None:
    times = measure_surgery(values, network, place(*NODES[1:5]), (hospital("inside", *NODES[0]),))
    told = summarise_surgery(values, times, np.array([10.0, 20.0, 30.0, 40.0]), np.arange(4))
    assert told.within_share == pytest.approx(30.0)
    assert told.mean_minutes == pytest.approx((10 * 13 + 20 * 23 + 30 * 33 + 40 * 43) / 100, abs=0.01)
    assert (told.basis, told.known, told.total) == (Basis.CALCULATED, 100.0, 100.0)


def test_sites_count_one_each(values: Catalogue, network: Network) -> None:
    times = measure_surgery(values, network, place(NODES[1], NODES[4]), (hospital("inside", *NODES[0]),))
    assert summarise_surgery(values, times, np.ones(2), np.arange(2)).within_share == pytest.approx(50.0)


def test_one_estimate_among_the_localities_makes_the_place_an_estimate(values: Catalogue, network: Network) -> None:
    hospitals = (hospital("inside", *NODES[0]), hospital("beyond", 50 * KM, -10 * KM))
    times = measure_surgery(values, network, place(NODES[5], NODES[1]), hospitals)
    people = np.array([100.0, 200.0])
    both = summarise_surgery(values, times, people, np.arange(2))
    assert (both.basis, both.total) == (Basis.ESTIMATED, 300.0)
    alone = summarise_surgery(values, times, people, np.array([1]))
    assert alone.basis is Basis.CALCULATED
    assert alone.mean_minutes == pytest.approx(13.0, abs=0.01)


@pytest.mark.parametrize(("people", "known"), [((89.0, 11.0), False), ((90.0, 10.0), True)])
def test_a_place_of_which_too_little_lies_on_the_map_is_blank(
    people: tuple[float, float], known: bool, values: Catalogue, network: Network
) -> None:
    times = measure_surgery(values, network, place(NODES[1], (0.0, 90 * KM)), (hospital("inside", *NODES[0]),))
    told = summarise_surgery(values, times, np.array(people), np.arange(2))
    assert (told.mean_minutes is not None, told.within_share is not None, told.known) == (known, known, people[0])


def test_a_place_without_any_point_is_blank(values: Catalogue, network: Network) -> None:
    times = measure_surgery(values, network, place(NODES[1]), (hospital("inside", *NODES[0]),))
    told = summarise_surgery(values, times, np.ones(1), np.array([], dtype=np.int64))
    assert (told.within_share, told.mean_minutes, told.total) == (None, None, 0.0)
