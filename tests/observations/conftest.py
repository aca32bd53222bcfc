"""A tiny made-up country: three municipalities in two regions, tables and indicators as the test wants."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.places import Places
from samspel.catalogue.records.figures import Indicator, NotStated, Table
from samspel.observations.building import Observations
from samspel.observations.series import BASES, BLANKS, Series
from samspel.terms.blank import Blank
from samspel.terms.origin import Basis
from samspel.terms.place import Place, PlaceKind

Tiny = Callable[[Mapping[str, str], Sequence[Mapping[str, Any]]], Observations]
MakeSeries = Callable[..., Series]


@pytest.fixture(scope="session")
def tiny_places() -> Places:
    """Two municipalities in region 01, one alone in region 02, the country: rows 0-2, 3-4 and 5."""
    towns = [
        Place(
            code=code,
            name=code,
            kind=PlaceKind.MUNICIPALITY,
            body=code,
            area=code,
            region=code[:2],
            group="g",
            index=row,
        )
        for row, code in enumerate(("0101", "0102", "0201"))
    ]
    regions = [
        Place(code=code, name=code, kind=PlaceKind.REGION, body=code, area=code, region=code, group="", index=row)
        for row, code in enumerate(("01", "02"), 3)
    ]
    country = Place(
        code="00", name="Riket", kind=PlaceKind.COUNTRY, body="Riket", area="Riket", region="", group="", index=5
    )
    return Places((*towns, *regions, country), (), ("A", "A", "B"), np.array([[1], [2], [0]], dtype=np.int32))


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory, tiny_places: Places, catalogue: Catalogue) -> Tiny:
    """Observations of the tiny country from CSV text by table, and indicators as in content/indicators."""

    def make(tables: Mapping[str, str], indicators: Sequence[Mapping[str, Any]]) -> Observations:
        folder: Path = tmp_path_factory.mktemp("tiny")
        (folder / "figures").mkdir()
        for name, text in tables.items():
            (folder / "figures" / f"{name}.csv").write_text(text, encoding="utf-8")
        declared = {name: declare_table(name, text) for name, text in tables.items()}
        known = {str(entry["id"]): declare_indicator(entry) for entry in indicators}
        files = dict.fromkeys(known, "tiny.toml")
        made = replace(catalogue, folder=folder, places=tiny_places, tables=declared, indicators=known, files=files)
        return Observations(made, {})

    return make


def declare_table(name: str, text: str) -> Table:
    """A table of measured figures; by year where it has such a column, else of 2024 unless its name says otherwise."""
    columns = text.splitlines()[0].split(",")
    period: dict[str, Any] = {"period_column": "year"} if "year" in columns else {"year": 2024}
    if name.startswith("not_stated"):
        period = {"not_stated": NotStated(sv="senast", en="latest")}
    return Table(
        id=name,
        file=f"{name}.csv",
        source=f"source-{name}",
        number="1",
        basis=Basis.ESTIMATED if name.startswith("estimated") else Basis.MEASURED,
        read="2026-11-22",
        trust="A",
        columns=columns,
        key="code",
        sv="",
        en="",
        **period,
    )


def declare_indicator(entry: Mapping[str, Any]) -> Indicator:
    """An indicator on all levels, summed unless the entry says otherwise."""
    text = {"name": "z", "definition": "z"}
    usual = {"theme": "t", "unit": "u", "direction": "none", "rollup": "sum", "sv": text, "en": text}
    return msgspec.convert({**usual, "levels": ["municipality", "region", "country"], **entry}, Indicator)


@pytest.fixture(scope="session")
def make_series() -> MakeSeries:
    """A measured series from years and rows of values, one row a place."""

    def make(years: Sequence[int], rows: Sequence[Sequence[float]], *, basis: Basis = Basis.MEASURED) -> Series:
        values = np.array(rows, dtype=np.float64).reshape(len(rows), len(years))
        return Series(
            indicator="z",
            years=tuple(years),
            values=values,
            basis=np.full(len(rows), BASES.index(basis), dtype=np.uint8),
            blank=np.full(len(rows), BLANKS.index(Blank.NOT_PUBLISHED), dtype=np.uint8),
            origins=(),
        )

    return make
