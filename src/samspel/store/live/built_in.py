"""The built-in figures of measures in the form of fetched ones: the first snapshots of their history."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

import polars as pl

from samspel.catalogue.fetching import Wanted
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.figures import Table
from samspel.catalogue.tables import read_table
from samspel.observations.register import load_register
from samspel.sources.live.tidy import SCHEMA, Course
from samspel.store.live.taking import BuiltIn


def list_titles(catalogue: Catalogue) -> dict[str, str]:
    """The titles under which measures were built in, by the publisher's number."""
    found: dict[str, str] = {}
    for table in catalogue.tables.values():
        if table.register is not None:
            found |= {one.measure: one.title for one in load_register(catalogue, table).values()}
    return found


def read_built_in(catalogue: Catalogue, wanted: Iterable[Wanted], titles: Mapping[str, str]) -> dict[Wanted, BuiltIn]:
    """The built-in courses of those measures that are built in, under the titles that they had."""
    found: dict[Wanted, BuiltIn] = {}
    by_table: dict[str, list[str]] = {}
    for one in wanted:
        by_table.setdefault(one.table, []).append(one.measure)
    for name, measures in by_table.items():
        table = catalogue.tables[name]
        read = datetime.fromisoformat(table.read).replace(tzinfo=UTC)
        parts = _read_tidy if table.form == "tidy" else _read_wide
        for measure, rows in parts(catalogue, table, measures):
            course = Course(table=name, measure=measure, title=titles.get(measure, ""), rows=rows)
            found[Wanted(name, measure)] = BuiltIn(course, read)
    return found


def _read_tidy(catalogue: Catalogue, table: Table, measures: Sequence[str]) -> Iterator[tuple[str, pl.DataFrame]]:
    wanted = pl.col("measure").is_in(list(measures)) & (pl.col("table") == table.id)
    rows = pl.scan_parquet(catalogue.folder / "figures" / table.file).filter(wanted).collect()
    tidy = _make_tidy(rows, "measure")
    for (measure,), some in tidy.partition_by("measure", as_dict=True, include_key=False).items():
        yield str(measure), some


def _make_tidy(rows: pl.DataFrame, *more: str) -> pl.DataFrame:
    tidy = rows.with_columns(flag=pl.lit(""))
    return tidy.select(*more, *(pl.col(name).cast(kind) for name, kind in SCHEMA.items()))


def _read_wide(catalogue: Catalogue, table: Table, measures: Sequence[str]) -> Iterator[tuple[str, pl.DataFrame]]:
    """Columns of a table with a column a measure; a blank cell is no row."""
    read = read_table(catalogue.folder / "figures" / table.file, table.columns)
    stated = read.numbers([table.period_column])[:, 0].tolist() if table.period_column is not None else []
    columns = {
        "gender": ["T"] * len(read.rows),
        "code": list(read.texts(table.key)),
        "year": [int(year) for year in stated] or [table.year or 0] * len(read.rows),
    }
    for measure in measures:
        values = pl.DataFrame({**columns, "value": read.numbers([measure])[:, 0].tolist()})
        yield measure, _make_tidy(values.filter(pl.col("value").is_not_nan()))
