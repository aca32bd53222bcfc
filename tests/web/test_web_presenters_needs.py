"""The cards of a place's demands: what is known, and the next question once."""

import pytest

from samspel.app.desk import Desk
from samspel.app.needs import measure_needs
from samspel.catalogue.records.base import Lang
from samspel.web.presenters.needs import describe_unknown, present_cards


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("code", ["2181", "1060", "1280", "21", "0980"])
def test_a_card_asks_its_question_once(desk: Desk, code: str, lang: Lang) -> None:
    catalogue, texts = desk.catalogue, desk.catalogue.texts[lang]
    needs = measure_needs(desk, catalogue.places.by_code[code])
    cards = present_cards(catalogue, texts, needs)
    assert any(card.question and card.reason for card in cards)
    for need, card in zip(needs, cards, strict=True):
        asked = texts.of(need.open_questions[0].question) if need.open_questions else None
        if asked is not None:
            assert asked in card.question
            assert asked not in card.reason, card.number


def test_a_card_names_the_body_that_decides(desk: Desk) -> None:
    catalogue, texts = desk.catalogue, desk.catalogue.texts["sv"]
    cards = present_cards(catalogue, texts, measure_needs(desk, catalogue.places.by_code["2181"]))
    assert {card.who.partition(",")[0] for card in cards} == {"Sandvikens kommun", "Region Gävleborg"}


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize(("name", "value"), [("lage", "xyz"), ("omrade", "Large"), ("styrka", "stor")])
def test_a_choice_that_a_filter_lacks_is_told_and_not_just_passed_over(
    desk: Desk, name: str, value: str, lang: Lang
) -> None:
    told = describe_unknown(desk.catalogue, desk.catalogue.texts[lang], {name: value, "typ": "access", "annat": "q"})
    assert value in told
    assert "access" not in told


def test_of_an_address_whose_choices_exist_nothing_is_told(desk: Desk) -> None:
    asked = {"lage": "large", "omrade": "", "typ": " "}
    assert describe_unknown(desk.catalogue, desk.catalogue.texts["sv"], asked) == ""
