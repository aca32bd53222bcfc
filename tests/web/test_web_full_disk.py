"""A full disk is told as one, wherever it is met, and no page names a folder of the server."""

import errno
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from waitress.adjustments import Adjustments

from reading import read
from samspel.app.desk import Desk
from samspel.terms.errors import BadInputError
from samspel.web.server.requests import Allowance, Request
from samspel.web.views import front
from samspel.web.views.errors import explain_all, find_status

FULL = OSError(errno.ENOSPC, "No space left on device")


def fail(*_: object, **__: object) -> Any:
    raise FULL


def test_a_view_that_meets_a_full_disk(client: Client, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def present() -> None:
        raise FULL

    monkeypatch.setattr(front, "_present_front", present)
    response = client.get("/")
    assert response.status_code == 507
    assert desk.catalogue.texts["sv"]("web.error.full_what") in read(response).text


def test_an_upload_that_finds_no_room_while_the_form_is_read(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before any view: Django reads the form for its token."""
    strict = Client(SERVER_NAME="localhost", enforce_csrf_checks=True, raise_request_exception=False)
    monkeypatch.setattr("django.core.files.uploadhandler.MemoryFileUploadHandler.receive_data_chunk", fail)
    page = strict.get("/plats/2180/fragor/")
    token = next(a["value"] for a in read(page).attributes("input") if a.get("name") == "csrfmiddlewaretoken")
    sent = {"csrfmiddlewaretoken": token, "svar": SimpleUploadedFile("svar.csv", b"x")}
    assert strict.post("/plats/2180/fragor/", sent).status_code == 507


def test_a_body_that_finds_no_room() -> None:
    class Gate:
        def allow_body(self, *_: object) -> Allowance:
            return Allowance(1_000_000, is_upload=True)

        def has_upload_room(self) -> bool:
            return True

    request = Request(Adjustments(), Gate())
    request.received(b"POST / HTTP/1.1\r\nContent-Length: 1000\r\n\r\n")
    request.body_rcv.received = fail
    assert request.received(b"x" * 10) == 10
    assert (request.completed, request.error.code) == (True, 507)


@pytest.mark.parametrize(
    ("number", "status"), [(errno.ENOSPC, 507), (errno.EDQUOT, 507), (errno.EACCES, 500), (errno.EROFS, 500)]
)
def test_the_status_of_what_could_not_be_written(number: int, status: int) -> None:
    error = BadInputError("cannot_write", file="/home/x/y", reason="")
    error.__context__ = OSError(number, "")
    assert find_status(error) == status
    assert find_status(BadInputError("form_nothing")) == 400


def test_no_folder_of_the_server_is_told(client: Client, desk: Desk) -> None:
    home = desk.store.home
    error = BadInputError("cannot_write", file=str(home / "answers" / "2180.csv"), reason=f"{home}/x: broken")
    told = " ".join(str(one) for one in explain_all(desk.catalogue.texts["sv"], error))
    assert "2180.csv" in told
    assert str(home) not in told
