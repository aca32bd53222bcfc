"""The form goes out, comes back, and changes what it should; anything wrong with it is told and nothing is kept."""

import csv
import errno
import io
import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from reading import read
from samspel.app.asking import FORM_LIMIT as SIZE_LIMIT
from samspel.app.asking import ask, write_letter
from samspel.app.desk import Desk
from samspel.needs.enquiry import Enquiry
from samspel.rendering.blocks import Bullets
from samspel.terms import files

ADDRESS = "/plats/2181/fragor/"


@pytest.fixture(autouse=True)
def clean(no_answers: None) -> None:
    """Every test here may leave answers."""


def fill(client: Client, desk: Desk, answers: dict[str, str], day: str = "2026-11-01", prefix: str = "") -> bytes:
    """The form as downloaded, with answers by demand and question."""
    texts = desk.catalogue.texts["en" if prefix else "sv"]
    content = client.get(f"{prefix}/plats/2181/fragor.csv").content.decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(content), delimiter=";")
    column = {name: header.index(texts(f"form.{name}")) for name in ("demand", "item", "answer", "answered_by", "day")}
    for row in rows:
        answer = answers.get(f"{row[column['demand']]}/{row[column['item']]}")
        if answer is not None:
            row[column["answer"]], row[column["answered_by"]], row[column["day"]] = answer, "Registrator", day
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([header, *rows])
    return out.getvalue().encode()


def send(client: Client, data: bytes, name: str = "svar-2181.csv", address: str = ADDRESS) -> tuple[int, str]:
    response = client.post(address, {"svar": SimpleUploadedFile(name, data, "text/csv")}, follow=True)
    return response.status_code, read(response).text


def is_kept(home: Path) -> bool:
    return any((home / "answers").glob("*.csv"))


def test_the_list_leads_to_one_question_with_its_letter_and_form(client: Client) -> None:
    page = client.get("/plats/2181/krav/", {"lage": "unknown"}).content.decode()
    addresses = [unescape(found) for found in re.findall(r'<p class="ask">.*?href="([^"]+)"', page)]
    assert len(addresses) == page.count('<li class="card">') > 5
    asked = client.get(addresses[0]).content.decode()
    files = [unescape(found) for found in re.findall(r'href="([^"]+)" download', asked)]
    assert len(files) == 4
    form = client.get(next(file for file in files if ".csv" in file)).content.decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(form), delimiter=";"))) == 2
    assert re.search(rf"{'.*'.join(addresses[0].partition('?')[2].replace('krav=', '').split('&fraga='))}", form)


def test_a_question_that_the_demand_has_not_is_told(client: Client) -> None:
    response = client.get(ADDRESS, {"krav": "childcare-odd-hours", "fraga": "xyz"})
    assert response.status_code == 404
    assert "xyz" in read(response).text


def test_a_form_saved_as_a_workbook_is_kept_too(client: Client, desk: Desk, web_home: Path) -> None:
    rows = csv.reader(io.StringIO(fill(client, desk, {"childcare-odd-hours/offered": "ja"}).decode()), delimiter=";")
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    for line, cells in enumerate(rows):
        sheet.write_row(line, 0, cells)
    book.close()
    status, text = send(client, out.getvalue(), name="svar.xlsx")
    assert (status, is_kept(web_home)) == (200, True), text


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_good_form_is_kept_and_its_changes_told(client: Client, desk: Desk, web_home: Path, prefix: str) -> None:
    texts = desk.catalogue.texts["en" if prefix else "sv"]
    no = texts("words.no")
    status, text = send(
        client, fill(client, desk, {"childcare-odd-hours/offered": no}, prefix=prefix), address=f"{prefix}{ADDRESS}"
    )
    assert status == 200
    body = desk.catalogue.places.by_code["2181"].body
    assert texts("enquiry.done", count=1, body=body, file="answers/2181.csv") in text
    assert str(web_home) not in text
    title = getattr(desk.catalogue.demands["childcare-odd-hours"], "en" if prefix else "sv").title
    assert f"2. {title}" in text
    assert is_kept(web_home)
    page = read(client.get(f"{prefix}/plats/2181/krav/childcare-odd-hours/")).text
    assert "Registrator" in page
    assert texts("verdict.large") in page


def test_a_full_disk_is_told_as_one_and_nothing_is_kept(
    client: Client, desk: Desk, web_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files, "_move_into_place", fail)
    status, text = send(client, fill(client, desk, {"childcare-odd-hours/offered": "nej"}))
    assert status == 507
    assert str(web_home) not in text
    assert not is_kept(web_home)


def test_every_wrong_row_is_told_with_its_line_and_nothing_is_kept(client: Client, desk: Desk, web_home: Path) -> None:
    wrong = {"childcare-odd-hours/offered": "kanske", "childcare-odd-hours/children": "många"}
    status, text = send(client, fill(client, desk, wrong))
    assert status == 400
    assert "kanske" in text
    assert "många" in text
    assert len(re.findall(r"[Rr]ad \d+", text)) >= 2
    assert not is_kept(web_home)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b" ", "list_empty"),
        (b"\x81\x8d", "list_encoding"),
        (b"%PDF-1.4", "list_kind"),
        (b"PK\x03\x04xl/", "list_workbook_broken"),
        (b"a;b\n1;2\n", "list_columns"),
        (b"x" * (SIZE_LIMIT + 1), "list_too_large"),
    ],
)
def test_a_file_that_is_no_form(client: Client, desk: Desk, web_home: Path, data: bytes, code: str) -> None:
    status, text = send(client, data, name="fil.csv")
    what = desk.catalogue.texts["sv"].entries[f"errors.{code}.what"]
    assert status == 400
    assert what.partition("{")[0] in text
    assert "fil.csv" in text
    assert not is_kept(web_home)


def test_an_empty_form(client: Client, desk: Desk) -> None:
    status, text = send(client, fill(client, desk, {}), name="tom.csv")
    assert status == 400
    assert "tom.csv" in text


def test_no_file(client: Client, desk: Desk) -> None:
    response = client.post(ADDRESS)
    assert response.status_code == 400
    assert desk.catalogue.texts["sv"]("errors.no_upload.what") in read(response).text


def test_far_too_much_is_turned_away_unread(client: Client) -> None:
    status, text = send(client, b"x" * (SIZE_LIMIT * 2))
    assert status == 413
    assert "5 MB" in text


def test_a_form_from_elsewhere_is_not_taken(desk: Desk, web_home: Path) -> None:
    strict = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    status, text = send(strict, fill(strict, desk, {"childcare-odd-hours/offered": "nej"}))
    assert status == 403
    assert desk.catalogue.texts["sv"]("web.error.forbidden_what") in text
    assert not is_kept(web_home)
    token = next(
        a["value"] for a in read(strict.get(ADDRESS)).attributes("input") if a.get("name") == "csrfmiddlewaretoken"
    )
    file = SimpleUploadedFile("svar.csv", fill(strict, desk, {"childcare-odd-hours/offered": "nej"}))
    assert strict.post(ADDRESS, {"svar": file, "csrfmiddlewaretoken": token}).status_code == 302


def test_a_region_is_asked_its_own_questions(client: Client) -> None:
    page = read(client.get("/plats/21/fragor/"))
    assert "Region Gävleborg" in page.text
    assert "/plats/21/fragor.csv" in page.links


def test_a_receipt_is_a_page_to_come_back_to(client: Client, desk: Desk, web_home: Path) -> None:
    """Going back or loading it again sends no form twice, and says the same while the server remembers."""
    data = fill(client, desk, {"childcare-odd-hours/offered": "nej"})
    sent = client.post(ADDRESS, {"svar": SimpleUploadedFile("svar.csv", data, "text/csv")})
    assert sent.status_code == 302
    address, _, fragment = sent.headers["Location"].partition("#")
    assert fragment == "result"
    assert "Registrator" not in address
    kept = (web_home / "answers" / "2181.csv").read_bytes()
    pages = [client.get(address).content.decode() for _ in range(2)]
    assert [page.count('id="result"') for page in pages] == [1, 1]
    assert (web_home / "answers" / "2181.csv").read_bytes() == kept
    assert 'id="result"' not in client.get(ADDRESS).content.decode()


@pytest.mark.parametrize("token", ["", "x", "a b", "å", "\x00", "x" * 3000])
@pytest.mark.parametrize("page", [ADDRESS, "/plats/2181/sparat/", "/en/plats/21/fragor/"])
def test_a_token_that_nobody_left_tells_nothing(client: Client, page: str, token: str) -> None:
    answer = client.get(page, {"klart": token})
    assert answer.status_code == 200
    assert 'id="result"' not in answer.content.decode()


def test_the_page_asks_what_the_letter_asks(client: Client, desk: Desk) -> None:
    place, texts = desk.catalogue.places.by_code["2181"], desk.catalogue.texts["sv"]
    letter = write_letter(desk, ask(desk, place), "sv", date(2026, 11, 22))
    page = " ".join(read(client.get(ADDRESS)).text.split())
    asked = [item for block in letter.blocks if isinstance(block, Bullets) for item in block.items]
    assert len(asked) > 60
    assert [item for item in asked if " ".join(item.split()) not in page] == []
    assert texts("letter.answer_form", kind=texts("form.answer_kind_yes_no")) in page


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_body_with_nothing_to_answer_is_offered_no_letter(
    client: Client, desk: Desk, monkeypatch: pytest.MonkeyPatch, prefix: str
) -> None:
    monkeypatch.setattr("samspel.web.views.enquiries.ask", lambda _, place, *_rest: Enquiry(place, (), (), ()))
    texts = desk.catalogue.texts["en" if prefix else "sv"]
    page = client.get(f"{prefix}/plats/09/fragor/").content.decode()
    assert texts("web.enquiry.letter_docx") not in page
    assert texts("letter.nothing", body="Region Gotland") in page
    for address in ("fragor.csv", "fragor.pdf"):
        assert client.get(f"{prefix}/plats/09/{address}").status_code == 400
