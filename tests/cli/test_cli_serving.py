"""`samspel` alone in a terminal starts the pages; with --share others get in."""

import os
import pty
import re
import select
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.program_runs import Run
from samspel.cli import main

PROGRAM = [sys.executable, "-c", "from samspel.cli.main import run; run()"]
PATIENCE = 60


def run_in_terminal(home: Path, *words: str, until: Callable[[str], bool], **environment: str) -> str:
    """What the program says in a terminal, until that is enough; then it is told to stop."""
    master, slave = pty.openpty()
    clean = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")}
    said, end = "", time.monotonic() + PATIENCE
    with subprocess.Popen(
        [*PROGRAM, *words],
        env=clean | {"SAMSPEL_HOME": str(home), "PYTHONUNBUFFERED": "1", "TERM": "xterm"} | environment,
        stdin=slave,
        stdout=slave,
        stderr=slave,
    ) as program:
        os.close(slave)
        try:
            while not until(said) and time.monotonic() < end:
                if select.select([master], [], [], 0.2)[0]:
                    said += os.read(master, 4096).decode(errors="replace")
        finally:
            program.send_signal(signal.SIGINT)
            assert program.wait(timeout=PATIENCE) == 0
            os.close(master)
    return said


def test_alone_in_a_terminal_it_starts_and_opens_the_browser(tmp_path: Path) -> None:
    opened, browser = tmp_path / "opened", tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {opened}\n')
    browser.chmod(browser.stat().st_mode | stat.S_IXUSR)
    said = run_in_terminal(tmp_path, until=lambda _: opened.exists() and bool(opened.read_text()), BROWSER=str(browser))
    address = re.search(r"http://127\.0\.0\.1:\d+/", said)
    assert address
    assert opened.read_text().strip() == address[0]


@pytest.mark.parametrize("words", [(), ("--no-browser",)])
def test_without_a_screen_or_a_wish_it_prints_the_address(tmp_path: Path, words: tuple[str, ...]) -> None:
    opened, browser = tmp_path / "opened", tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {opened}\n')
    browser.chmod(browser.stat().st_mode | stat.S_IXUSR)
    environment = {"BROWSER": str(browser)} if words else {}
    said = run_in_terminal(tmp_path, *words, until=lambda told: "Ctrl+C" in told, **environment)
    assert said.startswith("Startar. Det kan ta några sekunder.")
    assert re.search(r"http://127\.0\.0\.1:\d+/", said)
    assert not opened.exists()


def test_where_the_usual_port_is_taken_it_takes_another(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setattr(main, "USUAL_PORT", port)
        assert main._find_port() == "0"
    assert main._find_port() == str(port)


def test_elsewhere_than_in_a_terminal_it_says_what_it_can_do(run: Run) -> None:
    found = run()
    assert found.code == 0
    assert "serve" in found.out


def test_sharing_and_an_address_of_ones_own_do_not_go_together(run: Run) -> None:
    found = run("serve", "--share", "--host", "::1")
    assert found.code == 2
    assert "--host" in found.err
