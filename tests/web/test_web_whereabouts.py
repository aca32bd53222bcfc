"""The place stays: the menu and links of a place keep it, every page says where it is, a name leads to one page."""

from collections import defaultdict
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import get_resolver

from samspel.app.desk import Desk
from samspel.web.whereabouts import HERE, MENU, TRAILS
from samspel.web.work import menu as work
from web.addresses import PAGES, list_names

SWEDISH = tuple(address for address in PAGES if not address.startswith("/en"))
OF_PLACES = tuple(address for address in SWEDISH if address.startswith("/plats/"))
ENGLISH = tuple(
    address
    for address in PAGES
    if address.startswith("/en") and (not address.startswith("/en/plats/") or address.startswith("/en/plats/2181/"))
)
START = ("/", "/en/")
PARTS_AND_FILES = {
    "brief_style",
    "health",
    "worker",
    "sheet_style",
    "small_sheet_style",
    "reach_list",
    "reach_filled_list",
}
"""Addresses that are no page and whose names do not say so."""


@dataclass
class Links(HTMLParser):
    """The links of a page with the names that a reader hears, and those of its trail and of its menu."""

    named: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    trail: list[tuple[str, str]] = field(default_factory=list)
    menu: list[tuple[str, str]] = field(default_factory=list)
    current: list[str] = field(default_factory=list)
    last: str = ""
    _open: tuple[str, str] | None = None
    _text: str = ""
    _nav: str = ""
    _last: bool = False

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        had = {name: value or "" for name, value in attrs}
        if tag == "nav":
            self._nav = had.get("class", "")
        if tag == "a" and "href" in had and "hidden" not in had:
            self._open, self._text = (had["href"], had.get("aria-label", "")), ""
            if self._nav == "main-nav" and "aria-current" in had:
                self.current.append(had["href"])
        self._last = tag == "span" and self._nav == "trail" and had.get("aria-current") == "page"

    def handle_data(self, data: str) -> None:
        self._text += data
        if self._last:
            self.last += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "nav":
            self._nav = ""
        self._last = self._last and tag != "span"
        if tag != "a" or self._open is None:
            return
        address, label = self._open
        name, self._open = " ".join((label or self._text).split()), None
        self.named[name].add(address)
        if self._nav == "trail":
            self.trail.append((name, address))
        if self._nav == "main-nav":
            self.menu.append((name, address))


def walk(client: Client, address: str) -> Links:
    response = client.get(address)
    assert response.status_code == 200, address
    links = Links()
    links.feed(response.content.decode())
    return links


def find_code(address: str) -> str:
    """The place that an address keeps: of its path, or the first that it names."""
    parts = urlsplit(address)
    path = parts.path.removeprefix("/en")
    if path.startswith("/plats/"):
        return path.split("/")[2]
    named = parse_qs(parts.query).get("plats", [""])[0]
    return "2181" if named == "Sandviken" else named if named.isdecimal() else ""


def is_without(name: str, address: str) -> bool:
    """Whether an entry of the menu has nothing of a place: there is nothing to compare the country with."""
    return name == "Jämför" and find_code(address) == "00"


@pytest.mark.parametrize("address", [*SWEDISH, *ENGLISH])
def test_a_name_leads_to_one_page_and_each_page_says_where_it_is(client: Client, address: str) -> None:
    links = walk(client, address)
    several = {name: sorted(led) for name, led in links.named.items() if len(led) > 1}
    assert several == {}
    if urlsplit(address).path in START:
        assert links.trail == []
        return
    assert links.trail[0] in (("Start", start) for start in START)
    assert links.last
    code = find_code(address)
    assert {find_code(led) for _, led in links.trail[1:]} <= {code}
    of_place = (
        [] if not code or urlsplit(address).path.removeprefix("/en") == f"/plats/{code}/" else [f"/plats/{code}/"]
    )
    assert [led.removeprefix("/en") for _, led in links.trail[1 : 1 + len(of_place)]] == of_place


@pytest.mark.parametrize("address", [*OF_PLACES, "/kallor/?plats=2181", "/matt/?plats=21", "/krav/43/?plats=0980"])
def test_every_entry_of_the_menu_keeps_the_place(client: Client, address: str) -> None:
    links = walk(client, address)
    assert len(links.menu) == len(MENU)
    kept = {find_code(led) for name, led in links.menu if not is_without(name, address)}
    assert kept == {find_code(address)}


@pytest.mark.parametrize("code", ["2181", "21", "0980", "00"])
def test_every_entry_of_the_menu_of_a_place_opens_and_keeps_the_place_there_too(client: Client, code: str) -> None:
    address = f"/plats/{code}/"
    lost = []
    for name, led in walk(client, address).menu:
        codes = {find_code(again) for one, again in walk(client, led).menu if not is_without(one, address)}
        lost += [led] if codes != {code} and not is_without(name, address) else []
    assert lost == []


def test_without_a_place_the_menu_has_none(client: Client) -> None:
    for address in ("/", "/kallor/", "/krav/", "/sok/?q=bussen", "/mal/"):
        assert {find_code(led) for _, led in walk(client, address).menu} == {""}


@pytest.mark.parametrize(
    ("address", "names", "last"),
    [
        ("/plats/2181/krav/33/", ["Start", "Sandviken", "Krav"], "Krav 33"),
        ("/plats/2181/krav/33/papper/interpellation/", ["Start", "Sandviken", "Krav", "Krav 33", "Andra papper"], ""),
        ("/plats/21/mal/gender-equality/", ["Start", "Gävleborgs län", "Mål"], "Jämställdhet"),
        ("/plats/2181/", ["Start"], "Sandviken"),
        ("/krav/egna/skriv/", ["Start", "Krav", "Egna krav"], "Skriv ett krav"),
        ("/matt/N00053/", ["Start", "Mått"], ""),
        ("/krav/43/", ["Start", "Krav"], "Krav 43"),
        ("/modellprov/?plats=2181", ["Start", "Sandviken", "Källor"], "Modellprov"),
        ("/sok/?q=bussen&plats=2181", ["Start", "Sandviken"], "Sök"),
    ],
)
def test_the_trail_leads_from_the_start_to_the_page(client: Client, address: str, names: list[str], last: str) -> None:
    links = walk(client, address)
    assert [name for name, _ in links.trail] == names
    assert links.last
    assert not last or links.last == last
    for _, led in links.trail:
        assert client.get(led).status_code == 200


def test_the_menu_marks_where_one_is(client: Client) -> None:
    assert walk(client, "/kallor/").current == ["/kallor/"]
    assert walk(client, "/plats/2181/krav/33/").current == ["/plats/2181/krav/"]
    assert walk(client, "/plats/2181/mal/").current == ["/plats/2181/mal/"]
    assert walk(client, "/matt/N00053/").current == ["/matt/"]
    assert walk(client, "/plats/2181/").current == []


def test_links_to_demands_lead_to_the_places_own(client: Client, desk: Desk) -> None:
    for address in ("/mal/?plats=2181", "/ansvar/?plats=2181", "/krav/?plats=2181"):
        led = {one for names in walk(client, address).named.values() for one in names}
        assert not [one for one in led if one.startswith("/krav/") and "egna" not in one]
        assert "/plats/2181/krav/sfi-industry/" in led


@pytest.mark.parametrize("named", ["\x00", "9999", "'><b>", "a" * 5_000, "2181x", ",", "län:21", "Sandviken,Gävle"])
def test_a_place_that_is_none_is_none(client: Client, named: str) -> None:
    response = client.get("/kallor/", {"plats": named})
    assert response.status_code == 200
    links = Links()
    links.feed(response.content.decode())
    assert {find_code(led) for _, led in links.menu} == {"2181" if named.startswith("Sandviken") else ""}


def test_an_error_of_a_place_that_is_not_has_the_plain_menu(client: Client) -> None:
    for address in ("/plats/9999/krav/", "/plats/2181/krav/ingenting/", "/finns/inte/", "/matt/inget/"):
        response = client.get(address)
        assert response.status_code == 404
        assert 'class="main-nav"' in response.content.decode()


@pytest.mark.parametrize("page", ["blad/", "krav/33/", "krav/33/papper/", "mal/lifelong-learning/", "sparat/ta-bort/"])
def test_a_page_below_others_of_a_place_that_is_not_is_an_error_in_words(client: Client, page: str) -> None:
    response = client.get(f"/plats/ingenstans/{page}")
    assert response.status_code in (404, 405)
    assert "text/html" in response.headers["Content-Type"]


def test_every_page_has_a_trail() -> None:
    names = list_names()
    files = {name for name in names if name.endswith(("_table", "_file", "_tables", "_figures", "_picture", "_levers"))}
    files |= {"scenario_brief", "scenario_motion", "measure_everywhere", "measure_citation"}
    files |= {"dataset_bibtex", "dataset_cff"} | PARTS_AND_FILES
    assert names - files - set(TRAILS) == {"front"}
    assert set(work.TRAILS) <= {str(name) for name in get_resolver().reverse_dict}
    assert {above for above, _ in TRAILS.values()} <= {*TRAILS, "front"}
    assert set(HERE) <= set(MENU) <= set(TRAILS)


def test_the_trail_of_a_packet_leads_back_to_the_whole_comparison(client: Client) -> None:
    trail = walk(client, "/jamfor/paket/?plats=2181&plats=2180&plats=21&matt=N00053").trail
    assert [name for name, _ in trail] == ["Start", "Jämför"]
    assert parse_qs(urlsplit(trail[1][1]).query) == {"plats": ["2181", "2180", "21"], "matt": ["N00053"]}
