"""The front page."""

from dataclasses import dataclass
from typing import ClassVar

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from samspel.terms.place import Place
from samspel.web.pages import show_page
from samspel.web.presenters.maps import MapPart, draw_first_map
from samspel.web.shared import get_catalogue, get_lang


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontPage:
    """The regions with their municipalities, and the map."""

    template: ClassVar[str] = "samspel/front.html"
    counties: tuple[tuple[Place, tuple[Place, ...]], ...]
    map: MapPart | None


@require_safe
def show_front(request: HttpRequest) -> HttpResponseBase:
    """What Samspel is, the search, the map and the list of places; on to the search where the address has words."""
    if request.GET.get("q", "").strip():
        return redirect(f"{reverse('search')}?{request.GET.urlencode()}")
    return show_page(request, _present_front())


def _present_front() -> FrontPage:
    places = get_catalogue().places
    counties = tuple((region, tuple(places.members_of(region))) for region in places.regions)
    return FrontPage(counties=counties, map=draw_first_map(get_lang()))
