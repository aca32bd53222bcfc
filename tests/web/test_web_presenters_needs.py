"""The cards of a place's demands: what is known, and the next question once."""

import re

import pytest
from django.test import Client

from reading import read
from samspel.app.desk import Desk
from samspel.app.needs import NeedFilter, measure_needs
from samspel.catalogue.records.base import Lang
from samspel.web.presenters.needs import FIELDS, describe_unknown, present_cards, present_choices


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("code", ["2181", "1060", "1280", "21", "0980"])
def test_a_card_asks_its_question_once(desk: Desk, code: str, lang: Lang) -> None:
    catalogue, texts = desk.catalogue, desk.catalogue.texts[lang]
    needs = measure_needs(desk, catalogue.places.by_code[code])
    cards = present_cards(desk, texts, needs, {})
    assert any(card.question and card.reason for card in cards)
    asking = [(need, card) for need, card in zip(needs, cards, strict=True) if need.open_questions]
    assert asking
    for need, card in asking:
        asked = texts.of(need.open_questions[0].question)
        assert asked in card.question
        assert asked not in card.reason, card.number


def test_a_card_names_the_body_that_decides(desk: Desk) -> None:
    catalogue, texts = desk.catalogue, desk.catalogue.texts["sv"]
    cards = present_cards(desk, texts, measure_needs(desk, catalogue.places.by_code["2181"]), {})
    assert {card.who.partition(",")[0] for card in cards} == {"Sandvikens kommun", "Region Gävleborg"}


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize(("name", "value"), [("lage", "xyz"), ("omrade", "Large"), ("styrka", "stor")])
def test_a_choice_that_a_filter_lacks_is_told_and_not_just_passed_over(
    desk: Desk, name: str, value: str, lang: Lang
) -> None:
    place = desk.catalogue.places.by_code["2181"]
    told = describe_unknown(
        desk.catalogue, desk.catalogue.texts[lang], place, {name: value, "typ": "access", "annat": "q"}
    )
    assert value in told
    assert "access" not in told


def test_of_an_address_whose_choices_exist_nothing_is_told(desk: Desk) -> None:
    asked = {"lage": "large", "omrade": "", "typ": " ", "beslutar": "21"}
    place = desk.catalogue.places.by_code["2181"]
    assert describe_unknown(desk.catalogue, desk.catalogue.texts["sv"], place, asked) == ""


def test_the_bodies_to_choose_from_are_those_of_the_place_by_name(desk: Desk) -> None:
    def bodies(code: str) -> dict[str, str]:
        place = desk.catalogue.places.by_code[code]
        choices = present_choices(desk.catalogue, desk.catalogue.texts["sv"], place, NeedFilter())
        return {one.value: one.label for choice in choices if choice.name == "beslutar" for one in choice.options}

    assert bodies("2181") == {"2181": "Sandvikens kommun", "21": "Region Gävleborg"}
    assert bodies("0980") == bodies("09") == {"0980": "Region Gotland"}
    assert list(bodies("21")) == ["21"]


def test_the_page_of_a_demand_shows_verdict_figure_and_answer_and_folds_the_rest_with_counts(client: Client) -> None:
    page = client.get("/plats/2181/krav/2/").content.decode()
    seen = re.sub(r"<details.*?</details>", "", page, flags=re.DOTALL)
    order = [seen.index(one) for one in ('class="verdict-box"', "Hur kravet mäts", 'id="svara"', 'id="more"')]
    assert order == sorted(order)
    assert seen.count("<svg") < page.count("<svg")
    folds = re.findall(r"<summary>([^<]*)</summary>", page[page.index('id="more"') :])
    assert folds[:4] == ["Frågor om kravet (4)", "Vad lagen säger", "Varför det behövs", "Vad som talar emot (4)"]
    assert {"Kostnad", "Förslag till beslut", "Läget i landet"} <= set(folds)
    assert "Fler mått (1)" in page
    assert "/hjalp/#lage" in page


@pytest.mark.parametrize(("lang", "lead"), [("sv", ""), ("en", "/en")])
def test_whoever_needs_figures_and_a_cost_is_led_to_the_demands_that_have_both(
    client: Client, desk: Desk, lang: Lang, lead: str
) -> None:
    place, texts = desk.catalogue.places.by_code["2181"], desk.catalogue.texts[lang]
    both = measure_needs(desk, place, NeedFilter(material="both"))
    told = texts("material.for_motion", material=texts("material.both"))
    everything = read(client.get(f"{lead}/plats/2181/krav/"))
    assert texts("material.count", count=len(both)) in everything.text
    (address,) = {link for link in everything.links if "finns=both" in link}
    found = read(client.get(address))
    assert found.text.count(told) == len(both)
    others = [one for one in measure_needs(desk, place) if one not in both]
    motion = read(client.get(f"{lead}/plats/2181/krav/{others[0].demand.id}/papper/motion/"))
    assert address in motion.links
    assert address in read(client.get(f"{lead}/plats/2181/krav/{others[0].demand.id}/papper/")).links
    ready = read(client.get(f"{lead}/plats/2181/krav/{both[0].demand.id}/papper/motion/"))
    assert texts("material.here_both") in ready.text
    assert address not in ready.links


def test_the_filters_that_few_need_are_folded_until_one_is_chosen(client: Client) -> None:
    def folded(query: str) -> list[str]:
        page = client.get(f"/plats/2181/krav/{query}").content.decode()
        inside = re.search(r'<details class="filters-wide">(.*?)</details>', page, re.S)
        assert inside is not None
        assert len(re.findall(r'<select id="f-', page)) == len(FIELDS)
        return re.findall(r'<select id="f-([a-z]+)"', inside[1])

    assert folded("?finns=both") == ["beslutar", "vem", "ansvar", "styrka", "typ"]
    assert folded("?typ=access") == ["beslutar", "vem", "ansvar", "styrka"]


def test_every_demand_of_a_place_is_ticked_in_one_spot_and_those_that_stand_out_without_unfolding(
    client: Client,
) -> None:
    page = client.get("/plats/2181/krav/").content.decode()
    ticks = re.findall(r'name="krav" value="(\d+)" form="sheet"', page)
    assert len(ticks) == len(set(ticks)) == page.count('<li class="card">')
    above = page.partition('<details class="fold area">')[0]
    assert re.findall(r'name="krav" value="(\d+)" form="sheet"', above)
