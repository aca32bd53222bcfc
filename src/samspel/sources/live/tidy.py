"""The form in which every adapter tells what it has read, its codes made ours, and what must hold of it."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from samspel.catalogue.records.fetching import FetchChecks, Retitled, Way
from samspel.sources.live.errors import ChangedError
from samspel.terms.place import COUNTRY_CODE

SCHEMA = {"gender": pl.String, "code": pl.String, "year": pl.Int16, "value": pl.Float64, "flag": pl.String}
"""Rows of one measure. `flag` says why a value is absent: `missing` or `secret`; empty where there is one."""
KEYS = ["gender", "code", "year"]
NUMBERED = ["number", *KEYS]
"""Keys of the rows of several courses, each with the number of its course: what is held against what there was, and
kept, is so many courses at a time, since one alone is too little work for what it takes to begin.
"""
GENDERS = ("T", "K", "M")
TOTAL = GENDERS[0]
MUNICIPALITY = len("0000")


@dataclass(frozen=True, kw_only=True)
class Course:
    """One measure as its publisher tells it now: all years, places and genders, under the publisher's own title."""

    table: str
    measure: str
    title: str
    rows: pl.DataFrame


def make_rows(columns: Mapping[str, list[object]]) -> pl.DataFrame:
    """Rows in the tidy form, from a list a column."""
    return pl.DataFrame(columns, schema=SCHEMA, strict=True)


def gather_rows(rows: Iterable[tuple[str, str, int, float | None, str]]) -> pl.DataFrame:
    """Rows in the tidy form, from gender, code, year, value and flag of each."""
    return pl.DataFrame(list(rows), schema=SCHEMA, orient="row", strict=True)


def number_rows(courses: Sequence[Course], numbers: Sequence[int] | None = None) -> pl.DataFrame:
    """The rows of several courses, each with the number of its course: its place among them, or the one given."""
    parts = [course.rows for course in courses]
    lengths = [part.height for part in parts]
    named = pl.Series("number", range(len(parts)) if numbers is None else numbers, dtype=pl.Int64)
    column = pl.Series("number", np.repeat(named.to_numpy(), lengths), dtype=pl.Int64)
    return pl.concat([pl.DataFrame(schema=SCHEMA), *parts]).insert_column(0, column)


def harmonise(rows: pl.DataFrame, checks: FetchChecks) -> pl.DataFrame:
    """The rows with the codes that places have today. What a place's older code holds for a year gives way to what the
    newer one holds.
    """
    was = pl.col("code").is_in(list(checks.codes))
    newer, older = rows.filter(~was), rows.filter(was).with_columns(pl.col("code").replace(checks.codes))
    return rows if older.is_empty() else pl.concat([newer, older.join(newer, on=NUMBERED, how="anti")])


def check_rows(
    courses: Sequence[Course], rows: pl.DataFrame, checks: FetchChecks, places: Container[str], today: date
) -> dict[int, ChangedError]:
    """Every place known, every year possible, every value a number or a flag, no row twice: the first fault of each
    course that has any, by its number.
    """
    told = set(rows.filter(pl.col("value").is_not_null())["number"].unique())
    faults = {
        number: _changed(course, "not a single value", "values")
        for number, course in enumerate(courses)
        if number not in told
    }
    unknown = [code for code in rows["code"].unique() if code not in places]
    for row in _find_first(rows.filter(pl.col("code").is_in(unknown)).sort("number", "code")):
        expected = "codes of municipalities and regions, or 00"
        faults.setdefault(row["number"], _changed(courses[row["number"]], f"the code {row['code']}", expected))
    first, last = checks.first_year, today.year + checks.years_ahead
    is_told = pl.col("value").is_not_null()
    wrong = rows.filter(
        ~pl.col("year").is_between(first, last)
        | ~pl.col("gender").is_in(GENDERS)
        | (is_told & ~pl.col("value").is_finite())
        | (is_told != (pl.col("flag") == ""))
    )
    for row in _find_first(wrong):
        expected = f"a number or a flag, in {first}–{last}"
        faults.setdefault(row["number"], _changed(courses[row["number"]], _tell(row), expected))
    for row in _find_first(rows.filter(rows.select(NUMBERED).is_duplicated()).sort(NUMBERED)):
        faults.setdefault(row["number"], _changed(courses[row["number"]], f"{_tell(row)} twice", "each row once"))
    return faults


def settle_title(course: Course, before: str, declared: Iterable[Retitled]) -> Way:
    """Whether the course goes on under its title or begins anew. Raises ChangedError for a title that is neither the
    one before, if that is known, nor declared.
    """
    if course.title == before or not before:
        return "join"
    for one in declared:
        if (one.measure, one.title) == (course.measure, course.title):
            return one.way
    raise ChangedError("fetch_retitled", subject=course.measure, before=before, after=course.title)


def compare_rows(
    courses: Sequence[Course],
    rows: pl.DataFrame,
    before: pl.DataFrame,
    checks: FetchChecks,
    bounds: Sequence[tuple[float, float]],
) -> dict[int, ChangedError]:
    """Hold courses against what there was of the same measures: as much of it must be there still, and in the same
    unit; nor may a value lie outside what is possible, the two `bounds` of each course. The first fault of each course
    that has any, by its number.
    """
    told = rows.filter(pl.col("value").is_not_null())
    low, high = (pl.Series([each[side] for each in bounds], dtype=pl.Float64) for side in (0, 1))
    outside = told.filter(~pl.col("value").is_between(low.gather(told["number"]), high.gather(told["number"])))
    faults = dict[int, ChangedError]()
    for row in _find_first(outside):
        least, most = bounds[row["number"]]
        faults[row["number"]] = _changed(courses[row["number"]], _tell(row), f"{least:g} to {most:g}")
    years = told.select("number", "year").unique()
    had = before.filter(pl.col("value").is_not_null()).join(years, on=["number", "year"], how="semi")
    both = had.join(told, on=NUMBERED, suffix="_now")
    for number, kept, there in _count(both, had):
        if kept < checks.least_kept_share * there:
            found, expected = f"{kept} of {there} values of the same years", f"{checks.least_kept_share:.0%}"
            faults.setdefault(number, _changed(courses[number], found, expected))
    both = both.filter((pl.col("value") != 0.0) & (pl.col("value_now") != 0.0))
    times = both.group_by("number").agg(times=(pl.col("value_now") / pl.col("value")).median())
    for number, middle in times.filter(~pl.col("times").is_between(1.0 / checks.jump, checks.jump)).iter_rows():
        found = f"the middle value is {middle:.3g} times what it was"
        faults.setdefault(number, _changed(courses[number], found, "the same unit"))
    return faults


def find_last_years(rows: pl.DataFrame, share: float) -> dict[int, int]:
    """The newest year to show of each course, by its number: years are left out until so large a share of the places
    have a value, by the level that has most of them (municipalities, else regions).
    """
    is_told = pl.col("value").is_not_null() & (pl.col("gender") == "T") & (pl.col("code") != COUNTRY_CODE)
    municipal = is_told & (pl.col("code").str.len_chars() == MUNICIPALITY)
    years = rows.group_by("number", "year").agg(told=is_told.sum(), municipal=municipal.sum()).sort("number", "year")
    is_municipal = pl.col("municipal").max().over("number") > 0
    counted = years.with_columns(count=pl.when(is_municipal).then("municipal").otherwise("told"))
    whole = counted.filter(pl.col("count") >= share * pl.col("count").max().over("number"))
    return dict(whole.group_by("number").agg(pl.col("year").max()).iter_rows())


def _find_first(rows: pl.DataFrame) -> Iterable[dict[str, Any]]:
    """The first row of each course."""
    return rows.unique("number", keep="first", maintain_order=True).iter_rows(named=True)


def _count(some: pl.DataFrame, all_of_them: pl.DataFrame) -> Iterable[tuple[int, int, int]]:
    """The number of each course, how many of its rows are among some of them, and how many there are."""
    counts = [rows.group_by("number").len() for rows in (all_of_them, some)]
    both = counts[0].join(counts[1], on="number", how="left", suffix="_some").fill_null(0)
    return both.select("number", "len_some", "len").sort("number").iter_rows()


def _changed(course: Course, found: str, expected: str) -> ChangedError:
    return ChangedError("fetch_changed", subject=course.measure, found=found, expected=expected)


def _tell(row: Mapping[str, object]) -> str:
    return ", ".join(str(row[key]) for key in (*KEYS, "value") if row[key] is not None)
