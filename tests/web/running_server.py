"""A real server in a process of its own, and plain sockets to talk to it with."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ready_tables import lay_tables

PROGRAM = [sys.executable, "-c", "from samspel.cli.main import run; run()", "serve"]
PATIENCE = 60


@dataclass
class Running:
    """A server that answers."""

    program: "subprocess.Popen[str]"
    port: int
    said: str
    home: Path

    def connect(self, timeout: float = PATIENCE) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=timeout)

    def send(self, data: bytes, timeout: float = PATIENCE) -> bytes:
        """What comes back until the server closes."""
        with self.connect(timeout) as line:
            line.sendall(data)
            return read_all(line)

    def get(self, path: str, *headers: str, method: str = "GET", body: bytes = b"", timeout: float = PATIENCE) -> bytes:
        head = [f"{method} {path} HTTP/1.1", "Host: localhost", "Connection: close", *headers, "", ""]
        return self.send("\r\n".join(head).encode() + body, timeout)

    def list_passing(self) -> list[Path]:
        folder = self.home / "uploads"
        return [path for path in folder.iterdir() if path.is_dir()] if folder.is_dir() else []


def read_all(line: socket.socket) -> bytes:
    parts = []
    while part := line.recv(65_536):
        parts.append(part)
    return b"".join(parts)


def status_of(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


@contextmanager
def run_server(
    home: Path,
    *options: str,
    program: Sequence[str] = PROGRAM,
    variables: Mapping[str, str] | None = None,
    **limits: int,
) -> Iterator[Running]:
    """Serve from `home`, where there are tables, with some limits and variables of the environment; ended when the test
    is done.
    """
    lay_tables(home)
    settings = {f"SAMSPEL_{name.upper()}": str(value) for name, value in limits.items()}
    environment = os.environ | {"SAMSPEL_HOME": str(home), "PYTHONUNBUFFERED": "1"} | settings
    environment |= variables or {}
    with subprocess.Popen(
        [*program, "--port", "0", *options], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        said = line = running.stdout.readline()
        while line and not re.search(r":\d+/", line):
            said += (line := running.stdout.readline())
        found = re.search(r":(\d+)/", said)
        assert found, said
        try:
            yield Running(running, int(found[1]), said, home)
        finally:
            if running.poll() is None:
                running.send_signal(signal.SIGKILL)
