"""One event in several municipalities: each is run as it is by itself, as large as was asked for."""

import numpy as np
import pytest

from samspel.app.desk import Desk
from samspel.app.finding import find_place
from samspel.app.simulating import simulate
from samspel.app.simulating_beside import simulate_beside
from samspel.scenarios.shocks import parse_shock
from samspel.scenarios.simulation import Request
from samspel.terms.errors import BadInputError
from samspel.trials.beside import SideBySide, Size

ASKED = Request(shocks=(parse_shock("2027:400:industry"),), years=6, draws=50)


def set_beside(desk: Desk, *names: str, size: Size = "jobs", asked: Request = ASKED) -> SideBySide:
    return simulate_beside(desk, [find_place(desk.catalogue, name) for name in names], asked, size)


def test_each_place_has_what_it_has_by_itself(still_desk: Desk) -> None:
    beside = set_beside(still_desk, "Olofström", "Gislaved", "Olofström")
    assert [one.place.name for one in beside.tried] == ["Olofström", "Gislaved"]
    for one in beside.tried:
        alone = simulate(still_desk, one.place, ASKED)
        assert one.simulation is not None
        assert np.array_equal(one.simulation.main.effect.band("people"), alone.main.effect.band("people"))
        assert one.jobs == alone.town.jobs


def test_by_share_the_event_is_as_large_beside_each_ones_jobs(still_desk: Desk) -> None:
    first, other = set_beside(still_desk, "Olofström", "Gislaved", size="share").tried
    assert first.jobs is not None
    assert other.jobs is not None
    assert first.request.shocks == ASKED.shocks
    assert other.request.shocks[0].jobs == round(400 * other.jobs / first.jobs) != 400


def test_a_place_that_is_too_small_says_why_and_the_others_are_run(still_desk: Desk) -> None:
    small, large = set_beside(still_desk, "Dorotea", "Gislaved").tried
    assert small.simulation is None
    assert small.error is not None
    assert small.error.code == "shock_too_large"
    assert large.simulation is not None


@pytest.mark.parametrize(
    ("names", "asked", "code"),
    [
        (("Olofström",), ASKED, "beside_count"),
        (("Olofström", "Olofström"), ASKED, "beside_count"),
        (("Olofström", "Gislaved", "Gnosjö", "Sandviken", "Gävle"), ASKED, "beside_count"),
        (("Olofström", "20"), ASKED, "simulate_municipality"),
        (("Olofström", "Gislaved"), Request(), "beside_event"),
        (("Dorotea", "Bjurholm"), ASKED, "shock_too_large"),
        (("Olofström", "Gislaved"), Request(shocks=ASKED.shocks, years=0), "simulate_years"),
    ],
)
def test_what_cannot_be_run_at_all_is_an_error(
    still_desk: Desk, names: tuple[str, ...], asked: Request, code: str
) -> None:
    with pytest.raises(BadInputError) as error:
        set_beside(still_desk, *names, asked=asked)
    assert error.value.code == code
