"""What is taken into the history, and how it differs from what is there."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import polars as pl

from samspel.sources.live.tidy import NUMBERED, SCHEMA, Course

GONE = "gone"
"""The flag of a value that its publisher no longer tells of."""


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A course to take in, who told it and when, the checksums of the answers, and the newest year that most places
    have. `is_anew` leaves what was before out of the course.
    """

    course: Course
    service: str
    fetched: datetime
    digests: Sequence[str] = ()
    last: int = 0
    is_anew: bool = False


class BuiltIn(NamedTuple):
    """The built-in figures of a measure, and the day that they were read."""

    course: Course
    read: datetime


def compare(before: pl.DataFrame, now: pl.DataFrame) -> tuple[pl.DataFrame, Mapping[int, tuple[int, int, int]]]:
    """The rows that differ from before, those that are gone with their mark; and by course how many were added, changed
    and gone. A year of which nothing is told now is left as it was.
    """
    if before.is_empty():
        sizes = dict(now.group_by("number").len().iter_rows())
        return now, {number: (size, 0, 0) for number, size in sizes.items()}
    there = before.filter(pl.col("flag") != GONE).select("number", *SCHEMA)
    both = now.join(there, on=NUMBERED, how="left", suffix="_before")
    is_new = pl.col("flag_before").is_null()
    is_same = pl.col("value").eq_missing(pl.col("value_before")) & (pl.col("flag") == pl.col("flag_before"))
    differs = both.filter(is_new | ~is_same.fill_null(value=False)).with_columns(is_new=is_new)
    years = now.select("number", "year").unique()
    gone = there.join(years, on=["number", "year"], how="semi").join(now, on=NUMBERED, how="anti")
    marked = gone.with_columns(value=pl.lit(None, pl.Float64), flag=pl.lit(GONE))
    counts = defaultdict[int, list[int]](lambda: [0, 0, 0])
    for part, place in ((differs.filter("is_new"), 0), (differs.filter(~pl.col("is_new")), 1), (gone, 2)):
        for number, count in part.group_by("number").len().iter_rows():
            counts[number][place] = count
    rows = pl.concat([each.select("number", *SCHEMA) for each in (differs, marked)])
    return rows, defaultdict(lambda: (0, 0, 0), {number: (one[0], one[1], one[2]) for number, one in counts.items()})
