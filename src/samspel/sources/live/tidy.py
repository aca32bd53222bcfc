"""The form in which every adapter tells what it has read, its codes made ours, and what must hold of it."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from samspel.catalogue.records.fetching import FetchChecks, Retitled, Way
from samspel.sources.live.errors import ChangedError
from samspel.terms.place import COUNTRY_CODE

SCHEMA = {"gender": pl.String, "code": pl.String, "year": pl.Int16, "value": pl.Float64, "flag": pl.String}
"""Rows of one measure. `flag` says why a value is absent: `missing` or `secret`; empty where there is one."""
KEYS = ["gender", "code", "year"]
GENDERS = ("T", "K", "M")
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


def harmonise(course: Course, checks: FetchChecks) -> Course:
    """The course with the codes that places have today. What a place's older code holds for a year gives way to what
    the newer one holds.
    """
    was = pl.col("code").is_in(list(checks.codes))
    newer, older = course.rows.filter(~was), course.rows.filter(was).with_columns(pl.col("code").replace(checks.codes))
    return replace(course, rows=pl.concat([newer, older.join(newer, on=KEYS, how="anti")]))


def check_course(course: Course, checks: FetchChecks, places: Container[str], today: date) -> None:
    """Every place known, every year possible, every value a number or a flag, no row twice. Raises ChangedError."""
    rows = course.rows
    if rows.filter(pl.col("value").is_not_null()).is_empty():
        raise _changed(course, "not a single value", "values")
    for code in rows["code"].unique().sort():
        if code not in places:
            raise _changed(course, f"the code {code}", "codes of municipalities and regions, or 00")
    first, last = checks.first_year, today.year + checks.years_ahead
    is_told = pl.col("value").is_not_null()
    wrong = rows.filter(
        ~pl.col("year").is_between(first, last)
        | ~pl.col("gender").is_in(GENDERS)
        | (is_told & ~pl.col("value").is_finite())
        | (is_told != (pl.col("flag") == ""))
    )
    for row in wrong.iter_rows(named=True):
        raise _changed(course, _tell(row), f"a number or a flag, in {first}–{last}")
    for row in rows.filter(rows.select(KEYS).is_duplicated()).sort(KEYS).iter_rows(named=True):
        raise _changed(course, f"{_tell(row)} twice", "each row once")


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


def compare_course(course: Course, before: pl.DataFrame, checks: FetchChecks, bounds: tuple[float, float]) -> None:
    """Hold a course against what there was of the same measure: as much of it must be there still, and in the same
    unit; a value outside what there was and what is possible (`bounds`) is told. Raises ChangedError.
    """
    told = course.rows.filter(pl.col("value").is_not_null())
    low, high = bounds
    for row in told.filter(~pl.col("value").is_between(low, high)).head(1).iter_rows(named=True):
        raise _changed(course, _tell(row), f"{low:g} to {high:g}")
    had = before.filter(pl.col("value").is_not_null() & pl.col("year").is_in(told["year"].unique().to_list()))
    if had.is_empty():
        return
    both = had.join(told, on=KEYS, suffix="_now")
    if both.height < checks.least_kept_share * had.height:
        raise _changed(
            course, f"{both.height} of {had.height} values of the same years", f"{checks.least_kept_share:.0%}"
        )
    both = both.filter((pl.col("value") != 0.0) & (pl.col("value_now") != 0.0))
    times = both.select(times=(pl.col("value_now") / pl.col("value")).median()).item()
    if times is not None and not 1.0 / checks.jump <= times <= checks.jump:
        raise _changed(course, f"the middle value is {times:.3g} times what it was", "the same unit")


def find_complete_years(rows: pl.DataFrame, share: float) -> list[int]:
    """The years to show: the newest are left out until so large a share of the places have a value, by the level that
    has most of them (municipalities, else regions).
    """
    told = rows.filter(pl.col("value").is_not_null() & (pl.col("gender") == "T") & (pl.col("code") != COUNTRY_CODE))
    if told.is_empty():
        return sorted(rows["year"].unique().to_list())
    municipal = told.filter(pl.col("code").str.len_chars() == MUNICIPALITY)
    counted = (told if municipal.is_empty() else municipal).group_by("year").len().sort("year")
    years = [int(year) for year in sorted(rows["year"].unique().to_list())]
    counts = dict(zip(counted["year"].to_list(), counted["len"].to_list(), strict=True))
    while years and counts.get(years[-1], 0) < share * max(counts.values()):
        years.pop()
    return years


def _changed(course: Course, found: str, expected: str) -> ChangedError:
    return ChangedError("fetch_changed", subject=course.measure, found=found, expected=expected)


def _tell(row: Mapping[str, object]) -> str:
    return ", ".join(str(row[key]) for key in (*KEYS, "value") if row[key] is not None)
