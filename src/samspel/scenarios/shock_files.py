"""Files of events: CSV with a header row, or TOML with `[[shock]]`.

Columns and keys are `kind`, `year`, `until`, `jobs`, `percent`, `sector`, `new_jobs` and `new_year`; a CSV may have
their Swedish names, in any order, with commas, semicolons or tabs between. Every mistake is told with its line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from samspel.catalogue.lists import ListError, decode_list, split_list
from samspel.catalogue.reading import read_list
from samspel.catalogue.records.base import Record
from samspel.dynamics.jobs import INDUSTRY, SECTORS
from samspel.scenarios.shocks import (
    BY_SHARE,
    COUNTRY,
    IDS,
    LONGEST,
    FiledShock,
    Shock,
    Words,
    find_nearest,
    find_sector,
)
from samspel.terms.errors import BadInputError, ContentError
from samspel.terms.likeness import find_meant, plain_heading, plain_word
from samspel.terms.mistakes import raise_all
from samspel.terms.numbers import NumberError, read_count, read_number
from samspel.terms.units import PER_CENT

MOST_BYTES = 200_000
REQUIRED = ("kind", "year")
WHOLE = ("year", "until", "new_year")
LAST_YEAR = 9999
NEAR_HEADING = 70.0
_HEADER = re.compile(r"\s*\[\[\s*shock\s*\]\]")


class _Row(Record, frozen=True, kw_only=True):
    """An event as it stands in a file, with kind and sector in words."""

    kind: str
    year: int
    until: int | None = None
    jobs: float = 0.0
    percent: float = 0.0
    sector: str = ""
    new_jobs: float = 0.0
    new_year: int | None = None


@dataclass(frozen=True)
class _Place:
    """Where an event stands."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


def read_shocks(path: Path, words: Words = IDS) -> tuple[Shock, ...]:
    """Read a file of events; `.csv` as CSV, anything else as TOML. Raises BadInputError, which holds all wrong rows."""
    text = _read_text(path)
    rows = _read_csv(path.name, text, words) if path.suffix.casefold() == ".csv" else _read_toml(path, text)
    shocks: list[Shock] = []
    problems: list[BadInputError] = []
    for row in rows:
        if isinstance(row, BadInputError):
            problems.append(row)
            continue
        try:
            shocks.append(_make_shock(*row, words))
        except BadInputError as problem:
            problems.append(problem)
    raise_all(problems, path.name)
    return tuple(shocks)


def _read_text(path: Path) -> str:
    try:
        if not path.is_file():
            raise BadInputError("sites_no_file", file=str(path)[:200])
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise BadInputError("shock_file_size", file=path.name, size_bytes=size, most_bytes=MOST_BYTES)
        data = path.read_bytes()
    except OSError as error:
        raise BadInputError("cannot_read", file=str(path)[:200], reason=str(error.strerror)) from None
    try:
        text = decode_list(data)
    except ListError as error:
        raise error.tell(_name_code, path.name) from None
    if not text.strip():
        raise BadInputError("shock_file_empty", file=path.name)
    return text


def _name_code(why: str) -> str:
    return f"shock_file_{why}"


def _read_toml(path: Path, text: str) -> Iterator[tuple[_Row, _Place]]:
    try:
        rows = read_list(path, "shock", _Row)
    except ContentError as error:
        raise BadInputError("shock_file", **error.facts) from None
    lines = [number for number, line in enumerate(text.splitlines(), 1) if _HEADER.match(line)]
    for number, row in enumerate(rows):
        yield row, _Place(path.name, lines[number] if number < len(lines) else 1)


def _read_csv(name: str, text: str, words: Words) -> Iterator[tuple[_Row, _Place] | BadInputError]:
    """The rows with their lines, or what is wrong with one. Raises BadInputError for a header that cannot be used."""
    try:
        raw = split_list(text)
    except ListError as error:
        raise error.tell(_name_code, name) from None
    header = _read_header(_Place(name, raw.header[0]), raw.header[1], words)
    if not raw.rows:
        raise BadInputError("shock_file_empty", file=name)
    for line, cells in raw.rows:
        place = _Place(name, line)
        try:
            yield _read_row(place, header, cells), place
        except BadInputError as problem:
            yield problem


def _read_header(place: _Place, cells: list[str], words: Words) -> dict[str, str]:
    """The columns in order, each with its heading as written."""
    while cells and not cells[-1].strip():
        cells = cells[:-1]
    meant = {plain_heading(word): column for word, column in words.columns.items()}
    header = [meant.get(plain_heading(cell), "") for cell in cells]
    for number, column in enumerate(header):
        if not column or column in header[:number]:
            left = [word for word, known in words.columns.items() if known not in header]
            raise BadInputError(
                "shock_file_column",
                file=place.file,
                line=place.line,
                column=cells[number].strip()[:LONGEST],
                known=", ".join(IDS.columns),
                nearest="" if column else find_meant(cells[number], left, NEAR_HEADING),
            )
    for column in REQUIRED:
        if column not in header:
            names = " / ".join(word for word, name in words.columns.items() if name == column)
            raise BadInputError("shock_file_lacks", file=place.file, line=place.line, column=names)
    return {column: cell.strip() for column, cell in zip(header, cells, strict=True)}


def _read_row(place: _Place, header: dict[str, str], cells: list[str]) -> _Row:
    if any(cell.strip() for cell in cells[len(header) :]):
        raise BadInputError("shock_file_cells", file=place.file, line=place.line, columns=len(header))
    given = {column: cell.strip() for column, cell in zip(header, cells, strict=False) if cell.strip()}
    for column in REQUIRED:
        if column not in given:
            raise BadInputError("shock_file_blank", file=place.file, line=place.line, column=header[column])
    values = {
        column: cell if column in ("kind", "sector") else _read_number(place, column, header[column], cell)
        for column, cell in given.items()
    }
    return msgspec.convert(values, _Row)


def _read_number(place: _Place, column: str, heading: str, cell: str) -> float | int:
    try:
        if column in WHOLE:
            return read_count(cell, most=LAST_YEAR)
        is_percent = column == "percent"
        return read_number(cell, percent=is_percent, most=PER_CENT if is_percent else float("inf"))
    except NumberError as error:
        where = f"{place}, {heading[:LONGEST]}"
        raise error.at(where, file=place.file, line=place.line, column=heading[:LONGEST]) from None


def _make_shock(row: _Row, place: _Place, words: Words) -> Shock:
    kind = words.kinds.get(plain_word(row.kind))
    if kind is None:
        nearest = find_nearest(row.kind, list(words.kinds))
        raise BadInputError(
            "shock_file_kind", file=place.file, line=place.line, kind=row.kind[:LONGEST], nearest=nearest
        )
    sector = find_sector(row.sector, str(place), words) if row.sector else SECTORS[INDUSTRY]
    if kind == "downturn":
        sector = COUNTRY
    if (row.percent if kind not in BY_SHARE else row.jobs) or (row.new_jobs and kind != "conversion"):
        raise BadInputError("shock_file_amount", file=place.file, line=place.line, kind=row.kind[:LONGEST])
    values = {**msgspec.structs.asdict(row), "kind": kind, "sector": sector, "stood": str(place)}
    return msgspec.convert(values, FiledShock)
