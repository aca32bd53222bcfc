"""Errors of the open data: RFC 9457 with the sentence of the pages, whoever turns the request away."""

import json

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.utils import translation

from samspel.app.desk import Desk
from samspel.terms.errors import BadInputError
from samspel.web.api.problems import ROOT, asks_for_data
from samspel.web.views.errors import KINDS, show_error, show_status


def ask(path: str) -> HttpRequest:
    return RequestFactory(SERVER_NAME="localhost").get(path)


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize(("status", "kind"), KINDS.items())
def test_every_status_is_told_as_on_its_page(desk: Desk, status: int, kind: str, lang: str) -> None:
    with translation.override(lang):
        response = show_status(ask(f"{ROOT}places"), kind, status)
    texts = desk.catalogue.texts["en" if lang == "en" else "sv"]
    problem = json.loads(response.content)
    assert (response.status_code, problem["status"], problem["code"]) == (status, status, kind)
    assert response.headers["Content-Type"] == "application/problem+json"
    assert problem["title"] == texts(f"web.error.{kind}_what")
    assert (problem["type"], problem["instance"], problem["others"]) == ("about:blank", f"{ROOT}places", [])


def test_errors_that_were_found_with_the_first_are_told_too(desk: Desk) -> None:
    error = BadInputError("api_twice", name="page")
    error.others = (BadInputError("api_twice", name="lang"),)
    problem = json.loads(show_error(ask(ROOT), error, 400).content)
    assert "page" in problem["what"]
    assert ["lang" in one["what"] for one in problem["others"]] == [True]


@pytest.mark.parametrize(("path", "is_data"), [(ROOT, True), ("/api/", False), ("/en/api/v1/", False), ("/", False)])
def test_only_the_open_data_answers_programs(client: Client, path: str, is_data: bool) -> None:
    assert asks_for_data(ask(path)) is is_data
    kind = client.get(f"{path}qqq").headers["Content-Type"]
    assert kind.startswith("application/problem+json" if is_data else "text/html")


def test_a_folder_of_the_server_is_never_told(desk: Desk) -> None:
    error = BadInputError("cannot_read", file=str(desk.store.home / "answers" / "x.csv"), reason="x")
    assert str(desk.store.home) not in show_error(ask(ROOT), error, 400).content.decode()
