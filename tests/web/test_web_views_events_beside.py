"""One event in several municipalities on a page: found from the event and from the comparison, all in the address."""

import html
import io
import re
from urllib.parse import urlencode

import polars as pl
import pytest
from django.test import Client

from reading import read
from samspel.app.desk import Desk
from samspel.app.finding import find_place
from samspel.app.simulating_beside import simulate_beside
from samspel.rendering.typography import tie
from samspel.reports.aftermath import describe_happened
from samspel.reports.events_beside import write_command
from samspel.scenarios.shocks import parse_shock
from samspel.scenarios.simulation import Request
from samspel.trials.beside import Size

PAGE = "/jamfor/samma-handelse/"
EVENT = {"vad1": "closure", "jobb1": "400", "sektor1": "industry", "ar1": "2027", "langd": "8"}


def ask(places: str = "Olofström, Gislaved", prefix: str = "", **more: str) -> str:
    return f"{prefix}{PAGE}?{urlencode({'plats': places, **EVENT, **more})}"


@pytest.mark.parametrize(("said", "size"), [("lika", "jobs"), ("andel", "share")])
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_page_says_what_the_use_case_does(client: Client, desk: Desk, lang: str, said: str, size: Size) -> None:
    page = read(client.get(ask(prefix="/en" if lang == "en" else "", storlek=said)))
    texts = desk.catalogue.texts[lang]  # type: ignore[index]
    places = [find_place(desk.catalogue, name) for name in ("Olofström", "Gislaved")]
    beside = simulate_beside(desk, places, Request(shocks=(parse_shock("2027:400:industry"),), years=8), size)
    for simulation in beside.shown:
        assert tie(describe_happened(texts, simulation)) in tie(page.text)
    assert write_command(beside) in page.text


def test_a_place_leads_to_its_own_page_with_the_event_as_it_is_there(client: Client) -> None:
    told = html.unescape(client.get(ask(storlek="andel")).content.decode())
    assert 'href="/plats/0662/vad-hander-om/?vad1=closure&jobb1=928&sektor1=industry&ar1=2027&langd=8"' in told


def test_it_is_found_from_an_event_and_from_the_comparison(client: Client) -> None:
    event = html.unescape(client.get(f"/plats/1060/vad-hander-om/?{urlencode(EVENT)}").content.decode())
    (way,) = [one for one in event.split('"') if one.startswith(PAGE)]
    assert "plats=Olofstr" in way
    assert client.get(way).status_code == 200
    two = html.unescape(client.get("/jamfor/?plats=1060&plats=0662").content.decode())
    (way,) = [one for one in two.split('"') if one.startswith(PAGE)]
    assert client.get(way).status_code == 200
    for others in ("plats=1060&plats=10", "plats=1060&plats=0662&plats=0617&plats=2181&plats=2180"):
        assert PAGE not in client.get(f"/jamfor/?{others}").content.decode()


def test_without_an_event_the_form_stands_with_the_places(client: Client) -> None:
    response = client.get(f"{PAGE}?plats=Olofstr%C3%B6m&plats=0662")
    assert response.status_code == 200
    assert "Olofström, Gislaved</textarea>" in response.content.decode()


def test_the_tables_are_had_as_files(client: Client) -> None:
    sent = client.get(ask(hamta="events_beside.csv"))
    rows = pl.read_csv(io.BytesIO(sent.content), infer_schema_length=None)
    assert set(rows["place_code_words"]) == {"Olofström", "Gislaved"}
    assert client.get(ask(hamta="event_sizes.xlsx")).status_code == 200


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (ask("Olofström"), "är 1"),
        (ask("Olofström, Gislavde"), "Gislaved"),
        (ask(jobb1="många"), "många"),
        (ask(storlek="halv"), "halv"),
        (ask("Olofström, Blekinge"), "Blekinge"),
        (ask("Dorotea, Bjurholm"), "197"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(client: Client, address: str, said: str) -> None:
    response = client.get(address)
    assert response.status_code == 400
    page = read(response)
    assert said in page.text
    assert page.attributes("textarea")


def test_demands_and_hypotheses_of_the_address_go_on_with_the_form(client: Client) -> None:
    page = read(client.get(ask(krav="32", utan="1")))
    hidden = [(one["name"], one["value"]) for one in page.attributes("input") if one.get("type") == "hidden"]
    assert ("krav", "32") in hidden
    assert ("utan", "1") in hidden
    assert "Kravet uppfylls" in page.text


def test_each_chart_is_had_as_svg_and_png_with_what_it_is_of_and_the_address(client: Client) -> None:
    page = read(client.get(ask()))
    pictures = [link for link in page.links if link.endswith((".svg", ".png"))]
    assert len(pictures) == 8
    drawn = client.get(PAGE + next(link for link in pictures if link.endswith("event_jobs.svg")))
    assert drawn.headers["Content-Type"].startswith("image/svg")
    told = drawn.content.decode()
    for said in ("Jobb i kommunen", "Olofström", "400 jobb", "/jamfor/samma-handelse/?plats="):
        assert said in told
    assert "&amp;langd=8</text>" in re.sub(r"</text><text[^>]*>", "", told), "the address is whole"
    assert "hamta" not in told
    sent = client.get(PAGE + next(link for link in pictures if link.endswith("event_jobs.png")))
    assert sent.content.startswith(b"\x89PNG")
    wrong = client.get(ask(hamta="event_jobs.csv"))
    assert wrong.status_code == 404
    assert "event_jobs.svg" in wrong.content.decode()
