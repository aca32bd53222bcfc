"""The look back from 2018 at a place: bands inside each other, and how far outside."""

import pytest

from made_looks import look
from samspel.observations.building import Observations
from samspel.scenarios.model import Model
from samspel.trials.hindcast import look_back


@pytest.mark.parametrize(
    ("observed", "inside", "half", "beyond"),
    [(100, True, True, 0), (105, True, True, 0), (106, True, False, 0), (120, True, False, 0), (140, False, False, 0.5),
     (79, False, False, -0.025)],
)  # fmt: skip
def test_the_bands_and_how_far_outside(observed: float, inside: bool, half: bool, beyond: float) -> None:
    one = look(observed)
    assert (one.is_inside, one.is_in_half) == (inside, half)
    assert one.beyond == pytest.approx(beyond)


def test_the_narrow_band_lies_in_the_wide_one(model: Model, observations: Observations) -> None:
    for code in ("1060", "2482", "2181"):
        looks = look_back(observations, model.calibration, observations.catalogue.places.by_code[code])
        assert len(looks) == 4
        for one in looks:
            assert one.low < one.quarter < one.median < one.three_quarters < one.high
            assert one.start == looks[0].start
