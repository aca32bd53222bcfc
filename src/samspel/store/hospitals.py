"""Keeps what somebody here says of a hospital: whether it has emergency surgery, who said so, when and from where."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from samspel.observations.building import Mark
from samspel.store.keeping import Stamp, find_stamp
from samspel.terms.aside import find_aside, set_aside
from samspel.terms.errors import BadInputError
from samspel.terms.files import keep_file, lock_folder, make_private

FOLDER, FILE = "hospitals", "marks.json"
FORMAT = "samspel-hospitals-1"


class KeptMarks(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The file: its format, how many marks it holds, so that one cut off is not read as half a truth, and the marks by
    the hospital's name.
    """

    format: str
    count: int
    marks: dict[str, Mark]


class HospitalStore:
    """The marks under a home folder. Several programs may read and write at once."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._path = home / FOLDER / FILE

    def load(self) -> Mapping[str, Mark]:
        """The marks by the hospital's name. A file that cannot be read is set aside, and nothing is marked."""
        if not self._path.is_file():
            return {}
        try:
            kept = msgspec.json.decode(self._path.read_bytes(), type=KeptMarks)
        except (OSError, msgspec.MsgspecError, ValueError, RecursionError):
            set_aside(self._path)
            return {}
        if kept.format != FORMAT or kept.count != len(kept.marks):
            set_aside(self._path)
            return {}
        return kept.marks

    def stamp(self) -> Stamp | None:
        """Something that differs when the marks have changed."""
        return find_stamp(self._path)

    def list_aside(self) -> tuple[str, ...]:
        """Names of files that could not be read."""
        return tuple(path.name for path in find_aside(self._path.parent, FILE))

    def save(self, hospital: str, mark: Mark | None) -> None:
        """Keep a mark in place of an earlier one, or with None take it away. Raises BadInputError when it cannot be
        written.
        """
        try:
            make_private(self._home, self._path.parent)
            with lock_folder(self._path.parent):
                marks = {name: one for name, one in self.load().items() if name != hospital}
                if mark is not None:
                    marks[hospital] = mark
                kept = KeptMarks(format=FORMAT, count=len(marks), marks=dict(sorted(marks.items())))
                keep_file(self._home, self._path, msgspec.json.format(msgspec.json.encode(kept)))
        except OSError as error:
            raise BadInputError("cannot_write", file=str(self._path), reason=str(error.strerror)) from None
