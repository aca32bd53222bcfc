"""What was observed of real cases, without the model."""

from samspel.catalogue.loading import Catalogue
from samspel.observations.building import Observations
from samspel.trials.cases import load_backtests
from samspel.trials.observed import JOBS, find_seen_origins, observe_case


def test_people_and_those_without_work_are_seen_after_one_three_and_five_years(
    catalogue: Catalogue, observations: Observations
) -> None:
    case = next(case for case in load_backtests(catalogue) if case.id == "saab-trollhattan")
    people, unemployment = observe_case(observations, case)
    assert (people.first, people.before) == (2011, 55_499.0)
    assert [year for year, _ in people.course] == [year for year, _ in unemployment.course] == [2012, 2014, 2016]
    assert (people.last, people.after) == (2016, 57_753.0)
    assert people.find(2014) == people.course[1][1]
    assert people.find(2013) is None
    assert people.country is not None


def test_jobs_are_seen_of_late_cases_alone_from_the_latest_year_before(
    catalogue: Catalogue, observations: Observations
) -> None:
    found = {case.id: observe_case(observations, case) for case in load_backtests(catalogue)}
    jobs = {name: one for name, seen in found.items() for one in seen if one.kind == JOBS}
    assert set(jobs) == {"kvarnsveden-borlange", "northvolt-skelleftea", "ortviken-sundsvall"}
    assert (jobs["kvarnsveden-borlange"].first, jobs["kvarnsveden-borlange"].before) == (2020, 2930.0)
    assert [year for year, _ in jobs["kvarnsveden-borlange"].course] == [2023, 2024]


def test_nothing_is_seen_after_something_else_happened(catalogue: Catalogue, observations: Observations) -> None:
    for case in load_backtests(catalogue):
        for one in observe_case(observations, case):
            assert one.last <= (case.last or case.year + 4)
            assert one.first < case.year


def test_each_kind_has_a_publisher(observations: Observations) -> None:
    assert all(find_seen_origins(observations).values())
