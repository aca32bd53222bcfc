"""The events of a simulation in words."""

from collections.abc import Iterable, Iterator

from samspel.catalogue.texts import Texts
from samspel.dynamics.jobs import SECTORS
from samspel.scenarios.shocks import Shock
from samspel.scenarios.simulation import Simulation
from samspel.terms.errors import BadInputError

NOTICE = "notice"
"""The kind of event where jobs are said to go: that is not yet decided of each."""


def label_sector(texts: Texts, sector: str) -> str:
    """A sector in the middle of a sentence."""
    return texts(f"simulate.sector.{sector}")


def has_notice(shocks: Iterable[Shock]) -> bool:
    """Whether any of the events is a notice."""
    return any(shock.kind == NOTICE for shock in shocks)


def describe_event(texts: Texts, shock: Shock) -> str:
    """An event in a sentence."""
    years = str(shock.year) if shock.last == shock.year else f"{shock.year}–{shock.last}"
    return texts(
        f"simulate.shock.{shock.kind}{'_one' if shock.kind == NOTICE and shock.last == shock.year else ''}",
        years=years,
        jobs=texts.number(shock.jobs),
        percent=texts.number(shock.percent, 1),
        sector=label_sector(texts, "country" if shock.kind == "downturn" else shock.sector),
        new_jobs=texts.number(shock.new_jobs),
        new_year=str(shock.new_year or shock.last),
    )


def name_sector(texts: Texts, error: BadInputError) -> BadInputError:
    """The error with its sector in words, where it names one by id, and its numbers as the language writes them."""
    facts = dict(error.facts)
    if facts.get("sector") in SECTORS:
        facts["sector"] = label_sector(texts, str(facts["sector"]))
    facts |= {name: texts.number(float(facts[name])) for name in ("jobs", "there") if name in facts}
    return BadInputError(error.code, **facts)


def describe_warnings(texts: Texts, simulation: Simulation) -> Iterator[str]:
    """A warning for each event that is larger than half of the area's jobs, and that a notice is counted as if all lost
    their jobs.
    """
    area = simulation.area
    for shock in simulation.large:
        event = describe_event(texts, shock).removesuffix(".")
        yield texts("simulate.large", event=event, area=area.name, there=texts.number(area.jobs))
    if has_notice(simulation.request.shocks):
        yield texts("simulate.whole_notice")
