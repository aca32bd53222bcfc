"""The first pages of a packet."""

from datetime import date

from samspel.app.comparing import LATEST, compare_measures
from samspel.app.desk import Desk
from samspel.app.grouping import find_places
from samspel.documents.packet import compose_overview
from samspel.rendering.blocks import Picture
from samspel.rendering.table import Table
from samspel.reports.packet import Member
from samspel.reports.writing import Writer


def test_the_overview_has_the_comparison_as_tables_and_what_each_place_lacks(still_desk: Desk) -> None:
    named = find_places(still_desk.catalogue, ["2181, 2180"])
    beside = compare_measures(still_desk, "sv", named, ["N00053"], LATEST)
    writer = Writer(still_desk.observations, still_desk.catalogue.texts["sv"], date(2026, 11, 29))
    members = [Member(place=place, why="Därför.") for place in named.places]
    document = compose_overview(writer, beside, members, is_own=True)
    assert document.title == "2 platser sida vid sida"
    assert [block.name for block in document.blocks if isinstance(block, Table)] == ["comparison", "measures"]
    assert not any(isinstance(block, Picture) for block in document.blocks)
