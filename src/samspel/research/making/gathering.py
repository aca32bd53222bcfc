"""Shapes the publisher that gathers other publishers' measures, and its register with what has been replaced since."""

from pathlib import Path

import polars as pl

from samspel.research.making.shaping import REGION_FIGURES, TYPES
from samspel.sources.making import SHARE, Gathered, InputError, find_raw
from samspel.terms.place import COUNTRY_CODE

REGISTER = ("measure", "title", "first", "last", "municipalities", "regions", "country", "gender", "replaced")


def gather(declared: Gathered, folder: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """All values as tidy rows, and the register: a row for each measure with its official title, its years, how many
    places the last year has, whether it is told by gender, and whether a later register lacks it (`gone`) or titles it
    otherwise (`retitled`).

    Raises InputError when an input has changed, or for a measure or value that breaks what is declared.
    """
    (path,) = find_raw(folder, declared.values, declared.values_sha256)
    values = pl.read_parquet(path).select(
        table=pl.lit(declared.table),
        measure=pl.col("kpi").cast(pl.String),
        gender=pl.col("gender").cast(pl.String),
        code=pl.col("code").cast(pl.String),
        year=pl.col("year").cast(TYPES["year"]),
        value=pl.col("value").cast(TYPES["value"]),
    )
    if values.height != declared.rows:
        raise InputError(declared.values, f"{values.height} rows", f"{declared.rows} rows")
    first, last = declared.years
    if not values["year"].is_between(first, last).all():
        raise InputError(declared.values, "other years", f"{first} to {last}")
    register = _make_register(declared, folder, values)
    _check_shares(declared, values, register)
    return values, register


def _make_register(declared: Gathered, folder: Path, values: pl.DataFrame) -> pl.DataFrame:
    (now,) = find_raw(folder, declared.register, declared.register_sha256)
    (later,) = find_raw(folder, declared.later, declared.later_sha256)
    titles = pl.read_csv(now, infer_schema=False).select(measure="kpi", title=_tidy_title("name"))
    since = pl.read_csv(later, infer_schema=False).select(measure="id", since=_tidy_title("title"))
    counted = _count_places(values)
    register = counted.join(titles, on="measure", how="left").join(since, on="measure", how="left")
    for row in register.filter(pl.col("title").is_null()).iter_rows(named=True):
        raise InputError(
            declared.values, f"{row['measure']}, which the register lacks", f"a measure of {declared.register}"
        )
    gone, same = pl.col("since").is_null(), pl.col("since") == pl.col("title")
    replaced = pl.when(gone).then(pl.lit("gone")).when(~same).then(pl.lit("retitled")).otherwise(pl.lit(""))
    return register.with_columns(replaced=replaced).select(REGISTER).sort("measure")


def _count_places(values: pl.DataFrame) -> pl.DataFrame:
    """For each measure its years, the places of its last year by level, and whether it is told by gender."""
    told = values.select("measure", "code", "year", "gender").with_columns(
        last=pl.col("year").max().over("measure"), level=pl.col("code").str.len_chars()
    )
    newest, is_country = pl.col("year") == pl.col("last"), pl.col("code") == COUNTRY_CODE
    return told.group_by("measure").agg(
        first=pl.col("year").min(),
        last=pl.col("year").max(),
        municipalities=pl.col("code").filter(newest & (pl.col("level") == len("0000"))).n_unique(),
        regions=pl.col("code").filter(newest & (pl.col("level") == REGION_FIGURES) & ~is_country).n_unique(),
        country=(newest & is_country).any().cast(pl.Int8),
        gender=(pl.col("gender") != "T").any().cast(pl.Int8),
    )


def _check_shares(declared: Gathered, values: pl.DataFrame, register: pl.DataFrame) -> None:
    """A measure that is titled as a share lies within 0 to 100 unless it is declared as one that may not."""
    titles = register.select("measure", "title").iter_rows()
    shares = [measure for measure, title in titles if declared.is_share(measure, title)]
    span = values.filter(pl.col("measure").is_in(shares) & ~pl.col("value").is_between(*SHARE))
    for row in span.iter_rows(named=True):
        raise InputError(
            declared.values, f"{row['measure']}, {row['code']}, {row['year']}: {row['value']}", "a share of 0 to 100"
        )


def _tidy_title(column: str) -> pl.Expr:
    """The official title with single spaces; publishers' spaces before and within come and go between editions."""
    return pl.col(column).str.replace_all(r"\s+", " ").str.strip_chars()
