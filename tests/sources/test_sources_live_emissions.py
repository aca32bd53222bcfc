"""The national emissions database's workbook becomes tidy rows, or a sentence on what is not as it was."""

import pytest

from samspel.catalogue.fetching import load_fetching
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.fetched_files import Emissions, Sector
from samspel.sources.live.emissions import parse_sector
from samspel.sources.live.errors import ChangedError
from samspel.sources.live.place_names import PlaceNames
from sources.live_files import HEADINGS, Value, make_book, make_emissions

YEARS = [1990, 2015, 2024]
INDUSTRY = "Industri (energi + processer)"


@pytest.fixture
def declared(catalogue: Catalogue) -> Emissions:
    found = load_fetching(catalogue)["emissions"].emissions
    assert found is not None
    return found


@pytest.fixture
def industry(declared: Emissions) -> Sector:
    return next(one for one in declared.targets if INDUSTRY in one.names)


@pytest.fixture
def names(catalogue: Catalogue) -> PlaceNames:
    return PlaceNames(catalogue.places)


@pytest.fixture
def rows(catalogue: Catalogue) -> dict[tuple[str, str], list[Value]]:
    """Each municipality its own numbers, in two sectors."""
    return {
        (sector, place.name): [float(place.index), place.index + 0.25, None]
        for sector in (INDUSTRY, "Jordbruk")
        for place in catalogue.places.municipalities
    }


def test_the_rows_of_a_sector_are_those_of_municipalities_for_all_its_parts(
    catalogue: Catalogue,
    declared: Emissions,
    industry: Sector,
    names: PlaceNames,
    rows: dict[tuple[str, str], list[Value]],
) -> None:
    title, found = parse_sector(declared, names, industry, make_emissions(rows, YEARS))
    assert (title, found.height) == (INDUSTRY, 290 * 3)
    place = catalogue.places.by_code["2181"]
    assert found.filter(found["code"] == "2181").rows() == [
        ("T", "2181", 1990, float(place.index), ""),
        ("T", "2181", 2015, place.index + 0.25, ""),
        ("T", "2181", 2024, None, "missing"),
    ]


def test_the_years_may_stand_on_the_row_of_the_headings_and_more_rows_of_remarks_above(
    catalogue: Catalogue, declared: Emissions, industry: Sector, names: PlaceNames
) -> None:
    told: list[list[Value]] = [["en anmärkning"] for _ in range(9)]
    told.append([*HEADINGS, "1990", 2024.0])
    told += [[INDUSTRY, "Alla", "", place.name.upper(), 1.0, 2.0] for place in catalogue.places.municipalities]
    _, found = parse_sector(declared, names, industry, make_book({"Blad1": told}))
    assert sorted(found["year"].unique().to_list()) == [1990, 2024]


def fail(declared: Emissions, names: PlaceNames, sector: Sector, body: bytes) -> str:
    with pytest.raises(ChangedError) as caught:
        parse_sector(declared, names, sector, body)
    assert sector.measure in str(caught.value.facts["subject"])
    return str(caught.value.facts["found"])


def test_a_workbook_that_has_changed_is_told_and_not_read(
    declared: Emissions, industry: Sector, names: PlaceNames, rows: dict[tuple[str, str], list[Value]]
) -> None:
    whole = make_emissions(rows, YEARS)
    assert "no whole workbook" in fail(declared, names, industry, whole[: len(whole) // 2])
    assert "no whole workbook" in fail(declared, names, industry, b"<!doctype html>")
    renamed = make_emissions(rows, YEARS, ("Sektor", "Undersektor", "Län", "Kommun"))
    assert "Nationella emissionsdatabasen" in fail(declared, names, industry, renamed)
    assert "no years" in fail(declared, names, industry, make_emissions(rows, []))
    other = {("Industri", town): values for (_, town), values in rows.items()}
    assert "no such sector" in fail(declared, names, industry, make_emissions(other, YEARS))
    signs = rows | {(INDUSTRY, "Sandviken"): [1.0, "hemligt", 2.0]}
    assert fail(declared, names, industry, make_emissions(signs, YEARS)) == "hemligt"


def test_a_municipality_under_another_name_is_not_lost_in_silence(
    declared: Emissions, industry: Sector, names: PlaceNames, rows: dict[tuple[str, str], list[Value]]
) -> None:
    moved = {(sector, "Sandvikens stad" if town == "Sandviken" else town): one for (sector, town), one in rows.items()}
    assert fail(declared, names, industry, make_emissions(moved, YEARS)) == "no row of Sandviken"
