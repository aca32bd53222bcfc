"""CSV files are read strictly: one broken table per rule."""

from pathlib import Path

import numpy as np
import pytest

from catalogue.breaches import Breach, Provoke, append, check_told, delete, replace, write
from samspel.catalogue.tables import read_table
from samspel.terms.errors import ContentError

RATES = "figures/tax_rates_2025.csv"
FILE = "tax_rates_2025.csv"
HEADER = "code,municipal_tax_rate_pct,regional_tax_rate_pct"
SERIES = "municipal_tax_rate"

CASES = [
    Breach("table is missing", delete(RATES), FILE, "", "no such file", "a file of that name", series=SERIES),
    Breach("table is empty", write(RATES, b""), FILE, "", "an empty file", "a header and rows", series=SERIES),
    Breach(
        "table is not UTF-8",
        write(RATES, "code,år".encode("latin-1")),
        FILE,
        "",
        "a byte that is not UTF-8 at position 5",
        "UTF-8",
        series=SERIES,
    ),
    Breach(
        "table with a quote that goes on after its end",
        append(RATES, '"0114"x,1,2\n'),
        FILE,
        "",
        "',' expected after '\"'",
        "a CSV file",
        series=SERIES,
    ),
    Breach(
        "column with another name",
        replace(RATES, HEADER, "code,municipal_tax_rate_pct,tax"),
        FILE,
        "",
        "code,municipal_tax_rate_pct,tax",
        HEADER,
        1,
        SERIES,
    ),
    Breach(
        "columns in another order",
        replace(RATES, HEADER, "code,regional_tax_rate_pct,municipal_tax_rate_pct"),
        FILE,
        "",
        "code,regional_tax_rate_pct,municipal_tax_rate_pct",
        HEADER,
        1,
        SERIES,
    ),
    Breach("row that is too short", append(RATES, "0114,19.42\n"), FILE, "", "2 cells", "3 cells", 292, SERIES),
    Breach("row that is too long", append(RATES, "0114,1,2,3\n"), FILE, "", "4 cells", "3 cells", 292, SERIES),
    Breach("row that is blank", append(RATES, "\n"), FILE, "", "0 cells", "3 cells", 292, SERIES),
    Breach(
        "cell that is no number",
        replace(RATES, "0115,18.9,", "0115,18 %,"),
        FILE,
        "municipal_tax_rate_pct",
        "18 %",
        "a number or nothing",
        "18 %",
        SERIES,
    ),
    Breach(
        "number with a decimal comma",
        replace(RATES, "0115,18.9,", '0115,"18,9",'),
        FILE,
        "municipal_tax_rate_pct",
        "18,9",
        "a number or nothing",
        "18,9",
        SERIES,
    ),
    Breach(
        "row of an unknown place",
        replace(RATES, "0115,18.9,", "9999,18.9,"),
        FILE,
        "code",
        "9999",
        "a code of municipalities.csv",
        "9999,18.9",
        SERIES,
    ),
    Breach(
        "code that has lost its zero",
        replace(RATES, "0115,18.9,", "115,18.9,"),
        FILE,
        "code",
        "115",
        "a code of municipalities.csv",
        "115,18.9",
        SERIES,
    ),
    *(
        Breach(
            f"row of {rule} among the municipalities",
            append(RATES, f"{code},1,2\n"),
            FILE,
            "code",
            code,
            "a code of municipalities.csv",
            f"{code},1,2",
            SERIES,
        )
        for rule, code in (("a region", "01"), ("the country", "00"))
    ),
    Breach(
        "row without its year",
        append("figures/population_series.csv", "0114,,5\n"),
        "population_series.csv",
        "year",
        "nothing",
        "a year",
        "0114,,5",
        "population",
    ),
    Breach(
        "hospital in a town that is no locality",
        append("figures/emergency_surgery.csv", "Z,Ingenstans,0180,likely\n"),
        "emergency_surgery.csv",
        "town",
        "Ingenstans",
        "the name of a locality in its municipality",
        "Ingenstans",
        "surgery_minutes_mean",
    ),
    Breach(
        "check of a hospital that is in no table",
        replace("hospitals.toml", '"Lindesbergs lasarett"', '"Lindes lasarett"'),
        "hospitals.toml",
        "hospital",
        "Lindes lasarett",
        "a hospital of emergency_surgery.csv",
        "Lindes lasarett",
        "surgery_minutes_mean",
    ),
]


@pytest.mark.parametrize("breach", CASES, ids=lambda breach: breach.rule)
def test_tables_refuse(breach: Breach, provoked: Provoke) -> None:
    check_told(breach, provoked(breach))


@pytest.mark.parametrize("cell", ["nan", "inf", "1_000"])
def test_a_cell_that_python_but_no_statistician_calls_a_number_is_refused(cell: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"code,value\n0114,{cell}\n", encoding="utf-8")
    with pytest.raises(ContentError):
        read_table(path, ["code", "value"]).numbers(["value"])


def test_a_blank_cell_is_no_number_and_an_empty_text(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('code,name,value\n0114,"Upplands Väsby, norr",1.5\n0115,,\n', encoding="utf-8")
    table = read_table(path, ["code", "name", "value"])
    assert table.texts("name") == ("Upplands Väsby, norr", "")
    np.testing.assert_array_equal(table.numbers(["value"]), [[1.5], [np.nan]])


def test_a_blank_is_never_a_zero(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n0,\n,0\n", encoding="utf-8")
    numbers = read_table(path, ["a", "b"]).numbers(["b", "a"])
    np.testing.assert_array_equal(numbers, [[np.nan, 0.0], [0.0, np.nan]])


def test_a_table_of_a_header_only_has_columns_without_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n", encoding="utf-8")
    table = read_table(path, ["a", "b"])
    assert table.texts("b") == ()
    assert table.numbers(["a", "b"]).shape == (0, 2)


def test_line_ends_of_another_system_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\r\n1,2\r\n")
    assert read_table(path, ["a", "b"]).rows == (("1", "2"),)
