"""The workplaces of a unit: how many have spoken, and the link that a lunchroom's sheet carries."""

from dataclasses import dataclass
from typing import ClassVar

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspel.app.briefing import Format
from samspel.app.inviting import invite
from samspel.app.posters import write_poster
from samspel.terms.clock import get_today
from samspel.terms.errors import BadInputError
from samspel.web.pages import show_page
from samspel.web.public import make_link
from samspel.web.shared import get_desk, get_lang
from samspel.web.views.briefs import send_document
from samspel.web.work.guards import find_unit, require
from samspel.web.work.here import name_page
from samspel.web.work.voices.likely import list_places
from samspel.workspace.models import Unit, Workplace
from samspel.workspace.voices import change_link, get_rules, make_workplace, set_open

NAME, PLACE, VERSION, DO = "namn", "plats", "version", "gor"
RENEW, OPEN, CLOSE = "ny", "oppna", "stang"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkplacePage:
    """A workplace with its link, the link as a code, and where a sheet with it is made."""

    template: ClassVar[str] = "samspel/work/workplace.html"
    unit: int
    number: int
    version: int
    name: str
    is_open: bool
    is_alone: bool
    address: str
    code: SafeString


@never_cache
@require_POST
def make(request: HttpRequest, unit: int) -> HttpResponse:
    """A new workplace. Raises BadInputError without a name."""
    whole = find_unit(unit)
    account = require(request, "workplace.change", whole)
    place = request.POST.get(PLACE, "")
    made = make_workplace(
        whole, request.POST.get(NAME, ""), place if place in dict(list_places(whole)) else "", account
    )
    return HttpResponseRedirect(reverse("workplace", args=[unit, made.pk]))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, unit: int, number: int) -> HttpResponse:
    """The link; a new one, or closed and open. Raises ChangedMeanwhileError, BadInputError for anything else."""
    whole = find_unit(unit)
    account = require(request, "workplace.change", whole)
    workplace = _find(whole, number)
    if request.method == "POST":
        what, version = request.POST.get(DO, ""), read_number(request.POST.get(VERSION, ""))
        if what == RENEW:
            change_link(workplace, version, account)
        elif what in (OPEN, CLOSE):
            set_open(workplace, version, account, is_open=what == OPEN)
        else:
            raise BadInputError("voice_what")
        return HttpResponseRedirect(request.path)
    name_page(request, "workplace", workplace.name)
    return show_page(request, _present(request, workplace))


@never_cache
@require_safe
def send_poster(request: HttpRequest, unit: int, number: int, kind: Format) -> HttpResponse:
    """The sheet for the lunchroom as a file. Raises BadInputError where nobody's telephone would reach its code."""
    whole = find_unit(unit)
    require(request, "workplace.change", whole)
    if settings.IS_ALONE:
        raise BadInputError("voice_sheet_alone")
    workplace = _find(whole, number)
    poster = write_poster(
        get_desk(),
        get_lang(),
        unit=whole.name,
        workplace=workplace.name,
        address=_find_address(request, workplace),
        fewest=get_rules().fewest,
        day=get_today(),
    )
    return send_document(poster, kind)


def read_number(typed: str) -> int:
    """A number of a form; 0 for what is none."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0  # noqa: PLR2004 - fits


def _find(unit: Unit, number: int) -> Workplace:
    found = Workplace.objects.filter(unit=unit, pk=number).select_related("unit").first()
    if found is None:
        raise Http404
    return found


def _find_address(request: HttpRequest, workplace: Workplace) -> str:
    return make_link(request, reverse("voice_leave", args=[workplace.code]))


def _present(request: HttpRequest, workplace: Workplace) -> WorkplacePage:
    address = _find_address(request, workplace)
    return WorkplacePage(
        unit=workplace.unit.pk,
        number=workplace.pk,
        version=workplace.version,
        name=workplace.name,
        is_open=workplace.is_open,
        is_alone=settings.IS_ALONE,
        address=address,
        code=mark_safe(invite(address).picture),
    )
