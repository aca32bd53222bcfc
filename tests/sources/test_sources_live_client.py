"""The client against a server that misbehaves in every way that has a name."""

import gzip
import hashlib
import ssl
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import msgspec
import pytest

from replay_server import Replay, Reply, run_replay
from samspel.catalogue.fetching import load_limits
from samspel.catalogue.records.fetching import Limits, Service
from samspel.sources.live.client import Client
from samspel.sources.live.errors import FetchError
from samspel.sources.live.pacing import Pace
from sources.certificates import make_certificate

BODY = b'{"values": []}' * 100


@dataclass
class Clock:
    """A clock that moves only when somebody sleeps by it."""

    now: float = 0.0
    slept: list[float] = field(default_factory=list)

    def read(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def replay() -> Iterator[Replay]:
    with run_replay() as server:
        yield server


def make_client(replay: Replay, clock: Clock, context: ssl.SSLContext | None = None, **changed: float) -> Client:
    service = Service(
        id="made",
        source="kolada",
        adapter="kolada",
        address=replay.address,
        licence="",
        sure="seen",
        read=date(2026, 1, 1),
        days=1,
        per_minute=60_000,
        burst=1000,
        sv="",
        en="",
    )
    limits: Limits = msgspec.structs.replace(load_limits(), read_seconds=5.0, **changed)
    pace = Pace(per_minute=service.per_minute, burst=service.burst, clock=clock.read, sleep=clock.sleep)
    trusting = ssl.create_default_context() if context is None else context
    return Client(service=service, limits=limits, pace=pace, loopback=True, draw=lambda: 1.0, context=trusting)


def failing(client: Client, address: str) -> FetchError:
    with pytest.raises(FetchError) as caught:
        client.get(address)
    return caught.value


def test_an_answer_is_kept_as_it_came_with_its_checksum_and_moment(replay: Replay, clock: Clock) -> None:
    replay.replies["/v3/kpi?page=2"] = Reply(body=BODY, headers={"Content-Type": "application/json"})
    client = make_client(replay, clock)
    answer = client.get(f"{replay.address}/v3/kpi?page=2")
    assert (answer.body, answer.status, answer.kind) == (BODY, 200, "application/json")
    assert answer.digest == hashlib.sha256(BODY).hexdigest()
    assert abs(datetime.now(UTC) - answer.fetched) < timedelta(minutes=1)
    assert client.calls == 1
    assert clock.slept == []


def test_the_server_is_told_who_asks(replay: Replay, clock: Clock) -> None:
    replay.replies["/"] = Reply(body=BODY)
    make_client(replay, clock).get(f"{replay.address}/")
    assert replay.told[0]["User-Agent"].startswith("Samspel/")
    assert "{" not in replay.told[0]["User-Agent"]


def test_a_busy_server_is_left_alone_as_long_as_it_asks(replay: Replay, clock: Clock) -> None:
    replay.replies["/"] = [Reply(status=429, headers={"Retry-After": "17"}), Reply(body=BODY)]
    assert make_client(replay, clock).get(f"{replay.address}/").body == BODY
    assert clock.slept == [17.0]


def test_a_pause_may_be_told_as_a_moment(replay: Replay, clock: Clock) -> None:
    moment = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    replay.replies["/"] = [Reply(status=503, headers={"Retry-After": moment}), Reply(body=BODY)]
    make_client(replay, clock).get(f"{replay.address}/")
    assert 50 <= clock.slept[0] <= 60


def test_a_longer_pause_than_anybody_waits_is_told_at_once(replay: Replay, clock: Clock) -> None:
    replay.replies["/"] = Reply(status=429, headers={"Retry-After": "86400"})
    error = failing(make_client(replay, clock), f"{replay.address}/")
    assert (error.code, error.facts["seconds"], clock.slept) == ("fetch_busy", 86400, [])


def test_a_server_that_is_down_is_asked_again_with_longer_and_longer_pauses(replay: Replay, clock: Clock) -> None:
    replay.replies["/"] = Reply(status=502)
    client = make_client(replay, clock)
    error = failing(client, f"{replay.address}/")
    assert (error.code, error.facts["status"]) == ("fetch_down", 502)
    assert clock.slept == [2.0, 4.0, 8.0, 16.0]
    assert client.calls == len(replay.asked) == 5


def test_pauses_are_drawn_so_that_many_do_not_come_back_at_once(replay: Replay, clock: Clock) -> None:
    replay.replies["/"] = [Reply(status=500), Reply(body=BODY)]
    client = make_client(replay, clock)
    client.draw = lambda: 0.0
    client.get(f"{replay.address}/")
    assert clock.slept == [1.0]


@pytest.mark.parametrize("chunked", [False, True])
def test_an_answer_that_is_cut_off_is_asked_for_again(replay: Replay, clock: Clock, chunked: bool) -> None:
    replay.replies["/"] = [Reply(body=BODY, cut=400, chunked=chunked), Reply(body=BODY, chunked=chunked)]
    assert make_client(replay, clock).get(f"{replay.address}/").body == BODY
    assert len(replay.asked) == 2


def test_an_answer_that_is_always_cut_off_is_told_so(replay: Replay, clock: Clock) -> None:
    replay.replies["/"] = Reply(body=BODY, cut=400)
    assert failing(make_client(replay, clock), f"{replay.address}/").code == "fetch_cut"


def test_a_packed_answer_is_unpacked_within_bounds(replay: Replay, clock: Clock) -> None:
    packed = {"Content-Encoding": "gzip"}
    replay.replies["/whole"] = Reply(body=gzip.compress(BODY), headers=packed)
    replay.replies["/half"] = Reply(body=gzip.compress(BODY)[:-9], headers=packed)
    replay.replies["/none"] = Reply(body=BODY, headers=packed)
    replay.replies["/bomb"] = Reply(body=gzip.compress(bytes(40_000_000)), headers=packed)
    replay.replies["/other"] = Reply(body=BODY, headers={"Content-Encoding": "br"})
    client = make_client(replay, clock, most_unpacked_megabytes=30)
    assert client.get(f"{replay.address}/whole").body == BODY
    told = {path: failing(client, f"{replay.address}/{path}").code for path in ("half", "none", "bomb", "other")}
    assert told == {"half": "fetch_cut", "none": "fetch_damaged", "bomb": "fetch_bomb", "other": "fetch_coding"}


def test_a_large_answer_is_not_taken_in(replay: Replay, clock: Clock) -> None:
    replay.replies["/"] = Reply(body=bytes(2_000_001))
    assert failing(make_client(replay, clock, most_megabytes=2), f"{replay.address}/").code == "fetch_large"
    assert len(make_client(replay, clock, most_megabytes=3).get(f"{replay.address}/").body) == 2_000_001


def test_an_answer_that_never_ends_is_left_after_the_whole_time(replay: Replay, clock: Clock) -> None:
    replay.replies["/"] = Reply(body=bytes(3_000_000))
    client = make_client(replay, clock, whole_seconds=10.0)
    client.pace.clock = iter(float(second) for second in range(0, 10_000, 3)).__next__
    assert failing(client, f"{replay.address}/").code == "fetch_slow"


def test_a_server_points_on_to_itself_alone(replay: Replay, clock: Clock) -> None:
    replay.replies["/old"] = Reply(status=301, headers={"Location": "/new"})
    replay.replies["/new"] = Reply(body=BODY)
    replay.replies["/out"] = Reply(status=302, headers={"Location": "https://elsewhere.example/v3"})
    replay.replies["/port"] = Reply(status=302, headers={"Location": "http://127.0.0.1:1/"})
    replay.replies["/round"] = Reply(status=302, headers={"Location": "/round"})
    client = make_client(replay, clock)
    assert client.get(f"{replay.address}/old").body == BODY
    told = {path: failing(client, f"{replay.address}/{path}").code for path in ("out", "port", "round")}
    assert told == {"out": "fetch_elsewhere", "port": "fetch_elsewhere", "round": "fetch_turns"}


def test_an_address_of_another_server_is_never_asked(replay: Replay, clock: Clock) -> None:
    client = make_client(replay, clock)
    for address in ("https://elsewhere.example/", f"http://a:b@127.0.0.1:{replay.port}/", "file:///etc/passwd"):
        assert failing(client, address).code == "fetch_elsewhere"
    assert replay.asked == []


def test_nothing_is_asked_for_without_tls_but_in_trials(replay: Replay, clock: Clock) -> None:
    client = make_client(replay, clock)
    client.loopback = False
    assert failing(client, f"{replay.address}/").code == "fetch_unsafe"
    assert replay.asked == []


def test_what_is_not_there_is_told_and_not_asked_for_again(replay: Replay, clock: Clock) -> None:
    error = failing(make_client(replay, clock), f"{replay.address}/gone")
    assert (error.code, error.facts["status"], len(replay.asked)) == ("fetch_refused", 404, 1)


def test_a_key_goes_with_the_question_and_is_never_told(replay: Replay, clock: Clock) -> None:
    replay.replies["/?key=secret"] = Reply(body=BODY)
    client = make_client(replay, clock)
    answer = client.get(f"{replay.address}/", {"key": "secret"})
    assert answer.body == BODY
    assert "secret" not in answer.address
    with pytest.raises(FetchError) as caught:
        client.get(f"{replay.address}/other", {"key": "secret"})
    assert "secret" not in str(caught.value)
    assert replay.asked[-1] == "/other?key=secret"


def test_a_call_that_may_not_be_made_is_not_made(replay: Replay, clock: Clock) -> None:
    def spend() -> None:
        raise FetchError("fetch_spent", address=replay.address, most=50)

    client = make_client(replay, clock)
    client.spend = spend
    assert failing(client, f"{replay.address}/").code == "fetch_spent"
    assert replay.asked == []


def test_nobody_at_the_address_is_told(clock: Clock) -> None:
    with run_replay() as gone:
        pass
    assert failing(make_client(gone, clock), f"{gone.address}/").code == "fetch_no_contact"


@pytest.mark.parametrize("is_known", [False, True])
def test_a_server_whose_certificate_does_not_match_is_not_listened_to(
    tmp_path: Path, clock: Clock, is_known: bool
) -> None:
    """First one that nobody has signed, then one that is trusted but stands for another name."""
    path = make_certificate(tmp_path, "other.example")
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    served.load_cert_chain(path)
    trusting = ssl.create_default_context(cafile=str(path) if is_known else None)
    with run_replay(served) as replay:
        replay.replies["/"] = Reply(body=BODY)
        error = failing(make_client(replay, clock, trusting), f"{replay.address}/")
    assert (error.code, replay.asked, clock.slept) == ("fetch_certificate", [], [])


def test_calls_go_at_an_even_pace(clock: Clock) -> None:
    pace = Pace(per_minute=60, burst=3, clock=clock.read, sleep=clock.sleep)
    assert [round(pace.wait(), 3) for _ in range(5)] == [0, 0, 0, 1, 1]
    clock.now += 10
    assert [round(pace.wait(), 3) for _ in range(5)] == [0, 0, 0, 1, 1]
