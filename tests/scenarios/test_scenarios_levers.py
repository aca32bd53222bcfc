"""Levers: every one is mapped, ranges hold zero unless a study says otherwise, and the choice is read as written."""

from pathlib import Path

import numpy as np
import pytest

from samspel.catalogue.loading import Catalogue, load_catalogue
from samspel.scenarios.levers import choose_levers, draw_levers, load_effects, reach_out
from samspel.scenarios.model import Model
from samspel.scenarios.parameters import load_parameters
from samspel.scenarios.sampling import sample_spread
from samspel.terms.errors import BadInputError, ContentError

SPAN = range(2025, 2040)


def test_every_lever_of_the_handbook_is_mapped_or_openly_not(catalogue: Catalogue, model: Model) -> None:
    assert set(model.effects) == set(catalogue.levers)
    assert [name for name, effect in model.effects.items() if not effect.moves]
    for effect in model.effects.values():
        assert effect.sv.why != effect.en.why, effect.lever


def test_every_range_holds_zero_well_inside(model: Model) -> None:
    for effect in model.effects.values():
        for move in effect.moves:
            marks = move.spread.marks
            assert marks[0] < 0.0 < marks[-1], effect.lever


def test_a_demand_pulls_the_levers_of_the_handbook(catalogue: Catalogue, model: Model) -> None:
    choice = choose_levers(catalogue, model.effects, ["32@2028", "emissions", "10"], 2026, SPAN)
    assert [(one.effect.lever, one.year) for one in choice.pulled] == [("retraining_rate", 2028), ("matching", 2028)]
    assert [one.effect.lever for one in choice.without_effect] == ["emissions"]
    assert choice.without_lever == ("labour-law-follow-up",)


def test_a_lever_that_two_demands_pull_counts_once_from_the_earliest_year(catalogue: Catalogue, model: Model) -> None:
    choice = choose_levers(catalogue, model.effects, ["25@2030", "26", "25"], 2027, SPAN)
    assert [(one.effect.lever, one.year, len(one.demands)) for one in choice.pulled] == [("matching", 2027, 2)]


@pytest.mark.parametrize(
    ("text", "code"),
    [("nothing", "unknown_lever"), ("99", "unknown_lever"), ("32@2060", "lever_year"), ("32@soon", "lever_year")],
)
def test_a_lever_that_cannot_be_used_is_an_error(catalogue: Catalogue, model: Model, text: str, code: str) -> None:
    with pytest.raises(BadInputError) as caught:
        choose_levers(catalogue, model.effects, [text], 2026, SPAN)
    assert caught.value.code == code


def test_a_lever_reaches_out_after_its_delay(catalogue: Catalogue, model: Model) -> None:
    choice = choose_levers(catalogue, model.effects, ["retraining_rate@2027"], 2026, SPAN)
    np.testing.assert_allclose(reach_out(choice.pulled[0], 2025, 7), [0, 0, 0, 0.5, 1, 1, 1])


def test_the_draws_of_a_lever_are_common(catalogue: Catalogue, model: Model) -> None:
    one = choose_levers(catalogue, model.effects, ["matching"], 2026, SPAN)
    two = choose_levers(catalogue, model.effects, ["in_migration", "32"], 2026, SPAN)
    first = draw_levers(one.pulled, 30, 5, 2025, 15)[0].changes["matching_rate"]
    again = draw_levers(two.pulled, 30, 5, 2025, 15)[2].changes["matching_rate"]
    assert np.array_equal(first, again)


BREACHES = [
    ('lever = "matching"', 'lever = "luck"'),
    ('parameter = "matching_rate"', 'parameter = "thick_market"'),
    ('"amcoff-2012"', '"nobody-1999"'),
    ("low = -0.02, mode = 0.0", "low = 0.03, mode = 0.0"),
    ("low = -0.02, mode = 0.0", "low = -0.01, mode = 0.0"),
    ("low = -0.02, mode = 0.0, high = 0.02", "low = -0.02, mode = 0.01, high = 0.02"),
]


@pytest.mark.parametrize(("old", "new"), BREACHES)
def test_an_effect_that_breaks_a_rule_is_named(content_copy: Path, old: str, new: str) -> None:
    path = content_copy / "lever_effects.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    catalogue = load_catalogue(content_copy)
    with pytest.raises(ContentError) as caught:
        load_effects(catalogue, load_parameters(catalogue))
    assert caught.value.facts["file"] == "lever_effects.toml"


def test_a_range_without_a_direction_has_zero_in_its_middle(model: Model) -> None:
    """Half of the draws of a lever of grade D or E are above zero, whatever the seed."""
    undirected = [effect for effect in model.effects.values() if effect.grade in "DE" and effect.moves]
    assert len(undirected) >= 9
    for effect in undirected:
        for move in effect.moves:
            drawn = sample_spread(move.spread, f"{effect.lever}{move.parameter}", 4_001, 7)
            assert abs(float(np.median(drawn))) < 0.05 * move.spread.marks[-1], effect.lever
            assert move.spread.marks[0] == -move.spread.marks[-1], effect.lever


def test_the_labour_supply_of_parents_moves_nothing(model: Model) -> None:
    assert model.effects["labour_supply_parents"].moves == []
