"""Where accounts are asked for, only who may changes anything anywhere, and drafts are nobody else's."""

import pytest
from django.test import Client, override_settings

from reading import read
from samspel.app.desk import Desk
from samspel.workspace.models import Role, Unit
from workspace_database import seat

CHANGES = (
    "/plats/2180/fragor/",
    "/plats/2180/resor/",
    "/plats/2180/sparat/ta-bort/?vad=oanvant",
    "/plats/2180/krav/43/",
    "/plats/2180/krav/43/papper/underlag/",
    "/krav/egna/",
    "/krav/egna/skriv/",
    "/sjukhus/",
)
FORM = {"sjukhus": "Akademiska sjukhuset", "svar": "no", "namn": "Test", "kalla": "Test"}


@override_settings(IS_ALONE=False)
@pytest.mark.parametrize("address", CHANGES)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_nobody_changes_anything_and_sees_no_form(client: Client, database: str, address: str, prefix: str) -> None:
    posted = client.post(f"{prefix}{address}", FORM)

    assert posted.status_code == 302
    assert posted.headers["Location"].startswith(f"{prefix}/konto/logga-in/")
    shown = client.get(f"{prefix}{address}", follow=True)
    forms = [a for a in read(shown).attributes("form") if a.get("method") == "post"]
    assert all("/konto/" in a["action"] for a in forms)


@override_settings(IS_ALONE=False)
@pytest.mark.parametrize("role", [Role.MEMBER, Role.READER])
def test_who_may_only_read_changes_nothing(client: Client, branch: Unit, role: Role) -> None:
    client.force_login(seat(branch, role))

    for address in CHANGES:
        assert client.post(address, FORM).status_code == 403, address


@override_settings(IS_ALONE=False)
@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.OFFICER, Role.REPRESENTATIVE])
def test_who_may_change_places_gets_to_the_form(client: Client, branch: Unit, role: Role) -> None:
    client.force_login(seat(branch, role))

    for address in CHANGES:
        response = client.post(address, {})
        assert response.status_code in (200, 302, 400), address
        assert "/konto/" not in response.headers.get("Location", ""), address


@override_settings(IS_ALONE=False)
def test_figures_are_open_to_all_without_a_key_and_kept_things_are_not(client: Client, branch: Unit) -> None:
    for address in ("/", "/plats/2181/", "/plats/2181/krav/", "/karta.csv", "/halsa/"):
        assert client.get(address).status_code == 200, address
    for address in ("/plats/2181/sparat/", "/en/plats/2181/sparat/"):
        assert client.get(address).status_code == 302, address
    client.force_login(seat(branch, Role.READER))
    assert client.get("/plats/2181/sparat/").status_code == 200


@override_settings(IS_ALONE=False)
def test_a_draft_is_shown_to_those_who_may_write_one_and_to_nobody_else(
    client: Client, desk: Desk, branch: Unit
) -> None:
    address, words = "/plats/2180/krav/43/papper/underlag/", "Ambulansen hann inte fram i tid"
    client.force_login(seat(branch, Role.OFFICER))
    field = next(a["name"] for a in read(client.get(address)).attributes("textarea"))
    client.post(address, {field: words})
    assert words in client.get(address).content.decode()
    client.logout()
    assert words not in client.get(address).content.decode()
    client.force_login(seat(branch, Role.READER))
    assert words not in client.get(address).content.decode()
    assert words not in client.get("/plats/2180/sparat/").content.decode()


def test_alone_there_are_no_pages_of_accounts_and_shown_only_none_of_the_workspace(
    client: Client, database: str
) -> None:
    assert client.get("/konto/logga-in/").status_code == 404
    with override_settings(READ_ONLY=True):
        for address in ("/arbete/", "/en/arbete/", "/konto/logga-in/", "/arbete/roller/"):
            assert client.get(address).status_code == 404, address


@pytest.mark.parametrize(("address", "said"), [("/konto/", "Här behövs inget konto."), ("/en/konto/", "No account is")])
def test_alone_a_page_of_accounts_says_why_there_is_none(
    client: Client, database: str, address: str, said: str
) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert said in read(response).text
