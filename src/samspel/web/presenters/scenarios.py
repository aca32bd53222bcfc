"""What a simulation says, as sentences, fan charts and tables of words."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from samspel.briefs.charts import Fan, Line, draw_fan
from samspel.briefs.document import Picture
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.scenarios.comparison import Difference
from samspel.scenarios.ensembles import MEDIAN, Ensemble
from samspel.scenarios.levers import Move, Pulled
from samspel.scenarios.parameters import CircleParameter, Parameters
from samspel.usecases.simulating import Explanation, Simulation
from samspel.usecases.simulation_telling import (
    IN_WORDS,
    SHOWN,
    tell_band,
    tell_change,
    tell_help,
    tell_lever,
    tell_name,
    tell_number,
    tell_shock,
)
from samspel.web.presenters.grids import Grid, lay_out
from samspel.web.presenters.needs import StudyPart, present_studies
from samspel.web.presenters.pictures import Figure, set_into_page

Floats = npt.NDArray[np.float64]

CHART_SIZE = (440, 260)
STRONGEST = 8
PEAK_TIMES = 1.5
"""A peak is told when it is this many times the last year's change."""
PER_CENT = 100.0


@dataclass(frozen=True, slots=True)
class FanPart:
    """An outcome: its course, what changes, and the same as a table."""

    outcome: str
    name: str
    level: Figure
    change: Figure | None
    grid: Grid


@dataclass(frozen=True, slots=True)
class LeverPart:
    """A lever that is pulled: the sentence, the demands behind it, what it moves and by how much, and the studies."""

    told: str
    demands: tuple[str, ...]
    moves: tuple[str, ...]
    studies: tuple[StudyPart, ...]


@dataclass(frozen=True, slots=True)
class HypothesisPart:
    """An assumption that no study measures."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class ScenarioPage:
    """All that the answer holds; what does not apply is empty."""

    head: str
    events: tuple[str, ...]
    demands: tuple[str, ...]
    happens: bool
    headlines: tuple[str, ...]
    levels: Grid
    fans: tuple[FanPart, ...]
    zero: tuple[str, ...]
    levers: tuple[LeverPart, ...]
    without_effect: tuple[str, ...]
    of_levers: tuple[str, ...]
    of_levers_zero: tuple[str, ...]
    costs: tuple[str, ...]
    against: tuple[StudyPart, ...]
    hypotheses: tuple[HypothesisPart, ...]
    look: Grid | None
    look_verdict: str
    diverged: str


@dataclass(frozen=True, slots=True)
class ExplanationPage:
    """What the spread comes from, which loops drive, and whether the draws are enough."""

    drivers: Grid
    loops: Grid
    convergence: Grid
    moved: str


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """A second scenario against the first."""

    events: tuple[str, ...]
    demands: tuple[str, ...]
    headlines: tuple[str, ...]
    levels: Grid
    fans: tuple[FanPart, ...]


def present_simulation(
    catalogue: Catalogue, texts: Texts, parameters: Parameters, simulation: Simulation, *, with_fans: bool = True
) -> ScenarioPage:
    """The answer to one scenario; beside another the fan charts are those of the comparison."""
    main, zero, choice, request = simulation.main, simulation.zero, simulation.choice, simulation.request
    happens, year = bool(request.shocks or choice.pulled), simulation.last_year
    bare = [tell_lever(catalogue, texts.lang, one) for one in choice.without_effect]
    bare += [
        texts("simulate.no_lever", demand=getattr(catalogue.demands[name], texts.lang).title)
        for name in choice.without_lever
    ]
    told_levers = _tell_levers(texts, main.of_levers, year, helps=True) if choice.pulled else ()
    return ScenarioPage(
        texts(
            "simulate.head",
            place=simulation.place.area,
            first=simulation.town.year,
            last=year,
            draws=texts.number(request.draws),
            seed=request.seed,
        ),
        tuple(tell_shock(texts, shock) for shock in request.shocks),
        _list_demands(catalogue, texts, simulation),
        happens,
        tuple(_tell_changes(texts, main.effect, simulation.town.year)) if happens else (),
        _lay_out_levels(texts, simulation, happens=happens),
        _draw_fans(
            texts,
            simulation,
            (main.baseline, texts("web.scenario.without")),
            (main.scenario, texts("web.scenario.with")) if happens else None,
            main.effect,
        )
        if with_fans
        else (),
        tuple(_tell_changes(texts, zero.effect, simulation.town.year)) if happens else (),
        tuple(_present_lever(catalogue, texts, parameters, one) for one in choice.pulled),
        tuple(bare),
        told_levers,
        _tell_levers(texts, zero.of_levers, year, helps=False) if choice.pulled else (),
        tuple(_tell_cost(catalogue, texts, name) for name in choice.demands),
        present_studies(catalogue, texts, [study.id for study in simulation.studies]),
        tuple(_present_hypothesis(texts, parameters[name]) for name in simulation.hypotheses),
        _lay_out_look(texts, simulation) if simulation.look else None,
        texts(
            "web.scenario.look_verdict",
            inside=sum(look.is_inside for look in simulation.look),
            count=len(simulation.look),
        ),
        texts("simulate.diverged", count=texts.number(simulation.diverged), draws=texts.number(request.draws)),
    )


def present_comparison(catalogue: Catalogue, texts: Texts, one: Simulation, other: Simulation) -> ComparisonPage:
    """The other scenario less the one, draw by draw; both have the same years and draws."""
    before, after = one.main.scenario, other.main.scenario
    change, year = Difference(before, after), one.last_year
    names = [texts("web.scenario.this"), texts("web.scenario.other")]
    heads = [
        texts("words.indicator"),
        texts("simulate.baseline", year=year),
        *names,
        texts("web.scenario.other_less"),
    ]
    rows = [
        [
            tell_name(texts, outcome),
            *(tell_band(texts, outcome, run.band(outcome)[:, -1]) for run in (one.main.baseline, before, after)),
            tell_band(texts, outcome, change.band(outcome)[:, -1], change=True),
        ]
        for outcome in SHOWN
    ]
    return ComparisonPage(
        tuple(tell_shock(texts, shock) for shock in other.request.shocks),
        _list_demands(catalogue, texts, other),
        tuple(_tell_other(texts, change, outcome, year) for outcome in IN_WORDS),
        lay_out(texts("web.scenario.side_by_side", year=year), heads, rows, numeric=4),
        _draw_fans(texts, one, (before, names[0]), (after, names[1]), change),
    )


def present_explanation(texts: Texts, parameters: Parameters, explanation: Explanation) -> ExplanationPage:
    """What drives the number of people in the last year."""
    drivers = [
        [
            getattr(parameters[driver.parameter], texts.lang).name,
            texts("simulate.share_one", value=texts.number(driver.share * PER_CENT)),
        ]
        for driver in explanation.drivers[:STRONGEST]
    ]
    loops = [
        [
            texts(f"simulate.loop.{loop.name}"),
            texts(
                "simulate.band",
                **{name: texts.number(getattr(loop, name)) for name in ("median", "low", "high")},
            ),
        ]
        for loop in explanation.loops
    ]
    steps = [
        [texts.number(step.draws), *(texts.number(step.quantiles[at]) for at in (0, MEDIAN, -1))]
        for step in explanation.convergence.steps
    ]
    moved = explanation.convergence.moved
    return ExplanationPage(
        lay_out(texts("simulate.drivers"), [texts("simulate.parameter"), texts("simulate.share")], drivers, numeric=1),
        lay_out(texts("simulate.loops"), [texts("simulate.loop_name"), texts("simulate.loop_adds")], loops, numeric=1),
        lay_out(
            texts("simulate.convergence"),
            [texts(f"simulate.{word}") for word in ("draws", "lower", "median", "upper")],
            steps,
            numeric=3,
        ),
        "" if moved is None else texts("simulate.moved", value=texts.number(moved * PER_CENT, 1)),
    )


def _list_demands(catalogue: Catalogue, texts: Texts, simulation: Simulation) -> tuple[str, ...]:
    demands = (getattr(catalogue.demands[name], texts.lang).title for name in simulation.choice.demands)
    return tuple(texts("web.scenario.demand_met", demand=demand) for demand in demands)


def _tell_changes(texts: Texts, change: Difference, first: int) -> Iterable[str]:
    """Each headline outcome in the last year, and before it in its peak where that is much further from zero."""
    for outcome in IN_WORDS:
        medians = change.band(outcome)[MEDIAN]
        peak, last = int(np.nanargmax(np.abs(medians))) if np.isfinite(medians).any() else 0, len(medians) - 1
        if abs(medians[peak]) > PEAK_TIMES * abs(medians[last]):
            yield tell_change(texts, change, outcome, first + peak, column=peak)
        yield tell_change(texts, change, outcome, first + last)


def _lay_out_levels(texts: Texts, simulation: Simulation, *, happens: bool) -> Grid:
    main, year = simulation.main, simulation.last_year
    heads = [texts("words.indicator"), str(simulation.town.year), texts("simulate.baseline", year=year)]
    if happens:
        heads += [texts("simulate.scenario", year=year), texts("simulate.difference")]
    rows = []
    for outcome in SHOWN:
        row = [
            tell_name(texts, outcome),
            tell_number(texts, outcome, float(main.baseline.band(outcome)[MEDIAN, 0])),
            tell_band(texts, outcome, main.baseline.band(outcome)[:, -1]),
        ]
        if happens:
            row.append(tell_band(texts, outcome, main.scenario.band(outcome)[:, -1]))
            row.append(tell_band(texts, outcome, main.effect.band(outcome)[:, -1], change=True))
        rows.append(row)
    return lay_out(texts("web.scenario.levels", year=year), heads, rows, numeric=len(heads) - 1)


def _draw_fans(
    texts: Texts,
    simulation: Simulation,
    before: tuple[Ensemble, str],
    after: tuple[Ensemble, str] | None,
    change: Difference,
) -> tuple[FanPart, ...]:
    """Each headline outcome: what comes beside what it is held against, and the difference."""
    years = tuple(range(simulation.town.year, simulation.last_year + 1))
    return tuple(_draw_outcome(texts, outcome, years, before, after, change) for outcome in IN_WORDS)


def _draw_outcome(
    texts: Texts,
    outcome: str,
    years: tuple[int, ...],
    before: tuple[Ensemble, str],
    after: tuple[Ensemble, str] | None,
    change: Difference,
) -> FanPart:
    name = texts(f"simulate.outcome.{outcome}")
    heads = [texts("words.year"), before[1]]
    bands = [(before[0].band(outcome), False)]
    if after is None:
        level = _draw(texts, outcome, years, bands[0][0], (before[1], ()))
        drawn = None
    else:
        heads += [after[1], texts("simulate.difference")]
        bands += [(after[0].band(outcome), False), (change.band(outcome), True)]
        line = Line(before[1], years, _list_medians(bands[0][0]), emphasis=False)
        level = _draw(texts, outcome, years, bands[1][0], (after[1], (line,)))
        drawn = _draw(texts, outcome, years, bands[2][0], (texts("simulate.difference"), ()), change=True)
    rows = [
        [str(year), *(tell_band(texts, outcome, band[:, at], change=is_change) for band, is_change in bands)]
        for at, year in enumerate(years)
    ]
    caption = texts("web.scenario.by_year", name=tell_name(texts, outcome))
    return FanPart(outcome, name, level, drawn, lay_out(caption, heads, rows, numeric=len(heads) - 1))


def _draw(
    texts: Texts,
    outcome: str,
    years: tuple[int, ...],
    band: Floats,
    what: tuple[str, tuple[Line, ...]],
    *,
    change: bool = False,
) -> Figure:
    label, lines = what
    title = texts("web.scenario.chart_change" if change else "web.scenario.chart", name=tell_name(texts, outcome))
    fan = Fan(label, years, tuple(tuple(float(value) for value in column) for column in band.T))
    svg = draw_fan(
        fan,
        lines,
        partial(tell_number, texts, outcome, change=change),
        CHART_SIZE,
        wide_label=texts("web.scenario.wide"),
        narrow_label=texts("web.scenario.narrow"),
        title=title,
    )
    alt = texts(
        "web.scenario.chart_alt",
        title=title,
        label=label,
        first=years[0],
        last=years[-1],
        start=tell_number(texts, outcome, float(band[MEDIAN, 0]), change=change),
        end=tell_band(texts, outcome, band[:, -1], change=change),
    )
    return set_into_page(Picture(svg, alt, title))


def _list_medians(band: Floats) -> tuple[float | None, ...]:
    return tuple(float(value) for value in band[MEDIAN])


def _tell_levers(texts: Texts, change: Difference, year: int, *, helps: bool) -> tuple[str, ...]:
    told = []
    for outcome in IN_WORDS:
        sentence = tell_change(texts, change, outcome, year, "levers")
        told.append(f"{sentence} {tell_help(texts, change, outcome)}" if helps else sentence)
    return tuple(told)


def _tell_other(texts: Texts, change: Difference, outcome: str, year: int) -> str:
    band = change.band(outcome)[:, -1]
    low, median, high = (tell_number(texts, outcome, float(band[at]), change=True) for at in (0, MEDIAN, -1))
    name = tell_name(texts, outcome, change=True)
    return texts("web.scenario.words_other", outcome=name, year=year, low=low, median=median, high=high)


def _tell_cost(catalogue: Catalogue, texts: Texts, name: str) -> str:
    demand = getattr(catalogue.demands[name], texts.lang)
    return texts("simulate.cost", demand=demand.title, cost=demand.cost)


def _present_lever(catalogue: Catalogue, texts: Texts, parameters: Parameters, one: Pulled) -> LeverPart:
    return LeverPart(
        tell_lever(catalogue, texts.lang, one),
        tuple(getattr(catalogue.demands[name], texts.lang).title for name in one.demands),
        tuple(_tell_moves(texts, parameters, one.effect.moves)),
        present_studies(catalogue, texts, one.effect.studies),
    )


def _tell_moves(texts: Texts, parameters: Parameters, moves: Iterable[Move]) -> Iterable[str]:
    for move in moves:
        marks = move.spread.marks
        low, middle, high = (_tell_move(texts, move, value) for value in (marks[0], marks[len(marks) // 2], marks[-1]))
        key = "web.scenario.move" if len(marks) > 2 else "web.scenario.move_even"  # noqa: PLR2004 - low, middle, high
        name = getattr(parameters[move.parameter], texts.lang).name
        yield texts(key, name=name, low=low, middle=middle, high=high)


def _tell_move(texts: Texts, move: Move, value: float) -> str:
    """A relative change in per cent; an addition to a share in percentage points."""
    number = texts.number(value * PER_CENT, 1 if move.how == "times" else 2)
    signed = f"+{number}" if value > 0.0 else number
    return texts(f"web.scenario.move_{move.how}", value=signed)


def _present_hypothesis(texts: Texts, parameter: CircleParameter) -> HypothesisPart:
    told = getattr(parameter, texts.lang)
    return HypothesisPart(told.name, told.reason)


def _lay_out_look(texts: Texts, simulation: Simulation) -> Grid:
    heads = ["words.year", "simulate.observed", "simulate.modelled", "simulate.unchanged", "simulate.inside"]
    rows = [
        [
            str(look.year),
            texts.number(look.observed),
            texts("simulate.band", **{name: texts.number(getattr(look, name)) for name in ("median", "low", "high")}),
            texts.number(look.start),
            texts("words.yes" if look.is_inside else "words.no"),
        ]
        for look in simulation.look
    ]
    return lay_out(texts("simulate.look"), [texts(head) for head in heads], rows, numeric=4)
