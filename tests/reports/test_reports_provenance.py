"""From a measure to its source: the tables behind it, the formula, how to cite it."""

import re
from datetime import date

import pytest

from samspel import __version__
from samspel.app.courses import find_origins, show_courses
from samspel.app.desk import Desk
from samspel.app.measures import find_measure
from samspel.catalogue.records.base import Lang
from samspel.rendering.blocks import Paragraph
from samspel.rendering.table import Table, list_records
from samspel.reports.citation import write_bibtex
from samspel.reports.codebook import tabulate_codebook
from samspel.reports.courses import tabulate_courses
from samspel.reports.figures import describe_gaps, describe_origin
from samspel.reports.licences import describe_terms
from samspel.reports.provenance import Cited, cite, compose_provenance, describe_formula, tabulate_origins
from samspel.reports.sources import tabulate_sources
from samspel.reports.writing import Writer


def find_table(desk: Desk, measure: str) -> Table:
    measured = find_measure(desk, "sv", measure)
    origins = find_origins(desk, measured)
    blocks = compose_provenance(desk.catalogue, desk.catalogue.texts["sv"], Cited(measured, origins))
    return next(block for block in blocks if isinstance(block, Table))


@pytest.mark.parametrize(("measure", "kpi"), [("staff_sick_leave", "N00090"), ("N00053", "N00053")])
def test_a_measure_leads_to_its_own_page_at_the_publisher(still_desk: Desk, measure: str, kpi: str) -> None:
    (row,) = find_table(still_desk, measure).rows
    words = [cell.words for cell in row]
    assert f"https://api.kolada.se/v3/kpi/{kpi}" in words
    assert any(kpi in word for word in words[:2])
    searched = [cell.link.key for cell in row if cell.link]
    assert searched[0] == "https://www.kolada.se/verktyg/fri-sokning/", "for people, before the address for programs"


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_beside_how_to_cite_stands_on_what_terms_the_figures_may_be_used(still_desk: Desk, lang: Lang) -> None:
    catalogue, measured = still_desk.catalogue, find_measure(still_desk, "sv", "jobs_industry_share")
    origins, texts = find_origins(still_desk, measured), catalogue.texts[lang]
    (licence,) = {name for one in origins for name in catalogue.sources[one.source].licences}
    last = list(compose_provenance(catalogue, texts, Cited(measured, origins)))[-1]
    assert last == Paragraph(texts.of(catalogue.licences[licence]), lead=texts("sources.licence"))
    several = [catalogue.sources[name] for name in ("scb-population", "skatteverket")]
    told = describe_terms(catalogue, texts, several)
    assert all(texts.said(one.publisher) in told for one in several), "whose terms they are is said"


def test_every_measure_with_figures_has_a_source_a_day_and_a_citation(still_desk: Desk) -> None:
    texts = still_desk.catalogue.texts["sv"]
    for name in still_desk.catalogue.indicators:
        measured = find_measure(still_desk, "sv", name)
        origins = find_origins(still_desk, measured)
        told = cite(still_desk.catalogue, texts, Cited(measured, origins))
        assert told.startswith(f"{texts.of(measured.indicator).name}. ")
        assert "_" not in told.replace("kolada_", ""), "no id of the program's own"
        assert __version__ in told
        for row in find_table(still_desk, name).rows if origins else ():
            publisher, table, trust, day, address = (cell.words for cell in row)
            assert publisher
            assert table
            assert trust
            assert re.fullmatch(r"\d{4}-\d\d-\d\d( ur en kopia från \d{4})?", day)
            assert "{" not in address


@pytest.mark.parametrize("op", ["ratio", "sum", "difference", "change"])
def test_a_derived_measure_tells_its_formula_by_the_names_of_its_parts(still_desk: Desk, op: str) -> None:
    for lang, texts in still_desk.catalogue.texts.items():
        derived = [one for one in still_desk.catalogue.indicators.values() if one.derived and one.derived.op == op]
        assert derived, lang
        for indicator in derived:
            told = describe_formula(still_desk.catalogue, texts, indicator)
            assert indicator.derived is not None
            assert texts.of(still_desk.catalogue.indicators[indicator.derived.of[0]]).name in told
            assert "None" not in told
            assert not re.search(r"(gånger|times) 1\.$", told)


def test_a_bibtex_entry_has_no_sign_of_its_own_in_a_value(still_desk: Desk) -> None:
    for name in ("staff_sick_leave", "N00053", "population_change_5y"):
        measured = find_measure(still_desk, "sv", name)
        origins = find_origins(still_desk, measured)
        entry = write_bibtex(still_desk.catalogue, still_desk.catalogue.texts["sv"], Cited(measured, origins))
        assert entry.startswith(f"@misc{{{name},\n")
        assert entry.count("{") == entry.count("}")
        assert "\\" not in entry


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_reference_gives_what_a_person_can_open_before_what_programs_read(still_desk: Desk, lang: Lang) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts[lang]
    measured = find_measure(still_desk, lang, "staff_sick_leave")
    page = "https://samspel.example.se/matt/staff_sick_leave/?plats=2181"
    cited = Cited(measured, find_origins(still_desk, measured), page=page)
    search, api = "https://www.kolada.se/verktyg/fri-sokning/", "https://api.kolada.se/v3/kpi/N00090"
    told, entry = cite(catalogue, texts, cited), write_bibtex(catalogue, texts, cited)
    assert 0 < told.index(search) < told.index(api) < told.index(page)
    assert f"  url = {{{search}}}," in entry
    note = next(line for line in entry.splitlines() if line.startswith("  note"))
    assert api in note
    assert page in note
    assert "example" not in cite(catalogue, texts, Cited(measured, cited.origins))


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_measure_from_a_copy_of_an_older_state_says_so_wherever_it_is_cited(still_desk: Desk, lang: Lang) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts[lang]
    measured = find_measure(still_desk, lang, "long_term_unemployment")
    origins = find_origins(still_desk, measured)
    courses = show_courses(still_desk, lang, measured, [catalogue.places.by_code["2181"]])
    copied = texts("origin.copied", day="2026-11-28", year=2024)
    (table,) = (
        one for one in compose_provenance(catalogue, texts, Cited(measured, origins, courses)) if isinstance(one, Table)
    )
    assert copied in [cell.words for cell in table.rows[0]]
    told = cite(catalogue, texts, Cited(measured, origins, courses))
    assert copied in told
    assert told.endswith(texts("provenance.extent", places="Sandviken", years="2010–2022"))
    entry = write_bibtex(catalogue, texts, Cited(measured, origins, courses))
    assert "  year = {2024}," in entry
    assert "  urldate = {2026-11-28}," in entry
    assert texts("provenance.bibtex_copy", year=2024) in entry
    assert "Sandviken, 2010–2022" in entry
    records = list_records(tabulate_courses(catalogue, texts, courses))
    assert {(row["read"], row["copied"]) for row in records if row["value"] is not None} == {("2026-11-28", "2024")}
    assert describe_origin(catalogue, texts, origins[0]).count(copied) == 1
    writer = Writer(still_desk.observations, texts, date(2026, 11, 29))
    writer.cite(origins)
    assert copied in writer.list_sources().items[0]


def test_a_table_that_was_read_at_its_publisher_says_nothing_of_a_copy(still_desk: Desk) -> None:
    texts = still_desk.catalogue.texts["sv"]
    measured = find_measure(still_desk, "sv", "population")
    origins = find_origins(still_desk, measured)
    assert "kopia" not in cite(still_desk.catalogue, texts, Cited(measured, origins))
    assert "kopia" not in write_bibtex(still_desk.catalogue, texts, Cited(measured, origins))


def test_a_table_from_a_copy_says_so_among_the_sources_and_why_it_ends(still_desk: Desk) -> None:
    copies = [table for table in still_desk.catalogue.tables.values() if table.copied]
    assert copies
    for table in copies:
        assert table.ends is not None
        assert str(table.copied) in table.ends.sv
    texts = still_desk.catalogue.texts["sv"]
    rows = {row["table"]: row for row in list_records(tabulate_sources(still_desk.catalogue, texts))}
    assert rows["kolada"]["copied"] == 2024


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_an_address_that_is_no_table_says_so_and_a_compilation_and_missing_years_are_told(
    still_desk: Desk, lang: Lang
) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts[lang]
    jobs, found = find_measure(still_desk, "sv", "jobs_industry"), still_desk.catalogue.tables["jobs_and_labour"]
    assert found.compiled is not None
    assert found.gaps is not None
    table = tabulate_origins(catalogue, texts, find_origins(still_desk, jobs))
    (row,) = table.rows
    assert row[-1].note == texts("provenance.general")
    assert texts.of(found.compiled) in table.notes
    said = cite(catalogue, texts, Cited(jobs, find_origins(still_desk, jobs)))
    assert texts.of(found.compiled) in said
    assert texts("provenance.general").split(",")[0] in said
    origins = find_origins(still_desk, jobs)
    assert describe_gaps(catalogue, texts, (2020, 2023, 2024), origins).endswith(texts.of(found.gaps))
    assert describe_gaps(catalogue, texts, (2023, 2024), origins) == ""
    assert describe_gaps(catalogue, texts, (2002, 2022), origins).startswith(texts("measures.years_some"))
    (entry,) = list_records(tabulate_codebook(catalogue, texts, [(jobs.indicator, origins)]))
    assert entry["gaps"] == texts.of(found.gaps)
    assert entry["compiled"] == texts.of(found.compiled)
