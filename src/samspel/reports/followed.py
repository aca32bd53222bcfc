"""A need measured again in words: what it was when it was frozen, what it is now, how similar places have moved, and
what that says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import expm1

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.figures import Indicator
from samspel.catalogue.texts import Texts
from samspel.needs.again import Again
from samspel.needs.measuring import Need
from samspel.needs.verdict import Verdict
from samspel.observations.building import Observations
from samspel.rendering.blocks import Block, Heading, Paragraph
from samspel.rendering.table import Cell, Column, Field, Table, data_field, tabulate, text
from samspel.reports.campaigns import label_demand
from samspel.reports.figures import describe_credit, format_value, format_years
from samspel.reports.needs import label_verdict
from samspel.reports.tracks import find_drawn_track, picture_track


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A time when the need was measured, on which occasion, and its verdict then."""

    on: date
    occasion: str
    verdict: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedUp:
    """A need now, as it was first frozen, each time it was measured, and what has become of it."""

    need: Need
    start: Taken
    taken: tuple[Taken, ...]
    again: Again


def compose_follow_up(observations: Observations, texts: Texts, followed: Sequence[FollowedUp]) -> tuple[Block, ...]:
    """The table over all, and each with its sentence and its course beside similar places."""
    blocks: list[Block] = [tabulate_follow_up(observations.catalogue, texts, followed)]
    for one in followed:
        blocks.append(Heading(f"{label_demand(texts, one.need.demand)}, {texts.said(one.need.place.area)}"))
        blocks.append(Paragraph(describe_again(observations.catalogue, texts, one)))
        main = next((m for m in one.need.measurements if m.measure.indicator == one.again.indicator), None)
        if main is None:
            continue
        blocks.append(Paragraph(describe_credit(observations.catalogue, texts, main.observation), style="note"))
        track = find_drawn_track(observations, main)
        if track is not None:
            blocks.append(picture_track(observations.catalogue, texts, track))
    return tuple(blocks)


def describe_again(catalogue: Catalogue, texts: Texts, one: FollowedUp) -> str:
    """What has become of the need, and why it can or cannot be told."""
    again, told = one.again, [texts(f"campaign.again.{one.again.change}")]
    indicator = catalogue.indicators.get(again.indicator)
    if indicator is not None and again.now is None:
        told += _tell_frozen(texts, indicator, again)
    if indicator is not None and again.now is not None:
        told.append(
            texts(
                "campaign.again.here",
                name=texts.of(indicator).name,
                first=again.first,
                last=again.last,
                before=format_value(texts, indicator, again.before),
                now=format_value(texts, indicator, again.now),
            )
        )
    facts = _list_facts(catalogue, texts, again)
    told.append(texts(f"campaign.again.why_{again.why}", **facts))
    if again.is_revised:
        told.append(texts("campaign.again.revised", first=again.first))
    return " ".join(told)


def tabulate_follow_up(catalogue: Catalogue, texts: Texts, followed: Sequence[FollowedUp]) -> Table:
    """One row a demand and place: then, now, the change here and among similar places, and what it says."""
    fields: list[Field[FollowedUp]] = [
        Field(
            Column(key="demand", head=texts("campaign.head.demands")),
            lambda one: Cell(value=one.need.demand.id, words=label_demand(texts, one.need.demand)),
        ),
        Field(
            Column(key="place", head=texts("campaign.head.places")), lambda one: text(texts.said(one.need.place.area))
        ),
        data_field("place_code", lambda one: one.need.place.code),
        Field(
            Column(key="frozen", head=texts("campaign.head.frozen")),
            lambda one: Cell(value=one.start.on.isoformat(), words=texts.day(one.start.on)),
        ),
        Field(
            Column(key="verdict_then", head=texts("campaign.head.then"), is_coded=True),
            lambda one: _judge(texts, one.start.verdict),
        ),
        Field(
            Column(key="verdict_now", head=texts("campaign.head.now"), is_coded=True),
            lambda one: _judge(texts, one.need.verdict.value),
        ),
        data_field("measure", lambda one: one.again.indicator or None),
        data_field("first", lambda one: one.again.first or None),
        data_field("last", lambda one: one.again.last or None),
        *(_make_value(catalogue, texts, name) for name in ("before", "now")),
        data_field("similar", lambda one: one.again.similar),
        data_field("against", lambda one: one.again.against),
        data_field("limit", lambda one: one.again.limit),
        data_field("count", lambda one: one.again.count),
        Field(
            Column(key="change", head=texts("campaign.head.change"), is_coded=True, is_main=True),
            lambda one: Cell(value=one.again.change, words=texts(f"campaign.again.{one.again.change}")),
        ),
        data_field("why", lambda one: one.again.why),
    ]
    return tabulate("follow_up", texts("campaign.follow_up"), fields, followed, [texts("campaign.follow_up_note")])


def tabulate_taken(texts: Texts, followed: Sequence[FollowedUp]) -> Table:
    """Every time that the needs were measured."""
    rows = [(one, taken) for one in followed for taken in one.taken]
    fields: list[Field[tuple[FollowedUp, Taken]]] = [
        Field(
            Column(key="on", head=texts("campaign.field.day")),
            lambda row: Cell(value=row[1].on.isoformat(), words=texts.day(row[1].on)),
        ),
        Field(
            Column(key="occasion", head=texts("campaign.field.occasion"), is_coded=True),
            lambda row: Cell(value=row[1].occasion, words=texts(f"campaign.occasion.{row[1].occasion}")),
        ),
        Field(
            Column(key="demand", head=texts("campaign.head.demands")),
            lambda row: text(label_demand(texts, row[0].need.demand)),
        ),
        Field(
            Column(key="place", head=texts("campaign.head.places")),
            lambda row: text(texts.said(row[0].need.place.area)),
        ),
        Field(
            Column(key="verdict", head=texts("campaign.head.verdict"), is_coded=True),
            lambda row: _judge(texts, row[1].verdict),
        ),
    ]
    return tabulate("measured", texts("campaign.taken"), fields, rows)


def _tell_frozen(texts: Texts, indicator: Indicator, again: Again) -> list[str]:
    """The measure and the value that it was frozen with; that it is a mean, where the curve has the single years."""
    name = texts.of(indicator).name
    if again.before is None or not again.first:
        return [texts("campaign.again.measure", name=name)]
    period, value = format_years(indicator, again.first), format_value(texts, indicator, again.before)
    told = [texts("campaign.again.frozen", name=name, period=period, value=value)]
    is_mean = indicator.figure is not None and indicator.figure.mean_of > 1
    return [*told, texts("campaign.again.mean")] if is_mean else told


def _judge(texts: Texts, verdict: str) -> Cell:
    return Cell(value=verdict, words=label_verdict(texts, Verdict(verdict)), badge=verdict)


def _make_value(catalogue: Catalogue, texts: Texts, name: str) -> Field[FollowedUp]:
    def make(one: FollowedUp) -> Cell:
        value = getattr(one.again, name)
        known = catalogue.indicators.get(one.again.indicator)
        if known is None or value is None:
            return Cell(value=None, words=texts("words.dash"))
        return Cell(value=value, words=format_value(texts, known, value))

    return Field(Column(key=name, head=texts(f"campaign.head.value_{name}"), is_number=True), make)


def _list_facts(catalogue: Catalogue, texts: Texts, again: Again) -> dict[str, str | int]:
    """The changes in words: they are told in the measure's unit, or as shares where it compares shares."""
    indicator = catalogue.indicators.get(again.indicator)
    if indicator is None:
        return {"count": again.count}
    decimals = texts.units[indicator.unit].decimals + 1

    def tell(value: float | None) -> str:
        if value is None:
            return texts("words.dash")
        return texts.quantity(100.0 * expm1(value), "percent") if again.is_share else texts.number(value, decimals)

    return {
        "count": again.count,
        "first": again.first,
        "similar": tell(again.similar),
        "against": tell(again.against),
        "limit": tell(again.limit),
    }
