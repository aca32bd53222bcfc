"""The income equalisation of every municipality in every year, and how far off it is, in kronor per inhabitant."""

import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.measuring import Result, time_median
from samspel.app.computed import COMPUTATIONS
from samspel.catalogue.loading import load_catalogue
from samspel.economy.bodies import find_body
from samspel.economy.course import equalise_each
from samspel.economy.equalisation_check import Miss, check_equalisation
from samspel.economy.grounds import list_years, read_ground
from samspel.observations.building import Observations

MEDIAN_GOAL, LARGEST_GOAL, OTHERS_GOAL = 5.0, 50.0, 100.0
"""Kronor per inhabitant."""
COUNTY, YEAR = "01", 2018
FORMER_MEAN = 523.0
"""The mean error of the county's municipalities in the year before the rules had years."""
OTHERS = Path(__file__).parents[2] / "shared" / "facts" / "equalisation" / "income_equalisation_modelled_2014_2023.csv"


def measure() -> Iterator[Result]:
    """All municipalities in all years, and the errors."""
    observations = Observations(load_catalogue(), COMPUTATIONS)
    seconds = time_median(lambda: _reckon_all(observations))
    yield Result("income equalisation, all municipalities x 22 years", seconds, 3.0, "", None, "")
    check = check_equalisation(observations)
    yield _show("the rules: median error of the twelve known", check.rules.median, MEDIAN_GOAL, check.rules)
    yield _show("the rules: largest error of the twelve known", check.rules.largest, LARGEST_GOAL, check.rules)
    yield _show("reckoned as for others: median error", check.estimated.median, OTHERS_GOAL, check.estimated)
    if check.carried is not None:
        yield _show("tax base carried on: median error", check.carried.median, FORMER_MEAN, check.carried)
    if OTHERS.exists():
        yield _compare_county(observations)


def _show(name: str, value: float, goal: float, miss: Miss) -> Result:
    """An error with its goal, and what else there is to know of the trial."""
    worst = f"{miss.largest:.1f} ({miss.place.name} {miss.year})"
    told = f"{miss.count} cases {miss.first}-{miss.last}: mean {miss.mean:.1f}, ninth decile {miss.ninth_decile:.1f}"
    return Result(name, value, goal, "", None, f"{told}, largest {worst}", unit="SEK")


def _reckon_all(observations: Observations) -> float:
    places = observations.catalogue.places.municipalities
    return sum(
        equalise_each(find_body(observations, ground, place))
        for ground in (read_ground(observations, year) for year in list_years(observations))
        for place in places
    )


def _compare_county(observations: Observations) -> Result:
    """The county's municipalities beside somebody else's reckoning of them; it was 523 before the rules had years."""
    with OTHERS.open(encoding="utf-8", newline="") as rows:
        column = "income_equalisation_kr_per_inhabitant_modelled"
        told = {row["code"]: float(row[column]) for row in csv.DictReader(rows) if int(row["year"]) == YEAR}
    ground, places = read_ground(observations, YEAR), observations.catalogue.places
    members = places.members_of(places.by_code[COUNTY])
    errors = [abs(equalise_each(find_body(observations, ground, place)) - told[place.code]) for place in members]
    mean = float(np.mean(errors))
    name = f"{len(errors)} municipalities of Stockholm county {YEAR}: mean difference"
    return Result(name, mean, OTHERS_GOAL, "before the rules had years", FORMER_MEAN, "", unit="SEK")
