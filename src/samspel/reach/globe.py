"""Distances on the ground between points in degrees of latitude and longitude (WGS 84), the Earth taken as a ball."""

import numpy as np

from samspel.terms.arrays import Floats

EARTH_RADIUS_M = 6_371_008.8
METRES_PER_KM = 1000.0
SQUARE_METRES_PER_HECTARE = 10_000.0


def place_on_sphere(points: Floats) -> Floats:
    """Points, shape (..., 2), as metres from the Earth's centre, shape (..., 3), so that straight distances between
    near points are distances on the ground.
    """
    latitude, longitude = np.radians(points[..., 0]), np.radians(points[..., 1])
    flat = np.cos(latitude)
    axes = (flat * np.cos(longitude), flat * np.sin(longitude), np.sin(latitude))
    return np.asarray(EARTH_RADIUS_M * np.stack(axes, axis=-1))


def measure_metres(one: Floats, other: Floats) -> Floats:
    """Great-circle metres between points pair by pair, shapes (..., 2) that fit each other to (...)."""
    a, b = np.radians(one), np.radians(other)
    half = np.sin((b - a) / 2.0) ** 2
    chord = half[..., 0] + np.cos(a[..., 0]) * np.cos(b[..., 0]) * half[..., 1]
    return np.asarray(2.0 * EARTH_RADIUS_M * np.arcsin(np.sqrt(chord)))


def measure_each_km(origins: Floats, goals: Floats) -> Floats:
    """Great-circle km from each origin to each goal, shapes (n, 2) and (m, 2) to (n, m)."""
    return measure_metres(origins[:, None, :], goals[None, :, :]) / METRES_PER_KM


def bend_chord(metres: Floats) -> Floats:
    """Metres along the great circle for straight metres between two points of place_on_sphere; any shape."""
    return np.asarray(2.0 * EARTH_RADIUS_M * np.arcsin(np.minimum(metres / EARTH_RADIUS_M / 2.0, 1.0)))


def straighten_arc(metres: float) -> float:
    """Straight metres between two points so many metres apart along the great circle."""
    return float(2.0 * EARTH_RADIUS_M * np.sin(metres / EARTH_RADIUS_M / 2.0))
