"""The one face of publishers that have files: which module reads which, and what is asked at least."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

import polars as pl

from samspel.catalogue.fetching import Wanted
from samspel.catalogue.records.fetched_files import Election, Emissions, Employment, Files, Schools, Survey, Target
from samspel.catalogue.records.fetching import Service
from samspel.sources.live import election, emissions, employment, schools, survey
from samspel.sources.live.place_names import PlaceNames
from samspel.sources.live.tidy import Course

Get = Callable[[str], bytes]
T = TypeVar("T", bound=Target)


class FileAdapter:
    """Files that a publisher has, each read by the module that knows its form."""

    def __init__(self, service: Service, declared: Files, last: int, names: PlaceNames) -> None:
        self._service, self._declared, self._last, self._names = service, declared, last, names

    def list_addresses(self, due: Sequence[Wanted]) -> list[str]:
        """What is asked at least: a file that fills several measures is asked for once."""
        service, declared = self._service, self._declared
        match declared:
            case Emissions():
                return emissions.list_addresses(service, declared)
            case Survey():
                return survey.list_addresses(service, declared)
            case Employment():
                asked = [one for one in declared.targets if Wanted(one.table, one.measure) in due]
                return employment.list_addresses(service, declared, asked)
            case Election():
                return election.list_addresses(service, declared, self._names.municipalities.values())
            case Schools():
                return schools.list_addresses(service, declared, self._last)

    def begin(self, get: Get, due: Sequence[Wanted]) -> None:
        """Nothing is common to all."""

    def fetch(self, get: Get, one: Wanted) -> Course:
        """Read one measure. Raises ChangedError for a file that is not what it was."""
        title, rows = self._find_reader(one)(get, self._service)
        return Course(table=one.table, measure=one.measure, title=title, rows=rows)

    def _find_reader(self, one: Wanted) -> Callable[[Get, Service], tuple[str, pl.DataFrame]]:
        """What reads a measure."""
        declared, names = self._declared, self._names
        match declared:
            case Emissions():
                sector = _find(declared.targets, one)
                return partial(emissions.fetch_course, declared=declared, names=names, sector=sector)
            case Survey():
                asked = _find(declared.targets, one)
                return partial(survey.fetch_course, declared=declared, names=names, target=asked)
            case Employment():
                counted = _find(declared.targets, one)
                return partial(employment.fetch_course, declared=declared, names=names, target=counted)
            case Election():
                seats = _find(declared.targets, one)
                return partial(election.fetch_course, declared=declared, names=names, target=seats)
            case Schools():
                taught, last = _find(declared.targets, one), self._last
                return partial(schools.fetch_course, declared=declared, names=names, programme=taught, last=last)


def _find(targets: Sequence[T], one: Wanted) -> T:
    """What fills a measure."""
    return next(target for target in targets if (target.table, target.measure) == one)
