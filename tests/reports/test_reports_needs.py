"""What a verdict means in words: who answered, and chance only where something was compared."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from samspel.app.desk import Desk
from samspel.app.needs import NeedFilter, measure_needs
from samspel.needs.measuring import Measurement
from samspel.needs.verdict import Strength, Verdict
from samspel.reports.needs import describe_agreement, describe_deciding, describe_verdict, describe_verdicts
from samspel.terms.place import Place

At = Callable[[str], Place]
NEEDED = (Verdict.LARGE, Verdict.SOME)


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


def test_the_summary_is_said_as_a_person_would_and_holds_every_demand_once(still_desk: Desk, at: At) -> None:
    needs = measure_needs(still_desk, at("2181"))
    for texts in still_desk.catalogue.texts.values():
        told = describe_verdicts(texts, needs)
        first, *others = re.findall(r"\d+", told)
        assert int(first) == len(needs)
        sure = sum(need.verdict in NEEDED and need.strength is not Strength.INDICATED for need in needs)
        assert sure
        counts = list(map(int, others))
        counts.remove(sure)
        assert sum(counts) == len(needs)
        assert "(" not in told
        assert not re.search(r"\b0\b", told), "what there is none of is not said"


def test_a_summary_says_by_itself_that_all_is_sure_nothing_is_or_there_is_no_need(still_desk: Desk, at: At) -> None:
    texts = still_desk.catalogue.texts["sv"]
    one = measure_needs(still_desk, at("2181"))[0]
    sure = replace(one, verdict=Verdict.LARGE, strength=Strength.MEASURED)
    weak = replace(one, verdict=Verdict.SOME, strength=Strength.INDICATED)
    none = replace(one, verdict=Verdict.UNKNOWN, strength=None)
    assert describe_verdicts(texts, [sure]).endswith(texts("need.summary_sure_all"))
    assert describe_verdicts(texts, [weak, weak]).endswith(texts("need.summary_sure_none"))
    assert describe_verdicts(texts, [sure, weak]).endswith(texts("need.summary_sure_part", sure=1))
    assert describe_verdicts(texts, [none]) == (
        f"{texts('need.summary_no_needs', count=1)} {texts('need.summary_unknown', unknown=1)}"
    )


@pytest.mark.parametrize("verdict", [Verdict.LARGE, Verdict.SOME])
def test_the_word_of_a_strength_is_not_the_word_of_a_basis(still_desk: Desk, verdict: Verdict) -> None:
    for texts in still_desk.catalogue.texts.values():
        bases = {texts(f"basis.{basis}") for basis in ("measured", "calculated", "estimated", "assumed")}
        strengths = {texts(f"strength.{strength.value}") for strength in Strength}
        assert not bases & strengths
        assert texts("strength.measured") in texts(f"verdict_measured.{verdict.value}")


def test_what_may_be_agreed_otherwise_is_said_where_it_says_who_decides(still_desk: Desk, at: At) -> None:
    texts, catalogue = still_desk.catalogue.texts["sv"], still_desk.catalogue
    told = {
        (code, need.demand.number): describe_deciding(catalogue, texts, need)
        for code in ("2181", "0980", "21")
        for need in measure_needs(still_desk, at(code))
    }
    assert told["2181", 33].startswith("Sandvikens kommun, ")
    assert told["2181", 33].endswith(", eller Region Gävleborg enligt avtal")
    assert "avtal" not in told["2181", 2]
    assert "avtal" not in told["0980", 33] + told["21", 33]


@pytest.mark.parametrize(
    ("code", "number", "told"),
    [
        ("2181", 33, ("Region Gävleborg kan ha ansvaret ensam", "Sandvikens kommun")),
        ("21", 33, ("Kommunerna i länet kan ha ansvaret", "Region Gävleborg")),
        ("0980", 33, ()),
        ("2181", 2, ()),
        ("2181", 32, ()),
    ],
)
def test_who_may_have_a_matter_by_agreement_is_told_where_the_law_lets_them_agree(
    still_desk: Desk, code: str, number: int, told: tuple[str, ...]
) -> None:
    catalogue = still_desk.catalogue
    demand = catalogue.demands_by_number[number]
    (need,) = measure_needs(still_desk, catalogue.places.by_code[code], NeedFilter(demand=demand.id))
    said = describe_agreement(catalogue, catalogue.texts["sv"], need)
    assert all(one in said for one in told)
    assert bool(said) is bool(told)
