"""The money of a demand as a paper that is handed in tells it: what it costs where that is known, and state grants."""

from samspel.catalogue.records.needs import Funding
from samspel.catalogue.texts import Texts
from samspel.reports.costs import format_band
from samspel.reports.paper_figures import lower_first
from samspel.scenarios.costs import YearlyCost
from samspel.terms.place import Place
from samspel.terms.units import MILLION


def describe_cost_in_short(
    texts: Texts, place: Place, found: YearlyCost | None, *, has_some: bool | None = None
) -> str:
    """A demand's cost a year with its band and what it was worked out from, or that it is not known. Where some of it
    is there already it is told as that of the whole, since what the rest costs is not known.
    """
    if found is None:
        return texts("paper.cost_unknown", area=place.area)
    band = format_band(texts, found)
    facts = {name: band[name] for name in ("median", "low", "high")}
    told = texts.of(found.cost)
    facts |= {"working": f"{texts.number(found.count)} {told.whom}", "what": lower_first(told.what)}
    return texts("paper.cost_whole" if has_some else "paper.cost", area=place.area, **facts)


def describe_funding(texts: Texts, grant: Funding) -> str:
    """A state grant with what it pays for, its sum, year and publisher."""
    told = texts.of(grant)
    amount = texts("costs.millions", value=texts.number(grant.amount / MILLION))
    facts = {"name": lower_first(told.name), "terms": told.terms, "amount": amount, "year": grant.year}
    return texts("paper.funding", publisher=grant.publisher, **facts)
