"""The chain of industry and welfare at a place: the page, its sheet and its tables."""

from dataclasses import dataclass
from typing import ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from samspel.app.briefing import Format
from samspel.app.chain import compose_chain_sheet, find_model, show_chain
from samspel.reports.chain import compose_chain, tabulate_chain, tabulate_figures_of_chain
from samspel.terms.clock import get_today
from samspel.terms.place import Place
from samspel.web.blocks import Files, set_blocks
from samspel.web.downloads import offer_table
from samspel.web.pages import show_page
from samspel.web.remembering import recall
from samspel.web.shared import get_catalogue, get_desk, get_lang, get_place, get_texts
from samspel.web.views.briefs import send_document


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainPage:
    """The chain of a place as its report sets it."""

    template: ClassVar[str] = "samspel/chain.html"
    place: Place
    blocks: SafeString


@require_safe
def show(request: HttpRequest, code: str) -> HttpResponse:
    """The chain of a place."""
    place = get_place(code)
    if place.code != code:
        return redirect("chain", place.code)
    return show_page(request, _present(place))


@require_safe
def send_sheet(_request: HttpRequest, code: str, kind: Format) -> HttpResponse:
    """The chain on one sheet, as a file."""
    return send_document(compose_chain_sheet(get_desk(), get_place(code), get_lang(), get_today()), kind)


@require_safe
def send(_request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """The links of the chain as a file."""
    desk = get_desk()
    view = show_chain(desk, get_place(code))
    return offer_table(tabulate_chain(get_catalogue(), get_texts(), view, find_model(desk)), kind)


@require_safe
def send_figures(_request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """The figures of every link as a file."""
    view = show_chain(get_desk(), get_place(code))
    return offer_table(tabulate_figures_of_chain(get_catalogue(), get_texts(), view), kind)


def _present(place: Place) -> ChainPage:
    desk, texts = get_desk(), get_texts()
    # The answer is remembered and not the page, whose tables are noted each time it is set.
    view = recall(("chain", place.code), lambda: show_chain(desk, place))
    blocks = compose_chain(desk.catalogue, texts, view, find_model(desk))
    csv, xlsx = (reverse("chain_table", args=[place.code, kind]) for kind in ("csv", "xlsx"))
    return ChainPage(place=place, blocks=set_blocks(texts, blocks, {f"chain-{place.code}": Files(csv, xlsx)}))
