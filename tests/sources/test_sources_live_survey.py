"""The workbooks of Boverket's survey become tidy rows, or a sentence on what is not as it was."""

import pytest

from samspel.catalogue.fetching import load_fetching
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.fetched_files import Survey
from samspel.catalogue.records.fetching import Service
from samspel.sources.live.errors import ChangedError
from samspel.sources.live.place_names import PlaceNames
from samspel.sources.live.survey import fetch_course, parse_year
from sources.live_files import LATER, NOW, make_book, make_page, make_survey

SHORT, EVEN, MUCH = "Underskott på bostadsmarknaden", "Balans på bostadsmarknaden", "Överskott på bostadsmarknaden"
ANSWERS = {"0114": SHORT, "0180": EVEN, "2181": MUCH, "2180": "", "2584": "Vet ej"}


@pytest.fixture
def service(catalogue: Catalogue) -> Service:
    return load_fetching(catalogue)["boverket"].service


@pytest.fixture
def declared(catalogue: Catalogue) -> Survey:
    found = load_fetching(catalogue)["boverket"].survey
    assert found is not None
    return found


@pytest.fixture
def names(catalogue: Catalogue) -> PlaceNames:
    return PlaceNames(catalogue.places)


def test_answers_are_read_from_the_question_on_the_whole_municipality_now(declared: Survey, names: PlaceNames) -> None:
    title, found = parse_year(declared, names, declared.targets[0], 2026, make_survey(ANSWERS))
    assert title == NOW
    assert found.rows() == [("T", "0114", 2026, 0.0, ""), ("T", "0180", 2026, 1.0, ""), ("T", "2181", 2026, 2.0, "")]


def test_the_words_of_older_years_mean_the_same(declared: Survey, names: PlaceNames) -> None:
    older = {"0114": "Obalans - underskott på bostäder", "0180": "Balans", "2181": "Obalans - överskott på bostäder"}
    _, found = parse_year(declared, names, declared.targets[0], 2020, make_survey(older))
    assert found["value"].to_list() == [0.0, 1.0, 2.0]


def fail(declared: Survey, names: PlaceNames, body: bytes) -> str:
    with pytest.raises(ChangedError) as caught:
        parse_year(declared, names, declared.targets[0], 2026, body)
    assert "assessment" in str(caught.value.facts["subject"])
    return str(caught.value.facts["found"])


def test_a_workbook_that_has_changed_is_told_and_not_read(declared: Survey, names: PlaceNames) -> None:
    whole = make_survey(ANSWERS)
    assert "no whole workbook" in fail(declared, names, whole[:-300])
    assert "no column" in fail(declared, names, make_survey(ANSWERS, "Hur är läget?"))
    assert "no column" in fail(declared, names, make_survey(ANSWERS, LATER))
    assert "no column" in fail(declared, names, make_book({"Läget": [["Kommun", NOW], ["Sandviken", SHORT]]}))
    assert "2181: ganska gott" in fail(declared, names, make_survey({"2181": "Ganska gott"}))


def test_each_year_that_the_page_links_to_is_read_once(service: Service, declared: Survey, names: PlaceNames) -> None:
    links = [
        "/contentassets/fe17/laget-pa-bostadsmarknaden-och-bostadsbyggande---bme-2025.xlsx",
        "/contentassets/fe18/bostadsmarknadsenkaten-2026.xlsx",
        "/contentassets/fe19/bme-2025.xlsx",
        "/contentassets/fe20/allmannyttan---bme-2025.xlsx",
        "/contentassets/fe21/bostadsmarknadsenkaten-2019.zip",
    ]
    asked: list[str] = []

    def get(address: str) -> bytes:
        asked.append(address)
        return make_page(links) if address.endswith("/") else make_survey(ANSWERS)

    title, found = fetch_course(get, service, declared, names, declared.targets[0])
    assert (title, sorted(found["year"].unique().to_list())) == (NOW, [2025, 2026])
    assert [address.rpartition("/")[0] for address in asked[1:]] == [
        "https://www.boverket.se/contentassets/fe17",
        "https://www.boverket.se/contentassets/fe18",
    ]
    links.clear()
    with pytest.raises(ChangedError) as caught:
        fetch_course(get, service, declared, names, declared.targets[0])
    assert "no such file" in str(caught.value.facts["found"])
