"""People by sex and single year of age: births, deaths and moving, a year at a time.

Axes everywhere: draws x sex (0 women, 1 men) x age (0..100, the last one open). Within a year people first die, then
those who live may leave, women as they stood at the start of the year give birth, all grow a year older, and then
people arrive. Newborns meet their first risk the year after. Simple on purpose: the level of every flow is measured,
only the shapes over age are assumed.
"""

from dataclasses import dataclass

import numpy as np

from samspel.dynamics.arrays import Floats

SEXES, AGES = 2, 101
CELLS = SEXES * AGES
CHUNK = 200
"""Draws that are worked on at a time, so that the arrays stay in the processor's cache."""

MOST_LEAVING = 0.95
"""No age can lose more than this share in a year by moving: keeps a forced outflow from emptying a cell below zero."""


@dataclass(frozen=True)
class PeopleRates:
    """Rates of a place; shapes (2, 101) except `birth` (101,).

    `death`: risk of dying in a year. `birth`: births a woman and year. `leave`: risk of moving out at level 1.
    `arrive`: shares of those who move in, summing to 1. `girls`: share of girls among the born.
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


def survival(rates: PeopleRates, mortality: Floats) -> Floats:
    """Share of each sex and age that lives through a year, 1 - m q, shape (draws, 2, 101); `mortality` m has shape
    (draws,).
    """
    return np.asarray(1.0 - mortality[:, None, None] * rates.death)


def step_people(
    people: Floats, rates: PeopleRates, alive: Floats, fertility: Floats, leaving: Floats, forced: Floats
) -> PeopleFlows:
    """Move `people`, shape (draws, 2, 101), one year on, in place, but for those who move in (`let_arrive`); returns
    the flows.

    `alive` is `survival(...)`; `fertility` and `leaving` are factors on the rates and `forced` people who leave beyond
    them (spread over the ages as movers are); all three of shape (draws,). Conserves people: end = start + born - dead
    - left.
    """
    count = len(people)
    flows = PeopleFlows(np.empty(count), np.empty(count), np.empty(count), np.zeros(count))
    room = np.empty((2, min(count, CHUNK), SEXES, AGES))
    for start in range(0, count, CHUNK):
        rows = slice(start, min(start + CHUNK, count))
        cells = room[:, : rows.stop - start]
        flows.born[rows] = fertility[rows] * np.einsum("da,a->d", people[rows, 0], rates.birth)
        _let_die(people[rows], alive[rows], cells[0], flows, rows)
        _let_leave(cells[0], cells[1], rates, leaving[rows], forced[rows], flows, rows)
        _grow_older(people[rows], cells[0], cells[1], rates, flows, rows)
    return flows


def let_arrive(people: Floats, rates: PeopleRates, flows: PeopleFlows, arriving: Floats) -> None:
    """Let people move in at the end of the year, shape (draws,), and count them; in place."""
    room = np.empty((min(len(people), CHUNK), SEXES, AGES))
    for start in range(0, len(people), CHUNK):
        rows = slice(start, min(start + CHUNK, len(people)))
        cells = room[: rows.stop - start]
        people[rows] += np.multiply(arriving[rows, None, None], rates.arrive, out=cells)
    np.add(flows.arrived, arriving, out=flows.arrived)


def _let_die(people: Floats, alive: Floats, living: Floats, flows: PeopleFlows, rows: slice) -> None:
    """Set `living` to those of `people` who live through the year, and count the dead."""
    np.multiply(people, alive, out=living)
    flows.dead[rows] = _total(people) - _total(living)


def _let_leave(
    living: Floats, movers: Floats, rates: PeopleRates, leaving: Floats, forced: Floats, flows: PeopleFlows, rows: slice
) -> None:
    """Set `movers` to those of `living` who move out, and count them."""
    np.multiply(living, rates.leave, out=movers)
    inclined = _total(movers)
    with np.errstate(over="ignore"):  # too many forced to leave is capped below
        extra = np.divide(forced, inclined, out=np.zeros_like(forced), where=inclined > 0.0)
    most = MOST_LEAVING / max(float(rates.leave.max()), np.finfo(np.float64).tiny)
    level = np.minimum(leaving + extra, most)
    movers *= level[:, None, None]
    flows.left[rows] = level * inclined


def _grow_older(
    people: Floats, living: Floats, movers: Floats, rates: PeopleRates, flows: PeopleFlows, rows: slice
) -> None:
    """Move those who stay a year up, into `people`; the last age is open, and the newborn take the first."""
    np.subtract(living[:, :, :-1], movers[:, :, :-1], out=people[:, :, 1:])
    people[:, :, -1] += living[:, :, -1] - movers[:, :, -1]
    people[:, 0, 0] = rates.girls * flows.born[rows]
    people[:, 1, 0] = (1.0 - rates.girls) * flows.born[rows]


def let_leave(people: Floats, flows: PeopleFlows, leaving: Floats) -> None:
    """Let people move out at the end of the year, shape (draws,), as many of each age as there are, and count them; in
    place. Draws with none are left as they are, to the last bit.
    """
    if (leaving > 0.0).any():
        people *= (1.0 - leaving / np.maximum(count_people(people), leaving + 1.0))[:, None, None]
        np.add(flows.left, leaving, out=flows.left)


def count_people(people: Floats) -> Floats:
    """How many there are, shape (draws,)."""
    return _total(people)


def _total(cells: Floats) -> Floats:
    return np.asarray(np.einsum("da->d", cells.reshape(-1, CELLS)))


def sum_bands(people: Floats, starts: tuple[int, ...]) -> Floats:
    """People in bands of age, both sexes, shape (draws, bands); `starts` are the first ages of the bands, ascending
    from 0.
    """
    return np.asarray(np.add.reduceat(people[:, 0] + people[:, 1], starts, axis=-1))


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
