"""The one reader of lists that people fill in: workplaces, localities, hospitals, events and answer forms.

A kind of list says by its Columns what its headings may be; its rows then give their cells by column and tell what is
wrong with them by file, line and heading. `gather` reads all rows, so that everything wrong is told at once.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from samspel.sources.spreadsheet import LONGEST_QUOTE, RawList, decode, is_error_cell, split_cells, tidy_line
from samspel.terms.errors import BadInputError
from samspel.terms.likeness import UnknownNameError, find_meant, plain_heading
from samspel.terms.mistakes import MOST_TOLD
from samspel.terms.numbers import NumberError, check_range, read_count, read_number

ROW_LIMIT = 20_000
LARGEST_COUNT = 999_999_999

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """What the headings of a list may be: `meant` gives the column of each written name, of any language, `also` that
    of other names in use. A heading that is at least `likeness` (0 to 100) like that of a column which the file lacks
    is taken for a mistake, and where the list `is_closed` so is every other. `tidy` is what is done with a cell.
    """

    meant: Mapping[str, str]
    also: Mapping[str, str]
    needed: Sequence[str]
    likeness: float
    most_rows: int = ROW_LIMIT
    is_closed: bool = False
    tidy: Callable[[str], str] = tidy_line

    def find(self, headings: Iterable[str]) -> list[str]:
        """The columns that headings mean; empty for one that means none."""
        known = {plain_heading(name): column for name, column in (*self.also.items(), *self.meant.items())}
        return [known.get(plain_heading(heading), "") for heading in headings]

    def label(self, column: str) -> str:
        """A column by its names in every language."""
        return "/".join(dict.fromkeys(name for name, meant in self.meant.items() if meant == column))

    def check_unknown(self, file: str, line: int, headings: Sequence[str], found: Sequence[str]) -> None:
        """Raise BadInputError for the first of the unknown headings that was meant for a column not among `found`."""
        named = {**self.also, **self.meant}
        left = [name for name, column in named.items() if column not in found]
        for heading in headings[:MOST_TOLD]:
            nearest = find_meant(heading, left, self.likeness)
            facts: dict[str, str | int] = {"file": file, "line": line, "found": heading[:LONGEST_QUOTE]}
            if self.is_closed:
                known = ", ".join(dict.fromkeys(map(self.label, self.meant.values())))
                raise BadInputError("list_column", **facts, nearest=nearest, known=known)
            if nearest:
                raise BadInputError("column_unknown", **facts, nearest=self.label(named[nearest]))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list with its columns recognised: which column each of its headings means, and which headings mean none
    although something stands under them.
    """

    file: str
    columns: Columns
    headings: Mapping[str, str]
    ignored: tuple[str, ...] = ()
    rows: "tuple[Row, ...]" = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row's cells by column, tidied, with its line in the file; columns that the file lacks are empty. `spare` is
    the first cell beyond the header with anything in it.
    """

    sheet: Sheet
    line: int
    cells: Mapping[str, str]
    spare: str = ""

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def label(self, column: str) -> str:
        """A column as the file heads it, else by its names in every language."""
        return self.sheet.headings.get(column) or self.sheet.columns.label(column)

    def problem(self, code: str, **facts: str | float) -> BadInputError:
        """An error that tells this row's file and line, with no more of a cell than one can read."""
        short = {name: fact[:LONGEST_QUOTE] if isinstance(fact, str) else fact for name, fact in facts.items()}
        return BadInputError(code, file=self.sheet.file, line=self.line, **short)

    def unknown(self, code: str, found: str, known: Sequence[str], likeness: float, **facts: str) -> UnknownNameError:
        """A name that is not among the known ones, as an error."""
        found = found[:LONGEST_QUOTE]
        return UnknownNameError(
            code, found, known, likeness, file=self.sheet.file, line=self.line, found=found, **facts
        )

    def check(self) -> None:
        """Raise BadInputError for a row with more cells than the header, as a decimal comma between commas makes, or
        with what a spreadsheet shows where it found no value.
        """
        if self.spare:
            raise self.problem("list_cells", found=self.spare)
        self.check_values()

    def check_values(self) -> None:
        """Raise BadInputError for what a spreadsheet shows where it found no value: it would be kept as a text."""
        for column, cell in self.cells.items():
            if is_error_cell(cell):
                raise self.problem("list_error_cell", found=cell, column=self.label(column))

    def filled(self, column: str) -> str:
        """The cell of a column. Raises BadInputError where it is empty."""
        if not self[column]:
            raise self.problem("list_blank", column=self.label(column))
        return self[column]

    def decimal(self, column: str, *, signed: bool = False, percent: bool = False, most: float = float("inf")) -> float:
        """A number with decimal comma or point, as `numbers.read_number`. Raises BadInputError with the column."""
        cell = self.filled(column)
        try:
            return read_number(cell, signed=signed, percent=percent, most=most)
        except NumberError as error:
            raise self._number_problem(error, column) from None

    def whole(self, column: str, *, least: int = 1, most: int = LARGEST_COUNT) -> int:
        """A whole number from `least` to `most`. Raises BadInputError, for 1,234 too, which can be read in two ways."""
        cell = self.filled(column)
        try:
            return read_count(cell, least=least, most=most)
        except NumberError as error:
            raise self._number_problem(error, column) from None

    def check_range(self, value: float, column: str, *, least: float, most: float) -> None:
        """Raise BadInputError with the column for a number under `least` or over `most`."""
        try:
            check_range(value, self[column], "", least=least, most=most)
        except NumberError as error:
            raise self._number_problem(error, column) from None

    def check_whole(self, value: float, column: str) -> None:
        """Raise BadInputError with the column for a number that is read and has decimals."""
        if not value.is_integer():
            raise self._number_problem(NumberError("whole", self[column], ""), column)

    def _number_problem(self, error: NumberError, column: str) -> NumberError:
        """A number's mistake with this row's file and line and the column's name to the reader."""
        file, told = self.sheet.file, self.label(column)[:LONGEST_QUOTE]
        return error.at(f"{file}:{self.line}, {told}", file=file, line=self.line, column=told)


def read_sheet(data: bytes, name: str, columns: Columns) -> Sheet:
    """A list from a file's bytes. Raises BadInputError where the table as a whole cannot be used."""
    return read_text(decode(data, name), name, columns)


def read_text(text: str, name: str, columns: Columns) -> Sheet:
    """A list from its text; errors as read_sheet."""
    raw = split_cells(text, name)
    line, told = raw.header[0], [tidy_line(cell) for cell in raw.header[1]]
    found = columns.find(told)
    _check_header(name, line, told, found, columns)
    if len(raw.rows) > columns.most_rows:
        raise BadInputError("list_too_many_rows", file=name, found=len(raw.rows), limit=columns.most_rows)
    headings = {column: heading for column, heading in zip(found, told, strict=True) if column}
    bare = Sheet(name, columns, headings)
    rows = tuple(_make_rows(bare, found, raw))
    return Sheet(name, columns, headings, tuple(_list_ignored(raw, told, found)), rows)


def require_rows(sheet: Sheet) -> tuple[Row, ...]:
    """The rows of a list. Raises BadInputError where it has none."""
    if not sheet.rows:
        raise BadInputError("list_no_rows", file=sheet.file)
    return sheet.rows


def gather(rows: Iterable[Row], read: Callable[[Row], T]) -> tuple[list[T], list[BadInputError]]:
    """What is read of each row, and what is wrong with the others."""
    found: list[T] = []
    problems: list[BadInputError] = []
    for row in rows:
        try:
            found.append(read(row))
        except BadInputError as problem:
            problem.__context__ = problem.__traceback__ = None  # each holds its frames, of thousands of rows
            problems.append(problem)
    return found, problems


def _make_rows(sheet: Sheet, found: Sequence[str], raw: RawList) -> Iterator[Row]:
    tidy, used = sheet.columns.tidy, [(at, column) for at, column in enumerate(found) if column]
    unnamed = [at for at, column in enumerate(found) if not column] if sheet.columns.is_closed else []
    for line, cells in raw.rows:
        named = {column: tidy(cells[at]) for at, column in used if at < len(cells)}
        beyond = (*(cells[at] for at in unnamed if at < len(cells)), *cells[len(found) :])
        spare = next((cell for cell in map(tidy_line, beyond) if cell), "")
        yield Row(sheet, line, named, spare)


def _list_ignored(raw: RawList, told: Sequence[str], found: Sequence[str]) -> Iterator[str]:
    """The headings that mean no column, each once in the order of the file; empty for one without a heading above
    cells that are filled in.
    """
    unknown = [at for at, column in enumerate(found) if not column]
    bare = {at for at in unknown if not told[at]}
    filled = {at for _, cells in raw.rows for at in bare if at < len(cells) and cells[at].strip()} if bare else set()
    yield from dict.fromkeys(told[at][:LONGEST_QUOTE] for at in unknown if at not in bare or at in filled)


def _check_header(name: str, line: int, told: Sequence[str], found: Sequence[str], columns: Columns) -> None:
    given = Counter(found)
    twice = [heading for heading, column in zip(told, found, strict=True) if column and given[column] > 1]
    if twice:
        raise BadInputError("list_column_twice", file=name, found=", ".join(twice)[:LONGEST_QUOTE])
    unknown = [heading for heading, column in zip(told, found, strict=True) if heading and not column]
    columns.check_unknown(name, line, unknown, found)
    lacking = [column for column in columns.needed if column not in given]
    if lacking:
        wanted = ", ".join(map(columns.label, lacking))
        raise BadInputError("list_columns", file=name, wanted=wanted, found=", ".join(told)[:LONGEST_QUOTE])
