"""Outcomes in words: units, signs and blanks, and a price whose index says what it is."""

import numpy as np
import pytest

from samspel.app.desk import Desk
from samspel.app.modelling import open_model
from samspel.catalogue.records.base import Lang
from samspel.rendering.table import Cell, Field, data, tabulate, words
from samspel.reports.outcomes import (
    format_band,
    format_outcome,
    format_tenths,
    label_outcome,
    list_notes,
    outcome_column,
)


@pytest.mark.parametrize(
    ("name", "value", "change", "words"),
    [
        ("people", 1234.4, False, "1,234"),
        ("people", 0.4, True, "0"),
        ("people", 0.6, True, "+1"),
        ("revenue", 2_866_100_000.0, False, "2,866.1"),
        ("unemployment", 0.0726, False, "7.3"),
        ("house_price", 0.998, False, "99.8"),
        ("region_share", 0.13064, False, "13.06"),
        ("region_share", 0.00006, True, "+0.01"),
        ("region_share", float("nan"), True, "–"),
    ],
)
def test_a_value_is_written_in_the_unit_of_its_outcome(
    still_desk: Desk, name: str, value: float, change: bool, words: str
) -> None:
    outcome = open_model(still_desk).outcomes[name]
    assert format_outcome(still_desk.catalogue.texts["en"], outcome, value, change=change) == words


@pytest.mark.parametrize(
    ("lang", "level", "change"),
    [
        ("sv", "Bostadspris, index, startåret = 100", "Bostadspris, indexenheter"),
        ("en", "House price, index, first year = 100", "House price, index points"),
    ],
)
def test_the_house_price_says_what_its_index_is_of(still_desk: Desk, lang: Lang, level: str, change: str) -> None:
    outcomes, texts = open_model(still_desk).outcomes, still_desk.catalogue.texts[lang]
    price = outcomes["house_price"]
    assert (label_outcome(texts, price), label_outcome(texts, price, change=True)) == (level, change)
    assert list_notes(texts, outcomes)[-1] == texts.of(price).note


def test_a_share_changes_by_points(still_desk: Desk) -> None:
    service, texts = open_model(still_desk).outcomes["service"], still_desk.catalogue.texts["sv"]
    assert label_outcome(texts, service).endswith(", procent")
    assert label_outcome(texts, service, change=True).endswith(", procentenheter")


def test_a_band_of_what_does_not_exist_is_one_dash(still_desk: Desk) -> None:
    outcome, texts = open_model(still_desk).outcomes["region_revenue"], still_desk.catalogue.texts["sv"]
    assert format_band(texts, outcome, np.full(5, np.nan)) == "–"


@pytest.mark.parametrize(
    ("better", "worse", "words"), [(0.71, 0.0, "7 · 0 · 3"), (None, None, "0 · 0 · 10"), (0.55, 0.45, "6 · 4 · 0")]
)
def test_tenths_of_the_draws(still_desk: Desk, better: float | None, worse: float | None, words: str) -> None:
    assert format_tenths(still_desk.catalogue.texts["sv"], better, worse) == words


@pytest.mark.parametrize(("lang", "shown", "kept"), [("sv", "mnkr", "kronor"), ("en", "million kronor", "kronor")])
def test_a_workbook_says_the_unit_that_its_values_have(still_desk: Desk, lang: Lang, shown: str, kept: str) -> None:
    """The words of a cell are in millions, and its value is not."""
    texts, outcome = still_desk.catalogue.texts[lang], open_model(still_desk).outcomes["revenue"]
    field: Field[float] = Field(
        outcome_column(texts, outcome, change=True), lambda kronor: Cell(value=kronor, words="")
    )
    table = tabulate("changes", "", (field,), [-1_236_241.11])
    assert words(table).columns[0].head.endswith(f", {shown}")
    (head,) = data(table).heads
    assert head.endswith(f", {kept}")
