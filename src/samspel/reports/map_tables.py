"""A map as a table: the same places, values and classes for those who read, and for files."""

from collections.abc import Iterator
from functools import partial

from samspel.catalogue.texts import Texts
from samspel.needs.mapping import DemandMap
from samspel.observations.building import Observations
from samspel.observations.mapping import BLANK, MeasureMap
from samspel.rendering.blocks import Block
from samspel.rendering.table import Cell, Column, Field, Link, Scalar, Table, data_field, tabulate
from samspel.reports.figures import describe_blank, label_publishers
from samspel.reports.maps import Mapped, describe_map, draw_map, format_map_period, format_mapped, label_map
from samspel.reports.measures import label_measure
from samspel.reports.needs import badge_verdict
from samspel.terms.place import Place, PlaceKind


def tabulate_map(observations: Observations, texts: Texts, mapped: Mapped) -> Table:
    """A row a place: of a measure the highest value first and the blanks last, of a demand the most serious verdict
    first.
    """
    notes = describe_map(observations, texts, mapped)
    if isinstance(mapped, DemandMap):
        fields = [*_list_place_fields(observations, texts, mapped), *_list_demand_fields(texts, mapped)]
        order = sorted(range(len(mapped.places)), key=lambda at: (mapped.classes[at], mapped.places[at].name))
        return tabulate(f"map-{mapped.demand.id}", label_map(texts, mapped), fields, order, notes)
    fields = [*_list_place_fields(observations, texts, mapped), *_list_measure_fields(observations, texts, mapped)]
    caption = f"{label_map(texts, mapped)}, {format_map_period(observations, texts, mapped)}"
    order = sorted(range(len(mapped.places)), key=partial(_rank_value, mapped))
    return tabulate(f"map-{mapped.measured.id}", caption, fields, order, notes)


def compose_map(
    observations: Observations, texts: Texts, mapped: Mapped, place: Place | None = None
) -> Iterator[Block]:
    """The map, and its table with what is to be told of both."""
    yield draw_map(observations, texts, mapped, place)
    yield tabulate_map(observations, texts, mapped)


def _rank_value(mapped: MeasureMap, number: int) -> tuple[bool, float, str]:
    value = mapped.observations[number].value
    return value is None, -(value or 0.0), mapped.places[number].name


def _list_place_fields(observations: Observations, texts: Texts, mapped: Mapped) -> list[Field[int]]:
    """The place, which leads to its page, or to the demand there; and its region where there are several."""
    places, kind = observations.catalogue.places, mapped.places[0].kind
    are_several = len({places.region_of(place).code for place in mapped.places}) > 1

    def link(place: Place) -> Link:
        if isinstance(mapped, DemandMap):
            return Link(kind="place_need", key=f"{place.code}/{mapped.demand.id}")
        return Link(kind="place", key=place.code)

    def make_place(at: int) -> Cell:
        place = mapped.places[at]
        region = places.region_of(place).name if are_several and place.kind is PlaceKind.MUNICIPALITY else ""
        return Cell(value=place.name, words=place.name, note=region, link=link(place))

    def read_region(at: int) -> Scalar:
        return places.region_of(mapped.places[at]).name

    return [
        data_field("place_code", lambda at: mapped.places[at].code),
        Field[int](Column(key="place", head=texts(f"maps.head.{kind.value}")), make_place),
        data_field("region", read_region),
    ]


def _list_demand_fields(texts: Texts, mapped: DemandMap) -> list[Field[int]]:
    def make_verdict(at: int) -> Cell:
        verdict, strength = mapped.kinds[mapped.classes[at]]
        badge = badge_verdict(verdict, strength)
        return Cell(value=verdict.value, words=format_mapped(texts, mapped, at), badge=badge)

    def read_strength(at: int) -> Scalar:
        strength = mapped.kinds[mapped.classes[at]][1]
        return None if strength is None else strength.value

    return [
        Field[int](Column(key="verdict", head=texts("words.verdict")), make_verdict),
        data_field("strength", read_strength),
        data_field("demand", lambda _: mapped.demand.id),
        data_field("title", lambda _: texts.of(mapped.demand).title),
    ]


def _list_measure_fields(observations: Observations, texts: Texts, mapped: MeasureMap) -> list[Field[int]]:
    measured, found, origins = mapped.measured, mapped.observations, mapped.observations[0].origins
    name, period = label_measure(texts, measured), format_map_period(observations, texts, mapped)
    publisher = texts.said(label_publishers(observations.catalogue, origins)) if origins else ""

    def make_value(at: int) -> Cell:
        return Cell(value=found[at].value, words=format_mapped(texts, mapped, at))

    def read_class(at: int) -> Scalar:
        return None if mapped.classes[at] == BLANK else mapped.classes[at] + 1

    def read_end(end: int, at: int) -> Scalar:
        return None if mapped.classes[at] == BLANK else mapped.ranges[mapped.classes[at]][end]

    def read_publisher(at: int) -> Scalar:
        return None if found[at].value is None else publisher

    def read_blank(at: int) -> Scalar:
        blank = found[at].blank
        return None if blank is None else describe_blank(texts, measured.indicator, blank)

    return [
        Field[int](Column(key="value", head=texts("maps.head.value"), is_number=True), make_value),
        data_field("class", read_class),
        data_field("class_lowest", partial(read_end, 0)),
        data_field("class_highest", partial(read_end, 1)),
        data_field("measure", lambda _: measured.id),
        data_field("name", lambda _: name),
        data_field("gender", lambda _: mapped.gender),
        data_field("unit", lambda _: texts.units[measured.indicator.unit].id),
        data_field("year", lambda _: mapped.year or None),
        data_field("period", lambda _: period),
        data_field("basis", lambda at: None if found[at].value is None else found[at].basis.value),
        data_field("publisher", read_publisher),
        data_field("blank", read_blank),
    ]
