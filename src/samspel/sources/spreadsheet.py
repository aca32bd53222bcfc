"""Tables that people fill in with a spreadsheet: any of its encodings and delimiters in, one of each out.

Written with semicolons and a byte-order mark so that a Swedish Excel opens them as they stand.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from samspel.terms.errors import BadInputError

SIZE_LIMIT = 5_000_000
ROW_LIMIT = 20_000
LONGEST_QUOTE = 200

_BLANK = " ;,\t\u00a0"
_SPACES = re.compile(r"[ \u00a0\u2009\u202f]")
_NUMBER = re.compile(r"[+-]?[0-9]{1,12}([.,][0-9]{1,20})?")
_WHOLE = re.compile(r"[0-9]{1,9}")
_FORMULA = re.compile(r"'*[=+\-@]")
"""A spreadsheet runs a text that begins with such a sign; an apostrophe before it prevents that."""
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How .xlsx and .ods, and the older .xls, begin."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row's cells by column, tidied, with its line in the file; columns that the file lacks are empty."""

    file: str
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def problem(self, code: str, **facts: str | float) -> BadInputError:
        """An error that tells this row's file and line."""
        return BadInputError(code, file=self.file, line=self.line, **facts)


def read_data(path: Path) -> bytes:
    """The file's bytes. Raises BadInputError when it is absent, a folder, too large or unreadable."""
    try:
        if not path.is_file():
            raise BadInputError("sites_no_file", file=str(path)[:LONGEST_QUOTE])
        if path.stat().st_size > SIZE_LIMIT:
            raise BadInputError("sites_too_large", file=path.name, limit=SIZE_LIMIT // 1_000_000)
        return path.read_bytes()
    except OSError as error:
        raise BadInputError("sites_unreadable", file=str(path)[:LONGEST_QUOTE], reason=str(error.strerror)) from None


def decode(data: bytes, name: str) -> str:
    """Bytes as text, from UTF-8, UTF-16 with its mark or the Western European code page of Windows. Raises
    BadInputError for an empty file, a workbook or other bytes.
    """
    if len(data) > SIZE_LIMIT:
        raise BadInputError("sites_too_large", file=name, limit=SIZE_LIMIT // 1_000_000)
    if data.startswith(_WORKBOOKS):
        raise BadInputError("sites_workbook", file=name)
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise BadInputError("sites_encoding", file=name)


def read_rows(data: bytes, name: str, columns: Mapping[str, str], needed: Sequence[str]) -> list[Row]:
    """The rows below the header, blank ones left out. `columns` is the column that each written name means.

    Raises BadInputError where the table as a whole cannot be used; a row with cells to spare is found by check_width.
    """
    text = decode(data, name)
    first = next((line for line in text.splitlines() if line.strip(_BLANK)), "")
    if not first:
        raise BadInputError("sites_empty", file=name)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(";,\t", key=first.count), strict=True)
    try:
        rows = [(reader.line_num, [tidy(cell) for cell in row]) for row in reader if any(map(str.strip, row))]
    except csv.Error as error:
        raise BadInputError("sites_csv", file=name, line=reader.line_num, reason=str(error)) from None
    header = [columns.get(cell.casefold().replace(" ", "_"), "") for cell in rows[0][1]]
    _check_header(name, header, rows[0][1], columns, needed)
    if len(rows) == 1:
        raise BadInputError("sites_no_rows", file=name)
    if len(rows) > ROW_LIMIT:
        raise BadInputError("sites_too_many_rows", file=name, found=len(rows), limit=ROW_LIMIT)
    return [_make_row(name, line, header, cells) for line, cells in rows[1:]]


def check_width(row: Row) -> None:
    """Raise BadInputError for a row with more cells than the header, as a decimal comma between commas makes."""
    if row[_SPARE]:
        raise row.problem("sites_cells", found=row[_SPARE])


def read_number(row: Row, column: str, told: str) -> float:
    """A number with decimal comma or point. Raises BadInputError; `told` is the column's name to the reader."""
    plain = _SPACES.sub("", row[column].replace("\u2212", "-"))
    if not _NUMBER.fullmatch(plain):
        raise row.problem("sites_number", column=told, found=row[column])
    return float(plain.replace(",", "."))


def read_whole(row: Row, column: str, told: str) -> int:
    """A whole number from 1. Raises BadInputError, for 1,234 too, which can be read in two ways."""
    plain = _SPACES.sub("", row[column])
    if not _WHOLE.fullmatch(plain) or int(plain) < 1:
        raise row.problem("sites_whole", column=told, found=row[column])
    return int(plain)


def write_rows(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as CSV bytes, no cell of which a spreadsheet takes for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_guard(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def tidy(cell: str) -> str:
    """A cell without the apostrophe that guards a formula, each run of white space as one space."""
    plain = " ".join(cell.split())
    return plain[1:] if plain.startswith("'") and _FORMULA.match(plain) else plain


_SPARE = "spare"


def _guard(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def _make_row(name: str, line: int, header: Sequence[str], cells: Sequence[str]) -> Row:
    named = {column: cell for column, cell in zip(header, cells, strict=False) if column}
    return Row(name, line, named | {_SPARE: next((cell for cell in cells[len(header) :] if cell), "")})


def _check_header(
    name: str, header: Sequence[str], found: Sequence[str], columns: Mapping[str, str], needed: Sequence[str]
) -> None:
    lacking = [column for column in needed if column not in header]
    if lacking:
        wanted = ", ".join("/".join(told for told, meant in columns.items() if meant == column) for column in lacking)
        raise BadInputError("sites_columns", file=name, wanted=wanted, found=", ".join(found)[:LONGEST_QUOTE])
    twice = [told for told, column in zip(found, header, strict=True) if column and header.count(column) > 1]
    if twice:
        raise BadInputError("sites_column_twice", file=name, found=", ".join(twice))
