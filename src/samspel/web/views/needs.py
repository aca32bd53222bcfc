"""The handbook's demands at a place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from samspel.app.costing import add_costs
from samspel.app.finding import find_demand
from samspel.app.needs import NeedFilter, find_elsewhere_answered, measure_needs
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.needs import Demand
from samspel.catalogue.texts import Texts
from samspel.needs.measuring import Need
from samspel.reports.needs import describe_counts, describe_rules, describe_verdicts, find_standouts
from samspel.terms.place import Place
from samspel.web.pages import Page, show_page
from samspel.web.presenters.demands import present_need
from samspel.web.presenters.needs import (
    Choice,
    NeedCard,
    describe_unknown,
    present_cards,
    present_choices,
    read_filter,
    write_filter,
)
from samspel.web.presenters.pictures import draw_sparks
from samspel.web.presenters.places import STANDOUTS
from samspel.web.presenters.reach import find_report
from samspel.web.shared import get_catalogue, get_desk, get_place, get_texts


@dataclass(frozen=True, slots=True)
class AreaPart:
    """The demands of an area, and how many of each verdict there are."""

    title: str
    counts: str
    cards: tuple[NeedCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedListPage:
    """The demands that pass the filter, by themselves when htmx asks, and the filter as it stands in an address.
    Without a filter those that stand out come first, and all of them folded in `areas`.
    """

    template: ClassVar[str] = "samspel/parts/need_list.html"
    place: Place
    cards: tuple[NeedCard, ...]
    first: tuple[NeedCard, ...]
    more: str
    areas: tuple[AreaPart, ...]
    summary: str
    unknown: str
    query: str
    has_sparks: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedsPage:
    """The filter with its choices, what it found, and the rules of verdicts."""

    template: ClassVar[str] = "samspel/needs.html"
    place: Place
    found: NeedListPage
    choices: tuple[Choice, ...]
    rules: tuple[str, ...]


@require_safe
def show_all(request: HttpRequest, code: str) -> HttpResponse:
    """All demands at a place, those that pass the filter; only the list when htmx asks."""
    catalogue, texts, place = get_catalogue(), get_texts(), get_place(code)
    wanted = read_filter(catalogue, place, request.GET.dict())
    needs = measure_needs(get_desk(), place, wanted)
    asked = write_filter(wanted)
    sparks = draw_sparks(place.code, texts.lang)
    cards = {card.id: card for card in present_cards(get_desk(), texts, needs, sparks)}
    large = find_standouts(needs)
    found = NeedListPage(
        place=place,
        cards=tuple(cards.values()) if asked else (),
        first=() if asked else tuple(cards[need.demand.id] for need in large[:STANDOUTS]),
        more=texts("web.needs.first_of", count=len(large)) if len(large) > STANDOUTS else "",
        areas=() if asked else _group(catalogue, texts, needs, cards),
        has_sparks=any(card.spark for card in cards.values()),
        summary=describe_verdicts(texts, needs),
        unknown=describe_unknown(catalogue, texts, place, request.GET.dict()),
        query=f"?{urlencode(asked)}" if asked else "",
    )
    page: Page = found
    if not request.headers.get("HX-Request") or request.headers.get("HX-History-Restore-Request"):
        choices, rules = present_choices(catalogue, texts, place, wanted), describe_rules(catalogue, texts)
        page = NeedsPage(place=place, found=found, choices=choices, rules=rules)
    response = show_page(request, page)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _group(
    catalogue: Catalogue, texts: Texts, needs: Sequence[Need], cards: Mapping[str, NeedCard]
) -> tuple[AreaPart, ...]:
    """The demands by area, in the handbook's order; in each in the order of need."""
    parts = []
    for area, record in catalogue.areas.items():
        within = [need for need in needs if need.demand.area == area]
        if within:
            shown = tuple(cards[need.demand.id] for need in within)
            parts.append(AreaPart(texts.of(record), describe_counts(texts, within), shown))
    return tuple(parts)


@never_cache
@require_safe
def show(request: HttpRequest, code: str, demand: str) -> HttpResponse:
    """One demand at a place, in full."""
    desk, texts, place = get_desk(), get_texts(), get_place(code)
    found = find_demand(desk.catalogue, demand)
    (row,) = add_costs(desk, [measure_demand(place, found)])
    page = present_need(desk, texts, row, find_report(place.code), find_elsewhere_answered(desk, row.need))
    return show_page(request, page)


def measure_demand(place: Place, demand: Demand) -> Need:
    """One demand at a place. Raises BadInputError for the country."""
    return measure_needs(get_desk(), place, NeedFilter(demand=demand.id))[0]
