"""One face of all adapters: what is asked at least, and a measure's course as its publisher tells it now."""

from collections.abc import Callable, Sequence
from typing import Protocol

from samspel.catalogue.fetching import Wanted
from samspel.catalogue.records.fetching import Fetching, Kolada, Pxweb, Service
from samspel.sources.live import kolada as kolada_api
from samspel.sources.live import pxweb as pxweb_api
from samspel.sources.live.errors import ChangedError
from samspel.sources.live.files import FileAdapter
from samspel.sources.live.place_names import PlaceNames
from samspel.sources.live.tidy import Course

Get = Callable[[str], bytes]


class Adapter(Protocol):
    """Knows one server's language. Asks nothing itself: `get` does, and keeps what came."""

    def list_addresses(self, due: Sequence[Wanted]) -> list[str]:
        """What is asked at least."""
        ...

    def begin(self, get: Get, due: Sequence[Wanted]) -> None:
        """Ask what all measures need, once. Raises ChangedError."""
        ...

    def fetch(self, get: Get, one: Wanted) -> Course:
        """Ask for one measure. Raises ChangedError for an answer that is not what it was."""
        ...


def make_adapter(fetching: Fetching, service: Service, last: int, names: PlaceNames) -> Adapter:
    """The adapter that a file of content/fetching names, for a service and the years until the last one."""
    if fetching.kolada is not None:
        return KoladaAdapter(service, fetching.kolada, last)
    if fetching.pxweb is not None:
        return PxwebAdapter(service, fetching.pxweb)
    if fetching.tables is not None:
        return FileAdapter(service, fetching.tables, last, names)
    raise AssertionError("the content was checked")


class KoladaAdapter:
    """Kolada: titles several at a time, values measure by measure."""

    def __init__(self, service: Service, declared: Kolada, last: int) -> None:
        self._service, self._declared, self._last = service, declared, last
        self._titles: dict[str, str] = {}

    def list_addresses(self, due: Sequence[Wanted]) -> list[str]:
        """What is asked at least."""
        titles = kolada_api.list_title_addresses(self._service, self._declared, [one.measure for one in due])
        values = (kolada_api.list_addresses(self._service, self._declared, one.measure, self._last) for one in due)
        return [*titles, *(address for some in values for address in some)]

    def begin(self, get: Get, due: Sequence[Wanted]) -> None:
        """Ask for the titles. Raises ChangedError."""
        names = [one.measure for one in due]
        self._titles = kolada_api.fetch_titles(get, self._service, self._declared, names)

    def fetch(self, get: Get, one: Wanted) -> Course:
        """Ask for one measure. Raises ChangedError for an answer that is not what it was."""
        title = self._titles.get(one.measure)
        if title is None:
            raise ChangedError("fetch_changed", subject=one.measure, found="–", expected=one.measure)
        rows = kolada_api.fetch_rows(get, self._service, self._declared, one.measure, self._last)
        return Course(table=one.table, measure=one.measure, title=title, rows=rows)


class PxwebAdapter:
    """A statistical database: what a table has, then its figures."""

    def __init__(self, service: Service, declared: Pxweb) -> None:
        self._service, self._declared = service, declared

    def list_addresses(self, due: Sequence[Wanted]) -> list[str]:
        """What is asked at least."""
        wanted = [one for one in self._declared.tables if Wanted(one.table, one.measure) in due]
        return pxweb_api.list_addresses(self._service, wanted)

    def begin(self, get: Get, due: Sequence[Wanted]) -> None:
        """Nothing is common to all."""

    def fetch(self, get: Get, one: Wanted) -> Course:
        """Ask for one measure. Raises ChangedError for an answer that is not what it was."""
        tables = [each for each in self._declared.tables if (each.table, each.measure) == one]
        title, rows = pxweb_api.fetch_course(get, self._service, self._declared, tables)
        return Course(table=one.table, measure=one.measure, title=title, rows=rows)
