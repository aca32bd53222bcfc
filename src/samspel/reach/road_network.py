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
from scipy.spatial import ConvexHull, Delaunay, KDTree, QhullError

from samspel.reach.globe import place_on_sphere
from samspel.reach.road_map import Gap, RoadMap
from samspel.terms.arrays import Flags, Floats, Longs

NONE = -1
LEAST_COST = 1e-9
"""A cost of nothing would be no arc in a sparse matrix."""


@dataclass(frozen=True)
class Snapped:
    """Points put on the network: the node (NONE where none is near enough), the metres to it, whether that node is of
    the main part, and whether the point lies beyond the map; shape (points,).
    """

    node: Longs
    metres: Floats
    joined: Flags
    outside: Flags

    @property
    def found(self) -> Flags:
        """Which points are on the network."""
        return np.asarray(self.node != NONE)

    @property
    def gaps(self) -> tuple[Gap | None, ...]:
        """Why one cannot get between a point and the main part; None where one can."""
        told = zip(self.found, self.joined, self.outside, strict=True)
        return tuple(
            (None if joined else Gap.NOT_JOINED) if found else Gap.OUTSIDE_MAP if outside else Gap.FAR_FROM_ROAD
            for found, joined, outside in told
        )


@dataclass(frozen=True)
class Tree:
    """Routes from every node to the nearest goal, shape (nodes,): the cost (infinite where there is no route), the
    goal's row, and the arc to take, NONE at a goal and where there is no route.
    """

    cost: Floats
    goal: Longs
    arc: Longs


@dataclass(frozen=True)
class Reach:
    """How far from the road a point may lie, how far from any road the map ends, in metres, and where the people live
    that the network is for (latitude, longitude; shape (homes, 2)) and how many (shape (homes,)); None where nobody has
    said.
    """

    snap_metres: float
    edge_metres: float
    homes: Floats | None = None
    people: Floats | None = None


@dataclass(frozen=True)
class Network:
    """What one means of travel may use of a map. Arcs are sorted by origin and target, the cheapest of parallel edges
    kept: `edge` is the map's edge, `cost` what it costs; shape (arcs,). `reach` says how points are put on it.
    """

    road_map: RoadMap
    edge: Longs
    cost: Floats
    reach: Reach

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
    def parts(self) -> tuple[Longs, Longs]:
        """Nodes of the main part, in which every node can be reached from every other, and the other nodes. The main
        part is the one at which most of the people live, of several or where nobody lives the largest.
        """
        _, part = connected_components(self.forwards, connection="strong")
        used = np.unique(np.concatenate([self.origin, self.target]))
        size = np.bincount(part)
        votes = np.zeros(len(size))
        if self.reach.homes is not None and self.reach.people is not None and len(used) and len(self.reach.homes):
            metres, row = self._index(used).query(
                place_on_sphere(self.reach.homes), distance_upper_bound=self.reach.snap_metres
            )
            near = np.isfinite(metres)
            np.add.at(votes, part[used[row[near]]], self.reach.people[near])
        main = np.lexsort((size, votes))[-1]
        return np.flatnonzero(part == main), used[part[used] != main]

    @property
    def nodes(self) -> Longs:
        """Nodes of the main part."""
        return self.parts[0]

    @cached_property
    def indexes(self) -> tuple[KDTree, KDTree]:
        """The nodes of the main part and the others for looking up the nearest."""
        main, others = self.parts
        return self._index(main), self._index(others)

    @cached_property
    def ground(self) -> KDTree:
        """All nodes of the map, whoever may use them."""
        return self._index(np.arange(len(self.road_map.points)))

    @cached_property
    def outline(self) -> Floats:
        """The corners of the map's convex hull, shape (corners, 2); empty where all nodes lie on a line."""
        try:
            return np.asarray(self.road_map.points[ConvexHull(self.road_map.points).vertices])
        except QhullError:
            return np.empty((0, 2))

    def _index(self, nodes: Longs) -> KDTree:
        return KDTree(place_on_sphere(self.road_map.points[nodes]))

    def find_arcs(self, origin: Longs, target: Longs) -> Longs:
        """The arcs between pairs of nodes that are known to have one."""
        count = len(self.road_map.points)
        return np.searchsorted(self.origin * count + self.target, origin * count + target)


def make_network(road_map: RoadMap, usable: Flags, cost: Floats, reach: Reach) -> Network:
    """A network of the usable edges. `usable` and `cost` are shape (edges,); costs are positive."""
    edges = np.flatnonzero(usable)
    origin, target = road_map.edges.origin[edges], road_map.edges.target[edges]
    order = np.lexsort((cost[edges], target, origin))
    origin, target = origin[order], target[order]
    first = np.ones(len(order), dtype=bool)
    first[1:] = (origin[1:] != origin[:-1]) | (target[1:] != target[:-1])
    kept = edges[order[first]]
    return Network(road_map, kept, np.maximum(cost[kept], LEAST_COST), reach)


def snap(network: Network, points: Floats) -> Snapped:
    """Put points (latitude, longitude), shape (n, 2), on the nearest node within the limit: of the main part, or, where
    there is none, of another.
    """
    node, metres = np.full(len(points), NONE, dtype=np.int64), np.full(len(points), np.inf)
    joined, outside = np.zeros(len(points), dtype=bool), np.zeros(len(points), dtype=bool)
    for is_main, nodes, index in zip((True, False), network.parts, network.indexes, strict=True):
        rows = np.flatnonzero(node == NONE)
        if not len(nodes) or not len(rows):
            continue
        away, row = index.query(place_on_sphere(points[rows]), distance_upper_bound=network.reach.snap_metres)
        near = np.isfinite(away)
        node[rows[near]], metres[rows[near]], joined[rows[near]] = nodes[row[near]], away[near], is_main
    lost = np.flatnonzero(node == NONE)
    outside[lost] = _lies_outside(network, points[lost])
    return Snapped(node, metres, joined, outside)


def _lies_outside(network: Network, points: Floats) -> Flags:
    """Which points lie beyond the map: outside the hull of its roads, or farther from any of them than a map that holds
    the point would have it (a county is no convex shape).
    """
    if not len(points):
        return np.zeros(0, dtype=bool)
    away, _ = network.ground.query(place_on_sphere(points), distance_upper_bound=network.reach.edge_metres)
    if not len(network.outline):
        return np.ones(len(points), dtype=bool)
    return np.asarray(~np.isfinite(away) | (Delaunay(network.outline).find_simplex(points) < 0))


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


def explain_gaps(snapped: Snapped, cost: Floats | None = None) -> tuple[Gap | None, ...]:
    """For each point why it has no time, `cost` (shape (points,)) being infinite or NaN where there is no route;
    without costs there is no goal.
    """
    if cost is None:
        return tuple(Gap.NO_GOAL if found else gap for found, gap in zip(snapped.found, snapped.gaps, strict=True))
    reached = zip(snapped.found, snapped.gaps, np.isfinite(cost), strict=True)
    return tuple((None if came else Gap.NOT_JOINED) if found else gap for found, gap, came in reached)


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
