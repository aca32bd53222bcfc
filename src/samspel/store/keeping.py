"""Keeps one file a place in a folder of the home. Each file is read by itself, and one that cannot be read never stops
the others: it is set aside, and its place says so.
"""

import shutil
from collections.abc import Callable, Iterator, Sized
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_ISREG, filemode
from typing import Generic, TypeVar

import msgspec

from samspel.catalogue.places import Places
from samspel.terms.aside import UnreadableError, find_aside, set_aside
from samspel.terms.errors import BadInputError
from samspel.terms.files import keep_file, lock_folder, make_private

T = TypeVar("T")
Stamp = tuple[str, int, int, int]
"""Name, time, size and number of a file; the time alone stands still for some milliseconds."""
LARGEST = 200_000_000
"""Bytes that a kept file may take. All that may be answered about a county, in the longest texts, is a quarter of it;
a file above it was not written here, and reading it could stop the program.
"""


class Counted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file in JSON: its format, and how many things it holds, so that one cut off is not read as half a truth."""

    format: int
    count: int


C = TypeVar("C", bound=Counted)


def unpack_counted(data: bytes, kind: type[C], known: int, list_held: Callable[[C], Sized]) -> C:
    """A file of a kind whose format is at most the `known` one. Raises UnreadableError for any other."""
    if not data.strip():
        raise UnreadableError("kept_empty")
    try:
        kept = msgspec.json.decode(data, type=kind)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise UnreadableError("kept_damaged", reason=str(error)) from None
    if kept.format > known:
        raise UnreadableError("kept_newer", format=kept.format, known=known)
    if kept.count != len(list_held(kept)):
        raise UnreadableError("kept_damaged", reason=f"{len(list_held(kept))} / {kept.count}")
    return kept


class KeptFiles(Generic[T]):
    """The files of one kind. `parse` makes a value of bytes and a place's code, or raises UnreadableError.

    Several programs may read and write at once.
    """

    def __init__(self, home: Path, folder: str, suffix: str, places: Places, parse: Callable[[bytes, str], T]) -> None:
        self.home, self.folder = home, home / folder
        self._suffix, self._places, self._parse = suffix, places, parse
        self._seen: dict[str, tuple[Stamp, T | None, UnreadableError | None]] = {}

    def path(self, code: str) -> Path:
        """Where the file of a place lies or would lie."""
        return self.folder / f"{code}{self._suffix}"

    def stamps(self) -> tuple[Stamp, ...]:
        """Something that differs when any file has changed, or one has been set aside or taken away."""
        files = [*(self.path(code) for code in self.codes()), *find_aside(self.folder)]
        return tuple(stamp for file in files if (stamp := find_stamp(file)) is not None)

    def codes(self) -> list[str]:
        """The places that have a file."""
        names = (path.name.removesuffix(self._suffix) for path in self.folder.glob(f"[0-9]*{self._suffix}"))
        return sorted(name for name in names if name in self._places.by_code)

    def read(self, code: str) -> T | None:
        """The value of a place's file; None where there is none, or one that cannot be read and was set aside."""
        stamp = find_stamp(self.path(code))
        if stamp is None:
            self._seen.pop(code, None)
            return None
        seen = self._seen.get(code)
        if seen is None or seen[0] != stamp:
            seen = (stamp, *self._open(code))
            self._seen[code] = seen
        return seen[1]

    def find_troubles(self, code: str) -> tuple[BadInputError, ...]:
        """What cannot be read of what was kept for a place."""
        self.read(code)
        told = [self._tell(path, code) for path in find_aside(self.folder, self.path(code).name)]
        seen = self._seen.get(code)
        if seen is not None and seen[2] is not None:
            told.append(self._name(seen[2], self.path(code), code))
        return tuple(told)

    @contextmanager
    def change(self, code: str) -> Iterator[T | None]:
        """Gives what is kept for a place while nobody else may write. Raises BadInputError where that cannot be."""
        path = self.path(code)
        try:
            make_private(self.home, self.folder)
            with lock_folder(self.folder):
                yield self._read_or_move(path, code)
        except OSError as error:
            raise BadInputError("cannot_write", file=str(path), reason=str(error.strerror)) from None

    def put(self, code: str, data: bytes) -> Path:
        """Write a place's file, inside `change`. Raises BadInputError, and leaves what is there, for what could not be
        written or not be read back.
        """
        path = self.path(code)
        try:
            if len(data) > LARGEST:
                raise UnreadableError("kept_damaged", reason=f"{len(data)} > {LARGEST}")
            self._parse(data, code)
        except (BadInputError, UnreadableError) as error:
            raise BadInputError("kept_unreadable", place=self._places.by_code[code].area, reason=str(error)) from None
        return keep_file(self.home, path, data)

    def remove(self, code: str) -> tuple[str, ...]:
        """Remove what is kept for a place and what was set aside for it; the names of the files that are gone.

        Raises BadInputError for one that cannot be removed.
        """
        if not self.folder.is_dir():
            return ()
        with self.change(code):
            own = self.path(code)
            gone = [own] if find_stamp(own) is not None else []
            own.unlink(missing_ok=True)
            return (*(one.name for one in gone), *self.remove_aside(code))

    def remove_aside(self, code: str) -> tuple[str, ...]:
        """Remove what was set aside for a place, inside `change`; the names of the files that are gone."""
        gone = find_aside(self.folder, self.path(code).name)
        for one in gone:
            shutil.rmtree(one) if one.is_dir() else one.unlink(missing_ok=True)
        return tuple(one.name for one in gone)

    def _open(self, code: str) -> tuple[T | None, UnreadableError | None]:
        path = self.path(code)
        value, error = self._try(path, code)
        if error is None or error.code == "kept_unread":
            return value, error
        with suppress(OSError), lock_folder(self.folder):
            # Another program may have written a whole one since.
            value, error = self._try(path, code)
            if error is not None and error.code != "kept_unread" and set_aside(path) is not None:
                error = None  # told by the file that now lies aside
        return value, error

    def _read_or_move(self, path: Path, code: str) -> T | None:
        """What is kept, inside the lock. Raises OSError where it can be neither read nor set aside."""
        if find_stamp(path) is None:
            return None
        value, error = self._try(path, code)
        if error is not None and set_aside(path) is None:
            raise PermissionError(0, str(error.facts.get("reason", "")))
        return value

    def _try(self, path: Path, code: str) -> tuple[T | None, UnreadableError | None]:
        """`kept_unread` is the machine's doing and may pass; everything else is the file's."""
        try:
            found = path.stat()
            if not S_ISREG(found.st_mode) or found.st_size > LARGEST:
                return None, UnreadableError("kept_damaged", reason=f"{filemode(found.st_mode)} {found.st_size}")
            return self._parse(path.read_bytes(), code), None
        except OSError as error:
            return None, UnreadableError("kept_unread", reason=str(error.strerror))
        except UnreadableError as error:
            return None, error
        except BadInputError as error:
            return None, UnreadableError("kept_damaged", reason=str(error))

    def _tell(self, path: Path, code: str) -> BadInputError:
        _, error = self._try(path, code)
        return self._name(error or UnreadableError("kept_again"), path, code)

    def _name(self, error: UnreadableError, path: Path, code: str) -> BadInputError:
        """The error with the file's name as it stands in the home, and the place."""
        named = {"file": f"{self.folder.name}/{path.name}", "place": self._places.by_code[code].area}
        return BadInputError(error.code, **error.facts, **named)


def find_stamp(path: Path) -> Stamp | None:
    """The stamp of a file; None where there is none."""
    try:
        found = path.lstat()
    except OSError:
        return None
    return path.name, found.st_mtime_ns, found.st_size, found.st_ino
