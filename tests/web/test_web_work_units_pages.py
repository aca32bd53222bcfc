"""Pages of units, as whoever sits at the machine sees them."""

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from reading import read
from samspel.web.work.menu import ENTRIES
from samspel.workspace.models import Account, LogEntry, Role, Unit
from workspace_database import seat

FILLED = {"slag": "branch", "namn": "Avdelning 3", "platser": "Sandviken, Gävle", "medlemmar": "4 200", "dag": ""}


def test_a_first_visit_says_what_to_do_and_leads_to_the_form(client: Client, database: str) -> None:
    page = read(client.get("/arbete/"))

    assert "Börja med er avdelning" in page.text
    assert "/arbete/ny/" in page.links
    assert "/arbete/" in read(client.get("/")).links


def test_a_branch_is_made_by_the_names_of_its_places_and_noted_in_the_log(client: Client, database: str) -> None:
    response = client.post("/arbete/ny/", FILLED, follow=True)

    unit = Unit.objects.get()
    assert (unit.kind, unit.name, unit.places, unit.members) == ("branch", "Avdelning 3", ["2181", "2180"], 4200)
    assert unit.seats.get().role == Role.ADMINISTRATOR
    assert "Avdelning 3" in read(response).text
    assert [entry.action for entry in LogEntry.objects.all()] == ["unit.made"]


def test_a_club_stands_under_its_branch_and_needs_no_seat_of_its_own(client: Client, branch: Unit) -> None:
    client.post("/arbete/ny/", {**FILLED, "slag": "club", "namn": "Klubb 3", "under": str(branch.pk)})

    club = Unit.objects.get(name="Klubb 3")
    assert club.parent == branch
    assert not club.seats.exists()
    page = read(client.get(f"/arbete/{branch.pk}/"))
    assert f"/arbete/{club.pk}/" in page.links


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"namn": " "}, "Namnet behöver"),
        ({"namn": "x" * 121}, "Namnet behöver"),
        ({"slag": "choir"}, "Välj vad det är"),
        ({"platser": "Sandvken"}, "Sandviken"),
        ({"medlemmar": "många"}, "är inget tal"),
        ({"dag": "i går"}, "är ingen dag"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(
    client: Client, database: str, wrong: dict[str, str], told: str
) -> None:
    response = client.post("/arbete/ny/", FILLED | wrong)

    page = read(response)
    assert response.status_code == 400
    assert told in page.text
    assert not Unit.objects.exists()
    assert next(a["value"] for a in page.attributes("input") if a.get("name") == "medlemmar") in ("4 200", "många")


def test_two_who_change_one_unit_lose_nothing(client: Client, branch: Unit) -> None:
    address = f"/arbete/{branch.pk}/andra/"
    client.post(address, {**FILLED, "namn": "Den första", "version": "1"})
    second = client.post(address, {**FILLED, "namn": "Den andra", "version": "1"})

    page = read(second)
    assert second.status_code == 409
    assert "Den första" in page.text
    typed = {a.get("name"): a.get("value") for a in page.attributes("input") if a.get("type") != "radio"}
    assert (typed["namn"], typed["version"]) == ("Den andra", "2")
    client.post(address, {**FILLED, "namn": "Den andra", "version": "2"})
    branch.refresh_from_db()
    assert branch.name == "Den andra"


def test_the_menu_of_a_unit_has_what_one_may_and_each_entry_has_words(client: Client, branch: Unit) -> None:
    page = read(client.get(f"/arbete/{branch.pk}/"))

    for entry in ENTRIES:
        assert reverse(entry.name, args=[branch.pk]) in page.links


def test_a_unit_that_is_not_there_is_missing_and_its_page_names_nothing(client: Client, branch: Unit) -> None:
    for number in (branch.pk + 1000, 10**30):
        assert client.get(f"/arbete/{number}/").status_code == 404


def test_another_branch_is_as_if_it_were_not_there(client: Client, branch: Unit, other_branch: Unit) -> None:
    with override_settings(IS_ALONE=False):
        client.force_login(seat(other_branch, Role.ADMINISTRATOR))
        for address in (f"/arbete/{branch.pk}/", f"/arbete/{branch.pk}/andra/", f"/arbete/ny/?under={branch.pk}"):
            response = client.get(address)
            assert response.status_code == 404
            assert branch.name not in response.content.decode()
        assert read(client.get("/arbete/")).links.count(f"/arbete/{other_branch.pk}/") == 1


def test_only_who_runs_the_server_founds_a_unit_under_no_other(client: Client, branch: Unit) -> None:
    founder = Account.objects.create_account("founder", "a-long-pass-phrase-9", may_found=True)
    with override_settings(IS_ALONE=False):
        client.force_login(seat(branch, Role.ADMINISTRATOR))
        assert client.get("/arbete/ny/").status_code == 403
        assert client.post("/arbete/ny/", FILLED).status_code == 403
        client.force_login(founder)
        assert client.post("/arbete/ny/", FILLED).status_code == 302


def test_a_server_that_only_shows_has_no_workspace_in_its_menu(client: Client, database: str) -> None:
    with override_settings(READ_ONLY=True):
        assert "/arbete/" not in read(client.get("/")).links


def test_the_form_of_a_part_begins_with_the_places_of_its_whole(client: Client, branch: Unit, local: Account) -> None:
    form = client.get(f"/arbete/ny/?under={branch.pk}").content.decode()
    field = form.partition('name="platser"')[2].partition("</textarea>")[0]
    assert field.rpartition(">")[2].strip() == "Sandviken"
