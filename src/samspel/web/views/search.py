"""The search over everything: what is searched for stands in the address, and so does the place one is in."""

from dataclasses import dataclass, replace
from typing import ClassVar

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from samspel.app.searching import find_only_place, search
from samspel.catalogue.texts import Explanation
from samspel.search.hits import Answer, HitKind
from samspel.terms.errors import BadInputError, NotFoundError
from samspel.terms.harmless import neutralise
from samspel.web.pages import show_page
from samspel.web.presenters.search import PAGE, HitGroup, HitLink, group_hits, list_pages_of_places, present_hits
from samspel.web.shared import get_desk, get_texts
from samspel.web.views.errors import explain_all
from samspel.web.whereabouts import find_here

SUGGESTED, BEST = 8, 3
"""Hits while typing, and those that stand first whatever their kind."""
LONGEST = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """What was searched for and found: the best hits, the others by kind, or that there are none. `page` is the page
    that a place is looked for to, if any.
    """

    template: ClassVar[str] = "samspel/search.html"
    title: str
    words: str = ""
    page: str = ""
    count: str = ""
    note: str = ""
    best: tuple[HitLink, ...] = ()
    groups: tuple[HitGroup, ...] = ()
    errors: tuple[Explanation, ...] = ()


@dataclass(frozen=True, slots=True)
class SuggestionsPage:
    """What to choose from while typing."""

    template: ClassVar[str] = "samspel/parts/suggestions.html"
    found: tuple[HitLink, ...]


@require_safe
def show(request: HttpRequest) -> HttpResponseBase:
    """What the words may mean; straight to the place that they name. While typing, the best hits alone."""
    words = neutralise(request.GET.get("q", "")).strip()[:LONGEST]
    page = request.GET.get(PAGE, "")
    page = page if page in list_pages_of_places() else ""
    if request.headers.get("HX-Request"):
        response: HttpResponseBase = _suggest(request, words, page)
    elif words:
        response = _answer(request, words, page)
    else:
        response = show_page(request, _begin(words, page))
    patch_vary_headers(response, ["HX-Request"])
    return response


def _answer(request: HttpRequest, words: str, page: str) -> HttpResponseBase:
    texts, here, begun = get_texts(), find_here(request), _begin(words, page)
    try:
        answer = _search(words, page)
    except NotFoundError as error:
        return show_page(request, replace(begun, errors=tuple(explain_all(texts, error))), 404)
    place = find_only_place(get_desk(), answer)
    if place is not None:
        return redirect(page or "place", place.code)
    here = answer.beside or here
    count, rest = len(answer.hits), answer.hits[BEST:]
    found = replace(
        begun,
        count=texts("search.count", count=count),
        note=texts("search.in_place", area=here.area) if here is not None else "",
        best=present_hits(answer.hits[:BEST], here, page, words),
        groups=group_hits(rest, here, words),
    )
    return show_page(request, found)


def _suggest(request: HttpRequest, words: str, page: str) -> HttpResponseBase:
    try:
        answer = _search(words, page)
    except (BadInputError, NotFoundError):
        return show_page(request, SuggestionsPage(()))
    here = answer.beside or find_here(request)
    return show_page(request, SuggestionsPage(present_hits(answer.hits[:SUGGESTED], here, page, words)))


def _search(words: str, page: str) -> Answer:
    """Where a place is looked for, places alone. Raises NotFoundError where nothing fits."""
    answer = search(get_desk(), words)
    if not page:
        return answer
    places = tuple(hit for hit in answer.hits if hit.entry.kind is HitKind.PLACE)
    if not places:
        raise NotFoundError("nothing_found", name=words)
    return replace(answer, hits=places)


def _begin(words: str, page: str) -> SearchPage:
    """The page before anything is found."""
    texts = get_texts()
    title = texts("search.title_for", words=words) if words else texts("search.title")
    if page:
        title = texts("search.which_place", name=list_pages_of_places()[page])
    return SearchPage(title=title, words=words, page=page)
