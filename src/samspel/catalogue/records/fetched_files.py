"""Records of content/fetching on publishers that have files and no programming interface for figures: what is in which
file, and by which words it is recognised.
"""

from typing import Annotated

import msgspec

from samspel.catalogue.records.base import Record

Words = Annotated[str, msgspec.Meta(min_length=1)]


class Target(Record, frozen=True, kw_only=True):
    """The measure of ours that something fills: a column of a tidy table."""

    table: str
    measure: str


class Sector(Target, frozen=True, kw_only=True):
    """A sector of the emissions, as its publisher writes it now or has written it."""

    names: Annotated[list[Words], msgspec.Meta(min_length=1)]


class Emissions(Record, frozen=True, kw_only=True):
    """The workbook of the national emissions database: the headings of sector, part of it, county and municipality, and
    the word for all of them.
    """

    path: str
    sector: Words
    part: Words
    county: Words
    municipality: Words
    whole: Words
    targets: list[Sector] = msgspec.field(name="measure")


class Survey(Record, frozen=True, kw_only=True):
    """The workbooks of a survey of municipalities: patterns of the files that a page links to, one a year; what the
    heading of the code begins with, what that of the question holds and does not hold, what a word of an answer stands
    for (the first that fits), and what is written where there is no answer.
    """

    page: str
    files: Annotated[list[Words], msgspec.Meta(min_length=1)]
    code: Words
    holds: Annotated[list[Words], msgspec.Meta(min_length=1)]
    lacks: list[Words] = msgspec.field(default_factory=list)
    answers: dict[str, float]
    silent: list[Words] = msgspec.field(default_factory=list)
    targets: list[Target] = msgspec.field(name="measure")

    @property
    def patterns(self) -> dict[str, tuple[str, ...]]:
        """The patterns of files, and the groups that each must name."""
        return dict.fromkeys(self.files, ("year",))


class Pivot(Target, frozen=True, kw_only=True):
    """Two fields of a pivot table whose rows are months and municipalities, in the file that a pattern fits: how many
    per cent the one is of the other, in the mean of a year's twelve months.
    """

    file: Words
    period: Words
    municipality: Words
    some: Words
    whole: Words
    first_year: int


class Monthly(Target, frozen=True, kw_only=True):
    """A sheet with a row a month and a column a county, in the file that a pattern fits; the sum of the twelve months
    is the year's. `sheet` is what its name begins with, `country` what the column of the country can be called. The
    row with the names of so many `counties` at least is that of the headings.
    """

    file: Words
    sheet: Words
    counties: Annotated[int, msgspec.Meta(ge=1, le=21)]
    country: list[Words]


class Employment(Record, frozen=True, kw_only=True):
    """What is read of the workbooks that a page of the Employment Service links to."""

    page: str
    signs: dict[str, str]
    pivots: list[Pivot] = msgspec.field(name="pivot")
    monthlies: list[Monthly] = msgspec.field(name="monthly")

    @property
    def targets(self) -> list[Pivot | Monthly]:
        """What is read of each file."""
        return [*self.pivots, *self.monthlies]

    @property
    def patterns(self) -> dict[str, tuple[str, ...]]:
        """The patterns of files, and the groups that each must name."""
        return dict.fromkeys((one.file for one in self.targets), ("year", "month"))


class Election(Record, frozen=True, kw_only=True):
    """The results that the Election Authority lists in an index with checksums, a zip a municipality."""

    index: str
    file: Words
    member: Words
    stage: Words
    kind: Words
    years: Annotated[list[int], msgspec.Meta(min_length=1)]
    seats: tuple[int, int]
    targets: list[Target] = msgspec.field(name="measure")

    @property
    def patterns(self) -> dict[str, tuple[str, ...]]:
        """The patterns of files and of what is in them, and the groups that each must name."""
        return {self.file: ("code",), self.member: ()}


class Programme(Target, frozen=True, kw_only=True):
    """A programme, or several together, as the publisher writes it."""

    name: Words


class Schools(Record, frozen=True, kw_only=True):
    """The export of pupils by programme: where a year is, the headings that are used, whose schools count, the
    signs in place of a number, and how many of the latest years may have no row yet.
    """

    path: str
    code: Words
    owner: Words
    owners: Words
    programme: Words
    pupils: Words
    signs: dict[str, float]
    first_year: int
    late_years: Annotated[int, msgspec.Meta(ge=0)]
    targets: list[Programme] = msgspec.field(name="measure")


Files = Emissions | Survey | Employment | Election | Schools
