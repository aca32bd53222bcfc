"""A server shared with a room, over real sockets: who gets in, what they can do, and that nobody's drafts are seen."""

import io
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from pypdf import PdfReader

from reading import read
from samspel.app.desk import open_desk
from samspel.app.drafting import keep_draft
from web.running_server import Running, run_server, status_of

STORY, NAME = "Två på nattskiftet fick tacka nej till jobbet.", "Eva Ek (S)"
MOTION = "/plats/2181/krav/childcare-odd-hours/motion"
SEEN = ("/plats/2181/sparat/", f"{MOTION}/", f"{MOTION}.txt", f"{MOTION}.html", "/plats/2181/krav/childcare-odd-hours/")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a draft in it."""
    home = tmp_path_factory.mktemp("home")
    desk = open_desk(home=home)
    place, demand = desk.catalogue.places.by_code["2181"], desk.catalogue.demands["childcare-odd-hours"]
    keep_draft(desk, place, demand, desk.catalogue.papers["motion"], {"story": STORY, "signed": NAME})
    return home


def open_at(running: Running, address: str, *headers: str) -> str:
    return running.get(address, *headers).decode(errors="replace")


def test_others_in_the_room_read_but_see_no_draft_and_change_nothing(home: Path) -> None:
    with run_server(home, "--share") as running:
        key = re.search(r"nyckel=([\w-]+)", running.said)
        assert key
        assert status_of(running.get("/plats/2181/sparat/")) == 403
        assert status_of(running.get("/plats/2181/sparat/?nyckel=" + "x" * 32)) == 403
        cookie = f"Cookie: samspel-key={key[1]}"
        for address in SEEN:
            told = open_at(running, address, cookie)
            assert " 200 " in told.splitlines()[0], address
            assert STORY not in told, address
            assert "nattskiftet" not in told, address
            assert NAME not in told, address
        assert "Utkast" not in open_at(running, "/plats/2181/sparat/", cookie)
        pdf = running.get(f"{MOTION}.pdf", cookie).partition(b"\r\n\r\n")[2]
        assert NAME not in "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
        taken = running.get(f"{MOTION}/", cookie, "Content-Length: 0", method="POST")
        assert status_of(taken) == 403
        page = open_at(running, "/dela/", cookie)
        assert f":{running.port}/?nyckel={key[1]}" in page
        assert "<svg" in page
        assert "no-store" in page
    kept = (home / "drafts").glob("*.json")
    assert any("nattskiftet" in file.read_text(encoding="utf-8") for file in kept)


def test_on_this_machine_alone_the_draft_is_there(home: Path) -> None:
    """The same addresses, so that what is left out above is known to be there to leave out."""
    with run_server(home) as running:
        for address in SEEN[:4]:
            assert "nattskiftet" in open_at(running, address), address


def test_without_a_shared_address_the_page_tells_how(client: Client) -> None:
    assert settings.SHARED_ADDRESS == ""
    page = read(client.get("/dela/"))
    assert "samspel serve --share" in page.text
    assert "<svg" not in client.get("/dela/").content.decode().partition("<main")[2]
