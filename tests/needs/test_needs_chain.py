"""The chain of a place: the three signs, what they make of a link, and figures checked against the tables by hand."""

from dataclasses import replace

import numpy as np
import pytest

from samspel.catalogue.records.chain import Lead
from samspel.needs.answers import Answers
from samspel.needs.chain import ChainAssessor, ChainView, Course, LinkState, Sign, is_known, judge_link, list_signs
from samspel.needs.measuring import Need, NeedsAssessor
from samspel.needs.relative import find_swing
from samspel.needs.verdict import Strength, Verdict
from samspel.observations.building import POPULATION, Observations
from samspel.observations.series import Observation
from samspel.terms.origin import Origin
from samspel.terms.place import Place, PlaceKind


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
        ("higher", -2.0, 0.0, ()),
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


def test_a_course_begins_in_the_first_year_of_the_span(observations: Observations, assessor: ChainAssessor) -> None:
    course = assessor.measure(observations.catalogue.places.by_code["2181"], "population")
    assert course.first is not None
    assert course.latest.period.year - course.first.period.year == observations.catalogue.chain.link_years


def test_a_value_of_ones_own_has_no_course(
    observations: Observations, assessor: ChainAssessor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The years before it are somebody else's."""
    place, published = observations.catalogue.places.by_code["2181"], observations.latest

    def latest(name: str, at: Place) -> Observation:
        found = published(name, at)
        return replace(found, origins=(replace(found.origins[0], by="Eva Ek"),))

    assert not published("jobs_industry", place).is_own
    monkeypatch.setattr(observations, "latest", latest)
    course = assessor.measure(place, "jobs_industry")
    assert isinstance(course.latest.origins[0], Origin)
    assert (course.first, course.change, course.similar) == (None, None, None)


def test_a_usual_swing_is_that_of_municipalities_of_the_size_and_of_all_regions(
    observations: Observations, assessor: ChainAssessor
) -> None:
    """One after the other, by the same assessor."""
    catalogue, series = observations.catalogue, observations.series("long_term_unemployment")
    lead, places = Lead(indicators=[series.indicator], better="lower"), catalogue.places
    sizes = np.nan_to_num(observations.comparison(POPULATION).values)
    towns, years = len(places.municipalities), int(catalogue.value("swing_years"))
    kinds = {
        PlaceKind.MUNICIPALITY: (places.municipalities, slice(0, towns), int(catalogue.value("swing_sizes"))),
        PlaceKind.REGION: (places.regions, slice(towns, towns + len(places.regions)), 1),
    }
    for members, rows, parts in kinds.values():
        expected = find_swing(series.values[rows], sizes[rows], parts, years)
        found = [assessor.measure(place, series.indicator, lead).swing for place in members]
        assert found == pytest.approx(list(expected), nan_ok=True)


def make_need(observations: Observations, verdict: Verdict, strength: Strength | None) -> Need:
    demand = next(iter(observations.catalogue.demands.values()))
    assessor = NeedsAssessor(observations, Answers(()))
    need = assessor.measure_demand(demand, observations.catalogue.places.by_code["2181"])
    return replace(need, verdict=verdict, strength=strength)


@pytest.mark.parametrize(
    ("verdict", "strength", "known"),
    [
        (Verdict.LARGE, Strength.MEASURED, True),
        (Verdict.MET, Strength.ANSWERED, True),
        (Verdict.LARGE, Strength.INDICATED, False),
        (Verdict.NOT_HERE, Strength.ANSWERED, False),
        (Verdict.UNKNOWN, Strength.MEASURED, False),
        (Verdict.UNKNOWN, None, False),
    ],
)
def test_a_need_is_known_where_it_was_answered_or_measured_and_applies(
    observations: Observations, verdict: Verdict, strength: Strength | None, known: bool
) -> None:
    assert is_known(make_need(observations, verdict, strength)) is known


def test_a_need_at_the_country_is_no_sign(observations: Observations, assessor: ChainAssessor) -> None:
    link = observations.catalogue.chain.links[0]
    need = replace(
        make_need(observations, Verdict.LARGE, Strength.MEASURED),
        demand=observations.catalogue.demands[link.demands[0]],
    )
    found = assessor.view(observations.catalogue.places.by_code["00"], (need,)).links[0]
    assert (found.state, found.signs) == (LinkState.UNKNOWN, ())
