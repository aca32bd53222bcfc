"""Accounts in the browser: a link used, signed in by one step and by two, let in again after both are lost."""

import re
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.http.response import HttpResponseBase
from django.test import Client, override_settings

from reading import read
from samspel.workspace.accounts import invite, invite_again
from samspel.workspace.models import Account, LogEntry, Role, Unit
from second_steps import add_app, list_spare_codes, read_code
from workspace_database import seat

PASSWORD, OTHER = "kaffe vid spåret sju", "regn över bruket nio"
GIVEN = "a-long-pass-phrase-9"
"""The password of an account that `seat` makes."""


@pytest.fixture(autouse=True)
def asks() -> Iterator[None]:
    """A server that others reach, and no attempts counted from the test before."""
    cache.clear()
    with override_settings(IS_ALONE=False):
        yield


def sign_in(client: Client, name: str, password: str = GIVEN) -> HttpResponseBase:
    return client.post("/konto/logga-in/", {"login": name, "password": password})


def open_link(client: Client, secret: str, **typed: str) -> HttpResponseBase:
    form = {"konto": "bosse", "losenord": PASSWORD, "igen": PASSWORD} | typed
    return client.post(f"/konto/inbjudan/{secret}/", form)


def test_a_link_says_what_one_is_invited_to_and_signs_in(client: Client, branch: Unit) -> None:
    secret = invite(None, branch, Role.OFFICER)

    page = read(client.get(f"/konto/inbjudan/{secret}/"))
    assert "Avdelning 1 som ombud" in page.text
    assert open_link(client, secret).status_code == 302
    assert "Avdelning 1" in read(client.get("/konto/")).text
    assert client.get(f"/konto/inbjudan/{secret}/").status_code == 404


@pytest.mark.parametrize(
    ("typed", "said"),
    [({"igen": OTHER}, "inte lika"), ({"losenord": "kort", "igen": "kort"}, "12 tecken"), ({"konto": "b o"}, "namn")],
)
def test_what_cannot_be_used_is_told_and_the_link_stays(
    client: Client, branch: Unit, typed: dict[str, str], said: str
) -> None:
    secret = invite(None, branch, Role.OFFICER)

    response = open_link(client, secret, **typed)
    assert response.status_code == 400
    assert said in read(response).text
    assert PASSWORD not in response.content.decode()  # type: ignore[attr-defined]
    assert client.get(f"/konto/inbjudan/{secret}/").status_code == 200


def test_a_wrong_password_is_told_without_saying_whether_there_is_such_an_account(client: Client, branch: Unit) -> None:
    seat(branch, Role.MEMBER, "cilla")

    told = [read(sign_in(client, name, OTHER)).text for name in ("cilla", "nobody-here")]
    assert all("Namnet eller lösenordet stämmer inte." in text for text in told)


def test_signing_in_leads_back_to_where_one_was_going(client: Client, branch: Unit) -> None:
    seat(branch, Role.MEMBER, "cilla")

    asked = client.get(f"/arbete/{branch.pk}/driv/")
    page = read(client.get(asked.headers["Location"]))
    fields = {one["name"]: one.get("value", "") for one in page.attributes("input") if one.get("name")}
    response = client.post("/konto/logga-in/", {**fields, "login": "cilla", "password": GIVEN})
    assert response.headers["Location"] == f"/arbete/{branch.pk}/driv/"


def test_with_an_app_the_password_alone_does_not_let_in(client: Client, branch: Unit) -> None:
    secret = add_app(seat(branch, Role.MEMBER, "cilla"))

    assert sign_in(client, "cilla").headers["Location"] == "/konto/logga-in/kod/"
    assert client.get("/arbete/").status_code == 302
    page = read(client.get("/konto/logga-in/kod/"))
    assert "reservkod" in page.text
    assert "administratör" in page.text
    assert "stämmer inte" in read(client.post("/konto/logga-in/kod/", {"code": "000000"})).text
    assert client.post("/konto/logga-in/kod/", {"code": read_code(secret)}).status_code == 302
    assert client.get("/arbete/").status_code == 200


def test_a_spare_code_lets_in_once(client: Client, branch: Unit) -> None:
    account = seat(branch, Role.MEMBER, "cilla")
    add_app(account)
    code = list_spare_codes(account)[0]

    for status in (302, 200):
        sign_in(client, "cilla")
        assert client.post("/konto/logga-in/kod/", {"code": code}).status_code == status
        client.logout()


def test_an_app_is_added_by_what_its_page_shows(client: Client, branch: Unit) -> None:
    account = seat(branch, Role.MEMBER, "cilla")
    sign_in(client, "cilla")

    asked = client.get("/konto/tva-steg/app/").headers["Location"]
    assert asked.startswith("/konto/igen/")
    page = client.post(asked, {"password": GIVEN}, follow=True)
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page.content.decode())
    assert secret
    assert client.post("/konto/tva-steg/app/", {"code": read_code(secret[1])}).status_code == 302
    text = read(client.get("/konto/tva-steg/koder/")).text
    assert all(code in text for code in list_spare_codes(account))


def test_who_has_lost_phone_and_codes_is_let_in_again_by_an_administrator(client: Client, branch: Unit) -> None:
    account, administrator = seat(branch, Role.MEMBER, "cilla"), seat(branch, Role.ADMINISTRATOR, "anna")
    add_app(account)
    lost = account.seats.get()
    client.force_login(administrator)
    address = f"/arbete/{branch.pk}/medlemmar/"

    assert "Tappat telefon och koder" in read(client.get(address)).text
    done = client.post(address, {"vem": str(lost.pk), "gor": "steg"}, follow=True)
    assert "utloggat överallt" in read(done).text
    assert "Tappat telefon och koder" not in read(client.get(address)).text
    entry = LogEntry.objects.get(action="account.steps_reset")
    assert (entry.account, entry.thing, entry.unit) == (administrator.pk, f"Account:{account.pk}", branch.pk)
    assert "Tog bort det andra steget" in read(client.get(f"/arbete/{branch.pk}/filer/logg/")).text
    client.logout()
    assert sign_in(client, "cilla").headers["Location"] == "/arbete/"


@pytest.mark.parametrize("role", [Role.OFFICER, Role.REPRESENTATIVE, Role.MEMBER, Role.READER])
def test_nobody_else_removes_a_second_step(client: Client, branch: Unit, role: Role) -> None:
    account = seat(branch, Role.MEMBER, "cilla")
    add_app(account)
    client.force_login(seat(branch, role, "other"))

    refused = client.post(f"/arbete/{branch.pk}/medlemmar/", {"vem": str(account.seats.get().pk), "gor": "steg"})
    assert refused.status_code == 403
    assert "Ändra roller och ta bort konton" in read(refused).text
    client.logout()
    assert sign_in(client, "cilla").headers["Location"] == "/konto/logga-in/kod/"


def test_a_link_for_a_new_password_does_not_pass_by_the_second_step(client: Client, branch: Unit) -> None:
    account = seat(branch, Role.MEMBER, "cilla")
    add_app(account)

    address = open_link(client, invite_again(None, account)).headers["Location"]
    assert address.startswith("/konto/logga-in/")
    assert "Lösenordet är sparat. Logga in med det." in read(client.get(address)).text
    assert client.get("/arbete/").status_code == 302
    assert sign_in(client, "cilla", PASSWORD).headers["Location"] == "/konto/logga-in/kod/"


def test_signed_out_everywhere_is_everywhere(client: Client, branch: Unit) -> None:
    account, other = seat(branch, Role.MEMBER, "cilla"), Client(SERVER_NAME="localhost")
    for one in (client, other):
        sign_in(one, account.username)
        assert one.get("/arbete/").status_code == 200
    client.post("/konto/overallt/")
    assert [one.get("/arbete/").status_code for one in (client, other)] == [302, 302]


def test_a_password_is_changed_by_who_knows_the_old_one(client: Client, branch: Unit) -> None:
    account = seat(branch, Role.MEMBER, "cilla")
    sign_in(client, "cilla")

    form = {"oldpassword": OTHER, "password1": PASSWORD, "password2": PASSWORD}
    assert "Lösenordet stämmer inte." in read(client.post("/konto/losenord/", form)).text
    changed = client.post("/konto/losenord/", {**form, "oldpassword": GIVEN}, follow=True)
    assert "Lösenordet är bytt." in read(changed).text
    assert "Du är inloggad som cilla" in read(changed).text
    account.refresh_from_db()
    assert account.check_password(PASSWORD)


def test_what_others_see_is_ones_own_choice(client: Client, branch: Unit) -> None:
    account = seat(branch, Role.MEMBER, "cilla")
    sign_in(client, "cilla")

    client.post("/konto/", {"visas": "  Ordföranden   i klubben "})
    assert Account.objects.get(pk=account.pk).name == "Ordföranden i klubben"
    assert "Du är inloggad som cilla" in read(client.get("/konto/")).text


def test_the_digest_is_chosen_and_ended_and_a_wrong_address_is_told(client: Client, branch: Unit) -> None:
    account = seat(branch, Role.MEMBER)
    client.force_login(account)

    def send(contact: str, **more: str) -> str:
        response = client.post("/konto/", {"gor": "sammanfattning", "epost": contact, **more}, follow=True)
        return read(response).text

    def kept() -> tuple[str, bool]:
        found = Account.objects.get(pk=account.pk)
        return found.contact, found.wants_digest

    assert "Det är ingen e-postadress." in send("bo", vill="ja")
    assert kept() == ("", False)
    assert "Valet är sparat." in send("bo@a.example", vill="ja")
    assert kept() == ("bo@a.example", True)
    assert 'value="bo@a.example"' in client.get("/konto/").content.decode()
    assert "Valet är sparat." in send("")
    assert kept() == ("", False)


def test_the_box_of_the_digest_stands_beside_its_words(client: Client, branch: Unit) -> None:
    seat(branch, Role.MEMBER, "cilla")
    sign_in(client, "cilla")
    assert '<label class="tick"><input type="checkbox" name="vill"' in client.get("/konto/").content.decode()
