"""The demands of a place, or of many, as one table: the verdict, what it rests on, who decides, and what it costs."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.needs.measuring import Measurement, Need
from samspel.rendering.blocks import Block, Heading, Paragraph
from samspel.rendering.table import Cell, Column, Field, Scalar, Table, data_field, tabulate, text
from samspel.reports.costs import describe_row_cost, format_cost
from samspel.reports.figures import (
    basis_column,
    format_period,
    label_source_ids,
    list_copied,
    list_days_read,
    make_basis_of,
    say_publishers,
)
from samspel.reports.needs import (
    describe_bearings,
    describe_condition,
    describe_deciding,
    describe_question,
    describe_reason,
    describe_rules,
    describe_standouts,
    describe_verdicts,
    find_body,
    label_need,
)
from samspel.reports.whose import label_title, name_whose
from samspel.scenarios.costs import CostedNeed
from samspel.terms.origin import Origin
from samspel.terms.place import Place

Found = Callable[[CostedNeed], Scalar]


def compose_needs(catalogue: Catalogue, texts: Texts, place: Place, rows: Sequence[CostedNeed]) -> tuple[Block, ...]:
    """The demands of a place: how many there are of each verdict, the table, and the rules behind it."""
    standouts = describe_standouts(texts, [row.need for row in rows])
    return (
        Heading(texts.said(place.area)),
        Paragraph(describe_verdicts(texts, [row.need for row in rows])),
        *((Paragraph(standouts),) if standouts else ()),
        tabulate_needs(catalogue, texts, rows),
        *(Paragraph(rule) for rule in describe_rules(catalogue, texts)),
    )


def tabulate_needs(catalogue: Catalogue, texts: Texts, rows: Iterable[CostedNeed]) -> Table:
    """One row a need. Of its figures the one that gave the verdict, or the first; of its questions the next to be
    answered.
    """
    fields = (
        _field("place_code", lambda row: row.need.place.code),
        _field("place", lambda row: row.need.place.name),
        Field(Column(key="number", head=texts("words.number")), _make_number),
        _field("demand", lambda row: row.need.demand.id),
        Field(Column(key="title", head=texts("words.demand")), lambda row: text(label_title(texts, row.need.demand))),
        _field("area", lambda row: row.need.demand.area),
        _field("responsible", lambda row: row.need.demand.responsible),
        _field("obligation", lambda row: row.need.demand.obligation),
        _field("kinds", lambda row: " ".join(row.need.kinds)),
        Field(
            Column(key="decided_by", head=texts("need.decided_by"), shown="read"),
            lambda row: text(describe_deciding(catalogue, texts, row.need)),
        ),
        Field(Column(key="verdict", head=texts("words.verdict"), is_coded=True), partial(_make_verdict, texts)),
        *_list_figure_fields(catalogue, texts),
        _field("open_questions", lambda row: len(row.need.open_questions)),
        _field("next_question", partial(_find_next_question, texts)),
        Field(Column(key="reason", head=texts("need.why")), partial(_make_reason, catalogue, texts)),
        _field("body", lambda row: _label_body(catalogue, row.need)),
        _field("strength", lambda row: None if row.need.strength is None else row.need.strength.value),
        _field("bearing", lambda row: describe_bearings(texts, row.need) or None),
        _field("condition", lambda row: describe_condition(catalogue, texts, row.need) or None),
        Field(Column(key="cost", head=texts("need.cost")), partial(_make_cost, catalogue, texts)),
        _field("cost_p10", lambda row: None if row.cost is None else row.cost.low),
        _field("cost_p50", lambda row: None if row.cost is None else row.cost.median),
        _field("cost_p90", lambda row: None if row.cost is None else row.cost.high),
        _field("source_id", lambda row: label_source_ids(catalogue, _list_origins(row.need))),
        _field("read", lambda row: list_days_read(_list_origins(row.need))),
        _field("copied", lambda row: list_copied(_list_origins(row.need))),
        _field("handbook", lambda row: name_whose(row.need.demand)),
    )
    return tabulate("needs", "", fields, rows)


def tabulate_verdicts(needs: Iterable[Need]) -> Table:
    """One row a need in codes alone, for tables of all places: the verdict, its strength, and the figure behind it."""

    def figure(key: str, find: Callable[[Measurement], Scalar]) -> Field[Need]:
        """Blank where there is no figure."""
        return data_field(
            key, lambda need: None if need.main is None or need.main.observation.value is None else find(need.main)
        )

    fields: tuple[Field[Need], ...] = (
        data_field("place", lambda need: need.place.code),
        data_field("demand", lambda need: need.demand.id),
        data_field("verdict", lambda need: need.verdict.value),
        data_field("strength", lambda need: None if need.strength is None else need.strength.value),
        figure("measure", lambda main: main.measure.indicator),
        figure("value", lambda main: main.observation.value),
        figure("year", lambda main: main.observation.period.year or None),
        figure("basis", lambda main: main.observation.basis.value),
        figure("similar_median", lambda main: main.similar),
    )
    return tabulate("verdicts", "", fields, needs)


def _list_figure_fields(catalogue: Catalogue, texts: Texts) -> tuple[Field[CostedNeed], ...]:
    """The figure with what it is compared with; blank without one."""

    def field(key: str, find: Callable[[Measurement], Scalar], *, where_known: bool = False) -> Field[CostedNeed]:
        def find_value(row: CostedNeed) -> Scalar:
            main = row.need.main
            return None if main is None or (where_known and main.observation.value is None) else find(main)

        return _field(key, find_value)

    def make_basis(row: CostedNeed) -> Cell:
        return Cell(value=None, words="") if row.need.main is None else make_basis_of(texts, row.need.main.observation)

    return (
        field("indicator", lambda main: main.measure.indicator),
        field("value", lambda main: main.observation.value),
        field("unit", lambda main: catalogue.indicators[main.measure.indicator].unit),
        field("period", lambda main: format_period(catalogue, texts, main.observation), where_known=True),
        Field(basis_column(), make_basis),
        field("publisher", lambda main: say_publishers(catalogue, texts, main.observation)),
        field("similar_median", lambda main: main.similar),
        field("better", lambda main: main.better if main.count else None),
        field("count", lambda main: main.count or None),
        field("threshold_met", lambda main: main.measure.met),
        field("threshold_large", lambda main: main.measure.large),
    )


def _list_origins(need: Need) -> tuple[Origin, ...]:
    """Whose tables the figure is from; none of a blank."""
    return () if need.main is None or need.main.observation.value is None else need.main.observation.origins


def _field(key: str, find: Found) -> Field[CostedNeed]:
    """A column of files alone."""

    def make(row: CostedNeed) -> Cell:
        value = find(row)
        return Cell(value=value, words="" if value is None else str(value))

    return Field(Column(key=key, shown="data"), make)


def _make_number(row: CostedNeed) -> Cell:
    number = row.need.demand.number
    return Cell(value=number, words=str(number))


def _label_body(catalogue: Catalogue, need: Need) -> str | None:
    body = find_body(catalogue, need)
    return None if body is None else body.body


def _make_verdict(texts: Texts, row: CostedNeed) -> Cell:
    return Cell(value=row.need.verdict.value, words=label_need(texts, row.need))


def _find_next_question(texts: Texts, row: CostedNeed) -> str | None:
    return describe_question(texts, row.need.open_questions[0]) if row.need.open_questions else None


def _make_reason(catalogue: Catalogue, texts: Texts, row: CostedNeed) -> Cell:
    reason = describe_reason(catalogue, texts, row.need)
    return Cell(value=reason, words=reason)


def _make_cost(catalogue: Catalogue, texts: Texts, row: CostedNeed) -> Cell:
    whole = describe_row_cost(catalogue, texts, row)
    return Cell(value=whole, words=format_cost(texts, row.cost), more=whole)
