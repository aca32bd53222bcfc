"""A packet for a group of places: begun when it is asked for, waited for, then sent as one PDF or an archive."""

from dataclasses import dataclass, replace
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from samspel.app.comparing import find_compared_demands
from samspel.app.grouping import sort_names
from samspel.app.packets import PacketAsked, ask_packet
from samspel.catalogue.texts import Explanation
from samspel.reports.compared_demands import describe_sift
from samspel.terms.clock import get_today
from samspel.terms.errors import BadInputError, SamspelError
from samspel.terms.place import Place
from samspel.web.downloads import offer_file
from samspel.web.jobs import Job
from samspel.web.packets import KeptPacket, begin_packet, get_packet_workshop, get_shelf, name_packet
from samspel.web.pages import Page, show_page
from samspel.web.presenters.comparison import Asked, present_demands
from samspel.web.presenters.comparison_asked import DEMANDS, ONLY, SORT, read_asked
from samspel.web.presenters.mending import (
    PLACES,
    Mended,
    Mending,
    UnknownPart,
    list_fields,
    present_mended,
    present_mending,
    present_unknown,
)
from samspel.web.presenters.picking import Picker, is_picking, read_words
from samspel.web.presenters.reach import ProgressPage, Waiting
from samspel.web.shared import get_catalogue, get_desk, get_lang, get_texts
from samspel.web.views.errors import explain_all, find_status

SECONDS = 1
"""Between looks at a packet that is being made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketPage:
    """A packet: its files and what it lacks, once it is made, and the demands that all its sheets shall have to choose
    among, with what is wrong in the choice; the places in it, and as beside each other what is meant by names that
    nothing has.
    """

    template: ClassVar[str] = "samspel/packet.html"
    title: str
    fields: tuple[tuple[str, str], ...]
    demands: Picker
    back: str
    places: tuple[Place, ...] = ()
    unknown: tuple[UnknownPart, ...] = ()
    mending: Mending | None = None
    mended: Mended | None = None
    sifted: tuple[str, ...] = ()
    pdf: str = ""
    archive: str = ""
    missing: tuple[str, ...] = ()
    errors: tuple[Explanation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketWaitingPage(Waiting):
    """How far a packet has come."""

    template: ClassVar[str] = "samspel/packet_waiting.html"


@never_cache
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The packet, or how far it has come; the choice of demands alone where somebody is still choosing, or something is
    wrong with it. Raises SamspelError for what cannot be made, and where too many wait.
    """
    desk = get_desk()
    try:
        find_compared_demands(desk, request.GET.getlist(DEMANDS))
    except SamspelError as error:
        page, wrong = _present(request.GET, _read(_drop_demands(request.GET))), explain_all(get_texts(), error)
        return show_page(request, replace(page, errors=tuple(wrong)), find_status(error))
    asked = _read(request.GET)
    if is_picking(request.GET, DEMANDS):
        return show_page(request, _present(request.GET, asked))
    key, workshop = name_packet(desk, asked), get_packet_workshop()
    kept, job = get_shelf().find(key), workshop.find(key)
    if kept is not None:
        return _go_on(request) if request.headers.get("HX-Request") else _show_made(request, asked, kept)
    if job is not None and job.state == "failed":
        if request.headers.get("HX-Request"):
            return _go_on(request)
        workshop.forget(key)
        raise job.error or BadInputError("packet_failed")
    if job is None or not job.is_under_way:
        begin_packet(desk, key, asked)
    return _show_waiting(request, key)


@never_cache
@require_safe
def send(request: HttpRequest, kind: str) -> HttpResponse:
    """A file of the packet; before it is made the page that waits for it."""
    kept = get_shelf().find(name_packet(get_desk(), _read(request.GET)))
    try:
        data = None if kept is None else kept.read(kind)
    except FileNotFoundError:
        data = None
    if kept is None or data is None:
        return redirect(f"{reverse('packet')}?{request.GET.urlencode()}")
    return offer_file(f"{kept.name}.{kind}", data)


def _read(query: QueryDict) -> PacketAsked:
    """What is asked for, without the places that there are not, which are told. Raises SamspelError for what cannot be
    made, and for those places where too few are left.
    """
    names, lost = sort_names(get_catalogue(), query.getlist(PLACES))
    known = query.copy()
    known.setlist(PLACES, names)
    try:
        wish = read_asked(known)
    except BadInputError as error:
        if lost and error.code == "compare_count":
            raise lost[0].error from None
        raise
    unknown = tuple(get_texts().explain(one.error).what for one in lost)
    asked = ask_packet(get_desk(), get_lang(), get_today(), wish.named, wish.measures, wish.choice, wish.demands)
    return replace(asked, unknown=unknown)


def _drop_demands(query: QueryDict) -> QueryDict:
    """The address without its demands, and what may name one of them."""
    bare = query.copy()
    for name in (DEMANDS, SORT, ONLY):
        bare.pop(name, None)
    return bare


def _present(query: QueryDict, asked: PacketAsked) -> PacketPage:
    texts, chosen, fields = get_texts(), tuple(query.getlist(DEMANDS)), tuple(list_fields(query))
    _, lost = sort_names(get_catalogue(), query.getlist(PLACES))
    other = tuple((name, one) for name, one in fields if name != DEMANDS)
    return PacketPage(
        title=texts("comparison.title", count=texts.number(len(asked.compared.places))),
        fields=other,
        demands=present_demands(Asked(DEMANDS, chosen, read_words(query, DEMANDS))),
        back=f"{reverse('compare')}?{urlencode(fields)}",
        places=asked.compared.places,
        unknown=tuple(present_unknown(query, one) for one in lost),
        mending=present_mending(query, lost),
        mended=present_mended(query),
        sifted=tuple(describe_sift(texts, asked.compared)),
    )


def _show_made(request: HttpRequest, asked: PacketAsked, kept: KeptPacket) -> HttpResponse:
    address = urlencode(list_fields(request.GET))
    pdf, archive = (f"{reverse('packet_file', args=[kind])}?{address}" for kind in ("pdf", "zip"))
    page = _present(request.GET, asked)
    missing = tuple(one for one in kept.missing if one not in asked.unknown)  # which are told with what is meant
    return show_page(request, replace(page, pdf=pdf, archive=archive, missing=missing))


def _show_waiting(request: HttpRequest, key: str) -> HttpResponse:
    texts, workshop = get_texts(), get_packet_workshop()
    job: Job[Any] | None = workshop.find(key)
    # It may have ended since it was begun; then the next refresh shows it.
    state = job.state if job is not None and job.is_under_way else "searching"
    ahead = 0 if job is None else workshop.count_ahead(job)
    done, total = (0, 0) if job is None else (job.done, job.total)
    key = "next" if state == "waiting" and not ahead else state
    told = texts(f"web.packet.state_{key}", done=done, total=total, count=ahead)
    progress = ProgressPage(told, done, total)
    page: Page = progress
    if not request.headers.get("HX-Request"):
        page = PacketWaitingPage(progress=progress, address=request.get_full_path(), seconds=SECONDS)
    response = show_page(request, page)
    response.headers["Vary"] = "HX-Request"
    return response


def _go_on(request: HttpRequest) -> HttpResponse:
    """Let htmx open the whole page."""
    return HttpResponse(headers={"HX-Redirect": request.get_full_path()})
