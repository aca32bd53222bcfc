"""The quickest way through a road map: a graph for one means of travel, points put on it, and trees of routes.

Searches are Dijkstra's algorithm as in scipy.sparse.csgraph; many origins to the nearest of many goals is one search
backwards from all goals at once, so that the direction of travel counts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, dijkstra
from scipy.spatial import KDTree

from samspel.reach.globe import place_on_sphere
from samspel.reach.road_map import Flags, Floats, Gap, RoadMap

Longs = npt.NDArray[np.int64]

NONE = -1
LEAST_COST = 1e-9
"""A cost of nothing would be no arc in a sparse matrix."""


@dataclass(frozen=True)
class Snapped:
    """Points put on the network: the node (NONE where none is near enough) and the metres to it, shape (points,)."""

    node: Longs
    metres: Floats

    @property
    def found(self) -> Flags:
        """Which points are on the network."""
        return np.asarray(self.node != NONE)


@dataclass(frozen=True)
class Tree:
    """Routes from every node to the nearest goal, shape (nodes,): the cost (infinite where there is no route), the
    goal's row, and the arc to take, NONE at a goal and where there is no route.
    """

    cost: Floats
    goal: Longs
    arc: Longs


@dataclass(frozen=True)
class Network:
    """What one means of travel may use of a map. Arcs are sorted by origin and target, the cheapest of parallel edges
    kept: `edge` is the map's edge, `cost` what it costs; shape (arcs,). `snap_metres` is how far from the road a point
    may lie.
    """

    road_map: RoadMap
    edge: Longs
    cost: Floats
    snap_metres: float

    @cached_property
    def origin(self) -> Longs:
        """The node that each arc leaves."""
        return self.road_map.edges.origin[self.edge].astype(np.int64)

    @cached_property
    def target(self) -> Longs:
        """The node that each arc comes to."""
        return self.road_map.edges.target[self.edge].astype(np.int64)

    @cached_property
    def forwards(self) -> csr_array:
        """Costs from node to node."""
        count = len(self.road_map.points)
        return csr_array((self.cost, (self.origin, self.target)), shape=(count, count))

    @cached_property
    def backwards(self) -> csr_array:
        """Costs against the direction of travel."""
        return self.forwards.T.tocsr()

    @cached_property
    def nodes(self) -> Longs:
        """Nodes of the largest part in which every node can be reached from every other; points are put on these."""
        _, part = connected_components(self.forwards, connection="strong")
        return np.flatnonzero(part == np.bincount(part).argmax())

    @cached_property
    def index(self) -> KDTree:
        """The same nodes for looking up the nearest."""
        return KDTree(place_on_sphere(self.road_map.points[self.nodes]))

    def find_arcs(self, origin: Longs, target: Longs) -> Longs:
        """The arcs between pairs of nodes that are known to have one."""
        count = len(self.road_map.points)
        return np.searchsorted(self.origin * count + self.target, origin * count + target)


def make_network(road_map: RoadMap, usable: Flags, cost: Floats, snap_metres: float) -> Network:
    """A network of the usable edges. `usable` and `cost` are shape (edges,); costs are positive."""
    edges = np.flatnonzero(usable)
    origin, target = road_map.edges.origin[edges], road_map.edges.target[edges]
    order = np.lexsort((cost[edges], target, origin))
    origin, target = origin[order], target[order]
    first = np.ones(len(order), dtype=bool)
    first[1:] = (origin[1:] != origin[:-1]) | (target[1:] != target[:-1])
    kept = edges[order[first]]
    return Network(road_map, kept, np.maximum(cost[kept], LEAST_COST), snap_metres)


def snap(network: Network, points: Floats) -> Snapped:
    """Put points (latitude, longitude), shape (n, 2), on the nearest node, if one lies within the limit."""
    if not len(points):
        return Snapped(np.empty(0, dtype=np.int64), np.empty(0))
    metres, row = network.index.query(place_on_sphere(points), distance_upper_bound=network.snap_metres)
    found = np.isfinite(metres)
    node = np.full(len(points), NONE, dtype=np.int64)
    node[found] = network.nodes[row[found]]
    return Snapped(node, metres)


def search_to(network: Network, goals: Longs) -> Tree:
    """Routes from every node to the nearest of the goals (nodes, at least one), shape (goals,)."""
    cost, after, source = dijkstra(network.backwards, indices=np.unique(goals), min_only=True, return_predecessors=True)
    reached = np.flatnonzero(after >= 0)
    arc = np.full(len(cost), NONE, dtype=np.int64)
    arc[reached] = network.find_arcs(reached, after[reached].astype(np.int64))
    return Tree(cost, _name_sources(goals, source), arc)


def search_from(network: Network, starts: Longs) -> tuple[Floats, Longs]:
    """The cost from the nearest of the starts (nodes, at least one) to every node, and that start's row, shape
    (nodes,).
    """
    cost, _, source = dijkstra(network.forwards, indices=np.unique(starts), min_only=True, return_predecessors=True)
    return cost, _name_sources(starts, source)


def explain_gaps(snapped: Snapped, otherwise: Gap | None = None) -> tuple[Gap | None, ...]:
    """For each point why it has no time. From a point on the network there is a route to every other on it."""
    return tuple(otherwise if found else Gap.FAR_FROM_ROAD for found in snapped.found)


def follow(network: Network, tree: Tree, starts: Longs, visit: Callable[[Longs, Longs], None]) -> None:
    """Travel from all starts (nodes) to their goals, a step at a time; `visit` gets the rows of those still under way
    and the map's edges they travel.
    """
    node = starts.copy()
    under_way = np.flatnonzero(tree.arc[node] != NONE)
    while len(under_way):
        arcs = tree.arc[node[under_way]]
        visit(under_way, network.edge[arcs])
        node[under_way] = network.target[arcs]
        under_way = under_way[tree.arc[node[under_way]] != NONE]


def sum_along(network: Network, tree: Tree, starts: Longs, values: Floats) -> Floats:
    """Sums of the edges' values along each start's route, shapes (starts,) and (edges, columns) to (starts,
    columns).
    """
    sums = np.zeros((len(starts), values.shape[1]))

    def add(rows: Longs, edges: Longs) -> None:
        sums[rows] += values[edges]

    follow(network, tree, starts, add)
    return sums


def _name_sources(goals: Longs, source: npt.NDArray[np.int32]) -> Longs:
    """Rows of `goals` for the nodes that scipy names as sources, NONE where it names none."""
    nodes, first = np.unique(goals, return_index=True)
    row = np.full(len(source), NONE, dtype=np.int64)
    known = source >= 0
    row[known] = first[np.searchsorted(nodes, source[known])]
    return row
