"""Cycling to workplaces over a road map: who gets there in time, on what kind of way, and whether all the way is on
cycleways or quiet streets.

Two routes are looked for: the quickest, which tells what the way is like, and the sheltered one, for which people are
assumed to accept a stated detour so as to keep off other roads. Hills, weather and snow are not in it, and light and
surface only as far as somebody has drawn them. Every number is a parameter in content/parameters/roads.toml.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from samspel.catalogue.loading import Catalogue
from samspel.reach.globe import METRES_PER_KM
from samspel.reach.road_map import (
    CYCLEWAYS,
    LIGHTS,
    ROAD_CLASSES,
    SURFACES,
    Cycleway,
    Edges,
    Gap,
    Light,
    RoadMap,
    Surface,
)
from samspel.reach.road_network import (
    Network,
    Reach,
    Snapped,
    Tree,
    explain_gaps,
    follow,
    make_network,
    search_to,
    snap,
    sum_along,
)
from samspel.reach.roads import METRES_PER_MINUTE, ferry_minutes
from samspel.terms.arrays import Flags, Floats, Longs
from samspel.terms.units import PER_CENT

CAR_FREE = ("cycleway", "path", "footway", "pedestrian", "bridleway")
COLUMNS = tuple(int(column) for column in np.cumsum([1, len(ROAD_CLASSES), len(SURFACES), len(LIGHTS)]))
"""Where classes, surfaces, lights and cycleways begin in a table of metres whose first column is all of them."""
WALKING_PACE = "living_street"
FERRY = "ferry"

K = TypeVar("K")


@dataclass(frozen=True)
class CycleNetworks:
    """The network for bicycles, twice: by minutes, and by minutes with those on unsheltered roads made dearer.

    `minutes`, `exposed` (metres on roads that are neither cycleway nor quiet street) and `cycleway` are shape (edges,).
    """

    quickest: Network
    sheltered: Network
    minutes: Floats
    exposed: Floats
    cycleway: Flags


@dataclass(frozen=True, kw_only=True)
class CycleRoutes:
    """The quickest routes to one site, an origin a row: minutes and metres, NaN where there is none, and of the metres
    how many by road class, surface, light and cycleway (columns as ROAD_CLASSES, SURFACES, LIGHTS and CYCLEWAYS), by
    car-free way or track along the road. `sheltered` tells whether there is a sheltered route within the limit.
    """

    minutes: Floats
    metres: Floats
    by_class: Floats
    by_surface: Floats
    by_light: Floats
    on_cycleway: Floats
    sheltered: Flags
    gaps: tuple[Gap | None, ...]


@dataclass(frozen=True, kw_only=True)
class CycleReach:
    """A site seen from where people live: `people` in all, `within` the limit by bicycle and, of those, `sheltered`
    with a sheltered route. The rest is per cent of the metres that those within travel: on cycleways, by light, by
    surface and by road class, the longest first. `gap` says why there is nothing to tell.
    """

    people: float
    within: float
    sheltered: float
    cycleway_share: float | None
    by_light: Mapping[Light, float]
    by_surface: Mapping[Surface, float]
    by_class: Mapping[str, float]
    gap: Gap | None

    @property
    def within_share(self) -> float | None:
        """Per cent of the people who reach the site within the limit; None without people."""
        return PER_CENT * self.within / self.people if self.people else None


def make_cycle_networks(
    catalogue: Catalogue, road_map: RoadMap, homes: Floats | None = None, people: Floats | None = None
) -> CycleNetworks:
    """Both networks for bicycles; a ferry takes its crossing and waiting time and counts as sheltered. For whom they
    are, see `Reach`.
    """
    edges = road_map.edges
    ride = edges.length / (catalogue.value("cycle_speed_kmh") * METRES_PER_MINUTE)
    minutes = ferry_minutes(catalogue, road_map, ride)
    exposed = np.where(find_sheltered(catalogue, edges), 0.0, edges.length)
    dearer = np.where(exposed > 0.0, catalogue.value("cycle_detour_factor"), 1.0)
    edge_metres = METRES_PER_KM * catalogue.value("map_edge_km")
    reach = Reach(catalogue.value("cycle_snap_metres"), edge_metres, homes, people)
    return CycleNetworks(
        make_network(road_map, edges.bicycle, minutes, reach),
        make_network(road_map, edges.bicycle, minutes * dearer, reach),
        minutes,
        exposed,
        find_cycleways(edges),
    )


def find_sheltered(catalogue: Catalogue, edges: Edges) -> Flags:
    """Edges where bicycles are kept apart from cars or where cars are signed to go slowly, shape (edges,)."""
    quiet = (edges.limit > 0) & (edges.limit <= catalogue.value("cycle_quiet_kmh"))
    slow = np.isin(edges.road_class, [ROAD_CLASSES.index(name) for name in (WALKING_PACE, FERRY)])
    return np.asarray(find_cycleways(edges) | quiet | slow)


def find_cycleways(edges: Edges) -> Flags:
    """Edges that are ways without cars or roads with a cycle track of their own, shape (edges,)."""
    apart = np.isin(edges.road_class, [ROAD_CLASSES.index(name) for name in CAR_FREE])
    return np.asarray(apart | (edges.cycleway == CYCLEWAYS.index(Cycleway.TRACK)))


def describe_cycle_routes(
    catalogue: Catalogue, networks: CycleNetworks, site: tuple[float, float], origins: Floats
) -> CycleRoutes:
    """The quickest and the sheltered routes from origins (latitude, longitude; shape (n, 2)) to a site."""
    starts, goal = snap(networks.quickest, origins), snap(networks.quickest, np.array([site]))
    if not goal.joined[0]:
        return _no_routes(starts)
    tree = search_to(networks.quickest, goal.node)
    coming = starts.found & np.isfinite(tree.cost[starts.node])
    minutes = np.full(len(origins), np.nan)
    minutes[coming] = tree.cost[starts.node[coming]]
    sums = _sum_kinds(networks, tree, starts.node[coming])
    table = np.full((len(origins), sums.shape[1]), np.nan)
    table[coming] = sums
    metres, by_class, by_surface, by_light, on_cycleway = np.split(table, COLUMNS, axis=1)
    return CycleRoutes(
        minutes=minutes,
        metres=metres[:, 0],
        by_class=by_class,
        by_surface=by_surface,
        by_light=by_light,
        on_cycleway=on_cycleway[:, 0],
        sheltered=_find_sheltered_routes(catalogue, networks, goal.node, starts.node, coming),
        gaps=explain_gaps(starts, minutes),
    )


def summarise_cycling(catalogue: Catalogue, routes: CycleRoutes, people: Floats) -> CycleReach:
    """What the routes are like for the people (shape (origins,)) who live within the limit of the site."""
    near = np.where(routes.minutes <= catalogue.value("cycle_limit_minutes"), people, 0.0)
    reached, metres = float(near.sum()), _weigh(near, routes.metres[:, None])[0]
    if metres <= 0.0:
        gap = None if reached else Gap.NO_GOAL if Gap.NO_GOAL in routes.gaps else Gap.NOBODY_COMES
        return CycleReach(
            people=float(people.sum()),
            within=reached,
            sheltered=float(near @ routes.sheltered),
            cycleway_share=None,
            by_light={},
            by_surface={},
            by_class={},
            gap=gap,
        )
    by_class = PER_CENT * _weigh(near, routes.by_class) / metres
    return CycleReach(
        people=float(people.sum()),
        within=reached,
        sheltered=float(near @ routes.sheltered),
        cycleway_share=float(PER_CENT * _weigh(near, routes.on_cycleway[:, None])[0] / metres),
        by_light=_name(LIGHTS, PER_CENT * _weigh(near, routes.by_light) / metres),
        by_surface=_name(SURFACES, PER_CENT * _weigh(near, routes.by_surface) / metres),
        by_class={
            ROAD_CLASSES[row]: float(by_class[row])
            for row in np.argsort(-by_class, kind="stable")
            if by_class[row] > 0.0
        },
        gap=None,
    )


def share_sheltered(sites: tuple[CycleReach, ...]) -> float | None:
    """Per cent of those within the limit who have a sheltered route, a person counted once for every site within
    reach; None when nobody lives within reach.
    """
    within = sum(site.within for site in sites)
    return PER_CENT * sum(site.sheltered for site in sites) / within if within else None


def _sum_kinds(networks: CycleNetworks, tree: Tree, starts: Longs) -> Floats:
    """Metres of each start's route: all, by class, surface and light, and on cycleways, side by side (see COLUMNS)."""
    edges, cycleway = networks.quickest.road_map.edges, networks.cycleway
    sums = np.zeros((len(starts), COLUMNS[-1] + 1))

    def add(rows: Longs, taken: Longs) -> None:
        metres = edges.length[taken]
        sums[rows, 0] += metres
        for first, kind in zip(COLUMNS, (edges.road_class, edges.surface, edges.light), strict=False):
            sums[rows, first + kind[taken]] += metres
        sums[rows, COLUMNS[-1]] += metres * cycleway[taken]

    follow(networks.quickest, tree, starts, add)
    return sums


def _find_sheltered_routes(
    catalogue: Catalogue, networks: CycleNetworks, goal: Longs, starts: Longs, coming: Flags
) -> Flags:
    """Which of the starts that have a route have a sheltered one within the limit, save for the metres allowed at its
    ends.
    """
    tree = search_to(networks.sheltered, goal)
    sheltered = np.zeros(len(starts), dtype=bool)
    told = np.column_stack([networks.minutes, networks.exposed])
    minutes, exposed = sum_along(networks.sheltered, tree, starts[coming], told).T
    in_time = minutes <= catalogue.value("cycle_limit_minutes")
    sheltered[coming] = in_time & (exposed <= catalogue.value("cycle_exposed_metres"))
    return sheltered


def _no_routes(starts: Snapped) -> CycleRoutes:
    count = len(starts.node)

    def blank(columns: int) -> Floats:
        return np.full((count, columns), np.nan)

    return CycleRoutes(
        minutes=blank(1)[:, 0],
        metres=blank(1)[:, 0],
        by_class=blank(len(ROAD_CLASSES)),
        by_surface=blank(len(SURFACES)),
        by_light=blank(len(LIGHTS)),
        on_cycleway=blank(1)[:, 0],
        sheltered=np.zeros(count, dtype=bool),
        gaps=explain_gaps(starts),
    )


def _weigh(near: Floats, table: Floats) -> Floats:
    """People times metres, added up over those who are near; shapes (origins,) and (origins, columns) to (columns,)."""
    return near @ np.where(near[:, None] > 0.0, table, 0.0)


def _name(names: tuple[K, ...], values: Floats) -> dict[K, float]:
    return {name: float(value) for name, value in zip(names, values, strict=True)}
