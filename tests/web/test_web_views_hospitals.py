"""The page of the hospitals: the list, a correction taken, and mistakes told."""

import re

import pytest
from django.test import Client

from samspel.web.shared import get_desk

GIVEN = {"sjukhus": "Sjukhuset i Arvika", "svar": "no", "namn": "Anna Ek", "kalla": "brev <b>"}


@pytest.fixture(autouse=True)
def clean() -> None:
    get_desk().hospitals.save("Sjukhuset i Arvika", None)


@pytest.mark.parametrize(("address", "words"), [("/sjukhus/", "Räknas med."), ("/en/sjukhus/", "Counts.")])
def test_the_list_is_shown_with_what_is_known_of_each(address: str, words: str, client: Client) -> None:
    page = client.get(address).content.decode()
    assert page.count('<th scope="row" role="rowheader">') == 62
    assert words in page
    assert re.search(r'<a href="https://[^"]*lindenytt.com[^"]*" rel="noreferrer">[\w.]*lindenytt.com</a>', page)
    assert 'name="q" type="search" autocomplete="off" spellcheck="false" required maxlength="80" value=""' in page


def test_a_correction_is_kept_shown_with_who_and_taken_back(client: Client) -> None:
    answer = client.post("/sjukhus/", GIVEN)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Rättat här av Anna Ek" in page
    assert "brev &lt;b&gt;" in page
    assert "Rättat här av Anna Ek" in client.get("/sjukhus.csv").content.decode()
    assert "Sparat." in client.post("/sjukhus/", GIVEN | {"svar": "undo"}).content.decode()
    assert "Rättat här" not in client.get("/sjukhus/").content.decode()


@pytest.mark.parametrize("wrong", [{"namn": ""}, {"svar": ""}, {"svar": "kanske"}, {"sjukhus": "Inget"}])
def test_a_correction_that_cannot_be_kept_is_told_and_nothing_is_kept(wrong: dict[str, str], client: Client) -> None:
    answer = client.post("/sjukhus/", GIVEN | wrong)
    assert answer.status_code == 400
    assert not get_desk().hospitals.load()


@pytest.mark.parametrize("address", ["/plats/1784/krav/emergency-surgery/", "/kallor/"])
def test_the_list_is_found_from_where_it_is_used(address: str, client: Client) -> None:
    assert 'href="/sjukhus/' in client.get(address, follow=True).content.decode()
