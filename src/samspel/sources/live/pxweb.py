"""PxWebApi, version 2, with answers in JSON-stat 2: which addresses to ask, and what the answers say. Who asks is given
in.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import prod
from urllib.parse import quote

import msgspec
import numpy as np
import numpy.typing as npt
import polars as pl

from samspel.catalogue.records.fetching import PxTable, Pxweb, Service
from samspel.sources.live.errors import ChangedError
from samspel.sources.live.tidy import SCHEMA, make_rows
from samspel.terms.arrays import Floats

REGION, TIME, CONTENTS = "Region", "Tid", "ContentsCode"
"""What SCB's tables call place, time and what is measured."""
YEAR = len("2026")
TOTAL = "T"
Get = Callable[[str], bytes]
Marks = npt.NDArray[np.str_]


class _Category(msgspec.Struct):
    index: dict[str, int] | list[str]
    label: dict[str, str] = msgspec.field(default_factory=dict)

    @property
    def codes(self) -> list[str]:
        """The codes in their order."""
        return sorted(self.index, key=self.index.__getitem__) if isinstance(self.index, dict) else self.index


class _Dimension(msgspec.Struct):
    category: _Category


class _Dataset(msgspec.Struct):
    id: list[str]
    size: list[int]
    dimension: dict[str, _Dimension]
    value: list[float | None] | dict[str, float | None] | None = None
    status: list[str | None] | dict[str, str] | None = None


def fetch_course(get: Get, service: Service, pxweb: Pxweb, tables: Sequence[PxTable]) -> tuple[str, pl.DataFrame]:
    """The publisher's words for a measure, and its tidy rows from all the tables that fill it. Raises ChangedError, and
    what `get` raises.
    """
    words: dict[str, None] = {}
    parts: list[pl.DataFrame] = []
    for table in tables:
        told = _read(table, get(f"{service.address}/tables/{table.id}/metadata?lang=sv"))
        words[_check_words(table, told)] = None
        years = _list_years(table, told)
        for span in _split_years(pxweb, table, told, years):
            parts.append(parse_data(pxweb, table, get(_write_address(service, table, span))))
    if not parts:
        raise _changed(tables[0], "no year", f"years from {tables[0].first_year}")
    return "; ".join(words), pl.concat(parts)


def list_addresses(service: Service, tables: Iterable[PxTable]) -> list[str]:
    """The least that is asked for: what each table has, and one answer of its figures."""
    metadata = dict.fromkeys(f"{service.address}/tables/{one.id}/metadata?lang=sv" for one in tables)
    return [*metadata, *(_write_address(service, one, [str(one.first_year)]) for one in tables)]


def parse_data(pxweb: Pxweb, table: PxTable, body: bytes) -> pl.DataFrame:
    """The tidy rows of one answer; areas that are told as anything else than two or four figures are no places of ours
    and left out. Raises ChangedError for an answer of another form, without a chosen value, or with a sign that is not
    declared.
    """
    told = _read(table, body)
    sizes = dict(zip(told.id, told.size, strict=True))
    for name, values in ({CONTENTS: [table.contents]} | table.chosen).items():
        found = told.dimension[name].category.codes if name in told.dimension else []
        if sorted(found) != sorted(values):
            raise _changed(table, f"{name}: {', '.join(found)}", ", ".join(values))
    if set(told.id) != {REGION, TIME, CONTENTS, *table.chosen} or prod(told.size) != _count(told):
        raise _changed(table, f"{', '.join(told.id)}: {_count(told)}", f"{prod(told.size)} values of what was chosen")
    if any(sizes[name] != len(one.category.codes) for name, one in told.dimension.items() if name in sizes):
        raise _changed(table, "other sizes than codes", "as many codes as values")
    return _make_rows(told, *_lay_out(pxweb, table, told))


def _lay_out(pxweb: Pxweb, table: PxTable, told: _Dataset) -> tuple[Floats, Marks]:
    """Values and flags, shape (places, years), the chosen values added up. A sum of which a part is not told is not
    told; it is secret if any part is.
    """
    numbers = np.array([np.nan if one is None else one for one in _list_values(told)], dtype=np.float64)
    signs = np.array(list(_list_flags(pxweb, table, told)), dtype=np.str_)
    order = [told.id.index(name) for name in (REGION, TIME)]
    others = [number for number in range(len(told.id)) if number not in order]
    shape = (told.size[order[0]], told.size[order[1]], -1)
    laid = numbers.reshape(told.size).transpose(*order, *others).reshape(shape)
    marks = signs.reshape(told.size).transpose(*order, *others).reshape(shape)
    is_blank = np.isnan(laid).any(axis=2)
    flags = np.where((marks == "secret").any(axis=2), "secret", np.where(is_blank, "missing", ""))
    return np.where(is_blank, np.nan, laid.sum(axis=2)), flags


def _make_rows(told: _Dataset, values: Floats, flags: Marks) -> pl.DataFrame:
    columns: dict[str, list[object]] = {name: [] for name in SCHEMA}
    for row, code in enumerate(told.dimension[REGION].category.codes):
        if len(code) not in (2, 4) or not code.isdigit():
            continue
        for column, year in enumerate(told.dimension[TIME].category.codes):
            value = float(values[row, column])
            for name, one in zip(
                columns,
                (TOTAL, code, int(year), None if np.isnan(value) else value, str(flags[row, column])),
                strict=True,
            ):
                columns[name].append(one)
    return make_rows(columns)


def _list_values(told: _Dataset) -> list[float | None]:
    """All values in their order, also where only those that are told are listed, by their number."""
    if isinstance(told.value, dict):
        return [told.value.get(str(number)) for number in range(prod(told.size))]
    return told.value or []


def _list_flags(pxweb: Pxweb, table: PxTable, told: _Dataset) -> Iterator[str]:
    for number, value in enumerate(_list_values(told)):
        if value is not None:
            yield ""
            continue
        status = told.status
        sign = status.get(str(number), "") if isinstance(status, dict) else (status[number] if status else "")
        if (sign or "") not in pxweb.statuses:
            raise _changed(table, f"the sign {sign}", ", ".join(filter(None, pxweb.statuses)))
        yield pxweb.statuses[sign or ""]


def _count(told: _Dataset) -> int:
    return prod(told.size) if isinstance(told.value, dict) else len(told.value or [])


def _read(table: PxTable, body: bytes) -> _Dataset:
    try:
        told = msgspec.json.decode(body.decode(), type=_Dataset)
        if len(told.id) == len(told.size):
            return told
        found = "id and size of different lengths"
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        found = str(error)[:200]
    raise _changed(table, found, "JSON-stat 2")


def _check_words(table: PxTable, told: _Dataset) -> str:
    """The publisher's words for what is measured. Raises ChangedError where they are not those declared."""
    known: Mapping[str, str] = told.dimension[CONTENTS].category.label if CONTENTS in told.dimension else {}
    words = known.get(table.contents, "")
    if not words.casefold().startswith(table.says.casefold()):
        raise _changed(table, f"{table.contents}: {words}", table.says)
    return words


def _list_years(table: PxTable, told: _Dataset) -> list[str]:
    codes = told.dimension[TIME].category.codes if TIME in told.dimension else []
    for code in codes:
        if len(code) != YEAR or not code.isdigit():
            raise _changed(table, f"the period {code}", "years")
    last = table.last_year
    return [code for code in codes if table.first_year <= int(code) and (last is None or int(code) <= last)]


def _split_years(pxweb: Pxweb, table: PxTable, told: _Dataset, years: Sequence[str]) -> Iterator[Sequence[str]]:
    """Spans of years that make no more cells than one answer may have."""
    places = len(told.dimension[REGION].category.codes) if REGION in told.dimension else 1
    each = places * prod(len(values) for values in table.chosen.values())
    most = max(1, pxweb.most_cells // max(each, 1))
    return (years[first : first + most] for first in range(0, len(years), most))


def _write_address(service: Service, table: PxTable, years: Sequence[str]) -> str:
    asked = {REGION: ["*"], CONTENTS: [table.contents], TIME: years, **table.chosen}
    chosen = "&".join(f"valueCodes[{name}]={quote(','.join(values), safe=',*')}" for name, values in asked.items())
    return f"{service.address}/tables/{table.id}/data?lang=sv&outputFormat=json-stat2&{chosen}"


def _changed(table: PxTable, found: str, expected: str) -> ChangedError:
    return ChangedError("fetch_changed", subject=f"{table.id}, {table.measure}", found=found, expected=expected)
