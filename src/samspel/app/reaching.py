"""Who reaches which shift, and by which roads: reads timetable, map and workplaces, searches, and makes the report."""

from dataclasses import replace

from samspel import __version__
from samspel.app.desk import Desk
from samspel.app.placing import lies_any_in
from samspel.app.reach_ground import (
    DEMO,
    DEMO_DAY,
    Ground,
    Question,
    check_question,
    count_housed,
    find_ignored,
    find_limits,
    gather,
)
from samspel.app.reaching_rides import Ridden, Watch, search_rides
from samspel.app.reaching_roads import Measured, measure_roads
from samspel.app.road_ground import RoadQuestion
from samspel.catalogue.loading import Catalogue
from samspel.reach.report import KeptPlace, ReachReport
from samspel.sources.gtfs.dates import check_date
from samspel.sources.gtfs.zones import check_clock
from samspel.store.networks import open_network
from samspel.terms.allocating import give_back_large_blocks
from samspel.terms.clock import get_today
from samspel.terms.place import Place
from samspel.terms.units import PER_CENT

NO_PLACE = "demo"


def reach_place(desk: Desk, place: Place, question: Question, watch: Watch = iter) -> ReachReport:
    """Reckon for a municipality or a region. Raises BadInputError for a file or a date that cannot be used."""
    return _reckon(desk, question, place, watch)


def reach_demo(desk: Desk, watch: Watch = iter, threads: int = 1) -> ReachReport:
    """Reckon for the made-up town that ships with Samspel, in the week of a day that its timetable covers."""
    folder = desk.catalogue.folder / DEMO
    question = Question(
        timetables=(folder / "timetable",),
        sites=folder / "sites.csv",
        day=DEMO_DAY,
        commuters=folder / "commuters.csv",
        origins=folder / "localities.csv",
        threads=threads,
        road_map=folder / "roads.osm",
        hospitals=folder / "hospitals.csv",
    )
    return _reckon(desk, question, None, watch)


def _reckon(desk: Desk, question: Question, place: Place | None, watch: Watch) -> ReachReport:
    """Without a place it is the made-up town. Roads go first, since a mistake in a map is then told before the long
    search.
    """
    check_question(question)
    give_back_large_blocks()
    opened = open_network(question.timetables, desk.store.home) if question.timetables else None
    network = None if opened is None else opened.network
    if network is not None:
        check_date(network, question.day)
    ground = gather(desk, question, place)
    is_elsewhere = place is not None and question.origins is not None and not _lies_here(desk, place, ground)
    if network is not None and not is_elsewhere:
        check_clock(network)
    measured = _measure_roads(desk, question, place, ground)
    roads, road_values, parkings = measured or (None, (), ())
    ground = replace(ground, parkings=parkings)
    ridden = Ridden() if network is None else search_rides(desk.catalogue, question, network, ground, watch)
    values = () if is_elsewhere else (*ridden.values, *road_values)
    if opened is not None:
        opened.keep()
    return ReachReport(
        place=NO_PLACE if place is None else place.code,
        made=get_today(),
        program=__version__,
        limits=find_limits(ground),
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
        housed=tuple(count_housed(ground, workplace) for workplace in ground.workplaces),
        sites_without_stop=ridden.sites_without_stop,
        ignored=find_ignored(desk.catalogue, question),
        is_elsewhere=is_elsewhere,
        sites_by=question.sites_by,
        sites_added=question.sites_added,
        parkings=ridden.parkings,
        parkings_drawn=ridden.parkings_drawn,
        parkings_without_stop=ridden.parkings_without_stop,
        ordered=ridden.ordered,
    )


def _lies_here(desk: Desk, place: Place, ground: Ground) -> bool:
    """Whether any of the listed localities lies in the place: what is reckoned for others says nothing of it."""
    return lies_any_in(desk, place, ground.localities[: ground.own])


def _has(catalogue: Catalogue, place: Place, indicator: str) -> bool:
    """Whether a place of this kind has an indicator."""
    return place.kind in catalogue.indicators[indicator].levels


def _measure_roads(desk: Desk, question: Question, place: Place | None, ground: Ground) -> Measured | None:
    if question.road_map is None:
        return None
    asked = RoadQuestion(
        road_map=question.road_map,
        localities=ground.localities,
        own=ground.own,
        workplaces=ground.workplaces,
        groups=ground.groups,
        stations=question.stations,
        hospitals=question.hospitals,
        parameters=question.parameters,
    )
    return measure_roads(desk, place, asked)


def _share_outside(desk: Desk, question: Question, place: Place | None) -> float | None:
    """Per cent of the place's people who live outside its localities; None where the user has given the localities."""
    if place is None or question.origins is not None:
        return None
    inside = desk.base.latest(desk.catalogue.reach["localities"], place).value
    return None if inside is None else max(0.0, PER_CENT - inside)


def _keep(name: str, point: tuple[float, float], people: float | None) -> KeptPlace:
    return KeptPlace(name=name, latitude=point[0], longitude=point[1], people=people)
