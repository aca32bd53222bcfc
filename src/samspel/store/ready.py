"""What lies ready on this machine for a reckoning of reach at a place."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from samspel.catalogue.records.fetching import Service
from samspel.observations.added import Added, RowOfValues
from samspel.store.live.county_files import KeptFile
from samspel.terms.place import Place

WORKPLACE = "workplace"
"""The column with a workplace's name, in added lists as in those that a reckoning reads."""


@dataclass(frozen=True, slots=True)
class ReadyFile:
    """A county's file that is kept, where it lies, and who tells it."""

    kept: KeptFile
    path: Path
    service: Service


@dataclass(frozen=True, slots=True)
class ReadyList:
    """An added list of workplaces: the rows that journeys can be reckoned to, and how many lack a point or clocks."""

    added: Added
    rows: tuple[RowOfValues, ...]
    lacking: int

    @property
    def workplaces(self) -> int:
        """How many workplaces journeys can be reckoned to."""
        return len({row[WORKPLACE] for row in self.rows})


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """What lies ready at a place; the latest list first."""

    county: Place
    timetable: ReadyFile | None
    road_map: ReadyFile | None
    lists: tuple[ReadyList, ...]

    def holds_on(self, day: date) -> bool:
        """Whether there is a timetable that says what runs on a day."""
        return self.timetable is not None and self.timetable.kept.holds_on(day)

    def find_list(self, number: int | None = None) -> ReadyList | None:
        """The list of a number, or the latest, where journeys can be reckoned to any of its workplaces."""
        usable = (one for one in self.lists if one.rows)
        return next((one for one in usable if number in (None, one.added.number)), None)
