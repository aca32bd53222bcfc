"""Rules of content/chain.toml that span several keys or files."""

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

from samspel.catalogue.checks import check_known
from samspel.catalogue.reading import check_unique, find_line
from samspel.catalogue.records.chain import Chain, Link
from samspel.catalogue.records.figures import Indicator
from samspel.catalogue.records.needs import Demand, Study
from samspel.terms.errors import ContentError

SIGNS = 3
"""The lead has moved the wrong way, it has done worse than similar places', a demand is a large need."""

MOST_YEARS = 30


def check_chain(
    path: Path,
    chain: Chain,
    indicators: Mapping[str, Indicator],
    demands: Mapping[str, Demand],
    studies: Mapping[str, Study],
    places: Mapping[str, object],
) -> None:
    """Everything that the chain names exists, its links go round once, and each demand stands in one link at most.

    Raises ContentError for the first breach.
    """
    file = path.name
    for parts in (chain.groups, chain.nodes, chain.links):
        check_unique(path, parts)
    for key, most, found in (
        ("table_years", MOST_YEARS, chain.table_years),
        ("link_years", MOST_YEARS, chain.link_years),
        ("least_signs", SIGNS, chain.least_signs),
    ):
        if not 1 <= found <= most:
            raise ContentError(file, key, str(found), f"a number from 1 to {most}", find_line(path, key))
    for group in chain.groups:
        told = [name for row in group.rows for name in (row.indicator, row.share) if name is not None]
        check_known(file, f"{group.id}.rows", told, indicators)
    for printed in chain.printed:
        check_known(file, "printed.place", [printed.place], places)
        check_known(file, "printed.indicator", [printed.indicator], indicators)
    for link in chain.links:
        _check_link(file, link, indicators, demands, studies)
    _check_round(path, chain)
    _check_demands(file, chain)


def _check_link(
    file: str,
    link: Link,
    indicators: Mapping[str, Indicator],
    demands: Mapping[str, Demand],
    studies: Mapping[str, Study],
) -> None:
    check_known(file, f"{link.id}.lead", link.lead.indicators, indicators)
    check_known(file, f"{link.id}.figures", link.figures, indicators)
    check_known(file, f"{link.id}.demands", link.demands, demands)
    check_known(file, f"{link.id}.studies", link.studies, studies)
    for name in link.lead.indicators:
        direction = indicators[name].direction
        if direction not in ("none", link.lead.better):
            raise ContentError(file, f"{link.id}.lead.better", link.lead.better, f"{direction}, as {name} has it")


def _check_round(path: Path, chain: Chain) -> None:
    """Each link begins where the one before it ends, the first where the last ends, and every node is passed once."""
    order = [link.start for link in chain.links]
    for before, link in pairwise([chain.links[-1], *chain.links] if chain.links else []):
        if before.end != link.start:
            raise ContentError(
                path.name, f"{link.id}.start", link.start, f"{before.end}, where the link before it ends"
            )
    if order != [node.id for node in chain.nodes]:
        raise ContentError(path.name, "link", " → ".join(order), "links from each node, once, in the nodes' order")


def _check_demands(file: str, chain: Chain) -> None:
    seen: dict[str, str] = {}
    for link in chain.links:
        for demand in link.demands:
            if demand in seen:
                raise ContentError(file, f"{link.id}.demands", demand, f"each demand once; {seen[demand]} has it")
            seen[demand] = link.id
