"""The money of a demand as a paper that is handed in tells it: what it costs where that is known, and state grants."""

from samspel.catalogue.records.needs import Funding
from samspel.catalogue.texts import Texts
from samspel.reports.costs import format_band
from samspel.reports.paper_figures import lower_first
from samspel.scenarios.costs import CostedNeed, work_out_each
from samspel.terms.units import MILLION


def describe_cost_in_short(texts: Texts, row: CostedNeed, *, has_some: bool | None = None) -> str:
    """A demand's cost a year with its band and what it was worked out from, or that it is not known, with what it
    depends on and who can work it out. Where some of it is there already what one more costs comes first, since
    how many the rest is about is not known.
    """
    place, found = row.need.place, row.cost
    if found is None:
        depends = "" if row.open is None else texts.of(row.open)
        return f"{texts('paper.cost_unknown', area=place.area)} {depends}".strip()
    told = texts.of(found.cost)
    facts = {"area": place.area, "working": f"{texts.number(found.count)} {told.whom}", "what": lower_first(told.what)}
    if found.cost.of == "one":
        return texts("paper.cost_one", whom=told.whom, **facts, **format_band(texts, found))
    if not has_some:
        return texts("paper.cost", **facts, **format_band(texts, found))
    each = texts("paper.cost_each", each=told.each, **format_band(texts, work_out_each(found.cost)))
    return f"{each} {texts('paper.cost_whole', **facts, **format_band(texts, found))}"


def describe_funding(texts: Texts, grant: Funding) -> str:
    """A state grant with what it pays for, its sum, year and publisher."""
    told = texts.of(grant)
    amount = texts("costs.millions", value=texts.number(grant.amount / MILLION))
    facts = {"name": lower_first(told.name), "terms": told.terms, "amount": amount, "year": grant.year}
    return texts("paper.funding", publisher=grant.publisher, **facts)
