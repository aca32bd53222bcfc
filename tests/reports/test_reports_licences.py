"""On what terms the figures of a source may be used."""

import tomllib

from samspel.catalogue.fetching import load_fetching
from samspel.catalogue.loading import Catalogue
from samspel.rendering.table import list_records
from samspel.reports.licences import describe_unlicensed, list_licences
from samspel.reports.sources import tabulate_sources


def test_each_of_our_sources_says_its_terms_and_never_both_a_licence_and_that_there_is_none(
    catalogue: Catalogue,
) -> None:
    told = tomllib.loads((catalogue.folder / "sources.toml").read_text("utf-8"))["source"]
    assert [one["id"] for one in told if not one.get("licences")] == []
    for source in catalogue.sources.values():
        has_licence = bool(list_licences(catalogue, source))
        for texts in catalogue.texts.values():
            assert bool(describe_unlicensed(catalogue, texts, source)) is not has_licence, source.id


def test_a_licence_that_programs_know_has_its_address_and_each_is_in_use(catalogue: Catalogue) -> None:
    used = {name for source in catalogue.sources.values() for name in source.licences}
    assert set(catalogue.licences) == used
    assert [one.id for one in catalogue.licences.values() if one.code and not one.address.startswith("https://")] == []


def test_a_service_that_is_fetched_from_has_the_licence_of_its_source(catalogue: Catalogue) -> None:
    codes = {"CC0": "CC0-1.0", "CC BY 4.0": "CC-BY-4.0", "ODbL": "ODbL-1.0"}
    for fetching in load_fetching(catalogue).values():
        told = codes.get(fetching.service.licence.split(";")[0])
        source = catalogue.sources[fetching.service.source]
        assert {one.code for one in list_licences(catalogue, source) if one.code} == ({told} if told else set())


def test_the_table_of_sources_gives_files_the_licence_its_address_and_why_it_is_blank(catalogue: Catalogue) -> None:
    rows = {row["table"]: row for row in list_records(tabulate_sources(catalogue, catalogue.texts["en"]))}
    known, blank = rows["population_change"], rows["tax_rates"]
    assert (known["licence_code"], known["licence_blank"]) == ("CC0-1.0", None)
    assert known["licence_address"] == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert known["licence_stated"] == "https://www.scb.se/vara-tjanster/oppna-data/"
    assert blank["licence"] is None
    assert blank["licence_code"] is None
    assert str(blank["licence_blank"]).startswith("The publisher states no licence")
