"""Every table as CSV or XLSX."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from samspel.app.costing import add_costs
from samspel.app.finding import find_goal
from samspel.app.goals import show_goals
from samspel.app.needs import measure_needs
from samspel.app.places import list_sites, show_course, show_likeness, show_place
from samspel.reports.figure_tables import tabulate_course
from samspel.reports.goals import tabulate_goal, tabulate_goals
from samspel.reports.handbook import tabulate_demands, tabulate_duties
from samspel.reports.interdependence import tabulate_interdependence
from samspel.reports.likeness import tabulate_features, tabulate_peers
from samspel.reports.need_table import tabulate_needs
from samspel.reports.place import tabulate_picture, tabulate_section, tabulate_sites
from samspel.reports.sources import tabulate_changes, tabulate_parameters, tabulate_sources, tabulate_studies
from samspel.web.downloads import offer_table
from samspel.web.presenters.needs import read_filter
from samspel.web.presenters.places import OF_FEATURES
from samspel.web.shared import get_catalogue, get_desk, get_place, get_texts

WHOLE = {
    "krav": tabulate_demands,
    "ansvar": tabulate_duties,
    "mal": tabulate_goals,
    "kallor": tabulate_sources,
    "andringar": tabulate_changes,
    "parametrar": tabulate_parameters,
    "studier": tabulate_studies,
}


@require_safe
def send_place(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """The figures of a place, or those of one section."""
    catalogue, texts, place = get_catalogue(), get_texts(), get_place(code)
    picture, wanted = show_place(get_desk(), place).picture, request.GET.get("avsnitt", "")
    if not wanted:
        return offer_table(tabulate_picture(catalogue, texts, picture), kind)
    section = next((each for each in picture.sections if each.record.id == wanted and each.rows), None)
    if section is None:
        raise Http404
    return offer_table(tabulate_section(catalogue, texts, place, section), kind)


@require_safe
def send_needs(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """The demands at a place, those that pass the filter."""
    catalogue, place = get_catalogue(), get_place(code)
    needs = measure_needs(get_desk(), place, read_filter(catalogue, place, request.GET.dict()))
    table = tabulate_needs(catalogue, get_texts(), add_costs(get_desk(), needs))
    return offer_table(table, kind, f"{table.name}-{place.code}")


@require_safe
def send_course(_request: HttpRequest, code: str, indicator: str, kind: str) -> HttpResponse:
    """An indicator of a place over time."""
    catalogue, place = get_catalogue(), get_place(code)
    if indicator not in catalogue.indicators:
        raise Http404
    course = show_course(get_desk(), place, indicator)
    return offer_table(tabulate_course(catalogue, get_texts(), course, place), kind)


@require_safe
def send_sites(_request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """The sites of a place in the emission registers."""
    place = get_place(code)
    sites = list_sites(get_desk(), place)
    return offer_table(tabulate_sites(get_catalogue(), get_texts(), place, sites), kind)


@require_safe
def send_interdependence(_request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """The table of industry and welfare of a place."""
    measured = show_place(get_desk(), get_place(code)).interdependence
    return offer_table(tabulate_interdependence(get_catalogue(), get_texts(), measured), kind)


@require_safe
def send_similar(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """How like a place is to those that it is compared with, or the weights of the features."""
    tabulate = tabulate_features if request.GET.get("tabell") == OF_FEATURES else tabulate_peers
    likeness = show_likeness(get_desk(), get_place(code))
    return offer_table(tabulate(get_catalogue(), get_texts(), likeness), kind)


@require_safe
def send_goal(_request: HttpRequest, code: str, goal: str, kind: str) -> HttpResponse:
    """The figures of a goal at a place."""
    catalogue, place = get_catalogue(), get_place(code)
    (view,) = show_goals(get_desk(), place, [find_goal(catalogue, goal)])
    return offer_table(tabulate_goal(catalogue, get_texts(), place, view), kind)


@require_safe
def send_whole(_request: HttpRequest, name: str, kind: str) -> HttpResponse:
    """A table of the content itself: handbook, duties, goals, sources, what changed in them, parameters, studies."""
    return offer_table(WHOLE[name](get_catalogue(), get_texts()), kind)
