"""The plane that maps are drawn in: SWEREF 99 TM, where of it the paper lies, and outlines as paths.

Points are latitude and longitude in degrees (WGS 84, less than a metre from SWEREF 99), or easting and northing in
metres; sizes are in px; north is up.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from samspel.drawing.svg import Box, Point
from samspel.terms.arrays import Floats

# GRS 80 and SWEREF 99 TM: metres, degrees.
SEMI_MAJOR_AXIS, FLATTENING = 6_378_137.0, 1.0 / 298.257222101
CENTRAL_MERIDIAN, CENTRAL_SCALE, FALSE_EASTING = 15.0, 0.9996, 500_000.0

MARGIN = 10.0
GRAIN = 2
"""Coordinates of outlines are whole numbers, so many to a px, which makes for short text."""
IN_GRAINS = f"scale({1 / GRAIN:g})"

Rings = Sequence[Floats]
"""Lines of points in metres, each of shape (points, 2); a ring's last point is its first."""
Bounds = tuple[float, float, float, float]
"""West, south, east and north in metres."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where on the paper a part of the plane lies: its corner in the north-west in metres, px a metre."""

    west: float
    north: float
    scale: float
    box: Box

    def place(self, lat: float, lon: float) -> Point:
        """A point of the plane on the paper."""
        east, north = project(lat, lon)
        return self.box.left + (east - self.west) * self.scale, self.box.top + (self.north - north) * self.scale

    def lay(self, points: Floats) -> Floats:
        """Points of the plane in metres, shape (points, 2), on the paper in px."""
        corner, scale = np.array([self.west, self.north]), np.array([self.scale, -self.scale])
        laid: Floats = (points - corner) * scale + np.array([self.box.left, self.box.top])
        return laid


def project(lat: float, lon: float) -> tuple[float, float]:
    """Easting and northing in metres in SWEREF 99 TM (EPSG:3006), to some millimetres within Sweden.

    Krüger's series for the transverse Mercator projection on GRS 80, to the third order of the third
    flattening; see Lantmäteriet, Gauss Conformal Projection (Transverse Mercator): Krüger's Formulas.
    """
    third = FLATTENING / (2.0 - FLATTENING)
    radius = SEMI_MAJOR_AXIS / (1.0 + third) * (1.0 + third**2 / 4.0 + third**4 / 64.0)
    series = (
        third / 2.0 - 2.0 * third**2 / 3.0 + 5.0 * third**3 / 16.0,
        13.0 * third**2 / 48.0 - 3.0 * third**3 / 5.0,
        61.0 * third**3 / 240.0,
    )
    eccentricity = math.sqrt(FLATTENING * (2.0 - FLATTENING))
    sine, aside = math.sin(math.radians(lat)), math.radians(lon - CENTRAL_MERIDIAN)
    conformal = math.sinh(math.atanh(sine) - eccentricity * math.atanh(eccentricity * sine))
    up = math.atan2(conformal, math.cos(aside))
    right = math.asinh(math.sin(aside) / math.hypot(conformal, math.cos(aside)))
    terms = list(enumerate(series, 1))
    east = right + sum(factor * math.cos(2 * n * up) * math.sinh(2 * n * right) for n, factor in terms)
    north = up + sum(factor * math.sin(2 * n * up) * math.cosh(2 * n * right) for n, factor in terms)
    return FALSE_EASTING + CENTRAL_SCALE * radius * east, CENTRAL_SCALE * radius * north


def fit_frame(points: Sequence[tuple[float, float]], box: Box, margin: float, least: float) -> Frame:
    """The largest scale that keeps all points inside the margin, centred, at least `least` metres across."""
    return fit_bounds(bound_points(points), box, margin, least)


def fit_bounds(bounds: Bounds, box: Box, margin: float, least: float) -> Frame:
    """The largest scale that keeps west, south, east and north, in metres, inside the margin, centred."""
    west, south, east, north = bounds
    width, height = box.right - box.left, box.bottom - box.top
    scale = min((width - 2 * margin) / max(east - west, least), (height - 2 * margin) / max(north - south, least))
    return Frame((west + east - width / scale) / 2, (south + north + height / scale) / 2, scale, box)


def bound_points(points: Iterable[tuple[float, float]], rings: Rings = ()) -> Bounds:
    """What holds all points, in degrees, and all rings; the middle of the country where there are none."""
    plane = [np.array([project(*point) for point in points]).reshape(-1, 2), *rings]
    found = np.concatenate(plane)
    return bound_rings([found] if len(found) else [np.array([project(62.0, CENTRAL_MERIDIAN)])])


def bound_rings(rings: Iterable[Floats]) -> Bounds:
    """What holds all rings, at least one."""
    points = np.concatenate(list(rings))
    (west, south), (east, north) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    return west, south, east, north


def is_seen(rings: Rings, frame: Frame) -> bool:
    """Whether what surrounds an outline reaches into the paper."""
    laid = frame.lay(np.concatenate(list(rings)))
    (left, top), (right, bottom) = laid.min(axis=0).tolist(), laid.max(axis=0).tolist()
    return frame.box.overlaps(Box(left, top, right, bottom))


def write_rings(rings: Rings, frame: Frame) -> str:
    """The outline as a path. A ring that is less than a grain is left out, but never all of them."""
    written = [_write_steps(ring, frame) for ring in rings]
    kept = [f"{path}z" for path in written if "l" in path]
    return "".join(kept) or f"{written[0]}l 1 0 0 1z"


def write_lines(lines: Rings, frame: Frame) -> str:
    """Open lines as a path; those that are less than a grain are left out."""
    return "".join(path for path in (_write_steps(line, frame) for line in lines) if "l" in path)


def _write_steps(points: Floats, frame: Frame) -> str:
    """From one point to the next in whole grains; a sign or a space parts the numbers."""
    laid = np.rint(frame.lay(points) * GRAIN).astype(int)
    steps = np.diff(laid, axis=0)
    steps = steps[steps.any(axis=1)]
    start = f"M{laid[0, 0]}{laid[0, 1]: d}"
    return start + ("l" + "".join([f"{x: d}{y: d}" for x, y in steps.tolist()]) if len(steps) else "")
