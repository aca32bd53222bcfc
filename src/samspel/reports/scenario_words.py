"""A simulation as words: outcomes with their units, bands, changes, events and levers."""

from collections.abc import Iterable

import numpy as np

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records import Lang
from samspel.catalogue.texts import Texts, choose
from samspel.scenarios.comparison import Difference
from samspel.scenarios.ensembles import MEDIAN
from samspel.scenarios.levers import Pulled
from samspel.scenarios.outcomes import HUNDREDTHS, KRONOR, MILLION, find_margin
from samspel.scenarios.shocks import Shock
from samspel.terms.arrays import Floats
from samspel.terms.units import PER_CENT

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
    "region_revenue",
    "region_balance",
    "region_share",
)
"""Outcomes in the table for people; all are in JSON and files."""

IN_WORDS = ("people", "jobs", "unemployed", "revenue")
FINE = ("region_share",)
"""Shares whose changes are a few hundredths of a per cent and need two decimals."""

TENTHS = 10
PEAK_TIMES = 1.5
"""A peak is told when it is this many times the last year's change."""


def tell_name(texts: Texts, outcome: str, *, change: bool = False) -> str:
    """An outcome with its unit, for a row of a table."""
    unit = _unit(outcome, change=change)
    name = texts(f"simulate.outcome.{outcome}")
    return texts("simulate.with_unit", name=name, unit=texts(f"simulate.unit.{unit}")) if unit else name


def tell_number(texts: Texts, outcome: str, value: float, *, change: bool = False) -> str:
    """A value without its unit: people and jobs whole, kronor in millions, shares and prices in per cent. A change has
    its sign, and what does not exist is a dash.
    """
    if not np.isfinite(value):
        return texts("words.none_here")
    scale, decimals = (1.0 / MILLION, 1) if outcome in KRONOR else (PER_CENT, 1) if outcome in HUNDREDTHS else (1.0, 0)
    number = texts.number(value * scale, decimals + (outcome in FINE))
    is_gain = change and value > 0.0 and any(digit in number for digit in "123456789")
    return f"+{number}" if is_gain else number


def tell_band(texts: Texts, outcome: str, band: Floats, *, change: bool = False) -> str:
    """Median with the 80 per cent band, from five quantiles of one year, without the unit."""
    low, median, high = (tell_number(texts, outcome, float(band[at]), change=change) for at in (0, MEDIAN, -1))
    if not np.isfinite(band[MEDIAN]):
        return median
    return texts("simulate.band", median=median, low=low, high=high)


def tell_ends(texts: Texts, outcome: str, band: Floats, *, change: bool = False) -> str:
    """From the first to the last of some quantiles of one year, without the unit."""
    low, high = (tell_number(texts, outcome, float(value), change=change) for value in (band[0], band[-1]))
    return texts("scenario.span", low=low, high=high)


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
    return tell_span(texts, change.band(outcome)[:, column], outcome, year, against)


def tell_changes(texts: Texts, change: Difference, first: int) -> Iterable[str]:
    """Each headline outcome in the last year, and before it in its peak where that is much further from zero; `first`
    is the first year.
    """
    for outcome in IN_WORDS:
        medians = change.band(outcome)[MEDIAN]
        peak, last = int(np.nanargmax(np.abs(medians))) if np.isfinite(medians).any() else 0, len(medians) - 1
        if abs(medians[peak]) > PEAK_TIMES * abs(medians[last]):
            yield tell_change(texts, change, outcome, first + peak, column=peak)
        yield tell_change(texts, change, outcome, first + last)


def tell_span(texts: Texts, band: Floats, outcome: str, year: int, against: str) -> str:
    """The same from the five quantiles of the year."""
    low, median, high = (tell_number(texts, outcome, float(band[at]), change=True) for at in (0, MEDIAN, -1))
    name = tell_name(texts, outcome, change=True)
    return texts(f"simulate.words_{against}", outcome=name, year=year, low=low, high=high, median=median)


def tell_help(texts: Texts, change: Difference, outcome: str, column: int = -1) -> str:
    """In how many draws of ten an outcome is better, worse and about the same."""
    margin = find_margin(outcome)
    better, worse = (share(outcome, column, margin) for share in (change.share_better, change.share_worse))
    return tell_shares(texts, outcome, better, worse)


def tell_tenths(texts: Texts, change: Difference, outcome: str) -> str:
    """The same of the last year in three numbers, for a cell."""
    margin = find_margin(outcome)
    better, worse = (share(outcome, -1, margin) for share in (change.share_better, change.share_worse))
    return texts("scenario.tenths", **_count_tenths(better, worse))


def tell_shares(texts: Texts, outcome: str, better: float | None, worse: float | None) -> str:
    """The same from the shares of the draws."""
    name = texts(f"simulate.outcome.{outcome}")
    return texts("simulate.helps", outcome=name, **_count_tenths(better, worse))


def _count_tenths(better: float | None, worse: float | None) -> dict[str, int]:
    up, down = round(TENTHS * (better or 0.0)), round(TENTHS * (worse or 0.0))
    return {"better": up, "worse": down, "same": max(TENTHS - up - down, 0)}


def tell_lever(catalogue: Catalogue, lang: Lang, one: Pulled) -> str:
    """A lever: name, year, grade, and why it is thought to work so."""
    texts = catalogue.texts[lang]
    name = choose(catalogue.levers[one.effect.lever], lang)
    why = choose(one.effect, lang).why
    key = "simulate.lever" if one.effect.moves else "simulate.lever_none"
    return texts(key, name=name, year=one.year, grade=one.effect.grade, why=why)
