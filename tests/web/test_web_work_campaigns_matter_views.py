"""Pages of matters, on both databases: what may happen is offered, what has happened is shown."""

import re
from datetime import timedelta
from html import escape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from reading import read
from samspel.app.desk import Desk
from samspel.terms.clock import get_today
from samspel.workspace.campaigns import Typed, begin
from samspel.workspace.models import Account, Campaign, FrozenPaper, Matter, Measured, Role, Unit
from workspace_database import seat

MINUTES = """§ 11 Motion om nattis (KS 2026/123)
Beslut
Kommunfullmäktige beslutar att bifalla motionen.

§ 12 Motion om bussar
Kommunfullmäktige beslutar att avslå motionen.
"""


@pytest.fixture
def matter(client: Client, desk: Desk, branch: Unit, local: Account) -> str:
    """The address of a motion that is ready to be decided."""
    campaign = begin(desk, branch, local, Typed(title="Nattis", demands=("2",), places=("2181",)), get_today())
    start = f"/arbete/{branch.pk}/driv/{campaign.pk}/arende/"
    typed = {"kind": "motion", "place": "2181", "body": "Kommunfullmäktige", "decider": "council", "title": "Nattis"}
    send(client, f"{start}nytt/", formular="arende", gor="spara", direction="do", reference="KS 2026/123", **typed)
    address = f"{start}{Matter.objects.get().pk}/"
    step(client, address, "handed_in", 1, day="2026-01-10", by="mover")
    step(client, address, "referred", 2, day="2026-02-01", by="council")
    step(client, address, "proposal", 3, day="2026-05-01", by="board", sentence="KS föreslår avslag.")
    return address


def send(client: Client, address: str, **typed: object) -> str:
    """Send a form, follow it, and give what the page tells."""
    response = client.post(address, typed, follow=True)
    assert response.status_code == 200, read(response).text
    found = re.search(r'id="result">(.*?)</div>', response.content.decode(), re.S)
    return re.sub("<[^>]+>", "", found[1]).strip() if found else ""


def step(client: Client, address: str, event: str, number: int, **typed: object) -> str:
    return send(client, address, formular=f"steg-{event}", gor=f"steg-{event}", nummer=number, **typed)


def test_only_what_may_happen_is_offered_and_all_that_has_happened_is_shown(client: Client, matter: str) -> None:
    page = client.get(matter).content.decode()
    assert {'value="steg-approved"', 'value="steg-put_off"', 'value="steg-withdrawn"'} <= set(
        re.findall(r'value="steg-\w+"', page)
    )
    assert 'value="steg-handed_in"' not in page
    assert "KS föreslår avslag." in page
    assert "10 januari 2026" in page


def test_a_third_that_sends_a_matter_back_a_second_time_is_told_beside_its_vote(client: Client, matter: str) -> None:
    vote = {"vote_yes": "17", "vote_no": "30", "yes_means": "returned", "decided_by": "third", "by": "council"}
    step(client, matter, "sent_back", 4, day="2026-06-01", reason="Utred kostnaden", purpose="Utred kostnaden", **vote)
    spent = "En minoritet har redan fått ärendet bordlagt eller återremitterat."
    assert spent not in read(client.get(matter)).text
    step(client, matter, "referred", 5, day="2026-06-10", by="council")
    step(client, matter, "proposal", 6, day="2026-08-01", by="board", sentence="KS föreslår avslag.")
    step(client, matter, "put_off", 7, day="2026-09-01", tabled_to="2026-10-01", **vote)
    assert spent in read(client.get(matter)).text


def test_what_may_not_happen_is_told_in_words_and_nothing_typed_is_lost(client: Client, matter: str) -> None:
    typed = {"formular": "steg-put_off", "gor": "steg-put_off", "nummer": 4, "by": "council", "day": "2026-06-01"}
    response = client.post(matter, {**typed, "sentence": "Ärendet bordläggs."})

    assert response.status_code == 400
    assert "till vilken dag" in read(response).text
    assert "Ärendet bordläggs.</textarea>" in response.content.decode()
    wrong = client.post(matter, {**typed, "gor": "steg-carried_out"})
    assert wrong.status_code == 400


def test_minutes_are_read_proposed_confirmed_and_both_kept(client: Client, matter: str) -> None:
    file = SimpleUploadedFile("protokoll.txt", MINUTES.encode())
    response = client.post(f"{matter}beslut/", {"formular": "protokoll", "gor": "las", "file": file}, follow=True)
    page = response.content.decode()
    assert "beslutar att bifalla motionen." in page
    assert '<option value="approved" selected>' in page
    assert 'value="§ 11"' in page
    there = response.redirect_chain[0][0].partition("#")[0]

    confirmed = {"formular": "besked", "gor": "bekrafta", "nummer": 4, "event": "approved", "day": "2026-06-01"}
    assert send(client, there, **confirmed, sentence="bifalla motionen") == "Steget är sparat."
    kept = Matter.objects.get().steps.last()
    assert kept is not None
    assert (kept.event, kept.read_by, kept.found["read"]["effect"]) == ("approved", "rule", "yes")
    assert "bekräftat" in read(client.get(matter)).text


def test_what_is_unclear_proposes_nothing_and_a_person_decides(client: Client, matter: str) -> None:
    text = "Kommunfullmäktige beslutar enligt kommunstyrelsens förslag."
    response = client.post(f"{matter}beslut/", {"formular": "protokoll", "gor": "las", "minutes": text}, follow=True)
    page = response.content.decode()
    assert "Programmet gissar inte" in page
    assert not re.search(r'<option value="\w+" selected>[^<]*</option>[^"]*name="day"', page)
    there = response.redirect_chain[0][0].partition("#")[0]
    tomorrow = (get_today() + timedelta(days=1)).isoformat()
    late = {"formular": "besked", "gor": "bekrafta", "nummer": 4, "event": "rejected", "day": tomorrow}
    assert tomorrow in read(client.post(there, late)).text, "what has not happened"
    blank = client.post(there, {"formular": "besked", "gor": "bekrafta", "nummer": 4, "event": "", "day": "2026-06-01"})
    assert blank.status_code == 400
    assert Matter.objects.get().steps.count() == 3

    typed = {"formular": "besked", "gor": "bekrafta", "nummer": 4, "event": "rejected", "day": "2026-06-01"}
    send(client, there, **typed)
    kept = Matter.objects.get().steps.last()
    assert kept is not None
    assert (kept.event, kept.read_by, kept.found["read"]["effect"]) == ("rejected", "person", "unclear")


def test_a_decision_may_be_noted_before_the_steps_that_it_follows_on(client: Client, matter: str) -> None:
    send(client, matter, formular="tillbaka", gor="ta-tillbaka", nummer=3)
    send(client, matter, formular="tillbaka", gor="ta-tillbaka", nummer=2)
    text = "Kommunfullmäktige beslutar att avslå motionen."
    response = client.post(f"{matter}beslut/", {"formular": "protokoll", "gor": "las", "minutes": text}, follow=True)
    page = response.content.decode()
    assert '<option value="rejected" selected>' in page
    assert "saknas i ärendet före" in page
    assert "väckt och skickad för beredning, förslag till beslut." in page
    assert "Programmet gissar inte" not in page
    assert re.search(r'<option value="" selected>\s*Framgår inte', page)
    there = response.redirect_chain[0][0].partition("#")[0]

    confirmed = {"formular": "besked", "gor": "bekrafta", "nummer": 6, "event": "rejected", "day": "2026-06-01"}
    early = client.post(there, {**confirmed, "day": "2025-06-01"})
    assert early.status_code == 400
    assert Matter.objects.get().steps.count() == 5
    assert send(client, there, **confirmed) == "Beslutet är sparat, med de steg före som saknades."
    kept = list(Matter.objects.get().steps.values_list("number", "event", "read_by"))[5:]
    assert kept == [(6, "referred", "rule"), (7, "proposal", "rule"), (8, "rejected", "rule")]
    told = read(client.get(matter)).text
    assert "Följer av beslutet" in told
    assert "ingen dag" in told


def test_what_was_sent_for_preparation_is_then_only_sent_on(client: Client, matter: str) -> None:
    assert "Skickad vidare för beredning" in read(client.get(matter)).text
    send(client, matter, formular="tillbaka", gor="ta-tillbaka", nummer=3)
    send(client, matter, formular="tillbaka", gor="ta-tillbaka", nummer=2)
    told = client.get(matter).content.decode()
    assert "Skickad vidare för beredning" not in told
    assert 'value="steg-referred"' in told


def test_a_vote_on_a_proposal_that_grants_a_part_is_read_with_those_who_abstain(client: Client, matter: str) -> None:
    text = "Ja-röst för att delvis bifalla motionen, nej-röst för att avslå. "
    text += "Med 28 ja-röster mot 19 nej-röster och 2 som avstår"
    response = client.post(
        f"{matter}beslut/",
        {
            "formular": "protokoll",
            "gor": "las",
            "minutes": f"{text} beslutar kommunfullmäktige delvis bifalla motionen.",
        },
        follow=True,
    )
    page = response.content.decode()
    assert '<option value="partly"' in page
    assert re.search(r'name="vote_abstained"[^>]*value="2"|value="2"[^>]*name="vote_abstained"', page)
    assert '<option value="majority" selected>' in page


def test_another_matters_item_is_not_read(client: Client, matter: str) -> None:
    Matter.objects.update(reference="KS 2020/1", title="Något helt annat")
    response = client.post(f"{matter}beslut/", {"formular": "protokoll", "gor": "las", "minutes": MINUTES})
    assert response.status_code == 400
    assert "vilken paragraf" in read(response).text


def test_a_yes_gets_a_task_signs_and_a_follow_up(client: Client, matter: str, branch: Unit) -> None:
    step(client, matter, "approved", 4, day="2026-06-01", by="council", yes_means="no", vote_yes=10, vote_no=20)
    assert "Ja betydde: avslag" in read(client.get(matter)).text
    task = {"owner_body": "BUN", "what": "Ordna", "day": "2026-06-02", "due": "2026-10-01", "by": "council"}
    assert send(client, matter, formular="uppdrag", gor="uppdrag", nummer=5, **task) == "Tillagt."
    assignment = Matter.objects.get().assignments.get()
    sign = {"sign": "in_plan", "day": "2026-09-01", "evidence": "Verksamhetsplanen s. 4", "version": 1}
    assert send(client, matter, formular=f"tecken-{assignment.pk}", gor="tecken", nummer=6, **sign) == "Tillagt."
    assert "Verksamhetsplanen" in read(client.get(matter)).text

    follow = matter.partition("arende/")[0] + "uppfoljning/"
    assert "vid beslutet (1 juni 2026)" in read(client.get(follow)).text
    assert send(client, follow, formular="mat", gor="mat", occasion="decision") == "Behovet är mätt och sparat."
    text = read(client.get(follow)).text
    assert "Det går inte att säga." in text
    assert "senare år" in text
    assert "vid beslutet (1 juni 2026)" not in text


def test_the_latest_step_is_taken_back_and_stays_in_the_list(client: Client, matter: str) -> None:
    assert "taget tillbaka" in send(client, matter, formular="tillbaka", gor="ta-tillbaka", nummer=3)
    assert "KS föreslår avslag." in read(client.get(matter)).text
    assert 'value="steg-approved"' not in client.get(matter).content.decode()


def test_what_waits_and_the_bodies_rules(client: Client, matter: str, branch: Unit) -> None:
    start = f"/arbete/{branch.pk}/driv/"
    body = {"place": "2181", "body": "Kommunfullmäktige", "version": 1, "hand_in": "10", "source": "Arbetsordningen"}
    typed = {**body, "meetings": "2027-02-22\n2027-04-26", "lists": ["4", "10"]}
    assert send(client, f"{start}organ/", formular="organ-1", gor="spara", **typed) == "Sparat."
    assert "2027-02-22" in client.get(f"{start}organ/").content.decode()
    assert "Arbetsordningen" in read(client.get(matter)).text
    wrong = client.post(f"{start}organ/", {**typed, "formular": "organ-1", "gor": "spara", "meetings": "i vår"})
    assert wrong.status_code == 400
    waits = client.get(f"{start}vantar/")
    assert "besluta" in read(waits).text
    table = client.get(f"{start}vantar/?hamta=waits.csv")
    assert b"proposed" in table.content


def test_pages_of_matters_are_whole_in_both_languages_and_closed_to_others(
    client: Client, matter: str, branch: Unit, other_branch: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign = matter.partition("arende/")[0]
    start = campaign.rpartition("driv/")[0] + "driv/"
    addresses = [matter, f"{matter}andra/", f"{matter}beslut/", f"{campaign}arende/nytt/", f"{campaign}uppfoljning/"]
    addresses += [f"{start}vantar/", f"{start}organ/", campaign, start]
    for address in (*addresses, *(f"/en{one}" for one in addresses)):
        page = read(client.get(address))
        identities = [a["id"] for _, a in page.tags if "id" in a]
        assert len(identities) == len(set(identities)), address
        assert {a["for"] for _, a in page.tags if "for" in a} <= set(identities)
        assert "None" not in page.text.split()
        assert page.headings.count("h1") == 1

    reader, stranger = seat(branch, Role.READER), seat(other_branch, Role.ADMINISTRATOR)
    monkeypatch.setattr("samspel.web.work.guards.get_account", lambda _: reader)
    assert "<form" not in client.get(matter).content.decode().partition("<h1>")[2].partition("</main>")[0]
    assert client.post(matter, {"gor": "steg-approved"}).status_code == 403
    assert client.get(f"{matter}beslut/").status_code == 403
    monkeypatch.setattr("samspel.web.work.guards.get_account", lambda _: stranger)
    for address in addresses:
        assert client.get(address).status_code == 404


def test_a_matter_that_is_taken_up_again_leads_to_the_new_one_and_back(client: Client, matter: str) -> None:
    earlier = Matter.objects.get()
    start = matter.removesuffix(f"{earlier.pk}/")
    assert "Tar upp igen" in client.get(f"{start}nytt/").content.decode()
    typed = {"kind": "motion", "place": "2181", "body": "Kommunfullmäktige", "decider": "council", "title": "Nattis 2"}
    link = {"direction": "do", "successor_of_id": earlier.pk}
    send(client, f"{start}nytt/", formular="arende", gor="spara", **link, **typed)

    later = Matter.objects.exclude(pk=earlier.pk).get()
    assert "Tar upp igen: Nattis" in read(client.get(f"{start}{later.pk}/")).text
    assert f"{start}{later.pk}/" in read(client.get(matter)).links


def test_the_list_of_what_is_driven_says_where_its_matters_are(client: Client, matter: str) -> None:
    page = read(client.get(matter.split("/driv/", maxsplit=1)[0] + "/driv/")).text
    assert "Inget ärende än." not in page
    assert "besluta" in page


@pytest.fixture
def drafted(client: Client, desk: Desk, branch: Unit, local: Account) -> str:
    """The address of a campaign with two demands and a frozen motion about the first."""
    typed = Typed(title="Mark och buss", demands=("12", "43"), places=("2181",))
    campaign = begin(desk, branch, local, typed, get_today())
    address = f"/arbete/{branch.pk}/driv/{campaign.pk}/"
    freeze = {"demand": campaign.demands[0], "place": "2181", "paper": "motion", "file": "pdf"}
    send(client, address, formular="frys", gor="frys", **freeze)
    return address


TYPED_MATTER = {"formular": "arende", "gor": "spara", "kind": "motion", "place": "2181", "decider": "council"}
TYPED_MATTER |= {"body": "Kommunfullmäktige", "title": "Nattis", "direction": "do"}


def test_points_come_from_the_frozen_paper_and_may_be_corrected(client: Client, drafted: str) -> None:
    points = FrozenPaper.objects.get().inputs["points"]
    assert len(points) > 1
    form = client.get(f"{drafted}arende/nytt/").content.decode()
    assert all(escape(one) in form for one in points)
    assert "fryst" in form

    demand = FrozenPaper.objects.get().inputs["demand"]
    send(client, f"{drafted}arende/nytt/", **TYPED_MATTER, demands=demand, points="")
    matter = Matter.objects.get()
    address = f"{drafted}arende/{matter.pk}/"
    step(client, address, "handed_in", 1, day="2026-01-10", by="mover")
    step(client, address, "referred", 2, day="2026-02-01", by="council")
    step(client, address, "proposal", 3, day="2026-05-01", by="board")
    page = client.get(address).content.decode()
    assert f'name="point_text_1" rows="4" maxlength="1000">\n{escape(points[0])}</textarea>' in page

    said = {"day": "2026-06-01", "by": "council", "point_text_1": "att ingen ska sova", "point_text_2": " "}
    said |= {"point_text_3": "att bussen går", "point_1": "yes", "point_3": "no", "condition": ""}
    assert step(client, address, "approved_in_part", 4, **said) == "Steget är sparat."
    matter.refresh_from_db()
    assert matter.points == ["att ingen ska sova", "att bussen går"]
    assert matter.steps.get(number=4).found["verdicts"] == [
        {"point": "1", "effect": "yes"},
        {"point": "2", "effect": "no"},
    ]


def test_points_are_not_kept_where_the_step_is_refused(client: Client, drafted: str) -> None:
    demand = FrozenPaper.objects.get().inputs["demand"]
    send(client, f"{drafted}arende/nytt/", **TYPED_MATTER, demands=demand)
    address = f"{drafted}arende/{Matter.objects.get().pk}/"
    typed = {"formular": "steg-approved", "gor": "steg-approved", "nummer": 1, "day": "2026-06-01", "by": "council"}
    assert client.post(address, {**typed, "point_text_1": "att bussen går"}).status_code == 400
    assert Matter.objects.get().points == []


def test_a_read_decision_offers_the_frozen_points_each_with_what_was_read(client: Client, drafted: str) -> None:
    paper = FrozenPaper.objects.get()
    send(client, f"{drafted}arende/nytt/", **TYPED_MATTER, demands=paper.inputs["demand"])
    address = f"{drafted}arende/{Matter.objects.get().pk}/"
    step(client, address, "handed_in", 1, day="2026-01-10", by="mover")
    text = "Kommunfullmäktige beslutar att bifalla att-sats 1 och att avslå att-sats 2."
    response = client.post(f"{address}beslut/", {"formular": "protokoll", "gor": "las", "minutes": text}, follow=True)
    page = response.content.decode()
    assert escape(paper.inputs["points"][0]) in page
    assert re.search(r'name="point_1".*?<option value="yes" selected>', page)
    assert re.search(r'name="point_2".*?<option value="no" selected>', page)


def test_a_matter_concerns_the_demands_that_were_chosen_and_the_follow_up_only_them(
    client: Client, drafted: str
) -> None:
    night, bus = Campaign.objects.get().demands
    form = client.get(f"{drafted}arende/nytt/").content.decode()
    assert f'name="demands" value="{night}" checked' in form, "that of the frozen paper"
    assert client.post(f"{drafted}arende/nytt/", TYPED_MATTER).status_code == 400, "a matter about nothing"
    send(client, f"{drafted}arende/nytt/", **TYPED_MATTER, demands=bus)
    matter = Matter.objects.get()
    assert matter.demands == [bus]
    address = f"{drafted}arende/{matter.pk}/"
    assert "Av drivets krav gäller det 43." in read(client.get(address)).text
    step(client, address, "handed_in", 1, day="2026-01-10", by="mover")
    step(client, address, "referred", 2, day="2026-02-01", by="council")
    step(client, address, "proposal", 3, day="2026-05-01", by="board")
    step(client, address, "rejected", 4, day="2026-06-01", by="council", reason="no_money")
    follow = f"{drafted}uppfoljning/"
    assert "vid beslutet (1 juni 2026) för 43." in read(client.get(follow)).text
    send(client, follow, formular="mat", gor="mat", occasion="decision")
    assert set(Measured.objects.values_list("demand", flat=True)) == {bus}
    assert "vid beslutet (1 juni 2026)" not in read(client.get(follow)).text.split("När mäter ni")[0]


def test_the_demands_of_a_matter_may_be_changed_and_are_all_where_nobody_chose(client: Client, drafted: str) -> None:
    both = Campaign.objects.get().demands
    send(client, f"{drafted}arende/nytt/", **TYPED_MATTER, demands=both)
    matter = Matter.objects.get()
    assert matter.demands == both
    form = f"{drafted}arende/{matter.pk}/andra/"
    assert client.get(form).content.decode().count('name="demands"') == 2
    send(client, form, **TYPED_MATTER, version=1, demands=both[1])
    assert Matter.objects.get().demands == [both[1]]
    assert client.post(form, {**TYPED_MATTER, "version": 2, "demands": "okänt"}).status_code == 400
