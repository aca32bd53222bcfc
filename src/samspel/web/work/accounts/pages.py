"""One's own account, and the page behind an invitation's link."""

from dataclasses import dataclass
from typing import ClassVar

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from samspel.catalogue.texts import Explanation
from samspel.terms.errors import BadInputError, NotFoundError, SamspelError
from samspel.web.notices import find_notice, send_on
from samspel.web.pages import show_page
from samspel.web.shared import get_texts
from samspel.web.views.errors import explain_all
from samspel.web.work.guards import require_account
from samspel.workspace.accounts import accept, end_sessions, find_invitation, show_as
from samspel.workspace.models import Invitation

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
NAME, PASSWORD, AGAIN, SHOWN = "konto", "losenord", "igen", "visas"


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, by the key of its text."""

    text: str


@dataclass(frozen=True, slots=True)
class AccountPage:
    """The account: its name, what others see, and its roles, each with the address of its unit."""

    template: ClassVar[str] = "samspel/work/account.html"
    name: str
    shown_as: str
    seats: tuple[tuple[str, str, str], ...]
    done: str


@dataclass(frozen=True, slots=True)
class InvitationPage:
    """The form behind a link: for a new account with its role in a unit, or for a new password of `account`."""

    template: ClassVar[str] = "samspel/work/invitation.html"
    account: str
    told: str
    name: str = ""
    errors: tuple[Explanation, ...] = ()


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """The account of whoever asks; what others see changed."""
    account, texts = require_account(request), get_texts()
    if request.method == "POST":
        show_as(account, request.POST.get(SHOWN, ""))
        return send_on(reverse("account"), Done("account.saved"))
    done = find_notice(request, Done)
    seats = account.seats.select_related("unit").order_by("unit__name")
    told = tuple(
        (reverse("unit", args=[seat.unit_id]), seat.unit.name, texts(f"workspace.role.{seat.role}")) for seat in seats
    )
    return show_page(
        request, AccountPage(account.username, account.shown_as, told, "" if done is None else texts(done.text))
    )


@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End every session of the account, this one too."""
    end_sessions(require_account(request))
    return HttpResponseRedirect(reverse("account_login"))


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def accept_invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """The form behind a link; the account made or its password changed, and whoever did it signed in."""
    found = find_invitation(secret)
    if request.method != "POST":
        return show_page(request, _present(found))
    name, password = request.POST.get(NAME, ""), request.POST.get(PASSWORD, "")
    try:
        if password != request.POST.get(AGAIN, ""):
            raise BadInputError("password_twice")
        account = accept(secret, name, password)
    except NotFoundError:
        raise
    except SamspelError as error:
        return show_page(request, _present(found, name, tuple(explain_all(get_texts(), error))), 400)
    if found.account is not None:
        return HttpResponseRedirect(reverse("account_login"))  # where a second factor is asked for
    login(request, account, backend=BACKEND)
    return HttpResponseRedirect(reverse("work"))


def _present(found: Invitation, name: str = "", errors: tuple[Explanation, ...] = ()) -> InvitationPage:
    texts = get_texts()
    if found.account is not None:
        return InvitationPage(found.account.username, texts("account.new_password_text"), errors=errors)
    unit = "" if found.unit is None else found.unit.name
    told = texts("account.invited", unit=unit, role=texts(f"workspace.role.{found.role}").lower())
    return InvitationPage("", told, name, errors)
