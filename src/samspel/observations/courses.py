"""The course of one measure at several places."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from samspel.catalogue.records.figures import Gender
from samspel.observations.measures import Measured
from samspel.observations.series import Observation, Series
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


def lay_out_courses(
    measured: Measured, gender: Gender, series: Series, places: tuple[Place, ...], first: int | None, last: int | None
) -> Courses:
    """From the first to the last year in which any of the places has a value, within `first` and `last`, both
    inclusive.
    """
    values = series.values[[place.index for place in places]]
    wanted = [
        column
        for column, year in enumerate(series.years)
        if (first is None or year >= first) and (last is None or year <= last) and not np.isnan(values[:, column]).all()
    ]
    columns = range(wanted[0], wanted[-1] + 1) if wanted else range(0)
    return Courses(
        measured=measured,
        gender=gender,
        places=places,
        years=tuple(series.years[column] for column in columns),
        observations=tuple(tuple(series.at(place, column) for column in columns) for place in places),
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
