"""The model's outcomes in words: names with units, values, bands and changes, as the table of outcomes scales them."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Literal

import numpy as np

from samspel.catalogue.texts import Texts
from samspel.rendering.table import WORDS, Cell, Column, Field, Link, data_field
from samspel.reports.figures import AT_LINK, basis_field
from samspel.scenarios.bands import MEDIAN, QUANTILE_NAMES
from samspel.scenarios.comparison import Difference
from samspel.scenarios.ensembles import Ensemble
from samspel.scenarios.outcomes import Outcome, Outcomes
from samspel.terms.arrays import Floats
from samspel.terms.origin import Basis
from samspel.terms.place import Place

Against = Literal["events", "levers", "other"]
"""What a change is held against: no events, no levers, the other scenario."""

UNITS = {"count": "number", "million": "kronor", "percent": "share", "index": "ratio"}
"""The unit of an outcome's values as files have them, by that in which they are told."""
TOLD_OTHERWISE = ("million", "percent")
"""Units of words that the values in files do not have."""
DECIMALS = 9
"""Of values in files and JSON."""
TENTHS = 10


def label_outcome(texts: Texts, outcome: Outcome, *, change: bool = False) -> str:
    """An outcome with its unit, for a row of a table; a change has a unit of its own."""
    name, unit = texts.of(outcome).name, f"{outcome.unit}{'_change' if change else ''}"
    if outcome.unit == "count":
        return name
    return texts("simulate.with_unit", name=name, unit=texts(f"simulate.unit.{unit}"))


def label_in_files(texts: Texts, outcome: Outcome) -> str:
    """An outcome with the unit that its values have in files; empty where that is the one in which they are told."""
    if outcome.unit not in TOLD_OTHERWISE:
        return ""
    unit = texts(f"simulate.file_unit.{outcome.unit}")
    return texts("simulate.with_unit", name=texts.of(outcome).name, unit=unit)


def link_outcome(outcome: Outcome, place: Place) -> Link | None:
    """To the definition of the measure that an outcome begins from, at a place."""
    return Link(AT_LINK, f"{outcome.measure}/{place.code}") if outcome.measure else None


def format_outcome(texts: Texts, outcome: Outcome, value: float, *, change: bool = False) -> str:
    """A value in the outcome's unit, without the unit. A change has its sign, and what does not exist is a dash."""
    if not np.isfinite(value):
        return texts("words.none_here")
    number = texts.number(value * outcome.scale, outcome.decimals)
    is_gain = change and value > 0.0 and any(digit in number for digit in "123456789")
    return f"+{number}" if is_gain else number


def format_band(texts: Texts, outcome: Outcome, band: Floats, *, change: bool = False) -> str:
    """Median with the wide band, from five quantiles of one year, without the unit."""
    low, median, high = _format_three(texts, outcome, band, change=change)
    if not np.isfinite(band[MEDIAN]):
        return median
    return texts("words.band", median=median, low=low, high=high)


def format_ends(texts: Texts, outcome: Outcome, band: Floats, *, change: bool = False) -> str:
    """From the first to the last of some quantiles of one year, without the unit."""
    low, high = (format_outcome(texts, outcome, float(value), change=change) for value in (band[0], band[-1]))
    return texts("scenario.span", low=low, high=high)


def format_tenths(texts: Texts, better: float | None, worse: float | None) -> str:
    """In how many draws of ten it is better, worse and about the same, in three numbers for a cell."""
    up, down = count_tenths(better), count_tenths(worse)
    return texts("scenario.tenths", better=up, worse=down, same=max(TENTHS - up - down, 0))


def count_tenths(share: float | None) -> int:
    """How many draws of ten a share of them is."""
    return round(TENTHS * (share or 0.0))


def describe_change(
    texts: Texts, change: Difference, outcome: Outcome, year: int, against: Against = "events", column: int = -1
) -> str:
    """'In 8 of 10 draws between ... and ...' for the change of an outcome in a year."""
    low, median, high = _format_three(texts, outcome, change.band(outcome.id)[:, column], change=True)
    name = label_outcome(texts, outcome, change=True)
    return texts(f"simulate.words_{against}", outcome=name, year=year, low=low, high=high, median=median)


def describe_changes(texts: Texts, change: Difference, outcomes: Outcomes, first: int) -> Iterator[str]:
    """Each headline in the last year, and before it in its peak where that is much further from zero; `first` is the
    first year.
    """
    for outcome in outcomes.headlines:
        medians = change.band(outcome.id)[MEDIAN]
        peak, last = int(np.nanargmax(np.abs(medians))) if np.isfinite(medians).any() else 0, len(medians) - 1
        if abs(medians[peak]) > outcomes.peak_times * abs(medians[last]):
            yield describe_change(texts, change, outcome, first + peak, column=peak)
        yield describe_change(texts, change, outcome, first + last)


def list_notes(texts: Texts, outcomes: Iterable[Outcome]) -> tuple[str, ...]:
    """How to read those outcomes whose names do not say it."""
    return tuple(texts.of(outcome).note for outcome in outcomes if texts.of(outcome).note)


def outcome_column(texts: Texts, outcome: Outcome, *, change: bool = False, link: Link | None = None) -> Column:
    """A column of an outcome's values."""
    head, file_head = label_outcome(texts, outcome, change=change), label_in_files(texts, outcome)
    return Column(key=outcome.id, head=head, file_head=file_head, is_number=True, link=link)


def band_cell(texts: Texts, outcome: Outcome, band: Floats, *, change: bool = False) -> Cell:
    """A cell whose value is the median, in the outcome's own unit, and whose words are the band."""
    return Cell(value=finite(float(band[MEDIAN])), words=format_band(texts, outcome, band, change=change))


def band_field(texts: Texts, key: str, head: str, found: Ensemble | Difference) -> Field[Outcome]:
    """A column of each outcome's band in the last year; that of a difference is a change."""
    is_change = isinstance(found, Difference)

    def make(outcome: Outcome) -> Cell:
        return band_cell(texts, outcome, found.band(outcome.id)[:, -1], change=is_change)

    return Field(Column(key=key, head=head, is_number=True), make)


def list_file_fields(
    texts: Texts, bands: Mapping[str, Ensemble | Difference], quartiles: Iterable[str] = ()
) -> Iterator[Field[Outcome]]:
    """What files have beside the medians of the last year, all of it numbers with columns of their own for words: the
    outcome's name and the unit of its values, the wide band of each run, the half band of those named,
    and the basis.
    """
    halves = tuple(quartiles)
    yield data_field(f"outcome{WORDS}", lambda outcome: str(texts.of(outcome).name))
    yield data_field("unit", lambda outcome: UNITS[outcome.unit])
    for key, found in bands.items():
        for at, name in enumerate(QUANTILE_NAMES):
            if at in (0, len(QUANTILE_NAMES) - 1) or (at != MEDIAN and key in halves):
                yield data_field(f"{key}_{name}", partial(_read_last, found, at))
    yield basis_field(texts, lambda _: Basis.ESTIMATED.value)


def _read_last(found: Ensemble | Difference, at: int, outcome: Outcome) -> float | None:
    return finite(float(found.band(outcome.id)[at, -1]))


def finite(value: float) -> float | None:
    """The value without the dust of reckoning, None where there is none."""
    return round(value, DECIMALS) if np.isfinite(value) else None


def _format_three(texts: Texts, outcome: Outcome, band: Floats, *, change: bool) -> tuple[str, str, str]:
    """The lower end, the median and the upper end."""
    low, median, high = (format_outcome(texts, outcome, float(band[at]), change=change) for at in (0, MEDIAN, -1))
    return low, median, high
