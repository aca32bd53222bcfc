"""Income equalisation: closed forms, properties, and golden cases worked by hand from the rules."""

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.app.computed import COMPUTATIONS
from samspel.catalogue.loading import Catalogue, find_content, load_catalogue
from samspel.dynamics.arrays import Floats
from samspel.dynamics.equalisation import (
    Position,
    Rules,
    change_revenue,
    collect_revenue,
    equalise_income,
    scale_weights,
)
from samspel.economy.changes import Change
from samspel.economy.municipal_finance import Equalisation, Side, measure_equalisation, years_with_rules
from samspel.observations.building import Observations
from samspel.terms.errors import BadInputError, ContentError
from samspel.terms.origin import Basis
from samspel.terms.place import Place

Measure = Callable[[str], Equalisation]
KRONA, ORE = 1.0, 0.01
MEAN = 239_506.740_070_89
"""2,535,827,906,916 kronor of tax base (2022 per inhabitant x inhabitants 2024) / 10,587,710 inhabitants."""
FEE_PAYERS = {
    "Ekerö",
    "Täby",
    "Danderyd",
    "Sollentuna",
    "Stockholm",
    "Nacka",
    "Sundbyberg",
    "Solna",
    "Lidingö",
    "Vaxholm",
    "Vellinge",
    "Lomma",
    "Kungsbacka",
}

money = st.floats(1e3, 1e12)
shares = st.floats(0.01, 0.5)


def number(value: float) -> Floats:
    return np.asarray(value, dtype=np.float64)


def rules(own: float, grant: float, fee: float, guarantee: float = 1.15) -> Rules:
    return Rules(number(own), number(grant), number(fee), guarantee)


def position(base: float, inhabitants: float = 1.0, mean: float = 1.0) -> Position:
    return Position(number(base), number(inhabitants), mean)


@pytest.fixture(scope="module")
def measure(observations: Observations) -> Measure:
    """Measure a place by its code."""
    return lambda code: measure_equalisation(observations, observations.catalogue.places.by_code[code])


def own_side(measured: Equalisation) -> Side:
    assert measured.own is not None
    return measured.own


def change_of(changes: tuple[Change, ...], event: str) -> Change:
    return next(change for change in changes if change.id == event)


# Closed forms.


def test_a_local_base_loss_of_100_costs_21_6_and_returns_19_0() -> None:
    """Own rate 21.6, county rate 19.0: 100 x 21.6 % is lost in tax and 100 x 19.0 % comes back."""
    change = change_revenue(rules(0.216, 0.19, 0.17), position(200.0, 1.0, 300.0), position(100.0, 1.0, 300.0))
    assert change.own_tax == pytest.approx(-21.6)
    assert change.equalisation == pytest.approx(19.0)
    assert change.total == pytest.approx(-2.6)


def test_a_non_earner_who_leaves_a_grant_receiver_costs_county_rate_x_115_per_cent_x_mean() -> None:
    """20 % x 1.15 x 200 = 46."""
    change = change_revenue(rules(0.22, 0.20, 0.18), position(1500.0, 10.0, 200.0), position(1500.0, 9.0, 200.0))
    assert (float(change.own_tax), float(change.equalisation)) == pytest.approx((0.0, -46.0))


def test_a_national_fall_is_insured_by_nothing() -> None:
    """One per cent less everywhere is one per cent less revenue, for those with a grant and those with a fee."""
    for base in (100.0, 500.0):
        before, after = position(base, 1.0, 200.0), position(base * 0.99, 1.0, 198.0)
        whole = collect_revenue(rules(0.22, 0.20, 0.18), before)
        change = change_revenue(rules(0.22, 0.20, 0.18), before, after)
        assert float(change.total) == pytest.approx(-0.01 * float(whole.total))
        assert abs(float(change.own_tax)) == pytest.approx(0.01 * 0.22 * base)


def test_revenue_of_a_grant_receiver_is_its_closed_form() -> None:
    """(own rate - county rate) x base + county rate x 1.15 x mean x inhabitants."""
    revenue = collect_revenue(rules(0.216, 0.19, 0.17), position(2000.0, 10.0, 250.0))
    assert float(revenue.total) == pytest.approx((0.216 - 0.19) * 2000.0 + 0.19 * 1.15 * 250.0 * 10.0)


def test_at_the_guaranteed_base_there_is_neither_grant_nor_fee() -> None:
    assert float(equalise_income(rules(0.2, 0.19, 0.17, 1.25), position(250.0, 1.0, 200.0))) == 0.0


def test_weights_are_scaled_to_the_whole_cost() -> None:
    """10 children of weight 2 and 20 adults of weight 1 for 80 kronor: 4 a child and 2 an adult."""
    assert scale_weights(np.array([2.0, 1.0]), np.array([10.0, 20.0]), 80.0).tolist() == [4.0, 2.0]


# Properties.


@given(st.lists(st.tuples(money, st.floats(1.0, 1e6)), min_size=1, max_size=20), shares)
def test_with_one_rate_the_state_pays_the_guaranteed_surplus(bodies: list[tuple[float, float]], rate: float) -> None:
    """The sum of grants and fees is rate x 15 % of the country's base, whoever holds it."""
    base = np.array([body[0] for body in bodies])
    people = np.array([body[1] for body in bodies])
    same = np.full(len(bodies), rate)
    equalised = equalise_income(Rules(same, same, same, 1.15), Position(base, people, base.sum() / people.sum()))
    assert equalised.sum() == pytest.approx(rate * 0.15 * base.sum(), rel=1e-6, abs=1e-6 * base.sum())


@given(money, st.floats(1.0, 1e6), money, shares, shares, shares, st.floats(0.1, 10.0))
def test_twice_the_kronor_is_twice_the_revenue(
    base: float, people: float, mean: float, own: float, grant: float, fee: float, factor: float
) -> None:
    one = collect_revenue(rules(own, grant, fee), position(base, people, mean))
    more = collect_revenue(rules(own, grant, fee), position(base * factor, people, mean * factor))
    scale = factor * (base + people * mean)
    assert float(more.total) == pytest.approx(factor * float(one.total), rel=1e-9, abs=1e-9 * scale)


@given(money, st.floats(1.0, 1e6), money, shares, shares, shares)
def test_below_the_guarantee_a_grant_and_above_it_a_fee_each_at_its_own_rate(
    base: float, people: float, mean: float, own: float, grant: float, fee: float
) -> None:
    gap = 1.15 * mean * people - base
    equalised = float(equalise_income(rules(own, grant, fee), position(base, people, mean)))
    assert equalised == pytest.approx((grant if gap >= 0.0 else fee) * gap)


@given(money, st.floats(1.0, 1e6), money, money, st.floats(1.0, 1e6), money, shares, shares, shares)
def test_a_change_is_the_difference_of_its_ends_and_no_krona_is_lost(
    base: float, people: float, mean: float, base2: float, people2: float, mean2: float, own: float, g: float, f: float
) -> None:
    before, after = position(base, people, mean), position(base2, people2, mean2)
    change = change_revenue(rules(own, g, f), before, after)
    was, becomes = collect_revenue(rules(own, g, f), before), collect_revenue(rules(own, g, f), after)
    scale = base + base2 + people * mean + people2 * mean2
    assert float(change.total) == pytest.approx(float(becomes.total - was.total), abs=1e-12 * scale)


def test_n_bodies_at_once_equal_one_by_one() -> None:
    many = Rules(np.array([0.2, 0.22]), np.array([0.19, 0.2]), np.array([0.17, 0.18]), 1.15)
    where = Position(np.array([100.0, 900.0]), np.array([1.0, 2.0]), 200.0)
    one_by_one = [
        float(equalise_income(rules(0.2, 0.19, 0.17), position(100.0, 1.0, 200.0))),
        float(equalise_income(rules(0.22, 0.2, 0.18), position(900.0, 2.0, 200.0))),
    ]
    assert equalise_income(many, where).tolist() == one_by_one


# The built-in figures.


def read_column(file: str, year: int, column: str) -> dict[str, float]:
    """A column of a built-in table by code, read without the program's own readers."""
    with (find_content() / "figures" / file).open(encoding="utf-8", newline="") as rows:
        return {row["code"]: float(row[column]) for row in csv.DictReader(rows) if int(row["year"]) == year}


def test_the_mean_tax_capacity_is_the_country_s_base_by_its_inhabitants(measure: Measure) -> None:
    base = read_column("municipal_economy.csv", 2022, "tax_base_sek_per_inhabitant")
    people = read_column("population_series.csv", 2024, "population")
    whole = sum(base[code] * people[code] for code in people)
    assert (whole, sum(people.values())) == (2_535_827_906_916.0, 10_587_710.0)
    assert own_side(measure("2181")).values["mean_capacity"] == pytest.approx(whole / sum(people.values()))
    assert pytest.approx(whole / sum(people.values())) == MEAN


def test_grant_to_a_municipality_below_the_guarantee_sandviken(measure: Measure) -> None:
    """5 §: a grant of the county's rate times what lacks up to the guaranteed base.

    Base 38,360 x 220,544 = 8,460,067,840. Guarantee 1.15 x 239,506.74 x 38,360 = 10,565,600,331.
    Difference 2,105,532,491. Gävleborg's grant rate 19.31 %: grant 406,578,324.
    Own rate 21.61 %: tax 1,828,220,660. Sum 2,234,798,984, by 38,360 inhabitants: 58,258.58.
    """
    values = own_side(measure("2181")).values
    assert (values["inhabitants"], values["base_per_inhabitant"]) == pytest.approx((38_360, 220_544))
    assert values["base"] == 8_460_067_840
    assert values["guarantee"] == pytest.approx(10_565_600_331, abs=KRONA)
    assert values["gap"] == pytest.approx(2_105_532_491, abs=KRONA)
    assert (values["grant_rate"], values["own_rate"]) == pytest.approx((19.31, 21.61))
    assert values["grant"] == pytest.approx(406_578_324, abs=KRONA)
    assert values["own_tax"] == pytest.approx(1_828_220_660, abs=KRONA)
    assert values["revenue"] == pytest.approx(2_234_798_984, abs=KRONA)
    assert values["per_inhabitant"] == pytest.approx(58_258.58, abs=ORE)


def test_what_changes_mean_to_a_grant_receiver_and_its_region_sandviken(measure: Measure) -> None:
    """The income of 2024 is 390,200: 21.61 % of it is 84,322.22, of which 19.31 % = 75,347.62 comes back.

    To Region Gävleborg 11.51 % = 44,912.02, of which 9.77 % = 38,122.54 comes back. Both: -15,764.08.
    A non-earner: 19.31 % x 1.15 x 239,506.74 = 53,186.06, and in the region 9.77 % x 275,432.75 = 26,909.78.
    One per cent of 8,460,067,840 is 84,600,678.40: 21.61 % = 18,282,206.60, back 19.31 % = 16,336,391.00.
    In the whole country one per cent of all: -22,347,989.84.
    """
    measured = measure("2181")
    own, region = own_side(measured), measured.region
    assert region is not None
    assert region.body.code == "21"
    wage, other = change_of(own.changes, "lost_wage"), change_of(region.changes, "lost_wage")
    assert (wage.own_tax, wage.equalisation) == pytest.approx((-84_322.22, 75_347.62))
    assert (other.own_tax, other.equalisation) == pytest.approx((-44_912.02, 38_122.54))
    assert change_of(measured.together, "lost_wage").net == pytest.approx(-15_764.08, abs=ORE)
    assert change_of(own.changes, "lost_non_earner").net == pytest.approx(-53_186.06, abs=ORE)
    assert change_of(region.changes, "lost_non_earner").net == pytest.approx(-26_909.78, abs=ORE)
    assert change_of(own.changes, "lost_inhabitant").net == pytest.approx(-own.values["per_inhabitant"], abs=ORE)
    local = change_of(own.changes, "local_fall")
    assert (local.own_tax, local.equalisation) == pytest.approx((-18_282_206.60, 16_336_391.00))
    assert change_of(own.changes, "national_fall").net == pytest.approx(-22_347_989.84, abs=KRONA)
    assert own.insured == pytest.approx(19.31 / 21.61)


def test_fee_from_a_municipality_above_the_guarantee_danderyd(measure: Measure) -> None:
    """6 §: a fee at the lower rate.

    Base 32,425 x 441,144 = 14,304,094,200. Guarantee 275,432.75 x 32,425 = 8,930,906,954.
    Above it 5,373,187,246. Stockholm's fee rate 16.98 %: 912,367,194. Own rate 18.25 %: 2,610,497,192.
    Left 1,698,129,997, by 32,425: 52,371.01.
    """
    side = own_side(measure("0162"))
    assert not side.is_receiver
    assert side.values["base"] == 14_304_094_200
    assert side.values["gap"] == pytest.approx(-5_373_187_246, abs=KRONA)
    assert side.values["fee_rate"] == pytest.approx(16.98)
    assert side.values["fee"] == pytest.approx(-912_367_194, abs=KRONA)
    assert side.values["own_tax"] == pytest.approx(2_610_497_192, abs=KRONA)
    assert side.values["per_inhabitant"] == pytest.approx(52_371.01, abs=ORE)
    assert side.insured == pytest.approx(16.98 / 18.25)


def test_fee_from_a_region_stockholm(measure: Measure) -> None:
    """The base of the 26 municipalities is 709,436,110,541. Guarantee 275,432.75 x 2,473,307 = 681,229,751,279.

    Above it 28,206,359,262. The region's fee rate 9.51 %: 2,682,424,766. Own rate 12.38 %: 87,828,190,485.
    """
    measured = measure("01")
    side = own_side(measured)
    assert side.values["base"] == 709_436_110_541
    assert side.values["fee"] == pytest.approx(-2_682_424_766, abs=KRONA)
    assert side.values["own_tax"] == pytest.approx(87_828_190_485, abs=KRONA)
    assert (measured.region, measured.together, measured.ages) == (None, (), None)
    assert measured.mean_share == pytest.approx(1.15 * 2_473_307 / 10_587_710)


def test_gotland_is_municipality_and_region_at_once(measure: Measure) -> None:
    """2 §: 60,971 x 204,284 = 12,455,399,764. Guarantee 275,432.75 x 60,971 = 16,793,410,266; lacking 4,338,010,502.

    19.60 + 9.48 = 29.08 %: grant 1,261,493,454. Own rate 33.60 %: 4,185,014,321.
    """
    measured = measure("0980")
    side = own_side(measured)
    assert side.roles == ("municipality", "region")
    assert side.values["grant_rate"] == pytest.approx(29.08)
    assert side.values["grant"] == pytest.approx(1_261_493_454, abs=KRONA)
    assert side.values["own_tax"] == pytest.approx(4_185_014_321, abs=KRONA)
    assert measured.region is None
    assert measured.ages is not None


def test_gotland_asked_for_as_a_county_is_the_same_body(measure: Measure) -> None:
    assert measure("09") == measure("0980")


def test_a_resident_of_skelleftea_is_worth_about_what_others_have_said(measure: Measure) -> None:
    """The Northvolt report's average resident is worth about 62,800 kr a year to the municipality; ours 61,312.

    Municipality and region together make 91,286, well above the second-hand 65,000.
    """
    measured = measure("2482")
    assert change_of(own_side(measured).changes, "lost_inhabitant").net == pytest.approx(-61_312, abs=KRONA)
    assert pytest.approx(61_312, rel=0.03) == 62_800
    assert change_of(measured.together, "lost_inhabitant").net == pytest.approx(-91_286, abs=KRONA)


def test_every_place_conserves_its_kronor(observations: Observations, catalogue: Catalogue) -> None:
    for place in (*catalogue.places.municipalities, *catalogue.places.regions):
        measured = measure_equalisation(observations, place)
        side = own_side(measured)
        values = side.values
        assert measured.missing == (), place.name
        assert values["own_tax"] + values["grant" if side.is_receiver else "fee"] == pytest.approx(values["revenue"])
        whole = change_of(side.changes, "national_fall")
        assert whole.net == pytest.approx(-0.01 * values["revenue"]), place.name
        assert change_of(side.changes, "local_fall").net > whole.net, place.name


def test_thirteen_municipalities_and_one_region_pay_a_fee(observations: Observations, catalogue: Catalogue) -> None:
    def payers(places: tuple[Place, ...]) -> set[str]:
        return {place.name for place in places if not own_side(measure_equalisation(observations, place)).is_receiver}

    assert payers(catalogue.places.municipalities) == FEE_PAYERS
    assert payers(catalogue.places.regions) == {"Stockholm"}


def test_a_region_is_the_sum_of_its_municipalities(measure: Measure, catalogue: Catalogue) -> None:
    members = [
        own_side(measure(place.code)).values for place in catalogue.places.members_of(catalogue.places.by_code["21"])
    ]
    region = own_side(measure("21")).values
    for step in ("inhabitants", "base", "guarantee", "gap"):
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
    for step in own_side(measure("2181")).steps:
        assert step.origins, step.id
        assert step.year in {2022, 2023, 2024, 2025}, step.id
    bases = {step.id: step.basis for step in own_side(measure("21")).steps}
    assert (bases["inhabitants"], bases["base_per_inhabitant"]) == (Basis.MEASURED, Basis.ESTIMATED)


# Cost by age.


def test_the_ages_of_the_country_call_for_its_reported_cost(measure: Measure, catalogue: Catalogue) -> None:
    """Over all municipalities the costs add up to the reported expenditure, kronor for kronor."""
    cost = read_column("municipal_economy.csv", 2022, "expenditure_sek_per_inhabitant")
    people = read_column("population_series.csv", 2024, "population")
    reckoned = 0.0
    for place in catalogue.places.municipalities:
        ages = measure(place.code).ages
        assert ages is not None
        reckoned += ages.here * people[place.code]
    assert reckoned == pytest.approx(sum(cost[code] * people[code] for code in people))


def test_people_by_group_are_scaled_to_the_year_end_and_lack_only_the_infants(measure: Measure) -> None:
    """Sandviken 2022: 39,136 people by age, of whom the groups hold all but those under one."""
    ages = measure("2181").ages
    assert ages is not None
    assert sum(cost.people for cost in ages.groups) < 38_360
    assert sum(cost.people for cost in ages.groups) == pytest.approx(38_360, rel=0.015)
    assert ages.basis is Basis.ASSUMED
    assert ages.difference == pytest.approx(ages.here - ages.country)


def test_an_older_place_calls_for_more(measure: Measure) -> None:
    old, young = measure("2326").ages, measure("0183").ages  # Berg, Sundbyberg
    assert old is not None
    assert young is not None
    assert old.difference > 0.0 > young.difference


# Years, and figures that are missing.


def test_rules_begin_when_both_county_rates_and_tax_rates_are_known(observations: Observations) -> None:
    assert years_with_rules(observations) == (2025,)


@pytest.mark.parametrize("year", [2023, 2024, 2026])
def test_a_year_without_rules_is_told(observations: Observations, year: int) -> None:
    place = observations.catalogue.places.by_code["2181"]
    with pytest.raises(BadInputError) as caught:
        measure_equalisation(observations, place, year)
    assert caught.value.code == "no_rules"
    assert caught.value.facts == {"year": year, "years": "2025"}


def test_the_year_asked_for_is_the_default_when_it_is_the_latest(observations: Observations) -> None:
    place = observations.catalogue.places.by_code["2181"]
    assert measure_equalisation(observations, place, 2025) == measure_equalisation(observations, place)


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
    for code in ("2181", "0162"):  # nobody has a mean to compare with
        measured = measure_equalisation(observations, observations.catalogue.places.by_code[code])
        assert measured.own is None
        assert [(found.indicator, found.place.code) for found in measured.missing] == [
            ("tax_base_per_inhabitant", "2181")
        ]


def test_a_place_without_its_own_rate_says_so(content_copy: Path) -> None:
    observations = blank_out(content_copy, "tax_rates_2025.csv", "2181", "municipal_tax_rate_pct")
    measured = measure_equalisation(observations, observations.catalogue.places.by_code["2181"])
    assert measured.own is None
    assert [found.indicator for found in measured.missing] == ["municipal_tax_rate"]


def test_without_the_regional_rate_the_region_s_side_is_left_out(content_copy: Path) -> None:
    observations = blank_out(content_copy, "tax_rates_2025.csv", "2181", "regional_tax_rate_pct")
    measured = measure_equalisation(observations, observations.catalogue.places.by_code["2181"])
    assert own_side(measured).roles == ("municipality",)
    assert (measured.region, measured.together) == (None, ())
    assert [(found.indicator, found.place.code) for found in measured.missing] == [("regional_tax_rate", "21")]


def test_without_an_income_the_lost_wage_is_left_out(content_copy: Path) -> None:
    observations = blank_out(content_copy, "jobs_and_labour_2020_2024.csv", "2181,2024", "income_tsek")
    measured = measure_equalisation(observations, observations.catalogue.places.by_code["2181"])
    assert "lost_wage" not in {change.id for change in own_side(measured).changes}
    assert [found.indicator for found in measured.missing] == ["income"]


def test_without_the_costs_there_is_no_cost_by_age(content_copy: Path) -> None:
    observations = blank_out(content_copy, "municipal_economy.csv", "0114,2022", "expenditure_sek_per_inhabitant")
    assert measure_equalisation(observations, observations.catalogue.places.by_code["2181"]).ages is None


def test_a_county_without_rates_is_broken_content(content_copy: Path) -> None:
    path = content_copy / "figures" / "equalisation_county_rates.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("21,")), encoding="utf-8")
    observations = Observations(load_catalogue(content_copy), COMPUTATIONS)
    with pytest.raises(ContentError) as caught:
        measure_equalisation(observations, observations.catalogue.places.by_code["2181"])
    assert caught.value.facts["expected"] == "a row for the county 21"


def test_a_change_keeps_what_happened_when_two_sides_are_added(measure: Measure) -> None:
    measured = measure("2181")
    own = own_side(measured)
    region = measured.region
    assert region is not None
    for here, there, both in zip(own.changes, region.changes, measured.together, strict=True):
        assert both == replace(
            here, own_tax=here.own_tax + there.own_tax, equalisation=here.equalisation + there.equalisation
        )
