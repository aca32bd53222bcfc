"""The server before any page: what it refuses early, whom it waits for, how it ends. Real sockets on this machine."""

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from samspel.web.headers import HEADERS
from shipped import load_shipped
from web.running_server import PROGRAM, Running, read_all, run_server, status_of

CONNECTIONS = 20
PAGE = "/plats/2180/resor/"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """With little patience and few places."""
    home = tmp_path_factory.mktemp("home")
    with run_server(home, connections=CONNECTIONS, header_seconds=2, idle_seconds=60, bodies_at_once=2) as running:
        yield running


def check_own_page(answer: bytes, status: int, lang: str = "sv") -> None:
    """A whole page in the language, with every header of any other."""
    head, _, body = answer.partition(b"\r\n\r\n")
    assert status_of(answer) == status, answer[:200]
    named = {line.partition(b": ")[0].decode() for line in head.split(b"\r\n")[1:]}
    assert {name.title() for name in HEADERS} <= {name.title() for name in named}
    assert f'<html lang="{lang}">'.encode() in body
    assert b"<h1>" in body
    assert b"waitress" not in answer.lower()


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"nonsense\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nX: a\x00b\rc\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 40_000 + b"\r\n\r\n", 431),
        (b"POST / HTTP/1.1\r\nHost: localhost\r\n\r\n", 411),
        (b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 300000\r\n\r\n", 413),
        (b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n", 400),
        (b"GET http://[::1/ HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n", 413),
        (b"PUT /plats/2180/resor/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000000\r\n\r\n", 413),
        (b"POST /plats/2180/resor/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 400000000\r\n\r\n", 413),
        (b"POST /plats/2180/fragor/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 6000000\r\n\r\n", 413),
        (b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip\r\n\r\n", 501),
    ],
)
def test_what_is_refused_is_told_on_a_page(server: Running, sent: bytes, status: int) -> None:
    check_own_page(server.send(sent), status)


def test_english_addresses_are_refused_in_english(server: Running) -> None:
    sent = b"POST /en/krav/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 300000\r\n\r\n"
    check_own_page(server.send(sent), 413, "en")


def test_a_long_body_without_a_length_is_cut_off(server: Running) -> None:
    """At the limit of its address, not at that of the largest upload."""
    head = b"POST /krav/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
    chunk = b"186a0\r\n" + b"x" * 100_000 + b"\r\n"
    with server.connect() as line:
        line.sendall(head)
        for _ in range(5):
            line.sendall(chunk)
        check_own_page(read_all(line), 413)


def test_a_refused_upload_may_be_sent_to_its_end_and_hears_why(server: Running) -> None:
    """A socket closed with unread bytes would reset the connection, and the browser would show no page."""
    head = b"POST /krav/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 8000000\r\n\r\n"
    with server.connect() as line:
        line.sendall(head)
        for _ in range(80):
            line.sendall(b"x" * 100_000)
        check_own_page(read_all(line), 413)


def test_one_who_never_ends_the_headers_is_told_and_cut_off(server: Running) -> None:
    with server.connect() as line:
        line.sendall(b"GET / HTTP/1.1\r\n")
        begun = time.monotonic()
        line.settimeout(0.2)
        got = b""
        while time.monotonic() - begun < 30:  # a header every 0.2 s, for ever
            try:
                part = line.recv(65_536)
                if not part:
                    break
                got += part
            except TimeoutError:
                line.sendall(b"X-More: 1\r\n")
        check_own_page(got, 408)


def test_one_who_sends_a_body_drop_by_drop_is_cut_off(server: Running) -> None:
    with server.connect() as line:
        line.sendall(f"POST {PAGE} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 90000\r\n\r\n".encode())
        line.settimeout(0.2)
        got, begun = b"", time.monotonic()
        while time.monotonic() - begun < 30:
            try:
                part = line.recv(65_536)
                if not part:
                    break
                got += part
            except TimeoutError:
                line.sendall(b"x")
        check_own_page(got, 408)


def test_idle_connections_make_room_for_others(server: Running) -> None:
    idle = [server.connect() for _ in range(6 * CONNECTIONS)]
    try:
        assert status_of(server.get("/krav/")) == 200
    finally:
        for line in idle:
            line.close()


def test_few_uploads_are_received_at_a_time(server: Running) -> None:
    head = f"POST {PAGE} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50000000\r\n\r\n".encode()
    lines = [server.connect() for _ in range(2)]
    try:
        for line in lines:
            line.sendall(head)
        time.sleep(0.3)
        answer = server.send(head)
        check_own_page(answer, 503)
        assert b"Retry-After: " in answer
        assert status_of(server.get("/")) == 200
    finally:
        for line in lines:
            line.close()


def test_more_requests_than_may_wait_are_told_to_come_back(tmp_path: Path) -> None:
    with run_server(tmp_path, threads=1, requests_waiting=1) as running:
        lines = [running.connect() for _ in range(12)]
        for line in lines:
            line.sendall(b"GET /plats/2181/krav/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        answers = [read_all(line) for line in lines]
        for line in lines:
            line.close()
    statuses = {status_of(answer) for answer in answers}
    assert statuses == {200, 503}
    check_own_page(next(answer for answer in answers if status_of(answer) == 503), 503)


def begin_upload(running: Running) -> socket.socket:
    """Send half of a large body, so that something passes through the folder."""
    line = running.connect()
    line.sendall(f"POST {PAGE} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50000000\r\n\r\n".encode())
    for _ in range(30):
        line.sendall(b"x" * 100_000)
    return line


def test_a_server_that_is_told_to_end_answers_what_it_has_and_leaves_nothing(tmp_path: Path) -> None:
    with run_server(tmp_path) as running, begin_upload(running):
        assert len(running.list_passing()) == 1
        with running.connect() as line:
            line.sendall(b"GET /plats/2181/underlag.pdf HTTP/1.1\r\nHost: localhost\r\n\r\n")
            time.sleep(0.2)
            running.program.send_signal(signal.SIGTERM)
            answer = read_all(line)
        assert status_of(answer) == 200
        length = re.search(rb"Content-Length: (\d+)", answer)
        assert length
        assert len(answer.partition(b"\r\n\r\n")[2]) == int(length[1])
        assert running.program.wait(timeout=30) == 0
        assert running.list_passing() == []
        assert running.program.stderr is not None
        assert running.program.stderr.read().strip() == load_shipped().texts["sv"]("cli.serve.starting")


def test_what_a_killed_server_left_is_swept_at_the_next_start(tmp_path: Path) -> None:
    with run_server(tmp_path) as running, begin_upload(running):
        running.program.kill()
        running.program.wait(timeout=30)
        left = running.list_passing()
        assert len(left) == 1
    with run_server(tmp_path) as running:
        assert left[0] not in running.list_passing()
        assert len(running.list_passing()) == 1


def test_a_setting_that_is_no_number_is_told(tmp_path: Path) -> None:
    """What else is no number: test_web_costly."""
    for typed in ("nan", "9999999999"):
        done = subprocess.run(
            [*PROGRAM, "--port", "0"],
            env=os.environ | {"SAMSPEL_HOME": str(tmp_path), "SAMSPEL_THREADS": typed},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert (done.returncode, "SAMSPEL_THREADS" in done.stderr, "Traceback" in done.stderr) == (1, True, False)
