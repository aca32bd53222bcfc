"""Workbooks from publishers: their sheets as rows of cells, and the rows behind a pivot table."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from io import BytesIO
from typing import NamedTuple, TypeVar
from xml.etree import ElementTree as ET

from samspel.catalogue.records.fetched_files import Target
from samspel.sources.live.errors import tell_change
from samspel.sources.workbook import Bounds, Cell, read_sheets, unpack_files
from samspel.terms.errors import BadInputError
from samspel.terms.units import MEGABYTE

T = TypeVar("T")
BOUNDS = Bounds(unpacked=256 * MEGABYTE, files=1_000, rows=200_000, columns=1_000)
CACHE = re.compile(r"xl/pivotCache/pivotCacheDefinition(\d+)\.xml")
NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

Rows = Sequence[Sequence[Cell]]
Cached = Mapping[str, str | None]
"""A row behind a pivot table: its fields as they are written."""


class _Field(NamedTuple):
    name: str
    shared: Sequence[str | None]


def read_book(target: Target, body: bytes) -> Mapping[str, Rows]:
    """The sheets of a workbook by their names. Raises ChangedError for what is no whole workbook, or one that is larger
    than any of its kind.
    """
    return _told(target, lambda: _read_kept(body))


def read_first(target: Target, body: bytes) -> Rows:
    """The first sheet with anything in it. Raises ChangedError as `read_book` does, and where there is none."""
    rows = next((rows for rows in read_book(target, body).values() if rows), None)
    if rows is None:
        raise tell_change(target, "no sheet with anything in it", "a table")
    return rows


def read_pivot(target: Target, body: bytes, fields: Sequence[str]) -> Iterator[Cached]:
    """The rows behind the pivot table that has all of the fields. Raises ChangedError where no such table is there."""
    files = _told(target, lambda: unpack_files(body, "", BOUNDS))
    seen: list[str] = []
    for name, content in sorted(files.items()):
        if (number := CACHE.fullmatch(name)) is None:
            continue
        columns = _list_fields(target, content)
        names = [column.name for column in columns]
        seen += names
        records = files.get(f"xl/pivotCache/pivotCacheRecords{number[1]}.xml")
        if records is not None and set(fields) <= set(names):
            wanted = [names.index(field) for field in fields]
            return (dict(zip(fields, row, strict=True)) for row in _list_rows(target, records, columns, wanted))
    raise tell_change(target, ", ".join(seen) or "no pivot table", ", ".join(fields))


@lru_cache(1)
def _read_kept(body: bytes) -> Mapping[str, Rows]:
    """The sheets of the workbook that was read last, since one fills several measures."""
    return read_sheets(body, "", BOUNDS)


def _list_fields(target: Target, content: bytes) -> list[_Field]:
    """The fields that the rows hold, with the values that they point at; worked out ones stand in no row."""
    found = []
    for field in _parse(target, content).iter(f"{NAMESPACE}cacheField"):
        if field.get("databaseField", "1") == "1":
            shared = field.find(f"{NAMESPACE}sharedItems")
            found.append(_Field(field.get("name", ""), [one.get("v") for one in (() if shared is None else shared)]))
    return found


def _list_rows(
    target: Target, content: bytes, columns: Sequence[_Field], wanted: Sequence[int]
) -> Iterator[list[str | None]]:
    _refuse_types(target, content)
    try:
        for _, row in ET.iterparse(BytesIO(content)):
            if row.tag == f"{NAMESPACE}r":
                if len(row) != len(columns):
                    raise tell_change(target, f"{len(row)} values in a row", f"{len(columns)}, one a field")
                yield [_read_value(row[at], columns[at].shared) for at in wanted]
                row.clear()
    except (ET.ParseError, IndexError, ValueError) as error:
        raise tell_change(target, str(error)[:200], "the rows behind a pivot table") from None


def _read_value(cell: ET.Element, shared: Sequence[str | None]) -> str | None:
    """A value as it is written, or the shared one that it points at (`x`); nothing for one that is absent (`m`)."""
    value = cell.get("v")
    return shared[int(value or "")] if cell.tag == f"{NAMESPACE}x" else value


def _parse(target: Target, content: bytes) -> ET.Element:
    _refuse_types(target, content)
    try:
        return ET.fromstring(content)
    except ET.ParseError as error:
        raise tell_change(target, str(error)[:200], "a workbook") from None


def _refuse_types(target: Target, content: bytes) -> None:
    """No workbook declares types, in which a few bytes can stand for many."""
    if b"<!DOCTYPE" in content:
        raise tell_change(target, "a document type", "a workbook")


def _told(target: Target, read: Callable[[], T]) -> T:
    try:
        return read()
    except BadInputError as error:
        found = {"list_workbook_broken": "no whole workbook"}.get(error.code, "a workbook larger than any of its kind")
        raise tell_change(target, found, "a workbook (XLSX)") from None
