"""What renewals of figures changed: at a place, and everywhere."""

from dataclasses import dataclass, replace
from typing import ClassVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from samspel.app.news import is_worked_out, list_news, list_renewals, narrow
from samspel.catalogue.texts import Explanation, Texts
from samspel.reports.news import (
    compose_news,
    count_news,
    label_moment,
    list_demands,
    list_ways,
    tabulate_new_figures,
    tabulate_new_verdicts,
    tabulate_places,
)
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place
from samspel.web.blocks import set_blocks
from samspel.web.downloads import offer_table
from samspel.web.pages import show_page
from samspel.web.shared import get_catalogue, get_desk, get_place, get_texts
from samspel.web.views.errors import explain_all
from samspel.web.work.paging import Pager, page_list

COUNTY, DEMAND, WAY, RENEWAL = "lan", "krav", "hall", "hamtning"
"""The fields of the address."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that may be chosen in a list, or a renewal with the address of its page."""

    value: str
    label: str
    is_chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceNewsPage:
    """What a renewal changed at a place; why it is not told where it is not; and the other renewals."""

    template: ClassVar[str] = "samspel/place_news.html"
    place: Place
    blocks: SafeString | None = None
    nothing: Explanation | None = None
    is_behind: bool = False
    renewals: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsPage:
    """What a renewal changed everywhere, as the form asks, and the files of all figures in a county."""

    template: ClassVar[str] = "samspel/news.html"
    counties: tuple[Choice, ...] = ()
    demands: tuple[Choice, ...] = ()
    ways: tuple[Choice, ...] = ()
    renewals: tuple[Choice, ...] = ()
    is_behind: bool = False
    nothing: Explanation | None = None
    verdicts: SafeString | None = None
    pager: Pager | None = None
    places: SafeString | None = None
    csv: str = ""
    xlsx: str = ""


@require_safe
def show(request: HttpRequest, code: str, key: str = "") -> HttpResponse:
    """What a renewal changed at a place: the latest, or the one in the address. Raises NotFoundError for none."""
    place, texts, desk = get_place(code), get_texts(), get_desk()
    if place.code != code:
        return redirect("place_news_of", place.code, key) if key else redirect("place_news", place.code)
    page = PlaceNewsPage(place=place, is_behind=not is_worked_out(desk), renewals=_list_renewals(texts, key, place))
    try:
        news = list_news(desk, (place,), key)
    except BadInputError as error:
        return show_page(request, replace(page, nothing=next(iter(explain_all(texts, error)))))
    return show_page(request, replace(page, blocks=set_blocks(texts, compose_news(desk.catalogue, texts, news, place))))


@require_safe
def show_all(request: HttpRequest) -> HttpResponse:
    """What a renewal changed everywhere; which one, which county, demand and way, the address says. Raises
    NotFoundError for a renewal or a county that is not there.
    """
    texts, desk, key = get_texts(), get_desk(), request.GET.get(RENEWAL, "")
    page = NewsPage(is_behind=not is_worked_out(desk), renewals=_list_renewals(texts, key))
    try:
        news = list_news(desk, _find_places(request), key)
    except BadInputError as error:
        return show_page(request, replace(page, nothing=next(iter(explain_all(texts, error)))))
    chosen = narrow(news, request.GET.get(DEMAND, ""), request.GET.get(WAY, ""))
    paged = page_list(request, chosen.verdicts)
    county, kept = request.GET.get(COUNTY, ""), key or list_renewals(desk)[0][0]
    query = urlencode({COUNTY: county, RENEWAL: key} if key else {COUNTY: county})
    csv, xlsx = (f"{reverse('news_figures', args=[kind])}?{query}" if county else "" for kind in ("csv", "xlsx"))
    page = replace(
        page,
        counties=_list_counties(county),
        demands=tuple(Choice(*one, one[0] == request.GET.get(DEMAND)) for one in list_demands(texts, news)),
        ways=tuple(Choice(*one, one[0] == request.GET.get(WAY)) for one in list_ways(texts)),
        verdicts=set_blocks(texts, (tabulate_new_verdicts(texts, paged.rows),)) if paged.rows else None,
        pager=paged.pager,
        places=set_blocks(texts, (tabulate_places(texts, count_news(chosen, _find_places(request)), kept),)),
        csv=csv,
        xlsx=xlsx,
    )
    return show_page(request, page)


@require_safe
def send_figures(request: HttpRequest, kind: str) -> HttpResponse:
    """All new figures of a county as a table. Raises BadInputError where the address names none."""
    places = _find_places(request)
    if not request.GET.get(COUNTY):
        raise BadInputError("news_choose_county")
    news = list_news(get_desk(), places, request.GET.get(RENEWAL, ""))
    return offer_table(tabulate_new_figures(get_catalogue(), get_texts(), news.figures), kind)


def _find_places(request: HttpRequest) -> tuple[Place, ...]:
    """The municipalities and the region of the county that is chosen, or all. Raises NotFoundError for no county."""
    places, code = get_catalogue().places, request.GET.get(COUNTY, "")
    if not code:
        return (*places.municipalities, *places.regions)
    region = get_place(code)
    return (*places.members_of(region), region) if region in places.regions else (region,)


def _list_counties(code: str) -> tuple[Choice, ...]:
    return tuple(Choice(one.code, one.name, one.code == code) for one in get_catalogue().places.regions)


def _list_renewals(texts: Texts, chosen: str, place: Place | None = None) -> tuple[Choice, ...]:
    """The renewals with their addresses, where there are several to choose among."""
    kept = list_renewals(get_desk())
    if len(kept) < 2:  # noqa: PLR2004 - one is shown already
        return ()
    return tuple(
        Choice(
            f"{reverse('news')}?{urlencode({RENEWAL: key})}"
            if place is None
            else reverse("place_news_of", args=[place.code, key]),
            label_moment(texts, moment),
            key == (chosen or kept[0][0]),
        )
        for key, moment in kept
    )
