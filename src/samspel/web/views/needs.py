"""The handbook's demands at a place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samspel.app.answering import Given, TypedAnswer, give_answer, undo_answer
from samspel.app.costing import add_costs
from samspel.app.finding import find_demand
from samspel.app.needs import BOTH, NeedFilter, find_elsewhere_answered, keep_needs, measure_needs
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.needs import Demand
from samspel.catalogue.texts import Explanation, Texts
from samspel.needs.measuring import Need
from samspel.reports.needs import describe_counts, describe_rules, describe_verdicts, find_standouts
from samspel.terms.clock import get_today
from samspel.terms.errors import BadInputError, SamspelError
from samspel.terms.place import Place
from samspel.web.notices import KEY, find_notice, recall_notice, send_on
from samspel.web.pages import Page, show_page
from samspel.web.presenters.answers import (
    AnswerPart,
    list_quick,
    present_forms,
    present_receipt,
    read_begun_answer,
    read_typed,
)
from samspel.web.presenters.demands import present_need
from samspel.web.presenters.needs import (
    Choice,
    NeedCard,
    describe_unknown,
    lead_to_both,
    present_cards,
    present_choices,
    read_filter,
    write_filter,
)
from samspel.web.presenters.pictures import draw_sparks
from samspel.web.presenters.places import STANDOUTS
from samspel.web.presenters.reach import find_report
from samspel.web.presenters.sheets import read_begun
from samspel.web.shared import get_catalogue, get_desk, get_lang, get_place, get_texts
from samspel.web.views.errors import explain_all, find_status

UNDO = "angra"


@dataclass(frozen=True, slots=True)
class Undone:
    """An answer was taken back; whether the one before it stands again."""

    is_put_back: bool


@dataclass(frozen=True, slots=True)
class AreaPart:
    """The demands of an area, and how many of each verdict there are."""

    title: str
    counts: str
    cards: tuple[NeedCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedListPage:
    """The demands that pass the filter, by themselves when htmx asks, and the filter as it stands in an address.
    Without a filter those that stand out come first, and all of them folded in `areas`; `both` says how many have all
    that a motion needs.
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
    both: str
    to_both: str


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
    first = () if asked else tuple(cards[need.demand.id] for need in large[:STANDOUTS])
    cards |= {card.id: replace(card, is_first=True) for card in first}
    found = NeedListPage(
        place=place,
        cards=tuple(cards.values()) if asked else (),
        first=first,
        more=texts("web.needs.first_of", shown=STANDOUTS, count=len(large)) if len(large) > STANDOUTS else "",
        areas=() if asked else _group(catalogue, texts, needs, cards),
        has_sparks=any(card.spark for card in cards.values()),
        summary=describe_verdicts(texts, needs),
        unknown=describe_unknown(catalogue, texts, place, request.GET.dict()),
        query=f"?{urlencode(asked)}" if asked else "",
        both="" if asked else _count_both(texts, needs),
        to_both=lead_to_both(place),
    )
    page: Page = found
    if not request.headers.get("HX-Request"):
        choices, rules = present_choices(catalogue, texts, place, wanted), describe_rules(catalogue, texts)
        page = NeedsPage(place=place, found=found, choices=choices, rules=rules)
    response = show_page(request, page)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _count_both(texts: Texts, needs: Sequence[Need]) -> str:
    """How many demands have both figures and an answer on cost for a motion; nothing where there is none."""
    count = len(keep_needs(get_desk(), NeedFilter(material=BOTH), needs))
    return texts("material.count", count=count) if count else ""


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
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, code: str, demand: str) -> HttpResponse:
    """One demand at a place, in full; an answer to one of its questions taken in, or taken back."""
    place, found = get_place(code), find_demand(get_catalogue(), demand)
    need = measure_demand(place, found)
    if request.method != "POST":
        return _show_need(request, need)
    typed = None if UNDO in request.POST else read_typed(request.POST.dict())
    address = reverse("place_need", args=[place.code, found.id]) + read_begun(request.GET).query
    try:
        if typed is not None:
            return send_on(address, give_answer(get_desk(), need, typed, get_today(), get_lang()))
        undone = _read_undo(request.POST[UNDO])
        undo_answer(get_desk(), undone)
        return send_on(address, Undone(undone.before is not None))
    except SamspelError as error:
        # Nobody has a file or a row here: the form stands on the page.
        told = tuple(replace(one, where="") for one in explain_all(get_texts(), error))
        return _show_need(request, need, typed, told, find_status(error))


def _show_need(
    request: HttpRequest,
    need: Need,
    typed: TypedAnswer | None = None,
    errors: tuple[Explanation, ...] = (),
    status: int = 200,
) -> HttpResponse:
    desk, texts, given = get_desk(), get_texts(), find_notice(request, Given)
    undone = find_notice(request, Undone)
    (row,) = add_costs(desk, [need])
    today = get_today().isoformat()
    forms = present_forms(texts, need, typed or read_begun_answer(request.GET.dict(), today), today)
    begun, number = read_begun(request.GET), need.demand.number
    answering = AnswerPart(
        forms=forms,
        quick=tuple((label, f"{begun.query or '?'}&{asked}".replace("?&", "?")) for label, asked in list_quick(forms)),
        receipt=None if given is None else present_receipt(desk.catalogue, texts, given),
        done="" if undone is None else texts("web.answer.put_back" if undone.is_put_back else "web.answer.undone"),
        undo="" if given is None else request.GET[KEY],
        errors=errors,
    )
    elsewhere = find_elsewhere_answered(desk, need)
    page = present_need(desk, texts, row, find_report(need.place.code), elsewhere, answering)
    page = replace(page, sheet=begun.lead(need.place, number), begun=begun.query, is_on_sheet=number in begun.numbers)
    return show_page(request, page, status)


def _read_undo(token: str) -> Given:
    """The answer that the page with this token told of. Raises BadInputError where that was too long ago."""
    given = recall_notice(token, Given)
    if given is None:
        raise BadInputError("answer_undo_old")
    return given


def measure_demand(place: Place, demand: Demand) -> Need:
    """One demand at a place. Raises BadInputError for the country."""
    return measure_needs(get_desk(), place, NeedFilter(demand=demand.id))[0]
