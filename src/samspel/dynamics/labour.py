"""The labour market as closed accounts: who works where, who is without work, and who moves for it.

Axes: draws. Every person of the labour force is in one place, at the end of every year and in every draw:

    residents in work = jobs here - commuters in + commuters out
    unemployed        = labour force - residents in work

So nobody works in a job that does not exist. Without events unemployment is as measured (with its swings), and
commuting out closes the accounts. With events everything is held against that course: residents lose or gain their
part of the jobs, some of them find work elsewhere as far as commuting has room for it, some leave the labour force,
some move, and the rest are unemployed. Moving goes on for as long as more, or fewer, are without work than without
events, and ends by itself. Jobs that go in the whole country are held by residents here and elsewhere alike; then
nobody finds work by commuting or moving.

Events fall on 1 January, so that a year's end is a year after.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from samspel.dynamics.arrays import Floats

TINY = 1e-9
"""A person or a job that is none: what is divided by is never less."""


@dataclass
class Workforce:
    """State, each shape (draws,): residents more than without events who work `elsewhere` (below zero: fewer), those
    who lost a job and still are `searching`, jobs `swung` away in the whole country, lost wages as full wages (`scar`),
    and `newcomers` who came for the sake of events and work, by year, shape (years that they count as new, draws).
    """

    elsewhere: Floats
    searching: Floats
    swung: Floats
    scar: Floats
    newcomers: Floats


@dataclass(frozen=True, kw_only=True)
class Behaviour:
    """What people do, each shape (draws,). `resident` is the residents' part of the jobs that go or come. Of residents
    who lost a job `searching` are unemployed a year after and `left` have moved (`rootless` where they are newcomers);
    for each who is unemployed `withdrawn` leave the labour force; of those who search `matching` a year find work
    elsewhere. Of those who would have found work elsewhere, had commuting had room, `uprooted` move to it with their
    household. Of the jobs that come and residents hold, `pool` go to those without work, and of the rest `homecoming`
    to those who worked elsewhere. `moving` is people who move a year for each unemployed more or fewer; `fewer` is the
    part of them who do not come, the rest leave. `household` is people a worker; `room` is how much commuting can
    change, as a share of all who commute.
    """

    resident: Floats
    searching: Floats
    left: Floats
    rootless: Floats
    withdrawn: Floats
    matching: Floats
    uprooted: Floats
    pool: Floats
    homecoming: Floats
    moving: Floats
    fewer: Floats
    household: Floats
    room: Floats
    loss: Floats
    recovery: Floats


@dataclass(frozen=True, kw_only=True)
class Balance:
    """The accounts at the end of a year, each shape (draws,): `jobs` here and the people in them. `excess` is
    unemployed more than the usual share of the labour force, `pressure` the same but below zero with the jobs that
    residents cannot fill, which moves people. `outside` are those who left the labour force for want of work,
    `in_nation` the part of the excess that the whole country has, and `held` what residents hold of the jobs changed
    here.
    """

    jobs: Floats
    in_work: Floats
    force: Floats
    unemployed: Floats
    commuters_in: Floats
    commuters_out: Floats
    excess: Floats
    pressure: Floats
    outside: Floats
    in_nation: Floats
    held: Floats


@dataclass(frozen=True)
class Moves:
    """People who leave and who come because of jobs, each shape (draws,); `coming` is below zero where fewer come."""

    leaving: Floats
    coming: Floats


def start_workforce(draws: int, newcomer_years: int) -> Workforce:
    """Nothing has happened yet; so many years those who come count as newcomers."""
    elsewhere, searching, swung, scar = np.zeros((4, draws))
    return Workforce(elsewhere, searching, swung, scar, np.zeros((newcomer_years, draws)))


def read_behaviour(commuting_in: float, known: Mapping[str, Floats]) -> Behaviour:
    """What people do by the parameters of the draws, where commuters hold such a share of the jobs."""
    return Behaviour(
        resident=(1.0 - commuting_in) ** known["residents_power"],
        searching=np.clip(known["searching_share"], 0.0, 1.0 - known["left_share"]),
        left=known["left_share"],
        rootless=known["newcomers_left_share"],
        withdrawn=known["withdrawn_share"],
        matching=known["matching_rate"],
        uprooted=known["uprooted_share"],
        pool=known["filled_from_pool"],
        homecoming=known["filled_by_switchers"],
        moving=known["moving_per_unemployed"],
        fewer=known["moving_fewer_share"],
        household=known["household"],
        room=known["commuting_room"],
        loss=mix_loss(known["hard_hit_share"], known["hard_hit_loss"], known["other_loss"]),
        recovery=known["scar_recovery"],
    )


def mix_loss(hard_share: Floats, hard: Floats, other: Floats) -> Floats:
    """Mean income loss of a mixture: hard_share x hard + (1 - hard_share) x other. Athey et al. 2024: never one and the
    same loss.
    """
    return np.asarray(hard_share * hard + (1.0 - hard_share) * other)


def balance_usual(force: Floats, idle: Floats, jobs: Floats, share_in: float) -> Balance:
    """The accounts without events: `idle` are unemployed, `share_in` of the jobs are held by commuters, and commuting
    out is what closes the accounts; where fewer residents work than that leaves, more commute in.
    """
    unemployed = np.clip(idle, 0.0, force)
    in_work = force - unemployed
    coming = np.maximum(share_in * jobs, jobs - in_work)
    none = np.zeros_like(force)
    return Balance(
        jobs=jobs,
        in_work=in_work,
        force=force,
        unemployed=unemployed,
        commuters_in=coming,
        commuters_out=in_work - jobs + coming,
        excess=none,
        pressure=none,
        outside=none,
        in_nation=none,
        held=none,
    )


def add_luck(now: Balance, more: Floats) -> Balance:
    """The accounts with so many more unemployed (below zero: fewer) by luck, as far as there are any: they would have
    worked elsewhere.
    """
    unemployed = np.clip(now.unemployed + more, 0.0, now.force)
    in_work = now.force - unemployed
    coming = np.maximum(now.commuters_in, now.jobs - in_work)
    return replace(
        now, in_work=in_work, unemployed=unemployed, commuters_in=coming, commuters_out=in_work - now.jobs + coming
    )


def hold_jobs(change: Floats, usual: Balance, known: Behaviour) -> Floats:
    """What residents hold of a change of jobs here, shape (draws,): their part, and of those that go no more than they
    have.
    """
    working_here = usual.jobs - usual.commuters_in
    return np.maximum(known.resident * change, -working_here)


def balance_work(
    state: Workforce, usual: Balance, jobs: Floats, force: Floats, employable: float, known: Behaviour
) -> Balance:
    """The accounts with events. `force` is the labour force of those who live here, before anybody leaves it for want
    of work. No more than `employable` of the usually unemployed can be hired; what residents then cannot fill is held
    by people who live elsewhere.
    """
    rate = usual.unemployed / np.maximum(usual.force, TINY)
    nation = state.swung / np.maximum(usual.jobs, TINY)
    change = jobs - usual.jobs + state.swung
    held = hold_jobs(change, usual, known)
    without = usual.in_work * (1.0 - nation) + held
    each = 1.0 + known.withdrawn
    wanting = force * (1.0 - rate) - without - state.elsewhere
    in_work = np.maximum(force * (1.0 - rate) - np.maximum(wanting, -each * employable * rate * force), 0.0)
    more = (force * (1.0 - rate) - in_work) / each
    coming = np.maximum(usual.commuters_in * (1.0 - nation) + change - held, np.maximum(jobs - in_work, 0.0))
    return Balance(
        jobs=jobs,
        in_work=in_work,
        force=force - known.withdrawn * more,
        unemployed=rate * force + more,
        commuters_in=coming,
        commuters_out=in_work - jobs + coming,
        excess=more,
        pressure=wanting / each,
        outside=known.withdrawn * more,
        in_nation=np.clip(usual.in_work * nation / each, 0.0, np.maximum(wanting / each, 0.0)),
        held=held,
    )


def step_workforce(state: Workforce, before: Balance, held: Floats, commuters: Floats, known: Behaviour) -> Moves:
    """Move people one year on, in place, and tell who moves: `before` is the accounts a year ago, `held` what residents
    hold of the jobs changed here when the year's events have fallen, `commuters` all who commute without events.
    """
    lost, gained = np.maximum(before.held - held, 0.0), np.maximum(held - before.held, 0.0)
    local = before.pressure - before.in_nation
    recent = state.newcomers.sum(axis=0)
    new = np.minimum(recent / np.maximum(lost, TINY), 1.0)
    gone = lost * np.clip(known.left + new * (known.rootless - known.left), 0.0, 1.0)
    pool = np.clip(known.pool, 0.0, 1.0)
    regained = np.minimum(gained, np.maximum(-before.held, 0.0))
    back = np.maximum(state.elsewhere, 0.0) * regained / np.maximum(-before.held, TINY)
    rest = (gained - regained) * (1.0 - pool)
    found = np.maximum(lost - gone - known.searching * (1.0 + known.withdrawn) * lost, 0.0)
    searching = np.clip(state.searching, 0.0, np.maximum(local, 0.0))
    later = np.clip(known.matching, 0.0, 1.0) * searching
    wanted = found + later - known.homecoming * rest - back
    taken = take_up(wanted, state.elsewhere, known.room * commuters)
    state.elsewhere = state.elsewhere + taken
    able = np.clip(taken / np.where(wanted > 0.0, wanted, np.inf), 0.0, 1.0)
    parted = np.where(wanted > 0.0, known.uprooted * (1.0 - able), 0.0)
    unfound = np.maximum(lost - gone - (able + parted) * found, 0.0) / (1.0 + known.withdrawn)
    state.searching = searching - (able + parted) * later + unfound
    gone = gone + parted * (found + later)
    state.scar *= 1.0 - known.recovery
    state.scar += known.loss * np.maximum(taken, 0.0)
    moving, workers = known.moving * local, (1.0 - known.homecoming) * rest
    arrived = workers + np.maximum(-moving, 0.0) / known.household
    kept = 1.0 - np.minimum(lost / np.maximum(recent, TINY), 1.0)
    state.newcomers = np.concatenate([arrived[None], kept * state.newcomers[:-1]])
    leaving = known.household * gone + np.maximum(moving, 0.0) * (1.0 - known.fewer)
    coming = known.household * workers + np.maximum(-moving, 0.0) - np.maximum(moving, 0.0) * known.fewer
    return Moves(leaving, coming)


def take_up(wanted: Floats, taken: Floats, room: Floats) -> Floats:
    """How many more (below zero: fewer) work elsewhere when so many want to and so many do already, shape (draws,): all
    of a few, and ever fewer as the room is used: what is left of it shrinks by exp(-wanted / room).
    """
    size = np.maximum(room, TINY)
    left = np.where(wanted < 0.0, size + taken, size - taken)
    return np.asarray(np.sign(wanted) * np.maximum(left, 0.0) * -np.expm1(-np.abs(wanted) / size))


def lost_wages(state: Workforce, now: Balance, benefit: Floats) -> Floats:
    """Wages gone from the tax base for what happened here, in full wages, shape (draws,): the scars, those unemployed
    less their benefit, and those outside the labour force. Below zero where more are hired.
    """
    local = 1.0 - now.in_nation / np.maximum(now.excess, TINY)
    here = np.where(now.excess > 0.0, local, 1.0)
    return np.asarray(state.scar + here * (now.excess * (1.0 - benefit) + now.outside))
