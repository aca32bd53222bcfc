"""Figures made from small raw tables written by the test, and every way in which an input is refused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import polars as pl
import pytest

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.figures import Table
from samspel.research.making.changes import CHANGES
from samspel.research.making.figures import KOLADA, REGISTER, TABLES, make_figures
from samspel.research.making.shaping import merge, shape, sort_tidy
from samspel.sources.making import Input, InputError, Merge, digest_files, find_raw, load_making
from samspel.terms.errors import ContentError
from samspel.terms.origin import Basis

ROWS = "code,period,value\n0114,2020,1.5\n0115,2020,2\n0114,2021,\n"


def declare(**changed: Any) -> Input:
    told: dict[str, Any] = {"file": "x.csv", "sha256": "", "rows": 3, "table": "t", "columns": {"value": "m"}}
    return msgspec.convert(told | changed, Input)


def shaped(tmp_path: Path, text: str, **changed: Any) -> list[tuple[Any, ...]]:
    path = tmp_path / "x.csv"
    path.write_text(text, encoding="utf-8")
    made = sort_tidy(shape(declare(**changed), [path]))
    return [row[1:2] + row[3:] for row in made.rows()]


def test_a_blank_cell_makes_no_row_and_is_never_a_zero(tmp_path: Path) -> None:
    assert shaped(tmp_path, ROWS) == [("m", "0114", 2020, 1.5), ("m", "0115", 2020, 2.0)]


def test_a_fixed_year_stands_for_a_period_that_is_no_year(tmp_path: Path) -> None:
    text = "code,period,value\n0114,2014-2023,5\n"
    assert shaped(tmp_path, text, rows=1, year=2023) == [("m", "0114", 2023, 5.0)]


def test_a_year_that_the_file_states_too_early_is_moved(tmp_path: Path) -> None:
    text = "code,period,value\n0114,2022,5\n"
    assert shaped(tmp_path, text, rows=1, years_later=1) == [("m", "0114", 2023, 5.0)]


def test_words_become_the_numbers_that_are_declared(tmp_path: Path) -> None:
    text = "code,period,value\n0114,2025,shortage\n0115,2025,surplus\n"
    found = shaped(tmp_path, text, rows=2, words={"shortage": 0.0, "surplus": 2.0})
    assert [row[-1] for row in found] == [0.0, 2.0]


def test_a_split_gives_each_word_its_own_measure_and_leaves_out_the_others(tmp_path: Path) -> None:
    text = "code,period,keeper,value\n0114,2025,State,1\n0114,2025,Town,2\n0114,2025,Other,3\n"
    found = shaped(tmp_path, text, split="keeper", names={"State": "state", "Town": "town"})
    assert found == [("m_state", "0114", 2025, 1.0), ("m_town", "0114", 2025, 2.0)]


def test_the_months_of_a_whole_year_make_its_mean_and_an_unfinished_year_makes_nothing(tmp_path: Path) -> None:
    months = [f"0114,2020-{month:02d},{month}" for month in range(1, 13)] + ["0114,2021-01,99"]
    text = "code,period,value\n" + "\n".join(months) + "\n"
    assert shaped(tmp_path, text, rows=13, months="mean") == [("m", "0114", 2020, 6.5)]
    assert shaped(tmp_path, text, rows=13, months="sum") == [("m", "0114", 2020, 78.0)]


def test_a_table_of_every_case_is_added_up_to_regions_and_country(tmp_path: Path) -> None:
    text = "code,period,value\n0114,2020,1\n0114,2020,2\n0380,2020,4\n"
    assert shaped(tmp_path, text, add_up=True) == [
        ("m", "00", 2020, 7.0),
        ("m", "01", 2020, 3.0),
        ("m", "0114", 2020, 3.0),
        ("m", "03", 2020, 4.0),
        ("m", "0380", 2020, 4.0),
    ]


def test_the_name_of_the_file_may_name_the_measure(tmp_path: Path) -> None:
    assert shaped(tmp_path, ROWS, columns={"value": "{stem}"})[0][0] == "x"


@pytest.mark.parametrize(
    ("text", "changed", "found"),
    [
        (ROWS, {"rows": 4}, "3 rows"),
        ("code,period\n0114,2020\n", {"rows": 1}, "code, period"),
        ("code,period,value\n0114,2020,many\n", {"rows": 1}, "no number or year"),
        ("code,period,value\n0114,then,1\n", {"rows": 1}, "no number or year"),
    ],
)
def test_a_raw_table_that_breaks_its_declaration_is_refused(
    tmp_path: Path, text: str, changed: dict[str, Any], found: str
) -> None:
    with pytest.raises(InputError) as caught:
        shaped(tmp_path, text, **changed)
    assert found in str(caught.value.facts["found"])


def test_a_merged_measure_must_agree_where_both_have_it_and_fills_the_rest() -> None:
    def rows(measure: str, table: str, *told: tuple[int, float]) -> pl.DataFrame:
        return pl.DataFrame(
            [
                {"table": table, "measure": measure, "gender": "T", "code": "0114", "year": year, "value": value}
                for year, value in told
            ]
        )

    rule = Merge(table="t", measure="m", gathered="N1", within=1.0)
    own, gathered = rows("m", "t", (2019, 100.0), (2023, 130.0)), rows("N1", "kolada", (2019, 100.4), (2020, 110.0))
    made = sort_tidy(merge(own, gathered, rule))
    assert made["year"].to_list() == [2019, 2020, 2023]
    assert made["value"].to_list() == [100.4, 110.0, 130.0]
    with pytest.raises(InputError, match="0114, 2019"):
        merge(own, rows("N1", "kolada", (2019, 102.0)), rule)
    with pytest.raises(InputError, match="nothing in common"):
        merge(own, rows("N1", "kolada", (2018, 102.0)), rule)


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A folder of raw tables: one small table, and a gathering publisher with two measures."""
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "x.csv").write_text("code,period,value\n0114,2020,1.5\n0115,2020,2\n", encoding="utf-8")
    values = [
        {"kpi": kpi, "gender": gender, "code": code, "year": 2020, "value": value}
        for kpi, gender, code, value in (
            ("N1", "T", "0114", 40.0),
            ("N1", "T", "00", 40.0),
            ("N2", "K", "0114", 120.0),
            ("N2", "T", "01", 99.0),
        )
    ]
    pl.DataFrame(values).write_parquet(folder / "values.parquet")
    (folder / "kpis.csv").write_text('kpi,name\nN1,"Ett, andel (%)"\nN2,Två \n', encoding="utf-8")
    (folder / "later.csv").write_text('id,title\nN1,"Ett, ny andel (%)"\n', encoding="utf-8")
    return folder


Make = Callable[..., Path]


@pytest.fixture
def make(raw: Path, catalogue: Catalogue, tmp_path: Path) -> Make:
    """Make the figures of the raw folder, with lines of making.toml replaced."""

    def run(out: str = "out", **changed: str) -> Path:
        told = {
            "values_sha256": digest_files([raw / "values.parquet"]),
            "register_sha256": digest_files([raw / "kpis.csv"]),
            "later_sha256": digest_files([raw / "later.csv"]),
            "rows": "4",
            "outside": "[]",
            "years": "[1994, 2022]",
            "x_sha256": digest_files([raw / "x.csv"]),
            "x_rows": "2",
            "bounds": "{ m = [0, 5] }",
            "per_cent": "0.0",
        } | changed
        text = (
            f'[gathered]\ntable = "kolada"\nvalues = "values.parquet"\nvalues_sha256 = "{told["values_sha256"]}"\n'
            f'rows = {told["rows"]}\nregister = "kpis.csv"\nregister_sha256 = "{told["register_sha256"]}"\n'
            f'later = "later.csv"\nlater_sha256 = "{told["later_sha256"]}"\nyears = {told["years"]}\n'
            'share_words = ["andel", "%"]\n'
            f'outside = {told["outside"]}\n[[input]]\nfile = "x.csv"\nsha256 = "{told["x_sha256"]}"\n'
            f'rows = {told["x_rows"]}\ntable = "t"\ncolumns = {{ value = "m" }}\nbounds = {told["bounds"]}\n'
            f'[[sum]]\ntable = "kolada"\nmeasure = "N1"\nper_cent = {told["per_cent"]}\nsince = 2000\n'
        )
        folder = tmp_path / "content"
        (folder / "figures").mkdir(parents=True, exist_ok=True)
        (folder / "figures" / "making.toml").write_text(text, encoding="utf-8")
        table = Table(
            id="t", file=TABLES, form="tidy", source="kolada", number="1", basis=Basis.MEASURED, read="2026-11-28",
            trust="A", columns=["m"], sv="z", en="z",
        )  # fmt: skip
        made = replace(catalogue, folder=folder, tables={"t": table})
        make_figures(made, raw, tmp_path / out, date(2026, 11, 28))
        return tmp_path / out

    return run


def test_the_same_inputs_make_the_same_bytes(make: Make) -> None:
    first, second = make("first"), make("second")
    for name in (KOLADA, TABLES, REGISTER):
        assert (first / name).read_bytes() == (second / name).read_bytes()


def test_figures_that_differ_are_logged_once(make: Make) -> None:
    first = (make() / CHANGES).read_text(encoding="utf-8")
    assert first.count('what = "new"') == first.count("[[change]]") == 2
    assert (make() / CHANGES).read_text(encoding="utf-8") == first


def test_the_register_counts_places_and_tells_what_has_been_replaced(make: Make) -> None:
    rows = pl.read_csv(make() / REGISTER, infer_schema=False).fill_null("").rows(named=True)
    assert [(row["measure"], row["title"], row["replaced"]) for row in rows] == [
        ("N1", "Ett, andel (%)", "retitled"),
        ("N2", "Två", "gone"),
    ]
    assert [(row["municipalities"], row["regions"], row["country"], row["gender"]) for row in rows] == [
        ("1", "0", "1", "0"),
        ("1", "1", "0", "1"),
    ]


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"values_sha256": "0" * 64}, "sha256"),
        ({"register_sha256": "0" * 64}, "sha256"),
        ({"x_sha256": "0" * 64}, "sha256"),
        ({"rows": "5"}, "4 rows"),
        ({"x_rows": "3"}, "2 rows"),
        ({"years": "[1994, 2019]"}, "other years"),
        ({"bounds": "{ m = [0, 1.9] }"}, "m, 0115, 2020: 2.0"),
        ({"bounds": "{ n = [0, 1] }"}, "nothing"),
    ],
)
def test_an_input_that_is_not_what_is_declared_makes_nothing(
    make: Make, tmp_path: Path, changed: dict[str, str], found: str
) -> None:
    with pytest.raises(InputError) as caught:
        make(**changed)
    assert found in str(caught.value.facts["found"])
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("row", "found"),
    [("0114,2020,3", "twice"), ("9999,2020,3", "9999"), ("0114,1900,3", "1900"), ("0114,2021,inf", "inf")],
)
def test_a_row_that_no_table_may_have_makes_nothing(make: Make, raw: Path, row: str, found: str) -> None:
    with (raw / "x.csv").open("a", encoding="utf-8") as file:
        file.write(f"{row}\n")
    with pytest.raises(InputError) as caught:
        make(x_rows="3", bounds="{}")
    assert found in str(caught.value.facts["found"])


def test_a_share_outside_0_to_100_is_refused_unless_it_is_declared(make: Make, raw: Path) -> None:
    (raw / "kpis.csv").write_text('kpi,name\nN1,Ett\nN2,"Två, andel (%)"\n', encoding="utf-8")
    with pytest.raises(InputError, match="a share of 0 to 100"):
        make()
    assert make(outside='["N2"]').exists()


def test_a_measure_that_the_register_lacks_is_refused(make: Make, raw: Path) -> None:
    (raw / "kpis.csv").write_text("kpi,name\nN1,Ett\n", encoding="utf-8")
    with pytest.raises(InputError, match="N2, which the register lacks"):
        make()


def test_municipalities_that_do_not_add_up_to_the_country_are_refused(make: Make, raw: Path) -> None:
    rows = pl.read_parquet(raw / "values.parquet")
    rows.with_columns(value=pl.when(pl.col("code") == "00").then(41.0).otherwise(pl.col("value"))).write_parquet(
        raw / "values.parquet"
    )
    with pytest.raises(InputError, match="by municipality"):
        make()
    assert make(per_cent="3.0").exists()


def test_an_absent_file_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gone\.csv"):
        find_raw(tmp_path, "gone.csv", "")


def test_a_key_that_is_not_in_the_schema_is_refused(tmp_path: Path) -> None:
    (tmp_path / "making.toml").write_text("[gathered]\nfoo = 1\n", encoding="utf-8")
    with pytest.raises(ContentError):
        load_making(tmp_path)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_refusal_is_a_sentence_that_says_what_to_do(catalogue: Catalogue, lang: str) -> None:
    told = str(catalogue.texts[lang].explain(InputError("x.csv", "2 rows", "3 rows")))  # type: ignore[index]
    assert "x.csv" in told
    assert "make figures" in told


@pytest.mark.shared
def test_the_built_in_tables_are_what_the_declared_inputs_make(catalogue: Catalogue, shared: Path) -> None:
    facts, figures = shared / "facts", catalogue.folder / "figures"
    making = load_making(figures)
    parts = [shape(one, find_raw(facts, one.file, one.sha256)) for one in making.inputs]
    values = pl.read_parquet(figures / KOLADA)
    made = pl.concat(parts)
    for rule in making.merges:
        made = merge(made, values, rule)
    assert sort_tidy(made).equals(pl.read_parquet(figures / TABLES))
