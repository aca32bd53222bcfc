"""The sheet with one to three demands from a place: chosen by an address, shown as it becomes, and as files."""

from collections.abc import Collection, Iterable
from itertools import product
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from samspel.app.briefing import Format
from samspel.app.finding import find_demand
from samspel.app.needs import measure_needs
from samspel.app.sheets import SIZES, choose_demands, find_size, read_address, write_sheet
from samspel.catalogue.records.needs import Demand
from samspel.catalogue.texts import Explanation
from samspel.rendering.blocks import Document, Size
from samspel.terms.clock import get_today
from samspel.terms.errors import SamspelError
from samspel.terms.place import Place
from samspel.web.pages import show_page
from samspel.web.presenters.sheets import (
    ADDRESS,
    DEMAND,
    PAPER,
    SheetFile,
    SheetPage,
    SizeChoice,
    find_own_address,
    present_groups,
    present_reads,
)
from samspel.web.shared import get_catalogue, get_desk, get_lang, get_place, get_texts
from samspel.web.views.briefs import preview, send_document
from samspel.web.views.errors import explain_all, find_status

KINDS: tuple[Format, ...] = ("pdf", "docx", "html")


@never_cache
@require_safe
def show(request: HttpRequest, code: str) -> HttpResponse:
    """The sheet with the choice beneath; the choice alone where nothing is chosen, or what is wrong with it."""
    desk, texts, place = get_desk(), get_texts(), get_place(code)
    needs = measure_needs(desk, place)
    told, typed = request.GET.getlist(DEMAND), request.GET.get(ADDRESS)
    address = find_own_address(request) if typed is None else typed
    document, size, status = None, SIZES[0], 200
    demands, errors = tuple[Demand, ...](), tuple[Explanation, ...]()
    try:
        size = find_size(request.GET.get(PAPER) or SIZES[0])
        if any(one.strip() for one in told) or PAPER in request.GET:
            demands = choose_demands(desk.catalogue, told)
            document = _write(place, demands, size, address)
    except SamspelError as error:
        errors, status = tuple(explain_all(texts, error)), find_status(error)
    chosen = {demand.number for demand in demands} or _list_known(told)
    page = SheetPage(
        place=place,
        preview=None if document is None else preview(document),
        is_small=size != SIZES[0],
        files=() if document is None else _list_files(place, demands, address, size),
        reads=present_reads(texts, place, [demand.number for demand in demands] if document else ()),
        sizes=tuple(SizeChoice(value=one, label=texts(f"web.sheet.{one}"), is_chosen=one == size) for one in SIZES),
        groups=present_groups(desk.catalogue, texts, needs, chosen),
        address=address,
        errors=errors,
    )
    return show_page(request, page, status)


@never_cache
@require_safe
def send(request: HttpRequest, code: str, size: str, kind: Format) -> HttpResponse:
    """The sheet as a file. Raises BadInputError and NotFoundError for what cannot be chosen."""
    demands = choose_demands(get_catalogue(), request.GET.getlist(DEMAND))
    return send_document(_write(get_place(code), demands, find_size(size), request.GET.get(ADDRESS, "")), kind)


def _write(place: Place, demands: tuple[Demand, ...], size: Size, address: str) -> Document:
    return write_sheet(get_desk(), place, demands, size, get_lang(), get_today(), read_address(address))


def _list_known(told: Iterable[str]) -> Collection[int]:
    """The numbers of those that there are, so that a choice of too many can be mended."""
    found = set[int]()
    for name in (name for one in told for name in one.split(",") if name.strip()):
        try:
            found.add(find_demand(get_catalogue(), name).number)
        except SamspelError:
            continue
    return found


def _list_files(place: Place, demands: tuple[Demand, ...], address: str, chosen: str) -> tuple[SheetFile, ...]:
    """The files, that which is printed in the chosen size first."""
    texts = get_texts()
    fields = [(DEMAND, ",".join(str(demand.number) for demand in demands)), *([(ADDRESS, address)] if address else [])]
    query = urlencode(fields, safe=",:/")
    return tuple(
        SheetFile(
            address=f"{reverse('sheet_file', args=[place.code, size, kind])}?{query}",
            label=texts("web.sheet.file", kind=texts(f"web.download.{kind}"), size=size.upper()),
            is_chief=(kind, size) == (KINDS[0], chosen),
        )
        for kind, size in product(KINDS, sorted(SIZES, key=lambda one: one != chosen))
    )
