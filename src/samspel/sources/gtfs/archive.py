"""Opens a timetable file: finds the tables in a zip or a folder and unpacks them, within limits, to a temporary folder.

Sizes are counted while reading; what the zip's own header says of them is never trusted.
"""

import codecs
import hashlib
import io
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from samspel.terms.errors import BadInputError

TABLES = (
    "agency",
    "stops",
    "routes",
    "trips",
    "stop_times",
    "calendar",
    "calendar_dates",
    "frequencies",
    "transfers",
    "feed_info",
)
"""The tables that are read; others are never unpacked."""

CHUNK = 1 << 20
MEGABYTE = 1_000_000
ENCRYPTED = 0x1
_FILES = {f"{table}.txt": table for table in TABLES}
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


@dataclass(frozen=True)
class Limits:
    """How much of a file is accepted, in bytes: the file itself, its list of members, and all tables unpacked. A table
    may be `ratio` times its packed size; the first `free` bytes of each are not held against it.
    """

    packed: int = 2_000 * MEGABYTE
    directory: int = 4 * MEGABYTE
    unpacked: int = 4_000 * MEGABYTE
    ratio: int = 200
    free: int = 20 * MEGABYTE


LIMITS = Limits()


@dataclass(frozen=True)
class Archive:
    """The tables of a timetable file as files on disk; `digest` is that of the zip, or of the folder's tables."""

    file: str
    digest: str
    tables: Mapping[str, Path]


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
def open_archive(path: Path, limits: Limits = LIMITS) -> Iterator[Archive]:
    """Give the tables of a zip or a folder, each checked to be UTF-8 text. Unpacked tables are removed afterwards.

    Raises BadInputError for what is not a timetable file, is damaged, encrypted, too large or unreadable.
    """
    digest = digest_feed(path, limits)
    try:
        if path.is_dir():
            yield Archive(path.name, digest, _check_folder(path, limits))
            return
        with tempfile.TemporaryDirectory(prefix="samspel-gtfs-") as folder:
            yield Archive(path.name, digest, _unpack(path, Path(folder), limits))
    except OSError as error:
        raise BadInputError("gtfs_cannot_read", file=path.name, reason=str(error.strerror or error)) from None


def digest_feed(path: Path, limits: Limits = LIMITS) -> str:
    """SHA-256 of the file's content, or of the tables in a folder. Raises BadInputError when there is no such file or
    it is larger than the limit.
    """
    try:
        if not path.exists():
            raise BadInputError("gtfs_no_file", file=str(path)[:200])
        hashed = hashlib.sha256()
        files = _list_folder(path) if path.is_dir() else {"": path}
        _check_size(path, sum(file.stat().st_size for file in files.values()), limits.packed)
        for name, file in sorted(files.items()):
            hashed.update(f"{name}:{file.stat().st_size}:".encode())
            with file.open("rb") as opened:
                for chunk in _chunks(opened):
                    hashed.update(chunk)
        return hashed.hexdigest()
    except OSError as error:
        raise BadInputError("gtfs_cannot_read", file=path.name, reason=str(error.strerror or error)) from None


def _check_size(path: Path, size: int, limit: int) -> None:
    if size > limit:
        raise BadInputError("gtfs_too_large", file=path.name, size=size // MEGABYTE, limit=limit // MEGABYTE)


def _list_folder(path: Path) -> dict[str, Path]:
    return {_FILES[file.name]: file for file in path.iterdir() if file.name in _FILES and file.is_file()}


def _check_folder(path: Path, limits: Limits) -> dict[str, Path]:
    """The tables of a folder, read through once to see that they are text."""
    tables = _list_folder(path)
    if not tables:
        raise BadInputError("gtfs_no_tables", file=path.name)
    left = limits.unpacked
    for table, file in tables.items():
        with file.open("rb") as opened:
            checker = _TextChecker(path.name, table)
            for chunk in _chunks(opened):
                left -= len(chunk)
                if left < 0:
                    raise _too_large_unpacked(path.name, limits)
                checker.check(chunk)
            checker.finish()
    return tables


def _unpack(path: Path, folder: Path, limits: Limits) -> dict[str, Path]:
    """Unpack the tables of a zip into a folder."""
    try:
        with _Guarded(path, limits.directory) as file:
            if not file.read(1):
                raise BadInputError("gtfs_empty_zip", file=path.name)
            if not zipfile.is_zipfile(file):
                raise BadInputError("gtfs_not_zip", file=path.name)
            with zipfile.ZipFile(file) as opened:
                members = find_tables(path.name, opened.infolist())
                return _unpack_members(path.name, opened, members, folder, limits)
    except _DAMAGED as error:
        raise BadInputError("gtfs_damaged", file=path.name, reason=str(error) or type(error).__name__) from None


def find_tables(file: str, members: Iterable[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """Which member holds which table. They may lie at the top or all in one folder.

    Raises BadInputError when there are none, in several folders, one table twice, encrypted, or under a name that
    climbs out of the zip.
    """
    shown = [member for member in members if not member.is_dir() and not _is_hidden(member.filename)]
    for member in shown:
        _check_name(file, member.filename)
    wanted = [member for member in shown if PurePosixPath(member.filename).name.lower() in _FILES]
    if not wanted:
        packed = any(member.filename.lower().endswith(".zip") for member in shown)
        raise BadInputError("gtfs_nested" if packed else "gtfs_no_tables" if shown else "gtfs_empty_zip", file=file)
    folders = sorted({str(PurePosixPath(member.filename).parent) for member in wanted})
    if len(folders) > 1:
        raise BadInputError("gtfs_folders", file=file, folders=", ".join(folders[:5]))
    found: dict[str, zipfile.ZipInfo] = {}
    for member in wanted:
        table = _FILES[PurePosixPath(member.filename).name.lower()]
        if table in found:
            raise BadInputError("gtfs_table_twice", file=file, table=f"{table}.txt")
        if member.flag_bits & ENCRYPTED:
            raise BadInputError("gtfs_encrypted", file=file)
        found[table] = member
    return found


def _is_hidden(name: str) -> bool:
    """Files that an operating system adds of itself."""
    path = PurePosixPath(name)
    return path.name.startswith("._") or path.parts[:1] == ("__MACOSX",)


def _check_name(file: str, name: str) -> None:
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in parts or parts[0].endswith(":"):
        raise BadInputError("gtfs_path", file=file, name=name[:100])


def _unpack_members(
    file: str, opened: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo], folder: Path, limits: Limits
) -> dict[str, Path]:
    tables: dict[str, Path] = {}
    left = limits.unpacked
    for table, member in members.items():
        target = folder / f"{table}.txt"
        with opened.open(member) as packed, target.open("wb") as unpacked:
            left -= _copy_text(file, table, packed, unpacked, left, member.compress_size, limits)
        tables[table] = target
    return tables


def _copy_text(
    file: str, table: str, packed: IO[bytes], unpacked: IO[bytes], left: int, size: int, limits: Limits
) -> int:
    """Copy a table, counting as it goes. Returns the number of bytes."""
    checker = _TextChecker(file, table)
    count = 0
    for chunk in _chunks(packed):
        count += len(chunk)
        if count > left:
            raise _too_large_unpacked(file, limits)
        if count > limits.free + limits.ratio * size:
            raise BadInputError("gtfs_bomb", file=file, table=f"{table}.txt", ratio=limits.ratio)
        checker.check(chunk)
        unpacked.write(chunk)
    checker.finish()
    return count


def _too_large_unpacked(file: str, limits: Limits) -> BadInputError:
    return BadInputError("gtfs_too_large_unpacked", file=file, limit=limits.unpacked // MEGABYTE)


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk


class _TextChecker:
    """Follows a table chunk by chunk and tells the line of the first byte that is not UTF-8 text."""

    def __init__(self, file: str, table: str) -> None:
        self._file, self._table = file, f"{table}.txt"
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._lines = 1

    def check(self, chunk: bytes) -> None:
        """Raises BadInputError for a chunk that is not text."""
        try:
            text = self._decoder.decode(chunk)
        except UnicodeDecodeError as error:
            raise self._error(self._lines + chunk[: error.start].count(b"\n")) from None
        if "\0" in text:
            raise self._error(self._lines + text[: text.index("\0")].count("\n"))
        self._lines += chunk.count(b"\n")

    def finish(self) -> None:
        """Raises BadInputError when the last character was cut off."""
        try:
            self._decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            raise self._error(self._lines) from None

    def _error(self, line: int) -> BadInputError:
        return BadInputError("gtfs_encoding", file=self._file, table=self._table, line=line)
