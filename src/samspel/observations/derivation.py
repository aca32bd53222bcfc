"""Works out an indicator from others, column by column over their common years."""

from collections.abc import Callable, Sequence

import numpy as np

from samspel.catalogue.records.figures import Derived
from samspel.observations.series import Series
from samspel.terms.arrays import Floats
from samspel.terms.units import PER_CENT


def derive(rule: Derived, parts: Sequence[Series]) -> tuple[tuple[int, ...], Floats]:
    """The years and values, shape (places, periods), that `rule` makes of `parts`; dividing by zero gives NaN."""
    if rule.op == "change":
        return _change(rule, parts[0])
    years = common_years(parts)
    columns = [_select(rule, name, part, years) for name, part in zip(rule.of, parts, strict=True)]
    with np.errstate(divide="ignore", invalid="ignore"):
        values = OPERATIONS[rule.op](columns) * rule.scale
    values = np.where(np.isfinite(values), values, np.nan)
    return years, np.round(values) if rule.whole else values


def years_needed(rule: Derived, year: int) -> tuple[int, ...]:
    """The years of its parts that a derived value of `year` is made of."""
    if rule.op != "change":
        return (year,)
    before = rule.since if rule.years is None else year - rule.years
    return (year,) if before is None else (year, before)


def common_years(parts: Sequence[Series]) -> tuple[int, ...]:
    """The years that every part has, ascending."""
    shared = set(parts[0].years).intersection(*(part.years for part in parts[1:]))
    return tuple(sorted(shared))


def select_years(part: Series, years: Sequence[int]) -> Floats:
    """The part's values in those years, shape (places, years)."""
    return part.values[:, [part.years.index(year) for year in years]]


def _select(rule: Derived, name: str, part: Series, years: Sequence[int]) -> Floats:
    """The part's values; a part that some places lack by law counts as nothing there."""
    values = select_years(part, years)
    return np.nan_to_num(values) if name in rule.optional else values


def _ratio(columns: Sequence[Floats]) -> Floats:
    return columns[0] / columns[1]


def _product(columns: Sequence[Floats]) -> Floats:
    return np.asarray(np.prod(columns, axis=0))


def _sum(columns: Sequence[Floats]) -> Floats:
    return np.asarray(np.sum(columns, axis=0))


def _difference(columns: Sequence[Floats]) -> Floats:
    return columns[0] - columns[1]


OPERATIONS: dict[str, Callable[[Sequence[Floats]], Floats]] = {
    "ratio": _ratio,
    "product": _product,
    "sum": _sum,
    "difference": _difference,
}


def _change(rule: Derived, part: Series) -> tuple[tuple[int, ...], Floats]:
    """Per cent since `years` years before, or since the fixed year `since`; only where both years exist."""
    pairs = [
        (year, year - rule.years if rule.years is not None else rule.since)
        for year in part.years
        if rule.since is None or year > rule.since
    ]
    pairs = [(year, before) for year, before in pairs if before in part.years]
    years = tuple(year for year, _ in pairs)
    now = select_years(part, years)
    then = select_years(part, [before for _, before in pairs if before is not None])
    with np.errstate(divide="ignore", invalid="ignore"):
        values = (now / then - 1.0) * PER_CENT
    return years, np.where(np.isfinite(values), values, np.nan)
