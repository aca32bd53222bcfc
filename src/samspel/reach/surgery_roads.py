"""How far it is to emergency surgery along the roads of a map, beside the straight-line estimate for hospitals that the
map does not hold.

A map of one region lacks the hospital across its border. So the nearest on the map is measured, the nearest off it is
estimated, and the shorter of the two counts; a value that rests on an estimate says so.
"""

from dataclasses import dataclass

import numpy as np

from samspel.catalogue.loading import Catalogue
from samspel.reach.globe import measure_each_km
from samspel.reach.road_map import Gap
from samspel.reach.road_network import NONE, Network, snap
from samspel.reach.roads import minutes_to_nearest
from samspel.reach.surgery import Hospital, estimate_minutes
from samspel.terms.arrays import Flags, Floats, Longs
from samspel.terms.origin import Basis
from samspel.terms.units import PER_CENT


@dataclass(frozen=True)
class SurgeryTimes:
    """For each point the minutes to the nearest hospital, NaN where blank, the hospital's row (-1 for none), whether
    the time is an estimate, and why there is none; shape (points,). `off_map` are the hospitals that the map does not
    hold: a measured time is to the nearest within the map.
    """

    minutes: Floats
    hospital: Longs
    estimated: Flags
    gaps: tuple[Gap | None, ...]
    off_map: tuple[Hospital, ...]

    def basis(self, row: int) -> Basis:
        """How the time of one point came about."""
        return Basis.ESTIMATED if self.estimated[row] else Basis.CALCULATED


@dataclass(frozen=True, kw_only=True)
class SurgeryReach:
    """Surgery for the people of a place or for its sites: per cent within the limit, mean minutes, and how much of the
    weight they rest on. Both are None when less than the least share (`least_map_coverage`) is known.
    """

    within_share: float | None
    mean_minutes: float | None
    basis: Basis
    known: float
    total: float
    off_map: tuple[Hospital, ...]


def measure_surgery(
    catalogue: Catalogue, network: Network, points: Floats, hospitals: tuple[Hospital, ...]
) -> SurgeryTimes:
    """Minutes by car from points (latitude, longitude; shape (n, 2)) to the nearest hospital, the time at both ends
    included. Points without a road near them stay blank. A hospital on the map that no road joins to them has no time:
    the straight line would be a road that is not there.
    """
    places = np.array([hospital.point for hospital in hospitals]).reshape(-1, 2)
    off_map = np.flatnonzero(snap(network, places).outside)
    nearest = minutes_to_nearest(network, points, places)
    minutes = nearest.minutes + catalogue.value("road_end_minutes")
    guess, guessed = _estimate_nearest(catalogue, points, places, off_map)
    estimated = snap(network, points).joined & np.isfinite(guess) & ~(minutes <= guess)
    return SurgeryTimes(
        np.where(estimated, guess, minutes),
        np.where(estimated, guessed, nearest.goal),
        estimated,
        tuple(None if row else gap for gap, row in zip(nearest.gaps, estimated, strict=True)),
        tuple(hospitals[row] for row in off_map),
    )


def _estimate_nearest(catalogue: Catalogue, points: Floats, places: Floats, off_map: Longs) -> tuple[Floats, Longs]:
    """Minutes by the straight line to the nearest of the hospitals off the map and its row, infinite where all are on
    it; shape (points,).
    """
    if not len(off_map):
        return np.full(len(points), np.inf), np.full(len(points), NONE, dtype=np.int64)
    minutes = estimate_minutes(catalogue, measure_each_km(points, places[off_map]))
    closest = minutes.argmin(axis=1)
    return minutes[np.arange(len(points)), closest], off_map[closest]


def summarise_surgery(catalogue: Catalogue, times: SurgeryTimes, weights: Floats, rows: Longs) -> SurgeryReach:
    """The points `rows` of a place together, weighted by people (or by 1 for sites)."""
    minutes, weight = times.minutes[rows], weights[rows]
    known = ~np.isnan(minutes)
    total, counted = float(weight.sum()), float(weight[known].sum())
    basis = Basis.ESTIMATED if times.estimated[rows][known].any() else Basis.CALCULATED
    if counted <= 0.0 or counted < catalogue.value("least_map_coverage") * total:
        return SurgeryReach(
            within_share=None, mean_minutes=None, basis=basis, known=counted, total=total, off_map=times.off_map
        )
    within = minutes[known] <= catalogue.value("surgery_limit_minutes")
    return SurgeryReach(
        within_share=PER_CENT * float(weight[known] @ within) / counted,
        mean_minutes=float(weight[known] @ minutes[known]) / counted,
        basis=basis,
        known=counted,
        total=total,
        off_map=times.off_map,
    )
