"""The National Agency for Education's export becomes tidy rows, or a sentence on what is not as it was."""

import pytest

from samspel.catalogue.fetching import load_fetching
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.fetched_files import Schools
from samspel.catalogue.records.fetching import Service
from samspel.sources.live.errors import ChangedError
from samspel.sources.live.place_names import PlaceNames
from samspel.sources.live.schools import fetch_course, list_addresses, parse_year
from sources.live_files import PROGRAMME_HEADINGS, make_programmes

INDUSTRIAL = "Industritekniska programmet"
ROWS = [
    ("2181", "Samtliga", INDUSTRIAL, "1 234"),
    ("2181", "Kommunal", INDUSTRIAL, "99"),
    ("2181", "Samtliga", "Teknikprogrammet", "55"),
    ("180", "Samtliga", INDUSTRIAL, "."),
    ("9999", "Samtliga", INDUSTRIAL, "7"),
]


@pytest.fixture
def service(catalogue: Catalogue) -> Service:
    return load_fetching(catalogue)["schools"].service


@pytest.fixture
def declared(catalogue: Catalogue) -> Schools:
    found = load_fetching(catalogue)["schools"].schools
    assert found is not None
    return found


@pytest.fixture
def names(catalogue: Catalogue) -> PlaceNames:
    return PlaceNames(catalogue.places)


def test_pupils_are_those_of_all_schools_and_a_point_is_none(declared: Schools, names: PlaceNames) -> None:
    found = parse_year(declared, names, declared.targets[0], 2025, make_programmes(2025, ROWS))
    assert sorted(found.rows()) == [("T", "0180", 2025, 0.0, ""), ("T", "2181", 2025, 1234.0, "")]


def fail(declared: Schools, names: PlaceNames, body: bytes) -> str:
    with pytest.raises(ChangedError) as caught:
        parse_year(declared, names, declared.targets[0], 2025, body)
    assert "industrial" in str(caught.value.facts["subject"])
    return str(caught.value.facts["found"])


def test_a_text_that_has_changed_is_told_and_not_read(declared: Schools, names: PlaceNames) -> None:
    whole = make_programmes(2025, ROWS)
    assert fail(declared, names, whole.decode("utf-8-sig").encode("latin-1"))
    assert fail(declared, names, whole.decode("utf-8-sig").encode("utf-16"))
    renamed = [name.replace("Antal elever", "Elever") for name in PROGRAMME_HEADINGS]
    assert "Antal elever, per program" in fail(declared, names, make_programmes(2025, ROWS, renamed))
    assert fail(declared, names, b"") == "nothing"
    assert fail(declared, names, make_programmes(2025, [("2181", "Samtliga", INDUSTRIAL, "..")])) == "the sign .."
    twice = [("2181", "Samtliga", INDUSTRIAL, "5"), ("2181", "Samtliga", INDUSTRIAL, "6")]
    assert "6 and 5" in fail(declared, names, make_programmes(2025, twice))


def test_the_latest_years_may_have_no_figures_yet_and_no_other(
    service: Service, declared: Schools, names: PlaceNames
) -> None:
    empty: set[int] = {2025, 2026}

    def get(address: str) -> bytes:
        year = int(address.split("pAr=")[1][:4])
        return make_programmes(year, [] if year in empty else ROWS)

    title, found = fetch_course(get, service, declared, names, declared.targets[0], 2026)
    assert (title, sorted(found["year"].unique().to_list())) == (INDUSTRIAL, list(range(2017, 2025)))
    assert len(list_addresses(service, declared, 2026)) == 10
    empty.add(2019)
    with pytest.raises(ChangedError) as caught:
        fetch_course(get, service, declared, names, declared.targets[0], 2026)
    assert "2019" in str(caught.value.facts["found"])
