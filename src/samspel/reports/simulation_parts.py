"""What stands beside the answer of a simulation: a second scenario against the first, and whence the spread comes."""

from collections.abc import Iterator

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.rendering.blocks import Block, Bullets, Paragraph
from samspel.rendering.table import Cell, Column, Field, Table, tabulate
from samspel.reports.outcomes import band_field, describe_change, label_outcome, list_file_fields, list_notes
from samspel.reports.simulation import Lane, compose_outcome, describe_chosen
from samspel.scenarios.bands import MEDIAN
from samspel.scenarios.comparison import Difference
from samspel.scenarios.convergence import Step
from samspel.scenarios.drivers import Driver, Loop
from samspel.scenarios.outcomes import Outcome
from samspel.scenarios.parameters import Parameters
from samspel.scenarios.simulation import Explanation, Simulation
from samspel.terms.units import PER_CENT

STRONGEST = 8
"""So many parameters are shown; all are in JSON."""


def tabulate_comparison(texts: Texts, one: Simulation, other: Simulation) -> Table:
    """Two scenarios side by side in the last year: without events, the one, the other, and the other less the one."""
    before, after = one.main.scenario, other.main.scenario
    year, outcomes, change = one.last_year, one.model.outcomes.shown_in("levels"), Difference(before, after)
    fields = [
        Field[Outcome](
            Column(key="outcome", head=texts("words.indicator")),
            lambda outcome: Cell(value=outcome.id, words=label_outcome(texts, outcome)),
        ),
        band_field(texts, "baseline", texts("simulate.baseline", year=year), one.main.baseline),
        band_field(texts, "one", texts("simulate.this"), before),
        band_field(texts, "other", texts("simulate.other"), after),
        band_field(texts, "difference", texts("simulate.other_less"), change),
        *list_file_fields(texts, {"baseline": one.main.baseline, "one": before, "other": after, "difference": change}),
    ]
    notes = (texts("words.band_note"), texts("simulate.difference_note"), *list_notes(texts, outcomes))
    return tabulate("comparison", texts("simulate.side_by_side", year=year), fields, outcomes, notes)


def compose_comparison(catalogue: Catalogue, texts: Texts, one: Simulation, other: Simulation) -> Iterator[Block]:
    """The other scenario less the one, draw by draw; both have the same years and draws."""
    before, after, headlines = one.main.scenario, other.main.scenario, one.model.outcomes.headlines
    change = Difference(before, after)
    yield Paragraph(texts("simulate.other_holds"))
    bare = () if other.request.shocks else (texts("simulate.no_event"),)
    yield Bullets((*describe_chosen(catalogue, texts, other), *bare))
    described = (describe_change(texts, change, outcome, one.last_year, "other") for outcome in headlines)
    yield Bullets(tuple(described), style="short")
    yield tabulate_comparison(texts, one, other)
    for outcome in headlines:
        lanes = (
            Lane("one", texts("simulate.this"), before.band(outcome.id)),
            Lane("other", texts("simulate.other"), after.band(outcome.id)),
            Lane("difference", texts("simulate.other_less"), change.band(outcome.id), is_change=True),
        )
        yield from compose_outcome(texts, outcome, one.years, lanes)


def tabulate_drivers(texts: Texts, parameters: Parameters, explanation: Explanation) -> Table:
    """The parameters that explain most of the spread."""
    fields = [
        Field[Driver](
            Column(key="id", head=texts("simulate.parameter")),
            lambda row: Cell(value=row.parameter, words=texts.of(parameters[row.parameter]).name),
        ),
        Field(
            Column(key="share_of_variance", head=texts("simulate.share"), is_number=True),
            lambda row: Cell(
                value=row.share, words=texts("simulate.share_one", value=texts.number(row.share * PER_CENT))
            ),
        ),
    ]
    return tabulate("drivers", texts("simulate.drivers"), fields, explanation.drivers[:STRONGEST])


def tabulate_loops(texts: Texts, explanation: Explanation) -> Table:
    """What each feedback loop adds to the change."""

    def make(row: Loop) -> Cell:
        low, median, high = (texts.number(value) for value in (row.low, row.median, row.high))
        return Cell(value=row.median, words=texts("words.band", low=low, median=median, high=high))

    fields = [
        Field[Loop](
            Column(key="id", head=texts("simulate.loop_name")),
            lambda row: Cell(value=row.name, words=texts(f"simulate.loop.{row.name}")),
        ),
        Field(Column(key="p50", head=texts("simulate.loop_adds"), is_number=True), make),
    ]
    return tabulate("loops", texts("simulate.loops"), fields, explanation.loops)


def tabulate_convergence(texts: Texts, explanation: Explanation) -> Table:
    """The band and the median with ever more draws, and how far they moved last."""

    def quantile(key: str, head: str, at: int) -> Field[Step]:
        return Field(
            Column(key=key, head=texts(f"simulate.{head}"), is_number=True),
            lambda step: Cell(value=step.quantiles[at], words=texts.number(step.quantiles[at])),
        )

    fields = [
        Field[Step](
            Column(key="draws", head=texts("simulate.draws"), is_number=True),
            lambda step: Cell(value=step.draws, words=texts.number(step.draws)),
        ),
        quantile("p10", "lower", 0),
        quantile("p50", "median", MEDIAN),
        quantile("p90", "upper", -1),
    ]
    moved = explanation.convergence.moved
    note = "" if moved is None else texts("simulate.moved", value=texts.number(moved * PER_CENT, 1))
    return tabulate("convergence", texts("simulate.convergence"), fields, explanation.convergence.steps, [note])


def compose_explanation(texts: Texts, parameters: Parameters, explanation: Explanation) -> tuple[Block, ...]:
    """What drives the number of people in the last year, and whether the draws are enough."""
    return (
        tabulate_drivers(texts, parameters, explanation),
        tabulate_loops(texts, explanation),
        tabulate_convergence(texts, explanation),
    )
