"""Figures that somebody here has added to a place, as records and as observations."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import msgspec

from samspel.catalogue.added import GIVING, AddedList
from samspel.catalogue.loading import Catalogue
from samspel.observations.series import Observation
from samspel.terms.origin import Basis, Origin
from samspel.terms.period import Period
from samspel.terms.place import Place

SOURCE = "own-figures"
"""In content/sources.toml."""
Value = str | int | float
RowOfValues = Mapping[str, Value]
"""What a row says by column; a blank column is left out."""


class Added(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A list that was added to a place: its number there, its kind, who stands for it, the file's name, and when (ISO,
    to the second).
    """

    number: int
    kind: str
    by: str
    file: str
    at: str
    rows: tuple[dict[str, Value], ...]

    @property
    def day(self) -> str:
        """The day that it was added (ISO)."""
        return self.at[:10]


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A row as it would be added: its place, and what the tables say of its measure there, None where the row is no
    figure; whether the figure will count in demands, where no official one does. `is_small` marks a share below one per
    cent, as 0,455 is where somebody means 45,5.
    """

    line: int
    place: Place
    values: RowOfValues
    published: Observation | None = None
    counts: bool = False
    is_small: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedAt:
    """A list that has been read and not been added."""

    kind: AddedList
    file: str
    rows: tuple[Looked, ...]
    ignored: tuple[str, ...]


def observe_added(
    catalogue: Catalogue, kinds: Iterable[AddedList], kept: Mapping[str, Iterable[Added]]
) -> Iterator[Observation]:
    """The figures of all lists, by the code of the place, in the order in which they were added."""
    giving = {one.id: one for one in kinds if one.gives_figures}
    for code, lists in kept.items():
        place = catalogue.places.by_code[code]
        for added in lists:
            kind = giving.get(added.kind)
            if kind is None:
                continue
            for row in added.rows:
                measure, year, value = (row.get(kind.find(one)) for one in GIVING)
                if not (isinstance(measure, str) and isinstance(year, int) and isinstance(value, int | float)):
                    continue  # written by hand into the file; its page shows it
                said = str(row.get(kind.find("source"), ""))
                yield Observation(
                    indicator=measure,
                    place=place,
                    period=Period(year),
                    value=float(value),
                    basis=Basis.STATED,
                    origins=(Origin(source=SOURCE, table="", read=added.day, by=added.by, said=said),),
                    blank=None,
                )
