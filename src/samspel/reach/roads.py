"""Driving times over a road map: to the nearest of many goals, from the nearest of many stations, and what the last
kilometres to a workplace are like.

A time is the length at the driven share of the speed limit, with seconds for each junction and, by ferry, its crossing
and waiting time. Queues, weather and the hour of the day are not in it. Every number is a parameter in
content/parameters/roads.toml.
"""

from dataclasses import dataclass

import numpy as np
from scipy.spatial import KDTree

from samspel.catalogue.loading import Catalogue
from samspel.reach.globe import METRES_PER_KM, place_on_sphere
from samspel.reach.road_map import LIGHTS, ROAD_CLASSES, SURFACES, ZONES, Gap, Light, RoadMap, Surface, Zone
from samspel.reach.road_network import (
    NONE,
    Network,
    Reach,
    Snapped,
    Tree,
    explain_gaps,
    follow,
    make_network,
    search_from,
    search_to,
    snap,
    sum_along,
)
from samspel.terms.arrays import Flags, Floats, Longs

METRES_PER_MINUTE = METRES_PER_KM / 60.0
"""Metres a minute at one kilometre an hour."""
SECONDS_PER_MINUTE = 60.0
JUNCTION_ROADS = 3
FERRY = ROAD_CLASSES.index("ferry")
LIMIT_OF_CLASS = {
    "motorway": "car_limit_motorway",
    "motorway_link": "car_limit_slip_road",
    "trunk_link": "car_limit_slip_road",
    "residential": "car_limit_residential",
    "living_street": "car_limit_living_street",
    "service": "car_limit_service",
}
"""Classes with a limit of their own where none is signed; all others have that of the built-up area or the country."""
HOME_STREETS = ("residential", "living_street")
NO_JUNCTION_LOSS = ("motorway", "motorway_link", "trunk_link", "ferry")
NOT_CROSSING = (*NO_JUNCTION_LOSS, "service")


@dataclass(frozen=True)
class Nearest:
    """For each origin the minutes to (or from) the nearest goal, the goal's row (-1 for none) and why there is none,
    shape (origins,); minutes are NaN where there is none.
    """

    minutes: Floats
    goal: Longs
    gaps: tuple[Gap | None, ...]


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """A kind of road on the last kilometres to a site: `share` of the metres that people travel there, `metres` a
    person in the mean. `limit` is the signed speed limit in km/h, None where the map has none.
    """

    road_class: str
    surface: Surface
    limit: int | None
    light: Light
    share: float
    metres: float


@dataclass(frozen=True)
class LastKilometres:
    """The last kilometres to a site, longest stretch first, and the people whose route they are; `left_out` are people
    who live off the network. `gap` says why there is nothing to tell.
    """

    stretches: tuple[Stretch, ...]
    people: float
    left_out: float
    gap: Gap | None


def make_car_network(
    catalogue: Catalogue, road_map: RoadMap, homes: Floats | None = None, people: Floats | None = None
) -> Network:
    """The network for cars, cost in minutes; for whom it is, see `Reach`."""
    minutes = drive_minutes(catalogue, road_map)
    edge_metres = METRES_PER_KM * catalogue.value("map_edge_km")
    reach = Reach(catalogue.value("road_snap_metres"), edge_metres, homes, people)
    return make_network(road_map, road_map.edges.car, minutes, reach)


def drive_minutes(catalogue: Catalogue, road_map: RoadMap) -> Floats:
    """Minutes to drive each edge, shape (edges,)."""
    edges = road_map.edges
    kmh = find_limits(catalogue, road_map) * catalogue.value("car_driven_share")
    unpaved = edges.surface == SURFACES.index(Surface.UNPAVED)
    kmh[unpaved] = np.minimum(kmh[unpaved], catalogue.value("car_unpaved_kmh"))
    minutes = edges.length / (kmh * METRES_PER_MINUTE)
    lost = find_junctions(road_map)[edges.target] & ~_is_class(road_map, NO_JUNCTION_LOSS)
    minutes[lost] += catalogue.value("car_junction_seconds") / SECONDS_PER_MINUTE
    return ferry_minutes(catalogue, road_map, minutes)


def ferry_minutes(catalogue: Catalogue, road_map: RoadMap, minutes: Floats) -> Floats:
    """The same minutes with those of ferries: the crossing, and the wait where one boards from a road."""
    edges = road_map.edges
    ferry = edges.road_class == FERRY
    ashore = np.zeros(len(road_map.points), dtype=bool)
    ashore[edges.origin[~ferry]] = ashore[edges.target[~ferry]] = True
    unknown = edges.length / (catalogue.value("ferry_speed_kmh") * METRES_PER_MINUTE)
    crossing = np.where(np.isnan(edges.minutes), unknown, edges.minutes)
    crossing += np.where(ashore[edges.origin], catalogue.value("ferry_wait_minutes"), 0.0)
    return np.where(ferry, crossing, minutes)


def find_limits(catalogue: Catalogue, road_map: RoadMap) -> Floats:
    """The speed limit of each edge in km/h, shape (edges,): the signed one, else that of its class, else that of the
    built-up area or the country.
    """
    edges = road_map.edges
    built_up = find_built_up(road_map, catalogue.value("built_up_metres"))
    limits = np.where(built_up, catalogue.value("car_limit_built_up"), catalogue.value("car_limit_rural"))
    for name, parameter in LIMIT_OF_CLASS.items():
        limits[edges.road_class == ROAD_CLASSES.index(name)] = catalogue.value(parameter)
    return np.where(edges.limit > 0, edges.limit, limits)


def find_built_up(road_map: RoadMap, metres: float) -> Flags:
    """Which edges lie in a built-up area, shape (edges,): as the map says, or, where it says nothing, within so many
    metres of a residential street.
    """
    edges = road_map.edges
    built_up = edges.zone == ZONES.index(Zone.BUILT_UP)
    homes = np.unique(edges.origin[_is_class(road_map, HOME_STREETS)])
    asked = np.flatnonzero((edges.zone == ZONES.index(Zone.UNKNOWN)) & edges.car & (edges.limit == 0))
    if len(homes) and len(asked):
        on_sphere = place_on_sphere(road_map.points)
        ends, rows = np.unique(edges.origin[asked], return_inverse=True)
        distance, _ = KDTree(on_sphere[homes]).query(on_sphere[ends], distance_upper_bound=metres)
        built_up[asked] = np.isfinite(distance)[rows]
    return np.asarray(built_up)


def find_junctions(road_map: RoadMap) -> Flags:
    """Nodes where at least three stretches of road meet, exits and yards not counted, shape (nodes,)."""
    edges = road_map.edges
    counted = edges.car & ~_is_class(road_map, NOT_CROSSING)
    ends = np.sort(np.column_stack([edges.origin[counted], edges.target[counted]]), axis=1)
    met = np.bincount(np.unique(ends, axis=0).ravel(), minlength=len(road_map.points))
    return np.asarray(met >= JUNCTION_ROADS)


def minutes_to_nearest(network: Network, origins: Floats, goals: Floats) -> Nearest:
    """Minutes from each origin to the nearest goal (latitude, longitude; shapes (n, 2) and (m, 2)), goals that are not
    on the network left out.
    """
    places = snap(network, goals)
    rows = np.flatnonzero(places.found)
    if not len(rows):
        return _nothing(snap(network, origins))
    tree = search_to(network, places.node[rows])
    return _gather(snap(network, origins), tree.cost, tree.goal, rows)


def minutes_from_nearest(network: Network, stations: Floats, targets: Floats) -> Nearest:
    """Minutes to each target from the nearest station, as for an ambulance; shapes (m, 2) and (n, 2)."""
    places = snap(network, stations)
    rows = np.flatnonzero(places.found)
    if not len(rows):
        return _nothing(snap(network, targets))
    cost, station = search_from(network, places.node[rows])
    return _gather(snap(network, targets), cost, station, rows)


def minutes_to_each(network: Network, origins: Floats, goals: Floats) -> Floats:
    """Minutes from every origin to every goal, shape (origins, goals), NaN where either is off the
    network.
    """
    starts, ends = snap(network, origins), snap(network, goals)
    table = np.full((len(origins), len(goals)), np.nan)
    for column in np.flatnonzero(ends.found):
        tree = search_to(network, ends.node[column : column + 1])
        table[starts.found, column] = tree.cost[starts.node[starts.found]]
    table[np.isinf(table)] = np.nan
    return table


def mean_minutes_to_sites(
    catalogue: Catalogue, network: Network, origins: Floats, people: Floats, sites: Floats
) -> Floats:
    """Minutes to each site in the mean over the people of the origins that have a route there, the time at both ends
    included; shape (sites,), NaN for a site without any, and for one that no road joins to the main part.
    """
    table = minutes_to_each(network, origins, sites) + catalogue.value("road_end_minutes")
    table[:, ~snap(network, sites).joined] = np.nan
    weights = np.where(np.isnan(table), 0.0, people[:, None])
    with np.errstate(invalid="ignore"):
        return np.asarray((weights * np.nan_to_num(table)).sum(axis=0) / weights.sum(axis=0))


def describe_last_kilometres(
    network: Network, site: tuple[float, float], origins: Floats, people: Floats, km: float
) -> LastKilometres:
    """What the last `km` of the quickest routes to a site are like, weighted by the people who come from each origin
    (latitude, longitude; shapes (n, 2) and (n,)). Who lives nearer counts with the whole route.
    """
    goal, starts = snap(network, np.array([site])), snap(network, origins)
    if not goal.found[0]:
        return LastKilometres((), 0.0, float(people.sum()), Gap.NO_GOAL)
    tree = search_to(network, goal.node)
    coming = starts.found & np.isfinite(tree.cost[starts.node])
    came = float(people[coming].sum())
    left_out = float(people.sum()) - came
    metres = _sum_last_metres(network, tree, starts.node[coming], people[coming], km * METRES_PER_KM)
    if not metres.any():
        return LastKilometres((), came, left_out, Gap.NOBODY_COMES)
    return LastKilometres(_sum_stretches(network.road_map, metres, came), came, left_out, None)


def _sum_last_metres(network: Network, tree: Tree, starts: Longs, people: Floats, last: float) -> Floats:
    """Metres that people travel on each edge within the last metres of their routes, shape (edges,)."""
    length = network.road_map.edges.length
    left = sum_along(network, tree, starts, length[:, None])[:, 0]
    travelled = np.zeros(len(length))

    def add(rows: Longs, edges: Longs) -> None:
        beyond = left[rows] - length[edges]
        within = np.clip(last - beyond, 0.0, length[edges])
        np.add.at(travelled, edges, within * people[rows])
        left[rows] = beyond

    follow(network, tree, starts, add)
    return travelled


def _sum_stretches(road_map: RoadMap, metres: Floats, people: float) -> tuple[Stretch, ...]:
    edges = road_map.edges
    used = np.flatnonzero(metres)
    kinds = np.column_stack([edges.road_class, edges.surface, edges.limit, edges.light])[used]
    kinds, kind = np.unique(kinds, axis=0, return_inverse=True)
    sums = np.bincount(kind.ravel(), metres[used])
    return tuple(
        Stretch(
            road_class=ROAD_CLASSES[kinds[row, 0]],
            surface=SURFACES[kinds[row, 1]],
            limit=int(kinds[row, 2]) or None,
            light=LIGHTS[kinds[row, 3]],
            share=float(sums[row] / sums.sum()),
            metres=float(sums[row] / people),
        )
        for row in np.argsort(-sums, kind="stable")
    )


def _is_class(road_map: RoadMap, names: tuple[str, ...]) -> Flags:
    return np.isin(road_map.edges.road_class, [ROAD_CLASSES.index(name) for name in names])


def _gather(starts: Snapped, cost: Floats, source: Longs, rows: Longs) -> Nearest:
    """Costs and sources of the nodes as those of the points; `rows` are the goals that the sources count among."""
    minutes, goal = _blank(starts)
    reached = starts.found & np.isfinite(cost[starts.node])
    minutes[reached] = cost[starts.node[reached]]
    goal[reached] = rows[source[starts.node[reached]]]
    return Nearest(minutes, goal, explain_gaps(starts, minutes))


def _nothing(starts: Snapped) -> Nearest:
    """Blanks for want of any goal on the network."""
    return Nearest(*_blank(starts), explain_gaps(starts))


def _blank(starts: Snapped) -> tuple[Floats, Longs]:
    count = len(starts.node)
    return np.full(count, np.nan), np.full(count, NONE, dtype=np.int64)
