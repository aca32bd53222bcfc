"""Draws: quantiles that are met, strata each hit once, and common random numbers."""

from pathlib import Path

import msgspec
import numpy as np
import pytest

from samspel.catalogue.loading import Catalogue, load_catalogue
from samspel.scenarios.model import Model
from samspel.scenarios.parameters import Spread, hypotheses, load_parameters
from samspel.scenarios.sampling import sample_parameters, sample_spread, sample_strata, spread_out
from samspel.terms.errors import ContentError

LOGNORMAL = Spread(kind="lognormal", p10=0.3, p50=1.0, p90=2.0)
TRIANGLE = Spread(kind="triangular", low=1.0, mode=2.0, high=5.0)


@pytest.mark.parametrize("kind", ["normal", "lognormal"])
def test_all_three_quantiles_are_met(kind: str) -> None:
    spread = msgspec.structs.replace(LOGNORMAL, kind=kind)
    np.testing.assert_allclose(spread_out(spread, np.array([0.1, 0.5, 0.9])), [0.3, 1.0, 2.0])


def test_a_triangle_and_a_uniform_have_their_closed_forms() -> None:
    np.testing.assert_allclose(spread_out(TRIANGLE, np.array([0.0, 0.25, 1.0])), [1.0, 2.0, 5.0])
    np.testing.assert_allclose(spread_out(Spread(kind="uniform", low=2.0, high=4.0), np.array([0.25])), [2.5])


def test_every_stratum_is_hit_once() -> None:
    points = sample_strata("a", 500, 3)
    assert sorted((points * 500).astype(int)) == list(range(500))


def test_the_same_seed_and_name_give_the_same_bits_and_others_do_not() -> None:
    assert np.array_equal(sample_spread(TRIANGLE, "a", 50, 1), sample_spread(TRIANGLE, "a", 50, 1))
    assert not np.array_equal(sample_spread(TRIANGLE, "a", 50, 1), sample_spread(TRIANGLE, "b", 50, 1))
    assert not np.array_equal(sample_spread(TRIANGLE, "a", 50, 1), sample_spread(TRIANGLE, "a", 50, 2))


def test_one_more_parameter_leaves_the_others_as_they_were(model: Model) -> None:
    fewer = {name: record for name, record in model.parameters.items() if name != "mortality_level"}
    whole = sample_parameters(model.parameters, 40, 7)
    for name, values in sample_parameters(fewer, 40, 7).items():
        assert np.array_equal(values, whole[name]), name


def test_parameters_are_nearly_uncorrelated(model: Model) -> None:
    drawn = sample_parameters(model.parameters, 1000, 1)
    spread = np.array([values for values in drawn.values() if np.ptp(values) > 0])
    off = np.corrcoef(spread) - np.eye(len(spread))
    assert np.abs(off).max() < 0.15


def test_the_shares_of_the_displaced_stay_in_the_prior(model: Model) -> None:
    drawn = sample_parameters(model.parameters, 2000, 1)
    work = 1.0 - drawn["searching_share"] - drawn["left_share"]
    low, high = np.quantile(work, [0.1, 0.9])
    assert 0.6 <= low <= high <= 0.85
    assert work.min() > 0.4


def test_every_parameter_has_a_source_a_grade_and_both_languages(model: Model) -> None:
    for record in model.parameters.values():
        assert record.source, record.id
        assert record.sv.name != record.en.name, record.id
        assert record.sv.reason, record.id
        marks = () if record.spread is None else record.spread.marks
        assert not marks or marks[0] <= record.value <= marks[-1], record.id
    assert hypotheses(model.parameters) == ("unmet_unfilled",)


BREACHES = [
    ('kind = "uniform", low = 0.3, high = 0.5', 'kind = "uniform", low = 0.5, high = 0.3'),
    ('kind = "uniform", low = 0.3, high = 0.5', 'kind = "uniform", low = 0.3, p90 = 0.5'),
    ('kind = "lognormal", p10 = 0.3', 'kind = "lognormal", p10 = -0.3'),
    ('id = "thick_pivot"', 'id = "thick_pivot"\nunknown = 1'),
    ('"athey-2024"', '"nobody-1999"'),
]


@pytest.mark.parametrize(("old", "new"), BREACHES)
def test_a_parameter_that_breaks_a_rule_is_named(content_copy: Path, old: str, new: str) -> None:
    path = content_copy / "circle" / "parameters.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_parameters(load_catalogue(content_copy))
    assert caught.value.facts["file"] == "parameters.toml"


def test_the_shipped_parameters_load(catalogue: Catalogue) -> None:
    assert len(load_parameters(catalogue)) > 40
