"""The numbers that an answer rests on, each with its ends, basis, grade of evidence and source."""

from collections.abc import Iterable
from dataclasses import dataclass

from samspel.catalogue.texts import Texts
from samspel.rendering.table import Cell, Column, Field, Table, tabulate, text
from samspel.scenarios.ranges import Range, Sourced
from samspel.terms.units import PER_CENT

WHOLE_PER_CENT = 10.0
"""Per cents from here on are written without decimals."""


@dataclass(frozen=True, kw_only=True)
class Assumption:
    """A number: what it is of, its name, its ends around the likely value in the unit that the name says, and its words
    where they are more than the numbers.
    """

    of: str
    amount: str
    low: float
    likely: float
    high: float
    words: str
    origin: str
    source: str

    @classmethod
    def of_range(cls, texts: Texts, of: str, amount: str, given: Range, scale: float) -> "Assumption":
        """A range of the content, in units of 1 / `scale`."""
        decimals = 0 if given.high * scale >= WHOLE_PER_CENT and scale == PER_CENT else 2
        values = [value * scale for value in (given.low, given.likely, given.high)]
        low, likely, high = (_format_short(texts, value, decimals) for value in values)
        words = likely if low == high else texts("words.band", median=likely, low=low, high=high)
        return cls(
            of=of,
            amount=amount,
            low=values[0],
            likely=values[1],
            high=values[2],
            words=words,
            origin=format_origin(texts, given),
            source=given.source,
        )


def format_origin(texts: Texts, given: Sourced) -> str:
    """Basis and grade of evidence."""
    return texts("transition.origin", basis=texts(f"basis.{given.basis.value}"), grade=given.grade)


def tabulate_assumptions(texts: Texts, caption: str, rows: Iterable[Assumption]) -> Table:
    """One row a number, and what the grades mean."""

    def head(name: str) -> str:
        return texts(f"transition.{name}")

    fields = [
        Field[Assumption](Column(key="of", head=head("of")), lambda row: text(row.of)),
        Field(Column(key="assumption", head=head("amount_head")), lambda row: text(row.amount)),
        Field(Column(key="value", head=head("value")), lambda row: Cell(value=row.likely, words=row.words)),
        Field(Column(key="low", shown="data"), lambda row: Cell(value=row.low, words="")),
        Field(Column(key="high", shown="data"), lambda row: Cell(value=row.high, words="")),
        Field(Column(key="basis", head=head("origin_head")), lambda row: text(row.origin)),
        Field(Column(key="source", head=texts("words.source")), lambda row: text(texts.said(row.source))),
    ]
    return tabulate("assumptions", caption, fields, rows, (texts("words.grades"),))


def _format_short(texts: Texts, value: float, decimals: int) -> str:
    """A number without decimals that say nothing."""
    short = next(count for count in range(decimals + 1) if count == decimals or round(value, count) == value)
    return texts.number(value, short)
