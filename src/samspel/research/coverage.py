"""How often the bands on the population held what happened, counted over all municipalities."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from samspel.app.desk import Desk
from samspel.app.modelling import open_model
from samspel.terms.place import Place
from samspel.trials.hindcast import Look, look_back

SIZES = (10_000.0, 25_000.0, 50_000.0, 100_000.0)
"""Limits between the classes of size that the coverage is told for, people at the start."""


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """How the bands did over some places in one year: how many lay in the wide and the half band, above and below
    the wide one, and the mean absolute error of the median and of 'nothing changes', shares of what was observed.
    """

    count: int
    inside: int
    half: int
    above: int
    below: int
    error: float
    unchanged: float


@dataclass(frozen=True)
class Covering:
    """The looks of every municipality that has them, by place."""

    looks: Mapping[Place, tuple[Look, ...]]

    @property
    def years(self) -> tuple[int, ...]:
        """The years looked at."""
        return tuple(look.year for look in next(iter(self.looks.values())))

    @property
    def since(self) -> int:
        """The year that all are looked back from."""
        return next(iter(self.looks.values()))[0].since

    def in_year(self, year: int) -> dict[Place, Look]:
        """The looks of one year."""
        return {place: look for place, looks in self.looks.items() for look in looks if look.year == year}


def measure_coverage(looks: Iterable[Look]) -> Coverage:
    """Count over the looks of one year, one a place; at least one."""
    known = list(looks)
    return Coverage(
        count=len(known),
        inside=sum(look.is_inside for look in known),
        half=sum(look.is_in_half for look in known),
        above=sum(look.observed > look.high for look in known),
        below=sum(look.observed < look.low for look in known),
        error=float(np.mean([abs(look.median / look.observed - 1.0) for look in known])),
        unchanged=float(np.mean([abs(look.start / look.observed - 1.0) for look in known])),
    )


def size_class(look: Look) -> int:
    """The class of size that a place had at the start, 0 for the smallest."""
    return int(np.searchsorted(SIZES, look.start, side="right"))


def cover(desk: Desk) -> Covering:
    """Look back for every municipality."""
    model = open_model(desk)
    found = {
        place: look_back(desk.observations, model.calibration, place) for place in desk.catalogue.places.municipalities
    }
    return Covering({place: looks for place, looks in found.items() if looks})
