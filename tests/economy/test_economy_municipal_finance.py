"""Tax and equalisation of places: golden cases worked by hand from the dated rules, and what is said where figures are
missing.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from samspel.app.computed import COMPUTATIONS
from samspel.catalogue.loading import Catalogue, load_catalogue
from samspel.economy.changes import Change
from samspel.economy.municipal_finance import Equalisation, Side, measure_equalisation
from samspel.observations.building import Observations
from samspel.terms.errors import BadInputError
from samspel.terms.origin import Basis

Measure = Callable[..., Equalisation]
KRONA, ORE = 1.0, 0.01
YEAR = 2025
"""The year whose own tax rates are built in for municipalities and regions."""
MEAN = 282_095.856
"""2,772,046,619,500 kronor of tax base x 1.031 x 1.045 / 10,587,143 inhabitants."""


@pytest.fixture(scope="module")
def measure(observations: Observations) -> Measure:
    """Measure a place by its code in a year."""

    def start(code: str, year: int = YEAR) -> Equalisation:
        return measure_equalisation(observations, observations.catalogue.places.by_code[code], year)

    return start


def own_side(measured: Equalisation) -> Side:
    assert measured.own is not None
    return measured.own


def change_of(changes: tuple[Change, ...], event: str) -> Change:
    return next(change for change in changes if change.id == event)


def test_a_grant_line_by_line_sandviken_2018(measure: Measure) -> None:
    """3-5 §§: people on 1 November ten twelfths of the way from the end of 2016 to that of 2017.

    Base 7,536,447,900 x 1.048 x 1.034 = 8,166,736,111. Guarantee 1.15 x 223,841.97 x 39,207.33 = 10,092,683,860.
    Difference 1,925,947,749 x 19.31 % = 371,900,510, by people 9,485.48. Own rate 21.61 %: 1,764,831,674.
    """
    values = own_side(measure("2181", 2018)).values
    assert values["uprating"] == pytest.approx(1.048 * 1.034)
    assert values["uprated_base"] == pytest.approx(values["base"] * 1.048 * 1.034)
    assert values["uprated_base"] == pytest.approx(8_166_736_111, abs=KRONA)
    assert values["guarantee"] == pytest.approx(10_092_683_860, abs=KRONA)
    assert values["gap"] == pytest.approx(1_925_947_749, abs=KRONA)
    assert (values["grant_rate"], values["own_rate"]) == pytest.approx((19.31, 21.61))
    assert values["grant"] == pytest.approx(371_900_510, abs=KRONA)
    assert values["grant_each"] == pytest.approx(9_485.48, abs=ORE)
    assert values["own_tax"] == pytest.approx(1_764_831_674, abs=KRONA)


def test_a_published_outcome_stands_beside_the_reckoning_orebro_2026(measure: Measure) -> None:
    """39,951,388,600 x 1.085541 / 160,753 = 269,785.76; 19 % of what lacks to 337,569.57 is 12,878.93. SCB: 12,880."""
    side = own_side(measure("1880", 2026))
    assert side.values["base"] == pytest.approx(39_951_388_600)
    assert side.values["inhabitants"] == 160_753
    assert side.values["grant_each"] == pytest.approx(12_878.93, abs=0.5)
    assert side.values["published"] == 12_880
    bases = {step.id: step.basis for step in side.steps}
    assert (bases["base"], bases["inhabitants"], bases["grant_each"]) == (
        Basis.MEASURED,
        Basis.CALCULATED,
        Basis.CALCULATED,
    )


def test_a_fee_danderyd_2018(measure: Measure) -> None:
    """6 §: above the guarantee 4,589,494,872 x Stockholm's fee rate 16.98 % = 779,296,229."""
    side = own_side(measure("0162", 2018))
    assert not side.is_receiver
    assert side.values["gap"] == pytest.approx(-4_589_494_872, abs=KRONA)
    assert side.values["fee_rate"] == pytest.approx(16.98)
    assert side.values["fee"] == pytest.approx(-779_296_229, abs=KRONA)
    assert side.insured == pytest.approx(16.98 / 17.35)


def test_the_fee_of_2014_has_two_rates_danderyd(measure: Measure) -> None:
    """Base 11,146,712,858; mean 196,650.01 x 32,178.33 people = 6,327,869,591: guarantee 7,277,050,030, 125 per cent
    7,909,836,989. To there 11.785 %, above it 16.96 %: 74,573,944 + 548,974,182 = 623,548,125.
    """
    values = own_side(measure("0162", 2014)).values
    first, rest = 632_786_959 * 0.11785, (11_146_712_858 - 7_909_836_989) * 0.1696
    assert values["fee"] == pytest.approx(-(first + rest), rel=1e-5)
    assert values["fee_rate"] == pytest.approx(16.96)


def test_a_region_without_its_rate_shows_the_equalisation_alone(measure: Measure) -> None:
    """Gävleborg 2018: 14,543,208,895 x 9.77 % = 1,420,871,509."""
    side = own_side(measure("21", 2018))
    assert side.values["grant"] == pytest.approx(1_420_871_509, abs=KRONA)
    assert "own_tax" not in side.values
    assert side.changes == ()


def test_what_changes_mean_to_a_grant_receiver_and_its_region_sandviken(measure: Measure) -> None:
    """The income of 2024 is 390,200: 21.61 % of it is 84,322.22, of which 19.31 % = 75,347.62 comes back.

    To Region Gävleborg 11.51 % = 44,912.02, of which 9.77 % = 38,122.54 comes back. Both: -15,764.08.
    A non-earner: 19.31 % x 1.15 x 282,095.86 = 62,643.62, and in the region 9.77 % x 324,410.23 = 31,694.88.
    """
    measured = measure("2181")
    own, region = own_side(measured), measured.region
    assert region is not None
    assert own.values["mean_capacity"] == pytest.approx(MEAN, abs=ORE)
    wage, other = change_of(own.changes, "lost_wage"), change_of(region.changes, "lost_wage")
    assert (wage.own_tax, wage.equalisation) == pytest.approx((-84_322.22, 75_347.62))
    assert (other.own_tax, other.equalisation) == pytest.approx((-44_912.02, 38_122.54))
    assert change_of(measured.together, "lost_wage").net == pytest.approx(-15_764.08, abs=ORE)
    assert change_of(own.changes, "lost_non_earner").net == pytest.approx(-62_643.62, abs=ORE)
    assert change_of(region.changes, "lost_non_earner").net == pytest.approx(-31_694.88, abs=ORE)
    assert change_of(own.changes, "lost_inhabitant").net == pytest.approx(-own.values["per_inhabitant"], abs=ORE)
    assert own.insured == pytest.approx(19.31 / 21.61)


def test_gotland_is_municipality_and_region_at_once(measure: Measure) -> None:
    """2 §: 19.60 + 9.48 = 29.08 %; 3,611,896,026 x 29.08 % = 1,050,339,364."""
    side = own_side(measure("0980", 2018))
    assert side.roles == ("municipality", "region")
    assert side.values["grant_rate"] == pytest.approx(29.08)
    assert side.values["grant"] == pytest.approx(1_050_339_364, abs=KRONA)
    assert measure("09", 2018) == measure("0980", 2018)


def test_a_resident_of_skelleftea_is_worth_about_what_others_have_said(measure: Measure) -> None:
    """The Northvolt report's average resident is worth about 62,800 kr a year to the municipality."""
    assert own_side(measure("2482", 2022)).values["per_inhabitant"] == pytest.approx(62_800, rel=0.05)


@pytest.mark.parametrize("year", [2005, 2014, 2025, 2026])
def test_every_place_conserves_its_kronor(observations: Observations, catalogue: Catalogue, year: int) -> None:
    for place in (*catalogue.places.municipalities[::7], *catalogue.places.regions):
        measured = measure_equalisation(observations, place, year)
        side = own_side(measured)
        values = side.values
        if not side.changes:
            continue
        equalised = values["grant" if side.is_receiver else "fee"]
        assert values["own_tax"] + equalised == pytest.approx(values["revenue"])
        whole = change_of(side.changes, "national_fall")
        assert whole.net == pytest.approx(-0.01 * values["revenue"]), place.name
        assert change_of(side.changes, "local_fall").net > whole.net, place.name


def test_a_region_is_the_sum_of_its_municipalities(measure: Measure, catalogue: Catalogue) -> None:
    members = [
        own_side(measure(place.code)).values for place in catalogue.places.members_of(catalogue.places.by_code["21"])
    ]
    region = own_side(measure("21")).values
    for step in ("inhabitants", "base", "uprated_base", "guarantee", "gap"):
        assert sum(values[step] for values in members) == pytest.approx(region[step])


def test_the_region_s_side_of_the_national_fall_adds_up_over_its_municipalities(
    measure: Measure, catalogue: Catalogue
) -> None:
    total = 0.0
    for place in catalogue.places.members_of(catalogue.places.by_code["21"]):
        region = measure(place.code).region
        assert region is not None
        total += change_of(region.changes, "national_fall").net
    assert total == pytest.approx(change_of(own_side(measure("21")).changes, "national_fall").net)


def test_every_step_has_its_basis_period_and_origins(measure: Measure) -> None:
    for code, year in (("2181", 2026), ("1880", 2005), ("21", 2018)):
        for step in own_side(measure(code, year)).steps:
            assert step.origins, step.id
            assert step.year <= year, step.id
    bases = {step.id: step.basis for step in own_side(measure("2181", 2026)).steps}
    assert (bases["inhabitants"], bases["base"], bases["uprating"]) == (
        Basis.ESTIMATED,
        Basis.ESTIMATED,
        Basis.CALCULATED,
    )
    assert {step.id: step.basis for step in own_side(measure("2181", 2018)).steps}["uprating"] is Basis.LAW


# Cost by age.


def test_the_ages_of_the_country_call_for_its_reported_cost(measure: Measure, catalogue: Catalogue) -> None:
    """Over all municipalities the costs add up to the reported expenditure, and a place has its share of the people."""
    ages = [measure(place.code).ages for place in catalogue.places.municipalities]
    people = [own_side(measure(place.code)).values["inhabitants"] for place in catalogue.places.municipalities]
    reckoned = sum(found.here * number for found, number in zip(ages, people, strict=True) if found is not None)
    assert None not in ages
    assert reckoned == pytest.approx(sum(people) * ages[0].country)  # type: ignore[union-attr]


def test_people_by_group_lack_only_the_infants(measure: Measure) -> None:
    measured = measure("2181")
    ages, people = measured.ages, own_side(measured).values["inhabitants"]
    assert ages is not None
    assert 0.985 * people < sum(cost.people for cost in ages.groups) < people
    assert ages.basis is Basis.ASSUMED
    assert ages.difference == pytest.approx(ages.here - ages.country)


def test_an_older_place_calls_for_more(measure: Measure) -> None:
    old, young = measure("2326").ages, measure("0183").ages  # Berg, Sundbyberg
    assert old is not None
    assert young is not None
    assert old.difference > 0.0 > young.difference


def test_years_before_the_ages_have_no_cost_by_age(measure: Measure) -> None:
    assert measure("2181", 2022).ages is None
    assert measure("2181", 2023).ages is not None


# Years, and figures that are missing.


@pytest.mark.parametrize("year", [2004, 2027])
def test_a_year_without_rules_is_told(measure: Measure, year: int) -> None:
    with pytest.raises(BadInputError) as caught:
        measure("2181", year)
    assert caught.value.code == "no_rules"
    assert caught.value.facts == {"year": year, "years": "2005–2026"}


def test_the_latest_year_is_the_default_with_the_latest_own_rate(observations: Observations) -> None:
    measured = measure_equalisation(observations, observations.catalogue.places.by_code["2181"])
    assert (measured.year, own_side(measured).footing.rate_year) == (2026, 2025)


def test_the_own_rate_is_the_latest_up_to_the_year(measure: Measure) -> None:
    years = {year: own_side(measure("2181", year)).footing.rate_year for year in (2010, 2022, 2024, 2025)}
    assert years == {2010: 2010, 2022: 2022, 2024: 2022, 2025: 2025}


def test_a_wage_of_later_years_is_not_shown(measure: Measure) -> None:
    measured = measure("2181", 2012)
    assert "lost_wage" not in {change.id for change in own_side(measured).changes}
    assert {found.indicator for found in measured.missing} == {"income", "regional_tax_rate"}


def test_the_country_has_no_equalisation(observations: Observations) -> None:
    with pytest.raises(BadInputError, match="equalise country"):
        measure_equalisation(observations, observations.catalogue.places.country)


def blank_out(content: Path, file: str, row: str, column: str) -> Observations:
    """Observations of a copy of the content in which a cell is empty; `row` is how the row begins."""
    path = content / "figures" / file
    lines = path.read_text(encoding="utf-8").splitlines()
    at = lines[0].split(",").index(column)
    number_of_row = next(number for number, line in enumerate(lines) if line.startswith(row))
    cells = lines[number_of_row].split(",")
    lines[number_of_row] = ",".join([*cells[:at], "", *cells[at + 1 :]])
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return Observations(load_catalogue(content), COMPUTATIONS)


def test_a_place_without_a_tax_base_says_so(content_copy: Path) -> None:
    tables = content_copy / "figures" / "tables.parquet"
    rows = pl.read_parquet(tables)
    is_base = (pl.col("table") == "tax_capacity") & (pl.col("code") == "2181") & (pl.col("year") == 2023)
    tables.unlink()
    rows.filter(~is_base).write_parquet(tables)
    observations = Observations(load_catalogue(content_copy), COMPUTATIONS)
    for code, is_known in (("2181", False), ("0162", True)):  # the country's mean does not hang on one place
        measured = measure_equalisation(observations, observations.catalogue.places.by_code[code], YEAR)
        assert (measured.own is not None) == is_known
        missing = [(found.indicator, found.place.code) for found in measured.missing]
        assert missing == ([] if is_known else [("tax_base_per_inhabitant", "2181")])


def test_a_place_without_the_year_s_own_rate_takes_the_latest_before_it(content_copy: Path) -> None:
    observations = blank_out(content_copy, "tax_rates_2025.csv", "2181", "municipal_tax_rate_pct")
    measured = measure_equalisation(observations, observations.catalogue.places.by_code["2181"], YEAR)
    assert own_side(measured).footing.rate_year == 2022


def test_without_the_regional_rate_the_region_s_side_is_left_out(measure: Measure) -> None:
    measured = measure("2181", 2018)
    assert (measured.region, measured.together) == (None, ())
    assert ("regional_tax_rate", "21") in [(found.indicator, found.place.code) for found in measured.missing]


def test_without_the_costs_there_is_no_cost_by_age(content_copy: Path) -> None:
    observations = blank_out(content_copy, "municipal_economy.csv", "0114,2022", "expenditure_sek_per_inhabitant")
    assert measure_equalisation(observations, observations.catalogue.places.by_code["2181"], YEAR).ages is None


def test_a_change_keeps_what_happened_when_two_sides_are_added(measure: Measure) -> None:
    measured = measure("2181")
    own = own_side(measured)
    region = measured.region
    assert region is not None
    for here, there, both in zip(own.changes, region.changes, measured.together, strict=True):
        assert both == replace(
            here, own_tax=here.own_tax + there.own_tax, equalisation=here.equalisation + there.equalisation
        )
