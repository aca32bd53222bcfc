"""Those who lose their jobs are somewhere a year after: five shares that sum to one, by the model's own step."""

from collections.abc import Callable

import numpy as np
import pytest

from samspel.dynamics.town import Town
from samspel.scenarios.fates import share_fates
from samspel.scenarios.model import Model

RUN = (500, 1)
GROUPS = ("in_work", "searching", "outside", "left", "commuters")


@pytest.mark.parametrize("with_hypotheses", [True, False])
def test_everybody_is_in_one_group_in_every_draw(
    model: Model, town_of: Callable[[str], Town], with_hypotheses: bool
) -> None:
    town = town_of("1860")
    shares = share_fates(town, model.parameters, 300.0, RUN, with_hypotheses)
    assert tuple(shares) == GROUPS
    assert np.sum(list(shares.values()), axis=0) == pytest.approx(np.ones(500))
    assert all((share >= 0.0).all() for share in shares.values())
    held = (1.0 - town.commuting_in) ** model.parameters["residents_power"].value
    assert np.median(shares["commuters"]) == pytest.approx(1.0 - held, abs=0.03)


def test_where_few_commute_and_many_lose_their_jobs_more_are_without_work(
    model: Model, town_of: Callable[[str], Town]
) -> None:
    far, near, few = (
        np.median(share_fates(town_of(code), model.parameters, lost, RUN, True)["searching"])
        for code, lost in (("2523", 1000.0), ("1488", 1000.0), ("2523", 50.0))
    )
    assert far > 2 * near
    assert far > 1.5 * few
