"""Pages of networks: joined by a code, shared with a preview, read by members alone, and used as a start."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client, override_settings

from reading import read
from samspel.app.desk import Desk
from samspel.app.drafting import find_draft, find_paper, forget_draft, keep_draft
from samspel.catalogue.permissions import load_permissions
from samspel.workspace.campaigns import PaperOrder, Typed, add_item, begin, freeze_paper
from samspel.workspace.models import Account, Campaign, Membership, Role, Unit
from samspel.workspace.networks import list_networks
from workspace_database import seat

DAY = date(2026, 11, 30)


@pytest.fixture
def network(database: str) -> Unit:
    return Unit.objects.create(kind=Unit.Kind.NETWORK, name="Bruksorter")


@pytest.fixture
def campaign(desk: Desk, branch: Unit, other_branch: Unit, network: Unit) -> Iterator[Campaign]:
    """Of a branch in the network, where another is in too."""
    for unit in (branch, other_branch):
        Membership.objects.create(network=network, unit=unit, name=unit.name, places=unit.places, joined_on=DAY)
    officer = seat(branch, Role.OFFICER, "driver")
    campaign = begin(desk, branch, officer, Typed(title="Nattis i Sandviken", demands=("2",), places=("2181",)), DAY)
    add_item(campaign, officer, "task", "Hemlig uppgift", None)
    place, demand = desk.catalogue.places.by_code["2181"], desk.catalogue.demands[campaign.demands[0]]
    keep_draft(
        desk, place, demand, find_paper(desk.catalogue, "motion"), {"story": "Skiftet börjar tidigt. Det är 37 barn."}
    )
    made = PaperOrder(demand=demand.id, place="2181", paper="motion", kind="docx", lang="sv")
    freeze_paper(desk, campaign, officer, made, DAY)
    yield campaign
    for code in ("2181", "2180"):
        if find_draft(desk, desk.catalogue.places.by_code[code], demand):
            forget_draft(desk, desk.catalogue.places.by_code[code], demand.id)


def tell(client: Client, address: str, **typed: object) -> str:
    """Send a form, follow it, and give what the page tells."""
    response = client.post(address, typed, follow=True)
    assert response.status_code == 200, response.content.decode()[-3000:]
    found = re.search(r'id="result">(.*?)</div>', response.content.decode(), re.S)
    return re.sub("<[^>]+>", "", found[1]).strip() if found else ""


@override_settings(IS_ALONE=False)
def test_a_branch_sees_what_it_joins_before_it_does(client: Client, branch: Unit, network: Unit) -> None:
    client.force_login(seat(network, Role.ADMINISTRATOR, "host"))
    told = tell(client, f"/arbete/{network.pk}/natverk/medlemmar/", gor="kod", formular="kod")
    (code,) = re.findall(r"[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}", told)
    assert code not in client.get(f"/arbete/{network.pk}/natverk/medlemmar/").content.decode(), "shown once"

    client.force_login(seat(branch, Role.ADMINISTRATOR))
    address = f"/arbete/{branch.pk}/natverk/medlemmar/"
    assert "inte med i något nätverk" in read(client.get(f"/arbete/{branch.pk}/natverk/")).text
    page = client.post(address, {"gor": "se", "formular": "se", "code": code})
    assert "Gå med i Bruksorter?" in read(page).text
    assert list_networks(branch) == []
    assert tell(client, address, gor="ga-med", formular="ga-med", code=code) == "Ni är med i nätverket."
    assert list_networks(branch) == [network]
    again = client.post(address, {"gor": "ga-med", "formular": "ga-med", "code": code})
    assert (again.status_code, "Koden går inte att använda" in read(again).text) == (400, True)

    member = Membership.objects.get()
    assert tell(client, address, gor="lamna", formular=f"medlem-{member.pk}", version=1) == "Medlemskapet är avslutat."
    assert list_networks(branch) == []


@override_settings(IS_ALONE=False)
def test_nothing_is_shared_before_it_was_seen_and_every_other_branch_sees_nothing(
    client: Client, branch: Unit, other_branch: Unit, campaign: Campaign
) -> None:
    outside = Unit.objects.create(kind=Unit.Kind.BRANCH, name="Avdelning 9", places=["2104"])
    ours, theirs = f"/arbete/{branch.pk}/driv/{campaign.pk}/dela/", f"/arbete/{other_branch.pk}/natverk/"
    members = {role: seat(other_branch, role) for role in load_permissions().roles}
    strangers = [seat(outside, role) for role in load_permissions().roles]

    def list_seen() -> set[bool]:
        seen = set()
        for account in members.values():
            client.force_login(account)
            is_listed = "Nattis i Sandviken" in client.get(theirs).content.decode()
            assert (client.get(f"{theirs}driv/{campaign.pk}/").status_code == 200) == is_listed
            seen.add(is_listed)
        for account in strangers:
            client.force_login(account)
            where = f"/arbete/{outside.pk}/natverk/"
            assert "Nattis" not in client.get(where).content.decode()
            for address in (f"{where}driv/{campaign.pk}/", f"{theirs}driv/{campaign.pk}/", theirs, ours):
                assert client.get(address).status_code == 404
        return seen

    assert list_seen() == {False}
    client.force_login(Account.objects.get(username="driver"))
    page = read(client.get(ours)).text
    assert "Skiftet börjar tidigt." in page
    assert "Hemlig uppgift" not in page
    assert tell(client, ours, gor="dela", formular="dela", version=1).startswith("Drivet är delat.")
    assert list_seen() == {True}

    client.force_login(members["reader"])
    others = client.get(f"{theirs}driv/{campaign.pk}/")
    assert "Hemlig uppgift" not in others.content.decode()
    assert "Skiftet börjar tidigt." in read(others).text
    client.force_login(Account.objects.get(username="driver"))
    assert client.post(ours, {"gor": "sluta-dela", "formular": "dela", "version": 1}).status_code == 409
    assert tell(client, ours, gor="sluta-dela", formular="dela", version=2) == "Drivet delas inte längre."
    assert list_seen() == {False}


@override_settings(IS_ALONE=False)
def test_what_is_shared_is_picked_by_demand_place_and_outcome_and_sent_as_a_table(
    client: Client, other_branch: Unit, campaign: Campaign
) -> None:
    Campaign.objects.update(is_shared=True)
    client.force_login(seat(other_branch, Role.READER))
    address = f"/arbete/{other_branch.pk}/natverk/"

    for asked, is_there in (
        ("", True),
        ("?krav=childcare-odd-hours&plats=2181&blev=no_matter", True),
        ("?plats=2180", False),
        ("?blev=won", False),
        ("?krav=x", False),
    ):
        page = read(client.get(address + asked)).text
        assert ("Avdelning 1" in page.partition("Visa")[2]) == is_there, asked
        assert ("Inget delat driv passar valet" in page) == (not is_there), asked
    sent = client.get(f"{address}?hamta=network.csv").content.decode("utf-8-sig")
    assert "childcare-odd-hours" not in sent.splitlines()[0]
    assert "Nattis i Sandviken" in sent
    assert client.get(f"{address}?hamta=network.xlsx").content.startswith(b"PK")


@override_settings(IS_ALONE=False)
def test_a_shared_motion_is_used_as_a_start_with_ones_own_figures(
    client: Client, desk: Desk, other_branch: Unit, campaign: Campaign
) -> None:
    Campaign.objects.update(is_shared=True)
    client.force_login(seat(other_branch, Role.REPRESENTATIVE))
    address = f"/arbete/{other_branch.pk}/natverk/driv/{campaign.pk}/"
    paper = campaign.papers.get()
    typed = {"gor": "anvand", "formular": "anvand", "paper": paper.pk}

    assert client.post(address, {**typed, "place": "2181"}).status_code == 400, "not a place of the unit"
    response = client.post(address, {**typed, "place": "2180"}, follow=True)

    page = read(response).text
    assert response.redirect_chain[0][0].startswith("/plats/2180/krav/childcare-odd-hours/papper/motion/")
    assert "Orden ligger i utkastet." in page
    assert "Orden började som" in page
    assert "Skiftet börjar tidigt." in page
    assert "37 barn" not in page
    client.force_login(seat(other_branch, Role.MEMBER))
    assert "Använd som början" not in client.get(address).content.decode()
    assert client.post(address, {**typed, "place": "2180"}).status_code == 403


def test_pages_are_whole_in_both_languages(client: Client, branch: Unit, local: Account, campaign: Campaign) -> None:
    Campaign.objects.update(is_shared=True)
    for prefix in ("", "/en"):
        for end in ("natverk/", "natverk/medlemmar/", f"natverk/driv/{campaign.pk}/", f"driv/{campaign.pk}/dela/"):
            page = read(client.get(f"{prefix}/arbete/{branch.pk}/{end}"))
            identities = [a["id"] for _, a in page.tags if "id" in a]
            assert len(identities) == len(set(identities)), end
            assert {a["for"] for _, a in page.tags if "for" in a} <= set(identities)
            assert "None" not in page.text.split()
