"""Kronor a year in words: to two figures, and a band in one unit that is named once."""

import re

import pytest

from samspel.app.costing import add_costs, find_costs_at
from samspel.app.desk import Desk
from samspel.app.needs import measure_needs
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.base import Lang
from samspel.reports.costs import describe_cost, describe_counted, format_cost
from samspel.reports.paper_money import describe_cost_in_short
from samspel.scenarios.costs import CostedNeed, YearlyCost, load_costs
from samspel.terms.origin import Basis


def make_cost(catalogue: Catalogue, low: float, median: float, high: float) -> YearlyCost:
    cost = load_costs(catalogue)["menstrual-products"]
    return YearlyCost(cost=cost, count=1.0, low=low, median=median, high=high)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (843.0, "840 kronor"),
        (118_000.0, "120 000 kronor"),
        (996_000.0, "1,0 miljoner kronor"),
        (0.0, "0 kronor"),
        (5_440_000.0, "5,4 miljoner kronor"),
        (14_900_000.0, "15 miljoner kronor"),
        (2.31e8, "230 miljoner kronor"),
    ],
)
def test_kronor_are_told_to_two_figures(catalogue: Catalogue, value: float, told: str) -> None:
    told_cost = format_cost(catalogue.texts["sv"], make_cost(catalogue, value, value, value)).replace("\u00a0", " ")
    assert told_cost.startswith(f"omkring {told} om året")


@pytest.mark.parametrize(
    ("band", "median", "ends"),
    [
        ((1.8e6, 5.4e6, 15e6), "5,4 miljoner kronor", "1,8 och 15 miljoner kronor"),
        ((840e3, 1.1e6, 2.2e6), "1,1 miljoner kronor", "0,84 och 2,2 miljoner kronor"),
        ((21e3, 300e3, 1.2e6), "300 000 kronor", "21 000 och 1 200 000 kronor"),
        ((843.0, 9e3, 84e3), "9 000 kronor", "840 och 84 000 kronor"),
        ((0.0, 2e6, 31e6), "2,0 miljoner kronor", "0 och 31 miljoner kronor"),
        ((0.0, 0.0, 40.0), "0 kronor", "0 och 40 kronor"),
    ],
)
def test_a_band_has_one_unit_and_names_it_once(
    catalogue: Catalogue, band: tuple[float, float, float], median: str, ends: str
) -> None:
    texts, found = catalogue.texts["sv"], make_cost(catalogue, *band)
    told = f"omkring {median} om året, i 8 fall av 10 mellan {ends}"
    assert format_cost(texts, found).replace("\u00a0", " ") == f"{told} (antaget)"
    place = catalogue.places.by_code["2181"]
    said = describe_cost(texts, place, catalogue.demands["sfi-matching"], found).replace("\u00a0", " ")
    assert said.startswith(f"I Sandviken {told} (antaget, räknat på 1 ")


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_what_is_not_known_is_not_zero(catalogue: Catalogue, lang: Lang) -> None:
    texts = catalogue.texts[lang]
    assert format_cost(texts, None) == {"sv": "inte känd", "en": "not known"}[lang]
    demand, place = catalogue.demands["sfi-matching"], catalogue.places.by_code["2181"]
    assert describe_cost(texts, place, demand, None) == texts.of(demand).cost


def test_how_many_a_cost_is_reckoned_from_says_of_what_year_and_whose_figure(still_desk: Desk) -> None:
    texts, place = still_desk.catalogue.texts["sv"], still_desk.catalogue.places.by_code["2181"]
    costs = find_costs_at(still_desk, place)
    told = {found.cost.of: describe_counted(texts, found) for found in costs.values()}
    assert re.fullmatch(r"[\d\u00a0 ]+ arbetslösa 20\d\d, uträknat av Samspel ur SCB:s siffror", told["unemployed"])
    assert re.fullmatch(r"[\d\u00a0 ]+ \D+\d.*20\d\d, enligt SCB", told["people"])
    assert told["one"] == "1 heltidstjänst"


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_cost_has_the_same_basis_in_the_list_as_in_a_paper_which_says_how_it_comes_of_those_counted(
    still_desk: Desk, lang: Lang
) -> None:
    catalogue, place = still_desk.catalogue, still_desk.catalogue.places.by_code["2181"]
    texts, costs = catalogue.texts[lang], find_costs_at(still_desk, place)
    assert {found.cost.basis for found in costs.values()} == {Basis.ASSUMED}, "the texts below say assumed"
    stem = {"sv": "anta", "en": "assum"}[lang]
    listed = ("material.both", "material.cost", "material.here_both")
    assert all(stem in texts(key) for key in listed)
    found = costs["tailored-adult-education"]
    need = still_desk.assessor.measure_demand(catalogue.demands["tailored-adult-education"], place)
    for has_some in (False, True):
        told = describe_cost_in_short(texts, CostedNeed(need, found), has_some=has_some)
        assert (texts.of(found.cost).each in told) == has_some
        assert stem in told
        assert f"{texts.of(found.cost).whom}: " in told
        assert {"sv": "om 1 till 8 av 100 arbetslösa går en.", "en": "if 1 to 8 of 100"}[lang] in told


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_demand_has_an_answer_on_cost_in_a_paper(still_desk: Desk, lang: Lang) -> None:
    """A sum, or what it depends on and who can work it out: never only that it is not known."""
    texts, place = still_desk.catalogue.texts[lang], still_desk.catalogue.places.by_code["2181"]
    rows = add_costs(still_desk, measure_needs(still_desk, place))
    assert len(rows) == len(still_desk.catalogue.demands)
    summed = [row for row in rows if row.cost is not None]
    sized = [row for row in rows if row.cost is None and row.size is not None]
    assert (len(summed), len(sized)) == (21, 5)
    assert not {"industrial-programmes", "emergency-surgery", "roads-to-work"} & {row.need.demand.id for row in sized}
    for row in rows:
        told = describe_cost_in_short(texts, row)
        unknown = texts("paper.cost_unknown", area=place.area)
        assert (unknown in told) == (row.cost is None)
        assert len(told) > len(unknown) + 40, row.need.demand.id


def test_a_cost_by_the_post_is_not_told_as_that_of_the_demand(still_desk: Desk) -> None:
    texts, place = still_desk.catalogue.texts["sv"], still_desk.catalogue.places.by_code["2181"]
    (row,) = add_costs(
        still_desk, [still_desk.assessor.measure_demand(still_desk.catalogue.demands["sfi-matching"], place)]
    )
    assert describe_cost_in_short(texts, row).startswith("Varje heltidstjänst kostar omkring")
    assert "för varje heltidstjänst" in format_cost(texts, row.cost)
