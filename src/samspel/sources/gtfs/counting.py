"""Counts what was mended, left out or is unusual in a timetable file."""

from collections.abc import Mapping
from types import MappingProxyType

import polars as pl

from samspel.sources.gtfs.rules import load_rules
from samspel.terms.errors import BadInputError
from samspel.terms.harmless import neutralise

NOTE = "timetable.note."
LONGEST_NAMED = 2_000


def are_too_many(count: int, total: int) -> bool:
    """Whether so many of all are broken that the file is taken to be cut off or put together wrongly."""
    return count > load_rules().references.most_unknown * total


class Notes:
    """The notes of one file, in the order they were first made."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._counts: dict[str, int] = {}
        self._named: dict[str, str] = {}

    def add(self, what: str, count: int) -> None:
        """Add to a count; the text is under `timetable.note.<what>`."""
        if count:
            self._counts[what] = self._counts.get(what, 0) + int(count)

    def name(self, what: str, facts: str) -> None:
        """Add what is named instead of counted; the text is under `timetable.note.<what>`."""
        if facts:
            self._named[what] = neutralise(facts)[:LONGEST_NAMED]

    def add_unknown(self, what: str, count: int, total: int, example: object) -> None:
        """Add references to what does not exist. Raises BadInputError when they are too many of all."""
        if are_too_many(count, total):
            raise BadInputError(f"gtfs_{what}", file=self.file, count=count, total=total, example=str(example)[:80])
        self.add(what, count)

    @property
    def counts(self) -> Mapping[str, int]:
        """The counts by note."""
        return MappingProxyType(self._counts)

    def tell(self) -> tuple[tuple[str, int | str], ...]:
        """Pairs of text key and count, or what is named."""
        return tuple((f"{NOTE}{what}", told) for what, told in (self._counts | self._named).items())


def keep_unique(rows: pl.DataFrame, identity: str, what: str, notes: Notes) -> pl.DataFrame:
    """Rows sorted by id, each id once whatever order they stood in; those without an id or with one already seen are
    left out and counted.
    """
    named = rows.filter(pl.col(identity).is_not_null())
    notes.add("rows_without_id", rows.height - named.height)
    ordered = named.sort(identity, pl.all().exclude(identity), nulls_last=True)
    unique = ordered.unique(identity, keep="first", maintain_order=True)
    notes.add(f"duplicate_{what}", named.height - unique.height)
    return unique
