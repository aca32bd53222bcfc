"""The built-in figures of a measure in the form of fetched ones: the first snapshot of its history."""

from datetime import UTC, datetime

import polars as pl

from samspel.catalogue.loading import Catalogue
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
    """The built-in course of a measure of a tidy table, and the day it was read; None for one that is not built in."""
    declared = catalogue.tables[table]
    wanted = (pl.col("measure") == measure) & (pl.col("table") == table)
    rows = pl.scan_parquet(catalogue.folder / "figures" / declared.file).filter(wanted).collect()
    if rows.is_empty():
        return None
    tidy = rows.with_columns(flag=pl.lit("")).select(pl.col(name).cast(kind) for name, kind in SCHEMA.items())
    read = datetime.fromisoformat(declared.read).replace(tzinfo=UTC)
    return Course(table=table, measure=measure, title=title, rows=tidy), read
