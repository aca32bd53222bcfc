"""Kills an update again and again, and looks at what the next program sees."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from app.kolada_replay import NEW_YEAR, Played, play_kolada, want
from samspel.app import fetching
from samspel.app.calling import TRIAL
from samspel.app.desk import open_desk
from samspel.app.updating import update
from samspel.catalogue.fetching import Wanted
from samspel.catalogue.loading import Catalogue
from samspel.store.live.history import open_history
from samspel.store.live.shown import read_shown

MEASURES = ("N00090", "N00205", "N07403", "N01951", "N02201")
BUILT_IN_YEAR = 2022
SOURCE, TESTS = Path(fetching.__file__).parents[2], Path(__file__).parents[1]


def run_in(home: Path) -> None:
    """The update that is killed: of a few measures."""
    wanted = tuple(Wanted("kolada", measure) for measure in MEASURES)
    vars(fetching)["list_wanted"] = want(*wanted)
    print("ready", flush=True)
    update(open_desk(home=home), again=True)


@dataclass(kw_only=True)
class KillTrial:
    """A home, the server, and what was wrong after any kill. Each update finds figures that differ from those before,
    so that every one of them has something to keep and to show.
    """

    home: Path
    played: Played
    number: int = 0
    wrong: list[str] = field(default_factory=list)

    def kill(self) -> bool:
        """Let an update run until some moment and kill it there; whether it was still running."""
        self.number += 1
        self._renew_answers()
        with self._start() as program:
            try:
                program.wait(random.Random(self.number).uniform(0.0, 2.0))
            except subprocess.TimeoutExpired:
                program.send_signal(signal.SIGKILL)
            was_running = program.wait(30) == -signal.SIGKILL
        self.look()
        return was_running

    def finish(self) -> None:
        """Let an update run to its end, and look."""
        self.number += 1
        self._renew_answers()
        with self._start() as program:
            if program.wait(120) != 0:
                self.wrong.append("the last update did not end well")
        self.look(is_done=True)

    def look(self, *, is_done: bool = False) -> None:
        """Whether what is shown is whole: of one update, or the built-in figures; and the history can be opened."""
        shown = read_shown(self.home)
        if (self.home / "live" / "shown.json").exists() and shown is None:
            self.wrong.append(f"{self.number}: what is shown cannot be read")
        observations = open_desk(home=self.home).observations
        places = observations.catalogue.places
        found = set()
        for measure in MEASURES:
            indicator = observations.measures.by_publisher[measure].indicator
            series = observations.build(indicator)
            is_renewed = shown is not None and any(one.measure == measure for one in shown.measures)
            found.add(is_renewed)
            if series.years[-1] != (NEW_YEAR if is_renewed else BUILT_IN_YEAR):
                self.wrong.append(f"{self.number}: {measure} ends in {series.years[-1]}")
            if not 200 < (series.values[: len(places.municipalities), -1] > 0).sum() <= 290:
                self.wrong.append(f"{self.number}: {measure} is not whole")
        if len(found) > 1 or (is_done and found != {True}):
            self.wrong.append(f"{self.number}: some measures are renewed and some are not")
        with open_history(self.home / "live") as history:
            history.list_latest()

    def _renew_answers(self) -> None:
        plus = self.number / 1000.0
        for measure in MEASURES:
            self.played.change[measure] = lambda rows: [
                (code, year, {gender: (value or 0.0) * (1.0 + plus) for gender, value in genders.items()})
                for code, year, genders in rows
            ]
        for path in self.home.glob("live/raw/*/asked.jsonl"):
            path.unlink()

    @contextmanager
    def _start(self) -> Iterator[subprocess.Popen[str]]:
        environment = {**os.environ, "PYTHONPATH": f"{SOURCE}{os.pathsep}{TESTS}", TRIAL: self.played.replay.address}
        code = f"from pathlib import Path; from app.update_kills import run_in; run_in(Path({str(self.home)!r}))"
        with subprocess.Popen(
            [sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as program:
            assert program.stdout is not None
            program.stdout.readline()
            yield program


@contextmanager
def try_kills(catalogue: Catalogue, home: Path) -> Iterator[KillTrial]:
    """A trial with its server."""
    (home / "live").mkdir(parents=True, exist_ok=True)
    with play_kolada(catalogue) as played:
        yield KillTrial(home=home, played=played)
