"""Counties' timetables and maps as they were fetched, the newest few of each, with the days that they hold for."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path

import msgspec

from samspel.sources.live.county_files import ENDINGS, Kind
from samspel.store.live import FOLDER
from samspel.terms.files import keep_file

FOLDERS: Mapping[Kind, str] = {"gtfs": "timetables", "osm": "maps"}
LIST = "kept.json"


class KeptFile(msgspec.Struct, frozen=True, kw_only=True):
    """A county's file: its name, the day it was fetched, the first and last day with traffic in a timetable (all ISO;
    empty for a map), and the SHA-256.
    """

    county: str
    file: str
    fetched: str
    first: str
    last: str
    digest: str

    def holds_on(self, day: date) -> bool:
        """Whether it says what runs on a day; a map holds on every one."""
        return not self.last or self.first <= day.isoformat() <= self.last


class CountyFileStore:
    """The files of a kind under a home folder. One program writes at a time, which the update sees to."""

    def __init__(self, home: Path, kind: Kind) -> None:
        self._home, self._folder, self._ending = home, home / FOLDER / FOLDERS[kind], ENDINGS[kind]

    def path(self, file: str) -> Path:
        """Where a file lies."""
        return self._folder / file

    def put(self, county: str, digest: str, body: bytes) -> Path:
        """Write a file; it counts when it is listed. Raises BadInputError when it cannot be written."""
        path = self.path(f"{county}-{digest[:16]}{self._ending}")
        return path if path.is_file() else keep_file(self._home, path, body)

    def list_kept(self) -> tuple[KeptFile, ...]:
        """Those whose files are there, the newest of each county first; none where the list cannot be read."""
        try:
            kept = msgspec.json.decode((self._folder / LIST).read_bytes(), type=list[KeptFile])
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            return ()
        return tuple(one for one in kept if Path(one.file).name == one.file and self.path(one.file).is_file())

    def find_newest(self, county: str) -> KeptFile | None:
        """The file of a county that was fetched last."""
        return next((one for one in self.list_kept() if one.county == county), None)

    def add(self, kept: KeptFile, most: int) -> None:
        """List a file before the others of its county, and remove those beyond `most`. Raises BadInputError."""
        others = [one for one in self.list_kept() if one.digest != kept.digest or one.county != kept.county]
        listed = list(_leave_out([kept, *others], most))
        keep_file(self._home, self._folder / LIST, msgspec.json.encode(listed))
        files = {one.file for one in listed}
        for path in self._folder.glob(f"*{self._ending}"):
            if path.name not in files:
                with suppress(OSError):
                    path.unlink()


def _leave_out(kept: list[KeptFile], most: int) -> Iterator[KeptFile]:
    counted: dict[str, int] = {}
    for one in kept:
        counted[one.county] = counted.get(one.county, 0) + 1
        if counted[one.county] <= most:
            yield one
