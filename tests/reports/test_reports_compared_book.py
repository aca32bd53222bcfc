"""A comparison as files: words come first, years are numbers, and each column says what it is and whose figures."""

from datetime import date
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from samspel.app.comparing import Choice, compare_columns, find_compared_demands
from samspel.app.desk import Desk
from samspel.app.grouping import find_places
from samspel.catalogue.records.base import Lang
from samspel.needs.beside import Compared
from samspel.reports.compared_book import list_compared, render_book

DAY, ADDRESS = date(2026, 12, 1), "https://x.se/jamfor/?plats=2181,2180"
NUMBERS = ("33", "3")


def set_beside(desk: Desk, lang: Lang) -> Compared:
    named = find_places(desk.catalogue, ["Sandviken, Gävle, Hofors, Avesta"])
    choice = Choice(only="unemployment", condition="above", limit=7.0)
    return compare_columns(desk, lang, named, ["unemployment", "N00090"], choice, find_compared_demands(desk, NUMBERS))


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_workbook_has_the_table_what_its_columns_are_and_how_it_was_made(still_desk: Desk, lang: Lang) -> None:
    texts, compared = still_desk.catalogue.texts[lang], set_beside(still_desk, lang)
    book = CalamineWorkbook.from_filelike(BytesIO(render_book(still_desk.catalogue, texts, compared, DAY, ADDRESS)))
    table, columns, about, found = (
        [row for row in book.get_sheet_by_name(name).to_python() if any(row)] for name in book.sheet_names
    )
    count = len(compared.places)
    assert 2 <= count < 4
    heads, rows = table[-count - 1], table[-count:]
    assert [row[0] for row in rows] == [place.name for place in compared.places]
    assert all(isinstance(row[1], float) for row in rows)
    assert {row[4] for row in rows} == {texts("verdict.unknown")}
    assert len(heads) == 5
    told = " ".join(str(row[0]) for row in table[: -count - 1])
    assert texts.day(DAY) in told
    assert ADDRESS in told
    assert "Hofors" in told
    assert [row[0] for row in columns if row[0] in heads] == list(heads[1:])
    measures = [row for row in columns if row[0] in heads[1:3]]
    assert all(all(row[at] for at in (1, 2, 3, 4, 5, 7)) for row in measures)
    assert [type(row[3]) for row in measures] == [float, float]
    assert all(str(row[7]).startswith("https://") for row in measures)
    assert any(ADDRESS in str(row[0]) for row in about)
    assert found[0][0] == "place_code"


def test_a_blank_says_so_in_its_cell_and_why_above_the_table(still_desk: Desk) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["sv"]
    named = find_places(catalogue, ["Sandviken, Riket"])
    compared = compare_columns(still_desk, "sv", named, ["municipal_tax_rate", "unemployment"])
    blank = next(one for each in compared.beside.measures for one in each.observations if one.value is None)
    data = render_book(catalogue, texts, compared, DAY, named=("Borta är Blåköping.",))
    rows = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()
    told = [str(row[0]) for row in rows]
    assert "Borta är Blåköping." in told
    assert any(one.startswith("Tomt i ") and blank.place.name in one for one in told)
    assert texts("words.blank") in next(row for row in rows if row[0] == blank.place.name)
    heads = next(row for row in rows if row[0] == texts("comparison.head.place"))
    assert str(heads[2]).endswith(" (%)")


def test_rows_have_words_before_codes_years_as_numbers_day_and_address(still_desk: Desk) -> None:
    found = list_compared(
        still_desk.catalogue, still_desk.catalogue.texts["sv"], set_beside(still_desk, "sv"), DAY, ADDRESS
    )
    keys = found.columns
    assert keys.index("shift-transit_words") < keys.index("shift-transit_figure") < keys.index("shift-transit")
    row = dict(zip(keys, found.rows[0], strict=True))
    assert row["unemployment_year"] == 2024
    assert row["unemployment_publisher"] == "SCB"
    assert row["made"] == "2026-12-01"
    assert row["address"] == ADDRESS
    bare = list_compared(still_desk.catalogue, still_desk.catalogue.texts["sv"], set_beside(still_desk, "sv"), DAY)
    assert "address" not in bare.columns
