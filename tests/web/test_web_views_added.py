"""The page of own figures: a list looked at, added, taken away and put back; mistakes told and nothing kept."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from samspel.web.shared import get_desk
from samspel.web.views.added import MOST_KILOBYTES

ADDRESS = "/plats/2181/egna-uppgifter/"
LIST = "mått;år;värde;källa\nculture_school_share;2025;31,5;<b>bokslut\n"


@pytest.fixture(autouse=True)
def clean(nothing_kept: None) -> None:
    """Every test here may leave lists."""


def look(client: Client, text: str = LIST, address: str = ADDRESS) -> tuple[int, str]:
    file = SimpleUploadedFile("siffror.csv", text.encode(), "text/csv")
    answer = client.post(address, {"fil": file, "vem": "Klubb 1", "gor": "titta"})
    return answer.status_code, answer.content.decode()


def read_text(page: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", page))


def find_again(page: str) -> str:
    found = re.search(r'name="igen" value="([^"]+)"', page)
    assert found, page
    return unescape(found[1])


def add(client: Client) -> str:
    _, page = look(client)
    sent = {"igen": find_again(page), "vem": "Klubb 1", "gor": "lagg-till"}
    return client.post(ADDRESS, sent, follow=True).content.decode()


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_to_look_keeps_nothing_and_says_what_would_happen(client: Client, prefix: str) -> None:
    text = LIST if not prefix else "measure;year;value\nculture_school_share;2025;31.5\n"
    status, page = look(client, text, f"{prefix}{ADDRESS}")
    assert status == 200
    texts = get_desk().catalogue.texts["en" if prefix else "sv"]
    assert texts("added.use.counts") in read_text(page)
    assert not get_desk().added.load_all()


def test_a_list_is_added_shown_offered_as_a_table_taken_away_and_put_back(client: Client) -> None:
    page = add(client)
    assert "Tillagda rader: 1, för Sandviken." in page
    assert "av Klubb 1" in page
    assert "&lt;b&gt;bokslut" in page
    offered = re.findall(r'href="([^"]*added_1[.]csv[^"]*)"', page)
    assert "31.5" in client.get(f"{ADDRESS}{unescape(offered[0])}").content.decode()
    gone = client.post(ADDRESS, {"gor": "ta-bort", "lista": "1"}, follow=True).content.decode()
    assert not get_desk().added.load_all().get("2181")
    back = client.post(ADDRESS, {"gor": "angra", "igen": find_again(gone)}, follow=True)
    assert back.status_code == 200
    assert len(get_desk().added.read("2181")) == 1


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"gor": "titta"}, 400),
        ({"gor": "lagg-till", "igen": "!!", "vem": "A"}, 400),
        ({"gor": "lagg-till", "igen": "", "vem": "A"}, 400),
        ({"gor": "angra", "igen": "x"}, 400),
        ({"gor": "ta-bort", "lista": "9"}, 400),
        ({"gor": "ta-bort", "lista": "x"}, 400),
    ],
)
def test_what_the_page_did_not_send_is_told(client: Client, sent: dict[str, str], status: int) -> None:
    answer = client.post(ADDRESS, sent)
    assert answer.status_code == status
    assert not get_desk().added.load_all()


def test_a_list_without_somebody_or_too_large_is_told(client: Client) -> None:
    _, page = look(client)
    assert client.post(ADDRESS, {"igen": find_again(page), "vem": " ", "gor": "lagg-till"}).status_code == 400
    status, page = look(client, LIST + "\n" * (MOST_KILOBYTES * 1000))
    assert status == 400
    assert "100" in page
    assert not get_desk().added.load_all()


def test_an_empty_list_is_offered_and_the_country_has_none(client: Client) -> None:
    assert "arbetsgivare" in client.get("/egna-uppgifter/employers.csv").content.decode("utf-8-sig")
    assert client.get("/egna-uppgifter/ingen.csv").status_code == 400
    assert client.get("/plats/00/egna-uppgifter/").status_code == 400
