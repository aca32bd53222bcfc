"""Fetched measures are held against what there was, many at a time, and each stands or falls alone."""

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from samspel.app.renewing import Fetched, Renewer
from samspel.catalogue.fetching import Wanted
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.fetching import Retitled
from samspel.sources.live.tidy import SCHEMA, Course
from samspel.store.live.built_in import list_titles, read_built_in
from samspel.store.live.history import History, describe_courses, open_history
from samspel.store.live.records import Renewed, Stopped

TODAY, NOON = date(2026, 11, 30), datetime(2026, 11, 30, 12, tzinfo=UTC)
SICK, OTHER, WHOLE, NEW = "N00090", "N00205", "N07403", "N99999"
"""Three measures that are built in, and one that nobody has had before."""


@pytest.fixture(scope="module")
def courses(catalogue: Catalogue) -> dict[str, Course]:
    """What Kolada tells: the built-in years of three, and of one a single year."""
    wanted = [Wanted("kolada", measure) for measure in (SICK, OTHER, WHOLE)]
    built_in = read_built_in(catalogue, wanted, list_titles(catalogue))
    found = {name.measure: one.course for name, one in built_in.items()}
    rows = found[SICK].rows.filter(pl.col("year") == 2022)
    return found | {NEW: Course(table="kolada", measure=NEW, title="Antal", rows=rows)}


def change(course: Course, title: str = "", /, **columns: pl.Expr) -> Fetched:
    """A course as it is fetched, with some columns changed, under its own title or another."""
    rows = course.rows.with_columns(**columns).select(list(SCHEMA))
    told = Course(table=course.table, measure=course.measure, title=title or course.title, rows=rows)
    return Fetched(course=told, service="kolada", moment=NOON, digests=["abc"])


def take(
    catalogue: Catalogue, history: History, *fetched: Fetched, retitled: tuple[Retitled, ...] = ()
) -> tuple[list[Renewed], list[Stopped]]:
    return Renewer(catalogue, history, TODAY).take(fetched, retitled)


def hide(code: str) -> dict[str, pl.Expr]:
    """One place's value of the newest year kept secret, and another's missing."""
    newest = pl.col("year") == pl.col("year").max()
    here, there = newest & (pl.col("code") == code), newest & (pl.col("code") == "0180")
    return {
        "value": pl.when(~here & ~there).then(pl.col("value")),
        "flag": pl.when(here).then(pl.lit("secret")).when(there).then(pl.lit("missing")).otherwise("flag"),
    }


def test_each_of_many_stands_or_falls_alone_and_as_if_it_had_come_alone(
    catalogue: Catalogue, courses: dict[str, Course], tmp_path: Path
) -> None:
    """One with secret and missing values, one redefined in silence, one in another unit, one that is new."""
    fetched = [
        change(courses[SICK], **hide("2181")),
        change(courses[OTHER], "Något helt annat, antal"),
        change(courses[WHOLE], value=pl.col("value") * 1000.0),
        change(courses[NEW]),
    ]
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    with open_history(tmp_path / "one") as together, open_history(tmp_path / "other") as alone:
        renewed, stopped = take(catalogue, together, *fetched)
        single = [take(catalogue, alone, one) for one in fetched]
        assert renewed == [one for some, _ in single for one in some]
        assert [(one.measure, one.error.code, one.error.facts) for one in stopped] == [
            (one.measure, one.error.code, one.error.facts) for _, some in single for one in some
        ]
        for measure in (SICK, OTHER, WHOLE, NEW):
            rows, others = (history.read("kolada", measure).drop("snapshot") for history in (together, alone))
            assert rows.equals(others)
        ((snapshots, rows),) = together.list_courses()
        told = describe_courses(snapshots, rows)
    assert [one.measure for one in renewed] == [SICK, NEW]
    assert [(one.measure, one.error.code) for one in stopped] == [(OTHER, "fetch_retitled"), (WHOLE, "fetch_changed")]
    assert [(one.measure, one.last_shown, each.secret) for one, each in zip(snapshots, told, strict=True)] == [
        (SICK, 2022, ("2181",)),
        (NEW, 2022, ()),
    ]
    newest = rows.filter((pl.col("number") == 0) & (pl.col("year") == 2022) & (pl.col("gender") == "T"))
    assert dict(newest.select("code", "flag").filter(pl.col("flag") != "").iter_rows()) == {
        "2181": "secret",
        "0180": "missing",
    }


def test_a_declared_redefinition_begins_anew_and_leaves_the_others_joined(
    catalogue: Catalogue, courses: dict[str, Course], tmp_path: Path
) -> None:
    newer = {"value": pl.col("value") * 1000.0, "year": pl.col("year") + 3}
    with open_history(tmp_path) as history:
        take(catalogue, history, change(courses[SICK]), change(courses[OTHER]))
        declared = (Retitled(measure=SICK, title="Ny definition, antal", way="anew", why="prov"),)
        first = change(courses[SICK], "Ny definition, antal", **newer)
        second = change(courses[OTHER], year=pl.col("year") + 3)
        renewed, stopped = take(catalogue, history, first, second, retitled=declared)
        assert ([one.measure for one in renewed], stopped) == ([SICK, OTHER], [])
        anew, joined = history.read("kolada", SICK), history.read("kolada", OTHER)
    assert anew["year"].min() == first.course.rows["year"].min()
    assert joined["year"].min() == courses[OTHER].rows["year"].min()
    assert anew.height == first.course.rows.height
