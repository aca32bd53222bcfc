"""One table for all faces: a cell holds its value, for those who compute further, and its words, for those who read.

A face that reads (page, paper, terminal) takes `words`; a file (CSV, XLSX, Parquet, JSON) takes `data`. A column may
stand in only one of them: codes and units in the files, a remark in words on the page.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

Scalar = str | int | float | bool | None
Shown = Literal["everywhere", "read", "data"]
Order = Literal["", "ascending", "descending"]
Row = TypeVar("Row")
WORDS = "_words"
"""After the key of a coded column: the column with its words in the reader's language."""


@dataclass(frozen=True, slots=True)
class Link:
    """Where a cell leads, by what it is about: the page knows the address, other faces leave it out."""

    kind: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """`key` names the column in files, in English and always the same; `head` stands above it in words. `is_main` is
    the column that a table is about, where others stand beside it to compare with. A wordy column gets a line of its
    own where the page is narrow. Of a coded column, whose values are words of the program's own, files have the cells'
    words too, in a column of its own after the others, with WORDS after the key. `file_head` stands above it in a
    workbook whose values are in another unit than the words, and one to be read has numbers with so many `decimals`.
    `link` leads from the head, as to the rows sorted by the column, and `order` says how they are sorted by it.
    """

    key: str
    head: str = ""
    file_head: str = ""
    decimals: int | None = None
    is_number: bool = False
    is_main: bool = False
    is_wordy: bool = False
    is_coded: bool = False
    shown: Shown = "everywhere"
    link: Link | None = None
    order: Order = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A value and its words; a blank has no value, and words that say so. `note` stands small beside the words, `more`
    is told by faces that can fold. `badge` names the sign that a page sets before the words, `bar` is how much of a
    bar beneath them a page fills, 0 to 100. `short` says the same in fewer words where many columns stand side by side;
    files have the whole.
    """

    value: Scalar
    words: str
    note: str = ""
    more: str = ""
    link: Link | None = None
    badge: str = ""
    bar: float | None = None
    short: str = ""

    @property
    def read(self) -> str:
        """The words as they are read."""
        return self.short or self.words


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The first column that is read heads the rows. `notes` stand under the table on every face that reads. A matrix is
    read down its columns as much as along its rows, so that a narrow page keeps both.
    """

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    is_matrix: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """The columns of a table that are read, with their cells."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def heads(self) -> tuple[str, ...]:
        """What stands above the columns."""
        return tuple(column.head for column in self.columns)

    @property
    def numeric(self) -> tuple[bool, ...]:
        """Which columns are set to the right."""
        return tuple(column.is_number for column in self.columns)

    @property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """The rows as texts alone, each with the note of its cell."""
        return tuple(
            tuple(f"{cell.read} ({cell.note})" if cell.note else cell.read for cell in row) for row in self.rows
        )


@dataclass(frozen=True, slots=True)
class Data:
    """The columns of a table that stand in files, by key, with their values; `heads` is what a person reads above each,
    the key where there are no words for it, and nothing where nobody has said.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Scalar, ...], ...]
    heads: tuple[str, ...] = ()


@dataclass(frozen=True)
class Field(Generic[Row]):
    """A column, and how a row's cell of it is made. Without slots, since `Field[Row](...)` could not be called then."""

    column: Column
    make: Callable[[Row], Cell]


def text(words: str, *, more: str = "", link: Link | None = None) -> Cell:
    """A cell whose value is its words."""
    return Cell(value=words, words=words, more=more, link=link)


def data_field(key: str, read: Callable[[Row], Scalar]) -> Field[Row]:
    """A column that stands only in files."""
    return Field(Column(key=key, shown="data"), lambda row: Cell(value=read(row), words=""))


def tabulate(
    name: str,
    caption: str,
    fields: Sequence[Field[Row]],
    rows: Iterable[Row],
    notes: Iterable[str] = (),
    *,
    is_matrix: bool = False,
) -> Table:
    """A table of records: one row each, one cell a field. Empty notes are left out."""
    return Table(
        name=name,
        caption=caption,
        columns=tuple(field.column for field in fields),
        rows=tuple(tuple(field.make(row) for field in fields) for row in rows),
        notes=tuple(note for note in notes if note),
        is_matrix=is_matrix,
    )


def words(table: Table) -> Words:
    """What is read of a table."""
    return Words(*_choose(table, "data"))


def data(table: Table) -> Data:
    """What stands in files of a table: the words of its codes last, but in the place of those, which come last, where
    it is read both ways.
    """
    columns, rows = _choose(table, "read")
    coded = [number for number, column in enumerate(columns) if column.is_coded]
    found = Data(
        table.name,
        (*(column.key for column in columns), *(f"{columns[number].key}{WORDS}" for number in coded)),
        tuple(
            (*(_read_plain(cell.value) for cell in row), *(_read_code(row[number]) for number in coded)) for row in rows
        ),
        tuple(_list_heads(columns)),
    )
    if not table.is_matrix:
        return found
    words_of = dict(zip(coded, range(len(columns), len(found.columns)), strict=True))
    order = [*(words_of.get(number, number) for number in range(len(columns))), *coded]
    return Data(
        found.name,
        tuple(found.columns[at] for at in order),
        tuple(tuple(row[at] for at in order) for row in found.rows),
        tuple(found.heads[at] for at in order),
    )


def _read_plain(value: Scalar) -> Scalar:
    """A value as files hold it: a name that is more than its letters is its letters alone."""
    return str(value) if isinstance(value, str) else value


def _list_heads(columns: Sequence[Column]) -> Iterator[str]:
    """The words above each column of a file, each once, whether in small letters or large, as a workbook has it. Those
    of a coded column stand above its words, and the code keeps its key.
    """
    given = {f"{column.key}{end}".casefold() for column in columns for end in ("", WORDS)}
    coded = [column for column in columns if column.is_coded]
    for column, is_code in (*((one, one.is_coded) for one in columns), *((one, False) for one in coded)):
        key = column.key if is_code or not column.is_coded else f"{column.key}{WORDS}"
        head = "" if is_code else " ".join((column.file_head or column.head).split())
        yield key if not head or head.casefold() in given else head
        given.add(head.casefold())


def list_records(table: Table) -> list[dict[str, Scalar]]:
    """The rows for JSON: one dictionary each, by the columns' keys."""
    found = data(table)
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def _read_code(cell: Cell) -> str | None:
    """What a code says in words; nothing of a blank."""
    return None if cell.value is None else cell.words


def _choose(table: Table, without: Shown) -> tuple[tuple[Column, ...], tuple[tuple[Cell, ...], ...]]:
    kept = [number for number, column in enumerate(table.columns) if column.shown != without]
    return (
        tuple(table.columns[number] for number in kept),
        tuple(tuple(row[number] for number in kept) for row in table.rows),
    )
