"""What a browser may keep, and that all of it goes where a key is asked for."""

import json
from importlib import resources

import pytest
from django.templatetags.static import static
from django.test import Client, override_settings

from samspel.app.desk import Desk
from samspel.web.offline import KEEP, PAGES

OFFICIAL = ("/", "/plats/2181/", "/en/plats/2181/krav/", "/plats/2181/kedjan/", "/hjalp/ord/")
ONES_OWN = (
    "/plats/2181/sparat/",
    "/plats/2181/krav/emergency-surgery/",
    "/plats/2181/krav/emergency-surgery/motion/",
    "/plats/2181/fragor/",
    "/krav/egna/",
    "/dela/",
    "/plats/nonsense/",
)


@pytest.mark.usefixtures("nothing_kept")
@pytest.mark.parametrize("path", OFFICIAL)
def test_pages_of_official_figures_may_be_kept(client: Client, path: str) -> None:
    assert client.get(path).headers.get(KEEP) == "1"
    with override_settings(ACCESS_KEY="secret"):
        client.cookies["samspel-key"] = "secret"
        response = client.get(path)
        assert response.status_code == 200
        assert KEEP not in response.headers


@pytest.mark.parametrize("path", ONES_OWN)
def test_pages_with_ones_own_words_never_are(client: Client, path: str) -> None:
    assert KEEP not in client.get(path).headers


@pytest.mark.usefixtures("no_answers")
def test_nothing_is_kept_where_somebody_has_answered(client: Client, desk: Desk) -> None:
    folder = desk.store.home / "answers"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "2180.csv").write_text("broken", encoding="utf-8")
    assert KEEP not in client.get("/plats/2181/").headers


def test_under_a_key_the_script_removes_what_was_kept_and_reaches_everybody(client: Client) -> None:
    assert "const KEEPS = true;" in client.get("/arbetare.js").content.decode()
    with override_settings(ACCESS_KEY="secret"):
        assert client.get("/").status_code == 403
        response = client.get("/arbetare.js")
    assert response.status_code == 200
    assert "const KEEPS = false;" in response.content.decode()


def test_without_a_connection_there_is_a_page_in_each_language(client: Client) -> None:
    assert [client.get(path).status_code for path in PAGES] == [200, 200]


def test_it_can_be_installed(client: Client) -> None:
    file = resources.files("samspel.web") / "static" / "samspel" / "app.webmanifest"
    manifest = json.loads(file.read_text(encoding="utf-8"))
    assert (manifest["start_url"], manifest["scope"]) == ("/", "/")
    served = client.get(static("samspel/app.webmanifest"))
    assert served.headers["Content-Type"] == "application/manifest+json"
    served.close()
    response = client.get("/")
    assert 'rel="manifest"' in response.content.decode()
    assert "manifest-src 'self'" in response.headers["Content-Security-Policy"]
