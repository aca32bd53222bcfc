"""A simulation in words, tables and pictures: every face and paper chooses among these blocks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from math import floor, log10
from typing import Literal

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.rendering.blocks import Block, Bullets, Fold, Heading, Pair, Paragraph, Picture
from samspel.rendering.table import Cell, Column, Field, Table, tabulate
from samspel.reports.events import describe_event, describe_warnings
from samspel.reports.fans import draw_median, draw_outcome
from samspel.reports.fates import compose_fates
from samspel.reports.levers import describe_no_effect
from samspel.reports.outcomes import (
    band_cell,
    band_field,
    describe_change,
    describe_changes,
    finite,
    format_ends,
    format_outcome,
    label_outcome,
    link_outcome,
    list_file_fields,
    list_notes,
)
from samspel.reports.record import describe_caution
from samspel.reports.whose import label_title
from samspel.scenarios.bands import MEDIAN
from samspel.scenarios.comparison import Difference
from samspel.scenarios.ensembles import Ensemble
from samspel.scenarios.outcomes import Outcome, Where
from samspel.scenarios.simulation import Simulation, Variant
from samspel.terms.arrays import Floats
from samspel.terms.place import Place
from samspel.terms.units import PER_CENT
from samspel.trials.simulated import Simulated

ALONE_WIDTH = 0.5
"""The share of the text's width that a fan chart has where no other stands beside it."""

DIGITS = 3
"""Of a number of people that is told as about so many."""
COURSE_YEARS = (0, 1, 2, 3, 5, 10, 15, 20, 30, 40)
"""Years after the first event or lever that the course in short has; all are in JSON and files."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A run, or a change, of an outcome: what it is called, and its quantiles, shape (5, years)."""

    key: str
    label: str
    band: Floats
    is_change: bool = False


def describe_run(texts: Texts, simulation: Simulation) -> str:
    """Place, years, draws and seed."""
    return texts("simulate.head", **list_run_facts(texts, simulation))


def list_run_facts(texts: Texts, simulation: Simulation) -> dict[str, str | int]:
    """What names a run in a text: place, years, draws and seed."""
    return {
        "place": simulation.place.area,
        "first": simulation.town.year,
        "last": simulation.last_year,
        "draws": texts.number(simulation.request.draws),
        "seed": simulation.request.seed,
    }


def describe_chosen(catalogue: Catalogue, texts: Texts, simulation: Simulation) -> tuple[str, ...]:
    """The events and the demands that are met."""
    titles = (label_title(texts, catalogue.demands[name]) for name in simulation.choice.demands)
    return (
        *(describe_event(texts, shock) for shock in simulation.request.shocks),
        *(texts("simulate.demand_met", demand=title) for title in titles),
    )


def label_with(texts: Texts, simulation: Simulation) -> str:
    """What the course with all that happens is called: after the events, the levers, or both."""
    events = len(simulation.request.shocks)
    if simulation.choice.pulled:
        return texts("scenario.with" if events else "scenario.with_levers")
    return texts("scenario.with_event" if events == 1 else "scenario.with_events")


def describe_effect(texts: Texts, simulation: Simulation, variant: Variant) -> tuple[str, ...]:
    """What events and levers change, headline by headline."""
    return tuple(describe_changes(texts, variant.effect, simulation.model.outcomes, simulation.town.year))


def describe_region(catalogue: Catalogue, texts: Texts, simulation: Simulation) -> tuple[str, ...]:
    """How large a part of the region the municipality is, what events and levers change for the region in the last
    year, and what is left out; or why there is nothing to tell, where municipality and region are one body.
    """
    place, region = simulation.place, simulation.town.region
    if region is None:
        return (texts("words.regional.both", place=place.name),)
    outcomes, main, year = simulation.model.outcomes, simulation.main, simulation.last_year
    name, share, revenue = catalogue.places.region_of(place).body, outcomes["region_share"], outcomes["region_revenue"]
    part = float(main.baseline.band(share.id)[MEDIAN, 0])
    whole = texts(
        "words.regional.part",
        region=name,
        place=place.name,
        total=texts.number(region.total * revenue.scale),
        part=texts.number(PER_CENT * part, 1),
    )
    if not simulation.happens:
        return whole, texts("words.regional.limits")
    change = format_outcome(texts, share, float(main.effect.band(share.id)[MEDIAN, -1]), change=True)
    return (
        whole,
        describe_change(texts, main.effect, revenue, year),
        texts("words.regional.share", region=name, share=change),
        describe_change(texts, main.effect, outcomes["region_balance"], year),
        texts("words.regional.limits"),
    )


def describe_draws(texts: Texts, simulation: Simulation) -> str:
    """How many draws are left out, where any is, and how the rest is to be read."""
    notes = texts("simulate.notes", rules_year=simulation.model.calibration.rules_year)
    if not simulation.diverged:
        return notes
    draws = texts.number(simulation.request.draws)
    return f"{texts('simulate.diverged', count=texts.number(simulation.diverged), draws=draws)} {notes}"


def tabulate_levels(texts: Texts, simulation: Simulation, where: Where = "levels") -> Table:
    """The outcomes shown in a place: at the start and in the last year, without events and, where anything happens,
    with them, the narrower band and the difference.
    """
    main, year, outcomes = simulation.main, simulation.last_year, simulation.model.outcomes.shown_in(where)

    def make_start(outcome: Outcome) -> Cell:
        value = float(main.baseline.band(outcome.id)[MEDIAN, 0])
        return Cell(value=finite(value), words=format_outcome(texts, outcome, value))

    def make_half(outcome: Outcome) -> Cell:
        half = format_ends(texts, outcome, main.scenario.band(outcome.id)[1:4, -1])
        return Cell(value=half, words=half)

    fields = [
        Field[Outcome](
            Column(key="outcome", head=texts("words.indicator")), partial(_make_outcome, texts, simulation.place)
        ),
        Field(Column(key="start", head=str(simulation.town.year), is_number=True), make_start),
        band_field(texts, "baseline", texts("simulate.baseline", year=year), main.baseline),
    ]
    if simulation.happens:
        fields += [
            band_field(texts, "scenario", texts("simulate.scenario", year=year), main.scenario),
            Field(Column(key="half", head=texts("scenario.levels_half"), is_number=True, shown="read"), make_half),
            band_field(texts, "difference", texts("simulate.difference"), main.effect),
        ]
    bands: dict[str, Ensemble | Difference] = {"baseline": main.baseline}
    if simulation.happens:
        bands |= {"scenario": main.scenario, "difference": main.effect}
    fields += list_file_fields(texts, bands, ("scenario",))
    years = {"year": year, "first": simulation.town.year}
    caption = texts("scenario.levels", place=simulation.place.area, **years)
    reading = texts("scenario.levels_with" if simulation.happens else "scenario.levels_without", **years)
    notes = (reading, *_list_band_notes(texts, outcomes, with_change=simulation.happens))
    return tabulate("levels", caption, fields, outcomes, notes)


def tabulate_course(texts: Texts, simulation: Simulation, change: Difference, title: str) -> Table:
    """A change of the headline outcomes in some years from the first event or lever on, for those without drawings."""
    begun = [shock.year for shock in simulation.request.shocks] + [one.year for one in simulation.choice.pulled]
    start, first = min(begun) - simulation.town.year, simulation.town.year
    columns = [start + year for year in COURSE_YEARS if start + year <= simulation.request.years]
    fields = [
        Field[Outcome](
            Column(key="outcome", head=texts("words.indicator")),
            partial(_make_outcome, texts, simulation.place, change=True),
        ),
        *(
            Field[Outcome](
                Column(key=str(first + at), head=str(first + at), is_number=True), partial(_make_at, texts, change, at)
            )
            for at in columns
        ),
    ]
    return tabulate("course", title, fields, simulation.model.outcomes.headlines)


def tabulate_years(texts: Texts, outcome: Outcome, years: Sequence[int], lanes: Sequence[Lane]) -> Table:
    """An outcome year by year, a column a lane; it is named after the outcome."""
    fields = [
        Field[int](
            Column(key="year", head=texts("words.year")), lambda at: Cell(value=years[at], words=str(years[at]))
        ),
        *(
            Field[int](Column(key=lane.key, head=lane.label, is_number=True), partial(_make_year, texts, outcome, lane))
            for lane in lanes
        ),
    ]
    caption = texts("simulate.by_year", name=label_outcome(texts, outcome))
    notes = [texts("simulate.difference_note")] if any(lane.is_change for lane in lanes) else []
    return tabulate(outcome.id, caption, fields, range(len(years)), notes)


def draw_levels(texts: Texts, simulation: Simulation, outcome: Outcome) -> Picture:
    """The course of an outcome as a fan, with the middle of the course without events beside."""
    before = texts("scenario.without")
    bands = simulation.main.baseline.band(outcome.id), simulation.main.scenario.band(outcome.id)
    if not simulation.happens:
        return draw_outcome(texts, outcome, simulation.years, bands[0], before)
    line = draw_median(before, simulation.years, bands[0])
    return draw_outcome(texts, outcome, simulation.years, bands[1], label_with(texts, simulation), [line])


def describe_baseline(texts: Texts, simulation: Simulation) -> str:
    """What the course without events rests on, with the date of the country's projection."""
    baseline = simulation.model.calibration.baseline
    return texts("simulate.no_events", last=baseline.last_year, published=baseline.published)


def compose_answer(
    catalogue: Catalogue, texts: Texts, simulation: Simulated, *, warns: bool = False
) -> Iterator[Block]:
    """What was asked, and the answer in short; why levers change nothing, where they do not. `warns` of large events
    where no opening has done so.
    """
    yield Paragraph(describe_run(texts, simulation), style="note")
    chosen = describe_chosen(catalogue, texts, simulation)
    if chosen:
        yield Bullets(chosen)
    if not simulation.request.shocks:
        yield Paragraph(describe_baseline(texts, simulation))
    if warns:
        yield from (Paragraph(warning) for warning in describe_warnings(texts, simulation))
    if simulation.happens:
        yield Bullets(describe_effect(texts, simulation, simulation.main), style="short")
    for reason in describe_no_effect(catalogue, texts, simulation):
        yield Paragraph(reason)
    yield from compose_fates(texts, simulation)
    if simulation.request.shocks:
        yield Paragraph(texts("simulate.equalised"))
    yield Paragraph(describe_caution(texts, simulation.past, has_event=bool(simulation.request.shocks)))


def compose_calm(texts: Texts, simulation: Simulation) -> Iterator[Block]:
    """Where nothing is asked for: how people go on in a sentence and a picture; else nothing."""
    if simulation.request.shocks or simulation.choice.demands:
        return
    people, band = simulation.model.outcomes["people"], simulation.main.baseline.band("people")
    low, middle, high = (texts.number(_round_off(float(band[at, -1]))) for at in (0, MEDIAN, -1))
    said = texts(
        "scenario.calm",
        place=simulation.place.area,
        start=texts.number(float(band[MEDIAN, 0])),
        first=simulation.town.year,
        last=simulation.last_year,
        low=low,
        middle=middle,
        high=high,
    )
    yield Paragraph(said, style="ingress")
    yield draw_levels(texts, simulation, people)


def _round_off(people: float) -> float:
    """With so few digits as one can believe in."""
    return round(people, DIGITS - 1 - floor(log10(max(people, 1.0))))


def compose_courses(texts: Texts, simulation: Simulation) -> Iterator[Block]:
    """Each headline outcome over the years: drawn, its change beside, and as a table of every year."""
    main = simulation.main
    for outcome in simulation.model.outcomes.headlines:
        lanes = [Lane("baseline", texts("scenario.without"), main.baseline.band(outcome.id))]
        if simulation.happens:
            lanes.append(Lane("scenario", label_with(texts, simulation), main.scenario.band(outcome.id)))
            lanes.append(Lane("difference", texts("simulate.difference"), main.effect.band(outcome.id), is_change=True))
        yield from compose_outcome(texts, outcome, simulation.years, lanes)


def compose_outcome(texts: Texts, outcome: Outcome, years: tuple[int, ...], lanes: Sequence[Lane]) -> Iterator[Block]:
    """One outcome: a lane alone, or what comes beside what it is held against, and the difference; and as a table."""
    name, first = texts.of(outcome).name, lanes[0]
    yield Heading(name, 3)
    if len(lanes) == 1:
        alone = draw_outcome(texts, outcome, years, first.band, first.label)
        yield Picture(alone.svg, alone.alt, alone.caption, ALONE_WIDTH)
    else:
        line = draw_median(first.label, years, first.band)
        yield Pair(
            draw_outcome(texts, outcome, years, lanes[1].band, lanes[1].label, [line]),
            draw_outcome(texts, outcome, years, lanes[2].band, lanes[2].label, change=True),
        )
    yield Fold(texts("words.as_table", name=name), (tabulate_years(texts, outcome, years, lanes),))


def compose_course_in_short(texts: Texts, simulation: Simulation) -> Iterator[Block]:
    """What changes over the years as tables, where there are no drawings."""
    if simulation.happens:
        yield tabulate_course(texts, simulation, simulation.main.effect, texts("simulate.course"))
    if simulation.happens and simulation.has_lever_effect and simulation.request.shocks:
        yield tabulate_course(texts, simulation, simulation.main.of_levers, texts("simulate.course_levers"))


def compose_zero(texts: Texts, simulation: Simulation) -> Iterator[Block]:
    """The same with every hypothesis at zero; nothing where nothing happens."""
    if not simulation.happens:
        return
    yield Heading(texts("simulate.zero_title"))
    if simulation.request.with_hypotheses:
        yield Paragraph(texts("simulate.zero"))
        yield Bullets(describe_effect(texts, simulation, simulation.zero))
    else:
        yield Paragraph(texts("simulate.zero_only"))


def compose_region(
    catalogue: Catalogue, texts: Texts, simulation: Simulation, level: Literal[2, 3] = 3
) -> tuple[Block, ...]:
    """What the course means for the region."""
    return Heading(texts("words.regional.head"), level), Bullets(describe_region(catalogue, texts, simulation))


def compose_hypotheses(texts: Texts, simulation: Simulation) -> Iterator[Block]:
    """The assumptions that no study measures, each with its reason."""
    for name in simulation.hypotheses:
        said = texts.of(simulation.model.parameters[name])
        yield Paragraph(said.reason, lead=texts("simulate.hypothesis", name=said.name))


def _list_band_notes(texts: Texts, outcomes: Iterable[Outcome], *, with_change: bool) -> Iterator[str]:
    yield texts("words.band_note")
    if with_change:
        yield texts("scenario.half_note")
        yield texts("simulate.difference_note")
    yield from list_notes(texts, outcomes)


def _make_outcome(texts: Texts, place: Place, outcome: Outcome, *, change: bool = False) -> Cell:
    return Cell(value=outcome.id, words=label_outcome(texts, outcome, change=change), link=link_outcome(outcome, place))


def _make_at(texts: Texts, change: Difference, at: int, outcome: Outcome) -> Cell:
    return band_cell(texts, outcome, change.band(outcome.id)[:, at], change=True)


def _make_year(texts: Texts, outcome: Outcome, lane: Lane, at: int) -> Cell:
    return band_cell(texts, outcome, lane.band[:, at], change=lane.is_change)
