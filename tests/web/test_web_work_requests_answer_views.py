"""The page where a body answers: without an account, and safe from whatever is sent to it."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.utils import timezone

from reading import read
from samspel.app.desk import Desk
from samspel.terms.clock import get_today
from samspel.workspace.models import Account, LogEntry, Reply, Request, Unit
from samspel.workspace.request_links import write_secret
from samspel.workspace.requests import TypedRequest, begin, get_rules

ASKED = ("childcare-odd-hours/offered/", "childcare-odd-hours/children/")
HOSTILE = (
    "<script>alert(1)</script>", "\x00\x1b[2J", "{{ 7 }}", "{texts}", "=1+1", "' OR 1=1 --", "\u202e" * 50,
    "x" * 150_000, "\ud800", "../../etc/passwd", "%s%n",
)  # fmt: skip


@pytest.fixture
def address(desk: Desk, branch: Unit, local: Account, no_answers: None) -> str:
    """The answer page of a request."""
    typed = TypedRequest(place="2181", body="Barnnämnden", asked=ASKED, ground="documents")
    return f"/arbete/svar/{write_secret(begin(desk, branch, local, typed, get_today()))}/"


@override_settings(IS_ALONE=False)
def test_who_has_the_link_reads_what_is_asked_and_why_and_answers_without_an_account(
    client: Client, address: str
) -> None:
    page = read(client.get(address)).text
    for words in ("Avdelning 1 frågar Barnnämnden, Sandvikens kommun", "Varför de frågar", "Vad som händer med svaret"):
        assert words in page
    assert "Ni kan hoppa över frågor" in page
    first = client.get(address)
    assert first["X-Robots-Tag"] == "noindex"
    assert "no-store" in first["Cache-Control"]
    assert set(first.cookies) <= {"csrftoken"}

    sent = client.post(
        address, {"svar-0": "no", "vet-svar-1": "ja", "av": "Förvaltningen", "kalla": "dnr 1"}, follow=True
    )

    assert "Tack, svaren har kommit fram: 2." in read(sent).text
    assert [(one.value, one.is_unknown, one.said_by) for one in Reply.objects.all()] == [
        ("no", False, "Förvaltningen"),
        ("", True, "Förvaltningen"),
    ]
    entry = LogEntry.objects.latest("number")
    assert (entry.action, entry.account) == ("reply.came", None)
    assert "Förvaltningen" not in str(entry.facts)


def test_it_is_corrected_and_what_was_said_before_stands_beside(client: Client, address: str) -> None:
    client.post(address, {"svar-0": "no", "svar-1": "4", "av": "F"})
    page = client.get(address).content.decode()
    assert 'value="no" checked' in page
    assert "Ert senaste svar: 4" in read(client.get(address)).text
    assert "Skicka rättelsen" in page
    again = client.post(address, {"svar-0": "no", "svar-1": "4", "av": "F"}, follow=True)
    assert "Ni har redan svarat så" in read(again).text
    client.post(address, {"svar-0": "", "svar-1": "5", "av": "F"})
    assert list(Reply.objects.values_list("question", flat=True)) == ["offered", "children", "children"]


def test_a_link_that_is_wrong_or_has_ended_gives_one_and_the_same_page(client: Client, address: str) -> None:
    request = Request.objects.get()
    wrong = client.get(f"/arbete/svar/{'A' * 40}/")
    wrong_form = client.get(f"/arbete/svar/{'A' * 40}/formular.csv")
    Request.objects.update(expires=timezone.now() - timedelta(seconds=1))
    ended, ended_form = client.get(address), client.get(f"{address}formular.csv")
    posted = client.post(address, {"svar-0": "no", "av": "F"})

    assert {one.status_code for one in (wrong, ended, posted, wrong_form, ended_form)} == {404}
    assert read(wrong).text == read(ended).text
    assert read(wrong_form).text == read(ended_form).text
    assert "Länken leder ingenstans." in read(ended).text
    assert "Avdelning 1" not in read(ended).text
    assert not Reply.objects.exists()
    assert request.unit.name == "Avdelning 1"


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_are_refused_or_kept_as_words(client: Client, address: str, words: str) -> None:
    sent = words.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    for typed in (
        {"svar-0": sent, "av": "F"},
        {"svar-1": sent, "av": "F"},
        {"svar-0": "yes", "av": sent, "kalla": sent},
        {"svar-0": "yes", "av": "F", sent[:50]: sent, "svar-99": sent},
    ):
        response = client.post(address, typed)
        assert response.status_code in (302, 400, 413), words[:20]
        body = client.get(address).content.decode()
        assert "<script>alert" not in body
        assert "\x1b" not in body
    assert len({reply.key for reply in Reply.objects.all()}) <= 2


@pytest.mark.parametrize(
    "content", [b"", b"\x00\xff" * 100, b"PK\x03\x04" + b"0" * 100, b"a;b\r\n1;2", b";;;\r\n" * 20_000]
)
def test_a_file_that_is_no_form_is_told_and_nothing_is_kept(client: Client, address: str, content: bytes) -> None:
    response = client.post(address, {"fil": SimpleUploadedFile("../../svar.csv", content)})
    assert response.status_code == 400
    assert "etc" not in read(response).text
    assert not Reply.objects.exists()


def test_a_file_larger_than_a_form_is_not_taken(client: Client, address: str) -> None:
    response = client.post(address, {"fil": SimpleUploadedFile("svar.csv", b"x" * 300_000)})
    assert response.status_code == 413
    assert client.post(address, {"fil": ""}).status_code == 400


def test_mistakes_stand_at_their_questions_with_what_was_typed(client: Client, address: str) -> None:
    response = client.post(address, {"svar-0": "yes", "svar-1": "några", "av": "F"})
    page = response.content.decode()
    assert response.status_code == 400
    assert 'value="några"' in page
    assert 'value="yes" checked' in page
    assert page.rindex("notice-bad") > page.index("svar-1")
    assert "Något svar gick inte att läsa" in page.partition('<form class="upload"')[0]
    assert client.post(address, {"svar-0": "", "av": "F"}).status_code == 400
    assert client.post(address, {"svar-0": "yes", "av": ""}).status_code == 400
    assert not Reply.objects.exists()


def test_more_than_people_answer_is_told(client: Client, address: str) -> None:
    for number in range(get_rules().most_a_day):
        assert client.post(address, {"svar-1": str(number), "av": "F"}).status_code == 302
    response = client.post(address, {"svar-1": "99", "av": "F"})
    assert response.status_code == 400
    assert "för många svar genom länken" in read(response).text


def test_the_form_is_taken_and_sent_filled_in(client: Client, address: str) -> None:
    form = client.get(f"{address}formular.csv").content.decode("utf-8-sig").split("\r\n")
    at = {name: number for number, name in enumerate(form[0].split(";"))}
    rows = [row.split(";") for row in form[1:] if row]
    for row, said in zip(rows, ("nej", "3"), strict=True):
        row[at["svar"]], row[at["besvarat av"]], row[at["datum"]] = said, "F", get_today().isoformat()
    file = SimpleUploadedFile("svar.csv", "\r\n".join([form[0], *(";".join(row) for row in rows)]).encode())
    response = client.post(address, {"fil": file}, follow=True)
    assert "Tack, svaren har kommit fram: 2." in read(response).text
    assert set(Reply.objects.values_list("came", flat=True)) == {"body"}
