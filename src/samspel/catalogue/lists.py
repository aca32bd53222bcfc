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

DELIMITERS = ";,\t"
BLANKS = " ;,\t\u00a0"

_LINE_END = re.compile(r"\r\n|\r|\n")
_QUOTED = re.compile(r'"[^"]*"')
_SEPARATOR = re.compile(r'"?sep=([;,\t])"?[;,]*', re.IGNORECASE)
"""The line that a spreadsheet writes first to tell itself which delimiter follows."""
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How .xlsx and .ods, and the older .xls, begin."""
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}

Why = Literal["workbook", "encoding", "empty", "csv"]
Cells = tuple[int, list[str]]
"""A row's line in the file, and its cells."""


class ListError(ValueError):
    """Why bytes are no list: `why`, with the line and the reader's own words where there are any."""

    def __init__(self, why: Why, line: int = 1, reason: str = "") -> None:
        self.why, self.line, self.reason = why, line, reason
        super().__init__(why, line, reason)

    def tell(self, codes: Callable[[Why], str], file: str) -> BadInputError:
        """The error for the reader; `codes` gives the code of each reason."""
        if self.why in ("empty", "workbook"):
            return BadInputError(codes(self.why), file=file)
        return BadInputError(codes(self.why), file=file, line=self.line, reason=self.reason)


@dataclass(frozen=True, slots=True)
class RawList:
    """A list as rows of cells, blank rows left out; the first is the header."""

    header: Cells
    rows: list[Cells]


def decode_list(data: bytes, *, western: bool = True) -> str:
    """Bytes as text, from UTF-8, UTF-16 with its mark or, if `western`, the code page of Windows in Western Europe.

    Raises ListError for a workbook and for other bytes.
    """
    if data.startswith(_WORKBOOKS):
        raise ListError("workbook")
    encodings = [_MARKS[data[:2]]] if data[:2] in _MARKS else ["utf-8-sig", *(["cp1252"] if western else [])]
    line = 1
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            continue
        if "\0" not in text:
            return text
        line = text[: text.index("\0")].count("\n") + 1
        break
    raise ListError("encoding", line)


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
        raise ListError("csv", reader.line_num, str(error)) from None
    if len(rows) <= skip:
        raise ListError("empty")
    return RawList(rows[skip], rows[skip + 1 :])
