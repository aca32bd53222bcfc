"""What to do after an event at a place."""

from samspel.app.aftermath import plan_aftermath
from samspel.app.desk import Desk
from samspel.app.simulating import simulate
from samspel.needs.measuring import Need
from samspel.scenarios.shocks import Shock
from samspel.scenarios.simulation import Request
from samspel.trials.aftermath import Aftermath

FEW = {"draws": 50, "years": 6}


def plan(desk: Desk, code: str, *shocks: Shock) -> Aftermath:
    place = desk.catalogue.places.by_code[code]
    return plan_aftermath(desk, simulate(desk, place, Request(shocks=shocks, **FEW)))  # type: ignore[arg-type]


def test_a_closure_brings_the_crisis_group_first_with_the_verdict_of_the_place(still_desk: Desk) -> None:
    found = plan(still_desk, "2181", Shock(kind="closure", year=2027, jobs=400.0))
    needs: list[Need] = [one.need for one in found.needs]
    assert needs[0].demand.number == 32
    assert {need.place.code for need in needs} == {"2181"}
    assert [one.goal.id for one in found.goals] == ["lifelong-learning", "flexible-education"]


def test_cases_are_of_the_same_kind_and_of_other_places(still_desk: Desk) -> None:
    closures = plan(still_desk, "1488", Shock(kind="notice", year=2027, until=2028, jobs=100.0)).cases
    assert {case.kind for case, _ in closures} == {"closure"}
    assert "saab-trollhattan" not in {case.id for case, _ in closures}
    lund = {one.kind: one for case, seen in closures if case.id == "astrazeneca-lund" for one in seen}
    assert (lund["people"].first, lund["people"].before, lund["people"].after) == (2010, 110_488, 116_834)
    openings = plan(still_desk, "2104", Shock(kind="establishment", year=2027, jobs=300.0)).cases
    assert {case.kind for case, _ in openings} == {"establishment"}


def test_each_demand_stands_once_after_several_events(still_desk: Desk) -> None:
    events = Shock(kind="closure", year=2027, jobs=400.0), Shock(kind="conversion", year=2028, jobs=50.0, new_jobs=40.0)
    found = [one.need.demand.id for one in plan(still_desk, "2181", *events).needs]
    assert len(found) == len(set(found)) > 5


def test_nothing_follows_from_no_event(still_desk: Desk) -> None:
    found = plan(still_desk, "2181")
    assert (found.needs, found.goals, found.cases) == ((), (), ())
