"""The search of every header: everyday words lead on, within a place to its own pages; a place that is named opens."""

import re

import pytest
from django.test import Client

from reading import read
from samspel.app.desk import Desk


def list_hits(client: Client, **query: str) -> list[str]:
    """Where the hits of a page of answers lead, in their order."""
    content = client.get("/sok/", query).content.decode()
    return re.findall(r"<li><a href=\"([^\"]+)\">", content.partition('class="hits"')[2])


@pytest.mark.parametrize(
    ("words", "code"),
    [("Sandviken", "2181"), ("2181", "2181"), ("sandv", "2181"), ("gavle", "2180"), ("Gävleborg", "21")],
)
def test_a_place_that_is_named_opens(client: Client, words: str, code: str) -> None:
    response = client.get("/sok/", {"q": words})
    assert (response.status_code, response.headers["Location"]) == (302, f"/plats/{code}/")


def test_the_front_page_leads_on_to_the_search(client: Client) -> None:
    assert client.get("/", {"q": "öster å"}).headers["Location"] == "/sok/?q=%C3%B6ster+%C3%A5"
    assert client.get("/en/", {"q": "bus"}).headers["Location"] == "/en/sok/?q=bus"


def test_everyday_words_lead_to_the_handbook_and_within_a_place_to_its_own_page(client: Client) -> None:
    assert list_hits(client, q="bussen")[0] == "/krav/shift-transit/"
    assert list_hits(client, q="bussen", plats="2181")[0] == "/plats/2181/krav/shift-transit/"


@pytest.mark.parametrize(
    ("words", "outside", "within"),
    [
        ("vad händer om", "/sok/?sida=scenario", "/plats/2181/vad-hander-om/"),
        ("elpriset", "/elkalkyl/", "/elkalkyl/?plats=2181"),
        ("karta", "/karta/", "/karta/?plats=2181"),
        ("motion", "/sok/?sida=place_needs", "/plats/2181/krav/"),
        ("jämställdhet", "/mal/#gender-equality", "/plats/2181/mal/gender-equality/"),
        ("N00090", "/matt/staff_sick_leave/", "/matt/staff_sick_leave/?plats=2181"),
        ("egna krav", "/krav/egna/", "/krav/egna/?plats=2181"),
        ("alla krav", "/krav/", "/plats/2181/krav/"),
    ],
)
def test_a_hit_leads_to_the_page_of_the_place_where_there_is_one(
    client: Client, words: str, outside: str, within: str
) -> None:
    assert outside in list_hits(client, q=words)[:3]
    assert within in list_hits(client, q=words, plats="2181")[:3]


def test_every_hit_opens(client: Client) -> None:
    words = ("bussen", "kolada", "ansvar", "arbetsmarknadsområde Gävle", "öster", "befolkning", "faktablad", "sjukhus")
    places = ("", "2181", "21", "00")
    hits = [hit for word in words for place in places for hit in list_hits(client, q=word, plats=place)]
    pages = {hit.partition("#")[0].replace("&amp;", "&") for hit in hits}
    assert len(pages) > len(words) * len(places)
    for address in pages:
        assert client.get(address, follow=True).status_code == 200, address


def test_the_place_stays_in_the_search_of_its_pages(client: Client) -> None:
    for address in ("/plats/2181/", "/plats/2181/krav/33/", "/kallor/?plats=2181", "/sok/?q=buss&plats=2181"):
        hidden = [a for a in read(client.get(address)).attributes("input") if a.get("type") == "hidden"]
        assert {"type": "hidden", "name": "plats", "value": "2181"} in hidden


def test_a_page_that_needs_a_place_asks_for_it(client: Client) -> None:
    asked = client.get("/sok/", {"sida": "scenario"})
    assert "Vad händer om: för vilken kommun eller region?" in read(asked).text
    assert {"type": "hidden", "name": "sida", "value": "scenario"} in read(asked).attributes("input")
    found = client.get("/sok/", {"sida": "scenario", "q": "gavle"})
    assert found.headers["Location"] == "/plats/2180/vad-hander-om/"
    assert list_hits(client, sida="scenario", q="sandvikn")[0] == "/plats/2181/vad-hander-om/"
    assert client.get("/sok/", {"sida": "scenario", "q": "nattis"}).status_code == 404


def test_the_best_stand_first_whatever_their_kind_and_none_stands_twice(client: Client, desk: Desk) -> None:
    page = read(client.get("/sok/", {"q": "förskola"}))
    assert desk.catalogue.texts["sv"]("search.best") in page.text
    hits = list_hits(client, q="förskola")
    assert len(hits) == len(set(hits)) > 3


def test_several_places_that_begin_alike_are_listed(client: Client) -> None:
    assert {"/plats/2380/", "/plats/0117/"} <= set(list_hits(client, q="öster"))


def test_a_slip_finds_the_place(client: Client) -> None:
    assert list_hits(client, q="Sandvken")[0] == "/plats/2181/"


def test_suggestions_are_links_and_only_for_htmx(client: Client) -> None:
    part = client.get("/sok/", {"q": "gäv", "plats": "2181"}, headers={"HX-Request": "true"})
    page = read(part)
    assert not page.attributes("html")
    assert page.links[0] == "/plats/2180/"
    assert "HX-Request" in part.headers["Vary"]
    words = client.get("/sok/", {"q": "buss", "plats": "2181"}, headers={"HX-Request": "true"})
    assert read(words).links[0] == "/plats/2181/krav/shift-transit/"
    for nothing in ("", "xqzwv"):
        assert read(client.get("/sok/", {"q": nothing}, headers={"HX-Request": "true"})).links == []


@pytest.mark.parametrize(
    "query",
    [
        {"q": "xqzwv"},
        {"q": "\x00\x1b[31m"},
        {"q": "<script>alert(1)</script>"},
        {"q": "bussen" * 500, "plats": "'\"><"},
        {"q": "buss", "plats": "\x00", "sida": "../../etc"},
        {"sida": "kept_remove"},
    ],
)
def test_hostile_words_get_a_page(client: Client, query: dict[str, str]) -> None:
    response = client.get("/sok/", query)
    assert response.status_code in (200, 404)
    content = response.content.decode()
    assert "<script>alert" not in content
    assert not re.search("[\x00-\x08\x0b-\x1f]", content)


@pytest.mark.parametrize(
    ("words", "here", "address"),
    [
        ("barnomsorg på natten Sandviken", "", "/plats/2181/krav/childcare-odd-hours/"),
        ("bussen gävle", "", "/plats/2180/krav/shift-transit/"),
        ("bussen gävle", "2181", "/plats/2180/krav/shift-transit/"),
        ("sfi i olofstrom", "", "/plats/1060/krav/sfi-industry/"),
        ("nattis sandvikn", "", "/plats/2181/krav/childcare-odd-hours/"),
        ("arbetslöshet Sandviken", "", "/matt/unemployment/?plats=2181"),
        ("motion Sandviken", "", "/plats/2181/krav/"),
        ("utjämning Lund", "", "/plats/1281/utjamning/"),
    ],
)
def test_a_place_beside_what_is_looked_for_is_the_place_of_the_answer(
    client: Client, words: str, here: str, address: str
) -> None:
    assert list_hits(client, q=words, plats=here)[0] == address
    typed = client.get("/sok/", {"q": words, "plats": here}, headers={"HX-Request": "true"})
    assert read(typed).links[0] == address


def test_the_place_beside_is_told_and_can_be_opened(client: Client) -> None:
    page = read(client.get("/sok/", {"q": "bussen gävle"}))
    assert "Länkarna leder till sidorna om Gävle kommun." in page.text
    assert "/plats/2180/" in list_hits(client, q="bussen gävle")


@pytest.mark.parametrize(
    ("address", "words"),
    [("/en/sok/", "Sandviken long-term unemployment"), ("/sok/", "långtidsarbetslöshet i Sandviken")],
)
def test_a_measure_named_beside_a_place_is_first_and_of_that_place(client: Client, address: str, words: str) -> None:
    page = read(client.get(address, {"q": words}))
    prefix = address.removesuffix("sok/")
    hits = [link for link in page.links if "plats=2181" in link or "/plats/2181/" in link]
    assert f"{prefix}matt/long_term_unemployment/?plats=2181" in hits[:3]
    assert "long_term_unemployment" not in page.text


@pytest.mark.parametrize(
    ("words", "query"),
    [
        ("varsel 400 Olofström", "?vad1=notice&amp;jobb1=400"),
        ("Varsel Olofström", ""),
        ("varsel 400 2027 Olofström", ""),
    ],
)
def test_the_event_that_is_searched_for_goes_along_to_its_page(client: Client, words: str, query: str) -> None:
    (found,) = {one for one in list_hits(client, q=words) if "/vad-hander-om/" in one}
    assert found == f"/plats/1060/vad-hander-om/{query}"
