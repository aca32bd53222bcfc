"""Holds the built-in figures against each other: parts add up, shares stay within bounds, no jump without a reason."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from samspel.catalogue.records.checks import Agreement, Excepted, Jump, Outside
from samspel.catalogue.records.figures import Indicator
from samspel.observations.bounds import find_bounds
from samspel.observations.building import Observations
from samspel.observations.rollup import sum_members
from samspel.observations.series import Series
from samspel.terms.arrays import Flags, Floats
from samspel.terms.errors import ContentError
from samspel.terms.place import Place

FILE = "figure_checks.toml"
ROUNDING, TINY = 0.5, 1e-3
"""Half of the last decimal that is shown, and the part of it that only comes from binary fractions."""


@dataclass(frozen=True, kw_only=True)
class Breach:
    """A value that is not as it must be, of a place in a year, with what it was held against."""

    place: Place
    year: int
    value: float
    against: float


@dataclass(frozen=True, kw_only=True)
class Held:
    """How many values were held against something, how many are not as they must be, and the worst of those."""

    compared: int
    broken: int
    worst: Breach | None


@dataclass(frozen=True, kw_only=True)
class Agreed(Held):
    """How an agreement fares for a measure; `excepted` counts the values that differ where it is known."""

    agreement: Agreement
    measure: str
    excepted: int


@dataclass(frozen=True, kw_only=True)
class Bounded(Held):
    """Whether the values of an indicator lie within bounds; `outside` says why they need not."""

    indicator: Indicator
    outside: Outside | None


@dataclass(frozen=True, kw_only=True)
class Jumped:
    """A year in which the median place's value moved from `before` to `after`; `noted` is what content says of it."""

    indicator: Indicator
    year: int
    before: float
    after: float
    noted: Jump | None


@dataclass(frozen=True, kw_only=True)
class FigureReport:
    """What came of all checks; `unsourced` are indicators with a value whose origin the list of sources lacks."""

    agreements: tuple[Agreed, ...]
    bounds: tuple[Bounded, ...]
    jumps: tuple[Jumped, ...]
    unsourced: tuple[str, ...]

    @property
    def compared(self) -> int:
        """How many values were held against something."""
        held: tuple[Held, ...] = (*self.agreements, *self.bounds)
        return sum(row.compared for row in held)

    @property
    def failed(self) -> tuple[str, ...]:
        """The checks and indicators that fail for a reason that content does not name, each once."""
        return tuple(
            dict.fromkeys(
                (
                    *(row.agreement.id for row in self.agreements if row.broken),
                    *(row.indicator.id for row in self.bounds if row.broken and row.outside is None),
                    *(row.indicator.id for row in self.jumps if row.noted is None),
                    *self.unsourced,
                )
            )
        )


def check_figures(observations: Observations) -> FigureReport:
    """Try every check of content/figure_checks.toml. Raises ContentError for one that names what does not exist."""
    return FigureReport(
        agreements=tuple(hold_agreements(observations)),
        bounds=tuple(hold_bounds(observations)),
        jumps=tuple(find_jumps(observations)),
        unsourced=find_unsourced(observations),
    )


def hold_agreements(observations: Observations) -> Iterator[Agreed]:
    """Each agreement; one of `members` for each of its measures. Raises ContentError for an unknown measure or
    place.
    """
    for agreement in observations.catalogue.figure_checks.agreement:
        if agreement.rule == "members":
            yield from _hold_members(observations, agreement)
            continue
        years, value, against = _lay_beside(observations, agreement)
        yield _hold(observations, agreement, agreement.whole or agreement.measures[0], years, value, against, 0)


def hold_bounds(observations: Observations) -> Iterator[Bounded]:
    """Every indicator with values whose unit has bounds, or cannot be less than nought."""
    catalogue = observations.catalogue
    outside = {name: each for each in catalogue.figure_checks.outside for name in each.measures}
    for indicator in catalogue.indicators.values():
        unit = catalogue.units[indicator.unit]
        least, most = find_bounds(catalogue, indicator)
        if least == -np.inf:
            continue
        series = observations.yearly(indicator.id)
        slack = ROUNDING * 10.0**-unit.decimals
        away = np.maximum(least - series.values, series.values - most)
        count, worst = _find_worst(
            observations, series.years, away > slack, away, series.values, np.clip(series.values, least, most)
        )
        known = int((~np.isnan(series.values)).sum())
        yield Bounded(indicator=indicator, compared=known, broken=count, worst=worst, outside=outside.get(indicator.id))


def find_jumps(observations: Observations) -> Iterator[Jumped]:
    """The years in which an indicator moved far more than it uses to in most places at once."""
    catalogue = observations.catalogue
    noted = {(jump.measure, jump.year): jump for jump in catalogue.figure_checks.jump}
    for indicator in catalogue.indicators.values():
        series = observations.yearly(indicator.id)
        for column in _find_steps(observations, indicator, series):
            before, after = np.nanmedian(_choose_level(observations, series)[:, [column - 1, column]], axis=0)
            year = series.years[column]
            yield Jumped(
                indicator=indicator,
                year=year,
                before=float(before),
                after=float(after),
                noted=noted.get((indicator.id, year)),
            )


def find_unsourced(observations: Observations) -> tuple[str, ...]:
    """The indicators with values of which an origin is no table or source that the list of sources has."""
    catalogue = observations.catalogue
    found = []
    for name in catalogue.indicators:
        series = observations.series(name)
        listed = (
            origin.source in catalogue.sources
            and (origin.file or origin.by or origin.table in catalogue.tables)
            and origin.read
            for origin in series.origins
        )
        if series.years and (not series.origins or not all(listed)):
            found.append(name)
    return tuple(found)


def _read(observations: Observations, agreement: Agreement, name: str) -> Series:
    if name in observations.catalogue.indicators:
        return observations.yearly(name)
    measured = observations.measures.by_publisher.get(name)
    if measured is None:
        raise ContentError(FILE, f"{agreement.id}.measures", name, "the id of a measure")
    return observations.build(measured.indicator)


def _hold_members(observations: Observations, agreement: Agreement) -> Iterator[Agreed]:
    """Each measure of regions and the country against the sum of the municipalities'."""
    towns = len(observations.catalogue.places.municipalities)
    for name in agreement.measures:
        series = _read(observations, agreement, name)
        made = sum_members(series.values[:towns], observations.catalogue.places)
        yield _hold(observations, agreement, name, series.years, made, series.values[towns:], towns)


def _lay_beside(observations: Observations, agreement: Agreement) -> tuple[tuple[int, ...], Floats, Floats]:
    """The years that all have, what is held and what it is held against, shape (places, years)."""
    parts = [_read(observations, agreement, name) for name in agreement.measures]
    if agreement.rule == "same":
        parts, wholes = parts[:1], parts[1:]
    else:
        wholes = [] if agreement.whole is None else [_read(observations, agreement, agreement.whole)]
    years = tuple(sorted(set.intersection(*(set(series.years) for series in (*parts, *wholes)))))
    value = np.sum([_select(series, years) for series in parts], axis=0)
    against = _select(wholes[0], years) if wholes else np.full_like(value, agreement.total or 0.0)
    return years, value, against


def _select(series: Series, years: Sequence[int]) -> Floats:
    return series.values[:, [series.years.index(year) for year in years]]


def _hold(
    observations: Observations,
    agreement: Agreement,
    measure: str,
    years: tuple[int, ...],
    value: Floats,
    against: Floats,
    offset: int,
) -> Agreed:
    away = np.abs(value - against) - np.maximum(agreement.units, agreement.share * np.abs(against))
    known = ~np.isnan(away)
    differs = known & (away > ROUNDING * TINY)
    places = observations.catalogue.places.everywhere[offset:]
    excused = np.zeros_like(differs)
    for excepted in agreement.excepted:
        excused |= _mark(agreement, excepted, [place.code for place in places], years)
    count, worst = _find_worst(observations, years, differs & ~excused, away, value, against, offset)
    return Agreed(
        agreement=agreement,
        measure=measure,
        compared=int(known.sum()),
        excepted=int((differs & excused).sum()),
        broken=count,
        worst=worst,
    )


def _mark(agreement: Agreement, excepted: Excepted, codes: list[str], years: tuple[int, ...]) -> Flags:
    """Which places and years are excepted, shape (places, years)."""
    for code in excepted.places:
        if code not in codes:
            raise ContentError(FILE, f"{agreement.id}.excepted.places", code, "the code of a place that is compared")
    rows = np.array([not excepted.places or code in excepted.places for code in codes])
    columns = np.array(
        [
            (excepted.first is None or year >= excepted.first) and (excepted.until is None or year <= excepted.until)
            for year in years
        ]
    )
    return np.asarray(rows[:, np.newaxis] & columns[np.newaxis, :])


def _find_worst(
    observations: Observations,
    years: tuple[int, ...],
    broken: Flags,
    away: Floats,
    value: Floats,
    against: Floats,
    offset: int = 0,
) -> tuple[int, Breach | None]:
    """How many are broken, and the one that is furthest away."""
    if not broken.any():
        return 0, None
    row, column = np.unravel_index(int(np.argmax(np.where(broken, away, -np.inf))), broken.shape)
    place = observations.catalogue.places.everywhere[offset + int(row)]
    breach = Breach(
        place=place, year=years[int(column)], value=float(value[row, column]), against=float(against[row, column])
    )
    return int(broken.sum()), breach


def _choose_level(observations: Observations, series: Series) -> Floats:
    """The municipalities' values, or the regions' of what municipalities lack."""
    towns = len(observations.catalogue.places.municipalities)
    values = series.values[:towns]
    return series.values[towns:-1] if np.isnan(values).all() else values


def _find_steps(observations: Observations, indicator: Indicator, series: Series) -> Iterable[int]:
    """The columns in which the median place's step is far from its usual one."""
    catalogue = observations.catalogue
    values = _choose_level(observations, series)
    if len(series.years) < 2 or np.isnan(values).all():  # noqa: PLR2004 - a step takes two years
        return ()
    steps = np.diff(values, axis=1)
    enough = (~np.isnan(steps)).mean(axis=0) >= catalogue.value("jump_least_share")
    enough &= np.diff(series.years) == 1
    if not enough.any():
        return ()
    common = np.full(steps.shape[1], np.nan)
    common[enough] = np.nanmedian(steps[:, enough], axis=0)
    usual = np.nanmedian(common)
    least = ROUNDING * 10.0 ** -catalogue.units[indicator.unit].decimals
    far = np.abs(common - usual)
    own_swing = float(np.nanmedian(far))
    if own_swing < least * TINY:  # told in whole steps, or for some years only: every move would be a jump
        return ()
    places_swing = max(float(np.nanmedian(np.abs(steps[:, enough] - common[enough]))), least)
    jumps = (far >= catalogue.value("jump_swings") * places_swing) & (
        far >= catalogue.value("jump_own_swings") * own_swing
    )
    return (int(column) + 1 for column in np.flatnonzero(jumps))
