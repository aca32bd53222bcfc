"""The rules that lead to a verdict, each in words."""

from itertools import permutations
from typing import Any

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from samspel.catalogue.records.needs import Question
from samspel.needs.verdict import (
    NOT_APPLICABLE,
    SEVERITY,
    Strength,
    Verdict,
    combine,
    judge_against_one,
    judge_answer,
    judge_exposure,
    judge_threshold,
    soften,
)

LARGE, SOME, UNKNOWN, MET = Verdict.LARGE, Verdict.SOME, Verdict.UNKNOWN, Verdict.MET
SIMILAR, SMALL = Verdict.SIMILAR, Verdict.SMALL


@pytest.mark.parametrize(
    ("parts", "verdict"),
    [
        ([], UNKNOWN),
        ([MET], MET),
        ([MET, MET], MET),
        ([MET, UNKNOWN], UNKNOWN),
        ([UNKNOWN, SOME], SOME),
        ([SOME, MET], SOME),
        ([SOME, LARGE], LARGE),
        ([LARGE, UNKNOWN, MET], LARGE),
        ([SOME, UNKNOWN, MET], SOME),
    ],
)
def test_the_most_serious_part_decides_where_unknown_beats_met_and_loses_to_a_need(
    parts: list[Verdict], verdict: Verdict
) -> None:
    assert {combine(order) for order in permutations(parts)} == {verdict}


def test_large_is_most_serious_then_some_unknown_as_similar_small_met_and_what_does_not_apply() -> None:
    assert SEVERITY == (LARGE, SOME, UNKNOWN, Verdict.SIMILAR, Verdict.SMALL, MET, Verdict.NOT_HERE)


@given(parts=st.lists(st.sampled_from(list(Verdict)), min_size=1), more=st.sampled_from(list(Verdict)))
def test_one_part_more_never_makes_a_need_smaller(parts: list[Verdict], more: Verdict) -> None:
    assert SEVERITY.index(combine([*parts, more])) <= SEVERITY.index(combine(parts))


@pytest.mark.parametrize(
    ("value", "verdict"), [(81.0, MET), (80.0, MET), (79.9, SOME), (70.1, SOME), (70.0, LARGE), (0.0, LARGE)]
)
def test_where_higher_is_better_the_limits_themselves_are_met_and_large(value: float, verdict: Verdict) -> None:
    assert judge_threshold(value, met=80.0, large=70.0) is verdict


@pytest.mark.parametrize(
    ("value", "verdict"), [(29.0, MET), (30.0, MET), (30.1, SOME), (44.9, SOME), (45.0, LARGE), (90.0, LARGE)]
)
def test_where_lower_is_better_the_limits_themselves_are_met_and_large(value: float, verdict: Verdict) -> None:
    assert judge_threshold(value, met=30.0, large=45.0) is verdict


@pytest.mark.parametrize(("value", "verdict"), [(0.0, MET), (1.0, SOME), (5.0, LARGE), (-1.0, MET)])
def test_zero_can_be_a_limit(value: float, verdict: Verdict) -> None:
    assert judge_threshold(value, met=0.0, large=5.0) is verdict


@pytest.mark.parametrize(("value", "verdict"), [(1.0, MET), (2.0, MET), (0.9, LARGE)])
def test_with_one_limit_for_both_higher_is_better_and_nothing_lies_between(value: float, verdict: Verdict) -> None:
    assert judge_threshold(value, met=1.0, large=1.0) is verdict


limits = st.floats(-1e6, 1e6)


@given(met=limits, large=limits, values=st.tuples(limits, limits))
def test_a_better_value_is_never_judged_worse(met: float, large: float, values: tuple[float, float]) -> None:
    low, high = sorted(values)
    worse, better = (low, high) if met >= large else (high, low)
    assert SEVERITY.index(judge_threshold(better, met, large)) >= SEVERITY.index(judge_threshold(worse, met, large))


@given(met=limits, large=limits, value=limits)
def test_a_measure_turned_round_is_judged_alike(met: float, large: float, value: float) -> None:
    assume(met != large)
    assert judge_threshold(value, met, large) is judge_threshold(-value, -met, -large)


@given(met=limits, large=limits)
def test_what_is_as_good_as_met_is_met_and_what_is_as_bad_as_large_is_large(met: float, large: float) -> None:
    assert judge_threshold(met, met, large) is MET
    assert judge_threshold(large, met, large) is (MET if met == large else LARGE)


@pytest.mark.parametrize(
    ("value", "high_is_need", "verdict"),
    [
        (4.9, False, SOME),
        (5.0, False, SIMILAR),
        (5.1, False, SIMILAR),
        (4.9, True, SIMILAR),
        (5.0, True, SIMILAR),
        (5.1, True, SOME),
    ],
)
def test_worse_than_the_country_is_some_need_and_never_a_large_one(
    value: float, high_is_need: bool, verdict: Verdict
) -> None:
    assert judge_against_one(value, 5.0, high_is_need=high_is_need) is verdict


@pytest.mark.parametrize(
    ("value", "verdict"), [(0.0, SMALL), (2.9, SMALL), (3.0, SIMILAR), (9.9, SIMILAR), (10.0, SOME), (90.0, SOME)]
)
def test_how_much_a_demand_concerns_a_place_is_some_need_at_most(value: float, verdict: Verdict) -> None:
    assert judge_exposure(value, small=3.0, some=10.0) is verdict


@pytest.mark.parametrize("verdict", list(Verdict))
def test_what_only_indicates_never_says_that_a_demand_is_met(verdict: Verdict) -> None:
    softened = soften(verdict, most=LARGE, strength=Strength.INDICATED)
    assert softened is (SMALL if verdict is MET else verdict)
    assert soften(verdict, most=LARGE, strength=Strength.MEASURED) is verdict


@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_measure_shows_no_larger_need_than_it_can(verdict: Verdict) -> None:
    assert soften(verdict, most=SOME, strength=Strength.MEASURED) is (SOME if verdict is LARGE else verdict)


def question(**keys: object) -> Question:
    return msgspec.convert(
        {"id": "z", "role": "decides", "body": "municipality", "sv": "?", "en": "?", **keys}, Question
    )


@pytest.mark.parametrize(
    ("met_when", "unmet", "answer", "verdict"),
    [
        ("yes", "large", "yes", MET),
        ("yes", "large", "no", LARGE),
        ("yes", "some", "no", SOME),
        ("no", "large", "no", MET),
        ("no", "large", "yes", LARGE),
        ("no", "some", "yes", SOME),
    ],
)
def test_the_answer_that_the_question_hopes_for_is_met_and_the_other_is_the_need_it_states(
    met_when: str, unmet: str, answer: str, verdict: Verdict
) -> None:
    assert judge_answer(question(answer="yes_no", met_when=met_when, unmet=unmet), answer) is verdict


@pytest.mark.parametrize("kind", ["number", "percent"])
@pytest.mark.parametrize(
    ("answer", "verdict"), [(0.0, MET), (2.0, SOME), (5.0, LARGE), ("2", SOME), ("0", MET), (7, LARGE)]
)
def test_a_number_is_judged_by_the_question_s_limits(kind: str, answer: str | float, verdict: Verdict) -> None:
    assert judge_answer(question(answer=kind, met=0.0, large=5.0), answer) is verdict


@pytest.mark.parametrize(
    "keys", [{"answer": "yes_no", "met_when": "yes", "unmet": "large"}, {"answer": "number", "met": 5.0, "large": 1.0}]
)
def test_what_is_not_applicable_to_the_body_leaves_no_need(keys: dict[str, Any]) -> None:
    assert judge_answer(question(**keys), NOT_APPLICABLE) is Verdict.NOT_HERE


def test_a_number_without_limits_decides_nothing() -> None:
    assert judge_answer(question(answer="number"), 5.0) is UNKNOWN
