"""Makes the values of regions and of the country from those of their municipalities."""

import numpy as np
import numpy.typing as npt

from samspel.catalogue.places import Places
from samspel.terms.arrays import Floats


def sum_members(values: Floats, places: Places) -> Floats:
    """Sum municipalities, shape (municipalities, periods), to regions and country, shape (regions + 1, periods); NaN
    if one is missing.
    """
    regions = np.zeros((len(places.regions), values.shape[1]))
    np.add.at(regions, places.region_rows, values)
    return np.vstack([regions, values.sum(axis=0, keepdims=True)])


def mean_members(values: Floats, weights: Floats, places: Places) -> Floats:
    """Mean of municipalities weighted by `weights`, shapes as in sum_members. A value that all members share is
    returned as it is.
    """
    total = sum_members(values * weights, places)
    weight = sum_members(np.where(np.isnan(values), np.nan, weights), places)
    mean = total / weight
    lowest, highest = _extremes(values, places)
    return np.where(lowest == highest, lowest, mean)


def are_shared(values: Floats, places: Places) -> npt.NDArray[np.bool_]:
    """Whether all members of each region and of the country have the same value in the last period, shape (regions +
    1,).
    """
    if values.shape[1] == 0:
        return np.zeros(len(places.regions) + 1, dtype=bool)
    lowest, highest = _extremes(values, places)
    return np.asarray((lowest == highest)[:, -1])


def _extremes(values: Floats, places: Places) -> tuple[Floats, Floats]:
    lowest = np.full((len(places.regions), values.shape[1]), np.inf)
    highest = np.full((len(places.regions), values.shape[1]), -np.inf)
    np.minimum.at(lowest, places.region_rows, values)
    np.maximum.at(highest, places.region_rows, values)
    return (
        np.vstack([lowest, values.min(axis=0, keepdims=True)]),
        np.vstack([highest, values.max(axis=0, keepdims=True)]),
    )
