"""All of Kolada in the store of fetched figures, as an update takes it in: `python -m benchmarks live`

Each measure is told as it is built in, with one value in fifty revised, so that the history holds both: the built-in
figures first, what differs after them. Loading is the way of every update (held against what there was, compared, kept
with its origin, and the file of what is shown written) without the network and the parsing of answers. It is then done
once more with other revisions, as a month later. Rivals hold the newest values alone: pandas reads them from CSV,
SQLite takes them from the same file and has an index on measure and gender.
"""

import gc
import os
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from benchmarks.measuring import Result, peak_memory_mib, run_apart, time_median
from benchmarks.rivals_live import Rival, ask_pandas, ask_sqlite, write_csv
from samspel.app.renewing import Fetched, Renewer
from samspel.app.updating import ROWS_AT_ONCE
from samspel.catalogue.loading import Catalogue, load_catalogue
from samspel.sources.live.tidy import SCHEMA, Course
from samspel.store.live import FOLDER
from samspel.store.live.built_in import list_titles
from samspel.store.live.history import History, open_history
from samspel.store.live.published import publish
from samspel.store.live.reading import RenewedReader

TABLE, REVISED_ONE_IN, SPREAD = "kolada", 50, 0.1
TODAY, MOMENT = date(2026, 11, 30), datetime(2026, 11, 30, 12, tzinfo=UTC)
MONTH = timedelta(days=30)
GOAL_PAGE, GOAL_COURSE_MS = 0.1, 50.0
ASKED = 40


@dataclass(frozen=True)
class Store:
    """How large a store is asked for: the measures of Kolada so many times over, and the goals of loading them."""

    name: str
    copies: int
    seconds: float
    mib: float


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """What a load took: rows that were told, rows in the history, seconds by the clock and of
    processor, and peak MiB of the process."""

    told: int
    kept: int
    seconds: float
    processor: float
    mib: float
    megabytes: float


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Seconds for a page of a place, the middle and the worst; milliseconds for a measure's course at all places, from
    what is shown, from the history now and as it was before, the middle and the worst of each.
    """

    page: tuple[float, float]
    shown: tuple[float, float]
    now: tuple[float, float]
    then: tuple[float, float]


KOLADA = Store("all of Kolada", 1, 60.0, 2048.0)


def measure() -> Iterator[Result]:
    """Loading, renewing and asking, beside the rivals."""
    yield from measure_store(KOLADA)


def measure_store(store: Store) -> Iterator[Result]:
    """Each step in a process of its own, so that the peak memory is its own."""
    with TemporaryDirectory(prefix="samspel-live-") as name:
        folder = Path(name)
        first, second = (run_apart(_load, folder, store.copies, number) for number in (0, 1))
        asked, bare = run_apart(_ask, folder, store.copies), run_apart(_ask_pages, folder / "nothing")
        csv = run_apart(write_csv, folder, store.copies)
        rivals = [run_apart(ask, csv, list_measures(store.copies)) for ask in (ask_pandas, ask_sqlite)]
    yield from _tell_loads(store, first, second, rivals)
    note = f"worst {asked.page[1]:.3f} s; {_tell_machine()}"
    rival = "the same with nothing fetched"
    yield Result("  the page of a place not shown before", asked.page[0], GOAL_PAGE, rival, bare[0], note)
    for what, found in (
        ("what is shown", asked.shown),
        ("the history", asked.now),
        ("the history as it was", asked.then),
    ):
        for one in rivals:
            name, note = f"  a measure at all places, {what}", f"worst {found[1]:.0f} ms"
            yield Result(name, found[0], GOAL_COURSE_MS, one.name, one.milliseconds, note, "ms")


def _tell_loads(store: Store, first: Loaded, second: Loaded, rivals: list[Rival]) -> Iterator[Result]:
    for one in rivals:
        name = f"{store.name}, {first.told / 1e6:.2f} million values, loaded"
        held = f"{first.kept / 1e6:.2f} million rows kept, {first.megabytes:,.0f} MB; processor {first.processor:.0f} s"
        yield Result(name, first.seconds, store.seconds, one.name, one.seconds, f"{held}; {_tell_machine()}")
        yield Result("  its peak memory", first.mib, store.mib, one.name, one.mib, "", "MiB")
    more = f"{(second.kept - first.kept) / 1e6:.2f} million rows more; processor {second.processor:.0f} s"
    changed = f"{more}; {_tell_machine()}"
    yield Result("  renewed a month later", second.seconds, store.seconds, "none keeps what was", None, changed)
    yield Result("  its peak memory", second.mib, store.mib, "none keeps what was", None, "", "MiB")


def _tell_machine() -> str:
    return f"load {os.getloadavg()[0]:.1f}"


def list_measures(copies: int) -> list[str]:
    """Some measures of every copy, spread over all, the same for every run."""
    names = pl.scan_parquet(_find_file()).select(pl.col("measure").unique()).collect()["measure"].sort()
    chosen = names.gather_every(max(1, len(names) // ASKED))
    return [name_copy(name, number % copies) for number, name in enumerate(chosen)]


def name_copy(measure: str, copy: int) -> str:
    """What a measure is called in a copy; the first has its own name."""
    return f"{measure}_{copy}" if copy else measure


def _find_file(catalogue: Catalogue | None = None) -> Path:
    found = catalogue or load_catalogue()
    return found.folder / "figures" / found.tables[TABLE].file


def _load(home: Path, copies: int, round_: int) -> Loaded:
    """Take all measures in and show them, as an update does."""
    catalogue = load_catalogue()
    folder = home / FOLDER
    folder.mkdir(exist_ok=True)
    told, moment = 0, MOMENT + round_ * MONTH
    start, spent = time.perf_counter(), time.process_time()
    with open_history(folder) as history:
        renewer = Renewer(catalogue, history, TODAY)
        for fetched in _list_fetched(catalogue, copies, round_):
            _, stopped = renewer.take(fetched, ())
            if stopped:
                raise RuntimeError(str(stopped[0]))
            told += sum(one.course.rows.height for one in fetched)
        publish(home, history, moment)
        kept = _count(history)
    seconds = time.perf_counter() - start
    size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
    return Loaded(
        told=told,
        kept=kept,
        seconds=seconds,
        processor=time.process_time() - spent,
        mib=peak_memory_mib(),
        megabytes=size,
    )


def _count(history: History) -> int:
    """The rows of the history."""
    ((rows,),) = history._base.execute("SELECT count(*) FROM observation").fetchall()
    return int(rows)


def _list_fetched(catalogue: Catalogue, copies: int, round_: int) -> Iterator[list[Fetched]]:
    """The measures as they come, so many at a time as an update takes in together."""
    source, titles = pl.scan_parquet(_find_file(catalogue)), list_titles(catalogue)
    runs = source.select(pl.col("measure").rle()).unnest("measure").collect()
    spans, begun, rows = list[tuple[int, int]](), 0, 0
    for length in runs["len"]:
        rows += length
        if rows >= ROWS_AT_ONCE:
            spans.append((begun, rows))
            begun, rows = begun + rows, 0
    spans.append((begun, rows))
    for copy in range(copies):
        for offset, length in spans:
            some = revise(source.slice(offset, length).collect(), copy, round_)
            parts = some.select("measure", *SCHEMA).partition_by("measure", as_dict=True, include_key=False)
            yield [_make_fetched(str(name), rows, copy, titles, round_) for (name,), rows in parts.items()]


def revise(rows: pl.DataFrame, copy: int, round_: int) -> pl.DataFrame:
    """What is told in a round: some values lowered by a hundredth; in a copy all of them other than in the first."""
    number = pl.int_range(pl.len())
    is_revised = number % REVISED_ONE_IN == round_
    times = pl.lit(1.0) if not copy else 1.0 - SPREAD * (number.hash(copy) % 1000) / 1000.0
    value = pl.col("value") * times * pl.when(is_revised).then(0.99).otherwise(1.0)
    return rows.with_columns(value=value, flag=pl.lit(""))


def _make_fetched(name: str, rows: pl.DataFrame, copy: int, titles: dict[str, str], round_: int) -> Fetched:
    title = "" if copy else titles.get(name, "")
    course = Course(table=TABLE, measure=name_copy(name, copy), title=title, rows=rows)
    return Fetched(course=course, service="kolada", moment=MOMENT + round_ * MONTH, digests=[f"{name}{round_}"])


def _ask(home: Path, copies: int) -> Asked:
    """Pages and courses out of the store, each in the state of a program that has just begun to answer."""
    catalogue, names = load_catalogue(), list_measures(copies)
    table = catalogue.tables[TABLE]
    reader = RenewedReader(catalogue.folder / "figures", home)
    shown = _time_each([partial(reader.read, table, name, "T") for name in names])
    with open_history(home / FOLDER) as history:
        now = _time_each([partial(history.read, TABLE, name) for name in names])
        then = _time_each([partial(history.read, TABLE, name, MOMENT + MONTH / 2) for name in names])
    return Asked(page=_ask_pages(home), shown=shown, now=now, then=then)


def _time_each(works: list[Callable[[], object]]) -> tuple[float, float]:
    """Milliseconds of the middle and of the worst."""
    taken = [time_median(work, 1) * 1000.0 for work in works]
    return statistics.median(taken), max(taken)


def _ask_pages(home: Path) -> tuple[float, float]:
    """Seconds for the pages of all municipalities, the middle and the worst, in a process that has served a page and
    then set aside what it has opened, as a server does.
    """
    os.environ |= {"SAMSPEL_HOME": str(home), "DJANGO_SETTINGS_MODULE": "samspel.web.settings"}
    import django

    django.setup()
    from django.test import Client

    client = Client(headers={"host": "localhost"})

    def get(code: str) -> None:
        status = client.get(f"/plats/{code}/").status_code
        if status != HTTPStatus.OK:
            raise RuntimeError(f"{code} answered {status}")

    codes = [place.code for place in load_catalogue().places.municipalities]
    get(codes[0])
    gc.collect()
    gc.freeze()
    middle, worst = _time_each([partial(get, code) for code in codes[1:]])
    return middle / 1000.0, worst / 1000.0
