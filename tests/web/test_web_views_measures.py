"""The pages of measures: the search, one measure, its files, and mistakes kept in the form."""

import re

import polars as pl
import pytest
from django.test import Client, override_settings
from django.urls import get_resolver

from reading import read
from samspel.app.courses import find_origins
from samspel.app.desk import Desk
from samspel.reports.figures import describe_ends
from samspel.web.costly import COSTLY

PAGE = "/matt/staff_sick_leave/"


def test_the_search_leads_to_the_measures(client: Client) -> None:
    page = read(client.get("/matt/", {"q": "sjukfrånvaro"}))
    hrefs = [a.get("href", "") for a in page.attributes("a")]
    assert PAGE in hrefs
    (csv,) = [href for href in hrefs if ".csv" in href]
    assert csv == "/matt.csv?q=sjukfr%C3%A5nvaro"


def test_words_without_a_measure_are_told_and_kept(client: Client) -> None:
    response = client.get("/matt/", {"q": "qqzzxx"})
    page = read(response)
    assert response.status_code == 404
    assert "Inget mått innehåller qqzzxx" in page.text
    assert "qqzzxx" in [a.get("value") for a in page.attributes("input")]


def test_the_publishers_number_leads_to_the_page_with_its_choice(client: Client) -> None:
    response = client.get("/matt/N00090/", {"plats": "Sandviken"})
    assert response.status_code == 302
    assert response["Location"] == f"{PAGE}?plats=Sandviken"


def test_a_page_shows_the_places_that_its_address_names(client: Client) -> None:
    page = read(client.get(PAGE, {"plats": "Sandviken, Gävle", "kon": "K", "fran": "2020"}))
    plain = page.text.replace("\u00a0", " ")
    assert "9,4 %" in plain
    assert "Gävle" in plain
    pictures = [a["aria-label"] for a in page.attributes("svg") if a.get("role") in ("img", "group")]
    assert [label.startswith("Karta: ") for label in pictures] == [False, True]
    hrefs = [a.get("href", "") for a in page.attributes("a")]
    (csv,) = [href for href in hrefs if href.startswith("/matt/staff_sick_leave.csv?")]
    frame = pl.read_csv(client.get(csv).content)
    assert frame["gender"].unique().to_list() == ["K"]
    assert set(frame["place"]) == {"Sandviken", "Gävle"}
    assert frame["year"].min() == 2020
    assert "Som Sandviken" not in plain
    beside = read(client.get(PAGE, {"plats": "Sandviken, Gävle", "fran": "2020", "liknande": "1"}))
    assert "Som Sandviken (median)" in beside.text
    assert [a["name"] for a in beside.attributes("input") if "checked" in a] == ["liknande"]


def test_all_places_and_years_are_a_file(client: Client) -> None:
    frame = pl.read_csv(client.get(f"{PAGE}alla.csv").content)
    assert frame["place_code"].n_unique() > 250


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"plats": "Sandvikn"}, "Sandviken (2181)"),
        ({"plats": "Sandviken", "fran": "tjugo"}, "tjugo"),
        ({"plats": "Sandviken", "till": "1990"}, "2006–2022"),
    ],
)
def test_a_mistake_is_told_and_the_form_keeps_what_was_typed(client: Client, query: dict[str, str], said: str) -> None:
    response = client.get(PAGE, query)
    page = read(response)
    assert response.status_code == 400
    assert said in page.text
    values = [a.get("value") for a in page.attributes("input")]
    assert all(value in values for value in query.values())


def test_an_unknown_measure_is_a_page_of_its_own(client: Client) -> None:
    response = client.get("/matt/finns-inte/")
    assert response.status_code == 404
    assert "finns-inte" in read(response).text


@pytest.mark.parametrize("address", ["/matt.csv?q=qqzz", "/matt/finns-inte.csv?plats=Gävle", f"{PAGE[:-1]}.csv"])
def test_a_file_of_nothing_is_no_file(client: Client, address: str) -> None:
    assert client.get(address).status_code in (400, 404)


def test_the_file_of_all_places_waits_its_turn_among_the_costly() -> None:
    assert "measure_everywhere" in COSTLY
    assert get_resolver().reverse_dict.getlist("measure_everywhere")


def test_a_picture_can_be_saved_with_all_that_one_must_know_of_it(client: Client) -> None:
    address = "/matt/staff_sick_leave/"
    page = client.get(address, {"plats": "2181"}).content.decode()
    assert f'href="{address[:-1]}.svg?plats=2181"' in page
    svg = client.get("/matt/staff_sick_leave.svg", {"plats": "2181"})
    told = svg.content.decode()
    assert svg.headers["Content-Type"] == "image/svg+xml"
    for words in ("Sandviken", "2022", "Kolada", "/matt/staff_sick_leave/?plats=2181"):
        assert words in told
    assert "127.0.0.1" not in told
    assert "http://" not in told.replace("http://www.w3.org/", "")
    png = client.get("/matt/staff_sick_leave.png", {"plats": "2181"})
    assert png.content.startswith(b"\x89PNG")


@pytest.mark.parametrize("kind", ["svg", "bib"])
def test_what_is_saved_has_the_address_that_others_open_where_it_is_set(client: Client, kind: str) -> None:
    with override_settings(PUBLIC_ADDRESS="https://samspel.example"):
        told = client.get(f"/matt/staff_sick_leave.{kind}", {"plats": "2181"}).content.decode()
    assert "https://samspel.example/matt/staff_sick_leave/?plats=2181" in told


def test_a_picture_says_in_itself_and_to_those_who_do_not_see_it_which_years_are_missing(client: Client) -> None:
    said = "Linjen är prickad över år som saknas: 2021–2022."
    page = client.get("/matt/jobs_industry/", {"plats": "2181"}).content.decode()
    alts = re.findall(r'aria-label="([^"]*)"', page)
    assert [alt for alt in alts if said in alt]
    assert page.count(said) == len([alt for alt in alts if said in alt]) + 1, "and beneath the picture"
    saved = client.get("/matt/jobs_industry.svg", {"plats": "2181"}).content.decode()
    assert "2021–2022" in saved
    assert 'stroke-dasharray="1.5 4"' in saved
    whole = client.get("/matt/jobs_industry.svg", {"plats": "2181", "fran": "2023"}).content.decode()
    assert 'stroke-dasharray="1.5 4"' not in whole


def test_what_has_no_picture_says_so(client: Client) -> None:
    assert client.get("/matt/staff_sick_leave.svg").status_code == 400
    response = client.get("/matt/staff_sick_leave.svg", {"plats": "2181", "fran": "2022", "till": "2022"})
    assert response.status_code == 400


def test_a_course_tells_its_values_to_a_pointer(client: Client) -> None:
    page = client.get("/matt/staff_sick_leave/", {"plats": "2181", "liknande": "1"}).content.decode()
    assert "<title>2022: 8,4" in page.replace("Sandviken ", "")
    assert "; Som Sandviken (median) " in page


@pytest.mark.parametrize("query", [{}, {"plats": "2181"}, {"plats": "ingenstans"}])
def test_what_a_measure_is_is_told_once(client: Client, desk: Desk, query: dict[str, str]) -> None:
    definition = desk.catalogue.indicators["staff_sick_leave"].sv.definition
    assert client.get("/matt/staff_sick_leave/", query).content.decode().count(f"<p>{definition}</p>") == 1


ELSEWHERE = {"surgery_within_30_share", "surgery_minutes_mean"}
"""Worked out of several tables and a list of hospitals, as their definitions say."""
NEWEST = 2023
"""The latest year of most figures is this or a later one."""


def test_a_measure_whose_figures_end_early_says_why_and_no_other_does(desk: Desk) -> None:
    told, silent = set[str](), set[str]()
    for measured in desk.base.measures.everything.values():
        if not measured.is_described or measured.indicator.missing is not None:
            continue
        series, origins = desk.observations.series(measured.id), find_origins(desk, measured)
        listed = max(series.years, default=0)
        if not listed:
            continue
        ends = describe_ends(desk.catalogue, desk.catalogue.texts["sv"], origins)
        (told if ends else silent).add(f"{measured.id} {listed}")
    assert {one.split()[0] for one in silent if int(one.split()[1]) < NEWEST} <= ELSEWHERE
    assert {one for one in told if int(one.split()[1]) >= NEWEST} == set()
    assert len(told) > 100


@pytest.mark.parametrize("query", [{}, {"plats": "Sandviken"}])
def test_why_figures_end_stands_on_the_page(client: Client, query: dict[str, str]) -> None:
    assert "Tabellen är läst som den stod 2024 och slutar 2022." in read(client.get(PAGE, query)).text
    assert "och slutar 2022" not in read(client.get("/matt/population/", query)).text


def test_a_page_from_a_copy_is_cited_as_such_with_its_places_and_years(client: Client) -> None:
    page = read(client.get("/matt/long_term_unemployment/", {"plats": "2181"}))
    plain = page.text.replace("\u00a0", " ")
    assert "Inläst 2026-11-28 ur en kopia från 2024" in plain
    assert "Avser Sandviken, 2010–2022." in plain
    (address,) = [a["href"] for a in page.attributes("a") if ".bib" in a.get("href", "")]
    entry = client.get(address).content.decode()
    assert "year = {2024}" in entry
    assert "Sandviken, 2010–2022" in entry
    assert "Sandviken" not in client.get(address.partition("?")[0]).content.decode()
