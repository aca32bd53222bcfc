"""What a demand costs a year: one answer for each demand and place, as a sentence and as plain data, on every face.

A demand of content/circle/costs.toml has a reckoned cost; what the others cost is not known, and the handbook says so.
"""

from math import floor, log10

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records import Demand, Lang
from samspel.catalogue.texts import Texts, choose
from samspel.reports.plain import Plain
from samspel.scenarios.costs import YearlyCost, load_costs, work_out_costs
from samspel.scenarios.simulation import Simulation
from samspel.terms.place import Place

MILLION = 1e6
SIGNIFICANT = 2


def find_costs(catalogue: Catalogue, simulation: Simulation) -> dict[str, YearlyCost]:
    """The yearly cost at the place of those demands chosen in a simulation that have a known one, by id."""
    return work_out_costs(catalogue, simulation.choice.demands, (simulation.town,))


def tell_cost(catalogue: Catalogue, lang: Lang, place: Place, demand: Demand, found: YearlyCost | None) -> str:
    """A demand's cost a year at the place in words with what to ask, or that it is not known."""
    texts = catalogue.texts[lang]
    told: str = choose(demand, lang).cost
    if found is None:
        return told
    text = choose(found.cost, lang)
    return texts(
        "costs.known",
        place=place.name,
        low=tell_kronor(texts, found.low),
        median=tell_kronor(texts, found.median),
        high=tell_kronor(texts, found.high),
        basis=texts(f"basis.{found.cost.basis.value}").casefold(),
        what=text.what,
        working=f"{texts.number(found.count)} {text.whom}",
        source=text.source,
        ask=told,
    )


def tell_cost_anywhere(catalogue: Catalogue, lang: Lang, demand: Demand) -> str:
    """What can be said of a demand's cost without a place."""
    told: str = choose(demand, lang).cost
    return catalogue.texts[lang]("costs.by_place", ask=told) if demand.id in load_costs(catalogue) else told


def list_costs(catalogue: Catalogue, lang: Lang, simulation: Simulation) -> tuple[str, ...]:
    """The costs of the demands chosen in a simulation, each after the demand's title."""
    found, texts = find_costs(catalogue, simulation), catalogue.texts[lang]
    chosen = [catalogue.demands[name] for name in simulation.choice.demands]
    return tuple(
        texts(
            "costs.named",
            demand=choose(demand, lang).title,
            cost=tell_cost(catalogue, lang, simulation.place, demand, found.get(demand.id)),
        )
        for demand in chosen
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
    return {name: plain_cost(found.get(name), lang) for name in simulation.choice.demands}


def plain_cost(found: YearlyCost | None, lang: Lang) -> Plain | None:
    """A cost with its band, basis and working; None where it is not known."""
    if found is None:
        return None
    text = choose(found.cost, lang)
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
