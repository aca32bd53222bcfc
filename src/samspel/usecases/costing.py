"""What the demands of a simulation cost a year: as a sentence and as plain data."""

from math import floor, log10

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records import Lang
from samspel.catalogue.texts import Texts
from samspel.scenarios.costs import YearlyCost, load_costs, work_out
from samspel.usecases.plain import Plain
from samspel.usecases.simulating import Simulation

MILLION = 1e6
SIGNIFICANT = 2


def find_costs(catalogue: Catalogue, simulation: Simulation) -> dict[str, YearlyCost]:
    """The yearly cost at the place of those chosen demands that have a known one, by id."""
    costs = load_costs(catalogue)
    return {name: work_out(costs[name], simulation.town) for name in simulation.choice.demands if name in costs}


def tell_cost(catalogue: Catalogue, lang: Lang, simulation: Simulation, demand: str) -> str:
    """A chosen demand's cost a year at the place in words, or that it is not known, with what to ask."""
    texts, told = catalogue.texts[lang], getattr(catalogue.demands[demand], lang)
    found = find_costs(catalogue, simulation).get(demand)
    if found is None:
        return texts("costs.unknown", demand=told.title, ask=told.cost)
    text = getattr(found.cost, lang)
    return texts(
        "costs.known",
        demand=told.title,
        place=simulation.place.name,
        low=tell_kronor(texts, found.low),
        median=tell_kronor(texts, found.median),
        high=tell_kronor(texts, found.high),
        basis=texts(f"basis.{found.cost.basis.value}").casefold(),
        what=text.what,
        working=f"{texts.number(found.count)} {text.whom}",
        source=text.source,
        ask=told.cost,
    )


def tell_kronor(texts: Texts, value: float) -> str:
    """Kronor to two figures, since no more is known: 84 000 kronor, 5,4 miljoner kronor."""
    rounded = round(value, SIGNIFICANT - 1 - floor(log10(value))) if value > 0.0 else 0.0
    if rounded < MILLION:
        return texts("costs.thousands", value=texts.number(rounded))
    millions = rounded / MILLION
    return texts("costs.millions", value=texts.number(millions, 0 if millions >= 10.0 else 1))  # noqa: PLR2004


def plain_costs(catalogue: Catalogue, lang: Lang, simulation: Simulation) -> Plain:
    """Kronor a year for each chosen demand; None where it is not known."""
    found = find_costs(catalogue, simulation)
    return {name: _plain(found[name], lang) if name in found else None for name in simulation.choice.demands}


def _plain(found: YearlyCost, lang: Lang) -> Plain:
    text = getattr(found.cost, lang)
    return {
        "p10": found.low,
        "p50": found.median,
        "p90": found.high,
        "unit": "sek_per_year",
        "count": found.count,
        "of": text.whom,
        "basis": found.cost.basis.value,
        "grade": found.cost.grade,
        "date": found.cost.date,
        "what": text.what,
        "source": text.source,
        "links": list(found.cost.links),
    }
