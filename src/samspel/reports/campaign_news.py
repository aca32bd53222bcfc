"""What a renewal of figures changed for campaigns, in words: the measure that moved, the goal, and the verdicts."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.needs.news import NewFigure, NewVerdict
from samspel.needs.verdict import Strength, Verdict
from samspel.rendering.table import Cell, Column, Field, Link, Row, Table, data_field, tabulate, text
from samspel.reports.campaigns import label_demand
from samspel.reports.figures import AT_LINK, format_value, label_publishers
from samspel.reports.needs import badge_verdict, label_verdict
from samspel.reports.news import label_way
from samspel.terms.clock import SWEDEN

GoalState = Literal["reached", "kept", "lost", "short", "untold"]
"""The goal is reached by the new value, was before and still is, is no longer, is not, or cannot be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfCampaign:
    """The campaign that something is news for, since when, and whether whoever reads has not said to have read it."""

    key: str
    title: str
    moment: datetime
    is_unread: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedMeasure:
    """A measure of a campaign that moved at one of its places. `to` is the goal, None where it is not measured there;
    `base` the value that it was agreed to start from, and `base_now` what its publisher says of it now where that is
    another.
    """

    of: OfCampaign
    figure: NewFigure
    state: GoalState = "untold"
    to: float | None = None
    base: float | None = None
    base_now: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedVerdict:
    """A demand of a campaign with another verdict at one of its places."""

    of: OfCampaign
    verdict: NewVerdict


def tabulate_moved(catalogue: Catalogue, texts: Texts, moved: Sequence[MovedMeasure]) -> Table:
    """One row a measure that moved: before and now, and what that means for the goal and the value at the start."""
    fields: tuple[Field[MovedMeasure], ...] = (
        *_make_campaign(texts, lambda one: one.of),
        Field(
            Column(key="measure", head=texts("campaign.news.measure")),
            lambda one: text(
                texts.of(one.figure.indicator).name,
                link=Link(AT_LINK, f"{one.figure.indicator.id}/{one.figure.place.code}"),
            ),
        ),
        Field(Column(key="place", head=texts("campaign.news.place")), lambda one: text(one.figure.place.name)),
        Field(
            Column(key="before", head=texts("campaign.news.before"), is_number=True),
            lambda one: _make_value(texts, one.figure, one.figure.before, one.figure.before_year, ""),
        ),
        Field(
            Column(key="now", head=texts("campaign.news.now"), is_number=True),
            lambda one: _make_value(
                texts, one.figure, one.figure.now, one.figure.year, _tell_credit(catalogue, texts, one.figure)
            ),
        ),
        data_field("goal", lambda one: one.to),
        data_field("state", lambda one: one.state),
        Field(
            Column(key="meaning", head=texts("campaign.news.meaning"), is_wordy=True),
            lambda one: text(describe_moved(texts, one)),
        ),
        *_make_reading(texts, lambda one: one.of),
    )
    return tabulate("moved", texts("campaign.news.moved"), fields, moved, (texts("campaign.news.moved_note"),))


def tabulate_moved_verdicts(texts: Texts, moved: Sequence[MovedVerdict]) -> Table:
    """One row a demand of a campaign whose verdict changed, and which way."""
    fields: tuple[Field[MovedVerdict], ...] = (
        *_make_campaign(texts, lambda one: one.of),
        Field(
            Column(key="demand", head=texts("words.demand")),
            lambda one: Cell(
                value=one.verdict.demand.id,
                words=label_demand(texts, one.verdict.demand),
                link=Link("place_need", f"{one.verdict.place.code}/{one.verdict.demand.id}"),
            ),
        ),
        Field(Column(key="place", head=texts("campaign.news.place")), lambda one: text(one.verdict.place.name)),
        Field(
            Column(key="before", head=texts("campaign.news.before"), is_coded=True),
            lambda one: _make_verdict(texts, one.verdict.before, one.verdict.before_strength),
        ),
        Field(
            Column(key="now", head=texts("campaign.news.now"), is_coded=True),
            lambda one: _make_verdict(texts, one.verdict.now, one.verdict.strength),
        ),
        Field(
            Column(key="way", head=texts("campaign.news.way"), is_coded=True),
            lambda one: Cell(value=one.verdict.way, words=label_way(texts, one.verdict)),
        ),
        *_make_reading(texts, lambda one: one.of),
    )
    return tabulate("moved_verdicts", texts("campaign.news.verdicts"), fields, moved)


def describe_moved(texts: Texts, moved: MovedMeasure) -> str:
    """Whether the goal is reached, and that the value at the start is kept though its publisher has corrected it."""
    indicator, told = moved.figure.indicator, list[str]()
    if moved.to is not None and moved.state != "untold":
        told.append(texts(f"campaign.news.goal_{moved.state}", to=texts.given(moved.to, indicator.unit)))
    if moved.base is not None and moved.base_now is not None:
        base, now = (format_value(texts, indicator, value) for value in (moved.base, moved.base_now))
        told.append(texts("campaign.news.base", base=base, now=now))
    return " ".join(told) or texts("words.dash")


def _tell_credit(catalogue: Catalogue, texts: Texts, figure: NewFigure) -> str:
    return f"{texts(f'basis.{figure.basis.value}')}, {texts.said(label_publishers(catalogue, figure.origins))}"


def _make_value(texts: Texts, figure: NewFigure, value: float | None, year: int, credit: str) -> Cell:
    note = ", ".join(part for part in (str(year) if year else "", credit) if part)
    return Cell(value=value, words=format_value(texts, figure.indicator, value), note=note if value is not None else "")


def _make_verdict(texts: Texts, found: Verdict, strength: Strength | None) -> Cell:
    return Cell(value=found.value, words=label_verdict(texts, found, strength), badge=badge_verdict(found, strength))


def _make_campaign(texts: Texts, read: Callable[[Row], OfCampaign]) -> Iterator[Field[Row]]:
    """The campaign, first in each row."""
    yield Field[Row](
        Column(key="campaign", head=texts("campaign.head.title")),
        lambda one: text(read(one).title, link=Link("campaign", read(one).key)),
    )


def _make_reading(texts: Texts, read: Callable[[Row], OfCampaign]) -> Iterator[Field[Row]]:
    """When the figures were fetched, and whether it has been read; last in each row."""

    def make_day(one: Row) -> Cell:
        day = read(one).moment.astimezone(SWEDEN).date()
        return Cell(value=day.isoformat(), words=texts.day(day))

    yield Field[Row](Column(key="fetched", head=texts("campaign.news.fetched")), make_day)
    yield Field[Row](
        Column(key="unread", head=texts("campaign.news.unread")),
        lambda one: Cell(value=read(one).is_unread, words=texts("words.yes" if read(one).is_unread else "words.no")),
    )
