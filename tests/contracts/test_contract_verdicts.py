"""The stated rules of the verdicts, held against every demand at every municipality and region as they are shown."""

from collections.abc import Iterator

import pytest

from samspel.app.desk import Desk
from samspel.app.needs import measure_needs
from samspel.needs.fields import Silence
from samspel.needs.measuring import Measurement, Need
from samspel.needs.verdict import Verdict

SURVEY = "housing_market_assessment"
SHORTAGE, BALANCE, SURPLUS = 0.0, 1.0, 2.0
NEEDS = (Verdict.LARGE, Verdict.SOME)


@pytest.fixture(scope="module")
def needs(still_desk: Desk) -> list[Need]:
    return [need for place in still_desk.catalogue.places.everywhere[:-1] for need in measure_needs(still_desk, place)]


def find_compared(needs: list[Need]) -> Iterator[tuple[Need, Measurement]]:
    for need in needs:
        for one in need.measurements:
            said = one.judgement
            is_compared = one.measure.rule == "relative" and not one.observation.is_own and said is not None
            if is_compared and said is not None and not said.is_spared and said.verdict is not Verdict.UNKNOWN:
                yield need, one


def test_only_a_difference_to_the_same_side_of_both_shown_middles_counts(needs: list[Need]) -> None:
    """A need is worse than both, a small one better than both: by the figures that stand beside each other."""
    found = dict.fromkeys(Verdict, 0)
    for need, one in find_compared(needs):
        said, value = one.judgement, one.observation.value
        assert said is not None
        assert value is not None
        assert said.similar is not None
        assert said.group is not None
        sign = 1.0 if one.measure.need == "high" else -1.0
        worse = [sign * (value - middle) > 0.0 for middle in (said.similar, said.group)]
        better = [sign * (value - middle) < 0.0 for middle in (said.similar, said.group)]
        where = (need.demand.number, need.place.name, value, said.similar, said.group, said.verdict)
        assert all(worse) or said.verdict not in NEEDS, where
        assert all(better) or said.verdict is not Verdict.SMALL, where
        found[said.verdict] += 1
    assert min(found[one] for one in (*NEEDS, Verdict.SMALL, Verdict.SIMILAR)) > 100


def test_the_newest_answer_on_homes_is_the_verdict_that_its_word_says(needs: list[Need]) -> None:
    """A shortage is a large need; balance and surplus are none, whatever was answered the year before."""
    told = [(need, one) for need in needs for one in need.measurements if one.measure.indicator == SURVEY]
    applies = [(need, one.observation.value) for need, one in told if need.verdict is not Verdict.NOT_HERE]
    by_value = {value: {need.verdict for need, one in applies if one == value} for value in (0.0, 1.0, 2.0)}
    assert by_value == {SHORTAGE: {Verdict.LARGE}, BALANCE: {Verdict.MET}, SURPLUS: {Verdict.MET}}


def test_no_verdict_rests_on_a_net_cost_below_zero(still_desk: Desk, needs: list[Need]) -> None:
    """It tells how income was booked: the value is blank with its reason, and such years decide nothing."""
    figures = {name: one.figure for name, one in still_desk.catalogue.indicators.items()}
    bounded = {name for name, figure in figures.items() if figure is not None and figure.lowest is not None}
    told = [
        ((need.demand.number, need.place.name), one)
        for need in needs
        for one in need.measurements
        if one.measure.indicator in bounded
    ]
    assert [where for where, one in told if (one.observation.value or 0.0) < 0.0] == []
    silent = {
        where: one.verdict
        for where, one in told
        if one.judgement is not None and one.judgement.silence is Silence.NEGATIVE
    }
    assert {(6, "Surahammar"), (30, "Dorotea")} <= set(silent)
    assert set(silent.values()) <= {Verdict.UNKNOWN, None}
