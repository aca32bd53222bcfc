"""Pages of campaigns, on both databases."""

import re
from datetime import date

import pytest
from django.test import Client

from reading import read
from samspel.workspace.campaigns import add_item
from samspel.workspace.models import Account, Campaign, Item, Matter, Role, Unit
from workspace_database import seat

DRIVE = "/arbete/driv/nytt/?krav=childcare-odd-hours&plats=2181"


def post(client: Client, address: str, **typed: object) -> str:
    """Send a form, follow it, and give what the page tells."""
    response = client.post(address, typed, follow=True)
    assert response.status_code == 200, response.content.decode()[-3000:]
    found = re.search(r'id="result">(.*?)</div>', response.content.decode(), re.S)
    return re.sub("<[^>]+>", "", found[1]).strip() if found else ""


def start_campaign(client: Client, unit: Unit) -> Campaign:
    told = post(
        client,
        f"/arbete/{unit.pk}/driv/nytt/",
        formular="driv",
        title="Nattis",
        demands="2",
        places="Sandviken",
        gor="spara",
    )
    assert told == "Drivet är påbörjat."
    return Campaign.objects.get()


def test_a_demand_at_a_place_leads_to_a_form_that_is_filled_in(client: Client, branch: Unit, local: Account) -> None:
    assert DRIVE.replace("&", "&amp;") in client.get("/plats/2181/krav/2/").content.decode()
    response = client.get(DRIVE, follow=True)

    assert response.redirect_chain[0][0].startswith(f"/arbete/{branch.pk}/driv/nytt/?krav=")
    assert "2. Barnomsorg" in response.content.decode()
    assert "Sandviken</textarea>" in response.content.decode()


def test_a_campaign_is_begun_changed_worked_at_and_ended(client: Client, branch: Unit, local: Account) -> None:
    campaign = start_campaign(client, branch)
    address = f"/arbete/{branch.pk}/driv/{campaign.pk}/"

    assert post(client, address, formular="ny-task", gor="lagg-till", kind="task", text="Ring", due="2026-12-10")
    item = Item.objects.get()
    assert post(client, address, formular=f"sak-{item.pk}", gor="klart", version=1) == "Sparat."
    assert "Ring. Senast 10 december 2026" in read(client.get(address)).text
    assert post(client, address, formular=f"sak-{item.pk}", gor="ta-bort", version=2) == "Borttaget."
    paper = {"demand": "childcare-odd-hours", "place": "2181", "paper": "motion", "file": "docx"}
    assert post(client, address, formular="papper", gor="frys", **paper) == "Papperet är fryst."
    assert post(client, address, formular="slut", gor="avsluta", version=1, ended_on="2026-12-24")
    assert "Avslutades 24 december 2026." in read(client.get(address)).text

    kept = client.get(f"{address}papper/{campaign.papers.get().pk}/")
    assert kept.content.startswith(b"PK")
    assert "attachment" in kept.headers["Content-Disposition"]


def test_the_second_of_two_sees_what_the_first_saved_and_keeps_what_was_typed(
    client: Client, branch: Unit, local: Account
) -> None:
    campaign = start_campaign(client, branch)
    address = f"/arbete/{branch.pk}/driv/{campaign.pk}/andra/"
    typed = {"formular": "driv", "gor": "spara", "title": "Nattis", "demands": "2", "places": "Sandviken", "version": 1}
    post(client, address, **typed, plan="Ring nämnden")

    response = client.post(address, {**typed, "plan": "Skriv till nämnden"})

    page = response.content.decode()
    assert response.status_code == 409
    assert "Nu står det: Ring nämnden" in page
    assert "Skriv till nämnden</textarea>" in page
    assert 'name="version" value="2"' in page
    assert post(client, address, **{**typed, "version": 2}, plan="Ring och skriv") == "Sparat."


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"title": ""}, "Fältet är tomt: Namn."),
        ({"goal_by": "igår"}, "Det är inget datum: Mål: senast."),
        ({"goal_to": "många"}, "Det är inget tal: Mål: värdet ni vill nå."),
        ({"places": "Atlantis"}, "Atlantis"),
    ],
)
def test_a_mistake_is_told_by_the_name_of_its_field_and_nothing_is_lost(
    client: Client, branch: Unit, local: Account, typed: dict[str, str], told: str
) -> None:
    sent = {"formular": "driv", "gor": "spara", "title": "Nattis", "demands": "2", "places": "2181", "plan": "Ring"}
    response = client.post(f"/arbete/{branch.pk}/driv/nytt/", {**sent, **typed})

    assert response.status_code == 400
    assert told in read(response).text
    assert "Ring</textarea>" in response.content.decode()
    assert not Campaign.objects.exists()


def test_pages_of_a_campaign_are_whole_in_both_languages(client: Client, branch: Unit, local: Account) -> None:
    campaign = start_campaign(client, branch)
    for prefix in ("", "/en"):
        for end in ("", "nytt/", f"{campaign.pk}/", f"{campaign.pk}/andra/"):
            page = read(client.get(f"{prefix}/arbete/{branch.pk}/driv/{end}"))
            identities = [a["id"] for _, a in page.tags if "id" in a]
            assert len(identities) == len(set(identities))
            assert {a["for"] for _, a in page.tags if "for" in a} <= set(identities)
            assert "None" not in page.text.split()


def test_a_goal_far_off_does_not_stand_before_what_is_to_be_done(client: Client, branch: Unit, local: Account) -> None:
    campaign = start_campaign(client, branch)
    Campaign.objects.update(goal_by=date(2028, 12, 31))
    listed = f"/arbete/{branch.pk}/driv/"
    assert "målet ska vara nått" in read(client.get(listed)).text
    add_item(campaign, local, Item.Kind.TASK, "Ring nämnden", None)
    page = read(client.get(listed)).text
    assert "Ring nämnden" in page
    assert "målet ska vara nått" not in page
    waits = client.get(f"{listed}{campaign.pk}/").content.decode().partition('id="waits"')[2].partition("</section>")[0]
    assert "Ring nämnden" in waits
    assert "Nattis" not in waits, "the page is the campaign's own"


def test_where_several_motions_can_be_written_each_has_its_place(client: Client, branch: Unit, local: Account) -> None:
    campaign = start_campaign(client, branch)
    address = f"/arbete/{branch.pk}/driv/{campaign.pk}/"
    page = client.get(address).content.decode()
    assert 'href="/plats/2181/krav/childcare-odd-hours/papper/motion/"' in page
    assert 'id="motions"' not in page
    Campaign.objects.update(places=["2181", "2180"])
    page = client.get(address).content.decode()
    assert 'href="#motions"' in page
    section = page.partition('id="motions"')[2].partition("</section>")[0]
    for code, place in (("2181", "Sandviken"), ("2180", "Gävle")):
        assert re.search(rf'href="/plats/{code}/krav/[\w-]+/papper/motion/"[^>]*>2\. [^<]*\({place}', section)


def test_two_matters_are_each_told_where_the_campaign_is(client: Client, branch: Unit, local: Account) -> None:
    campaign = start_campaign(client, branch)
    for title in ("Motion om nattis", "Medborgarförslag om nattis"):
        Matter.objects.create(campaign=campaign, kind="motion", place="2181", title=title, demands=campaign.demands)
    page = read(client.get(f"/arbete/{branch.pk}/driv/{campaign.pk}/")).text
    before = page.partition("Krav:")[0]
    assert "Motion om nattis: Pågår: utkast." in before
    assert "Medborgarförslag om nattis: Pågår: utkast." in before


def test_more_demands_than_one_begin_a_campaign(client: Client, branch: Unit, local: Account) -> None:
    page = client.get(f"{DRIVE}&krav=shift-transit", follow=True).content.decode()
    assert "2. Barnomsorg" in page
    assert "33. " in page


def test_words_alone_are_a_paragraph(client: Client, branch: Unit, local: Account) -> None:
    campaign = start_campaign(client, branch)
    page = client.get(f"/arbete/{branch.pk}/driv/{campaign.pk}/uppfoljning/").content.decode()
    assert "<p>Behovet är inte fryst än." in page


def test_a_reader_may_read_and_no_more_and_others_find_nothing(
    client: Client, branch: Unit, other_branch: Unit, local: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign = start_campaign(client, branch)
    address = f"/arbete/{branch.pk}/driv/{campaign.pk}/"
    reader, stranger = seat(branch, Role.READER), seat(other_branch, Role.ADMINISTRATOR)

    monkeypatch.setattr("samspel.web.work.guards.get_account", lambda _: reader)
    main = client.get(address).content.decode().partition("<h1>")[2].partition("</main>")[0]
    assert "<form" not in main
    assert not re.search(r"</h2>\s*</section>", main), "no heading over nothing"
    assert client.post(address, {"gor": "lagg-till", "kind": "task", "text": "x"}).status_code == 403
    assert client.get(f"{address}andra/").status_code == 403

    monkeypatch.setattr("samspel.web.work.guards.get_account", lambda _: stranger)
    for end in ("", "andra/", "papper/1/"):
        assert client.get(address + end).status_code == 404
    assert client.get(f"/arbete/{other_branch.pk}/driv/{campaign.pk}/").status_code == 404
