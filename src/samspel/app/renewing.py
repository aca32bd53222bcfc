"""Takes one fetched measure in: its codes made ours, held against what there was, and kept beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from samspel.catalogue.fetching import load_fetch_checks
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.fetching import Retitled
from samspel.sources.live.tidy import (
    KEYS,
    Course,
    check_course,
    compare_course,
    find_complete_years,
    harmonise,
    settle_title,
)
from samspel.sources.making.inputs import load_making
from samspel.store.live.built_in import list_titles, read_built_in
from samspel.store.live.history import History, Taken
from samspel.store.live.records import Renewed

PARTS = ("andel", "%")
"""What a title holds that tells of a share, as when the built-in figures are made."""
SHARE, ANY = (0.0, 100.0), (float("-inf"), float("inf"))


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """A course as it came, from which service, when its first answer came, and the checksums of its answers."""

    course: Course
    service: str
    moment: datetime
    digests: Sequence[str]


class Renewer:
    """Takes courses into a history."""

    def __init__(self, catalogue: Catalogue, history: History, today: date) -> None:
        self._catalogue, self._history, self._today = catalogue, history, today
        self._checks = load_fetch_checks(catalogue.folder)
        self._places = {place.code for place in catalogue.places.everywhere}
        self._titles = list_titles(catalogue)
        self._outside = frozenset(load_making(catalogue.folder / "figures").gathered.outside)

    def take(self, fetched: Fetched, declared: Sequence[Retitled]) -> Renewed:
        """Take a course in. Raises ChangedError, and takes nothing, where it is not what it was."""
        course = harmonise(fetched.course, self._checks)
        check_course(course, self._checks, self._places, self._today)
        latest = self._history.find_latest(course.table, course.measure)
        before = self._titles.get(course.measure, "") if latest is None else latest.title
        is_anew = settle_title(course, before, declared) == "anew"
        built_in = None if latest is not None else read_built_in(self._catalogue, course.table, course.measure, before)
        there = self._history.read(course.table, course.measure) if built_in is None else built_in[0].rows
        kept = there.select(course.rows.columns).clear() if is_anew else there.select(course.rows.columns)
        compare_course(course, kept, self._checks, self._find_bounds(course))
        together = pl.concat([course.rows, kept.join(course.rows, on=KEYS, how="anti")])
        taken = Taken(
            course=course,
            service=fetched.service,
            fetched=fetched.moment,
            digests=fetched.digests,
            last=find_complete_years(together, self._checks.complete_share)[-1],
            is_anew=is_anew,
        )
        made = self._history.take(taken, built_in)
        return Renewed(course.table, course.measure, made.added, made.changed, made.gone)

    def _find_bounds(self, course: Course) -> tuple[float, float]:
        """What a value can be: a share lies within 0 to 100 unless its measure is declared as one that may not."""
        is_share = all(part in course.title for part in PARTS) and course.measure not in self._outside
        return SHARE if is_share else ANY
