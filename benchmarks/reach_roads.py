"""Roads of a city: reading the map, and the nearest of ten goals for every node, beside one plain search a goal over
the same graph.
"""

from pathlib import Path

import numpy as np
from scipy.sparse.csgraph import dijkstra

from benchmarks.measuring import Result, time_median
from samspel.catalogue.loading import load_catalogue
from samspel.reach.road_network import Network, snap
from samspel.reach.roads import make_car_network, minutes_to_nearest
from samspel.sources.osm.reading import read_roads
from samspel.terms.arrays import Floats, Longs

MAP = Path(__file__).parents[2] / "shared" / "geo" / "porto_portugal.osm.pbf"
GOAL_READ = 5.0
GOALS, SEED = 10, 1


def measure() -> tuple[Result, ...]:
    """Read and search; nothing without the map."""
    if not MAP.is_file():
        return ()
    catalogue = load_catalogue()
    rules = catalogue.road_rules
    road_map = read_roads(MAP, rules)
    network = make_car_network(catalogue, road_map)
    origins = road_map.points[network.nodes]
    goals = origins[np.random.default_rng(SEED).choice(len(origins), GOALS, replace=False)]
    starts, ends = snap(network, origins).node, snap(network, goals).node
    ours = minutes_to_nearest(network, origins, goals).minutes
    np.testing.assert_allclose(ours, _search_one_by_one(network, starts, ends), rtol=1e-9, atol=1e-9)
    rival = time_median(lambda: _search_one_by_one(network, starts, ends), repeats=3)
    seconds = time_median(lambda: minutes_to_nearest(network, origins, goals), repeats=3)
    nodes = f"{len(road_map.points):,} nodes, {len(road_map.edges.origin):,} edges"
    return (
        Result(
            "roads read from a map extract",
            time_median(lambda: read_roads(MAP, rules), 3),
            GOAL_READ,
            "none",
            None,
            nodes,
        ),
        Result(
            f"nearest of {GOALS} for {len(origins):,} points",
            seconds,
            rival,
            "scipy, one goal at a time",
            rival,
            f"{rival / seconds:.1f} times; ours puts the points on the map as well",
        ),
    )


def _search_one_by_one(network: Network, starts: Longs, ends: Longs) -> Floats:
    """Minutes from the starts to the nearest end by a search for each end."""
    costs = [dijkstra(network.backwards, indices=node) for node in ends]
    return np.asarray(np.min(costs, axis=0)[starts])


if __name__ == "__main__":
    for result in measure():
        rival_seconds = "" if result.rival_seconds is None else f", rival {result.rival_seconds:.3f} s"
        print(f"{result.name}: {result.seconds:.3f} s, goal {result.goal:.3f}{rival_seconds}; {result.note}")
