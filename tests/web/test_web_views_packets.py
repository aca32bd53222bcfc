"""A packet on the web: two clicks from the comparison, progress without scripts, and bounds against too many."""

import re
import time
from collections.abc import Callable, Iterator
from threading import Event
from typing import Any

import pytest
from django.test import Client

from reading import read, read_page
from samspel.app.packets import Packet
from samspel.web import packets
from samspel.web.jobs import Workshop
from samspel.web.packets import Shelf
from samspel.web.shared import get_catalogue

ASKED = "plats=2181&plats=2180&matt=N00053"
PACKET = f"/jamfor/paket/?{ASKED}"
PATIENCE = 60.0
MADE = Packet(name="paket-2-platser", pdf=b"%PDF-made", archive=b"PK-made", count=2, missing=("Hofors: Därför.",))

pytestmark = pytest.mark.usefixtures("no_packets")


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> Workshop:
    """A workshop and a shelf of each test's own."""
    workshop, shelf = Workshop(1, 1, "packet"), Shelf(2)
    for module in ("samspel.web.packets", "samspel.web.views.packets"):
        monkeypatch.setattr(f"{module}.get_packet_workshop", lambda: workshop)
        monkeypatch.setattr(f"{module}.get_shelf", lambda: shelf)
    return workshop


@pytest.fixture
def go(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Packets take until this is set, then all are MADE."""
    gate = Event()

    def make(_desk: Any, asked: Any, watch: Callable[[Any], Any]) -> Packet:
        next(iter(watch(asked.compared.places)))
        gate.wait(PATIENCE)
        return MADE

    monkeypatch.setattr(packets, "make_packet", make)
    yield gate
    gate.set()


def wait_for(client: Client, address: str, words: str) -> str:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        page = client.get(address).content.decode()
        if words in page:
            return page
        time.sleep(0.05)
    raise AssertionError(words)


def test_a_packet_is_made_and_sent_in_two_clicks_from_the_comparison(client: Client) -> None:
    assert PACKET in read(client.get(f"/jamfor/?{ASKED}")).links
    page = wait_for(client, PACKET, "Hämta allt som en PDF")
    pdf = client.get(f"/jamfor/paket.pdf?{ASKED}")
    assert pdf.content.startswith(b"%PDF")
    assert "paket-2-platser.pdf" in pdf.headers["Content-Disposition"]
    archive = client.get(f"/jamfor/paket.zip?{ASKED}")
    assert archive.content.startswith(b"PK")
    assert archive.headers["Content-Type"] == "application/zip"
    for kind in ("pdf", "zip"):
        assert f"/jamfor/paket.{kind}?{ASKED}".replace("&", "&amp;") in page


def test_a_name_that_nothing_has_is_told_with_what_is_meant_as_in_the_comparison(client: Client, go: Event) -> None:
    go.set()
    page = read_page(
        wait_for(client, "/jamfor/paket/?plats=Hofors,Gavle,Surahamar&matt=population", "Hämta allt som en PDF")
    )
    told = " ".join(page.text.split())
    assert told.count("Det finns ingen plats som heter Surahamar") == 1
    assert "Menade du Surahammar?" in told
    assert "Gavle → Gävle" in told
    mended = next(link for link in page.links if link.startswith("?") and "Surahammar" in link)
    again = read_page(wait_for(client, f"/jamfor/paket/{mended}", "Hämta allt som en PDF"))
    assert "Menade du" not in again.text
    assert "Surahamar → Surahammar" in again.text


def test_while_it_is_made_the_page_loads_again_by_itself_and_says_how_far_it_has_come(
    client: Client, go: Event
) -> None:
    page = wait_for(client, PACKET, "0 av 2 platser är klara.")
    refresh = re.search(r'<noscript><meta http-equiv="refresh" content="1;url=([^"]+)"></noscript>', page)
    assert refresh is not None
    assert refresh[1].replace("&amp;", "&") == PACKET
    part = client.get(PACKET, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert '<progress max="2" value="0"' in part
    assert client.get(f"/jamfor/paket.pdf?{ASKED}").headers["Location"] == PACKET
    go.set()
    page = wait_for(client, PACKET, "Hämta allt som en PDF")
    assert "Hofors: Därför." in page
    assert client.get(PACKET, headers={"HX-Request": "true"}).headers["HX-Redirect"] == PACKET


def test_so_many_wait_and_no_more(client: Client, go: Event) -> None:
    others = [f"/jamfor/paket/?plats=2181&plats={code}" for code in ("2180", "2104", "2101")]
    assert [client.get(address).status_code for address in others] == [200, 200, 503]
    assert "Just nu görs flera paket" in read(client.get(others[2])).text
    assert "Ett paket görs före det här." in client.get(others[1]).content.decode()


def test_a_failure_is_told_once_and_can_be_tried_again(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> Packet:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(packets, "make_packet", fail)
        wait_for(client, PACKET, "Paketet kunde inte göras.")
    wait_for(client, PACKET, "Hämta allt som en PDF")


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("", "platser"),
        ("plats=2181", "platser"),
        ("plats=2181&plats=Ingenstans", "Ingenstans"),
        ("plats=2181&plats=2180&krav=1,2,3,4,5,6,7,8,9,10,11,12,13", "13"),
        ("plats=2181&plats=2180&matt=nej", "nej"),
    ],
)
def test_what_cannot_be_made_is_told(client: Client, query: str, told: str) -> None:
    for address in (f"/jamfor/paket/?{query}", f"/jamfor/paket.pdf?{query}"):
        response = client.get(address)
        assert response.status_code in (400, 404)
        assert told in read(response).text


@pytest.mark.parametrize("wrong", ["999", "1,2,3,4,5,6,7,8,9,10,11,12,13"])
def test_a_choice_that_cannot_be_made_is_told_above_the_choice_and_the_places_are_kept(
    client: Client, wrong: str
) -> None:
    response = client.get(f"{PACKET}&krav={wrong}")
    page = response.content.decode()
    assert response.status_code in (400, 404)
    assert 'role="alert"' in page
    assert "Hämta allt som en PDF" not in page
    assert page.count('<input type="checkbox" name="krav"') == len(get_catalogue().demands)
    for code in ("2181", "2180"):
        assert f'<input type="hidden" name="plats" value="{code}">' in page


def test_demands_are_searched_for_among_the_choices_and_no_packet_is_begun(client: Client, fresh: Workshop) -> None:
    page = client.get(f"{PACKET}&krav-sok=bussen&valj=krav&krav=2").content.decode()
    assert page.index("33. ") < page.index("1. ", page.index("33. "))
    assert len(re.findall(r'name="krav" value="[^"]+" checked', page)) == 1
    assert "Hämta allt som en PDF" not in page
    assert "Paketet görs" not in page
    made = wait_for(client, f"{PACKET}&krav-sok=bussen&visa=1&krav=2", "Hämta allt som en PDF")
    assert "krav-sok" not in "".join(re.findall(r'href="/jamfor/paket[.][^"]+"', made))


def test_the_same_demands_can_be_asked_for_on_every_sheet(client: Client, go: Event) -> None:
    go.set()
    page = wait_for(client, f"{PACKET}&krav=33,2", "Samma krav på alla blad")
    ticked = re.findall(r'name="krav" value="([^"]+)" checked> <span>(\d+)[.]', page)
    assert sorted(int(number) for _, number in ticked) == [2, 33]
    assert '<input type="hidden" name="plats" value="2181">' in page
    assert '<input type="hidden" name="krav"' not in page


def test_a_name_that_nothing_has_stops_nobody_elses_sheet_and_is_told(client: Client) -> None:
    address = f"{PACKET}&plats=Ingenstans"
    page = wait_for(client, address, "Hämta allt som en PDF")
    assert "Ingenstans" in page.split("Det här är inte med")[1]
    assert client.get(f"/jamfor/paket.pdf?{ASKED}&plats=Ingenstans").content.startswith(b"%PDF")


def test_more_demands_than_a_sheet_holds_are_kept_on_the_way_back(client: Client, go: Event) -> None:
    go.set()
    page = wait_for(client, f"{PACKET}&krav=1,2,5,6", "Tillbaka till jämförelsen")
    backs = [link for link in read(client.get(f"{PACKET}&krav=1,2,5,6")).links if link.startswith("/jamfor/?")]
    assert backs
    assert all("krav=1%2C2%2C5%2C6" in back for back in backs)
    assert "Hämta" in page
