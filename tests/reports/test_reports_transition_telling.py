"""Words of the transition and the firm: three digits that count, no band where there is none, and no promise."""

import numpy as np
import pytest

from samspel.catalogue.loading import Catalogue
from samspel.observations.building import Observations
from samspel.reports.transition_words import (
    list_assumptions,
    list_savings,
    tell_band,
    tell_cautions,
    tell_number,
    tell_saving_short,
    tell_short,
)
from samspel.transition.plan import Transition, choose_steps, find_ground, run_transition
from samspel.transition.savings import Firm, Own, load_defaults, reckon_savings
from samspel.transition.steps import load_abatement

NO_BREAK = "\u00a0"


@pytest.mark.parametrize(
    ("measure", "value", "told"),
    [
        ("emissions", 1_584_810.0, "1 580 000"),
        ("emissions", 483.9, "484"),
        ("power", 3_987_421.0, "3 990"),
        ("power", 5_349.0, "5,3"),
        ("running", 12.4, "+12"),
        ("running", -185.2, "−185"),
        ("running", 0.2, "0"),
        ("retrained", 1_219.0, "1 220"),
    ],
)
def test_a_number_has_three_digits_that_count(catalogue: Catalogue, measure: str, value: float, told: str) -> None:
    assert tell_number(catalogue.texts["sv"], measure, value).replace(NO_BREAK, " ") == told


def test_a_band_without_width_is_one_number(catalogue: Catalogue) -> None:
    texts = catalogue.texts["sv"]
    assert tell_band(texts, "avoided", np.full(5, 7.0)) == "7"
    assert tell_band(texts, "avoided", np.arange(5.0)) == "2 (0 till 4)"


def make(observations: Observations, code: str) -> Transition:
    abatement = load_abatement(observations.catalogue)
    ground = find_ground(observations, abatement, observations.catalogue.places.by_code[code])
    return run_transition(ground, choose_steps(abatement, ground, None, 2038), 15, 50, 1)


def test_a_small_place_is_told_without_empty_bands(observations: Observations) -> None:
    told = tell_short(observations.catalogue.texts["sv"], make(observations, "0617"))
    assert "Jobben i driften ändras med 0." in told


@pytest.mark.parametrize(("code", "key"), [("0617", "no_site"), ("2580", "old_register"), ("0980", "left_out")])
def test_what_is_not_known_is_said(observations: Observations, code: str, key: str) -> None:
    texts = observations.catalogue.texts["sv"]
    begun = texts.entries[f"transition.{key}"].partition("{")[0]
    assert any(sentence.startswith(begun) for sentence in tell_cautions(texts, make(observations, code)))


def test_every_assumption_is_listed_with_basis_and_source(observations: Observations) -> None:
    transition = make(observations, "0980")
    rows = list_assumptions(observations.catalogue.texts["sv"], transition)
    assert len(rows) == 8 * len(transition.chosen) + 1
    assert all(len(row) == 5 and all(row) for row in rows)


@pytest.mark.parametrize(("cost", "key"), [(0.0, "good"), (100_000.0, "unsure"), (9e8, "bad")])
def test_whether_it_pays_is_said_by_all_three_cases(catalogue: Catalogue, cost: float, key: str) -> None:
    savings = reckon_savings(load_defaults(catalogue), Firm(100_000, 150, measures=(Own("led", cost),)))
    begun = catalogue.texts["sv"].entries[f"savings.value_{key}"].partition("}")[2]
    assert tell_saving_short(catalogue.texts["sv"], savings)[-1].endswith(begun)


def test_what_saves_nothing_is_never_paid_back(catalogue: Catalogue) -> None:
    firm = Firm(100_000, 150, hours=8760, measures=(Own("night-off", 1000.0),))
    rows = list_savings(catalogue.texts["sv"], reckon_savings(load_defaults(catalogue), firm))
    assert rows[0][4] == "aldrig"
