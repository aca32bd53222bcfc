"""Opens a timetable file: finds the tables in a zip or a folder and copies them, within limits, to a temporary folder.

Sizes and rows are counted while reading; what the zip's own header says of them is never trusted.
"""

import hashlib
import io
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from samspel.sources.gtfs.members import FILE_NAMES, find_in_folder, find_tables
from samspel.sources.gtfs.rules import load_rules
from samspel.sources.gtfs.text import copy_text, read_chunks
from samspel.terms.errors import BadInputError
from samspel.terms.file_kinds import find_kind
from samspel.terms.units import MEGABYTE

ENCRYPTED = 0x1
ZIP_MARK, START = b"PK", 1024
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


@dataclass(frozen=True)
class Limits:
    """How much of a file is accepted, in bytes: the file itself, its list of members, and all tables unpacked. A table
    may be `ratio` times its packed size; the first `free` bytes of each are not held against it. How
    many rows a table may have, `rows` tells.
    """

    packed: int = field(default_factory=lambda: load_rules().size.packed * MEGABYTE)
    directory: int = field(default_factory=lambda: load_rules().size.directory * MEGABYTE)
    unpacked: int = field(default_factory=lambda: load_rules().size.unpacked * MEGABYTE)
    ratio: int = field(default_factory=lambda: load_rules().size.ratio)
    free: int = field(default_factory=lambda: load_rules().size.free * MEGABYTE)

    def rows(self, table: str) -> int:
        """How many rows a table may have."""
        rows = load_rules().rows
        return {"stop_times": rows.calls, "trips": rows.trips}.get(table, rows.rows)


@dataclass(frozen=True)
class Archive:
    """The tables of a timetable file as files on disk; `digest` is that of the zip, or of the folder's tables.

    `others` are the names of text files beside the tables, without .txt.
    """

    file: str
    digest: str
    tables: Mapping[str, Path]
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Packed:
    """A table before it is copied: how it is opened, and its packed size in bytes, None where it is not packed."""

    open: Callable[[], IO[bytes]]
    size: int | None


class _Guarded(io.FileIO):
    """A file that is never read in one large piece, so that a zip's list of members cannot fill the memory."""

    def __init__(self, path: Path, limit: int) -> None:
        super().__init__(path)
        self._limit = limit

    def read(self, size: int | None = -1, /) -> bytes:
        """Read like any file. Raises BadZipFile for a piece above the limit."""
        if size is not None and size > self._limit:
            raise zipfile.BadZipFile("too many members")
        return super().read(size) or b""


@contextmanager
def open_archive(path: Path, limits: Limits | None = None) -> Iterator[Archive]:
    """Give the tables of a zip or a folder, each as UTF-8 text with plain line ends. The copies are removed afterwards.

    Raises BadInputError for what is not a timetable file, is damaged, encrypted, too large or unreadable.
    """
    limits = limits or Limits()
    digest = digest_feed(path, limits)
    try:
        with tempfile.TemporaryDirectory(prefix="samspel-gtfs-") as folder:
            copy = _copy_folder if path.is_dir() else _unpack
            tables, others = copy(path, Path(folder), limits)
            yield Archive(path.name, digest, tables, others)
    except OSError as error:
        raise BadInputError("gtfs_cannot_read", file=path.name, reason=str(error.strerror or error)) from None


def digest_feed(path: Path, limits: Limits | None = None) -> str:
    """SHA-256 of the file's content, or of the tables in a folder. Raises BadInputError when there is no such file or
    it is larger than the limit.
    """
    limits = limits or Limits()
    try:
        if not path.exists():
            raise BadInputError("gtfs_no_file", file=str(path)[:200])
        hashed = hashlib.sha256()
        files = find_in_folder(path).tables if path.is_dir() else {"": path}
        _check_size(path, sum(file.stat().st_size for file in files.values()), limits.packed)
        for name, file in sorted(files.items()):
            hashed.update(f"{name}:{file.stat().st_size}:".encode())
            with file.open("rb") as opened:
                for chunk in read_chunks(opened):
                    hashed.update(chunk)
        return hashed.hexdigest()
    except OSError as error:
        raise BadInputError("gtfs_cannot_read", file=path.name, reason=str(error.strerror or error)) from None


def _check_size(path: Path, size: int, limit: int) -> None:
    if size > limit:
        raise BadInputError("gtfs_too_large", file=path.name, size_bytes=size, limit=limit // MEGABYTE)


def _copy_folder(path: Path, folder: Path, limits: Limits) -> tuple[dict[str, Path], tuple[str, ...]]:
    found = find_in_folder(path)
    tables = {table: _Packed(lambda file=file: file.open("rb"), None) for table, file in found.tables.items()}  # type: ignore[misc]
    return _copy_tables(path.name, tables, folder, limits), found.others


def _unpack(path: Path, folder: Path, limits: Limits) -> tuple[dict[str, Path], tuple[str, ...]]:
    """Unpack the tables of a zip into a folder."""
    try:
        with _Guarded(path, limits.directory) as file:
            start = file.read(START)
            if not start:
                raise BadInputError("gtfs_empty_zip", file=path.name)
            if not zipfile.is_zipfile(file):
                raise _explain_no_zip(path.name, start)
            with zipfile.ZipFile(file) as opened:
                members = [(one.filename, one) for one in opened.infolist() if not one.filename.endswith(("/", "\\"))]
                found = find_tables(path.name, members)
                if any(one.flag_bits & ENCRYPTED for one in found.tables.values()):
                    raise BadInputError("gtfs_encrypted", file=path.name)
                tables = {
                    table: _Packed(lambda one=one: opened.open(one), one.compress_size)  # type: ignore[misc]
                    for table, one in found.tables.items()
                }
                return _copy_tables(path.name, tables, folder, limits), found.others
    except _DAMAGED as error:
        raise BadInputError("gtfs_damaged", file=path.name, reason=str(error) or type(error).__name__) from None


def _explain_no_zip(file: str, start: bytes) -> BadInputError:
    """Why a file is no zip, by how it begins: it was cut off, or it is something else."""
    kind = find_kind(start)
    if start.startswith(ZIP_MARK):
        return BadInputError("gtfs_cut_off", file=file)
    return (
        BadInputError("gtfs_other_kind", file=file, file_kind=kind)
        if kind
        else BadInputError("gtfs_not_zip", file=file)
    )


def _copy_tables(file: str, tables: Mapping[str, _Packed], folder: Path, limits: Limits) -> dict[str, Path]:
    copied: dict[str, Path] = {}
    left = limits.unpacked
    for table, packed in tables.items():
        target = folder / f"{table}.txt"
        check = _Watch(file, table, packed.size, left, limits)
        with packed.open() as source, target.open("wb") as copy:
            left -= copy_text(source, copy, file, FILE_NAMES[table], check)
        copied[table] = target
    return copied


@dataclass(frozen=True)
class _Watch:
    """Raises BadInputError as soon as a table has become larger than it may be."""

    file: str
    table: str
    size: int | None
    left: int
    limits: Limits

    def __call__(self, count: int, lines: int) -> None:
        limits, table = self.limits, FILE_NAMES[self.table]
        if count > self.left:
            limit = limits.unpacked // MEGABYTE
            raise BadInputError("gtfs_too_large_unpacked", file=self.file, limit=limit)
        if self.size is not None and count > limits.free + limits.ratio * self.size:
            raise BadInputError("gtfs_bomb", file=self.file, table=table, ratio=limits.ratio)
        if lines - 1 > limits.rows(self.table):
            raise BadInputError("gtfs_too_many_rows", file=self.file, table=table, limit=limits.rows(self.table))
