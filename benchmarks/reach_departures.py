"""A report of reach with the departures that would help, on a county's timetable of three million calls:
`python -m benchmarks reach_departures`

The timetable is that of `county_timetable`, kept beforehand. Ten workplaces lie in the county's ten largest localities,
each with four shifts from Monday to Friday; those who may come live in all localities of the county. Each report runs
in a process of its own, after a small one that takes the compiling. Disruptions are left out of all but the last, since
they are another search. That one thread and several propose the same is checked, not assumed.
"""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.county_timetable import SOURCE, write_county
from benchmarks.measuring import Result, peak_memory_mib, run_apart

GOAL, GOAL_MIB = 30.0, 1536.0
COUNTY, DAY = "21", date(2025, 6, 4)
SITES, CORES = 10, 2
HEAD = "arbetsplats;latitud;longitud;skift;börjar;slutar;dagar"
SHIFTS = (("tidig", "06:00", "14:00"), ("sen", "14:00", "22:00"), ("natt", "22:00", "06:00"), ("dag", "07:30", "16:30"))
DAYS = "mån-fre"
NO_RIVAL = "none proposes departures"


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """What is reckoned with."""

    folder: Path
    departures: bool = True
    disruptions: bool = False
    threads: int = CORES


@dataclass(frozen=True, kw_only=True)
class _Told:
    """Seconds on the clock and of the processors, peak MiB, the departures in the report's order, and its size."""

    wall: float
    processor: float
    mib: float
    departures: tuple[str, ...]
    note: str


def measure() -> Iterator[Result]:
    """Without departures, with them on one thread and several, and with disruptions too; nothing without the file."""
    if not SOURCE.is_file():
        return
    with TemporaryDirectory(prefix="samspel-departures-") as name:
        folder = Path(name)
        run_apart(write_county, folder)
        calls = run_apart(_keep, folder)
        asked = _Asked(folder=folder)
        plain = run_apart(_reckon, replace(asked, departures=False))
        alone, several = (run_apart(_reckon, replace(asked, threads=threads)) for threads in (1, CORES))
        whole = run_apart(_reckon, replace(asked, disruptions=True))
    if alone.departures != several.departures or whole.departures != several.departures:
        raise AssertionError("the departures depend on the number of threads")
    tell = partial(_tell, f"{calls / 1e6:.2f} million calls")
    yield from tell(f"{SITES} workplaces x {len(SHIFTS)} shifts, no departures", plain, CORES)
    yield from tell("  with departures", several, CORES)
    yield from tell("  with departures", alone, 1)
    yield from tell("  with departures and disruptions", whole, CORES)


def _tell(size: str, name: str, told: _Told, threads: int) -> Iterator[Result]:
    spent = f"{told.processor:.1f} s of processors, {threads} threads, load {os.getloadavg()[0]:.1f}"
    yield Result(f"{name}, {threads} threads", told.wall, GOAL, NO_RIVAL, None, f"{spent}; {told.note}, {size}")
    yield Result("    its peak memory", told.mib, GOAL_MIB, NO_RIVAL, None, "", "MiB")


def _keep(folder: Path) -> int:
    """Build the network and keep it; its calls."""
    from samspel.store.networks import open_network

    home = folder / "home"
    home.mkdir()
    opened = open_network((folder / "xt.zip",), home)
    opened.keep()
    return len(opened.network.calls.stop)


def _reckon(asked: _Asked) -> _Told:
    """A report's time and memory."""
    from samspel.app.desk import open_desk
    from samspel.app.reach_ground import Question, find_localities, is_part
    from samspel.app.reaching import reach_demo, reach_place

    desk = open_desk(home=asked.folder / "home")
    place = desk.catalogue.places.by_code[COUNTY]
    largest = sorted(find_localities(desk, lambda one: is_part(desk, one, place)), key=lambda one: -one.people)[:SITES]
    rows = [";".join(map(str, (one.name, *one.point, *shift, DAYS))) for one in largest for shift in SHIFTS]
    sites = asked.folder / "sites.csv"
    sites.write_text("\n".join((HEAD, *rows, "")), encoding="utf-8")
    question = Question(
        timetables=(asked.folder / "xt.zip",),
        sites=sites,
        day=DAY,
        finds_departures=asked.departures,
        tries_disruptions=asked.disruptions,
        threads=asked.threads,
    )
    reach_demo(desk)
    start, spent = time.perf_counter(), time.process_time()
    report = reach_place(desk, place, question)
    wall, processor = time.perf_counter() - start, time.process_time() - spent
    found = tuple(str(one) for turn in report.turns for one in turn.departures)
    note = f"{len(report.turns)} rows, {len(found)} departures"
    return _Told(wall=wall, processor=processor, mib=peak_memory_mib(), departures=found, note=note)
