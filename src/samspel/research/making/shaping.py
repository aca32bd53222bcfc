"""Turns raw tables into tidy rows: table, measure, gender, code, year, value."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from samspel.observations.readings import SCHEMA
from samspel.sources.making import Input, InputError, Merge
from samspel.terms.place import COUNTRY_CODE

KEYS = list(SCHEMA[:-1])
MONTHS = 12
DECIMALS = 6
REGION_FIGURES = 2
TYPES = {
    "table": pl.String,
    "measure": pl.String,
    "gender": pl.String,
    "code": pl.String,
    "year": pl.Int16,
    "value": pl.Float64,
}


def shape(declared: Input, paths: Sequence[Path]) -> pl.DataFrame:
    """The tidy rows of one declared input. Raises InputError for a missing column, a wrong number of rows, a value that
    is no number and no declared word, and a word that is not declared.
    """
    frames = [_read_raw(declared, path) for path in paths]
    found = sum(frame.height for frame in frames)
    if found != declared.rows:
        raise InputError(declared.file, f"{found} rows", f"{declared.rows} rows")
    tidy = pl.concat([_melt(declared, path, frame) for path, frame in zip(paths, frames, strict=True)])
    if declared.months is not None:
        tidy = _join_months(tidy, declared.months)
    if declared.add_up:
        tidy = _add_regions(tidy)
    return tidy.select(pl.col(name).cast(kind) for name, kind in TYPES.items())


def merge(rows: pl.DataFrame, gathered: pl.DataFrame, rule: Merge) -> pl.DataFrame:
    """The rows with those of the gathered measure added. Raises InputError where the two do not agree."""
    added = gathered.filter((pl.col("measure") == rule.gathered) & (pl.col("gender") == "T")).with_columns(
        table=pl.lit(rule.table), measure=pl.lit(rule.measure)
    )
    both = rows.join(added, on=KEYS, suffix="_gathered")
    for row in both.filter((pl.col("value") - pl.col("value_gathered")).abs() > rule.within).iter_rows(named=True):
        raise InputError(
            rule.gathered,
            f"{row['code']}, {row['year']}: {row['value_gathered']}",
            f"{row['value']} within {rule.within}, as in the table {rule.table}",
        )
    if both.is_empty():
        raise InputError(rule.gathered, "nothing in common", f"rows that the table {rule.table} has too")
    return pl.concat([rows.join(added, on=KEYS, how="anti"), added])


def sort_tidy(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows in the order of the file: one measure's whole course together, place by place."""
    return rows.select(SCHEMA).sort("table", "measure", "gender", "code", "year")


def _read_raw(declared: Input, path: Path) -> pl.DataFrame:
    frame = pl.read_csv(path, infer_schema=False)
    wanted = ["code", *declared.columns]
    wanted += [column for column in (declared.period if declared.year is None else None, declared.split) if column]
    for column in wanted:
        if column not in frame.columns:
            raise InputError(path.name, ", ".join(frame.columns), f"a column {column}")
    return frame


def _melt(declared: Input, path: Path, frame: pl.DataFrame) -> pl.DataFrame:
    """One row for each value that is told; a blank cell gives no row, since it is never read as a zero."""
    stated = pl.col(str(declared.period)).str.extract(r"(\d{4})").cast(pl.Int32)
    year = (pl.lit(declared.year) if declared.year is not None else stated) + declared.years_later
    if declared.split is not None:
        frame = frame.filter(pl.col(declared.split).is_in(list(declared.names)))
        tail = pl.lit("_") + pl.col(declared.split).replace_strict(declared.names, return_dtype=pl.String)
    else:
        tail = pl.lit("")
    parts = []
    for column, measure in declared.columns.items():
        told = frame.filter(pl.col(column).is_not_null() & (pl.col(column) != ""))
        value = pl.col(column)
        if declared.words:
            value = value.replace({word: str(number) for word, number in declared.words.items()})
        part = told.select(
            table=pl.lit(declared.table),
            measure=pl.lit(measure.replace("{stem}", path.stem)) + tail,
            gender=pl.lit("T"),
            code=pl.col("code"),
            year=year,
            value=value.cast(pl.Float64, strict=False),
        )
        for row in part.filter(pl.col("value").is_null() | pl.col("year").is_null()).iter_rows(named=True):
            raise InputError(path.name, f"{row['code']}, {column}: no number or year", "a number and a year")
        parts.append(part)
    return pl.concat(parts)


def _join_months(rows: pl.DataFrame, way: str) -> pl.DataFrame:
    value = pl.col("value").mean() if way == "mean" else pl.col("value").sum()
    joined = rows.sort(*KEYS, "value").group_by(KEYS, maintain_order=True).agg(value.round(DECIMALS), months=pl.len())
    return joined.filter(pl.col("months") == MONTHS).drop("months")


def _add_regions(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with sums for regions and the country; rows of the same place, measure and year are added up first."""
    municipal = _sum_rows(rows)
    regional = _sum_rows(municipal.with_columns(code=pl.col("code").str.head(REGION_FIGURES)))
    return pl.concat([municipal, regional, _sum_rows(municipal.with_columns(code=pl.lit(COUNTRY_CODE)))])


def _sum_rows(rows: pl.DataFrame) -> pl.DataFrame:
    """Sums in a stated order, rounded, so that the file is the same to the byte every time."""
    ordered = rows.sort(*KEYS, "value").group_by(KEYS, maintain_order=True)
    return ordered.agg(pl.col("value").sum().round(DECIMALS))
