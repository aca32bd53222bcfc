"""The table of industry and welfare of a place, for all faces."""

from collections.abc import Iterable, Iterator
from functools import partial

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.chain import Printed
from samspel.catalogue.texts import Texts
from samspel.economy.interdependence import Interdependence, SystemRow
from samspel.observations.series import Observation
from samspel.rendering.blocks import Block, Heading, Paragraph
from samspel.rendering.table import Cell, Column, Field, Table, data_field, tabulate, text
from samspel.reports.figures import (
    basis_column,
    describe_blank,
    describe_credit,
    describe_definition,
    describe_limits,
    format_number,
    format_period,
    format_value,
    label_indicator,
    make_basis_of,
    say_publishers,
)
from samspel.reports.measure_words import format_change

NOTED = "jobs"
"""The group of the table that the notes speak of."""

Beside = tuple[Printed, Observation]
"""A printed figure and ours."""


def compose_interdependence(catalogue: Catalogue, texts: Texts, measured: Interdependence) -> tuple[Block, ...]:
    """The table under its heading, and figures that others have printed for the place where there are any."""
    printed = () if not measured.printed else (tabulate_printed(catalogue, texts, measured),)
    return (
        Heading(texts("interdependence.title")),
        Paragraph(texts("interdependence.intro")),
        tabulate_interdependence(catalogue, texts, measured),
        *printed,
    )


def tabulate_interdependence(catalogue: Catalogue, texts: Texts, measured: Interdependence) -> Table:
    """A row a measure: its first year and its latest, the change, and its share of all jobs here."""
    place = measured.place
    fields = (
        data_field("place_code", lambda _: place.code),
        data_field("place", lambda _: place.name),
        data_field("group", lambda row: row.group.id),
        data_field("indicator", lambda row: row.indicator.id),
        Field[SystemRow](
            Column(key="name", head=texts("words.indicator")),
            lambda row: text(label_indicator(texts, row.indicator), more=describe_definition(texts, row.indicator)),
        ),
        data_field("unit", lambda row: row.indicator.unit),
        Field[SystemRow](
            Column(key="first", head=texts("interdependence.first"), is_number=True),
            lambda row: _make_value(catalogue, texts, row, row.first),
        ),
        data_field("first_period", lambda row: _find_period(catalogue, texts, row.first)),
        Field[SystemRow](
            Column(key="latest", head=texts("interdependence.latest"), is_number=True, is_main=True),
            lambda row: _make_value(catalogue, texts, row, row.latest),
        ),
        data_field("period", lambda row: _find_period(catalogue, texts, row.latest)),
        Field[SystemRow](
            Column(key="change", head=texts("interdependence.change"), is_number=True), partial(_make_change, texts)
        ),
        Field[SystemRow](
            Column(key="share_of_jobs", head=texts("interdependence.share"), is_number=True),
            partial(_make_share, catalogue, texts),
        ),
        Field[SystemRow](
            Column(key="how", head=texts("interdependence.how"), shown="read", is_wordy=True),
            lambda row: text(describe_credit(catalogue, texts, row.latest)),
        ),
        *_list_facts(catalogue, texts),
    )
    caption = texts("interdependence.caption", area=place.area)
    return tabulate(f"industry-welfare-{place.code}", caption, fields, measured.rows, _list_notes(texts, measured))


def tabulate_printed(catalogue: Catalogue, texts: Texts, measured: Interdependence) -> Table:
    """What others have printed for the place, each beside our figure, and why the two differ or not."""
    fields = (
        Field[Beside](
            Column(key="name", head=texts("words.indicator")),
            lambda entry: text(label_indicator(texts, catalogue.indicators[entry[0].indicator])),
        ),
        Field[Beside](
            Column(key="printed", head=texts("interdependence.printed_said")),
            lambda entry: text(texts.of(entry[0]).said),
        ),
        Field[Beside](
            Column(key="ours", head=texts("interdependence.printed_ours"), is_number=True),
            lambda entry: _make_ours(catalogue, texts, entry[1]),
        ),
        Field[Beside](
            Column(key="why", head=texts("interdependence.printed_why"), is_wordy=True),
            lambda entry: text(texts.of(entry[0]).why),
        ),
    )
    caption = texts("interdependence.printed_caption", area=measured.place.area)
    notes = (texts("interdependence.printed_note"),)
    return tabulate(f"printed-{measured.place.code}", caption, fields, measured.printed, notes)


def _list_facts(catalogue: Catalogue, texts: Texts) -> tuple[Field[SystemRow], ...]:
    """What stands in files only: basis, publisher, and why a value is blank."""
    return (
        Field[SystemRow](basis_column(), lambda row: make_basis_of(texts, row.latest)),
        data_field("publisher", lambda row: say_publishers(catalogue, texts, row.latest)),
        data_field(
            "blank",
            lambda row: None if row.latest.blank is None else describe_blank(texts, row.indicator, row.latest.blank),
        ),
    )


def _make_value(catalogue: Catalogue, texts: Texts, row: SystemRow, observation: Observation | None) -> Cell:
    if observation is None:
        return Cell(value=None, words=texts("words.dash"))
    if observation.value is None:
        return Cell(value=None, words=texts("words.blank"))
    words = format_number(texts, row.indicator, observation.value)
    return Cell(value=observation.value, words=words, note=format_period(catalogue, texts, observation))


def _find_period(catalogue: Catalogue, texts: Texts, observation: Observation | None) -> str | None:
    is_known = observation is not None and observation.value is not None
    return format_period(catalogue, texts, observation) if is_known and observation is not None else None


def _make_change(texts: Texts, row: SystemRow) -> Cell:
    if row.first is None or row.first.value is None or row.latest.value is None:
        return Cell(value=None, words=texts("words.dash"))
    change = row.latest.value - row.first.value
    return Cell(value=change, words=format_change(texts, row.indicator, change, in_table=True))


def _make_share(catalogue: Catalogue, texts: Texts, row: SystemRow) -> Cell:
    share = row.share
    if share is None or share.value is None:
        return Cell(value=None, words=texts("words.dash"))
    return Cell(value=share.value, words=format_value(texts, catalogue.indicators[share.indicator], share.value))


def _make_ours(catalogue: Catalogue, texts: Texts, observation: Observation) -> Cell:
    words = format_value(texts, catalogue.indicators[observation.indicator], observation.value)
    return Cell(value=observation.value, words=words, note=format_period(catalogue, texts, observation))


def _list_notes(texts: Texts, measured: Interdependence) -> Iterator[str]:
    """Why cells are blank, what single measures do not show, how services and welfare are counted, and of the years."""
    reasons: dict[str, list[str]] = {}
    for row in measured.rows:
        if row.latest.blank is not None:
            reason = describe_blank(texts, row.indicator, row.latest.blank)
            reasons.setdefault(reason, []).append(texts.of(row.indicator).name)
    for reason, names in reasons.items():
        yield texts("interdependence.blank", names=", ".join(names), reason=reason)
    yield texts(
        "interdependence.services_note", year=measured.year, ratio=texts.number(measured.services_per_industry, 2)
    )
    yield texts("interdependence.welfare_note")
    yield texts("interdependence.years_note", years=_find_span(measured))
    yield from _list_limits(texts, measured.rows)


def _list_limits(texts: Texts, rows: Iterable[SystemRow]) -> Iterator[str]:
    """What the measures that the notes before do not speak of cannot show."""
    for row in rows:
        limits = describe_limits(texts, row.indicator)
        if limits and row.group.id != NOTED and row.latest.value is not None:
            yield f"{texts.of(row.indicator).name}: {limits}"


def _find_span(measured: Interdependence) -> int:
    """The longest time between a first year and a latest."""
    return max((row.latest.period.year - row.first.period.year for row in measured.rows if row.first), default=0)
