"""The course of one measure at several places."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from samspel.catalogue.records.figures import Gender
from samspel.observations.measures import Measured
from samspel.observations.series import BASES, BLANKS, Observation, Series
from samspel.terms.arrays import Floats
from samspel.terms.blank import Blank
from samspel.terms.origin import Basis, Origin
from samspel.terms.place import Place


@dataclass(frozen=True, kw_only=True)
class Courses:
    """For each place, as many observations as there are years; a place may lack a value in any of them. `women` and
    `men` are as the observations where all are shown and the publisher tells them apart, else empty; `similar` is,
    where it is asked for, the median of the places like the first that have a value, None where half of
    them or more have none.
    """

    measured: Measured
    gender: Gender
    places: tuple[Place, ...]
    years: tuple[int, ...]
    observations: tuple[tuple[Observation, ...], ...]
    women: tuple[tuple[float | None, ...], ...] = ()
    men: tuple[tuple[float | None, ...], ...] = ()
    similar: tuple[float | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cube:
    """A measure at many places as arrays, since a record for each of thousands of values takes longer than all else.
    `values` has the shape (places, years), NaN where blank; `bases` and `blanks` are by place. `of_first` is the first
    place's observations, which say how each year is told.
    """

    measured: Measured
    gender: Gender
    places: tuple[Place, ...]
    years: tuple[int, ...]
    values: Floats
    bases: tuple[Basis, ...]
    blanks: tuple[Blank, ...]
    origins: tuple[Origin, ...]
    of_first: tuple[Observation, ...]


def find_columns(series: Series, places: Sequence[Place], first: int | None, last: int | None) -> range:
    """The columns of a series from the first to the last year in which any of the places has a value, within `first`
    and `last`, both inclusive.
    """
    values = series.values[[place.index for place in places]]
    wanted = [
        column
        for column, year in enumerate(series.years)
        if (first is None or year >= first) and (last is None or year <= last) and not np.isnan(values[:, column]).all()
    ]
    return range(wanted[0], wanted[-1] + 1) if wanted else range(0)


def lay_out_courses(
    measured: Measured, gender: Gender, series: Series, places: tuple[Place, ...], columns: range
) -> Courses:
    """The course at the places in the columns of the series."""
    return Courses(
        measured=measured,
        gender=gender,
        places=places,
        years=tuple(series.years[column] for column in columns),
        observations=tuple(tuple(series.at(place, column) for column in columns) for place in places),
    )


def lay_out_cube(measured: Measured, gender: Gender, series: Series, places: tuple[Place, ...], columns: range) -> Cube:
    """The same as arrays."""
    rows = [place.index for place in places]
    return Cube(
        measured=measured,
        gender=gender,
        places=places,
        years=tuple(series.years[column] for column in columns),
        values=series.values[np.ix_(rows, columns)],
        bases=tuple(BASES[index] for index in series.basis[rows]),
        blanks=tuple(BLANKS[index] for index in series.blank[rows]),
        origins=series.origins,
        of_first=tuple(series.at(places[0], column) for column in columns),
    )


def has_value(series: Series, place: Place) -> bool:
    """Whether a place has a value in any year."""
    return not bool(np.isnan(series.values[place.index]).all())


def find_medians(series: Series, peers: Iterable[Place], years: Iterable[int]) -> tuple[float | None, ...]:
    """The median of the peers that have a value in each of the years; None unless more than half of them have one."""
    rows, columns = [peer.index for peer in peers], [series.years.index(year) for year in years]
    values = series.values[np.ix_(rows, columns)]
    known = [beside[~np.isnan(beside)] for beside in values.T]
    return tuple(float(np.median(one)) if 2 * one.size > len(rows) else None for one in known)
