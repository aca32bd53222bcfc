"""The tax and income equalisation of a body line by line, in the order that the law takes it."""

from collections.abc import Sequence
from dataclasses import dataclass

from samspel.dynamics.equalisation import choose_county_rate, collect_revenue, find_gap
from samspel.economy.bodies import COUNTY_RATES, Body, Ground, find_rates
from samspel.observations.building import Observations
from samspel.terms.origin import Basis, Origin
from samspel.terms.units import PER_CENT


@dataclass(frozen=True)
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
    now, then, estimated = ground.year, ground.base_year, Basis.ESTIMATED
    single = Basis.MEASURED if len(body.rows) == 1 else estimated
    rate = float(choose_county_rate(rules, gap)) * PER_CENT
    rate_law = "ordinance_2" if word == "grant" else "ordinance"
    return (
        Step("inhabitants", people, "persons", "act_3", ground.people_year, Basis.MEASURED, ground.population.origins),
        Step("base_per_inhabitant", float(position.base) / people, "sek_per_inhabitant", "", then, single, based),
        Step("base", float(position.base), "sek", "act_3", then, estimated, based),
        Step("mean_capacity", ground.mean, "sek_per_inhabitant", "act_3", then, estimated, based),
        Step("guarantee", ground.guarantee * ground.mean * people, "sek", "act_3_4", then, estimated, based),
        Step("gap", float(gap), "sek", law, then, estimated, based),
        Step(f"{word}_rate", rate, "percent_rate", rate_law, now, rates.basis, (origins(COUNTY_RATES),)),
        Step(word, float(revenue.equalisation), "sek", law, now, estimated, counted),
        Step("own_rate", float(rules.own_rate) * PER_CENT, "percent_rate", "", now, Basis.MEASURED, taxed[-1:]),
        Step("own_tax", float(revenue.own_tax), "sek", "", now, estimated, taxed),
        Step("revenue", float(revenue.total), "sek", "", now, estimated, whole),
        Step("per_inhabitant", float(revenue.total) / people, "sek_per_inhabitant", "", now, estimated, whole),
    )


def list_once(origins: Sequence[Origin]) -> tuple[Origin, ...]:
    """Each origin once, in order."""
    return tuple(dict.fromkeys(origins))
