"""What to do after an event: urgent demands, what to ask of the state, and how it went elsewhere."""

from collections.abc import Iterable

from samspel.app.desk import Desk
from samspel.app.needs import measure_needs
from samspel.scenarios.simulation import Simulation
from samspel.terms.units import PER_CENT
from samspel.trials.aftermath import (
    Aftermath,
    Setting,
    Urgent,
    UrgentGoal,
    UrgentNeed,
    find_aftermath,
    find_authorities,
    load_aftermath,
)
from samspel.trials.cases import Backtest, load_backtests
from samspel.trials.observed import find_seen_origins, observe_case


def plan_aftermath(desk: Desk, simulation: Simulation) -> Aftermath:
    """What follows from the events of a simulation, each once. Raises ContentError for broken content."""
    events = load_aftermath(desk.catalogue)
    entries = find_aftermath(events, simulation.request.shocks)
    needs = {need.demand.id: need for need in measure_needs(desk, simulation.place)} if entries else {}
    asks = {ask.id: ask for ask in events.ask}
    kinds = {entry.cases for entry in entries}
    known = [case for case in load_backtests(desk.catalogue) if case.kind in kinds]
    here, there = _set_here(simulation), {case.id: _set_there(desk, case) for case in known}
    known.sort(key=lambda case: here.measure_to(there[case.id]))
    return Aftermath(
        place=simulation.place,
        asked=events.asked,
        needs=tuple(
            UrgentNeed(need=needs[one.id], why=one)
            for one in _take_once(one for entry in entries for one in entry.demands)
            if one.id in needs
        ),
        studies=tuple(
            desk.catalogue.studies[name] for name in dict.fromkeys(name for entry in entries for name in entry.studies)
        ),
        goals=tuple(
            UrgentGoal(goal=desk.catalogue.goals[name], ask=asks[name])
            for name in dict.fromkeys(name for entry in entries for name in entry.goals)
        ),
        authorities=find_authorities(events, entries, simulation.request.shocks),
        cases=tuple(
            (case, observe_case(desk.observations, case)) for case in known if case.place != simulation.place.code
        ),
        origins=find_seen_origins(desk.observations),
        here=here,
        there=there,
    )


def _set_here(simulation: Simulation) -> Setting:
    shocks, town = simulation.request.shocks, simulation.town
    jobs = max((shock.jobs for shock in shocks), default=0.0)
    share = jobs / town.jobs if jobs and town.jobs else None
    return Setting(frozenset(shock.sector for shock in shocks), share, town.commuting_in)


def _set_there(desk: Desk, case: Backtest) -> Setting:
    """By the latest figures, which know nothing of what the town was before."""
    place, inputs = desk.catalogue.places.by_code[case.place], desk.catalogue.inputs
    jobs = desk.observations.latest(inputs.jobs, place).value
    commuting = desk.observations.latest(inputs.commuters_in, place).value
    return Setting(
        frozenset((case.sector,)),
        case.jobs / jobs if jobs else None,
        None if commuting is None else commuting / PER_CENT,
    )


def _take_once(urgent: Iterable[Urgent]) -> tuple[Urgent, ...]:
    """Each demand once, where it first stands."""
    seen: dict[str, Urgent] = {}
    for one in urgent:
        seen.setdefault(one.id, one)
    return tuple(seen.values())
