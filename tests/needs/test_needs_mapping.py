"""A demand's verdicts for a map: every place has one kind, the most serious and strongest first."""

import pytest

from samspel.needs.mapping import lay_out_verdicts
from samspel.needs.measuring import Need, NeedsAssessor
from samspel.needs.verdict import SEVERITY, Strength, Verdict
from samspel.observations.building import Observations
from samspel.store.answers import AnswerStore


def test_each_place_has_the_kind_of_its_verdict(
    observations: Observations, tmp_path_factory: pytest.TempPathFactory
) -> None:
    catalogue = observations.catalogue
    answers = AnswerStore(tmp_path_factory.mktemp("none"), catalogue).load()
    assessor = NeedsAssessor(observations, answers)
    demand = catalogue.demands_by_number[21]
    needs = [assessor.measure_demand(demand, place) for place in catalogue.places.municipalities[:60]]
    found = lay_out_verdicts(demand, needs)
    assert [found.kinds[number] for number in found.classes] == [(need.verdict, need.strength) for need in needs]
    order = [SEVERITY.index(verdict) for verdict, _ in found.kinds]
    assert order == sorted(order)
    assert len(set(found.kinds)) == len(found.kinds) > 3


def test_a_stronger_verdict_stands_before_a_weaker_of_the_same_name(observations: Observations) -> None:
    demand, towns = observations.catalogue.demands_by_number[1], observations.catalogue.places.municipalities
    kinds = [
        (Verdict.LARGE, Strength.INDICATED),
        (Verdict.UNKNOWN, None),
        (Verdict.LARGE, Strength.ANSWERED),
        (Verdict.LARGE, Strength.MEASURED),
    ]
    needs = [
        Need(demand=demand, place=town, measurements=(), inquiries=(), verdict=verdict, strength=strength)
        for (verdict, strength), town in zip(kinds, towns, strict=False)
    ]
    found = lay_out_verdicts(demand, needs)
    assert [strength for _, strength in found.kinds] == [Strength.ANSWERED, Strength.MEASURED, Strength.INDICATED, None]
