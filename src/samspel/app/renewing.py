"""Takes fetched measures in: their codes made ours, held against what there was, and kept beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import polars as pl

from samspel.catalogue.fetching import Wanted, load_fetch_checks
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.fetching import Retitled
from samspel.sources.live.errors import ChangedError
from samspel.sources.live.tidy import (
    SCHEMA,
    Course,
    check_rows,
    compare_rows,
    find_last_years,
    harmonise,
    number_rows,
    settle_title,
)
from samspel.sources.making import SHARE, load_making
from samspel.store.live.built_in import list_titles, read_built_in
from samspel.store.live.history import History
from samspel.store.live.records import Renewed, Stopped
from samspel.store.live.taking import BuiltIn, Taken

ANY = (float("-inf"), float("inf"))


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
        self._gathered = load_making(catalogue.folder / "figures").gathered

    def take(self, fetched: Sequence[Fetched], declared: Sequence[Retitled]) -> tuple[list[Renewed], list[Stopped]]:
        """Take the courses of several measures in, those that are as they were; the others are stopped, and nothing of
        them is taken.
        """
        courses = [one.course for one in fetched]
        names = [Wanted(course.table, course.measure) for course in courses]
        latest = {name: one.title for name, one in self._history.find_latest(names).items()}
        built_in = read_built_in(self._catalogue, [name for name in names if name not in latest], self._titles)
        rows = harmonise(number_rows(courses), self._checks)
        faults = check_rows(courses, rows, self._checks, self._places, self._today)
        anew, retitled = _settle_titles(
            courses, [latest.get(name, self._titles.get(name.measure, "")) for name in names], declared
        )
        there = self._read_before(names, built_in).filter(~pl.col("number").is_in(list(anew)))
        changed = compare_rows(courses, rows, there, self._checks, [self._find_bounds(course) for course in courses])
        faults = changed | retitled | faults
        together = pl.concat([rows, there.join(rows, on=["number", "year"], how="anti")])
        last = find_last_years(together, self._checks.complete_share)
        parts = rows.partition_by("number", as_dict=True, include_key=False)
        taken = {
            names[number]: Taken(
                course=replace(one.course, rows=parts[number,]),
                service=one.service,
                fetched=one.moment,
                digests=one.digests,
                last=last[number],
                is_anew=number in anew,
            )
            for number, one in enumerate(fetched)
            if number not in faults
        }
        made = self._history.take(list(taken.values()), {name: built_in[name] for name in taken if name in built_in})
        stopped = [Stopped(*names[number], error) for number, error in sorted(faults.items())]
        return [Renewed(one.table, one.measure, one.added, one.changed, one.gone) for one in made], stopped

    def _read_before(self, names: Sequence[Wanted], built_in: Mapping[Wanted, BuiltIn]) -> pl.DataFrame:
        """What there was of each: its history, or what is built in of one that has none."""
        kept = self._history.read_courses(names).select("number", *SCHEMA)
        numbers = {name: number for number, name in enumerate(names)}
        first = number_rows([one.course for one in built_in.values()], [numbers[name] for name in built_in])
        return pl.concat([kept, first])

    def _find_bounds(self, course: Course) -> tuple[float, float]:
        """What a value can be: a share lies within 0 to 100 unless its measure is declared as one that may not."""
        return SHARE if self._gathered.is_share(course.measure, course.title) else ANY


def _settle_titles(
    courses: Sequence[Course], before: Sequence[str], declared: Sequence[Retitled]
) -> tuple[set[int], dict[int, ChangedError]]:
    """The numbers of the courses that begin anew, and the faults of those whose title is another than before."""
    anew, faults = set[int](), dict[int, ChangedError]()
    for number, course in enumerate(courses):
        try:
            if settle_title(course, before[number], declared) == "anew":
                anew.add(number)
        except ChangedError as error:
            faults[number] = error
    return anew, faults
