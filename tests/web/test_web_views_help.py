"""The help, the glossary, and what to send about an error."""

import pytest
from django.conf import settings
from django.test import Client

from reading import read
from samspel import __version__
from samspel.catalogue.loading import Catalogue
from samspel.terms.blank import Blank
from samspel.terms.origin import Basis
from web.addresses import PAGES


@pytest.mark.parametrize("path", [*PAGES[::7], "/nonsense/"])
def test_every_page_leads_to_the_help(client: Client, path: str) -> None:
    page = read(client.get(path))
    prefix = "/en" if path.startswith("/en") else ""
    hrefs = [a.get("href", "").partition("?")[0] for a in page.attributes("a")]
    assert {f"{prefix}/hjalp/", f"{prefix}/hjalp/ord/"} <= set(hrefs)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_help_says_what_the_pages_say(client: Client, catalogue: Catalogue, prefix: str) -> None:
    texts = catalogue.texts["en" if prefix else "sv"]
    text = read(client.get(f"{prefix}/hjalp/")).text
    for key in (
        "need.rule_strength",
        "strength_meaning.measured",
        "words.band_note",
        "words.grades",
        *(f"blank.{blank.value}" for blank in Blank),
        *(f"basis_meaning.{basis.value}" for basis in Basis),
    ):
        assert texts(key) in text, key
    assert __version__ in text


def test_the_glossary_has_every_term_at_its_own_address(client: Client, catalogue: Catalogue) -> None:
    page = read(client.get("/hjalp/ord/"))
    assert set(catalogue.glossary) <= {part.get("id") for part in page.attributes("div")}


@pytest.mark.parametrize(
    ("origin", "told"),
    [
        ("/plats/2181/krav/?omrade=x&nyckel=hemlig", "/plats/2181/krav/?omrade=x"),
        ("https://elsewhere.example/x", "/https://elsewhere.example/x"),
        ("//elsewhere.example/x", "/elsewhere.example/x"),
        ("", "/hjalp/"),
        ("/\0<script>", "/%3Cscript%3E"),
    ],
)
def test_the_text_to_send_names_the_page_and_never_a_key(client: Client, origin: str, told: str) -> None:
    response = client.get("/hjalp/", {"fran": origin})
    page = response.content.decode()
    assert response.status_code == 200
    assert f"Sida: {told}" in page
    assert "hemlig" not in page.split("<textarea")[1].split("</textarea>")[0]
    assert "<script>" not in page.split("<textarea")[1].split("</textarea>")[0]


def test_whom_to_ask_is_a_setting(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Fråga den som startade Samspel" in read(client.get("/hjalp/")).text
    monkeypatch.setattr(settings, "CONTACT", "Kansliet <b>, rum 4")
    assert "Kansliet <b>, rum 4" in read(client.get("/hjalp/")).text
