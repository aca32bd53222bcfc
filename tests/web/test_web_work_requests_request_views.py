"""Pages of questions to bodies for those who ask, on both databases."""

import re
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from icalendar import Calendar
from pypdf import PdfReader

from reading import read
from samspel.terms.clock import get_today
from samspel.workspace.models import Account, Campaign, Reply, Request, Role, Unit
from samspel.workspace.request_links import write_secret
from web.test_web_work_campaigns_campaign_views import post, start_campaign
from workspace_database import seat

KEY, CHILDREN = "childcare-odd-hours/offered/", "childcare-odd-hours/children/"
START = "/arbete/fragor/ny/?krav=childcare-odd-hours&plats=2181"
TODAY = get_today()


@pytest.fixture(autouse=True)
def empty(no_answers: None) -> None:
    """Each test begins and ends without an answer of the place."""


@pytest.fixture
def together(client: Client, branch: Unit) -> Iterator[None]:
    """A server that others reach, and an administrator who has signed in."""
    with override_settings(IS_ALONE=False):
        client.force_login(seat(branch, Role.ADMINISTRATOR))
        yield


def make_request(client: Client, unit: Unit, **typed: object) -> str:
    """Make a request by the form, and give its address."""
    told = {
        "formular": "organ-2181", "gor": "gor-brev", "place": "2181", "asked": [KEY, CHILDREN], "ground": "documents",
        "body": "Barnnämnden", **typed,
    }  # fmt: skip
    address = f"/arbete/{unit.pk}/fragor/ny/?krav=2&plats=2181"
    assert post(client, address, **told) == "Brevet är klart att hämta."
    return f"/arbete/{unit.pk}/fragor/{Request.objects.latest('pk').pk}/"


def version(address: str) -> int:
    return Request.objects.get(pk=int(address.rstrip("/").rpartition("/")[2])).version


def mark_sent(client: Client, address: str, days: int = 0) -> None:
    day = (TODAY - timedelta(days=days)).isoformat()
    sent = {"formular": "skicka", "gor": "skickat", "sent_on": day, "sent_to": "Registrator"}
    assert post(client, address, **sent, version=version(address)).startswith("Markerat som skickat")


def test_a_demand_at_a_place_leads_to_its_questions_the_open_ones_chosen(
    client: Client, branch: Unit, local: Account
) -> None:
    assert START.replace("&", "&amp;") in client.get("/plats/2181/krav/2/").content.decode()
    assert "/arbete/fragor/ny/?plats=2181" in client.get("/plats/2181/fragor/").content.decode()
    page = client.get(START, follow=True).content.decode()
    for key in (KEY, CHILDREN):
        assert f'value="{key}" checked' in page
    assert "Frågor till Sandvikens kommun" in page


def test_a_letter_is_made_sent_and_reminded_of_and_its_time_stands_where_one_looks(
    client: Client, branch: Unit, together: None
) -> None:
    address = make_request(client, branch)
    secret = write_secret(Request.objects.get())
    page = read(client.get(address))
    assert f"/arbete/svar/{secret}/" in page.text
    for kind, start in (("pdf", b"%PDF"), ("docx", b"PK")):
        assert client.get(f"{address}brev.{kind}").content.startswith(start)
    letter = client.get(f"{address}brev.txt").content.decode()
    assert secret in letter
    assert "Barnnämnden, Sandvikens kommun" in letter
    assert client.get(f"{address}paminnelse.pdf").status_code == 400
    assert b"childcare-odd-hours" in client.get(f"{address}formular.csv").content

    mark_sent(client, address, 30)
    kept = client.get(re.findall(rf'"({address}skickat/\d+/)"', client.get(address).content.decode())[0])
    assert kept.content.startswith(b"%PDF")
    assert secret.encode() not in kept.content
    late = read(client.get(address)).text
    assert "Det är dags att påminna sedan" in late
    for where in (f"/arbete/{branch.pk}/driv/vantar/", f"/arbete/{branch.pk}/fragor/"):
        assert "Barnnämnden, Sandvikens kommun" in read(client.get(where)).text, where
    calendar = Calendar.from_ical(client.get(f"/arbete/{branch.pk}/filer/kalender.ics").content)
    assert any("Barnnämnden" in str(event["summary"]) for event in calendar.walk("vevent"))
    reminder = client.get(f"{address}paminnelse.txt").content.decode()
    assert "skyndsamt" in reminder
    assert secret in reminder

    typed = {"formular": "paminn", "gor": "paminn", "reminded_on": TODAY.isoformat(), "version": version(address)}
    assert post(client, address, **typed).startswith("Markerat")
    assert "Det är dags att påminna sedan" not in read(client.get(address)).text


def test_alone_no_letter_has_a_link_that_nobody_else_can_open_and_the_page_says_why(
    client: Client, branch: Unit, local: Account
) -> None:
    address = make_request(client, branch)
    secret = write_secret(Request.objects.get())
    page = client.get(address).content.decode()
    assert "når ingen svarssida" in page
    assert secret not in page
    assert "ny-lank" not in page
    assert "utan länk" in client.get(START, follow=True).content.decode()
    mark_sent(client, address, 30)
    for letter in ("brev", "paminnelse"):
        told = client.get(f"{address}{letter}.txt").content.decode()
        assert not re.search(r"127\.0\.0\.1|localhost|/svar/|QR|[Ll]änken", told), letter
        assert "Fyll i filen" in told, letter
    kept = client.get(re.findall(rf'"({address}skickat/\d+/)"', client.get(address).content.decode())[0])
    words = " ".join(sheet.extract_text() for sheet in PdfReader(BytesIO(kept.content)).pages)
    assert "Länken" not in words


def test_the_link_is_renewed_and_closed(client: Client, branch: Unit, together: None) -> None:
    address = make_request(client, branch)
    first = write_secret(Request.objects.get())
    assert client.get(f"/arbete/svar/{first}/").status_code == 200
    post(client, address, formular="lank", gor="ny-lank", version=1)
    second = write_secret(Request.objects.get())
    assert client.get(f"/arbete/svar/{first}/").status_code == 404
    assert client.get(f"/arbete/svar/{second}/").status_code == 200
    post(client, address, formular="stang", gor="stang", version=2)
    assert client.get(f"/arbete/svar/{second}/").status_code == 404
    assert "Länken har gått ut eller är stängd" in read(client.get(address)).text
    assert "/svar/" not in client.get(f"{address}brev.txt").content.decode()


def test_an_answer_that_came_is_used_and_the_verdict_changes(client: Client, branch: Unit, local: Account) -> None:
    address = make_request(client, branch)
    mark_sent(client, address)
    secret = write_secret(Request.objects.get())
    client.post(f"/arbete/svar/{secret}/", {"svar-0": "no", "av": "Förvaltningen"})
    page = read(client.get(address)).text
    assert "Ett svar väntar på att ni läser det" in page
    assert "Svaret kom genom länken." in page

    reply = Reply.objects.get()
    told = post(client, address, formular=f"anvand-{reply.pk}", gor="anvand", version=version(address))

    assert told.startswith("Svaret används")
    need = read(client.get("/plats/2181/krav/2/")).text
    assert "genom länken i ett brev" in need
    assert "Förvaltningen" in need
    assert "väntar på att ni läser" not in read(client.get(address)).text


def test_all_answers_that_are_read_are_used_at_once_and_what_contradicts_is_told(
    client: Client, branch: Unit, local: Account
) -> None:
    night = "childcare-odd-hours/night/"
    address = make_request(client, branch, asked=[KEY, night, CHILDREN])
    mark_sent(client, address)
    sent = {"svar-0": "no", "svar-1": "yes", "svar-2": "4 st", "av": "Förvaltningen"}
    secret = write_secret(Request.objects.get())
    answered = read(client.post(f"/arbete/svar/{secret}/", sent, follow=True)).text
    assert "Svaren säger emot varandra" in answered, "told, and not refused"

    page = read(client.get(address)).text
    assert "Alla frågor har fått svar" in page
    assert "Avslutat" not in page
    assert "Svaren säger emot varandra: ja på ”Erbjuds omsorgen även på natten" in page
    assert "Använd alla 3 svaren" in page
    numbers = re.findall(r'name="last" value="(\d+)"', client.get(address).content.decode())
    told = post(client, address, formular="anvand-alla", gor="anvand-alla", last=numbers, version=version(address))
    assert told.startswith("Svaren används")
    assert not Reply.objects.filter(used_on=None).exists()
    assert Reply.objects.get(question="children").value == "4.0"
    assert "Använd alla" not in read(client.get(address)).text


def test_all_are_used_or_none_where_one_has_a_newer_version(client: Client, branch: Unit, local: Account) -> None:
    address = make_request(client, branch)
    mark_sent(client, address)
    secret = write_secret(Request.objects.get())
    client.post(f"/arbete/svar/{secret}/", {"svar-0": "no", "svar-1": "4", "av": "Förvaltningen"})
    seen = list(Reply.objects.values_list("pk", flat=True))
    client.post(f"/arbete/svar/{secret}/", {"svar-0": "yes", "svar-1": "4", "av": "Förvaltningen"})
    sent = {"formular": "anvand-alla", "gor": "anvand-alla", "last": seen, "version": version(address)}
    assert client.post(address, sent).status_code == 400
    assert not Reply.objects.exclude(used_on=None).exists()


def test_a_request_that_was_ended_with_questions_left_says_so(client: Client, branch: Unit, local: Account) -> None:
    address = make_request(client, branch)
    mark_sent(client, address)
    Request.objects.update(answered_on=TODAY)
    assert "Avslutat" in read(client.get(address)).text


def test_an_officer_enters_an_answer_and_reads_a_form(client: Client, branch: Unit, local: Account) -> None:
    address = make_request(client, branch)
    typed = {"formular": "svar-1", "gor": "skriv", "answered_by": "Registrator", "source": "mejl", "day": TODAY}
    wrong = client.post(address, {**typed, "answer": "många", "version": 1})
    assert wrong.status_code == 400
    assert 'value="många"' in wrong.content.decode()
    assert not Reply.objects.exists()
    assert post(client, address, **typed, answer="12", version=1).startswith("Svaret är sparat och används")
    assert float(Reply.objects.get().value) == 12

    form = client.get(f"{address}formular.csv").content.decode("utf-8-sig").split("\r\n")
    at = {name: number for number, name in enumerate(form[0].split(";"))}
    cells = form[1].split(";")
    cells[at["svar"]], cells[at["besvarat av"]], cells[at["datum"]] = "ja", "A", TODAY.isoformat()
    file = SimpleUploadedFile("svar.csv", "\r\n".join([form[0], ";".join(cells)]).encode())
    assert post(client, address, formular="formularet", gor="las-in", file=file, version=2).startswith(
        "Svaret är sparat"
    )
    assert client.post(address, {"formular": "formularet", "gor": "las-in", "version": 3}).status_code == 400


def test_the_second_of_two_officers_sees_what_the_first_saved(client: Client, branch: Unit, local: Account) -> None:
    address = make_request(client, branch)
    typed = {"formular": "andra", "gor": "spara", "ground": "documents", "version": 1}
    assert post(client, address, **typed, body="Kommunstyrelsen") == "Sparat."
    response = client.post(address, {**typed, "body": "Socialnämnden"})
    assert response.status_code == 409
    page = response.content.decode()
    assert "Nu står det: Kommunstyrelsen" in page
    assert 'value="Socialnämnden"' in page


def test_a_campaign_leads_to_questions_and_shows_them(client: Client, branch: Unit, local: Account) -> None:
    campaign = start_campaign(client, branch)
    address = f"/arbete/{branch.pk}/driv/{campaign.pk}/"
    asked = {"driv": campaign.pk, "krav": "childcare-odd-hours", "plats": "2181"}
    link = f"/arbete/{branch.pk}/fragor/ny/?{urlencode(asked)}"
    assert link.replace("&", "&amp;") in client.get(address).content.decode()
    form = {"formular": "organ-2181", "gor": "gor-brev", "place": "2181", "asked": KEY, "ground": "questions"}
    post(client, link, **form)
    assert Request.objects.get().campaign == Campaign.objects.get()
    page = read(client.get(address)).text
    assert "Frågor ute" in page
    assert "skicka frågorna" in page


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"asked": ()}, "Ingen fråga är vald."),
        ({"ground": "x"}, "Valet finns inte: Vad frågan vilar på."),
        ({"place": "21"}, "Valet finns inte: Frågor."),
    ],
)
def test_a_mistake_is_told_by_the_name_of_its_field(
    client: Client, branch: Unit, local: Account, typed: dict[str, object], told: str
) -> None:
    form = {"formular": "organ-2181", "gor": "gor-brev", "place": "2181", "asked": KEY, "ground": "questions", **typed}
    response = client.post(f"/arbete/{branch.pk}/fragor/ny/?krav=2&plats=2181", form)
    assert response.status_code == 400
    assert told in read(response).text
    assert not Request.objects.exists()


def test_pages_are_whole_in_both_languages(client: Client, branch: Unit, local: Account) -> None:
    address = make_request(client, branch)
    mark_sent(client, address, 30)
    secret = write_secret(Request.objects.get())
    ends = (
        address,
        f"/arbete/{branch.pk}/fragor/",
        f"/arbete/{branch.pk}/fragor/ny/?plats=21",
        f"/arbete/svar/{secret}/",
    )
    for prefix in ("", "/en"):
        for end in ends:
            page = read(client.get(f"{prefix}{end}"))
            identities = [a["id"] for _, a in page.tags if "id" in a]
            assert len(identities) == len(set(identities)), end
            assert {a["for"] for _, a in page.tags if "for" in a} <= set(identities), end
            assert "None" not in page.text.split()


def test_a_reader_sees_answers_and_neither_link_nor_form_and_others_nothing(
    client: Client, branch: Unit, other_branch: Unit, local: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = make_request(client, branch)
    secret = write_secret(Request.objects.get())
    reader, stranger = seat(branch, Role.READER), seat(other_branch, Role.ADMINISTRATOR)

    monkeypatch.setattr("samspel.web.work.guards.get_account", lambda _: reader)
    page = client.get(address).content.decode()
    assert "<form" not in page.partition("<h1>")[2].partition("</main>")[0]
    assert secret not in page
    assert client.get(f"{address}brev.pdf").status_code == 403
    assert client.post(address, {"gor": "stang", "version": 1}).status_code == 403
    assert client.get(f"/arbete/{branch.pk}/fragor/").status_code == 200

    monkeypatch.setattr("samspel.web.work.guards.get_account", lambda _: stranger)
    for end in ("", "brev.pdf", "formular.csv", "skickat/1/"):
        assert client.get(address + end).status_code == 404
    number = address.split("/")[-2]
    assert client.get(f"/arbete/{other_branch.pk}/fragor/{number}/").status_code == 404


def test_a_shared_answer_is_taken_with_one_button_and_another_is_not_seen(
    client: Client, branch: Unit, other_branch: Unit, local: Account
) -> None:
    for is_shared in ("", "ja"):
        theirs = make_request(client, other_branch, is_shared=is_shared)
        secret = write_secret(Request.objects.latest("pk"))
        client.post(f"/arbete/svar/{secret}/", {"svar-0": "no", "av": f"Källa {is_shared}"})
        reply = Reply.objects.latest("pk")
        post(client, theirs, formular=f"anvand-{reply.pk}", gor="anvand", version=1)

    mine = make_request(client, branch)
    page = read(client.get(mine)).text
    assert "Sandvikens kommun har redan svarat på detta till en annan avdelning (Avdelning 2):" in page
    assert "Sagt av Källa ja." in page
    assert page.count("har redan svarat på detta") == 1
    form = read(client.get(f"/arbete/{branch.pk}/fragor/ny/?krav=2&plats=2181")).text
    assert "har redan svarat på detta till en annan avdelning" in form

    told = post(client, mine, formular=f"ta-over-{reply.pk}", gor="ta-over", version=1)
    assert told.startswith("Svaret är övertaget")
    assert "Övertaget från Avdelning 2." in read(client.get(mine)).text


def test_a_shared_answer_is_taken_from_the_list_where_nothing_was_asked(
    client: Client, branch: Unit, other_branch: Unit, local: Account
) -> None:
    theirs = make_request(client, other_branch, is_shared="ja")
    client.post(f"/arbete/svar/{write_secret(Request.objects.get())}/", {"svar-0": "no", "av": "Källan"})
    reply = Reply.objects.get()
    post(client, theirs, formular=f"anvand-{reply.pk}", gor="anvand", version=1)
    listed = f"/arbete/{branch.pk}/fragor/"
    assert "Svar som andra delar" in read(client.get(listed)).text

    told = post(client, listed, formular=f"ta-over-{reply.pk}", gor="ta-over")

    assert told.startswith("Svaret är övertaget")
    made = Request.objects.get(unit=branch)
    assert (made.asked, made.digest, made.sent_on, made.answered_on) == ([KEY], None, None, TODAY)
    assert (made.replies.get().taken_from, made.replies.get().said_by) == (reply, "Källan")
    assert "Svar som andra delar" not in read(client.get(listed)).text
    again = client.post(listed, {"formular": f"ta-over-{reply.pk}", "gor": "ta-over"})
    assert again.status_code == 400
    assert client.post(listed, {"formular": "x", "gor": "ta-over"}).status_code == 400
    assert client.post(listed, {"formular": "x", "gor": "x"}).status_code == 400
    assert Request.objects.filter(unit=branch).count() == 1
