"""The first pages of a packet."""

from datetime import date
from io import BytesIO

from pypdf import PdfReader

from samspel.app.comparing import LATEST, compare_columns
from samspel.app.desk import Desk
from samspel.app.grouping import find_places
from samspel.documents.packet import compose_overview
from samspel.rendering.blocks import Bullets, Pair, Picture
from samspel.rendering.pdf import render_pdf
from samspel.rendering.table import Table
from samspel.reports.packet import Member, compose_spreads
from samspel.reports.writing import Writer


def test_the_overview_has_the_comparison_as_tables_and_what_each_place_lacks(still_desk: Desk) -> None:
    named = find_places(still_desk.catalogue, ["2181, 2180"])
    beside = compare_columns(still_desk, "sv", named, ["N00053"], LATEST)
    writer = Writer(still_desk.observations, still_desk.catalogue.texts["sv"], date(2026, 11, 29))
    members = [Member(place=place, why="Därför.") for place in named.places]
    document = compose_overview(writer, beside, members)
    assert document.title == "2 platser sida vid sida"
    assert [block.name for block in document.blocks if isinstance(block, Table)] == ["comparison", "measures"]
    (small,) = (block for block in document.blocks if isinstance(block, Picture))
    assert small.width < 1.0


def test_each_chosen_measure_has_a_small_picture_of_how_the_places_lie(still_desk: Desk) -> None:
    chosen = ["N00053", "long_term_unemployment", "staff_sick_leave"]
    named = find_places(still_desk.catalogue, ["2181, 2180, 2161"])
    beside = compare_columns(still_desk, "sv", named, chosen, LATEST)
    writer = Writer(still_desk.observations, still_desk.catalogue.texts["sv"], date(2026, 11, 29))
    document = compose_overview(writer, beside, [Member(place=place, why="x") for place in named.places])
    pictures = [
        picture
        for block in document.blocks
        for picture in ([block.left, block.right] if isinstance(block, Pair) else [block])
        if isinstance(picture, Picture)
    ]
    assert len(pictures) == len(chosen)
    for picture, measure in zip(pictures, beside.beside.measures, strict=True):
        values = dict(zip((place.name for place in beside.beside.places), measure.observations, strict=True))
        low, high = (find(values, key=lambda name: values[name].value or 0.0) for find in (min, max))
        assert f"({low}) till" in picture.caption
        assert picture.caption.endswith(f"({high}).")


def test_the_pictures_stand_on_one_page_with_the_names_of_the_places(still_desk: Desk) -> None:
    named = find_places(still_desk.catalogue, ["län:21"])
    chosen = ["N00053", "unemployment", "jobs_industry_share", "population_change_5y", "staff_sick_leave", "N07418"]
    compared = compare_columns(still_desk, "sv", named, chosen, LATEST)
    pairs = list(compose_spreads(still_desk.catalogue.texts["sv"], compared.beside))
    assert [isinstance(one, Pair) and one.is_kept for one in pairs] == [True, True, False]
    writer = Writer(still_desk.observations, still_desk.catalogue.texts["sv"], date(2026, 11, 29))
    members = [Member(place=place, why="x") for place in named.places]
    pages = PdfReader(BytesIO(render_pdf(compose_overview(writer, compared, members, ())))).pages
    shown = [number for number, page in enumerate(pages) for _ in range(page.extract_text().count("Mitten: "))]
    assert len(shown) == len(chosen)
    assert len(set(shown)) == 1
    (first, *_) = (one for one in pairs if isinstance(one, Pair))
    assert ">Gävle<" in first.left.svg


def test_no_number_at_an_axis_is_cut(still_desk: Desk) -> None:
    named = find_places(still_desk.catalogue, ["län:06"])
    compared = compare_columns(still_desk, "sv", named, ["rental_dwellings_per_1000", "N00799"], LATEST)
    pictures = [
        side
        for block in compose_spreads(still_desk.catalogue.texts["sv"], compared.beside)
        for side in ([block.left, block.right] if isinstance(block, Pair) else [block])
        if isinstance(side, Picture)
    ]
    assert len(pictures) == 2
    assert all("…" not in picture.svg for picture in pictures)


def test_the_overview_has_the_chosen_demands_as_columns_and_no_measure_that_nobody_chose(still_desk: Desk) -> None:
    named = find_places(still_desk.catalogue, ["2181, 2180"])
    chosen = [still_desk.catalogue.demands_by_number[number] for number in (33, 27, 30, 32, 5, 6)]
    compared = compare_columns(still_desk, "sv", named, [], LATEST, chosen)
    writer = Writer(still_desk.observations, still_desk.catalogue.texts["sv"], date(2026, 11, 29))
    document = compose_overview(writer, compared, [Member(place=place, why="x") for place in named.places], ("Nej.",))
    table, grounds = (block for block in document.blocks if isinstance(block, Table))
    assert {row[0].value for row in grounds.rows} == {demand.id for demand in chosen}
    assert [column.key for column in table.columns if column.head][1:] == [demand.id for demand in chosen]
    assert any(isinstance(block, Bullets) and "Nej." in block.items for block in document.blocks)
