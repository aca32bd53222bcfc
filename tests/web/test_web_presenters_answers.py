"""An answer typed on the page of its demand."""

import re

import pytest
from django.test import Client
from django.test.utils import override_settings

from reading import read

pytestmark = pytest.mark.usefixtures("no_answers")
PAGE = "/plats/2181/krav/childcare-odd-hours/"
NO = {"fraga": "offered", "svar": "no", "av": "Registrator", "dag": "2026-11-01", "kalla": "dnr 1", "kand": "body"}


def test_the_page_asks_for_who_says_it_when_and_how_one_can_check(client: Client) -> None:
    page = read(client.get(PAGE))
    names = {field.get("name") for field in [*page.attributes("input"), *page.attributes("textarea")]}
    assert {"fraga", "svar", "av", "dag", "kalla"} <= names
    assert [one for one in page.links if one.endswith("#svara")] == [
        f"?fraga=offered&svar={answer}#svara" for answer in ("yes", "no", "not_applicable")
    ]


def test_an_answer_that_is_tapped_stands_chosen_in_its_form_with_the_day(client: Client) -> None:
    page = read(client.get(f"{PAGE}?fraga=offered&svar=no"))
    chosen = [one["value"] for one in page.attributes("input") if one.get("name") == "svar" and "checked" in one]
    assert chosen == ["no"]
    assert any(one.get("name") == "dag" and one["value"] for one in page.attributes("input"))
    assert client.get(f"{PAGE}?fraga=finns-inte&svar=no").status_code == 200


def test_an_answer_that_nobody_says_whose_it_is_claims_the_least(client: Client) -> None:
    told = read(client.post(PAGE, {name: value for name, value in NO.items() if name != "kand"}, follow=True)).text
    assert "är inget svar från Sandvikens kommun" in told


def test_an_answer_is_told_changes_the_verdict_and_can_be_undone(client: Client) -> None:
    before = read(client.get(PAGE)).text
    told = client.post(PAGE, NO, follow=True)
    assert "Stort behov, svarat" in read(told).text
    assert "Registrator" in read(client.get(PAGE)).text
    (token,) = re.findall(r'name="angra" value="([^"]+)"', told.content.decode())
    undone = client.post(PAGE, {"angra": token}, follow=True)
    assert "Svaret är taget tillbaka." in read(undone).text
    assert read(client.get(PAGE)).text == before
    assert client.post(PAGE, {"angra": token}).status_code == 400


def test_what_the_branch_knows_is_told_as_that_on_the_page_the_sheet_and_what_is_kept(client: Client) -> None:
    told = read(client.post(PAGE, {**NO, "av": "Klubben", "kand": "own"}, follow=True)).text
    assert "Tyder på stort behov" in told
    assert "är inget svar från Sandvikens kommun" in told
    assert told.count("Uppgiften går inte ihop med statistiken: ") == 2, "in the receipt and at the verdict"
    assert told.count("Ni har sagt nej. Frågan till Sandvikens kommun är kvar.") == 2, "at the top and in the form"
    for address in (PAGE, "/plats/2181/blad/?krav=childcare-odd-hours", "/plats/2181/sparat/"):
        text = read(client.get(address)).text
        assert "Egen uppgift" in text
        assert "Klubben" in text
    buttons = [one.get("value") for one in read(client.get(PAGE)).attributes("button") if one.get("name") == "kand"]
    assert buttons[:3] == ["own", "public", "body"]


def test_the_sheet_that_one_came_from_is_kept_through_an_answer_and_its_undoing(client: Client) -> None:
    begun, number = "?blad=33,2,5&papper=a5", "2"
    page = "/plats/2181/krav/2/"
    told = client.post(f"{page}{begun}", {**NO, "fraga": read_question(client, page)}, follow=True)
    html = told.content.decode()
    back = "/plats/2181/blad/?krav=33,2,5&papper=a5"
    assert back in read(told).links
    assert told.redirect_chain[0][0].startswith(f"/plats/2181/krav/{find_id(client, number)}/?blad=33,2,5&papper=a5&")
    (token,) = re.findall(r'name="angra" value="([^"]+)"', html)
    assert html.count('action="/plats/2181/krav/') == html.count("/?blad=33,2,5&amp;papper=a5#result")
    undone = client.post(f"{page}{begun}", {"angra": token}, follow=True)
    assert back in read(undone).links
    assert "Tillbaka till bladet" not in client.get(page).content.decode()


def read_question(client: Client, page: str) -> str:
    return next(str(one["value"]) for one in read(client.get(page)).attributes("input") if one.get("name") == "fraga")


def find_id(client: Client, number: str) -> str:
    html = client.get(f"/plats/2181/krav/{number}/").content.decode()
    found = re.search(r'action="/plats/2181/krav/([\w-]+)/', html)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("wrong", [{"svar": ""}, {"av": ""}, {"svar": "kanske"}, {"dag": "2099-01-01"}])
def test_what_was_wrong_is_told_and_what_was_typed_stays(client: Client, wrong: dict[str, str]) -> None:
    response = client.post(PAGE, {**NO, **wrong})
    page = read(response)
    assert response.status_code == 400
    assert "Ingenting har sparats." in page.text
    assert "Rad" not in re.findall(r'role="alert">(.*?)</div>', response.content.decode(), re.DOTALL)[0]
    kept = {field.get("value") for field in [*page.attributes("input"), *page.attributes("button")]}
    assert {value for value in {**NO, **wrong}.values() if value and value != "kanske"} <= kept


def test_a_control_character_is_kept_as_a_harmless_sign(client: Client) -> None:
    told = client.post(PAGE, {**NO, "av": "Ek\x00;\x1b[2J"}, follow=True)
    assert "Stort behov, svarat" in read(told).text
    assert not {"\x00", "\x1b"} & set(told.content.decode())


@pytest.mark.parametrize("sent", [{}, {"angra": "x" * 22}, {"fraga": "nonsense", "svar": "yes"}])
def test_what_no_form_of_ours_sends_gets_a_sentence(client: Client, sent: dict[str, str]) -> None:
    response = client.post(PAGE, sent)
    assert response.status_code in (400, 404)
    assert read(response).attributes("html")


def test_a_read_only_page_has_no_form(client: Client) -> None:
    with override_settings(READ_ONLY=True):
        assert "#svara" not in read(client.get(PAGE)).links
        assert client.post(PAGE, NO).status_code == 403


def test_a_mistake_is_told_in_the_language_of_the_page(client: Client) -> None:
    told = client.post(f"/en{PAGE}", {**NO, "svar": "kanske"}).content.decode()
    (alert,) = re.findall(r'role="alert">(.*?)</div>', told, re.DOTALL)
    assert "the form" in alert
    assert "formul" not in alert
