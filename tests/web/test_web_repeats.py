"""A form that is sent twice is done once."""

import threading
import time
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.test import Client, RequestFactory

from reading import read
from samspel.app.desk import Desk
from samspel.terms.clock import get_today
from samspel.web import repeats
from samspel.web.repeats import RepeatMiddleware
from samspel.workspace.campaigns import Typed, begin
from samspel.workspace.models import Account, Matter, Unit

MOTION = {"kind": "motion", "place": "2181", "body": "Kommunfullmäktige", "decider": "council", "direction": "do"}


def find_token(client: Client, address: str) -> str:
    """The token of a form of a page; every page that is shown has new ones."""
    inputs = read(client.get(address)).attributes("input")
    return next(str(one["value"]) for one in inputs if one.get("name") == "csrfmiddlewaretoken")


def test_two_clicks_make_one_matter_and_both_lead_to_it(
    client: Client, desk: Desk, branch: Unit, local: Account
) -> None:
    campaign = begin(desk, branch, local, Typed(title="Nattis", demands=("2",), places=("2181",)), get_today())
    address = f"/arbete/{branch.pk}/driv/{campaign.pk}/arende/nytt/"
    typed = {"formular": "arende", "gor": "spara", "title": "Nattis", **MOTION}
    sent = {**typed, "csrfmiddlewaretoken": find_token(client, address)}

    first, second = client.post(address, sent), client.post(address, sent)

    assert (first.status_code, second.status_code, Matter.objects.count()) == (302, 302, 1)
    assert first.headers["Location"] == second.headers["Location"]
    client.post(address, {**sent, "title": "Mötestider"})
    client.post(address, {**sent, "csrfmiddlewaretoken": find_token(client, address)})
    assert [one.title for one in Matter.objects.order_by("pk")] == ["Nattis", "Mötestider", "Nattis"]


def test_a_form_that_was_not_done_may_be_sent_again(client: Client, desk: Desk, branch: Unit, local: Account) -> None:
    campaign = begin(desk, branch, local, Typed(title="Nattis", demands=("2",), places=("2181",)), get_today())
    address = f"/arbete/{branch.pk}/driv/{campaign.pk}/arende/nytt/"
    token = find_token(client, address)
    sent = {"formular": "arende", "gor": "spara", "title": "", "csrfmiddlewaretoken": token, **MOTION}
    assert [client.post(address, sent).status_code for _ in range(2)] == [400, 400]


def make_request(token: str = "a" * 64) -> HttpRequest:
    return RequestFactory().post("/arbete/1/", {"csrfmiddlewaretoken": token, "gor": "spara"})


def run(middleware: RepeatMiddleware, request: HttpRequest) -> str:
    """Where a request leads, through the middleware as Django calls it."""

    def respond(one: HttpRequest) -> HttpResponse:
        answered = middleware.process_view(one, None, (), {})
        return HttpResponseRedirect("/forst/") if answered is None else answered

    middleware._respond = respond
    return middleware(request).headers.get("Location", "")


def test_the_second_of_two_at_once_waits_for_the_first() -> None:
    done: list[str] = []

    def respond(request: HttpRequest) -> HttpResponse:
        answered = middleware.process_view(request, None, (), {})
        if answered is not None:
            return answered
        time.sleep(0.2)
        done.append("done")
        return HttpResponseRedirect(f"/klart/{len(done)}/")

    middleware = RepeatMiddleware(respond)
    led: list[str] = []
    threads = [
        threading.Thread(target=lambda: led.append(middleware(make_request("b" * 64)).headers["Location"]))
        for _ in range(4)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert (done, led) == (["done"], ["/klart/1/"] * 4)


def test_a_first_that_breaks_holds_up_no_other() -> None:
    def breaks(request: HttpRequest) -> HttpResponse:
        middleware.process_view(request, None, (), {})
        raise OSError("the disk is full")

    middleware = RepeatMiddleware(breaks)
    with pytest.raises(OSError, match="full"):
        middleware(make_request("c" * 64))
    assert run(middleware, make_request("c" * 64)) == "/forst/"


def test_who_has_waited_long_is_shown_the_page_and_nothing_is_done_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repeats, "LONGEST_WAIT", 0.0)
    request = make_request("d" * 64)
    cache.set(repeats.name_sending(request), repeats.DOING, 60)
    assert run(RepeatMiddleware(lambda _: HttpResponse()), request) == "/arbete/1/"


@pytest.mark.parametrize(
    "change",
    [
        lambda one: setattr(one, "POST", QueryDict("csrfmiddlewaretoken=e&gor=spara")),
        lambda one: setattr(one, "POST", QueryDict(f"csrfmiddlewaretoken={'a' * 64}&gor=bort")),
        lambda one: setattr(one, "path", "/arbete/2/"),
    ],
)
def test_another_form_is_another_sending(change: Callable[[HttpRequest], None]) -> None:
    first, second = make_request(), make_request()
    assert repeats.name_sending(first) == repeats.name_sending(second)
    change(second)
    assert repeats.name_sending(first) != repeats.name_sending(second)


def test_whoever_changes_their_mind_and_back_is_heard_each_time() -> None:
    done: list[str] = []

    def respond(request: HttpRequest) -> HttpResponse:
        answered = middleware.process_view(request, None, (), {})
        if answered is not None:
            return answered
        done.append(request.POST["svar"])
        return HttpResponseRedirect(f"/klart/{len(done)}/")

    middleware = RepeatMiddleware(respond)
    for answer in ("nej", "nej", "ja", "nej", "nej"):
        middleware(RequestFactory().post("/arbete/1/", {"csrfmiddlewaretoken": "f" * 64, "svar": answer}))
    assert done == ["nej", "ja", "nej"]


def test_a_file_with_a_digit_mended_is_another_sending_and_is_read_from_its_start() -> None:
    sent = [
        RequestFactory().post(
            "/siffror/", {"csrfmiddlewaretoken": "g" * 64, "fil": SimpleUploadedFile("barn.csv", content)}
        )
        for content in (b"barn;12", b"barn;21", b"barn;12")
    ]
    first, mended, again = map(repeats.name_sending, sent)
    assert first == again != mended
    assert sent[1].FILES.getlist("fil")[0].read() == b"barn;21"
