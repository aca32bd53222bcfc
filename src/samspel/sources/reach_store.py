"""Keeps reports of reach on this machine, one file a place, and reads the figures in them as observations."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from samspel.catalogue.loading import Catalogue
from samspel.observations.series import Observation
from samspel.reach.report import ReachReport
from samspel.sources.files import write_file
from samspel.terms.errors import BadInputError
from samspel.terms.origin import Basis, Origin
from samspel.terms.period import Period

FOLDER = "reach"


class ReachStore:
    """The reports under a home folder; a new one for a place replaces the old."""

    def __init__(self, home: Path) -> None:
        self._folder = home / FOLDER

    def save(self, report: ReachReport) -> Path:
        """Keep a report and return its file. Raises BadInputError when it cannot be written."""
        return write_file(self._path(report.place), msgspec.json.encode(report))

    def load(self, code: str) -> ReachReport | None:
        """The report of a place, None where there is none. Raises BadInputError for a damaged file, naming it."""
        path = self._path(code)
        return self._read(path) if path.is_file() else None

    def load_all(self) -> Iterator[ReachReport]:
        """Every report. Raises BadInputError for a damaged file, naming it."""
        return (self._read(path) for path in self._files())

    def stamp(self) -> tuple[tuple[str, int, int], ...]:
        """Something that differs when any report has changed."""
        return tuple((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in self._files())

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob("[0-9]*.json"))

    def _path(self, code: str) -> Path:
        return self._folder / f"{code}.json"

    def _read(self, path: Path) -> ReachReport:
        try:
            return msgspec.json.decode(path.read_bytes(), type=ReachReport)
        except (OSError, msgspec.MsgspecError) as error:
            raise BadInputError("reach_damaged", file=str(path), reason=str(error)) from None


def observe_reach(catalogue: Catalogue, reports: Iterable[ReachReport]) -> Iterator[Observation]:
    """The figures of reports as observations of the year in which they were reckoned for."""
    for report in reports:
        place = catalogue.places.by_code.get(report.place)
        if place is None:
            continue
        for value in report.values:
            origin = Origin(value.source, "", report.made.isoformat(), value.file, value.publisher)
            period = Period(report.week[0].year if report.week else report.made.year)
            yield Observation(value.indicator, place, period, value.value, Basis(value.basis), (origin,), None)
