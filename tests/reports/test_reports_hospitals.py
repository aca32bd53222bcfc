"""The list of hospitals: a link where a page says so, its site in words, and what could not be read."""

from samspel.catalogue.loading import Catalogue
from samspel.reach.surgery import Hospital
from samspel.rendering.blocks import Paragraph
from samspel.rendering.table import Link, list_records, words
from samspel.reports.hospitals import OUTSIDE_LINK, compose_hospitals, tabulate_hospitals

READ = "https://www.example.org/vard/akut?sida=1"
HOSPITALS = (
    Hospital(name="A", town="Ort", point=(60.0, 16.0), certainty="likely", checked="2026-11-22"),
    Hospital(
        name="B",
        town="Ort",
        point=(60.0, 16.0),
        certainty="no",
        source="brev",
        checked="2026-11-28",
        address=READ,
        by="Anna Ek",
    ),
)


def test_a_source_is_named_by_its_site_and_leads_there_and_files_have_the_whole_address(catalogue: Catalogue) -> None:
    table = tabulate_hospitals(catalogue.texts["sv"], HOSPITALS)
    assert [row[-1] for row in words(table).texts] == ["–", "www.example.org"]
    assert table.rows[1][-1].link == Link(OUTSIDE_LINK, READ)
    assert table.rows[0][-1].link is None
    records = list_records(table)
    assert [row["address"] for row in records] == ["", READ]
    assert list(records[0]) == ["hospital", "town", "certainty", "by", "source", "address", "day", "told"]


def test_corrections_that_could_not_be_read_are_told_before_the_list(catalogue: Catalogue) -> None:
    texts = catalogue.texts["en"]
    told = [
        block.text
        for block in compose_hospitals(texts, HOSPITALS, ("hospitals.csv.aside-1",))
        if isinstance(block, Paragraph)
    ]
    assert told[0] == texts("hospital.lead")
    assert "hospitals.csv.aside-1" in told[1]
    assert len(compose_hospitals(texts, HOSPITALS, ())) == 2
