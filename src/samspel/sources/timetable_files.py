"""Which timetable file is the county's, and where it is had: content/timetable_files.toml."""

from datetime import date
from functools import cache
from pathlib import Path

from samspel.catalogue.loading import find_content
from samspel.catalogue.reading import read_record
from samspel.catalogue.records.base import Record


class Operator(Record, frozen=True, kw_only=True):
    """Who publishes the timetable of a region (its code), with the id that stands in the address."""

    region: str
    id: str
    name: str


class TimetableFiles(Record, frozen=True, kw_only=True):
    """The address with its placeholders, the publisher's page, how often a key of the lowest level may fetch, and the
    id of the file with the trains that no county runs.
    """

    address: str
    page: str
    calls_a_month: int
    calls_a_minute: int
    trains: str
    source: str
    read: date
    operator: list[Operator]

    def find(self, region: str) -> Operator | None:
        """The operator of a region by its code."""
        return next((one for one in self.operator if one.region == region), None)

    def locate(self, operator: str, key: str) -> str:
        """The address of an operator's file; `key` is the user's own, or a word in its place."""
        return self.address.format(operator=operator, key=key)


@cache
def load_timetable_files(content: Path | None = None) -> TimetableFiles:
    """The list, read once. Raises ContentError where the file is not as it should be."""
    return read_record((content or find_content()) / "timetable_files.toml", TimetableFiles)
