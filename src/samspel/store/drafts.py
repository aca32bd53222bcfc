"""Keeps what somebody has written for papers on this machine, one file a place."""

from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from samspel.catalogue.places import Places
from samspel.needs.drafts import Draft
from samspel.store.keeping import Counted, KeptFiles, Stamp, find_stamp, unpack_counted
from samspel.terms.errors import BadInputError

FOLDER = "drafts"
FORMAT = 3
"""Counted up when drafts are kept in a way that earlier programs cannot read."""
WITHOUT_EVENT, WITHOUT_ORIGIN = 2, 1
"""The formats of files in which no draft says which event it tells of, nor whose words it began as: earlier programs
read them."""


class _Kept(Counted, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file: the drafts of a place."""

    drafts: tuple[Draft, ...]


class DraftStore:
    """The drafts of one owner under a home folder: a folder each, and the whole of it where nobody is told from others.
    Several programs may read and write at once. Of one that is hidden nothing is read, not even that it is there.
    """

    def __init__(self, home: Path, places: Places, *, is_hidden: bool = False, owner: str = "") -> None:
        self._is_hidden, self._root = is_hidden, home / FOLDER
        folder = f"{FOLDER}/{owner}" if owner else FOLDER
        self._files: KeptFiles[tuple[Draft, ...]] = KeptFiles(home, folder, ".json", places, _parse)

    def read(self, code: str) -> tuple[Draft, ...]:
        """The drafts of a place that can be read, by subject."""
        return () if self._is_hidden else self._files.read(code) or ()

    def find(self, code: str, subject: str) -> Draft | None:
        """The draft of a subject at a place."""
        return next((draft for draft in self.read(code) if draft.subject == subject), None)

    def change(self, code: str, subject: str, make: Callable[[Draft | None], Draft | None]) -> None:
        """Keep what `make` makes of the draft of a subject, or nothing, in its place; nobody else writes between.

        Raises BadInputError when it cannot be written.
        """
        with self._files.change(code) as kept:
            by_subject = {one.subject: one for one in kept or ()}
            made = make(by_subject.pop(subject, None))
            left = [*by_subject.values(), *([] if made is None else [made])]
            if left:
                self._files.put(code, _pack(left))
            else:
                self._files.path(code).unlink(missing_ok=True)

    def forget(self, code: str, subject: str) -> bool:
        """Remove a draft; whether there was one. Raises BadInputError where that cannot be written."""
        if self.find(code, subject) is None:
            return False
        self.change(code, subject, lambda _: None)
        return True

    def forget_aside(self, code: str) -> tuple[str, ...]:
        """Remove the files of a place that were set aside; their names. Raises BadInputError."""
        if not self._files.folder.is_dir():
            return ()
        with self._files.change(code):
            return self._files.remove_aside(code)

    def find_troubles(self, code: str) -> tuple[BadInputError, ...]:
        """What cannot be read of what was kept for a place."""
        return () if self._is_hidden else self._files.find_troubles(code)

    def stamp(self) -> tuple[Stamp, ...]:
        """Something that differs when any draft has changed, whosever it is."""
        if self._is_hidden:
            return ()
        files = sorted(self._root.rglob("*.json*"))
        return tuple(stamp for file in files if (stamp := find_stamp(file)) is not None)


def _pack(drafts: Iterable[Draft]) -> bytes:
    kept = tuple(sorted(drafts, key=lambda draft: draft.subject))
    return msgspec.json.format(msgspec.json.encode(_Kept(format=_choose_format(kept), count=len(kept), drafts=kept)))


def _choose_format(drafts: Iterable[Draft]) -> int:
    """The oldest format that holds what the drafts say."""
    if any(draft.event for draft in drafts):
        return FORMAT
    return WITHOUT_EVENT if any(draft.came_from for draft in drafts) else WITHOUT_ORIGIN


def _parse(data: bytes, _code: str) -> tuple[Draft, ...]:
    return unpack_counted(data, _Kept, FORMAT, lambda kept: kept.drafts).drafts
