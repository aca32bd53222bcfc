"""Output that other output needs, against sums done by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from samspel.economy.input_output import input_coefficients, required_output
from samspel.economy.interdependence import measure_interdependence, measure_services_per_industry
from samspel.observations.building import Observations
from samspel.terms.arrays import Floats
from samspel.terms.origin import Basis

SECTORS = 5
GIVEN, FREE = [0, 1], [2, 3, 4]

economies = arrays.arrays(np.float64, (SECTORS, SECTORS), elements=st.floats(0, 0.15))
outputs = arrays.arrays(np.float64, SECTORS, elements=st.floats(0, 1e6))


def test_two_sectors_by_hand() -> None:
    """Services buy a fifth of their output of themselves, industry buys 0.3: x = 0.3 * 100 / (1 - 0.2)."""
    coefficients = np.array([[0.5, 0.4], [0.3, 0.2]])
    needed = required_output(coefficients, np.array([100.0, 70.0]), [0], [1])
    assert needed == pytest.approx([37.5])


def test_three_sectors_by_hand() -> None:
    """Trade needs transport and the other way round: y = 10 + 0.5 z and z = 20 + 0.25 y."""
    coefficients = np.array([[0.0, 0.0, 0.0], [0.1, 0.0, 0.5], [0.2, 0.25, 0.0]])
    needed = required_output(coefficients, np.array([100.0, 1.0, 1.0]), [0], [1, 2])
    assert needed == pytest.approx([20 / 0.875, 22.5 / 0.875])


def test_coefficients_are_purchases_over_the_buyers_output() -> None:
    flows = np.array([[1.0, 2.0], [3.0, 4.0]])
    assert input_coefficients(flows, np.array([10.0, 20.0])) == pytest.approx(np.array([[0.1, 0.1], [0.3, 0.2]]))


def test_no_output_gives_nought_and_not_a_blank() -> None:
    coefficients = input_coefficients(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([10.0, 0.0]))
    assert coefficients[:, 1].tolist() == [0.0, 0.0]
    assert np.isfinite(coefficients).all()


def test_the_flows_are_left_as_they_were() -> None:
    flows, output = np.ones((2, 2)), np.array([2.0, 4.0])
    input_coefficients(flows, output)
    assert flows.tolist() == [[1.0, 1.0], [1.0, 1.0]]
    assert output.tolist() == [2.0, 4.0]


@given(economies, outputs)
def test_no_purchases_need_nothing(coefficients: Floats, output: Floats) -> None:
    coefficients[np.ix_(FREE, GIVEN)] = 0.0
    assert required_output(coefficients, output, GIVEN, FREE).tolist() == [0.0, 0.0, 0.0]


@given(economies, outputs)
def test_needed_output_covers_its_own_needs_and_those_of_the_given(coefficients: Floats, output: Floats) -> None:
    needed = required_output(coefficients, output, GIVEN, FREE)
    bought = coefficients[np.ix_(FREE, GIVEN)] @ output[GIVEN]
    assert needed == pytest.approx(bought + coefficients[np.ix_(FREE, FREE)] @ needed)
    assert (needed >= bought * (1 - 1e-12)).all()


@given(economies, outputs, st.floats(0.1, 10))
def test_twice_the_output_needs_twice_as_much(coefficients: Floats, output: Floats, factor: float) -> None:
    once = required_output(coefficients, output, GIVEN, FREE)
    assert required_output(coefficients, output * factor, GIVEN, FREE) == pytest.approx(once * factor)


@given(economies, outputs, arrays.arrays(np.float64, SECTORS + 1, elements=st.floats(0, 0.15)))
def test_a_sector_that_nobody_buys_from_changes_nothing(coefficients: Floats, output: Floats, buys: Floats) -> None:
    larger = np.zeros((SECTORS + 1, SECTORS + 1))
    larger[:SECTORS, :SECTORS] = coefficients
    larger[:, SECTORS] = buys
    larger[SECTORS, :] = 0.0
    with_it = required_output(larger, np.append(output, 1000.0), GIVEN, [*FREE, SECTORS])
    assert with_it[:-1] == pytest.approx(required_output(coefficients, output, GIVEN, FREE))
    assert with_it[-1] == 0.0


@given(economies, outputs, st.permutations(FREE))
def test_the_order_of_sectors_does_not_matter(coefficients: Floats, output: Floats, order: list[int]) -> None:
    told = dict(zip(order, required_output(coefficients, output, GIVEN, order), strict=True))
    straight = required_output(coefficients, output, GIVEN, FREE)
    assert [told[sector] for sector in FREE] == pytest.approx(straight.tolist())


def test_swedens_services_per_industry_are_a_credible_share(observations: Observations) -> None:
    assert 0.05 < measure_services_per_industry(observations) < 1


def test_swedens_services_per_industry_by_another_road(observations: Observations) -> None:
    """The same by adding round after round of purchases, instead of solving."""
    grouping, figures = observations.catalogue.industries, observations.figures
    sellers = list(figures.texts(grouping.table, figures.table(grouping.table).key))
    flows = figures.numbers(grouping.table, sellers)
    output = figures.numbers(grouping.table, [grouping.output_column])[:, 0]
    industry = [sellers.index(name) for name in grouping.industry]
    services = [sellers.index(name) for name in grouping.services]
    each = flows[services][:, industry].sum(axis=1)
    total = each.copy()
    for _ in range(200):
        each = (flows[np.ix_(services, services)] / output[services]) @ each
        total += each
    assert measure_services_per_industry(observations) == pytest.approx(total.sum() / output[industry].sum())


@pytest.mark.parametrize("code", ["2181", "01", "21", "00"])
def test_the_services_that_industry_buys_are_its_jobs_times_the_ratio(observations: Observations, code: str) -> None:
    catalogue = observations.catalogue
    place = catalogue.places.by_code[code]
    industry = observations.latest(catalogue.inputs.industry_jobs_by_branch, place)
    services = observations.latest("jobs_services_for_industry", place)
    assert industry.value is not None
    assert services.value == pytest.approx(industry.value * measure_services_per_industry(observations))
    assert (services.basis, services.period) == (Basis.ESTIMATED, industry.period)
    assert {origin.table for origin in services.origins} >= {"input_output", "kolada"}


@pytest.mark.parametrize("code", ["2181", "1280", "21", "01", "00"])
def test_the_table_of_a_place_adds_up(observations: Observations, code: str) -> None:
    """Welfare is education and care; what stands together is industry, business services and welfare; and shares are
    of all jobs in the same year.
    """
    measured = measure_interdependence(observations, observations.catalogue.places.by_code[code])
    told = {row.indicator.id: row for row in measured.rows}

    def jobs(name: str) -> float:
        return told[name].latest.value or 0.0

    assert jobs("jobs_welfare") == pytest.approx(jobs("jobs_education") + jobs("jobs_care"))
    parts = ("jobs_manufacturing_bas", "jobs_business_services", "jobs_welfare")
    assert jobs("jobs_interplay") == pytest.approx(sum(jobs(name) for name in parts))
    shares = [(row, row.share) for row in measured.rows if row.group.id == "jobs" and row.share is not None]
    assert shares
    for row, share in shares:
        assert share.value == pytest.approx(100 * jobs(row.indicator.id) / jobs("jobs_bas"))
        assert share.period == row.latest.period


def test_more_commute_into_a_region_than_out_of_it_where_there_are_more_jobs_than_workers(
    observations: Observations,
) -> None:
    """Commuters in less commuters out are the jobs beyond the residents, in every municipality but for rounding."""
    places = observations.catalogue.places.municipalities
    for place in places[::29]:
        found = [observations.latest(name, place).value or 0.0 for name in ("commuters_in", "commuters_out")]
        beyond = observations.latest("jobs_beyond_residents", place).value or 0.0
        residents = observations.latest("employed_residents", place).value or 0.0
        assert found[0] - found[1] == pytest.approx(beyond, abs=0.02 * residents), place.name


def test_the_first_year_lies_within_the_span(observations: Observations) -> None:
    span = observations.catalogue.chain.table_years
    for row in measure_interdependence(observations, observations.catalogue.places.by_code["2181"]).rows:
        assert row.first is not None
        assert 0 < row.latest.period.year - row.first.period.year <= span
