"""Lists of hospitals and ambulance stations: what is understood, and what is told of what is wrong."""

from functools import partial
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.catalogue.loading import Catalogue
from samspel.reach.workplaces import Station
from samspel.sources.list_writing import write_stations
from samspel.sources.workplaces import parse_stations, read_stations
from samspel.terms.errors import BadInputError
from shipped import load_shipped

CATALOGUE = load_shipped()
NORTH = Station("Norra stationen", (60.62, 16.78))
NAMES = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20).map(partial(normalize, "NFC"))


def parse(text: str) -> tuple[Station, ...]:
    return parse_stations(text.encode(), "stationer.csv", CATALOGUE)


@pytest.mark.parametrize(
    "text",
    [
        "namn;latitud;longitud\nNorra stationen;60,62;16,78\n",
        "name,latitude,longitude\nNorra stationen,60.62,16.78\n",
        "longitud;anmärkning;namn;latitud\n16,78;dygnet runt;Norra stationen;60,62\n",
    ],
)
def test_the_names_of_the_columns_are_understood_in_both_languages_and_in_any_order(text: str) -> None:
    assert parse(text) == (NORTH,)


@pytest.mark.parametrize(
    ("rows", "code", "line"),
    [
        ("Norra;;16,78", "list_blank", 2),
        (";60,62;16,78", "list_blank", 2),
        ("Norra;sextio;16,78", "number_form", 2),
        ("Norra;6720000;16,78", "sites_degrees", 2),
        ("Norra;60,62;16,78\nnorra;60,63;16,79", "sites_twice", 3),
        ("Norra;60,62;16,78;12", "list_cells", 2),
    ],
)
def test_what_is_wrong_with_a_row_is_told_with_its_line(rows: str, code: str, line: int) -> None:
    with pytest.raises(BadInputError) as caught:
        parse(f"namn;latitud;longitud\n{rows}\n")
    assert (caught.value.code, caught.value.facts["line"]) == (code, line)
    for texts in CATALOGUE.texts.values():
        assert str(line) in str(texts.explain(caught.value))


def test_every_wrong_row_is_told_at_once() -> None:
    with pytest.raises(BadInputError) as caught:
        parse("namn;latitud;longitud\nNorra;;16\nSödra;60;16\nÖstra;60;hundra\n")
    assert [error.facts["line"] for error in (caught.value, *caught.value.others)] == [2, 4]


@pytest.mark.parametrize(
    ("text", "code"), [("", "list_empty"), ("namn;latitud;longitud\n", "list_no_rows"), ("namn\nA\n", "list_columns")]
)
def test_a_table_that_cannot_be_used_is_refused(text: str, code: str) -> None:
    with pytest.raises(BadInputError) as caught:
        parse(text)
    assert caught.value.code == code


def test_a_file_that_is_not_there_is_named(tmp_path: Path, catalogue: Catalogue) -> None:
    with pytest.raises(BadInputError) as caught:
        read_stations(tmp_path / "saknas.csv", catalogue)
    assert caught.value.code == "no_file"


@given(st.lists(st.tuples(NAMES, st.floats(-90, 90), st.floats(-180, 180)), min_size=1, max_size=5))
def test_what_is_written_is_read_back(rows: list[tuple[str, float, float]]) -> None:
    by_name = {name.casefold(): Station(name, (round(lat, 6), round(lon, 6))) for name, lat, lon in rows}
    stations = tuple(by_name.values())
    for texts in CATALOGUE.texts.values():
        assert parse_stations(write_stations(stations, texts), "x.csv", CATALOGUE) == stations
