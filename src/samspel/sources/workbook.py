"""A list in a workbook (XLSX) as the text that it would be as CSV, its lines those of the sheet; and the sheets of any
workbook as rows of cells.

A workbook is a zip that anybody can write: it is unpacked here within bounds and packed anew before a library reads it,
and a sheet that says to reach further than a list can is refused, since a library may lay it out whole in memory.
"""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import chain
from typing import NamedTuple

from python_calamine import CalamineError, SheetTypeEnum, SheetVisibleEnum, load_workbook

from samspel.sources.workbook_marks import At, Marks, count_column, name_cell, read_marks
from samspel.terms.errors import BadInputError
from samspel.terms.numbers import write_number
from samspel.terms.units import MEGABYTE

MOST_UNPACKED = 20 * MEGABYTE
MOST_FILES = 300
MOST_COLUMNS, MOST_ROWS = 60, 25_000
"""More than any list has: a sheet takes memory for every cell up to its last one."""
DECIMALS = 10
"""Of per cent, beyond which a share has only what a machine's fractions leave."""
MINUTES = 60

_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
# No pattern reaches beyond a tag, so that a sheet which never closes one takes no longer than another.
_AT = re.compile(rb"""\br\s?=\s?["']([A-Za-z]{1,3})([0-9]{1,7})["']""")
_ROW = re.compile(rb"""<(?:\w{1,20}:)?row\s[^<>]{0,400}?\br\s?=\s?["']()([0-9]{1,7})["']""")
_BARE = re.compile(rb"<(?:\w{1,20}:)?c(?![^<>]{0,400}\br\s?=)[\s/>]")
"""A cell that does not say where it is: its row does. An empty row may stand as far down as it likes."""
_SHEET_ID = re.compile(rb"""<(?:\w{1,20}:)?sheet\s[^<>]{0,1000}?\b\w{1,20}:id=["']([^"'<>]{1,200})["']""")
_RELATION = re.compile(rb"<(?:\w{1,20}:)?Relationship\s([^<>]{1,2000})>")
_ID = re.compile(rb"""\bId=["']([^"']+)["']""")
_TARGET = re.compile(rb"""\bTarget=["'](?:/xl/)?([^"']+)["']""")

Cell = int | float | str | bool | time | date | timedelta
"""What a cell holds; an empty one holds an empty string."""
Cells = list[list[Cell]]


class Bounds(NamedTuple):
    """How many bytes and files a workbook may unpack to, and how far a sheet may reach."""

    unpacked: int
    files: int
    rows: int
    columns: int


LIST = Bounds(unpacked=MOST_UNPACKED, files=MOST_FILES, rows=MOST_ROWS, columns=MOST_COLUMNS)


def read_workbook(data: bytes, name: str) -> str:
    """The only sheet with anything in it, as CSV with semicolons, every cell quoted. A cell that is shown in per cent
    has its sign.

    Raises BadInputError for a workbook that cannot be read, is too large when unpacked, or has several such sheets.
    """
    files = unpack_files(data, name, LIST)
    try:
        book = load_workbook(io.BytesIO(_pack(files)))
        shown = [
            one.name
            for one in book.sheets_metadata
            if one.typ == SheetTypeEnum.WorkSheet and one.visible == SheetVisibleEnum.Visible
        ]
        sheets = {sheet: book.get_sheet_by_name(sheet) for sheet in shown}
        filled = [sheet for sheet, found in sheets.items() if found.start is not None]
        if len(filled) > 1:
            raise BadInputError("list_workbook_sheets", file=name, sheets=", ".join(filled))
        if not filled:
            return ""
        written = _find_sheet(files, book.sheet_names.index(filled[0]))
        marks = read_marks(written, files.get("xl/styles.xml", b""))
        cells = sheets[filled[0]].to_python(skip_empty_area=False)
        _check_marks(marks, cells, name)
        return _write(cells, marks)
    except (CalamineError, ValueError, LookupError):
        raise BadInputError("list_workbook_broken", file=name) from None


def read_sheets(data: bytes, name: str, bounds: Bounds) -> dict[str, list[list[Cell]]]:
    """The cells of every sheet, by its name and in the order of the workbook; those of empty rows too. Raises
    BadInputError for a workbook that cannot be read or goes beyond the bounds.
    """
    packed = _pack(unpack_files(data, name, bounds))
    try:
        book = load_workbook(io.BytesIO(packed))
        names = [one.name for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
        return {one: book.get_sheet_by_name(one).to_python(skip_empty_area=False) for one in names}
    except (CalamineError, ValueError, LookupError):
        raise BadInputError("list_workbook_broken", file=name) from None


def unpack_files(data: bytes, name: str, bounds: Bounds) -> dict[str, bytes]:
    """The files that a workbook is a zip of. Raises BadInputError for one that cannot be read or goes beyond the
    bounds.
    """
    files: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            listed = packed.infolist()
            if len(listed) > bounds.files or sum(one.file_size for one in listed) > bounds.unpacked:
                raise BadInputError("list_workbook_large", file=name, limit=bounds.unpacked // MEGABYTE)
            for one in listed:
                files[one.filename] = packed.read(one)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError):
        raise BadInputError("list_workbook_broken", file=name) from None
    for path, content in files.items():
        reached = _at(content) if _SHEET.fullmatch(path) else ()
        if any(row > bounds.rows or column > bounds.columns for row, column in reached):
            raise BadInputError("list_workbook_wide", file=name, rows=bounds.rows, columns=bounds.columns)
    return files


def _pack(files: dict[str, bytes]) -> bytes:
    """The same files in a zip that says of each how long it is."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for path, content in files.items():
            packed.writestr(path, content)
    return out.getvalue()


def _at(sheet: bytes) -> Iterator[At]:
    told = chain(_AT.finditer(sheet), _ROW.finditer(sheet) if _BARE.search(sheet) else ())
    return ((int(one[2]), count_column(one[1].decode())) for one in told)


def _find_sheet(files: dict[str, bytes], index: int) -> bytes:
    """A sheet as it is written, by its place among all. Raises LookupError for a workbook that does not say where."""
    ids = _SHEET_ID.findall(files["xl/workbook.xml"])
    told = ((_ID.search(one), _TARGET.search(one)) for one in _RELATION.findall(files["xl/_rels/workbook.xml.rels"]))
    targets = {found[1]: target[1].decode() for found, target in told if found and target}
    return files[f"xl/{targets[ids[index]]}"]


def _check_marks(marks: Marks, cells: Cells, name: str) -> None:
    """Raise BadInputError for a formula whose value was not kept, and for a value that is merged over several rows: it
    would stand in the first of them alone.
    """
    if marks.unsaved:
        raise BadInputError("list_workbook_formula", file=name, cell=name_cell(marks.unsaved[0]))
    for (top, left), (bottom, right) in marks.merged:
        is_filled = top <= len(cells) and left <= len(cells[top - 1]) and cells[top - 1][left - 1] != ""
        if bottom > top and is_filled:
            merged = f"{name_cell((top, left))}:{name_cell((bottom, right))}"
            raise BadInputError("list_workbook_merged", file=name, cells=merged)


def _write(sheet: Cells, marks: Marks) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n")
    for line, cells in enumerate(sheet, 1):
        row = (marks.errors.get((line, at)) or _tell(cell, (line, at), marks) for at, cell in enumerate(cells, 1))
        writer.writerow(_trim([*row]))
    return out.getvalue()


def _trim(cells: Sequence[str]) -> Sequence[str]:
    """Without the empty cells that a wider row elsewhere gives this one, but for the first."""
    last = max((at for at, cell in enumerate(cells, 1) if cell), default=1)
    return cells[:last]


def _tell(cell: Cell, at: At, marks: Marks) -> str:
    """A cell as somebody would type it."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int | float):
        if at in marks.percent:
            return _tell_percent(cell)
        return f"{_tell_number(cell)} %" if at in marks.signed else _tell_number(cell)
    if isinstance(cell, date | time | timedelta):
        return _tell_time(cell)
    return " ".join(str(cell).splitlines())


def _tell_percent(cell: float) -> str:
    return f"{write_number(round(cell * 100, DECIMALS))} %"


def _tell_number(cell: float) -> str:
    return str(int(cell)) if float(cell).is_integer() else write_number(cell)


def _tell_time(cell: date | time | timedelta) -> str:
    """A day, with its clock where it is not midnight; a clock; or hours and minutes that something lasts."""
    if isinstance(cell, datetime) and cell.time() != time():
        return cell.isoformat(" ", "minutes")
    if isinstance(cell, date):
        return f"{cell:%Y-%m-%d}"
    if isinstance(cell, time):
        return cell.isoformat("minutes")
    minutes = round(cell.total_seconds() / MINUTES)
    return f"{minutes // MINUTES:02d}:{minutes % MINUTES:02d}"
