"""Answers of the open data over HTTP: what a reader has is not sent again, lists have pages, errors are JSON."""

import json
from datetime import date
from typing import Any

import pytest
from django.test import Client

from reading import read
from samspel.app.desk import Desk
from samspel.app.keeping import keep_answers
from samspel.needs.answers import Answer
from samspel.web.api.addresses import ADDRESSES
from samspel.web.api.problems import ROOT
from samspel.web.costly import COSTLY

NEEDS = f"{ROOT}places/2181/needs"


def ask_all(client: Client, address: str) -> list[Any]:
    rows: list[Any] = []
    while address:
        page = json.loads(client.get(address).content)
        rows += page["values"]
        address = page["next_url"]
    return rows


def test_the_same_answer_is_not_sent_again_and_a_change_is(
    client: Client, desk: Desk, no_answers: None, nothing_kept: None
) -> None:
    first = client.get(NEEDS)
    tag = first.headers["ETag"]
    again = client.get(NEEDS, headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    assert client.get(f"{NEEDS}?lang=en", headers={"If-None-Match": tag}).status_code == 200
    demand = next(one for one in desk.catalogue.demands.values() if one.questions and one.responsible != "region")
    answer = Answer(
        body="2181",
        demand=demand.id,
        item=demand.questions[0].id,
        kind="question",
        value="yes",
        country=None,
        answered_by="Registratorn",
        day=date(2026, 11, 30),
        source="diariet",
    )
    keep_answers(desk, desk.catalogue.places.by_code["2181"], [answer])
    changed = client.get(NEEDS, headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert changed.headers["ETag"] != tag


def test_a_head_is_like_a_get_and_nothing_is_written(client: Client) -> None:
    got, head = client.get(NEEDS), client.head(NEEDS)
    assert (head.status_code, head.headers["ETag"], head.content) == (200, got.headers["ETag"], b"")
    for method in ("post", "put", "delete", "patch"):
        response = getattr(client, method)(NEEDS)
        assert response.status_code == 405
        assert response.headers["Allow"] == "GET, HEAD"
        assert response.headers["Content-Type"] == "application/problem+json"


def test_pages_of_a_list_have_every_row_once(client: Client) -> None:
    whole = json.loads(client.get(f"{ROOT}places").content)["values"]
    assert ask_all(client, f"{ROOT}places?per_page=50") == whole
    last = json.loads(client.get(f"{ROOT}places?per_page=50&page=7&lang=en").content)
    assert (last["next_url"], last["previous_url"]) == (None, f"{ROOT}places?per_page=50&page=6&lang=en")
    beyond = json.loads(client.get(f"{ROOT}places?per_page=50&page=9").content)
    assert (beyond["values"], beyond["previous_url"]) == ([], f"{ROOT}places?per_page=50&page=7")


def test_the_addresses_of_pages_keep_what_was_asked_for(client: Client) -> None:
    found = json.loads(client.get(f"{ROOT}measures/N00090/series?place=G%C3%A4vle&place=2181&per_page=5").content)
    assert found["next_url"] == f"{ROOT}measures/N00090/series?place=G%C3%A4vle&place=2181&per_page=5&page=2"
    rows = ask_all(client, f"{ROOT}measures/N00090/series?place=G%C3%A4vle&place=2181&per_page=5")
    assert len(rows) == found["count"]


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize(("data", "page"), [("places/Sandvike", "plats/Sandvike/"), ("demands/qqq", "krav/qqq/")])
def test_an_error_is_the_sentence_of_the_page(client: Client, lang: str, data: str, page: str) -> None:
    response = client.get(f"{ROOT}{data}?lang={lang}")
    problem = json.loads(response.content)
    assert (response.status_code, response.headers["Content-Type"]) == (404, "application/problem+json")
    assert problem["status"] == 404
    shown = read(client.get(f"{'/en' if lang == 'en' else ''}/{page}")).text
    for part in ("what", "why", "do"):
        assert problem[part] in shown
        assert problem[part] in problem["detail"]


def test_an_address_that_is_not_there_is_told_with_those_that_are(client: Client) -> None:
    response = client.get(f"{ROOT}platser")
    assert response.status_code == 404
    assert all(address.pattern in json.loads(response.content)["why"] for address in ADDRESSES)


def test_what_takes_long_waits_in_the_line_of_costly_pages_and_is_kept(client: Client) -> None:
    assert {"api_verdicts", "api_openapi"} <= COSTLY
    path = f"{ROOT}demands/18/verdicts?per_page=5"
    made, kept = client.get(path), client.get(path)
    assert made.content == kept.content
    again = client.get(path, headers={"If-None-Match": made.headers["ETag"]})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", made.headers["ETag"])
