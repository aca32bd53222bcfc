"""How moving in follows the size of a place, estimated on every municipality outside the cases that the model is tried
on: least squares of the logarithm of those who move in, the mean of some years, on that of the people; and the same of
those who move out, which in the model follow the people one to one.

The program does not run this: it is how a parameter of content/circle was estimated, and a test holds it to it.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from samspel.observations.building import Observations
from samspel.terms.arrays import Floats


@dataclass(frozen=True)
class Following:
    """Per cent more who move per per cent more people, with the standard error, robust to unequal variance."""

    value: float
    error: float


def estimate_following(movers: Floats, people: Floats) -> Following:
    """The elasticity; both of shape (municipalities,)."""
    x, y = (np.log(values) - np.log(values).mean() for values in (people, movers))
    value = float((x * y).sum() / (x * x).sum())
    return Following(value, float(np.sqrt(((x * (y - value * x)) ** 2).sum()) / (x * x).sum()))


def read_mean(observations: Observations, name: str, years: Collection[int], left_out: Collection[str]) -> Floats:
    """The mean of an indicator over some years at every municipality but those with these codes."""
    places = observations.catalogue.places.municipalities
    kept = [place.index for place in places if place.code not in left_out]
    series = observations.series(name)
    return np.asarray(np.mean([series.in_year(year)[kept] for year in years], axis=0))
