"""Which demands and which address a sheet may have."""

import pytest

from samspel.app.desk import Desk
from samspel.app.needs import measure_needs
from samspel.app.sheets import choose_demands, find_size, read_address, suggest_needs
from samspel.catalogue.loading import Catalogue
from samspel.needs.verdict import Verdict
from samspel.terms.errors import BadInputError, NotFoundError


def test_one_to_three_demands_are_chosen_by_number_id_or_title_each_once(catalogue: Catalogue) -> None:
    found = choose_demands(catalogue, ["33, 2", "", "childcare-odd-hours", catalogue.demands_by_number[14].sv.title])
    assert [demand.number for demand in found] == [33, 2, 14]


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ((), "sheet_none"),
        ((" ", ",,"), "sheet_none"),
        (("1,2", "3", "4"), "sheet_many"),
        (("1", "9999"), "unknown_demand"),
    ],
)
def test_none_too_many_and_unknown_ones_are_refused(catalogue: Catalogue, told: tuple[str, ...], code: str) -> None:
    with pytest.raises((BadInputError, NotFoundError)) as caught:
        choose_demands(catalogue, told)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("", ""),
        (" samspel.example ", "samspel.example"),
        ("https://samspel.example/", "https://samspel.example"),
        ("192.168.1.20:8000", "http://192.168.1.20:8000"),
        ("10.0.0.7", "http://10.0.0.7"),
        ("dator:8000/samspel/", "http://dator:8000/samspel"),
        ("http://dator:8000", "http://dator:8000"),
    ],
)
def test_an_address_is_read_as_somebody_writes_it(typed: str, address: str) -> None:
    assert read_address(typed) == address


@pytest.mark.parametrize(
    "typed", ["x y", "javascript:alert(1)", "ftp://a.se", "a.se?x=1", "å.se", "a" * 81, "//a.se", "a.se\nb"]
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(BadInputError) as caught:
        read_address(typed)
    assert caught.value.code == "sheet_address"


def test_a_size_is_one_of_two() -> None:
    assert [find_size(words) for words in ("a4", " A5 ")] == ["a4", "a5"]
    with pytest.raises(BadInputError):
        find_size("a3")


def test_a_choice_begins_with_what_stands_out_most(desk: Desk) -> None:
    needs = measure_needs(desk, desk.catalogue.places.by_code["2181"])
    first = suggest_needs(needs)
    assert first == needs[:5]
    assert {need.verdict for need in first} <= {Verdict.LARGE, Verdict.SOME}
