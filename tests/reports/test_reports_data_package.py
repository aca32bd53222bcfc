"""The description of the data set: names, terms and sources, in both languages."""

from samspel.catalogue.loading import Catalogue
from samspel.reports.data_package import Resource, render_package

FIELDS = [{"name": "place", "type": "string"}]


def test_the_description_has_what_the_profile_asks_for_and_both_languages(catalogue: Catalogue) -> None:
    ours = Resource(
        name="places", told="provenance.file_places", kind="csv", fields=FIELDS, key=("place",), is_ours=True
    )
    theirs = Resource(
        name="figures",
        told="provenance.file_figures",
        kind="parquet",
        fields=FIELDS,
        others={"place": ("places", "place")},
    )
    made = render_package(catalogue, (ours, theirs), "1.0")
    assert {"$schema", "name", "version", "sources", "resources"} <= made.keys()
    for text in (made["description"], *(one["description"] for one in made["resources"])):
        swedish, _, english = text.partition(" / ")
        assert swedish
        assert english
    first, second = made["resources"]
    assert (first["path"], first["schema"]["primaryKey"], first["licenses"][0]["name"]) == (
        "places.csv",
        ["place"],
        "EUPL-1.2",
    )
    by_code = {one.get("name", one["path"]): one["title"] for one in second["licenses"]}
    assert "SCB" in by_code["CC0-1.0"]
    assert "Boverket" in by_code["CC-BY-4.0"]
    assert "Kolada (RKA)" in by_code["https://www.kolada.se/om-oss/api"]
    assert second["schema"]["foreignKeys"] == [
        {"fields": ["place"], "reference": {"resource": "places", "fields": ["place"]}}
    ]


def test_every_source_has_its_licence_or_why_it_has_none(catalogue: Catalogue) -> None:
    for one in render_package(catalogue, (), "1.0")["sources"]:
        assert ("licenses" in one) != ("licensesBlank" in one), one["title"]
        for licence in one.get("licenses", ()):
            assert licence["path"].startswith("https://")
            assert licence["title"]
        assert one.get("licensesBlank", " / ").count(" / ") == 1


def test_every_publisher_of_a_table_is_a_source(catalogue: Catalogue) -> None:
    titles = [one["title"] for one in render_package(catalogue, (), "1.0")["sources"]]
    for table in catalogue.tables.values():
        assert any(title.startswith(f"{catalogue.sources[table.source].publisher}: ") for title in titles)
