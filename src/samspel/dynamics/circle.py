"""The industry-welfare circle of one municipality: one yearly step in a fixed order, for many draws at once.

Order of a year: jobs (events, what follows from them, trend, the hypothesis), displaced and new workers, homes, people,
budget, welfare jobs, the accounts of the labour market. Feedback reaches the next year: services act on moving, the
budget on services, people on prices. Everything that events do is measured against the course without events on the
same draws, so that a baseline just continues what was observed. One draw knows nothing of another, so any split of the
draws gives the same numbers.
"""

from dataclasses import dataclass, field

import numpy as np

from samspel.dynamics import jobs as work
from samspel.dynamics.arrays import Floats
from samspel.dynamics.budget import (
    Accounts,
    Budget,
    Region,
    blank_accounts,
    local_base,
    set_service,
    start_budget,
    step_budget,
    step_region,
)
from samspel.dynamics.homes import Homes, Market, start_homes, step_homes
from samspel.dynamics.jobs import INDUSTRY, LOCAL_SERVICES, WELFARE, Events, Multipliers, happens, no_events, phase_in
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
    read_behaviour,
    start_workforce,
    step_workforce,
)
from samspel.dynamics.luck import CHANCE, find_swings, swing_unemployment
from samspel.dynamics.outcomes import JOBS_BY_SECTOR, OUTCOMES, PEOPLE_BY_AGE, ROW, Paths, find_diverged
from samspel.dynamics.people import (
    Cells,
    Crowd,
    PeopleFlows,
    count_crowd,
    count_people,
    fill_cells,
    let_arrive,
    let_leave,
    step_people,
)
from samspel.dynamics.town import COURSE, LEVELS, Draws, Lever, Town

LEAST_DRAWN = 0.01
"""However little a place draws, so large a share comes all the same: keeps the division from having no end."""


@dataclass(kw_only=True)
class _State:
    cells: Cells
    jobs: Floats
    homes: Homes
    budget: Budget
    region_cost: Floats
    swings: Floats
    reference: Floats
    moving: Floats
    out: Floats
    beside: Paths | None
    workforce: Workforce
    balance: Balance
    usual: Balance | None = None
    behaviour: Behaviour | None = None
    flows: dict[str, Floats] = field(default_factory=dict)


def run_circle(
    town: Town, draws: Draws, events: Events, levers: tuple[Lever, ...] = (), beside: Paths | None = None
) -> Paths:
    """Run a municipality through the years that `events` cover. Every array of `draws` has shape (draws,). The same
    input gives the same bits. Without `chance` among the draws, unemployment swings by events alone, and without
    `people_course` all draws lie in the middle of the course without events.

    `beside` is the course without events and levers on the same draws, which is run first where it is not given. In
    that run as many move in as the course needs, and in every other one as many before events and levers.
    """
    if len(draws["net_loss_per_job"]) == 1:
        return _run_one_draw(town, draws, events, levers, beside)
    if beside is None and (levers or happens(events)):
        beside = run_circle(town, draws, no_events(events.years))
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        state, rules = _start(town, draws, events, beside), _multipliers(town, draws)
        follows = (
            phase_in(events.closed.sum(axis=1), town.fixed.phase_years),
            phase_in(events.opened.sum(axis=1), town.fixed.phase_years),
        )
        for year in range(events.years):
            known = _apply(draws, levers, year)
            _step(town, state, rules, known, events, year, (float(follows[0][year]), float(follows[1][year])))
        values = np.swapaxes(state.out, 1, 2)
        return Paths(town.year, values, find_diverged(values, town.region is not None), state.moving, state.swings)


def _run_one_draw(town: Town, draws: Draws, events: Events, levers: tuple[Lever, ...], beside: Paths | None) -> Paths:
    """As one of two that are the same: numpy sums a column that is alone in another order."""
    both = run_circle(town, {name: np.repeat(values, 2) for name, values in draws.items()}, events, levers, beside)
    return Paths(both.start, both.values[:, :1], both.diverged[:1], both.moving[:, :1], both.swings[:, :1])


def _multipliers(town: Town, draws: Draws) -> Multipliers:
    net = work.dampen(draws["net_loss_per_job"], draws["thick_market"], town.outside_share, town.fixed.thick_pivot)
    return Multipliers(
        net,
        draws["further_per_opening"],
        work.split_loss(draws["indirect_industry"], draws["indirect_firm_services"]),
        work.split_gain(draws["opening_firm_services"]),
    )


def _start(town: Town, draws: Draws, events: Events, beside: Paths | None) -> _State:
    count = len(draws["net_loss_per_job"])
    cells = fill_cells(town.people, town.rates, draws["mortality_level"])
    crowd = count_crowd(cells.people, town.bands, town.age_group)
    jobs = np.tile(town.sectors[:, None], count)
    state = _State(
        cells=cells,
        jobs=jobs,
        homes=start_homes(count),
        budget=start_budget(count, town.economy.need, town.fixed.restore_years),
        region_cost=np.full(count, np.nan if town.region is None else town.region.need),
        swings=_swing(town, draws, count, events.years) if beside is None else beside.swings,
        reference=_expect_people(town, draws, count, events.years),
        moving=np.full((events.years, count), np.nan) if beside is None else beside.moving,
        out=np.empty((len(OUTCOMES), events.years + 1, count)),
        beside=beside,
        workforce=start_workforce(count, town.fixed.newcomer_years),
        balance=_balance_usual(town, crowd.working_age, jobs.sum(axis=0)),
    )
    state.flows["welfare"] = jobs[WELFARE].copy()
    none = np.zeros(count)
    base = local_base(town.economy, crowd.here, none, 0.0)
    need = np.full(count, town.economy.need)
    built = np.full(count, town.fixed.building_rate)
    _record(
        town,
        state,
        0,
        PeopleFlows(none, none, none, none),
        Accounts(need, need, none),
        blank_accounts(count) if town.region is None else Accounts(state.region_cost, state.region_cost, none),
        base,
        built,
        state.budget.service,
        crowd,
    )
    return state


def _swing(town: Town, draws: Draws, count: int, years: int) -> Floats:
    """The yearly factor on the unemployment that no event has made, shape (years + 1, draws): the same in every
    scenario, so that no difference comes of it.
    """
    if CHANCE not in draws:
        return np.ones((years + 1, count))
    return swing_unemployment(draws[CHANCE], town.code, *find_swings(draws), years)


def _expect_people(town: Town, draws: Draws, count: int, years: int) -> Floats:
    """People of the course without events, shape (years + 1, draws)."""
    share = draws.get(COURSE, np.full(count, 0.5))
    return np.stack([np.interp(share, LEVELS, town.course[year]) for year in range(years + 1)])


def _apply(draws: Draws, levers: tuple[Lever, ...], year: int) -> Draws:
    """The parameters of a year: each lever multiplies by 1 + change x reach and adds addition x reach, so that a lever
    of zero changes no bit.
    """
    if not levers:
        return draws
    known = dict(draws)
    for lever in levers:
        for name, change in lever.changes.items():
            known[name] = known[name] * (1.0 + change * lever.reach[year])
        for name, addition in lever.additions.items():
            known[name] = known[name] + addition * lever.reach[year]
    return known


def _step(
    town: Town, state: _State, rules: Multipliers, known: Draws, events: Events, year: int, follows: tuple[float, float]
) -> None:
    if state.beside is not None:
        state.usual = _find_usual(town, state.beside, year + 1)
        state.behaviour = read_behaviour(town.commuting_in, known)
    _step_work(state, rules, known, events, year, follows)
    moves, work_gap = _move_workers(state, year)
    before = state.out[ROW["people"], year]
    built = step_homes(state.homes, work_gap, before / state.reference[year] - 1.0, _market(town, known))
    services = known["services_moving"] * (state.budget.service - 1.0)
    pull = 1.0 - known["moving_in_price"] * state.homes.price + services
    pull *= _compare_size(state, before, year) ** known["arrivals_follow_people"]
    people = step_people(
        state.cells,
        town.rates,
        known["fertility_level"],
        town.leaving * known["moving_out_level"] * np.maximum(1.0 - services, 0.0),
        moves.leaving,
    )
    drawn = np.maximum(known["moving_in_level"] * np.maximum(pull, 0.0), LEAST_DRAWN)
    _move_in(town, state, people, year, drawn, moves.coming)
    _close(town, state, known, float(events.national[year]), year + 1, people, built)


def _move_in(town: Town, state: _State, flows: PeopleFlows, year: int, drawn: Floats, coming: Floats) -> None:
    """Let as many move in as the course without events needs, times what the place draws, and those who come for work;
    where it needs fewer people than have stayed, the rest leave.
    """
    if state.beside is None:
        short = state.reference[year + 1] - count_people(state.cells.people)
        state.moving[year] = np.where(short < 0.0, short, short / drawn)
    let_leave(state.cells.people, flows, np.maximum(-state.moving[year], 0.0))
    arriving = np.maximum(state.moving[year], 0.0) * drawn + coming
    let_arrive(state.cells, town.rates, flows, np.maximum(arriving, 0.0))


def _compare_size(state: _State, people: Floats, year: int) -> Floats:
    """People against the course without events: a smaller place draws fewer, whatever its work."""
    return np.ones_like(people) if state.beside is None else np.asarray(people / state.beside["people"][:, year])


def _step_work(
    state: _State, rules: Multipliers, known: Draws, events: Events, year: int, follows: tuple[float, float]
) -> None:
    """Private jobs of the year."""
    jobs = state.jobs
    swung = work.step_jobs(jobs, events, year, follows, rules)
    state.workforce.swung = np.maximum(state.workforce.swung + swung, 0.0)
    unmet = np.maximum(1.0 - state.budget.service, 0.0)
    work.lose_unfilled(jobs, known["turnover"], known["unmet_unfilled"], unmet)
    jobs[INDUSTRY] *= 1.0 + known["industry_growth"]
    grown = state.reference[year + 1] / state.reference[year]
    jobs[LOCAL_SERVICES] *= grown ** known["local_follows_people"]


def _move_workers(state: _State, year: int) -> tuple[Moves, Floats]:
    """Those who lose and find work in the year, and who moves for it; and how much more or less work here residents
    have than without events, as a share of all their work.
    """
    usual, behaviour = state.usual, state.behaviour
    if usual is None or behaviour is None:
        none = np.zeros(state.jobs.shape[1])
        return Moves(none, none), none
    jobs = _count_jobs_before_budget(state, year + 1)
    held = hold_jobs(jobs - usual.jobs + state.workforce.swung, usual, behaviour)
    commuters = usual.commuters_in + usual.commuters_out
    moves = step_workforce(state.workforce, state.balance, held, commuters, behaviour)
    return moves, held / np.maximum(usual.in_work, 1.0)


def _count_jobs_before_budget(state: _State, column: int) -> Floats:
    """Jobs of the year before its budget is settled: welfare jobs are those of a year ago, changed as in the course
    without events, since else what that course does would be told as a consequence of what happened.
    """
    if state.beside is None:
        return np.asarray(state.jobs.sum(axis=0))
    usual, jobs = state.beside["jobs_welfare"], state.jobs.copy()
    jobs[WELFARE] = jobs[WELFARE] - usual[:, column - 1] + usual[:, column]
    return np.asarray(jobs.sum(axis=0))


def _find_usual(town: Town, beside: Paths, column: int) -> Balance:
    return _balance_usual(town, beside["working_age"][:, column], beside["jobs"][:, column])


def _balance(town: Town, state: _State, working_age: Floats, jobs: Floats) -> Balance:
    if state.usual is None or state.behaviour is None:
        return _balance_usual(town, working_age, jobs)
    force = working_age * town.labour_force
    return balance_work(state.workforce, state.usual, jobs, force, town.fixed.employable_share, state.behaviour)


def balance_start(town: Town, jobs: Floats) -> Balance:
    """The accounts of a municipality at the start, when there are so many jobs, shape (draws,)."""
    return _balance_usual(town, np.full(len(jobs), town.working_age), jobs)


def _balance_usual(town: Town, working_age: Floats, jobs: Floats) -> Balance:
    """The accounts without events and without luck."""
    idle = town.unemployed / max(town.working_age, 1.0)
    return balance_usual(working_age * town.labour_force, working_age * idle, jobs, town.commuting_in)


def _market(town: Town, known: Draws) -> Market:
    fixed = town.fixed
    return Market(
        jobs=known["price_jobs"],
        people=known["price_people"],
        supply=fixed.price_supply,
        pace=known["price_pace"],
        building=known["building_price"],
        rate=fixed.building_rate,
    )


def _close(
    town: Town, state: _State, known: Draws, national: float, column: int, flows: PeopleFlows, built: Floats
) -> None:
    """Close the year: budget, welfare jobs, next year's service level, and what is reported."""
    crowd = count_crowd(state.cells.people, town.bands, town.age_group)
    need = np.einsum("bd,b->d", crowd.bands, town.cost)
    now = _balance(town, state, crowd.working_age, _count_jobs_before_budget(state, column))
    lost = town.wage * known["wage_ratio"] * lost_wages(state.workforce, now, known["benefit_share"])
    base = local_base(town.economy, crowd.here, lost, national)
    accounts = step_budget(
        state.budget, town.economy, base, crowd.here, need, national, known["cost_equalisation"], known["cost_follow"]
    )
    service = state.budget.service.copy()
    state.jobs[WELFARE] = state.flows["welfare"] * accounts.spending / town.economy.need
    region = _close_region(town.region, state.region_cost, known, national, crowd, base)
    state.balance = _balance(town, state, crowd.working_age, state.jobs.sum(axis=0))
    _record(town, state, column, flows, accounts, region, base, built, service, crowd)
    set_service(state.budget, accounts.revenue, known["balance_switch"])


def _close_region(
    region: Region | None, cost: Floats, known: Draws, national: float, crowd: Crowd, base: Floats
) -> Accounts:
    """The region's books for the part that the municipality is of it."""
    if region is None:
        return blank_accounts(len(base))
    need = np.einsum("bd,b->d", crowd.bands, region.cost)
    equalised, follow = known["region_cost_equalisation"], known["region_cost_follow"]
    return step_region(cost, region, base, crowd.here, need, national, equalised, follow)


def _record(
    town: Town,
    state: _State,
    column: int,
    flows: PeopleFlows,
    accounts: Accounts,
    region: Accounts,
    base: Floats,
    built: Floats,
    service: Floats,
    crowd: Crowd,
) -> None:
    rate = town.unemployed / max(town.working_age * town.labour_force, 1.0)
    labour = add_luck(state.balance, rate * state.balance.force * (state.swings[column] - 1.0))
    homes = state.reference[0] / town.fixed.people_per_home
    told = {
        "people": crowd.here,
        **dict(zip(PEOPLE_BY_AGE, (crowd.young, crowd.working_age, crowd.old), strict=True)),
        "born": flows.born,
        "dead": flows.dead,
        "moved_in": flows.arrived,
        "moved_out": flows.left,
        "jobs": state.jobs.sum(axis=0),
        **dict(zip(JOBS_BY_SECTOR, state.jobs, strict=True)),
        "in_work": labour.in_work,
        "commuters_in": labour.commuters_in,
        "commuters_out": labour.commuters_out,
        "labour_force": labour.force,
        "unemployed": labour.unemployed,
        "unemployment": labour.unemployed / np.maximum(labour.force, 1.0),
        "house_price": np.exp(state.homes.price),
        "homes_built": built * homes * (1.0 + state.homes.extra),
        "tax_base": base,
        "revenue": accounts.revenue,
        "spending": accounts.spending,
        "balance": accounts.balance,
        "service": service,
        "region_revenue": region.revenue,
        "region_spending": region.spending,
        "region_balance": region.balance,
        "region_share": region.revenue / (1.0 if town.region is None else town.region.total),
    }
    for row, name in enumerate(OUTCOMES):
        state.out[row, column] = told.pop(name)
    assert not told, "an outcome that is none"
