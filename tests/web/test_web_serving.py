"""`samspel serve` says where it is, answers, and ends quietly; what hinders it is told in one sentence."""

import os
import re
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

from samspel.terms.errors import BadInputError
from samspel.web.presenters import warming
from samspel.web.secret import FILE, find_secret
from samspel.web.wsgi import COLD, build_application, list_names
from samspel.workspace import running
from shipped import load_shipped

PROGRAM = [sys.executable, "-c", "from samspel.cli.main import run; run()", "serve"]


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


def test_serves_until_stopped(tmp_path: Path) -> None:
    environment = os.environ | {"SAMSPEL_HOME": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [*PROGRAM, "--port", "0"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        said = program.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", said)
        assert found, said
        with urlopen(f"{found[0]}/plats/2181/", timeout=10) as answer:
            assert b"Sandviken" in answer.read()
        program.send_signal(signal.SIGINT)
        assert program.wait(timeout=10) == 0
        assert program.stderr.read().strip() == load_shipped().texts["sv"]("cli.serve.starting")


def test_a_taken_port(tmp_path: Path, taken_port: int) -> None:
    done = subprocess.run(
        [*PROGRAM, "--port", str(taken_port)],
        env=os.environ | {"SAMSPEL_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert done.returncode == 1
    assert str(taken_port) in done.stderr
    assert "Traceback" not in done.stderr


def test_an_address_of_another_machine(tmp_path: Path) -> None:
    done = subprocess.run(
        [*PROGRAM, "--host", "192.0.2.1", "--port", "0", "--read-only"],
        env=os.environ | {"SAMSPEL_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert done.returncode == 2
    assert "host" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    first = find_secret(tmp_path / "home")
    assert find_secret(tmp_path / "home") == first
    assert len(first) >= 64
    assert stat.S_IMODE((tmp_path / "home" / FILE).stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "home").iterdir()] == [FILE]
    assert find_secret(tmp_path / "other") != first


@pytest.mark.parametrize(
    "damage", [b"", b"\n", b"kort", b"\xff\xfe" * 50, b"\0" * 86, b"a" * 60 + b"\xc3\xa5", b"tv\xc3\xa5 ord " * 20]
)
def test_a_secret_that_is_none_is_set_aside_and_made_anew(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / FILE).write_bytes(damage)
    made = find_secret(tmp_path)
    assert len(made) >= 64
    assert find_secret(tmp_path) == made
    assert [path.read_bytes() for path in tmp_path.glob(f"{FILE}.aside-*")] == [damage]


def test_a_folder_in_the_place_of_the_secret_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    assert find_secret(tmp_path) == find_secret(tmp_path)


def test_a_secret_that_others_could_read_is_shut(tmp_path: Path) -> None:
    secret = find_secret(tmp_path)
    (tmp_path / FILE).chmod(0o644)
    assert find_secret(tmp_path) == secret
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_names_that_the_server_answers_to() -> None:
    assert list_names("") == []
    assert list_names("samspel.example") == ["samspel.example"]
    assert list_names("::1") == ["[::1]"]
    assert socket.gethostname() in list_names("0.0.0.0")


@pytest.mark.parametrize(
    ("host", "variables"),
    [
        ("0.0.0.0", {}),
        ("192.0.2.7", {}),
        ("127.0.0.1", {"SAMSPEL_HOSTS": "samspel.example"}),
        ("127.0.0.1", {"SAMSPEL_PROXIES": "1"}),
    ],
)
def test_a_server_that_others_reach_does_not_take_another_day_for_today(
    monkeypatch: pytest.MonkeyPatch, host: str, variables: dict[str, str]
) -> None:
    for name, value in {"SAMSPEL_DAY": "2031-02-03", **variables}.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(BadInputError, match="made day"):
        build_application(host, is_alone=False)


def test_on_this_machine_the_day_is_told_where_it_is_another(tmp_path: Path) -> None:
    environment = os.environ | {"SAMSPEL_HOME": str(tmp_path), "PYTHONUNBUFFERED": "1", "SAMSPEL_DAY": "2031-02-03"}
    with subprocess.Popen(
        [*PROGRAM, "--port", "0"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        assert "http://127.0.0.1" in program.stdout.readline()
        program.send_signal(signal.SIGINT)
        assert "3 februari 2031" in program.stderr.read()


@pytest.mark.parametrize(("cold", "done"), [("", ["all", "work"]), ("1", [])])
def test_what_the_first_would_wait_for_is_done_before_unless_a_setting_says_otherwise(
    cold: str, done: list[str], application: WSGIHandler, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[str] = []
    monkeypatch.setenv(COLD, cold)
    for name in ("ACCESS_KEY", "READ_ONLY", "IS_ALONE"):  # put back afterwards
        monkeypatch.setattr(settings, name, getattr(settings, name))
    monkeypatch.setattr(warming, "warm_up", lambda: found.append("all"))
    monkeypatch.setattr(warming, "warm_up_work", lambda: found.append("work"))
    monkeypatch.setattr(running, "has_accounts", lambda: True)
    build_application("localhost", is_alone=False)
    assert found == done
