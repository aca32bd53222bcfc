"""From a measure to its source: the tables behind it, the formula, how to cite it."""

import re

import pytest

from samspel import __version__
from samspel.app.courses import find_origins
from samspel.app.desk import Desk
from samspel.app.measures import find_measure
from samspel.rendering.table import Table
from samspel.reports.provenance import cite, compose_provenance, describe_formula, write_bibtex


def find_table(desk: Desk, measure: str) -> Table:
    measured = find_measure(desk, "sv", measure)
    origins = find_origins(desk, measured)
    blocks = compose_provenance(desk.catalogue, desk.catalogue.texts["sv"], measured, origins)
    return next(block for block in blocks if isinstance(block, Table))


@pytest.mark.parametrize(("measure", "kpi"), [("staff_sick_leave", "N00090"), ("N00053", "N00053")])
def test_a_measure_leads_to_its_own_page_at_the_publisher(still_desk: Desk, measure: str, kpi: str) -> None:
    (row,) = find_table(still_desk, measure).rows
    words = [cell.words for cell in row]
    assert f"https://api.kolada.se/v3/kpi/{kpi}" in words
    assert any(kpi in word for word in words[:2])
    searched = [cell.link.key for cell in row if cell.link]
    assert searched[0] == "https://www.kolada.se/verktyg/fri-sokning/", "for people, before the address for programs"


def test_every_measure_with_figures_has_a_source_a_day_and_a_citation(still_desk: Desk) -> None:
    texts = still_desk.catalogue.texts["sv"]
    for name in still_desk.catalogue.indicators:
        measured = find_measure(still_desk, "sv", name)
        origins = find_origins(still_desk, measured)
        told = cite(still_desk.catalogue, texts, measured, origins)
        assert name in told
        assert __version__ in told
        for row in find_table(still_desk, name).rows if origins else ():
            publisher, table, trust, day, address = (cell.words for cell in row)
            assert publisher
            assert table
            assert trust
            assert re.fullmatch(r"\d{4}-\d\d-\d\d", day)
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
    for name in ("staff_sick_leave", "N00053", "people_change_5_years"):
        if name in still_desk.base.measures.everything:
            measured = find_measure(still_desk, "sv", name)
            origins = find_origins(still_desk, measured)
            entry = write_bibtex(still_desk.catalogue, still_desk.catalogue.texts["sv"], measured, origins)
            assert entry.startswith(f"@misc{{{name},\n")
            assert entry.count("{") == entry.count("}")
            assert "\\" not in entry
