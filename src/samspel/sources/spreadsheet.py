"""Tables that people fill in with a spreadsheet, between bytes and rows of cells: any of its encodings and delimiters
in, one of each out.

Written with semicolons and a byte-order mark so that a Swedish Excel opens them as they stand. What the cells mean is
for `lists`.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from unicodedata import normalize

from samspel.terms.errors import BadInputError
from samspel.terms.file_kinds import find_kind, is_newer_workbook
from samspel.terms.harmless import drop_guard, guard_cell, neutralise
from samspel.terms.units import MEGABYTE

SIZE_LIMIT = 5 * MEGABYTE
LONGEST_QUOTE = 200
SHORT = 40
"""Characters of a cell that is worth remembering."""
DELIMITERS = ";,\t"
BLANKS = " ;,\t\u00a0"

_LINE_END = re.compile(r"\r\n|\r|\n")
_QUOTED = re.compile(r'"[^"]*"')
_SEPARATOR = re.compile(r'"?sep=([;,\t])"?[;,]*', re.IGNORECASE)
"""The line that a spreadsheet writes first to tell itself which delimiter follows."""
_ERROR_CELL = re.compile(r"#[A-Z\u00c5\u00c4\u00d60-9/]+[!?]|#N/[A-Z]|#{3,}|(Err|Fel):[0-9]{3}")
"""What a spreadsheet shows for a formula that failed, in any of its languages, or a number too wide for its cell."""
_END_OF_FILE = "\x1a"
_LETTERS = {page: "åäö".encode(page) for page in ("mac_roman", "cp850")}
_WINDOWS = re.compile(b"[%b]" % "åäöÅÄÖ".encode("cp1252"))
_LEAST_LETTERS = 2
"""Of å, ä and ö that a text must have in an old code page; one alone may be another sign of Windows'."""
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}

Cells = tuple[int, list[str]]
"""A row's line in the file, and its cells."""


@dataclass(frozen=True, slots=True)
class RawList:
    """A list as rows of cells, blank rows left out; the first is the header."""

    header: Cells
    rows: list[Cells]


def read_data(path: Path) -> bytes:
    """The file's bytes. Raises BadInputError when it is absent, a folder, too large or unreadable."""
    try:
        if not path.is_file():
            raise BadInputError("no_file", file=str(path)[:LONGEST_QUOTE])
        _check_size(path.stat().st_size, path.name)
        return path.read_bytes()
    except OSError as error:
        raise BadInputError("cannot_read", file=str(path)[:LONGEST_QUOTE], reason=str(error.strerror)) from None


def decode(data: bytes, name: str) -> str:
    """Bytes as text, from UTF-8, UTF-16 with its mark or the code page of Windows in Western Europe, an old Mac or DOS,
    without the mark that old programs set at the end; a workbook (XLSX) as what it would be as CSV.

    Raises BadInputError for a text that is too large, and for what is no text, with what it is if that is known.
    """
    _check_size(len(data), name)
    kind = find_kind(data)
    if kind == "workbook" and is_newer_workbook(data):
        from samspel.sources.workbook import read_workbook  # its library is slow to start

        return read_workbook(data, name)
    if kind is not None:
        raise BadInputError("list_workbook" if kind == "workbook" else "list_kind", file=name, file_kind=kind)
    return decode_plain(data, name)


def decode_plain(data: bytes, name: str) -> str:
    """Bytes of a plain text, in any of the encodings of decode. Raises BadInputError for what is none."""
    encodings = [_MARKS[data[:2]]] if data[:2] in _MARKS else ["utf-8-sig", _find_old_page(data) or "cp1252"]
    line = 1
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            continue
        if "\0" not in text:
            return text.removesuffix(_END_OF_FILE)
        line = text[: text.index("\0")].count("\n") + 1
        break
    raise BadInputError("list_encoding", file=name, line=line)


def _find_old_page(data: bytes) -> str | None:
    """The code page of an old Mac or of DOS, where its å, ä and ö stand within words and none of Windows' does."""
    if _WINDOWS.search(data):
        return None
    for page, letters in _LETTERS.items():
        within = re.findall(
            b'(?<=[A-Za-z])[%b](?=[A-Za-z])|(?<![^;,\\t\\r\\n" ])[%b](?=[a-z])' % (letters, letters[:1]), data
        )
        if len(set(within)) >= _LEAST_LETTERS:
            return page
    return None


def split_cells(text: str, name: str) -> RawList:
    """Rows of cells, with the delimiter that the header has the most of. Raises BadInputError."""
    lines = _LINE_END.split(text)
    first = next((line for line in lines if line.strip(BLANKS)), None)
    if first is None:
        raise BadInputError("list_empty", file=name)
    told = _SEPARATOR.fullmatch(first.strip())
    header = _QUOTED.sub("", first)
    rows = _read(text, name, told[1] if told else max(DELIMITERS, key=header.count))[bool(told) :]
    if not rows:
        raise BadInputError("list_empty", file=name)
    return RawList(rows[0], rows[1:])


def is_error_cell(cell: str) -> bool:
    """Whether a tidied cell holds what a spreadsheet shows in place of a value: #REF!, #SAKNAS!, Err:502, #####."""
    return cell.startswith(("#", "Err:", "Fel:")) and _ERROR_CELL.fullmatch(cell) is not None


def tidy_line(cell: str) -> str:
    """A cell as tidy_text, with each run of white space as one space."""
    return tidy_text(" ".join(cell.split()))


def tidy_text(cell: str) -> str:
    """A cell without the apostrophe that guards a formula, letters composed, and nothing in it that would command a
    terminal.
    """
    return (_tidy_short if len(cell) <= SHORT else _tidy)(cell)


def write_rows(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as CSV bytes, no cell of which a spreadsheet takes for a formula."""
    return write_cells([header, *([guard_cell(cell) for cell in row] for row in rows)])


def write_cells(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as CSV bytes, their cells as they stand."""
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def _tidy(cell: str) -> str:
    return drop_guard(neutralise(normalize("NFC", cell.strip())))


_tidy_short = lru_cache(maxsize=1024)(_tidy)
"""Kept for a while, since a list says the same thing row after row."""


def _check_size(size: int, name: str) -> None:
    if size > SIZE_LIMIT:
        raise BadInputError("list_too_large", file=name, limit=SIZE_LIMIT // MEGABYTE)


def _read(text: str, name: str, delimiter: str) -> list[Cells]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Cells] = []
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        line, limit = max(1, reader.line_num), csv.field_size_limit()
        if "field limit" in str(error):
            raise BadInputError("list_long_cell", file=name, line=line, limit=limit) from None
        raise BadInputError("list_csv", file=name, line=line) from None
    return rows
