"""Whatever a publisher's server answers, each service is renewed or stopped with a sentence, and the old figures stand.

The players are by service: one that is added to the content must be played, and is then held to all of this.
"""

import gzip
import io
import json
import ssl
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import msgspec
import pytest

from app.live_players import Body, Player, list_players, tell
from replay_server import Replay, Reply, run_replay
from samspel.app import calling, fetching
from samspel.app.calling import TRIAL
from samspel.app.desk import Desk, open_desk
from samspel.app.fetching import list_known
from samspel.app.updating import update
from samspel.catalogue.fetching import load_fetching, load_limits
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.fetching import Limits
from samspel.catalogue.texts import Texts
from samspel.observations.building import Observations
from samspel.sources.live import books, election
from samspel.sources.live.pacing import Pace
from samspel.store.answers import AnswerStore
from samspel.store.live.reading import RenewedReader
from samspel.store.live.records import ServiceReport
from samspel.store.live.shown import read_shown
from samspel.terms.errors import SamspelError
from sources.certificates import make_certificate

SERVICES = ("boverket", "election", "emissions", "employment", "kolada", "schools", "scb")
SMALL = 4
ZIP = b"PK\x03\x04"


@pytest.fixture(scope="module")
def players(catalogue: Catalogue) -> dict[str, Player]:
    return list_players(catalogue)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return open_desk(home=tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def texts(opened: Desk) -> Texts:
    return opened.catalogue.texts["sv"]


@pytest.fixture(params=SERVICES)
def player(request: pytest.FixtureRequest, players: dict[str, Player]) -> Player:
    return players[request.param]


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses, none of which is waited for; and smaller bounds, so that what breaks them is made quickly."""
    pauses: list[float] = []
    monkeypatch.setattr(calling, "Pace", partial(Pace, sleep=pauses.append))

    def bound(content: Path) -> Limits:
        return msgspec.structs.replace(load_limits(content), most_unpacked_megabytes=SMALL)

    monkeypatch.setattr(calling, "load_limits", bound)
    return pauses


@pytest.fixture
def desk(opened: Desk, tmp_path: Path) -> Desk:
    """The same desk with a home of its own."""
    home = tmp_path / "kept"
    base = Observations(opened.catalogue, {}, RenewedReader(opened.catalogue.folder / "figures", home))
    return replace(opened, base=base, store=AnswerStore(home, opened.catalogue))


@pytest.fixture
def replay(player: Player, slept: list[float], monkeypatch: pytest.MonkeyPatch) -> Iterator[Replay]:
    monkeypatch.setattr(
        fetching, "list_wanted", lambda _, one: player.wanted if one.service.id == player.service else ()
    )
    with run_replay() as server:
        monkeypatch.setenv(TRIAL, server.address)
        server.otherwise = tell(player.whole)
        yield server


def run(desk: Desk, player: Player) -> ServiceReport:
    (report,) = update(desk, (player.service,))
    return report


def check_renewed(desk: Desk, player: Player, report: ServiceReport) -> None:
    assert report.failed is None
    assert [str(one.error) for one in report.stopped] == []
    assert {(one.table, one.measure) for one in report.renewed} == set(player.wanted)


def check_kept(desk: Desk, player: Player, report: ServiceReport, texts: Texts, *codes: str) -> list[SamspelError]:
    """Nothing was taken in or is shown, and why stands in a sentence, now and when somebody asks later."""
    assert report.renewed == []
    assert read_shown(desk.store.home) is None
    errors = [one.error for one in report.stopped] + ([report.failed] if report.failed is not None else [])
    assert {error.code for error in errors} <= set(codes), [str(error) for error in errors]
    assert errors
    for error in errors:
        told = texts.explain(error)
        assert min(len(told.what), len(told.why), len(told.do)) > 10
    (known,) = (one for one in list_known(desk) if one.service.id == player.service)
    assert known.state.failed is not None or known.state.stopped
    assert (known.renewed, known.days) == (0, None)
    return errors


def spoil(body: Body, change: Callable[[bytes], bytes]) -> Callable[[str], Reply]:
    """The replies with their bodies changed."""
    told = tell(body)

    def answer(path: str) -> Reply:
        reply = told(path)
        return replace(reply, body=change(reply.body))

    return answer


def test_every_service_of_figures_is_played(catalogue: Catalogue, players: dict[str, Player]) -> None:
    services = {name for name, one in load_fetching(catalogue).items() if one.files is None}
    assert services == set(SERVICES) == set(players)


def test_a_service_that_answers_renews_what_is_shown(player: Player, desk: Desk, replay: Replay) -> None:
    check_renewed(desk, player, run(desk, player))
    code, year = player.newest
    place, measure = desk.catalogue.places.by_code[code], player.wanted[0].measure
    indicators = desk.catalogue.indicators.values()
    figures = ((one, one.figure or (None if one.missing is None else one.missing.figure)) for one in indicators)
    shown = [
        one.id for one, figure in figures if figure is not None and measure in figure.named and figure.mean_of == 1
    ]
    found = desk.observations.latest(shown[0], place)
    assert (found.period.year, found.blank, found.origins[0].fetched) == (year, None, True)


def test_a_busy_server_is_asked_again_when_it_says(
    player: Player, desk: Desk, replay: Replay, slept: list[float]
) -> None:
    seen: set[str] = set()
    told = tell(player.whole)

    def answer(path: str) -> Reply:
        if path in seen:
            return told(path)
        seen.add(path)
        return Reply(status=429, headers={"Retry-After": "7"})

    replay.otherwise = answer
    check_renewed(desk, player, run(desk, player))
    assert slept.count(7.0) == len(seen)


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (Reply(status=429, headers={"Retry-After": "86400"}), "fetch_busy"),
        (Reply(status=503), "fetch_down"),
        (Reply(status=500, body=b"<html>"), "fetch_down"),
        (Reply(body=b"x" * 999, cut=400), "fetch_cut"),
        (Reply(status=302, headers={"Location": "https://elsewhere.example/"}), "fetch_elsewhere"),
        (Reply(status=404), "fetch_refused"),
    ],
)
def test_a_server_that_does_not_answer_leaves_the_old_figures(
    player: Player, desk: Desk, replay: Replay, texts: Texts, reply: Reply, code: str
) -> None:
    replay.otherwise = lambda path: reply
    check_kept(desk, player, run(desk, player), texts, code)


def test_an_answer_that_was_cut_off_is_asked_for_again(player: Player, desk: Desk, replay: Replay) -> None:
    seen: set[str] = set()
    told = tell(player.whole)

    def answer(path: str) -> Reply:
        reply = told(path)
        if path in seen:
            return reply
        seen.add(path)
        return replace(reply, cut=len(reply.body) // 2)

    replay.otherwise = answer
    check_renewed(desk, player, run(desk, player))


def recode(body: bytes) -> bytes:
    """In UTF-16 what was in UTF-8, within a zip too."""
    if not body.startswith(ZIP):
        return body.decode("utf-8-sig").encode("utf-16")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as packed, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as anew:
        for name in packed.namelist():
            told = packed.read(name)
            anew.writestr(name, told.decode().encode("utf-16") if name.endswith((".xml", ".json")) else told)
    return out.getvalue()


def truncate(body: bytes) -> bytes:
    return body[: 2 * len(body) // 3]


def show_page(body: bytes) -> bytes:
    return b"<!doctype html><html><title>Underh\xc3\xa5ll</title></html>"


@pytest.mark.parametrize("change", [recode, truncate, show_page])
def test_an_answer_that_is_damaged_leaves_the_old_figures(
    player: Player, desk: Desk, replay: Replay, texts: Texts, change: Callable[[bytes], bytes]
) -> None:
    replay.otherwise = spoil(player.whole, change)
    check_kept(desk, player, run(desk, player), texts, "fetch_changed")


@pytest.mark.parametrize("form", ["changed", "yesterday"])
def test_an_answer_of_another_form_is_told_and_the_old_figures_stand(
    player: Player, desk: Desk, replay: Replay, texts: Texts, form: str
) -> None:
    body: Body = getattr(player, form)
    replay.otherwise = tell(body)
    for error in check_kept(desk, player, run(desk, player), texts, "fetch_changed"):
        assert error.facts["found"]
        assert error.facts["expected"]
    replay.otherwise = tell(player.whole)  # and when it is mended it is asked for again
    check_renewed(desk, player, run(desk, player))


def test_an_answer_that_unpacks_without_bound_is_left(player: Player, desk: Desk, replay: Replay, texts: Texts) -> None:
    bomb = gzip.compress(bytes((SMALL + 1) * 1_000_000), 9)
    assert len(bomb) < 10_000
    replay.otherwise = lambda path: Reply(body=bomb, headers={"Content-Encoding": "gzip"})
    check_kept(desk, player, run(desk, player), texts, "fetch_bomb")


def test_a_zip_that_unpacks_without_bound_is_left(
    player: Player, desk: Desk, replay: Replay, texts: Texts, monkeypatch: pytest.MonkeyPatch
) -> None:
    def blow_up(body: bytes) -> bytes:
        if not body.startswith(ZIP):
            return body
        out = io.BytesIO(body)
        with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as packed:
            for name in ("xl/media/big.bin", "x_mandatfordelning_x.json"):
                packed.writestr(name, bytes(9_000_000))
        return out.getvalue()

    if not any((body := player.whole(path)) and body.startswith(ZIP) for path in list_paths(desk, player, replay)):
        pytest.skip("nothing that it answers is a zip")
    monkeypatch.setattr(books, "BOUNDS", books.BOUNDS._replace(unpacked=8_000_000))
    monkeypatch.setattr(election, "MOST_UNPACKED", 8_000_000)
    replay.otherwise = spoil(player.whole, blow_up)
    check_kept(desk, player, run(desk, player), texts, "fetch_changed")


def list_paths(desk: Desk, player: Player, replay: Replay) -> list[str]:
    """What a whole update asks for, in a home of its own."""
    home = desk.store.home.with_name("elsewhere")
    run(replace(desk, store=AnswerStore(home, desk.catalogue)), player)
    return list(replay.asked)


def test_a_server_whose_certificate_does_not_hold_is_not_listened_to(
    player: Player, desk: Desk, replay: Replay, texts: Texts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    served.load_cert_chain(make_certificate(tmp_path, "other.example"))
    with run_replay(served) as secure:
        secure.otherwise = tell(player.whole)
        monkeypatch.setenv(TRIAL, secure.address)
        check_kept(desk, player, run(desk, player), texts, "fetch_certificate")
        assert secure.asked == []


def test_what_is_shown_stands_when_the_next_answer_is_broken(player: Player, desk: Desk, replay: Replay) -> None:
    check_renewed(desk, player, run(desk, player))
    before = (desk.store.home / "live" / "shown.json").read_bytes()
    assert json.loads(before)["measures"]
    replay.otherwise = tell(player.changed)
    (report,) = update(desk, (player.service,), again=True)
    assert report.renewed == []
    assert (desk.store.home / "live" / "shown.json").read_bytes() == before
