"""A small report of reach written by hand, with and without roads."""

from datetime import date

from samspel.reach.report import (
    CycleKept,
    Departure,
    KeptFeed,
    KeptPlace,
    LocalityReach,
    LocalValue,
    ReachReport,
    ReportedJourney,
    ReportedRide,
    RoadReach,
    RoadStretch,
    RoadTime,
    TurnReach,
)

DAYS = tuple(date(2026, 11, 23 + step) for step in range(5))
RIDE = ReportedRide(line="41", towards="Bruket", board="Torget", boards_at="05:12", alight="Bruket", alights_at="05:40")
JOURNEY = ReportedJourney(leaves_at="05:05", arrives_at="05:44", walks=(7, 4), rides=(RIDE,))
MOVED = Departure(
    outward=True,
    line="42",
    towards="Bruket",
    from_stop="Byn",
    to_stop="Bruket",
    starts_at="05:05",
    ends_at="05:45",
    moved_from="05:27",
    gained=31.4,
    gained_leg=40.0,
    lost=2.0,
)


def make_turn(shift: str, begins: str, ends: str, employees: tuple[float, float] | None, days: int = 5) -> TurnReach:
    """A shift of the only workplace that those of Byn cannot reach."""
    town = LocalityReach(
        locality=0,
        out=49.0,
        home=40.0,
        within=(0.4, 0.9),
        later=0.0,
        earlier=0.0,
        out_journey=JOURNEY,
        home_journey=JOURNEY,
    )
    village = LocalityReach(
        locality=1,
        out=None,
        home=44.0,
        within=(0.0, 0.0),
        later=25.0,
        earlier=0.0,
        out_journey=None,
        home_journey=JOURNEY,
    )
    return TurnReach(
        workplace=0,
        shift=shift,
        begins=begins,
        ends=ends,
        before=10,
        after=10,
        days=DAYS[:days],
        people=(0.3, 0.6),
        people_out=(0.3, 0.6),
        people_home=(0.8, 1.0),
        employees=employees,
        localities=(town, village),
        departures=(MOVED,),
    )


def make_roads() -> RoadReach:
    """What a road map gave for two localities and one workplace."""
    stretch = RoadStretch(road="tertiary", surface="unpaved", light="unlit", limit=70, share=1.0)
    return RoadReach(
        file="lan.osm.pbf",
        drawn="2026-11-01",
        limit_minutes=30.0,
        surgery=(
            RoadTime(of=0, minutes=22.0, goal="Gävle sjukhus", basis="measured", why=""),
            RoadTime(of=1, minutes=None, goal="", basis="measured", why="far_from_road"),
        ),
        surgery_of_sites=(RoadTime(of=0, minutes=25.0, goal="Gävle sjukhus", basis="measured", why=""),),
        stations=(RoadTime(of=0, minutes=6.0, goal="Stationen", basis="measured", why=""),),
        sites=(RoadTime(of=0, minutes=12.0, goal="", basis="measured", why=""),),
        last_km=3.0,
        last_kilometres=((stretch,),),
        cycling=(
            CycleKept(
                workplace=0,
                within=0.6,
                sheltered=0.1,
                on_cycleway=0.4,
                lit=0.5,
                light_unknown=0.2,
                paved=0.9,
                by_road=(("cycleway", 0.4), ("tertiary", 0.6)),
                of_employees=True,
            ),
        ),
        outside=("Byn",),
    )


def make_bare_report(value: LocalValue, place: str = "2181", made: date = date(2026, 11, 22)) -> ReachReport:
    """A report that holds one value and nothing else."""
    return ReachReport(
        place=place,
        made=made,
        program="0.1.0",
        limits=(45.0, 60.0),
        settings=(),
        feeds=(),
        week=(),
        silent=(),
        unreached_days=(),
        localities=(),
        workplaces=(),
        turns=(),
        outside_localities=None,
        roads=None,
        values=(value,),
        is_made_up=False,
    )


def make_report(turns: tuple[TurnReach, ...], settings: dict[str, float], roads: RoadReach | None) -> ReachReport:
    """A report for Sandviken."""
    values = [
        LocalValue(indicator=name, value=value, basis="measured", source=source, file=file, publisher=publisher)
        for name, value, source, file, publisher in (
            ("shift_reach_share", 23.4, "own-timetable", "x.zip", "X-trafik"),
            ("training_reach_minutes", 51.0, "own-timetable", "x.zip", "X-trafik"),
            ("surgery_within_30_share", 91.0, "own-road-map", "lan.osm.pbf", "OpenStreetMap"),
        )
        if roads is not None or source != "own-road-map"
    ]
    return ReachReport(
        place="2181",
        made=date(2026, 11, 22),
        program="0.1.0",
        limits=(45.0, 60.0),
        settings=tuple(sorted(settings.items())),
        feeds=(KeptFeed(file="x.zip", publisher="X-trafik", version="7", digest="0", notes=()),),
        week=DAYS,
        silent=(),
        unreached_days=(),
        localities=(
            KeptPlace(name="Staden", latitude=60.6, longitude=16.8, people=900.0),
            KeptPlace(name="Byn", latitude=60.5, longitude=16.6, people=100.0),
        ),
        workplaces=(KeptPlace(name="Bruket", latitude=60.61, longitude=16.77, people=120.0),),
        turns=turns,
        outside_localities=12.3,
        roads=roads,
        values=tuple(values),
        is_made_up=False,
    )
