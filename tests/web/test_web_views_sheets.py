"""The sheet on the web: chosen by ticking or by a single tap, told by its address, sent as files."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from reading import read
from samspel.app.sheets import PATHS
from samspel.web.presenters.sheets import ADDRESS, DEMAND, KIND, PAPER, SENDER

SHEET = "/plats/2181/blad/"
FILE = f"{SHEET}fil/"


def test_what_is_chosen_stands_in_the_address_and_on_the_sheet(client: Client) -> None:
    page = read(client.get(f"{SHEET}?krav=33&krav=2&krav=14"))
    assert "Tre krav på Sandvikens kommun" in page.text
    told = [
        page.text.index(words) for words in ("Kollektivtrafik som passar", "Barnomsorg på kvällar", "Framkomliga och")
    ]
    assert told == sorted(told)


def test_one_choice_of_paper_and_format_leads_to_one_file(client: Client) -> None:
    page = client.get(f"{SHEET}?krav=33,2&papper=a5").content.decode()
    form = page[page.index(f'action="{FILE}"') :].partition("</form>")[0]
    assert re.findall(r'name="papper" value="(\w+)"( checked)?', form) == [("a4", ""), ("a5", " checked")]
    assert re.findall(r'name="format" value="(\w+)"', form) == ["pdf", "docx", "html"]
    assert form.count('type="submit"') == 2
    assert '<input type="hidden" name="krav" value="33,2">' in form


def test_who_stands_behind_is_on_the_sheet_and_in_no_address(client: Client) -> None:
    fields = {"krav": "33,2", "papper": "a5", "avsandare": " Klubb 7,\n070-1 "}
    seen = client.post(SHEET, fields)
    assert "Avsändare. Klubb 7, 070-1" in read(seen).text
    assert 'value="33" checked' in seen.content.decode()
    sent = client.post(FILE, {**fields, "format": "html"})
    assert "Klubb 7, 070-1" in sent.content.decode()
    assert "Avsändare" not in read(client.get(SHEET, fields)).text
    assert "Klubb" not in client.get(f"{SHEET}?krav=33,2").content.decode()
    told = client.post(SHEET, {**fields, "avsandare": "k" * 121})
    assert told.status_code == 400
    assert "121 tecken" in read(told).text


def test_where_nothing_can_be_written_the_file_is_got_by_an_address(client: Client, settings_read_only: None) -> None:
    page = client.get(f"{SHEET}?krav=33,2").content.decode()
    assert f'method="get" action="{FILE}"' in page
    assert "avsandare" not in page


def test_what_speaks_against_a_demand_is_told_where_it_is_chosen(client: Client) -> None:
    chosen = read(client.get(f"{SHEET}?krav=2,33,1")).text
    assert "Krav 2: det som är känt i Sandvikens kommun talar emot kravet (tyder på litet behov)" in chosen
    assert "Krav 33: det som är känt i Sandvikens kommun ger inte kravet något stöd" in chosen
    assert "Krav 1:" not in chosen
    first, _, rest = client.get(SHEET).content.decode().partition("Förskola och skola")
    assert "talar emot kravet" not in first
    assert "talar emot kravet" in rest


def test_without_a_choice_the_page_asks_for_one_and_begins_with_what_stands_out(client: Client) -> None:
    response = client.get(SHEET)
    page = response.content.decode()
    assert response.status_code == 200
    assert "brief-sheet" not in page
    assert 'role="alert"' not in page
    assert page.index("Det som sticker ut mest här") < page.index("Förskola och skola")
    assert page.count('type="checkbox"') == 53


def test_the_three_that_stand_out_are_one_link_away_until_some_are_chosen(client: Client) -> None:
    page = read(client.get(SHEET))
    (link,) = (one for one in page.links if one.count("krav=") == 3)
    sheet = read(client.get(link))
    assert len(re.findall(r"Det vi vill\.", sheet.text)) == 3
    assert link not in sheet.links


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("papper=a4", "Inget krav är valt."),
        ("krav=1,2,3,4", "4 krav är valda, och ett blad rymmer högst 3."),
        ("krav=9999", "9999"),
        ("krav=1&papper=a3", "Det finns inget blad i storleken ”a3”."),
        ("krav=1&adress=x+y", "”x y” går inte att använda som serverns adress."),
    ],
)
def test_what_cannot_be_chosen_is_told_with_the_choice_kept(client: Client, query: str, told: str) -> None:
    response = client.get(f"{SHEET}?{query}")
    page = response.content.decode()
    assert response.status_code == 400
    assert told in read(response).text
    assert 'id="choose"' in page
    ticked = set(re.findall(r'name="krav" value="(\d+)" checked>', page))
    assert ticked == {one for one in ("1", "2", "3", "4") if f"krav={one}" in query or f",{one}" in query}


@pytest.mark.parametrize(
    ("query", "status"), [("", 400), ("krav=1,2,3,4", 400), ("krav=nej", 404), ("krav=1&format=exe", 400)]
)
def test_a_file_of_no_sheet_is_refused_in_words(client: Client, query: str, status: int) -> None:
    response = client.get(f"{FILE}?{query}")
    assert response.status_code == status
    assert "text/html" in response.headers["Content-Type"]


def test_a_municipal_demand_at_a_region_is_refused_in_words(client: Client) -> None:
    response = client.get("/plats/21/blad/?krav=2")
    assert response.status_code == 400
    assert "Krav 2 ställs till kommunen, inte till Region Gävleborg." in read(response).text


@pytest.mark.parametrize(("kind", "start"), [("pdf", b"%PDF"), ("docx", b"PK"), ("html", b"<!DOCTYPE")])
@pytest.mark.parametrize("size", ["a4", "a5"])
def test_the_sheet_is_sent_as_a_file(client: Client, kind: str, size: str, start: bytes) -> None:
    response = client.get(f"{FILE}?krav=33,2&papper={size}&format={kind}&adress=samspel.example")
    assert response.status_code == 200
    assert response.content.startswith(start)
    assert f"blad-{size}-2181-33-2.{kind}" in response.headers["Content-Disposition"]


def test_demands_are_ticked_in_the_list_and_one_button_sends_them(client: Client) -> None:
    for address in ("/plats/2181/krav/", "/plats/2181/krav/?lage=small"):
        needs = client.get(address).content.decode()
        assert '<input type="checkbox" name="krav" value="2" form="sheet">' in needs
        assert '<button class="button-plain"' not in needs
        assert needs.count(f'<form class="sheet-end" id="sheet" method="get" action="{SHEET}">') == 1


def list_picks(client: Client, **query: str | list[str]) -> dict[str, list[str]]:
    """The numbers under each heading that is open, and of all others together."""
    page = client.get(SHEET, query).content.decode()
    groups: dict[str, list[str]] = {}
    for one in page.split('<details class="fold area"')[1:]:
        heading = re.sub(" *<.*", "", one.partition("<summary>")[2].partition("</summary>")[0])
        numbers = re.findall(r'name="krav" value="(\d+)"', one.partition("</details>")[0])
        groups.setdefault(heading if one.startswith(" open") else "", []).extend(numbers)
    return groups


def test_a_choice_begins_with_what_stands_out_and_has_the_rest_folded_by_area(client: Client) -> None:
    """Three demands of one's own are found by a search, and the page of the place leads here."""
    assert SHEET in read(client.get("/plats/2181/")).links
    picks = list_picks(client)
    assert list(picks) == ["Det som sticker ut mest här", ""]
    assert len(picks["Det som sticker ut mest här"]) == 5
    assert sorted(int(one) for numbers in picks.values() for one in numbers) == list(range(1, 54))


def test_a_search_of_everyday_words_keeps_the_chosen_on_top_and_shows_no_sheet_yet(client: Client) -> None:
    asked: dict[str, str | list[str]] = {"krav": ["33", "14"], "krav-sok": "nattis", "valj": "krav"}
    picks = list_picks(client, **asked)
    assert list(picks)[:2] == ["Det du har valt", "Träffar på ”nattis”"]
    assert sorted(picks["Det du har valt"]) == ["14", "33"]
    assert picks["Träffar på ”nattis”"][0] == "2"
    assert sorted(int(one) for numbers in picks.values() for one in numbers) == list(range(1, 54))
    page = client.get(SHEET, asked).content.decode()
    assert set(re.findall(r'name="krav" value="(\d+)" checked>', page)) == {"14", "33"}
    assert "brief-sheet" not in page
    assert 'value="nattis"' in page


def test_the_key_of_return_searches_and_the_button_shows_the_sheet(client: Client) -> None:
    asked = {"krav": ["33", "2"], "krav-sok": "nattis", "papper": "a4", "adress": ""}
    assert "brief-sheet" not in client.get(SHEET, asked).content.decode()
    assert "brief-sheet" in client.get(SHEET, {**asked, "visa": "1"}).content.decode()


@pytest.mark.parametrize("words", ["xqzwv", "<b>x", "'\">"])
def test_a_search_that_finds_nothing_says_so_and_loses_nothing(client: Client, words: str) -> None:
    response = client.get(SHEET, {"krav": "33", "krav-sok": words, "valj": "krav"})
    assert response.status_code == 200
    assert f"Inget passar ”{words}”." in read(response).text
    assert 'value="33" checked' in response.content.decode()


def test_the_page_of_a_demand_leads_to_its_sheet(client: Client) -> None:
    assert f"{SHEET}?krav=33" in read(client.get("/plats/2181/krav/33/")).links


def test_a_demand_is_added_from_its_own_page_to_those_that_the_sheet_has(client: Client) -> None:
    assert "/plats/2181/krav/33/?blad=33,2" in read(client.get(f"{SHEET}?krav=33,2")).links
    for begun, led in (("33,2", "33,2,14"), ("14", "14"), ("2,33,14", "2,33,14"), ("x'><b>7", "7,14"), ("", "14")):
        links = read(client.get("/plats/2181/krav/14/", {"blad": begun})).links
        assert f"{SHEET}?krav={led}" in links, begun


def test_the_address_is_known_where_others_reach_the_server(client: Client, settings_hosts: None) -> None:
    here = client.get(f"{SHEET}?krav=33").content.decode()
    assert "QR-kod som" not in here
    others = client.get(f"{SHEET}?krav=33", headers={"host": "samspel.example:8000"}).content.decode()
    assert "QR-kod som leder till samspel.example:8000/plats/2181/blad/?krav=33" in others
    assert 'value="http://samspel.example:8000"' in others
    without = client.get(f"{SHEET}?krav=33&adress=", headers={"host": "samspel.example:8000"}).content.decode()
    assert "QR-kod som" not in without


def test_the_addresses_on_paper_are_those_of_the_pages(client: Client) -> None:
    assert PATHS["need"].format(code="2181", numbers="33") == reverse("place_need", args=["2181", "33"])
    assert PATHS["sheet"].format(code="2181", numbers="33") == f"{reverse('sheet', args=['2181'])}?{DEMAND}=33"
    assert {DEMAND, PAPER, ADDRESS, KIND, SENDER} == {"krav", "papper", "adress", "format", "avsandare"}


def test_the_small_sheet_is_printed_on_its_own_paper(client: Client) -> None:
    for size, style in (("a4", "/blad-a4.css"), ("a5", "/blad-a5.css")):
        assert f'href="{style}"' in client.get(f"{SHEET}?krav=33&papper={size}").content.decode()
        assert f"size: {size.upper()};" in client.get(style).content.decode()


@pytest.fixture
def settings_read_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server only shows."""
    from django.conf import settings

    monkeypatch.setattr(settings, "READ_ONLY", True)


@pytest.fixture
def settings_hosts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server is known by a name too."""
    from django.conf import settings

    monkeypatch.setattr(settings, "ALLOWED_HOSTS", [*settings.ALLOWED_HOSTS, "samspel.example"])
