"""Moving comes to rest: what still changes late is how jobs go on by themselves, and how those who moved grow old."""

import numpy as np
import pytest

from samspel.dynamics.jobs import INDUSTRY, no_events
from samspel.observations.building import Observations
from samspel.research.late_change import LateChange, part_late_change
from samspel.scenarios.ensembles import run_ensemble
from samspel.scenarios.model import Model
from samspel.scenarios.sampling import sample_parameters

CASES = {
    "Gällivare": -1000, "Kiruna": -1500, "Skellefteå": 3000, "Trollhättan": -2000, "Olofström": -1000,
    "Sandviken": -1500, "Borlänge": -1500, "Norrtälje": -800, "Linköping": -3000, "Pajala": -250, "Västerås": -2000,
    "Stockholm": -20000, "Oxelösund": -1000, "Gislaved": -1200,
}  # fmt: skip
"""Jobs in industry that go, or come, in the first year."""
DRAWS, LATE = 100, (25, 40)


@pytest.fixture(scope="module")
def parts(model: Model, observations: Observations) -> dict[str, LateChange]:
    places = {place.name: place for place in observations.catalogue.places.municipalities}
    draws = sample_parameters(model.parameters, DRAWS, 1)
    found = {}
    for name, jobs in CASES.items():
        town, events = model.calibration.town(places[name], LATE[1]), no_events(LATE[1])
        (events.closed if jobs < 0 else events.opened)[0, INDUSTRY] = abs(jobs)
        before = run_ensemble(town, draws, no_events(LATE[1]))
        after = run_ensemble(town, draws, events, beside=before)
        found[name] = part_late_change(before.paths, after.paths, LATE, town.labour_force)
    return found


def test_the_parts_add_up(parts: dict[str, LateChange]) -> None:
    for part in parts.values():
        assert part.whole == pytest.approx(part.work + part.waiting + part.young + part.old, abs=1e-9)


def test_those_of_working_age_are_at_rest_but_for_how_jobs_go_on(parts: dict[str, LateChange]) -> None:
    """In 15 years industry's jobs fall by some four per cent by themselves, those that are gone among them."""
    for name, part in parts.items():
        assert abs(part.work) < 0.04, name
        assert abs(part.waiting) < 0.04, name
        assert abs(part.work + part.waiting) < 0.07, name


def test_those_who_moved_are_missed_among_the_old_and_their_children_less_among_the_young(
    parts: dict[str, LateChange],
) -> None:
    for name, part in parts.items():
        assert 0.05 < part.old < 0.12, name
        assert -0.04 < part.young < 0.0, name
        assert abs(part.whole) < 0.1, name
    assert np.median([abs(part.whole) for part in parts.values()]) < 0.05
