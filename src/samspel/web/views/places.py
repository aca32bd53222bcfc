"""A place, and several side by side."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from samspel.app.keeping import list_kept
from samspel.reports.reach import describe_values
from samspel.terms.place import PlaceKind
from samspel.web.pages import show_page
from samspel.web.presenters.figures import present_figures
from samspel.web.presenters.kept import LATEST, present_changes
from samspel.web.presenters.news import tell_news
from samspel.web.presenters.places import present_place, present_similar
from samspel.web.presenters.reach import find_report
from samspel.web.shared import get_catalogue, get_desk, get_lang, get_place, get_texts


@require_safe
def show(request: HttpRequest, code: str) -> HttpResponse:
    """The picture of a place."""
    place = get_place(code)
    if place.code != code:
        return redirect("place", place.code)
    page = present_place(place.code, get_lang())
    report = find_report(place.code)
    reach = "" if report is None else "".join(describe_values(get_catalogue(), get_texts(), report, ("shifts",)))
    page = replace(page, news=tell_news(place), has_reach=report is not None, reach=reach)
    if place.kind is not PlaceKind.COUNTRY:
        kept = list_kept(get_desk(), place, LATEST)
        changes = present_changes(get_desk(), get_texts(), kept.changes)
        page = replace(page, has_kept=kept.has_any, changes=changes)
    return show_page(request, page)


@require_safe
def show_figures(request: HttpRequest, code: str, section: str = "") -> HttpResponse:
    """All figures of a place, or those of one section."""
    place = get_place(code)
    if place.code != code:
        return redirect("section", place.code, section) if section else redirect("figures", place.code)
    return show_page(request, present_figures(place, section, get_lang()))


@require_safe
def show_similar(request: HttpRequest, code: str) -> HttpResponse:
    """How like a place is to those that it is compared with."""
    place = get_place(code)
    return (
        redirect("similar", place.code)
        if place.code != code
        else show_page(request, present_similar(place, get_lang()))
    )
