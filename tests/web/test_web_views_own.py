"""Own demands in the browser: written, found everywhere, changed, removed, put back and erased."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client, override_settings

from samspel.app.desk import Desk
from samspel.app.own import add_from_file, list_own
from samspel.catalogue.loading import find_content
from samspel.web.shared import get_desk
from samspel.workspace.models import Unit
from workspace_database import seat

TITLE = "Tak över cyklarna vid stationen"
FIELDS = {
    "gor": "spara",
    "titel": TITLE,
    "krav": "Kommunen ska sätta tak över cyklarna.",
    "varfor": "Många tar tåget klockan sex.",
    "vem": "municipality",
    "omrade": "planning-housing",
    "att1": "sätta tak över cyklarna",
    "fraga1": "Finns det tak över cyklarna?",
    "matt": ["cycle_supply_satisfaction"],
}


@pytest.fixture(autouse=True)
def no_own(application: object, web_home: Path) -> Iterator[None]:
    """Leaves no own demand behind for the next test."""
    del application
    yield
    for file in (web_home / "demands").glob("*"):
        file.unlink()


def save(client: Client, **fields: str) -> str:
    """Save the form and return the page that tells of it."""
    response = client.post("/krav/egna/skriv/", {**FIELDS, **fields})
    assert response.status_code == 302
    return client.get(response["Location"].partition("#")[0]).content.decode()


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return str(response.content.decode())


def find_number(page: str) -> int:
    found = re.search(r'href="/krav/(\d+)/"', page)
    assert found is not None
    return int(found[1])


def test_a_saved_demand_is_in_the_list_the_needs_the_questions_and_the_papers(client: Client, web_home: Path) -> None:
    number = find_number(save(client))
    assert number == 901
    assert f"{TITLE} (eget krav)" in read(client, "/krav/")
    assert "Eget krav: någon som använder Samspel har skrivit det" in read(client, "/krav/901/")
    assert f"{TITLE} (eget krav)" in read(client, "/plats/2181/krav/")
    assert "Finns det tak över cyklarna?" in read(client, "/plats/2181/fragor/")
    assert "sätta tak över cyklarna" in read(client, "/plats/2181/krav/901/papper/motion/")
    english = read(client, "/en/krav/901/")
    assert re.search(rf'<h1 lang="sv">901. {TITLE} \(own demand\)</h1>', english)
    assert 'lang="sv">Många tar tåget' in english
    assert "att ge the" not in english
    kept = list((web_home / "demands").glob("*.toml"))
    assert len(kept) == 1
    assert kept[0].stat().st_mode & 0o077 == 0


def test_no_cache_keeps_the_pages_with_its_words(client: Client) -> None:
    save(client)
    for address in ("/krav/egna/", "/krav/egna/skriv/", "/krav/901/", "/krav/", "/plats/2181/krav/901/"):
        assert "no-store" in client.get(address)["Cache-Control"], address


def test_mistakes_are_told_together_and_what_was_typed_stays(client: Client, web_home: Path) -> None:
    response = client.post(
        "/krav/egna/skriv/", {**FIELDS, "titel": "z" * 71, "omrade": "", "fraga1": "Finns det", "mot1": "Nej"}
    )
    page = response.content.decode()
    assert response.status_code == 400
    for told in ("titeln (title)", "området (area)", "frågetecken", "inte lika många"):
        assert told in page
    assert "z" * 71 in page
    assert 'value="cycle_supply_satisfaction"' in page
    assert not list((web_home / "demands").glob("*.toml"))


def test_measures_are_searched_for_without_losing_what_was_typed(client: Client) -> None:
    found = client.post("/krav/egna/skriv/", {**FIELDS, "gor": "sok", "sok": "cykelväg"})
    page = found.content.decode()
    assert found.status_code == 200
    assert TITLE in page
    assert 'name="lagg" value="cycle_cleared_satisfaction"' in page
    assert 'name="lagg" value="cycle_supply_satisfaction"' not in page, "it is chosen already"
    page = client.post(
        "/krav/egna/skriv/", {**FIELDS, "gor": "sok", "lagg": ["cycle_cleared_satisfaction"]}
    ).content.decode()
    assert page.count('name="matt"') == 2
    many = ["insikt_total", "insikt_access", "insikt_law", "insikt_land", "unemployment", "population"]
    page = client.post("/krav/egna/skriv/", {**FIELDS, "gor": "sok", "lagg": many}).content.decode()
    assert page.count('name="matt"') == 1 + len(many)
    assert f"{1 + len(many)} mått är valda, och ett krav har högst 6." in page
    told = client.post("/krav/egna/skriv/", {**FIELDS, "lagg": many})
    assert told.status_code == 400
    assert told.content.decode().count('name="matt"') == 1 + len(many)
    nothing = client.post("/krav/egna/skriv/", {**FIELDS, "gor": "sok", "sok": "xyzzy"}).content.decode()
    assert "Inget mått med siffror har de orden" in nothing


def test_a_demand_is_changed_under_its_number(client: Client) -> None:
    save(client)
    form = read(client, "/krav/egna/skriv/?krav=901")
    own = re.search(r'name="id" value="([^"]+)"', form)
    assert own is not None
    assert find_number(save(client, id=own[1], titel="Ett tak över cyklarna")) == 901
    page = read(client, "/krav/egna/")
    assert "901. Ett tak över cyklarna (eget krav)" in page
    assert page.count('value="ta-bort"') == 1


def test_a_demand_is_removed_put_back_and_erased(client: Client, web_home: Path) -> None:
    save(client)
    for action, status in (("ta-bort", 404), ("lagg-tillbaka", 200), ("ta-bort", 404)):
        assert client.post("/krav/egna/", {"gor": action, "krav": "901"}).status_code == 302
        assert client.get("/krav/901/").status_code == status
    assert "Radera för gott" in read(client, "/krav/egna/")
    client.post("/krav/egna/", {"gor": "radera", "krav": "901"})
    assert not list((web_home / "demands").glob("9*"))
    for action in ("ta-bort", "lagg-tillbaka", "radera", "hej"):
        assert client.post("/krav/egna/", {"gor": action, "krav": "901"}).status_code == 400


def test_a_demand_from_a_file_shows_at_once_and_is_changed_in_the_file(client: Client, desk: Desk) -> None:
    add_from_file(desk, find_content() / "templates" / "own_demand_en.toml")
    assert "Cycle stands under a roof at the station (own demand)" in read(client, "/en/krav/901/")
    page = read(client, "/krav/egna/")
    assert "inläst från en fil" in page
    assert "?krav=" not in page
    for name in ("901", "2", "none"):
        assert client.get(f"/krav/egna/skriv/?krav={name}").status_code == 404


def test_a_damaged_file_is_told_on_its_page_alone_and_can_be_cleared(client: Client, web_home: Path) -> None:
    save(client)
    kept = next((web_home / "demands").glob("*.toml"))
    kept.write_bytes(b"x")
    assert "Ett sparat eget krav går inte att läsa" in read(client, "/krav/egna/")
    assert "eget krav går inte att läsa" not in read(client, "/plats/2181/krav/")
    client.post("/krav/egna/", {"gor": "rensa"})
    assert "går inte att läsa" not in read(client, "/krav/egna/")


@override_settings(IS_ALONE=False)
def test_on_a_server_an_own_demand_is_shown_to_those_with_a_role_and_changed_by_its_branch_alone(
    client: Client, branch: Unit, other_branch: Unit
) -> None:
    client.force_login(seat(branch, "officer"))
    form = read(client, "/krav/egna/skriv/")
    assert "syns för alla som loggat in här" in form
    assert form.index("syns för alla som loggat in här") < form.index("Spara kravet")
    save(client)
    name = next(iter(list_own(get_desk()).used)).id
    assert f"krav={name}" in read(client, "/krav/egna/")

    client.force_login(seat(other_branch, "administrator"))
    theirs = read(client, "/krav/egna/")
    assert TITLE in theirs
    assert f"krav={name}" not in theirs
    assert "en annan avdelnings" in theirs
    assert client.get(f"/krav/egna/skriv/?krav={name}").status_code == 400
    assert client.post("/krav/egna/skriv/", {**FIELDS, "id": name, "titel": "Annat"}).status_code == 400
    assert client.post("/krav/egna/", {"gor": "ta-bort", "krav": name}).status_code == 400
    client.logout()
    for address in ("/krav/", "/plats/2181/krav/", "/api/v1/demands"):
        assert TITLE not in read(client, address), address
    assert client.get("/krav/901/").status_code == 404

    client.force_login(seat(branch, "administrator"))
    assert client.post("/krav/egna/", {"gor": "ta-bort", "krav": name}).status_code == 302
    client.force_login(seat(other_branch, "officer"))
    assert TITLE not in read(client, "/krav/egna/")
    assert client.post("/krav/egna/", {"gor": "radera", "krav": name}).status_code == 400
