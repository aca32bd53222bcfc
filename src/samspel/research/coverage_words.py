"""How often the bands on the population held in all municipalities, as words and a table for docs/backtests.md."""

from collections.abc import Callable, Iterable
from itertools import pairwise

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.rendering.table import Cell, Column, Field, Table, tabulate, text
from samspel.research.coverage import SIZES, Coverage, Covering, measure_coverage, size_class
from samspel.scenarios.bands import HALF, WIDE
from samspel.terms.units import PER_CENT
from samspel.trials.hindcast import Look

FURTHEST = 6
"""Municipalities named on each side, furthest outside the band."""

Group = tuple[str, Coverage]


def describe_coverage(catalogue: Catalogue, texts: Texts, done: Covering) -> tuple[str, ...]:
    """Whether the bands are too wide or too narrow in the last year, on which side they miss, and where most."""
    year, close = done.years[-1], catalogue.trial_rules.origins.close
    last = done.in_year(year)
    found = measure_coverage(last.values())
    ordered = sorted(last, key=lambda place: last[place].beyond)
    below = [place.name for place in ordered[:FURTHEST] if last[place].beyond < 0.0]
    above = [place.name for place in reversed(ordered[-FURTHEST:]) if last[place].beyond > 0.0]
    widths = (
        texts(
            f"hindcast.width.{_judge_width(share, nominal, close)}",
            year=year,
            band=texts.number(PER_CENT * nominal),
            share=texts.number(PER_CENT * share),
        )
        for share, nominal in ((found.inside / found.count, WIDE), (found.half / found.count, HALF))
    )
    return (
        *widths,
        texts("hindcast.sides", since=done.since, year=year, above=found.above, below=found.below),
        *((texts("hindcast.furthest_below", places=texts.listing(below)),) if below else ()),
        *((texts("hindcast.furthest_above", places=texts.listing(above)),) if above else ()),
    )


def tabulate_coverage(catalogue: Catalogue, texts: Texts, done: Covering) -> Table:
    """Every year over all places, and in the last year by size and by SKR's groups: shares in per cent."""

    def number(key: str, read: Callable[[Coverage], float], decimals: int = 0) -> Field[Group]:
        head = Column(key=key, head=texts(f"hindcast.head_of.{key}"), is_number=True)
        return Field(head, lambda row: Cell(value=read(row[1]), words=texts.number(read(row[1]), decimals)))

    fields = [
        Field[Group](Column(key="group", head=texts("hindcast.head_of.group")), lambda row: text(row[0])),
        number("places", lambda found: found.count),
        number("inside", lambda found: PER_CENT * found.inside / found.count),
        number("half", lambda found: PER_CENT * found.half / found.count),
        number("above", lambda found: PER_CENT * found.above / found.count),
        number("below", lambda found: PER_CENT * found.below / found.count),
        number("error", lambda found: PER_CENT * found.error, 1),
        number("unchanged", lambda found: PER_CENT * found.unchanged, 1),
    ]
    rows = [(name, measure_coverage(looks)) for name, looks in _list_groups(catalogue, texts, done)]
    return tabulate(
        "coverage", texts("hindcast.head", since=done.since), fields, rows, [texts("hindcast.note", since=done.since)]
    )


def _list_groups(catalogue: Catalogue, texts: Texts, done: Covering) -> Iterable[tuple[str, list[Look]]]:
    last = done.in_year(done.years[-1])
    for year in done.years:
        yield texts("hindcast.all_in", year=year), list(done.in_year(year).values())
    sizes = [texts.number(size) for size in SIZES]
    names = [
        texts("hindcast.size_first", since=done.since, high=sizes[0]),
        *(texts("hindcast.size", since=done.since, low=low, high=high) for low, high in pairwise(sizes)),
        texts("hindcast.size_last", since=done.since, low=sizes[-1]),
    ]
    for number, name in enumerate(names):
        yield name, [look for look in last.values() if size_class(look) == number]
    for group in catalogue.places.groups:
        yield texts.of(group), [look for place, look in last.items() if place.group == group.id]


def _judge_width(share: float, nominal: float, close: float) -> str:
    if abs(share - nominal) <= close:
        return "right"
    return "wide" if share > nominal else "narrow"
