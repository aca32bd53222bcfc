"""Values from outside the built-in tables, and which of several values for a place goes before the others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from samspel.observations.series import Observation


class Layer(IntEnum):
    """Where a value may come from, in the order in which one goes before another; the built-in tables are one of them.

    What was measured here from a user's own file goes before a table, whose value is an estimate of the same thing or
    absent. The tables are the built-in ones, or what has been fetched of them since: the reader tells it, of all places
    at once. What somebody looked up goes after, since a published value has come about in one way for all places.
    """

    MEASURED_HERE = 1
    TABLES = 2
    LOOKED_UP = 3
    ADDED = 4


@dataclass(frozen=True)
class Overlay:
    """One layer's values, by indicator and code of a place, each with its own origin."""

    layer: Layer
    values: Mapping[tuple[str, str], Observation]


def make_overlay(layer: Layer, observations: Iterable[Observation]) -> Overlay:
    """The layer with the latest period of each indicator and place; of the same period the one that comes last."""
    ordered = sorted(observations, key=lambda one: one.period)
    return Overlay(layer, {(one.indicator, one.place.code): one for one in ordered})
