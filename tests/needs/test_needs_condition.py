"""A demand with a condition gives no verdict where the condition does not hold: no need, and not met either."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import msgspec
import numpy as np
import pytest

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.base import Lang
from samspel.catalogue.records.needs import Condition, Demand
from samspel.needs.answers import Answer, Answers
from samspel.needs.measuring import Need, NeedsAssessor, order_needs
from samspel.needs.verdict import NOT_APPLICABLE, Verdict, is_within
from samspel.observations.building import Observations
from samspel.reports.needs import describe_condition, describe_reason, describe_reasons

MakeDemand = Callable[..., Demand]
MakeAssessor = Callable[..., NeedsAssessor]
TEXT = {"holds": "det finns en hamn", "fails": "ingen hamn finns"}
DECIDES = {"indicator": "b", "role": "leading", "strength": "measured", "rule": "threshold", "met": 10.0, "large": 5.0}
WORDS = re.compile(r"\b(där|när|where|when)\b", re.IGNORECASE)


def make_condition(**limit: float) -> Condition:
    return msgspec.convert({"indicator": "a", "sv": TEXT, "en": TEXT, **limit}, Condition)


@pytest.mark.parametrize(
    ("limit", "value", "holds"),
    [
        ({"above": 0.0}, 0.1, True),
        ({"above": 0.0}, 0.0, False),
        ({"above": 0.0}, -2.2, False),
        ({"below": 5.0}, 4.9, True),
        ({"below": 5.0}, 5.0, False),
    ],
)
def test_a_limit_has_to_be_passed(limit: dict[str, float], value: float, holds: bool) -> None:
    assert is_within(make_condition(**limit), value) is holds


def measure(
    catalogue: Catalogue, make_demand: MakeDemand, make_assessor: MakeAssessor, value: float, *answers: Answer
) -> Need:
    """A demand that its own measure calls a large need, where the condition's figure is `value`."""
    count = len(catalogue.places.everywhere)
    demand = msgspec.structs.replace(make_demand(DECIDES, number=2), condition=make_condition(above=0.0))
    given = {"a": np.full(count, value), "b": np.zeros(count)}
    return make_assessor(given, *answers).measure_demand(demand, catalogue.places.by_code["2181"])


def test_where_the_condition_holds_the_measures_decide(
    catalogue: Catalogue, make_demand: MakeDemand, make_assessor: MakeAssessor
) -> None:
    need = measure(catalogue, make_demand, make_assessor, 1.0)
    assert (need.verdict, bool(need.telling)) == (Verdict.LARGE, True)


def test_where_it_does_not_hold_nothing_decides_and_no_part_shows_a_need(
    catalogue: Catalogue, make_demand: MakeDemand, make_assessor: MakeAssessor
) -> None:
    need = measure(catalogue, make_demand, make_assessor, -1.0)
    assert (need.verdict, need.telling, need.strength) == (Verdict.NOT_HERE, (), None)
    assert {part.verdict for part in need.measurements} | {part.verdict for part in need.inquiries} <= {None}


def test_where_it_is_not_known_the_measures_decide(
    catalogue: Catalogue, make_demand: MakeDemand, make_assessor: MakeAssessor
) -> None:
    need = measure(catalogue, make_demand, make_assessor, np.nan)
    assert need.verdict is Verdict.LARGE
    assert need.applies is not None
    assert need.applies.holds is None


def test_a_demand_that_may_not_apply_comes_after_those_that_do(
    catalogue: Catalogue, make_demand: MakeDemand, make_assessor: MakeAssessor
) -> None:
    unknown, known = (measure(catalogue, make_demand, make_assessor, value) for value in (np.nan, 1.0))
    known = replace(known, demand=msgspec.structs.replace(known.demand, number=40, obligation="voluntary"))
    assert order_needs((unknown, known)) == (known, unknown)


def test_what_is_not_known_of_a_condition_is_told_with_the_reason(
    assessor: NeedsAssessor, catalogue: Catalogue
) -> None:
    texts, place = catalogue.texts["sv"], catalogue.places.by_code["2181"]
    need = assessor.measure_demand(catalogue.demands_by_number[1], place)
    assert need.applies is not None
    assert need.applies.holds is True
    unsure = replace(need, applies=replace(need.applies, holds=None))
    assert describe_condition(catalogue, texts, unsure) in describe_reason(catalogue, texts, unsure)
    assert describe_condition(catalogue, texts, need) not in describe_reason(catalogue, texts, need)


def test_a_looked_up_figure_settles_the_condition(
    catalogue: Catalogue, make_demand: MakeDemand, make_assessor: MakeAssessor, make_answer: Any
) -> None:
    looked_up = make_answer("2181", "a", 0.0, kind="figure")
    assert measure(catalogue, make_demand, make_assessor, np.nan, looked_up).verdict is Verdict.NOT_HERE


def test_a_demand_whose_every_deciding_answer_is_not_applicable_does_not_apply(
    catalogue: Catalogue, make_demand: MakeDemand, make_assessor: MakeAssessor, make_answer: Any
) -> None:
    place = catalogue.places.by_code["2181"]
    asked = [{"id": name, "answer": "yes_no", "met_when": "yes", "unmet": "large"} for name in ("q", "r")]
    demand = make_demand(*asked)
    first, second = (make_answer("2181", name, NOT_APPLICABLE) for name in ("q", "r"))
    assert make_assessor({}, first, second).measure_demand(demand, place).verdict is Verdict.NOT_HERE
    assert make_assessor({}, first).measure_demand(demand, place).verdict is Verdict.UNKNOWN
    met = make_answer("2181", "r", "yes")
    assert make_assessor({}, first, met).measure_demand(demand, place).verdict is Verdict.MET


@pytest.fixture(scope="module")
def assessor(observations: Observations) -> NeedsAssessor:
    return NeedsAssessor(observations, Answers())


def test_more_homes_are_a_need_only_where_the_population_grows(
    catalogue: Catalogue, observations: Observations, assessor: NeedsAssessor
) -> None:
    demand, shrinking = catalogue.demands["housing-construction"], 0
    for place in catalogue.places.everywhere[:-1]:
        need = assessor.measure_demand(demand, place)
        change = observations.latest("population_change_5y", place).value
        assert change is not None
        assert (need.verdict is Verdict.NOT_HERE) == (change <= 0.0), place.name
        shrinking += change <= 0.0
    assert shrinking > 100


@pytest.mark.parametrize(
    ("lang", "told"), [("sv", "Gäller inte här: befolkningen minskar"), ("en", "Does not apply here: the population")]
)
def test_the_reason_says_what_does_not_hold_with_the_figure(
    catalogue: Catalogue, assessor: NeedsAssessor, lang: Lang, told: str
) -> None:
    texts = catalogue.texts[lang]
    need = assessor.measure_demand(catalogue.demands["housing-construction"], catalogue.places.by_code["2181"])
    reason = describe_reason(catalogue, texts, need)
    assert reason.startswith(told)
    assert texts.quantity(-2.2, "percent") in reason
    assert describe_reasons(catalogue, texts, need) == [reason] == [describe_condition(catalogue, texts, need)]


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_condition_can_be_told_whether_it_holds_or_not(
    catalogue: Catalogue, assessor: NeedsAssessor, lang: Lang
) -> None:
    conditional = [demand for demand in catalogue.demands.values() if demand.condition]
    assert {demand.number for demand in conditional} == {1, 7, 16, 17}
    texts = catalogue.texts[lang]
    for demand in conditional:
        need = assessor.measure_demand(demand, catalogue.places.by_code["0180"])
        assert need.applies is not None
        for holds in (True, False, None):
            applies = replace(need.applies, holds=holds)
            told = describe_condition(
                catalogue,
                texts,
                Need(
                    demand=demand,
                    place=need.place,
                    measurements=(),
                    inquiries=(),
                    verdict=Verdict.UNKNOWN,
                    applies=applies,
                ),
            )
            assert getattr(demand.condition, lang).holds in told
            assert (getattr(demand.condition, lang).fails in told) == (holds is False)


def test_every_title_that_names_a_condition_has_been_considered(catalogue: Catalogue) -> None:
    """Those whose condition no figure says anything of: whatever the municipality builds or buys in care, and a
    closure, which the network has to be ready for before there is one.
    """
    named = {one.number for one in catalogue.demands.values() if WORDS.search(one.sv.title)}
    without = {9, 19, 50}
    assert named - without == {one.number for one in catalogue.demands.values() if one.condition} & named


def test_a_made_up_condition_on_another_demand_works_too(catalogue: Catalogue, observations: Observations) -> None:
    made: Demand = msgspec.structs.replace(
        catalogue.demands["shift-transit"],
        condition=msgspec.convert(
            {"indicator": "jobs_industry_share", "above": 20.0, "sv": TEXT, "en": TEXT}, Condition
        ),
    )
    assessor = NeedsAssessor(observations, Answers())
    verdicts = {
        code: assessor.measure_demand(made, catalogue.places.by_code[code]).verdict for code in ("2181", "0180")
    }
    assert verdicts == {"2181": Verdict.SIMILAR, "0180": Verdict.NOT_HERE}
