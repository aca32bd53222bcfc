"""A map as a table: what the picture says, in order, with what a file needs."""

from samspel.app.desk import Desk
from samspel.app.mapping import MapChoice, find_first_subject, find_subject, make_map
from samspel.observations.mapping import MeasureMap
from samspel.rendering.blocks import Picture
from samspel.rendering.table import Table, list_records
from samspel.reports.map_tables import compose_map, tabulate_map


def test_a_measure_stands_from_its_highest_value_with_its_class(still_desk: Desk) -> None:
    mapped = make_map(still_desk, "sv", find_first_subject(still_desk))
    assert isinstance(mapped, MeasureMap)
    rows = list_records(tabulate_map(still_desk.observations, still_desk.catalogue.texts["sv"], mapped))
    values = [float(str(row["value"])) for row in rows if row["value"] is not None]
    assert values == sorted(values, reverse=True)
    assert len(rows) == 290
    for row in rows:
        assert row["value"] is None or (row["publisher"] and row["year"] and row["class"])
    by_code = {row["place_code"]: row for row in rows}
    for number, place in enumerate(mapped.places):
        assert by_code[place.code]["class"] == mapped.classes[number] + 1
        assert by_code[place.code]["region"]


def test_a_demand_stands_from_its_most_serious_verdict(still_desk: Desk) -> None:
    mapped = make_map(still_desk, "sv", find_subject(still_desk, "sv", "16"))
    table = tabulate_map(still_desk.observations, still_desk.catalogue.texts["sv"], mapped)
    rows = list_records(table)
    assert (rows[0]["verdict"], rows[0]["strength"]) == ("large", "answered")
    assert rows[-1]["verdict"] == "not_here"
    link = table.rows[0][1].link
    assert link is not None
    assert link.kind == "place_need"


def test_the_region_stands_beside_a_municipality_where_there_are_several(still_desk: Desk) -> None:
    subject, texts = find_first_subject(still_desk), still_desk.catalogue.texts["sv"]
    region = still_desk.catalogue.places.by_code["21"]
    for choice, is_noted in ((MapChoice(), True), (MapChoice(place=region), False)):
        table = tabulate_map(still_desk.observations, texts, make_map(still_desk, "sv", subject, choice))
        assert {bool(cell.note) for row in table.rows for cell in row if cell.link} == {is_noted}
        assert {bool(row["region"]) for row in list_records(table)} == {True}


def test_the_table_stands_with_the_picture(still_desk: Desk) -> None:
    mapped = make_map(
        still_desk, "sv", find_first_subject(still_desk), MapChoice(place=still_desk.catalogue.places.by_code["21"])
    )
    picture, table = compose_map(still_desk.observations, still_desk.catalogue.texts["sv"], mapped)
    assert isinstance(picture, Picture)
    assert isinstance(table, Table)
    assert len(table.rows) == 10
