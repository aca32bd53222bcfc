"""The front page and the search."""

from dataclasses import dataclass, replace
from typing import ClassVar

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from samspel.app.finding import find_place, suggest_places
from samspel.catalogue.texts import Explanation
from samspel.terms.errors import NotFoundError
from samspel.terms.likeness import plain_word
from samspel.terms.place import Place
from samspel.web.pages import show_page
from samspel.web.presenters.maps import MapForm, MapPart, draw_first_map, present_first_form
from samspel.web.shared import get_catalogue, get_lang, get_texts
from samspel.web.views.errors import explain_all

SUGGESTED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontPage:
    """The regions with their municipalities, the map, and what the search found: places, or the nearest."""

    template: ClassVar[str] = "samspel/front.html"
    counties: tuple[tuple[Place, tuple[Place, ...]], ...]
    form: MapForm
    map: MapPart | None
    words: str = ""
    found: tuple[Place, ...] = ()
    errors: tuple[Explanation, ...] = ()
    nearest: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class SuggestionsPage:
    """Places to choose from while typing."""

    template: ClassVar[str] = "samspel/parts/suggestions.html"
    found: tuple[Place, ...]


@require_safe
def show_front(request: HttpRequest) -> HttpResponseBase:
    """What Samspel is, the search, the map and the list of places."""
    words = request.GET.get("q", "").strip()
    if not words:
        return show_page(request, _present_front())
    try:
        place = _find_only(words)
    except NotFoundError as error:
        errors, nearest = tuple(explain_all(get_texts(), error)), tuple(suggest_places(get_catalogue(), words))
        return show_page(request, replace(_present_front(), words=words, errors=errors, nearest=nearest), 404)
    if place is None:
        return show_page(request, replace(_present_front(), words=words, found=tuple(_begin_with(words))))
    return redirect("place", place.code)


@require_safe
def suggest(request: HttpRequest) -> HttpResponseBase:
    """Places to choose from while typing; without htmx the search itself."""
    words = request.GET.get("q", "").strip()
    if not request.headers.get("HX-Request"):
        return show_front(request)
    found = suggest_places(get_catalogue(), words, SUGGESTED) if words else ()
    response = show_page(request, SuggestionsPage(tuple(found)))
    patch_vary_headers(response, ["HX-Request"])
    return response


def _present_front() -> FrontPage:
    places = get_catalogue().places
    counties = tuple((region, tuple(places.members_of(region))) for region in places.regions)
    return FrontPage(counties=counties, form=present_first_form(), map=draw_first_map(get_lang()))


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
