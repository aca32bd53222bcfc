"""Boverket's survey of the housing market: a page that links to a workbook a year. Who asks is given in."""

from collections.abc import Callable, Sequence

import polars as pl

from samspel.catalogue.records.fetched_files import Survey, Target
from samspel.catalogue.records.fetching import Service
from samspel.sources.live.books import Rows, read_book
from samspel.sources.live.cells import show
from samspel.sources.live.errors import tell_change
from samspel.sources.live.links import list_files
from samspel.sources.live.place_names import PlaceNames
from samspel.sources.live.tidy import TOTAL, gather_rows

Get = Callable[[str], bytes]
CODE = len("0180")


def list_addresses(service: Service, declared: Survey) -> list[str]:
    """The page, and the least of the files that it links to: one."""
    page = f"{service.address}/{declared.page}"
    return [page, f"{page}/{declared.files[0]}"]


def fetch_course(
    get: Get, service: Service, declared: Survey, names: PlaceNames, target: Target
) -> tuple[str, pl.DataFrame]:
    """The question, and the tidy rows of every year whose workbook is there. Raises ChangedError, and what `get`
    raises.
    """
    page = f"{service.address}/{declared.page}"
    body = get(page)
    found: dict[int, str] = {}
    for pattern in declared.files:
        for named, address in list_files(target, page, body, pattern):
            found.setdefault(int(named["year"]), address)
    if not found:
        raise tell_change(target, "no such file on the page", declared.files[0])
    parts = {year: parse_year(declared, names, target, year, get(address)) for year, address in sorted(found.items())}
    return parts[max(parts)][0], pl.concat([rows for _, rows in parts.values()])


def parse_year(declared: Survey, names: PlaceNames, target: Target, year: int, body: bytes) -> tuple[str, pl.DataFrame]:
    """The question and the answers of a year. A municipality that has not answered has no row. Raises ChangedError for
    a workbook without the question, or with an answer that is not declared.
    """
    for rows in read_book(target, body).values():
        for at, row in enumerate(rows):
            told = [show(cell) for cell in row]
            columns = _find_columns(declared, told)
            if columns is not None:
                code, question = columns
                return told[question], _read_answers(declared, names, target, year, rows[at + 1 :], code, question)
    raise tell_change(target, f"{year}: no column that is asked for", f"{declared.code}, {' '.join(declared.holds)}")


def _find_columns(declared: Survey, told: Sequence[str]) -> tuple[int, int] | None:
    """The columns of the code and of the question, in the row of the headings."""
    plain = [one.casefold() for one in told]
    codes = [at for at, one in enumerate(plain) if one.startswith(declared.code.casefold())]
    asked = [
        at
        for at, one in enumerate(plain)
        if all(word.casefold() in one for word in declared.holds)
        and not any(word.casefold() in one for word in declared.lacks)
    ]
    return (codes[0], asked[0]) if codes and asked else None


def _read_answers(
    declared: Survey, names: PlaceNames, target: Target, year: int, rows: Rows, code: int, question: int
) -> pl.DataFrame:
    told = []
    known = set(names.municipalities.values())
    for row in rows:
        town, answer = show(row[code]).zfill(CODE), show(row[question]).casefold()
        if town not in known or not answer or answer in declared.silent:
            continue
        value = next((value for word, value in declared.answers.items() if word in answer), None)
        if value is None:
            raise tell_change(target, f"{year}, {town}: {answer}", ", ".join(declared.answers))
        told.append((TOTAL, town, year, value, ""))
    return gather_rows(told)
