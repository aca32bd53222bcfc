"""Measures taken in together are as if taken in one by one, and a kill leaves all of them as they were."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspel.catalogue.fetching import Wanted
from samspel.sources.live.tidy import KEYS, SCHEMA, Course
from samspel.store.live import history as history_module
from samspel.store.live.history import History, Snapshot, open_history
from samspel.store.live.taking import GONE, BuiltIn, Taken

READ, BEGIN = datetime(2026, 1, 10, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC)
SOURCE = Path(history_module.__file__).parents[3]
Key = tuple[str, str, int]
Told = dict[Key, tuple[float | None, str]]
KEY = st.tuples(st.sampled_from("TK"), st.sampled_from(["0180", "2181", "00"]), st.integers(2020, 2023))
VALUE = st.one_of(
    st.tuples(st.sampled_from([0.0, 1.0, 2.5]), st.just("")),
    st.tuples(st.none(), st.sampled_from(["secret", "missing"])),
)
TOLD = st.dictionaries(KEY, VALUE, min_size=1, max_size=12)
ROUND = st.dictionaries(st.sampled_from(["N1", "N2", "N3", "U1"]), st.tuples(TOLD, st.booleans()), min_size=1)
BUILT: dict[Wanted, Told] = {Wanted("kolada", "N1"): {("T", "0180", 2020): (9.0, ""), ("T", "2181", 2019): (8.0, "")}}


def make_course(measure: str, told: Told) -> Course:
    rows = pl.DataFrame([(*key, *value) for key, value in told.items()], schema=SCHEMA, orient="row")
    return Course(table="kolada", measure=measure, title=measure, rows=rows)


def make_taken(round_: dict[str, tuple[Told, bool]], number: int) -> list[Taken]:
    """What one round tells; only what has a course already can begin anew."""
    return [
        Taken(
            course=make_course(measure, told),
            service="kolada",
            fetched=BEGIN + timedelta(days=number),
            digests=[f"{measure}-{number}"],
            last=2023,
            is_anew=is_anew and number > 0,
        )
        for measure, (told, is_anew) in round_.items()
    ]


def built_in() -> dict[Wanted, BuiltIn]:
    return {name: BuiltIn(make_course(name.measure, told), READ) for name, told in BUILT.items()}


def tell(history: History, at: datetime | None = None) -> dict[str, tuple[list[object], list[tuple[object, ...]]]]:
    """Each measure's latest snapshot and rows, snapshots by their moments in place of their numbers."""
    moments = {
        one.id: one.fetched for name in ("N1", "N2", "N3", "U1") for one in history.list_snapshots("kolada", name)
    }
    found = {}
    for one in history.list_latest(at):
        rows = history.read("kolada", one.measure, at).with_columns(pl.col("snapshot").replace_strict(moments))
        found[one.measure] = ([moments[one.since], *_describe(one)], rows.rows())
    return found


def _describe(one: Snapshot) -> Sequence[object]:
    return one.title, one.fetched, one.digests, one.years, one.last_shown, one.added, one.changed, one.gone


def remember(model: dict[str, Told], round_: dict[str, tuple[Told, bool]], *, is_first: bool) -> None:
    """The same said plainly: what a measure is after a round."""
    for measure, (told, is_anew) in round_.items():
        before = model.get(measure)
        if before is None:
            before = dict(BUILT.get(Wanted("kolada", measure), {}))
        if is_anew and not is_first:
            before = {}
        years = {year for _, _, year in told}
        gone = {key: (None, GONE) for key in before if key[2] in years}
        model[measure] = before | gone | told


@settings(max_examples=25, deadline=None)
@given(rounds=st.lists(ROUND, min_size=1, max_size=3))
def test_taken_together_is_taken_one_by_one(rounds: list[dict[str, tuple[Told, bool]]]) -> None:
    model: dict[str, Told] = {}
    with TemporaryDirectory() as folder:
        one, other = Path(folder, "one"), Path(folder, "other")
        one.mkdir()
        other.mkdir()
        with open_history(one) as together, open_history(other) as alone:
            for number, round_ in enumerate(rounds):
                taken, shown = make_taken(round_, number), BEGIN + timedelta(days=number, hours=1)
                together.take(taken, {name: found for name, found in built_in().items() if name.measure in round_})
                for each in taken:
                    name = Wanted("kolada", each.course.measure)
                    alone.take([each], {key: found for key, found in built_in().items() if key == name})
                remember(model, round_, is_first=not number)
                for history in (together, alone):
                    history.note_shown(shown)
            for number in range(len(rounds)):
                at = BEGIN + timedelta(days=number, hours=2)
                assert tell(together, at) == tell(alone, at)
            found = {name: {row[:3]: row[3:5] for row in rows} for name, (_, rows) in tell(together).items()}
    assert found == model


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_one_that_cannot_be_kept_leaves_all_of_them_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """Two insertions of the built-in figures and two of the fetched; one of them fails."""
    told: Told = {("T", "00", 2020): (1.0, "")}
    with open_history(tmp_path) as history:
        history.take(make_taken({"N2": (told, False)}, 0))
        before, insert, done = tell(history), History._insert, list[str]()

        def fail(self: History, table: str, rows: pl.DataFrame, order: str) -> None:
            insert(self, table, rows, order)
            done.append(table)
            if len(done) == number:
                raise KeyboardInterrupt

        changed: Told = {("T", "00", 2020): (2.0, "")}
        with monkeypatch.context() as patch:
            patch.setattr(History, "_insert", fail)
            with pytest.raises(KeyboardInterrupt):
                history.take(make_taken({"N1": (told, False), "N2": (changed, False)}, 1), built_in())
        assert tell(history) == before
        with pytest.raises(AssertionError, match="twice"):
            history.take(make_taken({"N2": (changed, False)}, 1) * 2)
        assert tell(history) == before


PLACES = [f"{code:04}" for code in range(100, 390)]
MANY = [f"N{number:05}" for number in range(60)]


def make_many(plus: float) -> list[Taken]:
    """Sixty measures, 500,000 values, all of which differ by `plus`."""
    columns = {
        "gender": ["T"] * 29 * len(PLACES),
        "code": PLACES * 29,
        "year": [year for year in range(1994, 2023) for _ in PLACES],
        "flag": [""] * 29 * len(PLACES),
    }
    rows = pl.DataFrame(columns).with_columns(value=pl.col("year") + plus)
    rows = rows.select(pl.col(name).cast(kind) for name, kind in SCHEMA.items())
    courses = [Course(table="kolada", measure=measure, title=measure, rows=rows) for measure in MANY]
    return [Taken(course=course, service="kolada", fetched=BEGIN, last=2022) for course in courses]


def take_in(folder: Path, plus: float, last: int) -> None:
    """The program that is killed: by itself after so many insertions, before what it has done is made to hold, or by
    whoever started it.
    """
    taken, insert, done = make_many(plus), History._insert, list[str]()

    def stop(self: History, table: str, rows: pl.DataFrame, order: str) -> None:
        insert(self, table, rows, order)
        done.append(table)
        if len(done) == last:
            os.kill(os.getpid(), signal.SIGKILL)

    vars(history_module)["History"]._insert = stop
    with open_history(folder) as history:
        print("ready", flush=True)
        history.take(taken)


def kill(folder: Path, number: int, last: int) -> bool:
    """Let a program take in what is `number` more, until it has made `last` insertions or until some moment; whether it
    was killed.
    """
    environment = {**os.environ, "PYTHONPATH": f"{SOURCE}{os.pathsep}{Path(__file__).parents[1]}"}
    called = f"take_in(Path({str(folder)!r}), {number}, {last})"
    code = f"from pathlib import Path; from store.test_store_live_taking import take_in; {called}"
    with subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
        try:
            program.wait(60 if last else random.Random(number).uniform(0.05, 1.0))
        except subprocess.TimeoutExpired:
            program.send_signal(signal.SIGKILL)
        return program.wait(60) == -signal.SIGKILL


def test_a_kill_leaves_all_measures_as_they_were(tmp_path: Path) -> None:
    with open_history(tmp_path) as history:
        history.take(make_many(0.0))
    shown, rounds, killed = 0.0, 1, 0
    for number, last in enumerate((1, 2, 0, 0, 0), 1):
        killed += kill(tmp_path, number, last)
        with open_history(tmp_path) as history:
            plus, counts = set(), {len(history.list_snapshots("kolada", measure)) for measure in MANY}
            for snapshots, rows in history.list_courses():
                plus |= set((rows["value"] - rows["year"]).unique())
                assert rows.height == len(snapshots) * 29 * len(PLACES)
                assert rows.select("number", *KEYS).is_duplicated().sum() == 0
        assert plus in ({shown}, {float(number)} if not last else {shown})
        rounds += plus != {shown}
        assert counts == {rounds}
        (shown,) = plus
        assert not list(tmp_path.glob("*.parquet"))
    assert killed >= 2
