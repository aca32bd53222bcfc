"""References as files: who is the author of a figure, and the whole data set."""

import pytest

from samspel import __version__
from samspel.app.courses import find_origins
from samspel.app.desk import Desk
from samspel.app.measures import find_measure
from samspel.catalogue.records.base import Lang
from samspel.reports.citation import cite_dataset, write_bibtex, write_dataset_bibtex, write_dataset_cff
from samspel.reports.provenance import Cited, cite

PAGE = "https://samspel.example/oppna-data/"


@pytest.mark.parametrize(
    ("measure", "author"), [("jobs_industry", "Samspel"), ("emissions_total", "Samspel"), ("population", "SCB")]
)
def test_the_author_is_who_made_the_figure_and_what_it_was_made_of_stands_in_the_note(
    still_desk: Desk, measure: str, author: str
) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts["en"]
    measured = find_measure(still_desk, "en", measure)
    cited = Cited(measured, find_origins(still_desk, measured))
    entry, told = write_bibtex(catalogue, texts, cited), cite(catalogue, texts, cited)
    assert f"  author = {{{{{author}}}}}," in entry
    assert ("Worked out from figures of" in entry) == ("Worked out by Samspel" in told) == (author == "Samspel")
    assert ("  url = " in entry) == (author != "Samspel"), "no page of a publisher has a figure of ours"


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_whole_data_set_is_cited_by_its_maker_year_title_version_and_page(still_desk: Desk, lang: Lang) -> None:
    catalogue, texts = still_desk.catalogue, still_desk.catalogue.texts[lang]
    said = cite_dataset(catalogue, texts, PAGE)
    assert said.startswith("Samspel (2026): ")
    for part in (texts("provenance.package_title"), __version__, PAGE):
        assert part in said
    entry = write_dataset_bibtex(catalogue, texts, PAGE)
    assert f"  url = {{{PAGE}}}," in entry
    assert f"  version = {{{__version__}}}," in entry
    assert entry.count("{") == entry.count("}")
    assert "  url = " not in write_dataset_bibtex(catalogue, texts, "/oppna-data/"), "a path is no address"


def test_the_file_of_citation_is_of_the_format_and_has_what_it_asks_for(still_desk: Desk) -> None:
    lines = write_dataset_cff(still_desk.catalogue, still_desk.catalogue.texts["en"], PAGE).splitlines()
    keys = [line.split(":")[0] for line in lines]
    assert {"cff-version", "message", "title", "authors", "type", "version", "date-released", "url"} <= set(keys)
    assert 'cff-version: "1.2.0"' in lines
    assert 'type: "dataset"' in lines
    assert lines[-2:] == ["authors:", '  - name: "Samspel"']
    assert "license" not in keys, "each source has its own"
