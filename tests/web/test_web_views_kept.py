"""What is kept of a place on the web: seen, removed after a question, put back, and who changed what. No scripts."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.test import Client

from given_answers import GIVEN
from reading import read
from samspel.app.desk import Desk
from samspel.app.keeping import keep_answers
from samspel.needs.answers import Answer

HERE = "/plats/2181/sparat/"
REMOVE, RESTORE = f"{HERE}ta-bort/", f"{HERE}angra/"
ANSWER = replace(GIVEN, answered_by="Ek")
ASKED = {"vad": "svar", "svar": "childcare-odd-hours/offered"}


@pytest.fixture
def kept(desk: Desk) -> Iterator[Answer]:
    """An answer of Sandviken's, and nothing left behind."""
    keep_answers(desk, desk.catalogue.places.by_code["2181"], [ANSWER])
    yield ANSWER
    for folder in ("answers", "changes"):
        for file in (desk.store.home / folder).glob("*"):
            file.unlink()


def read_undo(html: str) -> str:
    found = re.search(r'name="angra" value="([^"]+)"', html)
    assert found is not None
    return found.group(1)


@pytest.mark.usefixtures("kept")
def test_the_page_shows_what_is_kept_and_who_changed_what(client: Client) -> None:
    text = read(client.get(HERE)).text
    assert "Svar: nej. Besvarat av Ek, 2026-11-20." in text
    assert "Nytt svar av Ek" in text
    for page in ("/plats/2181/", "/plats/2181/fragor/"):
        assert HERE in read(client.get(page)).links
    assert "Nytt svar av Ek" in read(client.get("/plats/2181/")).text


@pytest.mark.usefixtures("kept")
def test_what_the_region_has_answered_is_told_of_where_it_holds(client: Client, desk: Desk) -> None:
    page = read(client.get(HERE))
    assert "gäller också här" not in page.text
    region = desk.catalogue.places.by_code["21"]
    keep_answers(desk, region, [replace(ANSWER, body="21", demand="shift-transit", item="early-shift")])
    page = read(client.get(HERE))
    assert "Ett svar från Region Gävleborg gäller också här" in page.text
    assert "/plats/21/sparat/#answers" in page.links


@pytest.mark.usefixtures("kept")
def test_nothing_is_removed_before_the_question_is_answered(client: Client, desk: Desk) -> None:
    page = client.get(REMOVE, ASKED)
    assert page.status_code == 200
    assert "Ja, ta bort" in read(page).text
    assert desk.store.read("2181") == (ANSWER,)


@pytest.mark.usefixtures("kept")
def test_an_answer_is_removed_and_put_back(client: Client, desk: Desk) -> None:
    sent = client.post(REMOVE, ASKED)
    assert sent.status_code == 302
    assert "Ek" not in re.sub(r"=[\w-]+", "=", sent.headers["Location"])  # the token may hold any two letters
    assert desk.store.read("2181") == ()
    address = sent.headers["Location"].partition("#")[0]
    page = client.get(address)
    assert read_undo(client.get(address).content.decode())  # also when the page is loaded again
    undo = read_undo(page.content.decode())
    again = client.post(RESTORE, {"angra": undo}, follow=True)
    assert again.redirect_chain
    assert "Svaret är tillbaka." in read(again).text
    assert desk.store.read("2181") == (ANSWER,)
    text = read(client.get(HERE)).text
    assert "Svar borttaget på den här datorn" in text
    assert "lagt tillbaka" in text


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("change", ["", "x", "cut", "turned"])
def test_what_was_changed_on_the_way_is_not_put_back(client: Client, desk: Desk, change: str) -> None:
    undo = read_undo(client.post(REMOVE, ASKED, follow=True).content.decode())
    told = {"": "", "x": "x", "cut": undo[:-5], "turned": undo[::-1]}[change]
    assert client.post(RESTORE, {"angra": told}).status_code == 400
    assert client.post("/plats/2180/sparat/angra/", {"angra": undo}).status_code == 400
    assert desk.store.read("2181") == ()


@pytest.mark.usefixtures("kept")
def test_a_form_from_elsewhere_removes_nothing(desk: Desk) -> None:
    strict = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    assert strict.post(REMOVE, ASKED).status_code == 403
    assert desk.store.read("2181") == (ANSWER,)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"vad": "allt"},
        {"vad": "rakning"},
        {"vad": "oanvant"},
        {"vad": "svar"},
        {"vad": "svar", "svar": "2/offered"},
    ],
)
@pytest.mark.parametrize("place", ["2181", "21", "00", "0980"])
def test_what_is_not_there_is_told(client: Client, place: str, asked: dict[str, str]) -> None:
    assert client.post(f"/plats/{place}/sparat/ta-bort/", asked).status_code in (400, 404)


def test_only_a_form_puts_back(client: Client) -> None:
    assert client.get(RESTORE).status_code == 405


@pytest.mark.parametrize("damage", [b"", b"damaged"])
@pytest.mark.usefixtures("kept")
def test_a_file_that_was_set_aside_is_removed_from_its_page(client: Client, desk: Desk, damage: bytes) -> None:
    (desk.store.home / "answers" / "2181.csv").write_bytes(damage)
    page = client.get(HERE)
    assert "aside-1" in read(page).text
    assert f"{REMOVE}?vad=oanvant" in read(page).links
    assert "aside-1" not in read(client.post(REMOVE, {"vad": "oanvant"}, follow=True)).text
    assert list((desk.store.home / "answers").iterdir()) == []
