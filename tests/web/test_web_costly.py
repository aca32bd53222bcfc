"""Few costly pages at once, and one that was made before given again."""

from datetime import date
from threading import Event, Thread

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation

from reading import read
from samspel.app.desk import Desk
from samspel.web.costly import CostlyMiddleware, KeptPage, KeptPages, Turnstile
from samspel.web.limits import Limits, read_limits

ADDRESS = "/plats/2181/vad-hander-om/"
PATIENCE = 30


def ask(query: str = "", method: str = "get", address: str = ADDRESS) -> HttpRequest:
    made: HttpRequest = getattr(RequestFactory(SERVER_NAME="localhost"), method)(f"{address}{query}")
    return made


def test_so_many_pass_so_many_wait_and_the_others_are_turned_away() -> None:
    turnstile = Turnstile(Limits(costly_at_once=1, costly_waiting=1, costly_wait_seconds=PATIENCE))
    inside, go, results = Event(), Event(), []

    def stay() -> None:
        with turnstile.enter() as entered:
            inside.set()
            assert go.wait(PATIENCE)
            results.append(entered)

    first = Thread(target=stay)
    first.start()
    assert inside.wait(PATIENCE)
    second = Thread(target=stay)
    second.start()
    while turnstile._waiting == 0:
        pass
    with turnstile.enter() as entered:
        assert not entered
    go.set()
    first.join()
    second.join()
    assert results == [True, True]
    with turnstile.enter() as entered:
        assert entered


def test_a_costly_page_is_turned_away_with_a_page_and_others_are_answered(client: Client, desk: Desk) -> None:
    begun, go, went_on = Event(), Event(), list[bool]()

    def respond(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(ADDRESS):
            begun.set()
            went_on.append(go.wait(PATIENCE))
        return HttpResponse("made")

    middleware = CostlyMiddleware(respond)
    middleware._turnstile = Turnstile(Limits(costly_at_once=1, costly_waiting=1, costly_wait_seconds=1))
    busy = Thread(target=middleware, args=(ask("?ar=1"),))
    busy.start()
    assert begun.wait(PATIENCE)
    with translation.override("sv"):
        waited = middleware(ask("?ar=2"))
    assert waited.status_code == 503
    assert int(waited.headers["Retry-After"]) > 0
    assert desk.catalogue.texts["sv"]("web.error.busy_what") in read(waited).text
    assert middleware(ask(address="/plats/2181/")).status_code == 200
    go.set()
    busy.join()
    assert middleware(ask("?ar=2")).status_code == 200
    assert went_on == [True, True]


def test_the_same_question_is_answered_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the order of its fields; another place, language or day, or something newly kept, makes it another."""
    made: list[str] = []

    def respond(request: HttpRequest) -> HttpResponse:
        made.append(request.get_full_path())
        return HttpResponse(f"page {len(made)}", headers={"X-Made": "yes"})

    middleware = CostlyMiddleware(respond)
    first = middleware(ask("?a=1&b=2"))
    again = middleware(ask("?b=2&a=1"))
    assert isinstance(again, HttpResponse)
    assert (again.content, again.headers["X-Made"]) == (b"page 1", "yes")
    assert first is not again
    for other in (
        ask("?a=1&b=3"),
        ask("?a=1&b=2", address="/en" + ADDRESS),
        ask("?a=1&b=2", address="/plats/2180/vad-hander-om/"),
    ):
        middleware(other)
    assert len(made) == 4
    monkeypatch.setattr("samspel.web.costly.get_today", lambda: date(2030, 1, 1))
    middleware(ask("?a=1&b=2"))
    assert len(made) == 5
    monkeypatch.setattr(Desk, "stamp", property(lambda _: "changed"))
    middleware(ask("?a=1&b=2"))
    assert len(made) == 6


def test_a_mistake_is_not_kept(client: Client) -> None:
    made: list[int] = []

    def respond(request: HttpRequest) -> HttpResponse:
        made.append(1)
        return HttpResponse("mistake", status=400)

    middleware = CostlyMiddleware(respond)
    for _ in range(2):
        assert middleware(ask("?a=1")).status_code == 400
    assert len(made) == 2


def test_kept_pages_stay_within_their_room() -> None:
    pages = KeptPages(100)
    for number in range(10):
        pages.keep(number, KeptPage(b"x" * 40, ()))
        pages.find(0)
    assert pages.used == 80
    assert pages.find(0) is not None
    assert pages.find(9) is not None
    assert pages.find(5) is None
    pages.keep("large", KeptPage(b"x" * 101, ()))
    assert pages.used == 0


def test_pages_of_what_has_changed_are_forgotten_and_a_late_one_is_not_kept() -> None:
    pages = KeptPages(100)
    pages.follow("before")
    pages.keep("motion", KeptPage(b"Eva Ek (S)", ()), "before")
    pages.follow("before")
    assert pages.find("motion") is not None
    pages.follow("after")
    assert (pages.find("motion"), pages.used) == (None, 0)
    pages.keep("motion", KeptPage(b"Eva Ek (S)", ()), "before")
    assert pages.find("motion") is None


def test_a_real_scenario_is_the_same_the_second_time(client: Client) -> None:
    query = "?jobb1=10&ar1=2027"
    first, again = client.get(ADDRESS + query), client.get(ADDRESS + query)
    assert first.status_code == again.status_code == 200
    assert first.content == again.content
    assert first.headers["Content-Type"] == again.headers["Content-Type"]


@pytest.mark.parametrize("typed", ["nan", "0", "-1", "-3", "1e3", "1.5", "10000000", "9999999999", "många", "٣"])
def test_a_limit_is_a_whole_number(typed: str) -> None:
    from samspel.terms.errors import BadInputError

    with pytest.raises(BadInputError) as error:
        read_limits({"SAMSPEL_UPLOAD_MEMORY_MB": typed})
    assert error.value.facts["name"] == "SAMSPEL_UPLOAD_MEMORY_MB"
    assert read_limits({"SAMSPEL_UPLOAD_MEMORY_MB": " 1500 "}).upload_memory_mb == 1500
    assert read_limits({}) == Limits()
