"""What a report's road map gave, set into a page."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.reach.report import ReachReport
from samspel.reports.road_words import tell_left_out, tell_road_notes
from samspel.reports.roads import tabulate_cycling, tabulate_drives, tabulate_stretches
from samspel.web.blocks import set_blocks


@dataclass(frozen=True, slots=True)
class RoadsPage:
    """The part of a page about roads; a part that was not measured is empty."""

    drives: SafeString
    stretches: SafeString
    cycling: SafeString
    notes: tuple[str, ...]


def present_roads(catalogue: Catalogue, texts: Texts, report: ReachReport) -> RoadsPage | None:
    """Tables for what there is; None without a road map."""
    roads = report.roads
    if roads is None:
        return None
    return RoadsPage(
        set_blocks(texts, tabulate_drives(catalogue, texts, report)),
        set_blocks(texts, tabulate_stretches(catalogue, texts, report)),
        set_blocks(texts, (tabulate_cycling(catalogue, texts, report),) if roads.cycling else ()),
        (
            *([texts("demo.notice")] if report.is_made_up else []),
            *tell_road_notes(texts, report),
            *(one for kind in ("hospital", "station") for one in tell_left_out(texts, roads, kind)),
        ),
    )
