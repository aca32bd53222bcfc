"""The course of a demand's figure beside that of similar places: as a small curve in a list, as a drawing, in words."""

from functools import partial

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.drawing.courses import draw_course
from samspel.drawing.curves import Line
from samspel.drawing.sparks import draw_spark
from samspel.needs.courses import Track, find_track
from samspel.needs.measuring import Measurement, Need
from samspel.observations.building import Observations
from samspel.rendering.blocks import Picture
from samspel.reports.figures import describe_missing, format_value
from samspel.reports.pictures import MULTIPLE_SIZE, is_of_size
from samspel.terms.place import PlaceKind

USUAL_SWINGS = 4.0
"""A small curve is at least so many usual yearly swings high, so that chance alone looks flat: a matter of drawing."""


def find_need_track(observations: Observations, need: Need) -> Track | None:
    """The course of the figure that decides a demand at a place; None where none does, or where it has no course."""
    main = need.main
    return None if main is None or not main.measure.decides else find_drawn_track(observations, main)


def find_drawn_track(observations: Observations, measurement: Measurement) -> Track | None:
    """The course of a figure; None where it has none, or is a scale of words, which no curve can show."""
    indicator = observations.catalogue.indicators[measurement.measure.indicator]
    is_scale = bool(observations.catalogue.units[indicator.unit].codes)
    return None if is_scale else find_track(observations, measurement)


def picture_spark(catalogue: Catalogue, texts: Texts, track: Track) -> Picture:
    """The course as a small curve, with where it begins and ends in words beneath."""
    name = texts.of(catalogue.indicators[track.indicator]).name
    alt = texts("need.spark_alt", name=name, place=track.place.name)
    svg = draw_spark(_list_lines(catalogue, texts, track), least_span=USUAL_SWINGS * (track.swing or 0.0), title=alt)
    return Picture(svg, alt, describe_track(catalogue, texts, track), width=0.4)


def picture_track(catalogue: Catalogue, texts: Texts, track: Track) -> Picture:
    """The course with axes, one of several beside each other."""
    indicator = catalogue.indicators[track.indicator]
    name = texts.of(indicator).name
    write = partial(texts.quantity, unit=indicator.unit)
    svg = draw_course(_list_lines(catalogue, texts, track), write, MULTIPLE_SIZE, title=name)
    said = " ".join(filter(None, (describe_track(catalogue, texts, track), describe_missing(texts, track.years))))
    return Picture(svg, f"{texts('need.spark_alt', name=name, place=track.place.name)}. {said}", said)


def describe_track(catalogue: Catalogue, texts: Texts, track: Track) -> str:
    """Where the course begins and ends, here and among similar places."""
    indicator = catalogue.indicators[track.indicator]

    def tell(values: tuple[float | None, ...]) -> dict[str, str]:
        first, last = (format_value(texts, indicator, value) for value in (values[0], values[-1]))
        return {"start": first, "end": last}

    said = texts("need.track", first=track.years[0], last=track.years[-1], **tell(track.here))
    ends = (track.similar[0], track.similar[-1])
    if is_of_size(indicator) or None in ends:
        return said
    kind = "similar" if track.place.kind is PlaceKind.MUNICIPALITY else "regions"
    return f"{said} {texts(f'need.track_{kind}', **tell(track.similar))}"


def _list_lines(catalogue: Catalogue, texts: Texts, track: Track) -> list[Line]:
    lines = [Line(track.place.name, track.years, track.here, emphasis=True)]
    if not is_of_size(catalogue.indicators[track.indicator]):
        kind = "course_similar" if track.place.kind is PlaceKind.MUNICIPALITY else "course_regions"
        lines.append(Line(texts(f"place.{kind}"), track.years, track.similar, emphasis=False))
    return lines
