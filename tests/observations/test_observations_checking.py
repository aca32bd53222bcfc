"""Figures held against each other: what agrees, what is known not to, what lies outside its bounds, and what jumps."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import msgspec
import numpy as np
import pytest

from observations.test_observations_building import Tiny
from samspel.catalogue.records.checks import FigureChecks
from samspel.observations.building import Observations
from samspel.observations.checking import Agreed, Bounded, check_figures, find_jumps, hold_agreements, hold_bounds
from samspel.terms.arrays import Floats

MEN = {"id": "men", "unit": "persons", "figure": {"table": "people", "column": "men"}}
WOMEN = {"id": "women", "unit": "persons", "figure": {"table": "people", "column": "women"}}
ALL = {"id": "all", "unit": "persons", "figure": {"table": "people", "column": "all"}}
PEOPLE = "code,men,women,all\n0101,1,2,3\n0102,3,4,7\n0201,5,6,12\n"
SHARE = {"id": "share", "unit": "percent", "rollup": "none", "figure": {"table": "shares", "column": "share"}}


def declare(observations: Observations, **checks: Sequence[dict[str, Any]]) -> Observations:
    """The same observations with these checks and no others."""
    empty: dict[str, Any] = {"agreement": [], "bounds": [], "outside": [], "jump": []}
    made = msgspec.convert(empty | checks, FigureChecks)
    observations.catalogue = replace(observations.catalogue, figure_checks=made)
    return observations


def agree(tiny: Tiny, **agreement: Any) -> Agreed:
    usual = {"id": "a", "rule": "sum", "measures": ["men", "women"], "whole": "all", "sv": "z", "en": "z"}
    (held,) = hold_agreements(declare(tiny({"people": PEOPLE}, [MEN, WOMEN, ALL]), agreement=[usual | agreement]))
    return held


def test_parts_that_do_not_add_up_are_told_with_place_year_and_both_values(tiny: Tiny) -> None:
    held = agree(tiny)
    assert (held.compared, held.broken, held.excepted) == (6, 3, 0)  # the town, its region and the country
    worst = held.worst
    assert worst is not None
    assert (worst.place.code, worst.year, worst.value, worst.against) == ("0201", 2024, 11.0, 12.0)


@pytest.mark.parametrize("slack", [{"units": 1.0}, {"share": 0.1}])
def test_a_difference_within_what_is_allowed_is_none(tiny: Tiny, slack: dict[str, float]) -> None:
    assert agree(tiny, **slack).broken == 0


@pytest.mark.parametrize(
    ("excepted", "broken"),
    [
        ({}, 0),
        ({"places": ["0201"]}, 2),
        ({"first": 2024, "until": 2024}, 0),
        ({"first": 2025}, 3),
        ({"until": 2023}, 3),
    ],
)
def test_an_exception_holds_for_its_places_and_years_alone(tiny: Tiny, excepted: dict[str, Any], broken: int) -> None:
    held = agree(tiny, excepted=[excepted | {"sv": "z", "en": "z"}])
    assert (held.broken, held.excepted) == (broken, 3 - broken)


def test_parts_may_add_up_to_a_number(tiny: Tiny) -> None:
    held = agree(tiny, whole=None, total=3.0)
    assert held.compared == 6
    assert held.broken == 5


def test_two_measures_of_the_same_are_held_against_each_other(tiny: Tiny) -> None:
    held = agree(tiny, rule="same", measures=["men", "women"], whole=None, units=1.0)
    assert held.broken == 2  # the region of two towns and the country, whose sums differ by more
    assert held.worst is not None
    assert held.worst.place.code == "00"


def test_a_region_that_is_not_the_sum_of_its_towns_is_told(tiny: Tiny) -> None:
    shares = {**SHARE, "rollup": "population_mean"}
    population = {"id": "population", "unit": "persons", "figure": {"table": "people", "column": "all"}}
    made = tiny({"people": PEOPLE, "shares": "code,share\n0101,10\n0102,10\n0201,10\n"}, [population, shares])
    rule = {"id": "a", "rule": "members", "measures": ["share", "population"], "sv": "z", "en": "z"}
    share, people = hold_agreements(declare(made, agreement=[rule]))
    assert (people.compared, people.broken) == (3, 0)
    assert share.broken == 2  # the region of one town is that town
    assert share.worst is not None
    assert (share.worst.place.code, share.worst.value, share.worst.against) == ("00", 30.0, 10.0)


def bound(tiny: Tiny, values: str, **checks: Any) -> Bounded:
    made = tiny({"shares": f"code,share\n{values}"}, [SHARE])
    percent = {"unit": "percent", "least": 0.0, "most": 100.0}
    (held,) = hold_bounds(declare(made, bounds=[percent], **checks))
    return held


@pytest.mark.parametrize(("value", "broken"), [("100", 0), ("0", 0), ("100.04", 0), ("100.2", 1), ("-0.2", 1)])
def test_a_share_lies_between_none_and_all_to_the_decimal_that_is_shown(tiny: Tiny, value: str, broken: int) -> None:
    held = bound(tiny, f"0101,{value}\n0102,50\n")
    assert (held.compared, held.broken) == (2, broken)
    assert (held.worst is None) == (broken == 0)


def test_what_may_lie_outside_says_why(tiny: Tiny) -> None:
    held = bound(tiny, "0101,120\n", outside=[{"measures": ["share"], "sv": "z", "en": "z"}])
    assert held.broken == 1
    assert held.outside is not None


def test_a_number_without_bounds_of_its_own_is_not_below_nought(tiny: Tiny) -> None:
    made = declare(tiny({"people": PEOPLE.replace("0101,1", "0101,-4")}, [MEN]))
    (held,) = hold_bounds(made)
    assert held.worst is not None
    assert held.worst.place.code == "0101"
    assert held.broken == 2  # the town, and its region with it


def jumps(tiny: Tiny, courses: Floats | Sequence[Sequence[float]], *noted: int) -> list[tuple[int, bool]]:
    """The years of the jumps among three towns' values from 2010 on, and whether each has its reason."""
    codes = ("0101", "0102", "0201")
    rows = [
        f"{code},{2010 + at},{value}"
        for code, course in zip(codes, courses, strict=True)
        for at, value in enumerate(course)
    ]
    made = tiny({"shares": "\n".join(("code,year,share", *rows)) + "\n"}, [SHARE])
    said = [{"measure": "share", "year": year, "kind": "unknown", "sv": "z", "en": "z"} for year in noted]
    return [(jump.year, jump.noted is not None) for jump in find_jumps(declare(made, jump=said))]


STEADY = 30.0 + np.cumsum(
    [
        [0.0, 0.5, 0.1, 0.9, 0.2, 0.7, 0.4, 0.6],
        [0.0, 0.1, 0.6, 0.3, 0.8, 0.2, 0.9, 0.4],
        [0.0, 0.8, 0.4, 0.1, 0.5, 0.9, 0.2, 0.3],
    ],
    axis=1,
)
"""Three towns that all rise by about a half a year, each with swings of its own."""
BREAK = np.where(np.arange(8) >= 4, 20.0, 0.0)


def test_a_year_in_which_all_places_move_is_a_jump(tiny: Tiny) -> None:
    assert jumps(tiny, STEADY) == []
    assert jumps(tiny, STEADY + BREAK) == [(2014, False)]
    assert jumps(tiny, STEADY + BREAK, 2014) == [(2014, True)]


def test_a_jump_at_one_place_is_none_of_the_measure(tiny: Tiny) -> None:
    assert jumps(tiny, STEADY + np.array([[1.0], [0.0], [0.0]]) * BREAK) == []


def test_a_measure_told_in_steps_has_no_jumps(tiny: Tiny) -> None:
    steps = [10.0, 10.0, 10.0, 10.0, 40.0, 40.0, 40.0, 40.0]
    assert jumps(tiny, [steps, steps, steps]) == []


def test_the_built_in_figures_hold_together(observations: Observations) -> None:
    report = check_figures(observations)
    assert report.failed == ()
    assert report.compared > 1_000_000


def test_no_reason_stands_for_what_does_not_happen(observations: Observations) -> None:
    """An exception, a jump or a measure outside its bounds that the figures do not have is an old note to take away."""
    report, checks = check_figures(observations), observations.catalogue.figure_checks
    found = {(jump.indicator.id, jump.year) for jump in report.jumps}
    assert {(jump.measure, jump.year) for jump in checks.jump} == found
    outside = {row.indicator.id for row in report.bounds if row.broken}
    assert {name for each in checks.outside for name in each.measures} == outside
    excused = {row.agreement.id for row in report.agreements if row.excepted}
    assert {agreement.id for agreement in checks.agreement if agreement.excepted} == excused


def test_an_impossible_value_is_left_out_and_says_so(observations: Observations) -> None:
    place = observations.catalogue.places.by_code["2482"]  # Skellefteå told 8,219 per cent in 2017
    series = observations.series("cycleways_cleared_share")
    assert np.nanmax(series.values) <= 100.0
    seen = series.at(place, series.years.index(2017))
    assert (seen.value, seen.blank and seen.blank.value) == (None, "impossible")


def test_the_worst_that_is_told_is_none_of_the_excepted(tiny: Tiny) -> None:
    people = "code,men,women,all\n0101,1,2,3\n0102,3,4,8\n0201,5,6,99\n"
    usual = {"id": "a", "rule": "sum", "measures": ["men", "women"], "whole": "all", "sv": "z", "en": "z"}
    excepted = [{"places": ["0201", "02", "00"], "sv": "z", "en": "z"}]
    made = declare(tiny({"people": people}, [MEN, WOMEN, ALL]), agreement=[usual | {"excepted": excepted}])
    (held,) = hold_agreements(made)
    assert (held.excepted, held.broken) == (3, 2)
    assert held.worst is not None
    assert held.worst.place.code == "0102"


def test_a_share_of_what_is_below_nought_is_allowed_as_of_what_is_above(tiny: Tiny) -> None:
    people = "code,men,women,all\n0101,-60,-45,-100\n0102,60,45,100\n0201,-60,-55,-100\n"
    usual = {"id": "a", "rule": "sum", "measures": ["men", "women"], "whole": "all", "share": 0.1, "sv": "z", "en": "z"}
    (held,) = hold_agreements(declare(tiny({"people": people}, [MEN, WOMEN, ALL]), agreement=[usual]))
    assert held.broken == 3  # the town that is further off, its region and the country
