"""Figures that others have printed, or worked out in another way from the same tables, beside what we tell."""

import numpy as np
import pytest

from samspel.observations.building import Observations
from samspel.observations.series import Observation
from samspel.reports.figures import format_period


def told(observations: Observations, indicator: str, code: str, year: int) -> float:
    row = observations.catalogue.places.by_code[code].index
    return float(observations.series(indicator).in_year(year)[row])


def latest(observations: Observations, indicator: str, code: str) -> Observation:
    return observations.latest(indicator, observations.catalogue.places.by_code[code])


def test_stockholm_county_has_the_printed_70_000_in_industry(observations: Observations) -> None:
    """5.11 per cent of 1,359,110 employed by workplace in 2022; the older table, of jobs, has 70,934 in 2024."""
    assert told(observations, "jobs_bas", "01", 2022) == 1_359_110
    assert told(observations, "jobs_manufacturing_bas", "01", 2022) == pytest.approx(69_500, abs=100)
    assert round(told(observations, "jobs_manufacturing_bas", "01", 2022), -4) == 70_000


def test_stockholm_county_has_the_printed_290_000_in_welfare(observations: Observations) -> None:
    """9.35 per cent in education and 11.75 in care make 286,800, private welfare included. Staff of municipality and
    region alone are 13.0 per cent, so that the printed figure must count private welfare too.
    """
    assert told(observations, "share_jobs_education", "01", 2022) == pytest.approx(9.35, abs=0.005)
    assert told(observations, "share_jobs_care", "01", 2022) == pytest.approx(11.75, abs=0.005)
    assert told(observations, "jobs_welfare", "01", 2022) == pytest.approx(286_800, abs=200)
    assert round(told(observations, "jobs_welfare", "01", 2022), -4) == 290_000
    assert told(observations, "share_employed_by_local_government", "01", 2022) == pytest.approx(13.0, abs=0.05)


@pytest.mark.parametrize(
    ("year", "people"), [(2020, 10_379_295), (2021, 10_452_326), (2022, 10_521_556), (2024, 10_587_710)]
)
def test_sweden_has_as_many_people_as_scb_has_printed(observations: Observations, year: int, people: int) -> None:
    assert told(observations, "population_2020_2025", "00", year) == people


@pytest.mark.parametrize(("year", "people"), [(2020, 10_379_295), (2021, 10_452_326), (2022, 10_521_556)])
def test_kolada_tells_the_same_people_as_scb(observations: Observations, year: int, people: int) -> None:
    assert told(observations, "population_course", "00", year) == people


@pytest.mark.parametrize(("year", "kronor"), [(2021, 225_194), (2022, 228_785)])
def test_the_tax_base_stands_under_its_tax_year(observations: Observations, year: int, kronor: int) -> None:
    """SCB's table of the country, where year t is the assessment of the incomes of t less two."""
    assert told(observations, "tax_base_per_inhabitant", "00", year) == pytest.approx(kronor, abs=0.5)


@pytest.mark.parametrize(("stated", "tax_year", "kronor"), [(2018, 2019, 201_523), (2022, 2023, 223_270)])
def test_the_election_years_tax_base_is_that_of_the_tax_year_after(
    observations: Observations, stated: int, tax_year: int, kronor: int
) -> None:
    figures = observations.figures
    rows = figures.rows_of_places("municipal_economy")
    here = (rows == observations.catalogue.places.by_code["1880"].index) & (
        figures.years("municipal_economy") == stated
    )
    assert figures.numbers("municipal_economy", ["tax_base_sek_per_inhabitant"])[here, 0].tolist() == [kronor]
    assert told(observations, "tax_base_per_inhabitant", "1880", tax_year) == pytest.approx(kronor, abs=1.0)


NATIONAL = [
    ("phone_same_day", 2025, 88.5),
    ("care_first_contact_90_days", 2024, 84.9),
    ("care_operation_90_days", 2024, 83.8),
    ("waiting_contact_90", 2024, 68.7),
    ("waiting_operation_90", 2024, 59.0),
    ("adult_psychiatry_90", 2025, 81.8),
    ("child_psychiatry_30", 2025, 52.4),
    ("cancer_in_time", 2025, 47.0),
    ("overcrowded_beds", 2025, 5.1),
    ("trust_in_health_care", 2025, 63.4),
    ("access_to_care_satisfaction", 2025, 87.1),
    ("fair_wait_hospital", 2025, 55.3),
    ("fair_wait_clinic", 2025, 68.3),
    ("avoidable_hospital_care", 2024, 562.2),
    ("treatable_mortality", 2023, 47.6),
    ("structural_care_cost", 2024, 36_311.6),
    ("emergency_visits_80", 2024, 600.3),
    ("beds_ready_to_leave", 2025, 4.7),
    ("region_result", 2025, 1.3),
    ("region_solidity", 2025, -4.2),
]


@pytest.mark.parametrize(("indicator", "year", "value"), NATIONAL, ids=[name for name, *_ in NATIONAL])
def test_health_care_of_the_country_is_as_the_publisher_s_index_prints_it(
    observations: Observations, indicator: str, year: int, value: float
) -> None:
    assert told(observations, indicator, "00", year) == pytest.approx(value, abs=0.05)
    assert latest(observations, indicator, "00").period.year == year


ANOTHER_WAY = [
    ("preschool_group_1_3", "2181", 14.2),
    ("roads_kept_satisfaction", "2523", 25.2),
    ("long_term_unemployment", "2181", 6.7),
    ("long_term_unemployment", "1488", 5.9),
    ("long_term_unemployment", "1060", 4.7),
    ("building_permit_business_index", "0180", 55.8),
    ("building_permit_business_index", "2181", 84.9),
    ("share_jobs_manufacturing_women", "00", 5.6),
    ("share_jobs_manufacturing_men", "00", 15.4),
]


@pytest.mark.parametrize(("indicator", "code", "value"), ANOTHER_WAY)
def test_the_value_is_what_another_program_makes_of_the_same_table(
    observations: Observations, indicator: str, code: str, value: float
) -> None:
    found = latest(observations, indicator, code).value
    assert found == pytest.approx(value, abs=0.051)


@pytest.mark.parametrize(
    ("indicator", "code", "years", "value"),
    [("business_promotion_cost", "1262", (2020, 2021, 2022), 7.5), ("staff_sick_leave", "1488", (2021, 2022), 9.6)],
)
def test_the_mean_of_the_years_is_what_another_program_makes_of_the_same_table(
    observations: Observations, indicator: str, code: str, years: tuple[int, ...], value: float
) -> None:
    found = np.mean([told(observations, indicator, code, year) for year in years])
    assert found == pytest.approx(value, abs=0.051)


def test_solar_power_of_the_country_is_what_the_energy_agency_prints(observations: Observations) -> None:
    assert told(observations, "solar_power_capacity", "00", 2022) == pytest.approx(2_383.64, abs=0.005)


def test_more_than_half_of_the_municipalities_say_that_homes_are_short_or_in_balance(
    observations: Observations,
) -> None:
    """229 answers of shortage, 242 of balance and 103 of surplus in 2025 and 2026 together."""
    values = observations.series("housing_market_assessment").values[:290]
    assert [int((values == answer).sum()) for answer in (0.0, 1.0, 2.0)] == [229, 242, 103]


def test_a_mean_of_several_years_is_told_with_all_of_them(observations: Observations) -> None:
    catalogue = observations.catalogue
    found = latest(observations, "power_cut_minutes", "2181")
    assert format_period(catalogue, catalogue.texts["sv"], found) == "2020–2022"


def test_a_register_of_a_single_month_tells_the_month(observations: Observations) -> None:
    catalogue = observations.catalogue
    found = latest(observations, "wind_turbines", "2181")
    assert format_period(catalogue, catalogue.texts["sv"], found) == "oktober 2023"
    assert format_period(catalogue, catalogue.texts["en"], found) == "October 2023"


def test_zeros_that_were_not_told_are_blank_and_those_that_count_stay(observations: Observations) -> None:
    """Children at odd hours: 2022 has no zeros, before it they stand for what nobody reported (Östersund 0, then 17).

    Vocational students: 61 zeros in 2020 only, among them Gällivare and Lomma.
    """
    odd = observations.series("children_odd_hours").values
    assert not (odd == 0.0).any()
    assert np.isnan(told(observations, "children_odd_hours", "2380", 2020))
    students = observations.series("komvux_vocational_students")
    assert np.isnan(told(observations, "komvux_vocational_students", "2523", 2020))
    assert np.isnan(told(observations, "komvux_vocational_students", "1262", 2020))
    assert (students.in_year(2021) == 0.0).sum() == 0
    assert (observations.series("sfi_with_komvux_share").in_year(2022) == 0.0).sum() > 0


def test_a_share_may_be_over_100_where_the_publisher_says_so(observations: Observations) -> None:
    assert np.nanmax(observations.series("komvux_bought_share").values) > 200.0


def test_a_secret_value_is_blank_and_says_that_it_may_be_secret(observations: Observations) -> None:
    catalogue = observations.catalogue
    series = observations.series("energy_use_industry_per_inhabitant")
    hidden = next(
        place for place in catalogue.places.municipalities if np.isnan(series.values[place.index, series.latest_column])
    )
    found = observations.latest("energy_use_industry_per_inhabitant", hidden)
    assert found.value is None
    assert found.blank is not None
    assert "hemlig" in catalogue.texts["sv"](f"blank.{found.blank.value}")


def test_the_newest_year_of_the_care_guarantee_is_not_shown_where_records_broke_it(observations: Observations) -> None:
    assert latest(observations, "care_assessment_3_days", "21").period.year == 2024
