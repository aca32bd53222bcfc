"""Figures as cells: value, period, basis, publisher, and the reason for every blank."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from samspel.catalogue.records import Indicator
from samspel.catalogue.texts import Texts
from samspel.observations.picture import Row
from samspel.observations.series import Observation
from samspel.reports.figures import (
    tell_basis,
    tell_blank,
    tell_credit,
    tell_definition,
    tell_name,
    tell_number,
    tell_period,
)
from samspel.terms.blank import Blank
from samspel.terms.place import Place, PlaceKind
from samspel.web.shared import get_catalogue

Find = Callable[[Row], Observation | None]


@dataclass(frozen=True, slots=True)
class Cell:
    """A value under its column's label; `note` tells a basis that differs from the row's."""

    label: str
    text: str
    note: str
    is_blank: bool


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One indicator with its cells."""

    name: str
    definition: str
    cells: tuple[Cell, ...]
    period: str
    basis: str


@dataclass(frozen=True, slots=True)
class BlankNote:
    """A reason for blanks, and the figures that it holds for."""

    reason: str
    names: str


@dataclass(frozen=True, slots=True)
class FigureTable:
    """A table of indicators; `columns` are the labels of the cells."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[FigureRow, ...]
    blanks: tuple[BlankNote, ...]


@dataclass(frozen=True, slots=True)
class _Column:
    label: str
    find: Find
    similar: bool = False


def present_figures(texts: Texts, place: Place, rows: Iterable[Row], caption: str) -> FigureTable:
    """Indicators of a place beside similar places, its region and the country."""
    region = get_catalogue().places.region_of(place)
    columns = [_Column(place.name, lambda row: row.here)]
    if place.kind is not PlaceKind.COUNTRY:
        columns.append(_Column(texts("words.similar"), lambda _: None, similar=True))
    if place.kind is PlaceKind.MUNICIPALITY:
        columns.append(_Column(region.area, lambda row: row.region))
    if place.kind is not PlaceKind.COUNTRY:
        columns.append(_Column(texts("words.country"), lambda row: row.country))
    return _fill(texts, columns, list(rows), caption)


def present_side_by_side(
    texts: Texts, places: Sequence[Place], entries: Iterable[tuple[Row, tuple[Observation, ...]]], caption: str
) -> FigureTable:
    """The same indicators for several places."""
    kept = list(entries)
    found = {row.indicator.id: observations for row, observations in kept}

    def find_at(number: int) -> Find:
        return lambda row: found[row.indicator.id][number]

    columns = [_Column(place.name, find_at(number)) for number, place in enumerate(places)]
    return _fill(texts, columns, [row for row, _ in kept], caption)


def tell_unit_free(texts: Texts, indicator: Indicator, value: float | None) -> str:
    """The value as it stands in a table whose row names the unit."""
    return texts("words.blank") if value is None else tell_number(texts, indicator, value)


def _fill(texts: Texts, columns: Sequence[_Column], rows: Sequence[Row], caption: str) -> FigureTable:
    return FigureTable(
        caption,
        tuple(column.label for column in columns),
        tuple(_present_row(texts, columns, row) for row in rows),
        tuple(_tell_blanks(texts, columns, rows)),
    )


def _present_row(texts: Texts, columns: Sequence[_Column], row: Row) -> FigureRow:
    """Period and basis are those of the first value; a cell that differs tells its own."""
    found = [observation for column in columns if (observation := column.find(row)) is not None]
    lead = next((one for one in found if one.value is not None), found[0] if found else row.here)
    return FigureRow(
        tell_name(texts, row.indicator),
        tell_definition(texts, row.indicator),
        tuple(_present_cell(texts, column, row, lead) for column in columns),
        tell_period(get_catalogue(), texts, lead) if lead.origins else texts("words.dash"),
        tell_credit(get_catalogue(), texts, lead),
    )


def _present_cell(texts: Texts, column: _Column, row: Row, lead: Observation) -> Cell:
    observation = column.find(row)
    value = row.similar if column.similar else observation.value if observation else None
    note = "" if observation is None or value is None else _tell_difference(texts, observation, lead)
    return Cell(column.label, tell_unit_free(texts, row.indicator, value), note, value is None)


def _tell_difference(texts: Texts, observation: Observation, lead: Observation) -> str:
    """What differs from the first value: where a value of one's own comes from, else the basis; nothing if none."""
    if observation.is_own and observation.origins != lead.origins:
        return f"{tell_period(get_catalogue(), texts, observation)}, {tell_credit(get_catalogue(), texts, observation)}"
    return "" if observation.basis is lead.basis else tell_basis(texts, observation)


def _tell_blanks(texts: Texts, columns: Sequence[_Column], rows: Sequence[Row]) -> Iterable[BlankNote]:
    """Each reason once, with the indicators and columns that it empties."""
    reasons: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        for column in columns:
            reason = _tell_reason(texts, column, row)
            if reason:
                reasons.setdefault(reason, {}).setdefault(texts.of(row.indicator).name, []).append(column.label)
    for reason, names in reasons.items():
        yield BlankNote(reason, "; ".join(f"{name} ({', '.join(labels)})" for name, labels in names.items()))


def _tell_reason(texts: Texts, column: _Column, row: Row) -> str:
    if column.similar:
        not_built_in = row.here.blank is Blank.NOT_BUILT_IN
        reason = texts("web.figures.blank_similar_own" if row.here.is_own else "web.figures.blank_similar")
        return "" if row.similar is not None or not_built_in else reason
    observation = column.find(row)
    if observation is None or observation.blank is None:
        return ""
    return tell_blank(texts, row.indicator, observation.blank)
