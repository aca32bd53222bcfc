"""The rides of a day as the compiled loops take them."""

from typing import NamedTuple

from samspel.terms.arrays import Flags, Ints, Longs


class Rides(NamedTuple):
    """The arrays of `Connections`, with the runs that each run goes over into as in `Heirs`."""

    source: Ints
    target: Ints
    begins: Ints
    ends: Ints
    run: Ints
    board: Flags
    alight: Flags
    closes: Flags
    leads: Ints
    heir_offsets: Longs
    heirs: Ints
    offsets: Longs
    part: Ints
