"""One broken file per rule of the tidy tables: their declarations, the figures that name them, and the files."""

import re
from pathlib import Path

import polars as pl
import pytest

from catalogue.breaches import Breach, Change, Provoke, append, check_told, delete, replace, write
from samspel.catalogue.loading import Catalogue

TABLES = "figures/tables.toml"
INCOME = "indicators/income.toml"
OWN = 'column = "N02926"\norigin = "SCB"'
"""The figure of the share born abroad, a measure of the table that gathers others' measures."""


def tidy(lines: str, trust: str = "A") -> Change:
    """One more tidy table at the end of tables.toml."""
    head = '\n[[table]]\nid = "zz"\nfile = "zz.parquet"\nform = "tidy"\nsource = "kolada"\nnumber = "1"\n'
    rest = f'basis = "measured"\ntrust = "{trust}"\nread = "2026-11-28"\nsv = "z"\nen = "z"\n'
    return append(TABLES, f"{head}{rest}{lines}")


def row_of(code: str) -> Change:
    """A file with nothing but the share born abroad in one place."""

    def change(content: Path) -> None:
        path = content / "figures" / "kolada.parquet"
        path.unlink()
        row = {"table": "kolada", "measure": "N02926", "gender": "T", "code": code, "year": 2022, "value": 1.0}
        pl.DataFrame([row]).write_parquet(path)

    return change


def figure(lines: str) -> Change:
    return replace(INCOME, OWN, lines)


CASES = [
    Breach(
        "table that nobody can trust, told as measured",
        tidy('columns = ["a"]\n', trust="C"),
        "tables.toml",
        "zz.basis",
        "measured",
        "another basis, since the trust is C",
    ),
    Breach("tidy table without measures", tidy(""), "tables.toml", "zz", "none or both", "one of columns and register"),
    Breach(
        "tidy table with a year of its own",
        tidy('columns = ["a"]\nyear = 2024\n'),
        "tables.toml",
        "zz",
        "a period",
        "none, since each row of a tidy table has its year",
    ),
    Breach(
        "wide table with a register",
        replace(TABLES, 'id = "tax_rates"', 'id = "tax_rates"\nregister = "z.csv"'),
        "tables.toml",
        "tax_rates",
        "register, stated or address",
        "these in a tidy table only",
    ),
    Breach(
        "wide table without a header",
        append(
            TABLES,
            '\n[[table]]\nid = "zz"\nfile = "zz.csv"\nsource = "kolada"\nnumber = "1"\nbasis = "measured"\n'
            'trust = "A"\nread = "2026-11-28"\nsv = "z"\nen = "z"\nyear = 2024\n',
        ),
        "tables.toml",
        "zz.columns",
        "nothing",
        "the header of the file",
    ),
    Breach(
        "measure that decides and rests on a table that nobody can trust",
        replace(
            TABLES,
            'basis = "measured"\nread = "2026-11-28"\ntrust = "A"\nregister',
            'basis = "assumed"\nread = "2026-11-28"\ntrust = "C"\nregister',
        ),
        "01-childcare-growth-areas.toml",
        "measure.preschool_group_1_3.role",
        "leading on the table kolada, whose trust is C",
        "context, or a table that can be trusted",
    ),
    Breach(
        "rule of a tidy table on a figure of a wide one",
        replace("indicators/people.toml", 'column = "births"', 'column = "births"\nmean_of = 3'),
        "people.toml",
        "births.figure",
        "gender, mean_of, least, until, blank_zeros or origin",
        "these with a tidy table only",
    ),
    Breach(
        "rows counted in a tidy table",
        figure('count = true\norigin = "SCB"'),
        "income.toml",
        "foreign_born_share.figure.count",
        "true",
        "a column, since a tidy table is counted in no rows",
    ),
    Breach(
        "gathered measure without the one who made it",
        figure('column = "N02926"'),
        "income.toml",
        "foreign_born_share.figure.origin",
        "nothing",
        "who made the figure that the table passes on",
    ),
    Breach(
        "mean of three years of which four must be known",
        figure(f"{OWN}\nmean_of = 3\nleast = 4"),
        "income.toml",
        "foreign_born_share.figure.least",
        "4",
        "1 to mean_of, which is 3",
    ),
    Breach(
        "measure that the publisher does not have",
        figure('column = "N99999"\norigin = "SCB"'),
        "kolada.parquet",
        "kolada.N99999",
        "nothing for T",
        "a measure that the table has",
        series="foreign_born_share",
    ),
    Breach(
        "measure that is not told by gender",
        figure('column = "N00903"\norigin = "SCB"\ngender = "K"'),
        "kolada.parquet",
        "kolada.N00903",
        "nothing for K",
        "a measure that the table has",
        series="foreign_born_share",
    ),
    Breach(
        "Parquet file that is absent",
        delete("figures/kolada.parquet"),
        "kolada.parquet",
        "",
        "no such file",
        "a file of that name",
        series="foreign_born_share",
    ),
    Breach(
        "Parquet file that is damaged",
        write("figures/kolada.parquet", b"PAR1 and nothing more"),
        "kolada.parquet",
        "",
        re.compile("."),
        "table, measure, gender, code, year, value as Parquet",
        series="foreign_born_share",
    ),
    Breach(
        "tidy row of a place that is none",
        row_of("9999"),
        "kolada.parquet",
        "kolada.code",
        "9999",
        "a code of municipalities.csv or regions.csv",
        series="foreign_born_share",
    ),
]


@pytest.mark.parametrize("breach", CASES, ids=lambda breach: breach.rule)
def test_tidy_tables_refuse(breach: Breach, provoked: Provoke) -> None:
    check_told(breach, provoked(breach))


def test_a_table_that_nobody_can_trust_may_be_built_in_as_long_as_nothing_rests_on_it(catalogue: Catalogue) -> None:
    assert {name for name, table in catalogue.tables.items() if table.trust == "C"} == {
        "emergency_surgery",
        "ambulance",
        "research_2017",
        "patents_2017",
    }
