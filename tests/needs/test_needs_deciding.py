"""Who decides a demand: the municipality's own council, the regional council, or on Gotland one for both."""

from datetime import date
from itertools import product

import pytest

from samspel.catalogue.loading import Catalogue
from samspel.needs.deciding import (
    choose_proposals,
    find_addressee,
    find_deciding_body,
    find_due,
    find_partner,
    has_regional_council,
    may_agree,
)
from samspel.reports.demand import label_chair, list_proposals, word_addressee
from samspel.terms.errors import BadInputError


@pytest.mark.parametrize(
    ("responsible", "code", "body"),
    [
        ("municipality", "2181", "2181"),
        ("shared", "2181", "2181"),
        ("region", "2181", "21"),
        ("region", "21", "21"),
        ("shared", "21", "21"),
        ("municipality", "0980", "0980"),
        ("region", "0980", "0980"),
        ("region", "09", "0980"),
        ("municipality", "09", "0980"),
    ],
)
def test_a_motion_goes_to_the_council_that_decides(
    catalogue: Catalogue, responsible: str, code: str, body: str
) -> None:
    places = catalogue.places
    theirs = [one for one in catalogue.demands.values() if one.responsible == responsible]
    assert {find_deciding_body(places, one, places.by_code[code]).code for one in theirs} == {body}


def test_a_municipal_demand_is_decided_by_no_regional_council(catalogue: Catalogue) -> None:
    municipal = [one for one in catalogue.demands.values() if one.responsible == "municipality"]
    several = [one for one in catalogue.places.regions if len(catalogue.places.members_of(one)) > 1]
    assert municipal
    assert len(several) == 20
    for demand, region in product(municipal, several):
        with pytest.raises(BadInputError, match="wrong body"):
            find_deciding_body(catalogue.places, demand, region)


@pytest.mark.parametrize(("code", "regional"), [("2181", False), ("21", True), ("0980", True), ("1480", False)])
def test_a_regional_council_sits_in_every_region_and_on_gotland(
    catalogue: Catalogue, code: str, regional: bool
) -> None:
    assert has_regional_council(catalogue.places, catalogue.places.by_code[code]) is regional


@pytest.mark.parametrize(
    ("number", "code", "committee"),
    [
        (2, "2181", "kunskapsnämnden"),
        (9, "2181", "den nämnd som ansvarar för socialtjänst och omsorg"),
        (13, "2181", "den nämnd som ansvarar för planer och bygglov"),
        (15, "2181", "den nämnd som ansvarar för gator och vägar"),
        (16, "2181", "kommunstyrelsen"),
        (33, "2181", "kommunstyrelsen"),
        (33, "21", "den nämnd som ansvarar för kollektivtrafiken"),
        (33, "12", "kollektivtrafiknämnden"),
        (33, "01", "trafiknämnden"),
        (37, "2482", "regionala utvecklingsnämnden"),
        (43, "2181", "den nämnd som ansvarar för hälso- och sjukvård"),
        (13, "0980", "miljö- och byggnämnden"),
        (16, "0980", "regionstyrelsen"),
        (33, "0980", "den nämnd som ansvarar för kollektivtrafiken"),
        (43, "0980", "den nämnd som ansvarar för hälso- och sjukvård"),
    ],
)
def test_the_committee_of_the_area_gets_the_task_by_the_name_it_has_there(
    catalogue: Catalogue, number: int, code: str, committee: str
) -> None:
    to = find_addressee(catalogue, catalogue.demands_by_number[number], catalogue.places.by_code[code])
    assert to.committee.sv == committee
    assert label_chair(catalogue.texts["sv"], to) == f"ordföranden i {committee}"


def test_every_demand_has_an_addressee_at_every_municipality_and_names_it_in_its_proposals(
    catalogue: Catalogue,
) -> None:
    texts = catalogue.texts["sv"]
    for demand in catalogue.demands.values():
        for place in catalogue.places.municipalities:
            to = find_addressee(catalogue, demand, place)
            words = word_addressee(texts, to, date(2027, 12, 31))
            for exists in (False, True):
                for item in list_proposals(texts, demand, words, is_authority=to.is_authority, exists=exists).items:
                    assert str(item).startswith(f"att ge {to.committee.sv} i uppdrag att "), demand.id
                    assert str(item).count("den 31 december 2027") == 1, demand.id
                    assert "{" not in str(item), demand.id


def test_a_committee_s_own_name_goes_before_the_usual_one(catalogue: Catalogue) -> None:
    texts, demand = catalogue.texts["sv"], catalogue.demands_by_number[2]
    to = find_addressee(catalogue, demand, catalogue.places.by_code["2181"])
    words = word_addressee(texts, to, None, "kunskapsnämnden")
    assert str(list_proposals(texts, demand, words).items[0]).startswith("att ge kunskapsnämnden i uppdrag att ")
    assert label_chair(texts, to, "kunskapsnämnden") == "ordföranden i kunskapsnämnden"


@pytest.mark.parametrize(
    ("code", "decides", "authority"),
    [
        ("1280", False, "Region Skåne"),
        ("12", True, "Region Skåne"),
        ("0180", False, "Region Stockholm"),
        ("2281", False, "Kollektivtrafikmyndigheten i Västernorrlands län"),
        ("22", False, "Kollektivtrafikmyndigheten i Västernorrlands län"),
        ("25", False, "Regionala kollektivtrafikmyndigheten i Norrbotten"),
        ("0980", True, "Region Gotland"),
    ],
)
def test_only_a_public_transport_authority_is_asked_to_run_traffic(
    catalogue: Catalogue, code: str, decides: bool, authority: str
) -> None:
    demand = catalogue.demands_by_number[33]
    to = find_addressee(catalogue, demand, catalogue.places.by_code[code])
    assert (to.is_authority, to.authority.sv) == (decides, authority)
    chosen = choose_proposals(demand, "sv", is_authority=to.is_authority)
    assert ("{authority}" in chosen[0]) is not decides


def test_the_other_set_is_for_a_place_where_something_exists(catalogue: Catalogue) -> None:
    for demand in catalogue.demands.values():
        assert choose_proposals(demand, "sv", exists=True) == demand.sv.proposals_existing
        assert choose_proposals(demand, "en") == demand.en.proposals


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 11, 29), date(2027, 11, 30)),
        (date(2027, 2, 28), date(2028, 2, 29)),
        (date(2026, 12, 1), date(2027, 12, 31)),
    ],
)
def test_the_date_is_the_last_of_the_month_so_many_months_on(catalogue: Catalogue, day: date, due: date) -> None:
    demand = catalogue.demands_by_number[2]
    assert demand.months == 12, "then the days below need others"
    assert find_due(demand, day) == due


def test_where_the_law_lets_them_agree_that_one_is_responsible_it_is_said_with_the_region(catalogue: Catalogue) -> None:
    agreed = [one for one in catalogue.demands.values() if may_agree(catalogue, one)]
    assert {one.duty for one in agreed} == {"public-transport"}
    shared = next(one for one in agreed if one.responsible == "shared")
    places = catalogue.places.by_code
    partner = find_partner(catalogue, shared, places["2181"])
    assert partner is not None
    assert partner.code == "21"
    assert find_partner(catalogue, shared, places["0980"]) is None, "Gotland is both"
    municipal = next(one for one in catalogue.demands.values() if one.responsible == "municipality")
    assert find_partner(catalogue, municipal, places["2181"]) is None
