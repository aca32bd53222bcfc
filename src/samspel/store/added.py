"""Keeps lists of own figures on this machine, one file a place: each as it was added, until it is taken away."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from samspel.catalogue.places import Places
from samspel.observations.added import Added
from samspel.store.keeping import Counted, KeptFiles, Stamp, unpack_counted
from samspel.terms.errors import BadInputError

FOLDER = "added"
FORMAT = 1
"""Counted up when lists are kept in a way that earlier programs cannot read."""


class _Kept(Counted, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file: the lists of a place."""

    lists: tuple[Added, ...]


class AddedStore:
    """The lists under a home folder. Several programs may read and write at once."""

    def __init__(self, home: Path, places: Places) -> None:
        self._files: KeptFiles[tuple[Added, ...]] = KeptFiles(home, FOLDER, ".json", places, _parse)

    def read(self, code: str) -> tuple[Added, ...]:
        """The lists of a place that can be read, in the order in which they were added."""
        return self._files.read(code) or ()

    def load_all(self) -> Mapping[str, tuple[Added, ...]]:
        """Every place's lists by its code; what cannot be read is told by `find_troubles`."""
        return {code: self.read(code) for code in self._files.codes()}

    def add(self, code: str, added: Added) -> Added:
        """Keep a list after those that are there, with the number that it gets. Raises BadInputError when it cannot be
        written; what was kept before then stands untouched.
        """
        with self._files.change(code) as kept:
            before = kept or ()
            numbered = msgspec.structs.replace(added, number=max((one.number for one in before), default=0) + 1)
            self._files.put(code, _pack((*before, numbered)))
            return numbered

    def forget(self, code: str, number: int) -> Added | None:
        """Take a list away and return it; None where there is none of the number. Raises BadInputError as `add`."""
        with self._files.change(code) as kept:
            before = kept or ()
            gone = next((one for one in before if one.number == number), None)
            if gone is None:
                return None
            left = tuple(one for one in before if one is not gone)
            if left:
                self._files.put(code, _pack(left))
            else:
                self._files.path(code).unlink(missing_ok=True)
            return gone

    def restore(self, code: str, added: Added) -> None:
        """Put back a list that was taken away, where it stood. Raises BadInputError as `add`."""
        with self._files.change(code) as kept:
            others = [one for one in kept or () if one.number != added.number]
            self._files.put(code, _pack(sorted([*others, added], key=lambda one: one.number)))

    def find_troubles(self, code: str) -> tuple[BadInputError, ...]:
        """What cannot be read of what was kept for a place."""
        return self._files.find_troubles(code)

    def forget_aside(self, code: str) -> tuple[str, ...]:
        """Remove the files of a place that were set aside; their names. Raises BadInputError."""
        if not self._files.folder.is_dir():
            return ()
        with self._files.change(code):
            return self._files.remove_aside(code)

    def stamp(self) -> tuple[Stamp, ...]:
        """Something that differs when any list has come or gone."""
        return self._files.stamps()


def _pack(lists: Iterable[Added]) -> bytes:
    kept = tuple(lists)
    return msgspec.json.format(msgspec.json.encode(_Kept(format=FORMAT, count=len(kept), lists=kept)))


def _parse(data: bytes, _code: str) -> tuple[Added, ...]:
    return unpack_counted(data, _Kept, FORMAT, lambda kept: kept.lists).lists
