"""The whole data set as one file."""

import io
import json
from datetime import date
from zipfile import ZipFile

import numpy as np
import polars as pl
import pytest

from samspel.app.dataset import pack_dataset
from samspel.app.desk import Desk
from samspel.app.hospitals import Correction, correct_hospital
from samspel.app.needs import measure_needs
from samspel.catalogue.texts import LANGUAGES
from samspel.rendering.data import render_table
from samspel.rendering.table import data
from samspel.reports.sources import tabulate_changes
from samspel.terms.place import Place

KINDS = {"string": pl.String, "integer": pl.Int64, "number": pl.Float64, "boolean": pl.Boolean, "any": pl.String}


@pytest.fixture(scope="module")
def packed(still_desk: Desk) -> bytes:
    return pack_dataset(still_desk)


def read(packed: bytes, name: str) -> bytes:
    return ZipFile(io.BytesIO(packed)).read(name)


def list_known(desk: Desk) -> set[str]:
    return {one.id for one in desk.catalogue.indicators.values() if one.missing is None}


def list_to_be_fetched(desk: Desk) -> set[str]:
    """Measures that are explained and have no value before one fetches them."""
    return {name for name in list_known(desk) if np.isnan(desk.observations.series(name).values).all()}


def test_every_value_is_that_of_its_series(still_desk: Desk, packed: bytes) -> None:
    frame = pl.read_parquet(read(packed, "figures.parquet"))
    assert frame.columns == ["measure", "place", "year", "value", "basis"]
    assert frame.null_count().sum_horizontal().item() == 0
    assert set(frame["measure"].unique()) == list_known(still_desk) - list_to_be_fetched(still_desk)
    sandviken: Place = still_desk.catalogue.places.by_code["2181"]
    for name in ("staff_sick_leave", "population"):
        observation = still_desk.observations.series(name).latest(sandviken)
        row = frame.filter(
            (pl.col("measure") == name) & (pl.col("place") == "2181") & (pl.col("year") == observation.period.year)
        )
        assert row["value"].to_list() == [observation.value]
        assert row["basis"].to_list() == [observation.basis.value]


def test_the_codebook_tells_of_every_measure_in_both_languages(still_desk: Desk, packed: bytes) -> None:
    frame = pl.read_parquet(read(packed, "figures.parquet"))
    books = [pl.read_csv(read(packed, f"codebook-{lang}.csv")) for lang in ("sv", "en")]
    for book in books:
        assert set(book["measure"]) == set(frame["measure"].unique()) | list_to_be_fetched(still_desk)
        assert book["definition"].null_count() == 0
    assert books[0].columns == books[1].columns
    assert books[0]["name"].to_list() != books[1]["name"].to_list()
    sick = books[0].filter(pl.col("measure") == "staff_sick_leave").row(0, named=True)
    assert (sick["publisher_ids"], sick["trust"]) == ("N00090", "A")
    assert set(pl.read_csv(read(packed, "places.csv"), schema_overrides={"place": pl.String})["place"]) == {
        place.code for place in still_desk.catalogue.places.everywhere
    }


def test_the_changes_of_the_figures_are_those_of_the_log_in_both_languages(still_desk: Desk, packed: bytes) -> None:
    for lang in LANGUAGES:
        table = data(tabulate_changes(still_desk.catalogue, still_desk.catalogue.texts[lang]))
        assert read(packed, f"changes-{lang}.csv") == render_table(table, "csv")
        assert len(table.rows) == len(still_desk.catalogue.changes)


def test_they_are_few_bytes_and_may_be_used_by_all(packed: bytes) -> None:
    assert len(packed) < 25_000_000
    for name in ("LÄS-MIG.txt", "README.txt"):
        assert "EUPL-1.2" in read(packed, name).decode()


def test_the_same_figures_make_the_same_bytes_and_what_somebody_here_knows_better_is_not_among_them(
    desk: Desk, packed: bytes
) -> None:
    arvika = desk.catalogue.places.by_code["1784"]
    before = desk.observations.series("surgery_minutes_mean").latest(arvika).value
    correct_hospital(desk, Correction("Sjukhuset i Arvika", "yes", "Ek"), date(2026, 11, 28))
    assert desk.observations.series("surgery_minutes_mean").latest(arvika).value != before
    assert pack_dataset(desk) == packed


def test_the_description_tells_of_each_file_what_is_in_it(packed: bytes) -> None:
    """Read back by what it says: every column of its type, every row by its key, every reference to a row there is."""
    described = json.loads(read(packed, "datapackage.json"))
    assert described["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    frames = {}
    for resource in described["resources"]:
        content, fields = read(packed, resource["path"]), resource["schema"]["fields"]
        kinds = {one["name"]: KINDS[one["type"]] for one in fields}
        is_csv = resource["format"] == "csv"
        frame = pl.read_csv(content, schema_overrides=kinds) if is_csv else pl.read_parquet(content)
        assert frame.columns == list(kinds)
        assert is_csv or {name: kind for name, kind in frame.schema.items() if not kind.is_integer()} == {
            name: kind for name, kind in kinds.items() if kind is not pl.Int64
        }
        key = resource["schema"].get("primaryKey")
        assert key is None or frame.select(key).is_unique().all()
        frames[resource["name"]] = frame
    for resource in described["resources"]:
        for other in resource["schema"].get("foreignKeys", ()):
            (own,), (column,) = other["fields"], other["reference"]["fields"]
            known = set(frames[other["reference"]["resource"]][column])
            assert set(frames[resource["name"]][own].drop_nulls()) <= known
    files = set(ZipFile(io.BytesIO(packed)).namelist())
    assert {one["path"] for one in described["resources"]} == files - {
        "datapackage.json",
        "CITATION.cff",
        "README.txt",
        "LÄS-MIG.txt",
    }


def test_the_verdicts_are_those_of_the_figures_alone(still_desk: Desk, packed: bytes) -> None:
    frame = pl.read_csv(read(packed, "verdicts.csv"), schema_overrides={"place": pl.String})
    places = still_desk.catalogue.places
    for code in ("2181", "21", "0980"):
        needs = measure_needs(still_desk, places.by_code[code])
        rows = frame.filter(pl.col("place") == code)
        assert rows.select("demand", "verdict", "strength").rows() == [
            (need.demand.id, need.verdict.value, None if need.strength is None else need.strength.value)
            for need in needs
        ]
    assert frame["place"].n_unique() == len(places.municipalities) + len(places.regions)
