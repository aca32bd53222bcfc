"""A campaign in words: what is asked of whom, its goal in figures, what is to be done, and its papers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.figures import Indicator
from samspel.catalogue.records.needs import Demand
from samspel.catalogue.texts import Texts
from samspel.observations.series import Observation
from samspel.rendering.blocks import Block, Paragraph
from samspel.rendering.table import Cell, Column, Field, Link, Table, data_field, tabulate, text
from samspel.reports.figures import describe_credit, format_period, format_value
from samspel.reports.whose import label_title
from samspel.terms.place import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """Where a measure stood when the campaign began, where it should be and by when, and what it says now. `sign` is
    plus where a high value is the need, minus where a low one is, None where neither is. `is_elsewhere` says that the
    place is none of those that drive the campaign, and `others` how many more places the campaign has, which the goal
    does not measure.
    """

    indicator: Indicator
    place: Place
    start: float | None
    to: float | None
    by: date | None
    now: Observation | None
    sign: float | None = None
    is_elsewhere: bool = False
    others: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Driven:
    """A campaign as it is told. `key` is what its address is made of, `owner` a name that its unit may see, and
    `matters` one sentence a matter: what it is and where it has come.
    """

    key: str
    title: str
    demands: tuple[Demand, ...]
    places: tuple[Place, ...]
    owner: str
    plan: str
    begun: date
    ended: date | None
    goal: Goal | None
    matters: tuple[str, ...] = ()
    waits: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """A paper that was kept as it was on a day."""

    key: str
    title: str
    kind: str
    file_kind: str
    day: date
    sha256: str
    figures: int
    lacks: tuple[str, ...]


def label_demand(texts: Texts, demand: Demand) -> str:
    """A demand with its number."""
    return f"{demand.number}. {label_title(texts, demand)}"


def describe_goal(catalogue: Catalogue, texts: Texts, goal: Goal) -> str:
    """The goal in a sentence: from, to, by when, and where it is now."""
    facts = {
        "name": texts.of(goal.indicator).name,
        "area": goal.place.area,
        "start": format_value(texts, goal.indicator, goal.start),
        "to": "" if goal.to is None else texts.given(goal.to, goal.indicator.unit),
    }
    told = [texts("campaign.goal.measure" if goal.to is None else "campaign.goal.whole", **facts)]
    if _is_away(goal):
        told.append(texts(f"campaign.goal.away_{'down' if goal.sign == 1.0 else 'up'}"))
    if goal.by is not None:
        told.append(texts("campaign.goal.by", day=texts.day(goal.by)))
    if goal.now is not None and goal.now.value is not None:
        value, period = format_value(texts, goal.indicator, goal.now.value), format_period(catalogue, texts, goal.now)
        told.append(texts("campaign.goal.now", value=value, period=period))
        told.append(describe_credit(catalogue, texts, goal.now))
    if goal.others:
        told.append(texts("campaign.goal.others", area=goal.place.area, count=goal.others))
    if goal.is_elsewhere:
        told.append(texts("campaign.goal.elsewhere", area=goal.place.area))
    return " ".join(told)


def compose_campaign(catalogue: Catalogue, texts: Texts, driven: Driven) -> tuple[Block, ...]:
    """What is driven, where, by whom and towards what."""
    told = [
        ("demands", texts.listing([label_demand(texts, one) for one in driven.demands])),
        ("places", texts.listing([one.area for one in driven.places])),
        ("owner", driven.owner),
        ("time", _describe_time(texts, driven)),
        ("goal", "" if driven.goal is None else describe_goal(catalogue, texts, driven.goal)),
    ]
    plan = [part for part in driven.plan.splitlines() if part]
    return (
        *(Paragraph(words, lead=f"{texts(f'campaign.head.{name}')}:") for name, words in told if words),
        *(
            Paragraph(part, lead="" if number else f"{texts('campaign.head.plan')}:")
            for number, part in enumerate(plan)
        ),
    )


def tabulate_campaigns(texts: Texts, driven: Iterable[Driven]) -> Table:
    """One row a campaign: what, where, how far, and what it waits for."""
    fields: list[Field[Driven]] = [
        Field(
            Column(key="title", head=texts("campaign.head.title")),
            lambda one: text(one.title, link=Link("campaign", one.key)),
        ),
        data_field("campaign", lambda one: one.key),
        Field(
            Column(key="demands", head=texts("campaign.head.demands")),
            lambda one: text(", ".join(str(demand.number) for demand in one.demands)),
        ),
        Field(
            Column(key="places", head=texts("campaign.head.places")),
            lambda one: text(texts.listing([place.name for place in one.places])),
        ),
        Field(
            Column(key="state", head=texts("campaign.head.state"), is_wordy=True), lambda one: _tell_state(texts, one)
        ),
        Field(Column(key="waits", head=texts("campaign.head.waits"), is_wordy=True), lambda one: text(one.waits)),
        data_field("begun", lambda one: one.begun.isoformat()),
        data_field("ended", lambda one: one.ended.isoformat() if one.ended else None),
    ]
    return tabulate("campaigns", texts("campaign.table"), fields, driven)


def tabulate_papers(texts: Texts, papers: Sequence[Frozen]) -> Table:
    """The papers of a campaign as they were kept."""
    fields: list[Field[Frozen]] = [
        Field(
            Column(key="title", head=texts("campaign.head.paper")),
            lambda one: text(one.title, link=Link("campaign_paper_file", one.key)),
        ),
        Field(Column(key="kind", head=texts("campaign.head.kind")), lambda one: text(one.kind)),
        Field(Column(key="file", head=texts("campaign.head.file")), lambda one: text(one.file_kind.upper())),
        Field(Column(key="day", head=texts("campaign.head.taken")), lambda one: _make_day(texts, one.day)),
        Field(
            Column(key="figures", head=texts("campaign.head.figures"), is_number=True),
            lambda one: Cell(value=one.figures, words=texts.number(one.figures)),
        ),
        data_field("sha256", lambda one: one.sha256),
        Field(
            Column(key="lacks", head=texts("campaign.head.lacks"), is_wordy=True),
            lambda one: text(" ".join(f"{told.rstrip('.')}." for told in one.lacks)),
        ),
    ]
    return tabulate("papers", texts("campaign.papers"), fields, papers, [texts("campaign.papers_note")])


def _is_away(goal: Goal) -> bool:
    """Whether the goal would make the need larger."""
    if goal.sign is None or goal.to is None or goal.start is None:
        return False
    return (goal.to - goal.start) * goal.sign > 0


def _describe_time(texts: Texts, driven: Driven) -> str:
    begun = texts("campaign.begun", day=texts.day(driven.begun))
    return begun if driven.ended is None else f"{begun} {texts('campaign.ended', day=texts.day(driven.ended))}"


def _tell_state(texts: Texts, driven: Driven) -> Cell:
    told = driven.matters or (texts("campaign.no_matter"),)
    return text(" ".join(told))


def _make_day(texts: Texts, day: date) -> Cell:
    return Cell(value=day.isoformat(), words=texts.day(day))
