"""Sets the course of a measure beside each other for several places, for all, women or men."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from samspel.app.desk import Desk
from samspel.catalogue.records.base import Lang
from samspel.catalogue.records.figures import Gender
from samspel.catalogue.texts import choose
from samspel.observations.courses import (
    Courses,
    Cube,
    find_columns,
    find_medians,
    has_value,
    lay_out_courses,
    lay_out_cube,
)
from samspel.observations.measures import Measured
from samspel.observations.series import Series, pick_years
from samspel.terms.errors import BadInputError, NotFoundError
from samspel.terms.origin import Origin
from samspel.terms.place import Place, PlaceKind


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Whom to show, the first and last year, both inclusive, None where it does not matter, and whether the median of
    those like the first place stands beside.
    """

    gender: Gender = "T"
    first: int | None = None
    last: int | None = None
    similar: bool = False


ALL = Choice()


def show_courses(desk: Desk, lang: Lang, measured: Measured, places: Sequence[Place], choice: Choice = ALL) -> Courses:
    """The course of a measure at the places.

    Raises BadInputError for too few or too many places, for a gender, a level or a period that the measure lacks,
    NotFoundError for a measure without figures.
    """
    chosen, most = tuple(dict.fromkeys(places)), int(desk.catalogue.value("most_places_side_by_side"))
    if not 1 <= len(chosen) <= most:
        raise BadInputError("measure_places", count=len(chosen), most=most)
    series = read_series(desk, lang, measured, choice.gender)
    name = choose(measured.indicator, lang).name
    check_levels(desk, lang, name, series, chosen)
    columns = _find_columns(lang, measured, series, chosen, choice)
    found = lay_out_courses(measured, choice.gender, series, chosen, columns)
    if choice.similar:
        peers = desk.catalogue.places.similar_to(chosen[0])
        found = replace(found, similar=find_medians(series, peers, found.years))
    return _add_genders(desk, lang, found)


def show_every_place(desk: Desk, lang: Lang, measured: Measured, choice: Choice = ALL) -> Courses:
    """The course of a measure at every place that has a value in any year. Raises as `show_courses`."""
    series = read_series(desk, lang, measured, choice.gender)
    places = _find_known(desk, series)
    columns = _find_columns(lang, measured, series, places, choice)
    return _add_genders(desk, lang, lay_out_courses(measured, choice.gender, series, places, columns))


def show_part(desk: Desk, lang: Lang, measured: Measured, choice: Choice, wanted: slice) -> tuple[Courses, slice, int]:
    """The course at those places of all with a value that have some of the wanted rows, where a row is a place and a
    year in the order of both; which rows of theirs they are, and how many rows there are of all places. Raises as
    `show_courses`.
    """
    series = read_series(desk, lang, measured, choice.gender)
    places = _find_known(desk, series)
    columns = _find_columns(lang, measured, series, places, choice)
    width = len(columns)
    first, last = wanted.start // width, -(-wanted.stop // width)
    found = lay_out_courses(measured, choice.gender, series, places[first:last], columns)
    rows = slice(wanted.start - first * width, wanted.stop - first * width)
    return _add_genders(desk, lang, found), rows, width * len(places)


def show_cube(desk: Desk, lang: Lang, measured: Measured, places: Sequence[Place], choice: Choice = ALL) -> Cube:
    """A measure at the places as arrays; at every place that has a value where none is named. Raises as
    `show_courses`.
    """
    series = read_series(desk, lang, measured, choice.gender)
    chosen = tuple(dict.fromkeys(places)) or _find_known(desk, series)
    check_levels(desk, lang, choose(measured.indicator, lang).name, series, chosen)
    columns = _find_columns(lang, measured, series, chosen, choice)
    return lay_out_cube(measured, choice.gender, series, chosen, columns)


def _find_known(desk: Desk, series: Series) -> tuple[Place, ...]:
    """The places that have a value in any year."""
    return tuple(place for place in desk.catalogue.places.everywhere if has_value(series, place))


def _find_columns(lang: Lang, measured: Measured, series: Series, places: Sequence[Place], choice: Choice) -> range:
    """The years that are asked for. Raises BadInputError where none of the places has a value in any of them."""
    columns = find_columns(series, places, choice.first, choice.last)
    if not columns:
        known = find_columns(series, places, None, None)
        name, years = choose(measured.indicator, lang).name, series.years
        raise BadInputError("measure_period", measure=name, first=years[known[0]], last=years[known[-1]])
    return columns


def _add_genders(desk: Desk, lang: Lang, courses: Courses) -> Courses:
    """With women and men beside all, where they are told apart."""
    measured = courses.measured
    figure = measured.indicator.figure
    if courses.gender != "T" or not measured.is_by_gender or figure is None or figure.mean_of > 1:
        return courses
    women, men = (
        tuple(pick_years(series, place, courses.years) for place in courses.places)
        for series in (read_series(desk, lang, measured, "K"), read_series(desk, lang, measured, "M"))
    )
    return replace(courses, women=women, men=men)


def find_origins(desk: Desk, measured: Measured) -> tuple[Origin, ...]:
    """The tables behind a measure; none of one without figures."""
    observations = desk.observations
    series = observations.series(measured.id) if measured.is_described else observations.build(measured.indicator)
    return tuple(one for one in series.origins if one.table)


def read_series(desk: Desk, lang: Lang, measured: Measured, gender: Gender = "T") -> Series:
    """The series of a measure, of women, men or all. Raises BadInputError for a gender that it lacks, NotFoundError
    where it has no value at all.
    """
    name = choose(measured.indicator, lang).name
    if gender != "T" and not measured.is_by_gender:
        raise BadInputError("measure_gender", measure=name)
    observations = desk.observations
    is_kept = measured.is_described and gender == "T"
    series = observations.series(measured.id) if is_kept else observations.build(measured.of_gender(gender))
    if not any(has_value(series, place) for place in desk.catalogue.places.everywhere):
        missing = measured.indicator.missing
        why = "" if missing is None else " ".join((choose(missing, lang).reason, choose(missing, lang).how))
        raise NotFoundError("measure_empty", measure=name, why=why)
    return series


def check_levels(desk: Desk, lang: Lang, name: str, series: Series, places: Sequence[Place]) -> None:
    """Raise BadInputError where none of the places asked for can have a value, with what levels there are."""
    if any(has_value(series, place) for place in places):
        return
    texts = desk.catalogue.texts[lang]
    found = {place.kind for place in desk.catalogue.places.everywhere if has_value(series, place)}
    known = texts.listing([texts(f"measures.level.{kind.value}") for kind in PlaceKind if kind in found])
    asked = texts.listing([place.name for place in places])
    code = "measure_place" if {place.kind for place in places} & found else "measure_level"
    raise BadInputError(code, measure=name, places=asked, known=known)
