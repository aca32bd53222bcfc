"""Rows of each table that the open data gives, from which its description learns what the columns hold: a table that
gets a new column has it in the description too.
"""

from samspel.app.costing import add_costs
from samspel.app.courses import find_origins, show_courses
from samspel.app.fetching import list_known
from samspel.app.measures import describe_span
from samspel.app.measures import list_measures as list_found
from samspel.app.needs import measure_needs
from samspel.rendering.table import list_records
from samspel.reports.courses import tabulate_courses
from samspel.reports.handbook import render_demand, tabulate_demands
from samspel.reports.measures import tabulate_measures
from samspel.reports.measures_data import render_measure
from samspel.reports.need_table import tabulate_needs
from samspel.reports.sources import tabulate_sources
from samspel.web.api.shapes import Rows
from samspel.web.shared import get_catalogue, get_desk, get_lang, get_texts

EACH = 60
"""One measure in so many is looked at whole."""


def list_demands() -> Rows:
    """The handbook."""
    return list_records(tabulate_demands(get_catalogue(), get_texts()))


def list_whole_demands() -> Rows:
    """Every demand in full."""
    return [render_demand(get_catalogue(), get_texts(), demand) for demand in get_catalogue().demands.values()]


def list_verdicts() -> Rows:
    """All demands at a municipality and at a region."""
    places = get_catalogue().places.municipalities[0], get_catalogue().places.regions[0]
    needs = [need for place in places for need in measure_needs(get_desk(), place)]
    return list_records(tabulate_needs(get_catalogue(), get_texts(), add_costs(get_desk(), needs)))


def list_measures() -> Rows:
    """Every measure."""
    found = list_found(get_desk(), get_lang(), "", described=False)
    return list_records(tabulate_measures(get_catalogue(), get_texts(), found))


def list_whole_measures() -> Rows:
    """Some measures in full."""
    desk, known = get_desk(), list_known(get_desk())
    some = list(desk.base.measures.everything.values())[::EACH]
    return [
        render_measure(desk.catalogue, get_texts(), describe_span(desk, one), find_origins(desk, one), known)
        for one in some
    ]


def list_series() -> Rows:
    """Measures that are told for women and men apart, at all municipalities of a region."""
    desk, places = get_desk(), get_catalogue().places
    members = places.members_of(places.regions[0])
    known = [one for one in desk.base.measures.everything.values() if one.is_by_gender and one.is_described][::EACH]
    courses = [show_courses(desk, get_lang(), one, members) for one in known]
    return [row for one in courses for row in list_records(tabulate_courses(desk.catalogue, get_texts(), one))]


def list_sources() -> Rows:
    """The built-in tables."""
    return list_records(tabulate_sources(get_catalogue(), get_texts()))
