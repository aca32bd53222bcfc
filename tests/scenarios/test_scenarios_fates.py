"""Those who lose their jobs are somewhere a year after: four shares that sum to one, as the model's parameters say."""

import numpy as np
import pytest

from samspel.catalogue.loading import Catalogue
from samspel.scenarios.fates import share_fates
from samspel.scenarios.parameters import load_parameters

NAMES = ("resident_share", "searching_share", "left_share")


@pytest.mark.parametrize("with_hypotheses", [True, False])
def test_everybody_is_in_one_group_in_every_draw(catalogue: Catalogue, with_hypotheses: bool) -> None:
    parameters = load_parameters(catalogue)
    shares = share_fates({name: parameters[name] for name in NAMES}, 500, 1, with_hypotheses)
    assert set(shares) == {"in_work", "searching", "left", "commuters"}
    assert np.sum(list(shares.values()), axis=0) == pytest.approx(np.ones(500))
    assert all((share >= 0.0).all() for share in shares.values())
    known = {name: parameters[name].value for name in NAMES}
    assert np.median(shares["commuters"]) == pytest.approx(1.0 - known["resident_share"], abs=0.03)
    assert np.median(shares["searching"]) == pytest.approx(known["resident_share"] * known["searching_share"], abs=0.03)
