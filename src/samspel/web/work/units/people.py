"""Who has which role in a unit: roles changed, people invited and taken away; and the table of who may do what."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samspel.catalogue.permissions import load_permissions
from samspel.catalogue.texts import Explanation
from samspel.terms.clock import SWEDEN
from samspel.terms.errors import BadInputError
from samspel.web.downloads import offer_file
from samspel.web.notices import find_notice, send_on
from samspel.web.pages import show_page
from samspel.web.public import make_link
from samspel.web.shared import get_texts
from samspel.web.views.errors import explain_all
from samspel.web.work.campaigns.parts import read_whole
from samspel.web.work.guards import find_unit, require, require_account
from samspel.web.work.paging import Pager, keep_page, page_list
from samspel.web.work.who import asks_for_accounts
from samspel.workspace.accounts import (
    DAYS,
    erase,
    invite,
    invite_again,
    leave,
    list_invitations,
    list_seats,
    list_with_steps,
    reset_steps,
    set_role,
    take_back,
    tell,
)
from samspel.workspace.models import Account, Role, Seat, Unit

WHAT, WHO, ROLE, TELL = "gor", "vem", "roll", "uppgifter"


@dataclass(frozen=True, slots=True)
class Told:
    """What was done, by the key of its text, and the link that was made."""

    text: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class SeatPart:
    """Somebody's role, and whether they sign in by a second step."""

    number: int
    name: str
    role: str
    label: str
    has_steps: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """An invitation that has not been used."""

    number: int
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage:
    """Those who have a role in the unit; `roles` each with its name and what it is for. `above` is the unit whose roles
    count here too, and `link` one that was just made.
    """

    template: ClassVar[str] = "samspel/work/people.html"
    seats: tuple[SeatPart, ...]
    pager: Pager | None
    address: str
    waiting: tuple[Waiting, ...]
    roles: tuple[tuple[str, str, str], ...]
    above: str
    asks: bool
    days: int = DAYS
    done: str = ""
    link: str = ""
    errors: tuple[Explanation, ...] = ()


@dataclass(frozen=True, slots=True)
class RolesPage:
    """The table of who may do what: the roles' names, and each action with whether each role may."""

    template: ClassVar[str] = "samspel/work/roles.html"
    roles: tuple[str, ...]
    actions: tuple[tuple[str, tuple[bool, ...]], ...]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, unit: int) -> HttpResponse:
    """The people of a unit; one thing changed."""
    found = find_unit(unit)
    account, texts = require(request, "account.change", found), get_texts()
    if request.method == "POST":
        if request.POST.get(WHAT) == TELL:
            asked = _find_seat(request, found).account
            return offer_file("samspel-konto.json", tell(account, asked, found))
        try:
            told = _change(request, account, found)
        except BadInputError as error:
            return show_page(request, _present(request, found, errors=tuple(explain_all(texts, error))), 400)
        return send_on(keep_page(request), told)
    return show_page(request, _present(request, found, find_notice(request, Told)))


@require_safe
def show_table(request: HttpRequest) -> HttpResponse:
    """The table, for everybody who has signed in."""
    require_account(request)
    texts, table = get_texts(), load_permissions()
    actions = tuple(
        (texts(f"workspace.action.{action.id}"), tuple(role in action.roles for role in table.roles))
        for action in table.actions
    )
    return show_page(request, RolesPage(tuple(texts(f"workspace.role.{role}") for role in table.roles), actions))


def _change(request: HttpRequest, account: Account, unit: Unit) -> Told:
    """Do what the form asks. Raises Http404 for somebody who is not of the unit, BadInputError for what cannot be."""
    what, number = request.POST.get(WHAT, ""), read_whole(request.POST.get(WHO, "")) or 0
    role = request.POST.get(ROLE, "")
    if what == "bjud-in":
        return Told("workspace.people.linked", _link(request, invite(account, unit, role)))
    if what == "ta-tillbaka":
        take_back(account, unit, number)
        return Told("workspace.people.taken_back")
    seat = _find_seat(request, unit)
    if what == "lank":
        return Told("workspace.people.linked", _link(request, invite_again(account, seat.account, unit)))
    does: dict[str, tuple[str, Callable[[], object]]] = {
        "roll": ("role_changed", lambda: set_role(account, seat, role)),
        "steg": ("steps_done", lambda: reset_steps(account, seat.account, unit)),
        "ta-bort": ("removed", lambda: leave(account, seat)),
        "radera": ("erased", lambda: erase(account, seat.account, unit)),
    }
    if what not in does:
        raise Http404
    told, act = does[what]
    act()
    return Told(f"workspace.people.{told}")


def _find_seat(request: HttpRequest, unit: Unit) -> Seat:
    """The role that a form is about. Raises Http404 for one of another unit."""
    number = read_whole(request.POST.get(WHO, "")) or 0
    found = unit.seats.select_related("account", "unit").filter(pk=number, account__is_local=False).first()
    if found is None:
        raise Http404
    return found


def _link(request: HttpRequest, secret: str) -> str:
    return make_link(request, reverse("invitation", args=[secret]))


def _present(
    request: HttpRequest, unit: Unit, told: Told | None = None, errors: tuple[Explanation, ...] = ()
) -> PeoplePage:
    texts, paged = get_texts(), page_list(request, list_seats(unit))
    with_steps = list_with_steps(seat.account for seat in paged.rows)
    return PeoplePage(
        pager=paged.pager,
        address=keep_page(request),
        seats=tuple(
            SeatPart(
                number=seat.pk,
                name=seat.account.name,
                role=seat.role,
                label=texts(f"workspace.role.{seat.role}"),
                has_steps=seat.account_id in with_steps,
            )
            for seat in paged.rows
        ),
        waiting=tuple(
            Waiting(
                one.pk,
                texts(
                    "workspace.people.waits",
                    role=texts(f"workspace.role.{one.role}"),
                    day=texts.day(one.expires.astimezone(SWEDEN).date()),
                ),
            )
            for one in list_invitations(unit)
        ),
        roles=tuple(
            (role, texts(f"workspace.role.{role}"), texts(f"workspace.role_text.{role}")) for role in Role.values
        ),
        above="" if unit.parent is None else unit.parent.name,
        asks=asks_for_accounts(),
        done="" if told is None else texts(told.text),
        link="" if told is None else told.link,
        errors=errors,
    )
