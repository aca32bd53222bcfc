"""The labour market's accounts: they close, nobody works in a job that is not there, and moving ends."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.dynamics.labour import (
    Balance,
    Behaviour,
    Moves,
    Workforce,
    add_luck,
    balance_usual,
    balance_work,
    hold_jobs,
    lost_wages,
    mix_loss,
    start_workforce,
    step_workforce,
    take_up,
)

Floats = npt.NDArray[np.float64]
EMPLOYABLE = 0.4
NEW = 3
"""Years that those who come are newcomers."""


def one(value: float) -> Floats:
    return np.array([value])


def behaviour(**changed: float) -> Behaviour:
    values = {
        "resident": 0.7, "searching": 0.2, "left": 0.06, "rootless": 0.3, "withdrawn": 0.2,
        "matching": 0.45, "uprooted": 0.0, "pool": 0.4, "homecoming": 0.5, "moving": 0.3, "fewer": 0.5,
        "household": 1.5, "room": 0.4, "loss": 0.1, "recovery": 0.3,
    }  # fmt: skip
    return Behaviour(**{name: one(value) for name, value in {**values, **changed}.items()})


def usual(force: float = 5000.0, idle: float = 300.0, jobs: float = 6000.0, share_in: float = 0.3) -> Balance:
    return balance_usual(one(force), one(idle), one(jobs), share_in)


def check_accounts(now: Balance) -> None:
    np.testing.assert_allclose(now.in_work, now.jobs - now.commuters_in + now.commuters_out, atol=1e-6)
    np.testing.assert_allclose(now.unemployed, now.force - now.in_work, atol=1e-6)
    for part in (now.in_work, now.unemployed, now.commuters_in, now.commuters_out):
        assert part.min() >= -1e-6


def lose(jobs: float, known: Behaviour | None = None) -> tuple[Workforce, Moves]:
    """A year in which so many jobs go."""
    known = known or behaviour()
    state, before = start_workforce(1, NEW), usual()
    held = hold_jobs(one(-jobs), before, known)
    return state, step_workforce(state, before, held, before.commuters_in + before.commuters_out, known)


@given(force=st.floats(1, 1e5), idle=st.floats(0, 1e5), jobs=st.floats(0, 1e5), share=st.floats(0, 1))
def test_the_accounts_close_without_events(force: float, idle: float, jobs: float, share: float) -> None:
    check_accounts(usual(force, idle, jobs, share))


@given(
    jobs=st.floats(0, 2e4),
    force=st.floats(1, 1e4),
    elsewhere=st.floats(-2e3, 2e3),
    swung=st.floats(0, 2e3),
    withdrawn=st.floats(0, 1),
    resident=st.floats(0, 1),
)
def test_the_accounts_close_whatever_happens(
    jobs: float, force: float, elsewhere: float, swung: float, withdrawn: float, resident: float
) -> None:
    state = replace(start_workforce(1, NEW), elsewhere=one(elsewhere), swung=one(swung))
    known = behaviour(withdrawn=withdrawn, resident=resident)
    now = balance_work(state, usual(), one(jobs), one(force), EMPLOYABLE, known)
    check_accounts(now)
    assert now.unemployed[0] >= (1.0 - EMPLOYABLE) * 0.06 * force - 1e-6


@given(
    lost=st.floats(0, 3000),
    room=st.floats(0.01, 5),
    searching=st.floats(0, 0.7),
    left=st.floats(0, 0.3),
    uprooted=st.floats(0, 1),
)
def test_everybody_who_loses_a_job_is_somewhere(
    lost: float, room: float, searching: float, left: float, uprooted: float
) -> None:
    known = behaviour(room=room, searching=searching, left=left, uprooted=uprooted)
    state, moves = lose(lost, known)
    gone = moves.leaving / known.household
    somewhere = gone + state.elsewhere + state.searching * (1.0 + known.withdrawn)
    np.testing.assert_allclose(somewhere, 0.7 * lost, atol=1e-6)


def test_with_room_enough_a_year_after_the_shares_are_those_of_the_prior() -> None:
    state, moves = lose(1000.0, behaviour(room=1e6))
    assert state.searching[0] == pytest.approx(700 * 0.2, rel=1e-3)
    assert moves.leaving[0] == pytest.approx(1.5 * 700 * 0.06)
    assert state.elsewhere[0] == pytest.approx(700 * (1 - 0.06 - 0.2 * 1.2), rel=1e-3)
    assert state.scar[0] == pytest.approx(0.1 * state.elsewhere[0])


def test_where_few_commute_more_are_without_work() -> None:
    roomy, narrow = (lose(1000.0, behaviour(room=room))[0] for room in (2.0, 0.05))
    assert narrow.searching[0] > 1.5 * roomy.searching[0]
    assert narrow.elsewhere[0] < 0.05 * (1800 + 500)


def test_of_those_for_whom_commuting_has_no_room_a_share_moves_and_no_more_are_without_work() -> None:
    for room in (2.0, 0.05):
        (stay, few), (part, more) = (lose(1000.0, behaviour(room=room, uprooted=share)) for share in (0.0, 0.5))
        np.testing.assert_array_equal(stay.elsewhere, part.elsewhere)
        denied = 700 * (1 - 0.06 - 0.2 * 1.2) - stay.elsewhere
        np.testing.assert_allclose(more.leaving - few.leaving, 1.5 * 0.5 * denied)
        np.testing.assert_allclose(stay.searching - part.searching, 0.5 * denied / 1.2)


def test_those_who_search_on_move_too_where_there_is_no_room_but_not_because_others_take_their_place() -> None:
    known = behaviour(room=1e-9, uprooted=0.5, moving=0.0)
    state, before = replace(start_workforce(1, NEW), searching=one(100.0)), replace(usual(), pressure=one(100.0))
    moves = step_workforce(state, before, one(0.0), one(2300.0), known)
    assert moves.leaving[0] == pytest.approx(1.5 * 0.5 * 0.45 * 100)
    assert state.searching[0] == pytest.approx(100 - 0.5 * 0.45 * 100)
    hiring = replace(start_workforce(1, NEW), searching=one(100.0))
    moves = step_workforce(hiring, before, one(700.0), one(2300.0), known)
    assert moves.leaving[0] == 0.0


@given(wanted=st.floats(-1e6, 1e6), taken=st.floats(-100, 100), room=st.floats(100, 1e5))
def test_no_more_work_elsewhere_than_there_is_room_for(wanted: float, taken: float, room: float) -> None:
    more = float(take_up(one(wanted), one(taken), one(room))[0])
    assert -room - 1e-6 <= taken + more <= room + 1e-6
    assert more * wanted >= 0.0


def test_of_a_few_all_find_work_elsewhere() -> None:
    assert take_up(one(1.0), one(0.0), one(1e5))[0] == pytest.approx(1.0, rel=1e-4)


def test_jobs_that_come_back_call_home_those_who_went_elsewhere_and_nobody_else() -> None:
    known = behaviour()
    state, _ = lose(1000.0, known)
    before = balance_work(state, usual(), one(5000.0), one(5000.0), EMPLOYABLE, known)
    moves = step_workforce(state, before, one(0.0), one(2300.0), known)
    assert state.elsewhere[0] < 0.25 * 700
    assert moves.coming[0] <= 0.0


def test_new_jobs_bring_people_as_many_as_nobody_here_can_fill() -> None:
    known, before, state = behaviour(), usual(), start_workforce(1, NEW)
    moves = step_workforce(state, before, hold_jobs(one(1000.0), before, known), one(2300.0), known)
    assert moves.coming[0] == pytest.approx(1.5 * 700 * (1 - 0.4) * 0.5)
    assert state.newcomers[0, 0] == pytest.approx(700 * (1 - 0.4) * 0.5)


def test_newcomers_leave_more_readily_than_the_rooted_and_stop_being_new() -> None:
    known, before = behaviour(), usual()
    fresh, rooted = start_workforce(1, NEW), start_workforce(1, NEW)
    fresh.newcomers[0] = 350.0
    held = hold_jobs(one(-1000.0), before, known)
    new, old = (step_workforce(state, before, held, one(2300.0), known) for state in (fresh, rooted))
    assert old.leaving[0] == pytest.approx(1.5 * 700 * 0.06)
    assert new.leaving[0] == pytest.approx(1.5 * 700 * (0.06 + 0.5 * (0.3 - 0.06)))
    for _ in range(NEW):
        step_workforce(fresh, before, one(0.0), one(2300.0), known)
    assert fresh.newcomers.sum() == pytest.approx(0.0)


def test_moving_follows_how_many_are_without_work_and_stops_with_them() -> None:
    known, state = behaviour(), start_workforce(1, NEW)
    before = replace(usual(), pressure=one(200.0))
    moves = step_workforce(state, before, one(0.0), one(2300.0), known)
    assert moves.leaving[0] - moves.coming[0] == pytest.approx(0.3 * 200)
    moves = step_workforce(start_workforce(1, NEW), usual(), one(0.0), one(2300.0), known)
    assert (moves.leaving[0], moves.coming[0]) == (0.0, 0.0)


def test_nobody_moves_or_commutes_for_jobs_that_the_whole_country_lost() -> None:
    known = behaviour()
    state = replace(start_workforce(1, NEW), swung=one(180.0))
    now = balance_work(state, usual(), one(6000.0 - 180.0), one(5000.0), EMPLOYABLE, known)
    check_accounts(now)
    assert now.in_work[0] == pytest.approx(0.97 * 4700)
    assert now.excess[0] == pytest.approx(0.03 * 4700 / 1.2)
    moves = step_workforce(state, now, one(0.0), one(2300.0), known)
    assert (moves.leaving[0], moves.coming[0], state.elsewhere[0]) == pytest.approx((0.0, 0.0, 0.0), abs=1e-9)


@given(more=st.floats(-1e4, 1e4))
def test_luck_is_work_elsewhere_and_the_accounts_close(more: float) -> None:
    check_accounts(add_luck(usual(), one(more)))


def test_the_loss_is_a_mixture() -> None:
    assert mix_loss(one(0.1), one(0.5), one(0.05))[0] == pytest.approx(0.095)


def test_lost_wages_count_scars_those_without_work_and_those_who_left_the_labour_force() -> None:
    state = replace(start_workforce(1, NEW), scar=one(7.0))
    now = replace(usual(), excess=one(100.0), outside=one(20.0))
    assert lost_wages(state, now, one(0.6))[0] == pytest.approx(7.0 + 100 * 0.4 + 20)
    nation = replace(now, in_nation=one(100.0))
    assert lost_wages(state, nation, one(0.6))[0] == pytest.approx(7.0)
    hired = replace(usual(), excess=one(-50.0))
    assert lost_wages(state, hired, one(0.6))[0] == pytest.approx(7.0 - 50 * 0.4)
