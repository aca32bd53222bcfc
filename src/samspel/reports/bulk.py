"""What would change if several things were changed at once, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from samspel.catalogue.texts import Texts
from samspel.rendering.table import Column, Field, Table, tabulate, text

CHANGES = "changes"
"""The name of the table."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A thing that would change: what it is, how it is now, and how it would be."""

    label: str
    before: str
    after: str


def tabulate_changes(texts: Texts, changes: Sequence[Planned]) -> Table:
    """A row a thing."""
    fields: list[Field[Planned]] = [
        Field(Column(key="label", head=texts("bulk.head.label"), is_wordy=True), lambda one: text(one.label)),
        Field(Column(key="before", head=texts("bulk.head.before"), is_wordy=True), lambda one: text(one.before)),
        Field(Column(key="after", head=texts("bulk.head.after"), is_wordy=True), lambda one: text(one.after)),
    ]
    return tabulate(CHANGES, texts("bulk.table"), fields, changes)
