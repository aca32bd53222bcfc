"""Lists of own figures: which kind a file is, its rows, and an empty list to fill in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from samspel.catalogue.added import AddedColumn, AddedList, CellKind
from samspel.catalogue.records.base import Lang
from samspel.catalogue.texts import choose
from samspel.observations.added import Value
from samspel.sources.lists import Columns, Row, gather, read_text, require_rows
from samspel.sources.spreadsheet import decode, split_cells, tidy_line, write_rows
from samspel.sources.workplaces import read_clock
from samspel.terms.errors import BadInputError, SamspelError
from samspel.terms.mistakes import raise_all

FIRST_YEAR = 1900
"""Before it no figure of a municipality of today is of."""
MOST_ROWS = 2_000
LONGEST_WORDS = 200
MOST_DEGREES = 180.0
Find = Callable[[str], str]
"""What a word means, by its id or code. Raises SamspelError for one that means nothing."""


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row: its line in the file, the code of the place that it names (empty for none), and what else it says."""

    line: int
    place: str
    values: dict[str, Value]
    percent: bool = False
    """Whether a number of it had a per cent sign."""


@dataclass(frozen=True, slots=True)
class ReadAdded:
    """A file as it was read: the kind of list, its rows, and the headings that mean nothing in it."""

    kind: AddedList
    rows: tuple[ReadRow, ...]
    ignored: tuple[str, ...]


def read_added(
    data: bytes, name: str, kinds: Sequence[AddedList], find: Mapping[CellKind, Find], last_year: int, likeness: float
) -> ReadAdded:
    """The rows of a file; `find` says what places and measures are. Raises BadInputError, with everything that is
    wrong, where a row cannot be used or the file is no such list.
    """
    text = decode(data, name)
    kind = _find_kind(text, name, kinds, likeness)
    sheet = read_text(text, name, _make_columns(kind, likeness))

    def read(row: Row) -> ReadRow:
        row.check()
        said = {one.id: _read_cell(row, one, find, last_year) for one in kind.columns if row[one.id] or one.is_needed}
        place = str(said.pop(kind.find("place"), ""))
        percent = any(one.kind == "number" and "%" in row[one.id] for one in kind.columns)
        return ReadRow(row.line, place, said, percent)

    rows, problems = gather(require_rows(sheet), read)
    raise_all(problems, name)
    return ReadAdded(kind, tuple(rows), sheet.ignored)


def write_empty(kind: AddedList, lang: Lang) -> bytes:
    """A list with its headings and an example, as CSV."""
    told = [choose(column, lang) for column in kind.columns]
    return write_rows([one.name for one in told], [[one.example for one in told]])


def _find_kind(text: str, name: str, kinds: Sequence[AddedList], likeness: float) -> AddedList:
    """The kind whose needed columns a file has, the one that knows most of its headings where there are several."""
    headings = [tidy_line(cell) for cell in split_cells(text, name).header[1]]
    known = {kind.id: set(_make_columns(kind, likeness).find(headings)) for kind in kinds}
    fitting = [kind for kind in kinds if {one.id for one in kind.columns if one.is_needed} <= known[kind.id]]
    if not fitting:
        wanted = "; ".join(_name_needed(kind) for kind in kinds)
        raise BadInputError("added_kind", file=name, found=", ".join(headings)[:LONGEST_WORDS], wanted=wanted)
    return max(fitting, key=lambda kind: len(known[kind.id]))


def _name_needed(kind: AddedList) -> str:
    return ", ".join(f"{one.sv.name}/{one.en.name}" for one in kind.columns if one.is_needed)


def _make_columns(kind: AddedList, likeness: float) -> Columns:
    meant = {told.name: one.id for one in kind.columns for told in (one.sv, one.en)}
    also = {name: one.id for one in kind.columns for name in (one.id, *one.also)}
    needed = [one.id for one in kind.columns if one.is_needed]
    return Columns(meant=meant, also=also, needed=needed, likeness=likeness, most_rows=MOST_ROWS)


def _read_cell(row: Row, column: AddedColumn, find: Mapping[CellKind, Find], last_year: int) -> Value:
    if column.kind in find:
        try:
            return find[column.kind](row.filled(column.id))
        except SamspelError as error:
            raise row.problem(error.code, **error.facts) from None
    if column.kind == "year":
        return row.whole(column.id, least=FIRST_YEAR, most=last_year)
    if column.kind == "count":
        return row.whole(column.id, least=0)
    if column.kind == "number":
        return row.decimal(column.id, signed=True, percent=True)
    if column.kind == "degrees":
        return row.decimal(column.id, signed=True, most=MOST_DEGREES)
    if column.kind == "clock":
        read_clock(row, column.id)
    words = row.filled(column.id)
    if len(words) > LONGEST_WORDS:
        raise row.problem("added_long", column=row.label(column.id), limit=LONGEST_WORDS)
    return words
