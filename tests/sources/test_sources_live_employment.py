"""The Employment Service's workbooks become tidy rows, or a sentence on what is not as it was."""

from collections.abc import Mapping, Sequence

import pytest

from samspel.catalogue.fetching import load_fetching
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.fetched_files import Employment, Monthly, Pivot
from samspel.catalogue.records.fetching import Service
from samspel.sources.live.employment import fetch_course, list_addresses, parse_monthly, parse_pivot
from samspel.sources.live.errors import ChangedError
from samspel.sources.live.place_names import PlaceNames
from sources.live_files import Value, make_book, make_notices, make_page, make_pivot

FIELDS = ("PERIOD", "LAN", "KOM", "TOTSOK", "TOTAK")
MONTHS = [f"2024-{month:02d}" for month in range(1, 13)]


@pytest.fixture
def service(catalogue: Catalogue) -> Service:
    return load_fetching(catalogue)["employment"].service


@pytest.fixture
def declared(catalogue: Catalogue) -> Employment:
    found = load_fetching(catalogue)["employment"].employment
    assert found is not None
    return found


@pytest.fixture
def share(declared: Employment) -> Pivot:
    return declared.pivots[0]


@pytest.fixture
def notices(declared: Employment) -> Monthly:
    return declared.monthlies[0]


@pytest.fixture
def names(catalogue: Catalogue) -> PlaceNames:
    return PlaceNames(catalogue.places)


@pytest.fixture
def counties(catalogue: Catalogue) -> list[str]:
    return [*(region.area for region in catalogue.places.regions), "Riket"]


def make_rows(catalogue: Catalogue, months: Sequence[str]) -> list[list[Value]]:
    """A tenth of a labour force of a hundred in every municipality, a twentieth in Sandviken; and people of nowhere."""
    told: list[list[Value]] = [
        [month, "Något län", place.name, 5.0 if place.code == "2181" else 10.0, 100.0]
        for month in months
        for place in catalogue.places.municipalities
    ]
    return [*told, *([month, "Uppgift saknas", "Uppgift saknas", 3.0, None] for month in months)]


def test_a_share_is_that_of_the_mean_of_twelve_months_and_counties_add_up(
    catalogue: Catalogue, declared: Employment, share: Pivot, names: PlaceNames
) -> None:
    rows = make_rows(catalogue, [*MONTHS, "2025-01", "2022-01"])
    found = parse_pivot(declared, names, share, make_pivot(FIELDS, rows))
    told = {code: value for _, code, year, value, _ in found.rows() if year == 2024}
    assert found["year"].unique().to_list() == [2024]
    assert len(told) == 290 + 21 + 1
    assert (told["2181"], told["2180"]) == (5.0, 10.0)
    assert told["21"] == pytest.approx(100.0 * 95.0 / 1000.0)
    assert told["00"] == pytest.approx(100.0 * 2895.0 / 29000.0)


def test_a_month_that_is_not_told_leaves_the_year_blank_with_its_reason(
    catalogue: Catalogue, declared: Employment, share: Pivot, names: PlaceNames
) -> None:
    rows = make_rows(catalogue, MONTHS)
    rows = [[*row[:3], "<5", row[4]] if row[:3:2] == ["2024-07", "Sandviken"] else row for row in rows]
    found = parse_pivot(declared, names, share, make_pivot(FIELDS, rows))
    flags = {code: (value, flag) for _, code, _, value, flag in found.rows()}
    assert flags["2181"] == flags["21"] == flags["00"] == (None, "secret")
    assert flags["2180"] == (10.0, "")


def fail_pivot(declared: Employment, names: PlaceNames, share: Pivot, body: bytes) -> str:
    with pytest.raises(ChangedError) as caught:
        parse_pivot(declared, names, share, body)
    assert share.measure in str(caught.value.facts["subject"])
    return str(caught.value.facts["found"])


def test_a_pivot_table_that_has_changed_is_told_and_not_read(
    catalogue: Catalogue, declared: Employment, share: Pivot, names: PlaceNames
) -> None:
    rows = make_rows(catalogue, MONTHS)
    whole = make_pivot(FIELDS, rows)
    assert "no whole workbook" in fail_pivot(declared, names, share, whole[:-200])
    assert fail_pivot(declared, names, share, make_book({"Andel": [["PERIOD"]]})) == "no pivot table"
    older = make_pivot(("PERIOD", "LAN", "KOM", "INSAL", "RAMS"), rows)
    assert "RAMS" in fail_pivot(declared, names, share, older)
    assert (
        fail_pivot(declared, names, share, make_pivot(FIELDS, [[*row[:3], "x", row[4]] for row in rows]))
        == "the sign x"
    )
    assert "juli" in fail_pivot(declared, names, share, make_pivot(FIELDS, [["juli 2024", *row[1:]] for row in rows]))
    lost = [row for row in rows if row[2] != "Sandviken"]
    assert fail_pivot(declared, names, share, make_pivot(FIELDS, lost)) == "no row of Sandviken"


def make_months(counties: Sequence[str], months: Sequence[str]) -> Mapping[str, list[Value]]:
    return {month: [float(at) for at in range(len(counties))] for month in months}


def test_notices_are_added_up_to_whole_years_by_county(
    declared: Employment, notices: Monthly, names: PlaceNames, counties: list[str]
) -> None:
    body = make_notices(counties, make_months(counties, [*MONTHS, "2025-01"]))
    found = parse_monthly(declared, names, notices, body)
    assert found["year"].unique().to_list() == [2024]
    assert {code: value for _, code, _, value, _ in found.rows()} == {
        **{code: 12.0 * at for at, code in enumerate(sorted(names_of(names, counties)))},
        "00": 12.0 * 21,
    }


def names_of(names: PlaceNames, counties: Sequence[str]) -> list[str]:
    return [code for county in counties if (code := names.find_county(county)) is not None]


@pytest.mark.parametrize(
    "write", [lambda area: area.removesuffix(" län"), lambda area: area, lambda area: f"20 {area}"]
)
def test_a_county_is_known_however_it_is_written(names: PlaceNames, write: object, catalogue: Catalogue) -> None:
    assert callable(write)
    for region in catalogue.places.regions:
        assert names.find_county(write(region.area)) == region.code
        assert names.find_county(region.name) == region.code


def fail_monthly(declared: Employment, names: PlaceNames, notices: Monthly, body: bytes) -> str:
    with pytest.raises(ChangedError) as caught:
        parse_monthly(declared, names, notices, body)
    return str(caught.value.facts["found"])


def test_a_sheet_of_notices_that_has_changed_is_told_and_not_read(
    declared: Employment, notices: Monthly, names: PlaceNames, counties: list[str]
) -> None:
    months = make_months(counties, MONTHS)
    assert fail_monthly(declared, names, notices, make_book({"2024": [["x"]]})) == "2024"
    rows: list[list[Value]] = [[county, *[1.0] * len(MONTHS)] for county in counties]
    turned = make_book({"Månad": [["", *MONTHS], *rows]})
    assert fail_monthly(declared, names, notices, turned) == "no row with the counties"
    other = ["Norrland", *counties[1:]]
    assert fail_monthly(declared, names, notices, make_notices(other, months)) == "Norrland"
    twice = [*counties[:20], counties[0], counties[21]]
    assert fail_monthly(declared, names, notices, make_notices(twice, months)) == "a county twice"
    signs: dict[str, list[Value]] = {**months, "2024-03": ["…", *months["2024-03"][1:]]}
    assert fail_monthly(declared, names, notices, make_notices(counties, signs)) == "the sign …"
    again = make_book({"Månad": [["", *counties], *([month, *months["2024-01"]] for month in ("2024-01", "2024-01"))]})
    assert fail_monthly(declared, names, notices, again) == "2024-01 twice"


def test_the_newest_file_that_the_page_links_to_is_read(
    service: Service, declared: Employment, notices: Monthly, names: PlaceNames, counties: list[str]
) -> None:
    links = [
        f"/download/18.{at}/web-varsel-lan-199201-{month}.xlsx"
        for at, month in enumerate(("2024-11", "2025-01", "2024-12"))
    ]
    asked: list[str] = []

    def get(address: str) -> bytes:
        asked.append(address)
        page = make_page([*links, "/download/18.9/web-varsel-bransch-lan-199201-2026-07.xlsx"])
        return page if address.endswith("tidsserier") else make_notices(counties, make_months(counties, MONTHS))

    title, found = fetch_course(get, service, declared, names, notices)
    assert (title, found.height) == ("Månad", 22)
    assert asked[1] == "https://arbetsformedlingen.se/download/18.1/web-varsel-lan-199201-2025-01.xlsx"
    assert len(list_addresses(service, declared, declared.targets)) == 3
    links.clear()
    with pytest.raises(ChangedError) as caught:
        fetch_course(get, service, declared, names, notices)
    assert "no such file" in str(caught.value.facts["found"])
