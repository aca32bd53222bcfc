"""A number of content with a low and a high end around a likely value, and its origin; drawn as a triangle."""

from pathlib import Path
from typing import NamedTuple

import numpy as np

from samspel.catalogue.records.base import Record
from samspel.scenarios.parameters import Grade, Spread
from samspel.scenarios.sampling import sample_spread
from samspel.terms.arrays import Floats
from samspel.terms.errors import ContentError
from samspel.terms.origin import Basis


class Sourced(Record, frozen=True, kw_only=True):
    """Where a value comes from."""

    date: str
    basis: Basis
    grade: Grade
    source: str


class Value(Sourced, frozen=True, kw_only=True):
    """A value without spread."""

    value: float
    unit: str


class Range(Sourced, frozen=True, kw_only=True):
    """Low end, likely value and high end; all three the same is a value that is known."""

    low: float
    likely: float
    high: float
    unit: str

    def sample(self, name: str, draws: int, seed: int) -> Floats:
        """Draws under a name, shape (draws,); the triangle's mode is the likely value."""
        if self.low == self.high:
            return np.full(draws, self.likely)
        return sample_spread(
            Spread(kind="triangular", low=self.low, mode=self.likely, high=self.high), name, draws, seed
        )


class Limits(NamedTuple):
    """The unit that a value must be stated in, and what it may lie between."""

    unit: str
    least: float
    most: float


def check_range(path: Path, key: str, given: Range, limits: Limits) -> None:
    """A range ascends, lies within its limits and is in its unit. Raises ContentError otherwise."""
    _check_unit(path, key, given.unit, limits)
    if not limits.least <= given.low <= given.likely <= given.high <= limits.most:
        raise ContentError(
            path.name,
            key,
            f"{given.low:g}, {given.likely:g}, {given.high:g}",
            f"low, likely, high ascending from {limits.least:g} to {limits.most:g}",
        )


def check_value(path: Path, key: str, given: Value, limits: Limits) -> None:
    """A value lies within its limits and is in its unit. Raises ContentError otherwise."""
    _check_unit(path, key, given.unit, limits)
    if not limits.least <= given.value <= limits.most:
        raise ContentError(path.name, key, f"{given.value:g}", f"a number from {limits.least:g} to {limits.most:g}")


def _check_unit(path: Path, key: str, unit: str, limits: Limits) -> None:
    if unit != limits.unit:
        raise ContentError(path.name, f"{key}.unit", unit, limits.unit)
