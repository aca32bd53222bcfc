"""A simulation for machines: the rows of its files, and what JSON holds."""

from collections.abc import Iterable, Iterator

import numpy as np

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.dynamics.outcomes import OUTCOMES
from samspel.rendering.table import WORDS, Data, Scalar, list_records
from samspel.reports.costs import describe_costs, render_costs
from samspel.reports.events import describe_event, name_sector
from samspel.reports.fates import tabulate_fates
from samspel.reports.levers import describe_no_effect
from samspel.reports.outcomes import DECIMALS, finite
from samspel.reports.record import describe_record
from samspel.reports.records import Plain, render_place
from samspel.reports.rule_of_thumb import tabulate_rule_of_thumb
from samspel.scenarios.bands import QUANTILE_NAMES
from samspel.scenarios.levers import Pulled
from samspel.scenarios.nationwide import Everywhere, Skipped
from samspel.scenarios.simulation import Explanation, Request, Simulation, Variant
from samspel.terms.arrays import Floats
from samspel.terms.origin import Basis
from samspel.terms.place import Place
from samspel.trials.backtests import Trial, judge
from samspel.trials.hindcast import Look
from samspel.trials.simulated import Past, Simulated

COLUMNS = (
    *("place_code", "place", "scenario", "outcome", "year"),
    *QUANTILE_NAMES,
    *("draws", "diverged", "seed", "basis", f"basis{WORDS}"),
)
Row = tuple[Scalar, ...]
BASIS = Basis.ESTIMATED
"""Of all that the model says."""


def list_results(texts: Texts, simulation: Simulation) -> Data:
    """One row an outcome, year and scenario, for files."""
    named = {"": simulation.main, "_without_hypotheses": simulation.zero}
    rows: list[Row] = []
    for suffix, variant in named.items():
        for name, bands in _bands_of(simulation, variant).items():
            found = _list_rows(
                simulation.place, name + suffix, bands, simulation.town.year, simulation.request, simulation.diverged
            )
            rows += [(*row, texts(f"basis.{BASIS}")) for row in found]
    return Data(f"simulate-{simulation.place.code}", COLUMNS, tuple(rows))


def list_everywhere(texts: Texts, places: Iterable[Place], found: Everywhere, start: int, request: Request) -> Data:
    """One row a place, outcome, year and scenario; a place that was left out has one row, with the reason as `note`."""
    rows: list[Row] = []
    by_code = {place.code: place for place in places}
    for result in found.results:
        for name, bands in result.bands.items():
            spread = _list_rows(by_code[result.code], name, bands, start, request, result.diverged)
            rows += [(*row, texts(f"basis.{BASIS}"), None) for row in spread]
    blank = (None,) * (len(COLUMNS) - 2)
    rows += [(one.place.code, one.place.name, *blank, describe_skipped(texts, one)) for one in found.skipped]
    return Data("simulate", (*COLUMNS, "note"), tuple(rows))


def describe_skipped(texts: Texts, skipped: Skipped) -> str:
    """Why a place was left out, in a sentence."""
    return texts.explain(name_sector(texts, skipped.error)).what


def render_simulation(catalogue: Catalogue, texts: Texts, simulation: Simulated) -> Plain:
    """A simulation as plain data: all outcomes, all years, both treatments of the hypotheses."""
    request, choice = simulation.request, simulation.choice
    costs = render_costs(catalogue, texts.lang, simulation)
    return {
        "place": render_place(simulation.place),
        "years": list(simulation.years),
        "rules_year": simulation.model.calibration.rules_year,
        "draws": request.draws,
        "diverged": simulation.diverged,
        "seed": request.seed,
        "basis": "estimated",
        "events": [describe_event(texts, shock) for shock in request.shocks],
        "levers": [_render_lever(catalogue, texts, one, costs) for one in (*choice.pulled, *choice.without_effect)],
        "levers_without_effect_here": list(describe_no_effect(catalogue, texts, simulation)),
        "demands_without_lever": list(choice.without_lever),
        "costs": dict(zip(choice.demands, describe_costs(catalogue, texts, simulation), strict=True)),
        "costs_per_year": costs,
        "hypotheses": list(simulation.hypotheses) if request.with_hypotheses else [],
        "results": _render_variant(simulation, simulation.main),
        "results_without_hypotheses": _render_variant(simulation, simulation.zero),
        "where_they_go": list_records(tabulate_fates(texts, simulation)),
        "rule_of_thumb": list_records(tabulate_rule_of_thumb(texts, simulation)),
        "hindcast": [_render_look(look) for look in simulation.past.looks],
        "backtests": [_render_trial(texts, simulation.past, trial) for trial in simulation.past.trials],
        "record": list(describe_record(texts, simulation.place.area, simulation.past)),
        "studies_that_found_little": [
            {"id": study.id, "citation": study.citation, "finding": texts.of(study).finding}
            for study in simulation.studies
        ],
    }


def render_explanation(explanation: Explanation) -> Plain:
    """Drivers, loops and convergence."""
    return {
        "parameters": [{"id": driver.parameter, "share_of_variance": driver.share} for driver in explanation.drivers],
        "loops": [
            {"id": loop.name, "p10": loop.low, "p50": loop.median, "p90": loop.high} for loop in explanation.loops
        ],
        "convergence": [
            {"draws": step.draws, **dict(zip(QUANTILE_NAMES, step.quantiles, strict=True))}
            for step in explanation.convergence.steps
        ],
        "moved_in_last_step": explanation.convergence.moved,
    }


def _bands_of(simulation: Simulation, variant: Variant) -> dict[str, Floats]:
    found = {"baseline": variant.baseline.bands}
    if simulation.request.shocks or simulation.choice.pulled:
        found |= {"scenario": variant.scenario.bands, "difference": variant.effect.bands}
    if simulation.choice.pulled:
        found["of_levers"] = variant.of_levers.bands
    return found


def _list_rows(
    place: Place, scenario: str, bands: Floats, start: int, request: Request, diverged: int
) -> Iterator[Row]:
    known = np.where(np.isfinite(bands), bands.round(DECIMALS), np.nan).transpose(0, 2, 1).tolist()
    counts = (request.draws, diverged, request.seed, BASIS.value)
    for outcome, years in zip(OUTCOMES, known, strict=True):
        for year, values in enumerate(years, start):
            quantiles = (None if value != value else value for value in values)  # noqa: PLR0124
            yield (place.code, place.name, scenario, outcome, year, *quantiles, *counts)


def _render_variant(simulation: Simulation, variant: Variant) -> Plain:
    plain: Plain = {
        name: {
            outcome: {
                quantile: list(map(finite, bands[row, at].tolist())) for at, quantile in enumerate(QUANTILE_NAMES)
            }
            for row, outcome in enumerate(OUTCOMES)
        }
        for name, bands in _bands_of(simulation, variant).items()
    }
    if simulation.choice.pulled:
        headlines, change = simulation.model.outcomes.headlines, variant.of_levers
        has_direction = all(one.effect.has_direction for one in simulation.choice.pulled)
        shares = {one.id: change.share_better(one) if has_direction else None for one in headlines}
        plain["share_of_draws_where_levers_help"] = shares
    return plain


def _render_look(look: Look) -> Plain:
    return {
        "year": look.year,
        "observed": look.observed,
        "p10": look.low,
        "p50": look.median,
        "p90": look.high,
        "unchanged": look.start,
        "nearest": look.nearest,
    }


def _render_trial(texts: Texts, past: Past, trial: Trial) -> Plain:
    verdict = judge([trial], past.rules.cases)
    return {
        "id": trial.case.id,
        "name": texts.of(trial.case).name,
        "year": trial.case.year,
        "passed": verdict.passed,
        "inside": verdict.inside,
        "count": verdict.count,
        "mean_errors": {
            score.kind: dict(zip(("model", "unchanged", "input_output"), score.errors, strict=True))
            for score in verdict.scores
        },
    }


def _render_lever(catalogue: Catalogue, texts: Texts, one: Pulled, costs: Plain) -> Plain:
    known = {name: costs[name] for name in one.demands if costs[name] is not None}
    return {
        "id": one.effect.lever,
        "name": texts.of(catalogue.levers[one.effect.lever]),
        "from": one.year,
        "demands": list(one.demands),
        "grade": one.effect.grade,
        "moves": [
            {"parameter": move.parameter, "how": move.how, "spread": move.spread.kind, "marks": list(move.spread.marks)}
            for move in one.effect.moves
        ],
        "why": texts.of(one.effect).why,
        "cost": known or None,
        "studies": list(one.effect.studies),
    }
