"""What each address answers: what the reports make for commands and files, and no shape of its own."""

from collections.abc import Sequence

from samspel.app.costing import add_costs
from samspel.app.courses import Choice, find_origins, show_courses, show_cube, show_part
from samspel.app.fetching import list_known
from samspel.app.finding import find_area, find_demand, find_place
from samspel.app.measures import describe_span, find_measure, list_measures
from samspel.app.needs import NeedFilter, find_deciding, measure_at_each, measure_needs
from samspel.app.places import show_place
from samspel.catalogue.records.figures import Gender
from samspel.rendering.table import list_records
from samspel.reports.courses import tabulate_courses
from samspel.reports.handbook import render_demand, tabulate_demands
from samspel.reports.json_stat import render_json_stat
from samspel.reports.measures import tabulate_measures
from samspel.reports.measures_data import render_measure
from samspel.reports.need_table import tabulate_needs
from samspel.reports.needs_data import make_need
from samspel.reports.place_data import make_portrait
from samspel.reports.records import make_place
from samspel.reports.sources import tabulate_sources
from samspel.terms.place import Place
from samspel.web.api.parameters import Asked
from samspel.web.api.shapes import Listing, NeedsData
from samspel.web.shared import get_catalogue, get_desk, get_lang, get_place, get_texts

JSON, JSON_STAT = "json", "json-stat2"
GENDERS: tuple[Gender, ...] = ("T", "K", "M")
DESCRIBED, ALL = "described", "all"
WHICH, FORMATS = (DESCRIBED, ALL), (JSON, JSON_STAT)
FILTERS = ("responsible", "obligation", "verdict", "strength", "kind")


def list_places(asked: Asked) -> Listing:
    """Every place, or those of a level."""
    level = asked.text("level")
    places = (one for one in get_catalogue().places.everywhere if level in ("", one.kind.value))
    return _cut(asked, [make_place(place) for place in places])


def show_one_place(asked: Asked) -> object:
    """The picture of a place."""
    return make_portrait(get_catalogue(), get_texts(), show_place(get_desk(), _find_place(asked)))


def list_needs(asked: Asked) -> object:
    """The demands at a place, those that pass the filter."""
    catalogue, place = get_catalogue(), _find_place(asked)
    area, body = asked.text("area"), asked.text("body")
    wanted = NeedFilter(
        **{name: asked.text(name) for name in FILTERS},
        area=find_area(catalogue, area) if area else "",
        body=find_deciding(catalogue.places, find_place(catalogue, body)) if body else "",
    )
    rows = add_costs(get_desk(), measure_needs(get_desk(), place, wanted))
    return NeedsData(place=make_place(place), needs=[make_need(catalogue, get_texts(), row) for row in rows])


def show_need(asked: Asked) -> object:
    """One demand at a place."""
    demand = find_demand(get_catalogue(), asked.path["demand"])
    (row,) = add_costs(get_desk(), measure_needs(get_desk(), _find_place(asked), NeedFilter(demand=demand.id)))
    return make_need(get_catalogue(), get_texts(), row)


def list_demands(asked: Asked) -> Listing:
    """The handbook."""
    return _cut(asked, list_records(tabulate_demands(get_catalogue(), get_texts())))


def show_demand(asked: Asked) -> object:
    """A demand without a place."""
    return render_demand(get_catalogue(), get_texts(), find_demand(get_catalogue(), asked.path["demand"]))


def list_verdicts(asked: Asked) -> Listing:
    """A demand at every municipality, or every region where those decide: what passes the filter."""
    desk, demand = get_desk(), find_demand(get_catalogue(), asked.path["demand"])
    wanted = NeedFilter(verdict=asked.text("verdict"), strength=asked.text("strength"))
    found = [need for need in measure_at_each(desk, demand) if wanted.keeps(desk.catalogue.places, need)]
    rows = add_costs(desk, found[asked.rows])
    return Listing(list_records(tabulate_needs(desk.catalogue, get_texts(), rows)), len(found))


def list_all_measures(asked: Asked) -> Listing:
    """The measures in whose name or text the words stand; those that Samspel describes, or all."""
    found = list_measures(get_desk(), get_lang(), asked.text("q"), described=asked.text("which") != ALL)
    return Listing(list_records(tabulate_measures(get_catalogue(), get_texts(), found[asked.rows])), len(found))


def show_measure(asked: Asked) -> object:
    """What a measure is and where it comes from."""
    desk = get_desk()
    measured = find_measure(desk, get_lang(), asked.path["measure"])
    listed = describe_span(desk, measured)
    return render_measure(desk.catalogue, get_texts(), listed, find_origins(desk, measured), list_known(desk))


def list_series(asked: Asked) -> object:
    """The course of a measure at the places that are named, or at all."""
    desk, lang = get_desk(), get_lang()
    measured = find_measure(desk, lang, asked.path["measure"])
    places = [find_place(desk.catalogue, name) for name in _list_names(asked)]
    gender = next((one for one in GENDERS if one == asked.text("gender")), GENDERS[0])
    choice = Choice(gender=gender, first=asked.count("from"), last=asked.count("to"))
    if asked.text("format") == JSON_STAT:
        return render_json_stat(desk.catalogue, get_texts(), show_cube(desk, lang, measured, places, choice))
    if places:
        courses = show_courses(desk, lang, measured, places, choice)
        return _cut(asked, list_records(tabulate_courses(desk.catalogue, get_texts(), courses)))
    courses, rows, count = show_part(desk, lang, measured, choice, asked.rows)
    return Listing(list_records(tabulate_courses(desk.catalogue, get_texts(), courses))[rows], count)


def list_sources(asked: Asked) -> Listing:
    """The built-in tables."""
    return _cut(asked, list_records(tabulate_sources(get_catalogue(), get_texts())))


def _find_place(asked: Asked) -> Place:
    return get_place(asked.path["place"])


def _list_names(asked: Asked) -> list[str]:
    """The places, one to a parameter or several with commas between."""
    return [name for given in asked.many("place") for name in given.split(",") if name.strip()]


def _cut(asked: Asked, values: Sequence[object]) -> Listing:
    """The page of what is there in full."""
    return Listing(values[asked.rows], len(values))
