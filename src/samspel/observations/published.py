"""Lays what publishers have told of a measure out over all places, after the rules that an indicator's figure names."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import msgspec
import numpy as np

from samspel.catalogue.places import Places
from samspel.catalogue.records.base import Level
from samspel.catalogue.records.figures import FigureColumn, Table
from samspel.observations.readings import Readings, Renewal, SeriesReader
from samspel.terms.arrays import Flags, Floats, find_distinct
from samspel.terms.errors import ContentError
from samspel.terms.origin import Origin
from samspel.terms.place import PlaceKind

Years = tuple[int, ...]


def read_published(reader: SeriesReader, table: Table, figure: FigureColumn, places: Places) -> tuple[Years, Floats]:
    """Years and values of a figure in a tidy table, shape (places, years), regions and country as published.

    Several columns are added up; a blank among them makes the sum blank. Raises ContentError for a code that no place
    has.
    """
    parts = [
        _lay_out(table, reader.read(table, column, figure.gender), places, figure)
        for column in figure.columns or [str(figure.column)]
    ]
    years = tuple(sorted(set(parts[0][0]).intersection(*(part[0] for part in parts[1:]))))
    values = np.sum([part[1][:, [part[0].index(year) for year in years]] for part in parts], axis=0)
    years, values = _mean_over_years(years, values, figure)
    return years, values * figure.scale


def blank_levels(values: Floats, places: Places, levels: Sequence[Level]) -> Floats:
    """The values with NaN for the levels that an indicator is not told for."""
    kept = values.copy()
    kept[~tell_levels(places, levels)] = np.nan
    return kept


def tell_levels(places: Places, levels: Sequence[Level]) -> Flags:
    """Whether an indicator is told for the level of each place, shape (places,)."""
    counts = (len(places.municipalities), len(places.regions), 1)
    return np.repeat([kind.value in levels for kind in PlaceKind], counts)


def read_unlimited(
    reader: SeriesReader, table: Table, figure: FigureColumn, places: Places, limit: Literal["most", "lowest"]
) -> Floats | None:
    """The values in the years that the figure has with its limits, without one of these, shape (places, years); None
    where it has no such limit.
    """
    if getattr(figure, limit) is None:
        return None
    years, _ = read_published(reader, table, figure, places)
    all_years, all_told = read_published(reader, table, msgspec.structs.replace(figure, **{limit: None}), places)
    return all_told[:, [all_years.index(year) for year in years]]


def date_origins(origin: Origin, renewal: Renewal | None) -> tuple[Origin, ...]:
    """The origin of a measure as it was fetched, and beside it the built-in one where some of its years are from there
    still; the built-in one alone where it has not been fetched.
    """
    if renewal is None:
        return (origin,)
    fetched = replace(origin, read=renewal.day, copied=None, fetched=True)
    return (fetched, origin) if renewal.is_mixed else (fetched,)


def _lay_out(table: Table, readings: Readings, places: Places, figure: FigureColumn) -> tuple[Years, Floats]:
    for code in readings.codes:
        if code not in places.by_code:
            raise ContentError(table.file, f"{table.id}.code", code, "a code of municipalities.csv or regions.csv")
    row = np.array([places.by_code[code].index for code in readings.codes], dtype=np.int64)[readings.places]
    kept = np.ones(row.size, dtype=bool)
    if figure.until is not None:
        kept &= readings.years <= figure.until
    if figure.most is not None:
        kept &= readings.values <= figure.most
    if figure.lowest is not None:
        kept &= readings.values >= figure.lowest
    if figure.blank_zeros:
        kept &= ~(np.isin(readings.years, figure.blank_zeros) & (readings.values == 0.0))
    years = find_distinct(readings.years[kept])
    values = np.full((len(places.everywhere), years.size), np.nan)
    values[row[kept], np.searchsorted(years, readings.years[kept])] = readings.values[kept]
    return tuple(int(year) for year in years), values


def _mean_over_years(years: Years, values: Floats, figure: FigureColumn) -> tuple[Years, Floats]:
    """The mean of `mean_of` calendar years under the last of them, where at least `least` are known."""
    if figure.mean_of == 1:
        return years, values
    least = figure.least or figure.mean_of
    wanted, means = [], []
    for year in years:
        columns = [years.index(one) for one in range(year - figure.mean_of + 1, year + 1) if one in years]
        if len(columns) < least:
            continue
        window = values[:, columns]
        known = ~np.isnan(window)
        count = known.sum(axis=1)
        total = np.where(known, window, 0.0).sum(axis=1)
        wanted.append(year)
        means.append(np.where(count >= least, total / np.maximum(count, 1), np.nan))
    return tuple(wanted), np.column_stack(means) if means else np.full((values.shape[0], 0), np.nan)
