"""Tables that people fill in with a spreadsheet, from bytes to rows of cells, in any encoding and delimiter that one
writes.
"""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from samspel.terms.errors import BadInputError
from samspel.terms.file_kinds import FileKind, find_kind

DELIMITERS = ";,\t"
BLANKS = " ;,\t\u00a0"

_LINE_END = re.compile(r"\r\n|\r|\n")
_QUOTED = re.compile(r'"[^"]*"')
_SEPARATOR = re.compile(r'"?sep=([;,\t])"?[;,]*', re.IGNORECASE)
"""The line that a spreadsheet writes first to tell itself which delimiter follows."""
_ERROR_CELL = re.compile(r"#[A-Z\u00c5\u00c4\u00d60-9/]+[!?]|#N/[A-Z]|#{3,}|(Err|Fel):[0-9]{3}")
"""What a spreadsheet shows for a formula that failed, in any of its languages, or a number too wide for its cell."""
_END_OF_FILE = "\x1a"
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}

Why = Literal["kind", "encoding", "empty", "csv", "long"]
Cells = tuple[int, list[str]]
"""A row's line in the file, and its cells."""


class ListError(ValueError):
    """Why bytes are no list: `why`, with the line, or what the file is instead."""

    def __init__(self, why: Why, line: int = 1, kind: FileKind | None = None) -> None:
        self.why, self.line, self.kind = why, line, kind
        super().__init__(why, line, kind)

    def tell(self, codes: Callable[[Why], str], file: str) -> BadInputError:
        """The error for the reader; `codes` gives the code of a reason that is told in words of the list's own."""
        if self.kind is not None:
            code = "list_workbook" if self.kind == "workbook" else "list_kind"
            return BadInputError(code, file=file, file_kind=self.kind)
        if self.why == "long":
            return BadInputError("list_long_cell", file=file, line=self.line, limit=csv.field_size_limit())
        if self.why == "empty":
            return BadInputError(codes(self.why), file=file)
        return BadInputError(codes(self.why), file=file, line=self.line)


@dataclass(frozen=True, slots=True)
class RawList:
    """A list as rows of cells, blank rows left out; the first is the header."""

    header: Cells
    rows: list[Cells]


def decode_list(data: bytes) -> str:
    """Bytes as text, from UTF-8, UTF-16 with its mark or the code page of Windows in Western Europe, without the mark
    that old programs set at the end.

    Raises ListError for what is no text, with what it is if that is known.
    """
    kind = find_kind(data)
    if kind is not None:
        raise ListError("kind", kind=kind)
    encodings = [_MARKS[data[:2]]] if data[:2] in _MARKS else ["utf-8-sig", "cp1252"]
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
    raise ListError("encoding", line)


def is_error_cell(cell: str) -> bool:
    """Whether a cell holds what a spreadsheet shows in place of a value: #REF!, #SAKNAS!, Err:502, #####."""
    return _ERROR_CELL.fullmatch(cell.strip()) is not None


def split_list(text: str) -> RawList:
    """Rows of cells, with the delimiter that the header has the most of. Raises ListError."""
    lines = _LINE_END.split(text)
    first = next((number for number, line in enumerate(lines) if line.strip(BLANKS)), None)
    if first is None:
        raise ListError("empty")
    told = _SEPARATOR.fullmatch(lines[first].strip())
    if told:
        return _read(text, told[1], skip=True)
    header = _QUOTED.sub("", lines[first])
    return _read(text, max(DELIMITERS, key=header.count))


def _read(text: str, delimiter: str, *, skip: bool = False) -> RawList:
    """The rows, without the first that has anything in it where `skip` says so."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Cells] = []
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise ListError("long" if "field limit" in str(error) else "csv", max(1, reader.line_num)) from None
    if len(rows) <= skip:
        raise ListError("empty")
    return RawList(rows[skip], rows[skip + 1 :])
