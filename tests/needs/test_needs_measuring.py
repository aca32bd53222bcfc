"""Demands set against places: figures, questions and the verdict they lead to."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from given_answers import GIVEN
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.needs import Demand
from samspel.needs.answers import Answer, Answers
from samspel.needs.fields import Silence
from samspel.needs.measuring import OBLIGATIONS, Measurement, Need, NeedsAssessor, find_body, order_needs
from samspel.needs.verdict import SEVERITY, Strength, Verdict
from samspel.observations.building import Observations
from samspel.terms.origin import Basis
from samspel.terms.place import Place, PlaceKind

MakeAssessor = Callable[..., NeedsAssessor]
MakeDemand = Callable[..., Demand]
MakeAnswer = Callable[..., Answer]

Floats = npt.NDArray[np.float64]
LARGE, SOME, UNKNOWN, MET = Verdict.LARGE, Verdict.SOME, Verdict.UNKNOWN, Verdict.MET
COMPARE = {"indicator": "z", "role": "leading", "strength": "measured", "rule": "relative", "need": "low"}
THRESHOLD = {
    "indicator": "z",
    "role": "leading",
    "strength": "measured",
    "rule": "threshold",
    "met": 80.0,
    "large": 70.0,
    "threshold_from": "law",
}
CONTEXT = {"indicator": "z", "role": "context"}
OFFERED = {"id": "offered", "answer": "yes_no", "met_when": "yes", "unmet": "large"}
NIGHT = {"id": "night", "answer": "yes_no", "met_when": "yes", "unmet": "some"}
QUEUE = {"id": "queue", "answer": "number", "met": 0.0, "large": 10.0}
ASIDE = {"id": "aside", "answer": "text", "role": "context"}


@pytest.fixture(scope="module")
def here(catalogue: Catalogue) -> Place:
    """Upplands Väsby: row 0 of everything."""
    return catalogue.places.municipalities[0]


@pytest.fixture
def standing(catalogue: Catalogue) -> Callable[..., Floats]:
    """The first municipality has 0, `better` others have 1, similar ones first or last, and the rest -1."""

    def make(better: int, *, similar_better: bool) -> Floats:
        values = np.full(312, -1.0)
        values[0] = 0.0
        peers = [int(row) for row in catalogue.places.similar[0]]
        others = [row for row in range(1, 290) if row not in peers]
        ordered = [*peers, *others] if similar_better else [*others, *peers]
        values[ordered[:better]] = 1.0
        return values

    return make


def verdict_of(assessor: NeedsAssessor, demand: Demand, place: Place) -> Verdict:
    return assessor.measure_demand(demand, place).verdict


def test_as_good_as_those_like_it_is_not_worse_than_them(
    make_assessor: MakeAssessor, make_demand: MakeDemand, here: Place
) -> None:
    assert verdict_of(make_assessor({"z": np.full(312, 5.0)}), make_demand(COMPARE), here) is Verdict.SIMILAR


def test_without_similar_figures_a_comparison_decides_nothing_and_says_why(
    catalogue: Catalogue, make_assessor: MakeAssessor, make_demand: MakeDemand, here: Place
) -> None:
    values = np.ones(312)
    values[0] = 0.0
    values[catalogue.places.similar[0]] = np.nan
    need = make_assessor({"z": values}).measure_demand(make_demand(COMPARE), here)
    assert need.verdict is UNKNOWN
    assert need.measurements[0].judgement is not None
    assert need.measurements[0].judgement.silence is Silence.PEERS


@pytest.mark.parametrize("measure", [COMPARE, THRESHOLD])
def test_a_blank_leaves_the_demand_unknown(
    measure: dict[str, Any], make_assessor: MakeAssessor, make_demand: MakeDemand, here: Place
) -> None:
    values = np.ones(312)
    values[0] = np.nan
    need = make_assessor({"z": values}).measure_demand(make_demand(measure), here)
    assert need.verdict is UNKNOWN
    assert need.measurements[0].is_open
    assert (need.measurements[0].better, need.measurements[0].count) == (0, 0)


@pytest.mark.parametrize(("value", "verdict"), [(80.0, MET), (75.0, SOME), (70.0, LARGE)])
def test_a_threshold_decides_whatever_others_have(
    value: float, verdict: Verdict, make_assessor: MakeAssessor, make_demand: MakeDemand, here: Place
) -> None:
    values = np.full(312, 99.0)
    values[0] = value
    assert verdict_of(make_assessor({"z": values}), make_demand(THRESHOLD), here) is verdict


def test_a_context_measure_never_decides(make_assessor: MakeAssessor, make_demand: MakeDemand, here: Place) -> None:
    values = np.ones(312)
    values[0] = 0.0
    need = make_assessor({"z": values}).measure_demand(make_demand(CONTEXT, OFFERED), here)
    assert need.measurements[0].verdict is None
    assert need.verdict is UNKNOWN
    assert need.inquiries[0].verdict is UNKNOWN


def test_the_measurement_shows_the_similar_value_and_the_rank(
    standing: Callable[..., Floats], make_assessor: MakeAssessor, make_demand: MakeDemand, here: Place
) -> None:
    found = make_assessor({"z": standing(217, similar_better=True)}).measure_demand(make_demand(COMPARE), here)
    measurement = found.measurements[0]
    assert (measurement.similar, measurement.better, measurement.count) == (1.0, 217, 290)
    assert measurement.observation.value == 0.0


@pytest.mark.parametrize(
    ("answer", "verdict"), [(None, UNKNOWN), ("yes", MET), ("no", LARGE)], ids=["no answer", "yes", "no"]
)
def test_an_answer_of_yes_or_no_changes_the_verdict(
    answer: str | None,
    verdict: Verdict,
    make_assessor: MakeAssessor,
    make_demand: MakeDemand,
    make_answer: MakeAnswer,
    here: Place,
) -> None:
    answers = [] if answer is None else [make_answer(here.code, "offered", answer)]
    assert verdict_of(make_assessor({}, *answers), make_demand(OFFERED), here) is verdict


@pytest.mark.parametrize(("answer", "verdict"), [(0.0, MET), (3.0, SOME), (10.0, LARGE)])
def test_an_answer_in_numbers_changes_the_verdict(
    answer: float,
    verdict: Verdict,
    make_assessor: MakeAssessor,
    make_demand: MakeDemand,
    make_answer: MakeAnswer,
    here: Place,
) -> None:
    assessor = make_assessor({}, make_answer(here.code, "queue", answer))
    assert verdict_of(assessor, make_demand(QUEUE), here) is verdict


def test_an_answer_counts_for_its_own_body_demand_and_question_only(
    make_assessor: MakeAssessor, make_demand: MakeDemand, make_answer: MakeAnswer, here: Place
) -> None:
    strangers = (
        make_answer("0115", "offered", "no"),
        make_answer(here.code, "offered", "no", demand="another"),
        make_answer(here.code, "night", "no"),
        make_answer(here.code, "offered", "no", kind="figure"),
    )
    assert verdict_of(make_assessor({}, *strangers), make_demand(OFFERED), here) is UNKNOWN


def test_the_demand_is_unknown_while_one_deciding_question_is_open_unless_another_shows_a_need(
    make_assessor: MakeAssessor, make_demand: MakeDemand, make_answer: MakeAnswer, here: Place
) -> None:
    demand = make_demand(OFFERED, NIGHT)
    yes, no = make_answer(here.code, "offered", "yes"), make_answer(here.code, "night", "no")
    assert verdict_of(make_assessor({}, yes), demand, here) is UNKNOWN
    assert verdict_of(make_assessor({}, no), demand, here) is SOME
    assert verdict_of(make_assessor({}, yes, no), demand, here) is SOME
    assert verdict_of(make_assessor({}, yes, make_answer(here.code, "night", "yes")), demand, here) is MET


def test_an_answer_to_a_context_question_is_kept_and_decides_nothing(
    make_assessor: MakeAssessor, make_demand: MakeDemand, make_answer: MakeAnswer, here: Place
) -> None:
    need = make_assessor({}, make_answer(here.code, "aside", "mycket")).measure_demand(
        make_demand(ASIDE, OFFERED), here
    )
    assert need.inquiries[0].answer is not None
    assert need.inquiries[0].verdict is None
    assert need.verdict is UNKNOWN


@pytest.mark.parametrize(
    ("value", "country", "need_at", "verdict"),
    [
        (4.0, 5.0, "low", SOME),
        (6.0, 5.0, "low", Verdict.SIMILAR),
        (6.0, 5.0, "high", SOME),
        (4.0, 5.0, "high", Verdict.SIMILAR),
        (4.0, None, "low", UNKNOWN),
    ],
)
def test_a_figure_that_somebody_looked_up_is_judged_against_the_country_s(
    value: float,
    country: float | None,
    need_at: str,
    verdict: Verdict,
    make_assessor: MakeAssessor,
    make_demand: MakeDemand,
    make_answer: MakeAnswer,
    here: Place,
) -> None:
    looked_up = make_answer(here.code, "z", value, kind="figure", country=country)
    assessor = make_assessor({"z": np.full(312, np.nan)}, looked_up)
    need = assessor.measure_demand(make_demand({**COMPARE, "need": need_at}), here)
    assert need.verdict is verdict
    assert need.measurements[0].observation.value == value
    assert need.measurements[0].observation.basis is Basis.ANSWERED
    assert not need.measurements[0].is_open


@pytest.mark.parametrize(("value", "verdict"), [(80.0, MET), (75.0, SOME), (70.0, LARGE)])
def test_a_figure_that_somebody_looked_up_is_judged_by_the_threshold_where_there_is_one(
    value: float,
    verdict: Verdict,
    make_assessor: MakeAssessor,
    make_demand: MakeDemand,
    make_answer: MakeAnswer,
    here: Place,
) -> None:
    looked_up = make_answer(here.code, "z", value, kind="figure")
    assessor = make_assessor({"z": np.full(312, np.nan)}, looked_up)
    assert verdict_of(assessor, make_demand(THRESHOLD), here) is verdict


def test_a_published_figure_goes_before_one_that_somebody_looked_up(
    make_assessor: MakeAssessor, make_demand: MakeDemand, make_answer: MakeAnswer, here: Place
) -> None:
    looked_up = make_answer(here.code, "z", 0.0, kind="figure", country=1.0)
    need = make_assessor({"z": np.full(312, 90.0)}, looked_up).measure_demand(make_demand(THRESHOLD), here)
    assert need.verdict is MET
    assert need.measurements[0].observation.value == 90.0


def test_a_measure_that_only_regions_have_is_that_of_the_place_s_region(
    catalogue: Catalogue, make_assessor: MakeAssessor, make_demand: MakeDemand, here: Place
) -> None:
    values = np.full(312, np.nan)
    values[290:311] = np.arange(21.0)
    need = make_assessor({"z": values}, levels=("region",)).measure_demand(make_demand(COMPARE), here)
    assert need.measurements[0].observation.place is catalogue.places.region_of(here)
    assert (need.measurements[0].observation.value, need.measurements[0].count) == (0.0, 21)
    assert need.verdict is LARGE


def test_what_tells_is_the_parts_that_gave_the_verdict(
    make_assessor: MakeAssessor, make_demand: MakeDemand, make_answer: MakeAnswer, here: Place
) -> None:
    answers = (make_answer(here.code, "offered", "yes"), make_answer(here.code, "night", "no"))
    need = make_assessor({"z": np.full(312, 75.0)}, *answers).measure_demand(
        make_demand(THRESHOLD, OFFERED, NIGHT, ASIDE), here
    )
    assert (need.verdict, need.strength) == (SOME, Strength.ANSWERED)
    assert need.telling == (need.inquiries[1],)


def test_open_questions_are_those_without_an_answer_the_deciding_first(
    make_assessor: MakeAssessor, make_demand: MakeDemand, make_answer: MakeAnswer, here: Place
) -> None:
    need = make_assessor({}, make_answer(here.code, "night", "yes")).measure_demand(
        make_demand(ASIDE, OFFERED, NIGHT, QUEUE), here
    )
    assert [inquiry.question.id for inquiry in need.open_questions] == ["offered", "queue", "aside"]


@pytest.mark.parametrize(
    ("parts", "kinds"),
    [
        ((OFFERED,), ("inquiry",)),
        ((CONTEXT, OFFERED), ("inquiry", "statistic")),
        ((COMPARE, ASIDE, OFFERED), ("statistic", "inquiry")),
        (({**THRESHOLD, "kind": "access"}, CONTEXT, CONTEXT, ASIDE), ("access", "statistic", "inquiry")),
    ],
)
def test_kinds_of_measure_stand_once_each_the_deciding_first(
    parts: tuple[dict[str, Any], ...],
    kinds: tuple[str, ...],
    make_assessor: MakeAssessor,
    make_demand: MakeDemand,
    here: Place,
) -> None:
    assert make_assessor({"z": np.ones(312)}).measure_demand(make_demand(*parts), here).kinds == kinds


@pytest.mark.parametrize(
    ("place", "asked", "body"),
    [
        ("2180", "municipality", "2180"),
        ("2180", "region", "21"),
        ("21", "municipality", None),
        ("21", "region", "21"),
        ("0980", "municipality", "0980"),
        ("0980", "region", "0980"),
        ("09", "municipality", "0980"),
        ("09", "region", "0980"),
        ("00", "municipality", None),
    ],
)
def test_a_question_goes_to_the_body_that_answers_and_gotland_is_one_body(
    place: str, asked: str, body: str | None, catalogue: Catalogue, make_demand: MakeDemand
) -> None:
    question = make_demand({**OFFERED, "body": asked}).questions[0]
    found = find_body(catalogue, question, catalogue.places.by_code[place])
    assert (found.code if found else None) == body


def test_an_answer_of_the_region_counts_for_each_of_its_municipalities(
    catalogue: Catalogue, make_assessor: MakeAssessor, make_demand: MakeDemand, make_answer: MakeAnswer
) -> None:
    assessor = make_assessor({}, make_answer("21", "offered", "yes"))
    demand = make_demand({**OFFERED, "body": "region"})
    verdicts = {place.code: verdict_of(assessor, demand, place) for place in catalogue.places.everywhere[:-1]}
    met = {code for code, verdict in verdicts.items() if verdict is MET}
    assert met == {"21"} | {place.code for place in catalogue.places.municipalities if place.region == "21"}


def test_a_municipal_question_about_a_region_is_open_and_has_no_single_body(
    catalogue: Catalogue, make_assessor: MakeAssessor, make_demand: MakeDemand, make_answer: MakeAnswer
) -> None:
    need = make_assessor({}, make_answer("2180", "offered", "yes")).measure_demand(
        make_demand(OFFERED), catalogue.places.by_code["21"]
    )
    assert need.inquiries[0].body is None
    assert need.verdict is UNKNOWN


def test_needs_stand_by_verdict_then_strength_then_obligation_then_number(
    make_assessor: MakeAssessor, make_demand: MakeDemand, make_answer: MakeAnswer, here: Place
) -> None:
    no, some, yes = ({**OFFERED, "id": "no"}, {**OFFERED, "id": "no", "unmet": "some"}, {**OFFERED, "id": "yes"})
    demands = [
        make_demand(yes, number=1),
        make_demand(OFFERED, number=2, obligation="voluntary"),
        make_demand(OFFERED, number=3, obligation="shared"),
        make_demand(OFFERED, number=4, obligation="should_strive"),
        make_demand(OFFERED, number=5, obligation="mandatory"),
        make_demand(some, number=6),
        make_demand({**THRESHOLD, "strength": "indicated"}, number=7, obligation="mandatory"),
        make_demand(THRESHOLD, number=8, obligation="voluntary"),
        make_demand(no, number=10, obligation="voluntary"),
        make_demand(no, number=9, obligation="voluntary"),
    ]
    assessor = make_assessor(
        {"z": np.zeros(312)}, make_answer(here.code, "no", "no"), make_answer(here.code, "yes", "yes")
    )
    needs = assessor.measure_place(here, demands)
    assert [need.demand.number for need in needs] == [9, 10, 8, 7, 6, 5, 4, 3, 2, 1]
    assert order_needs(reversed(needs)) == needs


def test_every_obligation_has_its_place_in_the_order() -> None:
    assert OBLIGATIONS == ("mandatory", "should_strive", "shared", "voluntary")


def test_a_later_answer_to_the_same_question_takes_the_place_of_the_first(make_answer: MakeAnswer) -> None:
    first, second = make_answer("2180", "offered", "no"), make_answer("2180", "offered", "yes")
    kept = Answers([first, second])
    assert kept.to_question("2180", "made-up", "offered") == second
    assert kept.everything == (first, second)


# The shipped handbook


@pytest.fixture(scope="module")
def assessor(observations: Observations) -> NeedsAssessor:
    return NeedsAssessor(observations, Answers())


def has_verdict(need: Need) -> bool:
    found = [part.verdict for part in need.measurements] + [part.verdict for part in need.inquiries]
    return any(verdict is not None for verdict in found)


def test_every_demand_gives_a_verdict_for_every_municipality_and_region(
    assessor: NeedsAssessor, catalogue: Catalogue
) -> None:
    for place in catalogue.places.everywhere[:-1]:
        needs = assessor.measure_place(place)
        body = catalogue.places.answering(place)
        own = [one.number for one in catalogue.demands.values() if one.responsible != "municipality"]
        wanted = sorted(catalogue.demands_by_number) if body.kind is PlaceKind.MUNICIPALITY else own
        assert sorted(need.demand.number for need in needs) == wanted
        assert all(has_verdict(need) != (need.verdict is Verdict.NOT_HERE) for need in needs)
        severity = [SEVERITY.index(need.verdict) for need in needs]
        assert severity == sorted(severity)


def test_a_demand_with_open_questions_is_met_by_what_measures_it_alone(
    assessor: NeedsAssessor, catalogue: Catalogue
) -> None:
    needs = [need for place in catalogue.places.everywhere[:-1:37] for need in assessor.measure_place(place)]
    unasked = [need for need in needs if any(inquiry.verdict is UNKNOWN for inquiry in need.inquiries)]
    met = [need for need in unasked if need.verdict is MET]
    assert met
    assert all(isinstance(part, Measurement) for need in met for part in need.telling)
    assert MET not in {need.verdict for need in needs if need.strength is Strength.INDICATED}


def test_one_place_at_a_time_equals_all_at_once(
    assessor: NeedsAssessor, observations: Observations, catalogue: Catalogue
) -> None:
    together = {place.code: assessor.measure_place(place) for place in catalogue.places.everywhere[:-1]}
    for place in catalogue.places.everywhere[:-1:31]:
        assert NeedsAssessor(observations, Answers()).measure_place(place) == together[place.code]


def test_order_of_the_demands_is_irrelevant(assessor: NeedsAssessor, catalogue: Catalogue) -> None:
    place = catalogue.places.by_code["2181"]
    turned = list(reversed(list(catalogue.demands.values())))
    assert assessor.measure_place(place, turned) == assessor.measure_place(place)


def answer_best(catalogue: Catalogue, place: Place) -> list[Answer]:
    """The answers that the handbook hopes for, and good figures where none is built in."""
    from datetime import date

    answers = []
    for demand in catalogue.demands.values():
        for question in demand.questions:
            body = find_body(catalogue, question, place)
            if question.role == "decides" and body is not None:
                best = question.met_when if question.met_when is not None else question.met
                answers.append(
                    replace(
                        GIVEN,
                        body=body.code,
                        demand=demand.id,
                        item=question.id,
                        value=best or 0.0,
                        answered_by="",
                        day=date(2026, 11, 22),
                        about=place.code if question.each_municipality else "",
                    )
                )
    return answers


@pytest.mark.parametrize("code", ["2181", "0980", "0180"])
def test_with_the_answers_that_it_hopes_for_no_question_of_the_handbook_leaves_a_need(
    code: str, observations: Observations, catalogue: Catalogue
) -> None:
    place = catalogue.places.by_code[code]
    answered = NeedsAssessor(observations, Answers(answer_best(catalogue, place)))
    verdicts = {inquiry.verdict for need in answered.measure_place(place) for inquiry in need.inquiries}
    assert verdicts <= {MET, None}


def test_a_no_about_childcare_at_odd_hours_makes_a_large_need_of_demand_2(
    observations: Observations, catalogue: Catalogue, make_answer: MakeAnswer
) -> None:
    place, demand = catalogue.places.by_code["2181"], catalogue.demands_by_number[2]
    no = make_answer("2181", "offered", "no", demand=demand.id)
    before = NeedsAssessor(observations, Answers()).measure_demand(demand, place)
    after = NeedsAssessor(observations, Answers([no])).measure_demand(demand, place)
    assert (before.verdict, before.strength) == (Verdict.SMALL, Strength.INDICATED)
    assert (after.verdict, after.strength) == (LARGE, Strength.ANSWERED)
