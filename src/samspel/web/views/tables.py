"""Every table as CSV or XLSX."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from samspel.app.costing import add_costs
from samspel.app.finding import find_goal
from samspel.app.goals import show_goals
from samspel.app.needs import measure_needs
from samspel.app.places import show_place
from samspel.observations.picture import find_sites
from samspel.rendering.data import PlainTable, render_table
from samspel.rendering.table import Data, data
from samspel.reports.need_table import tabulate_needs
from samspel.reports.tabling import (
    table_comparison,
    table_course,
    table_demands,
    table_duties,
    table_goals,
    table_picture,
    table_sources,
)
from samspel.terms.place import PlaceKind
from samspel.web.downloads import offer_file
from samspel.web.presenters.needs import read_filter
from samspel.web.shared import get_catalogue, get_desk, get_lang, get_place, get_texts
from samspel.web.tabling import (
    table_goal,
    table_interdependence,
    table_parameters,
    table_sites,
    table_studies,
)
from samspel.web.views.places import find_comparison

WHOLE = {
    "krav": table_demands,
    "ansvar": table_duties,
    "mal": table_goals,
    "kallor": table_sources,
    "parametrar": table_parameters,
    "studier": table_studies,
}


@require_safe
def send_place(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """The figures of a place, or those of one section."""
    catalogue = get_catalogue()
    table = table_picture(catalogue, get_lang(), show_place(get_desk(), get_place(code)).picture)
    section = request.GET.get("avsnitt", "")
    if section:
        column = table.columns.index("section")
        rows = tuple(row for row in table.rows if row[column] == section)
        if not rows:
            raise Http404
        table = replace(table, name=f"{table.name}-{section}", rows=rows)
    return send_table(table, kind)


@require_safe
def send_needs(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """The demands at a place, those that pass the filter."""
    catalogue, place = get_catalogue(), get_place(code)
    needs = measure_needs(get_desk(), place, read_filter(catalogue, request.GET.dict()))
    table = data(tabulate_needs(catalogue, get_texts(), add_costs(get_desk(), needs)))
    return send_table(replace(table, name=f"{table.name}-{place.code}"), kind)


@require_safe
def send_course(_request: HttpRequest, code: str, indicator: str, kind: str) -> HttpResponse:
    """An indicator of a place over time."""
    catalogue, place = get_catalogue(), get_place(code)
    if indicator not in catalogue.indicators:
        raise Http404
    course = get_desk().observations.series(indicator).course(place)
    table = table_course(catalogue, get_lang(), indicator, course)
    return send_table(replace(table, name=f"{table.name}-{place.code}"), kind)


@require_safe
def send_sites(_request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """The sites of a place in the emission registers."""
    place = get_place(code)
    return send_table(table_sites(place, find_sites(get_desk().observations, place)), kind)


@require_safe
def send_interdependence(_request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """The industry-welfare table of a region."""
    place = get_place(code)
    if place.kind is not PlaceKind.REGION:
        raise Http404
    measured = show_place(get_desk(), place).interdependence
    if measured is None:
        raise Http404
    return send_table(table_interdependence(get_catalogue(), get_texts(), measured), kind)


@require_safe
def send_goal(_request: HttpRequest, code: str, goal: str, kind: str) -> HttpResponse:
    """The figures of a goal at a place."""
    catalogue, place = get_catalogue(), get_place(code)
    (view,) = show_goals(get_desk(), place, [find_goal(catalogue, goal)])
    return send_table(table_goal(catalogue, get_texts(), place, view), kind)


@require_safe
def send_comparison(request: HttpRequest, kind: str) -> HttpResponse:
    """Two to four places side by side."""
    compared = find_comparison([name for name in request.GET.getlist("plats") if name.strip()])
    return send_table(table_comparison(get_catalogue(), get_lang(), compared), kind)


@require_safe
def send_whole(_request: HttpRequest, name: str, kind: str) -> HttpResponse:
    """A table of the content itself: handbook, duties, goals, sources, parameters, studies."""
    return send_table(WHOLE[name](get_catalogue(), get_lang()), kind)


def send_table(table: PlainTable | Data, kind: str) -> HttpResponse:
    """A table as a file to save."""
    return offer_file(f"{table.name}.{kind}", render_table(table, kind))
