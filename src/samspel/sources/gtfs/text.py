"""Copies a table as UTF-8 text with plain line ends, counting what it holds as it goes."""

import codecs
from collections.abc import Callable, Iterator
from typing import IO
from unicodedata import normalize

from samspel.terms.errors import BadInputError

CHUNK = 1 << 20
Check = Callable[[int, int], None]


def copy_text(source: IO[bytes], target: IO[bytes], file: str, name: str, check: Check) -> int:
    """Copy a table of that file name; every kind of line end becomes a newline, and letters are composed. `check` is
    told the bytes read and the lines seen so far. Returns the bytes read.

    Raises BadInputError for what is not UTF-8 text, with its line, and what `check` raises.
    """
    checker = _TextChecker(file, name)
    count, pending = 0, b""
    for chunk in read_chunks(source):
        count += len(chunk)
        whole = pending + chunk
        # A carriage return at the end may be the first half of a line end.
        pending = b"\r" if whole.endswith(b"\r") else b""
        plain = _even_lines(whole[: len(whole) - len(pending)])
        composed = checker.check(plain)
        check(count, checker.lines)
        target.write(composed)
    target.write(_even_lines(pending))
    checker.finish()
    return count


def read_chunks(file: IO[bytes]) -> Iterator[bytes]:
    """A file piece by piece."""
    while chunk := file.read(CHUNK):
        yield chunk


def _even_lines(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in data else data


class _TextChecker:
    """Follows a table piece by piece and tells the line of the first byte that is not UTF-8 text."""

    def __init__(self, file: str, table: str) -> None:
        self._file, self._table = file, table
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self.lines = 1

    def check(self, chunk: bytes) -> bytes:
        """The piece, its letters composed, as far as they are whole. Raises BadInputError for what is no text."""
        try:
            text = self._decoder.decode(chunk)
        except UnicodeDecodeError as error:
            before = error.object[: error.start]
            raise self._error("gtfs_encoding", self.lines + before.count(b"\n")) from None
        if "\0" in text:
            raise self._error("gtfs_nul", self.lines + text[: text.index("\0")].count("\n"))
        self.lines += chunk.count(b"\n")
        return normalize("NFC", text).encode()

    def finish(self) -> None:
        """Raises BadInputError when the last character was cut off."""
        try:
            self._decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            raise self._error("gtfs_encoding", self.lines) from None

    def _error(self, code: str, line: int) -> BadInputError:
        return BadInputError(code, file=self._file, table=self._table, line=line)
