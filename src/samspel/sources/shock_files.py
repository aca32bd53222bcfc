"""Files of events: a list with a header row, or TOML with `[[shock]]`.

Columns and keys are `kind`, `year`, `until`, `jobs`, `percent`, `sector`, `new_jobs` and `new_year`, or their Swedish
names, in any order. Every mistake is told with its line.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
import tomli

from samspel.dynamics.jobs import INDUSTRY, SECTORS
from samspel.scenarios.shocks import BY_SHARE, COUNTRY, IDS, FiledShock, Shock, Words, find_nearest, find_sector
from samspel.sources.lists import Columns, Row, Sheet, gather, read_text, require_rows
from samspel.sources.spreadsheet import decode, read_data, tidy_line
from samspel.terms.errors import BadInputError
from samspel.terms.file_kinds import find_kind
from samspel.terms.likeness import plain_word
from samspel.terms.mistakes import raise_all
from samspel.terms.numbers import write_number
from samspel.terms.units import PER_CENT

MOST_EVENTS = 5_000
REQUIRED = ("kind", "year")
YEARS = ("year", "until", "new_year")
LAST_YEAR = 9999
NEAR_HEADING = 70.0
_HEADER = re.compile(r"\s*\[\[\s*shock\s*\]\]")
_AT_LINE = re.compile(r"\(at line ([0-9]+)")


def read_shocks(path: Path, words: Words = IDS) -> tuple[Shock, ...]:
    """Read a file of events; `.csv` and a workbook as a list, anything else as TOML. Raises BadInputError, which holds
    all wrong rows.
    """
    columns = Columns(
        meant=words.columns, also={}, needed=REQUIRED, likeness=NEAR_HEADING, most_rows=MOST_EVENTS, is_closed=True
    )
    given = read_data(path)
    text = decode(given, path.name)
    is_list = path.suffix.casefold() == ".csv" or find_kind(given) == "workbook"
    rows = require_rows(read_text(text, path.name, columns)) if is_list else _read_toml(text, path.name, columns)
    shocks, problems = gather(rows, lambda row: _read_row(row, words))
    raise_all(problems, path.name)
    return tuple(shocks)


def _read_toml(text: str, name: str, columns: Columns) -> Iterator[Row]:
    """Each `[[shock]]` as a row. Raises BadInputError for a file that is no TOML, or holds anything else."""
    try:
        tables = tomli.loads(text)
    except (tomli.TOMLDecodeError, RecursionError) as error:
        at = _AT_LINE.search(str(error))
        line = int(at[1]) if at else len(text.splitlines())
        raise BadInputError("shock_file_toml", file=name, line=max(1, line)) from None
    entries = tables.pop("shock", None)
    if tables or not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise BadInputError("shock_file_table", file=name, found=next(iter(tables), "–"))
    if len(entries) > MOST_EVENTS:
        raise BadInputError("list_too_many_rows", file=name, found=len(entries), limit=MOST_EVENTS)
    lines = [number for number, line in enumerate(text.splitlines(), 1) if _HEADER.match(line)]
    for number, entry in enumerate(entries):
        yield _make_row(entry, name, lines[number] if number < len(lines) else 1, columns)


def _make_row(entry: Mapping[str, object], name: str, line: int, columns: Columns) -> Row:
    found = columns.find(entry)
    columns.check_unknown(name, line, [key for key, column in zip(entry, found, strict=True) if not column], found)
    if len(set(found)) < len(found):
        raise BadInputError("list_column_twice", file=name, found=", ".join(entry))
    cells = {column: _write(value) for column, value in zip(found, entry.values(), strict=True)}
    return Row(Sheet(name, columns, dict(zip(found, entry, strict=True))), line, cells)


def _write(value: object) -> str:
    """A value of TOML as it would stand in a cell."""
    is_decimal = isinstance(value, float) and abs(value) < float("inf")
    return write_number(float(str(value))) if is_decimal else tidy_line(str(value))


def _read_row(row: Row, words: Words) -> Shock:
    row.check()
    written = row.filled("kind")
    kind = words.kinds.get(plain_word(written))
    if kind is None:
        raise row.problem("shock_file_kind", kind=written, nearest=find_nearest(written, list(words.kinds)))
    numbers = {
        column: _read_number(row, column)
        for column in dict.fromkeys(("year", *row.cells))
        if column not in ("kind", "sector") and (row[column] or column in REQUIRED)
    }
    stood = f"{row.sheet.file}:{row.line}"
    sector = find_sector(row["sector"], stood, words) if row["sector"] else SECTORS[INDUSTRY]
    if kind == "downturn":
        sector = COUNTRY
    is_misplaced = numbers.get("jobs" if kind in BY_SHARE else "percent")
    if is_misplaced or (numbers.get("new_jobs") and kind != "conversion"):
        raise row.problem("shock_file_amount", kind=written)
    return msgspec.convert({**numbers, "kind": kind, "sector": sector, "stood": stood}, FiledShock)


def _read_number(row: Row, column: str) -> float:
    if column == "percent":
        return row.decimal(column, percent=True, most=PER_CENT)
    return row.whole(column, least=0, most=LAST_YEAR) if column in YEARS else row.whole(column, least=0)
