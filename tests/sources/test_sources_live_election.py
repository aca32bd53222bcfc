"""The Election Authority's results become the seats of councils, or a sentence on what is not as it was."""

import hashlib

import pytest

from samspel.catalogue.fetching import load_fetching
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.fetched_files import Election
from samspel.catalogue.records.fetching import Service
from samspel.sources.live.election import fetch_course, parse_index, parse_seats
from samspel.sources.live.errors import ChangedError
from samspel.sources.live.place_names import PlaceNames
from sources.live_files import make_index, make_result, name_result

SEATS = {"S": 20, "M": 12, "Ortens väl": 9}


@pytest.fixture
def service(catalogue: Catalogue) -> Service:
    return load_fetching(catalogue)["election"].service


@pytest.fixture
def declared(catalogue: Catalogue) -> Election:
    found = load_fetching(catalogue)["election"].election
    assert found is not None
    return found


def read(declared: Election, body: bytes, code: str = "2181", digest: str = "") -> float | None:
    told = digest or hashlib.md5(body, usedforsecurity=False).hexdigest()
    return parse_seats(declared, declared.targets[0], code, told, body)


def test_the_seats_of_all_parties_are_those_of_the_council(declared: Election) -> None:
    assert read(declared, make_result("2181", SEATS)) == 41.0


@pytest.mark.parametrize(
    "other",
    [
        {"whole_rakningstillfalle": "preliminär"},
        {"antalValdistriktRaknade": 6},
        {"mandatfordelning": None},
        {"mandatfordelning": {"partiLista": []}, "totaltAntalMandat": 0},
    ],
)
def test_a_result_that_is_not_final_has_no_seats_yet(declared: Election, other: dict[str, object]) -> None:
    assert read(declared, make_result("2181", SEATS, **other)) is None


def fail(declared: Election, body: bytes, code: str = "2181", digest: str = "") -> str:
    with pytest.raises(ChangedError) as caught:
        read(declared, body, code, digest)
    assert "seats" in str(caught.value.facts["subject"])
    return str(caught.value.facts["found"])


def test_a_file_that_has_changed_is_told_and_not_read(declared: Election, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = make_result("2181", SEATS)
    assert "another file" in fail(declared, whole, digest="0" * 32)
    assert "zip" in fail(declared, whole[:-40])
    assert "2180" in fail(declared, make_result("2180", SEATS))
    assert "RF" in fail(declared, make_result("2181", SEATS, whole_valtyp="RF"))
    assert "a test" in fail(declared, make_result("2181", SEATS, whole_test=True))
    assert "40 of 41" in fail(declared, make_result("2181", SEATS | {"S": 19}, totaltAntalMandat=41))
    assert "349" in fail(declared, make_result("2181", {"S": 349}))
    assert "partiLista" in fail(declared, make_result("2181", SEATS, mandatfordelning={"partier": []}))
    monkeypatch.setattr("samspel.sources.live.election.MOST_UNPACKED", 100)
    assert "mandatfordelning" in fail(declared, whole)


def test_the_index_tells_of_final_results_of_municipalities_alone(declared: Election) -> None:
    body = make_result("2181", SEATS)
    listed = {
        name_result("2181"): body,
        name_result("2181", "preliminar"): body,
        name_result("21", election="RF"): body,
        name_result("OS"): body,
    }
    found = parse_index(declared, declared.targets[0], b"\xef\xbb\xbf" + make_index(listed))
    assert found == {"2181": (name_result("2181"), hashlib.md5(body, usedforsecurity=False).hexdigest())}


@pytest.mark.parametrize("body", [b"<html>404</html>", b"\xe5\xe4\xf6", b"", make_index({"p/rd/x.zip": b""})])
def test_an_index_of_another_form_is_told(declared: Election, body: bytes) -> None:
    with pytest.raises(ChangedError):
        parse_index(declared, declared.targets[0], body)


def test_every_municipality_of_the_index_is_asked_for(
    service: Service, declared: Election, catalogue: Catalogue
) -> None:
    files = {name_result(code): make_result(code, SEATS) for code in ("2181", "2180")}
    files[name_result("9999")] = b""
    asked: list[str] = []

    def get(address: str) -> bytes:
        asked.append(address)
        below = address.removeprefix("https://resultat.val.se/resultatfiler/val2026/")
        return make_index(files) if below == "index.md5" else files[below]

    title, found = fetch_course(get, service, declared, PlaceNames(catalogue.places), declared.targets[0])
    assert (title, len(asked)) == ("KF", 3)
    assert found.rows() == [("T", "2180", 2026, 41.0, ""), ("T", "2181", 2026, 41.0, "")]
