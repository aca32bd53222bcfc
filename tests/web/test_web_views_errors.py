"""What goes wrong is told in the page's own design and language, with the headers of any other page."""

import logging

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils.log import log_response

from reading import read
from samspel.app.desk import Desk
from samspel.web.headers import HEADERS
from samspel.web.limits import Limits
from samspel.web.views import errors, front
from samspel.web.views.errors import show_bad_request, show_forbidden
from web.addresses import PREFIXES


@pytest.mark.parametrize(
    ("address", "word"),
    [("/plats/Sandvken/", "Sandviken"), ("/plats/Gävleborrg/", "Gävleborg"), ("/plats/Östersunds/krav/", "Östersund")],
)
def test_an_unknown_place_names_the_nearest(client: Client, desk: Desk, address: str, word: str) -> None:
    response = client.get(address)
    page = read(response)
    assert response.status_code == 404
    assert word in page.text
    named = {link.split("/")[2] for link in page.links if link.startswith("/plats/")}
    assert named
    assert named <= set(desk.catalogue.places.by_code)
    for code in named:
        assert desk.catalogue.places.by_code[code].name in page.text


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[logging.LogRecord]:
    """What is written to the log."""
    found: list[logging.LogRecord] = []

    def note(handler: logging.Handler, record: logging.LogRecord) -> None:
        # The test runner's own handlers are of classes below this.
        if type(handler) is logging.StreamHandler:
            found.append(record)

    monkeypatch.setattr(logging.StreamHandler, "emit", note)
    return found


def test_a_wrong_host_is_answered_and_writes_nothing_to_the_log(
    client: Client, written: list[logging.LogRecord]
) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400
    assert written == []


@pytest.mark.parametrize(
    "sent",
    [
        {f"f{number}": "x" for number in range(2_000)},
        {f"f{number}": SimpleUploadedFile("x.csv", b"x") for number in range(200)},
        {"dag": "9" * 3_000_000},
    ],
    ids=["fields", "files", "a long field"],
)
def test_what_a_stranger_sends_wrongly_is_answered_and_writes_nothing_to_the_log(
    written: list[logging.LogRecord], sent: dict[str, object]
) -> None:
    strict = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    assert strict.post("/plats/2180/fragor/", sent).status_code in (400, 403)
    assert written == []


def test_that_somebody_was_told_to_come_back_is_not_written_either(written: list[logging.LogRecord]) -> None:
    for status in (503, 500, 507):
        log_response("%s", status, response=HttpResponse(status=status), request=RequestFactory().get("/"))
    assert [getattr(record, "status_code", None) for record in written] == [500, 507]


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/nonsense/", 404),
        ("/plats/9999/", 404),
        ("/plats/2181/krav/nonsense/", 404),
        ("/plats/2181/krav/99/", 404),
        ("/plats/2181/mal/nonsense/", 404),
        ("/krav/nonsense/", 404),
        ("/plats/00/krav/", 400),
        ("/plats/00/fragor/", 400),
        ("/plats/00/underlag/", 400),
        ("/jamfor/?plats=2181", 400),
        ("/jamfor/?plats=2181&plats=nonsense", 400),
        ("/jamfor/?plats=1&plats=2", 400),
        ("/jamfor.csv", 400),
        ("/plats/%3Cscript%3E/", 404),
        ("/plats/ /", 404),
    ],
)
def test_errors_are_pages(client: Client, prefix: str, address: str, status: int) -> None:
    response = client.get(prefix + address)
    page = read(response)
    assert response.status_code == status
    assert page.headings[0] == "h1"
    assert any(a.get("name") == "q" for a in page.attributes("input")) or "jamfor" in address
    assert "<script>" not in response.content.decode()
    assert "samspel demands" not in page.text


@pytest.mark.parametrize("address", ["/", "/nonsense/", "/krav.csv", "/underlag.css", "/plats/2181/underlag.pdf"])
def test_headers(client: Client, address: str) -> None:
    headers = client.get(address).headers
    assert {name: headers.get(name) for name in HEADERS} == HEADERS
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["Cache-Control"] == ("max-age=3600" if address == "/underlag.css" else "private, no-cache")


@pytest.mark.parametrize(
    "address",
    [
        *(f"/plats/2181/krav/2/papper/motion{end}" for end in ("/", ".pdf", ".docx", ".txt", ".html")),
        "/plats/2181/mal/lifelong-learning/papper/skrivelse/",
        "/plats/2181/mal/lifelong-learning/papper/skrivelse.txt",
        "/plats/2181/krav/2/",
        "/plats/2181/fragor/",
        "/plats/2181/sparat/",
        "/plats/2181/vad-hander-om/2/motion.txt?jobb1=10&ar1=2027",
        "/sjukhus/",
        "/krav/2/",
        "/krav/egna/",
        "/krav/egna/skriv/",
    ],
)
def test_what_holds_somebodys_words_or_name_is_kept_by_no_cache(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]


def test_static_files_are_there_with_headers(client: Client) -> None:
    page = read(client.get("/"))
    files = [a["href"] for a in page.attributes("link") if "/static/" in a["href"]]
    files += [a["src"] for a in page.attributes("script")]
    assert len(files) == 4, "the script for suggestions comes when somebody types"
    for file in files:
        response = client.get(file)
        assert response.status_code == 200
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        response.close()


def test_another_host_name_is_not_answered(client: Client, desk: Desk) -> None:
    response = client.get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert desk.catalogue.texts["sv"]("web.error.bad_request_what") in read(response).text


def test_a_fault_of_the_program(client: Client, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise RuntimeError

    monkeypatch.setattr(front, "_present_front", fail)
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 500
    assert desk.catalogue.texts["sv"]("web.error.failure_what") in read(response).text


@pytest.mark.parametrize(("show", "status"), [(show_bad_request, 400), (show_forbidden, 403)])
def test_other_errors(client: Client, show: object, status: int) -> None:
    request = RequestFactory(SERVER_NAME="localhost").get("/")
    response = show(request, exception=Exception())  # type: ignore[operator]
    assert response.status_code == status
    assert read(response).headings == ["h1"]


@pytest.mark.parametrize("address", ["/", "/plats/2181/", "/plats/2181/krav/", "/kallor/", "/krav.csv"])
def test_only_the_form_takes_a_post(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405


@pytest.mark.parametrize(
    "address", ["/", "/plats/2181/", "/plats/2181/krav/", "/krav/", "/sok/?q=bussen", "/api/v1/places/2181/needs"]
)
def test_what_is_not_of_the_workspace_asks_no_database_and_keeps_no_session(client: Client, address: str) -> None:
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)

    assert settings.DEBUG is False
    assert not answer.cookies
    assert not asked.captured_queries


@pytest.mark.parametrize(
    ("kilobytes", "setting", "status"), [(150, 200, 405), (201, 200, 413), (250, 300, 405), (150, 100, 413)]
)
def test_how_large_a_form_without_a_file_may_be_is_the_setting(
    client: Client, monkeypatch: pytest.MonkeyPatch, kilobytes: int, setting: int, status: int
) -> None:
    """The front page takes no form at all, which is told only of one that is not too large."""
    monkeypatch.setattr(settings, "LIMITS", Limits(small_body_kb=setting))
    assert client.post("/", b"x" * kilobytes * 1_000, content_type="text/plain").status_code == status


def test_the_page_of_what_is_too_large_names_the_limits_that_hold(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(errors, "TIMETABLE_LIMIT", 120_000_000)
    monkeypatch.setattr(errors, "FORM_LIMIT", 7_000_000)
    page = read(client.post("/", b"x" * 250_000, content_type="text/plain")).text
    assert "120 MB" in page
    assert "7 MB" in page
