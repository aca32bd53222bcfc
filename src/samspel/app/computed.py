"""The named computations of indicators that no table holds, from every floor that has some."""

from samspel.economy.interdependence import COMPUTATIONS as ECONOMY
from samspel.observations.building import Computation
from samspel.reach.surgery import COMPUTATIONS as REACH

COMPUTATIONS: dict[str, Computation] = {**REACH, **ECONOMY}
