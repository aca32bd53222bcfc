"""What a simulation says, as sentences, fan charts and tables of words."""

from collections.abc import Iterable
from dataclasses import dataclass

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.reports.costs import describe_costs
from samspel.reports.fans import draw_median, picture_fan
from samspel.reports.lever_words import head_levers, list_levers, tell_against, tell_ranking, tell_without
from samspel.reports.record_words import LOOK_HEADS, list_looks, tell_record
from samspel.reports.regional_telling import tell_region
from samspel.reports.scenario_section import tell_alone
from samspel.reports.scenario_words import (
    IN_WORDS,
    SHOWN,
    tell_band,
    tell_change,
    tell_changes,
    tell_help,
    tell_lever,
    tell_name,
    tell_number,
    tell_shock,
)
from samspel.scenarios.alone import Changes
from samspel.scenarios.comparison import Difference
from samspel.scenarios.ensembles import MEDIAN, Ensemble
from samspel.scenarios.levers import Move, Pulled
from samspel.scenarios.parameters import CircleParameter, Parameters
from samspel.scenarios.simulation import Explanation, LeverComparison, Simulation
from samspel.terms.units import PER_CENT
from samspel.web.presenters.grids import Grid, lay_out
from samspel.web.presenters.needs import Option, StudyPart, present_studies
from samspel.web.presenters.pictures import Figure, set_into_page

STRONGEST = 8


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
    """A lever that is pulled: the sentence, the demands behind it, what it moves and by how much, the studies, and what
    it changes by itself where there are several.
    """

    told: str
    demands: tuple[str, ...]
    moves: tuple[str, ...]
    studies: tuple[StudyPart, ...]
    alone: tuple[str, ...]


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
    record: tuple[str, ...]
    diverged: str
    region: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExplanationPage:
    """What the spread comes from, which loops drive, and whether the draws are enough."""

    drivers: Grid
    loops: Grid
    convergence: Grid
    moved: str


@dataclass(frozen=True, slots=True)
class LeversPage:
    """Every lever by itself: in order, and with every hypothesis at zero; `orders` are the outcomes to order by."""

    main: Grid
    zero: Grid | None
    told: tuple[str, ...]
    against: tuple[str, ...]
    without: str
    orders: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """A second scenario against the first."""

    events: tuple[str, ...]
    demands: tuple[str, ...]
    headlines: tuple[str, ...]
    levels: Grid
    fans: tuple[FanPart, ...]


def present_simulation(
    catalogue: Catalogue,
    texts: Texts,
    parameters: Parameters,
    simulation: Simulation,
    compared: LeverComparison | None = None,
    *,
    with_fans: bool = True,
) -> ScenarioPage:
    """The answer to one scenario, `compared` being its levers each by itself where there are several; beside another
    scenario the fan charts are those of the comparison.
    """
    main, zero, choice, request = simulation.main, simulation.zero, simulation.choice, simulation.request
    happens, year = bool(request.shocks or choice.pulled), simulation.last_year
    bare = [tell_lever(catalogue, texts.lang, one) for one in choice.without_effect]
    bare += [
        texts("simulate.no_lever", demand=texts.of(catalogue.demands[name]).title) for name in choice.without_lever
    ]
    alone = {one.pulled.effect.lever: one.changes for one in compared.alone} if compared else {}
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
        tuple(tell_changes(texts, main.effect, simulation.town.year)) if happens else (),
        _lay_out_levels(texts, simulation, happens=happens),
        _draw_fans(
            texts,
            simulation,
            (main.baseline, texts("scenario.without")),
            (main.scenario, texts("scenario.with")) if happens else None,
            main.effect,
        )
        if with_fans
        else (),
        tuple(tell_changes(texts, zero.effect, simulation.town.year)) if happens else (),
        tuple(
            _present_lever(catalogue, texts, parameters, one, alone.get(one.effect.lever), year)
            for one in choice.pulled
        ),
        tuple(bare),
        told_levers,
        _tell_levers(texts, zero.of_levers, year, helps=False) if choice.pulled else (),
        describe_costs(catalogue, texts, simulation),
        present_studies(catalogue, texts, [study.id for study in simulation.studies]),
        tuple(_present_hypothesis(texts, parameters[name]) for name in simulation.hypotheses),
        _lay_out_look(texts, simulation) if simulation.look else None,
        tuple(tell_record(texts, simulation.place.area, simulation.look, simulation.trials)),
        texts("simulate.diverged", count=texts.number(simulation.diverged), draws=texts.number(request.draws)),
        tuple(tell_region(catalogue, texts.lang, simulation)),
    )


def present_levers(catalogue: Catalogue, texts: Texts, compared: LeverComparison) -> LeversPage:
    """Every lever by itself."""
    heads = head_levers(texts)
    title = texts("levers.title", place=compared.place.area, year=compared.last_year)
    tables = [(title, False), *([(texts("levers.zero_title"), True)] if compared.request.with_hypotheses else [])]
    grids = [
        lay_out(caption, heads, list_levers(catalogue, texts, compared, zero=zero), numeric=len(heads) - 1)
        for caption, zero in tables
    ]
    return LeversPage(
        grids[0],
        grids[1] if len(grids) > 1 else None,
        tuple(tell_ranking(texts, compared)),
        tuple(tell_against(catalogue, texts, compared)),
        tell_without(catalogue, texts, compared),
        tuple(Option(name, texts(f"simulate.outcome.{name}"), name == compared.outcome) for name in IN_WORDS),
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
        lay_out(
            texts("web.scenario.side_by_side", year=year),
            heads,
            rows,
            numeric=4,
            note=texts("simulate.difference_note"),
        ),
        _draw_fans(texts, one, (before, names[0]), (after, names[1]), change),
    )


def present_explanation(texts: Texts, parameters: Parameters, explanation: Explanation) -> ExplanationPage:
    """What drives the number of people in the last year."""
    drivers = [
        [
            texts.of(parameters[driver.parameter]).name,
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
    demands = (texts.of(catalogue.demands[name]).title for name in simulation.choice.demands)
    return tuple(texts("web.scenario.demand_met", demand=demand) for demand in demands)


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
    note = texts("simulate.difference_note") if happens else ""
    return lay_out(texts("web.scenario.levels", year=year), heads, rows, numeric=len(heads) - 1, note=note)


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
        level = set_into_page(picture_fan(texts, outcome, years, bands[0][0], before[1]))
        drawn = None
    else:
        heads += [after[1], texts("simulate.difference")]
        bands += [(after[0].band(outcome), False), (change.band(outcome), True)]
        line = draw_median(before[1], years, bands[0][0])
        level = set_into_page(picture_fan(texts, outcome, years, bands[1][0], after[1], [line]))
        difference = picture_fan(texts, outcome, years, bands[2][0], texts("simulate.difference"), change=True)
        drawn = set_into_page(difference)
    rows = [
        [str(year), *(tell_band(texts, outcome, band[:, at], change=is_change) for band, is_change in bands)]
        for at, year in enumerate(years)
    ]
    caption = texts("web.scenario.by_year", name=tell_name(texts, outcome))
    note = "" if after is None else texts("simulate.difference_note")
    return FanPart(outcome, name, level, drawn, lay_out(caption, heads, rows, numeric=len(heads) - 1, note=note))


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


def _present_lever(
    catalogue: Catalogue, texts: Texts, parameters: Parameters, one: Pulled, changes: Changes | None, year: int
) -> LeverPart:
    return LeverPart(
        tell_lever(catalogue, texts.lang, one),
        tuple(texts.of(catalogue.demands[name]).title for name in one.demands),
        tuple(_tell_moves(texts, parameters, one.effect.moves)),
        present_studies(catalogue, texts, one.effect.studies),
        () if changes is None else tell_alone(texts, changes, year),
    )


def _tell_moves(texts: Texts, parameters: Parameters, moves: Iterable[Move]) -> Iterable[str]:
    for move in moves:
        marks = move.spread.marks
        low, middle, high = (_tell_move(texts, move, value) for value in (marks[0], marks[len(marks) // 2], marks[-1]))
        key = "web.scenario.move" if len(marks) > 2 else "web.scenario.move_even"  # noqa: PLR2004 - low, middle, high
        name = texts.of(parameters[move.parameter]).name
        yield texts(key, name=name, low=low, middle=middle, high=high)


def _tell_move(texts: Texts, move: Move, value: float) -> str:
    """A relative change in per cent; an addition to a share in percentage points."""
    number = texts.number(value * PER_CENT, 1 if move.how == "times" else 2)
    signed = f"+{number}" if value > 0.0 else number
    return texts(f"web.scenario.move_{move.how}", value=signed)


def _present_hypothesis(texts: Texts, parameter: CircleParameter) -> HypothesisPart:
    told = texts.of(parameter)
    return HypothesisPart(told.name, told.reason)


def _lay_out_look(texts: Texts, simulation: Simulation) -> Grid:
    heads, rows = [texts(head) for head in LOOK_HEADS], list_looks(texts, simulation.look)
    return lay_out(texts("simulate.look"), heads, rows, numeric=len(heads) - 1)
