"""The dated rules: what must hold between them, the shifts of tax that the derived rates rest on, and broken files."""

from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from samspel.app.computed import COMPUTATIONS
from samspel.catalogue.loading import load_catalogue
from samspel.economy.equalisation_rules import read_rules
from samspel.observations.building import Observations
from samspel.terms.errors import ContentError

RATES_OF_1999 = {
    "01": 18.93, "03": 19.53, "04": 19.63, "05": 19.00, "06": 19.18, "07": 20.06, "08": 20.41, "10": 19.14,
    "12": 19.60, "13": 19.38, "14": 19.74, "17": 20.35, "18": 19.27, "19": 19.97, "20": 19.66, "21": 19.25,
    "22": 20.64, "23": 20.42, "24": 20.25, "25": 20.13,
}  # fmt: skip
"""The county rates of förordning (1995:1646) in the wording of SFS 1999:1029, per cent."""
READ = {2015, 2016, 2020, 2024}
"""The years from which rates were read in an ordinance."""


def test_every_year_from_2005_to_2026_has_rules(observations: Observations) -> None:
    rules = read_rules(observations)
    assert tuple(rules.years) == tuple(range(2005, 2027))
    assert len(rules.counties) == 21
    assert {one.guarantee for one in rules.years.values()} == {1.15}
    assert [year for year, one in rules.years.items() if one.first_fee_until is not None] == [2014, 2015]
    assert sum(one.factors is not None for one in rules.years.values()) == 12


def test_the_derived_rates_of_2005_are_those_of_1999_a_tenth_higher(observations: Observations) -> None:
    """Each county's chain of shifts, worked out from tax rates alone, ends at the same distance from a printed rate."""
    rules = read_rules(observations)
    chained = {code: rules.find_rates(code, 2005).grant["municipality"] for code in RATES_OF_1999}
    assert chained == {code: pytest.approx(rate + 0.10) for code, rate in RATES_OF_1999.items()}


def test_every_change_of_a_county_s_rate_is_a_shift_of_tax_in_most_of_its_municipalities(
    observations: Observations,
) -> None:
    """What the county rate changes by, the municipalities' own rates change by in the same year."""
    rules, rates = read_rules(observations), observations.series("municipal_tax_rate_course")
    places, checked = observations.catalogue.places, 0
    for code, held in rules.counties.items():
        rows = [place.index for place in places.members_of(places.by_code[code])]
        for before, after in pairwise(held):
            change = round(after.grant["municipality"] - before.grant["municipality"], 2)
            if change == 0.0 or after.since > 2022:
                continue
            steps = np.round(rates.in_year(after.since)[rows] - rates.in_year(after.since - 1)[rows], 2)
            common, number = Counter(steps.tolist()).most_common(1)[0]
            assert common == pytest.approx(change), (code, after.since)
            assert number > len(rows) / 2, (code, after.since)
            checked += 1
    assert checked > 25


def test_what_was_read_and_what_was_derived_is_told(observations: Observations) -> None:
    rules = read_rules(observations)
    for held in rules.counties.values():
        assert {one.since for one in held if one.ordinance} <= READ
        assert all(one.ordinance for one in held if one.since in READ)
        assert not held[0].ordinance


@pytest.fixture
def break_rules(content_copy: Path) -> Callable[[str, str, str], ContentError]:
    """Change a line of a table and read the rules."""

    def start(file: str, old: str, new: str) -> ContentError:
        path = content_copy / "figures" / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        observations = Observations(load_catalogue(content_copy), COMPUTATIONS)
        with pytest.raises(ContentError) as caught:
            read_rules(observations)
        return caught.value

    return start


@pytest.mark.parametrize(
    ("file", "old", "new", "key"),
    [
        ("equalisation_years.csv", "\n2010,", "\n2011,", "year"),
        ("equalisation_years.csv", "1.048,1.034,2017:899,1.083632", "1.048,1.034,2017:899,1.083642", "uprating"),
        ("equalisation_years.csv", "1.048,1.034,2017:899", ",,2017:899", "ordinance"),
        ("equalisation_years.csv", "\n2018,115,95,85,,,2087172420100", "\n2018,115,95,85,,,", "year"),
        ("equalisation_years.csv", "\n2018,115,95,85,,", "\n2018,115,95,85,60,", "first_fee_until_pct"),
        ("equalisation_county_rates.csv", "2024,19.05,10.03", "2024,19.05,10.13", "grant_region_pct"),
        ("equalisation_county_rates.csv", "2024,19.05,10.03,16.98", "2024,19.05,10.03,17.98", "fee_municipality_pct"),
        ("equalisation_county_rates.csv", "16.96,9.53,11.785", "16.96,9.53,", "first_fee_municipality_pct"),
        ("equalisation_county_rates.csv", "01,Stockholm,2024", "01,Stockholm,2015", "from_year"),
        ("equalisation_county_rates.csv", "21,Gävleborg,2005", "99,Gävleborg,2005", "from_year"),
    ],
)
def test_a_rule_that_is_broken_is_told_with_its_column(
    break_rules: Callable[[str, str, str], ContentError], file: str, old: str, new: str, key: str
) -> None:
    error = break_rules(file, old, new)
    assert (error.facts["file"], error.key) == (file, key)


def test_a_county_without_rates_is_broken_content(content_copy: Path) -> None:
    path = content_copy / "figures" / "equalisation_county_rates.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("21,")), encoding="utf-8")
    rules = read_rules(Observations(load_catalogue(content_copy), COMPUTATIONS))
    with pytest.raises(ContentError) as caught:
        rules.find_rates("21", 2025)
    assert caught.value.facts["expected"] == "a row for the county 21"


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("value = 29.08", "value = 29.18", "grant_region_pct"),
        ("value = 20.70", "value = 21.70", "fee_municipality_pct"),
    ],
)
def test_the_rates_are_held_against_what_the_content_says_of_every_county(
    content_copy: Path, old: str, new: str, key: str
) -> None:
    path = content_copy / "parameters" / "equalisation.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read_rules(Observations(load_catalogue(content_copy), COMPUTATIONS))
    assert (caught.value.facts["file"], caught.value.key) == ("equalisation_county_rates.csv", key)
