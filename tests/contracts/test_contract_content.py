"""What the content promises: official figures untouched, a whole handbook, blanks explained, tidy texts."""

import csv
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from samspel.catalogue.loading import Catalogue, find_content
from samspel.catalogue.proposal_checks import SETS

CONTENT = find_content()
COMPOSED = {"equalisation_bases.csv", "equalisation_county_rates.csv", "equalisation_years.csv"}
"""Tables put together from several official ones."""
RENAMED = {"emergency_surgery.csv": "emergency_surgery_unverified.csv"}
REGISTERS = ["kolada_kpis.csv"]
"""Made by `make figures`, as the Parquet files are."""
FIGURES = sorted({path.name for path in (CONTENT / "figures").glob("*.csv")} - set(REGISTERS))
FILES = sorted(str(path.relative_to(CONTENT)) for path in CONTENT.rglob("*.toml"))


def read_rows(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def find_strings(value: object, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a TOML file with its dotted key."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from find_strings(part, f"{key}.{name}" if key else name)
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from find_strings(part, f"{key}[{number}]")


@pytest.mark.shared
def test_every_kolada_id_is_one_that_kolada_has(catalogue: Catalogue, shared: Path) -> None:
    known = {row["id"] for row in read_rows(shared / "facts" / "kolada_kpis.csv")}
    used = {name: entry.missing.kolada for name, entry in catalogue.indicators.items() if entry.missing}
    assert any(used.values())
    assert {name: kpi for name, kpi in used.items() if kpi is not None and kpi not in known} == {}


def test_every_measure_that_an_indicator_names_is_in_the_register(catalogue: Catalogue) -> None:
    known = {row["measure"] for row in read_rows(CONTENT / "figures" / "kolada_kpis.csv")}
    named = {
        measure
        for entry in catalogue.indicators.values()
        if entry.figure is not None and entry.figure.table == "kolada"
        for measure in entry.figure.named
    }
    assert len(named) > 200
    assert named - known == set()


def test_an_indicator_on_a_measure_that_has_been_replaced_says_so(catalogue: Catalogue) -> None:
    replaced = {row["measure"] for row in read_rows(CONTENT / "figures" / "kolada_kpis.csv") if row["replaced"]}
    silent = [
        name
        for name, entry in catalogue.indicators.items()
        if entry.figure is not None
        and replaced.intersection(entry.figure.named)
        and not (entry.sv.replaced and entry.en.replaced)
    ]
    assert silent == []


def test_at_least_300_measures_have_values(catalogue: Catalogue) -> None:
    assert sum(entry.missing is None for entry in catalogue.indicators.values()) >= 300


@pytest.mark.shared
@pytest.mark.parametrize("file", [file for file in FIGURES if file not in COMPOSED])
def test_a_built_in_table_is_the_official_one_byte_for_byte(file: str, shared: Path) -> None:
    official = shared / "facts" / RENAMED.get(file, file)
    assert official.exists(), f"{file} is not among the shared facts"
    assert (CONTENT / "figures" / file).read_bytes() == official.read_bytes()


@pytest.mark.shared
def test_the_tables_of_the_equalisation_hold_the_official_figures(shared: Path) -> None:
    """They join several official tables, so each value is looked up in its own."""
    figures, official = CONTENT / "figures", shared / "facts" / "equalisation"
    taxed = {
        (row["code"], row["year"]): row
        for row in read_rows(official / "tax_base_orebro_county_and_nation_1995_2026.csv")
    }
    outcome = {
        (row["code"], row["year"]): row for row in read_rows(official / "equalisation_orebro_county_2005_2026.csv")
    }
    bases = read_rows(figures / "equalisation_bases.csv")
    assert {(row["code"], row["year"]) for row in bases} == set(outcome)
    for row in bases:
        case = (row["code"], row["year"])
        assert row["tax_base_sek"] == taxed[case]["tax_base_kr"], case
        assert row["people_1_nov"] == outcome[case]["pop_1nov_prev_year_derived"], case
    for row in read_rows(figures / "equalisation_years.csv"):
        nation = taxed["00", row["year"]]
        assert row["tax_base_sek"] == nation["tax_base_kr"], row["year"]
        assert row["mean_tax_capacity_sek"] == nation["tax_capacity_kr_per_inhabitant"], row["year"]
        assert row["regulation_post_sek"] == outcome["1880", row["year"]]["regulation_post"], row["year"]
    latest = {row["county_code"]: row for row in read_rows(figures / "equalisation_county_rates.csv")}
    for told in read_rows(shared / "facts" / "equalisation_county_rates.csv"):
        ours = latest[told["county_code"]]
        assert {key: ours[key] for key in told if key.endswith("_pct")} == {
            key: value for key, value in told.items() if key.endswith("_pct")
        }


def test_every_table_is_declared_and_every_declared_table_is_there(catalogue: Catalogue) -> None:
    tables = catalogue.tables.values()
    assert sorted(table.file for table in tables if table.form == "wide") == FIGURES
    made = {path.name for path in (CONTENT / "figures").glob("*.parquet")}
    assert {table.file for table in tables if table.form == "tidy"} == made
    assert [table.register for table in tables if table.register] == REGISTERS


@pytest.mark.shared
def test_every_built_in_value_of_kolada_is_the_published_one(shared: Path) -> None:
    official = pl.read_parquet(shared / "facts" / "kolada" / "values_1994_2022.parquet").select(
        pl.col("kpi", "gender", "code").cast(pl.String), "year", "value"
    )
    ours = pl.read_parquet(CONTENT / "figures" / "kolada.parquet").rename({"measure": "kpi"}).drop("table")
    keys = ["kpi", "gender", "code", "year"]
    assert ours.height == official.height == 7_387_543
    assert ours.sort(keys).equals(official.sort(keys).cast(ours.schema))


def test_the_figures_are_at_most_30_megabytes() -> None:
    assert sum(path.stat().st_size for path in (CONTENT / "figures").iterdir()) <= 30e6


@pytest.mark.shared
def test_similar_municipalities_are_those_of_kolada_byte_for_byte(shared: Path) -> None:
    official = shared / "facts" / "similar_municipalities_2025.csv"
    assert (CONTENT / "places" / "similar_municipalities.csv").read_bytes() == official.read_bytes()


@pytest.mark.shared
def test_municipalities_have_the_names_groups_and_counties_of_scb_and_skr(catalogue: Catalogue, shared: Path) -> None:
    groups = {group.id: group.sv for group in catalogue.places.groups}
    ours = {(p.code, p.name, groups[p.group], p.region) for p in catalogue.places.municipalities}
    rows = read_rows(shared / "facts" / "municipalities.csv")
    assert ours == {(row["code"], row["name"], row["skr_group"], row["county_code"]) for row in rows}
    regions = {(region.code, region.name) for region in catalogue.places.regions}
    assert regions == {(row["county_code"], row["region"]) for row in rows}


@pytest.mark.shared
def test_labour_market_areas_are_those_of_the_panel(catalogue: Catalogue, shared: Path) -> None:
    rows = read_rows(shared / "facts" / "jobs_and_labour_2020_2024.csv")
    latest = {row["code"]: row["labour_market_area"] for row in rows if row["year"] == "2024"}
    places = catalogue.places
    assert dict(zip((p.code for p in places.municipalities), places.labour_market_areas, strict=True)) == latest


def test_the_handbook_is_numbered_without_a_gap(catalogue: Catalogue) -> None:
    assert sorted(catalogue.demands_by_number) == list(range(1, 1 + len(catalogue.demands)))


@pytest.mark.shared
def test_the_handbook_has_the_demands_of_the_design_with_their_area_and_body(
    catalogue: Catalogue, shared: Path
) -> None:
    rows = read_rows(shared / "design" / "demands.tsv", "\t")
    planned = [(int(row["nr"]), row["id"], row["area"]) for row in rows]
    ours = [(demand.number, demand.id, demand.area) for demand in catalogue.demands.values()]
    assert ours[: len(planned)] == planned


@pytest.mark.shared
def test_the_handbook_asks_the_body_that_the_design_names(catalogue: Catalogue, shared: Path) -> None:
    rows = read_rows(shared / "design" / "demands.tsv", "\t")
    planned = {row["id"]: row["responsible"] for row in rows}
    assert {one: catalogue.demands[one].responsible for one in planned} == planned


def test_every_demand_serves_a_goal(catalogue: Catalogue) -> None:
    served = {demand for goal in catalogue.goals.values() for demand in goal.demands}
    assert set(catalogue.demands) - served == set()


def test_no_goal_names_a_demand_or_an_indicator_twice(catalogue: Catalogue) -> None:
    for goal in catalogue.goals.values():
        assert len(set(goal.demands)) == len(goal.demands), goal.id
        assert len(set(goal.indicators)) == len(goal.indicators), goal.id


def test_every_indicator_that_is_missing_says_why_and_how_to_get_it(catalogue: Catalogue) -> None:
    missing = {name: entry.missing for name, entry in catalogue.indicators.items() if entry.missing}
    assert missing
    for name, entry in missing.items():
        assert entry.publisher, name
        for text in (entry.sv, entry.en):
            assert len(text.reason.split()) >= 3, name
            assert len(text.how.split()) >= 3, name


def test_every_measure_of_access_is_computed_or_missing(catalogue: Catalogue) -> None:
    for demand in catalogue.demands.values():
        for measure in demand.measures:
            entry = catalogue.indicators[measure.indicator]
            assert measure.kind != "access" or entry.computed or entry.missing, f"{demand.id}: {measure.indicator}"


def test_both_languages_of_a_demand_have_as_many_objections_and_proposals(catalogue: Catalogue) -> None:
    for demand in catalogue.demands.values():
        sv, en = demand.sv, demand.en
        assert len(sv.against) == len(en.against), demand.id
        for name in SETS:
            assert len(getattr(sv, name)) == len(getattr(en, name)), f"{demand.id}: {name}"
        assert (sv.note is None) == (en.note is None), demand.id


def test_a_threshold_points_the_way_of_its_indicator(catalogue: Catalogue) -> None:
    wrong, seen = [], 0
    for demand in catalogue.demands.values():
        for measure in demand.measures:
            if measure.met is not None and measure.large is not None:
                better = "higher" if measure.met > measure.large else "lower"
                seen += 1
                if catalogue.indicators[measure.indicator].direction not in {better, "none"}:
                    wrong.append((demand.id, measure.indicator))
    assert wrong == []
    assert seen > 5


@pytest.mark.parametrize("file", FILES)
def test_texts_have_no_double_space_and_no_space_at_the_end(file: str) -> None:
    texts = list(find_strings(tomllib.loads((CONTENT / file).read_text(encoding="utf-8"))))
    untidy = [key for key, text in texts if re.search(r"\S {2,}", text) or re.search(r"[ \t]+$", text, re.MULTILINE)]
    assert untidy == []


@pytest.mark.parametrize("text", ["a  b", "a ", "a \nb", "a.  B"])
def test_the_search_for_untidy_texts_finds_them(text: str) -> None:
    assert re.search(r"\S {2,}", text) or re.search(r"[ \t]+$", text, re.MULTILINE)


def test_the_search_for_texts_finds_each_with_its_key() -> None:
    found = dict(find_strings({"a": "1", "b": {"c": ["2", {"d": "3"}]}, "e": 5}))
    assert found == {"a": "1", "b.c[0]": "2", "b.c[1].d": "3"}
