"""The course of a measure at several places: as a table to read, as rows for files, and as a picture."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.figures import Indicator
from samspel.catalogue.texts import Texts
from samspel.drawing.courses import draw_course, reaches_zero
from samspel.drawing.curves import Line
from samspel.drawing.frames import frame_drawing
from samspel.observations.courses import Courses
from samspel.observations.measures import Measured
from samspel.observations.series import Observation
from samspel.rendering.blocks import Block, Heading, Paragraph, Picture
from samspel.rendering.table import Cell, Column, Field, Table, data_field, tabulate, text
from samspel.reports.figures import (
    basis_column,
    describe_blank,
    describe_ends,
    describe_gaps,
    describe_missing,
    format_period,
    format_value,
    label_basis,
    label_publishers,
    label_source_ids,
    list_copied,
    list_days_read,
    make_basis_of,
    say_publishers,
)
from samspel.reports.measures import describe_measure, label_measure
from samspel.terms.origin import Origin

MOST_LINES = 6
"""So many lines are told apart in one picture."""
SIZE = (440, 290)
"""Small enough for a phone, so that its words stay readable."""
SMALL, FEW_DECIMALS, MANY_DECIMALS = 1.0, 1, 3


@dataclass(frozen=True, slots=True)
class Entry:
    """What a place has in one year: all, women and men."""

    all: Observation
    women: float | None
    men: float | None


def format_measured(texts: Texts, measured: Measured, value: float | None) -> str:
    """The value with its unit; of a measure that is only known by its title, as published, with at most one decimal
    from one upwards.
    """
    if measured.is_described or value is None:
        return format_value(texts, measured.indicator, value)
    return texts.exact(round(value, FEW_DECIMALS if abs(value) >= SMALL else MANY_DECIMALS))


def format_year(catalogue: Catalogue, texts: Texts, measured: Measured, observation: Observation) -> str:
    """The year, or the years of a mean."""
    return format_period(catalogue, texts, observation) if measured.is_described else str(observation.period.year)


def label_courses(texts: Texts, courses: Courses) -> str:
    """The measure, of women or men where they are told apart."""
    name = label_measure(texts, courses.measured)
    return name if courses.gender == "T" else f"{name}, {texts(f'measures.gender.{courses.gender}')}"


def describe_courses(catalogue: Catalogue, texts: Texts, courses: Courses) -> tuple[str, ...]:
    """Basis and publisher of the values, and why the blanks of which places are blank."""
    known = [one for course in courses.observations for one in course if one.value is not None]
    bases = ", ".join(dict.fromkeys(label_basis(texts, one) for one in known))
    origins = tuple(dict.fromkeys(origin for one in known for origin in one.origins))
    reasons: dict[str, dict[str, None]] = {}
    for course in courses.observations:
        for one in course:
            if one.blank is not None:
                reason = describe_blank(texts, courses.measured.indicator, one.blank)
                reasons.setdefault(reason, {})[one.place.name] = None
    return (
        texts("measures.credit", basis=bases, publisher=label_publishers(catalogue, origins)),
        *describe_ends(catalogue, texts, _list_latest(courses)),
        *((gaps,) if (gaps := describe_gaps(catalogue, texts, courses.years, origins)) else ()),
        *_describe_jumps(catalogue, texts, courses),
        *(texts("measures.blank", places=texts.listing(list(names)), reason=why) for why, names in reasons.items()),
    )


def _list_latest(courses: Courses) -> Iterator[Origin]:
    """Where the newest value of each place comes from."""
    for course in courses.observations:
        known = [one for one in course if one.value is not None]
        yield from known[-1].origins if known else ()


def _describe_jumps(catalogue: Catalogue, texts: Texts, courses: Courses) -> Iterator[str]:
    """The years in which most places moved at once, with why, where the course crosses them."""
    for jump in catalogue.figure_checks.find_jumps(courses.measured.id):
        if courses.years and courses.years[0] < jump.year <= courses.years[-1]:
            yield texts("figure_checks.jump", year=jump.year, reason=texts.of(jump))


def tabulate_years(catalogue: Catalogue, texts: Texts, courses: Courses) -> Table:
    """To be read: a row a year, a column a place."""
    indicator = courses.measured.indicator
    fields = [
        Field[int](
            Column(key="year", head=texts("words.year")),
            lambda at: text(format_year(catalogue, texts, courses.measured, courses.observations[0][at])),
        ),
        *(
            Field[int](
                Column(key=place.code, head=place.name, is_number=True),
                partial(_make_at, texts, courses, indicator, number),
            )
            for number, place in enumerate(courses.places)
        ),
    ]
    notes = describe_courses(catalogue, texts, courses)
    if courses.similar:
        column = Column(key="similar", head=label_similar(texts, courses), is_number=True)
        fields.append(Field[int](column, partial(_make_similar, texts, courses)))
        notes = (*notes, texts("measures.similar_note", name=courses.places[0].name))
    return tabulate("years", label_courses(texts, courses), fields, range(len(courses.years)), notes)


def label_similar(texts: Texts, courses: Courses) -> str:
    """What stands beside for those like the first place."""
    return texts("measures.similar", name=courses.places[0].name)


def tabulate_courses(catalogue: Catalogue, texts: Texts, courses: Courses) -> Table:
    """For files and JSON: a row a place and year, as statistics are kept."""
    measured, unit = courses.measured, texts.units[courses.measured.indicator.unit]
    fields = [
        Field[Entry](Column(key="place_code"), lambda one: text(one.all.place.code)),
        Field[Entry](Column(key="place"), lambda one: text(one.all.place.name)),
        Field[Entry](Column(key="measure"), lambda _: text(measured.id)),
        Field[Entry](Column(key="name"), lambda _: text(label_measure(texts, measured))),
        Field[Entry](Column(key="gender"), lambda _: text(courses.gender)),
        Field[Entry](Column(key="unit"), lambda _: text(unit.id)),
        Field[Entry](Column(key="year"), lambda one: Cell(value=one.all.period.year or None, words="")),
        Field[Entry](Column(key="period"), lambda one: text(format_year(catalogue, texts, measured, one.all))),
        Field[Entry](Column(key="value"), lambda one: Cell(value=one.all.value, words="")),
        Field[Entry](Column(key="women"), lambda one: Cell(value=one.women, words="")),
        Field[Entry](Column(key="men"), lambda one: Cell(value=one.men, words="")),
        Field[Entry](basis_column(), lambda one: make_basis_of(texts, one.all)),
        Field[Entry](Column(key="publisher"), lambda one: _make_publisher(catalogue, texts, one.all)),
        data_field("source_id", lambda one: _find_known(one.all, label_source_ids(catalogue, one.all.origins))),
        data_field("read", lambda one: _find_known(one.all, list_days_read(one.all.origins))),
        data_field("copied", lambda one: _find_known(one.all, list_copied(one.all.origins))),
        Field[Entry](Column(key="blank"), lambda one: _make_blank(texts, measured.indicator, one.all)),
    ]
    blank = (None,) * len(courses.years)
    rows = [
        Entry(*each)
        for course, women, men in zip_longest(courses.observations, courses.women, courses.men)
        for each in zip(course, women or blank, men or blank, strict=True)
    ]
    return tabulate(f"series-{measured.id}", label_courses(texts, courses), fields, rows)


def has_picture(courses: Courses) -> bool:
    """Whether some place has two values, and there are no more places than a picture tells apart."""
    is_course = any(sum(one.value is not None for one in course) > 1 for course in courses.observations)
    return is_course and len(courses.places) <= MOST_LINES


def draw_courses(texts: Texts, courses: Courses) -> Picture | None:
    """The courses as lines; None where they have no picture."""
    if not has_picture(courses):
        return None
    lines, title = _list_lines(texts, courses), label_courses(texts, courses)
    svg = draw_course(lines, partial(format_measured, texts, courses.measured), SIZE, title=title, each_stops=True)
    return Picture(svg, _describe_lines(texts, courses, title), title)


def _list_lines(texts: Texts, courses: Courses) -> list[Line]:
    lines = [
        Line(place.name, courses.years, tuple(one.value for one in course), emphasis=number == 0)
        for number, (place, course) in enumerate(zip(courses.places, courses.observations, strict=True))
    ]
    if courses.similar:
        lines.append(Line(label_similar(texts, courses), courses.years, courses.similar, emphasis=False))
    return lines


def frame_courses(catalogue: Catalogue, texts: Texts, courses: Courses, page: str) -> str | None:
    """The picture as it goes out alone, as SVG: with title, places, years and those that are missing, a scale without
    zero, basis, publisher and the page that it is from. None where there is no picture.
    """
    picture = draw_courses(texts, courses)
    if picture is None:
        return None
    title = texts("measures.framed", name=label_courses(texts, courses), places=_list_places(texts, courses))
    credit, source = describe_courses(catalogue, texts, courses)[0], texts("provenance.cited_page", address=page)
    gaps = (describe_missing(texts, courses.years), *_describe_breaks(texts, courses))
    notes = (describe_span(texts, courses), *gaps, *_describe_scale(texts, courses), credit, source)
    return frame_drawing(picture.svg, SIZE, title, notes)


def _describe_scale(texts: Texts, courses: Courses) -> Iterator[str]:
    """That the scale does not start at zero, where it does not: small changes then look large."""
    if not reaches_zero(_list_lines(texts, courses), partial(format_measured, texts, courses.measured)):
        yield texts("measures.no_zero")


def describe_span(texts: Texts, courses: Courses) -> str:
    """The first and the last year drawn."""
    return texts("measures.span", first=courses.years[0], last=courses.years[-1])


def _list_places(texts: Texts, courses: Courses) -> str:
    shown = zip(courses.places, courses.observations, strict=True)
    return texts.listing([place.name for place, course in shown if any(one.value is not None for one in course)])


def compose_courses(catalogue: Catalogue, texts: Texts, courses: Courses) -> Iterator[Block]:
    """What the measure is, the picture and the table."""
    yield from (Paragraph(sentence) for sentence in describe_measure(catalogue, texts, courses.measured))
    picture = draw_courses(texts, courses)
    if picture is not None:
        yield picture
        if said := describe_missing(texts, courses.years):
            yield Paragraph(said)
    yield tabulate_years(catalogue, texts, courses)


def compose_titled_courses(catalogue: Catalogue, texts: Texts, courses: Courses) -> Iterator[Block]:
    """The same under the measure's name, where no page has it as its title."""
    yield Heading(label_courses(texts, courses))
    yield from compose_courses(catalogue, texts, courses)


def _describe_lines(texts: Texts, courses: Courses, title: str) -> str:
    """Where each course begins and ends, for those who do not see it."""
    told = []
    for place, course in zip(courses.places, courses.observations, strict=True):
        known = [one for one in course if one.value is not None]
        if known:
            first, last = known[0], known[-1]
            told.append(
                texts(
                    "measures.line",
                    place=place.name,
                    first=first.period.year,
                    last=last.period.year,
                    start=format_measured(texts, courses.measured, first.value),
                    end=format_measured(texts, courses.measured, last.value),
                )
            )
    told += filter(None, (describe_missing(texts, courses.years), *_describe_breaks(texts, courses)))
    return " ".join((f"{title}.", *told))


def _describe_breaks(texts: Texts, courses: Courses) -> Iterator[str]:
    """Where the line of a place stops and goes on, since some year between has no value."""
    for place, course in zip(courses.places, courses.observations, strict=True):
        values = [one.value for one in course]
        known = [at for at, value in enumerate(values) if value is not None]
        blank = [str(courses.years[at]) for at in range(known[0], known[-1]) if values[at] is None] if known else []
        if blank:
            yield texts("measures.broken", place=place.name, years=texts.listing(blank))


def _make_at(texts: Texts, courses: Courses, indicator: Indicator, number: int, at: int) -> Cell:
    observation = courses.observations[number][at]
    more = "" if observation.blank is None else describe_blank(texts, indicator, observation.blank)
    return Cell(value=observation.value, words=format_measured(texts, courses.measured, observation.value), more=more)


def _make_similar(texts: Texts, courses: Courses, at: int) -> Cell:
    value = courses.similar[at]
    return Cell(value=value, words=format_measured(texts, courses.measured, value))


def _find_known(observation: Observation, told: str | None) -> str | None:
    return None if observation.value is None else told


def _make_publisher(catalogue: Catalogue, texts: Texts, observation: Observation) -> Cell:
    return Cell(value=say_publishers(catalogue, texts, observation), words="")


def _make_blank(texts: Texts, indicator: Indicator, observation: Observation) -> Cell:
    return Cell(
        value=None if observation.blank is None else describe_blank(texts, indicator, observation.blank), words=""
    )
