"""A simulation as plain data and tables."""

from typing import Any

import numpy as np

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records import Lang
from samspel.catalogue.texts import Texts, choose
from samspel.dynamics.circle import OUTCOMES
from samspel.dynamics.jobs import SECTORS
from samspel.rendering.data import Cell, PlainTable
from samspel.reports.costs import describe_costs, render_costs
from samspel.reports.plain import Plain, plain_place
from samspel.reports.record_words import tell_record
from samspel.reports.scenario_words import IN_WORDS, tell_shock
from samspel.scenarios.levers import Pulled
from samspel.scenarios.nationwide import Everywhere, Skipped
from samspel.scenarios.simulation import Explanation, Simulation, Variant
from samspel.terms.arrays import Floats
from samspel.terms.errors import BadInputError
from samspel.trials.backtests import Trial, judge

QUANTILE_NAMES = ("p10", "p25", "p50", "p75", "p90")
COLUMNS = ("place_code", "place", "scenario", "outcome", "year", *QUANTILE_NAMES, "draws", "diverged", "seed", "basis")


def plain_simulation(catalogue: Catalogue, lang: Lang, simulation: Simulation) -> Plain:
    """A simulation as plain data: all outcomes, all years, both treatments of the hypotheses."""
    texts, request = catalogue.texts[lang], simulation.request
    costs = render_costs(catalogue, lang, simulation)
    return {
        "place": plain_place(simulation.place),
        "years": list(range(simulation.town.year, simulation.last_year + 1)),
        "draws": request.draws,
        "diverged": simulation.diverged,
        "seed": request.seed,
        "basis": "estimated",
        "events": [tell_shock(texts, shock) for shock in request.shocks],
        "levers": [
            _plain_lever(catalogue, lang, one, costs)
            for one in (*simulation.choice.pulled, *simulation.choice.without_effect)
        ],
        "demands_without_lever": list(simulation.choice.without_lever),
        "costs": dict(
            zip(simulation.choice.demands, describe_costs(catalogue, catalogue.texts[lang], simulation), strict=True)
        ),
        "costs_per_year": costs,
        "hypotheses": list(simulation.hypotheses) if request.with_hypotheses else [],
        "results": _plain_variant(simulation, simulation.main),
        "results_without_hypotheses": _plain_variant(simulation, simulation.zero),
        "hindcast": [
            {
                "year": look.year,
                "observed": look.observed,
                "p10": look.low,
                "p50": look.median,
                "p90": look.high,
                "unchanged": look.start,
                "nearest": look.nearest,
            }
            for look in simulation.look
        ],
        "backtests": [_plain_trial(lang, trial) for trial in simulation.trials],
        "record": tell_record(texts, simulation.place.area, simulation.look, simulation.trials),
        "studies_that_found_little": [
            {"id": study.id, "citation": study.citation, "finding": choose(study, lang).finding}
            for study in simulation.studies
        ],
    }


def _plain_trial(lang: Lang, trial: Trial) -> Plain:
    verdict = judge([trial])
    return {
        "id": trial.case.id,
        "name": choose(trial.case, lang).name,
        "year": trial.case.year,
        "passed": verdict.passed,
        "inside": verdict.inside,
        "count": verdict.count,
        "mean_errors": {
            score.kind: dict(zip(("model", "unchanged", "input_output"), score.errors, strict=True))
            for score in verdict.scores
        },
    }


def plain_explanation(explanation: Explanation) -> Plain:
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


def table_simulation(simulation: Simulation) -> PlainTable:
    """One row an outcome, year and scenario."""
    named = {"": simulation.main, "_without_hypotheses": simulation.zero}
    rows: list[tuple[Cell, ...]] = []
    for suffix, variant in named.items():
        for name, bands in _bands_of(simulation, variant).items():
            rows += _rows(simulation.place.code, simulation.place.name, name + suffix, bands, simulation)
    return PlainTable(f"simulate-{simulation.place.code}", COLUMNS, tuple(rows))


def table_everywhere(
    catalogue: Catalogue, lang: Lang, found: Everywhere, start: int, draws: int, seed: int
) -> PlainTable:
    """One row a place, outcome, year and scenario; a place that was left out has one row, with the reason as `note`."""
    rows: list[tuple[Cell, ...]] = []
    for result in found.results:
        place = catalogue.places.by_code[result.code]
        for name, bands in result.bands.items():
            spread = _spread(place.code, place.name, name, bands, start, (draws, result.diverged, seed))
            rows += [(*row, None) for row in spread]
    blank = (None,) * (len(COLUMNS) - 2)
    rows += [(one.place.code, one.place.name, *blank, tell_skipped(catalogue, lang, one)) for one in found.skipped]
    return PlainTable("simulate", (*COLUMNS, "note"), tuple(rows))


def tell_skipped(catalogue: Catalogue, lang: Lang, one: Skipped) -> str:
    """Why a place was left out, in a sentence."""
    texts = catalogue.texts[lang]
    return texts.explain(name_sector(texts, one.error)).what


def name_sector(texts: Texts, error: BadInputError) -> BadInputError:
    """The error with its sector in words, where it names one by id, and its numbers as the language writes them."""
    facts = dict(error.facts)
    if facts.get("sector") in SECTORS:
        facts["sector"] = texts(f"simulate.sector.{facts['sector']}")
    facts |= {name: texts.number(float(facts[name])) for name in ("jobs", "there") if name in facts}
    return BadInputError(error.code, **facts)


def _bands_of(simulation: Simulation, variant: Variant) -> dict[str, Floats]:
    found = {"baseline": variant.baseline.bands}
    if simulation.request.shocks or simulation.choice.pulled:
        found |= {"scenario": variant.scenario.bands, "difference": variant.effect.bands}
    if simulation.choice.pulled:
        found["of_levers"] = variant.of_levers.bands
    return found


def _rows(code: str, place: str, scenario: str, bands: Floats, simulation: Simulation) -> list[tuple[Cell, ...]]:
    request = simulation.request
    return _spread(
        code, place, scenario, bands, simulation.town.year, (request.draws, simulation.diverged, request.seed)
    )


def _spread(
    code: str, place: str, scenario: str, bands: Floats, start: int, counts: tuple[int, int, int]
) -> list[tuple[Cell, ...]]:
    told = np.where(np.isfinite(bands), bands, np.nan).transpose(0, 2, 1).tolist()
    return [
        (code, place, scenario, outcome, start + column, *(None if v != v else v for v in values), *counts, "estimated")  # noqa: PLR0124
        for outcome, years in zip(OUTCOMES, told, strict=True)
        for column, values in enumerate(years)
    ]


def _plain_variant(simulation: Simulation, variant: Variant) -> Plain:
    plain: Plain = {
        name: {
            outcome: {quantile: _finite(bands[row, at]) for at, quantile in enumerate(QUANTILE_NAMES)}
            for row, outcome in enumerate(OUTCOMES)
        }
        for name, bands in _bands_of(simulation, variant).items()
    }
    if simulation.choice.pulled:
        plain["share_of_draws_where_levers_help"] = {name: variant.of_levers.share_better(name) for name in IN_WORDS}
    return plain


def _finite(values: Floats) -> list[float | None]:
    return [float(value) if np.isfinite(value) else None for value in values]


def _plain_lever(catalogue: Catalogue, lang: Lang, one: Pulled, costs: Plain) -> dict[str, Any]:
    known = {name: costs[name] for name in one.demands if costs[name] is not None}
    return {
        "id": one.effect.lever,
        "name": choose(catalogue.levers[one.effect.lever], lang),
        "from": one.year,
        "demands": list(one.demands),
        "grade": one.effect.grade,
        "moves": [
            {"parameter": move.parameter, "how": move.how, "spread": move.spread.kind, "marks": list(move.spread.marks)}
            for move in one.effect.moves
        ],
        "why": choose(one.effect, lang).why,
        "cost": known or None,
        "studies": list(one.effect.studies),
    }
