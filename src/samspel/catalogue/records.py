"""The schema of content/: one frozen record for each kind of entry. docs/content.md describes the same for those who
write.
"""

from typing import Literal

import msgspec

from samspel.terms.origin import Basis

Level = Literal["municipality", "region", "country"]
Direction = Literal["higher", "lower", "none"]
Rollup = Literal["sum", "parts", "population_mean", "none"]
Body = Literal["municipality", "region"]
Responsible = Literal["municipality", "region", "shared"]
Obligation = Literal["mandatory", "voluntary", "shared", "should_strive"]
Role = Literal["decides", "context"]
MeasureRole = Literal["leading", "reserve", "context"]
MeasureRule = Literal["relative", "threshold", "exposure", "repeated", "expected"]
StrengthName = Literal["answered", "measured", "indicated"]
AnswerKind = Literal["yes_no", "number", "percent", "text"]
MeasureKind = Literal["statistic", "access"]
Operation = Literal["ratio", "product", "sum", "difference", "change"]
Unmet = Literal["large", "some"]
Lang = Literal["sv", "en"]
HospitalOpen = Literal["likely", "unsure", "no"]
Trust = Literal["A", "B", "C"]
Grounds = Literal["shifts", "training", "site_roads", "cycling", "surgery", "stations"]
ReachPart = Literal[
    "shifts", "training", "surgery_share", "surgery_minutes", "stations", "sites", "cycling", "localities"
]
"""What of a report of reach is an indicator's value; and the share of people who live in its localities."""
Form = Literal["wide", "tidy"]
Gender = Literal["T", "K", "M"]
"""All, women (kvinnor) and men, as the publishers of the tidy tables write them."""


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of all content records: frozen, and a key that is not in the schema is an error."""


class Named(Record, frozen=True, kw_only=True):
    """An id with a name in both languages: themes, levers, areas."""

    id: str
    sv: str
    en: str


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


class NameNote(Record, frozen=True, kw_only=True):
    """A name with a note on how far to trust what it names."""

    name: str
    note: str


class Source(Record, frozen=True, kw_only=True):
    """A publisher's body of figures, with the address where the public finds it."""

    id: str
    publisher: str
    address: str
    sv: NameNote
    en: NameNote


class NotStated(Record, frozen=True, kw_only=True):
    """What to print instead of a year when the source does not state it, or states another period."""

    sv: str
    en: str


class Table(Record, frozen=True, kw_only=True):
    """A built-in table: measures or header, key, period, origin and how far it is to be trusted.

    A `wide` table is a CSV file of its own whose header is `columns`; exactly one of `period_column`, `year` and
    `not_stated` says which period its values belong to. A `tidy` table is a part of a Parquet file with one row for
    each measure, gender, place and year; its `columns` are the measures, or `register` names the file that lists them.
    `stated` is written in place of the year where the period is another than a calendar year.

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
    register: str | None = None
    address: str | None = None
    sv: str
    en: str


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
    the years whose zeros the publisher also writes for what was not told; `origin`, who made the figure where the
    table's publisher only passes it on.
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
    """A known measure that is not built in; `reckoned` where nobody publishes it and Samspel works it out from files
    that the user gives.
    """

    publisher: str
    kolada: str | None = None
    reckoned: bool = False
    sv: MissingText
    en: MissingText


class Indicator(Record, frozen=True, kw_only=True):
    """A defined measure. Exactly one of figure, derived, computed and missing is given. `reach` names the part of a
    report of reach that gives its value or that it says something of.
    """

    id: str
    theme: str
    unit: str
    direction: Direction
    levels: list[Level]
    rollup: Rollup
    sv: IndicatorText
    en: IndicatorText
    figure: FigureColumn | None = None
    derived: Derived | None = None
    computed: Computed | None = None
    missing: Missing | None = None
    reach: ReachPart | None = None

    @property
    def is_reckoned(self) -> bool:
        """Whether nobody publishes it, and Samspel works it out from files that the user gives."""
        return self.missing is not None and self.missing.reckoned

    @property
    def has_formula(self) -> bool:
        """Whether Samspel works the value out from published ones, so that no publisher reports it as it stands."""
        figure = self.figure
        return self.derived is not None or (
            figure is not None and (figure.count or figure.columns is not None or figure.mean_of > 1)
        )


class DemandText(Record, frozen=True, kw_only=True):
    """The texts of a demand in one language; `proposals` may hold the placeholder {body}."""

    title: str
    asks: str
    law: str
    industry: str
    welfare: str
    measured: str
    against: list[str]
    answer: list[str]
    proposals: list[str]
    lever: str
    cost: str
    note: str | None = None


class MeasureText(Record, frozen=True, kw_only=True):
    """Why a figure bears on a demand, and what it cannot show: a sentence each; nothing for a context figure."""

    why: str = ""
    cannot_show: str = ""


class Cases(Record, frozen=True, kw_only=True):
    """How many persons or events a value rests on: `indicator` counts them, or with `times` they are the value times
    that indicator times this number. `sampling` says how chance moves the value: a share of so many, or a rate made of
    so many.
    """

    indicator: str
    times: float | None = None
    sampling: Literal["share", "rate"] | None = None


class Concerns(Record, frozen=True, kw_only=True):
    """Where a demand has something to bite on: below `least` of the indicator the need is small whatever else."""

    indicator: str
    least: float


class Measure(Record, frozen=True, kw_only=True):
    """An indicator that bears on a demand, and how it decides.

    `leading` decides, `reserve` where the leading one of its strength has nothing to say, `context` never. `need` says
    whether high or low values are the need. `pooled` years are put together, or with `newest` the newest known of them
    taken; without it as many as the indicator's own figure is a mean of. `log` compares shares of a value and not
    differences. `most` is the largest need that it can show. `region` has it judged for the region, also on a
    municipality's page. A measure that misleads for some groups of municipalities names them in `not_for_group`.
    `answers` names the parameter that says how many have answered where the value is a share of a sample.

    The rules: `relative` sets a place beside those like it; `threshold` by `met` and `large`; `exposure` is small below
    `small` and some from `some`; `repeated` is a large need where the value is `need_at` in every pooled year and some
    where it is so in one; `expected` sets a count beside what the country's share of `base` leads one to expect.
    """

    indicator: str
    kind: MeasureKind
    role: MeasureRole
    strength: StrengthName | None = None
    rule: MeasureRule | None = None
    need: Literal["high", "low"] | None = None
    met: float | None = None
    large: float | None = None
    threshold_from: Literal["law", "handbook", "samspel"] | None = None
    small: float | None = None
    some: float | None = None
    need_at: float | None = None
    base: str | None = None
    pooled: int | None = None
    newest: bool = False
    log: bool = False
    most: Literal["some"] | None = None
    region: bool = False
    not_for_group: tuple[str, ...] = ()
    answers: str | None = None
    cases: Cases | None = None
    concerns: Concerns | None = None
    sv: MeasureText = msgspec.field(default_factory=MeasureText)
    en: MeasureText = msgspec.field(default_factory=MeasureText)

    @property
    def decides(self) -> bool:
        """Whether it can decide, by itself or as a reserve."""
        return self.role != "context"


class Question(Record, frozen=True, kw_only=True):
    """A question to the body, and what its answer means. With `each_municipality` a region answers it once for each of
    its municipalities, and an answer is that municipality's alone.
    """

    id: str
    role: Role
    body: Body
    answer: AnswerKind
    each_municipality: bool = False
    met_when: Literal["yes", "no"] | None = None
    unmet: Unmet | None = None
    met: float | None = None
    large: float | None = None
    sv: str
    en: str


class ConditionText(Record, frozen=True, kw_only=True):
    """A condition in words, as they stand in a sentence: where it holds, and what is so where it does not."""

    holds: str
    fails: str


class Condition(Record, frozen=True, kw_only=True):
    """Where a demand applies: an indicator above or below a limit. Exactly one of `above` and `below` is given."""

    indicator: str
    above: float | None = None
    below: float | None = None
    sv: ConditionText
    en: ConditionText


class Demand(Record, frozen=True, kw_only=True):
    """An entry of the handbook: who is asked for what. `grounds` is the part of a reach report that bears on it."""

    number: int
    id: str
    area: str
    responsible: Responsible
    obligation: Obligation
    duty: str
    studies: list[str]
    levers: list[str]
    sv: DemandText
    en: DemandText
    condition: Condition | None = None
    grounds: Grounds | None = None
    measures: list[Measure] = msgspec.field(default_factory=list, name="measure")
    questions: list[Question] = msgspec.field(default_factory=list, name="question")


class DutyText(Record, frozen=True, kw_only=True):
    """What a body must or may do, and what it has to do with industry."""

    name: str
    task: str
    law: str
    industry: str


class Duty(Record, frozen=True, kw_only=True):
    """A task of the municipality, the region or both."""

    id: str
    body: Responsible
    obligation: Literal["mandatory", "voluntary", "shared"]
    sv: DutyText
    en: DutyText


class GoalText(Record, frozen=True, kw_only=True):
    """A national goal and what it means in a municipality."""

    name: str
    goal: str
    place: str
    state: str


class Goal(Record, frozen=True, kw_only=True):
    """A national goal broken down: its local indicators and the demands that serve it."""

    id: str
    indicators: list[str]
    demands: list[str]
    sv: GoalText
    en: GoalText


class StudyText(Record, frozen=True, kw_only=True):
    """What a study found and what it does not say."""

    finding: str
    limits: str


class Study(Record, frozen=True, kw_only=True):
    """A study that bears on a demand, for or against."""

    id: str
    citation: str
    kind: Literal["read", "second-hand", "derived", "unverified"]
    result: Literal["effect", "no-effect", "mixed", "descriptive"]
    country: str
    sv: StudyText
    en: StudyText


class ParameterText(Record, frozen=True, kw_only=True):
    """Name and reason of a parameter."""

    name: str
    reason: str


class Parameter(Record, frozen=True, kw_only=True):
    """A number that the program reckons with and that no table states; carries its basis and source."""

    id: str
    value: float
    unit: str
    basis: Basis
    source: str
    sv: ParameterText
    en: ParameterText


class AgeGroup(Named, frozen=True, kw_only=True):
    """Ages, both inclusive, whose cost to the municipality is reckoned with one weight (a parameter)."""

    first: int
    last: int
    weight: str


class PictureSection(Record, frozen=True, kw_only=True):
    """A section of the picture of a place: which indicators, which drawn as a course over time. One that `takes_own`
    has the values from users' files and answers that no other section shows.
    """

    id: str
    indicators: list[str]
    charts: list[str]
    sv: str
    en: str
    takes_own: bool = False


class FactSheet(Record, frozen=True, kw_only=True):
    """Which figures the fact sheet shows, and which of them as a course over time."""

    chart: str
    indicators: list[str]


class Industries(Record, frozen=True, kw_only=True):
    """How the 35 industries of the input-output table are grouped."""

    table: str
    output_column: str
    industry: list[str]
    services: list[str]


class RegisterSites(Record, frozen=True, kw_only=True):
    """Which rows of the emission registers are told as sites: words in a company's name that make it a boiler, in the
    branches where boilers hide or in any (`energy`), what the branches are called, and how near two rows of the same
    site are (a share).
    """

    boiler_branches: list[str]
    boiler_words: list[str]
    energy: list[str]
    branch: list[Named]
    same_within: float
    same_reason: str


class HospitalCheck(Record, frozen=True, kw_only=True):
    """What has been read of whether a hospital has emergency surgery day and night, where, and on which day."""

    hospital: str
    open: HospitalOpen
    source: str
    address: str
    checked: str
    sv: str
    en: str


class Passage(Record, frozen=True, kw_only=True):
    """How one gets through on a road: access keys and oneway keys, the most particular first, and the kinds of barrier
    that let one through.
    """

    keys: list[str]
    oneway: list[str]
    barriers: list[str]


class MapLimits(Record, frozen=True, kw_only=True):
    """How large a map may be: megabytes of the file and unpacked, and how many times the file that may be beyond the
    `free` megabytes.
    """

    largest: int
    unpacked: int
    ratio: float
    free: int


class RoadRules(Record, frozen=True, kw_only=True):
    """Who gets through where on a road map, in the tags of OpenStreetMap; `car_height` in metres."""

    shut: list[str]
    opened: list[str]
    walked: list[str]
    level_kerbs: list[str]
    opening_bollards: list[str]
    locked: list[str]
    car_height: float
    not_on_road: list[str]
    not_ours: list[str]
    car: Passage
    bicycle: Passage
    file: MapLimits
