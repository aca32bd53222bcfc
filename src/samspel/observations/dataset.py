"""Every value of every measure that there are figures for, as columns of one long table."""

from dataclasses import dataclass

import numpy as np

from samspel.observations.building import Observations
from samspel.observations.series import BASES, Series
from samspel.terms.arrays import Floats, Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """A row a value, all of shape (rows,): measure and place by id and code, the year (0 where the source states none),
    the value in the measure's unit, and its basis.
    """

    measures: tuple[str, ...]
    places: tuple[str, ...]
    years: Ints
    values: Floats
    bases: tuple[str, ...]


def list_values(observations: Observations) -> Values:
    """The built-in tables' values; nothing of what is kept on this computer. Raises ContentError for a broken table."""
    codes = np.array([place.code for place in observations.catalogue.places.everywhere])
    names = np.array([basis.value for basis in BASES])
    known = [one.id for one in observations.catalogue.indicators.values() if one.missing is None]
    observations.read_ahead(known)
    parts = [_list_known(observations.series(name)) for name in known]
    rows = np.concatenate([part[0] for part in parts])
    bases = np.concatenate([part[3] for part in parts])
    return Values(
        measures=tuple(name for name, part in zip(known, parts, strict=True) for _ in range(part[0].size)),
        places=tuple(codes[rows].tolist()),
        years=np.concatenate([part[1] for part in parts]),
        values=np.concatenate([part[2] for part in parts]),
        bases=tuple(names[bases].tolist()),
    )


def _list_known(series: Series) -> tuple[Ints, Ints, Floats, Ints]:
    """Rows of places, years, values and bases of what is not blank."""
    rows, columns = np.nonzero(~np.isnan(series.values))
    years = np.array(series.years, dtype=np.int32)[columns] if series.years else np.zeros(0, dtype=np.int32)
    return rows.astype(np.int32), years, series.values[rows, columns], series.basis[rows].astype(np.int32)
