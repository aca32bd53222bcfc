"""Records of content/fetching: how other servers are asked, what of, and what must hold of the answers."""

from datetime import date
from typing import Annotated, Literal

import msgspec

from samspel.catalogue.records.base import Record
from samspel.catalogue.records.fetched_files import Election, Emissions, Employment, Files, Schools, Survey

Adapter = Literal["kolada", "pxweb", "gtfs", "osm", "emissions", "survey", "employment", "election", "schools"]
Flag = Literal["missing", "secret"]
"""Why a publisher tells of a value without a number: not reported, or not to be told."""
Way = Literal["join", "anew"]
Sure = Literal["documented", "seen", "inferred"]
"""How sure it is that a publisher has something under a name or in a form: its own documentation says so, others have
read it there, or it follows from what is known beside it.
"""
Positive = Annotated[float, msgspec.Meta(gt=0)]
Count = Annotated[int, msgspec.Meta(ge=1)]
Share = Annotated[float, msgspec.Meta(gt=0, le=1)]


class Limits(Record, frozen=True, kw_only=True):
    """How long and how much one answer may take, and how often it is asked for again."""

    agent: str
    connect_seconds: Positive
    read_seconds: Positive
    whole_seconds: Positive
    most_megabytes: Count
    most_unpacked_megabytes: Count
    tries: Count
    first_pause_seconds: Positive
    longest_pause_seconds: Positive


class FetchChecks(Record, frozen=True, kw_only=True):
    """What must hold of fetched figures, and the codes that places had before."""

    first_year: int
    years_ahead: int
    least_kept_share: Share
    jump: Annotated[float, msgspec.Meta(gt=1)]
    complete_share: Share
    codes: dict[str, str]


class Service(Record, frozen=True, kw_only=True):
    """A server that is asked: `days` between two renewals of the same figures, calls a minute and at once, and
    `most_a_month` where its owner counts calls. `most_megabytes` is the largest answer where it is another than usual,
    `key` the setting that holds the user's own key. `sure` and `read` tell how the form of its answers is known, and
    since when.
    """

    id: str
    source: str
    adapter: Adapter
    address: str
    licence: str
    sure: Sure
    read: date
    days: Count
    per_minute: Positive
    burst: Count
    most_a_month: Count | None = None
    most_megabytes: Count | None = None
    key: str = ""
    sv: str
    en: str


class Retitled(Record, frozen=True, kw_only=True):
    """A title that a measure has got since it was built in, whether its course goes on or begins anew, and why."""

    measure: str
    title: str
    way: Way
    why: Annotated[str, msgspec.Meta(min_length=1)]


class Kolada(Record, frozen=True, kw_only=True):
    """What is asked of Kolada, and how its answers are read."""

    tables: list[str]
    first_year: int
    years_a_call: Count
    measures_a_call: Count
    rows_a_page: Count
    groups: str
    country: str
    region: str
    statuses: dict[str, Flag]
    title: list[Retitled] = msgspec.field(default_factory=list)


class PxTable(Record, frozen=True, kw_only=True):
    """One of the publisher's tables and the measure of ours that it fills, or some years of it: the code of what is
    measured, how the publisher's words for it begin, and the values of the other variables, which are added up or one.
    """

    id: str
    table: str
    measure: str
    contents: str
    says: str
    first_year: int
    last_year: int | None = None
    add_up: bool = False
    chosen: dict[str, list[str]] = msgspec.field(default_factory=dict)


class Pxweb(Record, frozen=True, kw_only=True):
    """What is asked of a statistical database with PxWebApi 2, and how its answers are read."""

    most_cells: Count
    statuses: dict[str, Flag]
    tables: list[PxTable] = msgspec.field(name="table")
    title: list[Retitled] = msgspec.field(default_factory=list)


class CountyFeed(Record, frozen=True, kw_only=True):
    """A county's file, by the county's code and what the publisher calls it or its operator, and how sure that is."""

    county: str
    operator: str
    sure: Sure


class CountyFiles(Record, frozen=True, kw_only=True):
    """The timetables or maps that can be asked for, and how many of a county are kept."""

    kept: Count
    feeds: list[CountyFeed]


class Fetching(Record, frozen=True, kw_only=True):
    """One file: a service, and what its adapter is to ask it."""

    service: Service
    kolada: Kolada | None = None
    pxweb: Pxweb | None = None
    gtfs: CountyFiles | None = None
    osm: CountyFiles | None = None
    emissions: Emissions | None = None
    survey: Survey | None = None
    employment: Employment | None = None
    election: Election | None = None
    schools: Schools | None = None
    title: list[Retitled] = msgspec.field(default_factory=list)

    @property
    def tables(self) -> Files | None:
        """The files of figures that it has; None for a service that answers questions, or has files of counties."""
        return self.emissions or self.survey or self.employment or self.election or self.schools

    @property
    def filled(self) -> tuple[tuple[str, str], ...]:
        """Table and measure of each measure of ours that is named in the file itself."""
        named = self.pxweb.tables if self.pxweb is not None else self.tables.targets if self.tables is not None else []
        return tuple((one.table, one.measure) for one in named)

    @property
    def files(self) -> CountyFiles | None:
        """The files of counties that it has; None for a service of figures."""
        return self.gtfs or self.osm

    @property
    def titles(self) -> tuple[Retitled, ...]:
        """The declared new titles of its measures."""
        asked = (title for one in (self.kolada, self.pxweb) if one is not None for title in one.title)
        return (*asked, *self.title)
