"""Tax and income equalisation of a place in a year, line by line."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from samspel.app.equalising import equalise
from samspel.reports.equalisation_data import tabulate_results
from samspel.terms.numbers import read_count
from samspel.terms.place import PlaceKind
from samspel.web.downloads import offer_table
from samspel.web.pages import show_page
from samspel.web.presenters.equalisation import EqualisationPage, present_equalisation
from samspel.web.shared import get_catalogue, get_desk, get_place, get_texts

YEAR = "ar"
"""The field of the address that names the year."""


@require_safe
def show(request: HttpRequest, code: str) -> HttpResponse:
    """The equalisation of a municipality or region; for the country one sentence why there is none. Raises
    BadInputError for a year without rules.
    """
    place = get_place(code)
    page = EqualisationPage(place=place)
    if place.kind is not PlaceKind.COUNTRY:
        asked = read_year(request)
        measured = equalise(get_desk(), place, asked)
        page = replace(
            page,
            figures=present_equalisation(get_catalogue(), get_texts(), measured),
            year=measured.year,
            years=tuple(line.year for line in reversed(measured.course)),
            query="" if asked is None else f"?{YEAR}={asked}",
        )
    return show_page(request, page)


@require_safe
def send(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """The equalisation as a file. Raises BadInputError for the country and for a year without rules."""
    measured = equalise(get_desk(), get_place(code), read_year(request))
    return offer_table(tabulate_results(get_texts(), measured), kind)


def read_year(request: HttpRequest) -> int | None:
    """The year that the address names, if any. Raises BadInputError for one that is no number."""
    said = request.GET.get(YEAR, "").strip()
    return read_count(said, get_texts()("words.year")) if said else None
