"""How many move for each person unemployed, estimated on every municipality and year.

Net moving within the country, in per cent of the people, is set against unemployment, in per cent of those aged 18-65,
mean of the year and the year before, after the mean of each municipality and of each year is taken away: least squares
on what is left. So what a place always has, and what the whole country has in a year, count for nothing. People who
move to where homes are cheap and work is short bring the number nearer to zero, so that it is rather too small.

The program does not run this: it is how a parameter of content/circle was estimated, and a test holds it to it.
"""

from dataclasses import dataclass

import numpy as np

from samspel.catalogue.records.settings import Inputs
from samspel.observations.building import Observations
from samspel.terms.arrays import Floats


@dataclass(frozen=True)
class Response:
    """People who leave, net, a year for each person unemployed more; its standard error, clustered by municipality; and
    the years.
    """

    people: float
    error: float
    years: tuple[int, ...]


def read_panel(observations: Observations, inputs: Inputs) -> tuple[Floats, Floats, tuple[int, ...]]:
    """Net moving and unemployment, each shape (municipalities, years), in per cent, and the years."""
    towns = len(observations.catalogue.places.municipalities)
    moving, idle = (observations.series(name) for name in (inputs.net_moving, inputs.unemployed_of_people))
    years = tuple(year for year in moving.years if year in idle.years and year - 1 in idle.years)
    two = [(idle.in_year(year)[:towns] + idle.in_year(year - 1)[:towns]) / 2.0 for year in years]
    return np.array([moving.in_year(year)[:towns] for year in years]).T, np.array(two).T, years


def estimate_response(moving: Floats, idle: Floats, years: tuple[int, ...], share: float) -> Response:
    """The response; `share` is the part of the people who are 18-65 years old."""
    x, y = _leave_means(idle), _leave_means(moving)
    slope = float((x * y).sum() / (x * x).sum())
    score = (x * (y - slope * x)).sum(axis=1)
    return Response(-slope / share, float(np.sqrt((score**2).sum()) / (x * x).sum()) / share, years)


def _leave_means(values: Floats) -> Floats:
    left = values - values.mean(axis=0)
    return np.asarray(left - left.mean(axis=1, keepdims=True))
