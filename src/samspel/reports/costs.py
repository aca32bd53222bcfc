"""What a demand costs a year: one answer for each demand and place, as a sentence and as plain data, on every face.

A demand of content/circle/costs.toml has a reckoned cost; what the others cost is not known, and the handbook says so.
"""

from math import floor, log10

import msgspec

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.base import Lang
from samspel.catalogue.records.needs import Demand
from samspel.catalogue.texts import Texts, choose
from samspel.reports.paper_figures import describe_size
from samspel.reports.records import Plain, make_plain
from samspel.reports.whose import label_title
from samspel.scenarios.costs import CostedNeed, YearlyCost, load_costs, work_out_costs
from samspel.scenarios.simulation import Simulation
from samspel.terms.origin import Basis
from samspel.terms.place import Place
from samspel.terms.units import MILLION

SIGNIFICANT = 2
BY_MILLION_FROM = MILLION / 10
"""The lower end of a band from which the whole band is written in millions, if its upper end is."""


class CostData(msgspec.Struct, frozen=True, kw_only=True):
    """What a demand costs a year at a place, with its band, basis and working."""

    p10: float
    p50: float
    p90: float
    unit: str
    count: float
    of: str
    basis: Basis
    grade: str
    date: str
    what: str
    source: str
    links: list[str]


def find_costs(catalogue: Catalogue, simulation: Simulation) -> dict[str, YearlyCost]:
    """The yearly cost at the place of those demands chosen in a simulation that have a known one, by id."""
    return work_out_costs(catalogue, simulation.choice.demands, (simulation.town,))


def describe_cost(texts: Texts, place: Place, demand: Demand, found: YearlyCost | None) -> str:
    """A demand's cost a year at the place in words with what to ask, or that it is not known."""
    asked = texts.of(demand).cost
    if found is None:
        return asked
    text = texts.of(found.cost)
    return texts(
        "costs.known",
        place=place.name,
        **format_band(texts, found),
        what=text.what,
        working=describe_counted(texts, found),
        source=text.source,
        ask=asked,
    )


def describe_counted(texts: Texts, found: YearlyCost) -> str:
    """How many the cost was reckoned from, of what year and whose figure that is."""
    facts = {"count": texts.number(found.count), "whom": texts.of(found.cost).whom}
    if found.year is None:
        return texts("costs.counted_one", **facts)
    return texts("costs.counted" if found.cost.of == "people" else "costs.worked_out", year=found.year, **facts)


def describe_row_cost(catalogue: Catalogue, texts: Texts, row: CostedNeed) -> str:
    """What a demand costs a year at its place, and the figure that gives the size of it."""
    told = describe_cost(texts, row.need.place, row.need.demand, row.cost)
    return f"{told} {describe_size(catalogue, texts, row.size)}".strip()


def describe_cost_anywhere(catalogue: Catalogue, texts: Texts, demand: Demand) -> str:
    """What can be said of a demand's cost without a place."""
    asked = texts.of(demand).cost
    return texts("costs.by_place", ask=asked) if demand.id in load_costs(catalogue) else asked


def describe_costs(catalogue: Catalogue, texts: Texts, simulation: Simulation) -> tuple[str, ...]:
    """The costs of the demands chosen in a simulation, each after the demand's title."""
    found = find_costs(catalogue, simulation)
    chosen = [catalogue.demands[name] for name in simulation.choice.demands]
    return tuple(
        texts(
            "costs.named",
            demand=label_title(texts, demand),
            cost=describe_cost(texts, simulation.place, demand, found.get(demand.id)),
        )
        for demand in chosen
    )


def format_cost(texts: Texts, found: YearlyCost | None) -> str:
    """A cost a year in short, with its band and basis, or that it is not known."""
    if found is None:
        return texts("costs.unknown")
    if found.cost.of == "one":
        return texts("costs.short_one", whom=texts.of(found.cost).whom, **format_band(texts, found))
    return texts("costs.short", **format_band(texts, found))


def format_band(texts: Texts, found: YearlyCost) -> dict[str, str]:
    """A cost's middle and band in one unit, which the lower end leaves to the upper to name."""
    low, high = _round(found.low), _round(found.high)
    is_millions = high >= MILLION and (low >= BY_MILLION_FROM or low == 0.0)
    count, key = (_count_millions, "costs.millions") if is_millions else (_count_kronor, "costs.thousands")
    return {
        "low": count(texts, found.low),
        "median": texts(key, value=count(texts, found.median)),
        "high": texts(key, value=count(texts, found.high)),
        "basis": texts(f"basis.{found.cost.basis.value}").casefold(),
    }


def _count_kronor(texts: Texts, value: float) -> str:
    return texts.number(_round(value))


def _count_millions(texts: Texts, value: float) -> str:
    millions = _round(value) / MILLION
    decimals = max(0, SIGNIFICANT - 1 - floor(log10(millions))) if millions else 0
    return texts.number(millions, decimals)


def _round(value: float) -> float:
    return round(value, SIGNIFICANT - 1 - floor(log10(value))) if value > 0.0 else 0.0


def render_costs(catalogue: Catalogue, lang: Lang, simulation: Simulation) -> Plain:
    """Kronor a year for each chosen demand; None where it is not known."""
    found = find_costs(catalogue, simulation)
    return {name: render_cost(found.get(name), lang) for name in simulation.choice.demands}


def make_cost(found: YearlyCost | None, lang: Lang) -> CostData | None:
    """A cost with its band, basis and working as a record; None where it is not known."""
    if found is None:
        return None
    text = choose(found.cost, lang)
    return CostData(
        p10=found.low,
        p50=found.median,
        p90=found.high,
        unit="sek_per_year",
        count=found.count,
        of=text.whom,
        basis=found.cost.basis,
        grade=found.cost.grade,
        date=found.cost.date,
        what=text.what,
        source=text.source,
        links=list(found.cost.links),
    )


def render_cost(found: YearlyCost | None, lang: Lang) -> Plain | None:
    """A cost with its band, basis and working; None where it is not known."""
    made = make_cost(found, lang)
    return None if made is None else make_plain(made)
