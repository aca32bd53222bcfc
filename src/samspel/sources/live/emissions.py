"""The national emissions database: one workbook with every sector, place and year. Who asks is given in."""

from collections.abc import Callable

import polars as pl

from samspel.catalogue.records.fetched_files import Emissions, Sector
from samspel.catalogue.records.fetching import Service
from samspel.sources.live.books import Rows, read_first
from samspel.sources.live.cells import read_year, show
from samspel.sources.live.errors import tell_change
from samspel.sources.live.place_names import PlaceNames
from samspel.sources.live.tidy import TOTAL, gather_rows

Get = Callable[[str], bytes]


def list_addresses(service: Service, declared: Emissions) -> list[str]:
    """The one file."""
    return [f"{service.address}/{declared.path}"]


def fetch_course(
    get: Get, service: Service, declared: Emissions, names: PlaceNames, sector: Sector
) -> tuple[str, pl.DataFrame]:
    """What the publisher calls a sector, and its tidy rows. Raises ChangedError, and what `get` raises."""
    (address,) = list_addresses(service, declared)
    return parse_sector(declared, names, sector, get(address))


def parse_sector(declared: Emissions, names: PlaceNames, sector: Sector, body: bytes) -> tuple[str, pl.DataFrame]:
    """What the publisher calls a sector, and its tidy rows: those of municipalities, since what it tells of counties
    and the country is the sum of these. Raises ChangedError for a workbook that has other headings or sectors, or
    lacks a municipality.
    """
    rows = read_first(sector, body)
    at, headings = _find_headings(sector, declared, rows)
    years = _find_years(sector, rows, at, max(headings))
    wanted = {name.casefold() for name in sector.names}
    told: list[tuple[str, str, int, float | None, str]] = []
    seen: dict[str, str] = {}
    for row in rows[at + 1 :]:
        main, part, county, town = (show(row[column]) for column in headings)
        if main.casefold() not in wanted or part != declared.whole or declared.whole in (county, town):
            continue
        code = names.find_municipality(town)
        if code is not None:
            seen[code] = main
            told += [(TOTAL, code, year, *_read(sector, row[column])) for column, year in years.items()]
    if not seen:
        raise tell_change(sector, "no such sector", ", ".join(sector.names))
    names.check_all_municipalities(sector, seen)
    return next(iter(seen.values())), gather_rows(told)


def _find_headings(sector: Sector, declared: Emissions, rows: Rows) -> tuple[int, list[int]]:
    """The row of the headings, and the columns of sector, part, county and municipality."""
    wanted = (declared.sector, declared.part, declared.county, declared.municipality)
    for at, row in enumerate(rows):
        told = [show(cell) for cell in row]
        if set(wanted) <= set(told):
            return at, [told.index(name) for name in wanted]
    found = (", ".join(filter(None, map(show, row))) for row in rows)
    raise tell_change(sector, next(filter(None, found), ""), ", ".join(wanted))


def _find_years(sector: Sector, rows: Rows, at: int, last: int) -> dict[int, int]:
    """The years by their columns: they stand after the headings, on the same row or the one above."""
    for row in (rows[at], rows[max(at - 1, 0)]):
        years = {column: year for column, cell in enumerate(row) if column > last and (year := read_year(cell))}
        if years:
            return years
    raise tell_change(sector, "no years", "years after the headings")


def _read(sector: Sector, cell: object) -> tuple[float | None, str]:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return float(cell), ""
    if show(cell):
        raise tell_change(sector, show(cell), "a number")
    return None, "missing"
