"""Whom a browser lets read the open data, and with which key."""

import json

import pytest
from django.test import Client, override_settings

from samspel.web.api.problems import ROOT

OTHER = {"Origin": "https://tidningen.example"}
ASKED = {**OTHER, "Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "if-none-match"}
ALLOWED = "Access-Control-Allow-Origin"
KEY = "a-key-that-nobody-guesses"


@pytest.mark.parametrize("path", ["places", "places/nowhere", "zzz", "openapi.json"])
def test_pages_of_others_may_read_where_the_server_is_open_to_all(client: Client, path: str) -> None:
    assert ALLOWED not in client.get(ROOT + path, headers=OTHER).headers
    with override_settings(IS_ALONE=False):
        response = client.get(ROOT + path, headers=OTHER)
        assert response.headers[ALLOWED] == "*"
        assert "Access-Control-Allow-Credentials" not in response.headers


def test_a_preflight_is_answered_for_reading_alone(client: Client) -> None:
    assert client.options(f"{ROOT}places", headers=ASKED).status_code == 405
    with override_settings(IS_ALONE=False):
        response = client.options(f"{ROOT}places", headers=ASKED)
    assert (response.status_code, response.headers["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")
    assert response.headers["Access-Control-Allow-Headers"] == "If-None-Match"


@pytest.mark.parametrize("path", ["/", "/arbete/", "/plats/2181/", "/oppna-data/", "/data/samspel.zip"])
def test_no_page_of_ours_is_open_to_pages_of_others(client: Client, path: str) -> None:
    with override_settings(IS_ALONE=False):
        for response in (client.get(path, headers=OTHER), client.options(path, headers=ASKED)):
            assert ALLOWED not in response.headers


def test_a_shared_server_asks_for_its_key_as_on_the_pages(client: Client) -> None:
    with override_settings(ACCESS_KEY=KEY, IS_ALONE=False, READ_ONLY=True):
        refused = client.get(f"{ROOT}places?lang=en", headers=OTHER)
        assert (refused.status_code, refused.headers["Content-Type"]) == (403, "application/problem+json")
        assert json.loads(refused.content)["code"] == "no_key"
        assert ALLOWED not in refused.headers
        assert client.get(f"{ROOT}places", headers={"Authorization": "Bearer wrong"}).status_code == 403
        assert client.get(f"{ROOT}places", headers={"Authorization": f"Basic {KEY}"}).status_code == 403
        assert client.get(f"{ROOT}places", headers={"Authorization": f"Bearer {KEY}"}).status_code == 200


def test_the_language_is_that_of_the_parameter_and_else_swedish(client: Client) -> None:
    named = {lang: client.get(f"{ROOT}demands?lang={lang}") for lang in ("sv", "en")}
    assert client.get(f"{ROOT}demands", headers={"Accept-Language": "en"}).content == named["sv"].content
    assert named["sv"].content != named["en"].content
    response = client.get(f"{ROOT}demands?lang=de")
    assert json.loads(response.content)["why"] == "Den kan vara sv, en."
