"""The parameters of the circle, each with unit, date, spread, basis, source and evidence grade, read from
content/circle/parameters.toml.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.reading import read_list
from samspel.catalogue.records.base import ParameterText, Record
from samspel.terms.errors import ContentError
from samspel.terms.origin import Basis

Grade = Literal["A", "B", "C", "D", "E"]


class Spread(Record, frozen=True, kw_only=True):
    """How a parameter spreads: uniform (low, high), triangular (low, mode, high), (log)normal (p10, p50, p90)."""

    kind: Literal["uniform", "triangular", "normal", "lognormal"]
    low: float | None = None
    mode: float | None = None
    high: float | None = None
    p10: float | None = None
    p50: float | None = None
    p90: float | None = None

    @property
    def marks(self) -> tuple[float, ...]:
        """The numbers that the kind asks for, ascending; empty when one is missing or a number stands that does not
        belong.
        """
        wanted = {"uniform": ("low", "high"), "triangular": ("low", "mode", "high")}.get(
            self.kind, ("p10", "p50", "p90")
        )
        given = {name: getattr(self, name) for name in ("low", "mode", "high", "p10", "p50", "p90")}
        if any((given[name] is not None) != (name in wanted) for name in given):
            return ()
        return tuple(float(given[name]) for name in wanted)


class CircleParameter(Record, frozen=True, kw_only=True):
    """A number of the model; without `spread` it is the same in every draw. A hypothesis has no study behind it and can
    be set to zero.
    """

    id: str
    value: float
    unit: str
    date: str
    spread: Spread | None = None
    basis: Basis
    grade: Grade
    hypothesis: bool = False
    studies: list[str] = msgspec.field(default_factory=list)
    source: str
    sv: ParameterText
    en: ParameterText


Parameters = Mapping[str, CircleParameter]


def load_parameters(catalogue: Catalogue) -> dict[str, CircleParameter]:
    """Load and check the parameters. Raises ContentError with file and key for the first breach."""
    path = catalogue.folder / "circle" / "parameters.toml"
    records = read_list(path, "parameter", CircleParameter)
    for record in records:
        check_spread(path, record.id, record.spread)
        for study in record.studies:
            if study not in catalogue.studies:
                raise ContentError(path.name, f"{record.id}.studies", study, "an id of evidence.toml")
    return {record.id: record for record in records}


def check_spread(path: Path, name: str, spread: Spread | None) -> None:
    """A spread has the numbers of its kind, in ascending order, and a lognormal only numbers above zero. Raises
    ContentError for one that has not.
    """
    if spread is None:
        return
    marks = spread.marks
    if not marks or list(marks) != sorted(set(marks)) or (spread.kind == "lognormal" and marks[0] <= 0.0):
        raise ContentError(
            path.name, f"{name}.spread", str(marks or "other keys"), f"the ascending numbers of a {spread.kind}"
        )


def hypotheses(parameters: Parameters) -> tuple[str, ...]:
    """Ids of the parameters that no study measures."""
    return tuple(name for name, record in parameters.items() if record.hypothesis)
