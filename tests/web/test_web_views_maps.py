"""The pages of maps: what the address chooses, files beside it, and the map on other pages."""

import gzip
import io

import polars as pl
import pytest
from django.test import Client

from reading import read
from samspel.web.costly import COSTLY

WEIGHT = 60_000
"""The most that a page with a map weighs when it is packed."""


@pytest.mark.parametrize("address", ["/", "/karta/", "/karta/?visa=16&plats=Sandviken", "/plats/21/", "/krav/21/"])
def test_a_page_with_a_map_is_light_and_asks_no_other_host(client: Client, address: str) -> None:
    content = client.get(address).content
    assert len(gzip.compress(content, 6)) < WEIGHT
    assert b'src="http' not in content


@pytest.mark.parametrize(("query", "is_long"), [({}, True), ({"plats": "Gävleborg"}, False)])
def test_a_long_table_is_folded_and_a_short_one_stands(client: Client, query: dict[str, str], is_long: bool) -> None:
    page = read(client.get("/karta/", query))
    folds = [a for a in page.attributes("details") if "long" in a.get("class", "").split()]
    assert len(folds) == is_long
    assert all("open" not in a for a in folds)
    assert ("Visa alla 290" in page.text) is is_long


def test_the_first_map_needs_no_choice_and_the_front_page_has_it(client: Client) -> None:
    page, front = read(client.get("/karta/")), read(client.get("/"))
    assert "Industrins andel av jobben" in page.text
    for one in (page, front):
        assert sum(a.get("role") == "group" for a in one.attributes("svg")) == 1
        assert "/plats/2181/" in [a.get("href") for a in one.attributes("a")]
    assert any((a.get("href") or "").startswith("/karta/?visa=") for a in front.attributes("a"))
    subjects = {a.get("value") for a in page.attributes("option")}
    assert "housing-construction" in subjects
    assert len(subjects) > 250


def test_the_address_chooses_all(client: Client) -> None:
    page = read(client.get("/karta/", {"visa": "N00090", "ar": "2019", "kon": "K", "plats": "Sandviken"}))
    assert "kvinnor" in page.text
    chosen = {a.get("value") for a in page.attributes("option") if "selected" in a}
    assert {"2019", "K"} <= chosen
    (label,) = [a["aria-label"] for a in page.attributes("svg") if a.get("role") == "group"]
    assert "2019" in label
    assert "Markerad: Sandviken" in label
    hrefs = [a.get("href", "") for a in page.attributes("a")]
    (csv,) = [href for href in hrefs if href.startswith("/karta.csv")]
    frame = pl.read_csv(client.get(csv).content)
    assert (frame["year"].unique().to_list(), frame["gender"].unique().to_list()) == ([2019], ["K"])
    (svg,) = [href for href in hrefs if href.startswith("/karta.svg")]
    assert client.get(svg).content.startswith(b"<svg")


@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet"])
def test_the_table_is_a_file_of_each_kind(client: Client, kind: str) -> None:
    content = client.get(f"/karta.{kind}", {"visa": "16"}).content
    if kind == "xlsx":
        assert content[:2] == b"PK"
        return
    frame = pl.read_csv(content) if kind == "csv" else pl.read_parquet(io.BytesIO(content))
    assert len(frame) == 290


def test_a_region_shows_its_municipalities_and_leads_to_the_country(client: Client) -> None:
    page = read(client.get("/karta/", {"visa": "16", "plats": "21"}))
    assert "/karta/?visa=16" in [a.get("href") for a in page.attributes("a")]
    assert "Ovanåker" in page.text
    assert "Tyresö" not in page.text


def test_verdicts_of_a_demand_lead_to_the_demand_at_the_place(client: Client) -> None:
    page = read(client.get("/karta/", {"visa": "housing-construction"}))
    assert "Stort behov, svarat" in page.text
    assert "/plats/2181/krav/housing-construction/" in [a.get("href") for a in page.attributes("a")]


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ({"visa": "qqzzxx"}, 404, "varken krav eller mått som heter qqzzxx"),
        ({"plats": "Sandvikn"}, 404, "Sandviken (2181)"),
        ({"ar": "tjugo"}, 400, "tjugo"),
        ({"kon": "K"}, 400, "kvinnor och män"),
    ],
)
def test_a_mistake_is_told_with_the_form(client: Client, query: dict[str, str], status: int, said: str) -> None:
    response = client.get("/karta/", query)
    page = read(response)
    assert response.status_code == status
    assert said in page.text
    assert any(a.get("action") == "/karta/" for a in page.attributes("form"))


@pytest.mark.parametrize(
    ("address", "marked"),
    [
        ("/krav/housing-construction/", ""),
        ("/plats/2181/krav/housing-construction/", "Markerad: Sandviken"),
        ("/matt/staff_sick_leave/?plats=Sandviken", "Markerad: Sandviken"),
        ("/plats/21/", "Ovanåker"),
    ],
)
def test_other_pages_have_the_map_with_the_place_marked(client: Client, address: str, marked: str) -> None:
    page = read(client.get(address))
    labels = [a.get("aria-label", "") for a in page.attributes("svg") if a.get("role") == "group"]
    assert any(label.startswith("Karta: ") for label in labels)
    assert marked in " ".join(labels) + page.text
    assert any((a.get("href") or "").startswith("/karta/?visa=") for a in page.attributes("a"))


def test_a_demand_that_nothing_is_known_of_has_no_map(client: Client) -> None:
    page = read(client.get("/krav/3/"))
    labels = [a.get("aria-label", "") for a in page.attributes("svg")]
    assert not any(label.startswith("Karta: ") for label in labels)


def test_english_says_the_same(client: Client) -> None:
    page = read(client.get("/en/karta/", {"visa": "16"}))
    assert "Large need, answered" in page.text
    assert "/en/plats/2181/krav/housing-construction/" in [a.get("href") for a in page.attributes("a")]


def test_maps_wait_their_turn() -> None:
    assert {"map", "map_table", "map_picture"} <= COSTLY


@pytest.mark.parametrize(("lang", "lead"), [("sv", ""), ("en", "/en")])
def test_of_a_year_that_a_measure_lacks_the_nearest_is_shown_and_said(client: Client, lead: str, lang: str) -> None:
    answer = client.get(f"{lead}/karta/", {"visa": "N00090", "ar": "2039"})
    page = read(answer)
    assert answer.status_code == 200
    told = {"sv": "har inga värden för 2039. Kartan visar 2022", "en": "has no values for 2039. The map shows 2022"}
    assert told[lang] in page.text
    assert "2039" not in read(client.get(f"{lead}/karta/", {"visa": "N00090", "ar": "2022"})).text
    assert "2022" in client.get("/karta.csv", {"visa": "N00090", "ar": "2039"}).content.decode()
