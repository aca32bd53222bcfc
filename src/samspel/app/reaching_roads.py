"""What a road map adds to a report of reach: minutes by car to emergency surgery, to workplaces and from ambulance
stations, the last kilometres to each workplace, and cycling there.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

import msgspec
import numpy as np

from samspel.app.desk import Desk
from samspel.app.reach_ground import list_road_settings
from samspel.app.road_ground import Ground, RoadQuestion, place_all
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.figures import ReachPart
from samspel.observations.localities import load_localities
from samspel.reach.cycling import CycleReach, describe_cycle_routes, share_sheltered, summarise_cycling
from samspel.reach.report import CycleKept, LeftOut, LocalValue, RoadReach, RoadStretch, RoadTime
from samspel.reach.road_map import Gap, Light, Surface
from samspel.reach.road_network import NONE, snap
from samspel.reach.roads import describe_last_kilometres, mean_minutes_to_sites, minutes_from_nearest
from samspel.reach.surgery import STATED, UNSURE, Hospital, find_counted, load_hospitals
from samspel.reach.surgery_roads import SurgeryTimes, measure_surgery, summarise_surgery
from samspel.reach.workplaces import Station, weigh_workplaces
from samspel.sources.osm.reading import check_coverage, read_roads
from samspel.sources.workplaces import read_stations
from samspel.terms.arrays import Flags, Floats, Longs
from samspel.terms.origin import Basis
from samspel.terms.place import Place
from samspel.terms.units import PER_CENT

MAP_SOURCE, MAP_PUBLISHER = "own-road-map", "OpenStreetMap"
OFF_MAP = "off_map"
"""Why a time is an estimate: the goal lies off the map."""

Found = Literal["calculated", "estimated"]


@dataclass(frozen=True)
class _Value:
    """The value of the indicator of a part, None where it is not known, and what an unsure hospital (`doubts`) would
    make of it.
    """

    part: ReachPart
    value: float | None
    basis: Found
    otherwise: float | None = None
    doubts: tuple[str, ...] = ()


class Measured(NamedTuple):
    """What a map gave: the report's part, the place's indicators, and the park-and-rides that it marks."""

    roads: RoadReach
    values: tuple[LocalValue, ...]
    parkings: tuple[Station, ...]


def measure_roads(desk: Desk, place: Place | None, question: RoadQuestion) -> Measured:
    """Reckon for a place, or for the made-up town, and give its indicators. Raises BadInputError for a map or a list
    that cannot be used, osm_outside where the map is of another place.
    """
    catalogue = _set_parameters(desk.catalogue, question.parameters)
    every = _find_hospitals(desk, question)
    hospitals = find_counted(every)
    stations = () if question.stations is None else read_stations(question.stations, catalogue)
    road_map = read_roads(question.road_map, catalogue.road_rules, desk.store.home)
    ground = Ground(catalogue, question, road_map)
    check_coverage(catalogue, ground.cars, "" if place is None else place.area, ground.centres, ground.inhabitants)
    surgery = measure_surgery(catalogue, ground.cars, ground.homes.points, hospitals)
    ambulance = minutes_from_nearest(ground.cars, place_all(stations), ground.homes.points)
    sites = mean_minutes_to_sites(catalogue, ground.cars, ground.homes.points, ground.people, ground.sites)
    cycling = tuple(_describe_cycling(ground))
    kept = RoadReach(
        file=road_map.file,
        drawn=road_map.drawn,
        limit_minutes=catalogue.value("surgery_limit_minutes"),
        surgery=tuple(_list_surgery(ground, surgery, hospitals)),
        surgery_of_sites=tuple(_list_surgery_of_sites(ground, hospitals)),
        stations=tuple(_list_ambulance(ground, ambulance.minutes, ambulance.goal, ambulance.gaps, stations)),
        sites=tuple(_list_sites(sites, snap(ground.cars, ground.sites).gaps)),
        last_km=catalogue.value("last_kilometres"),
        last_kilometres=tuple(_describe_last(ground)),
        cycling=tuple(_keep_cycling(ground, row, weighed) for row, (weighed, _) in enumerate(cycling)),
        outside=tuple(
            one.name
            for one, found in zip(ground.own, snap(ground.cars, ground.centres).found, strict=True)
            if not found
        ),
        lost=road_map.lost,
        hospitals_assumed=question.hospitals is None,
        at_times=road_map.at_times,
        left_out=(
            *_list_left_out(ground, "hospital", hospitals, told_outside=question.hospitals is not None),
            *_list_left_out(ground, "station", stations, told_outside=True),
        ),
    )
    values = (
        *_value_surgery(ground, surgery, every),
        _Value("sites", _average_sites(ground, sites), "calculated"),
        _Value("cycling", _share_cycling(ground, [people for _, people in cycling]), "estimated"),
        _Value("stations", ground.average(ambulance.minutes, ground.people), "calculated"),
    )
    return Measured(kept, tuple(_keep_values(desk.catalogue, place, question, values)), road_map.parkings)


def _set_parameters(catalogue: Catalogue, wanted: Sequence[tuple[str, float]]) -> Catalogue:
    """The catalogue with other values of some parameters."""
    changed = {name: msgspec.structs.replace(catalogue.parameters[name], value=value) for name, value in wanted}
    return replace(catalogue, parameters={**catalogue.parameters, **changed})


def _find_hospitals(desk: Desk, question: RoadQuestion) -> tuple[Hospital, ...]:
    """The user's list, or the built-in one."""
    if question.hospitals is None:
        observations = desk.observations
        return load_hospitals(observations, load_localities(observations.figures))
    stated = read_stations(question.hospitals, desk.catalogue)
    return tuple(Hospital(name=one.name, town=one.name, point=one.point, certainty=STATED) for one in stated)


def _list_surgery(ground: Ground, times: SurgeryTimes, hospitals: Sequence[Hospital]) -> Iterator[RoadTime]:
    names = [one.name for one in hospitals]
    return _list_localities(ground, times.minutes, times.hospital, times.gaps, names, times.estimated)


def _list_ambulance(
    ground: Ground, minutes: Floats, goal: Longs, gaps: Sequence[Gap | None], stations: Sequence[Station]
) -> Iterator[RoadTime]:
    """Nothing where no stations were given."""
    if stations:
        names = [one.name for one in stations]
        yield from _list_localities(ground, minutes, goal, gaps, names, np.zeros(len(minutes), dtype=bool))


def _list_localities(
    ground: Ground, minutes: Floats, goal: Longs, gaps: Sequence[Gap | None], names: Sequence[str], estimated: Flags
) -> Iterator[RoadTime]:
    """The mean over each own locality's homes, with the goal that is nearest to most of them."""
    for row in range(ground.question.own):
        homes = np.flatnonzero(ground.homes.locality == row)
        mean = ground.average(minutes[homes], ground.homes.part[homes])
        if mean is None:
            yield RoadTime(
                of=row, minutes=None, goal="", basis="calculated", why=_explain(gaps[int(home)] for home in homes)
            )
            continue
        nearest = int(np.bincount(goal[homes][goal[homes] != NONE]).argmax())
        is_guess = bool(estimated[homes].any())
        yield _keep_time(row, mean, names[nearest], is_guess)


def _list_surgery_of_sites(ground: Ground, hospitals: tuple[Hospital, ...]) -> Iterator[RoadTime]:
    """Nothing for a site that no road joins to where people live, though there may be a hospital beside it."""
    times = measure_surgery(ground.catalogue, ground.cars, ground.sites, hospitals)
    for row, (found, apart) in enumerate(zip(times.gaps, snap(ground.cars, ground.sites).gaps, strict=True)):
        gap = apart or found
        if gap is None:
            yield _keep_time(
                row, float(times.minutes[row]), hospitals[int(times.hospital[row])].name, bool(times.estimated[row])
            )
        else:
            yield RoadTime(of=row, minutes=None, goal="", basis="calculated", why=gap)


def _list_sites(minutes: Floats, gaps: Sequence[Gap | None]) -> Iterator[RoadTime]:
    """The mean over the place's people; no goal, since the workplace is it."""
    for row, (mean, gap) in enumerate(zip(minutes, gaps, strict=True)):
        if np.isnan(mean):
            yield RoadTime(of=row, minutes=None, goal="", basis="calculated", why=gap or Gap.NOBODY_COMES)
        else:
            yield _keep_time(row, float(mean), "", is_guess=False)


def _keep_time(row: int, minutes: float, goal: str, is_guess: bool) -> RoadTime:
    if is_guess:
        return RoadTime(of=row, minutes=minutes, goal=goal, basis="estimated", why=OFF_MAP)
    return RoadTime(of=row, minutes=minutes, goal=goal, basis="calculated", why="")


def _list_left_out(
    ground: Ground, kind: Literal["hospital", "station"], goals: Sequence[Hospital | Station], *, told_outside: bool
) -> Iterator[LeftOut]:
    """Goals that the roads of the people do not reach, and why; those off the map only where the user named them."""
    for goal, gap in zip(goals, snap(ground.cars, place_all(goals)).gaps, strict=True):
        if gap is not None and (told_outside or gap is not Gap.OUTSIDE_MAP):
            yield LeftOut(kind=kind, name=goal.name, why=gap)


def _explain(gaps: Iterator[Gap | None]) -> Gap:
    """Why a locality has no time: the reason of its first home without one."""
    return next((gap for gap in gaps if gap is not None), Gap.NO_GOAL)


def _describe_last(ground: Ground) -> Iterator[tuple[RoadStretch, ...]]:
    km = ground.catalogue.value("last_kilometres")
    for site in ground.question.workplaces:
        told = describe_last_kilometres(ground.cars, site.point, ground.homes.points, ground.weights(site), km)
        yield tuple(
            RoadStretch(road=one.road_class, surface=one.surface, light=one.light, limit=one.limit, share=one.share)
            for one in told.stretches
        )


def _describe_cycling(ground: Ground) -> Iterator[tuple[CycleReach, CycleReach]]:
    """For each workplace cycling of those who travel there, and of the place's people, whom the indicator is about."""
    for site in ground.question.workplaces:
        routes = describe_cycle_routes(ground.catalogue, ground.bicycles, site.point, ground.homes.points)
        travelling, people = (
            summarise_cycling(ground.catalogue, routes, weights) for weights in (ground.weights(site), ground.people)
        )
        yield travelling, people


def _keep_cycling(ground: Ground, row: int, told: CycleReach) -> CycleKept:
    return CycleKept(
        workplace=row,
        within=told.within / told.people if told.people and told.gap is not Gap.NO_GOAL else None,
        sheltered=told.sheltered / told.within if told.within else None,
        on_cycleway=_share(told.cycleway_share),
        lit=_share(told.by_light.get(Light.LIT)),
        light_unknown=_share(told.by_light.get(Light.UNKNOWN)),
        paved=_share(told.by_surface.get(Surface.PAVED)),
        by_road=tuple((name, share / PER_CENT) for name, share in told.by_class.items()),
        surface_unknown=_share(told.by_surface.get(Surface.UNKNOWN)),
        of_employees=ground.employees(ground.question.workplaces[row]) is not None,
        why=snap(ground.bicycles.quickest, ground.sites[row : row + 1]).gaps[0] or "",
    )


def _share(per_cent: float | None) -> float | None:
    return None if per_cent is None else per_cent / PER_CENT


def _value_surgery(ground: Ground, times: SurgeryTimes, every: tuple[Hospital, ...]) -> Iterator[_Value]:
    """The share within the limit and the mean, and what they would be with the hospitals that nobody is sure of."""
    own = np.flatnonzero(ground.homes.locality < ground.question.own)
    told = summarise_surgery(ground.catalogue, times, ground.people, own)
    basis: Found = "estimated" if told.basis is Basis.ESTIMATED else "calculated"
    doubts: tuple[str, ...] = ()
    otherwise = told
    if any(one.certainty == UNSURE for one in every):
        more = find_counted(every, with_unsure=True)
        others = measure_surgery(ground.catalogue, ground.cars, ground.homes.points, more)
        otherwise = summarise_surgery(ground.catalogue, others, ground.people, own)
        nearer = np.unique(others.hospital[own[(others.hospital[own] != NONE) & (ground.people[own] > 0.0)]])
        doubts = tuple(more[row].name for row in nearer if more[row].certainty == UNSURE)
    values: dict[ReachPart, tuple[float | None, float | None]] = {
        "surgery_share": (told.within_share, otherwise.within_share),
        "surgery_minutes": (told.mean_minutes, otherwise.mean_minutes),
    }
    for part, (value, other) in values.items():
        yield _Value(part, value, basis, other, doubts) if doubts and other != value else _Value(part, value, basis)


def _share_cycling(ground: Ground, sites: Sequence[CycleReach]) -> float | None:
    """Per cent with a sheltered way; None where fewer than the least share of the workplaces lie on the map."""
    known = tuple(one for one in sites if one.gap is not Gap.NO_GOAL)
    if len(known) < ground.catalogue.value("least_map_coverage") * len(sites):
        return None
    return share_sheltered(known)


def _average_sites(ground: Ground, minutes: Floats) -> float | None:
    """The mean over workplaces."""
    return ground.average(minutes, weigh_workplaces(ground.question.workplaces))


def _keep_values(
    catalogue: Catalogue, place: Place | None, question: RoadQuestion, values: Iterable[_Value]
) -> Iterator[LocalValue]:
    """The indicators that are known and that a place of this kind has; none where a parameter that they are defined by
    was set to something else.
    """
    if {name for name, value in question.parameters if catalogue.value(name) != value} & set(
        list_road_settings(catalogue)
    ):
        return
    for one in values:
        indicator = catalogue.indicators[catalogue.reach[one.part]]
        if one.value is not None and (place is None or place.kind in indicator.levels):
            yield LocalValue(
                indicator=indicator.id,
                value=one.value,
                basis=one.basis,
                source=MAP_SOURCE,
                file=question.road_map.name,
                publisher=MAP_PUBLISHER,
                otherwise=one.otherwise,
                doubts=one.doubts,
            )
