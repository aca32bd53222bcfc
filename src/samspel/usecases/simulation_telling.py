"""A simulation as words, plain data and tables."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

from samspel.briefs.tables import Cell, PlainTable
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records import Lang
from samspel.catalogue.texts import Texts
from samspel.dynamics.circle import OUTCOMES
from samspel.scenarios.comparison import Difference
from samspel.scenarios.ensembles import MEDIAN
from samspel.scenarios.levers import Pulled
from samspel.scenarios.nationwide import Result
from samspel.scenarios.shocks import Shock
from samspel.usecases.plain import Plain, plain_place
from samspel.usecases.simulating import Explanation, Simulation, Variant

Floats = npt.NDArray[np.float64]

QUANTILE_NAMES = ("p10", "p25", "p50", "p75", "p90")
MILLION = 1e6
SHOWN = (
    "people",
    "young",
    "working_age",
    "old",
    "jobs",
    "jobs_industry",
    "unemployed",
    "house_price",
    "revenue",
    "balance",
    "service",
)
"""Outcomes in the table for people; all are in JSON and files."""

IN_WORDS = ("people", "jobs", "unemployed", "revenue")
KRONOR = ("tax_base", "revenue", "spending", "balance", "region_revenue")
HUNDREDTHS = ("service", "unemployment", "house_price")
COLUMNS = ("place_code", "place", "scenario", "outcome", "year", *QUANTILE_NAMES, "draws", "diverged", "seed", "basis")
PER_CENT, TENTHS = 100.0, 10


def tell_name(texts: Texts, outcome: str, *, change: bool = False) -> str:
    """An outcome with its unit, for a row of a table."""
    unit = _unit(outcome, change=change)
    name = texts(f"simulate.outcome.{outcome}")
    return texts("simulate.with_unit", name=name, unit=texts(f"simulate.unit.{unit}")) if unit else name


def tell_number(texts: Texts, outcome: str, value: float, *, change: bool = False) -> str:
    """A value without its unit: people and jobs whole, kronor in millions, shares and prices in per cent. A change has
    its sign.
    """
    scale, decimals = (1.0 / MILLION, 1) if outcome in KRONOR else (PER_CENT, 1) if outcome in HUNDREDTHS else (1.0, 0)
    number = texts.number(value * scale, decimals)
    is_gain = change and value > 0.0 and any(digit in number for digit in "123456789")
    return f"+{number}" if is_gain else number


def tell_band(texts: Texts, outcome: str, band: Floats, *, change: bool = False) -> str:
    """Median with the 80 per cent band, from five quantiles of one year, without the unit."""
    low, median, high = (tell_number(texts, outcome, float(band[at]), change=change) for at in (0, MEDIAN, -1))
    return texts("simulate.band", median=median, low=low, high=high)


def _unit(outcome: str, *, change: bool) -> str:
    if outcome in KRONOR:
        return "million"
    if outcome in HUNDREDTHS:
        return "points" if change else "percent"
    return ""


def tell_shock(texts: Texts, shock: Shock) -> str:
    """An event in a sentence."""
    years = str(shock.year) if shock.last == shock.year else f"{shock.year}–{shock.last}"
    sector = texts(f"simulate.sector.{'country' if shock.kind == 'downturn' else shock.sector}")
    return texts(
        f"simulate.shock.{shock.kind}",
        years=years,
        jobs=texts.number(shock.jobs),
        percent=texts.number(shock.percent, 1),
        sector=sector,
        new_jobs=texts.number(shock.new_jobs),
        new_year=str(shock.new_year or shock.last),
    )


def tell_change(
    texts: Texts, change: Difference, outcome: str, year: int, against: str = "events", column: int = -1
) -> str:
    """'In 8 of 10 draws between ... and ...' for the change of an outcome in a year, against no `events` or no
    `levers`.
    """
    band = change.band(outcome)[:, column]
    low, median, high = (tell_number(texts, outcome, float(band[at]), change=True) for at in (0, MEDIAN, -1))
    name = tell_name(texts, outcome, change=True)
    return texts(f"simulate.words_{against}", outcome=name, year=year, low=low, high=high, median=median)


def tell_help(texts: Texts, change: Difference, outcome: str, column: int = -1) -> str:
    """In how many draws of ten an outcome is better, worse and about the same: within half of what is shown."""
    margin = 0.05 * MILLION if outcome in KRONOR else 0.0005 if outcome in HUNDREDTHS else 0.5
    better, worse = (
        round(TENTHS * (share(outcome, column, margin) or 0.0)) for share in (change.share_better, change.share_worse)
    )
    name = texts(f"simulate.outcome.{outcome}")
    return texts("simulate.helps", outcome=name, better=better, worse=worse, same=max(TENTHS - better - worse, 0))


def tell_lever(catalogue: Catalogue, lang: Lang, one: Pulled) -> str:
    """A lever: name, year, grade, and why it is thought to work so."""
    texts = catalogue.texts[lang]
    name = getattr(catalogue.levers[one.effect.lever], lang)
    why = getattr(one.effect, lang).why
    key = "simulate.lever" if one.effect.moves else "simulate.lever_none"
    return texts(key, name=name, year=one.year, grade=one.effect.grade, why=why)


def plain_simulation(catalogue: Catalogue, lang: Lang, simulation: Simulation) -> Plain:
    """A simulation as plain data: all outcomes, all years, both treatments of the hypotheses."""
    texts, request = catalogue.texts[lang], simulation.request
    return {
        "place": plain_place(simulation.place),
        "years": list(range(simulation.town.year, simulation.last_year + 1)),
        "draws": request.draws,
        "diverged": simulation.diverged,
        "seed": request.seed,
        "basis": "estimated",
        "events": [tell_shock(texts, shock) for shock in request.shocks],
        "levers": [
            _plain_lever(catalogue, lang, one) for one in (*simulation.choice.pulled, *simulation.choice.without_effect)
        ],
        "demands_without_lever": list(simulation.choice.without_lever),
        "costs": {name: getattr(catalogue.demands[name], lang).cost for name in simulation.choice.demands},
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
            }
            for look in simulation.look
        ],
        "studies_that_found_little": [
            {"id": study.id, "citation": study.citation, "finding": getattr(study, lang).finding}
            for study in simulation.studies
        ],
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


def table_everywhere(catalogue: Catalogue, results: Iterable[Result], start: int, draws: int, seed: int) -> PlainTable:
    """One row a place, outcome, year and scenario."""
    rows: list[tuple[Cell, ...]] = []
    for result in results:
        place = catalogue.places.by_code[result.code]
        for name, bands in result.bands.items():
            rows += _spread(place.code, place.name, name, bands, start, (draws, result.diverged, seed))
    return PlainTable("simulate", COLUMNS, tuple(rows))


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


def _plain_lever(catalogue: Catalogue, lang: Lang, one: Pulled) -> dict[str, Any]:
    return {
        "id": one.effect.lever,
        "name": getattr(catalogue.levers[one.effect.lever], lang),
        "from": one.year,
        "demands": list(one.demands),
        "grade": one.effect.grade,
        "moves": [
            {"parameter": move.parameter, "how": move.how, "spread": move.spread.kind, "marks": list(move.spread.marks)}
            for move in one.effect.moves
        ],
        "why": getattr(one.effect, lang).why,
        "cost": None,
        "studies": list(one.effect.studies),
    }
