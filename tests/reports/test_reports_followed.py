"""A need measured again, in words."""

from datetime import date

from samspel.app.desk import Desk
from samspel.needs.again import Again
from samspel.needs.measuring import Need
from samspel.reports.followed import FollowedUp, Taken, describe_again


def tell(desk: Desk, again: Again) -> str:
    demand = desk.catalogue.demands["shift-transit"]
    need: Need = desk.assessor.measure_demand(demand, desk.catalogue.places.by_code["2181"])
    taken = Taken(on=date(2026, 11, 30), occasion="asked", verdict="some")
    return describe_again(
        desk.catalogue, desk.catalogue.texts["sv"], FollowedUp(need=need, start=taken, taken=(taken,), again=again)
    )


def test_a_value_that_is_a_mean_says_its_years(still_desk: Desk) -> None:
    mean = Again(change="unknown", why="no_newer", indicator="transit_everyday_satisfaction", first=2022, before=76.46)
    said = tell(still_desk, mean)
    assert "fryst med värdet för 2021–2022: 76,5\u00a0%." in said
    assert "medel av åren" in said
    single = Again(change="unknown", why="no_newer", indicator="near_transit_share", first=2022, before=76.46)
    assert "fryst med värdet för 2022: 76,5\u00a0%." in tell(still_desk, single)
    assert "medel av åren" not in tell(still_desk, single)


def test_a_value_without_a_year_is_not_said_to_be_of_year_nought(still_desk: Desk) -> None:
    own = Again(change="unknown", why="own", indicator="near_transit_share")
    assert "för 0" not in tell(still_desk, own)
