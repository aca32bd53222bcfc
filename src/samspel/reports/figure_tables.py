"""The one table of figures: indicators as rows, a place and what it is compared with as columns, for all faces."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.figures import Indicator
from samspel.catalogue.texts import Texts
from samspel.observations.picture import Course, Row
from samspel.observations.series import Observation
from samspel.rendering.table import Cell, Column, Field, Link, Shown, Table, data_field, tabulate, text
from samspel.reports.figures import (
    AT_LINK,
    basis_column,
    describe_blank,
    describe_credit,
    describe_definition,
    describe_limits,
    describe_source,
    find_lead,
    format_number,
    format_period,
    label_basis,
    label_indicator,
    label_publishers,
    label_source_ids,
    list_copied,
    list_days_read,
    make_basis_of,
)
from samspel.terms.blank import Blank
from samspel.terms.origin import Origin
from samspel.terms.place import Place, PlaceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """A column of values that a row is read by: its head, and its observation, or None where it is the median of the
    similar places.
    """

    key: str
    head: str
    find: Callable[[Row], Observation] | None


@dataclass(frozen=True, slots=True)
class Moment:
    """A period of a course: the value, the median of similar places, the region, women and men."""

    here: Observation
    similar: float | None
    region: Observation | None
    women: float | None
    men: float | None


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table of figures: its section or goal, and the observations that are shown, the place's own first."""

    group: str
    row: Row
    shown: tuple[Observation, ...]


def tabulate_figures(
    catalogue: Catalogue,
    texts: Texts,
    place: Place,
    rows: Iterable[tuple[str, Row]],
    *,
    name: str,
    caption: str,
    group: str = "section",
) -> Table:
    """Indicators of a place beside similar places, its region and the country; each row comes with the id of its
    section or goal, and `group` says which of the two that is. Why cells are blank stands in the notes.
    """
    against = list_against(catalogue, texts, place)
    read = [each for each in against if _is_compared(place.kind, each.key)]
    lines = [
        Line(section, row, tuple(each.find(row) for each in read if each.find is not None)) for section, row in rows
    ]
    fields = (
        *_place_fields(lambda _: place),
        Field[Line](Column(key=group, shown="data"), lambda line: text(line.group)),
        *_indicator_fields(texts),
        Field[Line](Column(key="period", shown="data"), lambda line: _period(catalogue, texts, line)),
        *(_value_field(catalogue, texts, each, is_read=each in read) for each in against),
        *_credit_fields(catalogue, texts),
        Field[Line](basis_column(), lambda line: make_basis_of(texts, line.row.here)),
        *(_basis_field(texts, each) for each in against if each.key in ("region", "country")),
        Field[Line](Column(key="publisher", shown="data"), lambda line: _publishers(catalogue, texts, line.shown)),
        *_source_fields(catalogue, _find_shown),
        Field[Line](
            Column(key="meaning", shown="data"), lambda line: _meaning(texts, line.row.indicator, line.row.here)
        ),
        Field[Line](Column(key="blank", shown="data"), lambda line: _blank(texts, line.row.indicator, line.row.here)),
    )
    return tabulate(name, caption, fields, lines, describe_notes(texts, read, [line.row for line in lines]))


def tabulate_side_by_side(
    catalogue: Catalogue,
    texts: Texts,
    places: Sequence[Place],
    entries: Iterable[tuple[Row, tuple[Observation, ...]]],
    *,
    name: str,
    caption: str,
) -> Table:
    """The same indicators for several places, to be read."""
    kept = list(entries)
    found = {row.indicator.id: observations for row, observations in kept}
    against = [
        Against(key=place.code, head=place.name, find=_find_at(found, number)) for number, place in enumerate(places)
    ]
    lines = [Line("", row, observations) for row, observations in kept]
    fields = (
        *_indicator_fields(texts),
        *(_value_field(catalogue, texts, each, is_read=True) for each in against),
        *_credit_fields(catalogue, texts),
    )
    return tabulate(name, caption, fields, lines, describe_notes(texts, against, [row for row, _ in kept]))


def tabulate_observations(
    catalogue: Catalogue, texts: Texts, name: str, entries: Iterable[tuple[str, Row, Observation]]
) -> Table:
    """One row an indicator and place, for files: section, indicator and its observation there."""
    fields = (
        *_place_fields(lambda line: line.shown[0].place),
        Field[Line](Column(key="section", shown="data"), lambda line: text(line.group)),
        *_indicator_fields(texts),
        Field[Line](Column(key="period", shown="data"), lambda line: _period(catalogue, texts, line)),
        Field[Line](Column(key="value", shown="data"), lambda line: _value(texts, line.row, line.shown[0])),
        Field[Line](basis_column(), lambda line: make_basis_of(texts, line.shown[0])),
        Field[Line](Column(key="publisher", shown="data"), lambda line: _publishers(catalogue, texts, line.shown)),
        *_source_fields(catalogue, _find_shown),
        Field[Line](
            Column(key="meaning", shown="data"), lambda line: _meaning(texts, line.row.indicator, line.shown[0])
        ),
        Field[Line](Column(key="blank", shown="data"), lambda line: _blank(texts, line.row.indicator, line.shown[0])),
    )
    lines = [Line(section, row, (observation,)) for section, row, observation in entries]
    return tabulate(name, "", fields, lines)


def tabulate_course(catalogue: Catalogue, texts: Texts, course: Course, place: Place) -> Table:
    """An indicator of a place over time beside the median of similar places; its unit stands above it, basis and
    publishers under it.
    """
    indicator = course.indicator
    name = texts.of(indicator).name
    caption = texts("place.course", name=name) + label_indicator(texts, indicator).removeprefix(name)
    has_similar: Shown = "data" if place.kind is PlaceKind.COUNTRY else "everywhere"
    has_region: Shown = "everywhere" if course.region else "data"

    def fixed(key: str, value: str) -> Field[Moment]:
        return Field[Moment](Column(key=key, shown="data"), lambda _: text(value))

    def number(value: float | None) -> Cell:
        blank = texts("words.blank")
        return Cell(value=value, words=blank if value is None else format_number(texts, indicator, value))

    fields: tuple[Field[Moment], ...] = (
        Field[Moment](
            Column(key="period", head=texts("words.year")), lambda at: text(format_period(catalogue, texts, at.here))
        ),
        fixed("place_code", place.code),
        fixed("place", place.name),
        fixed("indicator", indicator.id),
        fixed("name", name),
        fixed("unit", indicator.unit),
        Field[Moment](Column(key="value", head=place.name, is_number=True), lambda at: number(at.here.value)),
        Field[Moment](
            Column(key="similar_median", head=texts("place.course_similar"), is_number=True, shown=has_similar),
            lambda at: number(at.similar),
        ),
        Field[Moment](
            Column(
                key="region", head=texts.said(catalogue.places.region_of(place).area), is_number=True, shown=has_region
            ),
            lambda at: number(None if at.region is None else at.region.value),
        ),
        data_field("women", lambda at: at.women),
        data_field("men", lambda at: at.men),
        Field[Moment](basis_column(), lambda at: make_basis_of(texts, at.here)),
        Field[Moment](basis_column("region_basis"), lambda at: _region_basis(texts, at)),
        Field[Moment](Column(key="publisher", shown="data"), lambda at: _publishers(catalogue, texts, (at.here,))),
        *_source_fields(catalogue, lambda at: (at.here,)),
        Field[Moment](Column(key="blank", shown="data"), lambda at: _blank(texts, indicator, at.here)),
    )
    moments = [
        Moment(*each) for each in zip_longest(course.here, course.similar, course.region, course.women, course.men)
    ]
    credit = describe_credit(catalogue, texts, *course.here)
    return tabulate(f"{indicator.id}-{place.code}", caption, fields, moments, (f"{texts('words.source')}: {credit}.",))


def _region_basis(texts: Texts, at: Moment) -> Cell:
    return Cell(value=None, words="") if at.region is None else make_basis_of(texts, at.region)


def list_against(catalogue: Catalogue, texts: Texts, place: Place) -> tuple[Against, ...]:
    """The place and all that it may be compared with, in the order they stand."""
    return (
        Against(key="value", head=place.name, find=lambda row: row.here),
        Against(key="similar_median", head=texts("words.similar"), find=None),
        Against(key="region", head=texts.said(catalogue.places.region_of(place).area), find=lambda row: row.region),
        Against(key="country", head=texts("words.country"), find=lambda row: row.country),
    )


def describe_notes(texts: Texts, against: Sequence[Against], rows: Sequence[Row]) -> Iterator[str]:
    """What must stand under the figures: why cells are blank, and what measures do not show, each said once."""
    yield from describe_blanks(texts, against, rows)
    limits: dict[str, list[str]] = {}
    for row in rows:
        if said := describe_limits(texts, row.indicator):
            limits.setdefault(said, []).append(texts.of(row.indicator).name)
    for said, names in limits.items():
        yield texts("figure.limits", names="; ".join(names), limits=said)


def describe_blanks(texts: Texts, against: Sequence[Against], rows: Iterable[Row]) -> Iterator[str]:
    """Each reason for blank cells once, with the indicators and columns that it empties."""
    reasons: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        for each in against:
            if reason := _describe_reason(texts, each, row):
                reasons.setdefault(reason, {}).setdefault(texts.of(row.indicator).name, []).append(each.head)
    for reason, names in reasons.items():
        told = "; ".join(f"{name} ({', '.join(heads)})" for name, heads in names.items())
        yield texts("figure.blank", names=told, reason=reason)


def describe_blank_similar(texts: Texts, row: Row) -> str:
    """Why there is no median of similar places; nothing where there is one, or where the measure is not built in."""
    if row.similar is not None or row.here.blank is Blank.NOT_BUILT_IN:
        return ""
    return texts("figure.blank_similar_own" if row.here.is_own else "figure.blank_similar")


def _describe_reason(texts: Texts, against: Against, row: Row) -> str:
    """Why a cell is blank; nothing for one that is not."""
    if against.find is None:
        return describe_blank_similar(texts, row)
    blank = against.find(row).blank
    return "" if blank is None else describe_blank(texts, row.indicator, blank)


def _is_compared(kind: PlaceKind, key: str) -> bool:
    """Whether a kind of place is read beside a column: the country with nothing, a region not with itself."""
    if key == "value":
        return True
    return kind is PlaceKind.MUNICIPALITY or (kind is PlaceKind.REGION and key != "region")


def _find_at(found: dict[str, tuple[Observation, ...]], number: int) -> Callable[[Row], Observation]:
    return lambda row: found[row.indicator.id][number]


def _place_fields(find: Callable[[Line], Place]) -> tuple[Field[Line], ...]:
    return (
        Field[Line](Column(key="place_code", shown="data"), lambda line: text(find(line).code)),
        Field[Line](Column(key="place", shown="data"), lambda line: text(find(line).name)),
    )


def _indicator_fields(texts: Texts) -> tuple[Field[Line], ...]:
    def name(line: Line) -> Cell:
        indicator = line.row.indicator
        return Cell(
            value=texts.of(indicator).name,
            words=label_indicator(texts, indicator),
            more=texts.of(indicator).definition,
            link=_link_measure(line.row.here),
        )

    return (
        Field[Line](Column(key="indicator", shown="data"), lambda line: text(line.row.indicator.id)),
        Field[Line](Column(key="name", head=texts("words.indicator")), name),
        Field[Line](Column(key="unit", shown="data"), lambda line: text(line.row.indicator.unit)),
        Field[Line](
            Column(key="definition", shown="data"), lambda line: text(describe_definition(texts, line.row.indicator))
        ),
    )


def _link_measure(here: Observation) -> Link:
    """Where the measure's source and course stand; at the place where it has a value there."""
    if here.value is None:
        return Link("measure", here.indicator)
    return Link(AT_LINK, f"{here.indicator}/{here.place.code}")


def _value_field(catalogue: Catalogue, texts: Texts, against: Against, *, is_read: bool) -> Field[Line]:
    def make(line: Line) -> Cell:
        row = line.row
        if against.find is None:
            return Cell(value=row.similar, words=_format(texts, row, row.similar))
        found = against.find(row)
        return _value(texts, row, found, describe_difference(catalogue, texts, found, find_lead(line.shown)))

    column = Column(
        key=against.key,
        head=against.head,
        is_number=True,
        is_main=against.key == "value",
        shown="everywhere" if is_read else "data",
    )
    return Field[Line](column, make)


def _credit_fields(catalogue: Catalogue, texts: Texts) -> tuple[Field[Line], ...]:
    """Year, and basis with publishers, as they are read."""

    def credit(line: Line) -> Cell:
        return text(describe_credit(catalogue, texts, *line.shown))

    return (
        Field[Line](
            Column(key="year", head=texts("words.year"), shown="read"), lambda line: _period(catalogue, texts, line)
        ),
        Field[Line](Column(key="credit", head=texts("words.basis"), shown="read"), credit),
    )


def _source_fields(catalogue: Catalogue, find: Callable[[Any], Sequence[Observation]]) -> tuple[Field[Any], ...]:
    """What the publishers call the figures of a row, the days on which they were read, and of which year a copy is."""
    return (
        data_field("source_id", lambda row: label_source_ids(catalogue, _list_origins(find(row)))),
        data_field("read", lambda row: list_days_read(_list_origins(find(row)))),
        data_field("copied", lambda row: list_copied(_list_origins(find(row)))),
    )


def _find_shown(line: Line) -> tuple[Observation, ...]:
    return line.shown


def _basis_field(texts: Texts, against: Against) -> Field[Line]:
    find = against.find

    def make(line: Line) -> Cell:
        return make_basis_of(texts, line.row.here if find is None else find(line.row))

    return Field[Line](basis_column(f"{against.key}_basis"), make)


def _value(texts: Texts, row: Row, observation: Observation, note: str = "") -> Cell:
    return Cell(value=observation.value, words=_format(texts, row, observation.value), note=note)


def _format(texts: Texts, row: Row, value: float | None) -> str:
    return texts("words.blank") if value is None else format_number(texts, row.indicator, value)


def describe_difference(catalogue: Catalogue, texts: Texts, observation: Observation, lead: Observation) -> str:
    """What differs from what the row's year and basis say, all of it for a value of one's own; nothing of a blank."""
    if observation.value is None:
        return ""
    if observation.is_own and observation is not lead:
        return describe_source(catalogue, texts, observation)
    period, basis = format_period(catalogue, texts, observation), label_basis(texts, observation)
    differs = ((period, period != format_period(catalogue, texts, lead)), (basis, observation.basis is not lead.basis))
    return ", ".join(words for words, is_other in differs if is_other)


def _period(catalogue: Catalogue, texts: Texts, line: Line) -> Cell:
    lead = find_lead(line.shown)
    return text(format_period(catalogue, texts, lead)) if lead.origins else Cell(value=None, words=texts("words.dash"))


def _publishers(catalogue: Catalogue, texts: Texts, shown: Iterable[Observation]) -> Cell:
    known = _list_origins(shown)
    told = texts.said(label_publishers(catalogue, known)) if known else None
    return Cell(value=told, words=told or "")


def _list_origins(shown: Iterable[Observation]) -> list[Origin]:
    return [origin for each in shown if each.value is not None for origin in each.origins]


def _meaning(texts: Texts, indicator: Indicator, observation: Observation) -> Cell:
    """What the value stands for where its unit is a scale of words."""
    told = None if observation.value is None else texts.meaning(observation.value, indicator.unit) or None
    return Cell(value=told, words=told or "")


def _blank(texts: Texts, indicator: Indicator, observation: Observation) -> Cell:
    told = None if observation.blank is None else describe_blank(texts, indicator, observation.blank)
    return Cell(value=told, words=told or "")
