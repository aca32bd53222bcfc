"""Own figures: what a list may hold, what one would do, and those that have been added."""

from collections.abc import Mapping, Sequence

from samspel.catalogue.added import AddedColumn, AddedList
from samspel.catalogue.texts import Texts
from samspel.observations.added import Added, Looked, LookedAt, RowOfValues
from samspel.observations.measures import Measured
from samspel.rendering.blocks import Block, Heading, Paragraph
from samspel.rendering.table import Cell, Column, Field, Table, tabulate, text
from samspel.reports.enquiry import Change, tabulate_changes
from samspel.reports.records import describe_ignored
from samspel.terms.alphabet import capitalise
from samspel.terms.place import Place

Measures = Mapping[str, Measured]
"""Every measure by its id."""


def describe_added(texts: Texts, added: Added) -> str:
    """Whose figures a list holds, since when, and of which file."""
    return texts("added.whose", by=added.by, day=added.day, file=added.file)


def label_added(texts: Texts, kinds: Sequence[AddedList], name: str, number: int | str) -> str:
    """What a list of a kind is, with its number at the place; by its id where the kind is gone."""
    kind = next((one for one in kinds if one.id == name), None)
    return texts("added.label", name=name if kind is None else texts.of(kind).name, number=number)


def tabulate_guide(texts: Texts, kind: AddedList) -> Table:
    """One row a column of a list: its heading, what is written there, an example, and whether it may be left out."""
    fields: list[Field[AddedColumn]] = [
        Field(Column(key="heading", head=texts("added.head.heading")), lambda one: text(texts.of(one).name)),
        Field(Column(key="note", head=texts("added.head.note"), is_wordy=True), lambda one: text(texts.of(one).note)),
        Field(
            Column(key="example", head=texts("added.head.example")),
            lambda one: text(texts.of(one).example or texts("words.dash")),
        ),
        Field(
            Column(key="needed", head=texts("added.head.needed"), is_coded=True),
            lambda one: Cell(value=one.is_needed, words=texts("words.yes" if one.is_needed else "words.no")),
        ),
    ]
    return tabulate(f"guide_{kind.id}", texts("added.guide", name=texts.of(kind).name), fields, kind.columns)


def tabulate_added(texts: Texts, measures: Measures, kind: AddedList, added: Added) -> Table:
    """A list as it was added, one row each."""
    fields = [_make_field(texts, measures, kind, column) for column in kind.columns if column.kind != "place"]
    return tabulate(f"added_{added.number}", texts.of(kind).name, fields, added.rows, [describe_added(texts, added)])


def compose_look(texts: Texts, measures: Measures, looked: LookedAt) -> tuple[Block, ...]:
    """What a list would do: every row, and for a figure whether it will count or stand beside the official one."""
    columns = [column for column in looked.kind.columns if column.kind != "place"]
    fields: list[Field[Looked]] = [
        Field(
            Column(key="line", head=texts("added.head.line"), is_number=True), lambda one: _make_count(texts, one.line)
        ),
        Field(Column(key="place", head=texts("added.head.place")), lambda one: text(one.place.name)),
    ]
    fields += [_of_looked(_make_field(texts, measures, looked.kind, column)) for column in columns]
    if looked.kind.gives_figures:
        head = Column(key="use", head=texts("added.head.use"), is_wordy=True)
        fields.append(Field(head, lambda one: text(_describe_use(texts, measures, looked.kind, one))))
    blocks: list[Block] = [
        Paragraph(texts.of(looked.kind).about),
        tabulate(
            "looked", texts("added.looked", name=texts.of(looked.kind).name, file=looked.file), fields, looked.rows
        ),
    ]
    return (*blocks, *compose_doubts(texts, looked))


def compose_doubts(texts: Texts, looked: LookedAt) -> tuple[Block, ...]:
    """What to look at once more: shares under one, and columns that nothing is done with."""
    blocks: list[Block] = []
    small = [one.line for one in looked.rows if one.is_small]
    if small:
        blocks.append(Paragraph(texts("added.small", lines=texts.listing([str(line) for line in small]))))
    if looked.ignored:
        blocks.append(Paragraph(describe_ignored(texts, looked.file, looked.ignored)))
    return tuple(blocks)


def compose_receipt(texts: Texts, added: Sequence[tuple[Place, Added]], changes: Sequence[Change]) -> tuple[Block, ...]:
    """How much was added to which places, and the demands whose verdict changed."""
    count, places = sum(len(one.rows) for _, one in added), texts.listing([place.name for place, _ in added])
    told = Paragraph(texts("added.done", count=count, places=places))
    return (told, tabulate_changes(texts, changes)) if changes else (told, Paragraph(texts("added.no_change")))


def compose_added(texts: Texts, measures: Measures, kind: AddedList, added: Added) -> tuple[Block, ...]:
    """A list with its number, which it is taken away by."""
    return (
        Heading(label_added(texts, [kind], added.kind, added.number), 3),
        tabulate_added(texts, measures, kind, added),
    )


def _of_looked(field: Field[RowOfValues]) -> Field[Looked]:
    """The same column of rows that have not been added."""
    return Field(field.column, lambda one: field.make(one.values))


def _make_field(texts: Texts, measures: Measures, kind: AddedList, column: AddedColumn) -> Field[RowOfValues]:
    head = texts.of(column).name
    is_number = column.kind in ("count", "number", "year", "degrees")
    made = Column(key=column.id, head=capitalise(head), is_number=is_number, is_wordy=column.kind == "source")
    return Field(made, lambda row: _make_cell(texts, measures, kind, column, row))


def _make_cell(texts: Texts, measures: Measures, kind: AddedList, column: AddedColumn, row: RowOfValues) -> Cell:
    value = row.get(column.id)
    if value is None:
        return Cell(value=None, words=texts("words.dash"))
    if column.kind == "measure":
        found = measures.get(str(value))
        return Cell(value=value, words=str(value) if found is None else texts.of(found.indicator).name)
    if isinstance(value, str):
        return text(value)
    if column.kind == "number":
        measured = measures.get(str(row.get(kind.find("measure"), "")))
        number = float(value)
        return Cell(
            value=number,
            words=texts.exact(number) if measured is None else texts.given(number, measured.indicator.unit),
        )
    if column.kind == "degrees":
        return Cell(value=float(value), words=texts.exact(float(value)))
    return _make_count(texts, int(value)) if column.kind == "count" else text(str(value))


def _make_count(texts: Texts, value: int) -> Cell:
    return Cell(value=value, words=texts.number(value))


def _describe_use(texts: Texts, measures: Measures, kind: AddedList, row: Looked) -> str:
    """Whether a figure will count, or which official one stands."""
    published = row.published
    if row.counts:
        return texts("added.use.counts")
    if published is None or published.value is None:
        return texts("added.use.nowhere")
    measured = measures[str(row.values[kind.find("measure")])]
    told = texts.quantity(published.value, measured.indicator.unit)
    return texts("added.use.beside", value=told, year=published.period.year or texts("words.not_stated"))
