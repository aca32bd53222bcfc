"""The industry-welfare circle of one municipality: one yearly step in a fixed order, for many draws at once.

Order of a year: jobs (events, what follows from them, trend, the hypothesis), displaced and new workers, homes, people,
budget, welfare jobs. Feedback reaches the next year: services act on moving, the budget on services, people on prices.
Everything that events do is measured against the course without events, so that a baseline just continues what was
observed. One draw knows nothing of another, so any split of the draws gives the same numbers.
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
from samspel.dynamics.jobs import INDUSTRY, LOCAL_SERVICES, WELFARE, Events, Multipliers, phase_in
from samspel.dynamics.labour import (
    CHANCE,
    Fates,
    Filling,
    Happened,
    Pool,
    empty_pool,
    find_swings,
    lost_wages,
    mix_loss,
    step_pool,
    swing_unemployment,
)
from samspel.dynamics.outcomes import OUTCOMES, ROW, Paths, find_diverged
from samspel.dynamics.people import PeopleFlows, step_people, sum_bands, survival
from samspel.dynamics.town import Draws, Lever, Town


@dataclass(kw_only=True)
class _State:
    people: Floats
    alive: Floats
    jobs: Floats
    private: Floats
    trend: Floats
    gap: Floats
    pool: Pool
    homes: Homes
    budget: Budget
    region_cost: Floats
    swings: Floats
    out: Floats
    flows: dict[str, Floats] = field(default_factory=dict)


def run_circle(town: Town, draws: Draws, events: Events, levers: tuple[Lever, ...] = ()) -> Paths:
    """Run a municipality through the years that `events` cover. Every array of `draws` has shape (draws,). The same
    input gives the same bits. Without `chance` among the draws, unemployment swings by events alone.
    """
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        state, rules = _start(town, draws, events), _multipliers(town, draws)
        follows = (
            phase_in(events.closed.sum(axis=1), town.fixed.phase_years),
            phase_in(events.opened.sum(axis=1), town.fixed.phase_years),
        )
        for year in range(events.years):
            known = _apply(draws, levers, year)
            _step(town, state, rules, known, events, year, (float(follows[0][year]), float(follows[1][year])))
        values = np.swapaxes(state.out, 1, 2)
        return Paths(town.year, values, find_diverged(values, town.region is not None))


def _multipliers(town: Town, draws: Draws) -> Multipliers:
    net = work.dampen(draws["net_loss_per_job"], draws["thick_market"], town.outside_share, town.fixed.thick_pivot)
    return Multipliers(
        net,
        draws["further_per_opening"],
        work.split_loss(draws["indirect_industry"], draws["indirect_firm_services"]),
        work.split_gain(draws["opening_firm_services"]),
    )


def _start(town: Town, draws: Draws, events: Events) -> _State:
    count = len(draws["net_loss_per_job"])
    people = np.tile(town.people, (count, 1, 1))
    jobs = work.split_jobs(town.industry, town.local, town.rest, draws["share_firm_services"], draws["share_welfare"])
    state = _State(
        people=people,
        alive=survival(town.rates, draws["mortality_level"]),
        jobs=jobs,
        private=jobs[:, :WELFARE].sum(axis=1),
        trend=draws["industry_growth"],
        gap=np.zeros(count),
        pool=empty_pool(count),
        homes=start_homes(count),
        budget=start_budget(count, town.economy.need, town.fixed.restore_years),
        region_cost=np.full(count, np.nan if town.region is None else town.region.need),
        swings=_swing(town, draws, count, events.years),
        out=np.empty((len(OUTCOMES), events.years + 1, count)),
    )
    state.flows["welfare"] = jobs[:, WELFARE].copy()
    none = np.zeros(count)
    here = people.sum(axis=(1, 2))
    base = local_base(town.economy, here, none, 0.0)
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
    )
    return state


def _swing(town: Town, draws: Draws, count: int, years: int) -> Floats:
    """The yearly factor on the unemployment that no event has made, shape (years + 1, draws): the same in every
    scenario, so that no difference comes of it.
    """
    if CHANCE not in draws:
        return np.ones((years + 1, count))
    return swing_unemployment(draws[CHANCE], town.code, *find_swings(draws), years)


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
    happened = _step_work(town, state, rules, known, events, year, follows)
    moves = step_pool(
        state.pool,
        happened,
        np.full(len(happened.lost), town.unemployed * town.fixed.employable_share),
        Fates(
            resident=known["resident_share"],
            searching=np.clip(known["searching_share"], 0.0, 1.0 - known["left_share"]),
            left=known["left_share"],
            later_leaving=known["later_leaving"],
            matching=np.clip(known["matching_rate"], 0.0, 1.0),
            loss=mix_loss(known["hard_hit_share"], known["hard_hit_loss"], known["other_loss"]),
            recovery=known["scar_recovery"],
        ),
        Filling(known["filled_from_pool"], known["filled_by_commuters"], known["filled_by_switchers"]),
    )
    before = state.out[ROW["people"], year]
    jobs_gap = state.gap / state.private
    built = step_homes(state.homes, jobs_gap, before / town.reference[year] - 1.0, _market(town, known))
    services = known["services_moving"] * (state.budget.service - 1.0)
    pull = 1.0 + known["moving_in_jobs"] * jobs_gap - known["moving_in_price"] * state.homes.price + services
    people = step_people(
        state.people,
        town.rates,
        state.alive,
        known["fertility_level"],
        town.leaving * known["moving_out_level"] * np.maximum(1.0 - services, 0.0),
        known["household"] * moves.leaving,
        town.arriving * known["moving_in_level"] * np.maximum(pull, 0.0) + known["household"] * moves.arriving,
    )
    _close(town, state, known, float(events.national[year]), year + 1, people, built)


def _step_work(
    town: Town, state: _State, rules: Multipliers, known: Draws, events: Events, year: int, follows: tuple[float, float]
) -> Happened:
    """Private jobs of the year. What a lever adds to the trend of industry counts as opened or closed jobs."""
    jobs = state.jobs
    happened = work.step_jobs(jobs, events, year, follows, rules)
    unmet = np.maximum(1.0 - state.budget.service, 0.0)
    unfilled = work.lose_unfilled(jobs, known["turnover"], known["unmet_unfilled"], unmet)
    state.gap += happened.local - unfilled
    beside = jobs[:, INDUSTRY] * (known["industry_growth"] - state.trend)
    state.gap += beside
    jobs[:, INDUSTRY] *= 1.0 + known["industry_growth"]
    jobs[:, LOCAL_SERVICES] *= (town.reference[year + 1] / town.reference[year]) ** known["local_follows_people"]
    lost, opened = happened.lost + unfilled + np.maximum(-beside, 0.0), happened.opened + np.maximum(beside, 0.0)
    return Happened(lost, opened, happened.swung, happened.regained)


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
    bands = sum_bands(state.people, town.bands)
    here = bands.sum(axis=1)
    need = np.einsum("db,b->d", bands, town.cost)
    lost = town.wage * known["wage_ratio"] * lost_wages(state.pool, known["benefit_share"])
    base = local_base(town.economy, here, lost, national)
    accounts = step_budget(
        state.budget, town.economy, base, here, need, national, known["cost_equalisation"], known["cost_follow"]
    )
    service = state.budget.service.copy()
    state.jobs[:, WELFARE] = state.flows["welfare"] * accounts.spending / town.economy.need
    region = _close_region(town.region, state.region_cost, known, national, bands, base)
    _record(town, state, column, flows, accounts, region, base, built, service, bands)
    set_service(state.budget, accounts.revenue, known["balance_switch"])


def _close_region(
    region: Region | None, cost: Floats, known: Draws, national: float, bands: Floats, base: Floats
) -> Accounts:
    """The region's books for the part that the municipality is of it."""
    if region is None:
        return blank_accounts(len(base))
    need = np.einsum("db,b->d", bands, region.cost)
    equalised, follow = known["region_cost_equalisation"], known["region_cost_follow"]
    return step_region(cost, region, base, bands.sum(axis=1), need, national, equalised, follow)


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
    bands: Floats | None = None,
) -> None:
    bands = sum_bands(state.people, town.bands) if bands is None else bands
    here = bands.sum(axis=1)
    ages = [bands[:, town.age_group == group].sum(axis=1) for group in range(3)]
    idle = town.unemployed / max(town.working_age, 1.0) * state.swings[column]
    force = ages[1] * town.labour_force
    unemployed = np.clip(idle * ages[1] - state.pool.hired + state.pool.searching, 0.0, force)
    homes = town.reference[0] / town.fixed.people_per_home
    told = (
        here,
        *ages,
        flows.born,
        flows.dead,
        flows.arrived,
        flows.left,
        state.jobs.sum(axis=1),
        *state.jobs.T,
        unemployed,
        unemployed / np.maximum(force, 1.0),
        np.exp(state.homes.price),
        built * homes * (1.0 + state.homes.extra),
        base,
        accounts.revenue,
        accounts.spending,
        accounts.balance,
        service,
        region.revenue,
        region.spending,
        region.balance,
        region.revenue / (1.0 if town.region is None else town.region.total),
    )
    for row, value in enumerate(told):
        state.out[row, column] = value
