"""What a report's road map gave, as tables of words: drives, the last kilometres, and cycling."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samspel.catalogue.texts import Texts
from samspel.reach.report import CycleKept, KeptPlace, ReachReport, RoadReach, RoadStretch, RoadTime
from samspel.reports.reach_words import tell_short_share
from samspel.reports.road_telling import tell_left_out
from samspel.reports.road_words import tell_road_notes
from samspel.web.presenters.grids import Grid, lay_out


@dataclass(frozen=True, slots=True)
class RoadsPage:
    """The part of a page about roads."""

    drives: tuple[Grid, ...]
    stretches: tuple[Grid, ...]
    cycling: Grid | None
    notes: tuple[str, ...]


def present_roads(texts: Texts, report: ReachReport, roads: RoadReach) -> RoadsPage:
    """Tables for what there is; nothing is said of what was not reckoned."""
    kinds: tuple[tuple[str, Sequence[RoadTime], Sequence[KeptPlace]], ...] = (
        ("surgery", roads.surgery, report.localities),
        ("surgery_of_sites", roads.surgery_of_sites, report.workplaces),
        ("stations", roads.stations, report.localities),
        ("sites", roads.sites, report.workplaces),
    )
    return RoadsPage(
        tuple(_lay_out_drives(texts, kind, times, places) for kind, times, places in kinds if times),
        tuple(
            _lay_out_stretches(texts, report.workplaces[number].name, roads.last_km, parts)
            for number, parts in enumerate(roads.last_kilometres)
            if parts
        ),
        _lay_out_cycling(texts, report, roads.cycling) if roads.cycling else None,
        (
            *([texts("demo.notice")] if report.is_made_up else []),
            *tell_road_notes(texts, report),
            *(one for kind in ("hospital", "station") for one in tell_left_out(texts, roads, kind)),
        ),
    )


def _lay_out_drives(texts: Texts, kind: str, times: Iterable[RoadTime], places: Sequence[KeptPlace]) -> Grid:
    """The farthest first."""
    ordered = sorted(times, key=lambda one: (one.minutes is not None, -(one.minutes or 0.0)))
    columns = {
        "of": [places[one.of].name for one in ordered],
        "goal": [one.goal or texts("words.dash") for one in ordered],
        "basis": [_tell_basis(texts, one) for one in ordered],
        "minutes": [_tell_time(texts, one) for one in ordered],
    }
    if not any(one.goal for one in ordered):
        del columns["goal"]
    heads = [texts(f"web.reach.road_{head}") for head in columns]
    rows = list(zip(*columns.values(), strict=True))
    return lay_out(texts(f"web.reach.road_{kind}"), heads, rows, numeric=1)


def _tell_basis(texts: Texts, one: RoadTime) -> str:
    """How the time came about, or why there is none."""
    return texts(f"roads.gap.{one.why}") if one.why else texts(f"basis.{one.basis}")


def _tell_time(texts: Texts, one: RoadTime) -> str:
    return texts("words.dash") if one.minutes is None else texts.quantity(one.minutes, "minutes")


def _lay_out_stretches(texts: Texts, site: str, last_km: float, parts: Iterable[RoadStretch]) -> Grid:
    heads = [texts(f"web.reach.road_{head}") for head in ("class", "surface", "light", "limit", "share")]
    rows = [
        (
            _name(texts, "class", one.road),
            _name(texts, "surface", one.surface),
            _name(texts, "light", one.light),
            texts("roads.limit.unknown") if one.limit is None else texts("roads.limit.signed", limit=one.limit),
            tell_short_share(texts, one.share),
        )
        for one in parts
    ]
    caption = texts("roads.last_kilometres", km=texts.number(last_km, 1), site=site)
    return lay_out(caption, heads, rows, numeric=1)


def _lay_out_cycling(texts: Texts, report: ReachReport, kept: Iterable[CycleKept]) -> Grid:
    measures = ("within", "sheltered", "on_cycleway", "lit", "light_unknown", "paved", "surface_unknown")
    heads = [
        texts("web.reach.workplace"),
        texts("web.reach.cycle_of"),
        *(texts(f"web.reach.cycle_{measure}") for measure in measures),
    ]
    rows = [
        (
            report.workplaces[one.workplace].name,
            texts("reach.whom.employees" if one.of_employees else "reach.whom.people"),
            *(_tell_share(texts, getattr(one, measure)) for measure in measures),
        )
        for one in kept
    ]
    return lay_out(texts("web.reach.cycling"), heads, rows, numeric=len(measures))


def _name(texts: Texts, kind: str, key: str) -> str:
    """The words for what the map says; as it stands where there are none."""
    return texts.entries.get(f"roads.{kind}.{key}", key)


def _tell_share(texts: Texts, share: float | None) -> str:
    return texts("words.dash") if share is None else tell_short_share(texts, share)
