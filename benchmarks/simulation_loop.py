"""The course without events, the same equations as `dynamics.circle`, as a compiled loop: a draw at a time, number by
number. It is what the arrays are held against; no answer to a user rests on it.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from samspel.dynamics.budget import Economy, Region
from samspel.dynamics.circle import LEAST_DRAWN
from samspel.dynamics.equalisation import Rules
from samspel.dynamics.luck import CHANCE, find_swings, swing_unemployment
from samspel.dynamics.outcomes import OUTCOMES
from samspel.dynamics.people import AGES, MOST_LEAVING, SEXES
from samspel.dynamics.town import COURSE, LEVELS, Draws, Town
from samspel.reach.compiling import compiled

Floats = npt.NDArray[np.float64]


class Body(NamedTuple):
    """A municipality's or its region's books at the start."""

    own: float
    grant: float
    fee: float
    guaranteed: float
    base: float
    people: float
    need: float
    other: float


class Place(NamedTuple):
    """The numbers of a town that are the same in every draw."""

    leaving: float
    most_leaving: float
    girls: float
    industry: float
    local: float
    rest: float
    firm_share: float
    welfare_share: float
    commuting_in: float
    idle: float
    labour_force: float
    rate: float
    supply: float
    building: float
    per_home: float
    restore: int
    mean_need: float
    other_per_head: float
    total: float


class Ages(NamedTuple):
    """The numbers of a town by sex and age; `band` is each age's band, and costs are kronor a person and band."""

    people: Floats
    death: Floats
    birth: Floats
    leave: Floats
    arrive: Floats
    band: npt.NDArray[np.int64]
    group: npt.NDArray[np.int64]
    cost: Floats
    region_cost: Floats


class Numbers(NamedTuple):
    """The draws of the parameters that the course without events knows, each shape (draws,)."""

    mortality_level: Floats
    fertility_level: Floats
    moving_out_level: Floats
    moving_in_level: Floats
    moving_in_price: Floats
    services_moving: Floats
    industry_growth: Floats
    local_follows_people: Floats
    turnover: Floats
    unmet_unfilled: Floats
    price_people: Floats
    price_pace: Floats
    building_price: Floats
    cost_equalisation: Floats
    cost_follow: Floats
    region_cost_equalisation: Floats
    region_cost_follow: Floats
    balance_switch: Floats


class Given(NamedTuple):
    """All that the loop reads. `reference` and `swings` have shape (years + 1, draws); they are reckoned for it."""

    place: Place
    ages: Ages
    town: Body
    region: Body
    draws: Numbers
    reference: Floats
    swings: Floats


def give(town: Town, draws: Draws, years: int) -> Given:
    """A town that has a region, as the loop takes it."""
    assert town.region is not None, "the loop has a region's books"
    rates, fixed, region = town.rates, town.fixed, town.region
    place = Place(
        town.leaving,
        MOST_LEAVING / float(rates.leave.max()),
        rates.girls,
        town.industry,
        town.local,
        town.rest,
        town.firm_share,
        town.welfare_share,
        town.commuting_in,
        town.unemployed / max(town.working_age, 1.0),
        town.labour_force,
        town.unemployed / max(town.working_age * town.labour_force, 1.0),
        fixed.price_supply,
        fixed.building_rate,
        fixed.people_per_home,
        fixed.restore_years,
        region.mean_need,
        region.other_per_head,
        region.total,
    )
    band = np.searchsorted(town.bands, np.arange(AGES), side="right") - 1
    by_age = (town.people, rates.death, rates.birth, rates.leave, rates.arrive)
    ages = Ages(*by_age, band.astype(np.int64), town.age_group, town.cost, region.cost)
    known = Numbers(*(draws[name] for name in Numbers._fields))
    reference = np.stack([np.interp(draws[COURSE], LEVELS, town.course[year]) for year in range(years + 1)])
    swings = swing_unemployment(draws[CHANCE], town.code, *find_swings(draws), years)
    return Given(place, ages, _give_body(town.economy), _give_body(region), known, reference, swings)


def _give_body(body: Economy | Region) -> Body:
    rules: Rules = body.rules
    assert rules.first_band is None, "the first band of the fee was of 2014 and 2015"
    own, grant, fee = (float(np.ravel(rate)[0]) for rate in (rules.own_rate, rules.grant_rate, rules.fee_rate))
    guaranteed = rules.guarantee * body.mean_capacity
    return Body(own, grant, fee, guaranteed, body.base, body.people, body.need, body.other)


def run_loop(given: Given) -> Floats:
    """Every outcome, shape (outcomes, years + 1, draws)."""
    years, draws = given.reference.shape
    out = np.empty((len(OUTCOMES), years, draws))
    _run(given, out)
    return out


@compiled
def _run(given: Given, out: Floats) -> None:
    people, living = np.empty((SEXES, AGES)), np.empty((SEXES, AGES))
    owed, bands = np.empty(given.place.restore), np.empty(len(given.ages.cost))
    for draw in range(out.shape[2]):
        people[:] = given.ages.people
        owed[:] = 0.0
        _run_draw(given, draw, people, living, owed, bands, out)


@compiled
def _run_draw(
    given: Given, draw: int, people: Floats, living: Floats, owed: Floats, bands: Floats, out: Floats
) -> None:
    place, known, town, region = given.place, given.draws, given.town, given.region
    welfare_usual = place.rest * place.welfare_share
    firm = place.rest * place.firm_share
    industry, welfare = place.industry, welfare_usual
    local = place.local + place.rest - firm - welfare
    price, extra, service, cost, region_cost = 0.0, 0.0, 1.0, town.need, region.need
    flows, built = (0.0, 0.0, 0.0, 0.0), place.building
    revenue, spending, region_revenue = town.need, town.need, region.need
    told = service
    for year in range(out.shape[1]):
        if year > 0:
            industry -= industry * known.turnover[draw] * _clip(known.unmet_unfilled[draw] * max(1.0 - service, 0.0))
            industry *= 1.0 + known.industry_growth[draw]
            grown = given.reference[year, draw] / given.reference[year - 1, draw]
            local *= grown ** known.local_follows_people[draw]
            gap = out[0, year - 1, draw] / given.reference[year - 1, draw] - 1.0
            price += _clip(known.price_pace[draw]) * (known.price_people[draw] * gap - place.supply * extra - price)
            built = place.building * np.exp(known.building_price[draw] * price)
            extra += built - place.building
            flows = _step_people(given, draw, year, price, service, people, living)
        here, need, region_need, young, working, old = _count(given.ages, people, bands)
        base = town.base / town.people * here
        told = service
        if year > 0:
            revenue = _collect(town, base, here) + town.other / town.people * here
            revenue += known.cost_equalisation[draw] * (need - town.need / town.people * here)
            cost += _clip(known.cost_follow[draw]) * (need - cost)
            spending = cost * service
            owed[:-1] = owed[1:].copy()
            owed[-1] = max(spending - revenue, 0.0) / len(owed)
            welfare = welfare_usual * spending / town.need
            more = here - region.people
            evened = known.region_cost_equalisation[draw] * (region_need - region.need - place.mean_need * more)
            region_revenue = _collect(region, base, here) + region.other + place.other_per_head * more + evened
            region_cost += _clip(known.region_cost_follow[draw]) * (region_need - region_cost)
            afforded = _clip((revenue - owed.sum()) / max(cost, 1e-300))
            service = 1.0 + known.balance_switch[draw] * (afforded - 1.0)
        cell = out[:, year, draw]
        cell[0], cell[1], cell[2], cell[3] = here, young, working, old
        cell[4], cell[5], cell[6], cell[7] = flows
        cell[8] = industry + firm + local + welfare
        cell[9], cell[10], cell[11], cell[12] = industry, firm, local, welfare
        _tell_labour(place, given.swings[year, draw], working, cell)
        homes = given.reference[0, draw] / place.per_home
        cell[19], cell[20] = np.exp(price), built * homes * (1.0 + extra)
        cell[21], cell[22], cell[23], cell[24], cell[25] = base, revenue, spending, revenue - spending, told
        cell[26], cell[27], cell[28] = region_revenue, region_cost, region_revenue - region_cost
        cell[29] = region_revenue / place.total


@compiled
def _step_people(
    given: Given, draw: int, year: int, price: float, service: float, people: Floats, living: Floats
) -> tuple[float, float, float, float]:
    place, ages, known = given.place, given.ages, given.draws
    services = known.services_moving[draw] * (service - 1.0)
    level = place.leaving * known.moving_out_level[draw] * max(1.0 - services, 0.0)
    level = min(level, place.most_leaving)
    drawn = max(
        known.moving_in_level[draw] * max(1.0 - known.moving_in_price[draw] * price + services, 0.0), LEAST_DRAWN
    )
    born, before, after, inclined = 0.0, 0.0, 0.0, 0.0
    for age in range(AGES):
        born += people[0, age] * ages.birth[age]
    born *= known.fertility_level[draw]
    for sex in range(SEXES):
        for age in range(AGES):
            alive = people[sex, age] * (1.0 - known.mortality_level[draw] * ages.death[sex, age])
            before += people[sex, age]
            after += alive
            inclined += alive * ages.leave[age]
            living[sex, age] = alive * (1.0 - level * ages.leave[age])
    for sex in range(SEXES):
        for age in range(1, AGES):
            people[sex, age] = living[sex, age - 1]
        people[sex, AGES - 1] += living[sex, AGES - 1]
    people[0, 0], people[1, 0] = place.girls * born, (1.0 - place.girls) * born
    left, staying = level * inclined, after - level * inclined + born
    short = given.reference[year, draw] - staying
    if short < 0.0:
        people *= 1.0 + short / max(staying, 1.0 - short)
        return born, before - after, 0.0, left - short
    arriving = short / drawn * drawn
    for sex in range(SEXES):
        for age in range(AGES):
            people[sex, age] += arriving * ages.arrive[sex, age]
    return born, before - after, arriving, left


@compiled
def _count(ages: Ages, people: Floats, bands: Floats) -> tuple[float, float, float, float, float, float]:
    bands[:] = 0.0
    for sex in range(SEXES):
        for age in range(AGES):
            bands[ages.band[age]] += people[sex, age]
    here, need, region_need, young, working, old = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    for band in range(len(bands)):
        here += bands[band]
        need += bands[band] * ages.cost[band]
        region_need += bands[band] * ages.region_cost[band]
        if ages.group[band] == 0:
            young += bands[band]
        elif ages.group[band] == 1:
            working += bands[band]
        else:
            old += bands[band]
    return here, need, region_need, young, working, old


@compiled
def _tell_labour(place: Place, swing: float, working: float, cell: Floats) -> None:
    jobs, force = cell[8], working * place.labour_force
    unemployed = min(max(working * place.idle, 0.0), force)
    coming = max(place.commuting_in * jobs, jobs - (force - unemployed))
    unemployed = min(max(unemployed + place.rate * force * (swing - 1.0), 0.0), force)
    in_work = force - unemployed
    coming = max(coming, jobs - in_work)
    cell[13], cell[14], cell[15], cell[16] = in_work, coming, in_work - jobs + coming, force
    cell[17], cell[18] = unemployed, unemployed / max(force, 1.0)


@compiled
def _collect(body: Body, base: float, here: float) -> float:
    gap = body.guaranteed * here - base
    return body.own * base + (body.grant if gap >= 0.0 else body.fee) * gap


@compiled
def _clip(share: float) -> float:
    return min(max(share, 0.0), 1.0)
