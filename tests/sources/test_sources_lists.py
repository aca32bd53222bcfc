"""The headings and rows of a list: what is meant, what is ignored, and what is told to be a mistake."""

from dataclasses import replace

import pytest

from samspel.sources.lists import Columns, read_text
from samspel.terms.errors import BadInputError

COLUMNS = Columns(meant={"namn": "name", "name": "name", "antal": "count"}, also={}, needed=("name",), likeness=75)


def refuse(text: str, columns: Columns = COLUMNS) -> BadInputError:
    with pytest.raises(BadInputError) as told:
        read_text(text, "a.csv", columns)
    return told.value


def test_a_heading_near_one_that_the_file_lacks_is_a_mistake_wherever_it_stands() -> None:
    error = refuse("namn,gata,postort,anttal\nÅmot,x,y,3")
    assert (error.code, error.facts["found"], error.facts["nearest"]) == ("column_unknown", "anttal", "antal")


def test_two_headings_that_mean_nothing_are_not_the_same_column() -> None:
    sheet = read_text("namn,gata,postort\nÅmot,x,y", "a.csv", COLUMNS)
    assert sheet.ignored == ("gata", "postort")
    error = refuse("namn,name\nÅmot,Åmot")
    assert (error.code, error.facts["found"]) == ("list_column_twice", "namn, name")


def test_a_column_without_a_heading_is_ignored_in_silence_unless_something_stands_there() -> None:
    assert read_text("namn,,\nÅmot,,", "a.csv", COLUMNS).ignored == ()
    assert read_text("namn,,\nÅmot,,x", "a.csv", COLUMNS).ignored == ("",)


def test_so_many_rows_are_read_and_no_more() -> None:
    columns = replace(COLUMNS, most_rows=2)
    assert len(read_text("namn\na\nb", "a.csv", columns).rows) == 2
    error = refuse("namn\na\nb\nc", columns)
    assert (error.code, error.facts["found"], error.facts["limit"]) == ("list_too_many_rows", 3, 2)


def test_a_row_with_more_cells_than_the_header_is_told_by_its_first() -> None:
    rows = read_text("namn,antal\nÅmot,3\nÅmot,3, ,5,6", "a.csv", COLUMNS).rows
    rows[0].check()
    with pytest.raises(BadInputError) as told:
        rows[1].check()
    assert (told.value.code, told.value.facts["found"], told.value.facts["line"]) == ("list_cells", "5", 3)


def test_a_closed_list_takes_no_other_heading() -> None:
    error = refuse("namn,gata\nÅmot,x", replace(COLUMNS, is_closed=True))
    assert (error.code, error.facts["found"]) == ("list_column", "gata")
    assert error.facts["known"] == "namn/name, antal"
