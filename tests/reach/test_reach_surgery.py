"""The way to emergency surgery: distances against known ones, and shares that follow from them."""

import math
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.catalogue.loading import Catalogue, load_catalogue
from samspel.observations.building import Mark, Observations
from samspel.observations.localities import Localities, load_localities
from samspel.reach.globe import EARTH_RADIUS_M, METRES_PER_KM, measure_each_km
from samspel.reach.surgery import COMPUTATIONS, Hospital, estimate_minutes, find_counted, find_nearest, load_hospitals
from samspel.terms.blank import Blank
from samspel.terms.clock import get_today
from samspel.terms.origin import Basis

SHARE, MINUTES = "surgery_within_30_share", "surgery_minutes_mean"
STOCKHOLM, GOTEBORG, KIRUNA = (59.3293, 18.0686), (57.7089, 11.9746), (67.8558, 20.2253)


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    return float(measure_each_km(np.array([one]), np.array([other]))[0, 0])


def with_parameters(catalogue: Catalogue, **values: float) -> Observations:
    """Observations where some parameters have other values."""
    changed = {name: msgspec.structs.replace(catalogue.parameters[name], value=value) for name, value in values.items()}
    return Observations(replace(catalogue, parameters={**catalogue.parameters, **changed}), COMPUTATIONS)


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        ((0.0, 0.0), (0.0, 90.0), math.pi / 2 * 6371.0088),
        ((0.0, 0.0), (90.0, 0.0), math.pi / 2 * 6371.0088),
        ((59.0, 18.0), (60.0, 18.0), 111.195),
        ((60.0, 18.0), (60.0, 19.0), 55.597),
        ((60.0, 0.0), (60.0, 180.0), 60 * 111.195),
    ],
)
def test_distances_are_those_along_the_great_circle(
    one: tuple[float, float], other: tuple[float, float], km: float
) -> None:
    assert distance(one, other) == pytest.approx(km, rel=2e-4)


def test_it_is_about_398_km_from_stockholm_to_goteborg_and_954_to_kiruna() -> None:
    assert distance(STOCKHOLM, GOTEBORG) == pytest.approx(398, abs=2)
    assert distance(STOCKHOLM, KIRUNA) == pytest.approx(954, abs=2)


swedish = st.tuples(st.floats(55.0, 69.5), st.floats(10.0, 25.0))


@given(one=swedish, other=swedish)
def test_there_is_as_far_as_back(one: tuple[float, float], other: tuple[float, float]) -> None:
    assert distance(one, other) == pytest.approx(distance(other, one), abs=1e-9)


@given(one=swedish, other=swedish)
def test_distances_are_those_of_the_angle_between_two_vectors(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    """A second formula: the angle between the points' vectors, by its sine and cosine."""
    a, b = (vector(point) for point in (one, other))
    angle = math.atan2(float(np.linalg.norm(np.cross(a, b))), float(a @ b))
    assert distance(one, other) == pytest.approx(angle * EARTH_RADIUS_M / METRES_PER_KM, rel=1e-6, abs=1e-6)


def vector(point: tuple[float, float]) -> npt.NDArray[np.float64]:
    lat, lon = (math.radians(degrees) for degrees in point)
    return np.array([math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)])


@given(point=swedish)
def test_a_point_is_no_way_from_itself(point: tuple[float, float]) -> None:
    assert distance(point, point) == 0.0


@given(one=swedish, other=swedish, third=swedish)
def test_no_detour_is_shorter(one: tuple[float, float], other: tuple[float, float], third: tuple[float, float]) -> None:
    assert distance(one, third) <= distance(one, other) + distance(other, third) + 1e-6


def test_distances_stand_by_origin_and_goal() -> None:
    found = measure_each_km(np.array([STOCKHOLM, GOTEBORG, KIRUNA]), np.array([KIRUNA, STOCKHOLM]))
    assert found.shape == (3, 2)
    assert found[0, 1] == 0.0
    assert found[2, 0] == 0.0
    assert found[1, 0] == pytest.approx(distance(GOTEBORG, KIRUNA))


def test_minutes_are_the_way_with_its_detour_at_the_speed_and_the_time_at_both_ends(catalogue: Catalogue) -> None:
    made = with_parameters(catalogue, detour_factor=1.5, road_speed_kmh=90.0, urban_minutes=4.0).catalogue
    assert estimate_minutes(made, np.array([0.0, 30.0])).tolist() == [4.0, pytest.approx(34.0)]


def test_minutes_follow_the_parameters_of_the_content(catalogue: Catalogue) -> None:
    expected = 28.0 * catalogue.value("detour_factor") / catalogue.value("road_speed_kmh") * 60.0
    assert estimate_minutes(catalogue, np.array([28.0]))[0] == pytest.approx(
        expected + catalogue.value("urban_minutes")
    )


def made_up(points: list[tuple[float, float]]) -> Localities:
    names = tuple(f"Ort {number}" for number in range(len(points)))
    return Localities(names, np.zeros(len(points), dtype=np.int64), np.ones(len(points)), np.array(points))


def test_a_hospital_in_the_locality_itself_leaves_only_the_time_at_both_ends(catalogue: Catalogue) -> None:
    hospitals = (
        Hospital(name="a", town="Kiruna", point=KIRUNA, certainty="likely"),
        Hospital(name="b", town="Stockholm", point=STOCKHOLM, certainty="likely"),
    )
    nearest, km = find_nearest(made_up([STOCKHOLM]), hospitals)
    assert (nearest.tolist(), km.tolist()) == ([1], [0.0])
    assert estimate_minutes(catalogue, km).tolist() == [catalogue.value("urban_minutes")]


def test_the_nearest_hospital_is_the_one_with_the_shortest_way() -> None:
    hospitals = tuple(
        Hospital(name=name, town=name, point=point, certainty="") for name, point in (("g", GOTEBORG), ("k", KIRUNA))
    )
    nearest, km = find_nearest(made_up([STOCKHOLM, (66.0, 21.0)]), hospitals)
    assert nearest.tolist() == [0, 1]
    assert km.tolist() == [pytest.approx(distance(STOCKHOLM, GOTEBORG)), pytest.approx(distance((66.0, 21.0), KIRUNA))]


def test_one_hospital_more_makes_no_way_longer() -> None:
    few = tuple(Hospital(name="", town="", point=point, certainty="") for point in (STOCKHOLM, GOTEBORG))
    origins = made_up([(60.0, 15.0), (63.0, 17.0), (68.0, 20.0)])
    assert (
        find_nearest(origins, (*few, Hospital(name="", town="", point=KIRUNA, certainty="")))[1]
        <= find_nearest(origins, few)[1]
    ).all()


def test_a_hospital_stands_at_its_town_s_locality(observations: Observations, catalogue: Catalogue) -> None:
    localities = load_localities(observations.figures)
    hospitals = load_hospitals(observations, localities)
    assert len(hospitals) == len(observations.figures.texts("emergency_surgery", "hospital"))
    points = {name: tuple(point) for name, point in zip(localities.names, localities.points, strict=True)}
    kiruna = next(hospital for hospital in hospitals if hospital.town == "Kiruna")
    assert kiruna.point == points["Kiruna"]


def test_a_hospital_in_a_town_inside_another_s_locality_stands_at_the_stated_point(
    observations: Observations, catalogue: Catalogue
) -> None:
    hospitals = load_hospitals(observations, load_localities(observations.figures))
    huddinge = next(hospital for hospital in hospitals if hospital.town == "Huddinge")
    assert distance(huddinge.point, (59.2366, 17.9819)) < 5.0


@pytest.mark.parametrize("code", ["2180", "2523", "0980"])
def test_a_municipality_s_figures_are_those_of_its_localities_one_by_one(code: str, observations: Observations) -> None:
    catalogue, localities = observations.catalogue, load_localities(observations.figures)
    hospitals = find_counted(load_hospitals(observations, localities))
    place = catalogue.places.by_code[code]
    people = minutes = within = 0.0
    for row in np.flatnonzero(localities.municipality == place.index):
        nearest = min(distance(tuple(localities.points[row]), hospital.point) for hospital in hospitals)
        took = nearest * catalogue.value("detour_factor") / catalogue.value("road_speed_kmh") * 60.0
        took += catalogue.value("urban_minutes")
        people += localities.population[row]
        minutes += took * localities.population[row]
        within += localities.population[row] * (took <= catalogue.value("surgery_limit_minutes"))
    assert observations.latest(MINUTES, place).value == pytest.approx(minutes / people)
    assert observations.latest(SHARE, place).value == pytest.approx(100.0 * within / people)


def test_a_region_counts_the_people_of_all_its_localities(observations: Observations) -> None:
    places, localities = observations.catalogue.places, load_localities(observations.figures)
    people = np.bincount(localities.municipality, localities.population, 290)
    region = places.by_code["25"]
    rows = [place.index for place in places.members_of(region)]
    values = observations.series(MINUTES).values[:, 0]
    assert not np.isnan(values[rows]).any()
    assert values[region.index] == pytest.approx(np.average(values[rows], weights=people[rows]))


def test_the_country_lies_between_its_regions_and_has_a_value(observations: Observations) -> None:
    for name in (SHARE, MINUTES):
        values = observations.series(name).values[:, 0]
        assert values[290:311].min() < values[311] < values[290:311].max()


def test_the_share_grows_with_the_limit(catalogue: Catalogue) -> None:
    limits = (0.0, 5.0, 15.0, 30.0, 45.0, 1e4)
    shares = [with_parameters(catalogue, surgery_limit_minutes=limit).series(SHARE).values[:, 0] for limit in limits]
    known = ~np.isnan(shares[0])
    for tighter, wider in pairwise(shares):
        assert (tighter[known] <= wider[known] + 1e-9).all()
    assert set(shares[0][known].tolist()) == {0.0}
    np.testing.assert_allclose(shares[-1][known], 100.0)
    assert shares[2][-1] < shares[3][-1] < shares[4][-1]


def test_exactly_at_the_limit_is_within_it(catalogue: Catalogue, observations: Observations) -> None:
    """Västerås has its own hospital, so its people need the time at both ends and no more."""
    place = catalogue.places.by_code["1980"]
    at_limit = with_parameters(catalogue, surgery_limit_minutes=catalogue.value("urban_minutes"))
    assert (at_limit.latest(SHARE, place).value or 0.0) > 80.0


@pytest.mark.parametrize("code", ["0126", "0184"])
def test_huddinge_and_solna_are_blank_since_their_people_live_in_stockholm_s_locality(
    code: str, observations: Observations
) -> None:
    for name in (SHARE, MINUTES):
        found = observations.latest(name, observations.catalogue.places.by_code[code])
        assert (found.value, found.blank) == (None, Blank.NO_LOCALITY)


def test_the_less_coverage_is_asked_for_the_fewer_are_blank(catalogue: Catalogue) -> None:
    counts = [
        int(np.isnan(with_parameters(catalogue, least_locality_coverage=least).series(MINUTES).values).sum())
        for least in (0.0, 0.5, 0.8, 1.0)
    ]
    assert counts == sorted(counts)
    assert counts[1] < counts[3]


def test_regions_and_country_are_never_blank(catalogue: Catalogue) -> None:
    strict = with_parameters(catalogue, least_locality_coverage=2.0).series(SHARE).values[:, 0]
    assert np.isnan(strict[:290]).all()
    assert not np.isnan(strict[290:]).any()


def test_the_estimate_says_that_it_is_one_and_rests_on_both_tables(observations: Observations) -> None:
    found = observations.latest(MINUTES, observations.catalogue.places.by_code["2180"])
    assert (found.basis, found.period.year) == (Basis.ESTIMATED, 2020)
    assert [origin.table for origin in found.origins] == ["localities", "emergency_surgery"]


def test_order_of_localities_and_hospitals_is_irrelevant(content_copy: Path, observations: Observations) -> None:
    rng = np.random.default_rng(11)
    for name in ("localities_2020.csv", "emergency_surgery.csv"):
        path = content_copy / "figures" / name
        header, *rows = path.read_text(encoding="utf-8").splitlines()
        mixed = [rows[row] for row in rng.permutation(len(rows))]
        path.write_text("\n".join([header, *mixed]) + "\n", encoding="utf-8")
    again = Observations(load_catalogue(content_copy), COMPUTATIONS)
    for name in (SHARE, MINUTES):
        np.testing.assert_allclose(again.series(name).values, observations.series(name).values, rtol=1e-12)


CLOSED = ("Lindesbergs lasarett", "Sollefteå sjukhus", "Oskarshamns sjukhus", "Skaraborgs sjukhus Lidköping")


def test_hospitals_known_to_have_closed_do_not_count_and_say_where_that_was_read(observations: Observations) -> None:
    hospitals = {one.name: one for one in load_hospitals(observations, load_localities(observations.figures))}
    for name in CLOSED:
        one = hospitals[name]
        assert (one.certainty, bool(one.source), bool(one.address), bool(one.check)) == ("no", True, True, True)
        assert date.fromisoformat(one.checked) <= get_today()
    counted = find_counted(tuple(hospitals.values()))
    assert {one.certainty for one in counted} == {"likely"}
    assert not {one.name for one in counted} & set(CLOSED)


def test_every_hospital_carries_the_day_on_which_it_was_judged(observations: Observations) -> None:
    hospitals = load_hospitals(observations, load_localities(observations.figures))
    assert all(date.fromisoformat(one.checked) for one in hospitals)


@pytest.mark.parametrize(
    ("code", "hospital"), [("1784", "Sjukhuset i Arvika"), ("0583", "Lasarettet i Motala"), ("2581", "Piteå sjukhus")]
)
def test_an_unsure_hospital_does_not_count_but_says_what_it_would_change(
    code: str, hospital: str, observations: Observations
) -> None:
    found = observations.latest(SHARE, observations.catalogue.places.by_code[code])
    assert found.doubt is not None
    assert found.value is not None
    assert (found.value < 5.0, found.doubt.otherwise > 95.0, found.doubt.names) == (True, True, (hospital,))


def test_where_no_unsure_hospital_is_nearer_there_is_no_doubt(observations: Observations) -> None:
    for code in ("2180", "0580", "1885"):
        assert observations.latest(SHARE, observations.catalogue.places.by_code[code]).doubt is None


def test_a_region_s_doubt_names_every_unsure_hospital_of_its_municipalities(observations: Observations) -> None:
    found = observations.latest(SHARE, observations.catalogue.places.by_code["25"])
    assert found.doubt is not None
    assert set(found.doubt.names) == {"Kiruna sjukhus", "Piteå sjukhus"}
    assert found.value is not None
    assert found.doubt.otherwise > found.value


@pytest.mark.parametrize(("said", "share"), [("stated", 100.0), ("no", 0.0), ("unsure", 0.0)])
def test_what_somebody_here_says_goes_before_the_list_and_is_worked_out_anew(
    said: str, share: float, catalogue: Catalogue
) -> None:
    own = Observations(catalogue, COMPUTATIONS)
    place = catalogue.places.by_code["1784"]
    before = own.latest(SHARE, place)
    own.mark("emergency_surgery", {"Sjukhuset i Arvika": Mark(said, "A", "2026-01-02", "brev")})
    found = own.latest(SHARE, place)
    assert found.value == pytest.approx(share)
    assert (found.doubt is None) is (said != "unsure")
    (one,) = [one for one in load_hospitals(own, load_localities(own.figures)) if one.town == "Arvika"]
    assert (one.certainty, one.by, one.checked, one.source) == (said, "A", "2026-01-02", "brev")
    own.mark("emergency_surgery", {})
    assert own.latest(SHARE, place) == before


def test_without_a_single_hospital_that_counts_nobody_is_within_the_limit(catalogue: Catalogue) -> None:
    own = Observations(catalogue, COMPUTATIONS)
    names = own.figures.texts("emergency_surgery", "hospital")
    own.mark("emergency_surgery", {name: Mark("no", "A", "2026-01-02") for name in names})
    assert np.nanmax(own.series(SHARE).values) == 0.0
