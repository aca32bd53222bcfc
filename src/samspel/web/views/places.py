"""A place, and several side by side."""

from dataclasses import dataclass, replace
from typing import ClassVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from samspel.app.finding import find_place
from samspel.app.keeping import list_kept
from samspel.app.places import FEWEST, MOST, compare
from samspel.catalogue.texts import Explanation
from samspel.observations.picture import SideBySide
from samspel.reports.comparison import compose_comparison
from samspel.reports.reach import describe_values
from samspel.terms.errors import SamspelError
from samspel.terms.place import Place, PlaceKind
from samspel.web.blocks import set_blocks
from samspel.web.pages import show_page
from samspel.web.presenters.kept import LATEST, present_changes
from samspel.web.presenters.places import SectionPage, present_place
from samspel.web.presenters.reach import find_report
from samspel.web.shared import get_catalogue, get_desk, get_lang, get_place, get_texts
from samspel.web.views.errors import explain_all


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonPage:
    """The form, and the places that it names side by side or what is wrong with them; `fields` are number, name and
    whether the field must be filled in.
    """

    template: ClassVar[str] = "samspel/compare.html"
    everywhere: tuple[Place, ...]
    fields: tuple[tuple[int, str, bool], ...] = ()
    errors: tuple[Explanation, ...] = ()
    places: tuple[Place, ...] = ()
    codes: str = ""
    sections: tuple[SectionPage, ...] = ()


@require_safe
def show(request: HttpRequest, code: str) -> HttpResponse:
    """The picture of a place."""
    place = get_place(code)
    if place.code != code:
        return redirect("place", place.code)
    page = present_place(place.code, get_lang())
    report = find_report(place.code)
    reach = "" if report is None else "".join(describe_values(get_catalogue(), get_texts(), report, ("shifts",)))
    page = replace(page, has_reach=report is not None, reach=reach)
    if place.kind is not PlaceKind.COUNTRY:
        kept = list_kept(get_desk(), place, LATEST)
        changes = present_changes(get_desk(), get_texts(), kept.changes)
        page = replace(page, has_kept=kept.has_any, changes=changes)
    return show_page(request, page)


@require_safe
def show_comparison(request: HttpRequest) -> HttpResponse:
    """Two to four places side by side, and the form that chooses them."""
    names = [name for name in request.GET.getlist("plats") if name.strip()]
    page, status = ComparisonPage(everywhere=get_catalogue().places.everywhere[:-1]), 200
    if names:
        try:
            compared = find_comparison(names)
            page = _present_comparison(page, compared)
            names = [place.name for place in compared.places]
        except SamspelError as error:
            page, status = replace(page, errors=tuple(explain_all(get_texts(), error))), 400
    fields = tuple(
        (number, name, number <= FEWEST)
        for number, name in enumerate([*names, *[""] * MOST][: max(MOST, len(names))], 1)
    )
    return show_page(request, replace(page, fields=fields), status)


def find_comparison(names: list[str]) -> SideBySide:
    """The places that are named, side by side.

    Raises NotFoundError for an unknown one, BadInputError for too few or too many.
    """
    desk = get_desk()
    return compare(desk, [find_place(desk.catalogue, name) for name in names])


def _present_comparison(page: ComparisonPage, compared: SideBySide) -> ComparisonPage:
    catalogue, texts = get_catalogue(), get_texts()
    return replace(
        page,
        places=compared.places,
        codes=urlencode([("plats", place.code) for place in compared.places]),
        sections=tuple(
            SectionPage(table.name, table.caption, set_blocks(texts, (table,)))
            for table in compose_comparison(catalogue, texts, compared)
        ),
    )
