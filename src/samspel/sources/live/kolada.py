"""Kolada's API, version 3: which addresses to ask, and what the answers say. Who asks is given in."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import msgspec
import polars as pl

from samspel.catalogue.records.fetching import Kolada, Service
from samspel.sources.live.errors import ChangedError
from samspel.sources.live.tidy import make_rows

T = TypeVar("T")
Get = Callable[[str], bytes]
"""Gives the body at an address."""


class _Value(msgspec.Struct, gc=False):  # so many, and none points back
    gender: str
    value: float | None
    status: str | None = None
    isdeleted: bool = False


class _Row(msgspec.Struct, gc=False):
    kpi: str
    municipality: str
    period: int
    values: list[_Value]


class _Page(msgspec.Struct):
    values: list[_Row]
    next_url: str | msgspec.UnsetType | None = msgspec.UNSET


class _Measure(msgspec.Struct):
    id: str
    title: str


class _Measures(msgspec.Struct):
    values: list[_Measure]
    next_url: str | None = None


def list_title_addresses(service: Service, kolada: Kolada, measures: Sequence[str]) -> list[str]:
    """Where the titles of the measures are told, several at each."""
    return [f"{service.address}/kpi/{','.join(some)}" for some in _split(measures, kolada.measures_a_call)]


def list_addresses(service: Service, kolada: Kolada, measure: str, last: int) -> list[str]:
    """Where the first page of each span of years of a measure is told."""
    years = range(kolada.first_year, last + 1)
    return [
        f"{service.address}/data/kpi/{measure}/year/{','.join(map(str, span))}?per_page={kolada.rows_a_page}"
        for span in _split(years, kolada.years_a_call)
    ]


def fetch_titles(get: Get, service: Service, kolada: Kolada, measures: Sequence[str]) -> dict[str, str]:
    """The publisher's titles of the measures that it has. Raises ChangedError, and what `get` raises."""
    titles: dict[str, str] = {}
    for address in list_title_addresses(service, kolada, measures):
        titles |= parse_titles(get(address))
    return titles


def fetch_rows(get: Get, service: Service, kolada: Kolada, measure: str, last: int) -> pl.DataFrame:
    """All tidy rows of a measure until a year, page by page. Raises ChangedError, and what `get` raises."""
    parts = []
    for first in list_addresses(service, kolada, measure, last):
        address, seen = first, set[str]()
        while address:
            if address in seen:
                raise _changed(measure, f"{address} once more", "another page")
            seen.add(address)
            rows, address = parse_page(kolada, measure, get(address))
            parts.append(rows)
    return pl.concat(parts)


def parse_titles(body: bytes) -> dict[str, str]:
    """The titles by the measure's number, with single spaces. Raises ChangedError."""
    try:
        page = msgspec.json.decode(body.decode(), type=_Measures)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise ChangedError("fetch_changed", subject="Kolada", found=str(error)[:200], expected="API v3, /kpi") from None
    return {one.id: " ".join(one.title.split()) for one in page.values}


def parse_page(kolada: Kolada, measure: str, body: bytes) -> tuple[pl.DataFrame, str]:
    """The tidy rows of one page of a measure, and the address of the next one, empty after the last. Groups of
    municipalities are left out. Raises ChangedError for an answer of another form, about another measure, with a status
    that is not declared, or that may have more pages than it tells of.
    """
    try:
        page = msgspec.json.decode(body.decode(), type=_Page)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise _changed(measure, str(error)[:200], "API v3, /data/kpi") from None
    if page.next_url is msgspec.UNSET and len(page.values) >= kolada.rows_a_page:
        raise _changed(measure, "a full page without next_url", "API v3, /data/kpi")
    columns: dict[str, list[object]] = {name: [] for name in ("gender", "code", "year", "value", "flag")}
    for row in page.values:
        if row.kpi != measure:
            raise _changed(measure, row.kpi, measure)
        if row.municipality.startswith(kolada.groups):
            continue
        for told in _list_told(kolada, measure, row):
            for name, one in zip(columns, told, strict=True):
                columns[name].append(one)
    return make_rows(columns), page.next_url or ""


def _list_told(kolada: Kolada, measure: str, row: _Row) -> Iterator[tuple[object, ...]]:
    code = _find_code(kolada, row.municipality)
    for told in row.values:
        if told.isdeleted:
            continue
        flag = ""
        if told.value is None:
            status = (told.status or "").strip()
            if status not in kolada.statuses:
                raise _changed(measure, f"the status {status}", ", ".join(filter(None, kolada.statuses)))
            flag = kolada.statuses[status]
        yield told.gender, code, row.period, told.value, flag


def _find_code(kolada: Kolada, code: str) -> str:
    """A region is `00` and its county's two figures; the country is four noughts."""
    if code == kolada.country:
        return kolada.country[:2]
    return code.removeprefix(kolada.region) if code.startswith(kolada.region) else code


def _split(whole: Sequence[T], most: int) -> Iterator[Sequence[T]]:
    return (whole[first : first + most] for first in range(0, len(whole), most))


def _changed(measure: str, found: str, expected: str) -> ChangedError:
    return ChangedError("fetch_changed", subject=f"Kolada {measure}", found=found, expected=expected)
