"""People by sex and single year of age: births, deaths and moving, a year at a time.

Axes everywhere: sex (0 women, 1 men) x age (0..100, the last one open) x draws, so that growing older is a step from
row to row and every loop runs along the draws. Within a year people first die, then those who live may leave, women as
they stood at the start of the year give birth, all grow a year older, and then people arrive. Newborns meet their first
risk the year after. Simple on purpose: the level of every flow is measured, only the shapes over age are assumed.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from samspel.dynamics.arrays import Floats

SEXES, AGES = 2, 101
CELLS = SEXES * AGES
MOST_LEAVING = 0.95
"""No age can lose more than this share in a year by moving: keeps a forced outflow from emptying a cell below zero."""


@dataclass(frozen=True)
class PeopleRates:
    """Rates of a place; shapes (2, 101), or (101,) for `birth` and `leave`.

    `death`: risk of dying in a year. `birth`: births a woman and year. `leave`: risk of moving out at level 1, alike
    for women and men. `arrive`: shares of those who move in, summing to 1. `girls`: share of girls among the born.
    """

    death: Floats
    birth: Floats
    leave: Floats
    arrive: Floats
    girls: float


@dataclass(frozen=True)
class PeopleFlows:
    """People born, dead, moved out and moved in during a year, each shape (draws,)."""

    born: Floats
    dead: Floats
    left: Floats
    arrived: Floats


@dataclass(frozen=True)
class Crowd:
    """People at the end of a year: by band of age, shape (bands, draws), and added up, each shape (draws,)."""

    bands: Floats
    here: Floats
    young: Floats
    working_age: Floats
    old: Floats


@dataclass(frozen=True)
class Cells:
    """What a run keeps of each sex and age: `people` and the share of them that lives through a year, `alive`, each
    shape (2, 101, draws), and `room` that the steps of a year work in, shape (3, 101, draws).
    """

    people: Floats
    alive: Floats
    room: Floats


def fill_cells(people: Floats, rates: PeopleRates, mortality: Floats) -> Cells:
    """The same `people`, shape (2, 101), in every draw; `alive` is 1 - m q, where `mortality` m has shape (draws,).

    They lie in one piece: one that large is given in large pages and kept for the next run, where three smaller ones
    would be given and taken back page by page.
    """
    whole = np.empty((3 * SEXES + 1, AGES, len(mortality)))
    cells = Cells(whole[:SEXES], whole[SEXES : 2 * SEXES], whole[2 * SEXES :])
    cells.people[:] = people[:, :, None]
    np.subtract(1.0, _spread_over(rates.death, mortality, cells.alive), out=cells.alive)
    return cells


def step_people(cells: Cells, rates: PeopleRates, fertility: Floats, leaving: Floats, forced: Floats) -> PeopleFlows:
    """Move people one year on, in place, but for those who move in (`let_arrive`); returns the flows.

    `fertility` and `leaving` are factors on the rates and `forced` people who leave beyond them (spread over the ages
    as movers are); all three of shape (draws,). Conserves people: end = start + born - dead - left.
    """
    people, room = cells.people, cells.room
    born = fertility * _count_born(people[0], rates.birth)
    living = np.multiply(people, cells.alive, out=room[:SEXES])
    inclined = np.einsum("sad,a->d", living, rates.leave)
    level = _limit_leaving(rates, leaving, forced, inclined)
    flows = PeopleFlows(born, _total(people) - _total(living), level * inclined, np.zeros_like(born))
    staying = _spread_over(rates.leave, level, room[SEXES])
    _grow_older(people, living, np.subtract(1.0, staying, out=staying))
    people[:, 0] = rates.girls * born, (1.0 - rates.girls) * born
    return flows


def let_arrive(cells: Cells, rates: PeopleRates, flows: PeopleFlows, arriving: Floats) -> None:
    """Let people move in at the end of the year, shape (draws,), and count them; in place."""
    np.add(cells.people, _spread_over(rates.arrive, arriving, cells.room[:SEXES]), out=cells.people)
    np.add(flows.arrived, arriving, out=flows.arrived)


def _count_born(women: Floats, birth: Floats) -> Floats:
    """Births at fertility 1, shape (draws,), by the women of those ages that have any."""
    ages = np.flatnonzero(birth)
    if not len(ages):
        return np.zeros(women.shape[1])
    some = slice(ages[0], ages[-1] + 1)
    return np.asarray(np.einsum("ad,a->d", women[some], birth[some]))


def _limit_leaving(rates: PeopleRates, leaving: Floats, forced: Floats, inclined: Floats) -> Floats:
    """The level of moving out with those who are forced to leave, no more than what no age can exceed."""
    with np.errstate(over="ignore"):  # too many forced to leave is capped here
        extra = np.divide(forced, inclined, out=np.zeros_like(forced), where=inclined > 0.0)
    most = MOST_LEAVING / max(float(rates.leave.max()), np.finfo(np.float64).tiny)
    return np.asarray(np.minimum(leaving + extra, most))


def _grow_older(people: Floats, living: Floats, staying: Floats) -> None:
    """Move the share of the living that stays a year up, into `people`; the last age is open."""
    np.multiply(living[:, :-1], staying[:-1], out=people[:, 1:])
    people[:, -1] += living[:, -1] * staying[-1]


def _spread_over(rates: Floats, draws: Floats, out: Floats) -> Floats:
    """Each rate times each draw, shape (*rates, draws); a product alone, for which einsum has the quicker loop."""
    return np.asarray(np.einsum("...,d->...d", rates, draws, out=out))


def let_leave(people: Floats, flows: PeopleFlows, leaving: Floats) -> None:
    """Let people move out at the end of the year, shape (draws,), as many of each age as there are, and count them; in
    place. Draws with none are left as they are, to the last bit.
    """
    if (leaving > 0.0).any():
        people *= 1.0 - leaving / np.maximum(count_people(people), leaving + 1.0)
        np.add(flows.left, leaving, out=flows.left)


def count_people(people: Floats) -> Floats:
    """How many there are, shape (draws,)."""
    return _total(people)


def _total(cells: Floats) -> Floats:
    return np.asarray(np.add.reduce(cells.reshape(CELLS, -1), axis=0))


def sum_bands(people: Floats, starts: tuple[int, ...]) -> Floats:
    """People in bands of age, both sexes, shape (bands, draws); `starts` are the first ages of the bands, ascending
    from 0.
    """
    bands = np.empty((len(starts), people.shape[2]))
    for band, first, end in zip(bands, starts, (*starts[1:], AGES), strict=True):
        np.add.reduce(people[:, first:end], axis=(0, 1), out=band)
    return bands


def count_crowd(people: Floats, starts: tuple[int, ...], group: npt.NDArray[np.int64]) -> Crowd:
    """The people by band; `group` is 0 (young), 1 (working age) or 2 (old) for each band."""
    bands = sum_bands(people, starts)
    young, working_age, old = (bands[group == number].sum(axis=0) for number in range(3))
    return Crowd(bands, bands.sum(axis=0), young, working_age, old)


def gompertz(level: Floats, slope: Floats, pivot: float) -> Floats:
    """Risk of dying within a year by sex and age, 1 - exp(-level_s exp(slope_s (age - pivot))), shape (2, 101).

    `level`, shape (2,), is the hazard at the age `pivot`; `slope` has shape (2,). Gompertz 1825.
    """
    ages = np.arange(AGES, dtype=np.float64)
    return np.asarray(-np.expm1(-level[:, None] * np.exp(slope[:, None] * (ages - pivot))))


def bell(mean: float, spread: float, first: int, last: int) -> Floats:
    """A bell over the ages `first` to `last` at which women give birth, shape (101,), zero outside, at most 1."""
    ages = np.arange(AGES, dtype=np.float64)
    shape = np.exp(-0.5 * ((ages - mean) / spread) ** 2)
    return np.where((ages >= first) & (ages <= last), shape, 0.0)
