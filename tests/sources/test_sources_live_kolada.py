"""Kolada's answers become tidy rows, or a sentence on what is not as it was."""

import json

import pytest

from samspel.catalogue.fetching import load_fetching
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.fetching import Kolada, Service
from samspel.sources.live.errors import ChangedError
from samspel.sources.live.kolada import list_addresses, list_title_addresses, parse_page, parse_titles
from sources.kolada_pages import make_page, make_titles

KPI = "N00945"


@pytest.fixture
def service(catalogue: Catalogue) -> Service:
    return load_fetching(catalogue)["kolada"].service


@pytest.fixture
def kolada(catalogue: Catalogue) -> Kolada:
    found = load_fetching(catalogue)["kolada"].kolada
    assert found is not None
    return found


def test_years_are_asked_for_in_spans_that_the_server_takes(service: Service, kolada: Kolada) -> None:
    first, second = list_addresses(service, kolada, KPI, 2026)
    assert first.startswith(f"https://api.kolada.se/v3/data/kpi/{KPI}/year/1994,1995,")
    assert first.split("/year/")[1].split("?")[0].count(",") == 24
    assert first.endswith("2018?per_page=5000")
    assert second.split("/year/")[1] == "2019,2020,2021,2022,2023,2024,2025,2026?per_page=5000"


def test_titles_are_asked_for_several_at_once(service: Service, kolada: Kolada) -> None:
    asked = list_title_addresses(service, kolada, [f"N{number:05}" for number in range(60)])
    assert [address.count(",") + 1 for address in asked] == [25, 25, 10]
    told = make_titles({KPI: "Nettokostnad  barnomsorg, kr/inv "})
    assert parse_titles(told) == {KPI: "Nettokostnad barnomsorg, kr/inv"}


def test_a_page_becomes_rows_of_municipalities_regions_and_the_country(kolada: Kolada) -> None:
    rows = [
        ("0180", 2023, {"T": 5.0, "K": 6.0, "M": 4.0}),
        ("0001", 2023, {"T": 7.5}),
        ("0000", 2023, {"T": 8.25}),
        ("G1234", 2023, {"T": 9.0}),
    ]
    frame, following = parse_page(kolada, KPI, make_page(KPI, rows, "https://api.kolada.se/v3/data/kpi/x?page=2"))
    assert following == "https://api.kolada.se/v3/data/kpi/x?page=2"
    told = [
        tuple(row.values()) for row in frame.select("code", "gender", "year", "value", "flag").iter_rows(named=True)
    ]
    assert told == [
        ("0180", "T", 2023, 5.0, ""),
        ("0180", "K", 2023, 6.0, ""),
        ("0180", "M", 2023, 4.0, ""),
        ("01", "T", 2023, 7.5, ""),
        ("00", "T", 2023, 8.25, ""),
    ]


def test_what_is_missing_and_what_is_secret_are_kept_apart(kolada: Kolada) -> None:
    missing, _ = parse_page(kolada, KPI, make_page(KPI, [("0180", 2023, {"T": None})]))
    secret, following = parse_page(kolada, KPI, make_page(KPI, [("0180", 2023, {"T": None})], status="Private"))
    assert (missing["flag"].to_list(), secret["flag"].to_list(), following) == (["missing"], ["secret"], "")


def test_what_the_publisher_has_deleted_is_left_out(kolada: Kolada) -> None:
    page = json.loads(make_page(KPI, [("0180", 2023, {"T": 5.0, "K": 6.0})]))
    page["values"][0]["values"][0]["isdeleted"] = True
    frame, _ = parse_page(kolada, KPI, json.dumps(page).encode())
    assert frame["gender"].to_list() == ["K"]


def fail(kolada: Kolada, body: bytes) -> str:
    with pytest.raises(ChangedError) as caught:
        parse_page(kolada, KPI, body)
    assert caught.value.code == "fetch_changed"
    assert KPI in str(caught.value.facts["subject"])
    return str(caught.value.facts["found"])


def test_an_answer_that_has_changed_is_told_and_not_read(kolada: Kolada) -> None:
    whole = make_page(KPI, [("0180", 2023, {"T": 5.0})])
    assert "period" in fail(kolada, whole.replace(b'"period"', b'"year"'))
    assert "float" in fail(kolada, whole.replace(b"5.0", b'"5,0"'))
    assert "utf-8" in fail(kolada, '{"values": [], "fråga": 1}'.encode("latin-1")).lower()
    assert fail(kolada, b"<!doctype html><p>Underhall")
    assert fail(kolada, whole[:-20])
    assert fail(kolada, make_page("N00946", [("0180", 2023, {"T": 5.0})])) == "N00946"
    assert "Hemlig" in fail(kolada, make_page(KPI, [("0180", 2023, {"T": None})], status="Hemlig"))


def test_a_full_page_of_yesterdays_form_is_not_taken_for_the_last_one(kolada: Kolada) -> None:
    rows = [("0180", 2023, {"T": 5.0})] * kolada.rows_a_page
    page = json.loads(make_page(KPI, rows))
    parse_page(kolada, KPI, json.dumps(page).encode())
    del page["next_url"]
    page["next_page"] = "https://api.kolada.se/v2/data/kpi/N00945?page=2"
    assert "next_url" in fail(kolada, json.dumps(page).encode())
