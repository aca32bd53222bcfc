"""What a verdict means in words: who answered, and chance only where something was compared."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from samspel.app.desk import Desk
from samspel.app.needs import measure_needs
from samspel.needs.measuring import Measurement
from samspel.needs.verdict import Strength, Verdict
from samspel.reports.needs import describe_verdict
from samspel.terms.place import Place

At = Callable[[str], Place]


def test_chance_is_only_spoken_of_where_the_place_was_set_beside_similar_ones(still_desk: Desk, at: At) -> None:
    texts, found = still_desk.catalogue.texts["sv"], set()
    for code in ("2181", "0980", "21", "1060"):
        for need in measure_needs(still_desk, at(code)):
            rules = {part.measure.rule for part in need.telling if isinstance(part, Measurement)}
            is_compared = need.verdict is Verdict.SOME and "relative" in rules
            assert ("slumpen" in describe_verdict(texts, need)) is is_compared
            found.add((need.verdict is Verdict.SOME, is_compared))
    assert {(True, False), (True, True)} <= found


def test_what_the_region_has_answered_is_told_as_its_answer_under_the_municipality_too(
    still_desk: Desk, at: At
) -> None:
    texts, place = still_desk.catalogue.texts["sv"], at("2181")
    for need in measure_needs(still_desk, place):
        asked = [one for one in need.inquiries if one.body is not None and one.question.role == "decides"]
        if not asked:
            continue
        one = asked[0]
        body = one.body
        assert body is not None
        heard = replace(need, strength=Strength.ANSWERED, verdict=Verdict.MET, telling=(one,))
        assert f"{body.body} har svarat." in describe_verdict(texts, heard)


@pytest.mark.parametrize("verdict", [Verdict.LARGE, Verdict.SOME])
def test_the_word_of_a_strength_is_not_the_word_of_a_basis(still_desk: Desk, verdict: Verdict) -> None:
    for texts in still_desk.catalogue.texts.values():
        bases = {texts(f"basis.{basis}") for basis in ("measured", "calculated", "estimated", "assumed")}
        strengths = {texts(f"strength.{strength.value}") for strength in Strength}
        assert not bases & strengths
        assert texts("strength.measured") in texts(f"verdict_measured.{verdict.value}")
