"""The page where anybody with a workplace's link says something, and where it is followed. No account, no name."""

from dataclasses import dataclass, replace
from typing import ClassVar

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from samspel.catalogue.texts import Explanation
from samspel.terms.clock import get_today
from samspel.terms.errors import BadInputError, NotFoundError
from samspel.web.pages import show_page
from samspel.web.public import make_link
from samspel.web.shared import get_catalogue, get_desk, get_texts
from samspel.web.views.errors import explain_all
from samspel.web.work.voices.likely import Likely, list_known, list_likely, list_places, show_demand
from samspel.workspace.models import Voice, Workplace
from samspel.workspace.telling import list_driven
from samspel.workspace.voices import (
    IdentifyingError,
    Remark,
    check_remark,
    find_whole,
    find_workplace,
    follow,
    get_rules,
    is_only_shown,
    leave_remark,
    list_answers,
)

TEXT, PLACE, NAMED, NO_NAME, DEMAND, DO, CODE = "text", "plats", "syns", "inget_namn", "krav", "gor", "kod"
LEAVE = "lamna"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeavePage:
    """The form; what it is about when it has been looked at; the code when it has been left. `is_only` where a remark
    from here would be known for one, as nothing is seen from elsewhere in the unit.
    """

    template: ClassVar[str] = "samspel/work/leave.html"
    workplace: str
    unit: str
    longest: int
    fewest: int
    is_only: bool
    places: tuple[tuple[str, str], ...]
    text: str = ""
    place: str = ""
    is_named: bool = False
    says_no_name: bool = False
    is_seen: bool = False
    likely: tuple[Likely, ...] = ()
    caught: tuple[str, ...] = ()
    may_stay: bool = False
    errors: tuple[Explanation, ...] = ()
    code: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Driven:
    """What is driven, and where each of its matters is, in a sentence."""

    title: str
    matters: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowPage:
    """What became of a remark: which demands it is about and what is driven for them; the field for a code before."""

    template: ClassVar[str] = "samspel/work/follow.html"
    state: str = ""
    demands: tuple[Likely, ...] = ()
    campaigns: tuple[Driven, ...] = ()
    errors: tuple[Explanation, ...] = ()


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, code: str) -> HttpResponse:
    """The form; what it is likely to be about; the remark kept."""
    workplace = find_workplace(code)
    empty = _present(workplace)
    if request.method != "POST":
        return show_page(request, empty)
    remark = _read(request, empty)
    page = replace(
        empty, text=remark.text, place=remark.place, is_named=remark.names_workplace, says_no_name=remark.says_no_name
    )
    try:
        if request.POST.get(DO) == LEAVE:
            given = leave_remark(workplace, remark, list_known(), get_today())
            address = make_link(request, reverse("voice_followed", args=[given]))
            return show_page(request, replace(empty, code=given, address=address))
        text = check_remark(remark, list_known())
    except IdentifyingError as error:
        caught = tuple(dict.fromkeys(one.text for one in error.found))
        stays = all(one.may_stay for one in error.found)
        return show_page(request, replace(page, caught=caught, may_stay=stays), 400)
    except BadInputError as error:
        return show_page(request, replace(page, errors=tuple(explain_all(get_texts(), error))), 400)
    return show_page(request, replace(page, is_seen=True, likely=list_likely(text, remark.demands)))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show_followed(request: HttpRequest, code: str = "") -> HttpResponse:
    """What became of the remark of a code, or the field for one."""
    given = code or request.POST.get(CODE, "")
    if not given:
        return show_page(request, FollowPage())
    try:
        return show_page(request, _present_followed(follow(given)))
    except NotFoundError as error:
        return show_page(request, FollowPage(errors=tuple(explain_all(get_texts(), error))), 404)


def _present(workplace: Workplace) -> LeavePage:
    rules = get_rules()
    return LeavePage(
        workplace=workplace.name,
        unit=workplace.unit.name,
        longest=rules.longest,
        fewest=rules.fewest,
        is_only=is_only_shown(workplace),
        places=list_places(workplace.unit),
    )


def _read(request: HttpRequest, page: LeavePage) -> Remark:
    typed = request.POST
    place = typed.get(PLACE, "")
    return Remark(
        text=typed.get(TEXT, ""),
        place=place if place in dict(page.places) else "",
        names_workplace=bool(typed.get(NAMED)),
        says_no_name=bool(typed.get(NO_NAME)),
        demands=tuple(one for one in dict.fromkeys(typed.getlist(DEMAND)) if one in get_catalogue().demands),
    )


def _present_followed(voice: Voice) -> FollowPage:
    """What became of it: of a remark that went into another, what became of that."""
    demands, campaigns = list_answers(voice)
    whole = find_whole(voice)
    texts = get_texts()
    driven = list_driven(get_desk(), texts, campaigns, get_today(), demands)
    told = [voice] if whole.pk == voice.pk else [voice, whole]
    return FollowPage(
        state=" ".join(texts(f"voices.followed.{'other_' if one.pk != voice.pk else ''}{one.state}") for one in told),
        demands=tuple(show_demand(one) for one in demands),
        campaigns=tuple(Driven(title=one.title, matters=one.matters) for one in driven),
    )
