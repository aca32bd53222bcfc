"""The sheet with one to three demands from a place: chosen by an address, shown as it becomes, and as files."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from samspel.app.briefing import Format
from samspel.app.finding import find_demand
from samspel.app.needs import measure_needs
from samspel.app.searching import search_for
from samspel.app.sheets import SIZES, choose_demands, find_size, read_address, read_sender, write_sheet
from samspel.catalogue.records.needs import Demand
from samspel.catalogue.texts import Explanation
from samspel.rendering.blocks import Document, Size
from samspel.reports.sheet import describe_warning
from samspel.search.hits import HitKind
from samspel.terms.clock import get_today
from samspel.terms.errors import BadInputError, SamspelError
from samspel.terms.place import Place
from samspel.web.pages import show_page
from samspel.web.presenters.picking import is_picking, read_words
from samspel.web.presenters.sheets import (
    ADDRESS,
    DEMAND,
    KIND,
    LONGEST,
    PAPER,
    SENDER,
    BegunSheet,
    Searched,
    SheetPage,
    lead_to_suggested,
    present_options,
    present_picker,
    present_reads,
)
from samspel.web.public import find_own_address
from samspel.web.shared import get_catalogue, get_desk, get_lang, get_place, get_texts
from samspel.web.views.briefs import preview, send_document
from samspel.web.views.errors import explain_all, find_status

KINDS: tuple[Format, ...] = ("pdf", "docx", "html")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The sheet that is asked for, by an address or a form; nothing of it read."""

    demands: tuple[str, ...]
    size: str
    kind: str
    address: str
    sender: str


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, code: str) -> HttpResponse:
    """The sheet with the choice beneath; the choice alone where nothing is chosen, somebody is still choosing, or
    something is wrong with it.
    """
    desk, texts, place, wanted = get_desk(), get_texts(), get_place(code), _read(request)
    needs = measure_needs(desk, place)
    document, size, status = None, SIZES[0], 200
    demands, errors = tuple[Demand, ...](), tuple[Explanation, ...]()
    try:
        size = find_size(wanted.size)
        is_asked = any(one.strip() for one in wanted.demands) or PAPER in (request.POST or request.GET)
        if is_asked and not is_picking(request.GET, DEMAND):
            demands = choose_demands(desk.catalogue, wanted.demands)
            document = _write(place, demands, size, wanted)
    except SamspelError as error:
        errors, status = tuple(explain_all(texts, error)), find_status(error)
    numbers = [demand.number for demand in demands]
    shown = {need.demand.number: need for need in needs} if document else {}
    page = SheetPage(
        place=place,
        preview=None if document is None else preview(document),
        is_small=size != SIZES[0],
        warnings=tuple(filter(None, (describe_warning(texts, shown[one]) for one in numbers if one in shown))),
        reads=present_reads(texts, place, _note_begun(request, numbers, wanted) if document else BegunSheet()),
        sizes=present_options(texts, SIZES, size),
        kinds=present_options(texts, KINDS, KINDS[0]),
        picker=present_picker(
            desk.catalogue, texts, needs, set(numbers) or _list_known(wanted.demands), _search(request)
        ),
        numbers=",".join(map(str, numbers)),
        size=size,
        address=wanted.address,
        sender=wanted.sender,
        errors=errors,
        suggested="" if document else lead_to_suggested(place, needs),
    )
    return show_page(request, page, status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, code: str) -> HttpResponse:
    """The sheet as a file. Raises BadInputError and NotFoundError for what cannot be chosen."""
    wanted = _read(request)
    demands = choose_demands(get_catalogue(), wanted.demands)
    kind = next((one for one in KINDS if one == wanted.kind), None)
    if kind is None:
        raise BadInputError("bad_sheet", file=wanted.kind[:LONGEST])
    return send_document(_write(get_place(code), demands, find_size(wanted.size), wanted), kind)


def _read(request: HttpRequest) -> Wanted:
    """What is asked for. Who stands behind the sheet is only taken from a form, since addresses are remembered."""
    fields = request.POST if request.method == "POST" else request.GET
    address = fields.get(ADDRESS)
    return Wanted(
        demands=tuple(fields.getlist(DEMAND)),
        size=fields.get(PAPER) or SIZES[0],
        kind=fields.get(KIND) or KINDS[0],
        address=find_own_address(request) if address is None else address,
        sender=request.POST.get(SENDER, ""),
    )


def _note_begun(request: HttpRequest, numbers: list[int], wanted: Wanted) -> BegunSheet:
    """The sheet as the pages of its demands know it; what is as it begins is left out."""
    size = wanted.size if wanted.size != SIZES[0] else ""
    address = wanted.address if wanted.address != find_own_address(request) else ""
    return BegunSheet(tuple(numbers), size, address)


def _search(request: HttpRequest) -> Searched:
    words = read_words(request.GET, DEMAND)
    found = search_for(get_desk(), words, HitKind.DEMAND)
    return Searched(words, tuple(get_catalogue().demands[name].number for name in found))


def _write(place: Place, demands: tuple[Demand, ...], size: Size, wanted: Wanted) -> Document:
    return write_sheet(
        get_desk(),
        place,
        demands,
        size,
        get_lang(),
        get_today(),
        address=read_address(wanted.address),
        sender=read_sender(wanted.sender),
    )


def _list_known(told: Iterable[str]) -> Collection[int]:
    """The numbers of those that there are, so that a choice of too many can be mended."""
    found = set[int]()
    for name in (name for one in told for name in one.split(",") if name.strip()):
        try:
            found.add(find_demand(get_catalogue(), name).number)
        except SamspelError:
            continue
    return found
