"""What a making of the figures changed, table by table, and the entries of the log that tell of it."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import polars as pl

from samspel.catalogue.records.figures import ChangeKind, FigureChange

CHANGES = "changes.toml"
KEY = ("table", "measure", "gender", "code", "year")


def compare_figures(before: pl.DataFrame, after: pl.DataFrame, day: date) -> list[FigureChange]:
    """A change for each table whose tidy rows differ, by id; none where nothing does."""
    if before.equals(after):
        return []
    values = before.join(after, on=KEY, how="full", coalesce=True, suffix="_after")
    old, new = pl.col("value"), pl.col("value_after")
    counts = (
        values.group_by("table")
        .agg(added=old.is_null().sum(), removed=new.is_null().sum(), changed=(old != new).sum())
        .sort("table")
    )
    had, has = (set(rows["table"].unique()) for rows in (before, after))
    return [
        FigureChange(day=day, table=table, what=_name_kind(table in had, table in has, lost), **told)
        for row in counts.iter_rows(named=True)
        if any((told := {name: row[name] for name in ("added", "removed", "changed")}).values())
        for table, lost in ((row["table"], row["removed"] + row["changed"]),)
    ]


def write_changes(path: Path, changes: Iterable[FigureChange]) -> None:
    """Add the changes to the end of the log; why is left for a person, and the file says so."""
    with path.open("a", encoding="utf-8") as log:
        for one in changes:
            log.write(
                f'\n[[change]]\nday = {one.day}\ntable = "{one.table}"\nwhat = "{one.what}"\n'
                f"added = {one.added}\nremoved = {one.removed}\nchanged = {one.changed}\n"
                '# Why is for a person to write: sv = { why = "…" } and en = { why = "…" }\n'
            )


def _name_kind(had: bool, has: bool, lost: int) -> ChangeKind:
    if not had:
        return "new"
    if not has:
        return "removed"
    return "changed" if lost else "more"
