"""Why no stop of a timetable is near any locality: degrees that have changed places, points missing, another county."""

import numpy as np

from samspel.catalogue.loading import Catalogue
from samspel.reach.network import Network
from samspel.reach.outside import find_outside
from samspel.reach.workplaces import Locality
from samspel.terms.errors import BadInputError


def explain_elsewhere(catalogue: Catalogue, network: Network, places: str) -> BadInputError:
    """The error to raise; `places` are the localities that were looked for.

    The stops' degrees have changed places when most stops that trips call at lie outside Sweden as they stand and
    inside it turned round.
    """
    file = network.files
    called = network.stops.points[np.unique(network.calls.stop)]
    known = called[np.isfinite(called).all(axis=1)]
    without = len(called) - len(known)
    stops = [Locality("", (float(point[0]), float(point[1])), 0, 0.0) for point in known]
    swapped = sum(one.swapped for one in find_outside(stops, catalogue))
    if 2 * swapped > len(known):
        return BadInputError("reach_stops_swapped", file=file, count=swapped, total=len(known))
    south, west = known.min(axis=0)
    north, east = known.max(axis=0)
    error = BadInputError(
        "reach_elsewhere",
        file=file,
        places=places,
        south=round(float(south), 2),
        north=round(float(north), 2),
        west=round(float(west), 2),
        east=round(float(east), 2),
    )
    if without:
        error.others = (BadInputError("reach_stops_without", file=file, count=without),)
    return error
