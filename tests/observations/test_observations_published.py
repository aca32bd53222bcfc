"""Figures that others have printed, and the gaps that the tables are known to have."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from samspel.app.computed import COMPUTATIONS
from samspel.catalogue.loading import Catalogue, load_catalogue
from samspel.observations.building import Observations
from samspel.observations.localities import find_centres, load_localities, load_stated_points
from samspel.observations.picture import find_sites, list_register
from samspel.observations.series import Observation
from samspel.terms.blank import Blank
from samspel.terms.origin import Basis
from samspel.terms.place import Place

SECTORS_APART_FROM_FOREIGN_TRAVEL = (
    "emissions_agriculture",
    "emissions_heating_of_buildings",
    "emissions_industry",
    "emissions_machinery",
    "emissions_power_heat",
    "emissions_product_use",
    "emissions_transport",
    "emissions_waste",
)


@pytest.fixture(scope="module")
def place(catalogue: Catalogue) -> Callable[[str], Place]:
    return catalogue.places.by_code.__getitem__


def country(observations: Observations, indicator: str, year: int) -> float:
    return float(observations.series(indicator).in_year(year)[-1])


def latest(observations: Observations, indicator: str) -> Observation:
    return observations.latest(indicator, observations.catalogue.places.country)


def test_sweden_had_10_587_710_inhabitants_on_31_december_2024(observations: Observations) -> None:
    found = latest(observations, "population")
    assert (found.value, found.period.year, found.basis) == (10_587_710, 2024, Basis.MEASURED)


def test_sweden_had_8_590_630_inhabitants_on_31_december_1990(observations: Observations) -> None:
    assert country(observations, "population", 1990) == 8_590_630


def test_both_tables_of_population_say_the_same(observations: Observations, catalogue: Catalogue) -> None:
    figures = observations.figures
    rows, years = figures.rows_of_places("population_change"), figures.years("population_change")
    stated = figures.numbers("population_change", ["population"])[:, 0]
    series = observations.series("population")
    assert [series.in_year(int(year))[row] for row, year in zip(rows, years, strict=True)] == stated.tolist()


def test_stockholm_county_has_about_70_900_jobs_in_industry(
    observations: Observations, place: Callable[[str], Place]
) -> None:
    """70,934 in the published panel; shares have three decimals, so each municipality may miss by a job."""
    found = observations.latest("jobs_industry", place("01"))
    assert found.period.year == 2024
    assert found.value == pytest.approx(70_934, abs=5)
    assert found.value is not None
    assert found.value.is_integer()


def test_industry_stood_for_27_5_per_cent_of_the_emissions_of_2024(observations: Observations) -> None:
    """13.00 of 47.31 million tonnes, the eight sectors inside the country, of the release that goes to 2024."""
    assert country(observations, "emissions_industry", 2024) == pytest.approx(12_999_058, abs=1)
    assert country(observations, "emissions_total", 2024) == pytest.approx(47_306_200, abs=1)
    assert country(observations, "emissions_industry_share", 2024) == pytest.approx(27.5, abs=0.05)


def test_foreign_travel_is_told_from_2023_only_and_not_counted(observations: Observations) -> None:
    assert [country(observations, "emissions_international_transport", year) for year in (1990, 2022)] == [0.0, 0.0]
    assert country(observations, "emissions_international_transport", 2024) == pytest.approx(160_437, abs=1)
    total = sum(country(observations, sector, 2024) for sector in SECTORS_APART_FROM_FOREIGN_TRAVEL)
    assert country(observations, "emissions_total", 2024) == pytest.approx(total, rel=1e-12)


def test_industry_alone_is_less_than_the_third_that_is_often_said_and_with_power_and_heat_more(
    observations: Observations,
) -> None:
    industry, power, total = (
        country(observations, name, 2024) for name in ("emissions_industry", "emissions_power_heat", "emissions_total")
    )
    assert industry / total < 1.0 / 3.0 < (industry + power) / total


def test_emissions_are_an_estimate(observations: Observations) -> None:
    assert latest(observations, "emissions_total").basis is Basis.ESTIMATED


@pytest.mark.parametrize("year", [2023, 2024])
def test_those_who_move_inside_sweden_move_in_as_many_as_they_move_out(observations: Observations, year: int) -> None:
    assert country(observations, "net_sweden", year) == 0.0
    assert np.nansum(observations.series("net_county").in_year(year)) == 0.0
    assert country(observations, "net_migration", year) == country(observations, "net_abroad", year)


@pytest.mark.parametrize("year", [2023, 2024])
def test_those_who_move_inside_a_county_net_to_zero_in_it(
    observations: Observations, catalogue: Catalogue, year: int
) -> None:
    net = observations.series("net_county").in_year(year)
    for region in catalogue.places.regions:
        members = [net[place.index] for place in catalogue.places.members_of(region)]
        assert np.nansum(members) == 0.0


def test_the_country_grows_by_its_surplus_of_births_and_of_moves(observations: Observations) -> None:
    """SCB also makes a small correction: births and moves tell the growth of 2024 to within 2,000 people."""
    growth = country(observations, "population", 2024) - country(observations, "population", 2023)
    told = country(observations, "natural_change", 2024) + country(observations, "net_migration", 2024)
    assert growth == pytest.approx(told, abs=2_000)


def test_2_017_localities_hold_9_09_million_people(observations: Observations) -> None:
    localities = load_localities(observations.figures)
    assert len(localities.names) == 2_017
    assert localities.population.sum() / 1e6 == pytest.approx(9.09, abs=0.005)


def test_of_264_rows_of_the_emission_registers_boilers_and_doubles_are_not_told(observations: Observations) -> None:
    sweden = observations.catalogue.places.by_code["00"]
    assert len(list_register(observations, sweden)) == 264
    told = find_sites(observations, sweden)
    assert 90 < len(told) < 130
    for boiler in ("Norrtälje Energi AB", "Vattenfall AB", "Gotlands Energi AB", "Surahammars Kommun", "Neova AB"):
        assert boiler not in {one.company for one in told}
    assert "Smurfit Kappa Kraftliner Piteå AB" in {one.company for one in told}


@pytest.mark.parametrize(
    ("code", "company", "emissions"),
    [("0581", "Holmen Paper AB", 9838.0), ("1487", "Vargön Alloys AB", 109638.0), ("1480", "Preem AB", 510727.0)],
)
def test_a_works_that_two_registers_tell_of_is_told_once(
    code: str, company: str, emissions: float, observations: Observations
) -> None:
    place = observations.catalogue.places.by_code[code]
    rows = [one for one in list_register(observations, place) if one.company == company]
    told = [one for one in find_sites(observations, place) if one.company == company]
    assert (len(rows), [one.emissions_ets for one in told]) == (2, [emissions])


def test_works_that_the_registers_have_at_the_head_office_are_told_where_they_lie(observations: Observations) -> None:
    """By common knowledge: the works of Metsä in Mariestad, Vetlanda and Hultsfred, the mines of LKAB in the north."""
    by_code = observations.catalogue.places.by_code
    told = {
        code: {
            one.name for one in find_sites(observations, by_code[code]) if one.company in {"LKAB", "METSÄ TISSUE AB"}
        }
        for code in ("1493", "0685", "0860", "2580", "2584", "2523")
    }
    assert len(told.pop("1493")) == 1
    assert told == {
        "0685": {"Nyboholms bruk"},
        "0860": {"Pauliströms bruk"},
        "2580": set(),
        "2584": {"LKAB Kiruna", "LKAB Svappavaara"},
        "2523": {"LKAB Malmberget"},
    }


def test_every_works_that_lies_elsewhere_is_a_row_of_the_registers(observations: Observations) -> None:
    catalogue = observations.catalogue
    rows = {(one.registered, one.company, one.name) for one in list_register(observations, catalogue.places.country)}
    assert {(one.code, one.company, one.site) for one in catalogue.register_sites.elsewhere} <= rows


def test_there_are_290_municipalities_and_21_regions(catalogue: Catalogue) -> None:
    assert (len(catalogue.places.municipalities), len(catalogue.places.regions)) == (290, 21)


def test_population_has_no_2020_and_no_2022_and_nothing_is_filled_in(observations: Observations) -> None:
    years = observations.series("population").years
    assert set(range(1990, 2025)) - set(years) == {2020, 2022}
    assert np.isnan(observations.series("population").in_year(2022)).all()
    assert latest(observations, "population_change_5y").period.year == 2024
    assert {2020, 2022}.isdisjoint(observations.series("population_change_5y").years)


def test_knivsta_has_no_figures_before_it_was_founded_in_2003(
    observations: Observations, place: Callable[[str], Place]
) -> None:
    row = place("0330").index
    base = observations.series("tax_base_per_inhabitant")
    assert np.flatnonzero(np.isnan(base.in_year(2002)[:290])).tolist() == [row]
    assert not np.isnan(base.in_year(2006)[:290]).any()


def test_a_region_and_the_country_are_blank_in_the_year_that_knivsta_is(
    observations: Observations, place: Callable[[str], Place]
) -> None:
    base = observations.series("tax_base_per_inhabitant").in_year(2002)
    assert np.isnan(base[place("03").index])
    assert np.isnan(base[place("00").index])
    assert not np.isnan(base[place("01").index])


def test_economic_assistance_is_missing_in_four_municipalities_while_regions_have_values_of_their_own(
    observations: Observations, catalogue: Catalogue
) -> None:
    blank = [
        place
        for place in catalogue.places.everywhere
        if observations.latest("economic_assistance", place).value is None
    ]
    assert [p.name for p in blank] == ["Nynäshamn", "Perstorp", "Nordmaling", "Kalix"]
    assert {observations.latest("economic_assistance", p).blank for p in blank} == {Blank.NOT_TOLD}


def test_the_share_who_study_ends_in_2023_while_the_table_goes_on(observations: Observations) -> None:
    series = observations.series("studying_share")
    assert series.years[-1] == 2024
    assert np.isnan(series.in_year(2024)).all()
    assert latest(observations, "studying_share").period.year == 2023
    assert latest(observations, "employment_rate").period.year == 2024


def test_gotland_has_one_combined_rate_so_its_regional_rate_is_blank(
    observations: Observations, place: Callable[[str], Place]
) -> None:
    assert observations.latest("municipal_tax_rate", place("0980")).value == pytest.approx(33.6, abs=0.5)
    assert observations.latest("regional_tax_rate", place("0980")).value is None
    assert observations.latest("regional_tax_rate", place("09")).value is None


def test_the_regional_tax_rate_is_shared_by_all_of_a_region_and_stays_measured(
    observations: Observations, catalogue: Catalogue
) -> None:
    bases = set[Basis]()
    for region in catalogue.places.regions:
        found = observations.latest("regional_tax_rate", region)
        below = {observations.latest("regional_tax_rate", p).value for p in catalogue.places.members_of(region)}
        assert below == {found.value}
        bases |= set() if found.value is None else {found.basis}
    assert bases == {Basis.MEASURED}


def test_a_mean_by_people_is_estimated_for_a_region_and_measured_for_a_municipality(
    observations: Observations, place: Callable[[str], Place]
) -> None:
    assert observations.latest("employment_rate", place("21")).basis is Basis.ESTIMATED
    assert observations.latest("employment_rate", place("2180")).basis is Basis.MEASURED
    assert observations.latest("employment_rate", place("09")).basis is Basis.MEASURED


def test_what_has_no_year_in_its_source_says_so(observations: Observations, catalogue: Catalogue) -> None:
    without = [name for name in catalogue.indicators if 0 in observations.series(name).years]
    assert without == []
    assert latest(observations, "overcrowded_share").period.year == 2022


def test_regions_add_up_to_the_country_in_every_summed_indicator(
    observations: Observations, catalogue: Catalogue
) -> None:
    summed = [name for name, entry in catalogue.indicators.items() if entry.rollup == "sum" and not entry.missing]
    assert len(summed) > 10
    for name in summed:
        values = observations.series(name).values
        np.testing.assert_allclose(values[290:311].sum(axis=0), values[311], rtol=1e-9, err_msg=name)
        np.testing.assert_allclose(values[:290].sum(axis=0), values[311], rtol=1e-9, err_msg=name)


def test_every_indicator_can_be_built(observations: Observations, catalogue: Catalogue) -> None:
    assert observations.build_all() == len(catalogue.indicators)


def test_every_blank_has_a_reason_and_every_value_is_a_number(observations: Observations, catalogue: Catalogue) -> None:
    for name in catalogue.indicators:
        for place in catalogue.places.everywhere[::13]:
            found = observations.latest(name, place)
            assert (found.value is None) == (found.blank is not None), name
            assert found.value is None or np.isfinite(found.value), name


def test_every_value_has_an_origin(observations: Observations, catalogue: Catalogue) -> None:
    for name, entry in catalogue.indicators.items():
        origins = observations.series(name).origins
        assert bool(origins) is (entry.missing is None), name
        assert all(origin.table in catalogue.tables and origin.source in catalogue.sources for origin in origins)


@pytest.mark.parametrize(
    ("file", "indicators"),
    [
        ("population_series.csv", ["population", "population_change_5y", "population_change_20y"]),
        ("population_by_age_2022.csv", ["children_1_5", "share_aged_80_plus"]),
        ("jobs_and_labour_2020_2024.csv", ["jobs_industry", "employment_rate", "jobs_industry_change"]),
        ("tax_rates_2025.csv", ["regional_tax_rate", "municipal_tax_rate"]),
    ],
)
def test_order_of_the_rows_of_a_table_is_irrelevant(
    file: str, indicators: list[str], observations: Observations, content_copy: Path
) -> None:
    path = content_copy / "figures" / file
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    mixed = np.random.default_rng(2026).permutation(len(rows))
    path.write_text("\n".join([header, *(rows[row] for row in mixed)]) + "\n", encoding="utf-8")
    again = Observations(load_catalogue(content_copy), COMPUTATIONS)
    for name in indicators:
        first, second = observations.series(name), again.series(name)
        assert first.years == second.years
        np.testing.assert_array_equal(first.basis, second.basis)
        np.testing.assert_allclose(first.values, second.values, rtol=1e-12)


def test_the_centre_of_a_municipality_is_its_largest_locality(
    observations: Observations, place: Callable[[str], Place]
) -> None:
    localities = load_localities(observations.figures)
    centres = find_centres(observations.catalogue, localities)
    row = place("2181").index
    own = np.flatnonzero(localities.municipality == row)
    largest = own[localities.population[own].argmax()]
    assert localities.names[largest] == "Sandviken"
    np.testing.assert_array_equal(centres[row], localities.points[largest])


def test_every_municipality_has_a_centre_in_sweden(observations: Observations) -> None:
    centres = find_centres(observations.catalogue, load_localities(observations.figures))
    assert centres.shape == (290, 2)
    assert ((centres > [55.0, 10.0]) & (centres < [69.5, 25.0])).all()


def test_a_stated_point_stands_for_a_municipality_inside_another_s_locality(
    observations: Observations, place: Callable[[str], Place]
) -> None:
    stated = load_stated_points(observations.catalogue)
    centres = find_centres(observations.catalogue, load_localities(observations.figures))
    assert place("0126").index in stated
    for row, point in stated.items():
        np.testing.assert_array_equal(centres[row], point)
