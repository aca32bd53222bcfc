"""Places beside each other: what a cell says, what stands in files, and why a cell is blank."""

from samspel.app.comparing import Choice, compare_columns
from samspel.app.desk import Desk
from samspel.app.grouping import find_places
from samspel.observations.beside import Beside
from samspel.rendering.table import list_records, words
from samspel.reports.comparison import draw_beside, tabulate_beside, tabulate_measures_beside


def compare(desk: Desk, places: str, *measures: str, sort: str = "") -> Beside:
    return compare_columns(desk, "sv", find_places(desk.catalogue, [places]), measures, Choice(sort=sort)).beside


def test_a_head_has_unit_and_year_and_a_file_has_all_that_stands_behind(still_desk: Desk) -> None:
    beside = compare(still_desk, "Sandviken, 21", "tax_base_per_inhabitant", sort="tax_base_per_inhabitant")
    table = tabulate_beside(still_desk.catalogue, still_desk.catalogue.texts["sv"], beside)
    assert words(table).heads == ("Plats", "Skattekraft, kr/inv., 2023")
    assert [column.order for column in words(table).columns] == ["", "descending"]
    row = list_records(table)[0]
    assert row["tax_base_per_inhabitant_publisher"] == "SCB"
    assert row["tax_base_per_inhabitant_year"] == 2023
    assert row["tax_base_per_inhabitant_unit"] == "sek_per_inhabitant"


def test_a_blank_is_told_with_its_measure_place_and_reason(still_desk: Desk) -> None:
    beside = compare(still_desk, "Sandviken, 21", "commuters_out_share")
    texts = still_desk.catalogue.texts["sv"]
    table = tabulate_beside(still_desk.catalogue, texts, beside)
    assert words(table).rows[1][1].words == texts("words.blank")
    (note,) = [note for note in table.notes if "Gävleborg" in note]
    assert "Utpendling" in note
    assert list_records(table)[1]["commuters_out_share_blank"]


def test_lowest_and_highest_name_who_has_them(still_desk: Desk) -> None:
    beside = compare(still_desk, "län:21", "population")
    table = tabulate_measures_beside(still_desk.catalogue, still_desk.catalogue.texts["sv"], beside)
    row = dict(zip((column.key for column in words(table).columns), words(table).rows[0], strict=True))
    assert (row["lowest"].note, row["highest"].note) == ("Ockelbo", "Gävle")
    assert row["known"].words == "10 av 10"


def test_a_scale_of_words_is_not_drawn(still_desk: Desk) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["sv"]
    assert draw_beside(catalogue, texts, compare(still_desk, "Sandviken, Gävle", "housing_market_assessment")) is None
    picture = draw_beside(catalogue, texts, compare(still_desk, "Sandviken, Gävle", "population"))
    assert picture is not None
    assert "Högst" in picture.alt
    assert "SCB" in picture.caption
