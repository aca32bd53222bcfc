"""Keeps demands of somebody's own on this machine: a TOML file each with a last line that says what it weighs, so that
one that was cut or changed is not read as half a truth. One that was removed lies under another ending until it is
erased.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from samspel.store.keeping import Stamp, find_stamp
from samspel.terms.aside import MARK as ASIDE
from samspel.terms.aside import UnreadableError, find_aside, set_aside
from samspel.terms.errors import BadInputError
from samspel.terms.files import keep_file, lock_folder, make_private

FOLDER = "demands"
USED, REMOVED, OWNER = ".toml", ".removed", ".owner"
FORMAT = 1
"""Counted up when demands are kept in a way that earlier programs cannot read."""
MARK = b"#samspel"
MOST_KEPT = 50
"""Demands of somebody's own, those that were removed with them."""
LARGEST = 200_000
_NAME = re.compile(r"(?P<number>\d{3})-(?P<id>[a-z0-9_-]+)")


class KeptDemand(NamedTuple):
    """A kept file: the demand's number and id as its name tells them, and whether it was removed."""

    path: Path
    number: int
    id: str
    is_removed: bool


class OwnDemandStore:
    """The own demands under a home folder. Several programs may read and write at once."""

    def __init__(self, home: Path, first: int) -> None:
        self._home, self._first = home, first
        self.folder = home / FOLDER
        self._seen: dict[str, Stamp] = {}

    def list_kept(self) -> tuple[KeptDemand, ...]:
        """The files that are whole, by number; one that is not is set aside."""
        return tuple(one for one in self._list_named() if self._is_whole(one.path))

    def stamp(self) -> tuple[Stamp, ...]:
        """Something that differs when any demand has changed."""
        found = (find_stamp(path) for path in self._list_files())
        return tuple(stamp for stamp in found if stamp is not None)

    def find_troubles(self) -> tuple[BadInputError, ...]:
        """What was kept and cannot be read."""
        self.list_kept()
        told = [_tell(path) for path in find_aside(self.folder)]
        stuck = [one.path for one in self._list_named() if _find_damage(one.path) is not None]
        return (*told, *(_tell(path) for path in stuck))

    def save(self, name: str, data: bytes, owner: str = "") -> KeptDemand:
        """Keep a demand in place of an earlier one of its id, else under the next free number, as that owner's.

        Raises BadInputError where there are too many, or it cannot be written.
        """
        with self._change():
            kept = self._list_named()
            same = next((one for one in kept if one.id == name and not one.is_removed), None)
            if same is None and len(kept) >= MOST_KEPT:
                raise BadInputError("own_full", limit=MOST_KEPT)
            number = same.number if same else self.find_number()
            path = self.folder / f"{number}-{name}{USED}"
            if same is None and owner:
                keep_file(self._home, path.with_suffix(OWNER), owner.encode())
            keep_file(self._home, path, _seal(data))
            return KeptDemand(path, number, name, is_removed=False)

    def find_number(self, name: str = "") -> int:
        """The number that a demand of an id has, else that a new one would get: above all that are in use."""
        kept = self._list_named()
        same = (one.number for one in kept if one.id == name and not one.is_removed)
        return next(same, max((one.number + 1 for one in kept), default=self._first))

    def remove(self, name: str) -> KeptDemand:
        """Take a demand out of use; it can be put back. Raises BadInputError where there is none."""
        with self._change():
            one = self._find_used(name)
            return self._rename(one, REMOVED)

    def restore(self, name: str) -> KeptDemand:
        """Put back a demand that was removed. Raises BadInputError where there is none, or its id is in use."""
        with self._change():
            one = self._find_removed(name)
            if any(other.id == one.id and not other.is_removed for other in self._list_named()):
                raise BadInputError("own_in_use", subject=one.id)
            return self._rename(one, USED)

    def erase(self, name: str) -> KeptDemand:
        """Delete the words of a removed demand for good. Raises BadInputError where there is none."""
        with self._change():
            one = self._find_removed(name)
            one.path.unlink()
            one.path.with_suffix(OWNER).unlink(missing_ok=True)
            return one

    def find_owner(self, one: KeptDemand) -> str:
        """Whose a demand is; nothing where that has not been told."""
        try:
            return one.path.with_suffix(OWNER).read_text(encoding="utf-8")
        except OSError:
            return ""

    def erase_aside(self) -> tuple[str, ...]:
        """Delete what was set aside; the names of the files."""
        with self._change():
            gone = find_aside(self.folder)
            for path in gone:
                path.unlink()
            return tuple(path.name for path in gone)

    @contextmanager
    def _change(self) -> Iterator[None]:
        try:
            make_private(self._home, self.folder)
            with lock_folder(self.folder):
                yield
        except OSError as error:
            raise BadInputError("cannot_write", file=str(self.folder), reason=str(error.strerror)) from None

    def _find_used(self, name: str) -> KeptDemand:
        return _find(name, (one for one in self._list_named() if not one.is_removed), "own_none")

    def _find_removed(self, name: str) -> KeptDemand:
        return _find(name, (one for one in self._list_named() if one.is_removed), "own_no_removed")

    def _rename(self, one: KeptDemand, ending: str) -> KeptDemand:
        path = one.path.with_suffix(ending)
        one.path.rename(path)
        return KeptDemand(path, one.number, one.id, is_removed=ending == REMOVED)

    def _list_files(self) -> list[Path]:
        try:
            return sorted(self.folder.iterdir())
        except OSError:
            return []

    def _list_named(self) -> list[KeptDemand]:
        found = []
        for path in self._list_files():
            named = _NAME.fullmatch(path.stem)
            if named and path.suffix in (USED, REMOVED) and ASIDE not in path.name:
                found.append(KeptDemand(path, int(named["number"]), named["id"], path.suffix == REMOVED))
        return found

    def _is_whole(self, path: Path) -> bool:
        stamp = find_stamp(path)
        if stamp is not None and self._seen.get(path.name) == stamp:
            return True
        damage = _find_damage(path)
        if damage is None and stamp is not None:
            self._seen[path.name] = stamp
            return True
        if damage is not None and damage.code != "own_unread":
            set_aside(path)
        return False


def _seal(data: bytes) -> bytes:
    """The file with its last line, which is a comment to a reader of TOML."""
    return data + b"%s;%d;%s\n" % (MARK, FORMAT, hashlib.sha256(data).hexdigest().encode())


def _find_damage(path: Path) -> UnreadableError | None:
    """Why a file cannot be used; None for one that is whole."""
    try:
        if not path.is_file() or path.stat().st_size > LARGEST:
            return UnreadableError("own_damaged")
        data = path.read_bytes()
    except OSError as error:
        return UnreadableError("own_unread", reason=str(error.strerror))
    text, mark, last = data.rpartition(MARK)
    told = last.rstrip(b"\n").split(b";")
    if not mark or len(told) != 3 or not told[1].isdigit() or len(told[1]) > 6:  # noqa: PLR2004 - as _seal writes it
        return UnreadableError("own_damaged")
    if int(told[1]) > FORMAT:
        return UnreadableError("own_newer", format=int(told[1]), known=FORMAT)
    return None if _seal(text) == data else UnreadableError("own_damaged")


def _tell(path: Path) -> BadInputError:
    damage = _find_damage(path)
    code, facts = ("own_again", {}) if damage is None else (damage.code, damage.facts)
    return BadInputError(code, **facts, file=f"{FOLDER}/{path.name}")


def _find(name: str, kept: Iterable[KeptDemand], code: str) -> KeptDemand:
    """The kept demand of an id or a number. Raises BadInputError with the code where there is none."""
    wanted = name.strip()
    for one in kept:
        if wanted in (one.id, str(one.number)):
            return one
    raise BadInputError(code, subject=wanted[:80])
