"""Records of content/ on needs: demands with their measures and questions, duties, goals and studies."""

from datetime import date
from typing import Literal

import msgspec

from samspel.catalogue.records.base import Record
from samspel.catalogue.records.figures import Sentence

Body = Literal["municipality", "region"]
Responsible = Literal["municipality", "region", "shared"]
Obligation = Literal["mandatory", "voluntary", "shared", "should_strive"]
Role = Literal["decides", "context"]
MeasureRole = Literal["leading", "reserve", "context"]
MeasureRule = Literal["relative", "threshold", "exposure", "expected"]
StrengthName = Literal["answered", "measured", "indicated"]
AnswerKind = Literal["yes_no", "number", "percent", "text"]
MeasureKind = Literal["statistic", "access"]
Unmet = Literal["large", "some"]
Grounds = Literal["shifts", "training", "site_roads", "cycling", "surgery", "stations"]


class LawCheck(Record, frozen=True, kw_only=True):
    """When a text on the law was last compared with the law: the day, the source it was compared with, and the day
    whose law that source shows. `unread` are the acts that the text names and that were not at hand then.
    """

    day: date
    by: str
    law_of: date
    unread: list[str] = msgspec.field(default_factory=list)


class FundingText(Record, frozen=True, kw_only=True):
    """What a state grant is called and what it pays for."""

    name: str
    terms: str


class Funding(Record, frozen=True, kw_only=True):
    """A state grant that can pay for a part of what a demand asks: `amount` in kronor for the whole country in a
    year, as the publisher told it.
    """

    amount: float
    year: int
    publisher: str
    address: str
    read: date
    sv: FundingText
    en: FundingText


class DemandText(Record, frozen=True, kw_only=True):
    """The texts of a demand in one language.

    `proposals` are the draft decisions where what the demand asks does not exist, `proposals_existing` where something
    does. Each holds the placeholders {committee} and {date} once and may hold {area}. Where the county's public
    transport authority decides, the first two are for a body that is not the authority and hold {authority}, and
    `proposals_authority`, `proposals_authority_existing` for one that is. `note` is the authors' own and is never
    printed on a paper that is handed in.
    """

    title: str
    motion_title: str
    motion_why: str
    exists_question: str
    asks: str
    law: str
    industry: str
    welfare: str
    measured: str
    against: list[str]
    answer: list[str]
    proposals: list[str]
    proposals_existing: list[str]
    proposals_authority: list[str] = msgspec.field(default_factory=list)
    proposals_authority_existing: list[str] = msgspec.field(default_factory=list)
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
    `small` and some from `some`; `expected` sets a count beside what the country's share of `base` leads one to expect.
    """

    indicator: str
    kind: MeasureKind
    role: MeasureRole
    strength: StrengthName | None = None
    rule: MeasureRule | None = None
    need: Literal["high", "low"] | None = None
    met: float | None = None
    large: float | None = None
    threshold_from: Literal["law", "handbook", "samspel", "own"] | None = None
    small: float | None = None
    some: float | None = None
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
    its municipalities, and an answer is that municipality's alone. `settled_by` names the indicator of a survey, among
    the demand's measures, in which the body has answered the same: where it has a value nobody is asked again. `under`
    names the question that must be answered yes where this one is, `whole` says that a number is a count of persons,
    things or times, which has no decimals, and `form` is what whoever fills in a form must know
    beside, which nobody says aloud.
    """

    id: str
    role: Role
    body: Body
    answer: AnswerKind
    whole: bool = False
    each_municipality: bool = False
    settled_by: str | None = None
    under: str | None = None
    met_when: Literal["yes", "no"] | None = None
    unmet: Unmet | None = None
    met: float | None = None
    large: float | None = None
    form: Sentence | None = None
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


class Whose(Record, frozen=True, kw_only=True):
    """Whose a demand is that is not the program's: another handbook's, by name and publisher, or somebody's own.
    `is_translated` says whether its words stand in both languages; else they are Swedish in both.
    """

    name: str = ""
    publisher: str = ""
    is_own: bool = False
    is_translated: bool = True


class Demand(Record, frozen=True, kw_only=True):
    """An entry of the handbook: who is asked for what. `grounds` is the part of a reach report that bears on it.

    `committees` names those that get the task where it is not the usual one of the area. `months` is how long the
    body has, from the day of the motion to the date that stands in the draft decisions. `duty` and `checked` must stand
    in a handbook; only a demand of somebody's own has none. `whose` is never written: the program fills it in for a
    demand that is not its own.
    """

    number: int
    id: str
    area: str
    responsible: Responsible
    obligation: Obligation
    duty: str | None
    studies: list[str]
    levers: list[str]
    committees: list[str] = msgspec.field(default_factory=list)
    months: int
    checked: LawCheck | None
    sv: DemandText
    en: DemandText
    condition: Condition | None = None
    grounds: Grounds | None = None
    funding: list[Funding] = msgspec.field(default_factory=list)
    measures: list[Measure] = msgspec.field(default_factory=list, name="measure")
    questions: list[Question] = msgspec.field(default_factory=list, name="question")
    whose: Whose | None = None


class DutyText(Record, frozen=True, kw_only=True):
    """What a body must or may do, and what it has to do with industry."""

    name: str
    task: str
    law: str
    industry: str


class Duty(Record, frozen=True, kw_only=True):
    """A task of the municipality, the region or both; where they `may_agree` the law lets them decide that one of them
    alone has it.
    """

    id: str
    body: Responsible
    obligation: Literal["mandatory", "voluntary", "shared"]
    may_agree: bool = False
    checked: LawCheck
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
