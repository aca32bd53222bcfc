"""Records of content/ on figures: units, sources, tables and indicators."""

from datetime import date
from typing import Literal

import msgspec

from samspel.catalogue.records.base import Level, Record
from samspel.terms.origin import Basis

Direction = Literal["higher", "lower", "none"]
Rollup = Literal["sum", "parts", "population_mean", "none"]
Operation = Literal["ratio", "product", "sum", "difference", "change"]
Trust = Literal["A", "B", "C"]
ReachPart = Literal[
    "shifts", "training", "surgery_share", "surgery_minutes", "stations", "sites", "cycling", "localities"
]
"""What of a report of reach is an indicator's value; and the share of people who live in its localities."""
Form = Literal["wide", "tidy"]
ChangeKind = Literal["new", "more", "changed", "removed"]
Gender = Literal["T", "K", "M"]
"""All, women (kvinnor) and men, as the publishers of the tidy tables write them."""


class UnitText(Record, frozen=True, kw_only=True):
    """Name of a unit and the suffix after the number."""

    name: str
    suffix: str


class UnitCode(Record, frozen=True, kw_only=True):
    """What a number stands for on a scale of words."""

    value: float
    sv: str
    en: str


class Unit(Record, frozen=True, kw_only=True):
    """A unit of measurement and how many decimals are shown; `below_zero` where a figure in it can be less than
    nought. On a scale of words, such as shortage, balance and surplus, `codes` says what each number stands for, in
    ascending order.
    """

    id: str
    decimals: int
    sv: UnitText
    en: UnitText
    below_zero: bool = False
    codes: list[UnitCode] = msgspec.field(default_factory=list)

    @property
    def is_share(self) -> bool:
        """Whether a figure in it is so many per cent, and a change of it so many percentage points."""
        return self.sv.suffix == "%"


class NameNote(Record, frozen=True, kw_only=True):
    """A name with a note on how far to trust what it names."""

    name: str
    note: str


class Licence(Record, frozen=True, kw_only=True):
    """On what terms figures may be used, with the address of the terms and what programs know them by; without an
    address why no licence can be named.
    """

    id: str
    code: str = ""
    address: str = ""
    sv: str
    en: str


class Source(Record, frozen=True, kw_only=True):
    """A publisher's body of figures, with the address where the public finds it, and the one where a person searches
    by a measure's number where there is such a page. `licences` are ids of licences.toml, and `stated` is where the
    publisher says so, if not at the address of the licence.
    """

    id: str
    publisher: str
    address: str
    search: str = ""
    licences: tuple[str, ...] = ("unstated",)
    stated: str = ""
    sv: NameNote
    en: NameNote


class NotStated(Record, frozen=True, kw_only=True):
    """What to print instead of a year when the source does not state it, or states another period."""

    sv: str
    en: str


class Sentence(Record, frozen=True, kw_only=True):
    """Something that is told, in both languages."""

    sv: str
    en: str


class Table(Record, frozen=True, kw_only=True):
    """A built-in table: measures or header, key, period, origin and how far it is to be trusted.

    A `wide` table is a CSV file of its own whose header is `columns`; exactly one of `period_column`, `year` and
    `not_stated` says which period its values belong to. A `tidy` table is a part of a Parquet file with one row for
    each measure, gender, place and year; its `columns` are the measures, or `register` names the file that lists them.
    Of one that is `fetched` nothing is built in: its rows come with an update.
    `stated` is written in place of the year where the period is another than a calendar year. `ends` says why the table
    has no newer years than it has, where most others do; `copied` is the year of the publisher's figures that it shows,
    where it was read from a copy of an older state and not at the publisher. `compiled` says what others' compilation
    it was read from, `gaps` why years are missing between those that it has, `address` where the table itself lies.

    Trust A has been checked cell by cell against an independent copy, B in totals or parts; C is typed by hand, partial
    or unsure, so that it never decides and is never told as measured.
    """

    id: str
    file: str
    source: str
    number: str
    basis: Basis
    read: str
    trust: Trust
    form: Form = "wide"
    columns: list[str] = msgspec.field(default_factory=list)
    key: str = "code"
    period_column: str | None = None
    year: int | None = None
    not_stated: NotStated | None = None
    stated: NotStated | None = None
    ends: Sentence | None = None
    gaps: Sentence | None = None
    compiled: Sentence | None = None
    copied: int | None = None
    fetched: bool = False
    register: str | None = None
    address: str | None = None
    sv: str
    en: str


class ChangeText(Record, frozen=True, kw_only=True):
    """Why figures changed, empty until somebody writes it; and the name of a table that is no longer built in."""

    why: str = ""
    name: str = ""


class FigureChange(Record, frozen=True, kw_only=True):
    """What a day did to a built-in table: the filled cells outside key and period that were added, removed or given
    another value. `more` is a table that only grew, `removed` one that is no longer built in.
    """

    day: date
    table: str
    what: ChangeKind
    added: int
    removed: int
    changed: int
    sv: ChangeText = ChangeText()
    en: ChangeText = ChangeText()


class IndicatorText(Record, frozen=True, kw_only=True):
    """Name and definition of an indicator in one language; what it does not show, where somebody would think it does;
    and what has happened since to a measure that its publisher has replaced.
    """

    name: str
    definition: str
    limits: str = ""
    replaced: str = ""


class FigureColumn(Record, frozen=True, kw_only=True):
    """A column or the sum of several of a built-in table, or the number of its rows; `scale` brings it to the
    indicator's unit.

    The rest is for tidy tables: `gender`; `mean_of`, the mean of so many years, told under the last of them, where at
    least `least` of them are known; `until`, the last year that is complete enough to compare places in; `blank_zeros`,
    the years whose zeros the publisher also writes for what was not told; `most`, above which a value is no possible
    one and left blank; `lowest`, below which it is a matter of booking and left blank; `origin`, who made the figure
    where the table's publisher only passes it on.
    """

    table: str
    column: str | None = None
    columns: list[str] | None = None
    count: bool = False
    scale: float = 1.0
    gender: Gender = "T"
    mean_of: int = 1
    least: int | None = None
    until: int | None = None
    blank_zeros: list[int] = msgspec.field(default_factory=list)
    most: float | None = None
    lowest: float | None = None
    origin: str = ""

    @property
    def named(self) -> tuple[str, ...]:
        """The columns that the figure names."""
        return tuple(self.columns or ([self.column] if self.column is not None else []))


class Derived(Record, frozen=True, kw_only=True):
    """A value worked out from other indicators.

    ratio: of[0] / of[1] * scale; product: of[0] * of[1] * scale; sum; difference: of[0] - of[1];
    change: per cent over `years` years of of[0], or since the year `since`. A part named in `optional` counts as
    nothing where a place lacks it by law, such as a regional tax where municipality and region are one.
    """

    op: Operation
    of: list[str]
    scale: float = 1.0
    years: int | None = None
    since: int | None = None
    whole: bool = False
    optional: list[str] = msgspec.field(default_factory=list)


class Computed(Record, frozen=True, kw_only=True):
    """A named computation of the program, for access."""

    by: str


class MissingText(Record, frozen=True, kw_only=True):
    """Why an indicator is blank and how to get it."""

    reason: str
    how: str


class Missing(Record, frozen=True, kw_only=True):
    """A known measure that is not built in: its number at Kolada or what else an update fetches it as; `reckoned` where
    nobody publishes it and Samspel works it out from files that the user gives.
    """

    publisher: str
    kolada: str | None = None
    figure: FigureColumn | None = None
    reckoned: bool = False
    sv: MissingText
    en: MissingText


class Indicator(Record, frozen=True, kw_only=True):
    """A defined measure. Exactly one of figure, derived, computed and missing is given. `reach` names the part of a
    report of reach that gives its value or that it says something of. `minors` says that those under 18 are counted, so
    that its figures by gender are of girls and boys too, and `see` names measures of the same thing for other years.
    """

    id: str
    theme: str
    unit: str
    direction: Direction
    levels: list[Level]
    rollup: Rollup
    minors: bool = False
    sv: IndicatorText
    en: IndicatorText
    figure: FigureColumn | None = None
    derived: Derived | None = None
    computed: Computed | None = None
    missing: Missing | None = None
    reach: ReachPart | None = None
    see: list[str] = msgspec.field(default_factory=list)

    @property
    def is_reckoned(self) -> bool:
        """Whether nobody publishes it, and Samspel works it out from files that the user gives."""
        return self.missing is not None and self.missing.reckoned

    @property
    def is_worked_out(self) -> bool:
        """Whether the figure is Samspel's own, whatever it was worked out of."""
        return self.has_formula or self.computed is not None

    @property
    def has_formula(self) -> bool:
        """Whether Samspel works the value out from published ones, so that no publisher reports it as it stands."""
        figure = self.figure
        return self.derived is not None or (
            figure is not None and (figure.count or figure.columns is not None or figure.mean_of > 1)
        )
