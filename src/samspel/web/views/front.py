"""The front page and the search."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from samspel.app.finding import find_place, suggest_places
from samspel.terms.errors import NotFoundError
from samspel.terms.likeness import plain_word
from samspel.terms.place import Place
from samspel.web.presenters.pictures import draw_country
from samspel.web.shared import get_catalogue, get_lang, get_texts
from samspel.web.views.errors import explain_all

SUGGESTED = 8


@require_safe
def show_front(request: HttpRequest) -> HttpResponse:
    """What Samspel is, the search, the map and the list of places."""
    words = request.GET.get("q", "").strip()
    if not words:
        return _render_front(request)
    try:
        place = _find_only(words)
    except NotFoundError as error:
        context = {
            "words": words,
            "told": explain_all(get_texts(), error),
            "nearest": suggest_places(get_catalogue(), words),
        }
        return _render_front(request, context, status=404)
    if place is None:
        return _render_front(request, {"words": words, "found": _begin_with(words)})
    return redirect("place", place.code)


@require_safe
def suggest(request: HttpRequest) -> HttpResponseBase:
    """Places to choose from while typing; without htmx the search itself."""
    words = request.GET.get("q", "").strip()
    if not request.headers.get("HX-Request"):
        return show_front(request)
    found = suggest_places(get_catalogue(), words, SUGGESTED) if words else ()
    response = render(request, "samspel/parts/suggestions.html", {"found": found})
    patch_vary_headers(response, ["HX-Request"])
    return response


def _render_front(request: HttpRequest, context: Mapping[str, object] | None = None, status: int = 200) -> HttpResponse:
    places = get_catalogue().places
    counties = [(region, places.members_of(region)) for region in places.regions]
    whole = {"counties": counties, "map": draw_country(get_lang()), **(context or {})}
    return render(request, "samspel/front.html", whole, status=status)


def _find_only(words: str) -> Place | None:
    """The place that the words name, or the only one that begins with them; None when several do.

    Raises NotFoundError with the nearest names when none does.
    """
    try:
        return find_place(get_catalogue(), words)
    except NotFoundError:
        beginning = _begin_with(words)
        if not beginning:
            raise
        return beginning[0] if len(beginning) == 1 else None


def _begin_with(words: str) -> list[Place]:
    wanted = plain_word(words)
    return [place for place in get_catalogue().places.everywhere[:-1] if plain_word(place.name).startswith(wanted)]
