"""One broken file per rule of the age groups, and the groups as they are shipped."""

import pytest

from catalogue.breaches import Breach, Provoke, check_told, replace, substitute
from samspel.catalogue.loading import Catalogue

FILE = "age_groups.toml"
EXISTS = "an id that exists"
ASCEND = "ages that ascend and do not overlap"

CASES = [
    Breach(
        "age groups: a weight that is no parameter",
        replace(FILE, 'weight = "age_cost_6_15"', 'weight = "age_cost_6_16"'),
        FILE,
        "6_15.weight",
        "age_cost_6_16",
        EXISTS,
    ),
    Breach(
        "age groups: one overlaps the one before",
        replace(FILE, "first = 6", "first = 5"),
        FILE,
        "6_15.first",
        "5 to 15 after 5",
        ASCEND,
    ),
    Breach(
        "age groups: one ends before it begins",
        replace(FILE, "last = 18", "last = 15"),
        FILE,
        "16_18.first",
        "16 to 15 after 15",
        ASCEND,
    ),
    Breach(
        "age groups: ages below nought",
        replace(FILE, "first = 1\n", "first = -1\n"),
        FILE,
        "1_5.first",
        "-1 to 5 after -1",
        ASCEND,
    ),
    Breach(
        "age groups: ages beyond those of the table",
        replace(FILE, "last = 100", "last = 101"),
        FILE,
        "80_plus.last",
        "age_101",
        EXISTS,
    ),
    Breach(
        "age groups: no table has ages, which the log of changes tells first",
        substitute("figures/tables.toml", r'^id = "population_by_age"$', 'id = "population_by_size"'),
        "changes.toml",
        "population_by_age.table",
        "population_by_age",
        EXISTS,
    ),
]


@pytest.mark.parametrize("breach", CASES, ids=[breach.rule for breach in CASES])
def test_a_broken_age_group_is_told(breach: Breach, provoked: Provoke) -> None:
    check_told(breach, provoked(breach))


def test_the_shipped_groups_hold_every_age_from_one_upwards_once(catalogue: Catalogue) -> None:
    ages = [age for group in catalogue.age_groups for age in range(group.first, group.last + 1)]
    assert ages == list(range(1, 101))


def test_every_weight_is_an_assumption_that_says_so(catalogue: Catalogue) -> None:
    parameters = [catalogue.parameters[group.weight] for group in catalogue.age_groups]
    assert {parameter.basis for parameter in parameters} == {"assumed"}
    assert all(parameter.value > 0.0 for parameter in parameters)
