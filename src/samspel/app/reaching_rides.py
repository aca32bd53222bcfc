"""What the timetables give a report of reach: shifts with legs, gaps and departures that help, and values."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from samspel.app.reach_elsewhere import explain_elsewhere
from samspel.app.reach_ground import SHORT_LIMIT, Ground, Question, find_limits, name_largest
from samspel.app.reaching_beside import Besides, make_pace, prepare_besides
from samspel.app.reaching_departures import Sought, find_departures
from samspel.app.reaching_steady import Steadiness, add_steady, prepare_steadiness
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.figures import ReachPart
from samspel.reach.gaps import Gap, find_gaps
from samspel.reach.network import Network
from samspel.reach.origins import spread_localities, weigh_employees
from samspel.reach.report import KeptFeed, LocalValue, OrderedLine, TurnReach
from samspel.reach.shifts import MINUTE, Legs, Rules, ShiftSearch, plan_turns
from samspel.reach.summary import DayGroup, group_days, median_person, sum_up_turn
from samspel.reach.workplaces import weigh_workplaces
from samspel.sources.gtfs.dates import list_validity_notes
from samspel.sources.workplaces import read_workplaces
from samspel.terms.arrays import Floats
from samspel.terms.errors import BadInputError
from samspel.terms.units import PER_CENT

WEEK = 7
TIMETABLE_SOURCE = "own-timetable"

Work = tuple[DayGroup, Gap]
Watch = Callable[[Sequence[Work]], Iterable[Work]]


@dataclass(frozen=True, kw_only=True)
class Ridden:
    """What the timetables gave; empty without any."""

    feeds: tuple[KeptFeed, ...] = ()
    week: tuple[date, ...] = ()
    silent: tuple[date, ...] = ()
    unreached: tuple[date, ...] = ()
    turns: tuple[TurnReach, ...] = ()
    values: tuple[LocalValue, ...] = ()
    sites_without_stop: tuple[int, ...] = ()
    parkings: tuple[str, ...] = ()
    parkings_drawn: bool = False
    parkings_without_stop: tuple[str, ...] = ()
    ordered: tuple[OrderedLine, ...] = ()


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


def make_rules(settings: dict[str, float]) -> Rules:
    """The rules of journeys on foot to the stop, by the parameters of content/parameters/reach.toml."""
    return Rules(
        make_pace(settings, "walk_speed_kmh", "walk_longest_minutes"),
        make_pace(settings, "walk_speed_kmh", "between_stops_minutes"),
        round(settings["change_minutes"] * MINUTE),
        round(settings["journey_search_minutes"] * MINUTE),
    )


def search_rides(catalogue: Catalogue, question: Question, network: Network, ground: Ground, watch: Watch) -> Ridden:
    """Search the week of the question. Raises BadInputError for a timetable of elsewhere, or where no shift begins."""
    days, silent, unreached = choose_week(network, question.day)
    origins = spread_localities(ground.localities, ground.settings["origin_spacing_metres"])
    search = ShiftSearch(network, ground.workplaces, origins, make_rules(ground.settings))
    if not len(search.walks.stop):
        raise explain_elsewhere(catalogue, network, name_largest(ground))
    planned = plan_turns(ground.workplaces, days)
    if not planned:
        raise BadInputError("reach_no_shifts", first=str(monday_of(question.day)), days=_list_dates(days))
    legs = search.measure(planned, question.threads)
    people = np.where(origins.locality < ground.own, origins.people, 0.0)
    besides = prepare_besides(catalogue, search, ground, question)
    steadiness = prepare_steadiness(catalogue, search, ground, question)
    turns = _sum_up(search, ground, legs, people, find_limits(ground), question, watch, (besides, steadiness))
    return Ridden(
        feeds=tuple(
            KeptFeed(
                file=one.file,
                publisher=one.publisher,
                version=one.version,
                digest=one.digest,
                notes=(*one.notes, *list_validity_notes(one, days)),
            )
            for one in network.feeds
        ),
        week=tuple(days),
        silent=tuple(silent),
        unreached=tuple(unreached),
        turns=turns,
        values=(
            *_value_shifts(catalogue, network, ground, turns),
            *_value_training(catalogue, question, search, days, people),
        ),
        sites_without_stop=tuple(np.flatnonzero(np.diff(search.gates.offsets) == 0).tolist()),
        parkings=besides.parkings,
        parkings_drawn=besides.is_drawn,
        parkings_without_stop=besides.without_stop,
        ordered=besides.ordered,
    )


def _sum_up(
    search: ShiftSearch,
    ground: Ground,
    every: Sequence[Legs],
    people: Floats,
    limits: tuple[float, ...],
    question: Question,
    watch: Watch,
    more: tuple[Besides, Steadiness | None],
) -> tuple[TurnReach, ...]:
    groups, settings, (besides, steadiness) = group_days(every), ground.settings, more
    step = round(settings["gap_step_minutes"])
    steps = range(step, round(settings["gap_longest_minutes"]) + 1, step)
    gaps = find_gaps(search, [group.legs for group in groups], max(limits), steps, question.threads)
    search.timeline.forget_events()
    employees = [weigh_employees(search.origins, ground.groups, workplace) for workplace in ground.workplaces]
    weights = [people if one is None else one for one in employees]
    cases = {legs.turn: (legs.turn, legs, weights[legs.turn.workplace]) for legs in every}
    repeated = [[cases[replace(group.legs.turn, day=day)] for day in group.days] for group in groups]
    sought = Sought(max(limits), list(cases.values()), repeated if question.finds_departures else [[]] * len(groups))
    departures = find_departures(search, settings, sought, question.threads)
    made = []
    for (group, gap), found in zip(watch(list(zip(groups, gaps, strict=True))), departures, strict=True):
        turn = group.legs.turn
        employed = employees[turn.workplace]
        reach = sum_up_turn(search, group, gap, people, employed, limits, found)
        reach = besides.add(reach, group.legs, people, employed)
        made.append(reach if steadiness is None else add_steady(steadiness, reach, turn, people, employed))
    return tuple(made)


def _value_shifts(
    catalogue: Catalogue, network: Network, ground: Ground, turns: Sequence[TurnReach]
) -> tuple[LocalValue, ...]:
    """The share who make their shift within the shorter limit: mean over days and shifts, then over workplaces. None
    for another limit than the indicator is defined by.
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
    weights = weigh_workplaces([ground.workplaces[place] for place in means])
    value = PER_CENT * float(np.average(list(means.values()), weights=weights))
    return (_local(catalogue, "shifts", value, network),)


def _value_training(
    catalogue: Catalogue, question: Question, search: ShiftSearch, days: Sequence[date], people: Floats
) -> tuple[LocalValue, ...]:
    """The median person's minutes to the beginning of the day at the nearest place of training, best shift of each."""
    if question.training is None:
        return ()
    schools = read_workplaces(question.training, catalogue)
    there = ShiftSearch(search.network, schools, search.origins, search.rules, beside=search)
    legs = there.measure(plan_turns(schools, days[:1]), question.threads)
    if not legs:
        raise BadInputError("reach_no_training", file=question.training.name, day=str(days[0]) if days else "")
    minutes = median_person(np.min([one.out for one in legs], axis=0), people)
    return () if minutes is None else (_local(catalogue, "training", minutes, search.network),)


def _local(catalogue: Catalogue, part: ReachPart, value: float, network: Network) -> LocalValue:
    """Never measured: where people live in a locality, how fast they walk and what a change takes is assumed."""
    return LocalValue(
        indicator=catalogue.reach[part],
        value=value,
        basis="estimated",
        source=TIMETABLE_SOURCE,
        file=network.files,
        publisher=", ".join(dict.fromkeys(feed.publisher for feed in network.feeds if feed.publisher)),
    )


def _list_dates(days: Sequence[date]) -> str:
    return ", ".join(str(day) for day in days) or "–"
