"""The history of fetched values: joined without a seam, never joined in silence, and asked for by any earlier day."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from samspel.catalogue.fetching import Wanted
from samspel.sources.live.tidy import Course, make_rows
from samspel.store.live import history as history_module
from samspel.store.live.history import BUILT_IN, FILE, PART, History, Snapshot, Told, describe_courses, open_history
from samspel.store.live.taking import BuiltIn, Taken
from samspel.terms.errors import BadInputError

Row = tuple[str, str, int, float | None, str]
READ, MARCH, MAY = (datetime(2026, month, 10, tzinfo=UTC) for month in (1, 3, 5))


def make_course(*rows: Row, title: str = "Andel") -> Course:
    columns = dict(zip(("gender", "code", "year", "value", "flag"), map(list, zip(*rows, strict=True)), strict=True))
    return Course(table="kolada", measure="N1", title=title, rows=make_rows(columns))


BUILT = make_course(("T", "0180", 2021, 1.0, ""), ("T", "0180", 2022, 2.0, ""), ("T", "2181", 2022, 5.0, ""))
FETCHED = make_course(("T", "0180", 2022, 2.5, ""), ("T", "0180", 2023, 3.0, ""), ("T", "2181", 2023, None, "secret"))


def begin(history: History, moment: datetime, course: Course, last: int = 2023, *, is_anew: bool = False) -> Snapshot:
    """Take a course in after the built-in one."""
    taken = Taken(course=course, service="kolada", fetched=moment, digests=["abc"], last=last, is_anew=is_anew)
    (made,) = history.take([taken], {Wanted("kolada", "N1"): BuiltIn(BUILT, READ)})
    return made


def read(rows: pl.DataFrame) -> list[tuple[object, ...]]:
    return rows.select("code", "year", "value", "flag").rows()


def list_told(history: History) -> list[Told]:
    return [told for snapshots, rows in history.list_courses() for told in describe_courses(snapshots, rows)]


def test_built_in_and_fetched_figures_make_one_course_and_each_value_knows_its_snapshot(tmp_path: Path) -> None:
    with open_history(tmp_path) as history:
        second = begin(history, MAY, FETCHED)
        first = history.list_snapshots("kolada", "N1")[0]
        rows = history.read("kolada", "N1")
    assert read(rows) == [
        ("0180", 2021, 1.0, ""),
        ("0180", 2022, 2.5, ""),
        ("0180", 2023, 3.0, ""),
        ("2181", 2022, None, "gone"),
        ("2181", 2023, None, "secret"),
    ]
    assert rows["snapshot"].to_list() == [1, 2, 2, 2, 2]
    assert (first.service, second.service, second.digests, second.since) == (BUILT_IN, "kolada", ["abc"], 1)
    assert (second.added, second.changed, second.gone) == (2, 1, 1)


def test_what_was_printed_on_a_day_is_what_was_shown_then(tmp_path: Path) -> None:
    with open_history(tmp_path) as history:
        begin(history, READ, BUILT)
        history.note_shown(MARCH)
        begin(history, MAY, FETCHED)
        assert read(history.read("kolada", "N1", MAY))[1] == ("0180", 2022, 2.0, "")
        history.note_shown(MAY)
        history.note_shown(datetime(2026, 6, 1, tzinfo=UTC))
        then, now = history.read("kolada", "N1", datetime(2026, 3, 20, tzinfo=UTC)), history.read("kolada", "N1", MAY)
        assert history.read("kolada", "N1", READ).is_empty()
    assert read(then) == read(BUILT.rows)
    assert read(now)[1] == ("0180", 2022, 2.5, "")


def test_the_same_answer_again_adds_nothing(tmp_path: Path) -> None:
    with open_history(tmp_path) as history:
        begin(history, MARCH, FETCHED, 2023)
        before = history.read("kolada", "N1")
        again = begin(history, MAY, FETCHED, 2023)
        assert (again.added, again.changed, again.gone) == (0, 0, 0)
        assert history.read("kolada", "N1").equals(before)
        assert [one.fetched.month for one in history.list_snapshots("kolada", "N1")] == [1, 3, 5]


def test_what_comes_back_is_there_again(tmp_path: Path) -> None:
    with open_history(tmp_path) as history:
        begin(history, MARCH, FETCHED, 2023)
        back = make_course(("T", "2181", 2022, 5.0, ""), ("T", "0180", 2022, 2.5, ""))
        begin(history, MAY, back, 2023)
        assert ("2181", 2022, 5.0, "") in read(history.read("kolada", "N1"))


def test_a_course_that_begins_anew_leaves_the_older_one_out(tmp_path: Path) -> None:
    with open_history(tmp_path) as history:
        begin(history, READ, BUILT)
        history.note_shown(READ)
        anew = make_course(("T", "0180", 2022, 40.0, ""), title="Andel, ny definition")
        made = begin(history, MAY, anew, 2022, is_anew=True)
        assert read(history.read("kolada", "N1")) == [("0180", 2022, 40.0, "")]
        assert made.since == made.id == 3
        assert read(history.read("kolada", "N1", MARCH)) == read(BUILT.rows)
        assert list_told(history) == [Told(is_mixed=False, secret=())]


def test_a_course_says_whether_built_in_values_are_left_in_it_and_which_newest_ones_are_secret(tmp_path: Path) -> None:
    with open_history(tmp_path) as history:
        begin(history, MAY, FETCHED, 2022)
        assert list_told(history) == [Told(is_mixed=True, secret=())]
        begin(history, MAY, FETCHED, 2023)
        assert list_told(history) == [Told(is_mixed=True, secret=("2181",))]
        assert [one.measure for one in history.list_latest()] == ["N1"]


def test_courses_read_some_at_a_time_are_those_read_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history_module, "MOST_ROWS", 7)
    names = [f"N{number}" for number in range(9)]
    with open_history(tmp_path) as history:
        for moment in (MARCH, MAY):
            for number, name in enumerate(names):
                rows = [
                    ("T", "0180", year, number + moment.month + year / 2.0, "") for year in range(2020 - number, 2024)
                ]
                course = replace(make_course(*rows), measure=name)
                history.take([Taken(course=course, service="kolada", fetched=moment, last=2023)])
        parts = list(history.list_courses())
        alone = [history.read("kolada", name) for name in names]
    together = [course.drop("number") for _, rows in parts for course in rows.partition_by("number")]
    assert len(parts) > 3
    assert [one.measure for some, _ in parts for one in some] == names
    assert all(one.equals(other) for one, other in zip(together, alone, strict=True))


def test_a_history_that_is_damaged_is_told_and_left(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"not a database" * 1000)
    with pytest.raises(BadInputError) as caught, open_history(tmp_path):
        pass
    assert caught.value.code == "history_broken"
    assert (tmp_path / FILE).read_bytes().startswith(b"not a")


def test_whoever_finds_the_history_in_use_takes_nothing_away(tmp_path: Path) -> None:
    """Another program has it open, and is about to read a file that it has written."""
    code = f"""
import pathlib
from samspel.store.live.history import open_history
with open_history(pathlib.Path({str(tmp_path)!r})):
    print("in", flush=True)
    input()
"""
    environment = {**os.environ, "PYTHONPATH": str(Path(history_module.__file__).parents[3])}
    with subprocess.Popen(
        [sys.executable, "-c", code], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "in\n"
        (tmp_path / PART).write_bytes(b"rows")
        with pytest.raises(BadInputError) as caught, open_history(tmp_path):
            pass
        assert (tmp_path / PART).exists()
        other.communicate("\n", timeout=30)
    assert caught.value.code == "fetch_running"
    with open_history(tmp_path):
        assert not (tmp_path / PART).exists()
