"""A statistical database's answers become tidy rows, or a sentence on what is not as it was."""

import json
from urllib.parse import unquote

import msgspec
import pytest

from samspel.catalogue.fetching import load_fetching
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.fetching import PxTable, Pxweb, Service
from samspel.sources.live.errors import ChangedError
from samspel.sources.live.pxweb import fetch_course, list_addresses, parse_data
from sources.pxweb_answers import encode, make_dataset

WORDS = {"BO0101A5": "Färdigställda lägenheter i nybyggda hus"}
CHOSEN = {"Region": ["00", "01", "0180", "RIKS1"], "Hustyp": ["FLERBO", "SMÅHUS"], "ContentsCode": ["BO0101A5"]}
DATA = {**CHOSEN, "Tid": ["2023", "2024"]}
VALUES = [40.0, 41.0, 4.0, 5.0, 20.0, 21.0, 2.0, 3.0, 10.0, 11.0, 1.0, None, 0.0, 0.0, 0.0, 0.0]


@pytest.fixture
def service(catalogue: Catalogue) -> Service:
    return load_fetching(catalogue)["scb"].service


@pytest.fixture
def pxweb(catalogue: Catalogue) -> Pxweb:
    found = load_fetching(catalogue)["scb"].pxweb
    assert found is not None
    return found


@pytest.fixture
def dwellings(pxweb: Pxweb) -> PxTable:
    return next(table for table in pxweb.tables if table.id == "TAB2538")


def test_parts_are_added_up_and_a_part_that_is_not_told_makes_the_sum_blank(pxweb: Pxweb, dwellings: PxTable) -> None:
    rows = parse_data(pxweb, dwellings, encode(make_dataset(DATA, VALUES, status={"11": ":"})))
    assert rows.select("gender", "code", "year", "value", "flag").rows() == [
        ("T", "00", 2023, 44.0, ""),
        ("T", "00", 2024, 46.0, ""),
        ("T", "01", 2023, 22.0, ""),
        ("T", "01", 2024, 24.0, ""),
        ("T", "0180", 2023, 11.0, ""),
        ("T", "0180", 2024, None, "secret"),
    ]


def test_values_may_be_listed_by_their_number_and_blanks_have_signs_of_their_own(
    pxweb: Pxweb, dwellings: PxTable
) -> None:
    listed = {str(number): value for number, value in enumerate(VALUES) if value is not None}
    rows = parse_data(pxweb, dwellings, encode(make_dataset(DATA, listed, status={"11": ".."})))
    assert rows["flag"].to_list()[-1] == "missing"
    assert rows["value"].to_list()[:2] == [44.0, 46.0]


def test_the_order_of_variables_does_not_matter(pxweb: Pxweb, dwellings: PxTable) -> None:
    turned = {"Tid": ["2023"], "Hustyp": ["SMÅHUS", "FLERBO"], "ContentsCode": ["BO0101A5"], "Region": ["0180", "2181"]}
    rows = parse_data(pxweb, dwellings, encode(make_dataset(turned, [1.0, 2.0, 10.0, 20.0])))
    assert rows.select("code", "value").rows() == [("0180", 11.0), ("2181", 22.0)]


def test_a_course_is_asked_for_in_spans_that_an_answer_holds(
    service: Service, pxweb: Pxweb, dwellings: PxTable
) -> None:
    years = [str(year) for year in range(2005, 2026)]
    asked: list[str] = []

    def get(address: str) -> bytes:
        asked.append(unquote(address))
        if "/metadata" in address:
            return encode(make_dataset({**CHOSEN, "Tid": years}, words=WORDS))
        span = unquote(address).split("valueCodes[Tid]=")[1].split("&")[0].split(",")
        return encode(make_dataset({**CHOSEN, "Tid": span}, [1.0] * (8 * len(span))))

    small = msgspec.structs.replace(pxweb, most_cells=80)
    title, rows = fetch_course(get, service, small, [dwellings])
    assert title == WORDS["BO0101A5"]
    assert sorted(rows["year"].unique().to_list()) == list(range(2011, 2026))
    assert asked[0] == "https://statistikdatabasen.scb.se/api/v2/tables/TAB2538/metadata?lang=sv"
    assert len(asked) == 1 + 2
    assert "valueCodes[Hustyp]=FLERBO,SMÅHUS" in asked[1]
    assert "valueCodes[Region]=*" in asked[1]
    assert "outputFormat=json-stat2" in asked[1]


def test_tables_with_years_of_their_own_make_one_course(service: Service, pxweb: Pxweb) -> None:
    tables = [table for table in pxweb.tables if (table.table, table.measure) == ("population_recent", "population")]
    years = {"TAB638": ["2019", "2020", "2024"], "TAB5557": ["2025"]}

    def get(address: str) -> bytes:
        table = next(one for one in tables if f"/{one.id}/" in address)
        if "/metadata" in address:
            has = {"Region": ["0180"], "ContentsCode": [table.contents], "Tid": years[table.id]}
            return encode(make_dataset(has, words={table.contents: "Folkmängd"}))
        span = unquote(address).split("valueCodes[Tid]=")[1].split("&")[0].split(",")
        asked = {"Region": ["0180"], **table.chosen, "ContentsCode": [table.contents], "Tid": span}
        cells = [10.0] * (len(span) * (8 if table.add_up else 1))
        return encode(make_dataset(asked, cells))

    title, rows = fetch_course(get, service, pxweb, tables)
    assert title == "Folkmängd"
    assert rows.select("year", "value").rows() == [(2020, 80.0), (2024, 80.0), (2025, 10.0)]
    assert len(list_addresses(service, tables)) == 4


def fail(pxweb: Pxweb, table: PxTable, body: bytes) -> str:
    with pytest.raises(ChangedError) as caught:
        parse_data(pxweb, table, body)
    assert table.id in str(caught.value.facts["subject"])
    return str(caught.value.facts["found"])


def test_an_answer_that_has_changed_is_told_and_not_read(pxweb: Pxweb, dwellings: PxTable) -> None:
    whole = make_dataset(DATA, VALUES)
    assert fail(pxweb, dwellings, b"<!doctype html>")
    assert fail(pxweb, dwellings, encode(whole)[:-40])
    assert fail(pxweb, dwellings, json.dumps(whole, ensure_ascii=False).encode("latin-1"))
    assert ": 15" in fail(pxweb, dwellings, encode({**whole, "value": VALUES[:-1]}))
    assert "FLERBO" in fail(pxweb, dwellings, encode(make_dataset({**DATA, "Hustyp": ["FLERBO"]}, [1.0] * 8)))
    without = {name: codes for name, codes in DATA.items() if name != "Hustyp"}
    assert "Hustyp" in fail(pxweb, dwellings, encode(make_dataset(without, [1.0] * 8)))
    more = {**DATA, "Agande": ["1"]}
    assert "Agande" in fail(pxweb, dwellings, encode(make_dataset(more, VALUES)))
    assert "x" in fail(pxweb, dwellings, encode(make_dataset(DATA, VALUES, status={"11": "x"})))


def test_a_code_that_has_come_to_mean_another_thing_stops_the_measure(
    service: Service, pxweb: Pxweb, dwellings: PxTable
) -> None:
    def get(_: str) -> bytes:
        return encode(make_dataset({**CHOSEN, "Tid": ["2024"]}, words={"BO0101A5": "Påbörjade lägenheter"}))

    with pytest.raises(ChangedError) as caught:
        fetch_course(get, service, pxweb, [dwellings])
    assert "Påbörjade" in str(caught.value.facts["found"])


def test_a_table_by_month_is_not_taken_for_years(service: Service, pxweb: Pxweb, dwellings: PxTable) -> None:
    def get(_: str) -> bytes:
        return encode(make_dataset({**CHOSEN, "Tid": ["2024M01"]}, words=WORDS))

    with pytest.raises(ChangedError) as caught:
        fetch_course(get, service, pxweb, [dwellings])
    assert "2024M01" in str(caught.value.facts["found"])
