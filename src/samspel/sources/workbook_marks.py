"""What a sheet of a workbook says of its cells beside their values: which are shown with a per cent sign, where a
formula failed or was never worked out, and which are merged.

Every program that writes workbooks writes the same XML in its own way, with prefixes, in another order or without the
cells' addresses, so it is read as XML.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

At = tuple[int, int]
"""A cell's row and column, from 1."""
Attributes = Mapping[str, str]

LETTERS = 26
PERCENT = frozenset(("9", "10"))
"""The numbers of the two formats in per cent that every workbook has (ECMA-376, 18.8.30)."""

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
"""What a format shows as it stands, or passes over."""


@dataclass(slots=True)
class Marks:
    """The cells with a per cent format, those with a bare sign after their number, what stands where a formula failed,
    formulas without a kept value, and merged cells as the first and the last of each.
    """

    percent: set[At] = field(default_factory=set)
    signed: set[At] = field(default_factory=set)
    errors: dict[At, str] = field(default_factory=dict)
    unsaved: list[At] = field(default_factory=list)
    merged: list[tuple[At, At]] = field(default_factory=list)


@dataclass(slots=True)
class _Cell:
    at: At
    attributes: Attributes
    has_formula: bool = False
    value: list[str] = field(default_factory=list)


def count_column(letters: str) -> int:
    """A column's number, from 1."""
    number = 0
    for letter in letters.upper():
        number = number * LETTERS + ord(letter) - ord("A") + 1
    return number


def name_cell(at: At) -> str:
    """A cell as a spreadsheet names it, as C5."""
    row, column = at
    letters = ""
    while column:
        column, left = divmod(column - 1, LETTERS)
        letters = chr(ord("A") + left) + letters
    return f"{letters}{row}"


def read_marks(sheet: bytes, styles: bytes) -> Marks:
    """The marks of a sheet. Raises ValueError for what is no XML, or declares a document type as no workbook does."""
    percent, signed = _read_styles(styles) if styles else (set[str](), set[str]())
    reader = _SheetReader(percent, signed)
    _parse(sheet, reader.begin, reader.end, reader.read)
    return reader.marks


class _SheetReader:
    """Follows a sheet from its first cell to its last; a row or cell without an address comes after the one before."""

    def __init__(self, percent: set[str], signed: set[str]) -> None:
        self.marks = Marks()
        self._percent, self._signed = percent, signed
        self._row = self._column = 0
        self._cell: _Cell | None = None
        self._is_value = False

    def begin(self, name: str, attributes: Attributes) -> None:
        if name == "row":
            self._row, self._column = int(attributes.get("r", self._row + 1)), 0
        elif name == "c":
            self._row, self._column = _find(attributes.get("r")) or (self._row, self._column + 1)
            self._cell = _Cell((self._row, self._column), attributes)
        elif name == "mergeCell":
            first, _, last = attributes.get("ref", "").partition(":")
            begins, ends = _find(first), _find(last)
            if begins and ends:
                self.marks.merged.append((begins, ends))
        elif self._cell is not None:
            self._cell.has_formula |= name == "f"
            self._is_value = name == "v"

    def read(self, text: str) -> None:
        if self._cell is not None and self._is_value:
            self._cell.value.append(text)

    def end(self, name: str) -> None:
        self._is_value = False
        if name != "c" or self._cell is None:
            return
        cell, self._cell = self._cell, None
        value, kind, style = "".join(cell.value).strip(), cell.attributes.get("t", ""), cell.attributes.get("s", "0")
        if kind == "e":
            self.marks.errors[cell.at] = value
        elif cell.has_formula and not value and kind != "str":
            self.marks.unsaved.append(cell.at)
        if style in self._percent:
            self.marks.percent.add(cell.at)
        elif style in self._signed:
            self.marks.signed.add(cell.at)


def _find(address: str | None) -> At | None:
    found = _ADDRESS.fullmatch(address or "")
    return (int(found[2]), count_column(found[1])) if found else None


def _read_styles(styles: bytes) -> tuple[set[str], set[str]]:
    """The styles in per cent, by their place among those of cells, and those that only set a sign after the number."""
    formats: dict[str, str] = {}
    used: list[str] = []
    within: list[str] = []

    def begin(name: str, attributes: Attributes) -> None:
        if name == "numFmt":
            formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "xf" and within[-1:] == ["cellXfs"]:
            used.append(attributes.get("numFmtId", "0"))
        within.append(name)

    _parse(styles, begin, lambda _: within.pop(), lambda _: None)
    percent = PERCENT | {number for number, code in formats.items() if "%" in _LITERAL.sub("", code)}
    signed = {number for number, code in formats.items() if "%" in code.partition(";")[0]} - percent
    return (
        {str(at) for at, number in enumerate(used) if number in percent},
        {str(at) for at, number in enumerate(used) if number in signed},
    )


def _parse(
    data: bytes, begin: Callable[[str, Attributes], None], end: Callable[[str], object], read: Callable[[str], None]
) -> None:
    """Go through XML by the names of its elements, without their prefixes."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = lambda name, attributes: begin(name.rpartition(":")[2], attributes)
    parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    parser.CharacterDataHandler = read
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise ValueError(str(error)) from None


def _refuse(*_: object) -> None:
    """A declaration of a kind of document can make a short text grow without bound."""
    raise ValueError("a document type")
