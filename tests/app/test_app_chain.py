"""The chain of a place, on one sheet of paper for places of different kinds, and what the model says of each link."""

import io
from datetime import date

import pytest
from pypdf import PdfReader

from samspel.app.briefing import render
from samspel.app.chain import compose_chain_sheet, find_model, show_chain
from samspel.app.desk import Desk
from samspel.needs.chain import LinkState
from samspel.needs.verdict import Strength, Verdict

DAY = date(2026, 11, 29)
SEVEN = ("2181", "2523", "1060", "1280", "2403", "21", "01")


@pytest.mark.parametrize("code", SEVEN)
def test_the_sheet_is_one_page(desk: Desk, code: str) -> None:
    place = desk.catalogue.places.by_code[code]
    for lang in ("sv", "en"):
        (data,) = render(compose_chain_sheet(desk, place, lang, DAY), ("pdf",)).values()
        assert len(PdfReader(io.BytesIO(data)).pages) == 1, lang


def test_only_what_is_answered_or_measured_is_a_sign(desk: Desk) -> None:
    """Malmö has large needs of all strengths."""
    view = show_chain(desk, desk.catalogue.places.by_code["1280"])
    large = [need for one in view.links for need in one.needs if need.verdict is Verdict.LARGE]
    assert {need.strength for need in large} > {Strength.INDICATED}
    signs = [need for one in view.links for need in one.large]
    assert signs == [need for need in large if need.strength is not Strength.INDICATED]
    assert all(one.state is not LinkState.HOLDS for one in view.links if one.large)


def test_a_region_has_its_own_demands_and_the_country_none(desk: Desk) -> None:
    places = desk.catalogue.places.by_code
    region = [need.demand for one in show_chain(desk, places["21"]).links for need in one.needs]
    assert region
    assert all(demand.responsible != "municipality" for demand in region)
    assert not any(one.needs for one in show_chain(desk, places["00"]).links)


def test_every_parameter_of_the_chain_is_the_models(desk: Desk) -> None:
    model = find_model(desk)
    assert set(model) == {link.id for link in desk.catalogue.chain.links}
    assert [one.hypothesis for one in model["need-firms"]] == [True, False, False]
