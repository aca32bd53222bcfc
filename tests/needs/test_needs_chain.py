"""The chain of a place: the three signs, what they make of a link, and figures checked against the tables by hand."""

from dataclasses import replace

import numpy as np
import pytest

from samspel.catalogue.records.chain import Lead
from samspel.needs.chain import ChainAssessor, ChainView, Course, LinkState, Sign, judge_link, list_signs
from samspel.observations.building import Observations


@pytest.fixture(scope="module")
def assessor(observations: Observations) -> ChainAssessor:
    return ChainAssessor(observations)


def view(observations: Observations, assessor: ChainAssessor, code: str) -> ChainView:
    return assessor.view(observations.catalogue.places.by_code[code], ())


@pytest.mark.parametrize(
    ("signs", "state"),
    [
        ((), LinkState.HOLDS),
        ((Sign.NEED,), LinkState.STRAINED),
        ((Sign.WORSE, Sign.BEHIND), LinkState.GIVES_WAY),
        ((Sign.WORSE, Sign.BEHIND, Sign.NEED), LinkState.GIVES_WAY),
    ],
)
def test_no_sign_holds_one_strains_and_two_give_way(signs: tuple[Sign, ...], state: LinkState) -> None:
    assert judge_link(signs, 2) is state


@pytest.mark.parametrize(
    ("better", "change", "similar", "signs"),
    [
        ("higher", -3.0, -3.0, (Sign.WORSE,)),
        ("higher", -3.0, 0.0, (Sign.WORSE, Sign.BEHIND)),
        ("higher", 1.0, 4.0, (Sign.BEHIND,)),
        ("higher", -1.9, 0.0, ()),
        ("higher", -9.0, None, (Sign.WORSE,)),
        ("lower", 3.0, 0.0, (Sign.WORSE, Sign.BEHIND)),
        ("lower", -3.0, 0.0, ()),
    ],
)
def test_a_change_is_a_sign_when_it_is_the_wrong_way_and_more_than_a_usual_year(
    observations: Observations,
    assessor: ChainAssessor,
    better: str,
    change: float,
    similar: float | None,
    signs: tuple[Sign, ...],
) -> None:
    course = assessor.measure(observations.catalogue.places.by_code["2181"], "jobs_industry")
    lead = Lead(indicators=["jobs_industry"], better="higher" if better == "higher" else "lower")
    assert list_signs(replace(course, change=change, similar=similar, swing=2.0), lead, ()) == signs


def test_without_a_usual_swing_no_change_is_a_sign(observations: Observations, assessor: ChainAssessor) -> None:
    course: Course = assessor.measure(observations.catalogue.places.by_code["2181"], "jobs_industry")
    assert course.swing is None
    lead = Lead(indicators=["jobs_industry"], better="higher")
    assert list_signs(replace(course, change=-50.0, similar=0.0), lead, ()) == ()


def test_a_count_is_told_in_per_cent_and_a_share_in_points(observations: Observations, assessor: ChainAssessor) -> None:
    place = observations.catalogue.places.by_code["2181"]
    jobs = assessor.measure(place, "jobs_industry")
    assert jobs.first is not None
    assert (jobs.first.value, jobs.latest.value) == (5891, 5507)
    assert jobs.change == pytest.approx(100 * (5507 / 5891 - 1))
    share = assessor.measure(place, "long_term_unemployment")
    assert share.first is not None
    assert share.change == pytest.approx((share.latest.value or 0) - (share.first.value or 0))


def test_similar_places_are_the_middle_of_their_changes(observations: Observations, assessor: ChainAssessor) -> None:
    places, series = observations.catalogue.places, observations.series("jobs_industry")
    place = places.by_code["1060"]
    rows = [one.index for one in places.similar_to(place)]
    changes = 100 * (series.in_year(2024)[rows] / series.in_year(2020)[rows] - 1)
    assert assessor.measure(place, "jobs_industry").similar == pytest.approx(np.median(changes))


def test_a_change_of_few_jobs_is_no_sign(observations: Observations, assessor: ChainAssessor) -> None:
    """Bjurholm lost 16 of 269 jobs in welfare: 6 per cent, but fewer than the least number of cases."""
    link = next(
        one
        for one in view(observations, assessor, "2403").links
        if one.lead and one.lead.change == pytest.approx(-5.948, abs=0.001)
    )
    assert link.lead is not None
    assert link.lead.swing == pytest.approx(100 * observations.catalogue.value("least_cases") / 269, abs=0.001)
    assert link.signs == ()


def test_kronor_are_told_beyond_the_middle_of_all(observations: Observations, assessor: ChainAssessor) -> None:
    """So that half of the municipalities stand above nought, whatever prices do."""
    lead = next(link.lead for link in observations.catalogue.chain.links if link.lead.beyond_all)
    towns = observations.catalogue.places.municipalities
    changes = [assessor.measure(place, lead.indicators[0], lead).change for place in towns]
    assert np.median([change for change in changes if change is not None]) == pytest.approx(0.0, abs=1e-9)


def test_the_country_is_not_judged(observations: Observations, assessor: ChainAssessor) -> None:
    links = view(observations, assessor, "00").links
    assert {one.state for one in links} == {LinkState.UNKNOWN}
    assert all(one.signs == () for one in links)


def test_every_link_of_every_place_is_judged_and_none_gives_way_by_construction(
    observations: Observations, assessor: ChainAssessor
) -> None:
    """By the figures alone, without demands: each link gives way at some municipalities and holds at most."""
    places = observations.catalogue.places
    views = [assessor.view(place, ()) for place in (*places.municipalities, *places.regions)]
    for number, link in enumerate(observations.catalogue.chain.links):
        states = [one.links[number].state for one in views[: len(places.municipalities)]]
        assert LinkState.UNKNOWN not in states, link.id
        share = states.count(LinkState.GIVES_WAY) / len(states)
        assert 0.05 < share < 0.35, link.id
        assert states.count(LinkState.HOLDS) / len(states) > 0.4, link.id
    assert all(one.state is not LinkState.UNKNOWN for view in views[len(places.municipalities) :] for one in view.links)
