"""Who is let in to a page of the workspace: asked of the one table of permissions, before anything is shown."""

from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from samspel.terms.errors import SamspelError
from samspel.web.here import keep_here
from samspel.web.work.here import enter
from samspel.web.work.who import get_account
from samspel.workspace.models import Account, Unit
from samspel.workspace.permissions import ForbiddenError, may


class SignInError(SamspelError):
    """Nobody has signed in, and the page needs it."""

    def __init__(self) -> None:
        super().__init__("sign_in")


def require(request: HttpRequest, action: str, unit: Unit) -> Account:
    """The account of whoever asks, who may do it in the unit; the page has the unit's menu then. What one may not even
    read is as if it were not there.

    Raises SignInError for nobody, Http404 for a unit that is not theirs, ForbiddenError for what their role may not.
    """
    account = require_account(request)
    if not may(account, "unit.read", unit):
        raise Http404
    if not may(account, action, unit):
        raise ForbiddenError("not_allowed", action=action)
    enter(request, account, unit)
    return account


def require_account(request: HttpRequest) -> Account:
    """The account of whoever asks. Raises SignInError for nobody."""
    account = get_account(request)
    if account is None:
        raise SignInError
    return account


def find_unit(number: int) -> Unit:
    """The unit of an address. Raises Http404 where there is none."""
    unit = Unit.objects.select_related("parent").filter(pk=number).first()
    if unit is None:
        raise Http404
    return unit


def go_to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the page where one signs in, and from there back."""
    here = keep_here(request.get_full_path()) if request.method in ("GET", "HEAD") else "/"
    return HttpResponseRedirect(f"{reverse('account_login')}?next={quote(here)}")
