"""What the first page says is counted of the content."""

from pathlib import Path

from samspel.catalogue.loading import Catalogue

TEXT = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def test_the_first_page_counts_the_built_in_tables_that_are_not_koladas_and_the_measures_with_a_value(
    catalogue: Catalogue,
) -> None:
    tables = sum(table.source != "kolada" and not table.fetched for table in catalogue.tables.values())
    measures = sum(indicator.missing is None for indicator in catalogue.indicators.values())
    assert f"Kolada (RKA) had published until 2022 and {tables} tables from SCB" in TEXT
    assert f"; {measures} chosen measures" in TEXT


def test_the_first_page_counts_the_demands_of_the_handbook(catalogue: Catalogue) -> None:
    assert f"of {len(catalogue.demands)} demands on municipalities and regions" in TEXT
