"""What a making of the figures says that it changed, and a log that adds up to what is built in."""

from collections import Counter
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from samspel.catalogue.loading import Catalogue, find_content
from samspel.catalogue.reading import read_list
from samspel.catalogue.records.figures import FigureChange
from samspel.research.making.changes import CHANGES, KEY, compare_figures, write_changes

DAY = date(2026, 12, 1)


def rows(told: str) -> pl.DataFrame:
    """Tidy rows of words such as `a 01 1.5`: table, place and value."""
    cells = [one.split() for one in told.split(", ")]
    return pl.DataFrame(
        [(table, "m", "T", code, 2025, float(value)) for table, code, value in cells],
        schema=[*KEY, "value"],
        orient="row",
    )


BEFORE = rows("a 01 1, a 02 2, a 03 3, b 01 1, c 01 1, e 01 1")
AFTER = rows("a 01 1, a 02 2.5, a 04 4, b 01 1, b 02 0, d 01 1, e 01 1")


def test_each_table_that_differs_is_told_with_what_was_added_removed_and_changed() -> None:
    found = compare_figures(BEFORE, AFTER, DAY)
    assert [(one.table, one.what, one.added, one.removed, one.changed) for one in found] == [
        ("a", "changed", 1, 1, 1),
        ("b", "more", 1, 0, 0),
        ("c", "removed", 0, 1, 0),
        ("d", "new", 1, 0, 0),
    ]
    assert compare_figures(AFTER, AFTER, DAY) == []


def test_the_log_reads_as_it_was_written_and_leaves_why_to_a_person(tmp_path: Path) -> None:
    path = tmp_path / CHANGES
    path.write_text("# The log.\n", encoding="utf-8")
    found = compare_figures(BEFORE, AFTER, DAY)
    write_changes(path, found)
    assert list(read_list(path, "change", FigureChange)) == found
    assert path.read_text(encoding="utf-8").count("Why is for a person to write") == len(found)


@pytest.fixture(scope="module")
def built_in(catalogue: Catalogue) -> Counter[str]:
    """How many values each table holds: the filled cells outside key and period."""
    figures, found = find_content() / "figures", Counter[str]()
    for table in catalogue.tables.values():
        path = figures / table.file
        if table.form == "tidy":
            held = pl.scan_parquet(path).filter(pl.col("table") == table.id).select(pl.col("value").count())
            found[table.id] = held.collect().item()
        else:
            cells = pl.read_csv(path, infer_schema=False).drop(
                name for name in (table.key, table.period_column) if name
            )
            found[table.id] = int(cells.count().sum_horizontal().item())
    return found


def test_the_changes_of_each_table_add_up_to_what_is_built_in(catalogue: Catalogue, built_in: Counter[str]) -> None:
    logged = Counter[str]()
    for change in catalogue.changes:
        logged[change.table] += change.added - change.removed
    assert +logged == built_in
