"""Draws what the figures say: a course over time, where a place stands among all, and the map of a place."""

from collections.abc import Sequence
from functools import partial
from xml.etree import ElementTree

import numpy as np
import numpy.typing as npt

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.figures import Indicator
from samspel.catalogue.texts import Texts
from samspel.drawing.courses import draw_course
from samspel.drawing.curves import Line
from samspel.drawing.frames import frame_drawing
from samspel.drawing.map_marks import MapPoint
from samspel.drawing.maps import Land, draw_place_map
from samspel.drawing.reach_map import draw_reach
from samspel.drawing.strips import draw_strip
from samspel.observations.building import Observations
from samspel.observations.localities import Localities, find_centres, load_localities
from samspel.observations.picture import Course
from samspel.observations.series import Observation
from samspel.reach.globe import measure_each_km
from samspel.reach.report import ReachReport, TurnReach
from samspel.reach.surgery import find_counted, find_nearest, load_hospitals
from samspel.rendering.blocks import Picture
from samspel.reports.figures import describe_missing, format_period, format_value
from samspel.reports.shifts import label_turn
from samspel.terms.place import Place, PlaceKind

AROUND_PLACE_KM, AROUND_WORKPLACE_KM = 60.0, 40.0
"""How far around a place, or a workplace, other localities are drawn as background: a matter of drawing only."""

LAND_STEPS = 4
"""So many municipalities away land is drawn, so that what lies far off is not taken for sea."""

COURSE_SIZE, STRIP_SIZE, MAP_SIZE = (440, 290), (440, 120), (440, 290)
"""Small enough for two abreast on paper and for a phone, so that their words stay readable."""
MULTIPLE_SIZE = (380, 250)
"""For three abreast on a wide page."""
OF_SIZE = ("persons", "jobs", "tonnes_co2e")
"""Units in which a place is large or small because it is, so that others are no match."""


def is_of_size(indicator: Indicator) -> bool:
    """Whether an indicator says how large a place is, and is drawn without others beside."""
    return indicator.unit in OF_SIZE


def draw_place_course(
    texts: Texts, course: Course, place: Place, size: tuple[int, int] = COURSE_SIZE
) -> Picture | None:
    """An indicator over time beside similar places and the region; None when fewer than two values are known."""
    years = tuple(observation.period.year for observation in course.here)
    here = tuple(observation.value for observation in course.here)
    known = [(year, value) for year, value in zip(years, here, strict=True) if value is not None]
    if len(known) < 2:  # noqa: PLR2004 - a course needs two points
        return None
    name = texts.of(course.indicator).name
    lines = [Line(place.name, years, here, emphasis=True)]
    if any(value is not None for value in course.similar) and not is_of_size(course.indicator):
        lines.append(Line(texts("place.course_similar"), years, course.similar, emphasis=False))
        if course.region:
            values = tuple(observation.value for observation in course.region)
            lines.append(Line(texts.said(course.region[0].place.area), years, values, emphasis=False))
    write = partial(texts.quantity, unit=course.indicator.unit)
    alt = texts(
        "place.course_alt",
        name=name,
        place=place.name,
        first=known[0][0],
        last=known[-1][0],
        from_value=format_value(texts, course.indicator, known[0][1]),
        to_value=format_value(texts, course.indicator, known[-1][1]),
    )
    caption = texts("place.course", name=name)
    missing = describe_missing(texts, years)
    shown, told = (" ".join(filter(None, (said, missing))) for said in (f"{caption}." if missing else caption, alt))
    return Picture(draw_course(lines, write, size, title=caption), told, shown)


def draw_standing(
    observations: Observations,
    texts: Texts,
    indicator: str,
    place: Place,
    width: int = STRIP_SIZE[0],
    told: Observation | None = None,
) -> Picture | None:
    """Where a municipality stands among all municipalities; None where it is blank or of a user's own, which the other
    municipalities' values cannot be compared with. `told` is its value where the text says of what years that is.
    """
    catalogue = observations.catalogue
    record, series = catalogue.indicators[indicator], observations.series(indicator)
    observation = told or observations.latest(indicator, place)
    if observation.value is None or place.kind is not PlaceKind.MUNICIPALITY:
        return None
    if observation.is_own:
        return None
    column = series.values[: len(catalogue.places.municipalities), series.latest_column]
    similar = {one.name: float(column[one.index]) for one in catalogue.places.similar_to(place)}
    known = [float(value) for value in column if not np.isnan(value)]
    peers = {name: value for name, value in similar.items() if not np.isnan(value)}
    name = texts.of(record).name
    alt = texts(
        "place.strip_alt",
        name=name,
        place=place.name,
        value=format_value(texts, record, observation.value),
        similar=format_value(texts, record, float(np.median([*peers.values()])) if peers else None),
        lowest=format_value(texts, record, min(known)),
        highest=format_value(texts, record, max(known)),
    )
    year = format_period(catalogue, texts, observation)
    is_mean = record.figure is not None and record.figure.mean_of > 1 and "–" in year
    svg = draw_strip(
        known,
        peers,
        observation.value,
        partial(texts.quantity, unit=record.unit),
        here_label=place.name,
        similar_label=texts("words.similar"),
        all_label=texts("words.all"),
        size=(width, STRIP_SIZE[1]),
        title=name,
    )
    key = "place.strip_caption_mean" if is_mean else "place.strip_caption"
    return Picture(svg, alt, texts(key, name=name, year=year))


def draw_map_of_place(observations: Observations, texts: Texts, place: Place) -> Picture:
    """The map of a municipality or region: its border and its neighbours, its localities, and where emergency surgery
    is.
    """
    catalogue = observations.catalogue
    localities = load_localities(observations.figures)
    members = np.isin(localities.municipality, [member.index for member in _members(catalogue, place)])
    points = [*_locality_points(localities, members), *_hospital_points(observations, localities, members)]
    svg = draw_place_map(
        points,
        _list_around(observations, localities, place, members),
        MAP_SIZE,
        scale_label=lambda km: texts("map.scale", km=km),
        title=texts.said(place.area),
        key={kind: texts(f"map.{kind}") for kind in ("locality", "hospital", "background")},
        land=_find_land(observations, place),
    )
    caption = texts("place.map_caption" if members.any() else "place.map_none")
    return Picture(svg, texts("place.map_alt", place=place.area), caption)


def _list_around(
    observations: Observations, localities: Localities, place: Place, members: npt.NDArray[np.bool_]
) -> list[tuple[float, float]]:
    """The localities near a place that are not its own."""
    points = localities.points[members]
    if not members.any():
        points = find_centres(observations.catalogue, localities)[[place.index]]
    centre = points.mean(axis=0, keepdims=True)
    reach = measure_each_km(points, centre).max() + AROUND_PLACE_KM
    near = (measure_each_km(localities.points, centre)[:, 0] <= reach) & ~members
    return [(float(lat), float(lon)) for lat, lon in localities.points[near]]


def _find_land(observations: Observations, place: Place) -> Land:
    """The outlines of a place's municipalities, and of the municipalities that border on them."""
    catalogue, borders = observations.catalogue, observations.borders
    own = _members(catalogue, place)
    near = borders.neighbours(catalogue, own)
    beyond = [one for one in borders.neighbours(catalogue, own, LAND_STEPS) if one not in near]
    return Land(
        [borders.outline(catalogue, one) for one in own],
        [(one.name, borders.outline(catalogue, one)) for one in near],
        [borders.outline(catalogue, one) for one in beyond],
    )


def picture_turn(observations: Observations, texts: Texts, report: ReachReport, turn: TurnReach) -> Picture:
    """The map of a shift, with other localities around the workplace; none around the made-up town, which lies at
    sea.
    """
    points = load_localities(observations.figures).points
    site = np.array([report.workplaces[turn.workplace].point])
    near = points[measure_each_km(points, site)[:, 0] <= AROUND_WORKPLACE_KM]
    background = [] if report.is_made_up else [(float(lat), float(lon)) for lat, lon in near]
    return draw_reach(texts, report, turn, background, label_turn(texts, report, turn))


def _members(catalogue: Catalogue, place: Place) -> tuple[Place, ...]:
    return (place,) if place.kind is PlaceKind.MUNICIPALITY else catalogue.places.members_of(place)


def _locality_points(localities: Localities, members: npt.NDArray[np.bool_]) -> list[MapPoint]:
    return [
        MapPoint(
            float(localities.points[row, 0]),
            float(localities.points[row, 1]),
            localities.names[row],
            "locality",
            float(localities.population[row]),
        )
        for row in np.flatnonzero(members)
    ]


def _hospital_points(
    observations: Observations, localities: Localities, members: npt.NDArray[np.bool_]
) -> list[MapPoint]:
    """The hospitals that the members' localities have nearest."""
    hospitals = find_counted(load_hospitals(observations, localities))
    nearest, _ = find_nearest(localities, hospitals)
    return [
        MapPoint(*hospitals[number].point, hospitals[number].name, "hospital", 1.0)
        for number in sorted({int(number) for number in nearest[members]})
    ]


def frame_picture(picture: Picture, notes: Sequence[str]) -> str:
    """A picture as it goes out alone, as SVG: its caption above, its credit and the notes below."""
    credit = "" if picture.file is None else picture.file.credit
    size = ElementTree.fromstring(picture.svg).attrib
    width, height = (round(float(size[side])) for side in ("width", "height"))
    return frame_drawing(picture.svg, (width, height), picture.caption, (credit, *notes))
