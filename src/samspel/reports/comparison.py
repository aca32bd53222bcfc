"""Places side by side: two to four in every figure of the picture, or up to sixty in measures that somebody chose."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from statistics import median

from samspel import __version__
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.drawing.bars import Bar, draw_bars
from samspel.needs.beside import Compared, DemandBeside
from samspel.observations.beside import Beside, MeasureBeside
from samspel.observations.measures import Measured
from samspel.observations.picture import SideBySide
from samspel.observations.series import Observation
from samspel.rendering.blocks import Block, Paragraph, Picture, PictureFile
from samspel.rendering.table import Cell, Column, Field, Link, Order, Scalar, Table, tabulate, text
from samspel.reports.compared_demands import (
    SORT_LINK,
    describe_grounds,
    describe_sift,
    describe_unknown,
    list_verdict_fields,
)
from samspel.reports.compared_sources import tabulate_grounds
from samspel.reports.courses import format_measured, format_year
from samspel.reports.figure_tables import describe_difference, tabulate_observations, tabulate_side_by_side
from samspel.reports.figures import (
    describe_blank,
    describe_definition,
    describe_limits,
    find_lead,
    format_number,
    label_basis,
    label_indicator,
    label_publishers,
)
from samspel.reports.measures import label_measure

BY_PLACE = "place"
MOST_NAMED = 8
"""So many places are named in a note; of more their number is told."""
WIDTH = 440
"""Small enough for a phone, so that its words stay readable."""
Extreme = Callable[[Sequence[float]], float]


def compose_comparison(catalogue: Catalogue, texts: Texts, compared: SideBySide) -> tuple[Table, ...]:
    """A table a section; its name is the section's id."""
    titles = {section.id: texts.of(section) for section in catalogue.picture}
    return tuple(
        tabulate_side_by_side(catalogue, texts, compared.places, entries, name=section, caption=titles[section])
        for section, entries in compared.sections
    )


def tabulate_comparison(catalogue: Catalogue, texts: Texts, compared: SideBySide) -> Table:
    """One row an indicator and place, for files and JSON."""
    entries = (
        (section, row, observation)
        for section, rows in compared.sections
        for row, observations in rows
        for observation in observations
    )
    return tabulate_observations(catalogue, texts, "comparison", entries)


def compose_compared(catalogue: Catalogue, texts: Texts, compared: Compared) -> Iterator[Block]:
    """What was chosen without saying so, the table, what each measure is, and a picture of one."""
    beside = compared.beside
    said = (*describe_choice(texts, beside), *describe_sift(texts, compared))
    yield from (Paragraph(sentence, style="note") for sentence in said)
    if unknown := describe_unknown(catalogue, texts, compared.judged):
        yield Paragraph(unknown)
    yield tabulate_beside(catalogue, texts, beside, compared.judged)
    if beside.measures:
        yield tabulate_measures_beside(catalogue, texts, beside)
    if compared.judged:
        yield tabulate_grounds(catalogue, texts, compared.judged)
    picture = draw_beside(catalogue, texts, beside)
    if picture is not None:
        yield picture


def describe_making(texts: Texts, day: date, address: str = "") -> Iterator[str]:
    """When and with what a comparison was made, and where it is found again."""
    yield texts("comparison.made", version=__version__, day=texts.day(day))
    if address:
        yield texts("comparison.address", address=address)


def describe_choice(texts: Texts, beside: Beside) -> Iterator[str]:
    """What was chosen where nobody chose, which year stands instead of one that there is not, what there was no
    room for, and what stood twice.
    """
    if not beside.is_chosen:
        yield texts("comparison.usual")
    for one in beside.measures:
        if one.instead_of is not None:
            yield _describe_instead(texts, one, one.instead_of)
    if beside.left_out or beside.left_named:
        yield describe_left_out(texts, beside)
    if beside.twice:
        yield texts("comparison.twice", names=texts.listing([place.name for place in beside.twice]))
    if beside.measures_twice:
        names = [label_measure(texts, measured) for measured in beside.measures_twice]
        yield texts("comparison.measures_twice", names="; ".join(names))


def _describe_instead(texts: Texts, one: MeasureBeside, year: int) -> str:
    shown = one.observations[0].period.year
    key = "comparison.instead" if shown else "comparison.instead_unstated"
    return texts(key, measure=label_measure(texts, one.measured), year=year, shown=shown)


def describe_left_out(texts: Texts, beside: Beside) -> str:
    """Which places there was no room for, of those named by themselves and of the members of groups."""
    named, members = (texts.listing([one.name for one in left]) for left in (beside.left_named, beside.left_out))
    told = [texts("comparison.left_named", names=named)] if beside.left_named else []
    if beside.left_out:
        told.append(texts("comparison.left_out", names=members))
    return " ".join((texts("comparison.room", most=texts.number(beside.most)), *told))


def tabulate_beside(catalogue: Catalogue, texts: Texts, beside: Beside, judged: Sequence[DemandBeside] = ()) -> Table:
    """A row a place and a column a measure, with its year in the head, then a column a demand; in files also unit,
    year, basis, publisher and the reason for a blank of each measure, and which figures decide each demand.
    """
    rows = range(len(beside.places))
    fields = [
        Field[int](Column(key="place_code", shown="data"), lambda row: text(beside.places[row].code)),
        Field[int](
            Column(
                key="place",
                head=texts("comparison.head.place"),
                link=Link(kind=SORT_LINK, key=BY_PLACE),
                order=_find_order(beside, BY_PLACE),
            ),
            lambda row: _make_place(beside, row),
        ),
        *(_value_field(catalogue, texts, beside, one) for one in beside.measures),
        *(field for one in judged for field in list_verdict_fields(texts, one, _find_order(beside, one.demand.id))),
        *(field for one in beside.measures for field in _detail_fields(catalogue, texts, one)),
    ]
    reading = (
        texts("comparison.reading") if beside.measures else "",
        texts("comparison.demands_reading") if judged else "",
    )
    notes = (*reading, describe_grounds(texts, judged), *describe_blanks(texts, beside))
    return tabulate("comparison", _caption(texts, beside, judged), fields, rows, notes, is_matrix=True)


def _caption(texts: Texts, beside: Beside, judged: Sequence[DemandBeside]) -> str:
    """How many places, measures and demands there are."""
    counts = {"places": len(beside.places), "measures": len(beside.measures), "demands": len(judged)}
    told = [texts(f"comparison.count_{key}", count=count) for key, count in counts.items() if count]
    return texts("comparison.caption", counts=", ".join(told))


def tabulate_measures_beside(catalogue: Catalogue, texts: Texts, beside: Beside) -> Table:
    """A row a measure: year, basis, publisher, and the lowest, the middle and the highest of the places."""
    make = partial(_make_extreme, texts, beside)
    fields = [
        Field[MeasureBeside](Column(key="measure", shown="data"), lambda one: text(one.measured.id)),
        Field[MeasureBeside](Column(key="name", head=texts("words.indicator")), partial(_make_name, texts)),
        Field[MeasureBeside](
            Column(key="unit", shown="data"), lambda one: text(texts.units[one.measured.indicator.unit].id)
        ),
        Field[MeasureBeside](Column(key="lowest", head=texts("comparison.head.lowest"), is_number=True), make(min)),
        Field[MeasureBeside](
            Column(key="median", head=texts("comparison.head.median"), is_number=True), partial(_make_median, texts)
        ),
        Field[MeasureBeside](Column(key="highest", head=texts("comparison.head.highest"), is_number=True), make(max)),
        Field[MeasureBeside](
            Column(key="known", head=texts("comparison.head.known"), is_number=True), partial(_make_known, texts)
        ),
        Field[MeasureBeside](
            Column(key="year", head=texts("words.year")), lambda one: text(format_measure_year(catalogue, texts, one))
        ),
        Field[MeasureBeside](
            Column(key="basis", head=texts("words.basis")), lambda one: text(label_measure_basis(texts, one))
        ),
        Field[MeasureBeside](
            Column(key="publisher", head=texts("words.source")),
            lambda one: text(label_measure_publisher(catalogue, texts, one)),
        ),
    ]
    limits = (
        texts("figure.limits", names=label_measure(texts, one.measured), limits=said)
        for one in beside.measures
        if (said := describe_limits(texts, one.measured.indicator))
    )
    undescribed = [label_measure(texts, one.measured) for one in beside.measures if not one.measured.is_described]
    told = texts("comparison.not_described", names="; ".join(undescribed)) if undescribed else ""
    return tabulate("measures", texts("comparison.measures"), fields, beside.measures, (*limits, told))


def draw_beside(catalogue: Catalogue, texts: Texts, beside: Beside) -> Picture | None:
    """One measure at all the places, in the order of the table; None where there is nothing to draw, or where the
    values are words on a scale.
    """
    drawn = beside.drawn
    if drawn is None or not drawn.known or texts.units[drawn.measured.indicator.unit].codes:
        return None
    title = head_measure(catalogue, texts, drawn)
    bars = [
        Bar(place.name, one.value, emphasis=False, note=_describe_own(catalogue, texts, drawn, one))
        for place, one in zip(beside.places, drawn.observations, strict=True)
    ]
    write = partial(format_measured, texts, drawn.measured)
    svg = draw_bars(bars, write, texts("words.blank"), (WIDTH, None), title=title)
    alt = texts(
        "comparison.alt",
        title=title,
        lowest=_tell_extreme(texts, beside, drawn, min(drawn.known)),
        highest=_tell_extreme(texts, beside, drawn, max(drawn.known)),
        median=write(median(drawn.known)),
    )
    credit = texts(
        "measures.credit",
        basis=label_measure_basis(texts, drawn),
        publisher=label_measure_publisher(catalogue, texts, drawn),
    )
    return Picture(svg, alt, f"{title}. {credit}", file=PictureFile("compared_measure"))


def _find_order(beside: Beside, key: str) -> Order:
    if beside.sorted_by != key:
        return ""
    return "descending" if beside.is_falling else "ascending"


def head_measure(catalogue: Catalogue, texts: Texts, one: MeasureBeside) -> str:
    """The measure with its unit and year."""
    return ", ".join(part for part in (_label(texts, one.measured), format_measure_year(catalogue, texts, one)) if part)


def _label(texts: Texts, measured: Measured) -> str:
    """With the unit where that is known."""
    return label_indicator(texts, measured.indicator) if measured.is_described else label_measure(texts, measured)


def find_measure_lead(one: MeasureBeside) -> Observation:
    """What speaks for the measure: a value that is published before one of a place's own."""
    return find_lead(sorted(one.observations, key=lambda each: each.is_own))


def format_measure_year(catalogue: Catalogue, texts: Texts, one: MeasureBeside) -> str:
    """The year of a measure, or the years."""
    lead = find_measure_lead(one)
    return format_year(catalogue, texts, one.measured, lead) if lead.origins else texts("words.dash")


def label_measure_basis(texts: Texts, one: MeasureBeside) -> str:
    """On what a measure rests."""
    return label_basis(texts, find_measure_lead(one)) if one.known else texts("words.dash")


def label_measure_publisher(catalogue: Catalogue, texts: Texts, one: MeasureBeside) -> str:
    """Whose figures a measure has."""
    return texts.said(label_publishers(catalogue, find_measure_lead(one).origins))


def _describe_own(catalogue: Catalogue, texts: Texts, one: MeasureBeside, observation: Observation) -> str:
    """What differs from what the measure's year and basis say."""
    return (
        describe_difference(catalogue, texts, observation, find_measure_lead(one)) if one.measured.is_described else ""
    )


def _make_place(beside: Beside, row: int) -> Cell:
    place = beside.places[row]
    return text(place.name, link=Link(kind="place", key=place.code))


def _value_field(catalogue: Catalogue, texts: Texts, beside: Beside, one: MeasureBeside) -> Field[int]:
    column = Column(
        key=one.measured.id,
        head=head_measure(catalogue, texts, one),
        is_number=True,
        decimals=_find_decimals(texts, one.measured),
        link=Link(kind=SORT_LINK, key=one.measured.id),
        order=_find_order(beside, one.measured.id),
    )

    def make(row: int) -> Cell:
        found = one.observations[row]
        note = _describe_own(catalogue, texts, one, found)
        return Cell(value=found.value, words=_format(texts, one.measured, found.value), note=note)

    return Field[int](column, make)


def _find_decimals(texts: Texts, measured: Measured) -> int | None:
    """Of a measure on a scale of words there are none."""
    unit = texts.units[measured.indicator.unit]
    return None if unit.codes else unit.decimals


def _format(texts: Texts, measured: Measured, value: float | None) -> str:
    """The value without its unit, which stands in the head; a blank says so."""
    if value is None:
        return texts("words.blank")
    if measured.is_described:
        return format_number(texts, measured.indicator, value)
    return format_measured(texts, measured, value)


def _detail_fields(catalogue: Catalogue, texts: Texts, one: MeasureBeside) -> Iterator[Field[int]]:
    """What stands in files beside each value."""

    def field(key: str, said: str) -> Field[int]:
        return Field[int](Column(key=f"{one.measured.id}_{key}", shown="data"), lambda _: text(said))

    def told(key: str, tell: str) -> Field[int]:
        def make(row: int) -> Cell:
            found = one.observations[row]
            return Cell(value=_tell(catalogue, texts, one, found, tell), words="")

        return Field[int](Column(key=f"{one.measured.id}_{key}", shown="data"), make)

    yield field("name", label_measure(texts, one.measured))
    yield field("unit", texts.units[one.measured.indicator.unit].id)
    for key in ("year", "basis", "publisher", "blank"):
        yield told(key, key)


def _tell(catalogue: Catalogue, texts: Texts, one: MeasureBeside, observation: Observation, what: str) -> Scalar:
    """The year as a number where it is one, basis or publisher of a value, or why there is none."""
    if observation.blank is not None:
        return describe_blank(texts, one.measured.indicator, observation.blank) if what == "blank" else None
    match what:
        case "year":
            said = format_year(catalogue, texts, one.measured, observation)
            return int(said) if said.isdecimal() else said
        case "basis":
            return label_basis(texts, observation)
        case "publisher":
            return texts.said(label_publishers(catalogue, observation.origins))
    return None


def describe_blanks(texts: Texts, beside: Beside) -> Iterator[str]:
    """Why cells are blank: of which measure, at which places."""
    for one in beside.measures:
        reasons: dict[str, list[str]] = {}
        for found in one.observations:
            if found.blank is not None:
                reasons.setdefault(describe_blank(texts, one.measured.indicator, found.blank), []).append(
                    found.place.name
                )
        for reason, names in reasons.items():
            is_many = len(names) > MOST_NAMED
            told = texts("comparison.places", count=texts.number(len(names))) if is_many else texts.listing(names)
            yield texts("comparison.blank", measure=label_measure(texts, one.measured), places=told, reason=reason)


def _make_name(texts: Texts, one: MeasureBeside) -> Cell:
    return Cell(
        value=label_measure(texts, one.measured),
        words=_label(texts, one.measured),
        more=describe_definition(texts, one.measured.indicator),
        link=Link(kind="measure", key=one.measured.id),
    )


def _make_known(texts: Texts, one: MeasureBeside) -> Cell:
    count = len(one.known)
    return Cell(
        value=count, words=texts("comparison.known", count=texts.number(count), all=texts.number(len(one.observations)))
    )


def _make_median(texts: Texts, one: MeasureBeside) -> Cell:
    middle = median(one.known) if one.known else None
    return Cell(value=middle, words=_format(texts, one.measured, middle))


def _make_extreme(texts: Texts, beside: Beside, choose: Extreme) -> Callable[[MeasureBeside], Cell]:
    """How the cell of the lowest or the highest is made."""

    def make(one: MeasureBeside) -> Cell:
        value = choose(one.known) if one.known else None
        note = "" if value is None else _name_holders(texts, beside, one, value)
        return Cell(value=value, words=_format(texts, one.measured, value), note=note)

    return make


def _name_holders(texts: Texts, beside: Beside, one: MeasureBeside, value: float) -> str:
    """Who has the value; of several their number."""
    names = [place.name for place, each in zip(beside.places, one.observations, strict=True) if each.value == value]
    return names[0] if len(names) == 1 else texts("comparison.places", count=texts.number(len(names)))


def _tell_extreme(texts: Texts, beside: Beside, one: MeasureBeside, value: float) -> str:
    return f"{format_measured(texts, one.measured, value)} ({_name_holders(texts, beside, one, value)})"
