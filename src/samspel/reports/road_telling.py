"""What the road map gave, in words and as tables."""

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records import Lang
from samspel.reach.report import CycleKept, ReachReport
from samspel.rendering.data import Cell, PlainTable
from samspel.reports.reach_telling import (
    PLACE,
    place_cells,
)
from samspel.reports.road_words import (
    find_cycling,
    tell_cycling,
    tell_drawn_roads,
    tell_left_out,
    tell_road_notes,
    tell_site_roads,
    tell_surgery,
)
from samspel.terms.units import PER_CENT

__all__ = (
    "table_cycling",
    "table_last_kilometres",
    "tell_cycling",
    "tell_drawn_roads",
    "tell_left_out",
    "tell_road_notes",
    "tell_site_roads",
    "tell_surgery",
)


def table_last_kilometres(catalogue: Catalogue, lang: Lang, report: ReachReport) -> PlainTable:
    """One row a kind of road on the last kilometres to a workplace, with its per cent of what is travelled there."""
    columns = (*PLACE, "workplace", "kilometres", "road", "surface", "light", "speed_limit", "share", "of", "map")
    roads = report.roads
    if roads is None:
        return PlainTable("last-kilometres", columns, ())
    place = place_cells(catalogue, lang, report)
    rows = [
        (
            *place,
            site.name,
            roads.last_km,
            one.road,
            one.surface,
            one.light,
            one.limit,
            one.share * PER_CENT,
            _name_whom(find_cycling(roads, row)),
            roads.file,
        )
        for row, (site, stretches) in enumerate(zip(report.workplaces, roads.last_kilometres, strict=True))
        for one in stretches
    ]
    return PlainTable("last-kilometres", columns, tuple(rows))


def table_cycling(catalogue: Catalogue, lang: Lang, report: ReachReport) -> PlainTable:
    """One row a workplace: per cent of people within the time and sheltered, and of the quickest way by what it is."""
    shares = ("within", "sheltered", "on_cycleway", "lit", "light_unknown", "paved", "surface_unknown")
    columns = (*PLACE, "workplace", *shares, "longest_road", "of", "map")
    roads = report.roads
    if roads is None:
        return PlainTable("cycling", columns, ())
    place = place_cells(catalogue, lang, report)
    rows: list[tuple[Cell, ...]] = []
    for one in roads.cycling:
        longest = one.by_road[0][0] if one.by_road else None
        cells = [_per_cent(getattr(one, name)) for name in shares]
        site = report.workplaces[one.workplace].name
        rows.append((*place, site, *cells, longest, _name_whom(one), roads.file))
    return PlainTable("cycling", columns, tuple(rows))


def _per_cent(share: float | None) -> float | None:
    return None if share is None else share * PER_CENT


def _name_whom(one: CycleKept | None) -> str:
    return "employees" if one is not None and one.of_employees else "people"
