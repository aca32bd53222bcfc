"""What must hold of the tidy rows before they are written."""

from collections.abc import Container, Iterable, Mapping

import polars as pl

from samspel.catalogue.records.figures import Table
from samspel.research.making.shaping import KEYS
from samspel.sources.making import Input, InputError, Sum
from samspel.terms.place import COUNTRY_CODE

GENDERS = ("T", "K", "M")


def verify_rows(rows: pl.DataFrame, places: Container[str], years: tuple[int, int]) -> None:
    """Every place is known, every year within `years`, every value a number, no row twice. Raises InputError."""
    for code in rows["code"].unique().sort():
        if code not in places:
            raise InputError("rows", f"the code {code}", "a code of municipalities.csv or regions.csv, or 00")
    wrong = rows.filter(
        ~pl.col("year").is_between(*years) | ~pl.col("gender").is_in(GENDERS) | ~pl.col("value").is_finite()
    )
    for row in wrong.iter_rows(named=True):
        raise InputError(
            "rows", ", ".join(str(row[key]) for key in (*KEYS, "value")), f"a number of {years[0]}–{years[1]}"
        )
    twice = rows.filter(rows.select(KEYS).is_duplicated())
    for row in twice.sort(KEYS).iter_rows(named=True):
        raise InputError("rows", ", ".join(str(row[key]) for key in KEYS) + " twice", "each row once")


def verify_bounds(rows: pl.DataFrame, declared: Iterable[Input]) -> None:
    """Every value lies within the bounds declared for its measure. Raises InputError for the first that does not."""
    for one in declared:
        for measure, (least, most) in one.bounds.items():
            of = rows.filter((pl.col("table") == one.table) & (pl.col("measure") == measure))
            if of.is_empty():
                raise InputError(one.file, "nothing", f"values of {measure}, which has bounds")
            for row in of.filter(~pl.col("value").is_between(least, most)).iter_rows(named=True):
                raise InputError(
                    one.file, f"{measure}, {row['code']}, {row['year']}: {row['value']}", f"{least} to {most}"
                )


def verify_measures(rows: pl.DataFrame, tables: Mapping[str, Table]) -> None:
    """The rows hold exactly the measures that the tidy tables declare. Raises InputError."""
    found = {
        table: set(part["measure"])
        for (table,), part in rows.select("table", "measure").unique().partition_by("table", as_dict=True).items()
    }
    built_in = (table for table in tables.values() if table.form == "tidy" and not table.register and not table.fetched)
    wanted = {table.id: set(table.columns) for table in built_in}
    if set(found) != set(wanted):
        raise InputError("tables.toml", ", ".join(sorted(set(found) ^ set(wanted))), "the same tables in both")
    for name, measures in found.items():
        if measures != wanted[name]:
            raise InputError(
                "tables.toml", f"{name}: " + ", ".join(sorted(measures ^ wanted[name])), "the same in both"
            )


def verify_sums(rows: pl.DataFrame, sums: Iterable[Sum]) -> None:
    """Municipalities add up to the country where they must. Raises InputError."""
    for rule in sums:
        of = rows.filter(
            (pl.col("table") == rule.table)
            & (pl.col("measure") == rule.measure)
            & (pl.col("gender") == "T")
            & (pl.col("year") >= rule.since)
        )
        local = (
            of.filter(pl.col("code").str.len_chars() == len("0000")).group_by("year").agg(here=pl.col("value").sum())
        )
        both = of.filter(pl.col("code") == COUNTRY_CODE).select("year", "value").join(local, on="year")
        if both.is_empty():
            raise InputError("making.toml", f"{rule.measure}: no year with both", "municipalities and the country")
        for row in both.sort("year").iter_rows(named=True):
            if abs(row["here"] / row["value"] - 1.0) * 100.0 > rule.per_cent:
                raise InputError(
                    "making.toml",
                    f"{rule.measure} {row['year']}: {row['here']:.0f} by municipality",
                    f"{row['value']:.0f}, the country's, within {rule.per_cent} per cent",
                )
