"""Two hundred people in the workspace of a large branch at once, on a real server as `samspel serve` runs it, with
SQLite and with PostgreSQL: `python -m benchmarks workspace`.

What each does stands in `crowd`, the branch in `workspace_data`. Between two things a person thinks for ten seconds on
average, so that two hundred ask for some twenty pages a second. They have signed in before: signing in is held back by
itself, to thirty a minute from one address.
"""

import json
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec
from cryptography.fernet import Fernet

from benchmarks.crowd import play
from benchmarks.measuring import Result
from benchmarks.workspace_data import Filled
from postgres_server import PostgresServer, find_postgres
from web.running_server import run_server
from web.visitor import Answered

THINK = float(os.environ.get("SAMSPEL_BENCH_THINK", "10"))
SECONDS = float(os.environ.get("SAMSPEL_BENCH_SECONDS", "60"))
WARM_UP = THINK * 1.5
GOAL = 0.3
SHARE = 0.95
DEAREST = 5
"""Kinds of pages that are told by themselves, those that took longest."""


def measure() -> Iterator[Result]:
    """For each kind of database the time that 95 of 100 answers are within, of pages and of forms; and the errors."""
    for kind in ("SQLite", "PostgreSQL"):
        if kind == "PostgreSQL" and find_postgres() is None:
            yield Result(f"workspace, {kind}", math.nan, GOAL, "none known", None, "no PostgreSQL on this machine")
            continue
        with use_branch(kind) as (home, filled):
            yield from _measure(kind, home, filled)


@contextmanager
def use_branch(kind: str) -> Iterator[tuple[Path, Filled]]:
    """A home with the large branch, in a database of that kind, which programs that are started find."""
    folder = Path(tempfile.mkdtemp(prefix="samspel-load-"))
    home = folder / "home"
    home.mkdir()
    given = {"SAMSPEL_HOME": str(home), "SAMSPEL_KEYS": Fernet.generate_key().decode()}
    server = None
    if kind == "PostgreSQL":
        (folder / "pg").mkdir()
        folder.chmod(0o755)
        server = PostgresServer(folder / "pg", settings="")
        given["DATABASE_URL"] = server.address
    before = dict(os.environ)
    os.environ.update(given)
    try:
        words = [sys.executable, "-m", "benchmarks.workspace_data"]
        made = subprocess.run(words, check=True, capture_output=True, text=True).stdout
        yield home, msgspec.convert(json.loads(made), Filled)
    finally:
        os.environ.clear()
        os.environ.update(before)
        if server is not None:
            server.stop()
        shutil.rmtree(folder)


def _measure(kind: str, home: Path, filled: Filled) -> Iterator[Result]:
    with run_server(home, "--accounts") as running:
        alone = play(running.port, filled.people[:1], filled.codes, 15, 0.2)
        every = play(running.port, filled.people, filled.codes, WARM_UP + SECONDS, THINK)
    begun = min(one.at for one in every) + WARM_UP
    counted = [one for one in every if one.at >= begun]
    pages = [one for one in counted if not one.is_write]
    forms = [one for one in counted if one.is_write]
    rival, one = "one person alone", find_share(alone)
    rate = len(counted) / (max(one.at for one in counted) - begun)
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    note = f"{len(pages)} pages, {rate:.0f} answers a second, thinking {THINK:g} s; load of the machine {load}"
    people = len(filled.people)
    yield Result(f"{people} people, {kind}: 95 of 100 pages within", find_share(pages), GOAL, rival, one, note)
    yield Result(f"{people} people, {kind}: half of all pages within", _find_middle(pages), GOAL, rival, None, "")
    yield Result(
        f"{people} people, {kind}: 95 of 100 forms within", find_share(forms), GOAL, rival, None, f"{len(forms)} forms"
    )
    wrong = [one for one in counted if one.status not in (200, 302)]
    told = ", ".join(sorted({f"{one.status} {one.what}" for one in wrong}))
    yield Result(f"{people} people, {kind}: answers that were none", len(wrong), 0, "none", None, told, "answers")
    kinds = {what: [one for one in counted if one.what == what] for what in {one.what for one in counted}}
    for what in sorted(kinds, key=lambda what: -find_share(kinds[what]))[:DEAREST]:
        count = f"{len(kinds[what])} answers"
        yield Result(f"  {kind}, {what}: 95 of 100 within", find_share(kinds[what]), math.inf, "none", None, count)


def find_share(answers: Sequence[Answered]) -> float:
    """The seconds that 95 of 100 answers are within."""
    taken = sorted(one.seconds for one in answers)
    return taken[min(len(taken) - 1, math.ceil(SHARE * len(taken)) - 1)] if taken else math.nan


def _find_middle(answers: Sequence[Answered]) -> float:
    return statistics.median(one.seconds for one in answers)
