"""Figures in words: a unit is said once, and a branch of the registers in the reader's language."""

from dataclasses import replace

import pytest

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.base import Lang
from samspel.observations.building import Observations
from samspel.observations.picture import list_register
from samspel.reports.figures import label_branch, label_indicator, label_publishers
from samspel.terms.origin import Origin


@pytest.mark.parametrize(
    ("lang", "indicator", "told"),
    [
        ("sv", "sick_days", "Dagar med sjukpenning"),
        ("en", "sick_days", "Days of sickness benefit"),
        ("sv", "rental_dwellings_per_1000", "Hyresrätter per 1 000 invånare"),
        ("sv", "tax_base_per_inhabitant", "Skattekraft, kr/inv."),
        ("sv", "house_price", "Medelpris för småhus, tkr"),
        ("sv", "unemployment_18_65", "Arbetslösa 18–65 år"),
    ],
)
def test_a_unit_is_said_once(catalogue: Catalogue, lang: Lang, indicator: str, told: str) -> None:
    assert label_indicator(catalogue.texts[lang], catalogue.indicators[indicator]) == told


def test_every_branch_of_the_registers_has_a_swedish_name(catalogue: Catalogue, observations: Observations) -> None:
    sites = list_register(observations, catalogue.places.country)
    assert {label_branch(catalogue, catalogue.texts["en"], site) for site in sites} > {"Iron and steel", "Other"}
    told = {site.subsector: label_branch(catalogue, catalogue.texts["sv"], site) for site in sites}
    assert told["Iron and steel"] == "Järn och stål"
    assert [branch for branch, word in told.items() if word == branch and branch != "Cement"] == []


@pytest.mark.parametrize(
    ("makers", "told"),
    [
        (("", "SCB"), "SCB, Kolada (RKA)"),
        (("SCB", ""), "Kolada (RKA), SCB"),
        (("SCB",), "SCB via Kolada (RKA)"),
        (("", "MUCF"), "SCB, MUCF via Kolada (RKA)"),
    ],
)
def test_no_publisher_is_named_twice(catalogue: Catalogue, makers: tuple[str, ...], told: str) -> None:
    """Neither where one table is SCB's own and another came by way of Kolada."""
    scb = next(source.id for source in catalogue.sources.values() if source.publisher == "SCB")
    own, gathered = (
        Origin(source=scb, table="t", read="2026-01-01"),
        Origin(source="kolada", table="t", read="2026-01-01", measure="N1"),
    )
    origins = [replace(gathered, publisher=maker) if maker else own for maker in makers]
    assert label_publishers(catalogue, origins) == told
