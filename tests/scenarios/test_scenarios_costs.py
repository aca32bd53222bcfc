"""What demands cost a year: counted at the place, drawn, and strictly loaded."""

import dataclasses
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from samspel.catalogue.loading import Catalogue, load_catalogue
from samspel.dynamics.town import Town
from samspel.scenarios.costs import (
    Cost,
    count_those,
    load_costs,
    load_open_costs,
    load_yardsticks,
    work_out,
    work_out_each,
)
from samspel.terms.errors import ContentError

TownOf = Callable[[str], Town]


@pytest.fixture(scope="module")
def costs(catalogue: Catalogue) -> dict[str, Cost]:
    return load_costs(catalogue)


def test_the_counted_are_those_of_the_ages_and_the_sex(costs: dict[str, Cost], town_of: TownOf) -> None:
    town = town_of("2181")
    assert count_those(costs["childcare-odd-hours"], town) == pytest.approx(float(town.people[:, 1:13].sum()))
    assert count_those(costs["menstrual-products"], town) == pytest.approx(float(town.people[0, 10:19].sum()))
    assert count_those(costs["tailored-adult-education"], town) == town.unemployed
    assert count_those(costs["sfi-matching"], town) == 1.0


def test_a_cost_without_share_is_the_amount_times_the_counted(costs: dict[str, Cost], town_of: TownOf) -> None:
    found = work_out(costs["menstrual-products"], [town_of("2181")])
    ends = np.array([found.low, found.median, found.high]) / found.count
    np.testing.assert_allclose(ends, [40.0, 60.0, 150.0], rtol=0.01)


def test_the_band_of_a_product_is_narrower_than_both_ends_at_once(costs: dict[str, Cost], town_of: TownOf) -> None:
    found = work_out(costs["childcare-odd-hours"], [town_of("2181")])
    assert found.median == pytest.approx(found.count * 0.009 * 100_000, rel=0.25)
    assert found.count * 0.004 * 70_000 < found.low < found.median < found.high < found.count * 0.025 * 200_000


def test_the_cost_follows_the_size_of_the_place(costs: dict[str, Cost], town_of: TownOf) -> None:
    town = town_of("2181")
    double = dataclasses.replace(town, people=town.people * 2.0, unemployed=town.unemployed * 2.0)
    for name, times in (("childcare-odd-hours", 2.0), ("tailored-adult-education", 2.0), ("business-office", 1.0)):
        assert work_out(costs[name], [double]).median == pytest.approx(times * work_out(costs[name], [town]).median)


def test_the_same_place_costs_the_same_each_time(costs: dict[str, Cost], town_of: TownOf) -> None:
    one, again = (work_out(costs["childcare-odd-hours"], [town_of("1060")]) for _ in range(2))
    assert one == again


def test_every_cost_says_where_it_comes_from_and_is_called_assumed(costs: dict[str, Cost]) -> None:
    for cost in costs.values():
        assert cost.basis == "assumed"
        assert cost.links
        assert all(link.startswith("https://") for link in cost.links)
        assert cost.sv.source.startswith("Samspels antagande")


BREACHES = [
    ("the unknown demand", r"\"sfi-matching\"", '"sfi"', "demand"),
    ("a demand twice", r"\"sfi-matching\"", '"childcare-odd-hours"', "also"),
    ("ages of the unemployed", r'of = "unemployed"', 'of = "unemployed"\nages = [1, 2]', "ages"),
    ("ages backwards", r"ages = \[1, 12\]", "ages = [12, 1]", "ages"),
    ("ages beyond the last", r"ages = \[1, 12\]", "ages = [1, 200]", "ages"),
    (
        "a share above one",
        r"share = \{ kind = \"lognormal\", p10 = 0.004, p50 = 0.009, p90 = 0.025 \}",
        'share = { kind = "uniform", low = 0.5, high = 1.5 }',
        "share",
    ),
    ("an amount below zero", r"low = 75000.0", "low = -75000.0", "amount"),
    ("an unknown key", r'of = "unemployed"', 'of = "unemployed"\ncolour = 1', "colour"),
    ("no links", r"links = \[.*\]", "", "links"),
]


@pytest.mark.parametrize(("_", "old", "new", "key"), BREACHES)
def test_a_breach_is_told_with_file_and_key(content_copy: Path, _: str, old: str, new: str, key: str) -> None:
    path = content_copy / "circle" / "costs.toml"
    text, count = re.subn(old, lambda match: new, path.read_text("utf-8"), count=1)
    assert count == 1
    path.write_text(text, "utf-8")
    with pytest.raises(ContentError) as caught:
        load_costs(load_catalogue(content_copy))
    assert caught.value.facts["file"] == "costs.toml"
    assert key in caught.value.key


def test_what_is_mostly_working_time_costs_a_post_for_each_such_demand(costs: dict[str, Cost], town_of: TownOf) -> None:
    town = [town_of("2181")]
    one, other = (costs[name] for name in ("work-experience-school", "regional-crisis-groups"))
    assert other.demand == "regional-crisis-groups"
    assert work_out(other, town).median == pytest.approx(work_out(one, town).median, rel=0.05)


YARDSTICK_BREACHES = [
    ('demand = "sfi-industry"', 'demand = "sfi"', "demand"),
    ('indicator = "sfi_cost"', 'indicator = "sfi"', "sfi-industry.indicator"),
    ("sfi, efter intäkter, {value}", "sfi mycket", "sfi-industry.sv"),
]


@pytest.mark.parametrize(("old", "new", "key"), YARDSTICK_BREACHES)
def test_a_breach_of_a_yardstick_is_told_with_file_and_key(content_copy: Path, old: str, new: str, key: str) -> None:
    path = content_copy / "circle" / "yardsticks.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(ContentError) as caught:
        load_yardsticks(load_catalogue(content_copy))
    assert caught.value.facts["file"] == "yardsticks.toml"
    assert caught.value.key == key


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('demand = "shift-transit"', 'demand = "shift"'),
        ('demand = "shift-transit"', 'demand = "sfi-matching"'),
        ('[[open]]\ndemand = "shift-transit"', '[[shut]]\ndemand = "shift-transit"'),
    ],
)
def test_what_an_unknown_cost_depends_on_is_told_of_every_demand_without_a_known_one(
    content_copy: Path, old: str, new: str
) -> None:
    file = content_copy / "circle" / "open_costs.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    assert len(load_open_costs(load_catalogue(content_copy))) == 32
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_open_costs(load_catalogue(content_copy))
    assert caught.value.facts["file"] == "open_costs.toml"


def test_one_more_costs_the_amount_alone(costs: dict[str, Cost]) -> None:
    each = work_out_each(costs["childcare-odd-hours"])
    np.testing.assert_allclose([each.low, each.median, each.high], [70_000.0, 100_000.0, 200_000.0], rtol=0.12)
