"""A firm's savings in words and tables: whether it pays, and what never comes back."""

import pytest

from samspel.catalogue.loading import Catalogue
from samspel.rendering.table import Table, list_records, words
from samspel.reports.savings import (
    compose_savings,
    describe_savings,
    tabulate_results,
    tabulate_savings,
    tabulate_savings_assumptions,
)
from samspel.transition.savings import Firm, Stated, calculate_savings, load_defaults


@pytest.mark.parametrize(("cost", "key"), [(0.0, "good"), (100_000.0, "unsure"), (9e8, "bad")])
def test_whether_it_pays_is_said_by_all_three_cases(catalogue: Catalogue, cost: float, key: str) -> None:
    savings = calculate_savings(load_defaults(catalogue), Firm(100_000, 150, measures=(Stated("led", cost),)))
    begun = catalogue.texts["sv"].entries[f"savings.value_{key}"].partition("}")[2]
    assert describe_savings(catalogue.texts["sv"], savings)[-1].endswith(begun)


def test_what_saves_nothing_is_never_paid_back(catalogue: Catalogue) -> None:
    firm = Firm(100_000, 150, hours=8760, measures=(Stated("night-off", 1000.0),))
    table = tabulate_savings(catalogue.texts["sv"], calculate_savings(load_defaults(catalogue), firm))
    assert words(table).texts[0][4] == "aldrig"
    assert table.rows[0][4].value is None


def test_a_page_and_a_terminal_have_the_same_blocks_with_every_caution(catalogue: Catalogue) -> None:
    texts, savings = catalogue.texts["sv"], calculate_savings(load_defaults(catalogue), Firm(100_000, 150))
    *_, table = compose_savings(texts, savings)
    assert isinstance(table, Table)
    assert table.notes == tuple(texts(f"savings.{key}") for key in ("order", "cases", "assumed"))


def test_files_and_page_have_the_same_likely_values(catalogue: Catalogue) -> None:
    texts, savings = catalogue.texts["sv"], calculate_savings(load_defaults(catalogue), Firm(100_000, 150))
    likely = [row for row in list_records(tabulate_results(texts, savings)) if row["case"] == "likely"]
    figures = ("saved_kwh", "saved_sek", "cost_sek", "payback_years", "npv_sek")
    shown = list_records(tabulate_savings(texts, savings))
    assert [[row[name] for name in figures] for row in likely] == [[row[name] for name in figures] for row in shown]


def test_the_firm_s_own_figures_are_named_as_its_own(catalogue: Catalogue) -> None:
    defaults, texts = load_defaults(catalogue), catalogue.texts["sv"]
    savings = calculate_savings(defaults, Firm(100_000, 150, hours=2000, measures=(Stated("led", 5000.0, 20.0),)))
    rows = list_records(tabulate_savings_assumptions(texts, defaults, savings))
    own = [row["value"] for row in rows if row["basis"] == texts("savings.own")]
    assert own == [2000.0, 20.0, 5000.0]
