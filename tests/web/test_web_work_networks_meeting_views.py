"""Pages of meetings: made, changed, decided at, printed, and read by members alone."""

import re
from datetime import date

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from reading import read
from samspel.catalogue.permissions import load_permissions
from samspel.workspace.models import Account, Meeting, MeetingDecision, Membership, Role, Unit
from workspace_database import seat

DAY = date(2026, 11, 30)


@pytest.fixture
def network(branch: Unit, other_branch: Unit) -> Unit:
    made = Unit.objects.create(kind=Unit.Kind.NETWORK, name="Bruksorter")
    for unit in (branch, other_branch):
        Membership.objects.create(network=made, unit=unit, name=unit.name, places=unit.places, joined_on=DAY)
    return made


@pytest.fixture
def officer(network: Unit, client: Client) -> Account:
    account = seat(network, Role.OFFICER)
    client.force_login(account)
    return account


def tell(client: Client, address: str, **typed: object) -> str:
    """Send a form, follow it, and give what the page tells."""
    response = client.post(address, typed, follow=True)
    assert response.status_code == 200, response.content.decode()[-3000:]
    found = re.search(r'id="result">(.*?)</div>', response.content.decode(), re.S)
    return re.sub("<[^>]+>", "", found[1]).strip() if found else ""


def make(client: Client, network: Unit, **typed: object) -> Meeting:
    sent = {"name": "Vårmöte", "held_on": "2026-04-20", "agenda": "Öppning\nBussarna", "measures": "N00053", **typed}
    members = list(network.memberships.values_list("pk", flat=True))
    told = tell(
        client, f"/arbete/{network.pk}/natverk/moten/nytt/", gor="spara", formular="mote", members=members, **sent
    )
    assert told == "Mötet är tillagt."
    return Meeting.objects.latest("pk")


@override_settings(IS_ALONE=False)
def test_a_meeting_is_made_decided_at_and_followed_by_the_next(client: Client, network: Unit, officer: Account) -> None:
    spring = make(client, network)
    address = f"/arbete/{network.pk}/natverk/moten/{spring.pk}/"
    page = read(client.get(address)).text
    for words in ("Dagordning", "Bussarna", "Sandviken", "Gävle", "Inget är beslutat än."):
        assert words in page, words
    sent = {"text": "Fråga regionen", "who": "Avdelning 1", "due": "2026-06-01"}
    assert tell(client, address, gor="lagg-till", formular="nytt-beslut", **sent) == "Sparat."
    decision = MeetingDecision.objects.get()

    autumn = make(client, network, name="Höstmöte", held_on="2026-10-19")
    later = f"/arbete/{network.pk}/natverk/moten/{autumn.pk}/"
    assert "Kvar från tidigare möten" in read(client.get(later)).text
    done = {**sent, "done_on": "2026-10-19", "outcome": "De svarade."}
    assert tell(client, later, gor="spara", formular=f"beslut-{decision.pk}", version=1, **done) == "Sparat."
    assert "De svarade." in read(client.get(address)).text
    stale = client.post(address, {"gor": "spara", "formular": f"beslut-{decision.pk}", "version": 1, "text": "Annat"})
    assert stale.status_code == 409
    assert "Annat</textarea>" in stale.content.decode()
    assert (
        client.post(address, {"gor": "ta-bort", "formular": f"beslut-{decision.pk}", "version": 1}).status_code == 400
    )
    assert tell(client, address, gor="ta-bort", formular=f"beslut-{decision.pk}", version=2) == "Borttaget."


@override_settings(IS_ALONE=False)
def test_a_meeting_is_changed_printed_and_taken_away(client: Client, network: Unit, officer: Account) -> None:
    meeting = make(client, network)
    address = f"/arbete/{network.pk}/natverk/moten/{meeting.pk}/"
    form = f"{address}andra/"
    sent = {
        "formular": "mote",
        "gor": "spara",
        "version": 1,
        "name": "Vårmötet",
        "held_on": "2026-04-21",
        "agenda": "A",
    }
    assert tell(client, form, **sent) == "Sparat."
    stale = client.post(form, {**sent, "agenda": "B"})
    assert (stale.status_code, "Nu står det: A" in stale.content.decode()) == (409, True)
    wrong = client.post(form, {**sent, "version": 2, "held_on": "igår"})
    assert "Det är inget datum: Dag." in read(wrong).text
    assert client.get(f"{address}pdf/").content.startswith(b"%PDF")
    assert client.get(f"{address}docx/").content.startswith(b"PK")
    assert client.get(f"{address}exe/").status_code == 404
    assert tell(client, form, formular="bort", gor="ta-bort", version=2) == "Borttaget."
    assert not Meeting.objects.exists()


@override_settings(IS_ALONE=False)
def test_members_read_and_change_nothing_and_others_see_nothing(
    client: Client, branch: Unit, network: Unit, officer: Account
) -> None:
    meeting = make(client, network)
    outside = Unit.objects.create(kind=Unit.Kind.BRANCH, name="Avdelning 9")
    for role in load_permissions().roles:
        client.force_login(seat(branch, role))
        address = f"/arbete/{branch.pk}/natverk/moten/{meeting.pk}/"
        page = client.get(address)
        assert (page.status_code, "<form" in page.content.decode().partition("<h1>")[2].partition("</main>")[0]) == (
            200,
            False,
        )
        assert client.get(f"{address}pdf/").status_code == 200
        assert client.post(address, {"gor": "lagg-till", "text": "x"}).status_code == 403
        assert client.get(f"{address}andra/").status_code in (403, 404)
        client.force_login(seat(outside, role))
        for unit in (outside, branch, network):
            where = f"/arbete/{unit.pk}/natverk/moten/{meeting.pk}/"
            assert client.get(where).status_code == 404
            assert client.get(f"{where}pdf/").status_code == 404
        assert "Inga möten är inlagda än." in read(client.get(f"/arbete/{outside.pk}/natverk/moten/")).text
    assert not MeetingDecision.objects.exists()


def test_a_meetings_days_are_in_the_calendar(client: Client, branch: Unit, local: Account, network: Unit) -> None:
    meeting = Meeting.objects.create(network=network, name="Vårmöte", held_on=DAY)
    MeetingDecision.objects.create(meeting=meeting, text="Fråga regionen", due=date(2026, 12, 24))
    told = client.get(reverse("calendar_file", args=[branch.pk])).content.replace(b"\r\n ", b"").decode()
    assert "SUMMARY:Vårmöte (Bruksorter)" in told
    assert "SUMMARY:Att göra efter möte: Fråga regionen" in told
    assert "DTSTART;VALUE=DATE:20261224" in told


def test_pages_are_whole_in_both_languages(client: Client, branch: Unit, local: Account, network: Unit) -> None:
    meeting = Meeting.objects.create(network=network, name="Vårmöte", held_on=DAY, agenda="A")
    meeting.members.set(network.memberships.all())
    for prefix in ("", "/en"):
        for end in ("", f"{meeting.pk}/"):
            page = read(client.get(f"{prefix}/arbete/{branch.pk}/natverk/moten/{end}"))
            identities = [a["id"] for _, a in page.tags if "id" in a]
            assert len(identities) == len(set(identities)), end
            assert "None" not in page.text.split()
