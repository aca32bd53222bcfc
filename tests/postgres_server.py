"""A PostgreSQL of its own for tests and measurements, where this machine has the programs."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import psycopg

POSTGRES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
"""Where Debian puts the servers, newest first; a machine may have one in PATH instead."""
PATIENCE = 30.0
"""Seconds that a killed server's processes have to end."""
USER = "nobody"
"""PostgreSQL refuses to run as root."""


def find_postgres() -> Path | None:
    """The folder of the server's programs."""
    found = shutil.which("initdb")
    return next(iter(POSTGRES), Path(found).parent if found else None)


class PostgresServer:
    """A server of its own in a folder of its own, reached through a socket: no port, no network."""

    def __init__(self, folder: Path, settings: str = "-c fsync=off") -> None:
        """`settings` are options of the server; a test need not wait for the disk."""
        programs = find_postgres()
        assert programs is not None
        self._programs, self.folder, self._data = programs, folder, folder / "data"
        if os.getuid() == 0:
            shutil.chown(folder, USER)
        self._run(
            "initdb", "-D", str(self._data), "-U", "samspel", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"
        )
        started = f"-c listen_addresses='' -c unix_socket_directories={folder} {settings}"
        self._started = started
        self.start()

    @property
    def address(self) -> str:
        """What DATABASE_URL says."""
        return f"postgres://samspel@{str(self.folder).replace('/', '%2F')}/postgres"

    def make_database(self, name: str) -> str:
        """A database of that name, empty, in place of what was there; what DATABASE_URL says of it."""
        with psycopg.connect(self.address, autocommit=True) as line:
            line.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())
            line.execute(f'CREATE DATABASE "{name}"'.encode())
        return f"{self.address.rpartition('/')[0]}/{name}"

    def start(self) -> None:
        """Start it, also after an end that was none: what a killed one left behind holds its memory for a moment, and
        until then no other starts.
        """
        words = ("pg_ctl", "-D", str(self._data), "-w", "-l", str(self.folder / "log"), "-o", self._started, "start")
        until = time.monotonic() + PATIENCE
        while True:
            try:
                self._run(*words)
            except subprocess.CalledProcessError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.5)
            else:
                return

    def kill(self) -> None:
        """End it as a crash does: the process that all its others belong to gets no say."""
        os.kill(int((self._data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)

    def stop(self) -> None:
        """End it at once."""
        self._run("pg_ctl", "-D", str(self._data), "-m", "immediate", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        user = USER if os.getuid() == 0 else None
        command = [str(self._programs / program), *arguments]
        subprocess.run(command, check=True, capture_output=True, user=user, cwd=self.folder, timeout=60)
