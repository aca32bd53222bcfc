"""Keeps reports of reach on this machine, one file a place, and reads the figures in them as observations."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from samspel.catalogue.loading import Catalogue
from samspel.observations.series import Doubt, Observation
from samspel.reach.report import ReachReport
from samspel.store.keeping import KeptFiles, Stamp
from samspel.terms.aside import UnreadableError
from samspel.terms.errors import BadInputError
from samspel.terms.origin import Basis, Origin
from samspel.terms.period import Period

FOLDER = "reach"
FORMAT = 3
"""Counted up when a report is kept in a way that earlier programs cannot read. Format 1 was the bare report,
format 2 knew nothing of disruptions."""


class _Sealed(msgspec.Struct, frozen=True):
    """A kept report with its format and what it weighs; none of it in one that was kept before there were formats."""

    format: int = 0
    digest: str = ""
    report: msgspec.Raw = msgspec.Raw()


class ReachStore:
    """The reports under a home folder; a new one for a place replaces the old."""

    def __init__(self, home: Path, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._files = KeptFiles(home, FOLDER, ".json", catalogue.places, self._parse)

    def save(self, report: ReachReport) -> Path:
        """Keep a report and return its file. Raises BadInputError when it cannot be written, or not be read back."""
        with self._files.change(report.place):
            return self._files.put(report.place, pack_report(report))

    def load(self, code: str) -> ReachReport | None:
        """The report of a place, None where there is none that can be read."""
        return self._files.read(code)

    def load_all(self) -> Iterator[ReachReport]:
        """Every report that can be read."""
        return (report for code in self._files.codes() if (report := self._files.read(code)) is not None)

    def forget(self, code: str) -> tuple[str, ...]:
        """Remove the report of a place and those set aside; the names of the files. Raises BadInputError."""
        return self._files.remove(code)

    def forget_aside(self, code: str) -> tuple[str, ...]:
        """Remove the reports of a place that were set aside; the names of the files. Raises BadInputError."""
        with self._files.change(code):
            return self._files.remove_aside(code)

    def find_troubles(self, code: str) -> tuple[BadInputError, ...]:
        """What cannot be read of what was kept for a place."""
        return self._files.find_troubles(code)

    def stamp(self) -> tuple[Stamp, ...]:
        """Something that differs when any report has changed."""
        return self._files.stamps()

    def _parse(self, data: bytes, code: str) -> ReachReport:
        report = unpack_report(data)
        flaw = "" if report.place == code else f"place {report.place}"
        known = (self._catalogue.indicators, self._catalogue.sources)
        for value in report.values:
            if value.indicator not in known[0] or value.source not in known[1]:
                flaw = f"{value.indicator}, {value.source}"
        if flaw:
            raise UnreadableError("kept_damaged", reason=flaw)
        return report


def pack_report(report: ReachReport) -> bytes:
    """A report as the bytes of a file, with its format and what it weighs."""
    told = msgspec.json.encode(report)
    return msgspec.json.encode(_Sealed(FORMAT, hashlib.sha256(told).hexdigest(), msgspec.Raw(told)))


def unpack_report(data: bytes) -> ReachReport:
    """The report of a file. Raises UnreadableError for one that is damaged, empty, cut off or of a later format."""
    if not data.strip():
        raise UnreadableError("kept_empty")
    try:
        sealed = msgspec.json.decode(data, type=_Sealed)
        if sealed.format > FORMAT:
            raise UnreadableError("kept_newer", format=sealed.format, known=FORMAT)
        told = bytes(sealed.report)
        if sealed.format and hashlib.sha256(told).hexdigest() != sealed.digest:
            raise UnreadableError("kept_changed")
        report = msgspec.json.decode(told if sealed.format else data, type=ReachReport)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise UnreadableError("kept_damaged", reason=str(error)) from None
    _check_rows(report)
    return report


def _check_rows(report: ReachReport) -> None:
    """Raises UnreadableError for a report whose parts do not fit together, as one that was changed by hand."""
    towns, sites = range(len(report.localities)), range(len(report.workplaces))
    limits = len(report.limits)
    fits = all(row in sites for row in report.sites_without_stop)
    for turn in report.turns:
        shares = [turn.people, turn.people_out, turn.people_home, *([turn.employees] if turn.employees else [])]
        shares += [one for kept in turn.steady for one in (kept.people, kept.employees) if one is not None]
        shares += [one for kept in turn.beside for one in (kept.people, kept.employees, kept.gained) if one is not None]
        fits &= turn.workplace in sites and bool(turn.days) and all(len(share) == limits for share in shares)
        fits &= all(one.locality in towns and len(one.within) == limits for one in turn.localities)
    if report.roads is not None:
        roads = report.roads
        fits &= all(one.of in towns for one in (*roads.surgery, *roads.stations))
        fits &= all(one.of in sites for one in (*roads.surgery_of_sites, *roads.sites))
        fits &= all(one.workplace in sites for one in roads.cycling)
    if not fits:
        raise UnreadableError("kept_damaged", reason="rows")


def observe_reach(catalogue: Catalogue, reports: Iterable[ReachReport]) -> Iterator[Observation]:
    """The figures of reports as observations of the year in which they were reckoned for."""
    for report in reports:
        place = catalogue.places.by_code.get(report.place)
        if place is None:
            continue
        for value in report.values:
            origin = Origin(
                source=value.source, table="", read=report.made.isoformat(), file=value.file, publisher=value.publisher
            )
            period = Period(report.week[0].year if report.week else report.made.year)
            doubt = None if value.otherwise is None else Doubt(value.doubts, value.otherwise)
            basis = Basis(value.basis)
            yield Observation(
                indicator=value.indicator,
                place=place,
                period=period,
                value=value.value,
                basis=basis,
                origins=(origin,),
                blank=None,
                doubt=doubt,
            )
