"""Where accounts are asked for, only who may changes anything anywhere, and drafts are nobody else's."""

from datetime import date

import pytest
from django.test import Client, override_settings

from reading import read
from samspel.app.desk import Desk
from samspel.app.keeping import keep_answers
from samspel.needs.answers import Answer
from samspel.workspace.models import Account, Role, Unit
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


def _answer_through(branch: Unit, desk: Desk) -> None:
    """An answer of a request that its branch has not shared, let count."""
    answer = Answer(
        body="2181",
        demand="childcare-odd-hours",
        item="offered",
        kind="question",
        value="no",
        country=None,
        answered_by="Lena Svensson, förvaltningschef",
        day=date(2026, 1, 2),
        source=f"{branch.name} skickade brevet",
    )
    keep_answers(desk, desk.catalogue.places.by_code["2181"], [answer])


PUBLIC = (
    "/plats/2181/krav/childcare-odd-hours/",
    "/plats/2181/krav/",
    "/plats/2181/krav/childcare-odd-hours/papper/underlag/",
    "/plats/2181/krav.csv",
    "/api/v1/places/2181/needs",
)


@override_settings(IS_ALONE=False)
@pytest.mark.usefixtures("no_answers")
def test_who_answered_and_what_they_said_is_shown_to_those_with_a_role_alone(
    client: Client, desk: Desk, branch: Unit
) -> None:
    before = {address: client.get(address).content for address in PUBLIC}
    client.force_login(seat(branch, Role.READER))
    assert "Lena Svensson" not in client.get(PUBLIC[0]).content.decode()
    _answer_through(branch, desk)

    assert "Lena Svensson" in client.get(PUBLIC[0]).content.decode()
    client.logout()
    for address in PUBLIC:
        told = client.get(address).content
        assert "Lena Svensson" not in told.decode(), address
        assert branch.name not in told.decode(), address
        assert len(told) == len(before[address]), address  # the verdict is as without it
    client.force_login(Account.objects.create_account("no-seat", "a-long-pass-phrase-9"))
    assert "Lena Svensson" not in client.get(PUBLIC[0]).content.decode()
    client.force_login(seat(branch, Role.MEMBER))
    assert "Lena Svensson" in client.get(PUBLIC[0]).content.decode()


@override_settings(IS_ALONE=False)
def test_a_draft_is_its_branchs_own_and_another_branch_neither_sees_nor_changes_it(
    client: Client, desk: Desk, branch: Unit, other_branch: Unit
) -> None:
    address, ours, theirs = "/plats/2180/krav/43/papper/motion/", "Ambulansen hann inte fram", "Sjukresorna är för få"
    remove = "/plats/2180/sparat/ta-bort/"
    for unit, words, others in ((branch, ours, theirs), (other_branch, theirs, ours)):
        client.force_login(seat(unit, Role.OFFICER))
        field = next(a["name"] for a in read(client.get(address)).attributes("textarea"))
        client.post(address, {field: words})
        for page in (address, "/plats/2180/sparat/", address.replace("/papper/motion/", "/papper/motion.html")):
            assert others not in client.get(page, follow=True).content.decode(), page
        assert words in client.get(address).content.decode()
    client.force_login(seat(other_branch, Role.ADMINISTRATOR))
    demand = desk.catalogue.demands
    subject = next(one.id for one in demand.values() if one.number == 43)
    client.post(remove, {"vad": "utkast", "svar": subject})
    assert theirs not in client.get(address).content.decode()
    client.force_login(seat(branch, Role.ADMINISTRATOR))
    kept = client.get("/plats/2180/sparat/").content.decode()
    assert ours in client.get(address).content.decode()
    assert kept.count(subject) <= 2


@override_settings(IS_ALONE=False)
@pytest.mark.usefixtures("nothing_kept")
def test_who_said_something_of_a_hospital_is_not_told_to_who_has_not_signed_in(client: Client, branch: Unit) -> None:
    client.force_login(seat(branch, Role.OFFICER))
    client.post("/sjukhus/", {**FORM, "namn": "Kim Exempel"})
    assert "Kim Exempel" in client.get("/sjukhus/").content.decode()
    client.logout()
    assert "Kim Exempel" not in client.get("/sjukhus/").content.decode()
