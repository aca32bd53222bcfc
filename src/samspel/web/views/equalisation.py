"""Tax and income equalisation of a place, line by line."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from samspel.app.equalising import equalise
from samspel.reports.equalisation_data import tabulate_results
from samspel.terms.place import PlaceKind
from samspel.web.downloads import offer_table
from samspel.web.pages import show_page
from samspel.web.presenters.equalisation import EqualisationPage, present_equalisation
from samspel.web.shared import get_catalogue, get_desk, get_place, get_texts


@require_safe
def show(request: HttpRequest, code: str) -> HttpResponse:
    """The equalisation of a municipality or region; for the country one sentence why there is none."""
    place = get_place(code)
    page = EqualisationPage(place=place)
    if place.kind is not PlaceKind.COUNTRY:
        figures = present_equalisation(get_catalogue(), get_texts(), equalise(get_desk(), place))
        page = replace(page, figures=figures)
    return show_page(request, page)


@require_safe
def send(_request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """The equalisation as a file. Raises BadInputError for the country."""
    table = tabulate_results(get_catalogue(), get_texts(), equalise(get_desk(), get_place(code)))
    return offer_table(table, kind)
