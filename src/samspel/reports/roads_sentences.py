"""What the road map gave, in words: sentences from a report, the same for pages, documents and the command line."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.reach.findings import find_cycling
from samspel.reach.report import CycleKept, KeptPlace, ReachReport, RoadReach, RoadStretch, RoadTime
from samspel.reach.road_map import Light, Surface
from samspel.reports.shifts import format_share
from samspel.terms.units import PER_CENT

ESTIMATED = "estimated"


def describe_surgery(catalogue: Catalogue, texts: Texts, report: ReachReport) -> list[str]:
    """How far it is to emergency surgery by car and from the ambulance station; nothing without a road map."""
    roads = report.roads
    if roads is None:
        return []
    found = {value.indicator: value.value for value in report.values}
    share, mean, ambulance = (
        found.get(catalogue.reach[part]) for part in ("surgery_share", "surgery_minutes", "stations")
    )
    sentences: list[str] = []
    if share is not None:
        facts = {"share": format_share(texts, share / PER_CENT), "limit": texts.number(roads.limit_minutes)}
        sentences.append(texts("roads.surgery.within", **facts))
    if mean is not None:
        sentences.append(texts("roads.surgery.mean", minutes=texts.quantity(mean, "minutes")))
    sentences += _describe_longest(texts, report, roads.surgery, "roads.surgery.longest", "hospital")
    sentences += _describe_unknown(texts, report, roads.surgery)
    sentences += _describe_left_out(texts, roads, "hospital")
    sentences += _describe_basis(texts, report, roads)
    if ambulance is not None:
        sentences.append(texts("roads.ambulance.mean", minutes=texts.quantity(ambulance, "minutes")))
    sentences += _describe_longest(texts, report, roads.stations, "roads.ambulance.longest", "station")
    return sentences + _describe_left_out(texts, roads, "station")


def describe_site_roads(texts: Texts, report: ReachReport, workplace: int) -> list[str]:
    """The way by car to a workplace (its row in the report), and from it to emergency surgery."""
    roads, site = report.roads, report.workplaces[workplace].name
    time = None if roads is None else _find_time(roads.sites, workplace)
    if roads is None or time is None:
        return []
    if time.minutes is None:
        return [texts("roads.site.unknown", site=site, why=texts(f"roads.gap.{time.why}"))]
    sentences = [texts("roads.site.minutes", site=site, minutes=texts.quantity(time.minutes, "minutes"))]
    sentences += _describe_last(texts, report, roads, workplace)
    surgery = _find_time(roads.surgery_of_sites, workplace)
    if surgery is not None and surgery.minutes is not None and surgery.goal != site:
        key = "surgery_estimated" if surgery.basis == ESTIMATED else "surgery"
        minutes = texts.quantity(surgery.minutes, "minutes")
        sentences.append(texts(f"roads.site.{key}", site=site, minutes=minutes, hospital=surgery.goal))
    return sentences


def describe_cycling(texts: Texts, report: ReachReport, workplace: int) -> list[str]:
    """Who reaches a workplace (its row in the report) by bicycle, how many of them sheltered, and on what."""
    one, site = find_cycling(report.roads, workplace), report.workplaces[workplace].name
    if one is None:
        return []
    limit = texts.number(dict(report.settings)["cycle_limit_minutes"])
    facts = {"site": site, "limit": limit, "whom": _label_whom(texts, one)}
    if one.within is None:
        return [texts("roads.cycle.unknown", site=site, why=texts(f"roads.gap.{one.why or 'far_from_road'}"))]
    if not one.within:
        return [texts("roads.cycle.nobody", **facts)]
    sentences = [texts("roads.cycle.within", share=format_share(texts, one.within), **facts)]
    if one.sheltered is not None:
        key = "sheltered" if one.sheltered else "unsheltered"
        sentences.append(texts(f"roads.cycle.{key}", share=format_share(texts, one.sheltered)))
    if one.on_cycleway is None or one.lit is None or one.paved is None:
        return sentences
    cycleway, lit, paved = (format_share(texts, share) for share in (one.on_cycleway, one.lit, one.paved))
    sentences.append(texts("roads.cycle.kinds", cycleway=cycleway, lit=lit, paved=paved))
    return sentences + _describe_unsaid(texts, one.light_unknown or 0.0, one.surface_unknown or 0.0)


def describe_roads(catalogue: Catalogue, texts: Texts, report: ReachReport) -> list[str]:
    """All that the road map gave: surgery and ambulance, and the way to each workplace by car and by bicycle."""
    sites = range(len(report.workplaces))
    return [
        *describe_surgery(catalogue, texts, report),
        *(one for row in sites for one in describe_site_roads(texts, report, row)),
        *(one for row in sites for one in describe_cycling(texts, report, row)),
    ]


def describe_road_notes(texts: Texts, report: ReachReport) -> list[str]:
    """Whose map it is (save the made-up one), how the roads were reckoned, and what rests on an assumption; nothing
    without a road map.
    """
    roads = report.roads
    if roads is None:
        return []
    used = dict(report.settings)
    sentences = [
        *(
            []
            if report.is_made_up
            else [texts("roads.attribution", file=roads.file), _describe_drawn(texts, roads.drawn)]
        ),
        texts("roads.measured", share=texts.number(PER_CENT * used["car_driven_share"])),
        texts("roads.spread"),
        *_describe_hospitals(texts, roads),
    ]
    if roads.stations:
        sentences.append(texts("roads.ambulance.free"))
    if roads.cycling:
        sentences += _describe_sheltered(texts, used)
    if roads.outside:
        facts = {"outside": texts.number(len(roads.outside)), "count": texts.number(len(roads.surgery))}
        sentences.append(texts("roads.some_outside", names=texts.listing(list(roads.outside)), **facts))
    return sentences + _describe_drawn_roads(texts, roads)


def _describe_drawn_roads(texts: Texts, roads: RoadReach) -> list[str]:
    """What of the map's roads is left out, or is not open to everybody at all times."""
    counts = {"lost": roads.lost, "at_times": roads.at_times}
    return [texts(f"roads.{key}", count=texts.number(count)) for key, count in counts.items() if count]


def _describe_left_out(texts: Texts, roads: RoadReach, kind: str) -> list[str]:
    """Hospitals or stations (`kind`) without a time, by the reason."""
    by_reason: dict[str, list[str]] = {}
    for one in roads.left_out:
        if one.kind == kind:
            by_reason.setdefault(one.why, []).append(one.name)
    return [texts(f"roads.left_out.{why}", names=texts.listing(names)) for why, names in by_reason.items()]


def _find_time(times: Iterable[RoadTime], row: int) -> RoadTime | None:
    return next((one for one in times if one.of == row), None)


def _describe_drawn(texts: Texts, drawn: str) -> str:
    """How new the map is, by its own time stamp; one in another form is given as it stands."""
    if not drawn:
        return texts("roads.drawn_unknown")
    try:
        return texts("roads.drawn", day=texts.day(datetime.fromisoformat(drawn).date()))
    except ValueError:
        return texts("roads.drawn", day=drawn)


def _describe_hospitals(texts: Texts, roads: RoadReach) -> list[str]:
    if not roads.hospitals_assumed:
        return [texts("roads.surgery.own_list")]
    return [texts("roads.hospitals_assumed"), texts("roads.surgery.town_point")]


def _describe_sheltered(texts: Texts, used: dict[str, float]) -> list[str]:
    """What sheltered means, with the limits that were used."""
    limit, metres = texts.number(used["cycle_quiet_kmh"]), texts.number(used["cycle_exposed_metres"])
    minutes, factor = texts.number(used["cycle_limit_minutes"]), texts.number(used["cycle_detour_factor"])
    return [
        texts("roads.sheltered", limit=limit, metres=metres),
        texts("roads.cycle.detour", limit=minutes, factor=factor),
    ]


def _describe_longest(texts: Texts, report: ReachReport, times: Sequence[RoadTime], key: str, goal: str) -> list[str]:
    """The locality that has farthest, where there are several to compare."""
    known = [(one.minutes, one) for one in times if one.minutes is not None]
    if len(known) < 2:  # noqa: PLR2004 - one is no comparison
        return []
    minutes, longest = max(known, key=lambda pair: pair[0])
    facts = {"locality": report.localities[longest.of].name, goal: longest.goal}
    return [texts(key, minutes=texts.quantity(minutes, "minutes"), **facts)]


def _describe_unknown(texts: Texts, report: ReachReport, times: Iterable[RoadTime]) -> list[str]:
    """Localities without a time, by the reason."""
    by_reason: dict[str, list[str]] = {}
    for one in times:
        if one.minutes is None:
            by_reason.setdefault(one.why, []).append(report.localities[one.of].name)
    return [
        texts("roads.surgery.unknown", places=texts.listing(names), why=texts(f"roads.gap.{why}"))
        for why, names in by_reason.items()
    ]


def _describe_basis(texts: Texts, report: ReachReport, roads: RoadReach) -> list[str]:
    known = [one for one in roads.surgery if one.minutes is not None]
    guessed = [report.localities[one.of] for one in known if one.basis == ESTIMATED]
    if not known:
        return []
    return [
        texts("roads.surgery.basis_estimated", places=_list_names(texts, guessed))
        if guessed
        else texts("roads.surgery.basis_measured")
    ]


def _list_names(texts: Texts, places: Iterable[KeptPlace]) -> str:
    return texts.listing([one.name for one in places])


def _describe_last(texts: Texts, report: ReachReport, roads: RoadReach, workplace: int) -> list[str]:
    """How much of the last kilometres is gravel or dark, and of how much the map says nothing."""
    stretches = roads.last_kilometres[workplace] if roads.last_kilometres else ()
    if not stretches:
        return []
    km, site = texts.number(roads.last_km, 0 if roads.last_km.is_integer() else 1), report.workplaces[workplace].name
    unpaved, surface = (_add(stretches, surface=kind) for kind in (Surface.UNPAVED, Surface.UNKNOWN))
    unlit, light = (_add(stretches, light=kind) for kind in (Light.UNLIT, Light.UNKNOWN))
    facts = {"km": km, "site": site, "whom": _label_whom(texts, find_cycling(roads, workplace))}
    sentences = [
        texts("roads.site.last", unpaved=format_share(texts, unpaved), unlit=format_share(texts, unlit), **facts)
    ]
    return sentences + _describe_unsaid(texts, light, surface)


def _describe_unsaid(texts: Texts, light: float, surface: float) -> list[str]:
    """For how much of a way the map says nothing of light and surface; whole per cent, and nothing for less."""
    sentences: list[str] = []
    if round(PER_CENT * light):
        sentences.append(texts("roads.light_unknown", share=texts.number(PER_CENT * light)))
    if round(PER_CENT * surface):
        sentences.append(texts("roads.cycle.surface_unknown", share=format_share(texts, surface)))
    return sentences


def _add(stretches: Iterable[RoadStretch], *, surface: str = "", light: str = "") -> float:
    """The share of the stretches that have a surface or a light, rounded off the dust of adding."""
    return round(sum(one.share for one in stretches if surface == one.surface or light == one.light), 9)


def _label_whom(texts: Texts, one: CycleKept | None) -> str:
    return texts("roads.whom.employees" if one is not None and one.of_employees else "roads.whom.people")
