"""The built-in figures of a measure in the form of fetched ones: the first snapshot of its history."""

from datetime import UTC, datetime

import polars as pl

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.figures import Table
from samspel.catalogue.tables import read_table
from samspel.observations.register import load_register
from samspel.sources.live.tidy import SCHEMA, Course


def list_titles(catalogue: Catalogue) -> dict[str, str]:
    """The titles under which measures were built in, by the publisher's number."""
    found: dict[str, str] = {}
    for table in catalogue.tables.values():
        if table.register is not None:
            found |= {one.measure: one.title for one in load_register(catalogue, table).values()}
    return found


def read_built_in(catalogue: Catalogue, table: str, measure: str, title: str) -> tuple[Course, datetime] | None:
    """The built-in course of a measure, and the day it was read; None for one that is not built in."""
    declared = catalogue.tables[table]
    rows = (
        _read_tidy(catalogue, declared, measure)
        if declared.form == "tidy"
        else _read_wide(catalogue, declared, measure)
    )
    if rows.is_empty():
        return None
    tidy = rows.with_columns(flag=pl.lit("")).select(pl.col(name).cast(kind) for name, kind in SCHEMA.items())
    read = datetime.fromisoformat(declared.read).replace(tzinfo=UTC)
    return Course(table=table, measure=measure, title=title, rows=tidy), read


def _read_tidy(catalogue: Catalogue, table: Table, measure: str) -> pl.DataFrame:
    wanted = (pl.col("measure") == measure) & (pl.col("table") == table.id)
    return pl.scan_parquet(catalogue.folder / "figures" / table.file).filter(wanted).collect()


def _read_wide(catalogue: Catalogue, table: Table, measure: str) -> pl.DataFrame:
    """A column of a table with a column a measure; a blank cell is no row."""
    read = read_table(catalogue.folder / "figures" / table.file, table.columns)
    stated = read.numbers([table.period_column])[:, 0].tolist() if table.period_column is not None else []
    columns = {
        "gender": ["T"] * len(read.rows),
        "code": list(read.texts(table.key)),
        "year": [int(year) for year in stated] or [table.year or 0] * len(read.rows),
        "value": read.numbers([measure])[:, 0].tolist(),
    }
    return pl.DataFrame(columns).filter(pl.col("value").is_not_nan())
