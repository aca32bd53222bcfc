"""The Employment Service's monthly figures: a page that links to workbooks, some with a pivot table of municipalities,
one with a sheet of counties. Who asks is given in.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

import polars as pl

from samspel.catalogue.records.fetched_files import Employment, Monthly, Pivot, Target
from samspel.catalogue.records.fetching import Service
from samspel.sources.live.books import Rows, read_book, read_pivot
from samspel.sources.live.cells import MONTHS, read_month, show
from samspel.sources.live.errors import tell_change
from samspel.sources.live.links import find_newest
from samspel.sources.live.place_names import PlaceNames
from samspel.sources.live.tidy import TOTAL, gather_rows
from samspel.terms.place import COUNTRY_CODE
from samspel.terms.units import PER_CENT

Get = Callable[[str], bytes]
COUNTY = len("20")

Read = tuple[float | None, str]
"""A value, or the reason why there is none."""
Told = dict[tuple[str, int], dict[int, list[Read]]]
"""What is told of each place and year, by the month."""


def list_addresses(service: Service, declared: Employment, due: Iterable[Target]) -> list[str]:
    """The page, and each file that it links to."""
    page = f"{service.address}/{declared.page}"
    files = {one.file for one in declared.targets if one in due}
    return [page, *(f"{page}/{file}" for file in sorted(files))]


def fetch_course(
    get: Get, service: Service, declared: Employment, names: PlaceNames, target: Pivot | Monthly
) -> tuple[str, pl.DataFrame]:
    """What the publisher calls a measure, and its tidy rows. Raises ChangedError, and what `get` raises."""
    page = f"{service.address}/{declared.page}"
    body = get(find_newest(target, page, get(page), target.file))
    if isinstance(target, Pivot):
        return f"{target.some}/{target.whole}", parse_pivot(declared, names, target, body)
    return target.sheet, parse_monthly(declared, names, target, body)


def parse_pivot(declared: Employment, names: PlaceNames, target: Pivot, body: bytes) -> pl.DataFrame:
    """The tidy rows of a share: for each municipality, county, the country and each whole year. What has no known
    municipality is left out. Raises ChangedError for a workbook without the fields, or that lacks a municipality.
    """
    years: dict[str, Told] = {target.some: {}, target.whole: {}}
    seen: set[str] = set()
    for row in read_pivot(target, body, (target.period, target.municipality, target.some, target.whole)):
        code = names.find_municipality(row[target.municipality] or "")
        period = read_month(row[target.period] or "")
        if period is None:
            raise tell_change(target, f"the month {row[target.period]}", "months")
        if code is None or period[0] < target.first_year:
            continue
        seen.add(code)
        for field, told in years.items():
            value = _read(declared, target, row[field])
            for place in (code, code[:COUNTY], COUNTRY_CODE):
                told.setdefault((place, period[0]), {}).setdefault(period[1], []).append(value)
    names.check_all_municipalities(target, seen)
    wholes = dict(_list_years(years[target.whole]))
    return gather_rows(
        (TOTAL, *key, *_divide(some, wholes[key])) for key, some in _list_years(years[target.some]) if key in wholes
    )


def parse_monthly(declared: Employment, names: PlaceNames, target: Monthly, body: bytes) -> pl.DataFrame:
    """The tidy rows of a count: for each county, the country and each whole year the sum of its months. Raises
    ChangedError for a workbook without the sheet or the counties, or with a month twice.
    """
    book = read_book(target, body)
    rows = next((rows for name, rows in book.items() if name.casefold().startswith(target.sheet.casefold())), None)
    if rows is None:
        raise tell_change(target, ", ".join(book), target.sheet)
    at, columns = _find_counties(names, target, rows)
    years: Told = {}
    for row in rows[at + 1 :]:
        period = read_month(row[0])
        if period is None:
            continue
        for column, code in columns.items():
            months = years.setdefault((code, period[0]), {})
            if period[1] in months:
                raise tell_change(target, f"{show(row[0])} twice", "each month once")
            months[period[1]] = [_read(declared, target, row[column])]
    return gather_rows((TOTAL, *key, *told) for key, told in _list_years(years))


def _find_counties(names: PlaceNames, target: Monthly, rows: Rows) -> tuple[int, dict[int, str]]:
    """The row of the headings, and which county stands in which column."""
    for at, row in enumerate(rows):
        told = {column: show(cell) for column, cell in enumerate(row) if column}
        found = {column: code for column, name in told.items() if (code := names.find_county(name)) is not None}
        if len(found) < target.counties:
            continue
        called = {name.casefold() for name in target.country}
        country = [column for column, name in told.items() if name.casefold() in called]
        known = found | dict.fromkeys(country[:1], COUNTRY_CODE)
        others = [name for column, name in told.items() if name and column not in known]
        if others or len(set(known.values())) != len(known):
            raise tell_change(target, ", ".join(others) or "a county twice", "the counties, each once")
        return at, known
    raise tell_change(target, "no row with the counties", "the counties as headings")


def _read(declared: Employment, target: Target, cell: object) -> Read:
    """A number, or why there is none."""
    told = show(cell if cell is not None else "")
    try:
        return float(cell if isinstance(cell, int | float) else told), ""
    except ValueError:
        pass
    if told not in declared.signs:
        raise tell_change(target, f"the sign {told}", ", ".join(filter(None, declared.signs)) or "a number")
    return None, declared.signs[told]


def _list_years(years: Told) -> Iterator[tuple[tuple[str, int], Read]]:
    """The sum of each year that has all its months, by place."""
    for key, months in sorted(years.items()):
        if len(months) == MONTHS:
            yield key, _add_up([value for told in months.values() for value in told])


def _divide(some: Read, whole: Read) -> Read:
    """How many per cent one sum is of another."""
    flags = {flag for _, flag in (some, whole) if flag}
    if some[0] is None or whole[0] is None or whole[0] <= 0.0:
        return None, "secret" if "secret" in flags else "missing"
    return PER_CENT * some[0] / whole[0], ""


def _add_up(parts: Sequence[Read]) -> Read:
    """The sum; of which a part is not told, the sum is not told, and it is secret if any part is."""
    flags = {flag for _, flag in parts if flag}
    if flags:
        return None, "secret" if "secret" in flags else "missing"
    return sum(value for value, _ in parts if value is not None), ""
