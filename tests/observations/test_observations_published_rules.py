"""The rules by which published values become a series: years, zeros, means, levels, and who is asked for them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.places import Places
from samspel.catalogue.records.base import Level
from samspel.catalogue.records.figures import FigureColumn, Gender, Indicator, IndicatorText, Rollup, Table
from samspel.observations.building import Observations
from samspel.observations.readings import ParquetReader, Readings, Renewal, Wanted
from samspel.observations.series import BASES, BLANKS, Series
from samspel.reports.figures import describe_definition, describe_origin, label_publishers
from samspel.terms.blank import Blank
from samspel.terms.origin import Basis

Rows = list[tuple[str, int, float]]
TEXT = IndicatorText(name="z", definition="Vad det är.", limits="Inte vad det inte är.", replaced="Bytt sedan dess.")
TABLE = Table(
    id="kolada",
    file="kolada.parquet",
    form="tidy",
    source="kolada",
    number="1",
    basis=Basis.MEASURED,
    read="2026-11-28",
    trust="A",
    register="kolada_kpis.csv",
    sv="z",
    en="z",
)


class GivenReader:
    """Tells what a test has written, by measure and gender."""

    def __init__(self, rows: Mapping[str, Rows], renewals: Mapping[str, Renewal] | None = None) -> None:
        self._rows, self._renewals = rows, renewals or {}

    def read_ahead(self, wanted: Iterable[Wanted]) -> None:
        """Nothing is faster here."""

    def find_renewal(self, table: str, measure: str) -> Renewal | None:
        return self._renewals.get(measure)

    def read(self, table: Table, measure: str, gender: Gender) -> Readings:
        rows = self._rows[f"{measure}{gender}"]
        codes = tuple(sorted({code for code, _, _ in rows}))
        return Readings(
            codes,
            np.array([codes.index(code) for code, _, _ in rows], dtype=np.int32),
            np.array([year for _, year, _ in rows], dtype=np.int32),
            np.array([value for _, _, value in rows]),
        )


def build(
    catalogue: Catalogue,
    places: Places,
    rows: Mapping[str, Rows],
    figure: FigureColumn,
    levels: list[Level] | None = None,
    rollup: Rollup = "none",
) -> Series:
    """The series of one indicator in the tiny country."""
    indicator = Indicator(
        id="z",
        theme="people",
        unit="percent",
        direction="none",
        levels=levels or ["municipality", "region", "country"],
        rollup=rollup,
        sv=TEXT,
        en=TEXT,
        figure=figure,
    )
    made = replace(catalogue, places=places, tables={"kolada": TABLE}, indicators={"z": indicator}, files={"z": "z"})
    return Observations(made, {}, GivenReader(rows)).series("z")


def figure(column: str = "N1", **rules: object) -> FigureColumn:
    return FigureColumn(table="kolada", column=column, origin="SCB", **rules)  # type: ignore[arg-type]


def test_each_place_and_year_has_its_published_value(catalogue: Catalogue, tiny_places: Places) -> None:
    rows = [("0101", 2020, 1.0), ("0101", 2022, 2.0), ("0201", 2022, 3.0), ("02", 2022, 4.0), ("00", 2022, 5.0)]
    series = build(catalogue, tiny_places, {"N1T": rows}, figure())
    assert series.years == (2020, 2022)
    np.testing.assert_array_equal(series.in_year(2022), [2.0, np.nan, 3.0, np.nan, 4.0, 5.0])
    np.testing.assert_array_equal(series.in_year(2020), [1.0, *[np.nan] * 5])


def test_women_and_men_are_read_apart(catalogue: Catalogue, tiny_places: Places) -> None:
    rows = {"N1K": [("0101", 2022, 1.0)], "N1M": [("0101", 2022, 2.0)]}
    assert build(catalogue, tiny_places, rows, figure(gender="K")).in_year(2022)[0] == 1.0
    assert build(catalogue, tiny_places, rows, figure(gender="M")).in_year(2022)[0] == 2.0


def test_a_year_after_the_last_complete_one_is_left_out(catalogue: Catalogue, tiny_places: Places) -> None:
    rows = [("0101", 2021, 1.0), ("0102", 2021, 1.5), ("0101", 2022, 2.0)]
    assert build(catalogue, tiny_places, {"N1T": rows}, figure(until=2021)).years == (2021,)


def test_a_zero_is_blank_in_the_years_whose_zeros_are_not_told_and_only_then(
    catalogue: Catalogue, tiny_places: Places
) -> None:
    rows = [("0101", 2020, 0.0), ("0102", 2020, 3.0), ("0101", 2021, 0.0)]
    series = build(catalogue, tiny_places, {"N1T": rows}, figure(blank_zeros=[2020]))
    np.testing.assert_array_equal(series.in_year(2020)[:2], [np.nan, 3.0])
    assert series.in_year(2021)[0] == 0.0


def test_a_mean_of_three_years_stands_under_the_last_of_them(catalogue: Catalogue, tiny_places: Places) -> None:
    rows = [("0101", year, value) for year, value in ((2019, 1.0), (2020, 2.0), (2021, 6.0), (2022, 1.0))]
    series = build(catalogue, tiny_places, {"N1T": rows}, figure(mean_of=3))
    assert series.years == (2021, 2022)
    assert [series.in_year(year)[0] for year in series.years] == [3.0, 3.0]


def test_a_mean_asks_for_all_years_unless_fewer_are_said_to_do(catalogue: Catalogue, tiny_places: Places) -> None:
    rows = [("0101", 2020, 2.0), ("0102", 2020, 2.0), ("0102", 2021, 4.0), ("0101", 2022, 4.0), ("0102", 2022, 6.0)]
    strict = build(catalogue, tiny_places, {"N1T": rows}, figure(mean_of=3))
    np.testing.assert_array_equal(strict.in_year(2022)[:2], [np.nan, 4.0])
    two = build(catalogue, tiny_places, {"N1T": rows}, figure(mean_of=3, least=2))
    np.testing.assert_array_equal(two.in_year(2022)[:2], [3.0, 4.0])


def test_years_that_nobody_published_do_not_make_a_mean_of_calendar_years(
    catalogue: Catalogue, tiny_places: Places
) -> None:
    rows = [("0101", 2010, 1.0), ("0101", 2015, 2.0), ("0101", 2020, 3.0)]
    assert build(catalogue, tiny_places, {"N1T": rows}, figure(mean_of=3)).years == ()


def test_columns_are_added_up_and_a_blank_among_them_is_blank(catalogue: Catalogue, tiny_places: Places) -> None:
    rows = {"N1T": [("0101", 2022, 1.0), ("0102", 2022, 1.0)], "N2T": [("0101", 2022, 2.0)]}
    both = FigureColumn(table="kolada", columns=["N1", "N2"], origin="SCB", scale=10.0)
    np.testing.assert_array_equal(build(catalogue, tiny_places, rows, both).in_year(2022)[:2], [30.0, np.nan])


def test_a_region_keeps_its_own_published_value_and_is_else_made_of_its_municipalities(
    catalogue: Catalogue, tiny_places: Places
) -> None:
    rows = [("0101", 2022, 1.0), ("0102", 2022, 2.0), ("0201", 2022, 4.0), ("01", 2022, 9.0)]
    series = build(catalogue, tiny_places, {"N1T": rows}, figure(), rollup="sum")
    np.testing.assert_array_equal(series.in_year(2022), [1.0, 2.0, 4.0, 9.0, 4.0, 7.0])
    assert [BASES[basis] for basis in series.basis] == [Basis.MEASURED] * 6


def test_a_level_that_the_indicator_is_not_told_for_is_blank_and_says_so(
    catalogue: Catalogue, tiny_places: Places
) -> None:
    rows = [("0101", 2022, 1.0), ("01", 2022, 9.0), ("00", 2022, 8.0)]
    series = build(catalogue, tiny_places, {"N1T": rows}, figure(), levels=["municipality"])
    assert np.isnan(series.in_year(2022)[3:]).all()
    assert {BLANKS[reason] for reason in series.blank[3:]} == {Blank.NOT_FOR_LEVEL}


def test_a_gap_is_told_as_a_gap_and_never_as_none(catalogue: Catalogue, tiny_places: Places) -> None:
    series = build(catalogue, tiny_places, {"N1T": [("0101", 2022, 1.0)]}, figure())
    found = series.latest(tiny_places.everywhere[1])
    assert (found.value, found.blank) == (None, Blank.NOT_TOLD)


def test_the_origin_names_who_made_the_figure_who_gathered_it_and_its_id(
    catalogue: Catalogue, tiny_places: Places
) -> None:
    (origin,) = build(catalogue, tiny_places, {"N1T": [("0101", 2022, 1.0)]}, figure()).origins
    assert (origin.publisher, origin.measure, origin.table) == ("SCB", "N1", "kolada")
    assert label_publishers(catalogue, (origin,)) == "SCB via Kolada (RKA)"
    assert describe_origin(catalogue, catalogue.texts["sv"], origin) == (
        "SCB via Kolada (RKA): nyckeltal N1, inläst 2026-11-28."
    )


def test_the_definition_says_what_is_not_shown_and_what_has_been_replaced(catalogue: Catalogue) -> None:
    indicator = replace_text(catalogue)
    assert describe_definition(catalogue.texts["sv"], indicator) == "Vad det är. Inte vad det inte är. Bytt sedan dess."


def replace_text(catalogue: Catalogue) -> Indicator:
    return Indicator(
        id="z", theme="people", unit="percent", direction="none", levels=[], rollup="none", sv=TEXT, en=TEXT
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = [
        {"table": "a", "measure": "m", "gender": "T", "code": "0102", "year": 2021, "value": 2.5},
        {"table": "a", "measure": "m", "gender": "T", "code": "0101", "year": 2022, "value": 1.5},
        {"table": "a", "measure": "m", "gender": "K", "code": "0101", "year": 2022, "value": 9.0},
        {"table": "a", "measure": "n", "gender": "T", "code": "0101", "year": 2022, "value": 8.0},
        {"table": "b", "measure": "m", "gender": "T", "code": "0101", "year": 2022, "value": 7.0},
    ]
    pl.DataFrame(rows).write_parquet(tmp_path / "x.parquet")
    return tmp_path


def test_one_measure_of_one_table_and_gender_is_read(folder: Path) -> None:
    declared = Table(
        id="a", file="x.parquet", form="tidy", source="s", number="1", basis=Basis.MEASURED, read="2026-11-28",
        trust="A", columns=["m"], sv="z", en="z",
    )  # fmt: skip
    found = ParquetReader(folder).read(declared, "m", "T")
    told = [(found.codes[place], int(year), float(value)) for place, year, value in zip(
        found.places, found.years, found.values, strict=True
    )]  # fmt: skip
    assert told == [("0102", 2021, 2.5), ("0101", 2022, 1.5)]


def test_the_library_is_not_imported_until_a_tidy_table_is_read(catalogue: Catalogue) -> None:
    """Read by another process, since this one has the library already."""
    import subprocess
    import sys

    code = (
        "import sys\n"
        "from samspel.catalogue.loading import load_catalogue\n"
        "from samspel.observations.building import Observations\n"
        "observations = Observations(load_catalogue(), {})\n"
        "observations.series('births')\n"
        "assert 'polars' not in sys.modules\n"
        "observations.series('mean_age')\n"
        "assert 'polars' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
