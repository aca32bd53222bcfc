"""Proposed departures in words: what is the same bus is said to be."""

from msgspec.structs import replace

from made_reach import MOVED, make_report, make_turn
from samspel.catalogue.loading import Catalogue
from samspel.reach.report import Departure
from samspel.reach.summary import leave_out_dearer
from samspel.reports.departures import describe_departures

ADDED = replace(MOVED, moved_from=None, gained=33.0, lost=0.0)
OTHER = replace(ADDED, starts_at="06:05", ends_at="06:45")


def tell(catalogue: Catalogue, *departures: Departure) -> list[str]:
    turn = replace(make_turn("natt", "22:00", "06:00", (0.1, 0.2)), departures=departures)
    return describe_departures(catalogue.texts["sv"], make_report((turn,), {}, None), turn)


def test_a_move_to_the_minute_of_a_new_departure_says_that_it_is_that_bus(catalogue: Catalogue) -> None:
    first, second, third = tell(catalogue, ADDED, MOVED, OTHER)
    assert first.startswith("En ny tur 05.05 med linje 42")
    assert second.startswith("I stället för den nya turen 05.05 med linje 42 från Byn kan turen 05.27 flyttas dit")
    assert third.startswith("En ny tur 06.05")


def test_a_new_departure_at_the_minute_of_a_move_says_that_it_is_that_bus(catalogue: Catalogue) -> None:
    _, second = tell(catalogue, MOVED, ADDED)
    assert second.startswith("Samma tur kan köras utan att någon annan flyttas: en ny 05.05")


def test_a_bus_of_another_line_or_the_other_way_at_the_same_minute_is_another_bus(catalogue: Catalogue) -> None:
    for other in (replace(MOVED, line="43"), replace(MOVED, outward=False), replace(MOVED, from_stop="Torget")):
        assert tell(catalogue, ADDED, other)[1].startswith("Turen 05.27 med linje")


def test_a_new_departure_is_left_out_where_a_move_before_it_does_as_much() -> None:
    assert leave_out_dearer([MOVED, ADDED, OTHER]) == (MOVED, OTHER)
    assert leave_out_dearer([ADDED, MOVED]) == (ADDED, MOVED)
