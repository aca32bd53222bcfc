"""Who reaches which shift, and by which roads: reads timetable, map and workplaces, searches, and makes the report."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from samspel import __version__
from samspel.app.desk import Desk
from samspel.app.placing import lies_any_in
from samspel.app.reach_elsewhere import explain_elsewhere
from samspel.app.reaching_roads import list_settings, measure_roads
from samspel.app.road_ground import RoadQuestion
from samspel.catalogue.loading import Catalogue
from samspel.observations.localities import load_localities
from samspel.reach.changes import Case
from samspel.reach.departures import Breadth, DepartureSearch, Improvement
from samspel.reach.gaps import Gap, find_gaps
from samspel.reach.journeys import JourneyTeller
from samspel.reach.network import (
    Network,
)
from samspel.reach.origins import spread_localities, weigh_employees
from samspel.reach.report import KeptFeed, KeptPlace, LocalValue, ReachReport, RoadReach, TurnReach
from samspel.reach.shifts import MINUTE, Legs, Rules, ShiftSearch, plan_turns
from samspel.reach.summary import DayGroup, group_days, median_person, sum_up_turn
from samspel.reach.walking import Pace
from samspel.reach.workplaces import CommuterGroup, Locality, Workplace
from samspel.sources.gtfs.dates import check_date, tell_validity
from samspel.sources.gtfs.zones import check_clock
from samspel.sources.workplaces import find_outside, list_ignored, read_commuters, read_localities, read_workplaces
from samspel.store.networks import open_network
from samspel.terms.arrays import Floats
from samspel.terms.clock import get_today
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place, PlaceKind
from samspel.terms.units import PER_CENT

WEEK = 7
HALF = 0.5
KMH_TO_METRES_PER_SECOND = 1.0 / 3.6
TIMETABLE_SOURCE = "own-timetable"
SHIFT_SHARE, TRAINING_MINUTES = "shift_reach_share", "training_reach_minutes"
LOCALITY_SHARE = "locality_share"
SHORT_LIMIT, LONG_LIMIT = "shift_limit_minutes", "shift_long_limit_minutes"
BEST_SHOWN = 3
DEMO = "demo/pahittad_kommun"
NO_PLACE = "demo"
DEMO_DAY = date(2026, 11, 25)
"""A Wednesday in a week without holidays, for the made-up town."""

SETTINGS = (
    "walk_speed_kmh",
    "walk_detour",
    "walk_longest_minutes",
    "cycle_to_stop_kmh",
    "cycle_to_stop_minutes",
    "between_stops_minutes",
    "change_minutes",
    "journey_search_minutes",
    "shift_limit_minutes",
    "shift_long_limit_minutes",
    "origin_spacing_metres",
    "gap_step_minutes",
    "gap_longest_minutes",
    "departure_attempts",
    "departure_moves",
    "departure_farthest_minutes",
)
"""Parameters that a reckoning uses, and that a question may set."""

Work = tuple[DayGroup, Gap]
Watch = Callable[[Sequence[Work]], Iterable[Work]]


@dataclass(frozen=True)
class Question:
    """What is asked: files, a day in the week to be looked at, and what differs from the parameters.

    `parameters` are values by parameter id that go before the catalogue's. `origins` is a list of localities instead of
    the built-in ones, `hospitals` one of hospitals. Without timetables only the roads of `road_map` are reckoned,
    without `sites` only what of them needs no workplaces.
    """

    timetables: tuple[Path, ...]
    sites: Path | None
    day: date
    commuters: Path | None = None
    origins: Path | None = None
    training: Path | None = None
    cycles: bool = False
    finds_departures: bool = True
    threads: int = 1
    parameters: tuple[tuple[str, float], ...] = field(default=())
    road_map: Path | None = None
    stations: Path | None = None
    hospitals: Path | None = None


@dataclass(frozen=True)
class _Ground:
    """What a reckoning stands on. The first `own` localities belong to the place; the others only house employees."""

    workplaces: tuple[Workplace, ...]
    localities: tuple[Locality, ...]
    own: int
    groups: tuple[CommuterGroup, ...]
    settings: dict[str, float]


@dataclass(frozen=True)
class _Ridden:
    """What the timetables gave; empty without any."""

    feeds: tuple[KeptFeed, ...] = ()
    week: tuple[date, ...] = ()
    silent: tuple[date, ...] = ()
    unreached: tuple[date, ...] = ()
    turns: tuple[TurnReach, ...] = ()
    values: tuple[LocalValue, ...] = ()
    sites_without_stop: tuple[int, ...] = ()


def reach_place(desk: Desk, place: Place, question: Question, watch: Watch = iter) -> ReachReport:
    """Reckon for a municipality or a region. Raises BadInputError for a file or a date that cannot be used."""
    return _reckon(desk, question, place, watch)


def reach_demo(desk: Desk, watch: Watch = iter, threads: int = 1) -> ReachReport:
    """Reckon for the made-up town that ships with Samspel, in the week of a day that its timetable covers."""
    folder = desk.catalogue.folder / DEMO
    question = Question(
        (folder / "timetable",),
        folder / "sites.csv",
        DEMO_DAY,
        folder / "commuters.csv",
        folder / "localities.csv",
        threads=threads,
        road_map=folder / "roads.osm",
        hospitals=folder / "hospitals.csv",
    )
    return _reckon(desk, question, None, watch)


def is_part(desk: Desk, one: Place, place: Place) -> bool:
    """Whether a municipality is the place or lies in it."""
    return one == place or (place.kind is PlaceKind.REGION and desk.catalogue.places.region_of(one) == place)


def find_localities(desk: Desk, wanted: Callable[[Place], bool]) -> tuple[Locality, ...]:
    """The built-in localities of the municipalities that are wanted."""
    figures, municipalities = desk.observations.figures, desk.catalogue.places.municipalities
    table = load_localities(figures)
    areas = figures.numbers("localities", ["area_ha"])[:, 0]
    rows = {place.index for place in municipalities if wanted(place)}
    return tuple(
        Locality(table.names[row], (float(point[0]), float(point[1])), int(table.population[row]), float(areas[row]))
        for row, point in enumerate(table.points)
        if int(table.municipality[row]) in rows
    )


def monday_of(day: date) -> date:
    """The Monday of the week that a day lies in."""
    return day - timedelta(days=day.weekday())


def choose_week(network: Network, day: date) -> tuple[list[date], list[date], list[date]]:
    """The days from Monday to Sunday: those to search, those on which nothing runs, and those that the timetable does
    not cover together with the day after, which night shifts need.
    """
    calendar = network.calendar
    monday = monday_of(day)
    week = [monday + timedelta(days=step) for step in range(WEEK)]
    last = calendar.first + timedelta(days=calendar.days - 1)
    covered = [one for one in week if calendar.first <= one and one + timedelta(days=1) <= last]
    silent = [one for one in covered if not network.trips_per_day[(one - calendar.first).days]]
    return [one for one in covered if one not in silent], silent, [one for one in week if one not in covered]


def make_rules(settings: dict[str, float], cycles: bool) -> Rules:
    """The rules of journeys by the parameters of content/parameters/reach.toml."""

    def pace(kmh: str, minutes: str) -> Pace:
        return Pace(
            settings[kmh] * KMH_TO_METRES_PER_SECOND, settings["walk_detour"], round(settings[minutes]) * MINUTE
        )

    return Rules(
        pace("walk_speed_kmh", "walk_longest_minutes"),
        pace("cycle_to_stop_kmh", "cycle_to_stop_minutes") if cycles else None,
        pace("walk_speed_kmh", "between_stops_minutes"),
        round(settings["change_minutes"] * MINUTE),
        round(settings["journey_search_minutes"] * MINUTE),
    )


def _reckon(desk: Desk, question: Question, place: Place | None, watch: Watch) -> ReachReport:
    """Without a place it is the made-up town. Roads go first, since a mistake in a map is then told before the long
    search.
    """
    _check_question(question)
    opened = open_network(question.timetables, desk.store.home) if question.timetables else None
    network = None if opened is None else opened.network
    if network is not None:
        check_date(network, question.day)
    ground = _gather(desk, question, place)
    is_elsewhere = place is not None and question.origins is not None and not _lies_here(desk, place, ground)
    if network is not None and not is_elsewhere:
        check_clock(network)
    roads, road_values = _reckon_roads(desk, question, place, ground)
    ridden = _Ridden() if network is None else _reckon_rides(desk.catalogue, question, network, ground, watch)
    values = () if is_elsewhere else (*ridden.values, *road_values)
    if opened is not None:
        opened.keep()
    return ReachReport(
        place=NO_PLACE if place is None else place.code,
        made=get_today(),
        program=__version__,
        limits=_find_limits(ground),
        settings=tuple(sorted(ground.settings.items())),
        feeds=ridden.feeds,
        week=ridden.week,
        silent=ridden.silent,
        unreached_days=ridden.unreached,
        localities=tuple(_keep(one.name, one.point, one.people) for one in ground.localities),
        workplaces=tuple(_keep(one.name, one.point, one.employees) for one in ground.workplaces),
        turns=ridden.turns,
        outside_localities=_share_outside(desk, question, place),
        roads=roads,
        values=tuple(one for one in values if place is None or _has(desk.catalogue, place, one.indicator)),
        is_made_up=place is None,
        cycles=question.cycles,
        housed=tuple(_count_housed(ground, workplace) for workplace in ground.workplaces),
        sites_without_stop=ridden.sites_without_stop,
        ignored=_find_ignored(desk.catalogue, question),
        is_elsewhere=is_elsewhere,
    )


def _find_ignored(catalogue: Catalogue, question: Question) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The headings of each list that nothing was done with, by the list's file name."""
    kinds = {
        "sites": question.sites,
        "origins": question.origins,
        "training": question.training,
        "commuters": question.commuters,
        "stations": question.stations,
        "hospitals": question.hospitals,
    }
    found = ((path.name, list_ignored(path, kind, catalogue)) for kind, path in kinds.items() if path is not None)
    return tuple((file, headings) for file, headings in found if headings)


def _lies_here(desk: Desk, place: Place, ground: _Ground) -> bool:
    """Whether any of the listed localities lies in the place: what is reckoned for others says nothing of it."""
    return lies_any_in(desk, place, ground.localities[: ground.own])


def _has(catalogue: Catalogue, place: Place, indicator: str) -> bool:
    """Whether a place of this kind has an indicator."""
    return place.kind in catalogue.indicators[indicator].levels


def _count_housed(ground: _Ground, workplace: Workplace) -> int | None:
    """How many of a workplace's employees live in a listed locality; None where nobody has said."""
    named = [group.employees for group in ground.groups if group.workplace == workplace.name]
    return sum(named) if named else None


def _check_question(question: Question) -> None:
    """Raises BadInputError where there is nothing to reckon from, or a list that nothing would be done with."""
    if question.sites is None and (question.timetables or question.commuters):
        raise BadInputError("reach_no_sites")
    if not question.timetables and (question.road_map is None or question.training):
        raise BadInputError("reach_no_timetable")
    if question.road_map is None and (question.stations or question.hospitals):
        raise BadInputError("reach_no_map")


def _reckon_roads(
    desk: Desk, question: Question, place: Place | None, ground: _Ground
) -> tuple[RoadReach | None, tuple[LocalValue, ...]]:
    if question.road_map is None:
        return None, ()
    asked = RoadQuestion(
        question.road_map,
        ground.localities,
        ground.own,
        ground.workplaces,
        ground.groups,
        question.stations,
        question.hospitals,
        question.parameters,
    )
    return measure_roads(desk, place, asked)


def _reckon_rides(catalogue: Catalogue, question: Question, network: Network, ground: _Ground, watch: Watch) -> _Ridden:
    days, silent, unreached = choose_week(network, question.day)
    origins = spread_localities(ground.localities, ground.settings["origin_spacing_metres"])
    search = ShiftSearch(network, ground.workplaces, origins, make_rules(ground.settings, question.cycles))
    if not len(search.walks.stop):
        raise explain_elsewhere(catalogue, network, _name_largest(ground))
    planned = plan_turns(ground.workplaces, days)
    if not planned:
        raise BadInputError("reach_no_shifts", first=str(monday_of(question.day)), days=_list_dates(days))
    legs = search.measure(planned, question.threads)
    people = np.where(origins.locality < ground.own, origins.people, 0.0)
    turns = _sum_up(search, ground, legs, people, _find_limits(ground), question, watch)
    return _Ridden(
        tuple(
            KeptFeed(
                file=one.file,
                publisher=one.publisher,
                version=one.version,
                digest=one.digest,
                notes=(*one.notes, *tell_validity(one, days)),
            )
            for one in network.feeds
        ),
        tuple(days),
        tuple(silent),
        tuple(unreached),
        turns,
        (
            *(() if question.cycles else _value_shifts(catalogue, network, ground, turns)),
            *_value_training(catalogue, question, search, days, people),
        ),
        tuple(np.flatnonzero(np.diff(search.gates.offsets) == 0).tolist()),
    )


def _name_files(network: Network) -> str:
    return ", ".join(feed.file for feed in network.feeds)


def _name_largest(ground: _Ground) -> str:
    """The place's largest localities, so that the user sees where the timetable was looked for."""
    largest = sorted(ground.localities[: ground.own], key=lambda one: -one.people)[:BEST_SHOWN]
    return ", ".join(one.name for one in largest)


def _list_dates(days: Sequence[date]) -> str:
    return ", ".join(str(day) for day in days) or "–"


def _find_limits(ground: _Ground) -> tuple[float, ...]:
    """The limits, ascending; one where both are the same."""
    return tuple(dict.fromkeys((ground.settings[SHORT_LIMIT], ground.settings[LONG_LIMIT])))


def _share_outside(desk: Desk, question: Question, place: Place | None) -> float | None:
    """Per cent of the place's people who live outside its localities; None where the user has given the localities."""
    if place is None or question.origins is not None:
        return None
    inside = desk.base.latest(LOCALITY_SHARE, place).value
    return None if inside is None else max(0.0, PER_CENT - inside)


def _gather(desk: Desk, question: Question, place: Place | None) -> _Ground:
    """Raises BadInputError for a file that cannot be used.

    A commuter may live in another municipality; of localities with one name the place's own goes first, then the
    largest.
    """
    catalogue = desk.catalogue
    known = () if place is None else find_localities(desk, lambda one: is_part(desk, one, place))
    others = () if place is None else find_localities(desk, lambda one: not is_part(desk, one, place))
    largest = {one.name.casefold(): one for one in sorted(others, key=lambda one: one.people)}
    workplaces = () if question.sites is None else read_workplaces(question.sites, catalogue)
    own = known if question.origins is None else read_localities(question.origins, catalogue)
    if not own:
        raise BadInputError("reach_no_localities")
    if place is not None:
        _check_points(catalogue, (*workplaces, *own))
    taken = {one.name.casefold() for one in (*known, *own)}
    elsewhere = tuple(one for name, one in largest.items() if name not in taken)
    groups: tuple[CommuterGroup, ...] = ()
    if question.commuters is not None:
        groups = read_commuters(question.commuters, catalogue, workplaces, (*own, *elsewhere))
    named = {group.locality for group in groups} - {one.name for one in own}
    guests = tuple(one for one in elsewhere if one.name in named)
    used = SETTINGS if question.road_map is None else (*SETTINGS, *list_settings(catalogue))
    settings = {name: catalogue.value(name) for name in used} | dict(question.parameters)
    return _Ground(workplaces, (*own, *guests), len(own), groups, settings)


def _check_points(catalogue: Catalogue, places: Sequence[Workplace | Locality]) -> None:
    """Raises BadInputError for points whose degrees have changed places: nobody would reach them, and the result would
    look like a lack of buses.
    """
    swapped = [one for one in find_outside(places, catalogue) if one.swapped]
    if swapped:
        raise BadInputError("reach_swapped", names=", ".join(one.name for one in swapped[:BEST_SHOWN]))


def _sum_up(
    search: ShiftSearch,
    ground: _Ground,
    every: Sequence[Legs],
    people: Floats,
    limits: tuple[float, ...],
    question: Question,
    watch: Watch,
) -> tuple[TurnReach, ...]:
    groups, settings = group_days(every), ground.settings
    step = round(settings["gap_step_minutes"])
    steps = range(step, round(settings["gap_longest_minutes"]) + 1, step)
    gaps = find_gaps(search, [group.legs for group in groups], max(limits), steps, question.threads)
    employees = [weigh_employees(search.origins, ground.groups, workplace) for workplace in ground.workplaces]
    weights = [people if one is None else one for one in employees]
    breadth = Breadth(
        round(settings["departure_attempts"]),
        round(settings["departure_moves"]),
        round(settings["departure_farthest_minutes"]) * MINUTE,
    )
    finder = DepartureSearch(search, max(limits), breadth, question.threads)
    cases = {legs.turn: (legs.turn, legs, weights[legs.turn.workplace]) for legs in every}
    made = []
    for group, gap in watch(list(zip(groups, gaps, strict=True))):
        turn = group.legs.turn
        same = [cases[replace(turn, day=day)] for day in group.days]
        found = _improve(finder, same, list(cases.values())) if question.finds_departures else []
        employed = employees[turn.workplace]
        made.append(sum_up_turn(search, group, gap, people, employed, limits, found, JourneyTeller(search)))
    return tuple(made)


def _improve(finder: DepartureSearch, days: Sequence[Case], cases: Sequence[Case]) -> list[Improvement]:
    """The best added and moved departures of both legs of a shift, those that gain most first; found for the first of
    its days. What brings less than half a person is left out.
    """
    first, *repeated = days
    others = [case for case in cases if case[0] != first[0]]
    found = []
    for outward in (True, False):
        found += finder.add(first, outward, BEST_SHOWN)
        found += finder.move(first, others, outward, repeated, BEST_SHOWN)
    helping = [one for one in found if max(one.gained, one.gained_leg) >= HALF]
    return sorted(helping, key=lambda one: (-(one.gained - one.lost), -one.gained_leg, one.moved_from is None))


def _value_shifts(
    catalogue: Catalogue, network: Network, ground: _Ground, turns: Sequence[TurnReach]
) -> tuple[LocalValue, ...]:
    """The share who make their shift within the shorter limit: mean over days and shifts, then over workplaces by their
    employees (alike where one of them has not said). None for another limit than the indicator is defined by.
    """
    if ground.settings[SHORT_LIMIT] != catalogue.value(SHORT_LIMIT):
        return ()
    by_place: dict[int, list[tuple[float, int]]] = {}
    for turn in turns:
        share = turn.people[0] if turn.employees is None else turn.employees[0]
        by_place.setdefault(turn.workplace, []).append((share, len(turn.days)))
    means = {
        place: float(np.average([share for share, _ in shares], weights=[days for _, days in shares]))
        for place, shares in by_place.items()
    }
    if not means or any(np.isnan(mean) for mean in means.values()):
        return ()
    sizes = [ground.workplaces[place].employees for place in means]
    stated = [float(size) for size in sizes if size]
    weights = stated if len(stated) == len(sizes) else [1.0] * len(sizes)
    value = PER_CENT * float(np.average(list(means.values()), weights=weights))
    return (_local(SHIFT_SHARE, value, network),)


def _value_training(
    catalogue: Catalogue,
    question: Question,
    search: ShiftSearch,
    days: Sequence[date],
    people: Floats,
) -> tuple[LocalValue, ...]:
    """The median person's minutes to the beginning of the day at the nearest place of training, best shift of each."""
    if question.training is None:
        return ()
    schools = read_workplaces(question.training, catalogue)
    there = ShiftSearch(search.network, schools, search.origins, search.rules, search.footpaths)
    legs = there.measure(plan_turns(schools, days[:1]), question.threads)
    if not legs:
        raise BadInputError("reach_no_training", file=question.training.name, day=str(days[0]) if days else "")
    minutes = median_person(np.min([one.out for one in legs], axis=0), people)
    return () if minutes is None else (_local(TRAINING_MINUTES, minutes, search.network),)


def _local(indicator: str, value: float, network: Network) -> LocalValue:
    """Never measured: where people live in a locality, how fast they walk and what a change takes is assumed."""
    return LocalValue(
        indicator=indicator,
        value=value,
        basis="estimated",
        source=TIMETABLE_SOURCE,
        file=_name_files(network),
        publisher=", ".join(dict.fromkeys(feed.publisher for feed in network.feeds if feed.publisher)),
    )


def _keep(name: str, point: tuple[float, float], people: float | None) -> KeptPlace:
    return KeptPlace(name=name, latitude=point[0], longitude=point[1], people=people)
