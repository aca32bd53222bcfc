"""The tax and income equalisation of a body line by line, in the order that the law takes it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from samspel.dynamics.equalisation import choose_county_rate, collect_revenue, find_gap
from samspel.economy.bodies import COUNTY_RATES, Body, Ground, find_rates
from samspel.observations.building import Observations
from samspel.terms.origin import Basis, Origin
from samspel.terms.units import PER_CENT


@dataclass(frozen=True, kw_only=True)
class Step:
    """A line of the reckoning: value in `unit` (an id of units.toml), the section of law behind it (a key of
    `equalise.law`, or nothing), the year it belongs to, basis and origins.
    """

    id: str
    value: float
    unit: str
    law: str
    year: int
    basis: Basis
    origins: tuple[Origin, ...]


def list_steps(observations: Observations, ground: Ground, body: Body) -> tuple[Step, ...]:
    """The reckoning line by line, in the order that the law takes it."""
    position, rules = body.position, body.rules
    gap = find_gap(rules, position)
    revenue = collect_revenue(rules, position)
    people = float(position.inhabitants)
    word, law = ("grant", "act_5") if gap >= 0.0 else ("fee", "act_6")
    origins = observations.figures.origin
    based = (*ground.base_per_inhabitant.origins, *ground.population.origins)
    counted = (*based, origins(COUNTY_RATES))
    taxed = (*based, *find_rates(observations, "municipality").origins)
    rates, whole = observations.figures.table(COUNTY_RATES), list_once((*counted, *taxed))
    estimated = Basis.ESTIMATED
    single = Basis.MEASURED if len(body.rows) == 1 else estimated
    rate = float(choose_county_rate(rules, gap)) * PER_CENT
    rate_law = "ordinance_2" if word == "grant" else "ordinance"
    before = partial(Step, law="", year=ground.base_year, basis=estimated, origins=based)
    now = partial(Step, law="", year=ground.year, basis=estimated)
    per_head, own_rate = "sek_per_inhabitant", float(rules.own_rate) * PER_CENT
    return (
        before(
            id="inhabitants",
            value=people,
            unit="persons",
            law="act_3",
            year=ground.people_year,
            basis=Basis.MEASURED,
            origins=ground.population.origins,
        ),
        before(id="base_per_inhabitant", value=float(position.base) / people, unit=per_head, basis=single),
        before(id="base", value=float(position.base), unit="sek", law="act_3"),
        before(id="mean_capacity", value=ground.mean, unit=per_head, law="act_3"),
        before(id="guarantee", value=ground.guarantee * ground.mean * people, unit="sek", law="act_3_4"),
        before(id="gap", value=float(gap), unit="sek", law=law),
        now(
            id=f"{word}_rate",
            value=rate,
            unit="percent_rate",
            law=rate_law,
            basis=rates.basis,
            origins=(origins(COUNTY_RATES),),
        ),
        now(id=word, value=float(revenue.equalisation), unit="sek", law=law, origins=counted),
        now(id="own_rate", value=own_rate, unit="percent_rate", basis=Basis.MEASURED, origins=taxed[-1:]),
        now(id="own_tax", value=float(revenue.own_tax), unit="sek", origins=taxed),
        now(id="revenue", value=float(revenue.total), unit="sek", origins=whole),
        now(id="per_inhabitant", value=float(revenue.total) / people, unit=per_head, origins=whole),
    )


def list_once(origins: Sequence[Origin]) -> tuple[Origin, ...]:
    """Each origin once, in order."""
    return tuple(dict.fromkeys(origins))
