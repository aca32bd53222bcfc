"""From the workspace a motion is one link away where a body can decide it, and none elsewhere."""

from django.test import Client

from reading import read
from samspel.app.desk import Desk
from samspel.app.finding import find_demand
from samspel.terms.clock import get_today
from samspel.web.work.papers import lead_to_motion
from samspel.workspace.campaigns import Typed, begin
from samspel.workspace.masking import mask
from samspel.workspace.models import Account, Unit

MOTION = "/plats/2181/krav/childcare-odd-hours/papper/motion/"


def test_it_leads_to_the_motion_where_there_is_a_body_to_decide_it(desk: Desk) -> None:
    demand, by_code = find_demand(desk.catalogue, "2"), desk.catalogue.places.by_code
    assert lead_to_motion(by_code["2181"], demand) == MOTION
    assert lead_to_motion(by_code["00"], demand) == ""


def test_a_campaign_leads_to_the_motion_of_each_of_its_demands(
    client: Client, desk: Desk, branch: Unit, local: Account
) -> None:
    one = begin(desk, branch, local, Typed(title="Nattis", demands=("2",), places=("2181",)), get_today())
    two = begin(desk, branch, local, Typed(title="Båda", demands=("2", "33"), places=("2181",)), get_today())
    page = read(client.get(f"/arbete/{branch.pk}/driv/{one.pk}/"))
    assert MOTION in page.links
    page = read(client.get(f"/arbete/{branch.pk}/driv/{two.pk}/"))
    assert MOTION in page.links
    assert sum("/motion/" in link for link in page.links) >= len(two.demands)
    assert {MOTION, "/plats/2181/krav/shift-transit/papper/motion/"} <= set(page.links)


def test_a_remark_that_is_confirmed_and_driven_at_once_leads_to_the_form_of_a_campaign(
    client: Client, branch: Unit, local: Account
) -> None:
    workplace = branch.workplaces.create(name="Verket", place="2181", code="abcdefghjk")
    for number in range(5):
        workplace.voices.create(text="Nattis saknas när skiften går.", week=get_today(), digest=f"d{number}")
    voice = workplace.voices.all()[0]
    typed = {"version": "1", "krav": "childcare-odd-hours", "gor": "driv"}
    sent = client.post(f"/arbete/{branch.pk}/roster/{mask(voice.pk)}/", typed)
    assert sent.headers["Location"] == f"/arbete/{branch.pk}/driv/nytt/?krav=childcare-odd-hours&plats=2181"
    voice.refresh_from_db()
    assert voice.state == "confirmed"
    assert MOTION in read(client.get(f"/arbete/{branch.pk}/roster/{mask(voice.pk)}/")).links


def test_what_is_written_is_kept_and_sent_as_a_pdf_in_one_go(client: Client, no_answers: None) -> None:
    sent = client.post(MOTION, {"story": "Två fick tacka nej i våras.", "sedan": "pdf"})
    page = client.get(sent.headers["Location"].partition("#")[0]).content.decode()
    pdf = MOTION.removesuffix("/") + ".pdf"
    assert f'<meta http-equiv="refresh" content="0;url={pdf}">' in page, (
        "the page shows what is left, and the file comes"
    )
    assert "Två fick tacka nej i våras." in page
    assert client.get(pdf).content.startswith(b"%PDF")
    assert "http-equiv" not in client.get(MOTION).content.decode()
