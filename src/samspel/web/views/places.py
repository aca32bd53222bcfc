"""A place, and several side by side."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from samspel.app.finding import find_place
from samspel.app.keeping import list_kept
from samspel.app.places import FEWEST, MOST, compare
from samspel.observations.picture import SideBySide
from samspel.terms.errors import SamspelError
from samspel.terms.place import PlaceKind
from samspel.web.presenters.figures import FigureTable, present_side_by_side
from samspel.web.presenters.kept import LATEST, present_changes
from samspel.web.presenters.places import present_place
from samspel.web.presenters.reach import find_report, tell_shift_share
from samspel.web.shared import get_catalogue, get_desk, get_lang, get_place, get_texts
from samspel.web.views.errors import explain_all


@require_safe
def show(request: HttpRequest, code: str) -> HttpResponse:
    """The picture of a place."""
    place = get_place(code)
    if place.code != code:
        return redirect("place", place.code)
    page = present_place(place.code, get_lang())
    report = find_report(place.code)
    reach = "" if report is None else tell_shift_share(get_catalogue(), get_texts(), report)
    context: dict[str, object] = {
        "place": place,
        "page": page,
        "tab": "place",
        "reach": reach,
        "has_reach": report is not None,
    }
    if place.kind is not PlaceKind.COUNTRY:
        kept = list_kept(get_desk(), place, LATEST)
        context |= {"kept": kept.has_any, "changes": present_changes(get_desk(), get_texts(), kept.changes)}
    return render(request, "samspel/place.html", context)


@require_safe
def show_comparison(request: HttpRequest) -> HttpResponse:
    """Two to four places side by side, and the form that chooses them."""
    names = [name for name in request.GET.getlist("plats") if name.strip()]
    context: dict[str, object] = {"everywhere": get_catalogue().places.everywhere[:-1]}
    status = 200
    if names:
        try:
            compared = find_comparison(names)
            context |= {
                "compared": compared,
                "tables": _present_comparison(compared),
                "codes": urlencode([("plats", place.code) for place in compared.places]),
            }
            names = [place.name for place in compared.places]
        except SamspelError as error:
            context["told"] = explain_all(get_texts(), error)
            status = 400
    context["fields"] = [
        (number, name, number <= FEWEST)
        for number, name in enumerate([*names, *[""] * MOST][: max(MOST, len(names))], 1)
    ]
    return render(request, "samspel/compare.html", context, status=status)


def find_comparison(names: list[str]) -> SideBySide:
    """The places that are named, side by side.

    Raises NotFoundError for an unknown one, BadInputError for too few or too many.
    """
    desk = get_desk()
    return compare(desk, [find_place(desk.catalogue, name) for name in names])


def _present_comparison(compared: SideBySide) -> list[tuple[str, str, FigureTable]]:
    texts = get_texts()
    titles = {section.id: texts.of(section) for section in get_catalogue().picture}
    return [
        (section, titles[section], present_side_by_side(texts, compared.places, entries, titles[section]))
        for section, entries in compared.sections
    ]
