"""Makes the Parquet files and the register of the built-in figures."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.figures import FigureChange
from samspel.research.making import verifying
from samspel.research.making.changes import CHANGES, compare_figures, write_changes
from samspel.research.making.gathering import gather
from samspel.research.making.shaping import merge, shape, sort_tidy
from samspel.sources.making import find_raw, load_making

ROW_GROUP = 50_000
"""Rows that are read together: fewer make one measure quicker to read, more make the file smaller."""
LEVEL = 19
"""How hard the file is compressed; reading takes the same time at every level."""
YEARS = (1950, 2035)
REGISTER = "kolada_kpis.csv"
KOLADA = "kolada.parquet"
TABLES = "tables.parquet"


@dataclass(frozen=True)
class Made:
    """What has been made: rows and bytes of each file, by name; and what that changed."""

    rows: dict[str, int]
    size: dict[str, int]
    changes: tuple[FigureChange, ...]


def make_figures(catalogue: Catalogue, raw: Path, out: Path, day: date) -> Made:
    """Make the figures of the catalogue's declarations from the folder `raw` into `out`; nothing is written unless all
    checks hold. What differs from the figures that lay there is added to their log under `day`. Raises InputError when
    an input has changed or breaks what is declared, ContentError for a declaration that is none.
    """
    making = load_making(catalogue.folder / "figures")
    values, register = gather(making.gathered, raw)
    parts = [shape(one, find_raw(raw, one.file, one.sha256)) for one in making.inputs]
    together = pl.concat(parts)
    for rule in making.merges:
        together = merge(together, values, rule)
    tables = sort_tidy(together)
    places = {place.code for place in catalogue.places.everywhere}
    for rows in (values, tables):
        verifying.verify_rows(rows, places, YEARS)
    verifying.verify_bounds(tables, making.inputs)
    verifying.verify_measures(tables, catalogue.tables)
    verifying.verify_sums(values, [rule for rule in making.sums if rule.table == making.gathered.table])
    verifying.verify_sums(tables, [rule for rule in making.sums if rule.table != making.gathered.table])
    out.mkdir(parents=True, exist_ok=True)
    changes: list[FigureChange] = []
    for name, rows in ((KOLADA, sort_tidy(values)), (TABLES, tables)):
        before = pl.read_parquet(out / name) if (out / name).exists() else rows.clear()
        changes += compare_figures(before, rows, day)
        rows.write_parquet(
            out / name, compression="zstd", compression_level=LEVEL, row_group_size=ROW_GROUP, statistics=True
        )
    register.write_csv(out / REGISTER)
    write_changes(out / CHANGES, changes)
    return Made(
        {KOLADA: values.height, TABLES: tables.height, REGISTER: register.height},
        {name: (out / name).stat().st_size for name in (KOLADA, TABLES, REGISTER)},
        tuple(changes),
    )
