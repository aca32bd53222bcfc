"""How large an event is beside all jobs of the labour-market area that the place belongs to.

The model has been tried on closures and openings of a few per cent. Above half the area's jobs that is told; more than
ten times as many new jobs as the whole area has are refused, since no course means anything there.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from samspel.observations.building import Observations
from samspel.scenarios.shocks import BY_SHARE, Shock
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place


@dataclass(frozen=True)
class Area:
    """A labour-market area by name, and all its jobs; an event above the share `large` of them is told to be larger
    than the model has been tried on, and one that brings more than `most` times as many is refused.
    """

    name: str
    jobs: float
    large: float
    most: float


def find_area(observations: Observations, place: Place) -> Area:
    """The area of a municipality, with the latest jobs of all its municipalities."""
    areas = observations.catalogue.places.labour_market_areas
    jobs = observations.series(observations.catalogue.inputs.jobs)
    values = jobs.values[: len(areas), jobs.latest_column]
    name = areas[place.index]
    jobs_there = float(np.nansum(values[np.array([area == name for area in areas])]))
    catalogue = observations.catalogue
    return Area(name, jobs_there, catalogue.value("event_large_share"), catalogue.value("event_most_times"))


def check_sizes(shocks: Iterable[Shock], area: Area) -> None:
    """Raise BadInputError for an event that brings more times the jobs of the whole area than the most."""
    for shock in shocks:
        coming = shock.new_jobs if shock.kind == "conversion" else shock.jobs if shock.kind == "establishment" else 0.0
        if coming > area.most * area.jobs > 0.0:
            raise BadInputError(
                "shock_absurd",
                shock=shock.written,
                jobs=round(coming),
                times=round(area.most),
                there=round(area.jobs),
                area=area.name,
            )


def find_large(shocks: Iterable[Shock], area: Area) -> tuple[Shock, ...]:
    """The events that take or bring so many of the area's jobs that they are told to be large."""
    counted = (shock for shock in shocks if shock.kind not in BY_SHARE)
    return tuple(shock for shock in counted if max(shock.jobs, shock.new_jobs) > area.large * area.jobs > 0.0)
