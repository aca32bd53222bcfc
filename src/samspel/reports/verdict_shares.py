"""How the verdicts fall over all places, as tables: the shares, what chance alone gives, and what stays."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.needs.sharing import DemandShares, MeasureShares, Unknown
from samspel.needs.verdict import SEVERITY, Verdict
from samspel.rendering.blocks import Block, Heading, Paragraph
from samspel.rendering.table import Cell, Column, Field, Table, tabulate, text
from samspel.reports.needs import label_verdict
from samspel.terms.place import PlaceKind
from samspel.terms.units import PER_CENT

Row = TypeVar("Row", DemandShares, MeasureShares)


def compose_shares(
    catalogue: Catalogue,
    texts: Texts,
    demands: tuple[DemandShares, ...],
    measures: tuple[MeasureShares, ...],
    unknown: Unknown,
) -> tuple[Block, ...]:
    """The unknown beside the goal, and both tables with how to read them."""
    return (
        Heading(texts("verdict_shares.title")),
        Paragraph(describe_unknown(catalogue, texts, unknown)),
        tabulate_demand_shares(texts, demands),
        tabulate_measure_shares(catalogue, texts, measures),
        *(Paragraph(texts(f"verdict_shares.{note}"), style="note") for note in ("chance", "shuffle", "before")),
    )


def describe_unknown(catalogue: Catalogue, texts: Texts, unknown: Unknown) -> str:
    """How many demands are unknown at the median municipality, beside the goals."""
    own = [demand for demand in catalogue.demands.values() if demand.responsible != "region"]
    return texts(
        "verdict_shares.unknown",
        median=texts.number(unknown.median),
        least=unknown.least,
        most=unknown.most,
        count=len(catalogue.demands),
        goal=texts.number(catalogue.value("unknown_goal")),
        own_median=texts.number(unknown.own_median),
        own_count=len(own),
        own_goal=texts.number(catalogue.value("own_unknown_goal")),
    )


def tabulate_demand_shares(texts: Texts, demands: tuple[DemandShares, ...]) -> Table:
    """One row a demand: the share of the places with each verdict."""
    fields = (
        Field[DemandShares](Column(key="number", head=texts("words.number"), is_number=True), _make_number),
        Field[DemandShares](
            Column(key="title", head=texts("words.demand")), lambda row: text(texts.of(row.demand).title)
        ),
        Field[DemandShares](Column(key="places", head=texts("verdict_shares.places")), partial(_make_places, texts)),
        *_list_shares(texts, DemandShares),
    )
    return tabulate("verdict-shares", texts("verdict_shares.demands"), fields, demands)


def tabulate_measure_shares(catalogue: Catalogue, texts: Texts, measures: tuple[MeasureShares, ...]) -> Table:
    """One row a measure: the shares, those that chance alone gives, and the share that stays."""
    percent = partial(_make_percent, texts)
    fields = (
        Field[MeasureShares](Column(key="number", head=texts("words.number"), is_number=True), _make_number),
        Field[MeasureShares](
            Column(key="indicator", head=texts("words.indicator")),
            lambda row: Cell(
                value=row.measure.indicator, words=texts.of(catalogue.indicators[row.measure.indicator]).name
            ),
        ),
        Field[MeasureShares](
            Column(key="role", head=texts("verdict_shares.role")),
            lambda row: Cell(value=row.measure.role, words=texts(f"role.{row.measure.role}")),
        ),
        Field[MeasureShares](
            Column(key="strength", head=texts("verdict_shares.strength")),
            lambda row: Cell(value=row.strength.value, words=texts(f"strength.{row.strength.value}")),
        ),
        Field[MeasureShares](
            Column(key="years", head=texts("words.year")),
            lambda row: text("–".join(dict.fromkeys(str(year) for year in row.years))),
        ),
        Field[MeasureShares](Column(key="places", head=texts("verdict_shares.places")), partial(_make_places, texts)),
        *_list_shares(texts, MeasureShares),
        *(
            Field[MeasureShares](Column(key=key, head=texts(f"verdict_shares.{key}"), is_number=True), find)
            for key, find in (
                ("chance_large", lambda row: percent(row.chance_large)),
                ("chance_some", lambda row: percent(row.chance_some)),
                ("same_before", lambda row: percent(row.same_before)),
            )
        ),
    )
    return tabulate("verdict-shares-measures", texts("verdict_shares.measures"), fields, measures)


def _list_shares(texts: Texts, _: type[Row]) -> tuple[Field[Row], ...]:
    """A column for each verdict."""

    def find(verdict: Verdict) -> Callable[[Row], Cell]:
        return lambda row: _make_percent(texts, row.shares[verdict])

    return tuple(
        Field(Column(key=verdict.value, head=label_verdict(texts, verdict), is_number=True), find(verdict))
        for verdict in SEVERITY
    )


def _make_number(row: DemandShares | MeasureShares) -> Cell:
    return Cell(value=row.demand.number, words=str(row.demand.number))


def _make_places(texts: Texts, row: DemandShares | MeasureShares) -> Cell:
    kind = "municipalities" if row.level is PlaceKind.MUNICIPALITY else "regions"
    return Cell(value=row.count, words=texts(f"verdict_shares.{kind}", count=row.count))


def _make_percent(texts: Texts, share: float | None) -> Cell:
    if share is None:
        return Cell(value=None, words=texts("words.dash"))
    return Cell(value=share, words=texts.number(share * PER_CENT))
