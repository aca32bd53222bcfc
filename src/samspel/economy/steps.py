"""The tax and income equalisation of a body line by line, in the order that the law takes it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from samspel.dynamics.equalisation import choose_county_rate, collect_revenue, find_gap
from samspel.economy.bodies import Body
from samspel.economy.course import Outcome
from samspel.economy.equalisation_rules import COUNTY_RATES, YEARS
from samspel.economy.grounds import Ground
from samspel.observations.building import Observations
from samspel.terms.origin import Basis, Origin, weakest
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


def list_steps(observations: Observations, ground: Ground, body: Body, outcome: Outcome) -> tuple[Step, ...]:
    """The reckoning line by line, in the order that the law takes it; without own tax where its rate is not known."""
    return (
        *_list_base(observations, ground, body),
        *_list_equalisation(observations, ground, body, outcome),
        *(_list_revenue(observations, ground, body) if body.has_rate else ()),
    )


def _list_base(observations: Observations, ground: Ground, body: Body) -> Iterator[Step]:
    """From the tax base and the inhabitants to what is lacking or above the guarantee."""
    origin, position, rules = observations.figures.origin, body.position, ground.rules
    people, base = float(position.inhabitants), float(position.base)
    counted, taxed = ground.find_bases(body.rows)
    both, origins = weakest(counted, taxed), ground.find_origins(body.rows)
    uprated = Basis.CALCULATED if rules.factors is None else Basis.LAW
    line = partial(Step, law="act_3", year=ground.year, origins=origins)
    factor = partial(line, id="uprating", value=rules.uprating, unit="factor", origins=(origin(YEARS),))
    whole, per_head = weakest(both, Basis.CALCULATED), "sek_per_inhabitant"
    yield line(id="inhabitants", value=people, unit="persons", year=ground.year - 1, basis=counted)
    yield line(id="base", value=base / rules.uprating, unit="sek", year=ground.base_year_of(body.rows), basis=taxed)
    yield factor(basis=uprated)
    yield line(id="uprated_base", value=base, unit="sek", basis=weakest(taxed, Basis.CALCULATED))
    yield line(id="base_per_inhabitant", value=base / people, unit=per_head, basis=whole)
    yield line(id="mean_capacity", value=rules.mean, unit=per_head, basis=Basis.CALCULATED, origins=(origin(YEARS),))
    yield line(
        id="guarantee_share",
        value=rules.guarantee * PER_CENT,
        unit="percent",
        law="act_4",
        basis=Basis.LAW,
        origins=(origin(YEARS),),
    )
    guaranteed = rules.guarantee * rules.mean * people
    yield line(id="guarantee", value=guaranteed, unit="sek", law="act_3_4", basis=weakest(counted, Basis.CALCULATED))
    gap = float(find_gap(body.rules, position))
    yield line(id="gap", value=gap, unit="sek", law="act_5" if gap >= 0.0 else "act_6", basis=whole)


def _list_equalisation(observations: Observations, ground: Ground, body: Body, outcome: Outcome) -> Iterator[Step]:
    """The county's rate, the grant or fee, and what was published of it."""
    position, rates = body.position, observations.figures.origin(COUNTY_RATES)
    is_grant = float(find_gap(body.rules, position)) >= 0.0
    word, law = ("grant", "act_5") if is_grant else ("fee", "act_6")
    equalised = float(collect_revenue(body.rules, position).equalisation)
    line = partial(Step, year=ground.year, origins=(*ground.find_origins(body.rows), rates))
    yield line(
        id=f"{word}_rate",
        value=float(choose_county_rate(body.rules, position)) * PER_CENT,
        unit="percent_rate",
        law="ordinance_2" if is_grant else "ordinance",
        basis=Basis.LAW if body.county.ordinance else Basis.ESTIMATED,
        origins=(rates,),
    )
    whole = weakest(*ground.find_bases(body.rows), Basis.CALCULATED if body.county.ordinance else Basis.ESTIMATED)
    yield line(id=word, value=equalised, unit="sek", law=law, basis=whole)
    each = equalised / float(position.inhabitants)
    yield line(id=f"{word}_each", value=each, unit="sek_per_inhabitant", law=law, basis=whole)
    published = outcome.parts.get("income_equalisation")
    if published is not None:
        yield line(
            id="published",
            value=published,
            unit="sek_per_inhabitant",
            law="",
            basis=Basis.MEASURED,
            origins=outcome.origins,
        )


def _list_revenue(observations: Observations, ground: Ground, body: Body) -> Iterator[Step]:
    """Own rate, own tax and both together."""
    revenue = collect_revenue(body.rules, body.position)
    taxed = (*ground.find_origins(body.rows), *body.rate_origins)
    whole = list_once((*taxed, observations.figures.origin(COUNTY_RATES)))
    people = float(body.position.inhabitants)
    line = partial(Step, law="", year=ground.year, basis=Basis.ESTIMATED)
    yield line(
        id="own_rate",
        value=float(body.rules.own_rate) * PER_CENT,
        unit="percent_rate",
        year=body.rate_year,
        basis=Basis.MEASURED,
        origins=body.rate_origins,
    )
    yield line(id="own_tax", value=float(revenue.own_tax), unit="sek", origins=taxed)
    yield line(id="revenue", value=float(revenue.total), unit="sek", origins=whole)
    yield line(id="per_inhabitant", value=float(revenue.total) / people, unit="sek_per_inhabitant", origins=whole)


def list_once(origins: Sequence[Origin]) -> tuple[Origin, ...]:
    """Each origin once, in order."""
    return tuple(dict.fromkeys(origins))
