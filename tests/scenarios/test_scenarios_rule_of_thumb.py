"""The rule of thumb: its numbers are the model's, found on other municipalities too, and a line stands on one above."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from copies import copy_content
from samspel.catalogue.loading import Catalogue, load_catalogue
from samspel.dynamics.jobs import no_events
from samspel.observations.building import Observations
from samspel.research.rule_of_thumb import fit_rule
from samspel.scenarios.ensembles import run_ensemble
from samspel.scenarios.model import Model
from samspel.scenarios.rule_of_thumb import CLOSED, Rule, Term, apply_rule, load_rule_of_thumb, measure_terms
from samspel.scenarios.sampling import sample_parameters
from samspel.terms.errors import ContentError

EVERY, YEARS, SHARES = 15, 6, (0.01, 0.03, 0.08)
Sample = tuple[dict[Term, float], dict[tuple[str, int], float], float]


def run_samples(model: Model, observations: Observations) -> Iterator[Sample]:
    """The terms, the medians by outcome and year, and the jobs closed, of some municipalities and sizes."""
    draws = sample_parameters(model.parameters, 100, 1)
    for place in observations.catalogue.places.municipalities[1::EVERY]:
        town = model.calibration.town(place, YEARS)
        before = run_ensemble(town, draws, no_events(YEARS))
        for share in SHARES:
            closed = share * (town.industry + town.local + town.rest)
            if closed > 0.9 * town.industry:
                continue
            events = no_events(YEARS)
            events.closed[0, 0] = closed
            after = run_ensemble(town, draws, events, beside=before)
            rules = model.rule_of_thumb.rules
            medians = {
                (rule.id, rule.after): float(np.median((after.paths[rule.id] - before.paths[rule.id])[:, rule.after]))
                for rule in rules
            }
            yield measure_terms(town, closed), medians, closed


def test_the_numbers_are_the_models(model: Model, observations: Observations) -> None:
    samples = list(run_samples(model, observations))
    assert len(samples) > 40
    afters = {rule.id: rule.after for rule in model.rule_of_thumb.rules}
    for rule in model.rule_of_thumb.rules:
        per = [closed if rule.per == CLOSED else told[rule.per, afters[rule.per]] for _, told, closed in samples]
        ratios = np.array([told[rule.id, rule.after] for _, told, _ in samples]) / np.array(per)
        terms = {name: np.array([known[name] for known, _, _ in samples]) for name in rule.terms}
        says = np.array([apply_rule(rule, 1.0, known) for known, _, _ in samples])
        spread = float(np.abs(ratios - says).mean() / np.abs(ratios).mean())
        assert spread < 0.12, f"{rule.id}: {fit_rule(rule, ratios, terms)}"


def test_a_line_by_hand() -> None:
    rule = Rule(id="people", after=5, per=CLOSED, constant=0.2, commuting_in=-0.3)
    terms: dict[Term, float] = {"commuting_in": 0.5, "outside_share": 0.0, "closed_per_commuter": 0.0}
    assert apply_rule(rule, 100.0, terms) == pytest.approx(5.0)


def test_a_line_that_stands_on_one_below_it_is_refused(tmp_path: Path, catalogue: Catalogue) -> None:
    content = copy_content(tmp_path / "content")
    path = content / "circle" / "rule_of_thumb.toml"
    path.write_text(path.read_text("utf-8").replace('per = "jobs"', 'per = "service"'), "utf-8")
    with pytest.raises(ContentError, match="service"):
        load_rule_of_thumb(load_catalogue(content))
