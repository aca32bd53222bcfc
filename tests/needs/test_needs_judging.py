"""What is answered, what is measured and what only indicates: the strongest decides, and they are never mixed."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.needs import Demand
from samspel.needs.answers import Answer, Answers
from samspel.needs.measuring import NeedsAssessor
from samspel.needs.verdict import Strength, Verdict
from samspel.observations.building import Observations
from samspel.terms.place import Place

MakeAssessor = Callable[..., NeedsAssessor]
MakeDemand = Callable[..., Demand]
MakeAnswer = Callable[..., Answer]
OFFERED = {"id": "offered", "answer": "yes_no", "met_when": "yes", "unmet": "large"}
NIGHT = {"id": "night", "answer": "yes_no", "met_when": "yes", "unmet": "some"}


def limit(indicator: str, strength: str, role: str = "leading") -> dict[str, Any]:
    """A measure by a limit: 80 and over is met, 70 and below a large need."""
    return {
        "indicator": indicator,
        "role": role,
        "strength": strength,
        "rule": "threshold",
        "met": 80.0,
        "large": 70.0,
        "threshold_from": "law",
    }


@pytest.fixture(scope="module")
def here(catalogue: Catalogue) -> Place:
    return catalogue.places.municipalities[0]


def settle(
    make_assessor: MakeAssessor, demand: Demand, here: Place, values: dict[str, float], *answers: Answer
) -> tuple[Verdict, Strength | None]:
    given = {name: np.full(312, value) for name, value in values.items()}
    need = make_assessor(given, *answers).measure_demand(demand, here)
    return need.verdict, need.strength


@pytest.mark.parametrize(
    ("values", "answered", "verdict", "strength"),
    [
        ({"m": 75.0, "i": 60.0}, None, Verdict.SOME, Strength.MEASURED),
        ({"m": 90.0, "i": 60.0}, None, Verdict.MET, Strength.MEASURED),
        ({"m": np.nan, "i": 60.0}, None, Verdict.LARGE, Strength.INDICATED),
        ({"m": np.nan, "i": 90.0}, None, Verdict.SMALL, Strength.INDICATED),
        ({"m": np.nan, "i": np.nan}, None, Verdict.UNKNOWN, None),
        ({"m": 60.0, "i": 60.0}, "yes", Verdict.MET, Strength.ANSWERED),
        ({"m": 90.0, "i": 90.0}, "no", Verdict.LARGE, Strength.ANSWERED),
    ],
)
def test_the_strongest_that_says_something_decides(
    values: dict[str, float],
    answered: str | None,
    verdict: Verdict,
    strength: Strength | None,
    make_assessor: MakeAssessor,
    make_demand: MakeDemand,
    make_answer: MakeAnswer,
    here: Place,
) -> None:
    demand = make_demand(limit("m", "measured"), limit("i", "indicated"), OFFERED)
    answers = [] if answered is None else [make_answer(here.code, "offered", answered)]
    assert settle(make_assessor, demand, here, values, *answers) == (verdict, strength)


def test_half_the_answers_leave_it_to_the_figures(
    make_assessor: MakeAssessor, make_demand: MakeDemand, make_answer: MakeAnswer, here: Place
) -> None:
    demand = make_demand(limit("m", "measured"), OFFERED, NIGHT)
    yes = make_answer(here.code, "offered", "yes")
    assert settle(make_assessor, demand, here, {"m": 60.0}, yes) == (Verdict.LARGE, Strength.MEASURED)
    both = (yes, make_answer(here.code, "night", "yes"))
    assert settle(make_assessor, demand, here, {"m": 60.0}, *both) == (Verdict.MET, Strength.ANSWERED)


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        (60.0, 90.0, Verdict.LARGE),
        (np.nan, 90.0, Verdict.SMALL),
        (np.nan, 60.0, Verdict.LARGE),
        (90.0, 60.0, Verdict.SMALL),
    ],
)
def test_a_reserve_decides_only_where_what_leads_is_silent(
    first: float, second: float, verdict: Verdict, make_assessor: MakeAssessor, make_demand: MakeDemand, here: Place
) -> None:
    demand = make_demand(limit("b", "indicated", "reserve"), limit("a", "indicated"))
    assert settle(make_assessor, demand, here, {"a": first, "b": second}) == (verdict, Strength.INDICATED)


def test_what_gave_the_verdict_is_all_that_tells(
    make_assessor: MakeAssessor, make_demand: MakeDemand, here: Place
) -> None:
    demand = make_demand(limit("m", "measured"), limit("i", "indicated"), OFFERED)
    given = {"m": np.full(312, 60.0), "i": np.full(312, 60.0)}
    need = make_assessor(given).measure_demand(demand, here)
    assert need.telling == (need.measurements[0],)


def test_where_nothing_bears_on_it_every_silent_part_tells(
    make_assessor: MakeAssessor, make_demand: MakeDemand, here: Place
) -> None:
    need = make_assessor({"m": np.full(312, np.nan)}).measure_demand(make_demand(limit("m", "measured"), OFFERED), here)
    assert need.telling == (need.measurements[0], need.inquiries[0])


SURVEY = {
    **{"indicator": "s", "role": "leading", "strength": "answered", "rule": "threshold"},
    **{"met": 1.0, "large": 0.0, "threshold_from": "handbook"},
}
ASKED = {**OFFERED, "settled_by": "s"}


@pytest.mark.parametrize(
    ("told", "is_open", "verdict"), [(0.0, False, Verdict.LARGE), (1.0, False, Verdict.MET), (np.nan, True, None)]
)
def test_nobody_is_asked_what_a_survey_has_answered(
    told: float,
    is_open: bool,
    verdict: Verdict | None,
    make_assessor: MakeAssessor,
    make_demand: MakeDemand,
    here: Place,
) -> None:
    need = make_assessor({"s": np.full(312, told)}).measure_demand(make_demand(SURVEY, ASKED, NIGHT), here)
    assert need.inquiries[0].is_open is is_open
    assert [one.question.id for one in need.open_questions] == (["offered", "night"] if is_open else ["night"])
    assert (need.verdict, need.strength) == (
        (Verdict.UNKNOWN, None) if verdict is None else (verdict, Strength.ANSWERED)
    )
    assert (need.telling == (need.measurements[0],)) is (verdict is not None)


def test_a_survey_counts_together_with_the_answers_and_a_new_answer_goes_before_it(
    make_assessor: MakeAssessor, make_demand: MakeDemand, make_answer: MakeAnswer, here: Place
) -> None:
    demand = make_demand(SURVEY, ASKED, NIGHT)
    night, offered = make_answer(here.code, "night", "yes"), make_answer(here.code, "offered", "no")
    balance = {"s": 1.0}
    assert settle(make_assessor, demand, here, balance, night) == (Verdict.MET, Strength.ANSWERED)
    assert settle(make_assessor, demand, here, balance, night, offered) == (Verdict.LARGE, Strength.ANSWERED)
    need = make_assessor({"s": np.zeros(312)}, night).measure_demand(demand, here)
    assert (need.verdict, need.telling) == (Verdict.LARGE, (need.measurements[0],))


# The shipped handbook


@pytest.fixture(scope="module")
def assessor(observations: Observations) -> NeedsAssessor:
    return NeedsAssessor(observations, Answers())


def test_what_is_estimated_is_never_told_as_measured(assessor: NeedsAssessor, catalogue: Catalogue) -> None:
    """Access to emergency surgery is estimated by the straight line, until a map has been read in."""
    needs = [
        assessor.measure_demand(catalogue.demands["emergency-surgery"], place)
        for place in catalogue.places.everywhere[:-1]
    ]
    assert {need.strength for need in needs} == {Strength.INDICATED, None}
    assert Verdict.MET not in {need.verdict for need in needs}


def test_no_page_has_more_unknown_than_the_goal_at_the_median_place(
    assessor: NeedsAssessor, catalogue: Catalogue
) -> None:
    """At most 36 per cent of them, and 28 per cent of those that a municipality answers for."""
    unknown = [
        [need.demand for need in assessor.measure_place(place) if need.verdict is Verdict.UNKNOWN]
        for place in catalogue.places.municipalities
    ]
    own = [[demand for demand in demands if demand.responsible != "region"] for demands in unknown]
    mine = sum(demand.responsible != "region" for demand in catalogue.demands.values())
    assert np.median([len(demands) for demands in unknown]) <= 0.36 * len(catalogue.demands)
    assert np.median([len(demands) for demands in own]) <= 0.28 * mine


def test_every_verdict_has_a_strength_unless_it_is_unknown_or_not_for_the_place(
    assessor: NeedsAssessor, catalogue: Catalogue
) -> None:
    for place in catalogue.places.everywhere[:-1:7]:
        for need in assessor.measure_place(place):
            is_open = need.verdict is Verdict.UNKNOWN or (need.applies is not None and need.applies.holds is False)
            assert (need.strength is None) == is_open


def test_a_region_is_set_against_its_own_demands_and_gotland_against_all(
    assessor: NeedsAssessor, catalogue: Catalogue
) -> None:
    places = catalogue.places.by_code
    assert {need.demand.responsible for need in assessor.measure_place(places["21"])} == {"region", "shared"}
    assert len(assessor.measure_place(places["09"])) == len(catalogue.demands)


def test_a_region_s_demand_is_judged_for_the_region_on_a_municipality_s_page(
    assessor: NeedsAssessor, catalogue: Catalogue
) -> None:
    demand, places = catalogue.demands["free-training-transport"], catalogue.places
    for code in ("2181", "1060", "0180"):
        here, region = (
            assessor.measure_demand(demand, one)
            for one in (places.by_code[code], places.region_of(places.by_code[code]))
        )
        assert here.verdict is region.verdict
