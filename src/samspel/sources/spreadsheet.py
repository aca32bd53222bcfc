"""Tables that people fill in with a spreadsheet: any of its encodings and delimiters in, one of each out.

Written with semicolons and a byte-order mark so that a Swedish Excel opens them as they stand.
"""

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

from samspel.catalogue.lists import ListError, RawList, decode_list, is_error_cell, split_list
from samspel.terms.errors import BadInputError
from samspel.terms.harmless import drop_guard, guard_formula, neutralise
from samspel.terms.likeness import find_meant, plain_heading
from samspel.terms.mistakes import MOST_TOLD
from samspel.terms.numbers import NumberError, read_count, read_number

SIZE_LIMIT = 5_000_000
ROW_LIMIT = 20_000
LONGEST_QUOTE = 200
LARGEST_COUNT = 999_999_999


@dataclass(frozen=True, slots=True)
class Row:
    """A row's cells by column, tidied, with its line in the file; columns that the file lacks are empty."""

    file: str
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def problem(self, code: str, **facts: str | float) -> BadInputError:
        """An error that tells this row's file and line, with no more of a cell than one can read."""
        short = {name: fact[:LONGEST_QUOTE] if isinstance(fact, str) else fact for name, fact in facts.items()}
        return BadInputError(code, file=self.file, line=self.line, **short)

    def number_problem(self, error: NumberError, told: str) -> NumberError:
        """A number's mistake with this row's file and line and the column's name to the reader."""
        return error.at(f"{self.file}:{self.line}, {told}", file=self.file, line=self.line, column=told)


@dataclass(frozen=True, slots=True)
class Columns:
    """What the headings of a list may be: `meant` gives the column of each written name, of any language, `also` that
    of other names in use. A heading that is at least `likeness` (0 to 100) like that of a column which the file lacks
    is taken for a mistake.
    """

    meant: Mapping[str, str]
    also: Mapping[str, str]
    needed: Sequence[str]
    likeness: float

    def find(self, headings: Iterable[str]) -> list[str]:
        """The columns that headings mean; empty for one that means none."""
        known = {plain_heading(name): column for name, column in (*self.also.items(), *self.meant.items())}
        return [known.get(plain_heading(heading), "") for heading in headings]

    def tell(self, column: str) -> str:
        """A column by its names in every language."""
        return "/".join(dict.fromkeys(name for name, meant in self.meant.items() if meant == column))


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
    BadInputError for an empty file, one of another kind or other bytes.
    """
    if len(data) > SIZE_LIMIT:
        raise BadInputError("sites_too_large", file=name, limit=SIZE_LIMIT // 1_000_000)
    try:
        return decode_list(data)
    except ListError as error:
        raise error.tell(_name_code, name) from None


def read_rows(data: bytes, name: str, columns: Columns) -> list[Row]:
    """The rows below the header, blank ones left out.

    Raises BadInputError where the table as a whole cannot be used; a row with cells to spare is found by check_cells.
    """
    raw = _split(data, name)
    header = columns.find(raw.header[1])
    _check_header(name, header, raw.header[1], columns)
    if not raw.rows:
        raise BadInputError("sites_no_rows", file=name)
    if len(raw.rows) >= ROW_LIMIT:
        raise BadInputError("sites_too_many_rows", file=name, found=len(raw.rows) + 1, limit=ROW_LIMIT)
    return [_make_row(name, line, header, [tidy(cell) for cell in cells]) for line, cells in raw.rows]


def find_ignored(data: bytes, name: str, columns: Columns) -> tuple[str, ...]:
    """The headings of a list that mean no column, in the order of the file; empty for one without a heading above
    cells that are filled in. Raises BadInputError as read_rows.
    """
    raw = _split(data, name)
    filled = {at for _, cells in raw.rows for at, cell in enumerate(cells) if cell.strip()}
    told = [tidy(cell)[:LONGEST_QUOTE] for cell in raw.header[1]]
    found = enumerate(zip(told, columns.find(told), strict=True))
    return tuple(dict.fromkeys(cell for at, (cell, column) in found if not column and (cell or at in filled)))


def check_cells(row: Row, tell: Callable[[str], str]) -> None:
    """Raise BadInputError for a row with more cells than the header, as a decimal comma between commas makes, or with
    what a spreadsheet shows where it found no value; `tell` names a column to the reader.
    """
    if row[_SPARE]:
        raise row.problem("sites_cells", found=row[_SPARE])
    for column, cell in row.cells.items():
        if is_error_cell(cell):
            raise row.problem("sites_error_cell", found=cell, column=tell(column))


def read_decimal(row: Row, column: str, told: str, *, signed: bool = False, most: float = float("inf")) -> float:
    """A number with decimal comma or point, which cannot be larger than `most`. Raises NumberError; `told` is the
    column's name to the reader.
    """
    _check_filled(row, column, told)
    try:
        return read_number(row[column], signed=signed, most=most)
    except NumberError as error:
        raise row.number_problem(error, told) from None


def read_whole(row: Row, column: str, told: str, *, least: int = 1, most: int = LARGEST_COUNT) -> int:
    """A whole number from `least` to `most`. Raises NumberError, for 1,234 too, which can be read in two ways."""
    _check_filled(row, column, told)
    try:
        return read_count(row[column], least=least, most=most)
    except NumberError as error:
        raise row.number_problem(error, told) from None


def write_rows(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as CSV bytes, no cell of which a spreadsheet takes for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_guard(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def tidy(cell: str) -> str:
    """A cell without the apostrophe that guards a formula, each run of white space as one space, letters composed,
    and nothing in it that would command a terminal.
    """
    return drop_guard(neutralise(normalize("NFC", " ".join(cell.split()))))


_SPARE = "spare"


def _check_filled(row: Row, column: str, told: str) -> None:
    if not row[column]:
        raise row.problem("sites_blank", column=told)


def _guard(cell: str) -> str:
    try:
        read_number(cell, signed=True)
    except NumberError:
        return guard_formula(cell)
    return cell


def _name_code(why: str) -> str:
    return f"sites_{why}"


def _split(data: bytes, name: str) -> RawList:
    text = decode(data, name)
    try:
        return split_list(text)
    except ListError as error:
        raise error.tell(_name_code, name) from None


def _make_row(name: str, line: int, header: Sequence[str], cells: Sequence[str]) -> Row:
    named = {column: cell for column, cell in zip(header, cells, strict=False) if column}
    return Row(name, line, named | {_SPARE: next((cell for cell in cells[len(header) :] if cell), "")})


def _check_header(name: str, header: Sequence[str], found: Sequence[str], columns: Columns) -> None:
    given = Counter(header)
    twice = [told for told, column in zip(found, header, strict=True) if column and given[column] > 1]
    if twice:
        raise BadInputError("sites_column_twice", file=name, found=", ".join(twice)[:LONGEST_QUOTE])
    left = [told for told, column in columns.meant.items() if column not in header]
    unknown = [cell for cell, column in zip(found, header, strict=True) if not column and cell.strip()]
    for cell in unknown[:MOST_TOLD]:
        nearest = find_meant(cell, left, columns.likeness)
        if nearest:
            told = columns.tell(columns.meant[nearest])
            raise BadInputError("column_unknown", file=name, line=1, found=cell[:LONGEST_QUOTE], nearest=told)
    lacking = [column for column in columns.needed if column not in header]
    if lacking:
        wanted = ", ".join(map(columns.tell, lacking))
        raise BadInputError("sites_columns", file=name, wanted=wanted, found=", ".join(found)[:LONGEST_QUOTE])
