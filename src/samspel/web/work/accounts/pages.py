"""One's own account, where one signs in and changes the password, and the page behind an invitation's link."""

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from allauth.account.views import LoginView, PasswordChangeView
from django.contrib.auth import login
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspel.catalogue.texts import Explanation
from samspel.terms.errors import BadInputError, NotFoundError, SamspelError
from samspel.web.downloads import offer_file
from samspel.web.notices import find_notice, send_on
from samspel.web.pages import show_page
from samspel.web.shared import get_texts
from samspel.web.views.errors import explain_all
from samspel.web.work.guards import require_account
from samspel.workspace.accounts import accept, end_sessions, find_invitation, show_as
from samspel.workspace.digests import choose_digest
from samspel.workspace.erasing import export_account
from samspel.workspace.models import Account, Invitation

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
NAME, PASSWORD, AGAIN, SHOWN = "konto", "losenord", "igen", "visas"
DO, DIGEST, CONTACT, WANTS = "gor", "sammanfattning", "epost", "vill"


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, by the key of its text."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPage:
    """The account: its name, what others see, its roles, each with the address of its unit, and whether it has the
    digest and where.
    """

    template: ClassVar[str] = "samspel/work/account.html"
    name: str
    shown_as: str
    seats: tuple[tuple[str, str, str], ...]
    contact: str
    wants_digest: bool
    done: str
    errors: tuple[Explanation, ...] = ()


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
    """The account of whoever asks; what others see changed, or the choice of a digest."""
    account = require_account(request)
    if request.method != "POST":
        return show_page(request, _present_account(account, find_notice(request, Done)))
    if request.POST.get(DO) != DIGEST:
        show_as(account, request.POST.get(SHOWN, ""))
        return send_on(reverse("account"), Done("account.saved"))
    contact, wants = request.POST.get(CONTACT, ""), WANTS in request.POST
    try:
        choose_digest(account, contact, wants=wants)
    except BadInputError as error:
        page = replace(_present_account(account, None), contact=contact, wants_digest=wants)
        return show_page(request, replace(page, errors=tuple(explain_all(get_texts(), error))), 400)
    return send_on(reverse("account"), Done("digest.chosen"))


@never_cache
@require_safe
def send_data(request: HttpRequest) -> HttpResponse:
    """All that is kept of whoever asks, as a file."""
    return offer_file("samspel-konto.json", export_account(require_account(request)))


def _present_account(account: Account, done: Done | None) -> AccountPage:
    texts = get_texts()
    seats = account.seats.select_related("unit").order_by("unit__name")
    told = tuple(
        (reverse("unit", args=[seat.unit_id]), seat.unit.name, texts(f"workspace.role.{seat.role}")) for seat in seats
    )
    return AccountPage(
        name=account.username,
        shown_as=account.shown_as,
        seats=told,
        contact=account.contact,
        wants_digest=account.wants_digest,
        done="" if done is None else texts(done.text),
    )


class SignIn(LoginView):  # type: ignore[misc]  # allauth's classes have no types
    """Where one signs in; says first that a new password is saved where one comes from that."""

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        """With what was done."""
        done = find_notice(self.request, Done)
        return {**super().get_context_data(**given), "done": "" if done is None else get_texts()(done.text)}


class PasswordChange(PasswordChangeView):  # type: ignore[misc]
    """The form of a new password; back to the account, which says that it is saved."""

    def form_valid(self, form: Form) -> HttpResponse:
        """Keep it."""
        super().form_valid(form)
        return send_on(reverse("account"), Done("account.password_changed"))


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
        return send_on(reverse("account_login"), Done("account.password_saved"))  # where a second factor is asked for
    login(request, account, backend=BACKEND)
    return HttpResponseRedirect(reverse("work"))


def _present(found: Invitation, name: str = "", errors: tuple[Explanation, ...] = ()) -> InvitationPage:
    texts = get_texts()
    if found.account is not None:
        return InvitationPage(found.account.username, texts("account.new_password_text"), errors=errors)
    unit = "" if found.unit is None else found.unit.name
    told = texts("account.invited", unit=unit, role=texts(f"workspace.role.{found.role}").lower())
    return InvitationPage("", told, name, errors)
